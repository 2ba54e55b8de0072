"""Percentages that stand alone: claims that a reader cannot check from the sentence."""

import re
from collections.abc import Sequence
from itertools import accumulate

from feedback_report.claims.changes.direction_claims import direction_said
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.parts import find_parts, find_shares_of
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.shares.made_shares import made_share
from feedback_report.claims.shares.shares import NO_COUNTS
from feedback_report.claims.shares.worded_shares import ALL, ROUNDED, WORDED

# A percentage that is aimed at, promised or raised by law states nothing that was counted.
_NOT_COUNTED = re.compile(
    r"(?:\b(?:target\w*|goals?|aim(?:s|ed|ing)?|threshold|benchmark|objective|ambition|kpi|standard|required?|"
    r"expect\w*|should|must|vat|interest|inflation|discount|levy|precept|council tax|pay award|confidence)\b(?: "
    r"[a-z'-]+){0,6}? ?\(?<P(?P<a>\d+)>)|\b(?:(?:unchanged|the same),? at|(?:add|sum|total|amount)(?:s|ed|ing)?(?: "
    r"up)? to(?: more than| less than)?) <P(?P<c>\d+)>|<P(?P<b>\d+)>\)?(?: [a-z'-]+){0,2} (?:target|goal|threshold|"
    r"benchmark|kpi|discount|vat|interest|confidence|council tax)\b"
)
_LED = re.compile(r"^(?:from|to) ")


def bare_claims(reading: Reading, earlier: Sequence[Reading] = (), decided: Sequence[Claim] = ()) -> list[Claim]:
    """List the percentages of a sentence that belong to no other claim.

    One that points back at the sentence before is judged by it; the others cannot be decided.
    ``decided`` are the claims that were found otherwise: what they print is not listed again.
    """
    parts = find_parts(reading.code)
    used = {part.percent for part in (*parts, *find_shares_of(reading.code, parts))}
    judged = [
        pair for pair in reading.pairs if direction_said(reading, pair) or reading.changes or "<K" in reading.code
    ]
    used |= {number for pair in judged for number in (pair.before, pair.now)}
    used |= {change.size for change in reading.changes}
    used |= {int(match["p"]) for pattern in (WORDED, ALL, ROUNDED) for match in pattern.finditer(reading.code)}
    used |= {int(match["a"] or match["b"] or match["c"]) for match in _NOT_COUNTED.finditer(reading.code)}
    told = {_LED.sub("", text) for claim in decided for text in (claim.stated, *claim.numbers)}
    claims = []
    for number, item in enumerate(reading.sentence.items):
        if item.kind not in "PF" or number in used:
            continue
        pointing = made_share(reading, number, earlier)
        if pointing is not None:
            claims.append(pointing)
        elif item.kind == "P" and reading.sentence.printed(number) not in told:
            claims.append(_of_others(reading, number, earlier) or _claim(reading, number))
    return claims


_NEAR = 2  # sentences
_THE_OTHERS = re.compile(r"\b(?:remain\w*|rest|others?|balance|not|un[a-z]+ed|late|outside|fail\w*|miss\w*)\b")
_IS_REST = re.compile(r"\b(?:remaining|rest|others?|balance|remainder)\b[^<>]*$")
_ALL = 100


def _of_others(reading: Reading, number: int, earlier: Sequence[Reading]) -> Claim | None:
    """Show a percentage to be right that others leave of all, or that the first ones of a sentence before make."""
    stated = reading.item(number)
    at = reading.position(number)
    for source in (reading, *reversed(earlier[-_NEAR:])):
        code = source.code[:at] if source is reading else source.code
        others = [int(n) for n in re.findall(r"<P(\d+)>", code)]
        items = [source.item(n) for n in others]
        if stated.hedge or any(item.hedge or item.decimals != stated.decimals for item in items):
            continue
        says = source is reading or _THE_OTHERS.search(reading.code)
        left = next((n for n in others if says and source.item(n).value == _ALL - stated.value), None)
        sums = [] if source is reading else list(accumulate(item.value for item in items))
        many = sums.index(stated.value) + 1 if stated.value in sums[1:] else 0
        made = ["100%", f"less {source.sentence.printed(left)}"] if left is not None else []
        made = made or [source.sentence.printed(n) for n in others[:many]]
        if made:
            return _right(reading, number, made)
    if not _IS_REST.search(reading.code[:at]) or stated.hedge:
        return None
    held = [(source, n) for source in (*earlier, reading) for n in _of_now(source, at if source is reading else None)]
    for start in range(len(held) - 1):
        slack = sum((source.item(n).slack for source, n in held[start:]), stated.slack)
        added = sum((source.item(n).value for source, n in held[start:]), stated.value)
        if abs(added - _ALL) <= slack:
            return _right(
                reading, number, ["100%", *(f"less {source.sentence.printed(n)}" for source, n in held[start:])]
            )
    return None


def _of_now(reading: Reading, end: int | None) -> list[int]:
    """Get the percentages of a sentence, up to an end, that others are not compared with."""
    earlier = {pair.before for pair in reading.pairs}
    return [n for n in map(int, re.findall(r"<P(\d+)>", reading.code[:end])) if n not in earlier]


def _right(reading: Reading, number: int, made: Sequence[str]) -> Claim:
    stated, printed = reading.item(number), reading.sentence.printed(number)
    true = f"{written(stated.value, stated.decimals)}%"
    return Claim("share", reading.sentence.text, tuple(made), printed, true, Verdict.RIGHT)


def _claim(reading: Reading, number: int) -> Claim:
    text, printed = reading.sentence.text, reading.sentence.printed(number)
    return Claim("share", text, (), printed, "", Verdict.CANNOT_TELL, NO_COUNTS)
