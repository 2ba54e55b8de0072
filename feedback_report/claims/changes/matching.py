"""Which change of a sentence is of which of its pairs."""

import itertools
import re

from feedback_report.claims.changes.change_findings import Size
from feedback_report.claims.changes.changes import as_level, fits_size
from feedback_report.claims.numbers.item import COUNT, PERCENT, Item
from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.directions import direction_of
from feedback_report.claims.sentences.pairs import Pair
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.sentences.spans import reaches

_MOST_TRIED = 4
_ALL = 100
_SINCE_ANOTHER = re.compile(r"\bsince (?:the|it|they) [a-z ]{0,40}$")
_FAR = 60  # signs between a percentage and the two percentages it may be of


def items_of(reading: Reading, pair: Pair) -> tuple[Item, Item]:
    """Get the two numbers of a pair, the earlier one first."""
    before, now = reading.item(pair.before), reading.item(pair.now)
    return as_level(before, now), as_level(now, before)


_TWO_CHANGES = re.compile(r"¦|<[CMDRPB]\d+>|\b(?:and|then|before|after|followed)\b")


def grouped(reading: Reading, sizes: list[Size]) -> list[list[Size]]:
    """Put the sizes that are of one change together: a difference and its percentage, doubled and its multiple."""
    groups: list[list[Size]] = []
    for size in sizes:
        last = groups[-1][-1] if groups else None
        if last is not None and reading.item(last.number).kind != reading.item(size.number).kind:
            between = reading.code[reading.position(last.number) + 4 : reading.position(size.number)]
            if len(between) < 50 and not _TWO_CHANGES.search(between):
                groups[-1].append(size)
                continue
        groups.append([size])
    return groups


def matched_pairs(reading: Reading, groups: list[list[Size]]) -> dict[int, Pair]:
    """Match each change to the pair it is of, clause by clause, by what fits all, by order, or by nearness."""
    matched: dict[int, Pair] = {}
    clauses = {reading.clause(reading.position(group[0].number)) for group in groups}
    for clause in clauses:
        here = [group for group in groups if reading.clause(reading.position(group[0].number)) == clause]
        pairs = [pair for pair in reading.pairs if reading.clause(pair.start) <= clause <= reading.clause(pair.end)]
        strong = [pair for pair in pairs if pair.how in ("from to", "compared")]
        chosen = _all_right(reading, here, pairs)
        if chosen is None and len(here) in (len(strong), len(pairs)):
            chosen = list(zip(here, strong if len(here) == len(strong) else pairs, strict=True))
        if chosen is None or not all(_all_can_be_of(reading, group, pair) for group, pair in chosen):
            chosen = _nearest(reading, here, pairs)
        for group, pair in chosen:
            matched |= {size.number: pair for size in group}
        if len(pairs) == 1:
            matched |= _shared(reading, here, matched, pairs[0])
    return matched


def can_be_of(reading: Reading, size: Size, pair: Pair) -> bool:
    """Whether a change can be of a pair: it leads to its number, and reaches over its years."""
    said, item = direction_of(pair.word), reading.item(size.number)
    if item.kind == COUNT and reading.item(pair.now).kind != COUNT and (item.noun or item.hedge or item.value > _ALL):
        return False  # "34% from 38%, up around 330 on last year"
    if item.kind == reading.item(pair.now).kind == PERCENT and _gap(reading, size, pair) > _FAR:
        return False  # "10% more than in 2022; the share of appeals rose to 45% (from 38%)"
    if _another_between(reading, size, pair):
        return False  # "74,600, up 9% on a year earlier, and up 55% on the low of 48,000"
    if _SINCE_ANOTHER.search(reading.code, size.end, pair.start):
        return False  # "The 3% increase is the largest since the rise from 60 to 63"
    if said and size.direction and said != size.direction and _went(reading, pair) == said:
        return False  # "fell from 64 to 61 despite a 10% increase in visits"
    other = _over_other_years(reading, size, pair)
    return level_beside(reading, size) in (None, pair.now) and not other and reaches(reading, size.number, pair)


_OVER = re.compile(r"[^<>¦,;]{0,20}<D(\d+)>")
_YEARS = re.compile(r"\b(?:over|in) (?:the (?:last|past) )?[\w-]+ years$")


def _over_other_years(reading: Reading, size: Size, pair: Pair) -> bool:
    """Whether a change is over years and a pair says nothing of any: "from 92 to 96, 40% up over four years"."""
    if not _over_years(reading, size.end) or _over_years(reading, pair.end):
        return False
    return not years_of(reading.sentence, reading.code).keys() >= {pair.before, pair.now}


def _over_years(reading: Reading, at: int) -> bool:
    """Whether a place is followed by several years that a change is over."""
    match = _OVER.match(reading.code, at)
    return bool(match and _YEARS.search(reading.sentence.text[: reading.item(int(match[1])).end].lower()))


def _another_between(reading: Reading, size: Size, pair: Pair) -> bool:
    """Whether another change of the same kind stands between this one and the number it would start from."""
    kind, at, start = reading.item(size.number).kind, reading.position(size.number), reading.position(pair.before)
    others = (other.size for other in reading.changes if other.size != size.number and other.kind == kind)
    return any(at < reading.position(other) < start for other in others)


def _gap(reading: Reading, size: Size, pair: Pair) -> int:
    at = reading.position(size.number)
    return max(pair.start - at, at - pair.end, 0)


def _went(reading: Reading, pair: Pair) -> str:
    before, now = items_of(reading, pair)
    return "up" if now.value > before.value else "down" if now.value < before.value else ""


def _all_can_be_of(reading: Reading, group: list[Size], pair: Pair) -> bool:
    return all(can_be_of(reading, size, pair) for size in group)


def level_beside(reading: Reading, size: Size) -> int | None:
    """Get the number that a change is said to lead to: the 347 of "down 15 per cent at 347"."""
    match = _LEVEL.match(reading.code, reading.position(size.number))
    return int(match[1]) if match else None


_LEVEL = re.compile(r"<[QNK]\d+>\)?,? (?:to|at) (?:a total of |just |only )?<[CMDRP](\d+)>")


def _shared(reading: Reading, groups: list[list[Size]], matched: dict[int, Pair], pair: Pair) -> dict[int, Pair]:
    """Let sizes of another kind have the only pair too: "rose by 60 (from 240 to 300), or by 25%"."""
    kinds = {reading.item(number).kind for number, held in matched.items() if held is pair}
    return {
        size.number: pair
        for group in groups
        for size in group
        if size.number not in matched and reading.item(size.number).kind not in kinds and can_be_of(reading, size, pair)
    }


def _all_right(reading: Reading, groups: list[list[Size]], pairs: list[Pair]) -> list[tuple[list[Size], Pair]] | None:
    """Find a matching in which every change is right and no pair is used twice."""
    if not groups or len(groups) > len(pairs) or len(pairs) > _MOST_TRIED:
        return None
    for order in itertools.permutations(pairs, len(groups)):
        if all(
            fits_size(reading, size, *items_of(reading, pair))
            for group, pair in zip(groups, order, strict=True)
            for size in group
        ):
            return list(zip(groups, order, strict=True))
    return None


def _nearest(reading: Reading, groups: list[list[Size]], pairs: list[Pair]) -> list[tuple[list[Size], Pair]]:
    def distance(group: list[Size], pair: Pair) -> int:
        return _gap(reading, group[0], pair) + (0 if pair.how in ("from to", "compared") else 30)

    left = list(pairs)
    chosen: list[tuple[list[Size], Pair]] = []
    possible = [both for both in itertools.product(groups, pairs) if _all_can_be_of(reading, *both)]
    for group, pair in sorted(possible, key=lambda both: distance(*both)):
        if pair in left and not any(group is done for done, _ in chosen):
            chosen.append((group, pair))
            left.remove(pair)
    return chosen
