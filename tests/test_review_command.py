"""The command that signs paragraphs off: what it shows, what it asks, what it writes, and how it ends."""

import json

import pytest
import yaml
from notebook_specimens import markdown, write
from small_project import build_small_paper, small_draft, small_project, write_settings
from typer.testing import CliRunner

from feedback_report.__main__ import app


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project with two sections of prose, whose paper has been built."""
    project = small_project(tmp_path / "project")
    write(project / "notebooks" / "2-terms.ipynb", markdown("# Terms"), named("A complaint is a complaint.", "terms"))
    write(
        project / "build" / "executed" / "2-terms.ipynb",
        markdown("# Terms"),
        named("A complaint is a complaint.", "terms"),
    )
    with (project / "report.qmd").open("a", encoding="utf-8") as report:
        report.write("\n{{< embed build/sections/2-terms.ipynb >}}\n\n# End\n\n{{< var commentary.parks >}}\n")
    build_small_paper(project)
    monkeypatch.chdir(project)
    return project


def named(source, name):
    cell = markdown(source)
    cell.id = name
    return cell


def review(*arguments):
    return CliRunner().invoke(app, ["review", "2024/25", *arguments])


def record(project):
    path = project / "data" / "2024-25" / "reviewed.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {} if path.is_file() else None


def test_what_waits_is_shown_as_readers_see_it_and_nothing_is_written(project):
    result = review()
    assert result.exit_code == 1
    for words in ("There were 2 complaints in 2024/25", "A complaint is a complaint.", "A quiet year."):
        assert words in " ".join(result.output.split())
    assert result.output.count("not yet signed") == 3
    assert "3 of 3 paragraphs wait to be signed." in result.output
    assert record(project) is None


def test_a_section_can_be_signed_by_itself(project):
    result = review("--section", "terms", "--yes", "--by", "Complaints Manager", "--on", "2025-09-01")
    assert result.exit_code == 1
    assert "Signed by Complaints Manager: 1." in result.output
    assert record(project) == {
        "2-terms": {"terms.1": {"signed": "Complaints Manager, 2025-09-01", "words": "A complaint is a complaint."}}
    }


def test_a_paragraph_can_be_signed_by_itself(project):
    review("--paragraph", "terms.1", "--yes")
    assert list(record(project)) == ["2-terms"]


def test_all_can_be_signed_at_once_by_the_authors_role(project):
    result = review("--all")
    assert result.exit_code == 0
    assert "Signed by Head of Parks: 3." in result.output
    assert "0 of 3 paragraphs wait to be signed." in result.output
    assert list(record(project)) == ["report", "1-analysis", "2-terms"]


def test_what_is_signed_is_not_shown_again_but_listed(project):
    review("--all", "--on", "2025-09-01")
    assert "A quiet year." not in review().output
    result = review("--list")
    assert result.exit_code == 0
    assert "A quiet year." in result.output
    assert "signed by Head of Parks on 2025-09-01" in result.output


def test_a_change_is_shown_and_marked_until_it_is_signed(project):
    review("--all", "--on", "2025-09-01")
    write_settings(project / "data", year={"commentary": {"parks": "A loud year."}})
    build_small_paper(project)
    result = review()
    assert result.exit_code == 1
    assert "changed since it was signed by Head of Parks on 2025-09-01" in result.output
    assert "its words were:\n    A quiet year." in result.output
    assert [paragraph.text for paragraph in small_draft(project).waiting] == ["A loud year."]
    assert review("--section", "report", "--yes").exit_code == 0
    assert small_draft(project).waiting == []


def test_signatures_can_be_taken_away(project):
    review("--all")
    result = review("--section", "2-terms", "--no")
    assert result.exit_code == 1
    assert "Signatures taken away: 1." in result.output
    assert list(record(project)) == ["report", "1-analysis"]


def test_programs_get_json_and_nothing_is_written(project):
    result = review("--json", "--all")
    entries = json.loads(result.stdout)
    assert [entry["waits"] for entry in entries] == [True] * 3
    assert {entry["section"] for entry in entries} == {"report", "1-analysis", "2-terms"}
    assert record(project) is None


def test_in_a_terminal_each_paragraph_is_asked_for_and_every_yes_is_kept(project, monkeypatch):
    monkeypatch.setattr("feedback_report.narrative.reviewing.can_ask", lambda: True)
    answers = iter(["yes", "", "q"])
    monkeypatch.setattr("rich.console.Console.input", lambda *_: next(answers))
    result = CliRunner().invoke(app, ["review", "2024/25"])
    assert "1 of 3" in result.output and "3 of 3" in result.output
    assert list(record(project)) == ["report"]
    assert result.exit_code == 1


def test_an_answer_that_is_none_is_asked_for_again(project, monkeypatch):
    monkeypatch.setattr("feedback_report.narrative.reviewing.can_ask", lambda: True)
    answers = iter(["maybe", "N", "yess", "Y", "q"])
    monkeypatch.setattr("rich.console.Console.input", lambda *_: next(answers))
    result = CliRunner().invoke(app, ["review", "2024/25"])
    assert result.output.count("Answer y, n or q.") == 2
    assert list(record(project)) == ["1-analysis"]


def test_an_answer_that_is_broken_off_keeps_what_was_signed(project, monkeypatch):
    monkeypatch.setattr("feedback_report.narrative.reviewing.can_ask", lambda: True)
    answers = iter(["y"])

    def answer(*_):
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("rich.console.Console.input", answer)
    CliRunner().invoke(app, ["review", "2024/25"])
    assert list(record(project)) == ["report"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--section", "7-lost"], 'No section of the paper is called "7-lost"'),
        (["--paragraph", "terms.9"], 'No paragraph of the paper is called "terms.9". Nearest: terms.1'),
        (["--all", "--on", "yesterday"], '--on is "yesterday": expected a day'),
        (["--all", "--by", "a.person@example.org"], "expected a role, such as Complaints Manager"),
        (["--all", "--by", " "], "expected a role"),
    ],
)
def test_mistakes_end_with_a_sentence_and_change_nothing(project, capsys, monkeypatch, arguments, message):
    from feedback_report import __main__

    monkeypatch.setattr("sys.argv", ["feedback-report", "review", "2024/25", *arguments])
    with pytest.raises(SystemExit) as stopped:
        __main__.main()
    assert stopped.value.code == 1
    printed = capsys.readouterr()
    assert message in printed.err
    assert "Traceback" not in printed.err
    assert record(project) is None


@pytest.mark.parametrize("arguments", [["--yes", "--no"], ["--no"]])
def test_unclear_decisions_are_refused(project, arguments):
    result = review(*arguments)
    assert result.exit_code == 2
    assert record(project) is None


def test_a_broken_record_stops_review_and_build_with_its_place(project):
    from feedback_report.errors import SettingsError

    (project / "data" / "2024-25" / "reviewed.yml").write_text("report: words\n", encoding="utf-8")
    assert isinstance(review().exception, SettingsError)
    with pytest.raises(SettingsError, match=r"2024-25/reviewed\.yml: expected sections"):
        small_draft(project)
