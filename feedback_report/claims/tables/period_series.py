"""Numbers of one thing by year, quarter or month, as a table or a sentence nearby gives them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import inf

from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import Stated
from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.cells import Cell
from feedback_report.claims.tables.grids import Grid
from feedback_report.claims.tables.guesses import CHANGE

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUARTER = re.compile(r"\bq(?:uarter |tr )?\s?([1-4])\b", re.IGNORECASE)
_MONTHS = ("apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan", "feb", "mar")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b", re.IGNORECASE)
_LAST, _THIS = re.compile(r"\b(?:last|previous|prior) year\b", re.I), re.compile(r"\b(?:this|current) year\b", re.I)


@dataclass(frozen=True)
class Series:
    """What a table or a sentence holds of one thing, the earliest period first; ``stated`` is None for a table."""

    label: str
    periods: tuple[float, ...]
    items: tuple[Item, ...]
    printed: tuple[str, ...]
    is_total: bool = False
    stated: Reading | None = None

    def at(self, period: float) -> int | None:
        """Get the place of a period."""
        return self.periods.index(period) if period in self.periods else None


def period_of(text: str) -> float | None:
    """Get the year, quarter or month that a heading names, as a number that grows with time."""
    year = _YEAR.search(text)
    quarter, month = _QUARTER.search(text), _MONTH.search(text)
    if year and not quarter:
        return int(year[0])
    if quarter:
        return int(quarter[1])
    if month:
        return _MONTHS.index(month[1].lower()) / 100
    return -1 if _LAST.search(text) else 0 if _THIS.search(text) else None


@lru_cache(maxsize=512)  # every sentence of a section asks for its tables
def series_of_table(grid: Grid) -> tuple[Series, ...]:
    """Get the series of a table that has periods above its columns, or at the left of its rows."""
    found = []
    for held in (grid, grid.turned()):
        columns = [n for n, heading in enumerate(held.columns) if not CHANGE.search(heading)]
        periods = {n: period for n in columns if (period := period_of(held.columns[n])) is not None}
        if len(periods) < 2 or len(set(periods.values())) < len(periods):
            continue
        order = sorted(periods, key=lambda n: periods[n])
        for row, label in enumerate(held.rows):
            cells = [held.cells[row][n] for n in order]
            kinds = {cell.percent is not None for cell in cells}
            if all(cell.is_number for cell in cells) and len(kinds) == 1 and not CHANGE.search(label):
                series = Series(
                    label,
                    tuple(periods[n] for n in order),
                    tuple(map(_as_item, cells)),
                    tuple(cell.text for cell in cells),
                    held.is_total(row),
                )
                found.append(series)
    return tuple(found)


def _as_item(cell: Cell) -> Item:
    if cell.count is None:
        shown = cell.percent or Stated(Fraction(0))
        return Item("P", 0, 0, shown.value, shown.decimals)
    return Item("C", 0, 0, cell.count, cell.decimals)


def series_of_sentence(reading: Reading) -> Series | None:
    """Get the numbers of a sentence that are each of a year of their own, where it has no others."""
    bound = years_of(reading.sentence, reading.code)
    numbers = [int(n) for n in re.findall(r"<[CBPDM](\d+)>", reading.code)]
    if len(reading.pairs) == 1 and {reading.pairs[0].before, reading.pairs[0].now} == set(numbers):
        numbers = [reading.pairs[0].before, reading.pairs[0].now]
        ranks: Sequence[float] = (-1, 0)
    else:
        kinds = {reading.item(n).kind for n in numbers}
        if len(numbers) < 2 or len(kinds) > 1 or set(numbers) - set(bound):
            return None
        latest = max((bound[n] for n in numbers if abs(bound[n]) != inf), default=0)
        ranks = [bound[n] if abs(bound[n]) != inf else latest + (1 if bound[n] > 0 else -1) for n in numbers]
    if len(set(ranks)) < len(ranks) or any(reading.item(n).hedge for n in numbers):
        return None
    order = sorted(range(len(numbers)), key=lambda at: ranks[at])
    return Series(
        reading.sentence.text,
        tuple(ranks[at] for at in order),
        tuple(reading.item(numbers[at]) for at in order),
        tuple(reading.sentence.printed(numbers[at]) for at in order),
        stated=reading,
    )
