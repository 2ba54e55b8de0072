"""Changes whose numbers stand before: "... 92 complaints. This is 15% more than the 80 of last year."."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from feedback_report.claims.bound_years import years_of
from feedback_report.claims.changes import Finding, Size, as_level, fits_size, judge_size
from feedback_report.claims.claim import Verdict
from feedback_report.claims.item import Item
from feedback_report.claims.nouns import things_named
from feedback_report.claims.pairs import comparable
from feedback_report.claims.readings import Reading
from feedback_report.claims.spans import span_of


@dataclass(frozen=True)
class Elsewhere:
    """A pair of numbers given elsewhere in the paper, as printed, what it is about, and its years if it has any."""

    before: Item
    now: Item
    printed: tuple[str, str]
    words: frozenset[str]
    years: frozenset[int] = frozenset()
    near: bool = True


Found = tuple[Finding, tuple[str, ...]]

_REACH = 3
_POINTS_BACK = re.compile(
    r"^(?:<X\d+> )?(?:(?:overall|in total|again|however|therefore|thus|so),? )?(?:this|that|these|it|which|"
    r"representing|up|down|"
    r"an? (?:[a-z-]+ ){0,3}(?:<Q\d+> )?(?:[a-z-]+ ){0,2}(?:increase|decrease|rise|fall|drop|reduction|change)|"
    r"the (?:increase|decrease|rise|fall|drop|reduction|change|difference|figure|number|total)(?! of))\b"
)
_BEFORE_CUE = r"(?:\b(?:from|on|than|over|with|to|against|was|were|received|recorded)\b|\()"


def from_earlier(reading: Reading, size: Size, earlier: Sequence[Reading]) -> Found | None:
    """Judge a change with the help of the sentences before it; None when they do not decide it.

    Wrong is said only where there is no doubt which two numbers are meant: the sentence
    points back, and just one pair or one number is there to point at.
    """
    near = list(earlier[-_REACH:])
    if not near:
        return _by_fit(reading, size, [])
    kinds = "P" if reading.item(size.number).kind == "T" else "CMRB" if not _durations(near) else "CMDRB"
    clause = reading.clause(reading.position(size.number))
    own = [number for number in _numbers(reading, kinds) if reading.clause(reading.position(number)) == clause]
    points_back = bool(_POINTS_BACK.match(reading.code))
    if not own and points_back and reading.clause(reading.position(size.number)):
        return _by_fit(reading, size, near)
    if not own:
        return _by_pair(reading, size, near, points_back) or _by_fit(reading, size, near)
    if len(own) == 1:
        return _by_single(reading, size, near, own[0], points_back) or _by_fit(reading, size, near)
    return None


def _durations(near: Sequence[Reading]) -> bool:
    return any("<D" in reading.code for reading in near)


def _numbers(reading: Reading, kinds: str = "CMDRB") -> list[int]:
    return [int(match[1]) for match in re.finditer(rf"<[{kinds}](\d+)>", reading.code)]


def _by_pair(reading: Reading, size: Size, near: list[Reading], points_back: bool) -> Found | None:
    """Use the one pair of the sentence before."""
    last = near[-1]
    pairs = last.pairs
    if len(pairs) == 1 and points_back:
        before, now = last.item(pairs[0].before), last.item(pairs[0].now)
        numbers = (f"from {last.sentence.printed(pairs[0].before)}", f"to {last.sentence.printed(pairs[0].now)}")
        alone = len(_numbers(last)) == 2 and span_of(reading, size.number) == (None, None)
        if alone or fits_size(reading, size, as_level(before, now), as_level(now, before)):
            return judge_size(reading, size, as_level(before, now), as_level(now, before)), numbers
    return None


def _by_single(reading: Reading, size: Size, near: list[Reading], own: int, points_back: bool) -> Found | None:
    """Compare the one number of the sentence with the one number of the sentence before."""
    item, last = reading.item(own), near[-1]
    kinds = "P" if item.kind == "P" else "CMDRB"
    others = [number for number in _numbers(last, kinds) if comparable(last.item(number), item)]
    if len(others) != 1 or len(_numbers(last, kinds)) != 1:
        return None
    other = last.item(others[0])
    is_earlier = bool(re.search(rf"{_BEFORE_CUE}[^<>]*(?:<[YLHX]\d+>[^<>]*)*<[CMDRBP]{own}>", reading.code))
    own_year, other_year = (
        years_of(reading.sentence, reading.code).get(own),
        years_of(last.sentence, last.code).get(others[0]),
    )
    if own_year is not None and other_year is not None and own_year != other_year:
        is_earlier, sure = own_year < other_year, True
    else:
        sure = points_back and is_earlier
    before, now = (item, other) if is_earlier else (other, item)
    printed = (reading.sentence.printed(own), last.sentence.printed(others[0]))
    numbers = (f"from {printed[0]}", f"to {printed[1]}") if is_earlier else (f"from {printed[1]}", f"to {printed[0]}")
    finding = judge_size(reading, size, before, now)
    return (finding, numbers) if sure or finding.verdict is Verdict.RIGHT else None


def _by_fit(reading: Reading, size: Size, near: list[Reading]) -> Found | None:
    """Accept a change that any two numbers nearby make right; never call one wrong.

    A number beside the change must be one of the two; without one, the sentence must point back.
    """
    own = _beside(reading, size)
    if not own and not _points_back(reading, size):
        return None
    held: list[tuple[Item, str]] = []
    for source in (*near, reading):
        held += [(source.item(number), source.sentence.printed(number)) for number in _numbers(source)]
    for (before, printed), (now, printed_now) in itertools.permutations(held[-8:], 2):
        if own and not {before.value, now.value} & own:
            continue
        if comparable(before, now) and fits_size(reading, size, before, now):
            return judge_size(reading, size, before, now), (f"from {printed}", f"to {printed_now}")
    return None


_PRONOUN = re.compile(
    r"\b(?:it|its|they|their|this|that|these|those|which|overall|"
    r"the (?:increase|decrease|rise|fall|number|rate|total))\b"
)


def _points_back(reading: Reading, size: Size) -> bool:
    """Whether words before a change stand for what it is of."""
    return bool(_PRONOUN.search(reading.code, 0, reading.position(size.number)))


def _beside(reading: Reading, size: Size) -> set[Fraction]:
    """Get the numbers of the clause that a change is stated in."""
    clause = reading.clause(reading.position(size.number))
    own = [number for number in _numbers(reading, "CMRB") if reading.clause(reading.position(number)) == clause]
    return {reading.item(number).value for number in own}


# A change in one of these is of no other.
_APART = {"complaint", "compliment", "comment", "enquiry", "appeal"}


def pairs_elsewhere(reading: Reading) -> list[Elsewhere]:
    """Get the pairs of a sentence, for changes that other sentences state."""
    words = things_named(reading.sentence.text)
    held = []
    for pair in reading.pairs:
        if pair.how in ("from to", "compared", "years"):
            before, now = reading.item(pair.before), reading.item(pair.now)
            printed = (reading.sentence.printed(pair.before), reading.sentence.printed(pair.now))
            held.append(Elsewhere(as_level(before, now), as_level(now, before), printed, words))
    return held


def from_elsewhere(
    reading: Reading,
    size: Size,
    group: Sequence[Size],
    earlier: Sequence[Reading],
    elsewhere: Sequence[Elsewhere],
) -> Found | None:
    """Accept a change that a pair given elsewhere makes right, when it is about the same; never call one wrong.

    ``group`` are the sizes stated of the same change, which the pair must fit as well. A pair
    of another section must share a year with the sentence and a number with those before it.
    """
    at = reading.position(size.number)
    words = things_named(re.sub(r"<\w\d+>", " ", reading.code[max(0, at - 80) : at + 50]))
    years = {int(item.value) for item in reading.sentence.items if item.kind == "Y"}
    anchors = {source.item(number).value for source in (*earlier[-_REACH:], reading) for number in _numbers(source)}
    own = _beside(reading, size)
    for pair in elsewhere:
        same = (words & pair.words and words & _APART <= pair.words) or (not words and _points_back(reading, size))
        if own and not {pair.before.value, pair.now.value} & own:
            continue
        if pair.years and not years <= pair.years:
            continue
        if not pair.near and not (years and {pair.before.value, pair.now.value} & anchors):
            continue
        if same and all(fits_size(reading, other, pair.before, pair.now) for other in group):
            numbers = (f"from {pair.printed[0]}", f"to {pair.printed[1]}")
            return judge_size(reading, size, pair.before, pair.now), numbers
    return None
