"""Choosing the renderer: Quarto where it is found and works, else the bundled Pandoc, with the reason in a line."""

import json
import os
import sys
import time
from pathlib import Path

import pytest

from feedback_report.building import render as render_module
from feedback_report.building.render import IN_BUILD, Engine, Format, check_engine, find_quarto, render
from feedback_report.errors import RenderError

WINDOWS = sys.platform == "win32"
BOTH = [Format.html, Format.docx]

SETTINGS = """
project:
  output-dir: output/quarto
lang: en-GB
format:
  html:
    theme: none
    minimal: true
    embed-resources: true
  docx: default
"""

# What every made-up Quarto does first: it keeps what it was asked, with the variable that hooks look at.
ASKED = f"""
import json, os, pathlib, subprocess, sys, time
here = pathlib.Path.cwd()
asked = {{"arguments": sys.argv[1:], "folder": here.name, "in_build": os.environ.get("{IN_BUILD}")}}
(here / "search-path.txt").write_text(os.environ["PATH"], encoding="utf-8")
(here / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
"""
WRITES = (
    ASKED
    + """
output = here / "output" / "quarto"
output.mkdir(parents=True)
for form in sys.argv[sys.argv.index("--to") + 1].split(","):
    (output / f"report.{form}").write_text(f"{form} of Quarto", encoding="utf-8")
"""
)
FAILS = (
    ASKED
    + r"""
print("\x1b[1mpandoc\x1b[22m\n  to: html", file=sys.stderr)
print("\x1b[31mERROR: the filter is broken\x1b[39m\n\nStack trace:\n  at render (quarto.js:1)", file=sys.stderr)
sys.exit(1)
"""
)
WRITES_AND_FAILS = WRITES + "sys.exit(3)\n"
HANGS = (
    ASKED
    + """
lasting = "import pathlib, time; time.sleep(1.5); pathlib.Path('outlived').touch()"
subprocess.Popen([sys.executable, "-c", lasting], stdout=sys.stdout, stderr=sys.stderr)
time.sleep(60)
"""
)


@pytest.fixture
def workspace(tmp_path):
    """A folder as the build leaves it to a renderer, with the smallest paper."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "_quarto.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "report.qmd").write_text("---\ntitle: A paper\n---\n\n# Analysis\n\nWords.\n", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def no_quarto(monkeypatch, tmp_path):
    """Let no Quarto of this machine be found."""
    (tmp_path / "empty").mkdir()
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.delenv(IN_BUILD, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(render_module, "PROGRAMS", str(tmp_path / "empty"))


def fake_quarto(folder: Path, script: str) -> Path:
    """Make a program that stands in for Quarto, started as Quarto itself is: by a small shell script."""
    folder.mkdir(exist_ok=True)
    (folder / "fake.py").write_text(script, encoding="utf-8")
    program = folder / ("quarto.cmd" if WINDOWS else "quarto")
    start = f'"{sys.executable}" "{folder / "fake.py"}"'
    program.write_text(f"@{start} %*\n" if WINDOWS else f'#!/bin/sh\n{start} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def use(monkeypatch, tmp_path: Path, script: str) -> Path:
    program = fake_quarto(tmp_path / "program", script)
    monkeypatch.setenv("QUARTO_PATH", str(program))
    return program


def asked(workspace: Path) -> dict:
    return json.loads((workspace / "asked.json").read_text(encoding="utf-8"))


def is_from_pandoc(rendering) -> bool:
    """Whether both files are there and hold the paper, which no made-up Quarto writes."""
    page = rendering.files[Format.html].read_text(encoding="utf-8")
    return "<p>Words.</p>" in page and rendering.files[Format.docx].read_bytes()[:2] == b"PK"


def test_quarto_is_used_where_it_is_found(workspace, monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, WRITES)
    rendering = render(workspace, BOTH, Engine.auto)
    assert (rendering.engine, rendering.reason) == (Engine.quarto, "Rendered with Quarto.")
    assert {form: path.read_text(encoding="utf-8") for form, path in rendering.files.items()} == {
        Format.html: "html of Quarto",
        Format.docx: "docx of Quarto",
    }


def test_quarto_is_asked_once_for_all_formats_in_the_workspace_and_told_that_it_is_in_a_build(
    workspace, monkeypatch, tmp_path
):
    use(monkeypatch, tmp_path, WRITES)
    render(workspace, BOTH, Engine.quarto)
    assert asked(workspace) == {
        "arguments": ["render", "report.qmd", "--to", "html,docx"],
        "folder": "workspace",
        "in_build": "1",
    }


def test_the_hooks_of_quarto_find_the_python_that_builds_though_no_environment_is_activated(
    workspace, monkeypatch, tmp_path
):
    use(monkeypatch, tmp_path, WRITES)
    monkeypatch.setattr(render_module, "PROGRAMS", str(Path(sys.executable).parent))
    render(workspace, BOTH, Engine.quarto)
    given = (workspace / "search-path.txt").read_text(encoding="utf-8").split(os.pathsep)
    assert given == [str(Path(sys.executable).parent), str(tmp_path / "empty")]


def test_a_quarto_of_the_environment_is_found_though_it_is_not_activated(monkeypatch, tmp_path):
    program = fake_quarto(tmp_path / "environment", WRITES)
    monkeypatch.setattr(render_module, "PROGRAMS", str(program.parent))
    assert find_quarto() == program


def test_quarto_is_looked_for_before_anything_else_only_where_nothing_else_will_do(monkeypatch, tmp_path):
    for engine in (Engine.auto, Engine.pandoc):
        check_engine(engine)
    with pytest.raises(RenderError, match="Quarto was not found"):
        check_engine(Engine.quarto)
    use(monkeypatch, tmp_path, WRITES)
    check_engine(Engine.quarto)


def test_the_build_itself_is_not_left_marked_as_one(workspace, monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, WRITES)
    render(workspace, BOTH, Engine.quarto)
    assert IN_BUILD not in os.environ


def test_one_format_alone_is_asked_for_alone(workspace, monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, WRITES)
    rendering = render(workspace, [Format.docx], Engine.quarto)
    assert asked(workspace)["arguments"][-1] == "docx"
    assert list(rendering.files) == [Format.docx]


def test_quarto_is_found_on_the_path(workspace, monkeypatch, tmp_path):
    program = fake_quarto(tmp_path / "program", WRITES)
    monkeypatch.setenv("PATH", str(program.parent))
    assert find_quarto() == program
    assert render(workspace, BOTH, Engine.auto).engine is Engine.quarto


def test_the_program_that_quarto_path_names_goes_before_the_one_on_the_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(fake_quarto(tmp_path / "on-path", WRITES).parent))
    named = use(monkeypatch, tmp_path, WRITES)
    assert find_quarto() == named


def test_quarto_path_may_name_the_folder_of_the_program(monkeypatch, tmp_path):
    program = fake_quarto(tmp_path / "program", WRITES)
    monkeypatch.setenv("QUARTO_PATH", str(program.parent))
    assert find_quarto() == program


def test_a_relative_quarto_path_holds_in_the_workspace_too(workspace, monkeypatch, tmp_path):
    program = fake_quarto(tmp_path / "program", WRITES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUARTO_PATH", str(Path("program") / program.name))
    assert render(workspace, BOTH, Engine.quarto).engine is Engine.quarto


def test_auto_says_in_a_line_that_there_is_no_quarto_and_renders_with_pandoc(workspace):
    rendering = render(workspace, BOTH, Engine.auto)
    assert rendering.engine is Engine.pandoc
    assert rendering.reason == (
        "Quarto was not found (QUARTO_PATH, then PATH). Rendered with the bundled Pandoc instead."
    )
    assert is_from_pandoc(rendering)


def test_auto_says_in_a_line_that_quarto_path_names_nothing(workspace, monkeypatch, tmp_path):
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "gone" / "quarto-1.0"))
    rendering = render(workspace, BOTH, Engine.auto)
    assert rendering.reason == (
        "QUARTO_PATH names quarto-1.0, where there is no Quarto. Point it at the quarto program, or unset it. "
        "Rendered with the bundled Pandoc instead."
    )
    assert is_from_pandoc(rendering)


def test_a_quarto_path_that_names_nothing_is_not_passed_over_for_the_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(fake_quarto(tmp_path / "program", WRITES).parent))
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "gone"))
    with pytest.raises(RenderError, match="QUARTO_PATH names gone, where there is no Quarto"):
        find_quarto()


def test_auto_says_in_a_line_how_quarto_failed_and_renders_with_pandoc(workspace, monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, FAILS)
    rendering = render(workspace, BOTH, Engine.auto)
    assert rendering.reason == (
        "Quarto ended with exit status 1, without report.html and report.docx: ERROR: the filter is broken. "
        "Rendered with the bundled Pandoc instead."
    )
    assert is_from_pandoc(rendering)


def test_files_of_a_quarto_that_failed_are_not_taken(workspace, monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, WRITES_AND_FAILS)
    rendering = render(workspace, BOTH, Engine.auto)
    assert rendering.reason == "Quarto ended with exit status 3. Rendered with the bundled Pandoc instead."
    assert is_from_pandoc(rendering)


def test_a_quarto_that_says_all_is_well_and_writes_nothing_has_failed(workspace, monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, ASKED)
    with pytest.raises(
        RenderError, match=r"^Quarto ended with exit status 0, without report\.html and report\.docx\.$"
    ):
        render(workspace, BOTH, Engine.quarto)
    assert is_from_pandoc(render(workspace, BOTH, Engine.auto))


def test_engine_quarto_raises_with_the_cause_first_and_then_the_last_that_quarto_wrote(
    workspace, monkeypatch, tmp_path
):
    use(monkeypatch, tmp_path, FAILS)
    with pytest.raises(RenderError) as caught:
        render(workspace, BOTH, Engine.quarto)
    (problem,) = caught.value.problems
    assert problem.splitlines() == [
        "Quarto ended with exit status 1, without report.html and report.docx: ERROR: the filter is broken",
        "pandoc",
        "to: html",
        "Stack trace:",
        "at render (quarto.js:1)",
    ]
    assert not (workspace / "build").exists()


def test_engine_quarto_raises_where_there_is_none(workspace):
    with pytest.raises(RenderError, match="Quarto was not found"):
        render(workspace, BOTH, Engine.quarto)


def test_a_quarto_that_hangs_is_ended_with_all_that_it_started(workspace, monkeypatch, tmp_path):
    monkeypatch.setattr(render_module, "QUARTO_TIME_LIMIT", 1)
    use(monkeypatch, tmp_path, HANGS)
    began = time.monotonic()
    with pytest.raises(RenderError, match=r"Quarto did not end within 1 seconds and was stopped"):
        render(workspace, BOTH, Engine.quarto)
    assert time.monotonic() - began < 30
    time.sleep(1)
    assert not (workspace / "outlived").exists()


@pytest.mark.skipif(WINDOWS, reason="Windows has no mark that lets a file be run")
def test_a_file_that_cannot_be_run_is_told_in_a_line(workspace, monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, WRITES).chmod(0o644)
    rendering = render(workspace, BOTH, Engine.auto)
    assert rendering.reason == (
        "Quarto could not be run (Permission denied). Rendered with the bundled Pandoc instead."
    )


def test_engine_pandoc_never_starts_quarto(workspace, monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, WRITES)
    rendering = render(workspace, BOTH, Engine.pandoc)
    assert (rendering.engine, rendering.reason) == (Engine.pandoc, "Rendered with the bundled Pandoc, as asked.")
    assert is_from_pandoc(rendering)
    assert not (workspace / "asked.json").exists()


def test_pandoc_writes_only_the_format_that_is_asked_for(workspace):
    rendering = render(workspace, [Format.html], Engine.pandoc)
    assert [path.name for path in (workspace / "build" / "pandoc").iterdir()] == ["report.html"]
    assert list(rendering.files) == [Format.html]


def test_what_is_wrong_with_the_paper_itself_is_raised_by_every_engine(workspace):
    (workspace / "report.qmd").write_text("---\ntitle: A paper\n---\n\nSee @fig-gone.\n", encoding="utf-8")
    for engine in (Engine.auto, Engine.pandoc):
        with pytest.raises(RenderError, match="fig-gone"):
            render(workspace, BOTH, engine)


@pytest.mark.parametrize("engine", [Engine.quarto, Engine.pandoc])
def test_each_file_is_handed_over_as_soon_as_it_is_there(workspace, monkeypatch, tmp_path, engine):
    use(monkeypatch, tmp_path, WRITES)
    handed = []
    files = render(workspace, BOTH, engine, lambda *given: handed.append(given)).files
    assert sorted(handed) == sorted((engine, form, files[form]) for form in BOTH)
