import pandas as pd
import pytest
from tiny_tables import a_break, complaint, only_row, tables

from feedback_report.measures.over_years import (
    beside_earlier,
    break_between,
    counts_over_years,
    from_first_held,
)


def counted(held, years, service=None, months=(None,)):
    return counts_over_years(held, years, [service], ["complaint"], months)


def history(year, count, month=None, service=None):
    row = {"series": "cases", "year": year, "month": month, "service": service, "category": "complaint"}
    return row | {"count": count, "source": "an earlier paper"}


def test_a_year_with_a_case_folder_is_counted_from_its_cases_whatever_history_says():
    held = tables(cases=[complaint("1")], history=[history(2024, 99), history(2023, 7)])

    found = counted(held, [2022, 2023, 2024])

    assert list(found["count"]) == [pd.NA, 7, 1]
    assert list(found["source"].fillna("-")) == ["-", "an earlier paper", "cases"]


def test_a_case_folder_without_cases_counts_none_and_not_history():
    held = tables(case_years=[2024], history=[history(2024, 99)])

    assert list(counted(held, [2024])["count"]) == [0]


def test_twelve_months_of_history_make_a_year_and_eleven_do_not():
    twelve = [history(2020, 2, month) for month in range(1, 13)]
    eleven = [history(2021, 2, month) for month in range(1, 12)]

    found = counted(tables(history=[*twelve, *eleven]), [2020, 2021])

    assert list(found["count"]) == [24, pd.NA]


def test_history_of_a_service_is_not_that_of_the_whole_council():
    held = tables(history=[history(2023, 5, service="Roads"), history(2023, 50)])

    assert list(counted(held, [2023], "Roads")["count"]) == [5]
    assert list(counted(held, [2023])["count"]) == [50]


def test_the_whole_council_counts_cases_that_name_no_service():
    held = tables(cases=[complaint("1"), complaint("2", service=None)])

    assert list(counted(held, [2024])["count"]) == [2]
    assert list(counted(held, [2024], "Roads")["count"]) == [1]


def compared(before_count, before_base, comparable=True, held=True):
    now = pd.DataFrame({"service_key": ["roads"], "count": [3], "base": [4], "share": [0.75]})
    before = pd.DataFrame({"service_key": ["roads"], "count": [before_count], "base": [before_base]})
    return beside_earlier(now, before if held else None, ["service_key"], 2023, [comparable]).iloc[0]


def test_a_comparison_gives_the_change_of_count_and_of_share():
    row = compared(2, 8)

    assert (row["change"], row["relative_change"]) == (1, 0.5)
    assert (row["share_before"], row["share_change"]) == (0.25, 0.5)


def test_a_rise_from_nothing_has_no_percentage():
    row = compared(0, 8)

    assert row["change"] == 3
    assert pd.isna(row["relative_change"])


@pytest.mark.parametrize("how", [{"comparable": False}, {"held": False}])
def test_what_cannot_be_compared_has_no_earlier_values(how):
    row = compared(2, 8, **how)

    assert not row["comparable"]
    assert row[["count_before", "base_before", "share_before", "change", "share_change"]].isna().all()


def test_a_break_stands_between_years_on_either_side_of_its_first_year():
    breaks = [a_break("teams", "2024/25", "roads")]

    assert break_between(breaks, "teams", "roads", 2023, 2024) is breaks[0]
    assert break_between(breaks, "teams", "roads", 2024, 2025) is None
    assert break_between(breaks, "teams", "roads", 2022, 2023) is None
    assert break_between(breaks, "teams", "parks", 2023, 2024) is None
    assert break_between(breaks, "subjects", "roads", 2023, 2024) is None


def test_a_break_without_a_service_stands_for_all():
    assert break_between([a_break("teams", "2024/25")], "teams", "parks", 2022, 2025) is not None


def test_months_are_counted_by_the_day_of_receipt():
    held = tables(cases=[complaint("1", "2024-04-30"), complaint("2", "2025-03-01"), complaint("3", "2025-03-31")])

    found = counted(held, [2024], "Roads", months=[3, 4, 5])

    assert [only_row(found, month=month)["count"] for month in (3, 4, 5)] == [2, 1, 0]


@pytest.mark.parametrize(
    ("counts", "years"),
    [
        ([None, None, 3, None, 5], [2022, 2023, 2024]),  # a gap after the first year stays
        ([1, 2, 3, 4, 5], [2020, 2021, 2022, 2023, 2024]),
        ([None] * 5, [2024]),
    ],
)
def test_years_before_the_first_that_is_held_are_left_out(counts, years):
    frame = pd.DataFrame({"year": range(2020, 2025), "count": pd.array(counts, dtype="Int64")})

    assert list(from_first_held(frame)["year"]) == years
