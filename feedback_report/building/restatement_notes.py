"""What a paper tells its readers of figures that were revised: footnotes, and a paragraph where a series is shown."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

import nbformat

from feedback_report.facts.restatements import OTHER_WORDS, Restatement
from feedback_report.running.section import Section
from feedback_report.settings import Style
from feedback_report.wording import list_of, written_year
from feedback_report.years import Year

_NOT_PLACES = ("#", "|", "```", "~~~", ":::")
_HEADING = re.compile(r"^#+\s+(.+?)\s*(?:\{\s*#([\w-]+)[^{}]*\})?\s*$", re.MULTILINE)


def note_text(each: Restatement, style: Style) -> str:
    """Write the footnote on a figure that was revised, as Markdown."""
    paper = written_year(each.paper, style)
    was, now = each.published.as_markdown, each.now.as_markdown
    return f"The report for {paper} gave {was}. The figure has since been revised to {now}."


def closing_text(found: Iterable[Restatement], style: Style) -> str:
    """Write the paragraph on revised figures that a section shows without words, as Markdown."""
    found = list(found)
    paper = written_year(found[0].paper, style)
    changes = list_of([f"{each.published.as_markdown} is now {each.now.as_markdown}" for each in found])
    return f"Figures for {paper} in this section have been revised since the report for that year: {changes}."


def note_section(notebook: nbformat.NotebookNode, section: str, found: Iterable[Restatement], style: Style) -> None:
    """Put a footnote wherever a prepared section prints a revised figure.

    A figure that the section computes and prints nowhere in words, only in a chart or table, is told at its end.
    """
    found = list(found)
    told: set[str] = set()
    labels = {each.now.name: f"revised-{section}-{number}" for number, each in enumerate(found, start=1)}
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        here = [each for each in found if _prints(cell.source, each)]
        new = [each for each in here if each.now.name not in told]
        cell.source = _with_marks(cell.source, here, labels)
        notes = [f"[^{labels[each.now.name]}]: {note_text(each, style)}" for each in new]
        cell.source = "\n\n".join([cell.source, *notes])
        told |= {each.now.name for each in new}
    values = {_values(each) for each in found if each.now.name in told}
    silent = [each for each in found if each.now.section == section and _values(each) not in values]
    if silent:
        notebook.cells.append(nbformat.v4.new_markdown_cell(closing_text(silent, style)))


def note_series(notebook: nbformat.NotebookNode, text: str) -> None:
    """Put the paragraph on revised figures under the heading of a prepared section that shows their series."""
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell(text))


def series_text(sections: Iterable[Section], found: Iterable[Restatement], style: Style) -> str:
    """Name the sections with figures of which some were revised, as Markdown; empty where there are none.

    A section without a numbered figure or table has no series that could be shown elsewhere.
    """
    found = list(found)
    with_series = {section.name: _linked_heading(section) for section in sections if section.figures}
    revised = [each for each in found if each.now.section in with_series]
    if not revised:
        return ""
    names = [heading for name, heading in with_series.items() if name in {each.now.section for each in revised}]
    years = [written_year(Year.parse(label), style) for label in sorted({each.now.year for each in revised})]
    paper, these = written_year(revised[0].paper, style), "the section" if len(names) == 1 else "the sections"
    return (
        f"Since the report for {paper} was published, figures for {list_of(years)} in {these} {list_of(names)} "
        "have been revised. The tables show them as they are now."
    )


def shows_series_of(section: Section, year: Year) -> bool:
    """Whether a section has a table without a number, as the appendix has, with a column for a year."""
    headers: Iterable[Sequence[str]] = (next(csv.reader(io.StringIO(table.csv)), []) for table in section.tables)
    return any(f"y{year.start}" in header for header in headers)


def _linked_heading(section: Section) -> str:
    """Get a section's first heading, as a link to it where it has a name."""
    text = "\n".join(cell.source for cell in section.notebook.cells if cell.cell_type == "markdown")
    match = _HEADING.search(text)
    if match is None:
        return section.name
    return f"[{match[1]}](#{match[2]})" if match[2] else match[1]


def _values(each: Restatement) -> tuple[object, object]:
    return each.published.value, each.now.value


def _prints(source: str, each: Restatement) -> bool:
    return any(_pattern(each).search(line) for line in source.split("\n") if not line.startswith(_NOT_PLACES))


def _with_marks(source: str, found: list[Restatement], labels: Mapping[str, str]) -> str:
    lines = source.split("\n")
    for each in found:
        mark = rf"\g<0>[^{labels[each.now.name]}]"
        lines = [line if line.startswith(_NOT_PLACES) else _pattern(each).sub(mark, line) for line in lines]
    return "\n".join(lines)


def _pattern(each: Restatement) -> re.Pattern[str]:
    stems = "|".join(re.escape(name) for name in each.printing)
    return re.compile(r"\{\{<\s*var\s+(?:" + stems + rf")(?:-{OTHER_WORDS})?\s*>\}}\}}")
