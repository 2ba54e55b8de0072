"""The gates that finished papers pass, by file and by folder."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner
from word_papers import finished

from feedback_report.__main__ import app
from feedback_report.errors import ReportError
from feedback_report.gates import browser
from feedback_report.gates import papers as gates
from feedback_report.gates.accessibility import Problem
from feedback_report.gates.papers import check_papers

SOUND_PAGE = Path(__file__).parent / "specimens" / "html" / "sound.html"
needs_browser = pytest.mark.skipif(bool(browser.missing_for_browser()), reason=" ".join(browser.missing_for_browser()))

FAULT = Problem("image-alt", "Images must have alternative text", ("img",), "See the rule.", (), warning=False)
DOUBT = Problem("color-contrast", "Colours must differ", ("p",), "Look at it.", (), warning=True)


@pytest.fixture(scope="module")
def word_paper(tmp_path_factory):
    return finished(tmp_path_factory.mktemp("word"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "2031-32").mkdir()
    return tmp_path / "2031-32"


@pytest.fixture
def pages_found(monkeypatch):
    """Stand in for the browser: every page has what is set here."""
    found: list[Problem] = []
    monkeypatch.setattr(gates, "check_html", lambda path: list(found))
    return found


def spoil(word_paper: Path, path: Path) -> Path:
    """A file that is a Word paper by its name alone."""
    path.write_bytes(word_paper.read_bytes()[:100])
    return path


def test_a_sound_word_paper_has_no_problems(word_paper):
    assert check_papers(word_paper) == [("paper.docx", [], [])]


def test_a_word_papers_problems_are_told_with_their_rule(word_paper, folder):
    ((name, problems, warnings),) = check_papers(spoil(word_paper, folder / "report.docx"))
    assert (name, warnings) == ("report.docx", [])
    assert [problem.rpartition(" ")[2] for problem in problems] == ["[not-a-word-file]"]


def test_a_pages_faults_and_doubts_are_told_apart(pages_found, folder):
    (folder / "report.html").touch()
    pages_found += [DOUBT, FAULT]
    ((name, problems, warnings),) = check_papers(folder / "report.html")
    assert name == "report.html"
    assert (problems, warnings) == ([str(FAULT)], [str(DOUBT)])


@needs_browser
def test_a_page_is_looked_at_in_a_browser(folder):
    text = SOUND_PAGE.read_text(encoding="utf-8").replace(' lang="en-GB"', "")
    (folder / "spoilt.html").write_text(text, encoding="utf-8")
    ((name, problems, _),) = check_papers(folder)
    assert name == "spoilt.html"
    assert any("html-has-lang" in problem for problem in problems)


def test_of_a_folder_every_paper_is_checked_and_nothing_else(word_paper, folder, pages_found):
    shutil.copyfile(word_paper, folder / "report.docx")
    (folder / "report.html").touch()
    for name in ("facts.json", "notes.txt"):
        (folder / name).touch()
    assert [name for name, *_ in check_papers(folder)] == ["report.docx", "report.html"]


def test_where_there_is_no_browser_the_word_paper_is_checked_and_the_page_is_a_fault(word_paper, folder, monkeypatch):
    def no_browser(_: Path) -> list[Problem]:
        raise ReportError("No browser was found.")

    monkeypatch.setattr(gates, "check_html", no_browser)
    shutil.copyfile(word_paper, folder / "report.docx")
    (folder / "report.html").touch()
    result = CliRunner().invoke(app, ["check-accessibility", str(folder)])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "report.docx: 0 problems, 0 warnings.",
        "report.html: not checked: No browser was found.",
        "report.html: 1 problems, 0 warnings.",
    ]


def test_what_word_and_libreoffice_put_beside_a_paper_that_is_open_is_no_paper(word_paper, folder):
    shutil.copyfile(word_paper, folder / "report.docx")
    for name in ("~$report.docx", ".~lock.report.docx"):
        (folder / name).write_bytes(b"someone")
    assert check_papers(folder) == [("report.docx", [], [])]


@pytest.mark.parametrize("name", ["2031-32", "2031-32/facts.json", "2031-32/gone.docx"])
def test_where_there_is_no_paper_the_user_is_told_what_is_expected(folder, name):
    (folder / "facts.json").touch()
    path = folder.parent / name
    with pytest.raises(ReportError, match=rf"^{path.name}: no paper to check\. Expected report\.html, report\.docx or"):
        check_papers(path)


def test_the_working_folder_is_called_by_its_name(folder, monkeypatch):
    monkeypatch.chdir(folder)
    with pytest.raises(ReportError, match=r"^2031-32: no paper to check"):
        check_papers(Path())


def test_the_command_ends_with_1_when_a_paper_has_problems_and_names_them(word_paper, folder):
    shutil.copyfile(word_paper, folder / "good.docx")
    good = CliRunner().invoke(app, ["check-accessibility", str(folder)])
    assert (good.exit_code, good.output) == (0, "good.docx: 0 problems, 0 warnings.\n")
    spoil(word_paper, folder / "report.docx")
    bad = CliRunner().invoke(app, ["check-accessibility", str(folder)])
    assert bad.exit_code == 1
    assert "[not-a-word-file]" in bad.output
    assert bad.output.endswith("report.docx: 1 problems, 0 warnings.\n")


def test_doubts_alone_do_not_stop_a_paper(pages_found, folder):
    (folder / "report.html").touch()
    pages_found.append(DOUBT)
    result = CliRunner().invoke(app, ["check-accessibility", str(folder)])
    assert result.exit_code == 0
    assert str(DOUBT) in result.output
    assert result.output.endswith("report.html: 0 problems, 1 warnings.\n")
