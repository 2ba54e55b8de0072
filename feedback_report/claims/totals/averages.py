"""Claims of an average: "£14,250 was paid in 38 cases, an average of £375", "an average of 120 (98, 126 and 136)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers import hedges
from feedback_report.claims.numbers.item import COUNT
from feedback_report.claims.numbers.judging import fits, judge, written
from feedback_report.claims.numbers.nouns import NOUNS
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading

_AVERAGE = r"\b(?:average|mean)(?: of| was| is| being|:)? (?:just |approximately )?"
_FILL = r"(?:[^<>¦]|<[XYLH]\d+>)"
# A total, the number that it is shared among, and the average of each.
_PER = re.compile(
    rf"<(?P<kind>[MCD])(?P<total>\d+)>{_FILL}{{0,60}}?\b(?:in|to|for|over|across|on|between|among|from) "
    rf"(?:the |all |a total of )*<(?P<by>[CDB])(?P<number>\d+)>{_FILL}{{0,60}}?(?:,|¦;| –| -|\() ?"
    rf"(?:or |giving |which is |this is |at )?(?:an? |the )?{_AVERAGE}<(?P=kind)(?P<average>\d+)>"
)
_ON_AVERAGE = re.compile(
    rf"<(?P<kind>[MCD])(?P<total>\d+)>{_FILL}{{0,60}}?\b(?:in|to|for|over|across|on|between|among|from) "
    rf"(?:the |all |a total of )*<(?P<by>[CDB])(?P<number>\d+)>{_FILL}{{0,40}}?(?:,| –| -|\() ?(?:or |which is )?"
    rf"<(?P=kind)(?P<average>\d+)> (?:on average|each|apiece|per (?:case|payment|complaint|claim|household|person))\b"
)
# "an average of about £445 for each of the 41 payments (£18,240 in total)"
_FOR_EACH = re.compile(
    rf"{_AVERAGE}<(?P<kind>[MC])(?P<average>\d+)>{_FILL}{{0,20}}?\b(?:for each of|across|over|in) (?:the |all )*"
    rf"<(?P<by>[CB])(?P<number>\d+)>{_FILL}{{0,40}}?[(,] ?<(?P=kind)(?P<total>\d+)> (?:in total|in all|altogether)"
)
# "£18,240 in all, an average of £445 across the 41 payments"
_ACROSS = re.compile(
    rf"<(?P<kind>[MC])(?P<total>\d+)>{_FILL}{{0,40}}?(?:,|¦;| –| -|\(| "
    rf"and)[^<>¦]{{0,20}}?{_AVERAGE}<(?P=kind)(?P<average>\d+)>{_FILL}{{0,30}}?\b(?:across|over|in|for|between|among|"
    r"from) (?:the |all |each of the |these |a total of )*<(?P<by>[CB])(?P<number>\d+)>"
)
# The numbers themselves: "the average is 120 (98, 126 and 136)".
_LISTED = re.compile(
    rf"{_AVERAGE}?(?:{_FILL}|<D\d+>){{0,60}}?<(?P<kind>[CDP])(?P<average>\d+)>{_FILL}{{0,30}}?[(:] ?"
    r"(?P<list><(?P=kind)\d+>(?:(?:,|,? and|;) (?:<Y\d+>:? )?<(?P=kind)\d+>)+)\)?"
)
_ALONE = re.compile(rf"{_AVERAGE}<[MCD](?P<average>\d+)>")
# "14,600 in the year, or 40 a day"
_A_DAY = re.compile(
    rf"<C(?P<average>\d+)>(?: (?:{NOUNS})s?)? (?:a|an|per|each|every) "
    r"(?P<time>(?:working )?(?:day|week|month|quarter))\b"
)
_WORKING = (250, 252, 253, 260, 261)
_TIMES = {"day": (365, 366, *_WORKING), "working day": _WORKING, "week": (52,), "month": (12,), "quarter": (4,)}
_IN_YEAR = re.compile(r"\byear\b|<[YLH]\d+>")
_PART = re.compile(r"\b(?:quarter|months?|half|between|since|so far|to date|until|up to|april|september|december)\b")
_REACH, _MOST_PAIRS = 3, 12
_STATES = re.compile(r"\b(?:average|mean)\b")


def average_claims(reading: Reading, earlier: Sequence[Reading] = ()) -> list[Claim]:
    """Judge the averages of a sentence by the total and the number, or by the numbers that it lists.

    What stands in the sentences before can show an average to be right.
    """
    by_time = [*_of_a_year(reading, earlier)]
    if by_time or (not _STATES.search(reading.code) and "<M" not in reading.code):
        return by_time
    return [*_of_total(reading), *_of_list(reading)] or [*_of_several(reading, earlier)]


def _of_a_year(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Claim]:
    """Judge "40 a day" by the count of a year that stands before it; wrong where only one count of a year does."""
    for match in _A_DAY.finditer(reading.code):
        number = int(match["average"])
        stated = reading.item(number)
        before = [(reading, int(n)) for n in re.findall(r"<[CB](\d+)>", reading.code[: match.start()])]
        before += [] if before else [(r, int(n)) for r in earlier[-1:] for n in re.findall(r"<[CB](\d+)>", r.code)]
        held = [(r, n) for r, n in before if r.item(n).value > stated.value and comparable(r.item(n), stated)]
        shared = [(r.item(n).value * _in_a_year(r) / times, r, n) for r, n in held for times in _TIMES[match["time"]]]
        about = replace(stated.stated, hedge=stated.hedge or hedges.ABOUT)
        true, source, total = next(
            (way for way in shared if judge(about, way[0])[0] is Verdict.RIGHT), (None, reading, 0)
        )
        if true is not None or held:
            sure = len(held) == 1 and bool(_IN_YEAR.search(held[0][0].code)) and not _PART.search(held[0][0].code)
            verdict = Verdict.RIGHT if true is not None else Verdict.WRONG if sure else Verdict.CANNOT_TELL
            source, total = (source, total) if true is not None else held[0]
            shown = written(shared[0][0] if true is None else true, stated.decimals + 1)
            reason = "" if true is not None else f"it is {shown}" if sure else "of how many it is is not said"
            printed = (source.sentence.printed(total),)
            yield Claim(
                "average", reading.sentence.text, printed, reading.sentence.printed(number), shown, verdict, reason
            )


def _in_a_year(reading: Reading) -> int:
    """Say how many of the periods that a sentence names make a year: four quarters, else it is one itself."""
    return 4 if re.search(r"\bquarter\b|<[YLHX]\d+> quarter", reading.code) else 1


def _of_total(reading: Reading) -> Iterator[Claim]:
    for match in (
        match for pattern in (_PER, _ON_AVERAGE, _FOR_EACH, _ACROSS) for match in pattern.finditer(reading.code)
    ):
        total, number, average = (int(match[name]) for name in ("total", "number", "average"))
        held = [reading.item(n) for n in (total, number)]
        if not held[1].value or held[0].unit != reading.item(average).unit or any(item.hedge for item in held):
            continue
        true = held[0].value / held[1].value
        slack = held[0].slack / held[1].value
        yield average_claim(
            reading, average, [total, number], true, slack, sure=reading.item(average).value < held[0].value
        )


def _of_several(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Claim]:
    """Judge an average right by the nearest total and number that make it, where few could be meant."""
    for match in _ALONE.finditer(reading.code):
        average = reading.item(int(match["average"]))
        near = [reading, *reversed(earlier[-_REACH:])]
        held = [
            (source.item(n), source.sentence.printed(n)) for source in near for n in range(len(source.sentence.items))
        ]
        totals = [(item, said) for item, said in held if item.kind == average.kind and item.unit == average.unit]
        totals = [(item, said) for item, said in totals if item.value > average.value and not item.hedge]
        numbers = [(item, said) for item, said in held if item.kind == COUNT and item.value > 1 and not item.hedge]
        pairs = [(total, number) for total in totals for number in numbers if total is not number]
        for (total, said), (number, of) in pairs if len(pairs) <= _MOST_PAIRS else ():
            true = total.value / number.value
            if judge(average.stated, true, total.slack / number.value)[0] is Verdict.RIGHT:
                shown = written(true, max(average.decimals, 0) + 1)
                printed = reading.sentence.printed(int(match["average"]))
                yield Claim("average", reading.sentence.text, (said, f"for {of}"), printed, shown, Verdict.RIGHT, "")
                break


def _of_list(reading: Reading) -> Iterator[Claim]:
    for match in _LISTED.finditer(reading.code):
        if not _STATES.search(match[0]) and not _STATES.search(reading.code, 0, match.start()):
            continue
        numbers = [int(number) for number in re.findall(r"<[CDP](\d+)>", match["list"])]
        values = [reading.item(number).value for number in numbers]
        true = sum(values, Fraction(0)) / len(values)
        sure = len(values) > 2 and min(values) <= reading.item(int(match["average"])).value <= max(values)
        yield from _if_it_can_be(reading, int(match["average"]), numbers, true, sure)


def _if_it_can_be(reading: Reading, average: int, numbers: list[int], true: Fraction, sure: bool) -> Iterator[Claim]:
    if sure or fits(reading.item(average).stated, true):
        yield average_claim(reading, average, numbers, true, Fraction(0), sure=sure)


def average_claim(
    reading: Reading, average: int, numbers: list[int], true: Fraction, slack: Fraction, *, sure: bool
) -> Claim:
    stated = reading.item(average)
    verdict, reason = judge(stated.stated, true, slack)
    if verdict is Verdict.WRONG and not sure:
        verdict, reason = Verdict.CANNOT_TELL, "it need not be the average of these numbers"
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    shown = written(true, max(stated.decimals, 0) + 1)
    return Claim("average", reading.sentence.text, printed, reading.sentence.printed(average), shown, verdict, reason)
