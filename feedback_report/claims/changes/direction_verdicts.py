"""What becomes of a claim of direction: whether the two numbers went the way that is said."""

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.readings import Reading


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
        if not actual and verdict is Verdict.WRONG:
            reason = "the two numbers are the same"
    return Claim("direction", reading.sentence.text, numbers, word, true, verdict, reason)
