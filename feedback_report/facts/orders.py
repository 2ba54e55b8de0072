"""Facts about order: which came first, which year was the lowest, how long a run has lasted."""

from typing import Any

from feedback_report import wording
from feedback_report.facts.fact import Fact, or_mark, shown
from feedback_report.facts.recording import Recorded, named
from feedback_report.wording import NOT_AVAILABLE, Place, as_year
from feedback_report.wording.changes import AnyYear
from feedback_report.wording.rankings import UNTOLD, lower
from feedback_report.wording.trends import DECREASE, INCREASE


class OrderFacts(Recorded):
    """Record an order under a name."""

    @named
    def ranking(
        self,
        name: str,
        items: Any,
        *,
        top: int = 3,
        base: Any = None,
        lower_case: bool = False,
        decimals: int | None = None,
        as_given: bool = False,
        year: AnyYear | None = None,
    ) -> Fact:
        """Record which came first: ``delay (50), followed by staff attitude (30)``.

        ``items`` is a Series or mapping of name to count, or pairs; ``lower_case`` is for common
        nouns; ``as_given`` keeps the names of a tie in their order, not that of the alphabet.
        Companions: ``-opening`` (fit to begin a sentence), for each of the ``top`` places ``-first``
        (the name, or the names of a tie), ``-first-count`` and ``-first-percent`` (of ``base``; not
        available without one), and the conditions ``-tied`` (the first place is shared) and
        ``-withheld`` (no place is sure, because of counts that are withheld).
        """
        pairs = list(items.items() if hasattr(items, "items") else items)
        options = {"top": top, "base": base, "lower_case": lower_case, "decimals": decimals, "as_given": as_given}
        phrase = wording.ranking_phrase(pairs, self.style, **options)
        opening = wording.ranking_opening(pairs, self.style, **options)
        places = wording.ranked(pairs, top, as_given=as_given)
        percents = [None if base is None else wording.share_percent(p.count, base, self.style) for p in places]
        order = ", ".join(f"{item} {shown(count)}" for item, count in pairs)
        first = places[0].written if places else None
        of: dict[str, Any] = {"year": year, "formula": f"the largest of {order}"}
        facts = [self._fact(name, first, phrase, **of), self._fact(f"{name}-opening", first, opening, **of)]
        for index in range(top):
            label = f"{name}-{wording.ordinal(index + 1)}"
            place = places[index] if index < len(places) else Place((), None)
            names = Place(tuple(map(lower, place.names)), place.count) if lower_case else place
            share = percents[index] if index < len(places) else None
            facts += [
                self._fact(label, place.written if place.names else None, names.written, **of),
                self._number(f"{label}-count", place.count, year=year),
                self._fact(
                    f"{label}-percent",
                    share,
                    wording.percent(or_mark(share, base), self._decimals(decimals)),
                    unit="%",
                    base=base,
                    year=year,
                    formula=f"100 * {shown(place.count)} / {shown(base)}",
                ),
            ]
        tied = self._condition(f"{name}-tied", bool(places) and len(places[0].names) > 1)
        return self.record(*facts, tied, self._condition(f"{name}-withheld", phrase == UNTOLD))

    @named
    def extreme(self, name: str, series: Any, *, last: int = 5, year: AnyYear | None = None) -> Fact:
        """Record whether the year is an extreme: ``the lowest of the last five years``.

        ``series`` is a Series or mapping of year to value, or pairs. Companions: the conditions
        ``-lowest`` and ``-highest``, true for a tie as well, and ``-ranked``: three years or more are
        held, so that the place says more than a comparison of two.
        """
        this = self.year if year is None else as_year(year)
        found = wording.extreme(series, this, last)
        phrase = wording.extreme_phrase(series, this, self.style, last)
        main = self._fact(name, found, phrase, year=this, formula=f"{this} among {_series(series)}")
        lowest = self._condition(f"{name}-lowest", found.endswith("lowest"))
        highest = self._condition(f"{name}-highest", found.endswith("highest"))
        ranked = self._condition(f"{name}-ranked", wording.years_ranked(series, this, last) > 2)
        return self.record(main, lowest, highest, ranked)

    @named
    def run(self, name: str, series: Any, *, year: AnyYear | None = None) -> Fact:
        """Record how long a series has gone one way: ``the third year of decreases in a row``.

        The value is the number of years; a year that is missing or withheld ends the run. Companions: the conditions
        ``-rising``, ``-falling`` and ``-several``: two years or more have gone up, or down.
        """
        this = self.year if year is None else as_year(year)
        held = {at: value for at, value in wording.series_of_years(series).items() if at <= this}
        direction, length = wording.run(held) if this in held else ("", 0)
        phrase = wording.run_phrase(held) if this in held else NOT_AVAILABLE
        main = self._fact(name, length or None, phrase, unit="years", year=this, formula=f"steps of {_series(series)}")
        rising = self._condition(f"{name}-rising", direction == INCREASE)
        falling = self._condition(f"{name}-falling", direction == DECREASE)
        several = self._condition(f"{name}-several", length > 1 and direction in (INCREASE, DECREASE))
        return self.record(main, rising, falling, several)


def _series(series: Any) -> str:
    return ", ".join(f"{year} {shown(value)}" for year, value in wording.series_of_years(series).items())
