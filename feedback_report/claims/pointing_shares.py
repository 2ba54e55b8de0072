"""Shares of what the sentence before gives: "Of 92 appeals, 23 were allowed. This is a rate of 25%."."""

import re
from collections.abc import Sequence
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.judging import fits, judge, written
from feedback_report.claims.readings import Reading

_RATE = r"(?:rate|proportion|share|percentage|figure|level|ratio)"
_IS = (
    r"(?:is|was|are|were|represents?|represented|equates? to|equated to|means?|meant|gives|gave|amounts? to|equals|"
    r"makes|constitutes?)"
)
_POINTS = re.compile(
    rf"^(?:<X\d+> )?(?:(?P<this>this|that|it|which|these|together these) |the (?:[a-z-]+ ){{0,3}}{_RATE} )"
    rf"(?:therefore |thus |then )?{_IS} (?P<so>therefore |thus |then )?(?:an? (?:[a-z-]+ ){{0,3}}{_RATE} (?:of|at) )?"
    r"(?:just |only )?$"
)


def share_of_before(reading: Reading, number: int, earlier: Sequence[Reading]) -> Claim | None:
    """Judge a percentage, or "1 in 4", that points back at a part and its whole in the sentence before.

    It is wrong only where the whole is named ("of 92 appeals") or the sentence says that the
    one follows from the other; with two counts and no more said, it is right or nothing.
    """
    match = _POINTS.match(reading.code[: reading.position(number)])
    if not earlier or match is None or re.search(r"<[CB]\d+>", reading.code):
        return None
    last = earlier[-1]
    numbers = [int(n) for n in re.findall(r"<[CB](\d+)>", last.code)]
    if len(numbers) != 2 or re.search(r"<[PQFN]\d+>", last.code):
        return None
    first, second = (last.item(n) for n in numbers)
    whole, part = (first, second) if first.value >= second.value else (second, first)
    if not whole.value or whole.hedge or part.hedge or part is whole:
        return None
    true = Fraction(100 * part.value, whole.value)
    stated = reading.item(number)
    named = f"<B{last.sentence.items.index(whole)}>" in last.code
    sure = (named and bool(match["this"] or match["so"])) or (bool(match["so"]) and first.noun == second.noun)
    if not fits(stated.stated, true) and not sure:
        return None
    verdict, reason = judge(stated.stated, true)
    printed = tuple(last.sentence.printed(last.sentence.items.index(item)) for item in (part, whole))
    numbers_read = (printed[0], f"of {printed[1]}")
    said = reading.sentence.printed(number)
    shown = f"{written(true, max(stated.decimals, 0) + 1)}%"
    return Claim("share", reading.sentence.text, numbers_read, said, shown, Verdict(verdict), reason)


_SO = re.compile(
    r"\b(?:meaning|(?:which|this) means|so|therefore|thus|giving|hence)\b(?: that)? ?(?:[a-z'-]+ ){0,4}(?:just |"
    r"only )?$"
)


_FEWEST, _MOST = 3, 5


def _of_some(reading: Reading, number: int, numbers: Sequence[int]) -> Claim | None:
    """Show a percentage to be right of some of a list of counts, of which it follows: the first, the first two ..."""
    values = [reading.item(n).value for n in numbers]
    stated = reading.item(number)
    for some in range(1, len(values)):
        whole = sum(values, Fraction(0))
        if whole and fits(stated.stated, true := 100 * sum(values[:some], Fraction(0)) / whole):
            printed = tuple(reading.sentence.printed(n) for n in numbers)
            shown = f"{written(true, max(stated.decimals, 0) + 1)}%"
            said = reading.sentence.printed(number)
            return Claim("share", reading.sentence.text, printed, said, shown, Verdict.RIGHT)
    return None


def share_that_follows(reading: Reading, number: int, earlier: Sequence[Reading] = ()) -> Claim | None:
    """Judge "429 at Stage 1 and 56 at Stage 2, meaning that 13% went on" by the two counts that it follows from.

    It is wrong where neither the one of the other, nor each of both together, makes it.
    """
    at = reading.position(number)
    numbers = [int(n) for n in re.findall(r"<[CB](\d+)>", reading.code[:at])]
    if _SO.search(reading.code[:at]) and _FEWEST <= len(numbers) <= _MOST:
        return _of_some(reading, number, numbers)
    if not _SO.search(reading.code[:at]) or len(numbers) != 2 or re.search(r"<[CB]\d+>", reading.code[at:]):
        return None
    first, second = (reading.item(n) for n in numbers)
    printed = tuple(reading.sentence.printed(n) for n in numbers)
    added = first.value + second.value
    small, large = sorted((first.value, second.value))
    stated = reading.item(number)
    if first.hedge or second.hedge or not small:
        return None
    ways = [100 * part / whole for part, whole in ((small, large), (first.value, added), (second.value, added))]
    right = next((true for true in ways if fits(stated.stated, true)), None)
    nothing_else = not earlier and not re.search(r"<[PFQNK]\d+>", reading.code.replace(f"<{stated.kind}{number}>", ""))
    if right is None and not (nothing_else and all(judge(stated.stated, true)[0] is Verdict.WRONG for true in ways)):
        return None
    verdict, true = (
        (Verdict.WRONG, min(ways, key=lambda way: abs(way - stated.value))) if right is None else (Verdict.RIGHT, right)
    )
    shown = f"{written(true, max(stated.decimals, 0) + 1)}%"
    said = reading.sentence.printed(number)
    return Claim("share", reading.sentence.text, printed, said, shown, verdict)
