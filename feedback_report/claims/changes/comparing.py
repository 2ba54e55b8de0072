"""Which change a sentence states of which pair of numbers, and what becomes of it."""

import itertools
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf

from feedback_report.claims.changes.anchored import anchored
from feedback_report.claims.changes.change_findings import Finding, Size
from feedback_report.claims.changes.changes import change_claim, fits_size, judge_size, sizes_of, written_pair
from feedback_report.claims.changes.earlier import from_before, from_earlier
from feedback_report.claims.changes.elsewhere import Elsewhere, from_elsewhere
from feedback_report.claims.changes.following import from_following
from feedback_report.claims.changes.matching import grouped, items_of, level_beside, matched_pairs
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.pairs import Pair, comparable
from feedback_report.claims.sentences.readings import Reading


def change_claims(
    reading: Reading,
    earlier: Sequence[Reading],
    elsewhere: Sequence[Elsewhere] = (),
    following: Reading | None = None,
    before: Sequence[Reading] = (),
) -> list[Claim]:
    """Find and judge the changes that a sentence states.

    ``earlier`` are the sentences before it, the last one last, ``following`` is the one after
    it; ``elsewhere`` the pairs of the rest of the paper, which can show a change to be right
    and never to be wrong; ``before`` the sentences of
    the paragraphs before, of which the last can tell of the quarter before.
    """
    sizes = sizes_of(reading)
    groups = grouped(reading, sizes)
    matched = matched_pairs(reading, groups)
    owned = {
        size.number: {pair.before, pair.now}
        for size in sizes
        if (pair := matched.get(size.number)) and fits_size(reading, size, *items_of(reading, pair))
    }
    claims = []
    named = anchored(reading, sizes, earlier)
    for size in sizes:
        pair = matched.get(size.number)
        if size.number in named:
            claims.append(change_claim(reading, size, *named[size.number]))
            continue
        if pair is None:
            claims.append(_unmatched(reading, size, groups, (earlier, elsewhere, following), owned, before))
            continue
        finding = judge_size(reading, size, *items_of(reading, pair))
        numbers = written_pair(reading, pair)
        if finding.verdict is Verdict.WRONG and (pair.how != "from to" or _contrary(reading, size, pair)):
            finding, numbers = _other_reading(reading, size, pair, owned, finding, numbers)
        claims.append(change_claim(reading, size, finding, numbers))
    return claims


def _contrary(reading: Reading, size: Size, pair: Pair) -> bool:
    """Whether a pair went the other way than a change: perhaps another pair is meant."""
    before, now = items_of(reading, pair)
    return now.value != before.value and size.direction == ("down" if now.value > before.value else "up")


def _other_reading(
    reading: Reading, size: Size, pair: Pair, owned: dict[int, set[int]], finding: Finding, numbers: tuple[str, ...]
) -> tuple[Finding, tuple[str, ...]]:
    """Look for two other numbers of the sentence that make a change right, unless another change is of them."""
    taken = [both for number, both in owned.items() if number != size.number]
    for before, now in itertools.permutations(comparable_numbers(reading), 2):
        same = {before, now} == {pair.before, pair.now}
        if {before, now} in taken or (same and pair.how != "loose") or level_beside(reading, size) not in (None, now):
            continue
        first, second = reading.item(before), reading.item(now)
        if comparable(first, second) and fits_size(reading, size, first, second):
            other = (f"from {reading.sentence.printed(before)}", f"to {reading.sentence.printed(now)}")
            if {before, now} & {pair.before, pair.now}:
                return judge_size(reading, size, first, second), other
            return Finding(Verdict.CANNOT_TELL, "it fits two other numbers of the sentence", finding.true), numbers
    return finding, numbers


def comparable_numbers(reading: Reading) -> list[int]:
    """Get the numbers of a sentence that could be one of a pair, without bases and sizes of changes."""
    return [int(match[1]) for match in re.finditer(r"<[CMDR](\d+)>", reading.code)]


def _unmatched(
    reading: Reading,
    size: Size,
    groups: list[list[Size]],
    context: tuple[Sequence[Reading], Sequence[Elsewhere], Reading | None],
    owned: dict[int, set[int]],
    paragraph_before: Sequence[Reading],
) -> Claim:
    """Judge a change of no pair: from its difference, from any two numbers it fits, from the sentences before."""
    group = next(group for group in groups if size in group)
    found = _from_difference(reading, size, group)
    by_level = found if found is not None and found[0].verdict is Verdict.WRONG else None
    if found is None or by_level:
        found = None
        taken = list(owned.values())
        percentages = (
            [int(n) for n in re.findall(r"<P(\d+)>", reading.code)] if reading.item(size.number).kind == "K" else []
        )
        for before, now in (
            *itertools.permutations(comparable_numbers(reading), 2),
            *itertools.permutations(percentages, 2),
        ):
            first, second = reading.item(before), reading.item(now)
            if (
                {before, now} not in taken
                and level_beside(reading, size) in (None, now)
                and comparable(first, second)
                and all(fits_size(reading, other, first, second) for other in group)
            ):
                numbers = (f"from {reading.sentence.printed(before)}", f"to {reading.sentence.printed(now)}")
                found = judge_size(reading, size, first, second), numbers
                break
    if found is None:
        found = (
            from_earlier(reading, size, context[0])
            or from_elsewhere(reading, size, group, *context[:2])
            or from_following(reading, size, context[2])
            or from_before(reading, size, context[0], paragraph_before)
        )
    found = by_level if found is None or (by_level and found[0].verdict is not Verdict.RIGHT) else found
    if found is None:
        return change_claim(reading, size, Finding(Verdict.CANNOT_TELL, "the two numbers are not given", ""), ())
    return change_claim(reading, size, *found)


_BESIDE = re.compile(r"\b(?P<word>to|from|on|than|with) (?:the |a total of |<[YLH]\d+> ?\(?)*<C(?P<number>\d+)>")


def _from_difference(reading: Reading, size: Size, group: Iterable[Size]) -> tuple[Finding, tuple[str, ...]] | None:
    """Judge a percentage by its difference and one of the two numbers: "rose by 12 (20%) to 72"."""
    difference = next((other for other in group if reading.item(other.number).kind == "C"), None)
    percent = next((other for other in group if reading.item(other.number).kind in "PF"), None)
    difference, percent = difference or _only(reading, size, "C"), percent or _only(reading, size, "PF")
    if difference is None or percent is None:
        return None
    change = reading.item(difference.number).value * (-1 if size.direction == "down" else 1)
    clause = reading.clause(reading.position(percent.number))
    for match in _BESIDE.finditer(reading.code):
        word, number = match["word"], match["number"]
        if reading.clause(match.start()) != clause:
            continue
        item = reading.item(int(number))
        value = item.value
        before, now = (value - change, value) if word == "to" else (value, value + change)
        if before > 0 and now >= 0:
            finding = judge_size(reading, percent, _whole(item, before), _whole(item, now))
            if size is difference and finding.verdict is not Verdict.RIGHT:
                return None
            if size is difference:
                finding = judge_size(reading, size, _whole(item, before), _whole(item, now))
            numbers = (reading.sentence.printed(difference.number), f"{word} {reading.sentence.printed(int(number))}")
            if finding.verdict is Verdict.RIGHT or word in ("to", "from"):
                return finding, numbers
    return _from_level(reading, size, difference, percent, change)


def _only(reading: Reading, size: Size, kinds: str) -> Size | None:
    """Get the only other size of a kind in a sentence that states one percentage, where it goes the same way."""
    sizes = sizes_of(reading)
    others = [other for other in sizes if reading.item(other.number).kind in kinds]
    same = len(sizes) == len(others) + 1 == _BOTH and others[0].direction == size.direction
    return others[0] if same and reading.item(size.number).kind not in kinds else None


# "In the last year it was 1,161, 463 more than in the year before" begins with this year's
_EARLIER = re.compile(r"^[^\d]*\b(?:previous|prior|earlier|preceding|year before)\b", re.IGNORECASE)
_BOTH = 2
_LEAST = 2  # "a significant one (50%)" is no difference


def _from_level(
    reading: Reading, size: Size, difference: Size, percent: Size, change: Fraction
) -> tuple[Finding, tuple[str, ...]] | None:
    """Judge "7,200 children, an increase of 155 (2%)" by the number before; wrong where there is no other."""
    levels = [int(n) for n in re.findall(r"<C(\d+)>", reading.code[: reading.position(difference.number)])]
    of_last_year = bool(levels) and years_of(reading.sentence, reading.code).get(levels[-1]) == -inf
    if (of_last_year and _EARLIER.search(reading.sentence.text)) or abs(change) < _LEAST:
        return None
    alone = len(re.findall(r"<[CBMDRK]\d+>", reading.code)) == 1 and not re.search(r"<[PF]\d+>", reading.code)
    for number in reversed(levels):
        item = reading.item(number)
        before = item.value - change
        if before <= 0 or not comparable(item, reading.item(difference.number)):
            continue
        is_right = fits_size(reading, percent, _whole(item, before), item)
        if is_right or (alone and size is not difference):
            numbers = (reading.sentence.printed(difference.number), f"to {reading.sentence.printed(number)}")
            return judge_size(reading, size, _whole(item, before), item), numbers
    return None


def _whole(item: Item, value: Fraction) -> Item:
    return Item("C", item.start, item.end, value, noun=item.noun)
