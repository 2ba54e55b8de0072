"""Claims that percentages add up: "24% and a further 18%; together these made up 42%"."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import judge, written
from feedback_report.claims.sentences.readings import Reading

_FILL = r"(?:[^<>]|<[XYLHD]\d+>|<C\d+>)"
_LIST = rf"(?P<list><P\d+>(?:{_FILL}{{0,90}}?(?:,|\band\b|;){_FILL}{{0,60}}?<P\d+>)+)"
_TOGETHER = re.compile(
    rf"{_LIST}{_FILL}{{0,60}}?\b(?:together(?! with)|between them|combined|in total|altogether|totalling)\b"
    r"[^<>]{0,50}?"
    r"(?:a total of |some |just over |just under )?<P(?P<total>\d+)>"
)
_TOP = re.compile(
    rf"\b(?:top|main|largest|biggest|these|first) (?:<C\d+>|"
    rf"<X\d+>)[^<>:]{{0,60}}? <P(?P<total>\d+)>[^<>]{{0,60}}?[:(–] ?[^<>]{{0,40}}?{_LIST}"
)
# "Half of all complaints were about just three services: bins (24%), parking (15%) and trees (11%)"
_JUST = re.compile(
    rf"<[PF](?P<total>\d+)>[^<>:]{{0,80}}?\b(?:just|only|the same|"
    rf"the top) <[CX]\d+> [^<>:]{{0,40}}?: ?[^<>]{{0,40}}?{_LIST}"
)
# "30% of cases were justified (4%), partly justified (9%) or settled (17%)"
_EACH_IN_BRACKETS = re.compile(
    r"<P(?P<total>\d+)> of [^<>()¦:]{3,60} (?P<list>\(<P\d+>\)(?:,? [^<>()¦]{3,90} \(<P\d+>\))*,? or "
    r"[^<>()¦]{3,90} \(<P\d+>\))(?= ?[.,;]|$)"
)
_MOST_PARTS = 10


def added_percentage_claims(reading: Reading, earlier: Sequence[Reading] = ()) -> list[Claim]:
    """Judge a percentage that others make together, here or in the sentence before."""
    claims = [
        claim
        for pattern in (_TOGETHER, _TOP, _JUST, _EACH_IN_BRACKETS)
        for match in [pattern.search(reading.code)]
        if match
        for claim in _of(reading, match)
    ]
    return claims[:1] or list(_of_before(reading, earlier))


_TOGETHER_THESE = re.compile(
    r"^(?:<X\d+> )?(?:together|combined|between them|in total|these|taken "
    r"together)\b[^<>¦]{0,30}?(?:<[CX](?P<many>\d+)>)?[^<>¦]{0,60}?<P(?P<total>\d+)>"
)


def _of_before(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Claim]:
    """Judge "Together these three made up 67%" by the percentages of the sentence before."""
    match = _TOGETHER_THESE.match(reading.code)
    if match is None or not earlier or len(re.findall(r"<[PCB]", reading.code.replace(f"<C{match['many']}>", ""))) != 1:
        return
    last, total = earlier[-1], int(match["total"])
    numbers = [int(number) for number in re.findall(r"<P(\d+)>", last.code)]
    many = int(last_item.value) if match["many"] and (last_item := reading.item(int(match["many"]))).kind == "C" else 0
    if many and many <= len(numbers):
        numbers = numbers[:many]
    items = [last.item(number) for number in numbers]
    if len(items) < 2 or any(item.hedge for item in (*items, reading.item(total))):
        return
    added = sum((item.value for item in items), Fraction(0))
    slack = sum((item.slack for item in (*items, reading.item(total))), Fraction(0))
    away = abs(added - reading.item(total).value)
    if away <= slack or many == len(items):
        verdict, reason = _verdict(away, slack)
        printed = tuple(last.sentence.printed(number) for number in numbers)
        stated = reading.sentence.printed(total)
        yield Claim("total", reading.sentence.text, printed, stated, f"{written(added, 2)}%", verdict, reason)


def _verdict(away: Fraction, slack: Fraction) -> tuple[Verdict, str]:
    if not away:
        return Verdict.RIGHT, ""
    if away <= slack:
        return Verdict.CANNOT_TELL, "the percentages are rounded"
    return Verdict.WRONG, "the percentages do not add up to it"


def _of(reading: Reading, match: re.Match[str]) -> Iterator[Claim]:
    numbers, total = [int(number) for number in re.findall(r"<P(\d+)>", match["list"])], int(match["total"])
    if total in numbers or any(reading.item(number).hedge for number in numbers):
        return
    if reading.item(total).hedge and reading.item(total).kind == "P":
        return
    added = sum((reading.item(number).value for number in numbers), Fraction(0))
    slack = sum((reading.item(number).slack for number in (*numbers, total)), Fraction(0))
    away = abs(added - reading.item(total).value)
    if reading.item(total).kind == "F":
        verdict, reason = judge(reading.item(total).stated, added, slack)
        yield _claim(reading, numbers, reading.sentence.printed(total), added, verdict, reason)
        return
    if added > 100 + slack or (away > slack and _some_make_it(reading, numbers, total)):
        return  # "... 24%, 18% and 5%; the first two together made up 42%"
    verdict, reason = _verdict(away, slack)
    yield _claim(reading, numbers, reading.sentence.printed(total), added, verdict, reason)


def _some_make_it(reading: Reading, numbers: list[int], total: int) -> bool:
    values = [reading.item(number).value for number in numbers[:_MOST_PARTS]]
    stated = reading.item(total).value
    return any(
        abs(sum(some, Fraction(0)) - stated) <= 1
        for size in range(2, len(values))
        for some in combinations(values, size)
    )


def _claim(reading: Reading, numbers: list[int], stated: str, added: Fraction, verdict: Verdict, reason: str) -> Claim:
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    return Claim("total", reading.sentence.text, printed, stated, f"{written(added, 2)}%", verdict, reason)
