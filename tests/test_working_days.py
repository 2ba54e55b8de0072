"""Working days: SI 2006/1738 regulation 2, with England's bank holidays and the council's closure days."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_report.measures.working_days import add_working_days, bank_holidays, working_days_between

# The list of bank holidays in England and Wales as GOV.UK publishes it, with Good Friday and
# Christmas Day, and without 25, 26 December and 1 January where they fell at a weekend.
WEEKDAYS_OFF = {
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",  # the May holiday moved to Friday 8 May
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",  # Christmas at a weekend: two substitutes
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",  # jubilee and state funeral
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",  # coronation
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


def dates(*texts: str | None) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts)))


def count(start: str, end: str, closure_days: tuple[date, ...] = ()) -> int:
    return int(working_days_between(dates(start), dates(end), closure_days).iloc[0])


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_bank_holidays_are_the_published_ones(year: int) -> None:
    on_weekdays = [f"{day:%m-%d}" for day in bank_holidays(year, year) if day.weekday() < 5]
    assert on_weekdays == WEEKDAYS_OFF[year].split()


def test_the_day_of_receipt_is_day_0() -> None:
    assert count("2024-06-03", "2024-06-03") == 0  # Monday to the same Monday
    assert count("2024-06-03", "2024-06-04") == 1
    assert count("2024-06-03", "2024-06-17") == 10  # two weeks


def test_weekends_are_left_out() -> None:
    assert count("2024-06-07", "2024-06-10") == 1  # Friday to Monday
    assert count("2024-06-08", "2024-06-09") == 0  # Saturday to Sunday
    assert count("2024-06-08", "2024-06-10") == 1  # Saturday to Monday


def test_bank_holidays_are_left_out() -> None:
    assert count("2024-03-28", "2024-04-02") == 1  # over Good Friday and Easter Monday
    assert count("2022-09-16", "2022-09-20") == 1  # over the state funeral
    assert count("2022-06-01", "2022-06-06") == 1  # over the jubilee weekend
    assert count("2023-05-05", "2023-05-09") == 1  # over the coronation
    # 24 December 2021 (Friday) to 4 January 2022 (Tuesday): 29, 30, 31 December and 4 January
    assert count("2021-12-24", "2022-01-04") == 4


def test_the_councils_closure_days_are_left_out() -> None:
    closed = (date(2024, 12, 27), date(2024, 12, 30), date(2024, 12, 31))
    assert count("2024-12-24", "2025-01-02") == 4  # 27, 30, 31 December and 2 January
    assert count("2024-12-24", "2025-01-02", closed) == 1


def test_a_missing_date_gives_a_missing_count() -> None:
    result = working_days_between(dates("2024-06-03", None, None), dates(None, "2024-06-03", None))
    assert result.isna().all()
    assert result.dtype == "Int64"


def test_counts_keep_the_index_and_the_order() -> None:
    start = pd.Series(pd.to_datetime(["2024-06-03", "2024-06-03"]), index=[9, 4])
    end = pd.Series(pd.to_datetime(["2024-06-05", "2024-06-04"]), index=[9, 4])
    assert working_days_between(start, end).to_dict() == {9: 2, 4: 1}


def test_an_end_before_the_start_counts_backwards() -> None:
    assert count("2024-06-05", "2024-06-03") == -2


def test_empty_series_give_empty_results() -> None:
    empty = pd.Series([], dtype="datetime64[s]")
    assert working_days_between(empty, empty).dtype == "Int64"
    assert add_working_days(empty, 10).empty


def test_series_of_different_cases_are_refused() -> None:
    with pytest.raises(ValueError, match="same index"):
        working_days_between(dates("2024-06-03"), dates("2024-06-03", "2024-06-04"))


def test_adding_working_days_gives_the_last_day_of_a_limit() -> None:
    # 10 working days from Tuesday 26 March 2024, over Good Friday and Easter Monday:
    # 27, 28 March, 2, 3, 4, 5, 8, 9, 10, 11 April
    result = add_working_days(dates("2024-03-26"), 10)
    assert result.dt.strftime("%Y-%m-%d").tolist() == ["2024-04-11"]


def test_adding_working_days_takes_one_number_for_each_case() -> None:
    days = pd.Series([0, 1, None], dtype="Int64")
    result = add_working_days(dates("2024-06-08", "2024-06-08", "2024-06-08"), days)
    assert result.dt.strftime("%Y-%m-%d").tolist()[:2] == ["2024-06-08", "2024-06-10"]
    assert result.isna().tolist() == [False, False, True]


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(dates("2024-06-08"), -1)


@given(start=st.dates(date(2018, 1, 1), date(2027, 12, 31)), length=st.integers(0, 90))
def test_counting_agrees_with_a_walk_day_by_day(start: date, length: int) -> None:
    off = set(bank_holidays(2018, 2028))
    days = [start + timedelta(days=n) for n in range(1, length + 1)]
    walked = sum(day.weekday() < 5 and day not in off for day in days)
    assert count(str(start), str(start + timedelta(days=length))) == walked


@given(start=st.dates(date(2018, 1, 1), date(2026, 12, 31)), days=st.integers(1, 300))
def test_adding_then_counting_gives_the_number_added(start: date, days: int) -> None:
    starts = dates(str(start))
    ends = add_working_days(starts, days)
    assert working_days_between(starts, ends).tolist() == [days]
    assert ends.iloc[0].weekday() < 5
