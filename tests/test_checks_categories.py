"""Categories that appeared or vanished since last year."""

from tiny_tables import a_break, complaints
from year_data import messages, weights, year_data

from feedback_report.checks import Severity
from feedback_report.settings import BreakInSeries
from feedback_report.year_checks.categories import category_findings

LAST = "2023-05-01"


def findings(before: str, now: str, *breaks: BreakInSeries, number: int = 5, column: str = "team") -> list[str]:
    rows = [*complaints(number, "p", received=LAST, **{column: before}), *complaints(number, **{column: now})]
    found = list(category_findings(year_data(cases=rows, breaks=breaks)))
    assert all(weight is Severity.look for weight in weights(found))
    return messages(found)


def test_teams_that_vanished_and_appeared_are_named_with_their_counts() -> None:
    assert findings("Team A", "Team B") == [
        "Roads: teams of 2023/24 that no complaint of 2024/25 has: Team A (5).",
        "Roads: teams that no complaint of 2023/24 had: Team B (5).",
    ]


def test_the_same_names_are_no_finding() -> None:
    assert not findings("Team A", "Team A")


def test_a_name_of_few_complaints_may_come_and_go() -> None:
    assert not findings("Team A", "Team B", number=4)


def test_a_break_for_the_service_explains_its_teams() -> None:
    assert not findings("Team A", "Team B", a_break("teams", "2024/25", "roads"))


def test_a_break_of_another_series_service_or_year_explains_nothing() -> None:
    others = (a_break("subjects", "2024/25"), a_break("teams", "2024/25", "parks"), a_break("teams", "2023/24"))
    assert len(findings("Team A", "Team B", *others)) == 2


def test_outcomes_subjects_contact_methods_and_directorates_are_compared_too() -> None:
    assert "Roads: outcomes that no complaint of 2023/24 had: not upheld (5)." in findings(
        "upheld", "not upheld", column="outcome"
    )
    assert "Roads: subjects that no complaint of 2023/24 had: Quality (5)." in findings(
        "Delay", "Quality", column="subject"
    )
    assert "Roads: contact methods that no complaint of 2023/24 had: post (5)." in findings(
        "email", "post", column="contact_method"
    )
    assert "directorates that no complaint of 2023/24 had: New Places (5)." in findings(
        "Places", "New Places", column="directorate"
    )


def test_a_name_that_reads_like_a_person_is_not_shown() -> None:
    assert findings("Team A", "Mr Someone")[1] == "Roads: teams that no complaint of 2023/24 had: (not shown) (5)."


def test_without_cases_of_last_year_nothing_is_compared() -> None:
    assert not list(category_findings(year_data(cases=complaints(9, team="Team A"))))
