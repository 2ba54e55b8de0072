"""The gate for the workbook: what an accessible spreadsheet has, by the rules that gptables writes by.

The rules are those that the Government Analysis Function gives for statistics in spreadsheets: a cover, the contents
and the notes first, one marked table to a sheet with its title above, no merged and no empty cell.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from feedback_report.word.paper import Problem

FIRST = ["Cover", "Contents", "Notes"]
_MARK = re.compile(r"\[[a-z]+\]")
_NOTE = re.compile(r"\[(note \d+)\]")
_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+%?")


def check_workbook(path: Path) -> list[Problem]:
    """Find everything that keeps a reader from following a finished workbook; an empty list means it may go."""
    try:
        book = load_workbook(path)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        return [Problem("not-a-workbook", path.name, "cannot be opened. Build it again.")]
    found = [problem for rule in (_properties, _order, _contents) for problem in rule(book)]
    for sheet in book.worksheets:
        found += [problem for rule in SHEET_RULES for problem in rule(sheet)]
        if sheet.title != FIRST[0]:
            found += _table(sheet, book)
    return found


def _properties(book: Workbook) -> Iterator[Problem]:
    for name in ("title", "language"):
        if not getattr(book.properties, name):
            yield Problem(f"document-{name}", "the workbook", f"has no {name} in its properties: give it one.")


def _order(book: Workbook) -> Iterator[Problem]:
    if book.sheetnames[: len(FIRST)] != FIRST:
        told = ", ".join(FIRST)
        yield Problem("first-sheets", "the workbook", f"does not begin with the sheets {told}: put them there.")


def _contents(book: Workbook) -> Iterator[Problem]:
    if FIRST[1] not in book.sheetnames:
        return
    cells = [cell for row in book[FIRST[1]].iter_rows() for cell in row]
    linked = {_linked(cell) for cell in cells}
    for name in book.sheetnames[2:]:
        if name not in linked:
            yield Problem("contents-link", f"{FIRST[1]}", f'has no link to the sheet "{name}": add one.')


def _linked(cell: Cell) -> str:
    """Get the sheet that a cell links to."""
    place = (cell.hyperlink.location or "") if cell.hyperlink else ""
    return place.rpartition("!")[0].strip("'").replace("''", "'")


def _title(sheet: Worksheet) -> Iterator[Problem]:
    if not str(sheet["A1"].value or "").strip():
        yield Problem("sheet-title", f"{sheet.title}, A1", "is empty: write what the sheet holds there.")


def _in_sight(sheet: Worksheet) -> Iterator[Problem]:
    hidden = [key for held in (sheet.row_dimensions, sheet.column_dimensions) for key in held if held[key].hidden]
    if sheet.sheet_state != "visible" or hidden:
        yield Problem("hidden-cells", sheet.title, "hides cells that a screen reader does not know of: show them.")


def _not_merged(sheet: Worksheet) -> Iterator[Problem]:
    for merged in sheet.merged_cells.ranges:
        yield Problem("merged-cells", f"{sheet.title}, {merged}", "are merged: part them.")


def _no_objects(sheet: Worksheet) -> Iterator[Problem]:
    if sheet._images or sheet._charts:
        yield Problem("objects", sheet.title, "holds a picture or a chart: give the numbers in a table alone.")


def _no_formulas(sheet: Worksheet) -> Iterator[Problem]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield Problem("formula", f"{sheet.title}, {cell.coordinate}", "is a formula: write its value.")


SHEET_RULES: tuple[Callable[[Worksheet], Iterator[Problem]], ...] = (
    _title,
    _in_sight,
    _not_merged,
    _no_objects,
    _no_formulas,
)


def _table(sheet: Worksheet, book: Workbook) -> Iterator[Problem]:
    """Look at a sheet's table and at what stands about it."""
    tables = list(sheet.tables.values())
    if len(tables) != 1:
        yield Problem("one-table", sheet.title, f"has {len(tables)} marked tables: a sheet holds one.")
        return
    left, top, right, bottom = range_boundaries(tables[0].ref)
    if left != 1 or (sheet.max_row, sheet.max_column) != (bottom, right):
        yield Problem("table-place", sheet.title, "holds cells beside or below its table: begin it in column A.")
    if not tables[0].headerRowCount:
        yield Problem("header-row", sheet.title, "does not mark the first row of its table as headings: mark it.")
    headings, *rows = sheet[tables[0].ref]
    names = [str(cell.value or "").strip() for cell in headings]
    if "" in names or len({name.casefold() for name in names}) < len(names):
        yield Problem("headings", sheet.title, "has columns without a heading of their own: name each.")
    for cell in (cell for row in rows for cell in row if str("" if cell.value is None else cell.value).strip() == ""):
        told = "is empty: write [x] where there is no number, or say why nothing stands there."
        yield Problem("empty-cell", f"{sheet.title}, {cell.coordinate}", told)
    for column in zip(*rows, strict=True):
        yield from _numbers(sheet, column)
    above = [str(row[0].value or "") for row in sheet.iter_rows(max_row=top - 1)]
    yield from _explained(sheet, rows, above, book)


def _numbers(sheet: Worksheet, column: tuple[Cell, ...]) -> Iterator[Problem]:
    """Find numbers that are text in a column of numbers."""
    if any(isinstance(cell.value, int | float) for cell in column):
        for cell in column:
            if isinstance(cell.value, str) and _NUMBER.fullmatch(cell.value.strip()):
                told = "is a number written as text: write it as a number."
                yield Problem("number-as-text", f"{sheet.title}, {cell.coordinate}", told)


def _explained(sheet: Worksheet, rows: list[tuple[Cell, ...]], above: list[str], book: Workbook) -> Iterator[Problem]:
    """Find marks that no line above the table explains, and numbers of notes that the sheet of notes lacks."""
    has_numbers = [any(isinstance(cell.value, int | float) for cell in column) for column in zip(*rows, strict=True)]
    used = {
        cell.value
        for row in rows
        for cell, counted in zip(row, has_numbers, strict=True)
        if counted and isinstance(cell.value, str) and _MARK.fullmatch(cell.value)
    }
    for mark in sorted(used):
        if not any(line.startswith(mark) for line in above[1:]):
            yield Problem("unexplained-mark", sheet.title, f"does not say above its table what {mark} stands for.")
    known = {str(row[0].value) for row in book[FIRST[2]].iter_rows()} if FIRST[2] in book.sheetnames else set()
    for note in _NOTE.findall(above[0] if above else ""):
        if note not in known:
            yield Problem("missing-note", sheet.title, f"names {note}, which the sheet {FIRST[2]} does not hold.")
