"""What the percentages or differences of a table's column can be: parts of a total, of another column, changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from feedback_report.claims.grids import TOTAL, Grid
from feedback_report.claims.judging import written

CHANGE = re.compile(
    r"\bchange|differen|varian|movement|trend|\bincrease|\bdecrease|\breduction|\+/-|year[ -]on[ -]year|direction",
    re.IGNORECASE,
)
_FARTHEST = 2  # columns between the two numbers of a change


@dataclass(frozen=True, eq=False)
class Relation:
    """A guess at what a column is: ``value`` is the true value for a row, ``of`` the numbers it comes from.

    ``strength`` says how likely the guess is: 3 is nearly sure, 0 a mere possibility.
    """

    grid: Grid
    strength: int

    def value(self, row: int) -> Fraction | None:
        """Get the true value for a row; None where the row has none."""
        raise NotImplementedError

    def of(self, row: int) -> str:
        """Write the numbers that the value of a row is computed from."""
        raise NotImplementedError

    def count(self, row: int, column: int) -> Fraction | None:
        """Get a count of the table; None outside it."""
        return self.grid.cells[row][column].count if 0 <= row < len(self.grid.rows) else None

    def text(self, row: int, column: int) -> str:
        """Get a cell of the table as it is printed."""
        return self.grid.cells[row][column].text


@dataclass(frozen=True, eq=False)
class OfWhole(Relation):
    """The percentage that a column of counts is of one number."""

    part: int
    whole: Fraction

    def value(self, row: int) -> Fraction | None:
        count = self.count(row, self.part)
        return None if count is None else 100 * count / self.whole

    def of(self, row: int) -> str:
        return f"{self.text(row, self.part)} of {written(self.whole)}"


@dataclass(frozen=True, eq=False)
class OfColumn(Relation):
    """The percentage that one column of counts is of another."""

    part: int
    whole: int

    def value(self, row: int) -> Fraction | None:
        count, whole = self.count(row, self.part), self.count(row, self.whole)
        return 100 * count / whole if count is not None and whole else None

    def of(self, row: int) -> str:
        return f"{self.text(row, self.part)} of {self.text(row, self.whole)}"


@dataclass(frozen=True, eq=False)
class PerPeople(OfColumn):
    """The rate of one column of counts per so many of another, the people."""

    each: int

    def value(self, row: int) -> Fraction | None:
        share = super().value(row)
        return None if share is None else share * self.each / 100


@dataclass(frozen=True, eq=False)
class BetweenColumns(Relation):
    """The change from one column to another, in per cent or as a difference."""

    before: int
    now: int
    in_percent: bool

    def value(self, row: int) -> Fraction | None:
        return _change(self.count(row, self.before), self.count(row, self.now), in_percent=self.in_percent)

    def of(self, row: int) -> str:
        return f"from {self.text(row, self.before)} to {self.text(row, self.now)}"


@dataclass(frozen=True, eq=False)
class OnRow(Relation):
    """The change in per cent from the row before (or after, where the latest year comes first)."""

    column: int
    step: int

    def value(self, row: int) -> Fraction | None:
        return _change(self.count(row + self.step, self.column), self.count(row, self.column), in_percent=True)

    def of(self, row: int) -> str:
        return f"from {self.text(row + self.step, self.column)} to {self.text(row, self.column)}"


def _change(before: Fraction | None, now: Fraction | None, *, in_percent: bool) -> Fraction | None:
    if before is None or now is None:
        return None
    if not in_percent:
        return now - before
    return 100 * (now - before) / before if before else None


def shares(grid: Grid, column: int) -> Iterator[Relation]:
    """Guess what the percentages of a column are of: totals first, the nearest column of counts first."""
    counts = grid.count_columns
    own = column in counts
    named = _words(grid.columns[column])
    for part in [column] if own else sorted(counts, key=lambda n: (n > column, abs(n - column))):
        yield from _of_total(grid, part, is_near=own or abs(part - column) == 1)
        # "% on time" is that of "Answered on time"
        by_name = bool(named & _words(grid.columns[part]))
        for whole in counts:
            if whole != part:
                strength = 2 if by_name or TOTAL.fullmatch(grid.columns[whole].strip()) else 1
                yield OfColumn(grid, strength, part, whole)


def _of_total(grid: Grid, part: int, *, is_near: bool) -> Iterator[Relation]:
    totals = [n for n in range(len(grid.rows)) if grid.is_total(n)]
    counts = grid.counts(part)
    added = sum((count or Fraction(0) for n, count in enumerate(counts) if n not in totals), Fraction(0))
    wholes = {count: 3 if is_near else 2 for n in totals if (count := counts[n])}
    if added:
        wholes.setdefault(added, 2 if is_near else 0)
    yield from (OfWhole(grid, strength, part, whole) for whole, strength in wholes.items())


_GENERIC = {"complaints", "number", "of", "the", "no", "per", "cent", "percentage", "percent", "in", "cases", "total"}


def _words(heading: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]+", heading.lower()) if word not in _GENERIC)


EACH = re.compile(r"\bper (?P<each>1,?000|10,?000|100,?000)\b", re.IGNORECASE)


def rates(grid: Grid, column: int) -> Iterator[Relation]:
    """Guess which count and which number of people the rates of a column are of."""
    match = EACH.search(grid.columns[column])
    counts = [n for n in grid.count_columns if n != column and not EACH.search(grid.columns[n])]
    for part, people in permutations(counts, 2):
        if match and re.search(r"popul|resident|people|adults|children|household", grid.columns[people], re.IGNORECASE):
            yield PerPeople(grid, 2, part, people, int(match["each"].replace(",", "")))


def changes(grid: Grid, column: int) -> Iterator[Relation]:
    """Guess which two numbers the percentages of change in a column are of."""
    counts = _unchanging(grid, column)
    for before, now in permutations(counts, 2):
        if abs(before - now) <= _FARTHEST:
            yield BetweenColumns(grid, 3 if len(counts) == 2 else 1, before, now, True)
    sure = 2 if len(counts) == 1 else 1
    yield from (OnRow(grid, sure, count, step) for count in counts for step in (-1, 1))


def differences(grid: Grid, column: int) -> Iterator[Relation]:
    """Guess which two numbers the differences in a column are of."""
    counts = _unchanging(grid, column)
    for before, now in permutations(counts, 2):
        if abs(before - now) <= _FARTHEST:
            yield BetweenColumns(grid, 3 if len(counts) == 2 else 1, before, now, False)


def _unchanging(grid: Grid, column: int) -> list[int]:
    return [n for n in grid.count_columns if n != column and not CHANGE.search(grid.columns[n])]
