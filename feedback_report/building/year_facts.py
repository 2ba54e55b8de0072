"""The facts of a year's paper for the commands that judge its prose: those of the last build, or worked out anew."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from feedback_report.building.assemble import assemble
from feedback_report.building.unchanged import changed_since_build
from feedback_report.facts import Fact, from_json
from feedback_report.narrative.record import FILE as REVIEWED
from feedback_report.progress import BuildProgress
from feedback_report.project import notebook_paths
from feedback_report.years import Year

FACTS = "facts.json"


@dataclass(frozen=True)
class YearFacts:
    """The facts of a year by name, and a line on where they come from."""

    facts: dict[str, Fact]
    source: str


def year_facts(project: Path, year: Year, data_dir: Path, output_dir: Path, console: Console) -> YearFacts:
    """Get the facts of ``output_dir/<year>/facts.json`` where nothing has changed since, else run the notebooks.

    ``console`` shows how far the notebooks are. Raises ReportError when they cannot be run.
    """
    target = output_dir / year.folder
    reason = changed_since_build(project, data_dir, year, target, FACTS, made_from(project, year, data_dir))
    if reason is None:
        facts = from_json((target / FACTS).read_text(encoding="utf-8"))
        return YearFacts(facts, f"Facts of the last build, {output_dir.name}/{year.folder}/{FACTS}.")
    with (
        tempfile.TemporaryDirectory(prefix="feedback-report-", ignore_cleanup_errors=True) as temporary,
        BuildProgress(console, len(notebook_paths(project))) as progress,
    ):
        draft = assemble(project, Path(temporary), year, data_dir, progress)
    return YearFacts(draft.facts, f"Facts of a fresh run of the notebooks, because {reason}.")


def made_from(project: Path, year: Year, data_dir: Path) -> Iterator[Path]:
    """Get every file that the facts of a year depend on: data, settings and notebooks."""
    folders = [path for path in data_dir.glob("[0-9]*") if path.is_dir() and path.name <= year.folder]
    for folder in (data_dir, data_dir / "reference", *folders):
        others = {REVIEWED, "README.md"}
        yield from (
            path
            for path in sorted(folder.glob("*"))
            if path.is_file() and path.name[0] != "." and path.name not in others
        )
    yield project / "report.qmd"
    yield from notebook_paths(project)
