"""All checks of a year together: what is run when, what is left out, and how the answer is given."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sample_facts import PROJECT, sample_facts
from small_data import YEAR, a_case, an_action
from small_project import small_draft, small_project, write_data, write_settings

from feedback_report.building.year_facts import YearFacts
from feedback_report.checks import Severity
from feedback_report.narrative.checking import NARRATIVE_CHECKS
from feedback_report.settings.to_fill import TO_FILL
from feedback_report.year_checks.required_check import Standing
from feedback_report.year_checks.run import YearChecked, check_year
from feedback_report.year_checks.showing import answer, html_of, json_of, text_lines
from feedback_report.year_checks.sources import read_sources
from feedback_report.years import Year

TODAY = date(2025, 6, 1)
SUBJECTS = {"subjects": ["Delay"]}


def never() -> YearFacts:
    raise AssertionError("the notebooks must not run")


def check(project: Path, get_facts: Callable[[], YearFacts] = never) -> YearChecked:
    return check_year(project, project / "data", YEAR, TODAY, get_facts)


def found_in(checked: YearChecked, name: str) -> list[tuple[str, str]]:
    (result,) = (each for each in checked.results if each.check.name == name)
    return [(found.where, found.message) for found in result.findings]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = small_project(tmp_path)
    write_settings(project / "data", council=SUBJECTS)
    return project


def test_data_problems_are_grouped_by_file_with_their_rows_and_the_notebooks_do_not_run(project: Path) -> None:
    write_data(project, cases=[a_case(received="soon"), a_case(case_id="C2", status="shut")])
    checked = check(project)
    found = found_in(checked, "data")
    assert all(where.startswith("data/2024-25/") for where, _ in found)
    assert any('column "received" has 1 value that is not a date (row 2)' in message for _, message in found)
    assert any('"status"' in message and "(row 3)" in message for _, message in found)
    assert not checked.can_go_on
    assert {each.check.name for each in checked.results if each.left_out} >= {"no-team", "coverage", "typed-numbers"}


def test_settings_that_cannot_be_used_are_found_together_with_the_data(project: Path) -> None:
    write_settings(project / "data", council=SUBJECTS, year={"authors": []})
    write_data(project, cases=[a_case(received="soon")])
    checked = check(project)
    assert [where for where, _ in found_in(checked, "settings")] == ["2024-25/year.yml"]
    assert found_in(checked, "data")


def test_what_is_still_to_be_filled_in_is_named_by_its_place(project: Path) -> None:
    write_settings(project / "data", council=SUBJECTS, year={"members_consulted": TO_FILL})
    write_data(project, actions=[an_action(action_id="A2", lesson="Ask", action=f"{TO_FILL} soon", status=TO_FILL)])
    facts = small_draft(project).facts
    checked = check(project, lambda: YearFacts(facts, "Facts of the test."))
    rows = f"1 cell still to be filled (row 2): replace {TO_FILL}."
    (where, said), *in_table = found_in(checked, "to-fill")
    assert where == "2024-25/year.yml"
    assert re.fullmatch(rf"members_consulted \(line \d+\): still to be filled: replace {TO_FILL}\.", said)
    assert in_table == [
        ("data/2024-25/actions.csv", f'column "action" has {rows}'),
        ("data/2024-25/actions.csv", f'column "status" has {rows}'),
    ]
    assert not found_in(checked, "settings")
    assert not found_in(checked, "data")
    assert not checked.can_go_on
    assert not any(each.left_out for each in checked.results)


def test_the_cases_are_checked_although_another_table_cannot_be_used(project: Path) -> None:
    write_data(project, cases=[a_case(team="")], actions=[an_action(status="perhaps")])
    checked = check(project)
    assert [where for where, _ in found_in(checked, "data")] == ["data/2024-25/actions.csv"]
    assert len(found_in(checked, "no-team")) == 1
    assert {each.check.name for each in checked.results if each.left_out} >= {"coverage", "typed-numbers"}


def test_data_is_checked_although_year_yml_cannot_be_used_yet(project: Path) -> None:
    write_settings(project / "data", council=SUBJECTS, year={"authors": []})
    write_data(project, cases=[a_case(team="")])
    assert len(found_in(check(project), "no-team")) == 1


def test_a_sound_year_can_go_on_and_its_narrative_is_checked(project: Path) -> None:
    facts = small_draft(project).facts
    checked = check(project, lambda: YearFacts(facts, "Facts of the test."))
    assert checked.can_go_on, list(text_lines(checked))
    assert not any(each.left_out for each in checked.results)
    assert answer(checked).startswith("2024/25: you can go on; ")
    assert json_of(checked)["can_go_on"] is True
    assert {entry["standing"] for entry in json_of(checked)["coverage"]} == {"missing"}


def test_the_text_counts_what_the_paper_covers_and_lists_it_when_asked(project: Path) -> None:
    facts = small_draft(project).facts
    checked = check(project, lambda: YearFacts(facts, "Facts of the test."))
    short, whole = ([line for line, _ in text_lines(checked, verbose)] for verbose in (False, True))
    missing = len(checked.covered)
    assert f"Of {missing} items that an annual report must hold: {missing} missing." in short
    assert "What an annual report must hold:" in whole and "Improbable dates: none" in whole
    assert not any(line.endswith(": none") for line in short)


def test_row_numbers_are_those_of_the_file_where_it_has_blank_lines(project: Path) -> None:
    path = project / "data" / "2024-25" / "cases.csv"
    header, case = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{header}\n\n{case}\n", encoding="utf-8")
    data = read_sources(project / "data", YEAR, TODAY).data
    assert data is not None
    assert list(data.cases["row"]) == [3]


def test_no_form_of_the_answer_holds_personal_content(project: Path) -> None:
    write_data(project, cases=[a_case(received="SECRET", outcome="SECRET"), a_case(case_id="C1", team="")])
    checked = check(project)
    text = "\n".join(line for line, _ in text_lines(checked))
    assert "SECRET" not in text + str(json_of(checked)) + html_of(checked)


def test_the_page_says_the_answer_escapes_what_it_quotes_and_needs_nothing_else(project: Path) -> None:
    write_settings(project / "data", council=SUBJECTS, year={"not_collected": {"gender": "<b>Not</b> asked."}})
    facts = small_draft(project).facts
    page = html_of(check(project, lambda: YearFacts(facts, "Facts of the test.")))
    assert "&lt;b&gt;Not&lt;/b&gt; asked." in page
    assert '<html lang="en-GB">' in page
    assert "you can go on" in page
    assert not any(word in page for word in ("http://", "https://", "<script", "src="))


@pytest.mark.parametrize("start", [2022, 2023, 2024])
def test_nothing_of_the_samples_data_must_be_fixed_and_nothing_the_guidance_asks_of_it_is_unanswered(
    start: int, tmp_path: Path
) -> None:
    year, data = Year(start), PROJECT / "data"
    checked = check_year(
        PROJECT, data, year, date.today(), lambda: YearFacts(sample_facts(year, data, tmp_path), "Facts of the test.")
    )
    narrative = {check.name for check in NARRATIVE_CHECKS}
    must = [
        found.message
        for result in checked.results
        for found in result.findings
        if found.severity is Severity.must and result.check.name not in narrative
    ]
    assert must == []
    missing = {each.item.key for each in checked.covered if each.standing is Standing.missing}
    # Nobody has written these for the sample.
    assert missing <= {"effectiveness", "selfassessment", "noncompliance", "response"}
