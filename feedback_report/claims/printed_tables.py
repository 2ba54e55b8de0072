"""Tables in plain text: lines whose columns stand apart, as a printed page shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedback_report.claims.paper import TABLE, Block
from feedback_report.claims.table_rows import filled


@dataclass(frozen=True)
class Line:
    """A line of text and the page it is on, 0 where there are no pages."""

    text: str
    page: int = 0


_GAP = re.compile(r"\t+|\s*\|\s*|\s{2,}")
_VALUE = r"(?:[↑↓▲▼+−-]?\s?£?\d[\d,]*(?:\.\d+)?\s?%?(?:\s?\(\s?[+−-]?\d[\d,.]*\s?%?\s?\))?|-|–|n/a|N/A|nil|\[c\])"
_VALUES = re.compile(
    rf"(?P<label>.*?[A-Za-z)&*/].*?|(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?)\s+(?P<values>{_VALUE}(?:\s+{_VALUE})*)\s*$"
)
_NUMERIC = re.compile(rf"{_VALUE}\s*$")
_RULE = re.compile(r"[\s|+:=_-]*$")
_MOST_WORDS = 12


def find_tables(lines: list[Line]) -> Iterator[Line | Block]:
    """Go through lines and put those of a table together; the others come as they are.

    A table is three or more rows with the same number of columns, of which one at least holds numbers.
    """
    at = 0
    while at < len(lines):
        end, rows = _table_at(lines, at)
        if rows:
            yield Block(TABLE, rows=filled(rows), page=lines[at].page)
            at = end
        else:
            yield lines[at]
            at += 1


def _table_at(lines: list[Line], at: int) -> tuple[int, list[list[str]]]:
    rows: list[list[str]] = []
    end = at
    for index in range(at, len(lines)):
        text = lines[index].text
        if lines[index].page != lines[at].page:
            break
        if _RULE.fullmatch(text):
            if not text.strip() and (not rows or (index + 1 < len(lines) and not _cells(lines[index + 1].text))):
                break
            continue
        cells = _cells(text)
        if not cells:
            break
        rows.append(cells)
        end = index + 1
    numeric = [row for row in rows if any(_NUMERIC.match(cell) for cell in row[1:])]
    widths = {len(row) for row in numeric}
    if len(numeric) < 3 or len(widths) > 2 or len(numeric) < len(rows) - 2:
        return at, []
    return end, _with_heads(rows, max(len(row) for row in numeric))


def _cells(text: str) -> list[str]:
    """Part a line into cells; empty when it reads as a sentence."""
    plain = text.strip().strip("|").strip()
    if not plain:
        return []
    cells = [cell for cell in _GAP.split(plain) if cell]
    if len(cells) > 1 and all(len(cell.split()) <= _MOST_WORDS for cell in cells) and not plain.endswith("."):
        return cells
    match = _VALUES.fullmatch(plain)
    if match and len(match["label"].split()) <= 8 and not plain.endswith("."):
        return [match["label"].strip(), *re.findall(_VALUE, match["values"])]
    return []


def _with_heads(rows: list[list[str]], width: int) -> list[list[str]]:
    """Set headings over their columns: one that lacks the first cell stands over the others."""
    shifted = []
    for row in rows:
        is_head = not any(_NUMERIC.match(cell) for cell in row[1:]) or all(
            re.fullmatch(r"(?:19|20)\d\d.*", c) for c in row
        )
        shifted.append(["", *row] if is_head and len(row) == width - 1 else row)
    return shifted
