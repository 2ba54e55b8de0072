"""Totals of the sentences before: "There were ten complaints. Two were upheld and eight were not."."""

import re
from collections.abc import Sequence
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.readings import Reading

_REACH = 3  # sentences before
_SAYS_OTHER = re.compile(r"(?<!\()<P\d+>|<[BQNMR]\d+>|\bof (?:which|whom)\b")


def after_total(reading: Reading, earlier: Sequence[Reading]) -> list[Claim]:
    """Add up a sentence of nothing but parts: "Two were upheld, three partially upheld and ten not upheld."."""
    numbers = [int(number) for number in re.findall(r"(?<!\ball )<C(\d+)>", reading.code)]
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


_DECIDED = re.compile(
    r"\b(?:investigated|decided|considered|closed|determined|responded|answered|concluded|completed)\b"
)
_OUTCOME = re.compile(
    r"\b(?P<word>not upheld|(?:part(?:ly|ially)?|upheld in part)(?: upheld)?|upheld|withdrawn|declined|"
    r"(?:closed|referred back|invalid|incomplete|advice|premature)(?= ))"
)


def are_outcomes(code: str) -> bool:
    """Whether a text tells of the upheld and of the not upheld, so that no complaint is in two of its numbers."""
    return {"upheld", "not upheld"} <= {match["word"] for match in _OUTCOME.finditer(code)}


CLOSED_LIST = re.compile(r"(?:\band|&|\bplus|\+)[^<>]*<C\d+>[^<>]*$")


def _of_outcomes(reading: Reading, last: Reading, numbers: list[int], added: Fraction) -> list[Claim]:
    """Judge the outcomes of the one number before: more of them are wrong, and fewer of what was decided."""
    earlier = {pair.before for pair in last.pairs}
    totals = [number for number in map(int, re.findall(r"<[CB](\d+)>", last.code)) if number not in earlier]
    if len(totals) != 1 or not are_outcomes(reading.code):
        return []
    total, parts = last.item(totals[0]), [reading.item(number) for number in numbers]
    every = added > total.value or (len(numbers) == len(_OUTCOME.findall(reading.code)) and _DECIDED.search(last.code))
    same = {part.noun for part in parts} <= {total.noun, ""} and (total.noun or not any(part.noun for part in parts))
    if not every or not same or any(item.hedge for item in (total, *parts)):
        return []
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    stated, reason = last.sentence.printed(totals[0]), "the outcomes do not add up to it"
    return [Claim("total", reading.sentence.text, printed, stated, written(added, 2), Verdict.WRONG, reason)]
