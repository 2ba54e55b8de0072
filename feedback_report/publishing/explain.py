"""Where a printed number comes from: its formula and base, the cell that recorded it, and the rows behind it."""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import nbformat
import pandas as pd
from rich.console import Console

from feedback_report.building.assemble import assemble, embedded_notebooks
from feedback_report.building.paper_place import PaperPlace
from feedback_report.errors import ReportError
from feedback_report.facts import FACTS_MIME, Fact, nearest_names
from feedback_report.progress import BuildProgress
from feedback_report.project import notebook_paths
from feedback_report.publishing.recorded_by import recording_line
from feedback_report.running.each_service import EACH_SERVICE
from feedback_report.running.execute import run_notebooks
from feedback_report.running.notebook_file import read_notebook
from feedback_report.running.noted_reads import READS_MIME, TABLES_VARIABLE
from feedback_report.running.table_store import read_comparable
from feedback_report.running.year_run import CheckedTables, environment
from feedback_report.settings import Council
from feedback_report.year_checks.required_check import read_sections

SETTINGS = "settings"  # the section of facts that no notebook records
_ANY_SERVICE = "service"


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook: its number from 1, its id, and the line that is meant."""

    notebook: str
    number: int
    id: str
    line: str = ""

    def __str__(self) -> str:
        line = f": {self.line}" if self.line else ""
        return f"notebooks/{self.notebook}, cell {self.number} ({self.id}){line}"


@dataclass(frozen=True)
class Rows:
    """How many rows of a table a section read, and how many of them are of the paper's year (None: no such column)."""

    table: str
    all: int
    of_year: int | None


@dataclass(frozen=True)
class Explained:
    """A fact with its section's heading, the cell that recorded it, those that print it, and the rows behind it."""

    fact: Fact
    heading: str
    recorded: Cell | None
    printed: Sequence[Cell]
    rows: Sequence[Rows]


def matching(name: str, facts: Mapping[str, Fact]) -> list[Fact]:
    """Get the fact of a name, or all whose name ends with it: ``complaints.change`` is one of every service.

    Raises ReportError naming the nearest when there is none.
    """
    asked = re.sub(r"^\{\{<\s*var\s+|\s*>\}\}$", "", name.strip())
    if asked in facts:
        return [facts[asked]]
    found = [fact for held, fact in facts.items() if held.endswith(f".{asked}")]
    if found:
        return found
    near = [*(held for held in facts if asked and asked in held), *nearest_names(asked, facts)]
    told = ", ".join(list(dict.fromkeys(near))[:5])
    raise ReportError(f'No fact is called "{asked}".' + (f" The nearest names are {told}." if told else ""))


def explain(place: PaperPlace, name: str, progress: Console) -> list[Explained]:
    """Explain the facts of a name, by section in the order of the paper.

    Runs the notebooks of their sections. Raises ReportError when there is no such fact.
    """
    with tempfile.TemporaryDirectory(prefix="feedback-report-", ignore_cleanup_errors=True) as temporary:
        workspace = Path(temporary)
        with BuildProgress(progress, len(notebook_paths(place.project))) as shown:
            draft = assemble(place.project, workspace, place.year, place.data_dir, shown)
        facts = matching(name, draft.facts)
        store, again = workspace / "build" / "tables", workspace / "again"
        notebooks = embedded_notebooks(place.project)
        wanted = [path for path in notebooks if path.stem in {fact.section for fact in facts}]
        parameters = {"year": place.year.label, "data_dir": str(place.data_dir)}
        CheckedTables(place.project, place.data_dir, place.year, store).be_there()
        with environment(TABLES_VARIABLE, str(store)):
            run_notebooks(wanted, again, parameters, cwd=place.project)
        held = read_comparable(store)
        executed = {path.stem: read_notebook(again / path.name) for path in wanted}
        rows = {
            section: list(_rows(ran, {"tables": held.tables, "whole_years": held.whole_years}, place.year.start))
            for section, ran in executed.items()
        }
        headings = {section.name: section.heading for section in read_sections(notebooks, draft.facts)}
        order = [path.stem for path in notebooks]
        found = [
            Explained(
                fact,
                headings.get(fact.section, ""),
                _recorded(fact.name, notebooks, executed.get(fact.section), fact.section),
                list(_printed(fact.name, notebooks, draft.council)),
                rows.get(fact.section, ()),
            )
            for fact in facts
        ]
    return sorted(found, key=lambda each: order.index(each.fact.section) if each.fact.section in order else -1)


def lines_of(explained: Sequence[Explained]) -> Iterator[str]:
    """Write what was explained, section by section."""
    section = None
    for each in explained:
        fact = each.fact
        if fact.section != section:
            section = fact.section
            yield f"Section {section}" + (f", {each.heading}" if each.heading else "")
            if each.rows:
                yield f"  rows that the section read: {'; '.join(map(_written, each.rows))}"
        yield f"  {fact.name}"
        value = "none" if fact.value is None else f"{fact.value} {fact.unit}".strip()
        yield f"    text: {fact.text}"
        yield f"    value: {value}"
        yield f"    formula: {fact.formula or 'none: it is no number that is worked out'}"
        yield f"    base: {'none' if fact.base is None else fact.base}"
        yield f"    recorded in: {each.recorded or 'the settings (council.yml, year.yml)'}"
        yield from (f"    printed in: {cell}" for cell in each.printed)


def run_explain(place: PaperPlace, name: str, console: Console, progress: Console) -> None:
    """Print where a fact comes from."""
    for line in lines_of(explain(place, name, progress)):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _written(rows: Rows) -> str:
    return f"{rows.table} {rows.all:,}" + ("" if rows.of_year is None else f" ({rows.of_year:,} of the year)")


def _rows(ran: nbformat.NotebookNode, tables: Mapping[str, object], year: int) -> Iterator[Rows]:
    """Count the rows of each table that a notebook has read."""
    noted = [
        output.data[READS_MIME] for cell in ran.cells for output in cell.get("outputs", []) if _has(output, READS_MIME)
    ]
    for part in sorted({part for each in noted for part in each["parts"]}):
        which, _, name = part.partition(".")
        if which not in tables or name not in {field.name for field in fields(tables[which])}:  # type: ignore[arg-type]
            continue
        frame = getattr(tables[which], name)
        if isinstance(frame, pd.DataFrame):
            of_year = int((frame["year"] == year).sum()) if "year" in frame and name != "population" else None
            yield Rows(name if which == "tables" else f"{name} of whole years", len(frame), of_year)


def _recorded(name: str, notebooks: Sequence[Path], ran: nbformat.NotebookNode | None, section: str) -> Cell | None:
    """Find the cell that recorded a fact, of those up to the one that showed it first."""
    path = next((path for path in notebooks if path.stem == section), None)
    if ran is None or path is None:
        return None
    shown: set[str] = set()
    for cell in ran.cells:
        if cell.cell_type == "code":
            for output in cell.outputs:
                shown |= {fact["name"] for fact in output.get("data", {}).get(FACTS_MIME, [])}
            if name in shown:
                last = cell.id
                break
    else:
        return None
    written = read_notebook(path).cells
    until = next((number for number, cell in enumerate(written) if cell.id == last), len(written) - 1)
    code = [(number, cell) for number, cell in enumerate(written[: until + 1], start=1) if cell.cell_type == "code"]
    found = recording_line(name, [cell.source for _, cell in code])
    if found is None:
        return Cell(path.name, code[-1][0], code[-1][1].id)
    number, cell = code[found[0]]
    return Cell(path.name, number, cell.id, found[1])


def _printed(name: str, notebooks: Sequence[Path], council: Council) -> Iterator[Cell]:
    """Find the cells whose words print a fact, by its own name or by that of every service."""
    keys = {service.key for service in council.services}
    alike = ".".join(_ANY_SERVICE if part in keys else part for part in name.split("."))
    pattern = re.compile(r"\{\{<\s*var\s+(" + "|".join(map(re.escape, {name, alike})) + r")\s*>\}\}")
    for path in notebooks:
        for number, cell in enumerate(read_notebook(path).cells, start=1):
            each = EACH_SERVICE in cell.metadata.get("tags", [])
            if any(match[1] == name or each for match in pattern.finditer(cell.source)):
                yield Cell(path.name, number, cell.id)


def _has(output: nbformat.NotebookNode, kind: str) -> bool:
    return kind in output.get("data", {})
