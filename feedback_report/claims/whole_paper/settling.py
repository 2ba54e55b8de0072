"""Settling what a sentence leaves open by the same statement where the paper gives its numbers."""

import re
from dataclasses import replace

from feedback_report.claims.claim import Claim, Verdict

Found = tuple[int, Claim]
Key = tuple[str, ...]


def settled(found: list[Found]) -> list[Found]:
    """Make right what cannot be told and is said again elsewhere with its numbers; never wrong.

    A rate is the same when its numbers are, a change when the words before its size are too:
    "the rate decreased by 16%".
    """
    right = {key: claim for _, claim in found if claim.verdict is Verdict.RIGHT and (key := _key(claim))}
    return [
        (index, replace(right[key], sentence=claim.sentence, span=claim.span, stated=claim.stated))
        if claim.verdict is Verdict.CANNOT_TELL and (key := _key(claim)) in right
        else (index, claim)
        for index, claim in found
    ]


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
