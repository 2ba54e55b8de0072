"""Write the workbook with gptables, as the Government Analysis Function asks of accessible spreadsheets."""

import io
import re
import textwrap
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from math import ceil
from pathlib import Path
from typing import Any

import pandas as pd
from gptables import Cover, GPTable, GPWorkbook
from gptables.core.gptable import FormatList

from feedback_report.building.assemble import Draft
from feedback_report.building.finish import word_properties
from feedback_report.word.package import write_parts
from feedback_report.word.properties import CORE, PaperProperties, core_properties
from feedback_report.wording import plain_text
from feedback_report.workbook.columns import ONE_DECIMAL, WHOLE, Column, Value
from feedback_report.workbook.notes import Note, notes_of
from feedback_report.workbook.sheets import CoverText, Sheet, cover_of, sheets_of

ONE_TABLE = "This sheet contains one table."
WITH_NOTES = f"{ONE_TABLE} Its notes are on the sheet Notes."
NOTHING = "There is nothing to show for this year."
# Widths are in numerals of a smaller font than the sheets'; heights are in points.
WIDEST, PAGE = 34, 100
WIDE_LETTER, LETTER = 1.15, 0.92  # widths of the letters of a heading, and of those of running text
LINE = 16
LONGEST_FOOTER = 250  # signs, as Excel has it
A4 = 9
_LETTER = re.compile("[a-zA-Z0-9]")


class PlainWorkbook(GPWorkbook):
    """A workbook in which every text stands as it is: none is read as a formula, a link or the mark of a note."""

    def __init__(self, file: io.BytesIO) -> None:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        super().__init__(file, options={**options, "strings_to_numbers": False})

    def add_worksheet(self, name: str | None = None, gridlines: str = "hide_all") -> Any:
        sheet = super().add_worksheet(name, gridlines)
        sheet._parse_urls = sheet._reference_annotations = lambda *_: None
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        return sheet


def write_workbook(draft: Draft, path: Path) -> None:
    """Write the appendix workbook of a paper: the same bytes whenever and wherever it is written."""
    notes = notes_of(draft)
    sheets = sheets_of(draft, notes)
    properties = word_properties(draft)
    content = io.BytesIO()
    book = PlainWorkbook(content)
    dated = datetime.combine(properties.dated, time())
    book.set_properties({"title": properties.title, "author": properties.author, "created": dated})
    _write_cover(book, cover_of(draft))
    _write(book, "Contents", _contents(sheets), PAGE)
    _write(book, "Notes", _notes(notes), PAGE)
    for number, sheet in enumerate(sheets, start=1):
        if sheet.columns:
            _write(book, sheet.name, _table(sheet, number))
    _tell(book, draft.council.sample_notice)
    book.close()
    write_parts(_parts(content, properties), path)


def _write_cover(book: PlainWorkbook, text: CoverText) -> None:
    cover = Cover(text.title, intro=[*text.introduction], about=[*text.about], contact=[*text.contact], width=PAGE)
    sheet = book.add_worksheet(cover.cover_label)
    sheet.write_cover(cover)
    lines = [text.title]
    for part in (text.introduction, text.about, text.contact):
        lines += ["", *part]  # gptables' own heading, and what stands below it
    for row, line in enumerate(lines):
        _set_height(sheet, row, _lines(line, PAGE))


def _write(book: PlainWorkbook, name: str, table: GPTable, widest: int = WIDEST) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_gptable(table, auto_width=False)
    first = table.data_range[0]
    sheet.repeat_rows(first)
    rows = [list(table.table.columns), *table.table.to_numpy().tolist()]
    shown = [[_shown(value) for value in row] for row in rows]
    widths = [_width(column, widest) for column in zip(*shown, strict=True)]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for row, texts in enumerate(shown, start=first):
        _set_height(sheet, row, max(_lines(text, width) for text, width in zip(texts, widths, strict=True)))


def _width(texts: Sequence[str], widest: int) -> int:
    """Get the width of a column, its heading first: that of its longest cell, or of the longest word of the heading."""
    heading, *cells = texts
    longest = max([*map(len, cells), *map(len, heading.split())])
    return min(round(longest * WIDE_LETTER) + 3, widest)


def _lines(text: str, width: int) -> int:
    return max(1, ceil(len(text) * LETTER / (width - 1)))


def _set_height(sheet: Any, row: int, lines: int) -> None:
    """Give a row the height of its lines: not every program fits it to them by itself."""
    if lines > 1:
        sheet.set_row(row, lines * LINE)


def _contents(sheets: Sequence[Sheet]) -> GPTable:
    links: list[Any] = [
        {sheet.name: f"internal:'{sheet.name}'!A1"} if sheet.columns else sheet.name for sheet in sheets
    ]
    told = [sheet.title if sheet.columns else f"{sheet.title}. {NOTHING}" for sheet in sheets]
    links, told = [{"Notes": "internal:'Notes'!A1"}, *links], ["Notes on the numbers", *told]
    frame = pd.DataFrame({"Sheet": links, "Table": [_plain(text) for text in told]})
    return GPTable(frame, "contents", "Contents", instructions=ONE_TABLE, additional_formatting=[_format([*frame])])


def _notes(notes: Sequence[Note]) -> GPTable:
    numbers = [f"note {number}" for number in range(1, len(notes) + 1)]
    frame = pd.DataFrame({"Note": numbers, "What it says": [_plain(note.text) for note in notes]})
    return GPTable(frame, "notes", "Notes", instructions=ONE_TABLE, additional_formatting=[_format([*frame])])


def _table(sheet: Sheet, number: int) -> GPTable:
    frame = pd.DataFrame({column.heading: pd.Series(_cells(column), dtype="object") for column in sheet.columns})
    formats = [
        _format([column.heading for column in sheet.columns if column.format == shown], num_format=shown)
        for shown in dict.fromkeys(column.format for column in sheet.columns)
    ]
    texts = [column.heading for column in sheet.columns[1:] if not column.has_numbers]
    formats += [{"column": {"columns": texts, "format": {"indent": 1}, "include_names": True}}] if texts else []
    formats += [{"cell": {"cells": cell, "format": {"num_format": WHOLE}}} for cell in _whole_rows(sheet.columns)]
    return GPTable(
        frame,
        f"table_{number}",
        sheet.title + "".join(f" [note {note}]" for note in sheet.notes),
        scope=sheet.about or None,
        source=sheet.source,
        legend=[*sheet.marks],
        instructions=WITH_NOTES if sheet.notes else ONE_TABLE,
        additional_formatting=formats,
    )


def _whole_rows(columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """Find the cells, from row 1 below the headings, of rows that hold whole numbers where others hold decimals."""
    decimal = [place for place, column in enumerate(columns) if column.format == ONE_DECIMAL]
    for row, cells in enumerate(zip(*(columns[place].cells for place in decimal), strict=True), start=1):
        if not any(isinstance(cell, float) and not cell.is_integer() for cell in cells):
            yield from ((row, place) for place in decimal)


def _format(headings: Sequence[str], **told: Any) -> dict[str, Any]:
    return {"column": {"columns": [*headings], "format": {"valign": "top", **told}, "include_names": False}}


def _cells(column: Column) -> list[Any]:
    return [_plain(cell) for cell in column.cells]


def _plain(value: Value) -> Any:
    """Give text without Latin letters, such as an emoji, as rich text: gptables refuses it as a symbol otherwise."""
    return FormatList([{}, value]) if isinstance(value, str) and not _LETTER.search(value) else value


def _shown(value: Any) -> str:
    """Get about what a cell shows, for the width of its column."""
    if isinstance(value, FormatList):
        return value.string
    if isinstance(value, float):
        return f"{value:,.1f}"
    return next(iter(value)) if isinstance(value, dict) else str(value)


def _tell(book: PlainWorkbook, notice: str | None) -> None:
    """Print the notice of a sample at the foot of every page."""
    if notice:
        told = textwrap.shorten(plain_text(notice).replace("&", "&&"), LONGEST_FOOTER, placeholder=" ...")
        for sheet in book.worksheets():
            sheet.set_footer(f"&C{told}")


def _parts(content: io.BytesIO, properties: PaperProperties) -> dict[str, bytes]:
    """Get the parts of the file, with the properties that the Word paper has, its language among them."""
    with zipfile.ZipFile(content) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return parts | {CORE: core_properties(properties)}
