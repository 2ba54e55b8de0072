"""The cells of a table as rows of one length."""

from collections.abc import Iterator, Sequence

from feedback_report.claims.paper import PARAGRAPH, TABLE, Block

_MOST_CELLS = 60  # that one spans


def filled(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Make every row as long as the longest, and drop rows without any text."""
    width = max(map(len, rows), default=0)
    return tuple(tuple(row) + ("",) * (width - len(row)) for row in rows if any(cell.strip() for cell in row))


def spread(rows: Sequence[Sequence[tuple[str, int, int]]]) -> list[list[str]]:
    """Set out cells that span several rows or columns: their text stands in each of them.

    A cell is its text and over how many rows and columns it goes.
    """
    grid: dict[tuple[int, int], str] = {}
    for number, cells in enumerate(rows):
        column = 0
        for text, down, across in cells:
            while (number, column) in grid:
                column += 1
            for row in range(number, number + min(down, _MOST_CELLS)):
                for place in range(column, column + min(across, _MOST_CELLS)):
                    grid[row, place] = text
    height = max((row for row, _ in grid), default=-1) + 1
    width = max((column for _, column in grid), default=-1) + 1
    return [[grid.get((row, column), "") for column in range(width)] for row in range(height)]


def table_or_text(rows: Sequence[Sequence[str]], heads: int, page: int = 0) -> Iterator[Block]:
    """Make a table of rows; a table of one column or one row only lays text out."""
    if len(rows) > 1 and max(map(len, rows), default=0) > 1:
        yield Block(TABLE, rows=filled(rows), heads=heads, page=page)
    else:
        yield from (Block(PARAGRAPH, text, page=page) for cells in rows for text in dict.fromkeys(cells) if text)
