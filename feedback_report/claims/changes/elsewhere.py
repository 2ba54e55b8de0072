"""Changes whose numbers stand elsewhere in the paper: in a table, or in another sentence of the section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedback_report.claims.changes.change_findings import Size
from feedback_report.claims.changes.changes import as_level, fits_size, judge_size
from feedback_report.claims.changes.earlier import REACH, Found, beside, numbers_of, points_back_at
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.nouns import things_named
from feedback_report.claims.sentences.readings import Reading


@dataclass(frozen=True)
class Elsewhere:
    """A pair of numbers given elsewhere in the paper, as printed, what it is about, and its years if it has any."""

    before: Item
    now: Item
    printed: tuple[str, str]
    words: frozenset[str]
    years: frozenset[int] = frozenset()
    near: bool = True
    label: str = ""


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
    reading: Reading, size: Size, group: Sequence[Size], earlier: Sequence[Reading], elsewhere: Sequence[Elsewhere]
) -> Found | None:
    """Accept a change that a pair given elsewhere makes right, when it is about the same; never call one wrong.

    ``group`` are the sizes stated of the same change, which the pair must fit as well. A pair
    of another section must share a year with the sentence and a number with those before it.
    """
    at = reading.position(size.number)
    before, after = reading.code[max(0, at - 80) : at].split("¦")[-1], reading.code[at : at + 50].split("¦")[0]
    words = things_named(re.sub(r"<\w\d+>", " ", before + after))
    years = {int(item.value) for item in reading.sentence.items if item.kind == "Y"}
    anchors = {source.item(number).value for source in (*earlier[-REACH:], reading) for number in numbers_of(source)}
    own = beside(reading, size)
    for pair in elsewhere:
        same = (words & pair.words and words & _APART <= pair.words) or (not words and points_back_at(reading, size))
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
