"""The cells of a table as rows of one length."""

from collections.abc import Iterator, Sequence

from feedback_report.claims.paper import PARAGRAPH, TABLE, Block


def filled(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Make every row as long as the longest, and drop rows without any text."""
    width = max(map(len, rows), default=0)
    return tuple(tuple(row) + ("",) * (width - len(row)) for row in rows if any(cell.strip() for cell in row))


def table_or_text(rows: Sequence[Sequence[str]], heads: int, page: int = 0) -> Iterator[Block]:
    """Make a table of rows; a table of one column or one row only lays text out."""
    if len(rows) > 1 and max(map(len, rows), default=0) > 1:
        yield Block(TABLE, rows=filled(rows), heads=heads, page=page)
    else:
        yield from (Block(PARAGRAPH, text, page=page) for cells in rows for text in dict.fromkeys(cells) if text)
