"""The percentages that follow from the numbers of a table, for sentences and rows that state one of them."""

import re
from collections.abc import Iterator
from fractions import Fraction

from feedback_report.claims.grids import TOTAL, Grid
from feedback_report.claims.judging import written
from feedback_report.claims.row_names import mentions

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bchange|%", re.IGNORECASE)
_SAYS_LITTLE = {
    *("complaint", "complaints", "number", "total", "received", "other", "council", "service", "services", "with"),
    *("year", "cases", "issues", "from", "about", "that", "this"),
}
_LEAST_WORD = 4


def rows_meant(text: str, grid: Grid) -> list[int]:
    """Get the rows that a text names, else those of which it uses most of the words that say something."""
    named = [row for _, _, row in mentions(text, grid)]
    if named:
        return named
    words = _words(text)
    return [row for row, label in enumerate(grid.rows) if (own := _words(label)) and 2 * len(own & words) >= len(own)]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", text.lower()) if len(word) >= _LEAST_WORD} - _SAYS_LITTLE


def percentages_of(grid: Grid, row: int) -> Iterator[tuple[str, Fraction]]:
    """Get the percentages that a row prints, those of its counts in their columns, and that of them all together."""
    columns = [
        n
        for n in grid.count_columns
        if not _YEAR.search(grid.columns[n]) and not TOTAL.fullmatch(grid.columns[n].strip())
    ]
    whole, own = _added(grid, columns), sum((grid.cells[row][n].count or Fraction(0) for n in columns), Fraction(0))
    if len(columns) > 1 and whole:
        yield f"{grid.rows[row]} {written(own)} of {written(whole)}", 100 * own / whole
    for column, cell in enumerate(grid.cells[row]):
        if cell.percent is not None:
            yield f"{grid.rows[row]} {cell.text}", cell.percent.value
        elif cell.count is not None and column in grid.count_columns:
            whole = _added(grid, [column])
            if whole:
                yield f"{grid.rows[row]} {cell.text} of {written(whole)}", 100 * cell.count / whole


def _added(grid: Grid, columns: list[int]) -> Fraction:
    cells = (grid.cells[row][n] for row in range(len(grid.rows)) if not grid.is_total(row) for n in columns)
    return sum((cell.count or Fraction(0) for cell in cells), Fraction(0))
