"""Reading dates however an export writes them."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_report.importing.dates import SPREADSHEET_DAY_0, Order, is_date, orders, read_dates, share_of_dates


def column(*texts: str | None) -> pd.Series:
    return pd.Series(texts, dtype="str")


def day(text: str, order: Order = "day first") -> str | None:
    value = read_dates(column(text), order).days[0]
    return None if pd.isna(value) else value


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-03", "2025/06/03", "2025.6.3", "2025-06-03T14:05:33.000", "2025-06-03 14:05:33", "20250603",
        "03/06/2025", "3/6/2025", "3/6/25", "03-06-2025", "03.06.2025", "03 06 2025", "3 / 6 / 2025",
        "03/06/2025 14:05", "03/06/2025 2:05:33 PM", "03/06/2025, 14:05",
        "3 Jun 2025", "03-Jun-25", "3 June 2025", "3rd June 2025", "Tuesday, 3 June 2025", "Tue 3 Jun 2025",
        "3 Jun. 2025 14:05", "3JUN2025", "June 3, 2025", "Jun 3rd 2025",
        "45811", "45811.5868",
    ],
)  # fmt: skip
def test_the_third_of_june_is_read_from_every_form(text: str) -> None:
    assert day(text) == "2025-06-03"
    assert is_date(text)


def test_a_month_before_the_day_is_read_when_the_mapping_says_so() -> None:
    assert day("06/03/2025", "month first") == "2025-06-03"
    assert day("06/20/2025 10:04:21 PM", "month first") == "2025-06-20"
    assert day("2025-06-03", "month first") == "2025-06-03"
    assert day("06/20/2025", "day first") is None


@pytest.mark.parametrize(
    "text",
    ["soon", "30/02/2025", "2025-13-01", "3 Juny", "03/06", "June 2025", "12345", "99999", "1999-12-31", "3/6/1925"],
)
def test_what_is_no_date_is_marked_unreadable_and_never_guessed(text: str) -> None:
    read = read_dates(column(text), "day first")
    assert read.days.isna().all()
    assert read.unreadable.all()


@pytest.mark.parametrize(
    "text", ["01/01/1900", "1900-01-01", "0001-01-01", "00/00/0000", "00:00:00", "1899-12-30", "0"]
)
def test_a_date_that_says_there_is_none_is_missing_and_counted(text: str) -> None:
    read = read_dates(column(text, text, "03/06/2025"), "day first")
    assert not read.unreadable.any()
    assert read.days.isna().tolist() == [True, True, False]
    assert read.no_date == {text: 2}


def test_a_time_in_another_zone_becomes_the_british_day() -> None:
    # British Summer Time is an hour ahead of UTC: half past eleven at night in UTC is the next day.
    read = read_dates(column("2025-06-03T23:30:00Z", "2025-12-03T23:30:00Z", "2025-06-03T00:30:00+02:00"), "day first")
    assert read.days.tolist() == ["2025-06-04", "2025-12-03", "2025-06-02"]
    assert read.utc == 3


def test_missing_stays_missing() -> None:
    read = read_dates(column(None, "3/6/2025"), "day first")
    assert read.days.isna().tolist() == [True, False]
    assert not read.unreadable.any()


def test_the_order_of_day_and_month_is_counted_where_it_shows() -> None:
    # 13/06 can only be day first, 06/14 and 06/15 only month first, 03/04 and the rest tell nothing.
    assert orders(column("13/06/2025", "06/14/2025", "06/15/2025 10:00", "03/04/2025", "2025-06-13", "x")) == (1, 2, 1)


def test_the_share_of_dates_leaves_out_what_says_there_is_none() -> None:
    assert share_of_dates(column("03/06/2025", "01/01/1900", "x")) == 0.5
    assert share_of_dates(column(None)) == 0


@settings(deadline=None)
@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y %H:%M", "%d %b %Y", "%d %B %Y", "%B %d, %Y", "serial"]
    ),
)
def test_any_day_is_read_back_from_any_form(when: date, form: str) -> None:
    text = str((when - SPREADSHEET_DAY_0) // timedelta(days=1)) if form == "serial" else when.strftime(form)
    assert day(text) == when.isoformat()


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_text_whatever_makes_a_date_of_another_century_or_fails(text: str) -> None:
    found = day(text) if text else None
    assert found is None or "2000-01-01" <= found <= "2099-12-31"
