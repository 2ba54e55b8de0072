"""Shares whose whole the shares beside them tell: a list of percentages is of one number."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.judging import written

Found = tuple[int, Claim]

_REACH = 3  # blocks
_LEAST, _NEAR, _WORDS = 2, Fraction(15, 100), 3


def with_siblings(found: Sequence[Found], lists: Collection[int]) -> list[Found]:
    """Call shares wrong that cannot be told by themselves and are nearly of the whole of the shares beside them.

    At least two others, right of one whole, must stand in the same sentence, in the items of
    the same list (``lists`` are the blocks that are items), or be said with the same words.
    """
    return [(index, _judged(claim, _wholes(found, index, claim, lists))) for index, claim in found]


def _wholes(found: Sequence[Found], index: int, claim: Claim, lists: Collection[int]) -> list[str]:
    """Get the wholes of the right shares beside another that two of them are of."""
    if claim.kind != "share" or claim.verdict is not Verdict.CANNOT_TELL or len(claim.numbers) != 1:
        return []
    near = [
        other
        for at, other in found
        if other.kind == "share"
        and other.verdict is Verdict.RIGHT
        and len(other.numbers) == 2
        and (
            (at == index and other.sentence == claim.sentence)
            or (abs(at - index) <= _REACH and {*range(min(at, index), max(at, index) + 1)} <= {*lists})
            or (abs(at - index) <= _REACH and _said_after(claim) and _said_after(other) == _said_after(claim))
        )
    ]
    wholes = Counter(other.numbers[1] for other in near)
    return [whole for whole, many in wholes.items() if many >= _LEAST and _number(whole) is not None]


def _said_after(claim: Claim) -> list[str]:
    """Get the words that say what a percentage is of: "of all complaints closed"."""
    _, _, after = claim.sentence.partition(claim.stated)
    words = re.findall(r"[a-z]+", after.lower())[:_WORDS]
    return words if len(words) == _WORDS and words[0] == "of" else []


def _judged(claim: Claim, wholes: Sequence[str]) -> Claim:
    stated, count = _number(claim.stated.replace("per cent", "%").rstrip(" %")), _number("".join(claim.numbers[:1]))
    if len(wholes) != 1 or stated is None or count is None:
        return claim
    whole = _number(wholes[0]) or Fraction(0)
    if count >= whole or abs(100 * count / whole - stated) > stated * _NEAR:
        return claim
    shown, reason = f"{written(100 * count / whole, 2)}%", "the percentages beside it are of that number"
    return replace(claim, numbers=(*claim.numbers, wholes[0]), true=shown, verdict=Verdict.WRONG, reason=reason)


def _number(text: str) -> Fraction | None:
    plain = text.removeprefix("of ").replace(",", "")
    try:
        return Fraction(plain)
    except ValueError:
        return None
