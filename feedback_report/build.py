"""Build the paper of one year: assemble, render, finish, and move the whole result into place."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from feedback_report.assemble import Draft, assemble
from feedback_report.errors import RenderError
from feedback_report.facts import to_json
from feedback_report.finish import finish
from feedback_report.progress import BuildProgress
from feedback_report.render import Engine, Format, Rendering, render
from feedback_report.years import Year


@dataclass(frozen=True)
class Build:
    """What a build made: the folder, its files, the renderer used and why."""

    folder: Path
    files: list[Path]
    rendering: Rendering
    draft: Draft


def build(
    project: Path,
    year: Year,
    data_dir: Path,
    output_dir: Path,
    progress: BuildProgress,
    engine: Engine = Engine.auto,
    formats: tuple[Format, ...] = tuple(Format),
) -> Build:
    """Build a year's paper into ``output_dir/<year>/``.

    The work is done in a temporary folder of its own, so several builds can run at once, and
    ``output_dir/<year>/`` is replaced only when the new paper is whole. Raises ReportError with
    all problems of the step that failed; the former output is then untouched.
    """
    with tempfile.TemporaryDirectory(prefix="feedback-report-", ignore_cleanup_errors=True) as temporary:
        workspace = Path(temporary)
        draft = assemble(project, workspace, year, data_dir, progress)
        with progress.part("Render"):
            rendering = render(workspace, list(formats), engine)
        with progress.part("Finish"):
            result = workspace / "result"
            result.mkdir()
            for form, rendered in rendering.files.items():
                finish(form, rendered, result / f"report.{form}", draft, project / "style")
            write_figures(draft, result / "figures")
            (result / "facts.json").write_text(to_json(draft.facts), encoding="utf-8", newline="\n")
        target = output_dir / year.folder
        _move_into_place(result, target)
    return Build(target, sorted(path for path in target.rglob("*") if path.is_file()), rendering, draft)


def write_figures(draft: Draft, folder: Path) -> None:
    """Write the data behind each figure and table, unrounded, as ``figure-NN.csv``."""
    folder.mkdir()
    for number, figure in enumerate(draft.figures, start=1):
        (folder / f"figure-{number:02d}.csv").write_text(figure.csv, encoding="utf-8", newline="\n")


def _move_into_place(result: Path, target: Path) -> None:
    """Copy the result beside its place, then swap it in by renaming, so that no half paper is ever there."""
    fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
    former = target.with_name(f".{target.name}.old-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(result, fresh)
        if target.exists():
            target.rename(former)
        try:
            fresh.rename(target)
        except OSError:
            if former.exists():
                former.rename(target)
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
