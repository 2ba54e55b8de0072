"""The numbers of a sentence, in the order in which they stand."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.numbers.count_kinds import COUNTS, MEASURES
from feedback_report.claims.numbers.hedges import ABOUT, AT_MOST, hedge_after, hedge_before
from feedback_report.claims.numbers.item import ASIDE, COUNT, DURATION, LAST, PERCENT, THIS, YEAR, Item
from feedback_report.claims.numbers.multiples import MULTIPLES
from feedback_report.claims.numbers.percentages import PERCENTAGES, STAGE_RATE
from feedback_report.claims.numbers.set_aside import paragraph_number, set_aside, time_of
from feedback_report.claims.numbers.years_named import LAST_YEAR, find_years

_FROM_AFTER = re.compile(r"\s*,?\s*(?:from|compared|last year)\b")


def find_items(text: str) -> tuple[Item, ...]:
    """Find the numbers of a sentence; none overlaps another.

    What is found first keeps its place: years and what is set aside before percentages, these
    before counts.
    """
    taken = bytearray(len(text))
    found: list[Item] = []
    for item in _candidates(text):
        if not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            found.append(item)
    return tuple(_with_units(text, list(_with_hedges(text, sorted(found, key=lambda item: item.start)))))


_AS_DAYS = re.compile(
    r"(?:\s*,?\s*[a-z]+){0,7}?\s*,?\s+(?:(?:down|up) from|from|than|rather than|against|compared (?:to|with)|"
    r"longer than the|than the|within|inside|outside|above|below|over)\s+(?:(?:last year's|the previous year's|the"
    r" year before's) |(?:a|an|the|our|its|their) (?:[a-z-]+ )?(?:target|standard|deadline|limit|timescale|aim|goal)"
    r" (?:of|at) )?"
)


def _with_units(text: str, items: list[Item]) -> Iterator[Item]:
    """Give a bare number the unit of the duration that it is compared with: "9 days, down from 12"."""
    before: Item | None = None
    for found in items:
        item = found
        bare = item.kind == COUNT and not item.noun and before is not None and before.kind == DURATION
        if (
            before is not None
            and bare
            and before.unit in ("day", "hour", "minute")
            and _AS_DAYS.fullmatch(text[before.end : item.start])
        ):
            item = replace(item, kind=DURATION, unit=before.unit)
        before = before if item.kind == LAST and before is not None and before.kind == DURATION else item
        yield item


def _candidates(text: str) -> Iterator[Item]:
    begins = paragraph_number(text)
    if any(sign.isdigit() for sign in text[:begins]):
        yield Item(ASIDE, 0, begins)
    years = [_year(*found) for found in find_years(text)]
    yield from (year for year in years if year.end - year.start > 4)
    yield from map(STAGE_RATE[1], STAGE_RATE[0].finditer(text))
    yield from (Item(ASIDE, start, end, time_of(text[start:end])) for start, end in set_aside(text))
    yield from years
    for pattern, make in (*PERCENTAGES, *MEASURES, *MULTIPLES, *COUNTS):
        for match in pattern.finditer(text):
            item = make(match)
            if item is not None:
                yield item


def _year(start: int, end: int, year: int | str) -> Item:
    if isinstance(year, int):
        return Item(YEAR, start, end, Fraction(year))
    return Item(LAST if year == LAST_YEAR else THIS, start, end)


_SOME, _ROUND = re.compile(r"some ", re.IGNORECASE), 10


def _with_hedges(text: str, items: list[Item]) -> Iterator[Item]:
    for position, item in enumerate(items):
        if item.kind in (ASIDE, YEAR, LAST, THIS):
            yield item
            continue
        before, start = hedge_before(text, item.start)
        overlaps = position and start < items[position - 1].end
        if overlaps or (before == AT_MOST and _FROM_AFTER.match(text, item.end)):
            before, start = "", item.start  # "up to 55% from 43%" is a rise
        if before == ABOUT and _SOME.match(text, start) and item.kind in (COUNT, PERCENT) and item.value % _ROUND:
            before, start = "", item.start if item.kind == COUNT else start  # "Some 3,217 complaints" is all of them
        after, end = ("", item.end) if before else hedge_after(text, item.end)
        yield replace(item, start=start, end=end, hedge=before or after or item.hedge)
