"""Dates that are allowed and hardly true."""

from tiny_tables import complaint, complaints
from year_data import messages, weights, year_data

from feedback_report.checks import Severity
from feedback_report.year_checks.dates import date_findings


def test_a_date_after_the_day_of_the_check_must_be_fixed() -> None:
    # The tests' day is 1 June 2025.
    found = list(date_findings(year_data(cases=[complaint("a", closed="2025-06-02")])))
    assert 'column "closed" has 1 date in the future (row 2).' in messages(found)
    assert Severity.must in weights(found)


def test_a_date_on_the_day_of_the_check_is_no_finding() -> None:
    assert not list(date_findings(year_data(cases=[complaint("a", "2025-03-01", closed="2025-06-01")])))


def test_a_stage_in_the_future_must_be_fixed() -> None:
    stage = {"case_id": "a", "stage": 2, "requested": "2024-06-03", "closed": "2026-01-01", "status": "completed"}
    found = date_findings(year_data(cases=[complaint("a")], stages=[stage]))
    assert messages(found) == ['column "closed" has 1 date in the future.']


def test_acknowledged_after_closed_is_to_be_looked_at() -> None:
    found = list(date_findings(year_data(cases=[complaint("a", acknowledged="2024-05-10", closed="2024-05-09")])))
    assert messages(found) == ["1 case was acknowledged after it was closed (row 2)."]
    assert weights(found) == [Severity.look]


def test_acknowledged_and_closed_on_one_day_is_no_finding() -> None:
    assert not list(date_findings(year_data(cases=[complaint("a", acknowledged="2024-05-09", closed="2024-05-09")])))


def test_closed_more_than_a_year_after_receipt_is_to_be_looked_at() -> None:
    # From 1 May 2024 to 1 May 2025 are 365 days, to 2 May 366.
    rows = [complaint("a", closed="2025-05-01"), complaint("b", closed="2025-05-02")]
    assert messages(date_findings(year_data(cases=rows))) == [
        "1 case was closed more than a year after it was received (row 3)."
    ]


def test_a_day_with_many_more_cases_than_others_is_to_be_looked_at() -> None:
    # 20 on 1 May, and 3 on each of two other days: more than five times three.
    rows = [*complaints(20), *complaints(3, "d", received="2024-05-02"), *complaints(3, "e", received="2024-05-03")]
    assert messages(date_findings(year_data(cases=rows))) == [
        "20 cases were received on 1 May 2024; other days on which any were have 3 on average."
    ]


def test_a_busy_day_among_busy_days_is_no_finding() -> None:
    # 20 on 1 May are not more than five times the four of another day.
    rows = [*complaints(20), *complaints(4, "d", received="2024-05-02")]
    assert not list(date_findings(year_data(cases=rows)))
