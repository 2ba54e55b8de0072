from datetime import date

import pandas as pd
import pytest
from matplotlib.axes import Axes

from feedback_report.charts import line, months_over_years
from feedback_report.errors import ReportError
from feedback_report.wording.labels import NothingToShow
from tests.chart_specimens import TWO, complaints_by_month, texts, texts_of

MISSING = None
RATES = pd.DataFrame({"year": range(2019, 2025), "per_100_000": [210.4, 198.5, MISSING, 350, 246, 141]})


def drawn(axes: Axes) -> list[list[tuple[float, float]]]:
    """The points of each line, whichever way it is broken."""
    return [
        list(zip(found.get_xdata(), found.get_ydata(), strict=True)) for found in axes.lines if len(found.get_xdata())
    ]


def names_below(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_xticklabels() if label.get_visible()]


def breaks_of(axes: Axes) -> list[float]:
    return [found.get_xdata()[0] for found in axes.lines if found.get_gid() == "break"]


def test_a_line_is_broken_where_a_year_is_missing() -> None:
    axes = line(RATES, unit="Rate").axes[0]
    assert drawn(axes) == [[(0, 210.4), (1, 198.5)], [(3, 350), (4, 246), (5, 141)]]


def test_a_year_that_the_frame_leaves_out_is_a_gap_too() -> None:
    axes = line(RATES.dropna(), unit="Rate").axes[0]
    assert drawn(axes) == [[(0, 210.4), (1, 198.5)], [(3, 350), (4, 246), (5, 141)]]
    assert names_below(axes) == ["2019/20", "2020/21", "2021/22", "2022/23", "2023/24", "2024/25"]


def test_years_are_in_order_of_time_whatever_the_frames_order() -> None:
    axes = line(RATES.iloc[::-1], unit="Rate").axes[0]
    assert drawn(axes) == [[(0, 210.4), (1, 198.5)], [(3, 350), (4, 246), (5, 141)]]


def test_a_single_line_prints_its_values_and_marks_what_is_missing() -> None:
    figure = line(RATES, unit="Complaints per 100,000 residents")
    # 198.5 rounds half up to 199
    assert texts_of(figure, "value") == ["210", "199", "[x]", "350", "246", "141"]
    assert texts_of(figure, "unit") == ["Complaints per 100,000 residents"]


def test_a_break_is_a_dashed_line_before_its_year() -> None:
    figure = line(RATES, unit="Rate", break_before=2023, break_label="New system")
    assert breaks_of(figure.axes[0]) == [3.5]
    assert texts_of(figure, "break") == ["New system"]


def test_of_many_years_every_second_is_named_and_the_last_always() -> None:
    frame = pd.DataFrame({"year": range(2010, 2025), "per_100_000": range(15)})
    names = names_below(line(frame, unit="Rate").axes[0])
    assert names[-1] == "2024/25"
    assert len(names) < 15


def test_months_run_from_april_to_march() -> None:
    frame = complaints_by_month(["Highways"], range(2024, 2025))
    axes = months_over_years(frame.sample(frac=1, random_state=2), unit="Complaints").axes[0]
    assert names_below(axes)[0] == "Apr"
    assert names_below(axes)[-1] == "Mar"
    by_month = dict(zip(frame["month"], frame["count"], strict=True))
    expected = [by_month[month] for month in [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]]
    assert [y for _, y in drawn(axes)[0]] == expected


def test_the_last_year_is_bold_and_above_the_grey_ones_and_every_line_is_named() -> None:
    figure = months_over_years(complaints_by_month(["Highways"], range(2022, 2025)), unit="Complaints")
    names = {text.get_text(): text for text in texts(figure) if text.get_gid() == "name"}
    assert set(names) == {"2022/23", "2023/24", "2024/25"}
    assert [name for name, text in names.items() if text.get_fontweight() == "bold"] == ["2024/25"]
    lines = [found for found in figure.axes[0].lines if len(found.get_xdata())]
    widths = [found.get_linewidth() for found in lines]
    assert widths[0] > 2 * max(widths[1:])
    assert lines[0].get_zorder() > max(found.get_zorder() for found in lines[1:])


def test_panels_stand_in_the_order_of_services_and_share_one_scale() -> None:
    frame = complaints_by_month(TWO[::-1], range(2023, 2025))
    figure = months_over_years(frame, unit="Complaints")
    assert [axes.get_title(loc="left") for axes in figure.axes] == TWO[::-1]
    assert len({axes.get_ylim() for axes in figure.axes}) == 1


def test_the_highest_month_of_the_last_year_carries_its_value() -> None:
    frame = complaints_by_month(["Highways"], range(2023, 2025)).assign(count=3)
    frame.loc[(frame["year"] == 2024) & (frame["month"] == 7), "count"] = 24
    frame.loc[(frame["year"] == 2023) & (frame["month"] == 9), "count"] = 30
    figure = months_over_years(frame, unit="Complaints")
    assert texts_of(figure, "value") == ["24"]


def test_a_break_within_a_year_is_a_line_where_its_months_change_and_names_the_year() -> None:
    frame = complaints_by_month(["Highways", "Libraries"], range(2022, 2025))
    options = {"unit": "Complaints", "break_label": "new system\nsince 16 November 2023"}
    figure = months_over_years(frame, break_on=date(2023, 11, 16), **options)
    # April is at 0, so November at 7 reaches from 6.5 to 7.5, and its half is over on the 15th
    assert [breaks_of(axes) for axes in figure.axes] == [[7.0], [7.0]]
    assert figure.get_suptitle() == "Vertical line, 2023/24: new system since 16 November 2023"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 4, 1), "New system"),  # it stands between two lines, not within one
        (date(2024, 2, 1), "New system"),  # nothing is held of the months after it
        (date(2022, 4, 1), ""),  # everything drawn is of the new system
        (date(2025, 4, 1), ""),  # nothing drawn is
    ],
)
def test_a_break_that_no_line_crosses_is_said_where_it_parts_the_years_drawn(day: date, said: str) -> None:
    frame = complaints_by_month(["Highways"], range(2022, 2025))
    frame = frame[frame["month"].between(4, 9)]
    figure = months_over_years(frame, unit="Complaints", break_on=day, break_label="new system")
    assert (figure.get_suptitle(), breaks_of(figure.axes[0])) == (said, [])


def test_a_month_without_a_figure_is_a_gap_and_a_lone_month_a_point() -> None:
    frame = complaints_by_month(["Highways"], range(2024, 2025)).astype({"count": "Int64"})
    frame.loc[~frame["month"].isin([4, 6, 7]), "count"] = pd.NA
    points = [[x for x, _ in found] for found in drawn(months_over_years(frame, unit="Complaints").axes[0])]
    assert points == [[0], [2, 3]]


def test_a_lone_month_of_an_earlier_year_is_a_point_that_can_be_seen() -> None:
    frame = complaints_by_month(["Highways"], range(2023, 2025))
    frame = frame[(frame["year"] == 2024) | (frame["month"] == 5)]
    axes = months_over_years(frame, unit="Complaints").axes[0]
    dots = [found for found in axes.lines if found.get_marker() == "o" and list(found.get_xdata()) == [1]]
    assert len(dots) == 1


@pytest.mark.parametrize(
    ("draw", "frame"),
    [(line, RATES[:0]), (line, RATES[2:3]), (months_over_years, complaints_by_month(TWO, range(2024, 2025))[:0])],
)
def test_nothing_to_draw_is_refused(draw, frame: pd.DataFrame) -> None:
    with pytest.raises(NothingToShow, match="nothing to draw"):
        draw(frame, unit="Rate")


def test_a_month_that_stands_twice_is_refused() -> None:
    frame = complaints_by_month(["Highways"], range(2024, 2025))
    with pytest.raises(ReportError, match="several for: Highways, 2024, 1"):
        months_over_years(pd.concat([frame, frame[:1]]), unit="Complaints")


def test_a_withheld_month_is_a_gap_with_a_mark_on_the_axis() -> None:
    frame = complaints_by_month(["Highways"], range(2023, 2025)).astype({"count": "object"})
    frame.loc[frame["month"].isin([5, 6]), "count"] = "[c]"  # May and June of both years; the marks are this year's
    axes = months_over_years(frame, unit="Complaints").axes[0]
    assert [text.xy for text in axes.texts if text.get_text() == "[c]"] == [(1, 0), (2, 0)]
    this_year = [point for line in axes.lines if line.get_linewidth() == 3 for point in line.get_xdata()]
    assert {1, 2}.isdisjoint(this_year)


def test_the_name_of_a_year_stands_beside_the_last_month_where_its_last_months_are_withheld() -> None:
    frame = complaints_by_month(["Highways"], range(2023, 2025)).astype({"count": "object"})
    frame.loc[(frame["year"] == 2024) & frame["month"].isin([1, 2, 3]), "count"] = "[c]"  # slots 9 to 11
    axes = months_over_years(frame, unit="Complaints").axes[0]
    (name,) = (text for text in axes.texts if text.get_text() == "2024/25")
    assert name.xy[0] > 11
