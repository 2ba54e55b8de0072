"""Changes whose numbers come in the next sentence: "Complaints rose by 20%. There were 60, up from 50 last year."."""

import itertools
import re

from feedback_report.claims.changes.change_findings import Finding, Size
from feedback_report.claims.changes.changes import as_level, fits_size, judge_size, sizes_of
from feedback_report.claims.claim import Verdict
from feedback_report.claims.numbers.nouns import things_named
from feedback_report.claims.sentences.directions import NOUN, VERB, direction_of
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading

Found = tuple[Finding, tuple[str, ...]]
_TELLS = re.compile(
    r"^(?:<X\d+> )?(?:there (?:were|was|had been|have been)|we (?:received|recorded|had|dealt)|this compares|"
    r"a total of|the (?:number|total|figure)s? |(?:in|during|between) <[YX]\d+>,? (?:there|we|<C))"
)


def from_following(reading: Reading, size: Size, following: Reading | None) -> Found | None:
    """Judge the one change of a sentence without counts by the two numbers of the next one.

    It is wrong only where that sentence holds just these, says nothing else of a change and
    is about the same things.
    """
    sizes = sizes_of(reading)
    if following is None or re.search(r"<[CMRB]\d+>", reading.code) or len({one.direction for one in sizes}) > 1:
        return None
    numbers = [int(number) for number in re.findall(r"<[CMB](\d+)>", following.code)]
    pairs = [(pair.before, pair.now) for pair in following.pairs]
    for before, now in (*pairs, *itertools.permutations(numbers[:4], 2)):
        first, second = following.item(before), following.item(now)
        first, second = as_level(first, second), as_level(second, first)
        if comparable(first, second) and all(fits_size(reading, one, first, second) for one in sizes):
            return judge_size(reading, size, first, second), _printed(following, before, now)
    if (
        len(numbers) != 2
        or len(pairs) > 1
        or len(sizes) > 1
        or not _TELLS.match(following.code)
        or _says_more(following)
    ):
        return None
    things, others = things_named(reading.sentence.text), things_named(following.sentence.text)
    before, now = pairs[0] if pairs else _in_order(size, following, numbers)
    first, second = following.item(before), following.item(now)
    if not others <= things or not comparable(first, second) or not size.direction:
        return None
    finding = judge_size(reading, size, first, second)
    return (finding, _printed(following, before, now)) if finding.verdict is Verdict.WRONG else None


def _says_more(following: Reading) -> bool:
    said = re.search(rf"\b(?:{NOUN}|{VERB})\b", following.code)
    return bool(following.changes or re.search(r"<[PFKTQN]\d+>", following.code) or (said and direction_of(said[0])))


def _in_order(size: Size, following: Reading, numbers: list[int]) -> tuple[int, int]:
    """Take the numbers in the order in which the change goes."""
    small, large = sorted(numbers, key=lambda number: following.item(number).value)
    return (large, small) if size.direction == "down" else (small, large)


def _printed(following: Reading, before: int, now: int) -> tuple[str, str]:
    return f"from {following.sentence.printed(before)}", f"to {following.sentence.printed(now)}"
