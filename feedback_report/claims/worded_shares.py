"""Claims of words beside their percentage: "just over half (51%)", "the majority (45%)", "almost 12% (11.9%)"."""

import re
from fractions import Fraction

from feedback_report.claims import hedges
from feedback_report.claims.bases import THE
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.item import Item
from feedback_report.claims.judging import judge, written
from feedback_report.claims.readings import Reading

WORDED = re.compile(
    r"<F(?P<f>\d+)>(?: (?:of|in) (?:[a-z'&/-]+ ?){1,8}?|(?: [a-z'-]+){0,3}?)? ?(?:\(|, | – | - |: )?(?:<C\d+>[,;]? "
    r"?(?:or )?)?<P(?P<p>\d+)>"
)
ROUNDED = re.compile(r"<[PQ](?P<f>\d+)> \(<[PQ](?P<p>\d+)>\)")
ALL = re.compile(
    r"(?<!nearly )(?<!almost )(?<!virtually )(?<!not )(?<!of )(?<!out of )\ball(?: [a-z]+)? \(<P(?P<p>\d+)>\)"
)
MAJORITY = re.compile(
    r"\b(?P<word>(?:vast |overwhelming |large |clear |great |significant |slight |small )?(?:majority|minority))(?: of "
    r"(?:[a-z'&/-]+ ?){1,7}?)?"
    r" ?(?:\((?:<C\d+>(?: [a-z]+){0,3}[,;:]? ?(?:or )?)?|, |, at |, with )<P(?P<p>\d+)>(?= ?(?:of [^()<>]*)?[),])"
)

MAJORITY_OF = re.compile(
    r"\b(?P<word>(?:the (?:[a-z]+ )?)?majority|most)(?: (?:of )?(?:[a-z'&/-]+ ?){1,7}?)? ?(?P<open>\(|, | – )"
    rf"<C(?P<a>\d+)>(?: [a-z]+){{0,3}} (?:of|out of) {THE}<B(?P<b>\d+)>(?: [a-z]+){{0,2}}(?= ?[),]| – )"
)
# "76 complaints, the majority of which (59) were about homes"
_MAJORITY_OF_WHICH = re.compile(
    r"<[CB](?P<b>\d+)>[^<>¦]{0,60}(?P<word>\b(?:the (?:[a-z]+ )?)?(?:majority|most)) "
    r"of (?:which|whom|these|them) \(<C(?P<a>\d+)>\)"
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
    for match in MAJORITY.finditer(reading.code):
        item = reading.item(int(match["p"]))
        stated = match["word"]
        least = stated.endswith("minority")
        verdict = Verdict.RIGHT if item.value != 50 and (item.value < 50) == least else Verdict.WRONG
        reason = "" if verdict is Verdict.RIGHT else f"not {'less' if least else 'more'} than half"
        printed = reading.sentence.printed(int(match["p"]))
        claims.append(Claim("share", reading.sentence.text, (printed,), stated, printed, verdict, reason))
    for match in (*MAJORITY_OF.finditer(reading.code), *_MAJORITY_OF_WHICH.finditer(reading.code)):
        part, whole = reading.item(int(match["a"])).value, reading.item(int(match["b"])).value
        right = 2 * part > whole
        numbers = (reading.sentence.printed(int(match["a"])), f"of {reading.sentence.printed(int(match['b']))}")
        true = f"{written(100 * part / whole)}%" if whole else ""
        verdict, reason = (Verdict.RIGHT, "") if right else (Verdict.WRONG, "not more than half")
        claims.append(Claim("share", reading.sentence.text, numbers, match["word"], true, verdict, reason))
    return claims


def _worded(reading: Reading, word: int, percent: int) -> Claim:
    item, shown = reading.item(word), reading.item(percent)
    verdict, reason = judge(item.stated, shown.value, shown.slack if not _one_sided(item) else Fraction(0))
    stated, printed = reading.sentence.printed(word), reading.sentence.printed(percent)
    return Claim("share", reading.sentence.text, (printed,), stated, printed, verdict, reason)


def _one_sided(item: Item) -> bool:
    return item.hedge in (hedges.OVER, hedges.JUST_OVER, hedges.UNDER, hedges.JUST_UNDER)
