"""A table as numbers: what each column and row is called, which cells are counts and which percentages."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache

from feedback_report.claims.numbers.judging import Stated
from feedback_report.claims.paper import Block
from feedback_report.claims.tables.cells import Cell, is_name, read_cell

TOTAL = re.compile(
    r"(?:grand |overall |sub-?\s?|council |combined )?totals?\b(?: \(?.*)?|.*\btotals?"
    r"|(?:overall|all)(?! others?\b)(?: .*)?",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"sub-?\s?total.*|.+ total", re.IGNORECASE)


@dataclass(frozen=True, eq=False)  # each is the same as itself alone, so that what is found in one can be kept
class Grid:
    """The body of a table: names of columns and rows, and the cells between them."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def column(self, number: int) -> list[Cell]:
        return [row[number] for row in self.cells]

    @lru_cache(maxsize=512)  # noqa: B019 - a paper's tables are few
    def turned(self) -> "Grid":
        """Get the table with its rows as columns."""
        return Grid(self.rows, self.columns, tuple(zip(*self.cells, strict=True)))

    def counts(self, number: int) -> list[Fraction | None]:
        """Get the counts of a column; an empty cell or a dash counts as none."""
        return [cell.count for cell in self.column(number)]

    def is_total(self, row: int) -> bool:
        return bool(TOTAL.fullmatch(self.rows[row].strip()))

    def is_subtotal(self, row: int) -> bool:
        label = self.rows[row].strip()
        return bool(_SUBTOTAL.fullmatch(label)) and not re.fullmatch(r"(?:grand|overall) total.*", label, re.IGNORECASE)

    @cached_property
    def count_columns(self) -> list[int]:
        return [n for n in range(len(self.columns)) if self._mostly(n, lambda cell: cell.count is not None)]

    @cached_property
    def percent_columns(self) -> list[int]:
        return [n for n in range(len(self.columns)) if self._mostly(n, lambda cell: cell.percent is not None)]

    def _mostly(self, number: int, holds: object) -> bool:
        cells = [cell for cell in self.column(number) if cell.text.strip()]
        held = sum(bool(holds(cell)) for cell in cells)  # type: ignore[operator]
        return held >= 1 and held >= 0.6 * len(cells)


def with_percentages(grid: Grid, column: int) -> Grid | None:
    """Read a column of plain numbers up to a hundred as percentages; None where it cannot be one."""
    if any(count is not None and not 0 <= count <= _ALL for count in grid.counts(column)):
        return None
    cells = tuple(
        tuple(_as_percentage(cell) if n == column else cell for n, cell in enumerate(row)) for row in grid.cells
    )
    return Grid(grid.columns, grid.rows, cells)


_ALL = 100


def _as_percentage(cell: Cell) -> Cell:
    printed = cell.count is not None and re.match(r"\d", cell.text)
    return replace(cell, count=None, percent=Stated(cell.count or Fraction(0), cell.decimals)) if printed else cell


def read_grid(block: Block) -> Grid | None:
    """Read a table; None when it holds no column of numbers."""
    rows, heads = _without_titles(block.rows, block.heads)
    if heads == 1 and rows[0][1:] and not any(is_name(cell) for cell in rows[0][1:]):
        heads = 0  # a table without headings, whose first row was taken for them
    heads = heads or _heads(rows)
    while 0 < heads < len(rows) - 1 and _names_columns(rows[heads]):
        heads += 1
    rows = (*_spread(rows[:heads]), *rows[heads:])
    body = rows[heads:]
    if not body or not heads:
        heads, body = (heads, body) if body else (0, rows)
    width = len(rows[0]) if rows else 0
    labels = _label_columns(body, width)
    if len(body) == 1 and heads and rows[0][0].strip() and not is_name(body[0][0]):
        labels = 0  # one row of numbers without a name
    if labels >= width:
        return None
    columns = tuple(_joined(row[n] for row in rows[:heads]) for n in range(labels, width))
    names = tuple(_joined(row[n] for n in range(labels)) for row in body)
    cells = tuple(tuple(read_cell(row[n], columns[n - labels]) for n in range(labels, width)) for row in body)
    grid = Grid(columns, names, cells)
    holds_numbers = any(held.count_columns or held.percent_columns for held in (grid, grid.turned()))
    return grid if holds_numbers else None


def _without_titles(rows: tuple[tuple[str, ...], ...], heads: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    """Leave out the rows that one cell fills from side to side: titles of the table or of a part of it."""

    def is_title(row: tuple[str, ...]) -> bool:
        return len(row) > 2 and len(set(row)) == 1 and is_name(row[0])

    kept = tuple(row for row in rows if not is_title(row))
    return (kept, heads - sum(map(is_title, rows[:heads]))) if len(kept) > 1 else (rows, heads)


def _heads(rows: tuple[tuple[str, ...], ...]) -> int:
    """Count the first rows that name columns: their cells are words or years."""
    heads = 0
    for row in rows:
        values = [cell for cell in row[1:] if cell.strip()]
        is_title = not values and heads == 0 and row[0].strip() and len(rows) > 2
        if not is_title and not (values and all(is_name(cell) for cell in values)):
            break
        heads += 1
    return heads if heads < len(rows) else 0


def _names_columns(row: tuple[str, ...]) -> bool:
    """Whether a row under a heading goes on with it: nothing at its left, names elsewhere."""
    values = [cell for cell in row[1:] if cell.strip()]
    return not row[0].strip() and len(values) > 1 and all(is_name(cell) for cell in values)


def _spread(heads: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Let a name above several columns stand in each: "2022/23" above "No." and "%"."""
    if len(heads) < 2:
        return heads
    filled = list(heads[0])
    for n in range(2, len(filled)):
        if not filled[n].strip() and any(row[n].strip() for row in heads[1:]):
            filled[n] = filled[n - 1]
    return (tuple(filled), *heads[1:])


def _label_columns(body: tuple[tuple[str, ...], ...], width: int) -> int:
    """Count the columns at the left that hold names and no numbers."""
    count = 0
    for number in range(width):
        cells = [row[number].strip() for row in body if row[number].strip()]
        named = sum(is_name(cell) for cell in cells)
        if number == 0 or (cells and named >= 0.6 * len(cells) and number == count):
            count = number + 1
        else:
            break
    return min(max(count, 1), width)


def _joined(texts: object) -> str:
    words = [" ".join(str(text).split()) for text in texts]  # type: ignore[attr-defined]
    return " ".join(dict.fromkeys(word for word in words if word))
