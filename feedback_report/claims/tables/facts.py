"""The numbers that a table holds and makes of what a text names: levels, sums, shares, averages, and what changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from feedback_report.claims.numbers.item import COUNT, PERCENT, Item
from feedback_report.claims.tables.axes import Axis, Places, added, axes_of
from feedback_report.claims.tables.grids import Grid
from feedback_report.claims.tables.named_cells import stems
from feedback_report.claims.tables.total_columns import NOT_ADDED


@dataclass(frozen=True)
class Fact:
    """A number of a table and what it is of.

    ``sure`` is 2 where nothing else can be meant, 1 where only a larger whole could be.
    """

    of: tuple[str, ...]
    item: Item
    is_named: bool = True
    sure: int = 0

    @property
    def value(self) -> Fraction:
        return self.item.value


_WHOLES = set(stems("received closed decided determined answered issued investigated responses requests surveyed"))
_FEW = 3
_WENT_ON = re.compile(
    r"\b(?:escalat|progress|proceed|went|go|moved|advanced|referred|taken|upheld|answered)\w*\b", re.IGNORECASE
)
_OVER_ALL = re.compile(r"\b(?:over|since|across|during|whole|start|beginning|through)\b", re.IGNORECASE)
_OF_YEARS = re.compile(r"\byears?\b|\b(?:19|20)\d\d\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|than|compared|from|on|against|between)\b", re.IGNORECASE)


@dataclass(frozen=True)
class TableRead:
    """A table, read for what a text says of it: ``words`` belong to one number, ``text`` is all of the sentence.

    ``when`` are the words right after the number that say when.
    """

    grid: Grid
    words: str
    text: str
    when: str = ""

    def levels(self) -> Iterator[Fact]:
        """Get the numbers of the rows and columns that the text names, and of all where it names none of a side."""
        rows, columns = axes_of(self.grid)
        for row, row_said in self._chosen(rows):
            for column, column_said in self._chosen(columns):
                item = _level(self.grid, row, column)
                if item is not None:
                    both = row_said and column_said and len(row) == len(column) == 1
                    yield Fact((added(self.grid, row, column),), item, row_said or column_said, 2 * both)

    def _chosen(self, axis: Axis) -> list[tuple[Places, bool]]:
        said = axis.chosen(self.words) or axis.chosen(self.text)
        everything = axis.everything()
        return [*((places, True) for places in said), *([(everything, False)] if everything else [])]

    def shares(self) -> Iterator[Fact]:
        """Get the percentages that parts named by the text are of their wholes, along both sides of the table."""
        for fact in self.levels():
            if fact.item.kind == PERCENT and fact.is_named:
                yield fact
        for grid in (self.grid, self.grid.turned()):
            held = replace(self, grid=grid)
            things, others = axes_of(grid)
            chosen = held._chosen(others)
            tried = [*chosen, *(((n,), False) for n in others.in_time[-2:] or others.levels[:1])]
            # Several columns added up unasked may be parts of each other.
            first = next((other for other, said in chosen[:1] if said or len(other) == 1), None)
            for part, said in held._chosen(things):
                for whole, sure in held._wholes(things, part) if said else ():
                    for other, _ in tried:
                        fact = _share(grid, (part, other), (whole, other))
                        meant = len(part) == 1 and other == first and len(chosen) < _FEW
                        yield replace(fact, sure=sure if meant else 0)

    def _wholes(self, axis: Axis, part: Places) -> Iterator[tuple[Places, int]]:
        """Get what a part may be of: the total, all of them, one that is named as the whole or named besides it."""
        everything = axis.everything()
        if everything and set(everything) != set(part) and not (axis.are_years and not axis.total):
            yield everything, 2 if axis.total else 1
        if axis.periods:
            return
        own = set(stems(" ".join(axis.names[n] for n in part)))
        for n in axis.levels:
            if n not in part and "not" not in own and set(stems(axis.names[n])) <= own | _WHOLES:
                yield (n,), 2 * (len(axis.levels) == len((*part, n)))
        named = axis.named(self.words) or axis.named(self.text)
        if len(named) == len((*part, part)) and part[0] in named:
            yield tuple(n for n in named if n not in part), 2 * bool(_WENT_ON.search(self.text))
        if axis.total and len(axis.levels) > 1:
            yield axis.levels, 0

    def averages(self) -> Iterator[Fact]:
        """Get the averages of what the text names, over the rows and over the columns."""
        for grid in (self.grid, self.grid.turned()):
            over, others = axes_of(grid)
            for column, said in replace(self, grid=grid)._chosen(others):
                items = [_level(grid, (row,), column) for row in over.levels]
                values = [item.value for item in items if item is not None]
                if len(values) == len(over.levels) >= _FEW:
                    name = f"the average of {added(grid, (), column)}"
                    yield Fact(
                        (name,),
                        Item(COUNT, 0, 0, sum(values, Fraction(0)) / len(values)),
                        said or len(others.levels) == 1,
                    )

    def pairs(self) -> Iterator[tuple[Fact, Fact]]:
        """Get what went before and what it became, or what something is compared with and what it is."""
        for grid in (self.grid, self.grid.turned()):
            over, others = axes_of(grid)
            held = replace(self, grid=grid)
            for before, now in [*held._periods(over), *held._compared(over)]:
                for other, said in held._chosen(others):
                    first, second = (_level(grid, (n,), other) for n in (before, now))
                    if first is not None and second is not None:
                        names = (added(grid, (n,), other) for n in (before, now))
                        one, two = (
                            Fact((name,), item, said) for name, item in zip(names, (first, second), strict=True)
                        )
                        yield one, two

    def _periods(self, axis: Axis) -> list[tuple[int, int]]:
        order = axis.in_time
        if len(order) < 2:
            return []
        found = next((named for said in (self.when, self.words, self.text) if (named := axis.named(said))), [])
        if not found and not axis.are_years and _OF_YEARS.search(self.text):
            return []
        named = [order.index(n) for n in found]
        last = len(order) - 1
        if len(named) == 2:
            pairs = [(min(named), max(named))]
        elif len(named) == 1:
            to_last = [(named[0], last)] if _SINCE.search(self.text) and named[0] < last else []
            pairs = [*to_last, *([(named[0] - 1, named[0])] if named[0] else [])]
        else:
            pairs = [] if named else [(last - 1, last), *([(0, last)] if _OVER_ALL.search(self.text) else [])]
        return [(order[before], order[now]) for before, now in pairs]

    def _compared(self, axis: Axis) -> list[tuple[int, int]]:
        """Get two things of which one is more than the other: "50 more about roads than about parks"."""
        named = [] if axis.periods else axis.named(self.text)
        return [(named[1], named[0])] if len(named) == 2 else []


def _share(grid: Grid, part: tuple[Places, Places], whole: tuple[Places, Places]) -> Fact:
    """Get the percentage that one number of a table is of another; none as 0 of it."""
    small, large = _level(grid, *part), _level(grid, *whole)
    if small is None or large is None or not 0 < small.value <= large.value or small.kind != large.kind:
        return Fact((), Item(PERCENT, 0, 0, Fraction(-1)))
    of = (added(grid, *part), f"of {added(grid, *whole)}")
    return Fact(of, Item(PERCENT, 0, 0, 100 * small.value / large.value))


def _level(grid: Grid, rows: Places, columns: Places) -> Item | None:
    """Get a number of a table, or the sum of several that can be added up."""
    cells = [grid.cells[row][column] for row in rows for column in columns]
    if len(cells) > 1 and any(NOT_ADDED.search(grid.columns[n]) for n in columns if len(rows) > 1):
        return None
    if cells and all(cell.count is not None and not cell.withheld for cell in cells):
        return Item(COUNT, 0, 0, sum((cell.count or Fraction(0) for cell in cells), Fraction(0)), cells[0].decimals)
    if cells and all(cell.percent is not None for cell in cells) and 1 in (len(columns), len(rows)):
        shown = [cell.percent for cell in cells if cell.percent is not None]
        return Item(PERCENT, 0, 0, sum((one.value for one in shown), Fraction(0)), shown[0].decimals)
    return None
