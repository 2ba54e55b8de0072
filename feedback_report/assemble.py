"""Put a year's paper together in a folder that Quarto or the bundled Pandoc can render."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import nbformat

from feedback_report.context import context_facts
from feedback_report.disclosure.plan import plan_of, save_plan
from feedback_report.errors import DataError, NotebookError, RenderError, SettingsError
from feedback_report.execute import Execution, run_notebooks
from feedback_report.facts import Fact, collect, condition_names, to_conditions, to_variables, variable_names, yaml_text
from feedback_report.fingerprints import of_files, of_value
from feedback_report.load import Tables, load_tables
from feedback_report.narrative.marks import mark_cells, mark_report, mark_text
from feedback_report.narrative.paragraphs import Paragraph
from feedback_report.narrative.record import FILE as REVIEWED
from feedback_report.narrative.sign_off import open_sign_off
from feedback_report.period import Comparable, check_period, comparable, stated_ends
from feedback_report.progress import BuildProgress
from feedback_report.project import notebook_paths
from feedback_report.restatements import PUBLISHED_FACTS, Restatement, load_published, note_section, restatements
from feedback_report.section_cache import SectionCache
from feedback_report.sections import Figure, Section, prepare_section, printed_names, report_section, unknown_names
from feedback_report.settings import Council, YearSettings, load_council, load_year_settings
from feedback_report.table_store import TABLES_VARIABLE, save_comparable, table_fingerprints
from feedback_report.word.package import WordPackage
from feedback_report.word.styles import check_template
from feedback_report.years import Year

_EMBED = re.compile(r"\{\{<\s*embed\s+build/sections/([\w.-]+\.ipynb)\s*>\}\}")


@dataclass(frozen=True)
class Draft:
    """An assembled paper: its settings, its facts by name, and its figures in the order of the paper.

    ``tables`` are those that stand under a heading and have no number, such as the appendix's. ``waiting`` are the
    paragraphs that nobody has signed as they are now; they carry a mark. ``restated`` are the figures that last
    year's paper printed otherwise; they carry a footnote. ``shown`` is the Markdown of all tables, ``data`` the rows
    behind tables and charts as CSV texts.
    """

    year: Year
    council: Council
    settings: YearSettings
    facts: dict[str, Fact]
    figures: list[Figure]
    waiting: list[Paragraph] = field(default_factory=list)
    restated: list[Restatement] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    tables: list[Figure] = field(default_factory=list)


def assemble(
    project: Path,
    workspace: Path,
    year: Year,
    data_dir: Path,
    progress: BuildProgress,
    *,
    cached: bool = True,
    workers: int | None = None,
) -> Draft:
    """Check the data, run the notebooks and write into ``workspace`` what a renderer reads.

    Sections that are kept and still hold are not run again, unless ``cached`` is false.

    ``workspace`` may be the project itself, as it is when Quarto calls. Raises SettingsError,
    DataError or NotebookError with all problems of that step at once.
    """
    notebooks = embedded_notebooks(project)
    store, executed = workspace / "build" / "tables", workspace / "build" / "executed"
    parameters = {"year": year.label, "data_dir": str(data_dir)}
    with progress.part("Read and check the data"):
        council, settings, held = _read(data_dir, year)
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
    with progress.part("Assemble the sections"):
        return gather(project, workspace, year, data_dir)


def _section_cache(
    project: Path, store: Path, parameters: dict[str, str], council: Council, settings: YearSettings
) -> SectionCache:
    """Get the cache of sections, with the fingerprint of each table and setting that a notebook can read."""
    tables, others = table_fingerprints(store)
    parts = dict(tables)
    for name, model in (("council", council), ("settings", settings)):
        parts |= {f"{name}.{field}": of_value(value) for field, value in model.model_dump(mode="json").items()}
    return SectionCache(project / "build" / "cache" / "sections", parts, [parameters, others])


def _read(data_dir: Path, year: Year) -> tuple[Council, YearSettings, Comparable]:
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


@lru_cache(maxsize=1)
def _tables_of(data_dir: Path, year: Year, _fingerprint: str) -> Tables:
    """Read and check the tables, once as long as their fingerprint is the same, as it mostly is in a preview."""
    return load_tables(data_dir, year, load_council(data_dir))


def gather(project: Path, workspace: Path, year: Year, data_dir: Path) -> Draft:
    """Make the draft of the notebooks that have run in ``workspace``, and write what a renderer reads.

    Raises NotebookError for facts that clash and for prose that prints a name nobody recorded.
    """
    council, settings = load_council(data_dir), load_year_settings(data_dir, year)
    executed = workspace / "build" / "executed"
    sections = [prepare_section(executed / path.name, council.services) for path in embedded_notebooks(project)]
    sections.insert(0, report_section(project / "report.qmd"))
    printed: set[str] = set().union(*(printed_names(section.notebook) for section in sections))
    recorded = collect((section.name, section.facts) for section in sections)
    facts = collect([("", recorded.values()), ("settings", context_facts(council, settings, printed, recorded))])
    problems = unknown_names(sections, variable_names(facts), condition_names(facts))
    if problems:
        raise NotebookError(problems)
    waiting = open_sign_off(project, embedded_notebooks(project), data_dir, council, settings, facts).waiting
    mark = mark_text(year, council.style)
    restated = restatements(facts, load_published(data_dir, year.previous), year)
    for section in sections[1:]:
        mark_cells(section.notebook, waiting, section.name, mark)
        note_section(section.notebook, section.name, restated, council.style)
    _write_workspace(project, workspace, sections[1:], facts, reference_document(council, data_dir))
    if workspace != project:  # the project's own report.qmd is never changed
        report = (project / "report.qmd").read_text(encoding="utf-8")
        (workspace / "report.qmd").write_text(mark_report(report, waiting, mark), encoding="utf-8", newline="\n")
    figures = [figure for section in sections for figure in section.figures]
    tables = [table for section in sections for table in section.tables]
    shown = [text for section in sections for text in section.shown]
    data = [text for section in sections for text in section.data]
    return Draft(year, council, settings, facts, figures, waiting, restated, shown, data, tables)


def embedded_notebooks(project: Path) -> list[Path]:
    """Get the notebooks that report.qmd embeds, in its order.

    Raises RenderError for a notebook that does not exist, that no line of report.qmd embeds, or that several do.
    """
    names = _EMBED.findall((project / "report.qmd").read_text(encoding="utf-8"))
    present = {path.name: path for path in notebook_paths(project)}
    problems = [
        f"report.qmd embeds {name}, but notebooks/ holds no such notebook." for name in names if name not in present
    ]
    problems += [
        f"notebooks/{name} is not in the paper: "
        "embed it in report.qmd, or rename it so that its name does not begin with a digit."
        for name in sorted(present.keys() - set(names))
    ]
    problems += [
        f"report.qmd embeds {name} {count} times: embed it once, since its figures have one number each."
        for name, count in Counter(names).items()
        if count > 1
    ]
    if problems:
        raise RenderError(problems)
    return [present[name] for name in names]


def reference_document(council: Council, data_dir: Path) -> Path | None:
    """Get the council's own reference document for Word, where the settings name one.

    Raises RenderError when it is not in the data folder or lacks a style that the paper uses.
    """
    if council.reference_docx is None:
        return None
    path = data_dir / council.reference_docx
    if not path.is_file() or not path.resolve().is_relative_to(data_dir.resolve()):
        raise RenderError(
            f"council.yml: reference_docx names {council.reference_docx}, which is not in the data folder."
        )
    check_template(WordPackage.read(path), path.name)
    return path


def _write_workspace(
    project: Path, workspace: Path, sections: Iterable[Section], facts: dict[str, Fact], reference: Path | None
) -> None:
    if workspace != project:
        for name in ("report.qmd", "_quarto.yml"):
            shutil.copyfile(project / name, workspace / name)
        shutil.copytree(project / "style", workspace / "style", dirs_exist_ok=True)
        if reference is not None:
            shutil.copyfile(reference, workspace / "style" / "reference.docx")
    folder = workspace / "build" / "sections"
    folder.mkdir(parents=True, exist_ok=True)
    for section in sections:
        _write(folder / f"{section.name}.ipynb", nbformat.writes(section.notebook) + "\n")
    for name, content in (("_variables.yml", to_variables(facts)), ("_conditions.yml", to_conditions(facts))):
        _write(workspace / name, yaml_text(content))


def _write(path: Path, text: str) -> None:
    """Write a file unless it is the same already: a preview renders anew whenever one of them is written."""
    content = text.encode("utf-8")
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


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
