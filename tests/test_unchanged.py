"""A build that has nothing to do is known at once, and none is taken for it that has."""

import json

import nbformat
import pytest
from small_project import small_project

from feedback_report.building import unchanged
from feedback_report.building.unchanged import BuildRecord
from feedback_report.years import Year

SAID = ["Rendered with the bundled Pandoc."]


@pytest.fixture
def project(tmp_path):
    project = small_project(tmp_path / "project")
    made = project / "output" / "2024-25"
    (made / "figures").mkdir(parents=True)
    (made / "report.html").write_text("a page", encoding="utf-8")
    (made / "figures" / "figure-01.csv").write_text("year,count\n", encoding="utf-8")
    record(project).keep(SAID)
    return project


def record(project, year=2024, choices=("pandoc", "html"), target="output"):
    year = Year(year)
    return BuildRecord(project, project / "data", year, project / target / year.folder, choices)


def test_a_build_says_what_the_last_one_said_while_nothing_has_changed(project):
    assert record(project).said() == SAID


@pytest.mark.parametrize(
    "source",
    [
        "report.qmd",
        "_quarto.yml",
        "style/page.css",
        "data/council.yml",
        "data/2024-25/year.yml",
        "data/2024-25/cases.csv",
    ],
)
def test_any_changed_source_makes_a_build(project, source):
    path = project / source
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert record(project).said() is None


def test_changed_prose_makes_a_build(project):
    path = project / "notebooks" / "1-analysis.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].source += " again"
    nbformat.write(notebook, path)
    assert record(project).said() is None


def test_a_new_file_beside_the_notebooks_makes_a_build(project):
    (project / "notebooks" / "extra.csv").write_text("a\n", encoding="utf-8")
    assert record(project).said() is None


@pytest.mark.parametrize("source", [".ipynb_checkpoints/1-analysis.ipynb", "__pycache__/ours.pyc"])
def test_what_programs_leave_behind_makes_no_build(project, source):
    path = project / "notebooks" / source
    path.parent.mkdir()
    path.write_text("left", encoding="utf-8")
    assert record(project).said() == SAID


@pytest.mark.parametrize("what", ["of_modules", "libraries"])
def test_another_program_makes_a_build(project, monkeypatch, what):
    held = getattr(unchanged, what)()
    monkeypatch.setattr(unchanged, what, lambda: [held, "another"])
    assert record(project).said() is None


@pytest.mark.parametrize("other", [{"year": 2023}, {"choices": ("pandoc", "html,docx")}, {"target": "elsewhere"}])
def test_what_was_asked_otherwise_is_built(project, other):
    assert record(project, **other).said() is None


def test_a_quarto_that_has_come_makes_a_build(project, monkeypatch):
    monkeypatch.setenv("QUARTO_PATH", "/somewhere/quarto")
    assert record(project).said() is None


@pytest.mark.parametrize("spoil", ["changed", "gone", "added", "all gone"])
def test_a_paper_that_is_no_longer_whole_is_built_again(project, spoil):
    made = project / "output" / "2024-25"
    page, figure = made / "report.html", made / "figures" / "figure-01.csv"
    if spoil == "changed":
        page.write_text("another page", encoding="utf-8")
    elif spoil == "added":
        (made / "other.txt").write_text("a note", encoding="utf-8")
    else:
        figure.unlink()
        if spoil == "all gone":
            page.unlink()
    assert record(project).said() is None


def test_what_changed_while_the_paper_was_built_is_not_taken_for_built(project):
    building = record(project)
    (project / "report.qmd").write_text("Other words.", encoding="utf-8")
    building.keep(SAID)
    assert record(project).said() is None


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"made_from": "x"})])
def test_a_record_that_is_not_whole_is_none(project, text):
    (place,) = (project / "build" / "cache" / "builds").iterdir()
    place.write_text(text, encoding="utf-8")
    assert record(project).said() is None


def test_a_record_that_cannot_be_written_is_not_missed(project):
    folder = project / "build" / "cache" / "builds"
    for place in folder.iterdir():
        place.unlink()
    folder.rmdir()
    folder.write_text("in the way", encoding="utf-8")
    record(project).keep(SAID)
    assert record(project).said() is None
