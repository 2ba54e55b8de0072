"""The cells of a table as rows of one length."""

from collections.abc import Sequence


def filled(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Make every row as long as the longest, and drop rows without any text."""
    width = max(map(len, rows), default=0)
    return tuple(tuple(row) + ("",) * (width - len(row)) for row in rows if any(cell.strip() for cell in row))
