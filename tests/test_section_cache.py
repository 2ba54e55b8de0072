"""A section whose inputs are as they were is taken from what is kept; whatever changes, exactly the right ones run."""

import io
import os
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import nbformat
import pytest
import yaml
from notebook_specimens import code, markdown, write
from rich.console import Console
from small_project import PROJECT, SECTION, small_project

from feedback_report.building.assemble import assemble
from feedback_report.errors import NotebookError
from feedback_report.fingerprints import libraries, of_modules
from feedback_report.progress import BuildProgress
from feedback_report.running import kept as kept_entries
from feedback_report.running import section_cache
from feedback_report.years import Year

YEAR = Year(2024)
OPEN = "from feedback_report.notebook import open_paper\npaper = open_paper('{}', year, data_dir)\n"
CASES, HISTORY, COUNCIL, SETTINGS, FILE, MODULE = (
    "1-analysis",
    "2-history",
    "3-council",
    "4-settings",
    "5-file",
    "6-module",
)
ALL = {CASES, HISTORY, COUNCIL, SETTINGS, FILE, MODULE}
CODE = {
    HISTORY: "len(paper.tables.history)",
    COUNCIL: "paper.council.area",
    SETTINGS: "paper.settings.members_consulted",
    FILE: "from pathlib import Path\nPath('notebooks/extra.csv').read_text(encoding='utf-8')",
    MODULE: "import sys\nsys.path.insert(0, 'notebooks')\nimport ours\nours.VALUE",
}


@pytest.fixture
def project(tmp_path):
    project = small_project(tmp_path / "project")
    for name, source in CODE.items():
        write(project / "notebooks" / f"{name}.ipynb", markdown(f"# {name}"), code(OPEN.format(name) + source))
    (project / "notebooks" / "extra.csv").write_text("a\n1\n", encoding="utf-8")
    (project / "notebooks" / "ours.py").write_text("VALUE = 1\n", encoding="utf-8")
    report = project / "report.qmd"
    embeds = "\n\n".join(f"{{{{< embed build/sections/{name}.ipynb >}}}}" for name in sorted(ALL))
    report.write_text(f"---\ntitle: A short paper\n---\n\n{embeds}\n", encoding="utf-8")
    assert run(project) == ALL
    return project


def run(project: Path, workspace: str = "workspace", year: Year = YEAR, data: Path | None = None) -> set[str]:
    """Assemble the project and get the names of the sections that ran."""
    said = io.StringIO()
    place = project.parent / workspace
    place.mkdir(exist_ok=True)
    assemble(project, place, year, data or project / "data", BuildProgress(Console(file=said, width=200)))
    lines = [line.split() for line in said.getvalue().splitlines() if line.startswith("  ")]
    kept = sum(int(line[1]) for line in lines if line[0] == "unchanged:")
    ran = {line[0] for line in lines if line[0] != "unchanged:"}
    assert len(ran) + kept == len(ALL)
    return ran


def sections(project: Path, workspace: str = "workspace") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project.parent / workspace / "build" / "sections").iterdir()}


def change(project: Path, name: str, edit) -> None:
    path = project / "notebooks" / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    edit(notebook)
    nbformat.write(notebook, path)


def set_keys(path: Path, **keys: object) -> None:
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(held | keys, allow_unicode=True), encoding="utf-8")


def test_nothing_runs_again_when_nothing_has_changed_and_the_sections_are_the_same(project):
    before = sections(project)
    assert run(project, "again") == set()
    assert sections(project, "again") == before


def test_prose_is_written_anew_without_running_anything(project):
    def edit(notebook):
        notebook.cells[1].source = "# Another heading"

    change(project, HISTORY, edit)
    assert run(project) == set()
    assert b"# Another heading" in sections(project)[f"{HISTORY}.ipynb"]


def test_a_section_runs_again_when_its_code_has_changed(project):
    def edit(notebook):
        notebook.cells[-1].source += " + 1"

    change(project, HISTORY, edit)
    assert run(project) == {HISTORY}


def test_a_section_runs_again_when_a_code_cell_is_tagged_otherwise(project):
    def edit(notebook):
        notebook.cells[-1].metadata["tags"] = ["aside"]

    change(project, COUNCIL, edit)
    assert run(project) == {COUNCIL}


def test_a_changed_case_runs_the_sections_that_count_cases(project):
    cases = project / "data" / "2024-25" / "cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8").replace("Team A", "Team B"), encoding="utf-8")
    assert run(project) == {CASES}


def test_a_changed_setting_runs_the_sections_that_use_it(project):
    set_keys(project / "data" / "council.yml", area="the borough")
    assert run(project) == {COUNCIL}
    set_keys(project / "data" / "2024-25" / "year.yml", members_consulted="All.")
    assert run(project) == {SETTINGS}


def test_a_changed_text_of_the_year_runs_nothing(project):
    set_keys(project / "data" / "2024-25" / "year.yml", commentary={"parks": "A busy year."})
    assert run(project) == set()


def test_another_data_folder_is_another_parameter(project):
    other = (project / "data").rename(project / "figures")
    assert run(project, data=other) == ALL


def test_a_changed_file_runs_the_section_that_opened_it(project):
    (project / "notebooks" / "extra.csv").write_text("a\n2\n", encoding="utf-8")
    assert run(project) == {FILE}
    (project / "notebooks" / "ours.py").write_text("VALUE = 22\n", encoding="utf-8")
    assert run(project) == {MODULE}


def test_a_changed_function_of_the_package_runs_the_sections_that_have_it_loaded(project, monkeypatch):
    held = dict(of_modules())
    monkeypatch.setattr(section_cache, "of_modules", lambda: held | {"tables/printed.py": "changed"})
    assert run(project) == ALL
    monkeypatch.setattr(
        section_cache, "of_modules", lambda: held | {"tables/printed.py": "changed", "new_year/command.py": "changed"}
    )
    assert run(project) == set()


def test_another_version_of_a_library_runs_everything(project, monkeypatch):
    monkeypatch.setattr(section_cache, "libraries", lambda: [*libraries(), "pandas-99.dist-info"])
    assert run(project) == ALL


def test_a_notebook_that_starts_a_program_runs_every_time(project):
    change(project, HISTORY, lambda notebook: notebook.cells.append(code("!echo now")))
    assert run(project) == {HISTORY}
    assert run(project) == {HISTORY}


def kept(project: Path, name: str) -> Path:
    (place,) = (project / "build" / "cache" / "sections").glob(f"{name}-*.json")
    return place


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: text.replace("outputs", "output"),
        lambda text: text.partition("\n")[0] + "\n{}",
    ],
    ids=["half", "empty", "changed", "another"],
)
def test_an_entry_that_is_not_whole_is_made_again(project, spoil):
    before, place = sections(project), kept(project, HISTORY)
    place.write_text(spoil(place.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(project) == {HISTORY}
    assert sections(project) == before
    assert run(project) == set()


def test_an_entry_of_bytes_that_are_no_text_is_made_again(project):
    kept(project, HISTORY).write_bytes(b"\xff\xfe\x00")
    assert run(project) == {HISTORY}


def test_a_build_does_without_a_cache_that_cannot_be_written(tmp_path, project, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    before = sections(project)
    for place in (project / "build" / "cache" / "sections").iterdir():
        place.unlink()
    monkeypatch.setattr(kept_entries, "write_whole", full)
    assert run(project) == ALL
    assert sections(project) == before
    assert list((project / "build" / "cache" / "sections").iterdir()) == []


def test_an_entry_that_no_build_wrote_for_months_is_removed_once_a_notebook_runs(project):
    old, recent = kept(project, HISTORY), kept(project, COUNCIL)
    long_ago = time.time() - kept_entries.KEPT_FOR - 60
    os.utime(old, (long_ago, long_ago))
    assert run(project) == set()
    assert old.exists()
    change(project, HISTORY, lambda notebook: notebook.cells.append(code("1 + 1")))
    assert run(project) == {HISTORY}
    assert not old.exists() and recent.exists()


def test_two_builds_at_once_give_the_same_whole_sections(project):
    before = sections(project)
    for place in (project / "build" / "cache" / "sections").iterdir():
        place.unlink()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(partial(run, project), ["one", "two"]))
    assert sections(project, "one") == sections(project, "two") == before
    assert run(project) == set()


def test_a_failing_notebook_does_not_lose_what_the_others_showed(project):
    change(project, HISTORY, lambda notebook: notebook.cells.append(code("1 / 0")))
    change(project, COUNCIL, lambda notebook: notebook.cells.append(code("1 / 1")))
    with pytest.raises(Exception, match="ZeroDivisionError"):
        run(project)
    change(project, HISTORY, lambda notebook: notebook.cells.pop())
    assert run(project) == set()


@pytest.mark.parametrize("text", ["", '{"cells": [{"cell_type": "mark', "<<<<<<< HEAD", "{}", "[]", "\ufeff{}"])
def test_a_notebook_that_was_saved_half_is_named_and_runs_once_it_is_whole_again(project, text):
    path = project / "notebooks" / f"{HISTORY}.ipynb"
    whole = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebookError, match=rf"notebooks/{HISTORY}\.ipynb: not a notebook that can be read"):
        run(project)
    path.write_text(whole, encoding="utf-8")
    assert run(project) == set()


def test_the_sample_notebooks_read_their_tables_through_the_paper():
    # A table read by its path would be noted too, but with every part of it.
    for path in sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb")):
        source = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
        assert "read_csv" not in source
    assert "open_paper" in SECTION[1].source
