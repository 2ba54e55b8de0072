"""Build the paper of one year: assemble, render, finish, and move the whole result into place."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from feedback_report.building.assemble import Draft, assemble
from feedback_report.building.finish import drawn, finish
from feedback_report.building.garbage import garbage_left
from feedback_report.building.render import PAPERS, Engine, Format, Rendering, check_engine, render
from feedback_report.errors import RenderError
from feedback_report.facts import to_json
from feedback_report.progress import BuildProgress
from feedback_report.running.warm import run_beside
from feedback_report.tables.csv_formulas import without_formulas
from feedback_report.whole_files import patiently
from feedback_report.years import Year


@dataclass(frozen=True)
class Build:
    """What a build made: the folder, its files, the renderer used and why, and the forms asked for.

    ``removed`` names the files of the former build that went with it and have no successor.
    """

    folder: Path
    files: list[Path]
    rendering: Rendering
    draft: Draft
    formats: tuple[Format, ...] = ()
    removed: list[str] = field(default_factory=list)


def build(
    project: Path,
    year: Year,
    data_dir: Path,
    output_dir: Path,
    progress: BuildProgress,
    engine: Engine = Engine.auto,
    formats: tuple[Format, ...] = tuple(Format),
    *,
    cached: bool = True,
    workers: int | None = None,
) -> Build:
    """Build a year's paper into ``output_dir/<year>/``.

    The work is done in a temporary folder of its own, so several builds can run at once, and
    ``output_dir/<year>/`` is replaced only when the new paper is whole. It is replaced as a whole: a
    former paper in a format that is not asked for goes, since its figures may differ by now. The
    workbook is written while the papers are rendered. Without ``cached`` every notebook runs;
    ``workers`` run at once, by default one for each core. Raises ReportError with all problems of the
    step that failed; the former output is then untouched.
    """
    check_engine(engine)
    target = output_dir / year.folder
    check_output(target)
    with tempfile.TemporaryDirectory(prefix="feedback-report-", ignore_cleanup_errors=True) as temporary:
        workspace = Path(temporary)
        draft = assemble(project, workspace, year, data_dir, progress, cached=cached, workers=workers)
        result = workspace / "result"
        result.mkdir()

        def finished(engine: Engine, form: Format, rendered: Path) -> None:
            try:
                finish(form, rendered, result / form.file, draft, project / "style")
            except RenderError as error:
                raise RenderError(_with_engine(error.problems, engine)) from None

        workbook = _workbook(draft, result / Format.xlsx.file, asked=Format.xlsx in formats)
        with progress.part("Render"), garbage_left(), workbook:
            papers = [form for form in formats if form in PAPERS]
            rendering = render(workspace, papers, engine, finished, drawn(draft))
        write_figures(draft, result / "figures")
        (result / "facts.json").write_text(to_json(draft.facts), encoding="utf-8", newline="\n")
        names = [form.file for form in Format]
        removed = [name for name in names if (target / name).is_file() and not (result / name).is_file()]
        _move_into_place(result, target)
    files = sorted(path for path in target.rglob("*") if path.is_file())
    return Build(target, files, rendering, draft, formats, removed)


@contextmanager
def _workbook(draft: Draft, path: Path, *, asked: bool) -> Iterator[None]:
    """Write the appendix workbook while something else is done."""
    if not asked:
        yield
        return
    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(run_beside, "feedback_report.workbook", "write_workbook", draft, path)
        yield
        written.result()


def check_output(target: Path) -> None:
    """Make sure that the papers can be written to ``target``, before the work of a build is done.

    Leaves nothing behind. Raises RenderError where a file is in the way or nothing may be written.
    """
    shown = f"{target.parent.name}/{target.name}/"
    for place in (target, *target.parents):
        if place.is_dir():
            break
        if place.exists():
            raise RenderError(
                f"{shown} cannot be written: {place.name} is a file, where a folder is expected. "
                "Move it away, or name another folder with --output."
            )
    nearest = target.parent if place == target else place  # a paper is replaced by renaming its folder
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        raise RenderError(
            f"{shown} cannot be written ({error.strerror or type(error).__name__}). "
            "Ask for the right to write there, or name another folder with --output."
        ) from None


def _with_engine(problems: list[str], engine: Engine) -> list[str]:
    """Say which engine wrote what could not be finished: the bundled one may do where Quarto's files do not."""
    if engine is not Engine.quarto:
        return problems
    advice = "Quarto rendered this paper. If the words are right, build with --engine pandoc instead."
    return [*problems[:-1], f"{problems[-1]}\n{advice}"]


def write_figures(draft: Draft, folder: Path) -> None:
    """Write the data behind each figure and table, unrounded, as ``figure-NN.csv``, free of formulas."""
    folder.mkdir()
    for number, figure in enumerate(draft.figures, start=1):
        (folder / f"figure-{number:02d}.csv").write_text(without_formulas(figure.csv), encoding="utf-8", newline="\n")


def _move_into_place(result: Path, target: Path) -> None:
    """Copy the result beside its place, then swap it in by renaming, so that no half paper is ever there."""
    fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
    former = target.with_name(f".{target.name}.old-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(result, fresh)
        if target.exists():
            patiently(lambda: target.rename(former))
        try:
            patiently(lambda: fresh.rename(target))
        except OSError:
            if former.exists():
                patiently(lambda: former.rename(target))
            raise
    except OSError as error:
        raise RenderError(
            f"{target.parent.name}/{target.name}/ could not be replaced "
            f"({error.strerror or 'not every file could be written'}). The former paper is untouched: "
            "close its files in Word and the browser, see that the disk is not full, and build again."
        ) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)
