"""What a section's notebook works with: the year's tables and settings, a book of facts, charts and tables to show."""

import base64
import inspect
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.disclosure.masking import holds_marks
from feedback_report.disclosure.plan import Plan, plan_of, read_plan
from feedback_report.facts import Facts
from feedback_report.measures.over_years import break_between
from feedback_report.measures.period import Comparable
from feedback_report.project import chosen_year, data_folder
from feedback_report.running.noted_reads import TABLES_VARIABLE, unnoted, watched
from feedback_report.running.shown import rounding_note, show, told_of_chart
from feedback_report.running.table_store import read_comparable
from feedback_report.settings import Council, Series, Service, YearSettings, load_council, load_year_settings
from feedback_report.tables.printed import to_markdown
from feedback_report.wording import as_sentence, written_date, written_year
from feedback_report.wording.labels import NothingToShow
from feedback_report.wording.marks import marks_note
from feedback_report.years import Year

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PIXELS_PER_INCH = 96
NOTHING = "There is nothing to show for this year."
WITHHELD = "Every number of this figure is withheld, so that nobody can be identified."

# What the names of facts call each type of feedback.
PLURALS = {"complaint": "complaints", "compliment": "compliments", "comment": "comments", "all types": "cases"}


@dataclass(frozen=True)
class Paper:
    """One section at work: everything it may read, and where its facts go.

    ``tables`` hold the same months of every year, ``whole_years`` no part of a year, ``left_out`` the
    earlier years that neither counts, as ``feedback_report.measures.period`` says. ``plan`` is what is withheld.
    """

    year: Year
    council: Council
    settings: YearSettings
    tables: Tables
    facts: Facts
    whole_years: Tables
    left_out: tuple[int, ...] = ()
    plan: Plan = field(default_factory=Plan)

    @property
    def services(self) -> list[Service]:
        """The services in scope, in the order of the paper."""
        return self.council.services

    @property
    def start(self) -> int:
        """The calendar year in which the paper's year begins, as the column ``year`` of every frame has it."""
        return self.year.start

    @property
    def left_out_years(self) -> list[str]:
        """The years left out of all comparisons, as they are written."""
        return [written_year(year, self.council.style) for year in self.left_out]

    def why_not_compared(self, series: Series, service: Service) -> str:
        """Say in a sentence why a service's series cannot be compared with the year before; empty where it can."""
        if self.start - 1 not in self.tables.case_years:
            return f"No cases of {written_year(self.start - 1, self.facts.style)} are held."
        found = break_between(self.settings.breaks, series, service.key, self.start - 1, self.start)
        return as_sentence(found.note) if found else ""

    @property
    def new_system(self) -> dict[str, Any]:
        """The options of a chart over years that mark where the present recording system began; none without one.

        The mark stands before the first year that lies wholly in the system.
        """
        system = self.council.recording_system
        if system is None:
            return {}
        first = Year.of(system.since)
        whole = first if system.since == first.first_day else first.next
        return {"break_before": whole.start, "break_label": f"new recording system\nsince {written_date(system.since)}"}

    @property
    def new_system_day(self) -> dict[str, Any]:
        """The options of a chart of months that mark where the present recording system began; none without one."""
        system = self.council.recording_system
        return {"break_on": system.since, "break_label": self.new_system["break_label"]} if system else {}

    @property
    def _short_names(self) -> dict[str, str]:
        return {service.name: service.short_name for service in self.services}

    def withheld(self, kind: str, frame: pd.DataFrame) -> pd.DataFrame:
        """Get a measure's frame with the mark [c] for what is withheld; ``kind`` is a key of ``disclosure.LAYOUTS``."""
        return self.plan.withhold(frame, kind)

    def by_service(self, frame: pd.DataFrame) -> Iterator[tuple[Service, pd.DataFrame]]:
        """Get each service in scope with its rows of a frame; no rows where the frame has none."""
        for service in self.services:
            yield service, frame[frame["service_key"] == service.key]

    def findings(self, fact: str, *, where: str = "", words: str = "{}") -> list[str]:
        """Get, for the text alternative of a figure, each service's name with what a fact under its key says.

        ``where`` names the condition, under the same key, that leaves services out; ``words`` put more to the fact.
        """
        told = [service for service in self.services if not where or self.facts[f"{service.key}.{where}"].value]
        return [f"{service.name}: {words.format(self.facts[f'{service.key}.{fact}'])}" for service in told]

    def show_chart(self, draw: Callable[..., "Figure"], data: pd.DataFrame, nothing: str = "", **options: Any) -> None:
        """Draw a chart of tidy data and show it, with the data behind it.

        ``draw`` is a function of ``feedback_report.charts``, ``options`` are its options. Services
        have their short names. Without any value to draw, the sentence ``nothing`` stands in the chart's place; without
        that sentence the prose says it, and the chart is left out of a paper whose prose does not name it.
        """
        from feedback_report.charts.saving import to_png, to_svg  # a section without charts need not wait for them

        accepted = inspect.signature(draw).parameters
        if "year_style" in accepted:
            options.setdefault("year_style", self.council.style.year)
        if "smallest_base" in accepted:
            options.setdefault("smallest_base", self.council.style.smallest_base)
            options.setdefault("decimals", self.council.style.share_decimals)
        if "labels" in accepted:
            options.setdefault("labels", self._short_names)
        told = told_of_chart(data, options)
        try:
            figure = draw(data, **options)
        except NothingToShow:
            withheld = holds_marks(data)
            told |= {"unsaid": not nothing and not withheld}
            show({"text/markdown": WITHHELD if withheld else nothing or NOTHING}, data, told)
            return
        width, height = (round(inches * PIXELS_PER_INCH) for inches in figure.get_size_inches())
        forms = {"image/png": base64.b64encode(to_png(figure)).decode(), "image/svg+xml": to_svg(figure)}
        show(forms, data, told, {"image/png": {"width": width, "height": height}})

    def show_table(
        self,
        data: pd.DataFrame,
        columns: dict[str, str],
        nothing: str = "",
        heading: str = "",
        note: str = "",
        **options: Any,
    ) -> None:
        """Show tidy data as a printed table, with the data behind it.

        ``columns`` names the columns to print and their headings; ``options`` are those of
        ``feedback_report.tables.printed.to_markdown``; ``heading`` stands above as a heading of the second
        level, ``note`` (Markdown) below. Services that stand across have their short names. An empty table is the
        sentence ``nothing``, or left out as a chart is.
        """
        style = self.council.style
        defaults = {"year_style": style.year, "smallest_base": style.smallest_base, "decimals": style.share_decimals}
        short = {"labels": self._short_names} if options.get("across") == "service" else {}
        options = defaults | short | options
        unsaid = False
        try:
            text = to_markdown(data, columns, **options)
            notes = [
                note,
                marks_note(text, smallest_base=style.smallest_base),
                rounding_note(data, columns, options, style),
            ]
            text = "\n\n".join([text, *filter(None, [" ".join(filter(None, notes))])])
        except NothingToShow:
            text, unsaid = nothing or NOTHING, not nothing
        headings = {column: name for column, name in columns.items() if "%" not in name}
        told = {"title": heading, "note": note, "headings": headings, "unsaid": unsaid}
        show({"text/markdown": f"## {heading} {{.unnumbered}}\n\n{text}" if heading else text}, data, told)


def open_paper(section: str, year: str | None = None, data_dir: str | None = None) -> Paper:
    """Open the paper for one section.

    Without a year it is the one set for this session, else the latest with data; without a data folder
    it is the one set for this session, else the project's. Within a build the tables have been checked
    already and are read from where the build put them. Raises SettingsError and DataError with all
    problems at once.
    """
    folder = data_folder(data_dir)
    chosen = chosen_year(year, folder)
    checked = os.environ.get(TABLES_VARIABLE)
    with unnoted():
        council, settings = load_council(folder), load_year_settings(folder, chosen)
        held = read_comparable(Path(checked)) if checked else _read_and_check(folder, council, settings)
        plan = read_plan(Path(checked)) if checked else plan_of(council, settings, held, folder)
    if checked:
        council, settings = watched(council, "council"), watched(settings, "settings")
        held = Comparable(watched(held.tables, "tables"), watched(held.whole_years, "whole_years"), held.left_out)
    facts = Facts(section, chosen, council.style, settings.data_until)
    return Paper(chosen, council, settings, held.tables, facts, held.whole_years, held.left_out, plan)


def _read_and_check(folder: Path, council: Council, settings: YearSettings) -> Comparable:
    from feedback_report.running.year_tables import read_paper_tables  # what checks tables is not loaded within a build

    return read_paper_tables(folder, council, settings)
