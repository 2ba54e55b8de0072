"""Numbers as they are typed, in figures or in words, and what they are worth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from feedback_report.wording.spelt_numbers import NUMBER_IN_WORDS, from_words

_NONE = "nought|nil"
_COUNTED = r"(?:complaints?|compliments?|comments?|cases?|requests?|reviews?|people|families|parents|residents)"
# A count without a number: "none were upheld", "both complaints", "neither of them".
_few = (
    r"none(?=\s+(?:of|was|were|is|are|has|have|had)\b)|"
    rf"(?:both|neither)(?=\s+(?:of\s+(?:the\s+)?(?:two|them|these|those)\b|(?:of\s+the\s+)?(?:\w+\s+)?{_COUNTED}\b))"
)
FEW = {"none": 0, "neither": 0, "both": 2}
_WORTH = FEW | dict.fromkeys(_NONE.split("|"), 0)
_roman = r"(?P<roman>\b(?-i:X{1,3}(?:IX|IV|VI{0,3}|I{1,3})|XX{1,2}|IX|IV|VI{1,3}|II{1,2})\b)"
_words = rf"\b(?P<words>{NUMBER_IN_WORDS}|{_NONE}|{_few})\b(?!['’]s\b)"
_figures = (
    r"(?:(?<![\w.,/])|(?<=\bc\.)|(?<=\bca\.))"  # "c.40" is about 40
    r"(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<ordinal>(?:st|nd|rd|th)\b)?"
)
_part = r"(?:a|an|one|two|three)[ -](?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?"
# "By a third." and "a third of them" are parts; "by a third party" and "once a quarter" are none.
_after_a_part = (
    r"(?=\s*(?:[.,;:)–—]|$)|\s+(?:of|as|in|on|to|from|since|compared|than|and|but|more|fewer|less|higher|lower|were|was|"
    r"are|is|had|has|have|came|went|took|got|received|waited|led|ended|asked|wrote)\b)"
)
_HEDGES = ("nearly", "almost", "roughly", "approximately", "over", "under", "than")
_hedge = "|".join(rf"(?<=\b{word}\s)" for word in _HEDGES)
_fold = "two|three|four|five|six|seven|eight|nine|ten|hundred"
_vague = (
    r"(?P<vague>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|\b(?:"
    r"(?:hundred|thousand|dozen|million|billion)s?|(?:two|three|four)[ -](?:thirds|quarters|fifths)|"
    rf"(?<!\bonce\s)(?<!\btwice\s)(?<!\btimes\s){_part}{_after_a_part}|(?:{_hedge}){_part}(?!\s+(?:part|year)|-)|"
    r"(?:one[ -])?half(?!(?:[ -](?:term|terms|way|yearly|an?|day|days|hour|hours|year)\b)|-)|halves|"
    rf"(?:{_fold})[ -]?fold|(?:double|treble|triple|quadruple)(?=\s+(?:the|that|those|last)\b)|"
    r"(?<!\bthink\s)(?<!\bonce\sor\s)twice"
    r"(?!\s+(?:as\s+(?:many|much|high|often)|an?|each|every|per|daily|weekly|monthly|yearly)\b)|"
    r"a\s+(?:couple|pair|handful|score)(?=\s+of\b)|scores(?=\s+of\b)|"
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?=\s+(?:consecutive|successive)\b|"
    r"\s+(?:year|quarter|month|time)\s+(?:running|in\s+(?:a\s+row|succession))\b))(?!\w))"
)
_TYPED = re.compile(rf"(?:{_vague}|{_figures}|{_roman}|{_words})(?P<percent>\s?%|\s+per\s?cent\b)?", re.IGNORECASE)


@dataclass(frozen=True)
class TypedNumber:
    """A number in a text: what was typed and where; ``worth`` is None for half, twice, dozens and their like."""

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
            words_typed = match["words"].lower()
            worth = Decimal(_WORTH[words_typed] if words_typed in _WORTH else from_words(words_typed))
        elif match["roman"]:
            worth = Decimal(_of_roman(match["roman"]))
        yield TypedNumber(match[0].strip(), match.start(), match.end(), worth, bool(match["percent"]))


def _of_roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
