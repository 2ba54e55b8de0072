"""Which change a sentence states of which pair of numbers, and what becomes of it."""

import itertools
import re
from collections.abc import Iterable, Sequence

from feedback_report.claims.changes import (
    Finding,
    Size,
    as_level,
    change_claim,
    fits_size,
    judge_size,
    sizes_of,
    written_pair,
)
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.directions import NOUN, direction_of
from feedback_report.claims.earlier import Elsewhere, from_earlier, from_elsewhere
from feedback_report.claims.items import Item
from feedback_report.claims.judging import written
from feedback_report.claims.pairs import Pair, comparable
from feedback_report.claims.readings import Reading

_MOST_TRIED = 4


def change_claims(reading: Reading, earlier: Sequence[Reading], elsewhere: Sequence[Elsewhere] = ()) -> list[Claim]:
    """Find and judge the changes that a sentence states.

    ``earlier`` are the sentences before it, the last one last; ``elsewhere`` the pairs of the
    rest of the paper, which can show a change to be right and never to be wrong.
    """
    sizes = sizes_of(reading)
    groups = _grouped(reading, sizes)
    matched = _matched(reading, groups)
    owned = {number: {pair.before, pair.now} for number, pair in matched.items()}
    claims = []
    for size in sizes:
        pair = matched.get(size.number)
        if pair is None:
            claims.append(_unmatched(reading, size, groups, (earlier, elsewhere), owned))
            continue
        finding = judge_size(reading, size, *_items(reading, pair))
        numbers = written_pair(reading, pair)
        if finding.verdict is Verdict.WRONG and pair.how != "from to":
            finding, numbers = _other_reading(reading, size, pair, owned, finding, numbers)
        claims.append(change_claim(reading, size, finding, numbers))
    return claims


def _items(reading: Reading, pair: Pair) -> tuple[Item, Item]:
    before, now = reading.item(pair.before), reading.item(pair.now)
    return as_level(before, now), as_level(now, before)


_TWO_CHANGES = re.compile(r"¦|<[CMDRPB]\d+>|\b(?:and|then|before|after|followed)\b")


def _grouped(reading: Reading, sizes: list[Size]) -> list[list[Size]]:
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


def _matched(reading: Reading, groups: list[list[Size]]) -> dict[int, Pair]:
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
        if chosen is None:
            chosen = _nearest(reading, here, pairs)
        for group, pair in chosen:
            matched |= {size.number: pair for size in group}
        if len(pairs) == 1:
            matched |= _shared(reading, here, matched, pairs[0])
    return matched


def _shared(reading: Reading, groups: list[list[Size]], matched: dict[int, Pair], pair: Pair) -> dict[int, Pair]:
    """Let sizes of another kind have the only pair too: "rose by 60 (from 240 to 300), or by 25%"."""
    kinds = {reading.item(number).kind for number, held in matched.items() if held is pair}
    return {
        size.number: pair
        for group in groups
        for size in group
        if size.number not in matched and reading.item(size.number).kind not in kinds
    }


def _all_right(reading: Reading, groups: list[list[Size]], pairs: list[Pair]) -> list[tuple[list[Size], Pair]] | None:
    """Find a matching in which every change is right and no pair is used twice."""
    if not groups or len(groups) > len(pairs) or len(pairs) > _MOST_TRIED:
        return None
    for order in itertools.permutations(pairs, len(groups)):
        if all(
            fits_size(reading, size, *_items(reading, pair))
            for group, pair in zip(groups, order, strict=True)
            for size in group
        ):
            return list(zip(groups, order, strict=True))
    return None


def _nearest(reading: Reading, groups: list[list[Size]], pairs: list[Pair]) -> list[tuple[list[Size], Pair]]:
    def distance(group: list[Size], pair: Pair) -> int:
        at = reading.position(group[0].number)
        gap = max(pair.start - at, at - pair.end, 0)
        return gap + (0 if pair.how in ("from to", "compared") else 30)

    left, chosen = list(pairs), []
    for group, pair in sorted(itertools.product(groups, pairs), key=lambda both: distance(*both)):
        if pair in left and not any(group is done for done, _ in chosen):
            chosen.append((group, pair))
            left.remove(pair)
    return chosen


def _other_reading(
    reading: Reading,
    size: Size,
    pair: Pair,
    owned: dict[int, set[int]],
    finding: Finding,
    numbers: tuple[str, ...],
) -> tuple[Finding, tuple[str, ...]]:
    """Look for two other numbers of the sentence that make a change right, unless another change is of them."""
    taken = [both for number, both in owned.items() if number != size.number]
    for before, now in itertools.permutations(comparable_numbers(reading), 2):
        same = {before, now} == {pair.before, pair.now}
        if {before, now} in taken or (same and pair.how != "loose"):
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
    context: tuple[Sequence[Reading], Sequence[Elsewhere]],
    owned: dict[int, set[int]],
) -> Claim:
    """Judge a change of no pair: from its difference, from any two numbers it fits, from the sentences before."""
    group = next(group for group in groups if size in group)
    found = _from_difference(reading, size, group)
    if found is None:
        taken = list(owned.values())
        for before, now in itertools.permutations(comparable_numbers(reading), 2):
            first, second = reading.item(before), reading.item(now)
            if (
                {before, now} not in taken
                and comparable(first, second)
                and all(fits_size(reading, other, first, second) for other in group)
            ):
                numbers = (f"from {reading.sentence.printed(before)}", f"to {reading.sentence.printed(now)}")
                found = judge_size(reading, size, first, second), numbers
                break
    if found is None:
        found = from_earlier(reading, size, context[0]) or from_elsewhere(reading, size, group, *context)
    if found is None:
        return change_claim(reading, size, Finding(Verdict.CANNOT_TELL, "the two numbers are not given", ""), ())
    return change_claim(reading, size, *found)


_BESIDE = re.compile(r"\b(?P<word>to|from|on|than|with) (?:the |a total of |<[YLH]\d+> ?\(?)*<C(?P<number>\d+)>")


def _from_difference(reading: Reading, size: Size, group: Iterable[Size]) -> tuple[Finding, tuple[str, ...]] | None:
    """Judge a percentage by its difference and one of the two numbers: "rose by 12 (20%) to 72"."""
    difference = next((other for other in group if reading.item(other.number).kind == "C"), None)
    percent = next((other for other in group if reading.item(other.number).kind in "PF"), None)
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
    return None


def _whole(item: Item, value: object) -> Item:
    return Item("C", item.start, item.end, value, noun=item.noun)  # type: ignore[arg-type]


def direction_claims(reading: Reading, earlier: Sequence[Reading] = ()) -> list[Claim]:
    """Judge the words of direction that stand with a pair of numbers: "fell from 80 to 90".

    The second number may stand alone in the sentence before: "This is an increase on last
    year, when 76 were received."
    """
    covered = _matched(reading, _grouped(reading, sizes_of(reading)))
    claims: list[Claim] = []
    said: list[tuple[str, int]] = []
    for pair in reading.pairs:
        stated = direction_of(pair.word) if pair.word else ""
        sizes = [size for size in sizes_of(reading) if covered.get(size.number) == pair]
        if not stated or any(size.direction in (stated, "") for size in sizes) or _of_performance(reading, pair):
            continue
        before, now = _items(reading, pair)
        if any(pair.word == held and pair.start < end for held, end in said):
            continue  # the percentages of the two counts that have been judged
        said.append((pair.word, pair.end))
        claims.append(_direction_claim(reading, written_pair(reading, pair), pair.word, before, now))
    if not claims and not reading.changes and earlier:
        claims += _direction_on(reading, earlier[-1])
    return claims


_THIS_IS = re.compile(
    rf"^(?:this|which|it) (?:is|was|represents|represented|marks|shows) an? (?:[a-z-]+ ){{0,3}}?(?P<word>{NOUN})\b"
    r"(?:[^<>¦]|<[XYLH]\d+>)*?\b(?:on|from|compared (?:to|with)|than|over)\b(?:[^<>¦]|<[XYLH]\d+>)*?<C(?P<before>\d+)>"
)


def _direction_on(reading: Reading, last: Reading) -> list[Claim]:
    match = _THIS_IS.match(reading.code)
    numbers = [int(number) for number in re.findall(r"<C(\d+)>", last.code)]
    if not match or len(numbers) != 1 or not direction_of(match["word"]):
        return []
    before, now = reading.item(int(match["before"])), last.item(numbers[0])
    if not comparable(before, now):
        return []
    printed = (f"from {reading.sentence.printed(int(match['before']))}", f"to {last.sentence.printed(numbers[0])}")
    return [_direction_claim(reading, printed, match["word"], before, now)]


def _direction_claim(reading: Reading, numbers: tuple[str, ...], word: str, before: Item, now: Item) -> Claim:
    stated, change = direction_of(word), now.value - before.value
    actual = "up" if change > 0 else "down" if change < 0 else ""
    verdict, reason = Verdict.RIGHT, ""
    unit = " percentage points" if before.kind == now.kind == "P" else ""
    true = (
        f"{'increase' if actual == 'up' else 'decrease'} of {written(abs(change), 2)}{unit}" if actual else "no change"
    )
    if actual != stated:
        rounded = before.slack + now.slack
        verdict = Verdict.CANNOT_TELL if rounded and abs(change) <= rounded else Verdict.WRONG
        reason = "the numbers are rounded" if verdict is Verdict.CANNOT_TELL else "the number went the other way"
        if not actual and verdict is Verdict.WRONG:
            reason = "the two numbers are the same"
    return Claim("direction", reading.sentence.text, numbers, word, true, verdict, reason)


def _of_performance(reading: Reading, pair: Pair) -> bool:
    """Whether a direction is that of performance, which falls when the days taken rise."""
    if reading.item(pair.before).kind != "D" and reading.item(pair.now).kind != "D":
        return False
    return bool(re.search(r"perform|timel|standard|satisf|complian|speed|efficien", reading.code[: pair.end]))
