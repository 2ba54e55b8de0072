"""Claims of change: a percentage, a difference or a multiple, recomputed from the two numbers it is of."""

import re
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.changes.change_findings import Finding, Size, judge_times, spread
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers import hedges
from feedback_report.claims.numbers.item import COUNT, PERCENT, POINTS, TIMES, Item
from feedback_report.claims.numbers.judging import judge, look_rounded, written
from feedback_report.claims.sentences.pairs import Pair, comparable
from feedback_report.claims.sentences.readings import Reading

_MOST_BY_ROUNDING = Fraction(3)
_NAMES = {"up": "increase", "down": "decrease", "": "change"}
_INTENDED = re.compile(
    r"\b(?:aim|plan|intend|hope|expect|target|seek|want|commit|propose|ambition|wish)\w* "
    r"(?:is |was |that )?(?:to|for|of)\b[^<>]*$"
)


def sizes_of(reading: Reading) -> list[Size]:
    """Get the sizes of change of a sentence in their order: percentages, differences and multiples.

    What is only intended, as in "we aim to reduce complaints by 10%", is left out.
    """
    sizes = [Size(change.size, change.direction, change.start, change.end) for change in reading.changes]
    for match in re.finditer(r"<K(\d+)>", reading.code):
        item = reading.item(int(match[1]))
        sizes.append(Size(int(match[1]), item.unit if item.unit in ("up", "down") else "", *match.span()))
    stated = [size for size in sizes if not _INTENDED.search(reading.code, 0, reading.position(size.number))]
    return sorted(stated, key=lambda size: reading.position(size.number))


def judge_size(reading: Reading, size: Size, before: Item, now: Item) -> Finding:
    """Judge the size of a change against the two numbers it is said to be of."""
    item = reading.item(size.number)
    finding = _judge_item(item, size, before, now)
    if finding.verdict is Verdict.CANNOT_TELL and _SAYS_ROUNDED.search(reading.sentence.text):
        return replace(finding, verdict=Verdict.RIGHT, reason="")
    return finding


_SAYS_ROUNDED = re.compile(r"\b(?:before rounding|unrounded|(?:due to|because of) rounding)\b", re.IGNORECASE)


def _judge_item(item: Item, size: Size, before: Item, now: Item) -> Finding:
    if item.kind == TIMES:
        return judge_times(item, size, before, now)
    if item.kind == POINTS:
        return _judge_points(item, size, before, now)
    if item.kind in (PERCENT, "F"):
        if before.kind == now.kind == PERCENT:
            return _judge_percent_of_percents(item, size, before, now)
        return _judge_percent(item, size, before, now)
    return _judge_difference(item, size, before, now)


def fits_size(reading: Reading, size: Size, before: Item, now: Item) -> bool:
    """Whether the size of a change is right for two numbers."""
    return judge_size(reading, size, before, now).verdict is Verdict.RIGHT


def _judge_percent(item: Item, size: Size, before: Item, now: Item) -> Finding:
    if before.value == 0:
        return Finding(Verdict.WRONG, "no percentage can be taken of none", f"from none to {written(now.value)}")
    true = 100 * (now.value - before.value) / before.value
    slack = spread(before, now, lambda b, n: 100 * (n - b) / b if b else None, true)
    shown = f"{written(abs(true), max(item.decimals, 0) + 1)}%"
    finding = _with_direction(item, size, true, slack, shown)
    if finding.verdict is Verdict.WRONG and item.decimals and _of_rounded(before, now):
        near = [replace(level, decimals=-2) for level in (before, now)]
        wide = spread(near[0], near[1], lambda b, n: 100 * (n - b) / b if b else None, true)
        return _with_direction(item, size, true, min(wide, _MOST_BY_ROUNDING), shown)
    return finding


def _of_rounded(before: Item, now: Item) -> bool:
    return before.kind == now.kind == COUNT and look_rounded(before.value, now.value)


def _judge_percent_of_percents(item: Item, size: Size, before: Item, now: Item) -> Finding:
    points = now.value - before.value
    relative = _judge_percent(item, size, before, now)
    if relative.verdict is Verdict.RIGHT:
        return relative
    slack = before.slack + now.slack
    as_points = _with_direction(item, size, points, slack, f"{written(abs(points))} percentage points")
    if as_points.verdict is Verdict.RIGHT:
        return Finding(Verdict.CANNOT_TELL, "percentage points are meant", f"{as_points.true}, or {relative.true}")
    return replace(relative, true=f"{relative.true}, or {as_points.true}")


def _judge_points(item: Item, size: Size, before: Item, now: Item) -> Finding:
    if PERCENT not in (before.kind, now.kind):
        return Finding(Verdict.CANNOT_TELL, "the two percentages are not given", "")
    points = now.value - before.value
    slack = before.slack + now.slack
    return _with_direction(item, size, points, slack, f"{written(abs(points), 2)} percentage points")


def _judge_difference(item: Item, size: Size, before: Item, now: Item) -> Finding:
    true = now.value - before.value
    return _with_direction(item, size, true, before.slack + now.slack, written(abs(true), 2))


def _with_direction(item: Item, size: Size, true: Fraction, slack: Fraction, printed: str) -> Finding:
    actual = "up" if true > 0 else "down" if true < 0 else ""
    name = f"{_NAMES[actual]} of {printed}" if actual else "no change"
    if size.direction and actual != size.direction and (true or item.value):
        if abs(true) <= slack and slack:
            return Finding(Verdict.CANNOT_TELL, "the numbers it is computed from are rounded", name)
        return Finding(Verdict.WRONG, f"it is {_article(name)}", name)
    verdict, reason = judge(item.stated, abs(true), slack)
    return Finding(verdict, reason, name)


def _article(name: str) -> str:
    return name if name == "no change" else f"an {name}" if name.startswith("i") else f"a {name}"


def stated_change(reading: Reading, size: Size) -> str:
    """Write what a sentence states of a change: ``increase of 52%``, ``doubled``."""
    printed = reading.sentence.printed(size.number)
    item = reading.item(size.number)
    if item.kind == TIMES:
        return printed
    if item.kind == PERCENT and item.unit:
        return printed
    return f"{_NAMES[size.direction]} of {printed}"


def change_claim(reading: Reading, size: Size, finding: Finding, numbers: tuple[str, ...]) -> Claim:
    """Make the claim of a change from what was found of it."""
    item = reading.item(size.number)
    kind = {POINTS: "percentage points", TIMES: "multiple", COUNT: "difference"}.get(item.kind, "change")
    if item.kind in "DMR":
        kind = "difference"
    stated = stated_change(reading, size)
    return Claim(kind, reading.sentence.text, numbers, stated, finding.true, finding.verdict, finding.reason)


def written_pair(reading: Reading, pair: Pair) -> tuple[str, ...]:
    """Write the two numbers of a pair as they were read."""
    return (f"from {reading.sentence.printed(pair.before)}", f"to {reading.sentence.printed(pair.now)}")


def as_level(item: Item, other: Item) -> Item:
    """Read a number as one of a pair: the bare 45 of "from 45 to 53%", "less than 1%" as somewhere below."""
    if item.kind == PERCENT and item.hedge == hedges.UNDER and item.value == 1:
        return replace(item, value=Fraction(1, 2), hedge="")
    if item.kind == PERCENT and item.hedge == hedges.OVER and item.value == 99:
        return replace(item, value=Fraction(199, 2), hedge="")
    if item.kind == COUNT and other.kind == PERCENT and comparable(item, other, mixed=True):
        return replace(item, kind=PERCENT)
    return item
