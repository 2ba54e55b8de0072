"""The command that finds what is typed by hand: where it looks, what it prints, and how it ends."""

import json
import os
import shutil

import pytest
from notebook_specimens import code, markdown, write
from rich.console import Console
from small_project import build_small_paper, record_small_build, small_draft, small_project, write_settings
from typer.testing import CliRunner

from feedback_report.__main__ import app
from feedback_report.building import unchanged
from feedback_report.building.year_facts import year_facts
from feedback_report.checks import Check, Finding, YearPaper, run_checks
from feedback_report.errors import SettingsError
from feedback_report.narrative.checking import NARRATIVE_CHECKS, count_typed
from feedback_report.narrative.fixed_text import load_fixed_text
from feedback_report.settings import load_council, load_year_settings
from feedback_report.years import Year

YEAR = Year(2024)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project whose paper has been built: 2 complaints, by its fact parks.complaints."""
    project = small_project(tmp_path / "project")
    build_small_paper(project)
    monkeypatch.chdir(project)
    return project


def add(project, *cells):
    """Put cells into the notebook, as if the paper had been built with them."""
    write(project / "notebooks" / "1-analysis.ipynb", markdown("# Analysis {#sec-analysis}"), *cells)
    record_small_build(project)


def paper(project):
    data = project / "data"
    facts = small_draft(project).facts
    return YearPaper(project, data, YEAR, load_council(data), load_year_settings(data, YEAR), facts)


def found(project):
    return [
        (finding.where, finding.message)
        for checked in run_checks(NARRATIVE_CHECKS, paper(project))
        for finding in checked.findings
    ]


def run(*arguments):
    return CliRunner().invoke(app, ["check", "2024/25", *arguments])


def test_a_paper_without_typed_numbers_ends_well(project):
    assert found(project) == []
    assert count_typed(paper(project)) == 0


def test_every_place_of_the_narrative_is_read(project):
    add(
        project,
        markdown("There were 11 complaints."),
        code('#| label: fig-a\n#| fig-cap: "The 12 cases"\n#| fig-alt: "A chart of 13 cases"\nshow()'),
    )
    report = (project / "report.qmd").read_text(encoding="utf-8").replace("A short paper", "A paper of 14 pages")
    (project / "report.qmd").write_text(report + "\n# End\n\nIn all 15.\n", encoding="utf-8")
    write_settings(
        project / "data",
        year={
            "commentary": {"parks": "Some 16 of them."},
            "members_consulted": "All 17.",
            "implications": {"financial": "It cost £18.", "environmental": "19 trees."},
            "breaks": [{"series": "teams", "year": "2024/25", "note": "20 teams went."}],
            "not_collected": {"gender": "Only 21 told it."},
        },
    )
    assert found(project) == [
        ("report.qmd, title", '"14" in: A paper of 14 pages'),
        ("report.qmd", '"15" in: In all 15.'),
        ("notebooks/1-analysis.ipynb, cell 3", '"11" in: There were 11 complaints.'),
        ("notebooks/1-analysis.ipynb, cell 4, fig-cap", '"12" in: The 12 cases'),
        ("notebooks/1-analysis.ipynb, cell 4, fig-alt", '"13" in: A chart of 13 cases'),
        ("2024-25/year.yml, members_consulted", '"17" in: All 17.'),
        ("2024-25/year.yml, implications.financial", '"18" in: It cost £18.'),
        ("2024-25/year.yml, implications.environmental", '"19" in: 19 trees.'),
        ("2024-25/year.yml, commentary.parks", '"16" in: Some 16 of them.'),
        ("2024-25/year.yml, breaks, teams 2024/25", '"20" in: 20 teams went.'),
        ("2024-25/year.yml, not_collected.gender", '"21" in: Only 21 told it.'),
    ]


def test_code_is_no_narrative(project):
    add(project, code("show(12)  # 12 of them"), markdown("Words."))
    assert found(project) == []


def test_the_command_names_place_words_and_fact_and_ends_with_1(project):
    add(project, markdown("Among all parks complaints, 2 complaints came in."))
    build_small_paper(project)
    result = run()
    assert result.exit_code == 1
    assert "Facts of the last build, output/2024-25/facts.json." in result.output
    assert "Numbers typed by hand: 1" in result.output
    assert "notebooks/1-analysis.ipynb, cell 3" in result.output
    assert "{{< var parks.complaints >}}" in result.output
    assert "Traceback" not in result.output


def test_programs_get_json_and_nothing_else(project):
    add(project, markdown("There were 11 complaints – fewer than ever."))
    build_small_paper(project)
    result = run("--json")
    assert "–" not in result.stdout, "a pipe of Windows is not in UTF-8"
    content = json.loads(result.stdout)
    assert content["year"] == "2024/25"
    checks = {check["check"]: check["findings"] for check in content["checks"]}
    assert [finding["typed"] for finding in checks["typed-numbers"]] == ["11"]
    assert [finding["typed"] for finding in checks["typed-comparisons"]] == ["fewer"]
    assert result.exit_code == 1


def test_fixed_text_is_left_alone_and_told_of_when_it_is_gone(project):
    add(project, markdown("At stage 2 it ends."))
    listed = project / "notebooks" / "fixed-text.yml"
    listed.write_text(
        '1-analysis:\n  - text: stage 2\n    reason: a name\n  - text: "100,000"\n    reason: a unit\n', "utf-8"
    )
    assert found(project) == [("notebooks/fixed-text.yml", '1-analysis no longer holds "100,000".')]


def test_the_years_own_fixed_text_stands_in_the_years_folder(project):
    write_settings(project / "data", year={"commentary": {"parks": "One named person helps."}})
    assert found(project) == [("2024-25/year.yml, commentary.parks", '"One" in: One named person helps.')]
    listed = project / "data" / "2024-25" / "fixed-text.yml"
    listed.write_text("year.yml:\n  - {text: One named person, reason: no result}\n", encoding="utf-8")
    assert found(project) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: [", r"notebooks/fixed-text\.yml, line 1: not valid YAML"),
        ("- text: a", r"expected names such as 1-analysis"),
        ("1-analysis: words", r"expected names such as 1-analysis"),
        ("9-lost: []", r'nothing can be listed under "9-lost"\. Expected one of 1-analysis, report\.qmd'),
        ("1-analysis: [{text: a}]", r'1-analysis: "a" has no reason|each entry needs `text`'),
        ("1-analysis: [{text: a, reason: ''}]", r'1-analysis: "a" has no reason: say why no fact prints it'),
        ("1-analysis: [words]", r"each entry needs `text`"),
        ("1-analysis: [{text: a, reason: b, note: c}]", r"each entry needs `text`"),
    ],
)
def test_a_list_of_fixed_text_that_cannot_be_read_is_refused(project, content, message):
    (project / "notebooks" / "fixed-text.yml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        load_fixed_text(project / "notebooks", project / "data" / "2024-25")


def test_such_a_list_fails_the_checks_but_not_the_build(project):
    from feedback_report.building.summary import narrative_line

    (project / "notebooks" / "fixed-text.yml").write_text("a: [", encoding="utf-8")
    assert all("not valid YAML" in message for _, message in found(project))
    assert narrative_line(project, project / "data", small_draft(project)).startswith("Narrative: not checked.")


def test_a_check_that_crashes_is_a_finding(project):
    def crash(paper):
        raise ZeroDivisionError

    (checked,) = run_checks([Check("a", "A", "", crash)], paper(project))
    assert checked.findings[0].message.startswith(
        "The check failed: ZeroDivisionError (test_typed_numbers_check.py, line "
    )
    (checked,) = run_checks([Check("a", "A", "", lambda _: [Finding("here", "so")])], paper(project))
    assert checked.findings == [Finding("here", "so")]


def test_the_build_says_in_one_line_what_is_typed_and_what_waits(project):
    from feedback_report.building.summary import narrative_line

    data = project / "data"
    line = narrative_line(project, data, small_draft(project))
    assert line == "Narrative: nothing typed by hand, 1 paragraph not yet reviewed (`review 2024/25`)."
    add(project, markdown("There were 11."))
    assert "1 typed by hand (`check 2024/25` shows them)" in narrative_line(project, data, small_draft(project))


@pytest.fixture
def where(project):
    return project, YEAR, project / "data", project / "output", Console(quiet=True)


LAST_BUILD = "Facts of the last build, output/2024-25/facts.json."


def test_facts_of_the_last_build_serve_while_nothing_has_changed(where):
    held = year_facts(*where)
    assert held.source == LAST_BUILD
    assert held.facts["parks.complaints"].text == "2"


def test_facts_serve_no_longer_when_a_file_has_changed_whatever_its_date_says(project, where):
    cases = project / "data" / "2024-25" / "cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    os.utime(cases, (0, 0))
    fresh = year_facts(*where)
    reason = "because 2024-25/cases.csv has changed since output/2024-25/facts.json was made."
    assert fresh.source == f"Facts of a fresh run of the notebooks, {reason}"
    assert fresh.facts["parks.complaints"].text != ""


def test_a_file_that_is_only_written_again_leaves_the_facts_as_they_are(project, where):
    (project / "data" / "2024-25" / "cases.csv").touch()
    assert year_facts(*where).source == LAST_BUILD


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        ("no facts", "there is no output/2024-25/facts.json"),
        ("other facts", "output/2024-25/facts.json is not as the last build made it"),
        ("no record", "it is not known what output/2024-25/facts.json was made from"),
        ("a file gone", "2024-25/fixed-text.yml has changed since output/2024-25/facts.json was made"),
        ("another program", "the program has changed since output/2024-25/facts.json was made"),
    ],
)
def test_facts_serve_only_as_the_last_build_made_them(project, where, monkeypatch, spoil, reason):
    made = project / "output" / "2024-25" / "facts.json"
    if spoil == "no facts":
        made.unlink()
    elif spoil == "other facts":
        made.write_text("[]", encoding="utf-8")
    elif spoil == "no record":
        shutil.rmtree(project / "build" / "cache" / "builds")
    elif spoil == "a file gone":
        fixed_text = project / "data" / "2024-25" / "fixed-text.yml"
        fixed_text.write_text("{}\n", encoding="utf-8")
        record_small_build(project)
        fixed_text.unlink()
    else:
        monkeypatch.setattr(unchanged, "libraries", lambda: ["another"])
    assert year_facts(*where).source == f"Facts of a fresh run of the notebooks, because {reason}."


def test_facts_of_a_paper_that_was_built_from_another_data_folder_do_not_serve(project, where):
    other = project / "other"
    shutil.copytree(project / "data", other)
    fresh = year_facts(project, YEAR, other, *where[3:])
    reason = "because output/2024-25/facts.json was built from another data folder."
    assert fresh.source == f"Facts of a fresh run of the notebooks, {reason}"


def test_signing_does_not_make_the_facts_old(project, where):
    (project / "data" / "2024-25" / "reviewed.yml").write_text("{}\n", encoding="utf-8")
    assert year_facts(*where).source == LAST_BUILD
