"""Read an export that is a workbook: every sheet that can be seen, as text."""

import io
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import pandas as pd
import pyarrow as pa
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook as OpenWorkbook

from feedback_report.data.workbook_cells import cell_text
from feedback_report.errors import DataError
from feedback_report.importing.export_cells import Sheet

ROWS_AT_ONCE = 20_000
MOST_COLUMNS = 200
EMPTY_ROWS_AT_THE_END = 20_000


def read_workbook(path: Path, content: bytes, tick: Callable[[int], None]) -> tuple[list[Sheet], list[str]]:
    """Read the sheets of an .xlsx or .xlsm; get them and one sentence for each sheet that was left alone.

    ``tick`` is told how many rows more have been read. Raises DataError when the file is no workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl cannot read, such as slicers, nothing is a case
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                return _sheets(path.name, workbook, tick)
            finally:
                workbook.close()
    except (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, OSError):
        raise DataError(
            f"{path.name}: cannot be read as a workbook: open it in a spreadsheet program and save it as .xlsx."
        ) from None


def _sheets(file: str, workbook: OpenWorkbook, tick: Callable[[int], None]) -> tuple[list[Sheet], list[str]]:
    charts = [chart.title for chart in workbook.chartsheets]
    sheets, left = [], [f'{file}, sheet "{title}": is a chart.' for title in charts]
    for sheet in (sheet for sheet in workbook.worksheets if sheet.title not in charts):
        if sheet.sheet_state != "visible":
            left.append(f'{file}, sheet "{sheet.title}": is hidden. Unhide it to have it read.')
            continue
        sheet.reset_dimensions()  # some programs write a size that is too small, others one that is too large
        cells = _cells(sheet.iter_rows(values_only=True), tick)
        if cells.empty:
            left.append(f'{file}, sheet "{sheet.title}": is empty.')
        else:
            sheets.append(Sheet(file, sheet.title, cells))
    return sheets, left


def _cells(rows: Iterator[tuple[object, ...]], tick: Callable[[int], None]) -> pd.DataFrame:
    parts: list[pd.DataFrame] = []
    first, empty = 1, 0
    while block := list(islice(rows, ROWS_AT_ONCE)):
        part = _part(block, first)
        filled = part.notna().any(axis="columns").to_numpy() if len(part.columns) else pd.array([False] * len(block))
        first += len(block)
        tick(len(block))
        empty = 0 if filled.any() else empty + len(block)
        if empty >= EMPTY_ROWS_AT_THE_END:  # formatted, but empty, down to the end of the sheet
            break
        parts.append(part[filled])
    return pd.concat(parts).astype("str") if parts else pd.DataFrame()


def _part(block: list[tuple[object, ...]], first: int) -> pd.DataFrame:
    width = max(map(len, block))
    if width > MOST_COLUMNS:  # formatted, but empty, out to the last column of the sheet
        width = max((n for row in block for n, value in enumerate(row, 1) if value is not None), default=0)
    columns = {str(n): _column(row[n] if n < len(row) else None for row in block) for n in range(width)}
    part = pa.table(columns).to_pandas()
    return part.set_axis(range(width), axis="columns").set_axis(range(first, first + len(block)))


def _column(values: Iterable[object]) -> pa.Array:
    return pa.array([(value if type(value) is str else cell_text(value)) or None for value in values], pa.string())
