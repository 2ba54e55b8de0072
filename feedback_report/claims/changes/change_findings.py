"""The size of a change and what was found of it; multiples: doubled, three times as many."""

from dataclasses import dataclass, replace
from fractions import Fraction

from feedback_report.claims.claim import Verdict
from feedback_report.claims.numbers import hedges
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import judge, written


@dataclass(frozen=True)
class Size:
    """The size of a change as a sentence states it: its number, its direction, where it stands."""

    number: int
    direction: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """What a size is, given a pair: the verdict, the reason and what is true."""

    verdict: Verdict
    reason: str
    true: str


def judge_times(item: Item, size: Size, before: Item, now: Item) -> Finding:
    first, second = before.value, now.value
    if item.unit == "as many" and not size.direction and first > second and item.value > 1:
        first, second = second, first
    if item.unit == "down" or (item.unit == "as many" and item.value < 1):
        # "more than halved" is by more than half: judged the other way up, as "more than doubled" is.
        stated, ratio = replace(item.stated, value=1 / item.value), first / second if second else None
        if ratio is None:
            verdict = Verdict.RIGHT if item.hedge == hedges.OVER and first else Verdict.WRONG
            return Finding(verdict, "" if verdict is Verdict.RIGHT else "it fell to none", "to none")
        name = f"{written(100 / ratio)}% of the earlier number" if ratio else "none before"
        verdict, reason = judge(stated, ratio, spread(before, now, lambda b, n: b / n if n else None, ratio))
        return Finding(verdict, reason if verdict is not Verdict.WRONG else "", name)
    if first == 0:
        return Finding(Verdict.WRONG, "no multiple can be taken of none", f"from none to {written(second)}")
    ratio = second / first
    slack = spread(before, now, lambda b, n: n / b if b else None, ratio)
    verdict, reason = judge(item.stated, ratio, slack)
    if item.unit == "more" and verdict is not Verdict.RIGHT:
        # "three times more" and "a threefold increase" are read both as three times and as four.
        other = judge(replace(item.stated, value=item.value + 1), ratio, slack)
        if other[0] is Verdict.RIGHT:
            verdict, reason = other
    return Finding(
        verdict, reason if verdict is not Verdict.WRONG or "exactly" in reason else "", f"{written(ratio, 2)} times"
    )


def spread(before: Item, now: Item, formula: object, true: Fraction) -> Fraction:
    """Get how far the result can lie from ``true`` because the two numbers are themselves rounded."""
    if not before.slack and not now.slack:
        return Fraction(0)
    ends = [
        formula(before.value + a * before.slack, now.value + b * now.slack)  # type: ignore[operator]
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    return max((abs(end - true) for end in ends if end is not None), default=Fraction(0))
