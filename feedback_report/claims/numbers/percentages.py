"""Percentages, percentage points and rates per so many."""

import re
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.numbers.item import PERCENT, POINTS, RATE, Item
from feedback_report.claims.numbers.number_forms import DIGITS, NOT_IN_WORD, NUMBER, SIGN, direction_of_sign, value_of

_CENT = r"(?:\s?%|[ -]?\s?per\s?cent\b(?!age)|\s?percent\b|\s?pc\b)"
_PEOPLE = (
    r"(?:head of (?:the )?)?"
    r"(?:residents?|people|population|inhabitants|persons|adults|children|households|homes|properties)?"
)
_EACH = r"(?P<each>1,000,000|1,000|10,000|100,000|1000|10000|100000|thousand|million|100k|10k|1k)"
_RATE_BEFORE = re.compile(r"\d\s(?:[a-z]+\s){0,4}$", re.IGNORECASE)


def _points(match: re.Match[str]) -> Item:
    return Item(POINTS, *match.span(), *value_of(match))


def _percent(match: re.Match[str]) -> Item:
    return Item(PERCENT, *match.span(), *value_of(match), unit=direction_of_sign(match))


def _range(match: re.Match[str]) -> Item | None:
    printed = match["low"] or match["low2"] or match["low3"]
    low, high = (Fraction(end.replace(",", "")) for end in (printed, match["high"]))
    return Item(PERCENT, *match.span(), low, len(printed.partition(".")[2]), high=high) if low < high else None


def _rate(match: re.Match[str]) -> Item:
    each = match["each"].lower().replace(",", "").replace("k", "000")
    base = {"thousand": "1000", "million": "1000000"}.get(each, each)
    return Item(RATE, *match.span(), *value_of(match), unit=base)


def _rate_after(match: re.Match[str]) -> Item | None:
    if _RATE_BEFORE.search(match.string, 0, match.start()):
        return None  # "5 per 1,000 (60 complaints)": the rate stands before
    return replace(_rate(match), start=match.start("digits"), end=match.end("digits"))


_PER_EACH = rf"(?:per|for every|in every|for each|out of every) {_EACH}\b(?: {_PEOPLE})?"
# "5.2 stage 2 complaints per 1,000 homes": its stage is no number to set aside
STAGE_RATE = (
    re.compile(rf"{NOT_IN_WORD}{NUMBER} (?:stage|tier|level) \d(?:\s[a-z]+){{0,3}}? {_PER_EACH}", re.IGNORECASE),
    _rate,
)
PERCENTAGES = tuple(
    (re.compile(pattern, re.IGNORECASE), make)
    for pattern, make in (
        (
            rf"{NOT_IN_WORD}{SIGN}{NUMBER}(?:\s?%|\s?per\s?cent(?:age)?|\s?percent(?:age)?)?[\s-]?"
            r"(?:percentage[\s-]points?|%[\s-]?points?|per\s?cent points?|(?<=[%t]) ?points?|ppts?\b|pps?\b|%pts?|"
            r"p\.p\.)",
            _points,
        ),
        # fell 13 points, from 88% to 75%
        (rf"(?<=[a-z] ){SIGN}{NUMBER} points?\b(?=[^.;]{{0,30}}\d\s?%)", _points),
        (rf"{NOT_IN_WORD}{NUMBER} points?(?= (?:better|worse|higher|lower|above|below|up|down)\b)", _points),
        (rf"(?:(?<=\bby )|(?<=\bof )|(?<=\bup )|(?<=down )){SIGN}{NUMBER} points?\b", _points),
        (
            rf"(?:\bbetween (?P<low>{DIGITS}){_CENT}? and |{NOT_IN_WORD}(?P<low2>{DIGITS}){_CENT}?(?:[-–]|"
            rf"\s?[-–]\s?(?!{DIGITS}{_CENT} – ))|"
            rf"(?<!from ){NOT_IN_WORD}(?P<low3>{DIGITS}) to )(?P<high>{DIGITS}){_CENT}",
            _range,
        ),
        (rf"(?<![\w.,£])(?<!\d[-–]){SIGN}{NUMBER}{_CENT}", _percent),
        (
            rf"{NOT_IN_WORD}{NUMBER}(?:\s[a-z]+){{0,4}}? {_PER_EACH}",
            _rate,
        ),
        (
            rf"per {_EACH}\b[^\d<>()]{{0,60}}?(?:was|is|of|:|\(|at|stood at|being|were)\s*"
            rf"(?P<digits>{DIGITS})(?P<words>(?!))?(?![\d%,])",
            _rate_after,
        ),
    )
)
