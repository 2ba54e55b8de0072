"""What a text names at the side or at the top of a table: things, periods, or all of them together."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from feedback_report.claims.numbers.nouns import things_named
from feedback_report.claims.tables.grids import TOTAL, Grid
from feedback_report.claims.tables.guesses import CHANGE
from feedback_report.claims.tables.named_cells import stems
from feedback_report.claims.tables.period_series import period_of
from feedback_report.claims.tables.total_columns import NOT_ADDED

Places = tuple[int, ...]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERIOD = re.compile(
    r"\b(?:19|20)\d\d\b|\bq(?:uarter )?[1-4]\b|\b(?:first|second|third|fourth|last|final) quarter\b|"
    r"\b(?:last|previous|prior|this|current) year\b|\b(?:year|twelve months) (?:before|earlier)\b|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_STRETCH = re.compile(
    r"\b(?P<which>first|second|last|final) (?P<size>half|six months|three months|three|two quarters|two|six)\b"
)
_SIZES = {"six months": 6, "six": 6, "three months": 3, "three": 3, "two quarters": 2, "two": 2}
_ALIKE = (
    (re.compile(r"\b(?:in full|fully|wholly|in whole)\b"), "upheld"),
    (re.compile(r"\b(?:in part|part|partially)\b"), "partly"),
    (re.compile(r"\bescalated to\b|\bdecisions? about\b"), " "),
)
_MOSTLY, _NEARLY, _THREE = 0.6, 0.9, 3
_MOST_TOGETHER = 4


_RECEIVED = next(stems("received"))


def _things(text: str) -> list[str]:
    return [f"all {thing}" for thing in things_named(text)]


@dataclass(frozen=True, eq=False)
class Axis:
    """The names at one side of a table."""

    names: tuple[str, ...]

    @cached_property
    def levels(self) -> Places:
        """Get the places of what is counted, without totals and changes."""
        return tuple(n for n, name in enumerate(self.names) if not self._adds(name) and not CHANGE.search(name))

    @cached_property
    def total(self) -> Places:
        return tuple(n for n, name in enumerate(self.names) if self._adds(name))[-1:]

    @cached_property
    def periods(self) -> dict[int, float]:
        """Get the year, quarter or month of each name, where all of them have one of their own."""
        found = {n: period for n in self.levels if (period := period_of(self.names[n])) is not None}
        return found if len(found) == len(self.levels) == len(set(found.values())) > 1 else {}

    @property
    def in_time(self) -> list[int]:
        return sorted(self.periods, key=lambda n: self.periods[n])

    @cached_property
    def are_years(self) -> bool:
        return any(_YEAR.search(self.names[n]) or self.periods.get(n) in (-1, 0) for n in self.levels)

    @staticmethod
    def _adds(name: str) -> bool:
        return bool(TOTAL.fullmatch(name.strip()))

    @cached_property
    def _own(self) -> dict[int, Counter[str]]:
        """Get the words of each name, without those that nearly all of them have."""
        words = {n: Counter(stems(_plainly(self.names[n]))) for n in self.levels}
        for n, own in words.items():
            if {*own} <= {_RECEIVED}:  # "Complaints received"
                words[n] = Counter(_things(self.names[n])) or own
        common = Counter(word for held in words.values() for word in held)
        told = {
            n: Counter({w: k for w, k in own.items() if common[w] < _NEARLY * len(words)}) for n, own in words.items()
        }
        return told if len(words) >= _THREE and all(told.values()) else words

    @lru_cache(maxsize=8192)  # noqa: B019 - a paper's tables are few
    def named(self, text: str) -> list[int]:
        """Get the places that a text names, in the order of the text; of two that share words the fuller name."""
        if self.periods:
            return [n for period in self.periods_in(text) for n, own in self.periods.items() if own == period]
        plain = _plainly(text)
        said, found = Counter((*stems(plain), *_things(text))), []
        for n, own in sorted(self._own.items(), key=lambda pair: -sum(pair[1].values())):
            held = own & said
            share = sum(held.values()) / sum(own.values()) if own else 0
            unlike = [word for word in held if sum(word in other for other in self._own.values()) == 1]
            if ("not" in own) > ("not" in held) or not (share == 1 or (share >= _MOSTLY and unlike)):
                continue
            found.append(n)
            said -= held
        order = [*stems(plain), *_things(text)]
        return sorted(found, key=lambda n: min(order.index(word) for word in self._own[n] if word in order))

    def periods_in(self, text: str) -> list[float]:
        found: list[float] = []
        order = self.in_time
        for match in _PERIOD.finditer(text):
            words = match[0].lower().split()
            if words[-1] == "quarter" and words[0] in _ORDINALS:
                found.append(_ORDINALS[words[0]])
            elif words[-1] in ("before", "earlier") or (words[-1] == "year" and words[0] in ("last", "previous")):
                found.append(self.periods[order[-2]])
            elif words[-1] == "year":
                found.append(self.periods[order[-1]])
            elif (period := period_of(match[0])) is not None:
                found.append(period)
        return list(dict.fromkeys(found))

    @lru_cache(maxsize=8192)  # noqa: B019 - a paper's tables are few
    def chosen(self, text: str) -> list[Places]:
        """Get what a text names of this side: each by itself, and those that it names together."""
        named = self.named(text)
        stretch = _STRETCH.search(text.lower())
        if stretch and self.periods and not self.are_years:
            order, size = self.in_time, _SIZES.get(stretch["size"], len(self.periods) // 2)
            first = {"first": 0, "second": size}.get(stretch["which"], len(order) - size)
            return [tuple(order[first : first + size])]
        together = [tuple(named)] if 1 < len(named) <= _MOST_TOGETHER and not self.are_years else []
        return [*((n,) for n in named), *together]

    def everything(self) -> Places:
        """Get all of it: the total, else what can be added up; of years the last one."""
        if self.total or len(self.levels) == 1:
            return self.total or self.levels
        if self.are_years:
            return tuple(self.in_time[-1:])
        return () if any(NOT_ADDED.search(self.names[n]) for n in self.levels) else self.levels


def _plainly(text: str) -> str:
    plain = text.lower()
    for pattern, word in _ALIKE:
        plain = pattern.sub(word, plain)
    return plain


@lru_cache(maxsize=512)
def axes_of(grid: Grid) -> tuple[Axis, Axis]:
    """Get the two sides of a table: its rows and its columns."""
    return Axis(grid.rows), Axis(grid.columns)


def added(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> str:
    """Write what cells are added up: "North and South / 2023/24"."""
    sides = (" and ".join(names[n] for n in places) for names, places in ((grid.rows, rows), (grid.columns, columns)))
    return " / ".join(side for side in sides if side)
