"""Tables that a screen reader can follow and a clerk can read: headers, widths, alignment, whole rows."""

import math
import re

from feedback_report.word.column_widths import CHARACTER, SMALL_CHARACTER, column_widths, fits, lines, numeric_columns
from feedback_report.word.markup import Element, local, make, properties, put, take, text, w
from feedback_report.word.styles import Styles

KEPT_WHOLE = 24  # lines; a higher table may run over pages
TOTAL = re.compile(r"(total|all)\b", re.IGNORECASE)  # how the name of a row of totals begins


def finish_tables(body: Element, styles: Styles, width: int) -> None:
    """Finish every table; ``width`` is that of the text, in twips."""
    for table in body.iter(w("tbl")):
        _finish(table, styles, width)


def grid(table: Element) -> list[list[str]]:
    """Get the words of a table's cells, one list per row; a cell over several columns fills them with itself."""
    rows = []
    for row in table.findall(w("tr")):
        cells: list[str] = []
        for cell in row.findall(w("tc")):
            words = "\n".join(text(paragraph) for paragraph in cell.iter(w("p")))
            cells += [words] + [""] * (_span(cell) - 1)
        rows.append(cells)
    return rows


def header_rows(table: Element) -> int:
    """Count the rows at the top of a table that are flagged as its header."""
    count = 0
    for row in table.findall(w("tr")):
        flag = row.find(f"{w('trPr')}/{w('tblHeader')}")
        if flag is None or flag.get(w("val")) in ("0", "false", "off"):
            break
        count += 1
    return count


def _span(cell: Element) -> int:
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return 1 if found is None else int(found.get(w("val"), "1"))


def _finish(table: Element, styles: Styles, width: int) -> None:
    rows, headers = grid(table), header_rows(table)
    columns = max((len(row) for row in rows), default=0)
    if columns == 0:
        return
    rows = [row + [""] * (columns - len(row)) for row in rows]
    numeric = numeric_columns(rows[headers:]) or [False] * columns
    numeric[0] = numeric[0] and columns == 1  # the first column names the row, even where its names are years
    small = not fits(rows[:headers], rows[headers:], numeric, width)
    character = SMALL_CHARACTER if small else CHARACTER
    widths = column_widths(rows[:headers], rows[headers:], numeric, width, character)
    has_total = len(rows) > headers + 1 and bool(TOTAL.match(rows[-1][0].strip()))
    _describe(table, styles, width, has_total)
    _set_grid(table, widths)
    kept_whole = sum(math.ceil(lines(row, widths, character)) for row in rows) <= KEPT_WHOLE
    last = len(rows) - 1
    has_note = _has_note(table, styles)
    for number, row in enumerate(table.findall(w("tr"))):
        is_header = number < headers
        row_properties = properties(row, "trPr")
        put(row_properties, "cantSplit")
        take(row_properties, "tblHeader")
        if is_header:
            put(row_properties, "tblHeader")
        # No row of a long table stands alone on a page, and no note without a row above it.
        keep = is_header or has_note if number == last else kept_whole or number <= headers or number == last - 1
        style = ("Table Heading" if is_header else "Table Text") + (" Small" if small else "")
        _finish_cells(row, styles, widths, numeric, style=style, keep_with_next=keep)


def _has_note(table: Element, styles: Styles) -> bool:
    """Whether the paragraph below a table is a note to it: words that are neither numbered nor a heading."""
    below = next((block for block in table.itersiblings() if local(block) in ("p", "tbl")), None)
    return below is not None and local(below) == "p" and styles.has(below, "Body Text")


def _describe(table: Element, styles: Styles, width: int, has_total: bool) -> None:
    """Set the table's style, width and which of its rows and columns are special."""
    described = properties(table, "tblPr")
    put(described, "tblStyle", val=styles.id("Table"))
    put(described, "tblW", w=str(width), type="dxa")
    put(described, "tblLayout", type="fixed")
    take(described, "jc")
    first_row, last_row, first_column, no_bands = 0x0020, 0x0040, 0x0080, 0x0600
    value = first_row | first_column | no_bands | (last_row if has_total else 0)
    put(
        *(described, "tblLook"),
        val=f"{value:04X}",
        firstRow="1",
        lastRow=str(int(has_total)),
        firstColumn="1",
        lastColumn="0",
        noHBand="1",
        noVBand="1",
    )


def _set_grid(table: Element, widths: list[int]) -> None:
    for old in table.findall(w("tblGrid")):
        table.remove(old)
    columns = make("tblGrid")
    for width in widths:
        columns.append(make("gridCol", w=str(width)))
    properties(table, "tblPr").addnext(columns)


def _finish_cells(
    row: Element, styles: Styles, widths: list[int], numeric: list[bool], *, style: str, keep_with_next: bool
) -> None:
    column = 0
    for cell in row.findall(w("tc")):
        span = _span(cell)
        put(properties(cell, "tcPr"), "tcW", w=str(sum(widths[column : column + span])), type="dxa")
        for paragraph in cell.findall(w("p")):
            if paragraph.find(f"{w('pPr')}/{w('numPr')}") is None:
                styles.give(paragraph, style)
            layout = properties(paragraph, "pPr")
            take(layout, "jc", "keepNext")
            if numeric[column]:
                put(layout, "jc", val="right")
            if keep_with_next:
                put(layout, "keepNext")
        column += span
        if local(cell[-1]) != "p":  # the schema asks for a paragraph at the end of a cell
            cell.append(make("p"))
