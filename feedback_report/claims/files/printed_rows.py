"""Lines of printed tables: the name at the left, the numbers that stand apart, and the names above them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A cell of a printed line and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    label: str
    values: tuple[Piece, ...]


_PIECE = re.compile(r"[^\s|]+(?: [^\s|]+)*")
_SIGN = r"(?:[↑↓▲▼+−-]\s?)?"
_MORE = rf"\s?=\s?\d[\d.,]*\s?%|\s?\(\s?{_SIGN}\d[\d,.]*\s?%?\s?\)"  # "12 = 40%", "12 (40%)"
_VALUE = rf"(?:{_SIGN}£?\d[\d,]*(?:\.\d+)?\s?%?(?:{_MORE})?|-|–|—|n/a|N/A|nil|\[(?:[a-z]|low)\])"
_NUMERIC = re.compile(rf"{_VALUE}\*?")
_ONE_SPACE = re.compile(
    rf"(?P<label>.*?[A-Za-z)&*/].*?|(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?)\s+(?P<values>{_VALUE}(?:\s+{_VALUE})*)"
)
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?")
SENTENCE_END = re.compile(r"[.;:,]['\"”’)]*$")
BULLETS = r"•·▪◦‣⁃●○■□►➢➤✓\uf0b7\uf0a7\uf0d8"
_ITEM = re.compile(rf"\s*[{BULLETS}]\s")
_LONGEST_ROW = 500  # signs; what is longer is a paragraph on one line


def pieces_of(text: str) -> list[Piece]:
    return [Piece(match[0], *match.span()) for match in _PIECE.finditer(text.replace("\t", "    "))]


def read_row(text: str) -> Row | None:
    """Read a line as a name and its numbers; None when it reads otherwise."""
    if len(text) > _LONGEST_ROW or _ITEM.match(text):
        return None
    pieces = pieces_of(text)
    values: list[Piece] = []
    while len(pieces) > 1 and _NUMERIC.fullmatch(pieces[-1].text):
        values.insert(0, pieces.pop())
    label = " ".join(piece.text for piece in pieces)
    if values and len(label.split()) <= 14 and (not _NUMERIC.fullmatch(label) or YEAR.fullmatch(label)):
        return Row(label, tuple(values))
    match = _ONE_SPACE.fullmatch(text.strip())
    if match and len(match["label"].split()) <= 8 and not SENTENCE_END.search(match["label"]):
        at = len(text) - len(text.lstrip())
        found = [
            Piece(value[0], at + match.start("values") + value.start(), at + match.start("values") + value.end())
            for value in re.finditer(_VALUE, match["values"])
        ]
        return Row(match["label"].strip(), tuple(found))
    return None


def column_names(texts: list[str], rows: list[Row], width: int) -> list[str]:
    """Set headings over the columns that they stand above; without columns, word by word."""
    spans = [(min(row.values[n].start for row in rows), max(row.values[n].end for row in rows)) for n in range(width)]
    names = [""] * (width + 1)
    for text in texts:
        pieces = pieces_of(text)
        if len(pieces) == 1 and len(text.split()) == width + 1:
            names = [f"{name} {word}".strip() for name, word in zip(names, text.split(), strict=True)]
            continue
        if len(pieces) == width:
            pieces = [Piece("", 0, 0), *pieces]
        if len(pieces) == width + 1:
            names = [f"{name} {piece.text}".strip() for name, piece in zip(names, pieces, strict=True)]
            continue
        for piece in pieces:
            middle = (piece.start + piece.end) / 2
            nearest = min(range(width), key=lambda n: abs((spans[n][0] + spans[n][1]) / 2 - middle))
            column = 0 if piece.end <= spans[0][0] and piece.start < spans[0][0] - 8 else nearest + 1
            names[column] = f"{names[column]} {piece.text}".strip()
    return names
