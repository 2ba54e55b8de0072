"""Claims of an order within a sentence: "communication (50), followed by delay (49)"."""

import re

from feedback_report.claims.bound_years import every
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.pairs import comparable
from feedback_report.claims.readings import Reading

_FOLLOWED = re.compile(
    r"<(?P<kind>[CP])(?P<first>\d+)>(?P<gap>[^¦;<>]|<[XYLHDCPB]\d+>){0,80}?"
    r"\b(?:followed (?:closely |then |next )?by|ahead of|and then|, then|(?:the )?second[ -](?:highest|most|largest|"
    r"placed)[^<>]{0,40}? (?:was|is|being|with))\b"
    r"(?:[^¦;<>]|<[XYLHDP]\d+>){0,90}?<(?P=kind)(?P<second>\d+)>"
)
_FOLLOWED_PERCENT = re.compile(_FOLLOWED.pattern.replace("[XYLHDP]", "[XYLHDC]"))
_LEAST = re.compile(r"\b(?:lowest|fewest|least|smallest|quickest|shortest)\b")


def ranking_claims(reading: Reading) -> list[Claim]:
    """Judge whether what is followed by something is at least as large; in a list of the fewest, as small."""
    claims: list[Claim] = []
    seen: set[int] = set()
    for pattern, kind in ((_FOLLOWED, "C"), (_FOLLOWED_PERCENT, "P")):
        if kind == "P" and seen:
            break  # the percentages of counts that are in order are in order
        for match in every(pattern, reading.code):
            first, second = int(match["first"]), int(match["second"])
            between = re.findall(rf"<{kind}\d+>", match[0])
            if match["kind"] != kind or len(between) > 2 or second in seen:
                continue
            if not comparable(reading.item(first), reading.item(second)):
                continue
            seen.add(second)
            claims.append(_claim(reading, match, first, second))
    return claims


def _claim(reading: Reading, match: re.Match[str], first: int, second: int) -> Claim:
    ascending = bool(_LEAST.search(reading.code, 0, match.end()))
    greater, smaller = (second, first) if ascending else (first, second)
    right = reading.item(greater).value >= reading.item(smaller).value
    printed = (reading.sentence.printed(first), reading.sentence.printed(second))
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    reason = "" if right else f"{printed[1]} is {'less' if ascending else 'more'} than {printed[0]}"
    stated = f"{printed[0]} before {printed[1]}"
    true = stated if right else f"{printed[1]} before {printed[0]}"
    return Claim("order", reading.sentence.text, printed, stated, true, verdict, reason)
