"""The cells of a table: the number that one holds, and which are names."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import Stated
from feedback_report.claims.sentences.directions import NOUN, VERB, direction_of

_NUM = r"\d[\d,]*(?:\.\d+)?"
_SIGN = r"[+\-−–↑↓▲▼]?\s?"
_CENT = r"(?:%|[Pp]er ?cent)"
_CELL = re.compile(
    rf"(?P<sign>{_SIGN})(?:£\s?)?(?P<first>{_NUM})\s?(?P<p1>{_CENT})?"
    rf"(?:\s?(?:[(\[]|=|/|,|;|-|–|or)\s?(?P<sign2>{_SIGN})(?P<second>{_NUM})\s?(?P<p2>{_CENT})?\s?[)\]]?)?"
    rf"(?:(?<=%)\s?\({_NUM}\s?%\))?"
    r"(?:\s+(?:working )?(?:days?|complaints?|cases|compliments?|months?|weeks?))?\s*[*†‡#^¹²³]*"
)
_NOTHING = re.compile(r"(?:-|–|—|nil|none|no|zero|n/?a|not applicable|\.)?\s*[*†]*", re.IGNORECASE)
_WITHHELD = re.compile(r"\[?c\]?|\*+|<\s?\d+|≤\s?\d+|x|s|\.\.", re.IGNORECASE)
_YEAR_LABEL = re.compile(
    r"(?:FY\s?)?(?:19|20)\d\d(?:\s?(?:/|-|–| to )\s?(?:\d\d|\d{4}))?\*?|Q[1-4].*|(?:Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec|Jan|Feb|Mar)[a-z]*\b.*|\d{1,2}\s?(?:-|–|to)\s?\d{1,2}(?: days)?"
)
_IS_CHANGE = re.compile(r"\bchange|differen|varian|movement|\+/-", re.IGNORECASE)
# "Decrease of 4.8%", "4.8% up"
_IN_WORDS = re.compile(
    rf"(?:an? )?(?P<word>{VERB}|{NOUN})(?: of| by)? (?P<number>{_NUM}\s?%?)|"
    rf"(?P<first>{_NUM}\s?%?) (?P<after>{VERB}|{NOUN})",
    re.IGNORECASE,
)


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


def is_name(text: str) -> bool:
    plain = text.strip()
    if _YEAR_LABEL.fullmatch(plain):
        return True
    return not _CELL.fullmatch(_with_sign(plain)) and not _WITHHELD.fullmatch(plain) and not _NOTHING.fullmatch(plain)


def read_cell(text: str, column: str) -> Cell:
    plain = " ".join(text.replace("\u00a0", " ").split())
    if _WITHHELD.fullmatch(plain):
        return Cell(plain, withheld=True)
    in_brackets = re.fullmatch(r"\((?P<number>[^()]+)\)", plain)
    if in_brackets and _IS_CHANGE.search(column):
        return replace(read_cell(in_brackets["number"], column), text=plain)  # as accounts print what is less: (5)
    match = _CELL.fullmatch(_with_sign(plain))
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


def _with_sign(text: str) -> str:
    """Write the words of a change as a sign: "Decrease of 4.8%" as "-4.8%"."""
    match = _IN_WORDS.fullmatch(text)
    way = direction_of((match["word"] or match["after"]).lower()) if match else ""
    return f"{'+' if way == 'up' else '-'}{match['number'] or match['first']}" if match and way else text


def as_item(cell: Cell) -> Item:
    """Get a count of a table as a number that changes are computed from."""
    return Item("C", 0, 0, cell.count or Fraction(0), cell.decimals)
