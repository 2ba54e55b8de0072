import pandas as pd
from tiny_tables import a_council, complaint, complaints, only_row, tables

from feedback_report.measures.counting import rows_where
from feedback_report.measures.months import (
    complaints_by_month,
    low_months,
    months_over_years,
    peak_months,
    top_months,
)


def by_month(**counts):
    """Count complaints about roads, so many in each month given as m2024_05=3."""
    rows = [
        row
        for month, number in counts.items()
        for row in complaints(number, month, received=f"{month[1:].replace('_', '-')}-15")
    ]
    return complaints_by_month(tables(cases=rows, case_years=[2023, 2024]), a_council(), 2024, 2)


def test_a_year_has_twelve_months_from_april_to_march_with_their_calendar_years():
    found = rows_where(by_month(m2024_05=1), service_key="roads", year=2024)

    assert list(found["month"]) == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    assert list(found["month_number"]) == list(range(1, 13))
    assert list(found["calendar_year"]) == [2024] * 9 + [2025] * 3
    assert list(found["count"]) == [0, 1] + [0] * 10


def test_a_months_share_is_of_its_own_year():
    found = by_month(m2024_05=1, m2024_06=3, m2023_05=9)

    row = only_row(found, service_key="roads", year=2024, month=6)
    assert (row["base"], row["share"]) == (4, 0.75)


def test_a_year_without_complaints_has_zeros_and_no_shares():
    found = rows_where(by_month(m2024_05=1), service_key="roads", year=2023)

    assert list(found["count"]) == [0] * 12
    assert found["share"].isna().all()


def test_a_year_that_nobody_holds_has_no_counts():
    held = tables(cases=[complaint("1")])

    found = rows_where(complaints_by_month(held, a_council(), 2024, 2), year=2023)

    assert found["count"].isna().all() and found["base"].isna().all()


def test_months_of_history_fill_a_year_without_a_case_folder():
    row = {"series": "cases", "service": "Roads", "category": "complaint", "source": "a paper", "year": 2023}
    history = [row | {"month": month, "count": month} for month in range(1, 13)]

    found = complaints_by_month(tables(cases=[complaint("1")], history=history), a_council(), 2024, 2)

    row = only_row(found, service_key="roads", year=2023, month=3)
    assert (row["count"], row["base"], row["calendar_year"]) == (3, 78, 2024)  # 1 + 2 + ... + 12 = 78


def test_every_month_that_ties_for_the_peak_is_given():
    found = peak_months(by_month(m2024_05=3, m2024_09=3, m2024_06=2, m2023_05=9), 2024)

    assert list(found["month"]) == [5, 9]
    assert list(found["service_key"]) == ["roads", "roads"]  # parks has no complaints, and so no peak


def test_the_low_months_may_be_months_without_complaints():
    every = {f"m2024_{month:02}": 2 for month in range(4, 13)} | {"m2025_01": 1, "m2025_02": 5}

    assert list(low_months(by_month(**every), 2024)["month"]) == [3]
    assert list(low_months(by_month(**every, m2025_03=1), 2024)["month"]) == [1, 3]


def test_the_top_months_go_from_the_highest_down_with_ties_at_the_boundary():
    found = top_months(by_month(m2024_04=1, m2024_05=4, m2024_07=2, m2024_08=2, m2025_03=6), 2024)

    # 6 in March, 4 in May, then July and August share the third place.
    assert list(found["month"]) == [3, 5, 7, 8]
    assert list(found["rank"]) == [1, 2, 3, 3]


def test_months_without_complaints_are_never_among_the_top():
    assert list(top_months(by_month(m2024_05=1), 2024)["month"]) == [5]


def test_the_same_month_is_given_for_every_year():
    found = by_month(m2024_05=4, m2023_05=2)

    same = months_over_years(found, peak_months(found, 2024))
    assert list(zip(same["year"], same["count"], strict=True)) == [(2023, 2), (2024, 4)]


def test_without_complaints_there_are_no_peaks_lows_or_tops():
    found = by_month()

    for measure in (peak_months, low_months, top_months):
        assert measure(found, 2024).empty
    assert months_over_years(found, peak_months(found, 2024)).empty
    assert not pd.isna(found["count"]).any()
