"""Claims that set two things against each other: "compliments outnumbered complaints", "more praise than comments"."""

import re
from collections.abc import Iterator, Sequence

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import judge, written
from feedback_report.claims.numbers.nouns import NOUNS, singular
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.sentences.subjects import is_count_of

Counted = tuple[Item, str]
_BESIDE = r"(?: (?:received|made|recorded|logged))?(?: \(<C\d+>\))?"
_THE = r"(?:the |number of |volume of |total of |those of |<C\d+> |(?!of\b)[a-z]+ ){0,3}?"
_A, _B = rf"(?P<a>{NOUNS})s?{_BESIDE}", rf"(?P<b>{NOUNS})s?\b"
_FORMS = (
    re.compile(rf"\b{_A}(?: [a-z]+){{0,4}}?,? (?P<word>outnumber\w*|outweigh\w*) (?!by\b){_THE}{_B}"),
    re.compile(
        rf"\b(?P<b>{NOUNS})s?{_BESIDE} (?:were|was|are) (?:[a-z]+ )?(?P<word>outnumbered|outweighed) by "
        rf"{_THE}(?P<a>{NOUNS})s?\b"
    ),
    re.compile(rf"\b(?P<word>more|fewer) (?:[a-z]+ )?{_A} than (?:[a-z]+ )?{_B}"),
    re.compile(rf"<K(?P<times>\d+)> (?:as many )?{_A} as {_B}"),
)


def two_things_claims(
    reading: Reading, claims: Sequence[Claim], before: Sequence[Reading], after: Sequence[Reading]
) -> Iterator[Claim]:
    """Judge which of two things there is more of by the counts of both in the sentence, or in those beside it.

    ``claims`` are those of the sentence, ``before`` the sentences before it, the nearest first.
    """
    for form in _FORMS:
        for match in form.finditer(reading.code):
            times = match.groupdict().get("times")
            stated = reading.sentence.printed(int(times)) if times else match["word"]
            if any(stated in claim.stated for claim in claims if claim.verdict is not Verdict.CANNOT_TELL):
                continue
            near = (reading, *before, *after[:1])
            first, second = (_count_of(singular(match[name]), near) for name in ("a", "b"))
            if first is None or second is None:
                yield _claim(reading, stated, (), "", (Verdict.CANNOT_TELL, "the two numbers are not given"))
                continue
            numbers = (f"from {second[1]}", f"to {first[1]}")
            more = first[0].value > second[0].value
            if times and second[0].value:
                true = first[0].value / second[0].value
                yield _claim(reading, stated, numbers, written(true), judge(reading.item(int(times)).stated, true))
            elif not times:
                right = more != (stated == "fewer") and first[0].value != second[0].value
                found = (Verdict.RIGHT, "") if right else (Verdict.WRONG, "it is the other way round")
                yield _claim(reading, stated, numbers, f"{first[1]} and {second[1]}", found)


def _count_of(thing: str, near: Sequence[Reading]) -> Counted | None:
    """Get the only count of a thing in the nearest sentence that has one."""
    for source in near:
        earlier = {pair.before for pair in source.pairs if source.item(pair.now).noun == thing}
        found = [
            (item, source.sentence.printed(number))
            for number, item in enumerate(source.sentence.items)
            if re.search(rf"<[CB]{number}>", source.code)
            and number not in earlier
            and is_count_of(source, number, thing)
        ]
        if found:
            return found[0] if len(found) == 1 and not found[0][0].hedge else None
    return None


def _claim(reading: Reading, stated: str, numbers: tuple[str, ...], true: str, found: tuple[Verdict, str]) -> Claim:
    return Claim("order", reading.sentence.text, numbers, stated, true, *found)
