"""Facts about order: which came first, which year was the lowest."""

from typing import Any

from feedback_report import wording
from feedback_report.facts.fact import Fact, or_mark, shown
from feedback_report.facts.recording import Recorded, named
from feedback_report.wording import Place
from feedback_report.wording.rankings import UNTOLD, lower


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
        as_given: bool = False,
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
        options = {"top": top, "base": base, "lower_case": lower_case, "as_given": as_given}
        phrase = wording.ranking_phrase(pairs, self.style, **options)
        opening = wording.ranking_opening(pairs, self.style, **options)
        places = wording.ranked(pairs, top, as_given=as_given)
        percents = [None if base is None else wording.share_percent(p.count, base, self.style) for p in places]
        order = ", ".join(f"{item} {shown(count)}" for item, count in pairs)
        first = places[0].written if places else None
        of: dict[str, Any] = {"formula": f"the largest of {order}"}
        facts = [self._fact(name, first, phrase, **of), self._fact(f"{name}-opening", first, opening, **of)]
        for index in range(top):
            label = f"{name}-{wording.ordinal(index + 1)}"
            place = places[index] if index < len(places) else Place((), None)
            names = Place(tuple(map(lower, place.names)), place.count) if lower_case else place
            share = percents[index] if index < len(places) else None
            facts += [
                self._fact(label, place.written if place.names else None, names.written, **of),
                self._number(f"{label}-count", place.count),
                self._fact(
                    f"{label}-percent",
                    share,
                    wording.percent(or_mark(share, base), self.style.share_decimals),
                    unit="%",
                    base=base,
                    formula=f"100 * {shown(place.count)} / {shown(base)}",
                ),
            ]
        tied = self._condition(f"{name}-tied", bool(places) and len(places[0].names) > 1)
        return self.record(*facts, tied, self._condition(f"{name}-withheld", phrase == UNTOLD))

    @named
    def extreme(self, name: str, series: Any, *, last: int = 5) -> Fact:
        """Record whether the year is an extreme: ``the lowest of the last five years``.

        ``series`` is a Series or mapping of year to value, or pairs. Companions: the conditions
        ``-lowest`` and ``-highest``, true for a tie as well, and ``-ranked``: three years or more are
        held, so that the place says more than a comparison of two.
        """
        found = wording.extreme(series, self.year, last)
        phrase = wording.extreme_phrase(series, self.year, self.style, last)
        main = self._fact(name, found, phrase, formula=f"{self.year} among {_series(series)}")
        lowest = self._condition(f"{name}-lowest", found.endswith("lowest"))
        highest = self._condition(f"{name}-highest", found.endswith("highest"))
        ranked = self._condition(f"{name}-ranked", wording.years_ranked(series, self.year, last) > 2)
        return self.record(main, lowest, highest, ranked)


def _series(series: Any) -> str:
    return ", ".join(f"{year} {shown(value)}" for year, value in wording.series_of_years(series).items())
