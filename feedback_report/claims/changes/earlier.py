"""Changes whose numbers stand before: "... 92 complaints. This is 15% more than the 80 of last year."."""

import itertools
import re
from collections.abc import Sequence
from fractions import Fraction

from feedback_report.claims.changes.change_findings import Size
from feedback_report.claims.changes.changes import as_level, fits_size, judge_size
from feedback_report.claims.changes.numbers_by_year import Found, alone, by_two, numbers_of
from feedback_report.claims.claim import Verdict
from feedback_report.claims.numbers.item import TIMES, Item
from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.left_over import left_of
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.sentences.spans import span_of

REACH = 3
_REPORTED = (
    r"(?:reported|noted|said|stated|explained|agreed|confirmed|highlighted|advised|recorded) that (?!this|it|these)"
)
_POINTS_BACK = re.compile(
    r"^(?:<X\d+> )?(?:(?:overall|in total|again|however|therefore|thus|so),? )?(?:this|that|these|which|"
    rf"it(?! (?:is|was) (?:followed|{_REPORTED}))|"
    r"representing|up|down|[a-z]+ (?:has|have|is|are) (?:therefore|thus)|(?:so|therefore|thus|hence),? "
    r"[a-z]+ (?:has|have|is|are|was|were|rose|fell)|an? (?:[a-z-]+ ){0,3}(?:<Q\d+> )?(?:[a-z-]+ ){0,2}(?:increase|"
    r"decrease|rise|fall|drop|reduction|change)|the (?:<Q\d+> )?(?:increase|decrease|rise|fall|drop|reduction|change|"
    r"difference|figure|number|total)(?! of (?!<[QN])))\b"
)
_BEFORE_CUE = r"(?:\b(?:from|on|than|over|with|to|against|was|were|received|recorded)\b|\()"


def from_earlier(reading: Reading, size: Size, earlier: Sequence[Reading]) -> Found | None:
    """Judge a change with the help of the sentences before it; None when they do not decide it.

    Wrong is said only where there is no doubt which two numbers are meant: the sentence
    points back, and just one pair or one number is there to point at.
    """
    near = list(earlier[-REACH:])
    if not near:
        return _by_fit(reading, size, [])
    kinds = "P" if reading.item(size.number).kind == "T" else "CMRB" if not _durations(near) else "CMDRB"
    clause = reading.clause(reading.position(size.number))
    own = [number for number in numbers_of(reading, kinds) if reading.clause(reading.position(number)) == clause]
    points_back = bool(_POINTS_BACK.match(reading.code))
    if re.match(rf"(?:<X\d+> )?the <Q{size.number}> ", reading.code):
        own = []  # "The 3% increase is the largest since the rise from 60 to 63"
    if not own and points_back and reading.clause(reading.position(size.number)):
        return _by_fit(reading, size, near)
    if len(own) > 1:
        return _by_fit(reading, size, near)
    if own:
        found = _by_single(reading, size, near, own[0], points_back)
    else:
        found = _by_pair(reading, size, near, points_back)
        if found is None and (points_back or reading.code.startswith("overall")):
            found = by_two(reading, size, near)
    if found is None or found[0].verdict is Verdict.WRONG:  # the sentence before may be about something else
        return _by_fit(reading, size, near) or found
    return found


_ON_LAST = re.compile(
    r"\b(?:on|than|from|over|in|compared (?:to|with))\b[^<>¦]{0,12}?(?:\b(?:quarter|month|period) before(?! last)|"
    r"<L(?P<last>\d+)>)"
)


def from_before(reading: Reading, size: Size, earlier: Sequence[Reading], before: Sequence[Reading]) -> Found | None:
    """Judge "in July 2,030 came, 5% more than in the month before" by the paragraph before, which tells of that.

    It is wrong only where that paragraph has just one count that can be meant.
    """
    own = numbers_of(reading, "CMB")
    said = _ON_LAST.search(reading.code, size.start)
    if earlier or not before or len(own) != 1 or not said or reading.position(own[0]) > size.end:
        return None
    now, last = reading.item(own[0]), said["last"]
    by_period = last is None or not re.search(r"\byear", reading.sentence.printed(int(last)))
    for source in before:
        held = [n for n in numbers_of(source, "CMB") if comparable(source.item(n), now)]
        for number in held:
            numbers = (f"from {source.sentence.printed(number)}", f"to {reading.sentence.printed(own[0])}")
            finding = judge_size(reading, size, source.item(number), now)
            if finding.verdict is Verdict.RIGHT or (len(before) == len(held) == 1 and by_period):
                return finding, numbers
    return None


def _durations(near: Sequence[Reading]) -> bool:
    return any("<D" in reading.code for reading in near)


def _by_pair(reading: Reading, size: Size, near: list[Reading], points_back: bool) -> Found | None:
    """Use the one pair of the sentence before."""
    last = near[-1]
    pairs = last.pairs
    if "respectively" in reading.code:
        return None
    if len(pairs) == 1 and points_back and alone(reading, size, before_it=True):
        before, now = last.item(pairs[0].before), last.item(pairs[0].now)
        numbers = (f"from {last.sentence.printed(pairs[0].before)}", f"to {last.sentence.printed(pairs[0].now)}")
        just_these = len(numbers_of(last)) == 2 and span_of(reading, size.number) == (None, None)
        if just_these or fits_size(reading, size, as_level(before, now), as_level(now, before)):
            return judge_size(reading, size, as_level(before, now), as_level(now, before)), numbers
    return None


_SO = re.compile(
    r",? (?:so|thus|which (?:is|means)|meaning)\b[^<>]{0,30}?"
    r"(?:<H\d+>|\b(?:this|that|there (?:was|were|is|has been)|the (?:number|amount|total)|an?)\b)"
)


def _by_single(reading: Reading, size: Size, near: list[Reading], own: int, points_back: bool) -> Found | None:
    """Compare the one number of the sentence with the one number of the sentence before."""
    item, last = reading.item(own), near[-1]
    kinds = "P" if item.kind == "P" else "CMDRB"
    others = [number for number in numbers_of(last, kinds) if comparable(last.item(number), item)]
    named = item.noun and all(last.item(number).noun for number in numbers_of(last, kinds))
    if len(others) != 1 or (len(numbers_of(last, kinds)) != 1 and not named):
        return None
    other = last.item(others[0])
    is_earlier = bool(re.search(rf"{_BEFORE_CUE}[^<>]*(?:<[YLHX]\d+>[^<>]*)*<[CMDRBP]{own}>", reading.code))
    own_year, other_year = (
        years_of(reading.sentence, reading.code).get(own),
        years_of(last.sentence, last.code).get(others[0]),
    )
    if own_year is not None and other_year is not None and own_year != other_year:
        is_earlier, sure = own_year < other_year, alone(reading, size)
    else:
        sure = (
            (points_back or bool(_SO.search(reading.code)))
            and is_earlier
            and "<D" not in reading.code
            and alone(reading, size)
        )
    before, now = (item, other) if is_earlier else (other, item)
    printed = (reading.sentence.printed(own), last.sentence.printed(others[0]))
    numbers = (f"from {printed[0]}", f"to {printed[1]}") if is_earlier else (f"from {printed[1]}", f"to {printed[0]}")
    finding = judge_size(reading, size, before, now)
    return (finding, numbers) if sure or finding.verdict is Verdict.RIGHT else None


def _by_fit(reading: Reading, size: Size, near: list[Reading]) -> Found | None:
    """Accept a change that any two numbers nearby make right; never call one wrong.

    A number beside the change must be one of the two; without one, the sentence must point back.
    """
    own = beside(reading, size)
    if not own and not points_back_at(reading, size):
        return None
    item = reading.item(size.number)
    most = item.value * 3 / 2 if item.kind == TIMES else None  # "more than six times" is not eleven times
    held: list[tuple[Item, str]] = [what_is_left] if (what_is_left := left_of(near)) else []
    kinds = "P" if reading.item(size.number).kind == "T" else "CMDRB"
    for source in (*near, reading):
        held += [(source.item(number), source.sentence.printed(number)) for number in numbers_of(source, kinds)]
    for (before, printed), (now, printed_now) in itertools.permutations(held[-8:], 2):
        low, high = sorted((before.value, now.value))
        if (own and not {before.value, now.value} & own) or (most and most > 2 and high > most * low):
            continue
        if comparable(before, now) and fits_size(reading, size, before, now):
            return judge_size(reading, size, before, now), (f"from {printed}", f"to {printed_now}")
    return None


_PRONOUN = re.compile(
    r"\b(?:it|its|they|their|this|that|these|those|there (?:was|has been)|which|overall|"
    r"the (?:increase|decrease|rise|fall|number|rate|total|percentage|proportion|share|figure))\b"
)


def points_back_at(reading: Reading, size: Size) -> bool:
    """Whether words before a change stand for what it is of."""
    return bool(_PRONOUN.search(reading.code, 0, reading.position(size.number)))


def beside(reading: Reading, size: Size) -> set[Fraction]:
    """Get the numbers of the clause that a change is stated in."""
    clause = reading.clause(reading.position(size.number))
    own = [number for number in numbers_of(reading, "CMRB") if reading.clause(reading.position(number)) == clause]
    return {reading.item(n).value for n in own if reading.item(n).noun or reading.item(n).value >= _LEAST}


_LEAST = 5  # "on two fronts"
