"""Totals of tables in a column of their own, and what a claim of a total says."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.tables.cells import Cell
from feedback_report.claims.tables.grids import TOTAL, Grid

# Columns that are not added up.
NOT_ADDED = re.compile(
    r"%|\bper\b|\bper ?cent|averag|\bmean\b|median|\brate\b|\bdays?\b|\bchange\b|difference|varian|trend|^target|"
    r"\bratio\b|population",
    re.IGNORECASE,
)
PERIOD = re.compile(r"Q[1-4]\b|Quarter\b|(?:Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Jan|Feb|Mar)[a-z]*\b", re.IGNORECASE)
_OF_PERIODS = re.compile(
    r"(?:full |whole |financial )?year(?: to date)?|annual|ytd|(?:19|20)\d\d(?:[/-]\d\d)?", re.IGNORECASE
)
MARKED = re.compile(r"[*†‡#^¹²³]$")
_MOST_PARTS = 12


def total_columns(grid: Grid) -> Iterator[Claim]:
    columns = [n for n in grid.count_columns if not NOT_ADDED.search(grid.columns[n])]
    for column in columns:
        parts = [n for n in columns if n != column and not TOTAL.fullmatch(grid.columns[n].strip())]
        of_periods = _OF_PERIODS.fullmatch(grid.columns[column].strip()) and all(
            PERIOD.match(grid.columns[n]) for n in parts
        )
        if not of_periods and not TOTAL.fullmatch(grid.columns[column].strip()):
            continue
        if len(parts) < 2 or len(parts) > _MOST_PARTS:
            continue
        rows = [n for n, cells in enumerate(grid.cells) if _complete(cells, [*parts, column])]
        rows = [row for row in rows if not NOT_ADDED.search(grid.rows[row])]
        chosen = _adding_columns(grid, rows, parts, column)
        if chosen is None:
            continue
        for row in rows:
            cells = grid.cells[row]
            total = sum((cells[n].count or Fraction(0) for n in chosen), Fraction(0))
            right = total == cells[column].count
            noted = MARKED.search(cells[column].text)
            verdict = Verdict.RIGHT if right else Verdict.CANNOT_TELL if noted else Verdict.WRONG
            reason = "" if right else "a note belongs to it" if noted else "the columns do not add up to the total"
            yield total_claim(grid, row, column, grid.columns[column], total, verdict, reason)


def unnamed_sums(grid: Grid) -> Iterator[Claim]:
    """Judge columns that are the sum of columns beside them without saying so: received, on time and late.

    At least three rows and three in four must add up. A row whose parts make less is left
    open: some of the whole may be none of them.
    """
    columns = [n for n in grid.count_columns if not NOT_ADDED.search(grid.columns[n])]
    columns = [n for n in columns if not TOTAL.fullmatch(grid.columns[n].strip())]
    told: set[int] = set()
    for column, parts in _runs(columns):
        rows = [n for n, cells in enumerate(grid.cells) if _complete(cells, [*parts, column])]
        made = {row: sum((grid.cells[row][n].count or Fraction(0) for n in parts), Fraction(0)) for row in rows}
        telling = [row for row in rows if sum(bool(grid.cells[row][n].count) for n in parts) > 1]
        right = [row for row in telling if made[row] == grid.cells[row][column].count]
        if column in told or len(right) < _LEAST_ROWS or len(right) < _MOSTLY * len(telling):
            continue
        told.add(column)
        for row in telling:
            is_right = row in right
            less = made[row] < (grid.cells[row][column].count or 0)
            verdict = Verdict.RIGHT if is_right else Verdict.CANNOT_TELL if less else Verdict.WRONG
            reason = "" if is_right else f"{' and '.join(grid.columns[n] for n in parts)} do not add up to it"
            yield total_claim(grid, row, column, grid.columns[column], made[row], verdict, reason)


_LEAST_ROWS, _MOSTLY = 3, Fraction(3, 4)


def _runs(columns: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Get each column with runs of columns right after it, and right before it, the longest first."""
    for at, column in enumerate(columns):
        for size in range(min(len(columns) - 1, _MOST_PARTS), 1, -1):
            for start in (at + 1, at - size):
                if start >= 0 and start + size <= len(columns):
                    yield column, columns[start : start + size]


def _complete(cells: tuple[Cell, ...], columns: list[int]) -> bool:
    """Whether a row has its total and no part that is withheld or is no number."""
    held = [cells[n] for n in columns]
    return held[-1].count is not None and not any(c.withheld or (c.text and not c.is_number) for c in held)


def _adding_columns(grid: Grid, rows: list[int], parts: list[int], column: int) -> list[int] | None:
    """Find the columns that add up to the total in nearly all rows: all of them, else some."""

    def right(some: tuple[int, ...] | list[int]) -> int:
        return sum(
            sum((grid.cells[row][n].count or Fraction(0) for n in some), Fraction(0)) == grid.cells[row][column].count
            for row in rows
        )

    if len(rows) == 1:
        return parts if right(parts) else None
    needed = max(2, len(rows) - max(1, len(rows) // 4))
    if len(rows) == 2 and right(parts) == 1:
        return parts if len(parts) == 2 or all(PERIOD.match(grid.columns[n]) for n in parts) else None
    ways = [parts, *(list(some) for size in range(len(parts) - 1, 1, -1) for some in combinations(parts, size))]
    best = max(ways, key=right)
    return best if right(best) >= needed else None


def total_claim(grid: Grid, row: int, column: int, name: str, total: Fraction, verdict: Verdict, reason: str) -> Claim:
    printed = grid.cells[row][column].text
    where = " / ".join(part for part in (grid.rows[row], grid.columns[column]) if part)
    return Claim(
        "table total", f"{where}: {printed}", (f"sum {written(total, 2)}",), printed, written(total, 2), verdict, reason
    )
