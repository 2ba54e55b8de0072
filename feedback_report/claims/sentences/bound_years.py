"""Which year each number of a sentence is of, as far as the sentence says."""

import re
from collections.abc import Iterator
from math import inf

from feedback_report.claims.numbers.item import Item
from feedback_report.claims.sentences.sentences import Sentence

_YEAR_THEN = re.compile(
    r"<[YLHV](?P<y>\d+)>(?:'s)?(?: figures?| totals?| levels?)?(?: (?:of|was|were|had|there were|saw|we received|we "
    r"recorded))? ?(?:\(|:|=|–|-)? ?(?:a total of |the )?<[CMDRP](?P<n>\d+)>"
)
_IN_YEAR = re.compile(
    r"<[CMDRP](?P<n>\d+)>(?:(?: \(<P\d+>\))?(?:(?! and\b| or\b| from\b| to\b| compared\b| than\b| on\b)[^<>¦,;:()]|"
    r"<[XD]\d+>){0,70}?) ?(?:\(| in| during| for| throughout| at the end of| over| by| the| as of| at)? ?(?:the "
    r"(?:financial |whole )?(?:year )?(?:of )?)?<[YLHV](?P<y>\d+)>"
)
_DATE = re.compile(r"<X(\d+)>")
# "the 13 complaints of 2021/22"
_OF_YEAR = re.compile(
    r"<[CMDRP](?P<n>\d+)>(?: (?!and\b|or\b|from\b|to\b|than\b|compared\b)[a-z]+){0,2} "
    r"(?:of|in|for|during) <[YLHV](?P<y>\d+)>"
)
# "Between 2021/22 and 2022/23 complaints fell from 90 to 80"
_BETWEEN = re.compile(
    r"\b(?:between|from) <[YV](?P<first>\d+)> (?:and|to) <[YV](?P<second>\d+)>[^¦]{0,80}?"
    r"\bfrom <[CMDRP](?P<before>\d+)>[^<>¦]{0,30} to <[CMDRP](?P<now>\d+)>"
)
_GOES_ON = re.compile(r" ?[–,)-]? ?(?:and|but)\b")
_LEADING = re.compile(r"<[YLHV](?P<y>\d+)>(?:[^<>¦]|<[XDQNKTF]\d+>){0,120}?<[CMDRP](?P<n>\d+)>")


def years_of(sentence: Sentence, code: str) -> dict[int, float]:
    """Say which year each number of a sentence is of, as far as the sentence does; last year is minus infinity."""
    code = _DATE.sub(lambda token: f"<V{token[1]}>" if sentence.items[int(token[1])].value else token[0], code)
    bound: dict[int, float] = {}
    used: set[int] = set()
    between = _BETWEEN.search(code)
    if between:
        first, second = (_rank(sentence.items[int(between[name])]) for name in ("first", "second"))
        bound = {int(between["before"]): first, int(between["now"]): second}
        used = {int(between["first"]), int(between["second"])}
    for pattern in (_OF_YEAR, _YEAR_THEN, _IN_YEAR, _LEADING):
        for match in every(pattern, code):
            number, year = int(match["n"]), int(match["y"])
            if pattern is _LEADING and _GOES_ON.match(code, code.index(">", match.start()) + 1):
                continue  # "down 3% on last year – and 90 were late"
            if number not in bound and year not in used:
                bound[number] = _rank(sentence.items[year])
                used.add(year)
    return bound


def _rank(year: Item) -> float:
    return {"L": -inf, "H": inf}.get(year.kind, float(year.value))


def is_later(first: float | None, second: float | None) -> bool:
    """Whether the first of two years is surely the later one."""
    if first is None or second is None or first <= second:
        return False
    # "last year" against a named year says little: some papers call the year they report so.
    return (abs(first) == abs(second) == inf) or (abs(first) != inf and abs(second) != inf)


def every(pattern: re.Pattern[str], code: str) -> Iterator[re.Match[str]]:
    """Find matches that may share a number, as the second of one comparison is the first of the next."""
    at = 0
    while match := pattern.search(code, at):
        yield match
        at = match.start() + 1
