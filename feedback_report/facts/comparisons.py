"""Facts that compare two years, or a value with others."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from feedback_report import wording
from feedback_report.facts.fact import Fact, or_mark, shown
from feedback_report.facts.recording import Recorded, named
from feedback_report.wording import Change, PointsChange
from feedback_report.wording.changes import DECREASED, INCREASED, AnyYear
from feedback_report.years import Year


class ComparisonFacts(Recorded):
    """Record a comparison under a name. Companions that are conditions let prose choose its words."""

    @named
    def change(
        self,
        name: str,
        now: Any,
        before: Any,
        *,
        year: AnyYear | None = None,
        before_year: AnyYear | None = None,
        unit: str = "",
        decimals: int = 0,
        since: dt.date | None = None,
        break_note: str | None = None,
        note: str = "",
    ) -> Fact:
        """Record a change on the year before, or on another one: ``decreased by 40%, from 1,250 in 2023/24 to ...``.

        ``since``, ``break_note`` (a change that ends the series) and ``note`` (a reservation) are
        as in ``wording.obstacle`` and ``wording.Change``. Companions: ``-short`` (``decreased by
        40%``), ``-percent`` (``40%``; not available where none is given), ``-difference``
        (``500``), ``-direction`` (``decreased``), ``-now``, ``-before``, and the conditions
        ``-rose``, ``-fell`` and ``-compared`` (two numbers stand beside each other, one of them withheld or not).
        """
        this, earlier, why_not = self._years(year, before_year, since, break_note)
        change = Change(now, before, this, earlier, self.style, unit, decimals, why_not, note)
        counted = unit or "cases"
        written = None if change.percent is None else abs(change.percent)
        difference = None if change.difference is None else abs(change.difference)
        of: dict[str, Any] = {"unit": "%", "base": before, "year": this}
        of["formula"] = f"100 * ({shown(now)} - {shown(before)}) / {shown(before)}"
        return self.record(
            self._fact(name, change.percent, change.phrase, **of),
            self._fact(f"{name}-short", change.percent, change.short, **of),
            self._fact(f"{name}-percent", change.percent, wording.percent(or_mark(written, now, before)), **of),
            self._fact(
                f"{name}-difference",
                change.difference,
                wording.number(or_mark(difference, now, before), decimals),
                unit=counted,
                year=this,
                formula=f"{shown(now)} - {shown(before)}",
            ),
            self._fact(f"{name}-direction", change.direction, change.direction, year=this),
            self._number(f"{name}-now", now, counted, decimals, year=this),
            self._number(f"{name}-before", before, counted, decimals, year=earlier),
            *self._directions(name, change.direction, compared=change.compared or change.withheld),
        )

    @named
    def points(
        self,
        name: str,
        now: Any,
        before: Any,
        *,
        year: AnyYear | None = None,
        before_year: AnyYear | None = None,
        decimals: int | None = None,
        since: dt.date | None = None,
        break_note: str | None = None,
        note: str = "",
    ) -> Fact:
        """Record how a percentage moved: ``increased by 6 percentage points, from 44% in 2023/24 to 50% in 2024/25``.

        ``now`` and ``before`` are each a part and its base, ``(60, 120)``, or a published
        percentage, ``44``. Companions: ``-points`` (``6 percentage points``), ``-direction``,
        ``-now`` and ``-before`` (``50%``), and the conditions ``-rose``, ``-fell`` and ``-compared``.
        """
        this, earlier, why_not = self._years(year, before_year, since, break_note)
        places = self._decimals(decimals)
        change = PointsChange(now, before, this, earlier, self.style, places, why_not, note)
        text = change.phrase
        of: dict[str, Any] = {
            "unit": "percentage points",
            "year": this,
            "formula": f"{_shown_share(now)} - {_shown_share(before)}",
        }
        return self.record(
            self._fact(name, change.points, text, **of),
            self._fact(f"{name}-points", change.points, wording.percentage_points(change.points, places), **of),
            self._fact(f"{name}-direction", change.direction, change.direction, year=this),
            self._fact(
                f"{name}-now",
                change.percent_now,
                change.printed(now),
                unit="%",
                year=this,
                formula=_shown_share(now),
            ),
            self._fact(
                f"{name}-before",
                change.percent_before,
                change.printed(before),
                unit="%",
                year=earlier,
                formula=_shown_share(before),
            ),
            *self._directions(name, change.direction, compared=change.points is not None),
        )

    @named
    def position(self, name: str, value: Any, others: Iterable[Any], *, lowest: bool = False) -> Fact:
        """Record the place of a value among others: ``the third highest of 12``; ``others`` leave the value out."""
        others = list(others)
        text = wording.position_phrase(value, others, lowest=lowest)
        order = ", ".join(shown(other) for other in others)
        return self.record(self._fact(name, text, text, formula=f"{shown(value)} among {order}"))

    def _years(
        self, year: AnyYear | None, before_year: AnyYear | None, since: dt.date | None, break_note: str | None
    ) -> tuple[Year, Year, str]:
        """Get the two years of a comparison, and what stands between them."""
        this = self.year if year is None else wording.as_year(year)
        earlier = (
            this.previous if wording.is_missing(before_year) or before_year is None else wording.as_year(before_year)
        )
        return this, earlier, wording.obstacle(earlier, self.style, since=since, break_note=break_note)

    def _directions(self, name: str, direction: str, *, compared: bool) -> tuple[Fact, ...]:
        return (
            self._condition(f"{name}-rose", direction == INCREASED),
            self._condition(f"{name}-fell", direction == DECREASED),
            self._condition(f"{name}-compared", compared),
        )


def _shown_share(share: Any) -> str:
    return f"100 * {shown(share[0])} / {shown(share[1])}" if isinstance(share, tuple) else shown(share)
