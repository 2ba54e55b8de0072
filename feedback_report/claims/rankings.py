"""Claims of an order within a sentence: "communication (50), followed by delay (49)"."""

import itertools
import re

from feedback_report.claims.bound_years import every
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.judging import written
from feedback_report.claims.pairs import comparable
from feedback_report.claims.readings import Reading

_FOLLOWED = re.compile(
    r"<(?P<kind>[CPQ])(?P<first>\d+)>(?P<gap>[^¦;<>]|<[XYLHDCPB]\d+>){0,80}?"
    r"(?:\b(?:followed (?:closely |then |next )?by|with\b[^<>¦;]{0,50}?\b(?:following|close behind|"
    r"in second place)(?: closely)?(?: behind)?(?: at| with)?|ahead of|and then|(?:the )?second[ -](?:highest|most|"
    r"largest|"
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
    return claims or _against(reading) or _listed(reading) or _plural(reading)


# "Quarter 4 was the busiest, with 203 against 174 in Quarter 3 and 188 in Quarter 2"
_AGAINST = re.compile(
    r"\b(?P<word>busiest|quietest|highest|lowest|most|fewest|largest|smallest)\b[^<>¦]{0,40}?,? (?:with|"
    r"at) <C(?P<first>\d+)>"
    r"(?:[^<>¦]|<[XYLH]\d+>){0,40}?\b(?:against|compared (?:to|with)|ahead of|versus)\b"
    r"(?P<rest>(?:[^<>¦]|<[XYLHC]\d+>)*)"
)
_LARGEST_WERE = re.compile(
    r"\b(?:most common|largest|biggest|highest|main|top|most frequent)\b[^<>¦]{0,60}?\b(?:were|are|:)"
    r"(?P<list>[^<>¦]{0,40}?<(?P<kind>[CP])\d+>(?:[^<>¦]{0,60}?<(?P=kind)\d+>){2,})"
)


def _against(reading: Reading) -> list[Claim]:
    """Judge the busiest of several by the numbers that it is set against."""
    match = _AGAINST.search(reading.code)
    if match is None:
        return []
    first = int(match["first"])
    rest = [int(number) for number in re.findall(r"<C(\d+)>", match["rest"])]
    if len(rest) < 2 or not all(comparable(reading.item(first), reading.item(number)) for number in rest):
        return []
    values = [reading.item(number).value for number in rest]
    least = match["word"] in ("quietest", "lowest", "fewest", "smallest")
    end = min(values) if least else max(values)
    own = reading.item(first).value
    verdict = Verdict.CANNOT_TELL if own == end else Verdict.RIGHT if (own < end) == least else Verdict.WRONG
    reason = {Verdict.RIGHT: "", Verdict.CANNOT_TELL: "it is a tie", Verdict.WRONG: f"another has {written(end, 2)}"}[
        verdict
    ]
    printed = tuple(reading.sentence.printed(number) for number in (first, *rest))
    return [Claim("ranking", reading.sentence.text, printed, match["word"], written(end, 2), verdict, reason)]


def _plural(reading: Reading) -> list[Claim]:
    """Take "the largest categories were delay (88), quality (61) and conduct (23)" to be right when it is in order."""
    match = _LARGEST_WERE.search(reading.code)
    numbers = [int(number) for number in re.findall(r"<[CP](\d+)>", match["list"])] if match else []
    values = [reading.item(number).value for number in numbers]
    if not match or any(after > before for before, after in itertools.pairwise(values)):
        return []
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    stated = match[0].split()[0]
    return [Claim("ranking", reading.sentence.text, printed, stated, " > ".join(printed), Verdict.RIGHT)]


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
