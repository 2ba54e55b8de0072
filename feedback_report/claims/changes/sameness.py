"""Claims that two numbers are alike: "in line with last year, with 502 in comparison to 498"."""

import re

from feedback_report.claims.changes.changes import written_pair
from feedback_report.claims.changes.matching import items_of
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.pairs import Pair
from feedback_report.claims.sentences.readings import Reading

ALIKE = re.compile(
    r"\b(?:(?:broadly |largely |very |almost |roughly )?(?:in line with|similar to|comparable (?:to|with)|consistent "
    r"with|(?:exactly )?the same (?:(?:number|level|figure|rate|total|percentage|proportion) )?as|unchanged (?:from|"
    r"on)|(?:a )?(?:very )?similar (?:level|number|volume|figure|proportion|percentage)s? (?:to|as)|on a par with|in "
    r"keeping with)|(?:remained|was|were|stayed|is|are) (?:broadly |relatively |largely |fairly |very )?(?:stable|"
    r"similar|constant|unchanged|the same|consistent|static|steady)|(?:at|on) the same level|the same (?:as|number)|no "
    r"change)\b"
)
_EXACTLY = re.compile(r"unchanged|the same\b")
_FAIR, _NOT_THE_SAME, _FAR = 6, 15, 25  # per cent


def sameness_claims(reading: Reading) -> list[Claim]:
    """Judge words for "about the same" by the one pair of the sentence; how near is near enough is left open."""
    match = ALIKE.search(reading.code)
    compared = [pair for pair in reading.pairs if pair.how in ("compared", "from to", "years", "loose", "plain")]
    if (
        match is None
        or len(re.findall(r"<[CBPDMR]\d+>", reading.code)) != 2
        or len(compared) != 1
        or reading.changes
        or "<K" in reading.code
    ):
        return []
    pair = compared[0]
    if pair.word or reading.clause(match.start()) != reading.clause(pair.start):
        return []
    return [_claim(reading, match[0], pair)]


def _claim(reading: Reading, stated: str, pair: Pair) -> Claim:
    before, now = items_of(reading, pair)
    change = abs(now.value - before.value)
    relative = 100 * change / before.value if before.value else 100 * change
    unit = " percentage points" if before.kind == now.kind == "P" else ""
    true = f"{written(change, 2)}{unit} apart" if change else "the same"
    if _EXACTLY.search(stated):
        fair = 0 if before.decimals == now.decimals and not before.hedge and not now.hedge else _FAIR
    else:
        fair = _FAIR
    verdict, reason = Verdict.CANNOT_TELL, "how near is alike is a matter of opinion"
    if relative <= fair:
        verdict, reason = Verdict.RIGHT, ""
    elif relative > (_NOT_THE_SAME if _EXACTLY.search(stated) else _FAR) and min(before.value, now.value) >= 20:
        verdict, reason = Verdict.WRONG, f"they are {true}"
    return Claim("sameness", reading.sentence.text, written_pair(reading, pair), stated, true, verdict, reason)
