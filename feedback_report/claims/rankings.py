"""Claims of an order within a sentence: "communication (50), followed by delay (49)"."""

import itertools
import re

from feedback_report.claims.bound_years import every
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.pairs import comparable
from feedback_report.claims.readings import Reading

_FOLLOWED = re.compile(
    r"<(?P<kind>[CP])(?P<first>\d+)>(?P<gap>[^¦;<>]|<[XYLHDCPB]\d+>){0,80}?"
    r"(?:\b(?:followed (?:closely |then |next )?by|ahead of|and then|(?:the )?second[ -](?:highest|most|largest|"
    r"placed)[^<>]{0,40}? (?:was|is|being|with))|, then)\b"
    r"(?:[^¦;<>]|<[XYLHDP]\d+>){0,90}?<(?P=kind)(?P<second>\d+)>"
)
_FOLLOWED_PERCENT = re.compile(_FOLLOWED.pattern.replace("[XYLHDP]", "[XYLHDC]"))
_IN_TURN = re.compile(r"(?:, |\band )then\b")
_RANKS = re.compile(r"\b(?:highest|most|largest|greatest|biggest|main|top|first|lowest|fewest|least|smallest|ranked)\b")
# A list that says it is in order: every two neighbours are.
_LISTED = re.compile(
    r"\b(?:in (?:descending|ascending|rank|ranked|priority) order|in (?:descending |ascending )?order of "
    r"(?:frequency|number|"
    r"numbers|volume|size|magnitude|prevalence)|(?:ranked|listed|ordered) (?:from|by) (?:the )?(?:highest|most|largest|"
    r"number|volume|frequency))"
)
_ITEM = re.compile(r"<(?P<kind>[CP])(?P<n>\d+)>")
_LEAST = re.compile(r"\b(?:lowest|fewest|least|smallest|quickest|shortest|ascending)\b")


def ranking_claims(reading: Reading) -> list[Claim]:
    """Judge whether what is followed by something is at least as large; in a list of the fewest, as small."""
    claims: list[Claim] = []
    seen: set[int] = set()
    for pattern, kind in ((_FOLLOWED, "C"), (_FOLLOWED_PERCENT, "P")):
        if kind == "P" and seen:
            break  # the percentages of counts that are in order are in order
        for match in every(pattern, reading.code):
            first, second = int(match["first"]), int(match["second"])
            if _IN_TURN.search(match[0]) and not _RANKS.search(reading.code, 0, match.end()):
                continue  # "2 officers until May, then 3"
            between = re.findall(rf"<{kind}\d+>", match[0])
            if match["kind"] != kind or len(between) > 2 or second in seen:
                continue
            if not comparable(reading.item(first), reading.item(second)):
                continue
            seen.add(second)
            claims.append(_claim(reading, match.end(), first, second))
            claims += _further(reading, match, seen)
    return claims or _listed(reading)


def _further(reading: Reading, match: re.Match[str], seen: set[int]) -> list[Claim]:
    """Judge what the list goes on with in the same form: "followed by delay (44) and conduct (39)"."""
    claims: list[Claim] = []
    last, at, kind = int(match["second"]), match.end(), match["kind"]
    lead = re.search(r"(\(|\b(?:with|at) )<\w\d+>$", match[0])
    while lead:
        more = re.compile(
            rf"\)?(?:,|,? and|,? then)(?: then)? [a-z'&/ -]{{2,50}} {re.escape(lead[1])}<{kind}(?P<n>\d+)>"
            r"(?=[),.;]|$| and\b)"
        ).match(reading.code, at)
        if more is None or int(more["n"]) in seen or not comparable(reading.item(last), reading.item(int(more["n"]))):
            break
        claims.append(_claim(reading, more.end(), last, int(more["n"])))
        last, at = int(more["n"]), more.end()
        seen.add(last)
    return claims


def _listed(reading: Reading) -> list[Claim]:
    """Judge a list that is said to be in descending order by its first two neighbours that are not, else as a whole."""
    said = _LISTED.search(reading.code)
    found = list(_ITEM.finditer(reading.code))
    if not said or len(found) < 3 or len({match["kind"] for match in found}) > 1:
        return []
    pairs = itertools.pairwise(int(match["n"]) for match in found)
    claims = [_claim(reading, len(reading.code), first, second) for first, second in pairs]
    return [next((claim for claim in claims if claim.verdict is Verdict.WRONG), claims[0])]


def _claim(reading: Reading, end: int, first: int, second: int) -> Claim:
    ascending = bool(_LEAST.search(reading.code, 0, end))
    greater, smaller = (second, first) if ascending else (first, second)
    right = reading.item(greater).value >= reading.item(smaller).value
    printed = (reading.sentence.printed(first), reading.sentence.printed(second))
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    reason = "" if right else f"{printed[1]} is {'less' if ascending else 'more'} than {printed[0]}"
    stated = f"{printed[0]} before {printed[1]}"
    true = stated if right else f"{printed[1]} before {printed[0]}"
    return Claim("order", reading.sentence.text, printed, stated, true, verdict, reason)
