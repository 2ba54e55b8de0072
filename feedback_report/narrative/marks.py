"""The mark of a paragraph that nobody has signed, put where both renderers print it."""

from collections.abc import Collection

import nbformat

from feedback_report.narrative.blocks import Block, Kind
from feedback_report.narrative.paragraphs import REPORT, Paragraph, narrative_blocks
from feedback_report.narrative.passages import FRONT_MATTER
from feedback_report.settings import Style
from feedback_report.wording import written_year
from feedback_report.years import Year

CLASS, WORD_STYLE = "not-reviewed", "Not Reviewed"


def mark_text(year: Year, style: Style) -> str:
    """Write the mark as Markdown: a span with a class for the page and a character style for Word."""
    return f'[Not yet reviewed for {written_year(year, style)}]{{.{CLASS} custom-style="{WORD_STYLE}"}}'


def mark_cells(notebook: nbformat.NotebookNode, waiting: Collection[Paragraph], section: str, mark: str) -> None:
    """Mark the waiting paragraphs of a prepared section."""
    for cell in notebook.cells:
        marked = {p.block for p in waiting if p.section == section and p.cell == cell.get("id")}
        if cell.cell_type == "markdown" and marked:
            cell.source = marked_text(cell.source, marked, mark)


def mark_report(text: str, waiting: Collection[Paragraph], mark: str) -> str:
    """Mark the waiting paragraphs of report.qmd itself."""
    front = FRONT_MATTER.match(text)
    start = front.end() if front else 0
    return text[:start] + marked_text(text[start:], {p.block for p in waiting if p.section == REPORT}, mark)


def marked_text(source: str, numbers: Collection[int], mark: str) -> str:
    """Put the mark at the end of some of a text's blocks; the others stay as they are."""
    lines = source.split("\n")
    for number, block in narrative_blocks(source):
        if number in numbers:
            place, line = _last_line(lines, block)
            lines[place] = _with_mark(line, mark, in_table=block.kind is Kind.table)
    return "\n".join(lines)


def _last_line(lines: list[str], block: Block) -> tuple[int, str]:
    """Get the line that can hold the mark: the last one, or the first item's where a list ends in code."""
    line = lines[block.last]
    place = block.first if block.kind is Kind.list and line.strip().startswith(("```", "~~~")) else block.last
    return place, lines[place]


def _with_mark(line: str, mark: str, *, in_table: bool) -> str:
    kept = line.rstrip().removesuffix("\\").rstrip()
    if in_table and kept.endswith("|"):
        return f"{kept[:-1].rstrip()} {mark} |"
    return f"{kept} {mark}"
