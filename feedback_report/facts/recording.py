"""Keep the facts of one section, and show them to the analyst and to the build."""

import datetime as dt
import functools
from collections.abc import Callable, Iterator
from typing import Any, Concatenate, ParamSpec, TypeVar

from feedback_report import wording
from feedback_report.errors import NotebookError, ReportError
from feedback_report.facts.fact import Fact, name_problem, parents, plain_number, plain_value, shown
from feedback_report.settings import Style
from feedback_report.wording.changes import AnyYear
from feedback_report.years import Year

FACTS_MIME = "application/vnd.feedback-report.facts+json"

P = ParamSpec("P")
R = TypeVar("R", bound="Recorded")


def named(method: Callable[Concatenate[R, str, P], Fact]) -> Callable[Concatenate[R, str, P], Fact]:
    """Let a method that records a fact name section and fact in what goes wrong while it is worded."""

    @functools.wraps(method)
    def naming(self: R, name: str, *args: P.args, **kwargs: P.kwargs) -> Fact:
        try:
            return method(self, name, *args, **kwargs)
        except NotebookError:
            raise
        except ReportError as error:
            where = f'Section {self.section}: fact "{name}"'
            raise NotebookError(f"{where}: {problem}" for problem in error.problems) from None

    return naming


class Recorded:
    """The facts recorded so far, in order.

    ``until`` is the last day held, the end of a month, when the year is not over.
    """

    def __init__(self, section: str, year: Year, style: Style, until: dt.date | None = None) -> None:
        self.section, self.year, self.style = section, year, wording.style_until(style, until)
        self._facts: dict[str, Fact] = {}

    def record(self, *facts: Fact) -> Fact:
        """Record facts together, all or none, and get the first of them back.

        Raises NotebookError for a name that cannot be used, one that lies under another, and
        one that stands for something else already.
        """
        known = dict(self._facts)
        problems = []
        for fact in facts:
            problem = name_problem(fact.name) or _clash(fact, known)
            if problem:
                problems.append(f"Section {self.section}: {problem}")
            else:
                known.setdefault(fact.name, fact)
        if problems:
            raise NotebookError(problems)
        self._facts = known
        return facts[0]

    def as_list(self) -> list[dict[str, Any]]:
        """Get the facts in order, each as JSON can hold it."""
        return [fact.as_dict() for fact in self]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __len__(self) -> int:
        return len(self._facts)

    def __getitem__(self, name: str) -> Fact:
        return self._facts[name]

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def __repr__(self) -> str:
        return "\n".join(f"{fact.name}: {fact.text}" for fact in self) or f"no facts in section {self.section}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Show a table of name and text in JupyterLab, and hand the facts to the build."""
        return {"text/plain": repr(self), "text/markdown": self._table(), FACTS_MIME: self.as_list()}

    def _table(self) -> str:
        rows = (f"| `{fact.name}` | {fact.as_markdown.replace('|', '&#124;')} |" for fact in self)
        return "\n".join(["| name | text |", "|:--|:--|", *rows])

    def _fact(
        self,
        name: str,
        value: Any,
        text: str,
        *,
        unit: str = "",
        base: Any = None,
        year: AnyYear | None = None,
        formula: str = "",
        markup: bool = False,
    ) -> Fact:
        """Make a fact of this section; the year is the paper's unless it is given."""
        label = (self.year if year is None else wording.as_year(year)).label
        plain = plain_value(value)
        formula = "" if plain is None else formula
        return Fact(name, plain, text, unit, plain_number(base), label, formula, self.section, markup)

    def _number(
        self,
        name: str,
        value: Any,
        unit: str = "cases",
        decimals: int = 0,
        *,
        year: AnyYear | None = None,
        formula: str = "",
    ) -> Fact:
        text = wording.number(value, decimals)
        return self._fact(name, value, text, unit=unit, year=year, formula=formula or shown(value))

    def _condition(self, name: str, value: bool) -> Fact:
        return self._fact(name, value, "yes" if value else "no")

    def _decimals(self, decimals: int | None) -> int:
        return self.style.share_decimals if decimals is None else decimals


def _clash(fact: Fact, known: dict[str, Fact]) -> str:
    """Say how a fact clashes with those recorded; empty when it does not."""
    other = known.get(fact.name)
    if other is not None and not fact.says_the_same_as(other):
        return (
            f'fact "{fact.name}" is "{other.text}" already and would now be "{fact.text}". '
            "Give one of them another name; if you have changed the cell, restart the kernel and run all cells."
        )
    above = next((name for name in parents(fact.name) if name in known), None)
    below = next((name for name in known if name.startswith(f"{fact.name}.")), None)
    if above or below:
        longer, shorter = (fact.name, above) if above else (below, fact.name)
        return f'fact "{longer}" lies under fact "{shorter}". Give one of them another name.'
    return ""
