"""Claims of direction that point back: "This is up from 42% in 2022/23", "In 2023/24 it fell to 61"."""

import re
from collections.abc import Sequence

from feedback_report.claims.changes.direction_verdicts import direction_claim, way_of, way_said
from feedback_report.claims.claim import Claim
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.sentences.bound_years import is_later, years_of
from feedback_report.claims.sentences.directions import NOUN, VERB, direction_of
from feedback_report.claims.sentences.left_over import left_of
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading

Number = tuple[Item, str]

_THIS_IS = re.compile(
    rf"^(?:this|that|which|it) (?:is|was|represents|represented|marks|shows) an? (?:[a-z-]+ ){{0,3}}?(?P<word>{NOUN})\b"
    r"(?:[^<>¦]|<[XYLH]\d+>)*?\b(?:on|from|compared (?:to|with)|than|over)\b(?:[^<>¦]|"
    r"<[XYLH]\d+>)*?<[CPD](?P<before>\d+)>"
)
# "This is up from 42% in 2022/23"
_THIS_IS_UP = re.compile(
    r"^(?:(?:this|which|it) (?:is|was|remain(?:s|ed)) (?:slightly |significantly |also |well |a little |still )?"
    r"(?P<word>up|down|higher|lower|more|fewer|less|above|below)|(?P<first>up|down))"
    r"(?: slightly| significantly| sharply)? (?:(?:from|than|on) |(?<=above )|(?<=below ))"
    r"(?:the |<[YL]\d+> ?\(?|figure of |total of |in )*<[CPDM](?P<before>\d+)>"
)
# "In 2023/24 this rose to 589"
_THIS_ROSE = re.compile(
    rf"^¦?(?:however,? )?(?:(?:(?:in|by|during) (?:the )?)?<[YHL]\d+>(?: period| year)?,? )?(?:this|it|(?:the|this) "
    rf"(?:number|figure|total|percentage|proportion|rate)) (?:then |has |have |had |since |now )*"
    rf"(?P<word>{VERB})(?: [a-z]+ly)?(?: again)? to (?:just |only |a total of )*<(?P<kind>[CP])(?P<now>\d+)>"
)
# "In the previous year 14 were upheld, so this is an increase"
_SO_THIS_IS = re.compile(
    rf"^(?:in |during )?<[LY]\d+>,? (?:there were )?(?:just |only )?<[CP](?P<before>\d+)>[^<>]*(?:<X\d+>[^<>]*)*,? "
    rf"so (?:this|that|it) (?:is|was|represents) an? (?:[a-z-]+ ){{0,2}}?(?P<word>{NOUN})\b"
)
# "A year before it was 38%, so the rate had gone up", "In the previous year 85% had been, so performance improved"
_IT_WAS = re.compile(
    rf"^(?:in |during )?<[LY]\d+>,? (?:(?:it|this|that|the (?:figure|number|rate|total|share|proportion)) (?:was|had "
    rf"been|stood at) )?(?:just |only )?<[CPD](?P<before>\d+)>[^<>¦]{{0,40}}?,? (?:and )?so (?:that )?[^<>¦]{{0,40}}?"
    rf"\b(?P<word>{VERB})\b"
)
_POINTING = (_THIS_ROSE, _THIS_IS_UP, _THIS_IS, _SO_THIS_IS, _IT_WAS)


def direction_that_points(reading: Reading, last: Reading) -> list[Claim]:
    """Judge a direction by one number of the sentence and the one of the sentence before that it is compared with.

    Where that sentence holds several which can be meant it is right when one of them makes it
    so, and else no claim.
    """
    for pattern in _POINTING:
        match = pattern.match(reading.code)
        if match is None:
            continue
        own = int(match["now"] if pattern is _THIS_ROSE else match["before"])
        item, printed = reading.item(own), reading.sentence.printed(own)
        others = _others(last, item)
        codes = (reading.code, f"{last.code} {reading.code}")
        said = (_word(match), next((way for code in codes if (way := way_said(_word(match), item.kind, code))), ""))
        for other, printed_other in others if said[1] else ():
            before, now = (other, item) if pattern is _THIS_ROSE else (item, other)
            numbers = (printed_other, printed) if pattern is _THIS_ROSE else (printed, printed_other)
            if len(others) == 1 or way_of(before, now) == said[1]:
                return [direction_claim(reading, (f"from {numbers[0]}", f"to {numbers[1]}"), said, before, now)]
    return _of_two_years(reading, last)


_COMPARES = re.compile(rf"\b(?P<word>{VERB}|{NOUN}|more|fewer|less|higher|lower|above|below)\b(?! than\b)")
_OF_OTHERS = re.compile(r"\b(?:average|median|mean|national|regional)\b[^<>]*(?:<[XYLHD]\d+>[^<>]*)*<[CP]\d+>")
_NOT_SAID = re.compile(r"\b(?:because|due to|despite|target|average|would|will|expect\w*|aim\w*|if)\b")


def _of_two_years(reading: Reading, last: Reading) -> list[Claim]:
    """Judge a direction by the only number of the sentence and that of the one before, each of a year of its own."""
    words = {direction_of(match["word"]): match["word"] for match in _COMPARES.finditer(reading.code)}
    numbers = [[int(n) for n in re.findall(r"<[CBP](\d+)>", source.code)] for source in (last, reading)]
    if len(words) != 1 or "" in words or [len(some) for some in numbers] != [1, 1] or _NOT_SAID.search(reading.code):
        return []
    (first,), (second,) = numbers
    before, now = last.item(first), reading.item(second)
    years = years_of(last.sentence, last.code).get(first), years_of(reading.sentence, reading.code).get(second)
    hedged = before.hedge or now.hedge
    ordered = None not in years and is_later(years[1], years[0])
    if not (ordered or _OF_OTHERS.search(last.code)) or hedged or not comparable(before, now):
        return []
    printed = (f"from {last.sentence.printed(first)}", f"to {reading.sentence.printed(second)}")
    way, word = words.popitem()
    return [direction_claim(reading, printed, (word, way), before, now)]


def _word(match: re.Match[str]) -> str:
    return match["word"] or match.groupdict().get("first") or ""


def _others(last: Reading, item: Item) -> Sequence[Number]:
    """Get the numbers of the sentence before that a number can be compared with, and what is left of one."""
    kinds = "CB" if item.kind == "C" else item.kind
    found = [int(number) for number in re.findall(rf"<[{kinds}](\d+)>", last.code)]
    held = [(last.item(number), last.sentence.printed(number)) for number in found]
    left = left_of([last])
    return [pair for pair in (*([left] if left else []), *held) if comparable(pair[0], item)]
