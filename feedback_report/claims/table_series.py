"""The columns of a table as names with values, for what is called the highest or lowest."""

from dataclasses import dataclass
from fractions import Fraction

from feedback_report.claims.cells import Cell
from feedback_report.claims.grids import Grid
from feedback_report.claims.table_guesses import CHANGE


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
    return series


def value_of(cell: Cell) -> Fraction:
    return cell.count if cell.count is not None else cell.percent.value if cell.percent else Fraction(0)
