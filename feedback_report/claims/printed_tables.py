"""Tables in plain text: lines whose columns stand apart, as a printed page shows them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from feedback_report.claims.paper import TABLE, Block
from feedback_report.claims.table_rows import filled


@dataclass(frozen=True)
class Line:
    """A line of text and the page it is on, 0 where there are no pages."""

    text: str
    page: int = 0


@dataclass(frozen=True)
class _Piece:
    """A cell of a printed line and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _Row:
    label: str
    values: tuple[_Piece, ...]


_PIECE = re.compile(r"[^\s|]+(?: [^\s|]+)*")
_SIGN = r"(?:[↑↓▲▼+−-]\s?)?"
_VALUE = rf"(?:{_SIGN}£?\d[\d,]*(?:\.\d+)?\s?%?(?:\s?\(\s?{_SIGN}\d[\d,.]*\s?%?\s?\))?|-|–|—|n/a|N/A|nil|\[c\])"
_NUMERIC = re.compile(rf"{_VALUE}\*?")
_ONE_SPACE = re.compile(
    rf"(?P<label>.*?[A-Za-z)&*/].*?|(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?)\s+(?P<values>{_VALUE}(?:\s+{_VALUE})*)"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?")
_RULE = re.compile(r"[\s|+:=_─━-]*")
_SENTENCE_END = re.compile(r"[.;:,]['\"”’)]*$")
_FEWEST_ROWS = 3
_LONGEST_ROW = 500  # signs; what is longer is a paragraph on one line
_MOST_HEAD_LINES = 5


def find_tables(lines: list[Line]) -> Iterator[Line | Block]:
    """Go through lines and put those of a table together; the others come as they are.

    A table is three or more lines with a name and numbers in the same columns; names that go
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
    if often < _FEWEST_ROWS or often < 0.6 * len(rows):
        return None
    kept = [row for row in rows if len(row.values) == width]
    heads = [lines[n].text for n in range(at, first) if not _RULE.fullmatch(lines[n].text)]
    names = _heads(heads, kept, width)
    cells = [names, *([row.label, *(value.text for value in row.values)] for row in rows)]
    return end, Block(
        TABLE, rows=filled([row for row in cells if any(row)]), heads=int(any(names)), page=lines[at].page
    )


def _first_row(lines: list[Line], at: int) -> int | None:
    """Get the first line with numbers, past lines that can be headings of columns."""
    for index in range(at, min(at + _MOST_HEAD_LINES + 1, len(lines))):
        text = lines[index].text
        if lines[index].page != lines[at].page:
            return None
        if _row(text) is not None:
            return index
        if _RULE.fullmatch(text):
            if index == at:
                return None
            continue
        if not _is_head(text):
            return None
    return None


def _is_head(text: str) -> bool:
    """Whether a line can name columns: pieces that stand apart or to the right, and no sentence."""
    pieces = _pieces(text)
    apart = len(pieces) > 1 or (bool(pieces) and pieces[0].start > 12)
    years = len(_YEAR.findall(text)) > 1
    return (apart or years) and not _SENTENCE_END.search(text.strip()) and all(len(p.text.split()) <= 8 for p in pieces)


def _rows(lines: list[Line], first: int) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    end = index = first
    while index < len(lines) and lines[index].page == lines[first].page:
        text = lines[index].text
        row = _row(text)
        if row is not None:
            rows.append(row)
            end = index + 1
        elif not _RULE.fullmatch(text):
            if not rows or not _goes_on(text, rows[-1]):
                break
            rows[-1] = _Row(f"{rows[-1].label} {text.strip()}", rows[-1].values)
            end = index + 1
        elif not text.strip() and not (index + 1 < len(lines) and _row(lines[index + 1].text)):
            break
        index += 1
    return rows, end


def _goes_on(text: str, row: _Row) -> bool:
    """Whether a line is the rest of a row's name: short, at the left, before the column of the first number."""
    pieces = _pieces(text)
    before = row.values[0].start
    return (
        len(pieces) == 1
        and pieces[0].end < before
        and len(text.split()) <= 5
        and not _SENTENCE_END.search(text.strip())
    )


def _pieces(text: str) -> list[_Piece]:
    return [_Piece(match[0], *match.span()) for match in _PIECE.finditer(text.replace("\t", "    "))]


def _row(text: str) -> _Row | None:
    """Read a line as a name and its numbers; None when it reads otherwise."""
    if len(text) > _LONGEST_ROW:
        return None
    pieces = _pieces(text)
    values: list[_Piece] = []
    while len(pieces) > 1 and _NUMERIC.fullmatch(pieces[-1].text):
        values.insert(0, pieces.pop())
    label = " ".join(piece.text for piece in pieces)
    if values and len(label.split()) <= 14 and (not _NUMERIC.fullmatch(label) or _YEAR.fullmatch(label)):
        return _Row(label, tuple(values))
    match = _ONE_SPACE.fullmatch(text.strip())
    if match and len(match["label"].split()) <= 8 and not _SENTENCE_END.search(match["label"]):
        at = len(text) - len(text.lstrip())
        found = [
            _Piece(value[0], at + match.start("values") + value.start(), at + match.start("values") + value.end())
            for value in re.finditer(_VALUE, match["values"])
        ]
        return _Row(match["label"].strip(), tuple(found))
    return None


def _heads(texts: list[str], rows: list[_Row], width: int) -> list[str]:
    """Set headings over the columns that they stand above; without columns, word by word."""
    spans = [(min(row.values[n].start for row in rows), max(row.values[n].end for row in rows)) for n in range(width)]
    names = [""] * (width + 1)
    for text in texts:
        pieces = _pieces(text)
        if len(pieces) == 1 and len(text.split()) == width + 1:
            names = [f"{name} {word}".strip() for name, word in zip(names, text.split(), strict=True)]
            continue
        if len(pieces) == width:
            pieces = [_Piece("", 0, 0), *pieces]
        if len(pieces) == width + 1:
            names = [f"{name} {piece.text}".strip() for name, piece in zip(names, pieces, strict=True)]
            continue
        for piece in pieces:
            middle = (piece.start + piece.end) / 2
            nearest = min(range(width), key=lambda n: abs((spans[n][0] + spans[n][1]) / 2 - middle))
            column = 0 if piece.end <= spans[0][0] and piece.start < spans[0][0] - 8 else nearest + 1
            names[column] = f"{names[column]} {piece.text}".strip()
    return names
