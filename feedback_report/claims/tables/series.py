"""The columns of a table as names with values, for what is called the highest or lowest."""

import re
from dataclasses import dataclass
from fractions import Fraction

from feedback_report.claims.tables.cells import Cell
from feedback_report.claims.tables.grids import TOTAL, Grid
from feedback_report.claims.tables.guesses import CHANGE
from feedback_report.claims.tables.total_columns import NOT_ADDED


@dataclass(frozen=True)
class Series:
    """One column of a table as names and values, without totals."""

    column: str
    names: tuple[str, ...]
    values: tuple[Fraction, ...]


def series_of(grid: Grid) -> list[Series]:
    series = []
    for column in sorted({*grid.count_columns, *grid.percent_columns}):
        if CHANGE.search(grid.columns[column]):
            continue
        held = [
            (label, value_of(cell))
            for label, cell, row in zip(grid.rows, grid.column(column), range(len(grid.rows)), strict=True)
            if cell.is_number and not grid.is_total(row)
        ]
        if len(held) > 1:
            series.append(Series(grid.columns[column], tuple(n for n, _ in held), tuple(v for _, v in held)))
    return [*series, *_all_columns(grid, series)]


def _all_columns(grid: Grid, series: list[Series]) -> list[Series]:
    """Add up columns of parts: the months under "North" and "South", the teams under quarters."""
    columns = [n for n in grid.count_columns if not NOT_ADDED.search(grid.columns[n])]
    names = [grid.columns[n].strip() for n in columns]
    rows = [row for row in range(len(grid.rows)) if not grid.is_total(row)]
    cells = [grid.cells[row][n] for row in rows for n in columns]
    said = any(TOTAL.fullmatch(name) or _OF_ONE.search(name) for name in names)
    if len(columns) < 2 or len(columns) < len(grid.columns) or said or any(cell.count is None for cell in cells):
        return []
    sums = tuple(sum((grid.cells[row][n].count or Fraction(0) for n in columns), Fraction(0)) for row in rows)
    return [Series("Total", tuple(grid.rows[row] for row in rows), sums)] if len(rows) > 1 else []


# Columns that are no parts of one whole: years, outcomes beside what was received.
_OF_ONE = re.compile(
    r"\b(?:19|20)\d\d\b|receiv|upheld|closed|answered|complaints?\b|compliment|\b(?:this|last) year", re.I
)


def value_of(cell: Cell) -> Fraction:
    return cell.count if cell.count is not None else cell.percent.value if cell.percent else Fraction(0)
