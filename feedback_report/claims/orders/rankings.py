"""Claims of an order within a sentence: "communication (50), followed by delay (49)"."""

import re

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.sentences.bound_years import every
from feedback_report.claims.sentences.directions import NOUN, direction_of
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading

_FOLLOWED = re.compile(
    r"<(?P<kind>[CPQ])(?P<first>\d+)>(?P<gap>[^¦;<>]|<[XYLHDCPB]\d+>){0,80}?(?:\b(?:followed (?:closely |then |next "
    r")?by|with\b[^<>¦;]{0,50}?\b(?:following|close behind|in second place)(?: closely)?(?: behind)?(?: at| with)?|"
    r"ahead of|and then|(?:the )?second[ -](?:highest|most|largest|placed)[^<>]{0,40}? (?:was|is|being|with))|, "
    r"then)\b(?:[^¦;<>]|<[XYLHDP]\d+>){0,90}?<(?P=kind)(?P<second>\d+)>"
)
_FOLLOWED_PERCENT = re.compile(_FOLLOWED.pattern.replace("[XYLHDP]", "[XYLHDC]"))
_IN_TURN = re.compile(r"(?:, |\band )then\b")
_RANKS = re.compile(r"\b(?:highest|most|largest|greatest|biggest|main|top|first|lowest|fewest|least|smallest|ranked)\b")
_LEAST = re.compile(r"\b(?:lowest|fewest|least|smallest|quickest|shortest|ascending)\b")


def ranking_claims(reading: Reading) -> list[Claim]:
    """Judge whether what is followed by something is at least as large; in a list of the fewest, as small."""
    changed = _CHANGED_MOST.search(reading.code)
    if changed and len(reading.pairs) > 1 and all(pair.how in ("from to", "plain") for pair in reading.pairs):
        return _by_change(reading, changed)
    claims: list[Claim] = []
    seen: set[int] = set()
    for pattern, kind in ((_FOLLOWED, "C"), (_FOLLOWED_PERCENT, "P"), (_FOLLOWED_PERCENT, "Q")):
        if kind != "C" and seen:
            break  # the percentages of counts that are in order are in order
        for match in every(pattern, reading.code):
            first, second = int(match["first"]), int(match["second"])
            if (kind == "Q" or _IN_TURN.search(match[0])) and not _RANKS.search(reading.code, 0, match.end()):
                continue  # "2 officers until May, then 3"
            between = re.findall(rf"<{kind}\d+>", match[0])
            if match["kind"] != kind or len(between) > 2 or second in seen:
                continue
            if not comparable(reading.item(first), reading.item(second)):
                continue
            seen.add(second)
            claims.append(_claim(reading, match.end(), first, second))
            claims += _further(reading, match, seen)
    return claims


_CHANGED_MOST = re.compile(
    rf"\b(?P<most>biggest|largest|greatest|highest|sharpest|steepest|smallest|lowest)\b[^<>¦]{{0,20}}?\b(?P<what>{NOUN})\b"
)
_RELATIVE = re.compile(r"\b(?:percentage|proportion\w*|relative\w*|per cent)\b")


def _by_change(reading: Reading, said: re.Match[str]) -> list[Claim]:
    """Judge "the biggest increase was in fees (from 20 to 30), then in rents (from 80 to 95)" by how far each went."""
    sign = -1 if direction_of(said["what"]) == "down" else 1
    both = [(reading.item(pair.before).value, reading.item(pair.now).value) for pair in reading.pairs]
    if any(not before for before, _ in both) or not direction_of(said["what"]):
        return []
    by_number = [sign * (now - before) for before, now in both]
    by_share = [sign * (now - before) / before for before, now in both]
    first = min if said["most"] in ("smallest", "lowest") else max
    ways = [by_share] if _RELATIVE.search(reading.code) else [by_number, by_share]
    right = [way[0] == first(way) for way in ways]
    verdict = Verdict.RIGHT if right[0] else Verdict.CANNOT_TELL if any(right) else Verdict.WRONG
    named = reading.pairs[ways[0].index(first(ways[0]))]
    true = f"from {reading.sentence.printed(named.before)} to {reading.sentence.printed(named.now)}"
    reason = "" if verdict is Verdict.RIGHT else f"the one {true} changed more" if first is max else f"not {true}"
    printed = tuple(reading.sentence.printed(pair.now) for pair in reading.pairs)
    return [Claim("order", reading.sentence.text, printed, said[0], true, verdict, reason)]


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
