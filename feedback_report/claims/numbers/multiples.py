"""Fractions and multiples in words: a third, the majority, one in ten, doubled, twice as many, fourfold."""

import re
from fractions import Fraction

from feedback_report.claims.numbers.hedges import OVER, UNDER
from feedback_report.claims.numbers.item import FRACTION, TIMES, Item
from feedback_report.claims.numbers.number_forms import NOT_IN_WORD, NUMBER, value_of
from feedback_report.wording.spelt_numbers import from_words

FRACTIONS = {
    "half": Fraction(1, 2),
    "halves": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "sixth": Fraction(1, 6),
    "seventh": Fraction(1, 7),
    "eighth": Fraction(1, 8),
    "ninth": Fraction(1, 9),
    "tenth": Fraction(1, 10),
}
_ONE_TO_NINE = "one|two|three|four|five|six|seven|eight|nine"
_VERBS = {"doubl": "2", "trebl": "3", "tripl": "3", "quadrupl": "4", "quintupl": "5", "halv": "1/2"}
_THINGS = r"(?:complaints|cases|compliments|comments|enquiries|requests|contacts|concerns|appeals|replies|people)\b"


def _fraction(match: re.Match[str]) -> Item | None:
    many = "a" if match["many"].lower() == "an" else match["many"].lower()
    part = FRACTIONS[match["part"].lower().removesuffix("s")]
    value = 100 * (int(many) if many.isdigit() else from_words(many)) * part
    return Item(FRACTION, *match.span(), value, word="share") if value < 100 else None  # "in four quarters"


def _half(match: re.Match[str]) -> Item:
    return Item(FRACTION, *match.span(), Fraction(50), word="share")


def _majority(match: re.Match[str]) -> Item:
    hedge = UNDER if match[0].lower().endswith("minority") else OVER
    return Item(FRACTION, *match.span(), Fraction(50), hedge=hedge, word="share")


def _nearly_all(match: re.Match[str]) -> Item:
    return Item(FRACTION, *match.span(), _NEARLY_ALL, high=Fraction(100), word="share")


_NEARLY_ALL = Fraction(85)


def _one_in(match: re.Match[str]) -> Item | None:
    part, whole = (int(n) if n.isdigit() else from_words(n) for n in (match["part"], match["whole"]))
    if not 0 < part < whole <= 20:
        return None
    return Item(FRACTION, *match.span(), Fraction(100 * part, whole), word="share")


def _multiplied(match: re.Match[str]) -> Item:
    value = Fraction(_VERBS[match["verb"].lower()])
    return Item(TIMES, *match.span(), value, word="times", unit="up" if value > 1 else "down")


def _times(match: re.Match[str]) -> Item:
    if match["twice"]:
        return Item(TIMES, *match.span(), Fraction(2), word="times", unit="as many")
    more = re.search(r"(?:more|higher|greater|larger|bigger|increase)$", match[0], re.IGNORECASE)
    value, decimals = value_of(match)
    word = "" if decimals else "times"  # 2.6 is no "three times"
    return Item(TIMES, *match.span(), value, decimals, word=word, unit="more" if more else "as many")


def _fold(match: re.Match[str]) -> Item:
    return Item(TIMES, *match.span(), *value_of(match), unit="more")


def _half_as_many(match: re.Match[str]) -> Item:
    return Item(TIMES, *match.span(), Fraction(1, 2), word="times", unit="as many")


def _half_again(match: re.Match[str]) -> Item:
    return Item(TIMES, *match.span(), Fraction(3, 2), word="times", unit="as many")


MULTIPLES = tuple(
    (re.compile(pattern, re.IGNORECASE), make)
    for pattern, make in (
        (
            r"\b(?P<verb>doubl|trebl|tripl|quadrupl|quintupl|halv)(?:ed|es|ing|e)\b(?! (?:check|glaz|count|yellow|up))",
            _multiplied,
        ),
        (rf"{NOT_IN_WORD}{NUMBER}[- ]?fold\b", _fold),
        (
            rf"{NOT_IN_WORD}(?:(?P<twice>twice)|{NUMBER}\s(?:and a half )?times)"
            r"(?:\sas (?:many|much|high|large|often|likely)\b|\s(?:more|higher|greater|larger|bigger|increase)\b|"
            r"(?=\s(?:the|that|those|this|last|its|what|fewer|lower)\b))",
            _times,
        ),
        (r"\bhalf as (?:many|much|high|large|big) again\b", _half_again),
        (
            r"\bhalf (?:as many|as much|the number|the total|that of|the level|the figure|last year's|the amount|"
            r"what it was)\b",
            _half_as_many,
        ),
        # a third of, by a third, three quarters; not "a third year" and "a third party"
        (
            rf"{NOT_IN_WORD}(?:(?P<many>{_ONE_TO_NINE}|an?|1|2|3|4)[\s-])"
            r"(?P<part>thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|half|halves)\b"
            r"(?=\s+(?:of|more|fewer|less|increase|decrease|reduction|rise|fall|drop|higher|lower|up|down|on|compared|"
            r"from|in|to|over|since|during|about|for|this|were|was|had|have|received|related|concerned|came|are|as|after|"
            r"when|because|while|between|against|than|across|at|following|owing|due|thanks|once|\()|\s*[,.;:)\-–]|\s*$)",
            _fraction,
        ),
        (
            r"(?<!first )(?<!second )(?<!latter )(?<!other )"
            r"\bhalf\b(?=(?<=by half)\s|\s+(?:of|the|all|our|these|those|were|was|had|\()|\s*[,.;:)]|\s*$)"
            r"(?! the (?:time|year|day|battle)| of (?:the )?(?:year(?!['’]s)|20|19)| year|-)",
            _half,
        ),
        # the majority of, most of them, Most complaints; not "the most" and "most of the year"
        (
            r"\b(?:(?:the|a|an) )?(?:(?:vast|overwhelming|large|clear|great|significant|slight|slim|small|bare) )?"
            r"(?:majority|minority)\b(?! (?:vote|party|group|ethnic|language))|\bthe (?:great )?bulk\b(?= (?:of|\())|"
            r"(?<!the )(?<!at )(?<!the very )\bmost\b(?= of (?:the|these|those|them|all|our|its|which|whom)\b)"
            r"(?! of (?:the|our|its) (?:year|time|day|period|week|month)s?\b)|"
            rf"(?<![a-z,] )(?<!\w)most(?= (?:[a-z-]+ )?{_THINGS})",
            _majority,
        ),
        (
            r"\b(?:nearly|almost|virtually) all\b(?= (?:of |\(|the |our |these |those |complaints|cases|requests|"
            r"enquiries|replies|responses))",
            _nearly_all,
        ),
        # one in five, 3 in 10; not "5 in 10 working days"
        (
            rf"{NOT_IN_WORD}(?=\d{{1,2}} in (?:every )?\d|[a-z]+ (?:in|out of) (?:every )?[a-z])(?P<part>\d{{1,2}}|"
            rf"{_ONE_TO_NINE})(?: out of| in)(?: every)? (?P<whole>{_ONE_TO_NINE}|ten|twenty|\d{{1,2}})\b(?![\d,.]*\d|"
            r"%| per ?cent|[\s-](?:working |calendar )?(?:days?|weeks?|months?|years?|hours?|minutes?)|"
            r"/)(?=\s+(?!(?<=\d\s)(?:complaints? (?:were|was)|cases (?:were|was)))[a-z(]|\s*[,.;:)])",
            _one_in,
        ),
    )
)
