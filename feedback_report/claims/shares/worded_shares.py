"""Claims of words beside their percentage: "just over half (51%)", "the majority (45%)", "almost 12% (11.9%)"."""

import re
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers import hedges
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import judge
from feedback_report.claims.sentences.readings import Reading

WORDED = re.compile(
    r"<F(?P<f>\d+)>(?: (?:of|in) (?:[a-z'&/-]+ ?){1,8}?|(?: [a-z'-]+){0,3}?)? ?(?:\(|, | – | - |: )?(?:<C\d+>[,;]? "
    r"?(?:or )?)?<P(?P<p>\d+)>"
)
ROUNDED = re.compile(r"<[PQ](?P<f>\d+)> \(<[PQ](?P<p>\d+)>\)")
ALL = re.compile(
    r"(?<!nearly )(?<!almost )(?<!virtually )(?<!not )(?<!of )(?<!out of )\ball(?: [a-z]+)? \(<P(?P<p>\d+)>\)"
)


def word_claims(reading: Reading) -> list[Claim]:
    """Judge words that stand beside their percentage: "just over half (51%)", "almost 12% (11.9%)"."""
    claims = []
    for match in WORDED.finditer(reading.code):
        word, percent = int(match["f"]), int(match["p"])
        claims.append(_worded(reading, word, percent))
    for match in ALL.finditer(reading.code):
        item, printed = reading.item(int(match["p"])), reading.sentence.printed(int(match["p"]))
        verdict = Verdict.RIGHT if item.value == 100 else Verdict.WRONG
        reason = "" if verdict is Verdict.RIGHT else "all of them are 100%"
        claims.append(Claim("share", reading.sentence.text, ("all",), printed, "100%", verdict, reason))
    for match in ROUNDED.finditer(reading.code):
        item, exact = reading.item(int(match["f"])), reading.item(int(match["p"]))
        if exact.decimals > item.decimals and not exact.hedge:
            claims.append(_worded(reading, int(match["f"]), int(match["p"])))
    return claims


def _worded(reading: Reading, word: int, percent: int) -> Claim:
    item, shown = reading.item(word), reading.item(percent)
    verdict, reason = judge(item.stated, shown.value, shown.slack if not _one_sided(item) else Fraction(0))
    stated, printed = reading.sentence.printed(word), reading.sentence.printed(percent)
    return Claim("share", reading.sentence.text, (printed,), stated, printed, verdict, reason)


def _one_sided(item: Item) -> bool:
    return item.hedge in (hedges.OVER, hedges.JUST_OVER, hedges.UNDER, hedges.JUST_UNDER)
