"""The cells of a workbook's sheets as the text that a CSV file of the same table would hold."""

from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pandas as pd
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from feedback_report.data.problems import nearest, rows_text, sentence
from feedback_report.errors import DataError


def workbook_cells(path: Path, where: str, sheets: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Read some sheets of an .xlsx as text, by name.

    Each frame is as ``csv_cells`` gives it: columns numbered from 0, spreadsheet row numbers as index, the
    names of the columns in the first row. Dates become YYYY-MM-DD, whole numbers lose the
    decimal point that spreadsheets give them, other sheets are left alone.

    Raises DataError, naming the file as ``where``, when it cannot be opened, is not an .xlsx, has a
    sheet too few, or holds formulas whose results were never stored.
    """
    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except PermissionError:
        raise DataError(
            f"{where}: cannot be opened. Close it in the program that has it open, or ask for access to it."
        ) from None
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise DataError(
            f"{where}: cannot be read as a spreadsheet: save it again as .xlsx, without a password."
        ) from None
    try:
        found = {str(name).strip().lower(): name for name in workbook.sheetnames}
        problems = [_missing_sheet(sheet, where, list(found.values())) for sheet in sheets if sheet not in found]
        cells = {sheet: _cells(workbook[found[sheet]]) for sheet in sheets if sheet in found}
    finally:
        workbook.close()
    problems += [
        f'{where}, sheet "{sheet}": is empty. Expected at least its row of column names (see data/README.md).'
        for sheet, frame in cells.items()
        if frame.empty
    ]
    problems += _unstored_formulas(path, where, {found[sheet]: frame for sheet, frame in cells.items()})
    if problems:
        raise DataError(problems)
    return cells


def _missing_sheet(sheet: str, where: str, names: list[str]) -> str:
    close = nearest(sheet, names)
    hint = f' Is it the sheet named "{close}"? Then rename it.' if close else ""
    return (
        f'{where}: has no sheet "{sheet}". Expected one; when there is nothing to put in it, '
        f"a sheet with its row of column names alone.{hint}"
    )


def _cells(sheet: Worksheet) -> pd.DataFrame:
    sheet.reset_dimensions()  # some programs write a size that is too small, and cells would be lost
    rows = ([cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
    columns = zip_longest(*rows)  # rows end with their last filled cell
    cells = pd.DataFrame({number: pd.Series(column, dtype="str") for number, column in enumerate(columns)})
    cells = cells.set_axis(range(1, len(cells) + 1)).dropna(axis="columns", how="all")
    return cells.iloc[: int(cells.notna().any(axis="columns").to_numpy().nonzero()[0].max(initial=-1)) + 1]


def cell_text(value: object) -> str | None:
    """Write a cell's value as a CSV file would hold it; a time without a day is no date, so it stays a time."""
    match value:
        case None | "":
            return None
        case datetime() if value.time() == datetime.min.time():
            return value.date().isoformat()
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _has_formulas(path: Path) -> bool:
    with ZipFile(path) as parts:
        sheets = (parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))
        return any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def _unstored_formulas(path: Path, where: str, cells: dict[str, pd.DataFrame]) -> Iterable[str]:
    """Name the formulas that have no stored result: read as values, they look empty."""
    if not _has_formulas(path):
        return
    workbook = load_workbook(path, read_only=True)
    try:
        for name, frame in cells.items():
            sheet = workbook[name]
            sheet.reset_dimensions()
            rows = [
                number
                for number, row in enumerate(sheet.iter_rows(), start=1)
                if any(
                    cell.data_type == "f"
                    and (number not in frame.index or pd.isna(frame.loc[number].get(cell.column - 1)))
                    for cell in row
                )
            ]
            if rows:
                yield sentence(
                    f'{where}, sheet "{name}": {{n}} {{row holds|rows hold}} formulas without a result '
                    f"{rows_text(rows)}: open it in a spreadsheet program and save it again.",
                    len(rows),
                )
    finally:
        workbook.close()
