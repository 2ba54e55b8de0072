"""The tables of a data folder as their files hold them: cells as text, nothing converted."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from feedback_report.data.csv_cells import csv_cells
from feedback_report.data.problems import rows_text, sentence
from feedback_report.data.source_files import SourceFile, source_files
from feedback_report.errors import DataError
from feedback_report.years import Year


@dataclass(frozen=True)
class SourceTable:
    """One table as its file holds it.

    ``rows`` has the file's columns as text, empty cells missing; its index is the row number that a
    spreadsheet shows. ``where`` names the file in messages; ``year`` is its folder's, if any.
    """

    name: str
    where: str
    year: Year | None
    rows: pd.DataFrame


def read_source_tables(data_dir: Path, year: Year) -> tuple[list[SourceTable], list[str]]:
    """Read every table of a year's paper as text.

    Returns the tables that could be read, and one message for each problem of the others.
    Raises DataError when the folder, the year or a file is missing.
    """
    problems: list[str] = []
    return list(each_source_table(data_dir, year, problems)), problems


def each_source_table(data_dir: Path, year: Year, problems: list[str]) -> Iterator[SourceTable]:
    """Read the tables of ``read_source_tables`` one after the other, for who need not hold them all at once.

    What cannot be read is told in ``problems``.
    """
    for file in source_files(data_dir, year):
        try:
            sheets = _cells(file)
        except DataError as error:
            problems += error.problems
            continue
        for name, where, cells in sheets:
            try:
                yield SourceTable(name, where, file.year, _with_column_names(cells, where))
            except DataError as error:
                problems += error.problems


def _cells(file: SourceFile) -> list[tuple[str, str, pd.DataFrame]]:
    if file.path.suffix.lower() == ".xlsx":
        from feedback_report.data.workbook_cells import workbook_cells  # its library takes a while to load

        sheets = workbook_cells(file.path, file.where, file.tables)
        return [(name, f'{file.where}, sheet "{name}"', cells) for name, cells in sheets.items()]
    return [(file.tables[0], file.where, csv_cells(file.path, file.where))]


def _with_column_names(cells: pd.DataFrame, where: str) -> pd.DataFrame:
    """Take the first row as the names of the columns, and leave out rows and columns that hold nothing."""
    names = cells.iloc[0].str.strip()
    names = names[names != ""].dropna().reindex(names.index)
    filled = cells.iloc[1:].notna()
    if names.isna().all():
        raise DataError(f"{where}: row 1 is empty. Expected the names of the columns: remove the rows above them.")
    problems = []
    for position in names.index[names.isna()]:
        rows = filled.index[filled[position]]
        if len(rows):
            found = f"column {_letter(position)} has {{n}} {{value|values}} and no name in row 1 {rows_text(rows)}"
            problems.append(sentence(f"{where}: {found}: name the column, or empty it.", len(rows)))
    for _, same in names.dropna().groupby(names):
        if len(same) > 1:
            letters = ", ".join(_letter(position) for position in same.index)
            problems.append(f"{where}: columns {letters} have the same name: keep one of them.")
    if problems:
        raise DataError(problems)
    named = names.notna().to_numpy()
    table, rows = cells.iloc[1:], filled.any(axis="columns")
    if not (rows.all() and named.all()):
        table = table.loc[rows, named]
    return table.set_axis(names[named].tolist(), axis="columns")


def _letter(position: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(position + 1)
