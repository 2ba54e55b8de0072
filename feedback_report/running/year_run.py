"""Run the notebooks of a year, or take what is kept of them, and read the sections and facts that they made."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from feedback_report.errors import DataError
from feedback_report.facts import Fact, collect
from feedback_report.fingerprints import libraries, of_files, of_modules, of_value
from feedback_report.narrative.record import FILE as REVIEWED
from feedback_report.progress import BuildProgress
from feedback_report.running.context import context_facts
from feedback_report.running.execute import Execution, run_notebooks
from feedback_report.running.kept import forget_old, read_entry, sections_folder, write_entry
from feedback_report.running.names_in_prose import printed_names
from feedback_report.running.noted_reads import TABLES_VARIABLE
from feedback_report.running.section import Section
from feedback_report.running.section_cache import SectionCache
from feedback_report.running.sections import prepare_section, report_section
from feedback_report.running.warm import run_apart
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
        tables = CheckedTables(project, data_dir, year, store)
        fingerprints = tables.fingerprints(cached=cached)
        council, settings = load_council(data_dir), load_year_settings(data_dir, year)
    with progress.part("Run the notebooks"), environment(TABLES_VARIABLE, str(store)):
        cache = _section_cache(project, fingerprints, parameters, council, settings)
        waiting = []
        for notebook in notebooks:
            if cached and cache.restore(notebook, executed / notebook.name):
                progress.section(notebook.stem)
            else:
                waiting.append(notebook)

        def finished(execution: Execution) -> None:
            cache.keep(project / "notebooks" / execution.path.name, execution.path)
            progress.section(execution.section, execution.seconds)

        if waiting:
            if tables.be_there() != fingerprints:
                raise DataError(f"{data_dir.name}/ was changed while it was read. Build again.")
            run_notebooks(waiting, executed, parameters, cwd=project, workers=workers, finished=finished)
            forget_old(cache.folder)


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


Fingerprints = list[dict[str, str]]  # of each table by its name in a paper, and of all else by file


class CheckedTables:
    """The checked tables of a year's paper in a folder, read and checked only where that is needed.

    Their fingerprints are kept between builds; they themselves, which hold personal data, are not.
    """

    def __init__(self, project: Path, data_dir: Path, year: Year, store: Path) -> None:
        self.data_dir, self.year, self.store = data_dir, year, store
        self._made_from = self._sources()
        self._kept = project / "build" / "cache" / "tables" / f"{self._made_from}.json"
        self._mark = store / "made-from.json"

    def fingerprints(self, *, cached: bool = True) -> Fingerprints:
        """Get the fingerprints of the tables, without reading them where it is ``cached``.

        Raises SettingsError or DataError with everything that is wrong with the settings and the tables.
        """
        return (cached and read_entry(self._kept)) or self._save()

    def be_there(self) -> Fingerprints:
        """Put the tables into the folder, unless they are there; get the fingerprints of those. Raises as above."""
        made_from, found = read_entry(self._mark) or ("", [])
        return found if made_from == self._made_from else self._save()

    def _save(self) -> Fingerprints:
        self._mark.unlink(missing_ok=True)
        given = (self.data_dir, self.year, self.store)
        found = list(run_apart("feedback_report.running.year_tables", "save_year", *given))
        if self._sources() == self._made_from:  # else somebody has changed the data meanwhile
            write_entry(self._mark, [self._made_from, found])
            write_entry(self._kept, found)
            forget_old(self._kept.parent)
        return found

    def _sources(self) -> str:
        """Get the fingerprint of everything that the tables and what is withheld are worked out from."""
        paths = (path for path in self.data_dir.rglob("*") if path.is_file() and path.name != REVIEWED)
        files = of_files(paths, self.data_dir)
        return of_value([files, str(self.data_dir), self.year.label, of_modules(), libraries()])


def _section_cache(
    project: Path,
    fingerprints: Fingerprints,
    parameters: dict[str, str],
    council: Council,
    settings: YearSettings,
) -> SectionCache:
    """Get the cache of sections, with the fingerprint of each table and setting that a notebook can read."""
    tables, others = fingerprints
    parts = dict(tables)
    for name, model in (("council", council), ("settings", settings)):
        parts |= {f"{name}.{field}": of_value(value) for field, value in model.model_dump(mode="json").items()}
    return SectionCache(sections_folder(project), parts, [parameters, others])
