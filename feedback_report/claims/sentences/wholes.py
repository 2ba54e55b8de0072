"""The whole that a percentage is of: what the sentence says, and what else it may be."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import fits
from feedback_report.claims.sentences.parts import Part, find_parts
from feedback_report.claims.sentences.readings import Reading

Whole = tuple[Fraction, str]

_OF_WHICH = re.compile(
    r"\b(?:of|out of|from|among) (?:(?:which|whom|them)\b|(?:these|this number|"
    r"those(?! (?:at|in|on|for|from|with)\b))\b(?! (?:[a-z]+ ){0,2}<B))"
)


_OF_THESE_AFTER = re.compile(
    r"(?:[ –—)-]{0,4}of (?:which|whom)|[ –—,)-]{0,4}of (?:these|those|them))\b"
    r"(?! (?:decided|closed|completed|investigated|answered|surveyed|asked|eligible|who|that|which|"
    r"at|in|on|for|from|with)\b)"
)


_BESIDE = 2  # signs


def said_base(reading: Reading, part: Part, parts: list[Part]) -> int | None:
    """Get the whole that the sentence says the part is of: after "of which", or "Of the 212 complaints"."""
    before = reading.code[: part.start]
    counted = {other.count for other in parts}
    clause = reading.clause(part.start)
    marked = list(re.finditer(r"<[BC](\d+)>", before))
    after = _OF_THESE_AFTER.match(reading.code, part.end)
    which = list(_OF_WHICH.finditer(reading.code, 0, after.end() if after else part.end))
    if which:
        held = [match for match in marked if match.end() <= which[-1].start() and int(match[1]) != part.count]
        held = [match for match in held if match.end() + 1 < which[-1].start()]  # not the 20 of "20 of them"
        own = {other.count for other in parts if 0 <= which[-1].start() - other.end <= _BESIDE}
        held = [match for match in held if int(match[1]) not in own]  # nor that of "20 (25%) of them"
        held = [match for match in held if not _in_brackets(before, match)] or held
        return int(held[-1][1]) if held else None
    opening = [match for match in marked if match[0].startswith("<B") and int(match[1]) not in counted]
    if opening and reading.clause(opening[-1].start()) == clause:
        return int(opening[-1][1])
    closing = re.search(
        r"(?:,|–|-)? ?(?:out of|from) (?:a total of |the |all )*<[BC](\d+)>[^<>]*$", reading.code[part.end :]
    )
    if closing and int(closing[1]) not in counted and "¦" not in reading.code[part.end :][: closing.start()]:
        return int(closing[1])
    with_parts = re.match(
        r"[^<>]*<C(\d+)>[^<>¦]{0,60}?(?:<[XYLHD]\d+>[^<>¦]{0,30}?)*?,? (?:with|including) ", reading.code
    )
    if with_parts and int(with_parts[1]) not in counted and with_parts.end() <= part.start + 1:
        return int(with_parts[1])
    return None


def is_compared(reading: Reading, part: Part) -> bool:
    """Whether a part is what another is compared with, so that its whole is another: "60 (50%), against 66 (44%)"."""
    return any(pair.before in (part.count, part.percent) for pair in reading.pairs)


def compared_whole(reading: Reading, now: Whole | None, earlier: Sequence[Reading]) -> Whole | None:
    """Get what the whole of this year's part (``now``) is compared with: the whole of the part of last year."""
    for source in (reading, *reversed(earlier[-_REACH:])):
        for pair in source.pairs:
            if (source.item(pair.now).value, source.sentence.printed(pair.now)) == now:
                return source.item(pair.before).value, source.sentence.printed(pair.before)
    return None


_DEALT = (
    r"(?P<verb>investigat|decid|clos|complet|answer|respond|determin|conclud|process|uph(?:eld|old)|escalat|resolv|"
    r"survey|receiv|review)[a-z]*"
)
_OF_THOSE_DEALT = re.compile(
    rf"\bof (?:all )?(?:those|these|the (?:[a-z]+ )?(?:complaints|cases|requests|decisions|enquiries|appeals|ones))"
    rf"(?: (?:that|which|who))?(?: (?:we|it|they|the council|the ombudsman))?"
    rf"(?: (?:were|was|had|have|been|it|fully))* {_DEALT}|"
    rf"\bof (?:all )?(?:the |those )?(?:[a-z]+ or )?(?:part(?:ially|ly) |fully )?{_DEALT.replace('verb', 'done')}"
    rf" (?:complaints|cases)"
)
_DEALT_WITH = re.compile(
    rf"<[CB](?P<n>\d+)>(?:[^<>¦,;.()]|<X\d+>){{0,40}}?\b(?<!not ){_DEALT}|"
    rf"\b{_DEALT.replace('verb', 'active')} (?:a total of |in detail |only |just )?<[CB](?P<m>\d+)>"
)


def of_those_dealt_with(reading: Reading, at: int, end: int, earlier: Sequence[Reading]) -> list[Whole]:
    """Get the counts that "of those we investigated" can mean: those that are said to have been investigated."""
    match = _OF_THOSE_DEALT.search(reading.code, max(at - _BEFORE_IT, 0), end + _AFTER_IT)
    if match is None or re.search(r"<[CB]\d+>", match[0]):
        return []
    found: dict[Whole, None] = {}
    in_part = _OR_IN_PART.search(reading.code, match.start())
    for source in (reading, *reversed(earlier[-_REACH:])):
        outcomes = {kind: n for n, kind in _OUTCOMES.findall(source.code)} if in_part else {}
        if len(outcomes) == len(("upheld", "partly upheld")):
            both = [int(n) for n in outcomes.values()]
            added = sum((source.item(n).value for n in both), Fraction(0))
            return [(added, " and ".join(source.sentence.printed(n) for n in both))]
        for held in _DEALT_WITH.finditer(source.code):
            inside = source is reading and held.start() < match.end() and match.start() < held.end()
            if not inside and (match["verb"] or match["done"]) in (held["verb"], held["active"]):
                number = int(held["n"] or held["m"])
                found[source.item(number).value, source.sentence.printed(number)] = None
    return list(found)


_OR_IN_PART = re.compile(r"uph(?:eld|old) (?:or|and) (?:part|in part)")
_OUTCOMES = re.compile(r"<[CB](\d+)>(?: (?:were|was|had been|found))? ((?:part[a-z]* )?upheld)\b(?! or)")
_BEFORE_IT, _AFTER_IT = 70, 70


def _in_brackets(before: str, match: re.Match[str]) -> bool:
    """Whether a number stands in brackets that are closed again: the parts in "94 (59 of them new), of which"."""
    return before.count("(", 0, match.start()) > before.count(")", 0, match.start()) and ")" in before[match.end() :]


_REST = re.compile(r"\b(?:remaining|rest|others?)(?: of (?:the )?[a-z]+)? (?:just |some )?\(?$")


def base_of_the_rest(reading: Reading, part: Part, parts: list[Part]) -> int | None:
    """Get the whole of the one part before that says it, for what remains: "88% (21 of 24); the remaining 12% (3)"."""
    bases = {other.base for other in parts if other.base is not None and other.start < part.start}
    named = _REST.search(reading.code, 0, part.start)
    return bases.pop() if named and len(bases) == 1 else None


def own_wholes(reading: Reading, parts: list[Part], part: Part | None) -> list[Whole]:
    """Get the other counts of the sentence; without a part, those that are no parts themselves."""
    left_out = {part.count} if part else {other.count for other in parts}
    numbers = [int(match[1]) for match in re.finditer(r"<[CB](\d+)>", reading.code)]
    return [(reading.item(n).value, reading.sentence.printed(n)) for n in numbers if n not in left_out]


def wholes_of(earlier: Sequence[Reading]) -> list[Whole]:
    """Get the counts of the sentences before, the nearest first, bases before other counts."""
    held = []
    for reading in reversed(earlier):
        held += [
            (reading.item(int(n)).value, reading.sentence.printed(int(n)))
            for letter in "BC"
            for n in re.findall(rf"<{letter}(\d+)>", reading.code)
        ]
    return held


def fitting(reading: Reading, part: Part, held: Sequence[Whole]) -> Whole | None:
    """Find the first whole of which a part has its percentage."""
    count, stated = reading.item(part.count or 0), reading.item(part.percent)
    if count.value == 0 or count.hedge:
        return None
    return next(
        (whole for whole in held if whole[0] >= count.value > 0 and fits(stated.stated, 100 * count.value / whole[0])),
        None,
    )


def fitting_all(reading: Reading, parts: list[Part], held: Sequence[Whole]) -> Whole | None:
    """Find a whole that all parts of a sentence fit: one alone fits too many numbers by chance."""
    return next((whole for whole in held if all(fitting(reading, part, [whole]) for part in parts)), None)


def sums_fit(reading: Reading, part: Part, parts: list[Part], earlier: Sequence[Reading] = ()) -> bool:
    """Whether a sum or a difference of two counts is a whole that fits: "110 received, 8 withdrawn".

    Counts that are parts with percentages of their own are not taken away from anything.
    """
    count, stated = reading.item(part.count or 0), reading.item(part.percent)
    numbers: list[Fraction] = []
    for held in (*earlier[-1:], reading):
        counted = {other.count for other in (parts if held is reading else find_parts(held.code))}
        numbers += [
            held.item(int(match[1])).value
            for match in re.finditer(r"<[CB](\d+)>", held.code)
            if int(match[1]) not in counted and not _in_brackets(held.code, match)
        ]
    return any(
        whole >= count.value > 0 and fits(stated.stated, 100 * count.value / whole)
        for a, b in combinations(numbers, 2)
        for whole in (a + b, abs(a - b))
    )


_POINTS_AT = re.compile(
    r"^(?:<X\d+> )?(?:of|out of|from|among) (?:these|those|them|which|this|that|this total|the total)\b"
)


_OF_THEM = re.compile(r"<[PC]\d+> of (?:them|these|those|the total)\b")
_LEADS_ON = re.compile(r"^(?:<X\d+> )?(?:of|out of|from) [^<>]*<B\d+>(?:[^<>]|<[XYLH]\d+>)*:$")


def _counted(reading: Reading, noun: str) -> list[Whole]:
    """Get the counts of a sentence that count one thing; all of them where it is not said which."""
    earlier = {pair.before for pair in reading.pairs}
    return [
        (item.value, reading.sentence.printed(number))
        for number, item in enumerate(reading.sentence.items)
        if item.kind == "C" and noun in ("", item.noun) and number not in earlier
    ]


_REACH = 3
_ALL = 100


def pointed_at(reading: Reading, count: Item, earlier: Sequence[Reading]) -> Whole | None:
    """Get the one number of the sentence before that "Of these" can mean."""
    if not earlier:
        return None
    if not _OF_THEM.search(reading.code):
        return _pointed_at_first(reading, count, earlier[-1])
    counted = _counted(earlier[-1], count.noun)
    return counted[0] if len(counted) == 1 and counted[0][0] >= count.value else None


def _pointed_at_first(reading: Reading, count: Item, last: Reading) -> Whole | None:
    if not (_POINTS_AT.match(reading.code) or _LEADS_ON.search(last.code)):
        return None
    earlier = {str(pair.before) for pair in last.pairs}  # "... 64, compared to 70 last year. Of these"
    numbers = [int(n) for n in re.findall(r"<[CBN](\d+)>", last.code) if n not in earlier]
    held = [(last.item(n).value, last.sentence.printed(n)) for n in numbers]
    possible = [whole for whole in held if whole[0] >= count.value]
    return possible[0] if len(possible) == 1 and len(held) <= 2 else None


def whole_of_list(reading: Reading, parts: list[Part], earlier: Sequence[Reading]) -> Whole | None:
    """Get the number before that all counts of a sentence make: "81 were closed. 39 were upheld, 41 not and 1 ...".

    Percentages that are more than all tell of parts that overlap.
    """
    counts = [int(number) for number in re.findall(r"<C(\d+)>", reading.code)]
    stated = sum((reading.item(part.percent).value for part in parts), Fraction(0))
    if len(counts) < 3 or "<B" in reading.code or stated > _ALL + len(parts):
        return None
    added = sum((reading.item(number).value for number in counts), Fraction(0))
    return next((whole for whole in wholes_of(earlier[-_REACH:]) if whole[0] == added), None)
