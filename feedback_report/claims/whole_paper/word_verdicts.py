"""What becomes of words that stand without their numbers: judged by what is told nearby, or no more than listed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.numbers.nouns import things_named
from feedback_report.claims.sentences.directions import direction_of
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading


@dataclass(frozen=True)
class Nearby:
    """What stands near a sentence: what is told of two numbers, the sentences before, the nearest first, and after."""

    told: Sequence["Told"]
    before: Sequence[Reading]
    after: Sequence[Reading]


@dataclass(frozen=True)
class Told:
    """Two numbers that a paper compares: where, what they are about, and how far one is from the other."""

    block: int
    sentence: int
    about: str
    numbers: tuple[str, ...]
    change: Fraction


def _direction(claim: Claim, numbers: tuple[str, ...], change: Fraction, *, sure: bool) -> Claim | None:
    """Judge a direction by a change; None where it goes the other way and is not surely the one that is meant."""
    way = "up" if change > 0 else "down" if change < 0 else ""
    right = way == (direction_of(claim.stated) or {"low": "down", "high": "up"}.get(claim.stated))
    if not right and not sure:
        return None
    true = f"{'increase' if way == 'up' else 'decrease'} of {written(abs(change), 2)}" if way else "no change"
    verdict, reason = (Verdict.RIGHT, "") if right else (Verdict.WRONG, "the number went the other way")
    return replace(claim, numbers=numbers, true=true, verdict=verdict, reason=reason)


def of_one_number(reading: Reading, claim: Claim, near: Nearby) -> Claim | None:
    """Judge "This was higher than the average of 45%" by the numbers of its kind that the sentence before gives."""
    own = numbers_in(reading, "CP")
    if len(own) != 1 or reading.item(own[0]).hedge or not _POINTS_BACK.search(reading.code):
        return None
    item, printed = reading.item(own[0]), reading.sentence.printed(own[0])
    is_now = re.search(rf"\bto (?:just |only )?<\w{own[0]}>", reading.code)
    source = next((held for held in near.before if f"<{item.kind}" in held.code), reading)
    held = [n for n in numbers_in(source, item.kind) if source is not reading and comparable(source.item(n), item)]
    sure = len(held) == 1 and near.before[0] is source and item.kind == "P"
    made = []
    for n in held:
        ends = [(source.item(n).value, source.sentence.printed(n)), (item.value, printed)]
        (first, one), (second, other) = ends if is_now else ends[::-1]
        made.append(_direction(claim, (f"from {one}", f"to {other}"), second - first, sure=sure))
    return made[0] if made and all(made) else None


def of_told(reading: Reading, match: re.Match[str], claim: Claim, near: Nearby) -> Claim | None:
    """Judge a direction by what is told nearest of the same thing: right where none of it goes the other way."""
    things = things_named(match[0]) or things_named(reading.sentence.text)
    same = [one for one in near.told if one.change and (not things or things & things_named(one.about))]
    first = {one.numbers: one for one in same if (one.block, one.sentence) == (same[0].block, same[0].sentence)}
    said, told = (set(_YEARS.findall(text)) for text in (claim.sentence, same[0].about if same else ""))
    if not first or (said and not said & told):
        return None
    together = len(first) > 1 and _TOGETHER.search(reading.code, 0, match.end())
    if not together and len({one.change > 0 for one in first.values()}) > 1:
        return None
    change = sum((one.change for one in first.values()), Fraction(0)) if together else same[0].change
    numbers = tuple(number for one in first.values() for number in one.numbers) if together else same[0].numbers
    return _direction(claim, numbers, change, sure=bool(together) and len(first) == _TWO)


_POINTS_BACK = re.compile(
    r"\b(?:this|it|that|the (?:[a-z]+ ){0,4}(?:rate|figure|number|percentage|proportion|share|total))\b"
)
_TOGETHER = re.compile(r"\b(?:together|combined|jointly)\b")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_TWO = 2
_PERIOD = re.compile(r"\b(?:q[1-4]|quarters?|months?|april|july|october|january)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:against|compared|next|second|followed|than)\b")


def of_extreme(reading: Reading, match: re.Match[str], claim: Claim, near: Nearby) -> Claim | None:
    """Show the highest of numbers that its sentence sets it against, or that the sentences after give by period."""
    own = [(reading, n) for n in numbers_in(reading, "CB")]
    by_period = len(own) == 1 and _PERIOD.search(claim.sentence)
    if not own or claim.stated.startswith(_PLACES) or not (by_period or _NEXT.search(reading.code, match.end())):
        return None
    after = [n for _, n in own if reading.position(n) > match.start()]
    before = [n for _, n in own if n not in after]
    said_next = re.match(r"[^<>]*<C\d+>[^<>]{0,20}(?:next|second)", reading.code[match.end() :])
    meant = (before if said_next or not after else after)[-1 if said_next or not after else 0 :][:1]
    left_out = {*meant, *(pair.before for pair in reading.pairs if said_next)}
    later = [(r, n) for r in near.after if by_period and _PERIOD.search(r.sentence.text) for n in numbers_in(r, "CB")]
    others = [(r, n) for r, n in own if n not in left_out] + later
    values = [r.item(n).value for r, n in others if meant and comparable(r.item(n), reading.item(meant[0]))]
    top = reading.item(meant[0]).value if meant else 0
    least = re.search(r"lowest|smallest|fewest|quietest", claim.stated)
    if not values or not all(value > top if least else value < top for value in values):
        return None
    printed = reading.sentence.printed(meant[0])
    numbers = (printed, *(r.sentence.printed(n) for r, n in others))
    return replace(claim, numbers=numbers, true=printed, verdict=Verdict.RIGHT, reason="")


_PLACES = ("second", "third", "fourth", "next")


def numbers_in(reading: Reading, kinds: str) -> list[int]:
    return [int(n) for n in re.findall(rf"<[{kinds}](\d+)>", reading.code)]
