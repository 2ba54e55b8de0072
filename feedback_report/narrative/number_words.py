"""Numbers as they are typed, in figures or in words, and what they are worth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from feedback_report.wording.numbers import spelt

_WORTH = {spelt(number): number for number in (*range(20), *range(20, 100, 10))} | {"a": 1, "nil": 0}
_tens = "|".join(spelt(number) for number in range(20, 100, 10))
_ones = "|".join(spelt(number) for number in range(1, 10))
_teens = "|".join(sorted((spelt(number) for number in range(10, 20)), key=len, reverse=True))
_below_100 = rf"(?:(?:{_tens})(?:[ -](?:{_ones}))?|{_teens}|{_ones})"
_hundreds = rf"(?:(?:a|{_ones})\s+hundred(?:\s+and\s+{_below_100})?)"
_thousands = rf"(?:(?:a|{_hundreds}|{_below_100})\s+thousand(?:,?\s+(?:and\s+)?(?:{_hundreds}|{_below_100}))?)"
_words = rf"\b(?P<words>{_thousands}|{_hundreds}|{_below_100}|zero|nil)\b(?!['’]s\b)"
_figures = r"(?<![\w.,/])(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<ordinal>(?:st|nd|rd|th)\b)?"
_vague = (
    r"\b(?P<vague>(?:hundred|thousand|dozen|million|billion)s?|(?:two|three|four)[ -](?:thirds|quarters|fifths)|"
    r"(?:a|one|two|three)[ -](?:third|quarter|fifth|tenth)s?"
    r"(?=\s+(?:of|more|fewer|less|higher|lower|were|was|are|is|had)\b)|"
    r"(?:one[ -])?half(?!(?:[ -](?:term|terms|way|yearly|an?|day|days|hour|hours|year)\b)|-)|halves)\b"
)
_TYPED = re.compile(rf"(?:{_vague}|{_figures}|{_words})(?P<percent>\s?%|\s+per\s?cent\b)?", re.IGNORECASE)


@dataclass(frozen=True)
class TypedNumber:
    """A number in a text: what was typed and where; ``worth`` is None for half, dozens and their like."""

    typed: str
    start: int
    end: int
    worth: Decimal | None
    is_percent: bool = False

    @property
    def decimals(self) -> int:
        return 0 if self.worth is None else max(0, -int(self.worth.as_tuple().exponent))


def numbers_in(words: str) -> Iterator[TypedNumber]:
    """Find every number of a text, in figures and in words, the longest reading of each."""
    for match in _TYPED.finditer(words):
        worth = None
        if match["figures"]:
            worth = Decimal(match["figures"].replace(",", ""))
        elif match["words"]:
            worth = Decimal(_worth(match["words"]))
        yield TypedNumber(match[0].strip(), match.start(), match.end(), worth, bool(match["percent"]))


def _worth(words: str) -> int:
    """Work out a number in words: ``one hundred and twenty`` is 120."""
    total = current = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "hundred":
            current *= 100
        elif word == "thousand":
            total, current = total + current * 1000, 0
        elif word != "and":
            current += _WORTH[word]
    return total + current
