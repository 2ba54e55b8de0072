"""Facts that are words: names, lists, days, addresses, and what is or is not so."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from feedback_report import wording
from feedback_report.errors import ReportError
from feedback_report.facts.fact import Fact, plain_value
from feedback_report.facts.recording import Recorded, named
from feedback_report.wording import NOT_AVAILABLE, is_missing
from feedback_report.wording.changes import AnyYear


class WordFacts(Recorded):
    """Record words under a name."""

    @named
    def condition(self, name: str, value: Any) -> Fact:
        """Record what is or is not so, for ``when-meta="facts.<name>"``."""
        plain = value.item() if hasattr(value, "item") else value
        if not isinstance(plain, bool):
            raise ReportError(f"{type(value).__name__} found where true or false is expected.")
        return self.record(self._fact(name, plain, "yes" if plain else "no"))

    @named
    def text(self, name: str, text: str) -> Fact:
        """Record plain text, such as a name from the data; it prints as it is, marks of Markdown too."""
        words = NOT_AVAILABLE if is_missing(text) else wording.plain_text(text)
        return self.record(self._fact(name, None if is_missing(text) else words, words))

    @named
    def markdown(self, name: str, text: str) -> Fact:
        """Record text of settings that may hold inline Markdown, such as emphasis or a link; no shortcodes."""
        words = NOT_AVAILABLE if is_missing(text) else wording.plain_text(text)
        if "{{<" in words or "{{%" in words:
            raise ReportError("the text holds a shortcode. Print facts in the notebook's own prose.")
        return self.record(self._fact(name, None if is_missing(text) else words, words, markup=True))

    @named
    def url(self, name: str, address: str) -> Fact:
        """Record the address of a link: ``[text]({{< var name >}})``."""
        written = wording.web_address(address)
        return self.record(self._fact(name, address, written, markup=True))

    @named
    def listed(self, name: str, items: Iterable[Any]) -> Fact:
        """Record a list: ``a, b and c``. Companion: ``-count``."""
        names = [str(item) for item in items]
        main = self._fact(name, ", ".join(names), wording.list_of(names))
        return self.record(main, self._number(f"{name}-count", len(names)))

    @named
    def date(self, name: str, day: dt.date | None) -> Fact:
        """Record a day: ``1 March 2023``."""
        return self.record(self._fact(name, plain_value(day), wording.written_date(day)))

    @named
    def month(self, name: str, year: Any, month: Any) -> Fact:
        """Record a month of a calendar year: ``May 2022``. Companion: ``-name`` (``May``)."""
        text = wording.written_month(year, month)
        held = text != NOT_AVAILABLE
        value = f"{int(year):04d}-{int(month):02d}" if held else None
        alone = wording.month_name(int(month)) if held else text
        return self.record(self._fact(name, value, text), self._fact(f"{name}-name", value, alone))

    @named
    def financial_year(self, name: str, year: AnyYear) -> Fact:
        """Record a financial year in the council's style: ``2024/25``."""
        label = wording.as_year(year).label
        return self.record(self._fact(name, label, wording.written_year(year, self.style), year=year))

    @named
    def years(self, name: str, first: AnyYear, last: AnyYear) -> Fact:
        """Record a span of financial years: ``2020/21 to 2024/25``, or one year alone. Companion: ``-count``."""
        first, last = wording.as_year(first), wording.as_year(last)
        text = wording.written_years(first, last, self.style)
        main = self._fact(name, f"{first.label} to {last.label}", text)
        return self.record(main, self._number(f"{name}-count", last.start - first.start + 1, "years"))
