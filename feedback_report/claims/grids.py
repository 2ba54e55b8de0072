"""A table as numbers: what each column and row is called, which cells are counts and which percentages."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from feedback_report.claims.item import Item
from feedback_report.claims.judging import Stated
from feedback_report.claims.paper import Block

_NUM = r"\d[\d,]*(?:\.\d+)?"
_SIGN = r"[+\-−–↑↓▲▼]?\s?"
_CELL = re.compile(
    rf"(?P<sign>{_SIGN})(?:£\s?)?(?P<first>{_NUM})\s?(?P<p1>%)?(?:\s?(?:[(\[]|=|/|,|;|-|–|or)\s?(?P<sign2>{_SIGN})(?P<second>{_NUM})\s?(?P<p2>%)?\s?[)\]]?)?"
    r"(?:\s+(?:working )?(?:days?|complaints?|cases|compliments?|months?|weeks?))?\s*[*†‡#^¹²³]*"
)
_NOTHING = re.compile(r"(?:-|–|—|nil|none|no|zero|n/?a|not applicable|\.)?\s*[*†]*", re.IGNORECASE)
_WITHHELD = re.compile(r"\[?c\]?|\*+|<\s?\d+|≤\s?\d+|x|s|\.\.", re.IGNORECASE)
_YEAR_LABEL = re.compile(
    r"(?:FY\s?)?(?:19|20)\d\d(?:\s?(?:/|-|–| to )\s?(?:\d\d|\d{4}))?\*?|Q[1-4].*|(?:Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec|Jan|Feb|Mar)[a-z]*\b.*|\d{1,2}\s?(?:-|–|to)\s?\d{1,2}(?: days)?"
)
TOTAL = re.compile(
    r"(?:grand |overall |sub-?\s?|council |combined )?totals?\b(?: \(?.*)?|(?:overall|all)(?: .*)?|.*\btotals?",
    re.IGNORECASE,
)
_IS_CHANGE = re.compile(r"\bchange|differen|varian|movement|\+/-", re.IGNORECASE)
_SUBTOTAL = re.compile(r"sub-?\s?total.*|.+ total", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """A number of a table: how it is printed, its count and its percentage, whichever it holds."""

    text: str
    count: Fraction | None = None
    percent: Stated | None = None
    sign: str = ""
    withheld: bool = False
    decimals: int = 0

    @property
    def is_number(self) -> bool:
        return self.count is not None or self.percent is not None


@dataclass(frozen=True)
class Grid:
    """The body of a table: names of columns and rows, and the cells between them."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def column(self, number: int) -> list[Cell]:
        return [row[number] for row in self.cells]

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

    @property
    def count_columns(self) -> list[int]:
        return [n for n in range(len(self.columns)) if self._mostly(n, lambda cell: cell.count is not None)]

    @property
    def percent_columns(self) -> list[int]:
        return [n for n in range(len(self.columns)) if self._mostly(n, lambda cell: cell.percent is not None)]

    def _mostly(self, number: int, holds: object) -> bool:
        cells = [cell for cell in self.column(number) if cell.text.strip()]
        held = sum(bool(holds(cell)) for cell in cells)  # type: ignore[operator]
        return held >= 1 and held >= 0.6 * len(cells)


def read_grid(block: Block) -> Grid | None:
    """Read a table; None when it holds no column of numbers."""
    rows, heads = _without_titles(block.rows, block.heads)
    heads = heads or _heads(rows)
    body = rows[heads:]
    if not body or not heads:
        heads, body = (heads, body) if body else (0, rows)
    width = len(rows[0]) if rows else 0
    labels = _label_columns(body, width)
    if labels >= width:
        return None
    columns = tuple(_joined(row[n] for row in rows[:heads]) for n in range(labels, width))
    names = tuple(_joined(row[n] for n in range(labels)) for row in body)
    cells = tuple(tuple(_cell(row[n], columns[n - labels]) for n in range(labels, width)) for row in body)
    grid = Grid(columns, names, cells)
    return grid if grid.count_columns or grid.percent_columns else None


def _without_titles(rows: tuple[tuple[str, ...], ...], heads: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    """Leave out the rows that one cell fills from side to side: titles of the table or of a part of it."""

    def is_title(row: tuple[str, ...]) -> bool:
        return len(row) > 2 and len(set(row)) == 1 and _is_name(row[0])

    kept = tuple(row for row in rows if not is_title(row))
    return (kept, heads - sum(map(is_title, rows[:heads]))) if len(kept) > 1 else (rows, heads)


def _heads(rows: tuple[tuple[str, ...], ...]) -> int:
    """Count the first rows that name columns: their cells are words or years."""
    heads = 0
    for row in rows:
        values = [cell for cell in row[1:] if cell.strip()]
        is_title = not values and heads == 0 and row[0].strip() and len(rows) > 2
        if not is_title and not (values and all(_is_name(cell) for cell in values)):
            break
        heads += 1
    return heads if heads < len(rows) else 0


def _is_name(text: str) -> bool:
    plain = text.strip()
    if _YEAR_LABEL.fullmatch(plain):
        return True
    return not _CELL.fullmatch(plain) and not _WITHHELD.fullmatch(plain) and not _NOTHING.fullmatch(plain)


def _label_columns(body: tuple[tuple[str, ...], ...], width: int) -> int:
    """Count the columns at the left that hold names and no numbers."""
    count = 0
    for number in range(width):
        cells = [row[number].strip() for row in body if row[number].strip()]
        named = sum(_is_name(cell) for cell in cells)
        if number == 0 or (cells and named >= 0.6 * len(cells) and number == count):
            count = number + 1
        else:
            break
    return min(max(count, 1), width)


def _cell(text: str, column: str) -> Cell:
    plain = " ".join(text.replace("\u00a0", " ").split())
    if _WITHHELD.fullmatch(plain):
        return Cell(plain, withheld=True)
    in_brackets = re.fullmatch(r"\((?P<number>[^()]+)\)", plain)
    if in_brackets and _IS_CHANGE.search(column):
        return replace(_cell(in_brackets["number"], column), text=plain)  # as accounts print what is less: (5)
    match = _CELL.fullmatch(plain)
    if not match or (_YEAR_LABEL.fullmatch(plain) and "/" in plain):
        return Cell(plain, count=Fraction(0)) if _NOTHING.fullmatch(plain) and plain else Cell(plain)
    of_percent = bool(re.search(r"%|\bper ?cent", column, re.IGNORECASE)) and not re.search(
        r"\b(?:number|no\.?|count|complaints?) (?:and|&|/|\() ?\(?%", column, re.IGNORECASE
    )
    numbers = [(match["first"], match["p1"], match["sign"]), (match["second"], match["p2"], match["sign2"])]
    count: Fraction | None = None
    percent: Stated | None = None
    sign, decimals = "", 0
    for printed, mark, signed in numbers:
        if printed is None:
            continue
        value = Fraction(printed.replace(",", ""))
        places = len(printed.partition(".")[2])
        if mark or (of_percent and numbers[1][0] is None):
            percent, sign = Stated(value, places), _sign(signed)
        elif count is None:
            negative = (signed or "").strip() in ("-", "−", "–")
            count, decimals = -value if negative else value, places
            sign = sign or _sign(signed)
    return Cell(plain, count, percent, sign, False, decimals)


def _sign(text: str | None) -> str:
    sign = (text or "").strip()
    return "down" if sign and sign in "-−–↓▼" else "up" if sign and sign in "+↑▲" else ""


def _joined(texts: object) -> str:
    words = [" ".join(str(text).split()) for text in texts]  # type: ignore[attr-defined]
    return " ".join(dict.fromkeys(word for word in words if word))


def as_item(cell: Cell) -> Item:
    """Get a count of a table as a number that changes are computed from."""
    return Item("C", 0, 0, cell.count or Fraction(0), cell.decimals)
