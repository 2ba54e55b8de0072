"""Shares whose whole the shares beside them tell: a list of percentages is of one number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.judging import written

Found = tuple[int, Claim]

_REACH = 3  # blocks
_LEAST, _NEAR = 2, Fraction(15, 100)


def with_siblings(found: Sequence[Found]) -> list[Found]:
    """Call shares wrong that cannot be told by themselves and are nearly of the whole of the shares beside them.

    At least two others, right of one whole, must stand in the same paragraph, or in the items
    and paragraphs next to it.
    """
    return [(index, _judged(claim, _wholes(found, index))) for index, claim in found]


def _wholes(found: Sequence[Found], index: int) -> list[str]:
    """Get the wholes of the right shares round a block, the most frequent first."""
    near = (claim for at, claim in found if abs(at - index) <= _REACH and claim.kind == "share")
    wholes = Counter(claim.numbers[1] for claim in near if claim.verdict is Verdict.RIGHT and len(claim.numbers) == 2)
    return [whole for whole, many in wholes.most_common() if many >= _LEAST and _number(whole) is not None]


def _judged(claim: Claim, wholes: Sequence[str]) -> Claim:
    stated, count = _number(claim.stated.replace("per cent", "%").rstrip(" %")), _number("".join(claim.numbers[:1]))
    undecided = claim.kind == "share" and claim.verdict is Verdict.CANNOT_TELL and len(claim.numbers) == 1
    if not undecided or len(wholes) != 1 or stated is None or count is None:
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
