"""Settling what a sentence leaves open by the same statement where the paper gives its numbers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import FRACTION
from feedback_report.claims.numbers.items import find_items
from feedback_report.claims.numbers.judging import fits

Found = tuple[int, Claim]
Key = tuple[str, ...]


def settled(found: list[Found]) -> list[Found]:
    """Make right what cannot be told and is said again elsewhere with its numbers; never wrong.

    A rate is the same when its numbers are, a change when the words before its size are too:
    "the rate decreased by 16%"; one in words when a size near it agrees.
    """
    right = {key: claim for _, claim in found if claim.verdict is Verdict.RIGHT and (key := _key(claim))}
    return [
        (index, replace(other, sentence=claim.sentence, span=claim.span, stated=claim.stated, verdict=Verdict.RIGHT))
        if claim.verdict is Verdict.CANNOT_TELL
        and (other := right.get(_key(claim)) or _in_figures(index, claim, found))
        else (index, claim)
        for index, claim in found
    ]


def _in_figures(index: int, claim: Claim, found: Sequence[Found]) -> Claim | None:
    """Get the change in per cent that stands near one in words: "fell by nearly a quarter. ... a fall of 23%"."""
    if claim.kind != "change" or re.search(r"\d", claim.stated):
        return None
    words = [item.stated for item in find_items(claim.stated) if item.kind == FRACTION]
    near = [other for at, other in found if abs(at - index) <= 1 and other.kind == "change"]
    for other in near:
        size = re.search(r"(\d[\d.]*) ?(?:%|per ?cent)", other.true or other.stated)
        same = other.stated.split()[0] == claim.stated.split()[0]
        if size and same and words and fits(words[0], Fraction(size[1])):
            return replace(other, reason="", true=other.true or other.stated, numbers=other.numbers or (other.stated,))
    return None


def _key(claim: Claim) -> Key:
    """Get what two statements of one thing share; empty where nothing tells."""
    size = re.search(r"\d[\d,.]*(?: ?%)?", claim.stated)
    if size is None or claim.kind not in ("rate", "change"):
        return ()
    if claim.kind == "rate":
        return ("rate", *re.findall(r"\d[\d,.]*", claim.stated))
    before = re.search(rf"((?:[A-Za-z-]+ ){{3}}){re.escape(size[0])}", claim.sentence)
    words = before[1].lower().split() if before else []
    return ("change", claim.stated, *words) if words and words[0] not in _SAYS_NOTHING else ()


_SAYS_NOTHING = {"number", "numbers", "total", "figure", "which", "it", "this", "that", "these", "an", "a", "the"}
