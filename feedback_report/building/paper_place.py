"""Where the sources, the data and the papers of a year are, for the commands that are about a paper that is there."""

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from feedback_report.building.year_facts import YearFacts, year_facts
from feedback_report.project import data_folder, find_project
from feedback_report.years import Year


@dataclass(frozen=True)
class PaperPlace:
    """A year of a project: where its sources, its data and its papers are."""

    project: Path
    year: Year
    data_dir: Path
    output_dir: Path

    @classmethod
    def of(cls, year: Year, data: Path | None, output: Path | None) -> "PaperPlace":
        """Get a year of the project that the command was started in."""
        project = find_project()
        return cls(project, year, data_folder(data), (output or project / "output").resolve())

    def facts(self, progress: Console) -> YearFacts:
        """Get the facts of the year; ``progress`` shows the notebooks, if they have to run."""
        return year_facts(self.project, self.year, self.data_dir, self.output_dir, progress)
