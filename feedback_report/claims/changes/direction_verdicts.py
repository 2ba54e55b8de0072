"""What becomes of a claim of direction: whether the two numbers went the way that is said."""

import re
from collections.abc import Collection

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.directions import direction_of
from feedback_report.claims.sentences.readings import Reading

_BETTER = re.compile(r"improv(?:e[sd]?|ing|ements?)|(?:got )?better")
_WORSE = re.compile(r"worsen(?:ed|ing)?|deteriorat(?:e[sd]?|ing|ions?)|(?:got )?worse|slip(?:s|ped|ping)?|slid")
_MORE_IS_BETTER = re.compile(
    r"\b(?:on time|in time|within|timel\w+|satisf\w+|complian\w+|complied|acknowledged|answered|responded|dealt with"
    r" in|perform\w*|respon\w+ (?:rate|times?))\b"
)
_LESS_IS_BETTER = re.compile(
    r"\b(?:late|overdue|outside|exceed\w+|dissatisf\w+|missed|breach\w*|unsatisf\w+|not|uph(?:e|o)ld)\b"
)
_SCORE = re.compile(r"\b(?:satisfaction|scores?|ratings?)\b")


def is_of_quality(word: str) -> bool:
    """Whether a word says that something got better or worse, and not more or fewer."""
    return bool(_BETTER.fullmatch(word) or _WORSE.fullmatch(word))


def way_said(word: str, kinds: Collection[str], code: str) -> str:
    """Get the direction that a word states of numbers of some kinds: "improved" is up for work in time."""
    if not is_of_quality(word):
        return direction_of(word)
    good = ""
    of_faults = re.search(r"\buph(?:e|o)ld\b", code)
    more, less = (
        _MORE_IS_BETTER.search(code.replace("perform", "") if of_faults else code),
        _LESS_IS_BETTER.search(code),
    )
    if {*kinds} == {"P"} and bool(more) != bool(less):
        good = "up" if more else "down"
    if {*kinds} == {"C"} and _SCORE.search(code):
        good = "up"
    if {*kinds} == {"D"} and re.search(r"\baverage\b|\btime\b|\btook\b", code):
        good = "down"
    return good if _BETTER.fullmatch(word) or not good else {"up": "down", "down": "up"}[good]


def way_of(before: Item, now: Item) -> str:
    return "up" if now.value > before.value else "down" if now.value < before.value else ""


def direction_claim(
    reading: Reading, numbers: tuple[str, ...], said: tuple[str, str], before: Item, now: Item
) -> Claim:
    (word, stated), change = said, now.value - before.value
    actual = way_of(before, now)
    verdict, reason = Verdict.RIGHT, ""
    unit = " percentage points" if before.kind == now.kind == "P" else ""
    true = (
        f"{'increase' if actual == 'up' else 'decrease'} of {written(abs(change), 2)}{unit}" if actual else "no change"
    )
    if actual != stated:
        rounded = before.slack + now.slack
        verdict = Verdict.CANNOT_TELL if rounded and abs(change) < rounded else Verdict.WRONG
        reason = "the numbers are rounded" if verdict is Verdict.CANNOT_TELL else "the number went the other way"
        if is_of_quality(word) and _LESS_IS_BETTER.search(reading.code):
            verdict, reason = Verdict.CANNOT_TELL, "which way is better is not said"
        if not actual and verdict is Verdict.WRONG:
            reason = "the two numbers are the same"
    return Claim("direction", reading.sentence.text, numbers, word, true, verdict, reason)
