"""Render an assembled project to HTML and Word, with Quarto where it is found, else with the bundled Pandoc."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from feedback_report import reader
from feedback_report.building.programs import run_program
from feedback_report.errors import RenderError
from feedback_report.wording import as_sentence

IN_BUILD = "FEEDBACK_REPORT_IN_BUILD"
QUARTO_TIME_LIMIT = 600
PROGRAMS = str(Path(sys.executable).parent)  # those of this environment, whether it is activated or not


class Engine(StrEnum):
    """What renders the paper."""

    auto = "auto"
    quarto = "quarto"
    pandoc = "pandoc"


class Format(StrEnum):
    """The forms of the paper, and the workbook of its data."""

    html = "html"
    docx = "docx"
    xlsx = "xlsx"

    @property
    def file(self) -> str:
        """The name of the file."""
        return "appendix.xlsx" if self is Format.xlsx else f"report.{self}"


PAPERS = (Format.html, Format.docx)  # those that a renderer writes

Rendered = Callable[[Engine, Format, Path], None]


@dataclass(frozen=True)
class Rendering:
    """The engine that was used, a line on why, and the engine's raw files by format."""

    engine: Engine
    reason: str
    files: dict[Format, Path]


def find_quarto() -> Path | None:
    """Find Quarto: the program that QUARTO_PATH names, else the one of this environment, else the one on PATH."""
    named = os.environ.get("QUARTO_PATH")
    if named:
        path = Path(named).absolute()  # Quarto runs in another folder
        candidates = [path, *(path / name for name in ("quarto", "quarto.exe", "quarto.cmd"))]
        program = next((candidate for candidate in candidates if candidate.is_file()), None)
        if program is None:
            raise RenderError(
                f"QUARTO_PATH names {path.name}, where there is no Quarto. Point it at the quarto program, or unset it."
            )
        return program
    found = shutil.which("quarto", path=_search_path())
    return Path(found).absolute() if found else None


def check_engine(engine: Engine) -> None:
    """Make sure, before the notebooks run, that Quarto is there when nothing else will do.

    Raises RenderError.
    """
    if engine is Engine.quarto:
        _quarto()


def render(
    workspace: Path,
    formats: list[Format],
    engine: Engine,
    rendered: Rendered = lambda *_: None,
    drawn: Collection[str] = (),
) -> Rendering:
    """Render ``report.qmd`` of an assembled folder.

    ``rendered`` is called with the engine and each raw file as soon as it is there, while others may still be
    written. ``drawn`` are the labels of figures that the page gets as drawings once it is written, so that Pandoc
    need not carry their pictures. Without ``formats`` nothing is done. ``auto`` falls back to Pandoc where Quarto is
    missing or fails; ``quarto`` raises RenderError instead.
    """
    if not formats:
        return Rendering(Engine.pandoc if engine is Engine.auto else engine, "No paper was rendered, as asked.", {})
    if engine is Engine.pandoc:
        files = _render_with_pandoc(workspace, formats, rendered, drawn)
        return Rendering(Engine.pandoc, "Rendered with the bundled Pandoc, as asked.", files)
    try:
        files = _render_with_quarto(_quarto(), workspace, formats)
    except RenderError as error:
        if engine is Engine.quarto:
            raise
        reason = f"{as_sentence(error.problems[0].splitlines()[0])} Rendered with the bundled Pandoc instead."
        return Rendering(Engine.pandoc, reason, _render_with_pandoc(workspace, formats, rendered, drawn))
    for form, path in files.items():
        rendered(Engine.quarto, form, path)
    return Rendering(Engine.quarto, "Rendered with Quarto.", files)


def _quarto() -> Path:
    quarto = find_quarto()
    if quarto is None:
        raise RenderError(
            "Quarto was not found (QUARTO_PATH, then PATH).\n"
            "Install it, or name its program in QUARTO_PATH; --engine auto makes the same paper without it."
        )
    return quarto


def _search_path() -> str:
    return os.pathsep.join(filter(None, [PROGRAMS, os.environ.get("PATH")]))


def _render_with_pandoc(
    workspace: Path, formats: list[Format], rendered: Rendered, drawn: Collection[str]
) -> dict[Format, Path]:
    folder = workspace / "build" / "pandoc"
    folder.mkdir(parents=True, exist_ok=True)

    trees = reader.read_formats(workspace, "report.qmd", [form.value for form in formats])
    if Format.html in formats:
        page = trees[Format.html]
        page["blocks"] = reader.without_pictures(page["blocks"], drawn)

    def write(form: Format) -> Path:
        output = folder / f"report.{form}"
        reader.write(trees[form.value], form.value, output, project=workspace)
        rendered(Engine.pandoc, form, output)
        return output

    with ThreadPoolExecutor(len(formats)) as pool:
        return dict(zip(formats, pool.map(write, formats), strict=True))


def _render_with_quarto(quarto: Path, workspace: Path, formats: list[Format]) -> dict[Format, Path]:
    command = [str(quarto), "render", "report.qmd", "--to", ",".join(formats)]
    # The hooks of _quarto.yml call python: it has to be the one that has this package.
    environment = {**os.environ, "PATH": _search_path(), IN_BUILD: "1"}
    try:
        run = run_program(command, workspace, environment, QUARTO_TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise RenderError(f"Quarto did not end within {QUARTO_TIME_LIMIT} seconds and was stopped.") from None
    except OSError as error:
        raise RenderError(f"Quarto could not be run ({error.strerror or type(error).__name__}).") from None
    files = {form: workspace / "output" / "quarto" / f"report.{form}" for form in formats}
    missing = [path.name for path in files.values() if not path.is_file()]
    if run.returncode != 0 or missing:
        raise RenderError(_failure(run, missing))
    return files


def _failure(run: subprocess.CompletedProcess[str], missing: list[str]) -> str:
    """Say in one line what went wrong, with the cause that Quarto gives, and then the last that it wrote."""
    said = [line.strip() for line in re.sub(r"\x1b\[[0-9;]*m", "", run.stderr).splitlines() if line.strip()]
    cause = next((line for line in said if line.startswith("ERROR")), said[-1] if said else "")
    first = f"Quarto ended with exit status {run.returncode}"
    first += f", without {' and '.join(missing)}" if missing else ""
    return "\n".join([f"{first}: {cause}" if cause else f"{first}.", *(line for line in said[-5:] if line != cause)])
