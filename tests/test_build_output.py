"""How a build's result takes the place of the former one, and how the command line tells of what went wrong."""

import io
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from small_data import YEAR
from small_project import small_draft, small_project
from typer.testing import CliRunner

from feedback_report import __main__ as command_line
from feedback_report import whole_files
from feedback_report.building import build as build_module
from feedback_report.building.assemble import Draft
from feedback_report.building.build import build
from feedback_report.building.render import Engine, Format
from feedback_report.errors import DataError, RenderError
from feedback_report.progress import BuildProgress


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return small_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def run(project, tmp_path, monkeypatch):
    """Build the small paper's page into a folder, as if its notebook had run."""
    monkeypatch.setattr(build_module, "assemble", lambda home, workspace, *_, **__: small_draft(home, workspace))

    def into(output: Path = tmp_path / "output", formats=(Format.html,)):
        progress = BuildProgress(Console(file=io.StringIO()))
        return build(project, YEAR, project / "data", output, progress, Engine.pandoc, formats)

    return into


@pytest.fixture
def former(tmp_path):
    """The folder of a former paper of the same year."""
    folder = tmp_path / "output" / "2024-25"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text("the former paper", encoding="utf-8")
    (folder / "report.docx").write_text("the former paper", encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def refuse(message: str):
    def refused(*_: object, **__: object) -> None:
        raise RenderError(message)

    return refused


def test_a_build_says_what_it_made(run, tmp_path):
    built = run(formats=(Format.html, Format.docx))
    assert built.folder == tmp_path / "output" / "2024-25"
    assert [path.relative_to(built.folder).as_posix() for path in built.files] == names(built.folder)
    assert names(built.folder) == ["facts.json", "figures/figure-01.csv", "report.docx", "report.html"]
    assert built.rendering.engine is Engine.pandoc
    assert (built.folder / "figures" / "figure-01.csv").read_bytes() == b"year,count\n2023,1\n2024,1\n"
    facts = json.loads((built.folder / "facts.json").read_text(encoding="utf-8"))
    assert {fact["name"]: fact["text"] for fact in facts}["parks.complaints"] == "2"


def test_the_workbook_is_made_where_it_is_asked_for_with_or_without_papers(run):
    both = run(formats=(Format.html, Format.xlsx))
    assert names(both.folder) == ["appendix.xlsx", "facts.json", "figures/figure-01.csv", "report.html"]
    alone = run(formats=(Format.xlsx,))
    assert names(alone.folder) == ["appendix.xlsx", "facts.json", "figures/figure-01.csv"]
    assert alone.rendering.reason == "No paper was rendered, as asked."
    assert run(formats=(Format.html,)).removed == ["appendix.xlsx"]


def test_a_workbook_that_fails_leaves_the_former_paper(run, former, monkeypatch):
    monkeypatch.setattr("feedback_report.building.build.run_beside", refuse("a fault"))
    with pytest.raises(RenderError, match=r"^a fault$"):
        run(formats=(Format.html, Format.xlsx))
    assert names(former.parent) == ["2024-25/report.docx", "2024-25/report.html"]


def test_no_build_without_a_workbook_loads_its_library():
    asked = "import sys, feedback_report.building.build, feedback_report.__main__; sys.exit('gptables' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False, timeout=300).returncode == 0


def test_a_text_that_is_a_formula_is_none_in_the_files_of_figures(run, monkeypatch):
    def with_formula(home: Path, workspace: Path, *_: object, **__: object) -> Draft:
        draft = small_draft(home, workspace)
        return replace(draft, figures=[replace(draft.figures[0], csv="team,count\n=1+1,-2\n")])

    monkeypatch.setattr(build_module, "assemble", with_formula)
    built = run()
    assert (built.folder / "figures" / "figure-01.csv").read_bytes() == b"team,count\n'=1+1,-2\n"


def test_the_new_paper_takes_the_place_of_the_whole_former_one(run, former):
    run()
    assert names(former.parent) == ["2024-25/facts.json", "2024-25/figures/figure-01.csv", "2024-25/report.html"]
    assert "2 complaints" in (former / "report.html").read_text(encoding="utf-8")


def test_papers_of_other_years_stay(run, former):
    shutil.copytree(former, former.with_name("2023-24"))
    run()
    assert (former.with_name("2023-24") / "report.html").read_text(encoding="utf-8") == "the former paper"


@pytest.mark.parametrize("step", ["render", "finish"])
def test_a_step_that_fails_leaves_the_former_paper_and_nothing_of_its_own(run, former, monkeypatch, step):
    monkeypatch.setattr(build_module, step, refuse("a fault"))
    with pytest.raises(RenderError, match=r"^a fault$"):
        run()
    assert names(former.parent) == ["2024-25/report.docx", "2024-25/report.html"]
    assert (former / "report.html").read_text(encoding="utf-8") == "the former paper"


@pytest.mark.parametrize("held", ["2024-25", ".2024-25.new"])
def test_a_folder_that_cannot_be_moved_leaves_the_former_paper_where_it_was(run, former, monkeypatch, held):
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name.startswith(held):
            raise PermissionError(13, "in use by another program")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(
        RenderError, match=r"^output/2024-25/ could not be replaced \(in use by another program\)\. The"
    ):
        run()
    assert names(former.parent) == ["2024-25/report.docx", "2024-25/report.html"]
    assert (former / "report.html").read_text(encoding="utf-8") == "the former paper"


def test_a_folder_that_a_virus_scanner_looks_at_for_a_moment_is_waited_for(run, former, monkeypatch):
    rename, looked_at = Path.rename, set()

    def refused(path: Path, target: Path) -> Path:
        if path not in looked_at:
            looked_at.add(path)
            raise PermissionError(13, "in use by another program")
        return rename(path, target)

    monkeypatch.setattr(whole_files, "HELD_OPEN", True)
    monkeypatch.setattr(Path, "rename", refused)
    run()
    assert names(former.parent) == ["2024-25/facts.json", "2024-25/figures/figure-01.csv", "2024-25/report.html"]


def test_a_full_disk_is_told_without_the_machines_paths(run, former, monkeypatch):
    def full(source: Path, target: Path) -> None:
        target.mkdir()
        (target / "report.html").touch()
        raise shutil.Error([(str(source), str(target), "[Errno 28] No space left on device")])

    monkeypatch.setattr(build_module.shutil, "copytree", full)
    monkeypatch.setattr(build_module, "assemble", lambda home, *_, **__: small_draft(home))
    monkeypatch.setattr(build_module, "render", lambda *_: build_module.Rendering(Engine.pandoc, "", {}))
    with pytest.raises(RenderError) as caught:
        run()
    assert "could not be replaced (not every file could be written)" in caught.value.problems[0]
    assert str(former.parent.parent) not in caught.value.problems[0]
    assert names(former.parent) == ["2024-25/report.docx", "2024-25/report.html"]


def test_an_output_that_cannot_be_a_folder_is_told_in_a_line(run, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(RenderError, match=r"^file/2024-25/ cannot be written: file is a file, where a folder is"):
        run(tmp_path / "file")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "2024-25").touch()
    with pytest.raises(RenderError, match=r"^output/2024-25/ cannot be written: 2024-25 is a file"):
        run()


def test_an_output_or_an_engine_that_will_not_do_is_told_before_the_notebooks_run(run, tmp_path, monkeypatch):
    monkeypatch.setattr(build_module, "assemble", lambda *_, **__: pytest.fail("the notebooks have run"))
    (tmp_path / "file").touch()
    with pytest.raises(RenderError, match="cannot be written"):
        run(tmp_path / "file")
    monkeypatch.setattr(build_module, "check_engine", refuse("no Quarto"))
    with pytest.raises(RenderError, match="no Quarto"):
        run()


def test_an_output_where_nothing_may_be_written_is_told_without_the_machines_paths(former, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(former))

    monkeypatch.setattr(build_module.tempfile, "TemporaryFile", refused)
    with pytest.raises(RenderError) as caught:
        build_module.check_output(former)
    assert caught.value.problems[0].startswith("output/2024-25/ cannot be written (Permission denied). Ask for")
    assert str(former.parent.parent) not in caught.value.problems[0]


def test_looking_whether_an_output_can_be_written_leaves_nothing(tmp_path):
    build_module.check_output(tmp_path / "a" / "b" / "2024-25")
    assert list(tmp_path.iterdir()) == []


def test_a_former_paper_that_has_no_successor_is_named(run, former):
    assert run(formats=(Format.html,)).removed == ["report.docx"]
    assert run(formats=(Format.html,)).removed == []
    assert run(formats=(Format.docx,)).removed == ["report.html"]


def test_the_command_names_a_former_paper_that_went_and_ends_with_the_time(project, former, monkeypatch):
    monkeypatch.chdir(project)
    monkeypatch.setattr(build_module, "assemble", lambda home, workspace, *_, **__: small_draft(home, workspace))
    asked = ["build", "2024/25", "--output", str(former.parent), "--engine", "pandoc", "--formats", "html"]
    first, again = (CliRunner().invoke(command_line.app, asked) for _ in range(2))
    *_, named, time = first.output.splitlines()
    assert named == "report.docx of the former build was removed, since this build made only html."
    assert re.fullmatch(r"\d+\.\d s in all\.", time)
    assert "former" not in again.output


@pytest.mark.parametrize(
    ("forks", "how"),
    [(True, "Notebooks ran in forks of one warm process."), (False, "Notebooks ran in a kernel each.")],
)
def test_how_the_notebooks_ran_is_told_only_to_those_who_ask(project, tmp_path, monkeypatch, forks, how):
    monkeypatch.chdir(project)
    monkeypatch.setattr(build_module, "assemble", lambda home, workspace, *_, **__: small_draft(home, workspace))
    monkeypatch.setattr("feedback_report.running.warm.can_fork", lambda: forks)
    asked = ["build", "2024/25", "--output", str(tmp_path), "--engine", "pandoc", "--formats", "html", "--no-cache"]
    silent, told = (CliRunner().invoke(command_line.app, [*asked, *more]).output for more in ([], ["--verbose"]))
    assert how in told
    assert "Notebooks ran" not in silent


@pytest.mark.parametrize(("engine", "advised"), [(Engine.quarto, True), (Engine.pandoc, False)])
def test_what_quarto_wrote_and_cannot_be_finished_is_told_with_the_other_way(run, monkeypatch, engine, advised):
    def rendered_by(*given):
        given[3](engine, Format.html, Path("raw.html"))

    monkeypatch.setattr(build_module, "render", rendered_by)
    monkeypatch.setattr(build_module, "finish", refuse("a fault"))
    with pytest.raises(RenderError, match=r"^a fault") as caught:
        run()
    assert len(caught.value.problems) == 1
    assert ("build with --engine pandoc" in caught.value.problems[0]) is advised


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        (["cases.csv: [red] is no status."], ["cases.csv: [red] is no status."]),
        (["cases.csv: one.", "stages.csv: two."], ["cases.csv: one.", "stages.csv: two.", "2 problems in all."]),
    ],
)
def test_a_users_mistake_ends_with_its_messages_and_its_exit_code(monkeypatch, capsys, problems, said):
    def mistaken() -> None:
        raise DataError(problems)

    monkeypatch.setattr(command_line, "app", mistaken)
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    captured = capsys.readouterr()
    assert ended.value.code == 3
    assert captured.out == ""
    assert captured.err.splitlines() == said


def test_a_fault_of_the_program_is_not_hidden(monkeypatch):
    def faulty() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(command_line, "app", faulty)
    with pytest.raises(ZeroDivisionError):
        command_line.main()
