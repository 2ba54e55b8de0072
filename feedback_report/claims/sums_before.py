"""Totals of the sentences before: "There were ten complaints. Two were upheld and eight were not."."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.judging import written
from feedback_report.claims.readings import Reading

_REACH = 3  # sentences before
_SAYS_OTHER = re.compile(r"(?<!\()<P\d+>|<[BQNMR]\d+>|\bof (?:which|whom)\b")


def after_total(reading: Reading, earlier: Sequence[Reading]) -> list[Claim]:
    """Add up a sentence of nothing but parts: "Two were upheld, three partially upheld and ten not upheld."."""
    numbers = [int(number) for number in re.findall(r"<C(\d+)>", reading.code)]
    if not earlier or len(numbers) < 2 or reading.pairs or _SAYS_OTHER.search(reading.code):
        return []
    added = sum((reading.item(number).value for number in numbers), Fraction(0))
    for last in reversed(earlier[-_REACH:]):
        for total in (int(number) for number in re.findall(r"<[CB](\d+)>", last.code)):
            if last.item(total).value == added:
                printed = tuple(reading.sentence.printed(number) for number in numbers)
                stated = last.sentence.printed(total)
                return [Claim("total", reading.sentence.text, printed, stated, written(added, 2), Verdict.RIGHT)]
    return _of_outcomes(reading, earlier[-1], numbers, added)


_DECIDED = re.compile(r"\b(?:investigated|decided|considered|closed|determined)\b")


def _of_outcomes(reading: Reading, last: Reading, numbers: list[int], added: Fraction) -> list[Claim]:
    """Judge the upheld and the not upheld by the one number of what was decided: there is no third outcome."""
    totals = [int(number) for number in re.findall(r"<[CB](\d+)>", last.code)]
    upheld = len(re.findall(r"\bnot upheld\b", reading.code)) == 1 and len(re.findall(r"\bupheld\b", reading.code)) == 2
    if len(totals) != 1 or len(numbers) != 2 or not upheld or not _DECIDED.search(last.code):
        return []
    total, parts = last.item(totals[0]), [reading.item(number) for number in numbers]
    if total.noun not in {part.noun for part in parts} or any(item.hedge for item in (total, *parts)):
        return []
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    stated, reason = last.sentence.printed(totals[0]), "the outcomes do not add up to it"
    return [Claim("total", reading.sentence.text, printed, stated, written(added, 2), Verdict.WRONG, reason)]


_GIVES = re.compile(
    r"^(?:<X\d+> )?(?:this|that|these|together,? (?:this|these|they)) "
    r"(?:gives?|gave|makes?|made|brings?|brought|totals?) [^<>]{0,60}?<C(?P<total>\d+)>"
)


def of_before(reading: Reading, earlier: Sequence[Reading]) -> list[Claim]:
    """Show "This gives a total of 120" to be right by two or three numbers of the sentences before."""
    match = _GIVES.match(reading.code)
    if match is None:
        return []
    total = int(match["total"])
    held = [
        (source.item(int(n)).value, source.sentence.printed(int(n)))
        for source in earlier[-_REACH - 1 :]
        for n in re.findall(r"<C(\d+)>", source.code)
    ][-_MOST_BEFORE:]
    for some in (*combinations(held, 2), *combinations(held, 3)):
        if sum(value for value, _ in some) == reading.item(total).value:
            printed, true = tuple(text for _, text in some), written(reading.item(total).value, 2)
            stated = reading.sentence.printed(total)
            return [Claim("total", reading.sentence.text, printed, stated, true, Verdict.RIGHT)]
    return []


_MOST_BEFORE = 8
