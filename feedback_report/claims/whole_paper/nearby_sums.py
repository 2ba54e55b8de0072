"""Totals that numbers further on, or further back, add up to: "94 came. 61 were new ... and 33 had been here before".

No wording is needed: a total is taken for one where numbers that follow each other make it
exactly, and the larger it is, and the nearer they stand, the less that can be chance. So it is
right or no claim; what does not add up may be something else. Only outcomes that miss by little
what stands before them are listed.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.paper import CAPTION, HEADING, TABLE
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.totals.sums_before import are_outcomes
from feedback_report.claims.whole_paper.surroundings import WholePaper

Found = tuple[int, Claim]
_REACH = 3  # blocks before and after
_MOST_PARTS, _MOST_SKIPPED = 8, 2
_LEAST = 5  # of all the other counts of a sentence
_LARGE, _FEWEST_OUTCOMES, _LEAST_MISSED, _MISSED = 100, 3, 2, Fraction(1, 20)
_IN_SIGHT, _NAMED, _ANYWHERE = 10, 40, 1000  # the least total that is no chance: at once, said to be one, elsewhere
_SAYS_TOTAL = re.compile(r"\b(?:total|overall|in all|altogether|combined|of the <B\d+>)")
_INNER = re.compile(r"\b(?:includ(?:ing|es|ed)|among them|of which|of whom|of these|of those)(?: [a-z]+){0,2} $")
_AGAIN = re.compile(r"\b(?:those|these|the same) $")


@dataclass(frozen=True)
class Count:
    """A count of a paper: the block, the sentence and the number within it."""

    block: int
    reading: Reading
    number: int

    @property
    def item(self) -> Item:
        return self.reading.item(self.number)

    @property
    def printed(self) -> str:
        return self.reading.sentence.printed(self.number)


def nearby_sum_claims(whole: WholePaper, told: Collection[tuple[int, str]]) -> Iterator[Found]:
    """Show counts to be the sum of counts near them; ``told`` are the blocks and totals that are judged already."""
    for index, block in enumerate(whole.paper.blocks):
        if block.kind in (HEADING, TABLE, CAPTION) or not whole.readings.get(index):
            continue
        near = list(_near(whole, index))
        left_out = _earlier_and_inner(near)
        for stream in (near, [count for count in near if count not in left_out]):
            for at, total in enumerate(stream):
                if total.block == index and (index, total.printed) not in told and _is_plain(total.item):
                    parts = _parts(stream, at) if total.item.value >= _IN_SIGHT else ()
                    parts = parts or _all_others(stream, at)
                    parts = parts or (() if stream is near else _in_one_sentence(total, stream))
                    claim = _claim(total, parts) if parts else None if stream is near else _missed(stream, at)
                    if claim is not None:
                        told = {*told, (index, total.printed)}
                        yield index, claim


def _near(whole: WholePaper, index: int) -> Iterator[Count]:
    """Get the counts of a block and of those round it, up to a table or a heading."""
    blocks = whole.paper.blocks
    start, end = index, index
    while start > 0 and index - start < _REACH and blocks[start - 1].kind not in (HEADING, TABLE):
        start -= 1
    while end + 1 < len(blocks) and end - index < _REACH and blocks[end + 1].kind not in (HEADING, TABLE):
        end += 1
    for place in range(start, end + 1):
        for reading in whole.readings.get(place, []):
            for number in re.findall(r"<[CB](\d+)>", reading.code):
                yield Count(place, reading, int(number))


def _earlier_and_inner(counts: Sequence[Count]) -> list[Count]:
    """Get the counts that are no parts of a sum: those that others are compared with, and parts of parts."""
    return [
        count
        for count in counts
        if any(pair.before == count.number for pair in count.reading.pairs)
        or _INNER.search(count.reading.code, 0, count.reading.position(count.number))
    ]


def _is_plain(item: Item) -> bool:
    return not item.hedge and item.decimals <= 0 and item.value >= _LEAST


def _parts(stream: Sequence[Count], at: int) -> Sequence[Count]:
    """Find the counts after a total, or before it, that make it and that it is no chance to find."""
    total = stream[at]
    for skipped in range(_MOST_SKIPPED + 1):
        for size in range(2, _MOST_PARTS + 1):
            for start in (at + 1 + skipped, at - skipped - size):
                parts = stream[start : start + size] if start >= 0 else ()
                if len(parts) < size or not _make(total, parts) or not _is_no_chance(total, parts, skipped):
                    continue
                if not _cuts_a_sentence(total, stream, start, start + size) and not _goes_on(stream, start + size):
                    return parts
    return ()


def _in_one_sentence(total: Count, stream: Sequence[Count]) -> Sequence[Count]:
    """Get the two or three counts, one after the other, of another sentence that make a large total."""
    said = _SAYS_TOTAL.search(total.reading.code)
    runs = (stream[n : n + size] for size in (2, 3) for n in range(len(stream) - size + 1))
    one = (run for run in runs if len({id(count.reading) for count in run} - {id(total.reading)}) == 1)
    large = total.item.value >= (_LARGE if said else _ANYWHERE)
    return next(
        (
            run
            for run in one
            if large
            and total not in run
            and run[0].reading is not total.reading
            and run[0].reading is run[-1].reading
            and _make(total, run)
        ),
        (),
    )


_OPENS = re.compile(r"(?:<X\d+> )?(?:of|out of|from) (?:the |these |all )*<B\d+>")
_CLOSED = re.compile(r"(?:^|,? and [^<>]*)<C\d+>[^<>]*$")


def _missed(stream: Sequence[Count], at: int) -> Claim | None:
    """List a number that the outcomes after it, up to the end of a sentence, miss by little."""
    total, best = stream[at], None
    for end in range(at + 1 + _FEWEST_OUTCOMES, min(len(stream), at + 1 + _MOST_PARTS) + 1):
        parts = stream[at + 1 : end]
        added = sum((count.item.value for count in parts), Fraction(0))
        away = abs(added - total.item.value)
        ends = end == len(stream) or stream[end].reading is not parts[-1].reading
        if not ends or (away > _LEAST_MISSED and away > total.item.value * _MISSED) or (best and best[0] <= away):
            continue
        nouns = {count.item.noun for count in parts} - {""}
        told = " ".join(dict.fromkeys(count.reading.code for count in parts))
        sure = are_outcomes(told) or (len(parts) > _FEWEST_OUTCOMES and "upheld" in told)
        sure = sure or bool(
            _OPENS.match(total.reading.code)
            and f"<B{total.number}>" in total.reading.code
            and _CLOSED.search(parts[-1].reading.code)
        )
        if sure and nouns <= {total.item.noun} and not any(count.item.hedge for count in parts):
            best = (away, parts, added)
    if best is None or not best[0]:
        return None
    reason = f"the counts after it make {written(best[2])}"
    return replace(_claim(total, best[1]), true=written(best[2]), verdict=Verdict.CANNOT_TELL, reason=reason)


def _all_others(stream: Sequence[Count], at: int) -> Sequence[Count]:
    """Get all other counts of the sentence of a total where they make it: "144 (28% of the 501), 201, 101 and 55"."""
    total = stream[at]
    others = [count for count in stream if count.reading is total.reading and count is not total]
    return others if len(others) > _MOST_SKIPPED and _make(total, others) else ()


def _cuts_a_sentence(total: Count, stream: Sequence[Count], start: int, end: int) -> bool:
    """Whether a sentence other than that of the total has counts on both sides of an end of the parts."""
    edges = [stream[n - 1 : n + 1] for n in (start, end) if 0 < n < len(stream)]
    return any(
        before.reading is after.reading and before.reading is not total.reading
        for before, after in edges
    )  # fmt: skip


def _goes_on(stream: Sequence[Count], end: int) -> bool:
    """Whether a list, parted by semicolons, goes on after the last part."""
    if not 1 < end < len(stream):
        return False
    before, last, following = stream[end - 2 : end + 1]
    one = last.reading
    if before.reading is not one or following.reading is not one:
        return False
    places = [one.position(count.number) for count in (before, last, following)]
    return all(";" in one.code[start:end] for start, end in pairwise(places))


def _make(total: Count, parts: Sequence[Count]) -> bool:
    items = [count.item for count in parts]
    compared = any(total.number in (pair.before, pair.now) for pair in total.reading.pairs)
    pairs = (
        (part.reading, pair) for part in parts for pair in part.reading.pairs if compared or pair.how == "compared"
    )
    own = {(id(part.reading), part.number) for part in parts}
    if any({(id(reading), pair.before), (id(reading), pair.now)} <= own for reading, pair in pairs):
        return False  # a number and what it is compared with make no sum
    if any(_AGAIN.search(part.reading.code, 0, part.reading.position(part.number)) for part in parts[1:]):
        return False  # "5 decisions came. In those 5 ..." is one number
    return all(0 < item.value < total.item.value and not item.hedge for item in items) and (
        sum((item.value for item in items), Fraction(0)) == total.item.value
    )


def _is_no_chance(total: Count, parts: Sequence[Count], skipped: int) -> bool:
    nouns = {count.item.noun for count in parts} - {""}
    same = nouns <= {total.item.noun} or not total.item.noun
    here = all(count.block == total.block for count in parts)
    if total.item.value >= _ANYWHERE * (1 if same else 10):
        return True
    said = _SAYS_TOTAL.search(total.reading.code)
    if not same:
        return False
    if skipped < _MOST_SKIPPED and are_outcomes(" ".join(dict.fromkeys(count.reading.code for count in parts))):
        return True  # the upheld and the not upheld
    return total.item.value >= (_IN_SIGHT if here and not skipped else _NAMED if said or here else _ANYWHERE)


def _claim(total: Count, parts: Sequence[Count]) -> Claim:
    numbers = tuple(count.printed for count in parts)
    true = written(total.item.value, 2)
    sentence = total.reading.sentence
    claim = Claim("total", sentence.text, numbers, total.printed, true, Verdict.RIGHT)
    return claim.at(span=(sentence.start, sentence.end))
