"""The same total given twice with different values: same thing, same year, same part of the paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.paper import shortened
from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.grids import Grid

_NOUNS = {
    *("complaint", "compliment", "comment", "case", "enquiry", "request", "representation", "contact", "concern"),
    *("suggestion", "decision", "investigation", "referral", "appeal"),
}  # fmt: skip
_VERB = (
    "(?:received|recorded|logged|registered|made|closed|raised|dealt with|handled|submitted|responded to|upheld|"
    "investigated|completed|resolved)"
)
_AFTER = re.compile(
    rf"^(?P<what>(?: [a-z'&-]+| <x\d+>){{1,6}}?)(?: (?:were|was|had been|have been|being))? "
    rf"(?P<verb>{_VERB})\b(?P<rest>[^.;:]*)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:we|council|authority|it|service|department|directorate|team)(?: has| have| had| also)? "
    rf"(?P<verb>{_VERB})(?: a total of| in total)? ?$",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"^(?P<what>(?: [a-z'&-]+| <x\d+>){1,5}?)(?= (?:in|during|for|over|between|compared|which|from|this|and|with|a|"
    r"an|up|down|that|about|relating|regarding|on)\b|[.,;:(]|$| <[yh])",
    re.IGNORECASE,
)
# Words that narrow what a sentence counts; two sentences must agree in them.
_NARROWER = re.compile(
    r"\b(?:of which|of these|including|excluding|except|after|before|initially|originally|revised|provisional|so far|"
    r"remaining|only|other|further|additional|new|more than|(?<!mainly )(?<!mostly )(?<!largely )about|relating|"
    r"regarding|concerning|from|by|via|through|within|outside|at|under|per|each|month|quarter|week|average|against|to "
    r"the|for (?!the year|the period)(?=[a-z])|in (?!total|the year|the period|all|this)(?=[a-z]))\b"
)
_NO_NARROWING = re.compile(r"<[^>]*>|a total of|\bby (?:the )?(?:council|authority|trust|us)\b|^in |^during ")
# Words of headings that narrow nothing: "Summary", "Complaints received in 2022/23".
_GENERIC = {
    *("summary", "introduction", "overview", "executive", "background", "complaints", "complaint", "received"),
    *("number", "numbers", "volume", "volumes", "total", "totals", "overall", "analysis", "performance", "key"),
    *("findings", "headlines", "headline", "feedback", "annual", "report", "results", "figures", "statistics", "data"),
    *("trends", "year", "years", "conclusion", "conclusions", "customer", "council", "the", "of", "and", "in", "for"),
    *("a", "an", "at", "glance", "main", "points", "purpose", "recommendations", "this", "our", "what", "we"),
    *("how", "many", "were", "by"),
}  # fmt: skip
_NO_NAMES = {"Council", "The", "April", "March"}
_TAKEN_IN = {"received", "recorded", "logged", "registered", "made"}
_NARROW_TABLE = re.compile(
    r"\b(?:stage|upheld|closed|statutory|corporate|ombudsman|escalat\w*|late|overdue|open|top|main|reason|"
    r"subject|outcome)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Total:
    """A total as a sentence gives it, and all that must agree for another to be the same."""

    key: tuple[object, ...]
    value: Fraction
    reading: Reading
    printed: str
    where: int


@dataclass(frozen=True)
class TableTotal:
    """The total of one year in a table, with the scope of its headings and what it counts."""

    year: int
    scope: frozenset[str]
    noun: str
    value: Fraction
    printed: str


def totals_of(reading: Reading, headings: tuple[str, ...], where: int) -> Iterator[Total]:
    """Get the totals that a sentence gives; ``headings`` are those it stands under."""
    bound = years_of(reading.sentence, reading.code)
    code = reading.code
    scope = scope_of(headings)
    names = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", reading.sentence.text)) - _NO_NAMES
    for number, item in enumerate(reading.sentence.items):
        # counts only, each said plainly and not a part of another
        if item.kind != "C" or item.hedge or item.noun not in _NOUNS or f"<C{number}>" not in code:
            continue
        year = bound.get(number)
        found = _what(reading, number) if year is not None and abs(year) != inf else None
        if found and not _NARROWER.search(re.sub(_NO_NARROWING, "", code)):
            printed = reading.sentence.printed(number)
            yield Total((year, scope, names, *found), item.value, reading, printed, where)


def scope_of(headings: tuple[str, ...]) -> frozenset[str]:
    """Get the words of headings that narrow what stands under them: none of "Complaints received in 2022/23"."""
    return frozenset(word for heading in headings for word in re.findall(r"[a-z]+", heading.lower())) - _GENERIC


def _what(reading: Reading, number: int) -> tuple[str, str] | None:
    """Get what is counted and what was done with it: ("stage 1 complaint", "received")."""
    before, _, after = reading.code.partition(f"<C{number}>")
    if re.search(r"(?:<[CB]\d+>|<P\d+>)[^<>]*\bof(?: the)? ?$", before):
        return None

    def plain(what: str) -> str:
        spelt = re.sub(r"<x(\d+)>", lambda found: reading.sentence.printed(int(found[1])).lower(), what)
        return " ".join(spelt.split()).removesuffix("s")

    match = _AFTER.match(after)
    if match:
        return plain(match["what"]), match["verb"].lower()
    earlier, what = _BEFORE.search(before), _WHAT.match(after)
    return (plain(what["what"]), earlier["verb"].lower()) if earlier and what else None


def repeated_claims(totals: list[Total], tables: Sequence[TableTotal] = ()) -> Iterator[tuple[int, Claim]]:
    """Judge totals against the first one of the same thing, and against tables of it; yields block and claim."""
    first: dict[tuple[object, ...], Total] = {}
    for total in totals:
        held = first.setdefault(total.key, total)
        if held is not total:
            sentence = " ".join(held.reading.sentence.text.split())
            yield total.where, _claim(total, held.value, held.printed, f"“{shortened(sentence, 120)}”")
        year, scope, names, what, verb = total.key
        same = [t for t in tables if (t.year, t.scope, t.noun) == (year, scope, what)]
        if len(same) == 1 and not names and verb in _TAKEN_IN:
            yield total.where, _claim(total, same[0].value, same[0].printed, "in the table")


def _claim(total: Total, value: Fraction, printed: str, where: str) -> Claim:
    same = total.value == value
    reason = "" if same else f"elsewhere the same total is {printed}: {where}"
    verdict = Verdict.RIGHT if same else Verdict.WRONG
    numbers = (printed, total.printed)
    return Claim("repeated total", total.reading.sentence.text, numbers, total.printed, written(value), verdict, reason)


def totals_of_table(grid: Grid, near: str, headings: tuple[str, ...]) -> Iterator[TableTotal]:
    """Get the totals by year of a table; ``near`` is its caption or the paragraph before it: what it counts."""
    nouns = {
        noun for noun in ("complaint", "compliment", "comment", "enquiry") if re.search(rf"\b{noun[:-1]}", near, re.I)
    }
    rows = [row for row in range(len(grid.rows)) if grid.is_total(row)]
    if len(nouns) != 1 or len(rows) != 1 or _NARROW_TABLE.search(near):
        return
    for column in grid.count_columns:
        cell = grid.cells[rows[0]][column]
        year = re.fullmatch(r"((?:19|20)\d\d)(?:\s?[/–-]\s?\d\d(?:\d\d)?)?", grid.columns[column].strip())
        if year and cell.count:
            yield TableTotal(int(year[1]), scope_of(headings), next(iter(nouns)), cell.count, cell.text)
