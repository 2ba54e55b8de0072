"""Last year's paper: the facts that it was published with, and what its notebooks make of the data as they are now."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from feedback_report.errors import ReportError
from feedback_report.facts import Fact
from feedback_report.facts.restatements import load_published
from feedback_report.progress import BuildProgress
from feedback_report.running.year_run import read_sections_and_facts, run_year
from feedback_report.settings import load_council, load_year_settings
from feedback_report.years import Year


@dataclass(frozen=True)
class LastYear:
    """Facts by name, as ``published`` and as they are ``now``; ``problem`` says why there are none of now."""

    published: Mapping[str, Fact] = field(default_factory=dict)
    now: Mapping[str, Fact] = field(default_factory=dict)
    problem: str = ""

    @property
    def line(self) -> str:
        """Say that the two could not be compared, and why; empty where they could."""
        return f"Last year's paper could not be compared with the data. {self.problem}" if self.problem else ""


def last_year(
    project: Path, notebooks: list[Path], year: Year, data_dir: Path, *, cached: bool = True, workers: int | None = None
) -> LastYear:
    """Get the facts of the paper before a year's; nothing is run where none were kept when it was published.

    The notebooks run as for a build of that year, or are taken from what is kept. Where they cannot run, as when
    that year's settings are gone, the problem is told and no more. Raises DataError when the kept file holds no facts.
    """
    published = load_published(data_dir, year.previous)
    if not published:
        return LastYear()
    last, silent = year.previous, BuildProgress(Console(quiet=True), len(notebooks))
    try:
        with tempfile.TemporaryDirectory(prefix="feedback-report-", ignore_cleanup_errors=True) as temporary:
            workspace = Path(temporary)
            run_year(project, notebooks, workspace, last, data_dir, silent, cached=cached, workers=workers)
            council, settings = load_council(data_dir), load_year_settings(data_dir, last)
            _, now = read_sections_and_facts(project, notebooks, workspace, council, settings)
    except ReportError as error:
        return LastYear(published, problem=_told(error.problems))
    return LastYear(published, now)


def _told(problems: list[str]) -> str:
    """Tell the first problem in its first line, and how many more there are."""
    more = f" There are {len(problems) - 1} more: build that year to see them." if len(problems) > 1 else ""
    return problems[0].partition("\n")[0] + more
