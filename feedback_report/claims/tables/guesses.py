"""Guesses at what the percentages, rates, changes and running totals of a table's column come from."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from feedback_report.claims.tables.grids import TOTAL, Grid
from feedback_report.claims.tables.relations import (
    BetweenColumns,
    OfColumn,
    OfSum,
    OfWhole,
    OnRow,
    PerPeople,
    Relation,
    SumOfColumn,
    UpToRow,
)

CHANGE = re.compile(
    r"\bchange|differen|varian|movement|trend|\bincrease|\bdecrease|\breduction|\+/-|year[ -]on[ -]year|direction",
    re.IGNORECASE,
)
_LEAST_WHOLE = 10  # what a heading says its percentages are of: "% of all 750 complaints"
_FARTHEST = 2  # columns between the two numbers of a change


def shares(grid: Grid, column: int, stated: Sequence[Fraction] = ()) -> Iterator[Relation]:
    """Guess what the percentages of a column are of: totals first, the nearest column of counts first.

    ``stated`` are numbers of the text round the table, which may be the whole of "the top three reasons".
    """
    counts = grid.count_columns
    yield from (OfWhole(grid, 0, part, whole) for whole in stated for part in counts)
    own = column in counts
    named = _words(grid.columns[column])
    parts = tuple(n for n in counts if (w := _words(grid.columns[n])) and w <= named and "not" not in w)
    if len(parts) > 1:  # "% upheld or partly upheld"
        yield from (SumOfColumn(grid, 2, whole, parts) for whole in counts if whole not in parts)
    if RUNNING.search(grid.columns[column]):
        yield from (UpToRow(grid, 2, part, in_percent=True) for part in counts)
    heading = re.search(r"\b(?:of|n ?=)[^\d%]*(?!(?:19|20)\d\d\b)(\d[\d,]*\d)(?![\d/])", grid.columns[column])
    if heading and (number := Fraction(heading[1].replace(",", ""))) >= _LEAST_WHOLE:
        yield from (OfWhole(grid, 3, part, number) for part in counts)
    for part in [column] if own else sorted(counts, key=lambda n: (n > column, abs(n - column))):
        yield from _of_total(grid, part, is_near=own or abs(part - column) == 1)
        # "% on time" is that of "Answered on time"
        by_name = bool(named & _words(grid.columns[part]))
        alike = {n for n in counts if _is_said(named, _words(grid.columns[n]))}
        named_part = alike == {part}
        for whole in counts:
            if whole != part:
                strength = 2 if by_name or TOTAL.fullmatch(grid.columns[whole].strip()) else 1
                yield OfColumn(grid, strength, part, whole, is_named=named_part and whole not in alike)
        if len(counts) > 1 and not own:
            yield OfSum(grid, 2 if by_name else 0, part, tuple(counts), is_named=named_part)
            if len(counts) > 2:  # "% upheld" of what was upheld and not upheld, beside all that were received
                pairs = ((part, other) for other in counts if other != part)
                yield from (OfSum(grid, 0, part, pair, is_named=named_part) for pair in pairs)


def _is_said(named: frozenset[str], words: frozenset[str]) -> bool:
    """Whether the words of a percentage are all in those of a count, and both or none say "not"."""
    return bool(named) and named <= words and ("not" in named) == ("not" in words)


def _of_total(grid: Grid, part: int, *, is_near: bool) -> Iterator[Relation]:
    totals = [n for n in range(len(grid.rows)) if grid.is_total(n)]
    counts = grid.counts(part)
    added = sum((count or Fraction(0) for n, count in enumerate(counts) if n not in totals), Fraction(0))
    first = counts[0] if counts and 0 not in totals else None
    if first and first == max(count or Fraction(0) for count in counts):
        yield OfWhole(grid, 1, part, first)  # "Calls offered", above those that were answered and those that were not
    wholes = {count: 3 if is_near else 2 for n in totals if (count := counts[n])}
    if added:
        wholes.setdefault(added, 2 if is_near else 0)
    yield from (OfWhole(grid, strength, part, whole) for whole, strength in wholes.items())


# Words that tell no row or column from another.
SAYS_LITTLE = frozenset(
    ["complaints", "number", "of", "the", "no", "per", "cent", "percentage", "in", "cases", "total"]
)
_GENERIC = SAYS_LITTLE | {"rate", "percent"}
_MEANS = {"uphold": "upheld", "escalation": "stage 2", "escalated": "stage 2"}
_SPELT = re.compile("|".join(_MEANS))


def _words(heading: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+|(?<=stage )\d", _SPELT.sub(lambda found: _MEANS[found[0]], heading.lower()))
    return frozenset(word for word in words if word not in _GENERIC)


_PEOPLE = re.compile(r"popul|resident|people|adults|children|household", re.IGNORECASE)
EACH = re.compile(r"\bper (?P<each>1,?000|10,?000|100,?000)\b", re.IGNORECASE)


def rates(grid: Grid, column: int) -> Iterator[Relation]:
    """Guess which count and which number of people the rates of a column are of."""
    match = EACH.search(grid.columns[column])
    counts = [n for n in grid.count_columns if n != column and not EACH.search(grid.columns[n])]
    of = re.findall(r"[a-z]{4,}", grid.columns[column][match.end() :].lower()) if match else []
    for part, people in permutations(counts, 2):
        named = any(word.rstrip("s") in grid.columns[people].lower() for word in of[:2])
        if match and (named or _PEOPLE.search(grid.columns[people])):
            yield PerPeople(grid, 2, part, people, int(match["each"].replace(",", "")))


RUNNING = re.compile(r"cumulative|running total|year[ -]to[ -]date|\bytd\b", re.IGNORECASE)


def running_totals(grid: Grid, column: int) -> Iterator[Relation]:
    """Guess which column a running total adds up."""
    if RUNNING.search(grid.columns[column]) and not any(grid.is_total(row) for row in range(len(grid.rows))):
        counts = [n for n in grid.count_columns if not RUNNING.search(grid.columns[n])]
        yield from (UpToRow(grid, 2, n) for n in counts)


def changes(grid: Grid, column: int) -> Iterator[Relation]:
    """Guess which two numbers the percentages of change in a column are of."""
    counts = _unchanging(grid, column)
    for before, now in permutations(counts, 2):
        if abs(before - now) <= _FARTHEST:
            yield BetweenColumns(grid, _sure(grid, counts, before, now), before, now, True)
    if not counts:
        yield from differences(grid, column)  # percentage points, printed with a %
    sure = 2 if len(counts) == 1 else 1
    yield from (OnRow(grid, sure, count, step) for count in counts for step in (-1, 1))


def differences(grid: Grid, column: int) -> Iterator[Relation]:
    """Guess which two numbers the differences in a column are of."""
    levels = _unchanging(grid, column)
    counts = levels if len(levels) > 1 else _percentages(grid, column)
    for before, now in permutations(counts, 2):
        if abs(before - now) <= _FARTHEST:
            yield BetweenColumns(grid, _sure(grid, counts, before, now), before, now, False)
    yield from (OnRow(grid, 1, count, step, in_percent=False) for count in levels for step in (-1, 1))


def _sure(grid: Grid, levels: Sequence[int], before: int, now: int) -> int:
    """Say how likely a change is that between two columns: sure for the only two, and for the last two years."""
    years = {n: int(year[0]) for n in levels if (year := re.search(r"\b(?:19|20)\d\d\b", grid.columns[n]))}
    latest = len(years) == len(levels) == len(set(years.values())) and sorted(levels, key=years.__getitem__)[-2:]
    return 3 if len(levels) == len((before, now)) or latest == [before, now] else 1


def _percentages(grid: Grid, column: int) -> list[int]:
    return [n for n in grid.percent_columns if n != column and not CHANGE.search(grid.columns[n])]


def _unchanging(grid: Grid, column: int) -> list[int]:
    return [n for n in grid.count_columns if n != column and not CHANGE.search(grid.columns[n])]
