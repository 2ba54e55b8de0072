"""The cells of a CSV file as text, with every way in which a file can be broken named."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from feedback_report.data.problems import rows_text, sentence
from feedback_report.errors import DataError

SAVE_AS_UTF8 = 'save it as UTF-8 (in Excel: Save As, "CSV UTF-8 (Comma delimited)")'
MOST_COLUMNS = 1000
# A row of one cell, put after the last row: when it does not come back, a quotation mark was left open.
LAST_ROW = "\x1eend of file"


def csv_cells(path: Path, where: str) -> pd.DataFrame:
    """Read the cells of a comma-separated file as text.

    One row per row of the file, the names of the columns included: the index is the row number that a
    spreadsheet shows, so it begins at 1, and the columns are numbered from 0. Empty cells are
    missing; everything else is kept to the letter ("007" stays "007").

    Raises DataError, naming the file as ``where``, when the file is empty, locked, not UTF-8, not
    separated by commas, or has rows of unequal length or an open quotation mark.
    """
    text = _content(path, where).rstrip(b"\r\n") + b"\n" + LAST_ROW.encode() + b"\n"
    broken: list[tuple[int, int]] = []
    ended = False

    def note_broken_row(row: csv.InvalidRow) -> str:
        nonlocal ended
        if row.text == LAST_ROW:
            ended = True
        else:
            broken.append((row.number, row.actual_columns))
        return "skip"

    table = csv.read_csv(
        pa.BufferReader(text),
        read_options=csv.ReadOptions(use_threads=False, autogenerate_column_names=True, block_size=len(text)),
        parse_options=csv.ParseOptions(
            newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=note_broken_row
        ),
        convert_options=csv.ConvertOptions(
            column_types={f"f{number}": pa.large_string() for number in range(MOST_COLUMNS)},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )
    if not ended:
        raise DataError(
            f"{where}: a quotation mark in row {table.num_rows + len(broken)} is never closed, "
            "so the rest of the file is read as one cell: "
            'close it, or remove it (a quotation mark inside a quoted cell is written twice: "").'
        )
    if broken:
        raise DataError(_unequal_rows(broken, table.num_columns, where))
    if table.num_columns > MOST_COLUMNS:
        raise DataError(f"{where}: row 1 has {table.num_columns:,} cells. Expected the names of the columns alone.")
    cells = table.to_pandas()
    return cells.set_axis(range(1, len(cells) + 1)).set_axis(range(table.num_columns), axis="columns")


def _content(path: Path, where: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError:
        raise DataError(
            f"{where}: cannot be opened. Close it in the program that has it open, or ask for access to it."
        ) from None
    text = content.removeprefix(b"\xef\xbb\xbf")
    if not text or text.isspace():
        raise DataError(f"{where}: is empty. Expected at least its row of column names (see data/README.md).")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{where}: is UTF-16 text, expected UTF-8: {SAVE_AS_UTF8}.")
    if content.startswith(b"PK\x03\x04"):
        raise DataError(f'{where}: is a spreadsheet with a name that ends in ".csv": save it as CSV, or name it .xlsx.')
    if b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise DataError(f"{where}: has a NUL byte (line {row}), so it is not plain text: export it again as CSV UTF-8.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{where}: is not UTF-8 text (the first wrong character is in line {line}); "
            f"it is probably in Windows' own encoding (Windows-1252): {SAVE_AS_UTF8}."
        ) from None
    first_line = text[:100_000].lstrip().splitlines()[0]
    for mark, name in ((b";", "semicolons"), (b"\t", "tabs")):
        if b"," not in first_line and mark in first_line:
            raise DataError(f"{where}: its cells are separated by {name}, expected commas: save it as CSV with commas.")
    return content


def _unequal_rows(broken: list[tuple[int, int]], expected: int, where: str) -> list[str]:
    problems = []
    too_long = [number for number, cells in broken if cells > expected]
    too_short = [number for number, cells in broken if cells < expected]
    if too_long:
        problems.append(
            sentence(
                f"{where}: {{n}} {{row has|rows have}} more cells than the {expected} columns {rows_text(too_long)}: "
                'put quotation marks round a cell that holds a comma ("one, two").',
                len(too_long),
            )
        )
    if too_short:
        problems.append(
            sentence(
                f"{where}: {{n}} {{row has|rows have}} fewer cells than the {expected} columns {rows_text(too_short)}: "
                "write a comma for each empty cell, and put quotation marks round a cell that holds a line break.",
                len(too_short),
            )
        )
    return problems
