"""Facts that are numbers: counts, shares with their base, rates and ranges."""

from collections.abc import Iterable
from typing import Any

from feedback_report import wording
from feedback_report.facts.fact import Fact, or_mark, plain_value, shown
from feedback_report.facts.recording import Recorded, named
from feedback_report.wording import is_missing
from feedback_report.wording.changes import AnyYear


class AmountFacts(Recorded):
    """Record a number under a name, with the companions that prose may need of it."""

    @named
    def count(
        self, name: str, value: Any, noun: str = "", *, nouns: str | None = None, year: AnyYear | None = None
    ) -> Fact:
        """Record a count: ``750``.

        With a noun, companions ``-counted`` (``750 complaints``, ``no complaints``) and
        ``-opening`` (``A total of 750 complaints``, ``One complaint``).
        """
        unit = noun or "cases"
        facts = [self._number(name, value, unit, year=year)]
        if noun:
            for word, text in (
                ("counted", wording.counted(value, noun, nouns)),
                ("opening", wording.sentence_start(value, noun, nouns)),
            ):
                facts.append(self._fact(f"{name}-{word}", plain_value(value), text, unit=unit, year=year))
        return self.record(*facts)

    @named
    def number(
        self,
        name: str,
        value: Any,
        unit: str = "",
        *,
        decimals: int = 0,
        year: AnyYear | None = None,
        formula: str = "",
    ) -> Fact:
        """Record any other number with its unit: ``11.8 working days``. Companion: ``-number`` (``11.8``)."""
        text = wording.amount(value, unit, decimals) if unit else wording.number(value, decimals)
        formula = formula or shown(value)
        return self.record(
            self._fact(name, plain_value(value), text, unit=unit, year=year, formula=formula),
            self._number(f"{name}-number", value, unit, decimals, year=year, formula=formula),
        )

    @named
    def percent(self, name: str, value: Any, *, decimals: int | None = None, year: AnyYear | None = None) -> Fact:
        """Record a percentage whose counts are not held, as it was published: ``44`` is ``44%``."""
        text = wording.percent(value, self._decimals(decimals))
        return self.record(self._fact(name, plain_value(value), text, unit="%", year=year, formula=shown(value)))

    @named
    def between(self, name: str, low: Any, high: Any, unit: str = "") -> Fact:
        """Record a range: ``4 to 7``. Companions: ``-low`` and ``-high``."""
        text = wording.written_range(low, high)
        ends = (self._number(f"{name}-low", low, unit), self._number(f"{name}-high", high, unit))
        value = None if is_missing(low) or is_missing(high) else f"{shown(low)} to {shown(high)}"
        return self.record(self._fact(name, value, text, unit=unit), *ends)

    @named
    def share(
        self,
        name: str,
        part: Any,
        base: Any,
        noun: str = "",
        *,
        when_none: str = "",
        decimals: int | None = None,
        year: AnyYear | None = None,
    ) -> Fact:
        """Record a share: ``9 of 150 (6%)``; ``noun`` is what one case of the base is called.

        Companions: ``-percent`` (``6%``; not available on a small base), ``-count``, ``-base``,
        and ``-opening`` (``Of 150 closed complaints, 9 (6%)``).
        """
        value = wording.share_percent(part, base, self.style)
        words: dict[str, Any] = {"noun": noun, "when_none": when_none, "decimals": decimals}
        text = wording.share_phrase(part, base, self.style, **words)
        opening = wording.share_opening(part, base, self.style, **words)
        formula = f"100 * {shown(part)} / {shown(base)}"
        of: dict[str, Any] = {"unit": "%", "base": base, "year": year, "formula": formula}
        alone = wording.percent(or_mark(value, part, base), self._decimals(decimals))
        return self.record(
            self._fact(name, value, text, **of),
            self._fact(f"{name}-percent", value, alone, **of),
            self._fact(f"{name}-opening", value, opening, **of),
            self._number(f"{name}-count", part, noun or "cases", year=year),
            self._number(f"{name}-base", base, noun or "cases", year=year),
        )

    @named
    def rate(
        self,
        name: str,
        count: Any,
        population: Any,
        people: str = "residents",
        *,
        decimals: int = 0,
        year: AnyYear | None = None,
    ) -> Fact:
        """Record a rate: ``125 per 100,000 residents``. Companions: ``-number`` (``125``), ``-count``, ``-base``."""
        value = wording.per_100000(count, population)
        printed = or_mark(value, count, population)
        formula = f"100000 * {shown(count)} / {shown(population)}"
        of: dict[str, Any] = {"unit": "per 100,000", "base": population, "year": year, "formula": formula}
        return self.record(
            self._fact(name, value, wording.rate(printed, people, decimals), **of),
            self._fact(f"{name}-number", value, wording.number(printed, decimals), **of),
            self._number(f"{name}-count", count, year=year),
            self._number(f"{name}-base", population, people, year=year),
        )

    @named
    def split(self, name: str, parts: Any, base: Any, *, decimals: int | None = None) -> Fact:
        """Record how a whole divides: ``9 (6%) upheld, 54 (36%) partially upheld and 87 (58%) not upheld``.

        ``parts`` are pairs of a name and a count, or a mapping.
        """
        pairs = list(parts.items() if hasattr(parts, "items") else parts)
        text = wording.split_phrase(pairs, base, self.style, decimals=decimals)
        formula = ", ".join(f"{part}: {shown(count)} / {shown(base)}" for part, count in pairs)
        return self.record(self._fact(name, text, text, base=base, formula=formula))

    @named
    def parts(
        self,
        name: str,
        parts: Iterable[Any],
        base: Any,
        *,
        rest: str = "",
        several: str = "",
        decimals: int | None = None,
    ) -> Fact:
        """Record the sentence that says why percentages do not add to 100%; empty when they do.

        Companion: the condition ``-needed``.
        """
        parts = list(parts)
        note = wording.parts_note(parts, base, self.style, rest=rest, several=several, decimals=decimals)
        formula = " + ".join(f"{shown(part)}/{shown(base)}" for part in parts)
        main = self._fact(name, note, note, base=base, formula=formula)
        return self.record(main, self._condition(f"{name}-needed", bool(note)))
