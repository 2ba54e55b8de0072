"""Run every check of a year: of its settings and data first, and of its paper as soon as there can be one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from feedback_report.building.assemble import embedded_notebooks
from feedback_report.building.year_facts import YearFacts
from feedback_report.checks import Check, Checked, Finding, YearPaper, can_go_on, leave_out, run_checks
from feedback_report.errors import ReportError
from feedback_report.measures.closed_complaints import complaints_in_scope
from feedback_report.narrative.checking import NARRATIVE_CHECKS
from feedback_report.year_checks.categories import CATEGORY_CHECKS
from feedback_report.year_checks.dates import DATE_CHECKS
from feedback_report.year_checks.empty_cells import EMPTY_CELL_CHECKS
from feedback_report.year_checks.mapping import MAPPING_CHECKS
from feedback_report.year_checks.problems import SOURCE_CHECKS
from feedback_report.year_checks.reference import REFERENCE_CHECKS
from feedback_report.year_checks.required_check import (
    COVERAGE_CHECK,
    Covered,
    coverage,
    read_sections,
    recorded_columns,
)
from feedback_report.year_checks.revised import RESTATEMENT_CHECK
from feedback_report.year_checks.sources import Sources, YearData, read_sources
from feedback_report.year_checks.volumes import VOLUME_CHECKS
from feedback_report.years import Year

DATA_CHECKS: tuple[Check[YearData], ...] = (
    *MAPPING_CHECKS,
    *EMPTY_CELL_CHECKS,
    *DATE_CHECKS,
    *CATEGORY_CHECKS,
    *VOLUME_CHECKS,
    *REFERENCE_CHECKS,
)
PAPER_CHECKS = (COVERAGE_CHECK, RESTATEMENT_CHECK, *NARRATIVE_CHECKS)


@dataclass(frozen=True)
class YearChecked:
    """What all checks of a year found; ``covered`` is empty while there can be no paper."""

    year: Year
    facts_from: str
    results: list[Checked]
    covered: list[Covered] = field(default_factory=list)

    @property
    def can_go_on(self) -> bool:
        """Whether nothing must be fixed."""
        return can_go_on(self.results)


def check_year(
    project: Path, data_dir: Path, year: Year, today: date, get_facts: Callable[[], YearFacts]
) -> YearChecked:
    """Run every check of a year. ``get_facts`` gives its paper's facts, and runs only once the data can be used."""
    sources = read_sources(data_dir, year, today)
    results = run_checks(SOURCE_CHECKS, sources)
    if sources.data is None:
        results += leave_out(DATA_CHECKS, "the settings or tables cannot be used yet")
    else:
        results += run_checks(DATA_CHECKS, sources.data)
    if not sources.complete or sources.data is None or sources.settings is None:
        waiting = "the settings and tables have to be mended first"
        return YearChecked(year, "No facts: the notebooks have not run.", [*results, *leave_out(PAPER_CHECKS, waiting)])
    return _with_paper(project, sources, results, get_facts)


def _with_paper(
    project: Path, sources: Sources, results: list[Checked], get_facts: Callable[[], YearFacts]
) -> YearChecked:
    data, settings = sources.data, sources.settings
    assert data is not None and settings is not None
    try:
        held = get_facts()
        sections = read_sections(embedded_notebooks(project), held.facts)
    except ReportError as error:
        fault = Check[object]("paper", "Notebooks that do not run", "", lambda _: ())
        results = [*results, Checked(fault, [_problem(problem) for problem in error.problems])]
        waiting = "the notebooks do not run"
        return YearChecked(sources.year, "No facts.", [*results, *leave_out(PAPER_CHECKS, waiting)])
    people = recorded_columns(complaints_in_scope(data.tables.cases, data.council, data.year.start))
    covered = coverage(data.council, settings, held.facts, sections, people)
    paper = YearPaper(project, data.data_dir, data.year, data.council, settings, held.facts)
    results = [*results, *run_checks([COVERAGE_CHECK], covered), *run_checks(PAPER_CHECKS[1:], paper)]
    return YearChecked(sources.year, held.source, results, covered)


def _problem(text: str) -> Finding:
    return Finding("", text)
