"""Claims of a total after its parts: "210 in Q1, 188 in Q2 and 174 in Q3, making 572 in all"."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.readings import Reading

_FILL = r"(?:[^<>¦]|<[XYLHD]\d+>|\(<P\d+>\))"
_PART = rf"<C\d+>{_FILL}{{0,70}}?"
_LIST = rf"(?P<list>{_PART}(?:(?:,|\band\b|\bplus\b|&|\+){_FILL}{{0,50}}?{_PART})+)"
_IN_ALL = (
    r"(?:in (?:all|total)|altogether|overall|(?:for|in|over|during) the (?:whole )?(?:year|quarter|period|month)|"
    r"all told|combined)"
)
_TOTAL = r"<C(?P<total>\d+)>"
# Wordings that leave no doubt that what stands before makes the number.
_SURE = (
    rf"{_LIST},? (?:and )?(?:thus |together )?(?:making|giving|making up|which makes|which gives|amounting to) "
    rf"(?:a (?:grand |combined |overall )?total of )?{_TOTAL}(?: [a-z]+){{0,3}} {_IN_ALL}",
    rf"{_LIST},? (?:–|-|a total of|or) ?{_TOTAL}(?: [a-z]+){{0,2}} {_IN_ALL}",
    rf"{_LIST}(?:,|¦;)? {_TOTAL}(?: [a-z]+){{0,2}} (?:in (?:all|total)|altogether|all told)",
    # upheld: 9; partly upheld: 14; not upheld: 20; total: 43
    rf"(?P<list><C\d+>(?:¦?[;,] [^<>¦]{{1,40}} <C\d+>)+)¦?[;,] (?:and )?(?:in )?(?:the )?total:? {_TOTAL}",
    rf"{_LIST} \((?:a total of )?{_TOTAL}(?: [a-z]+){{0,2}} {_IN_ALL}\)",
    rf"{_LIST}(?:¦;|,|¦?\.)? (?:and )?(?:so |thus )?(?:the|an?) (?:<X\d+> |[a-z-]+ )?total (?:is|was|being|of|came to|"
    rf"comes to) (?:therefore )?{_TOTAL}",
)
# "Waste (310) and Housing (172) together received 482": the list is whole where nothing else is named.
_TOGETHER = (
    rf"{_LIST},? (?:which |these )?(?:together|between them|combined|collectively|jointly)(?: [a-z]+){{0,3}} "
    rf"(?:a total of )?{_TOTAL}",
)
_LEAVING = re.compile(
    rf"<C(?P<gone>\d+)>(?P<gap>{_FILL}{{0,80}}?),? (?:which (?:leaves|left)|leaving) {_TOTAL}{_FILL}{{0,20}}? (?:of|"
    r"from|out of) (?:the |all |an )?(?:original |total |initial )?(?:of )?<[CB](?P<whole>\d+)>"
)
_LEAVING_OF = re.compile(
    rf"<C(?P<gone>\d+)>(?P<gap>(?: [a-z'-]+){{0,3}}?) (?:of|out of) (?:the |all |our "
    rf")*<[CB](?P<whole>\d+)>{_FILL}{{0,60}}?,? (?:which (?:leaves|left)|leaving) (?:just |only )?{_TOTAL}"
)
_SOME_MORE = re.compile(
    r"\b(?:one|many|a few|a number|another|several|some|both|a (?:further|single|few)|most|others?|rest|remain\w*)\b"
)
_FEEDBACK = {"complaint", "compliment", "comment", "suggestion", "enquiry"}
_MOST_PARTS = 12
_patterns = [(re.compile(pattern), pattern in _SURE) for pattern in (*_SURE, *_TOGETHER)]


def closing_total_claims(reading: Reading) -> list[Claim]:
    """Judge the totals that follow their parts, and what is left when parts are taken away."""
    claims: list[Claim] = []
    for pattern, sure in _patterns:
        match = None if claims else pattern.search(reading.code)
        if match:
            claims += _of_list(reading, match, sure)
    return claims + list(_left(reading))


def _of_list(reading: Reading, match: re.Match[str], sure: bool) -> Iterator[Claim]:
    numbers = [int(number) for number in re.findall(r"<C(\d+)>", match["list"])]
    parts, total = [reading.item(number) for number in numbers], int(match["total"])
    if len(parts) < 2 or any(part.hedge for part in parts) or reading.item(total).hedge:
        return
    ways = [sum((part.value for part in some), Fraction(0)) for some in (parts, parts[1:]) if len(some) > 1]
    right = reading.item(total).value in ways
    before = reading.code[: reading.position(total)]
    if not right and (_SOME_MORE.search(before) or before.endswith("and ")):
        return
    if not right and not (sure and _alike(parts)) and not all(f"(<C{number}>" in reading.code for number in numbers):
        return
    if not right and _some_make_it([part.value for part in parts[:_MOST_PARTS]], reading.item(total).value):
        return  # "9 about bins, 4 about roads and 2 about trees, the first two making 13 in all"
    yield _claim(reading, numbers, total, reading.item(total).value if right else ways[0], "the parts")


def _some_make_it(values: list[Fraction], total: Fraction) -> bool:
    return any(sum(some, Fraction(0)) == total for size in range(2, len(values)) for some in combinations(values, size))


def _alike(parts: list[Item]) -> bool:
    """Whether the parts are counts of one thing, as far as they say what they count; or all of them of feedback."""
    nouns = {part.noun for part in parts} - {""}
    return len(nouns) < 2 or nouns <= _FEEDBACK


def _left(reading: Reading) -> Iterator[Claim]:
    match = _LEAVING.search(reading.code) or _LEAVING_OF.search(reading.code)
    if match is None:
        return
    gone, left, whole = (int(match[name]) for name in ("gone", "total", "whole"))
    if any(reading.item(number).hedge for number in (gone, left, whole)) or "<C" in match["gap"]:
        return
    true = reading.item(whole).value - reading.item(gone).value
    yield _claim(reading, [whole, gone], left, true, "what is taken away")


def _claim(reading: Reading, numbers: list[int], total: int, true: Fraction, what: str) -> Claim:
    right = reading.item(total).value == true
    verdict, verb = (Verdict.RIGHT, "") if right else (Verdict.WRONG, "do" if what.endswith("s") else "does")
    reason = "" if right else f"{what} {verb} not make that number"
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    return Claim(
        "total", reading.sentence.text, printed, reading.sentence.printed(total), written(true, 2), verdict, reason
    )
