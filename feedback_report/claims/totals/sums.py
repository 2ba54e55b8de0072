"""Claims that parts make a total: "94 complaints, made up of 59 corporate and 35 statutory ones"."""

import re
from collections.abc import Sequence
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.totals.closed_lists import closed_list_claims
from feedback_report.claims.totals.sums_before import CLOSED_LIST, after_total, are_outcomes

_FILL = r"(?:[^<>¦;]|<[XYLHD]\d+>|\(<P\d+>\))"
_LIST = rf"<C\d+>(?:{_FILL}{{0,80}}?(?:,|\band\b|\bplus\b|&|\+){_FILL}{{0,60}}?<C\d+>)+"
_MADE_UP_OF = re.compile(
    rf"<[CB](?P<total>\d+)>{_FILL}{{0,60}}?(?:made up of|compris(?:e|es|ed|ing)(?: of)?|consist of|consisting of|"
    r"with(?= <C\d+> being)|consists of|consisted of|broken down (?:as|into)|split (?:between|into)|divided "
    rf"(?:between|into)|being|namely)(?P<list> (?:follows:? )?[^<>¦;.]{{0,30}}?{_LIST})(?P<rest>[^¦;]*)"
)
_TOTALLING = re.compile(
    rf"(?P<list>{_LIST}){_FILL}{{0,60}}?(?:,|\(|–|-|which|this)? ?(?:totalling|making a total of|giving a total of|"
    r"gives? a total of|made a total of|a combined total of|an overall total of|to make a total of|bringing the "
    r"combined total to|together making) (?:of )?<C(?P<total>\d+)>(?P<rest>)"
)
# Other ways to list parts say less surely that nothing is missing: right when they add up, else undecided
# where the wording does not say that there are more, else no claim.
_LISTED = re.compile(
    rf"<[CB](?P<total>\d+)>{_FILL}{{0,90}}?(?::|\(|–|-|, of which|,? with|, and of these,?|"
    rf",(?= <C\d+> of (?:which|whom|these|those|them)\b)) ?(?P<list>[^<>¦;.]{{0,40}}?{_LIST})(?P<rest>[^¦;]*)"
)
_BRACKETED = re.compile(rf"<[CB](?P<total>\d+)>{_FILL}{{0,40}}?\((?P<list>{_LIST}{_FILL}{{0,40}}?)\)(?P<rest>)")
_OF_THE = re.compile(
    rf"^(?:<X\d+> )?(?:out )?of (?:the |these |those |a total of )?<B(?P<total>\d+)>{_FILL}{{0,60}}?"
    rf"(?:\([^()]*\))?,(?P<list> {_FILL}{{0,30}}?{_LIST})(?P<rest>[^¦;]*)"
)
# "Between them they dealt with 1,102 complaints (690 and 412)"
_BETWEEN_THEM = re.compile(
    rf"\b(?:between them|together|combined|in total|altogether)\b{_FILL}{{0,80}}?<C(?P<total>\d+)>{_FILL}{{0,30}}? "
    r"\((?P<list><C\d+>(?:(?:,|,? and|,? plus|,? \+) <C\d+>)+)\)(?P<rest>)"
)


def sum_claims(reading: Reading, earlier: Sequence[Reading] = ()) -> list[Claim]:
    """Find and judge totals with their parts in one sentence, or in the one after the total; of counts or of money."""
    claims = _of_one_sentence(reading, reading.code)
    if not claims and len(re.findall(r"<M\d+>", reading.code)) > 2:
        as_counts = re.sub(
            r"<([A-Z])(\d+)>", lambda token: f"<{_AS_COUNT.get(token[1], token[1])}{token[2]}>", reading.code
        )
        claims = _of_one_sentence(reading, as_counts)
    claims = claims or after_total(reading, earlier)
    decided = [claim for claim in claims if claim.verdict is not Verdict.CANNOT_TELL]
    return decided or closed_list_claims(reading, earlier) or claims


_AS_COUNT = {"M": "C", "C": "X", "B": "X"}


def _of_one_sentence(reading: Reading, code: str) -> list[Claim]:
    claims: list[Claim] = []
    for pattern, sure in (
        (_BETWEEN_THEM, True),
        (_MADE_UP_OF, True),
        (_TOTALLING, True),
        (_BRACKETED, False),
        (_OF_THE, False),
        (_LISTED, False),
    ):
        for match in pattern.finditer(code):
            claim = _claim(reading, match, sure)
            if claim is not None and (not claims or (pattern is _OF_THE and claims[0].numbers != claim.numbers)):
                claims.append(claim)
    return claims


def _claim(reading: Reading, match: re.Match[str], sure: bool) -> Claim | None:
    total = reading.item(int(match["total"]))
    numbers = [int(number) for number in re.findall(r"<C(\d+)>", match["list"])]
    more = [int(number) for number in re.findall(r"<C(\d+)>", match["rest"])]
    parts = [reading.item(number) for number in numbers]
    if len(parts) < 2 or not all(_is_part(total, part) for part in parts):
        return None
    added = _added(reading, numbers)
    if added != total.value and more:
        further = [reading.item(number) for number in more]
        if not all(_is_part(total, part) for part in further):
            return None
        numbers = numbers + more
        added = _added(reading, numbers)
    right = added == total.value
    if not right and not sure:
        return _incomplete(reading, match, total, numbers, added)
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    stated = reading.sentence.printed(int(match["total"]))
    reason = "" if right else "the parts do not add up to the total"
    return Claim("total", reading.sentence.text, printed, stated, written(added, 2), verdict, reason)


# "4,812 (2,361 in Q1 and 2,451 in Q2)"
_BY_PERIOD = r"<C\d+> (?:in|for) <X\d+>(?:(?:,|,? and) <C\d+> (?:in|for) <X\d+>)+"
_MORE = re.compile(
    r"\b(?:includ\w+|followed|then|of which|of these|of those|mainly|mostly|most|main|largest|highest|top|majority|"
    r"such as|for example|e\.g|other|others|rest|remain\w+|further|key|common|with|compared|against|than|from|increase|"
    r"decrease|average|each|more than one|up|down)\b"
)


def _incomplete(
    reading: Reading, match: re.Match[str], total: Item, numbers: list[int], added: Fraction
) -> Claim | None:
    """Judge parts that miss the total: wrong where they go beyond it, else undecided where they miss it by little."""
    around = re.sub(r"<\w\d+>", " ", match[0])
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    stated = reading.sentence.printed(int(match["total"]))
    if _goes_beyond(match, total, added, reading.code[match.start("list") :]):
        reason = f"its parts make {written(added)}"
        return Claim("total", reading.sentence.text, printed, stated, written(added, 2), Verdict.WRONG, reason)
    missed = abs(added - total.value)
    listed = match[0][: match.start("list") - match.start()].rstrip()
    if listed.endswith(":") and are_outcomes(match["list"] + match["rest"]) and not match["rest"].count("<C"):
        reason = "the outcomes do not add up to it"
        if missed <= _SLIP and CLOSED_LIST.search(match["list"]):
            return Claim("total", reading.sentence.text, printed, stated, written(added, 2), Verdict.WRONG, reason)
    if re.fullmatch(_BY_PERIOD, match["list"]) and match[0].endswith(")") and missed <= total.value / 50:
        reason = "the parts do not add up to the total"
        return Claim("total", reading.sentence.text, printed, stated, written(added, 2), Verdict.WRONG, reason)
    close = missed <= max(Fraction(3), total.value / 20)
    if not close or _MORE.search(around) or not CLOSED_LIST.search(match["list"]):
        return None
    called = re.search(r"\b(?:a|the|an overall|overall|in) total\b", reading.code[: match.end()])
    if re.search(r"<[YLHPQN]\d+>", match["list"]) or not (called or ":" in around):
        return None
    reason = f"the parts named add up to {written(added)}"
    return Claim("total", reading.sentence.text, printed, stated, written(added, 2), Verdict.CANNOT_TELL, reason)


_SLIP = 3
_REST = re.compile(r"\b(?:remaining|rest|remainder|others?)\b")


def _goes_beyond(match: re.Match[str], total: Item, added: Fraction, told: str) -> bool:
    """Whether parts make more than their whole and none can be counted twice: outcomes, or nearly the whole."""
    lead = match[0][: match.start("list") - match.start()]
    if added <= total.value or ")" in lead or _REST.search(told) or re.search(r"<[YLHPQNTR]\d+>", match["list"]):
        return False
    return are_outcomes(told)


def _added(reading: Reading, numbers: list[int]) -> Fraction:
    return sum((reading.item(number).value for number in numbers), Fraction(0))


def _is_part(total: Item, part: Item) -> bool:
    return (
        not part.hedge
        and not total.hedge
        and part.value <= total.value * 2
        and (comparable(total, part) or bool(part.noun))
    )
