"""Put a year's paper together in a folder that Quarto or the bundled Pandoc can render."""

import re
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from feedback_report.building.empty_figures import without_empty_figures
from feedback_report.building.restatement_notes import note_section, note_series, series_text, shows_series_of
from feedback_report.errors import NotebookError, RenderError
from feedback_report.facts import Fact, condition_names, to_conditions, to_variables, variable_names, yaml_text
from feedback_report.facts.restatements import PUBLISHED_FACTS, Restatement, other_restatements, restatements
from feedback_report.narrative.marks import mark_cells, mark_report, mark_text
from feedback_report.narrative.paragraphs import Paragraph
from feedback_report.narrative.sign_off import open_sign_off
from feedback_report.progress import BuildProgress
from feedback_report.project import notebook_paths
from feedback_report.running.last_year import LastYear, last_year
from feedback_report.running.names_in_prose import unknown_names
from feedback_report.running.section import Figure, Section
from feedback_report.running.year_run import read_sections_and_facts, run_year
from feedback_report.settings import Council, YearSettings, load_council, load_year_settings
from feedback_report.word.package import WordPackage
from feedback_report.word.styles import check_template
from feedback_report.years import Year

_EMBED = re.compile(r"\{\{<\s*embed\s+build/sections/([\w.-]+\.ipynb)\s*>\}\}")


@dataclass(frozen=True)
class Draft:
    """An assembled paper: its settings, its facts by name, and its figures in the order of the paper.

    ``tables`` are those that stand under a heading and have no number, such as the appendix's. ``waiting`` are the
    paragraphs that nobody has signed as they are now; they carry a mark. ``restated`` are the figures that last
    year's paper printed otherwise; they carry a footnote. ``restated_elsewhere`` are those that this paper does not
    print in words; ``not_compared`` says why they are not known, where they cannot be. ``shown`` is the Markdown of
    all tables, ``data`` the rows behind tables and charts as CSV texts.
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
    restated_elsewhere: list[Restatement] = field(default_factory=list)
    not_compared: str = ""


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
    run_year(project, notebooks, workspace, year, data_dir, progress, cached=cached, workers=workers)
    last = LastYear()
    if (data_dir / year.previous.folder / PUBLISHED_FACTS).is_file():
        with progress.part("Compare with last year's paper"):
            last = last_year(project, notebooks, year, data_dir, cached=cached, workers=workers)
    with progress.part("Assemble the sections"):
        return gather(project, workspace, year, data_dir, last)


def gather(project: Path, workspace: Path, year: Year, data_dir: Path, last: LastYear | None = None) -> Draft:
    """Make the draft of the notebooks that have run in ``workspace``, and write what a renderer reads.

    ``last`` is last year's paper, worked out here where it is not given.
    Raises NotebookError for facts that clash and for prose that prints a name nobody recorded.
    """
    council, settings = load_council(data_dir), load_year_settings(data_dir, year)
    notebooks = embedded_notebooks(project)
    sections, facts = read_sections_and_facts(project, notebooks, workspace, council, settings)
    problems = unknown_names(sections, variable_names(facts), condition_names(facts))
    if problems:
        raise NotebookError(problems)
    sections = without_empty_figures(sections, facts, settings)
    waiting = open_sign_off(project, notebooks, data_dir, council, settings, facts).waiting
    mark = mark_text(year, council.style)
    last = last_year(project, notebooks, year, data_dir) if last is None else last
    restated = restatements(facts, last.published, year)
    elsewhere = other_restatements(facts, last.now, last.published, year, restated)
    series = series_text(sections, [*restated, *elsewhere], council.style)
    for section in sections[1:]:
        mark_cells(section.notebook, waiting, section.name, mark)
        note_section(section.notebook, section.name, restated, council.style)
        if series and shows_series_of(section, year.previous):
            note_series(section.notebook, series)
    _write_workspace(project, workspace, sections[1:], facts, reference_document(council, data_dir))
    if workspace != project:  # the project's own report.qmd is never changed
        report = (project / "report.qmd").read_text(encoding="utf-8")
        (workspace / "report.qmd").write_text(mark_report(report, waiting, mark), encoding="utf-8", newline="\n")
    figures = [figure for section in sections for figure in section.figures]
    tables = [table for section in sections for table in section.tables]
    shown = [text for section in sections for text in section.shown]
    data = [text for section in sections for text in section.data]
    return Draft(year, council, settings, facts, figures, waiting, restated, shown, data, tables, elsewhere, last.line)


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
