"""The numbers of a sentence, each with what kind of number it is.

Kinds are one letter: C count, P percentage, T percentage points, F fraction in words, K multiple
(doubled, three times), M money, D duration, R rate per so many, Y year, L last year, H this year,
X set aside (dates, references, ages).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from feedback_report.claims.hedges import AT_MOST, hedge_after, hedge_before
from feedback_report.claims.judging import Stated
from feedback_report.claims.number_words import FRACTIONS, NUMBER_IN_WORDS, from_words
from feedback_report.claims.set_aside import paragraph_number, set_aside
from feedback_report.claims.years_named import LAST_YEAR, find_years

COUNT, PERCENT, POINTS, FRACTION, TIMES = "C", "P", "T", "F", "K"
MONEY, DURATION, RATE, YEAR, LAST, THIS, ASIDE = "M", "D", "R", "Y", "L", "H", "X"


@dataclass(frozen=True)
class Item:
    """A number of a sentence: where it stands with its approximating word, its value, how exactly it is given.

    ``unit`` is "day" or "month" for durations, the base of a rate, "down" or "up" for a signed
    percentage and for a multiple; ``noun`` what a count counts, in the singular.
    """

    kind: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    decimals: int = 0
    hedge: str = ""
    high: Fraction | None = None
    unit: str = ""
    noun: str = ""
    word: str = ""

    @property
    def stated(self) -> Stated:
        return Stated(self.value, self.decimals, self.hedge, self.high, self.word)

    @property
    def slack(self) -> Fraction:
        """How far the number meant may lie from the one printed; nothing for a whole count."""
        if self.kind == COUNT and self.decimals == 0 and not self.hedge:
            return Fraction(0)
        half = Fraction(1, 2) * Fraction(10) ** -self.decimals
        return max(half, abs(self.value) / 10) if self.hedge else half


_digits = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_number = rf"(?:(?P<digits>{_digits})|(?P<words>(?i:{NUMBER_IN_WORDS})))"
_cent = r"(?:\s?%|[ -]?\s?per\s?cent\b(?!age)|\s?percent\b|\s?pc\b)"
_sign = r"(?:(?P<sign>[+\-−]|[↑↓▲▼±]\s?|minus |plus ))?"
_magnitude = r"(?:\s?(?P<magnitude>k|m|bn|million|thousand)\b)?"
_people = r"(?:head of (?:the )?)?(?:residents?|people|population|inhabitants|persons|adults|children|households|homes|properties)?"
_each = r"(?P<each>1,000,000|1,000|10,000|100,000|1000|10000|100000|thousand|million|100k|10k|1k)"

_minus_before = re.compile(r"(?:^|[(|:;,=]|\b(?:of|by|at|change|is|was|and|to))\s*$", re.IGNORECASE)

Make = Callable[[re.Match[str]], Item | None]


def find_items(text: str) -> tuple[Item, ...]:
    """Find the numbers of a sentence in the order in which they stand; none overlaps another."""
    taken = bytearray(len(text))
    found: list[Item] = []

    def add(item: Item) -> None:
        if not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            found.append(item)

    begins = paragraph_number(text)
    if any(sign.isdigit() for sign in text[:begins]):
        add(Item(ASIDE, 0, begins))
    years = list(find_years(text))
    for start, end, year in years:
        if "/" in text[start:end] or (end - start) > 4:
            add(_year(start, end, year))
    for start, end in set_aside(text):
        add(Item(ASIDE, start, end))
    for start, end, year in years:
        add(_year(start, end, year))
    for pattern, make in _KINDS:
        for match in pattern.finditer(text):
            item = make(match)
            if item is not None:
                add(item)
    return tuple(_with_hedges(text, sorted(found, key=lambda item: item.start)))


_FROM_AFTER = re.compile(r"\s*,?\s*(?:from|compared|last year)\b")


def _with_hedges(text: str, items: list[Item]) -> Iterator[Item]:
    for position, item in enumerate(items):
        if item.kind in (ASIDE, YEAR, LAST, THIS):
            yield item
            continue
        before, start = hedge_before(text, item.start)
        overlaps = position and start < items[position - 1].end
        if overlaps or (before == AT_MOST and _FROM_AFTER.match(text, item.end)):
            before, start = "", item.start  # "up to 55% from 43%" is a rise
        after, end = ("", item.end) if before else hedge_after(text, item.end)
        yield replace(item, start=start, end=end, hedge=before or after or item.hedge)


def _year(start: int, end: int, year: int | str) -> Item:
    if isinstance(year, int):
        return Item(YEAR, start, end, Fraction(year))
    return Item(LAST if year == LAST_YEAR else THIS, start, end)


def _value(match: re.Match[str], digits: str = "digits", words: str = "words") -> tuple[Fraction, int]:
    printed = match[digits]
    if printed is None:
        return Fraction(from_words(match[words])), 0
    plain = printed.replace(",", "")
    return Fraction(plain), len(plain.partition(".")[2])


def _scaled(match: re.Match[str]) -> tuple[Fraction, int]:
    value, decimals = _value(match)
    power = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9}.get((match["magnitude"] or "").lower(), 0)
    return value * 10**power, decimals - power


def _points(match: re.Match[str]) -> Item:
    value, decimals = _value(match)
    return Item(POINTS, *match.span(), value, decimals)


def _percent(match: re.Match[str]) -> Item:
    value, decimals = _value(match)
    sign = (match["sign"] or "").strip().lower()
    if sign == "-" and not _minus_before.search(match.string, 0, match.start()):
        sign = ""  # a dash before a percentage, as in a list, is no minus
    unit = "down" if sign and sign in "-−↓▼minus" else "up" if sign and sign in "+↑▲plus" else ""
    return Item(PERCENT, *match.span(), value, decimals, unit=unit)


def _percent_range(match: re.Match[str]) -> Item | None:
    printed = match["low"] or match["low2"] or match["low3"]
    low, high = (Fraction(end.replace(",", "")) for end in (printed, match["high"]))
    return Item(PERCENT, *match.span(), low, len(printed.partition(".")[2]), high=high) if low < high else None


def _rate(match: re.Match[str]) -> Item:
    value, decimals = _value(match)
    each = match["each"].lower().replace(",", "").replace("k", "000")
    base = {"thousand": "1000", "million": "1000000"}.get(each, each)
    return Item(RATE, *match.span(), value, decimals, unit=base)


_number_before = re.compile(r"\d\s(?:[a-z]+\s){0,4}$", re.IGNORECASE)


def _rate_after(match: re.Match[str]) -> Item | None:
    if _number_before.search(match.string, 0, match.start()):
        return None  # "5 per 1,000 (60 complaints)": the rate stands before
    item = _rate(match)
    return replace(item, start=match.start("digits"), end=match.end("digits"))


def _money(match: re.Match[str]) -> Item:
    value, decimals = _scaled(match)
    return Item(MONEY, *match.span(), value, decimals)


def _duration(match: re.Match[str]) -> Item:
    value, decimals = _value(match)
    return Item(DURATION, *match.span(), value, decimals, unit=match["unit"].lower())


def _fraction(match: re.Match[str]) -> Item:
    many = (match["many"] or "a").lower().strip("- ")
    value = (int(many) if many.isdigit() else from_words(many)) * FRACTIONS[
        match["part"].lower().removesuffix("s") or "half"
    ]
    return Item(FRACTION, *match.span(), 100 * value, word="share")


def _half(match: re.Match[str]) -> Item:
    return Item(FRACTION, *match.span(), Fraction(50), word="share")


def _one_in(match: re.Match[str]) -> Item | None:
    part, whole = (int(n) if n.isdigit() else from_words(n) for n in (match["part"], match["whole"]))
    return Item(FRACTION, *match.span(), Fraction(100 * part, whole), word="share") if 0 < part < whole <= 20 else None


_VERBS = {"doubl": 2, "trebl": 3, "tripl": 3, "quadrupl": 4, "quintupl": 5, "halv": Fraction(1, 2)}


def _multiplied(match: re.Match[str]) -> Item:
    value = Fraction(_VERBS[match["verb"].lower()])
    return Item(TIMES, *match.span(), value, word="times", unit="up" if value > 1 else "down")


def _times(match: re.Match[str]) -> Item:
    if match["twice"]:
        return Item(TIMES, *match.span(), Fraction(2), word="times", unit="as many")
    value, decimals = _value(match)
    more = bool(re.search(r"(?:more|higher|greater|larger|bigger|increase)$", match[0], re.IGNORECASE))
    return Item(TIMES, *match.span(), value, decimals, unit="more" if more else "as many")


def _fold(match: re.Match[str]) -> Item:
    value, decimals = _value(match)
    return Item(TIMES, *match.span(), value, decimals, unit="more")


def _half_as_many(match: re.Match[str]) -> Item:
    return Item(TIMES, *match.span(), Fraction(1, 2), word="times", unit="as many")


def _count(match: re.Match[str]) -> Item:
    if match["digits"] is None and match["words"].lower() == "one" and not _counts_one(match.string, *match.span()):
        return None
    value, decimals = _scaled(match)
    return Item(COUNT, *match.span(), value, decimals, noun=noun_after(match.string, match.end()))


_one_before = re.compile(
    r"\b(?:from|to|just|only|by|of|with|than|was|were|is|and|remaining|other|plus)\s+$|[(:]\s*$", re.IGNORECASE
)
_one_after = re.compile(
    r"\s*[,.;:)]|\s+(?:in|last|the (?:previous|prior|year)|this|of (?:these|those|which|them|the \d)|upheld|was|were|had|more|fewer|less)\b"
    r"|\s+\(\d",
    re.IGNORECASE,
)


def _counts_one(text: str, start: int, end: int) -> bool:
    """Whether "one" is a number here: ``one complaint``, ``from one in 2023/24``, not ``one of our aims``."""
    if noun_after(text, end) and not re.match(r" of\b| or\b", text[end:]):
        return True
    return bool(_one_after.match(text, end)) and (
        bool(_one_before.search(text, 0, start)) or start == 0 or "," in text[:start]
    )


def _range(match: re.Match[str]) -> Item:
    return Item(ASIDE, *match.span())


def _none(match: re.Match[str]) -> Item:
    return Item(COUNT, *match.span(), noun=noun_after(match.string, match.end()))


NOUNS = (
    "complaint|compliment|comment|case|enquir(?:y|ies)|inquir(?:y|ies)|request|representation|concern|contact|suggestion|"
    "investigation|decision|referral|escalation|response|issue|quer(?:y|ies)|apolog(?:y|ies)|remed(?:y|ies)|"
    "recommendation|allegation|appeal|review|people|person|resident|child(?:ren)?|pupil|complainant|customer|"
    "respondent|service user|household|home|tenant|propert(?:y|ies)|staff|employee|officer|member|councillor|incident|"
    "report|application|assessment|plan|call|letter|email|record|element|aspect|tribunal|panel|payment|survey|visit|"
    "user|client|carer|parent|famil(?:y|ies)|school|team|council|authorit(?:y|ies)|letter|form|message|problem|"
    "dispute|objection|submission|item|piece|correspondence|reason|theme|categor(?:y|ies)|service|area|action|lesson|"
    "improvement|collection|bin|job|repair|order|vote|event|order|finding|outcome|matter|"
    "breach|disclosure|individual|adult|young people|learner|student|applicant|claim|fine|notice|permit|journey|"
    "inhabitant|population|thank you|thanks|praise"
)
_noun_after = re.compile(
    rf"(?:[ -](?:of )?(?!(?:and|or|to|from|in|at|with|for|by|were|was|which|who|that|than|had|have|during|received|logged|recorded|made|"
    rf"closed|upheld|about|relating|concerning|last|compared|out)\b)[A-Za-z&'’/-]+){{0,5}}?[ -]({NOUNS})s?\b",
    re.IGNORECASE,
)
_SINGULAR = {"children": "child", "people": "person", "young people": "person"}


def noun_after(text: str, end: int) -> str:
    """Get what is counted by a number that ends here, in the singular; empty when it is not said at once."""
    match = _noun_after.match(text, end)
    if not match:
        return ""
    return singular(match[1].lower())


def singular(noun: str) -> str:
    """Get the singular of a noun that is counted: complaint, enquiry, child."""
    return _SINGULAR.get(noun, noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s"))


_not_in_word = r"(?<![\w.,£/-])"
_KINDS: tuple[tuple[re.Pattern[str], Make], ...] = (
    (
        re.compile(
            rf"{_not_in_word}{_sign}{_number}(?:\s?%|\s?per\s?cent(?:age)?|\s?percent(?:age)?)?[\s-]?(?:percentage[\s-]points?|%[\s-]?points?|"
            rf"per\s?cent points?|(?<=[%t]) ?points?|ppts?\b|pps?\b|%pts?|p\.p\.)",
            re.IGNORECASE,
        ),
        _points,
    ),
    (re.compile(rf"(?:(?<=\bby )|(?<=\bof )|(?<=\bup )|(?<=down )){_sign}{_number} points?\b", re.IGNORECASE), _points),
    (
        re.compile(
            rf"(?:\bbetween (?P<low>{_digits}){_cent}? and |{_not_in_word}(?P<low2>{_digits}){_cent}?\s?[-–]\s?|"
            rf"(?<!from ){_not_in_word}(?P<low3>{_digits}) to )(?P<high>{_digits}){_cent}",
            re.IGNORECASE,
        ),
        _percent_range,
    ),
    (re.compile(rf"(?<![\w.,£])(?<!\d[-–]){_sign}{_number}{_cent}"), _percent),
    (
        re.compile(
            rf"{_not_in_word}{_number}(?:\s[a-z]+){{0,4}}? (?:per|for every|in every|for each|out of every) {_each}\b(?: {_people})?",
            re.IGNORECASE,
        ),
        _rate,
    ),
    (
        re.compile(
            rf"per {_each}\b[^\d<>()]{{0,60}}?(?:was|is|of|:|\(|at|stood at|being|were)\s*(?P<digits>{_digits})(?P<words>(?!))?(?![\d%,])",
            re.IGNORECASE,
        ),
        _rate_after,
    ),
    (re.compile(rf"£\s?(?P<digits>{_digits})(?P<words>(?!))?{_magnitude}", re.IGNORECASE), _money),
    (
        re.compile(
            rf"{_not_in_word}{_number}[\s-](?:(?:working|calendar|school|business|consecutive|full|clear|whole|further|more)[\s-])*"
            r"(?P<unit>day|hour|minute|week|month|year)s?(?:'|’)?\b",
            re.IGNORECASE,
        ),
        _duration,
    ),
    (
        re.compile(
            r"\b(?P<verb>doubl|trebl|tripl|quadrupl|quintupl|halv)(?:ed|es|ing|e)\b(?! (?:check|glaz|count|yellow|up))",
            re.IGNORECASE,
        ),
        _multiplied,
    ),
    (re.compile(rf"{_not_in_word}{_number}[- ]?fold\b", re.IGNORECASE), _fold),
    (
        re.compile(
            rf"{_not_in_word}(?:(?P<twice>twice)|{_number}\s(?:and a half )?times)(?:\sas (?:many|much|high|large|often|likely)\b|"
            r"\s(?:more|higher|greater|larger|bigger|increase)\b|(?=\s(?:the|that|those|this|last|its|what|fewer|lower|in)\b))",
            re.IGNORECASE,
        ),
        _times,
    ),
    (
        re.compile(
            r"\bhalf (?:as many|as much|the number|the total|that of|the level|the figure|last year's|the amount|what it was)\b",
            re.IGNORECASE,
        ),
        _half_as_many,
    ),
    (
        re.compile(
            rf"{_not_in_word}(?:(?P<many>one|two|three|four|five|six|seven|eight|nine|a|1|2|3|4)[\s-])(?P<part>thirds?|quarters?|fifths?|sixths?|"
            r"sevenths?|eighths?|ninths?|tenths?|half|halves)\b(?=\s+(?:of|more|fewer|less|increase|decrease|reduction|rise|fall|drop|"
            r"higher|lower|up|down|on|compared|from|in|to|were|was|had|have|received|related|concerned|came|are|\()|\s*[,.;:)\-–]|\s*$)",
            re.IGNORECASE,
        ),
        _fraction,
    ),
    (
        re.compile(
            r"\b(?P<many>(?!))?half\b(?=(?<=by half)\s|\s+(?:of|the|all|our|these|those|were|was|had|\()|\s*[,.;:)]|\s*$)(?! the (?:time|year|day|battle)| of (?:the )?(?:year|20|19)| year|-)",
            re.IGNORECASE,
        ),
        _half,
    ),
    (
        re.compile(
            rf"{_not_in_word}(?=\d{{1,2}} in (?:every )?\d|[a-z]+ (?:in|out of) (?:every )?[a-z])(?P<part>\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine)(?: out of| in)"
            r"(?: every)? (?P<whole>two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,2})\b(?![\d,.]*\d|%| per ?cent|[\s-](?:working |calendar )?(?:days?|weeks?|months?|years?|hours?|minutes?)|/)"
            r"(?=\s+(?!complaints? (?:were|was)|cases (?:were|was))[a-z(]|\s*[,.;:)])",
            re.IGNORECASE,
        ),
        _one_in,
    ),
    (re.compile(rf"{_not_in_word}{_digits}\s?[-–]\s?{_digits}(?![\w%£]|[.,]\d)"), _range),
    (
        re.compile(
            rf"(?<![\w.,£])(?<!\d[-–])(?P<digits>{_digits})(?P<words>(?!))?{_magnitude}(?![\w%£]|[.,]\d|/\d{{1,2}}/)",
        ),
        _count,
    ),
    (
        re.compile(
            rf"(?<![\w-])(?P<digits>(?!))?(?P<words>(?!a\b)(?i:{NUMBER_IN_WORDS}))(?P<magnitude>(?!))?(?![\w-])"
        ),
        _count,
    ),
    (
        re.compile(
            r"\b(?:[Nn]one|[Nn]il|[Nn]o(?=\s+(?:\w+\s+){0,2}(?:complaints|compliments|comments|cases|enquiries|representations)\b))\b"
        ),
        _none,
    ),
)
