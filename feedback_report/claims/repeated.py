"""The same total given twice with different values: same thing, same year, same part of the paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.items import Item
from feedback_report.claims.judging import written
from feedback_report.claims.readings import Reading

_NOUNS = {
    *("complaint", "compliment", "comment", "case", "enquiry", "request", "representation", "contact", "concern"),
    *("suggestion", "decision", "investigation", "referral", "appeal"),
}  # fmt: skip
_VERB = r"(?:received|recorded|logged|registered|made|closed|raised|dealt with|handled|submitted|responded to|upheld|investigated|completed|resolved)"
_AFTER = re.compile(
    rf"^(?P<what>(?: [a-z'&-]+| <x\d+>){{1,6}}?)(?: (?:were|was|had been|have been|being))? (?P<verb>{_VERB})\b(?P<rest>[^.;:]*)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?P<verb>{_VERB})(?: a total of| in total)? ?$", re.IGNORECASE)
_WHAT = re.compile(
    r"^(?P<what>(?: [a-z'&-]+| <x\d+>){1,5}?)(?= (?:in|during|for|over|between|compared|which|from|this|and|with|a|an|up|down|that|about|relating|regarding|on)\b|[.,;:(]|$| <[yh])",
    re.IGNORECASE,
)
# Words that narrow what a sentence counts; two sentences must agree in them.
_NARROWER = re.compile(
    r"\b(?:of which|of these|including|excluding|except|after|before|initially|originally|revised|provisional|so far|remaining|only|other|further|additional|new|more than|about|relating|regarding|concerning|from|by|via|through|within|outside|at|under|per|each|month|quarter|week|average|against|to the|"
    r"for (?!the year|the period)(?=[a-z])|in (?!total|the year|the period|all|this)(?=[a-z]))\b"
)
_GENERIC = set(
    "summary introduction overview executive background complaints complaint received number numbers volume volumes total totals overall analysis "
    "performance key findings headlines headline feedback annual report results figures statistics data trends year years conclusion conclusions "
    "customer council the of and in for a an at glance main points purpose recommendations this our what we how many were by".split()
)


@dataclass(frozen=True)
class Total:
    """A total as a sentence gives it, and all that must agree for another to be the same."""

    key: tuple[object, ...]
    value: Fraction
    reading: Reading
    printed: str
    where: int


def totals_of(reading: Reading, headings: tuple[str, ...], where: int) -> Iterator[Total]:
    """Get the totals that a sentence gives; ``headings`` are those it stands under."""
    years = tuple(sorted({int(item.value) for item in reading.sentence.items if item.kind == "Y"}))
    if len(years) != 1 or any(item.kind == "L" for item in reading.sentence.items):
        return
    code = reading.code
    scope = frozenset(word for heading in headings for word in re.findall(r"[a-z]+", heading.lower())) - _GENERIC
    names = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", reading.sentence.text)) - {
        "Council",
        "The",
        "April",
        "March",
    }
    for number, item in enumerate(reading.sentence.items):
        if item.kind != "C" or item.hedge or item.noun not in _NOUNS or f"<C{number}>" not in code:
            continue
        found = _what(code, number, item)
        if found and not _NARROWER.search(re.sub(r"<[^>]*>|a total of", "", code)):
            printed = reading.sentence.printed(number)
            yield Total((years, scope, names, *found), item.value, reading, printed, where)


def _what(code: str, number: int, item: Item) -> tuple[str, str] | None:
    """Get what is counted and what was done with it: ("stage 1 complaints", "received")."""
    token = f"<C{number}>"
    before, _, after = code.partition(token)
    if re.search(r"(?:<[CB]\d+>|<P\d+>)[^<>]*\bof(?: the)? ?$", before):
        return None
    match = _AFTER.match(after)
    if match:
        return _plain(match["what"]), match["verb"].lower()
    earlier = _BEFORE.search(before)
    what = _WHAT.match(after)
    if earlier and what:
        return _plain(what["what"]), earlier["verb"].lower()
    return None


def _plain(what: str) -> str:
    return " ".join(re.sub(r"<x\d+>", "#", what).split()).removesuffix("s")


def repeated_claims(totals: list[Total]) -> Iterator[tuple[int, Claim]]:
    """Judge totals against the first one of the same thing; yields the block and the claim."""
    first: dict[tuple[object, ...], Total] = {}
    for total in totals:
        held = first.setdefault(total.key, total)
        if held is total:
            continue
        same = held.value == total.value
        verdict = Verdict.RIGHT if same else Verdict.WRONG
        reason = (
            ""
            if same
            else f"elsewhere the same total is {held.printed}: “{' '.join(held.reading.sentence.text.split())[:120]}”"
        )
        numbers = (held.printed, total.printed)
        yield (
            total.where,
            Claim(
                "repeated total",
                total.reading.sentence.text,
                numbers,
                total.printed,
                written(held.value),
                verdict,
                reason,
            ),
        )
