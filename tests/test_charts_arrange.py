import pandas as pd
import pytest

from feedback_report.charts.arrange import arrange
from feedback_report.errors import ReportError

FRAME = pd.DataFrame(
    {
        "team": ["north", "south", "north", "south"],
        "year": [2024, 2024, 2023, 2023],
        "count": pd.array([3, 1, None, 2], dtype="Int64"),
    }
)


def test_rows_come_as_the_frame_has_them_and_years_by_time() -> None:
    grid = arrange(FRAME, "team", "year", "count")
    assert grid.categories == ["north", "south"]
    assert grid.series == [2023, 2024]
    assert grid.values[2024].tolist() == [3, 1]


def test_a_missing_value_is_a_gap_and_not_zero() -> None:
    grid = arrange(FRAME, "team", "year", "count")
    assert pd.isna(grid.value("north", 2023))
    assert grid.text("north", 2023) == "[x]"


def test_a_combination_without_a_row_is_a_gap() -> None:
    grid = arrange(FRAME[:3], "team", "year", "count")
    assert pd.isna(grid.value("south", 2023))
    assert grid.text("south", 2023) == "[x]"


def test_a_withheld_value_is_a_gap_marked_so() -> None:
    as_mark = FRAME.astype({"count": "object"})
    as_mark.loc[0, "count"] = "[c]"
    grid = arrange(as_mark, "team", "year", "count")
    assert pd.isna(grid.value("north", 2024))
    assert grid.text("north", 2024) == "[c]"


def test_shares_are_drawn_as_percentages_rounded_half_up_in_their_text_only() -> None:
    # 1/8 is 12.5%, which rounds to 13%; 1/400 is 0.25%, which is not none
    frame = pd.DataFrame({"remedy": ["apology", "payment", "none"], "share": [0.125, 0.0025, 0]})
    grid = arrange(frame, "remedy", None, "share", share=True)
    assert grid.values[""].tolist() == [12.5, 0.25, 0]
    assert grid.texts[""].tolist() == ["13%", "<1%", "0%"]


def test_no_percentage_is_drawn_of_a_base_below_the_smallest() -> None:
    frame = pd.DataFrame({"remedy": ["apology", "payment"], "share": [0.5, 0.5], "count": [4, 5], "base": [8, 10]})
    grid = arrange(frame, "remedy", None, "share", share=True, smallest_base=10)
    assert pd.isna(grid.value("apology", ""))
    assert grid.texts[""].tolist() == ["4 of 8", "50%"]


def test_a_missing_name_is_a_category_in_words() -> None:
    frame = pd.DataFrame({"team": ["north", None], "count": [1, 2]})
    grid = arrange(frame, "team", None, "count")
    assert grid.categories == ["north", "not recorded"]
    assert grid.values[""].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (FRAME[:0], "has no rows"),
        (FRAME.assign(count=pd.NA), 'no value in "count"'),
        (FRAME.drop(columns="year"), 'needs the column "year"; the frame has team, count'),
        (pd.concat([FRAME, FRAME[:1]]), "one row for each team and year; it has several for: north, 2024"),
        (FRAME.assign(count=-1), 'below zero; "count" has some'),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(frame: pd.DataFrame, message: str) -> None:
    with pytest.raises(ReportError, match=message):
        arrange(frame, "team", "year", "count")


def test_the_frame_is_not_changed() -> None:
    before = FRAME.copy()
    arrange(FRAME, "team", "year", "count")
    pd.testing.assert_frame_equal(FRAME, before)
