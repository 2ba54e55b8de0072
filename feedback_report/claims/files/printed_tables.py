"""Tables in plain text: lines whose columns stand apart, as a printed page shows them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from feedback_report.claims.files.printed_rows import SENTENCE_END, YEAR, Row, column_names, pieces_of, read_row
from feedback_report.claims.files.table_rows import filled
from feedback_report.claims.paper import TABLE, Block


@dataclass(frozen=True)
class Line:
    """A line of text and the page it is on, 0 where there are no pages."""

    text: str
    page: int = 0


_RULE = re.compile(r"[\s|+:=_─━-]*")
_ENDS = re.compile(r"[.;:,!?]\s*$")
_FEWEST_ROWS = 3
_WIDE = 3  # columns of numbers: two such rows are a table
_MOST_HEAD_LINES = 5


def find_tables(lines: list[Line]) -> Iterator[Line | Block]:
    """Go through lines and put those of a table together; the others come as they are.

    A table is three or more lines with a name and numbers in the same columns, or two with many; names that go
    on over a second line and the headings above belong to it.
    """
    at = 0
    while at < len(lines):
        found = _table_at(lines, at)
        if found is None:
            yield lines[at]
            at += 1
        else:
            end, block = found
            yield block
            at = end


def _table_at(lines: list[Line], at: int) -> tuple[int, Block] | None:
    """Read the table whose first line, heading or row, is here."""
    first = _first_row(lines, at)
    if first is None:
        return None
    rows, end = _rows(lines, first)
    widths = Counter(len(row.values) for row in rows)
    width, often = widths.most_common(1)[0]
    fewest = _FEWEST_ROWS - (width >= _WIDE or (first > at and _ends_page(lines, end)))
    fewest = 1 if _goes_on_from(lines, at, width) else fewest
    if often < fewest or often < 0.6 * len(rows):
        return None
    kept = [row for row in rows if len(row.values) == width]
    heads = [lines[n].text for n in range(at, first) if not _RULE.fullmatch(lines[n].text)]
    names = column_names(heads, kept, width)
    cells = [names, *([row.label, *(value.text for value in row.values)] for row in rows)]
    return end, Block(
        TABLE, rows=filled([row for row in cells if any(row)]), heads=int(any(names)), page=lines[at].page
    )


def _goes_on_from(lines: list[Line], at: int, width: int) -> bool:
    """Whether the page before ended with a row of as many numbers: its table goes on here."""
    before = next((line for line in reversed(lines[:at]) if line.text.strip()), None)
    row = read_row(before.text) if before is not None and 0 < before.page < lines[at].page else None
    return row is not None and len(row.values) == width


def _ends_page(lines: list[Line], end: int) -> bool:
    """Whether nothing follows on the page: the table may go on at the top of the next one."""
    following = next((line for line in lines[end:] if line.text.strip()), None)
    return following is not None and lines[end - 1].page > 0 and following.page != lines[end - 1].page


def _first_row(lines: list[Line], at: int) -> int | None:
    """Get the first line with numbers, past lines that can be headings of columns."""
    for index in range(at, min(at + _MOST_HEAD_LINES + 1, len(lines))):
        text = lines[index].text
        if lines[index].page != lines[at].page:
            return None
        if read_row(text) is not None:
            return index
        if _RULE.fullmatch(text):
            if index == at:
                return None
            continue
        if not _is_head(text) and not (index > at and _is_end_of_head(text, lines[index - 1].text)):
            return None
    return None


def _is_end_of_head(text: str, above: str) -> bool:
    """Whether a line is the rest of the name at the left: one or two words below several names."""
    return len(pieces_of(text)) == 1 and len(text.split()) < 3 and len(pieces_of(above)) > 1 and not _ENDS.search(text)


def _is_head(text: str) -> bool:
    """Whether a line can name columns: pieces that stand apart or to the right, and no sentence."""
    pieces = pieces_of(text)
    apart = len(pieces) > 1 or (bool(pieces) and pieces[0].start > 12)
    years = len(YEAR.findall(text)) > 1
    return (apart or years) and not SENTENCE_END.search(text.strip()) and all(len(p.text.split()) <= 8 for p in pieces)


def _rows(lines: list[Line], first: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    end = index = first
    while index < len(lines) and lines[index].page == lines[first].page:
        text = lines[index].text
        row = read_row(text)
        if row is not None and rows and not _in_columns(text, row, rows[0]):
            break
        if row is not None:
            rows.append(row)
            end = index + 1
        elif not _RULE.fullmatch(text):
            if not rows or not _goes_on(text, rows[-1]):
                break
            rows[-1] = Row(f"{rows[-1].label} {text.strip()}", rows[-1].values)
            end = index + 1
        elif not text.strip() and not (index + 1 < len(lines) and read_row(lines[index + 1].text)):
            break
        index += 1
    return rows, end


def _in_columns(text: str, row: Row, first: Row) -> bool:
    """Whether a row belongs to those above: what has no gap before its number must have it below theirs."""
    apart = text[: row.values[0].start].endswith(("  ", "\t", "|"))
    last, above = row.values[-1], first.values[-1]
    return apart or (last.start <= above.end + 2 and above.start <= last.end + 2)


def _goes_on(text: str, row: Row) -> bool:
    """Whether a line is the rest of a row's name: short, at the left, before the column of the first number."""
    pieces = pieces_of(text)
    before = row.values[0].start
    return (
        len(pieces) == 1
        and pieces[0].end < before
        and len(text.split()) <= 5
        and not SENTENCE_END.search(text.strip().rstrip(","))
    )
