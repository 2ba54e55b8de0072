"""Numbers that count or measure: counts in figures and words, money and durations."""

import re

from feedback_report.claims.numbers.item import ASIDE, COUNT, DURATION, MONEY, Item
from feedback_report.claims.numbers.nouns import noun_after
from feedback_report.claims.numbers.number_forms import (
    DIGITS,
    MAGNITUDE,
    NOT_IN_WORD,
    NUMBER,
    ONLY_DIGITS,
    scaled_value_of,
    value_of,
)
from feedback_report.wording.spelt_numbers import NUMBER_IN_WORDS

_ONE_BEFORE = re.compile(
    r"\b(?:from|to|just|only|by|of|with|than|was|were|is|and|remaining|other|plus)\s+$|[(:]\s*$", re.IGNORECASE
)
_ONE_AFTER = re.compile(
    r"\s*[,.;:)]|\s+\(\d|\s+(?:about|on|for|concern(?:ed|ing)|related|relating|in|last|to|the (?:previous|prior|year)|"
    r"this|of (?:these|those|which|them|the \d)|was|were|had|more|fewer|less|(?:not |part(?:ly|ially)? |fully"
    r" )?(?:upheld|withdrawn|dismissed|allowed|rejected|investigated))\b",
    re.IGNORECASE,
)


def _count(match: re.Match[str]) -> Item | None:
    if match["digits"] is None and match["words"].lower() == "one" and not _counts_one(match.string, *match.span()):
        return None
    return Item(COUNT, *match.span(), *scaled_value_of(match), noun=noun_after(match.string, match.end()))


def _counts_one(text: str, start: int, end: int) -> bool:
    """Whether "one" is a number here: ``one complaint``, ``from one in 2023/24``, not ``one of our aims``."""
    if noun_after(text, end) and not re.match(r" of\b| or\b", text[end:]):
        return True
    stands_alone = start == 0 or "," in text[:start] or _ONE_BEFORE.search(text, 0, start)
    return bool(_ONE_AFTER.match(text, end) and stands_alone)


def _none(match: re.Match[str]) -> Item:
    return Item(COUNT, *match.span(), noun=noun_after(match.string, match.end()))


def _aside(match: re.Match[str]) -> Item:
    return Item(ASIDE, *match.span())


def _money(match: re.Match[str]) -> Item:
    return Item(MONEY, *match.span(), *scaled_value_of(match))


def _duration(match: re.Match[str]) -> Item:
    return Item(DURATION, *match.span(), *value_of(match), unit=match["unit"].lower())


MEASURES = (
    (re.compile(rf"£\s?{ONLY_DIGITS}{MAGNITUDE}", re.IGNORECASE), _money),
    (
        re.compile(
            rf"{NOT_IN_WORD}{NUMBER}[\s-](?:(?:working|calendar|school|business|consecutive|full|clear|whole|further|"
            r"more)[\s-])*(?P<unit>day|hour|minute|second(?=s)|week|month|year)s?(?:'|’)?\b",
            re.IGNORECASE,
        ),
        _duration,
    ),
)
COUNTS = (
    # 10-20, a range or a score
    (re.compile(rf"{NOT_IN_WORD}{DIGITS}\s?[-–]\s?{DIGITS}(?![\w%£]|[.,]\d)"), _aside),
    (re.compile(rf"(?<![\w.,£])(?<!\d[-–]){ONLY_DIGITS}{MAGNITUDE}(?![\w%£]|[.,]\d|/\d{{1,2}}/)"), _count),
    (
        re.compile(
            rf"(?<![\w-])(?P<digits>(?!))?(?P<words>(?!a\b)(?i:{NUMBER_IN_WORDS}))(?P<magnitude>(?!))?(?![\w-])"
        ),
        _count,
    ),
    (
        re.compile(
            r"\b(?:[Nn]one|[Nn]il|"
            r"[Nn]o(?=\s+(?:\w+\s+){0,2}(?:complaints|compliments|comments|cases|enquiries|representations)\b))\b"
        ),
        _none,
    ),
)
