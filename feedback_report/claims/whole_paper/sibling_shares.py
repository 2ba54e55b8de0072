"""Shares whose whole the shares beside them tell: a list of percentages is of one number."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import Stated, fits, judge, written

Found = tuple[int, Claim]
_REACH = 3  # blocks
_COMPARES = re.compile(
    r"\b(?:compar\w+|against|versus|(?:up|down) from|(?:last|previous|prior) year|year before)\b|"
    r"\b(20\d\d)\b.*\b(?!\1)20\d\d\b",
    re.IGNORECASE,
)
_LEAST, _NEAR, _WORDS = 2, Fraction(15, 100), 3


def with_siblings(found: Sequence[Found], lists: Collection[int]) -> list[Found]:
    """Judge shares that cannot be told by themselves by the whole of the shares beside them.

    One that fits the whole of a right share in its sentence is right. One that does not is wrong where two others
    at least, right of one whole, stand in the same sentence, in the items of the same list (``lists`` are the
    blocks that are items), or are said with the same words, if it is near that whole's percentage or is written in
    one sentence with them in the same way; beside a single one in its sentence, where it is that number's percentage
    rounded the wrong way. "188 (94%) were, 13 (7%) were not": of the two together, not of the first.
    """
    found = _as_parts(found, lists)
    fitting = [(index, _right(claim, _siblings(found, index, claim, ()))) for index, claim in found]
    return [(index, _wrong(claim, _siblings(fitting, index, claim, lists))) for index, claim in fitting]


def _siblings(found: Sequence[Found], index: int, claim: Claim, lists: Collection[int]) -> list[Claim]:
    """Get the right shares beside one that cannot be told: those of its sentence, and with lists those of items."""
    if claim.kind != "share" or claim.verdict is not Verdict.CANNOT_TELL or len(claim.numbers) != 1:
        return []
    return [
        other
        for at, other in found
        if other.kind == "share"
        and other.verdict is Verdict.RIGHT
        and len(other.numbers) == 2
        and _number(other.numbers[1]) is not None
        and (
            (at == index and other.sentence == claim.sentence)
            or (abs(at - index) <= _REACH and {*range(min(at, index), max(at, index) + 1)} <= {*lists})
            or (lists and abs(at - index) <= _REACH and _said_after(claim) and _said_after(other) == _said_after(claim))
        )
    ]


def _said_after(claim: Claim) -> list[str]:
    """Get the words that say what a percentage is of: "of all complaints closed"."""
    _, _, after = claim.sentence.partition(claim.stated)
    words = re.findall(r"[a-z]+", after.lower())[:_WORDS]
    return words if len(words) == _WORDS and words[0] == "of" else []


def _as_parts(found: Sequence[Found], lists: Collection[int]) -> list[Found]:
    """Judge shares whose counts add up to the whole of some of them by that whole, whatever each was taken for.

    They stand in one sentence, or in the items of one list.
    """
    groups: dict[tuple[int, str], list[int]] = {}
    for place, (index, claim) in enumerate(found):
        is_judged = claim.kind == "share" and claim.verdict is not Verdict.CANNOT_TELL and len(claim.numbers) == 2
        if is_judged and not _COMPARES.search(claim.sentence):
            groups.setdefault((index, claim.sentence), []).append(place)
            if index in lists:
                first = next((n + 1 for n in range(index, -1, -1) if n not in lists), 0)
                groups.setdefault((first, ""), []).append(place)
    judged = list(found)
    for places in groups.values():
        claims = [found[place][1] for place in places]
        counts = [_number(claim.numbers[0]) or Fraction(-1) for claim in claims]
        rights = [claim.numbers[1] for claim in claims if claim.verdict is Verdict.RIGHT]
        whole = next((one for one in dict.fromkeys(rights) if _number(one) == sum(counts)), None)
        for place, claim, count in zip(places, claims, counts, strict=True):
            stated = _stated(claim)
            if whole is None or claim.numbers[1] == whole or stated is None or min(counts) < 0 or _is_said(claim):
                continue
            if not fits(stated, _percentage(count, whole)):
                alone = replace(claim, numbers=claim.numbers[:1])
                wrong = _of(alone, count, whole, Verdict.WRONG, "the counts beside it add up to that number")
                judged[place] = (found[place][0], wrong)
    return judged


def _is_said(claim: Claim) -> bool:
    """Whether a sentence says what a part is of: "42 of 84 (50%)"."""
    count, whole = (re.escape(number.removeprefix("of ")) for number in claim.numbers)
    return bool(re.search(rf"\b{count}\b[^\d.;]{{0,30}}(?:\bof\b|/)[^\d.;]{{0,20}}\b{whole}\b", claim.sentence))


def _percentage(count: Fraction, whole: str) -> Fraction:
    return 100 * count / (_number(whole) or 1)


def _right(claim: Claim, siblings: Sequence[Claim]) -> Claim:
    stated, count = _stated(claim), _number("".join(claim.numbers[:1]))
    for whole in dict.fromkeys(other.numbers[1] for other in siblings):
        if stated and count and count < (_number(whole) or 0) and fits(stated, _percentage(count, whole)):
            return _of(claim, count, whole, Verdict.RIGHT, "")
    return claim


def _wrong(claim: Claim, siblings: Sequence[Claim]) -> Claim:
    stated, count = _stated(claim), _number("".join(claim.numbers[:1]))
    wholes = [whole for whole, many in Counter(other.numbers[1] for other in siblings).items() if many >= _LEAST]
    compared = _COMPARES.search(claim.sentence.partition(claim.stated)[0])
    if stated is None or count is None or compared:
        return claim
    own = {other.numbers[1] for other in siblings if other.sentence == claim.sentence}
    if len(own) == 1 and count < (_number(min(own)) or 0):
        slip = judge(stated, _percentage(count, min(own)))[1]
        if slip:  # "71% (5) and 28% (2)" of 7: cut off, where it would round to 29
            return _of(claim, count, min(own), Verdict.WRONG, slip)
    if len(wholes) != 1:
        return claim
    whole = _number(wholes[0]) or Fraction(0)
    alike = sum(other.sentence == claim.sentence and _form(other) == _form(claim) != "" for other in siblings) >= _LEAST
    if fits(stated, _percentage(count, wholes[0])):
        return _right(claim, siblings)
    if count >= whole or not (alike or abs(100 * count / whole - stated.value) <= stated.value * _NEAR):
        return claim
    return _of(claim, count, wholes[0], Verdict.WRONG, "the percentages beside it are of that number")


def _of(claim: Claim, count: Fraction, whole: str, verdict: Verdict, reason: str) -> Claim:
    shown = f"{written(_percentage(count, whole), 2)}%"
    return replace(claim, numbers=(*claim.numbers, whole), true=shown, verdict=verdict, reason=reason)


def _form(claim: Claim) -> str:
    """Get how a share and its count are written: ``(%, n)`` for "(39%, 25)"; nothing outside brackets."""
    count = claim.numbers[0].removeprefix("of ")
    for held in re.findall(r"\([^()]*\)", claim.sentence):
        if claim.stated in held and re.search(rf"(?<![\d,.]){re.escape(count)}(?![\d,.%])", held):
            return re.sub(r"[\d,.]*\d", "n", held)
    return ""


def _stated(claim: Claim) -> Stated | None:
    text = claim.stated.replace("per cent", "%").rstrip(" %")
    value = _number(text)
    return None if value is None else Stated(value, len(text.partition(".")[2]))


def _number(text: str) -> Fraction | None:
    plain = text.removeprefix("of ").partition(" (")[0].replace(",", "")
    try:
        return Fraction(plain)
    except ValueError:
        return None
