"""Run the notebooks of a year, or take what is kept of them, and read the sections and facts that they made."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from feedback_report.data.load import Tables, load_tables
from feedback_report.disclosure.plan import plan_of, save_plan
from feedback_report.errors import DataError, SettingsError
from feedback_report.facts import Fact, collect
from feedback_report.facts.restatements import PUBLISHED_FACTS
from feedback_report.fingerprints import of_files, of_value
from feedback_report.measures.period import Comparable, check_period, comparable, stated_ends
from feedback_report.narrative.record import FILE as REVIEWED
from feedback_report.progress import BuildProgress
from feedback_report.running.context import context_facts
from feedback_report.running.execute import Execution, run_notebooks
from feedback_report.running.section_cache import SectionCache
from feedback_report.running.sections import Section, prepare_section, printed_names, report_section
from feedback_report.running.table_store import TABLES_VARIABLE, save_comparable, table_fingerprints
from feedback_report.settings import Council, YearSettings, load_council, load_year_settings
from feedback_report.years import Year


def run_year(
    project: Path,
    notebooks: list[Path],
    workspace: Path,
    year: Year,
    data_dir: Path,
    progress: BuildProgress,
    *,
    cached: bool = True,
    workers: int | None = None,
) -> None:
    """Check the data and write the notebooks as they ran into ``workspace``.

    Those that are kept and still hold are not run again, unless ``cached`` is false. Raises
    SettingsError, DataError or NotebookError with all problems of that step at once.
    """
    store, executed = workspace / "build" / "tables", workspace / "build" / "executed"
    parameters = {"year": year.label, "data_dir": str(data_dir)}
    with progress.part("Read and check the data"):
        council, settings, held = _read_year(data_dir, year)
        save_comparable(held, store)
        save_plan(plan_of(council, settings, held, data_dir), store)
    with progress.part("Run the notebooks"), environment(TABLES_VARIABLE, str(store)):
        cache = _section_cache(project, store, parameters, council, settings)
        waiting = []
        for notebook in notebooks:
            if cached and cache.restore(notebook, executed / notebook.name):
                progress.section(notebook.stem)
            else:
                waiting.append(notebook)

        def finished(execution: Execution) -> None:
            cache.keep(project / "notebooks" / execution.path.name, execution.path)
            progress.section(execution.section, execution.seconds)

        run_notebooks(waiting, executed, parameters, cwd=project, workers=workers, finished=finished)
        if waiting:
            cache.forget_old()


def read_sections_and_facts(
    project: Path, notebooks: Iterable[Path], workspace: Path, council: Council, settings: YearSettings
) -> tuple[list[Section], dict[str, Fact]]:
    """Get the sections of the notebooks that have run in ``workspace``, report.qmd first, and all facts by name.

    Raises NotebookError for facts that clash, and SettingsError for a text of the year's that prints an unknown one.
    """
    executed = workspace / "build" / "executed"
    sections = [prepare_section(executed / path.name, council.services) for path in notebooks]
    sections.insert(0, report_section(project / "report.qmd"))
    printed: set[str] = set().union(*(printed_names(section.notebook) for section in sections))
    recorded = collect((section.name, section.facts) for section in sections)
    facts = collect([("", recorded.values()), ("settings", context_facts(council, settings, printed, recorded))])
    return sections, facts


@contextmanager
def environment(name: str, value: str) -> Iterator[None]:
    """Set an environment variable for the kernels that start inside."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _section_cache(
    project: Path, store: Path, parameters: dict[str, str], council: Council, settings: YearSettings
) -> SectionCache:
    """Get the cache of sections, with the fingerprint of each table and setting that a notebook can read."""
    tables, others = table_fingerprints(store)
    parts = dict(tables)
    for name, model in (("council", council), ("settings", settings)):
        parts |= {f"{name}.{field}": of_value(value) for field, value in model.model_dump(mode="json").items()}
    return SectionCache(project / "build" / "cache" / "sections", parts, [parameters, others])


def _read_year(data_dir: Path, year: Year) -> tuple[Council, YearSettings, Comparable]:
    """Read the settings and tables of a year, and raise what is wrong with them all at once.

    Without council.yml, or without a folder of the year, the tables cannot be checked.
    """
    problems: list[str] = []
    council = settings = tables = None
    try:
        council = load_council(data_dir)
    except SettingsError as error:
        problems += error.problems
    try:
        settings = load_year_settings(data_dir, year)
    except SettingsError as error:
        problems += error.problems
    if council is not None and (data_dir / year.folder).is_dir():
        try:
            tables = _tables_of(data_dir, year, _data_fingerprint(data_dir))
        except DataError as error:
            if not problems:
                raise
            problems += error.problems
    if problems or council is None or settings is None or tables is None:
        raise SettingsError(problems)
    check_period(tables, settings, data_dir)
    stated = stated_ends(data_dir, year, tables.case_years)
    return council, settings, comparable(tables, settings, stated)


def _data_fingerprint(data_dir: Path) -> str:
    """Get the fingerprint of everything that the tables are read from, council.yml among it."""
    of_others = {"year.yml", REVIEWED, PUBLISHED_FACTS}
    paths = (path for path in data_dir.rglob("*") if path.is_file() and path.name not in of_others)
    return of_value(of_files(paths, data_dir))


@lru_cache(maxsize=2)
def _tables_of(data_dir: Path, year: Year, _fingerprint: str) -> Tables:
    """Read and check the tables, once as long as their fingerprint is the same, as it mostly is in a preview.

    Two years are held: the paper's, and the one before, where its paper was published.
    """
    return load_tables(data_dir, year, load_council(data_dir))
