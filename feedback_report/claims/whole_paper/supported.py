"""Percentages that no wording ties to their counts: right where two counts nearby make them, and few were tried."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import COUNT, PERCENT, Item
from feedback_report.claims.numbers.judging import fits, written
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.shares.shares import NO_BASE

Found = tuple[int, Claim]
Counted = tuple[Fraction, str, str]  # its value, how it is printed, and what it counts

_BLOCKS_BACK = 6
_TRIED = 12  # pairs for a whole percentage, of which one in fifty fits by chance; tenfold for each decimal
_LEAST_WHOLE, _LEAST_COUNT = 5, 2
_RATE = re.compile(r"\b(?:rate|proportion|percentage|share)\b", re.IGNORECASE)
_SHARE, _UP, _DOWN = "share", "increase", "decrease"


def with_support(found: Sequence[Found], readings: Mapping[int, Sequence[Reading]]) -> list[Found]:
    """Call percentages right that cannot be told by their wording and follow from two counts nearby.

    One of the two stands in the sentence itself, or in the nearest that has counts; the other in the same, in the
    same block or, for a share and for a change of a count that the sentence gives, in the few before it. Nothing is
    called wrong: the two need not be those that are meant.
    """
    return [(index, _supported(claim, index, readings)) for index, claim in found]


def _supported(claim: Claim, index: int, readings: Mapping[int, Sequence[Reading]]) -> Claim:
    of_a_rate = claim.reason == NO_BASE and _RATE.search(claim.sentence)  # "141 decisions, an upheld rate of 23%"
    told = claim.numbers and not of_a_rate
    if claim.verdict is not Verdict.CANNOT_TELL or told or claim.kind not in (_SHARE, "change"):
        return claim
    own = [reading for reading in readings.get(index, ()) if reading.sentence.text == claim.sentence]
    item = _percentage(own[0], claim) if own else None
    if item is None:
        return claim
    way = _SHARE if claim.kind == _SHARE else _UP if claim.stated.startswith(_UP) else _DOWN
    own_counts = "<C" in own[0].code or "<B" in own[0].code
    back = _BLOCKS_BACK if way == _SHARE or own_counts else 0
    for part, whole in _pairs(_nearby(own[0], index, readings, back), _TRIED * 10**item.decimals):
        true = _made(part[0], whole[0], way)
        if (way == _SHARE or _of_one_thing(part, whole)) and fits(item.stated, true):
            shown, numbers = f"{written(true, item.decimals + 1)}%", _named(part, whole, way)
            return replace(claim, numbers=numbers, true=shown, verdict=Verdict.RIGHT, reason="")
    return claim


def _percentage(reading: Reading, claim: Claim) -> Item | None:
    """Get the percentage that a claim states, where it is given plainly."""
    if claim.kind != _SHARE and not claim.stated.startswith((_UP, _DOWN)):
        return None
    for number, item in enumerate(reading.sentence.items):
        printed = reading.sentence.printed(number)
        if item.kind == PERCENT and re.search(rf"(?<![\d.,]){re.escape(printed)}$", claim.stated):
            plain = not item.hedge and not item.word and item.high is None and not item.unit
            return item if plain and 0 < item.value < 100 else None
    return None


def _nearby(own: Reading, index: int, readings: Mapping[int, Sequence[Reading]], back: int) -> Iterator[list[Counted]]:
    """Get the counts of the sentence, of its block and of so many blocks before, the nearest first."""
    block = list(readings[index])
    place = next(at for at, reading in enumerate(block) if reading is own)
    nearest = [*reversed(block[: place + 1]), *block[place + 1 :]]
    for block_before in range(index - 1, index - back - 1, -1):
        nearest += reversed(readings.get(block_before, ()))
    for reading in nearest:
        yield [
            (item.value, reading.sentence.printed(number), item.noun)
            for number, item in enumerate(reading.sentence.items)
            if item.kind == COUNT and not item.hedge and not item.decimals and item.value >= _LEAST_COUNT
        ]


def _pairs(sentences: Iterator[list[Counted]], most: int) -> Iterator[tuple[Counted, Counted]]:
    """Pair the counts of the nearest sentence that has some with each other and with those before, up to so many."""
    anchors: list[Counted] = []
    tried = 0
    for counts in sentences:
        pairs = [(one, other) for one in (anchors or counts) for other in counts]
        pairs = list(dict.fromkeys((min(pair), max(pair)) for pair in pairs))
        pairs = [(less, more) for less, more in pairs if less[0] < more[0] and more[0] >= _LEAST_WHOLE]
        tried += len(pairs)
        if tried > most:
            return
        yield from pairs
        anchors = anchors or counts


def _of_one_thing(less: Counted, more: Counted) -> bool:
    return len({less[2], more[2]} - {""}) < 2


def _made(less: Fraction, more: Fraction, way: str) -> Fraction:
    """Get the percentage that two counts make."""
    return 100 * (less if way == _SHARE else more - less) / (less if way == _UP else more)


def _named(less: Counted, more: Counted, way: str) -> tuple[str, str]:
    if way == _SHARE:
        return less[1], f"of {more[1]}"
    return (f"from {less[1]}", f"to {more[1]}") if way == _UP else (f"from {more[1]}", f"to {less[1]}")
