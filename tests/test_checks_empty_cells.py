"""Cases that lack a service, a team or an outcome."""

from tiny_tables import complaint
from year_data import messages, weights, year_data

from feedback_report.checks import Severity
from feedback_report.year_checks.empty_cells import outcome_findings, service_findings, team_findings


def test_a_team_of_a_service_in_scope_must_have_its_service_in_every_case() -> None:
    # The second row of data stands in row 3 of the file.
    data = year_data(cases=[complaint("a", team="Team A"), complaint("b", team="Team A", service=None)])
    found = list(service_findings(data))
    assert messages(found) == ['team "Team A": 1 case has a team and no service (row 3).']
    assert weights(found) == [Severity.must]
    assert "belong to Roads" in found[0].advice


def test_a_team_without_a_service_anywhere_is_to_be_looked_at() -> None:
    data = year_data(cases=[complaint("a"), complaint("b", team="Team B", service=None)])
    assert weights(service_findings(data)) == [Severity.look]


def test_a_team_that_reads_like_a_person_is_not_named() -> None:
    data = year_data(cases=[complaint("a"), complaint("b", team="Mr Someone", service=None)])
    assert messages(service_findings(data)) == ["a team: 1 case has a team and no service (row 3)."]


def test_cases_with_neither_service_nor_team_are_counted() -> None:
    data = year_data(cases=[complaint("a"), complaint("b", service=None), complaint("c", service=None)])
    assert messages(service_findings(data)) == ["2 cases have neither a service nor a team (rows 3, 4)."]


def test_a_column_of_services_that_is_empty_is_one_finding() -> None:
    data = year_data(cases=[complaint(each, team=f"Team {each}", service=None) for each in "abc"])
    assert messages(service_findings(data)) == ["no case has a service."]
    assert weights(service_findings(data)) == [Severity.must]


def test_cases_with_a_service_are_no_finding() -> None:
    data = year_data(cases=[complaint("a", team="Team A"), complaint("b", team="Team B", service="Elsewhere")])
    assert not list(service_findings(data))


def test_complaints_without_a_team_are_counted_by_service() -> None:
    data = year_data(cases=[complaint("a", team="Team A"), complaint("b"), complaint("c", service="Elsewhere")])
    found = list(team_findings(data))
    assert messages(found) == ["Roads: 1 of 2 complaints has no team (row 3)."]
    assert weights(found) == [Severity.look]


def test_complaints_that_all_have_a_team_are_no_finding() -> None:
    data = year_data(cases=[complaint("a", team="Team A"), complaint("b", feedback_type="comment")])
    assert not list(team_findings(data))


def test_closed_complaints_without_an_outcome_are_counted() -> None:
    data = year_data(cases=[complaint("a"), complaint("b", outcome=None), complaint("c", outcome=None)])
    found = list(outcome_findings(data))
    assert messages(found) == ["Roads: 2 of 3 closed complaints have no outcome (rows 3, 4)."]
    assert weights(found) == [Severity.look]


def test_open_complaints_need_no_outcome() -> None:
    data = year_data(cases=[complaint("a"), complaint("b", outcome=None, status="open")])
    assert not list(outcome_findings(data))


def test_completed_stages_without_an_outcome_are_counted() -> None:
    stage = {"case_id": "a", "stage": 2, "requested": "2024-06-03", "status": "completed"}
    data = year_data(cases=[complaint("a")], stages=[stage])
    assert messages(outcome_findings(data)) == ["1 completed stage 2 complaint has no outcome."]


def test_completed_stages_with_an_outcome_are_no_finding() -> None:
    stage = {"case_id": "a", "stage": 2, "requested": "2024-06-03", "status": "completed", "outcome": "upheld"}
    assert not list(outcome_findings(year_data(cases=[complaint("a")], stages=[stage])))
