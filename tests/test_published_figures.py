"""The figures that a council printed in its paper for 2024/25: the sample must give every one of them again.

Each row of published-figures-2024-25.csv says what was printed. A row marked ``misprint`` did not
follow from the paper's own numbers: there the product must give ``correct_value`` instead.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from tiny_tables import only_row

from feedback_report.data.load import load_tables
from feedback_report.data.tables import Tables
from feedback_report.measures import (
    contact,
    months,
    outcomes,
    population,
    remedies,
    services,
    stages,
    subjects,
    summary,
    teams,
    timescales,
    whole_council,
)
from feedback_report.measures.counting import rows_where
from feedback_report.settings import Council, YearSettings, load_council, load_year_settings
from feedback_report.wording.numbers import exact, half_up
from feedback_report.years import Year

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
PAPER = Year(2024)
WHOLE_COUNCIL = "All council services"
MONTHS = {"March": 3, "May": 5, "August": 8, "September": 9, "October": 10, "November": 11, "December": 12}
CONTEXT = {
    "school admission applications": "admissions",
    "requests for EHCP needs assessment": "assessments",
    "children with an EHCP": "plans",
}


@dataclass(frozen=True)
class Printed:
    """One printed figure, and the words of its measure that the pattern caught."""

    id: str
    measure: str
    service: str
    category: str
    year: str
    value: str
    unit: str
    status: str
    correct_value: str
    words: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        return Year.parse(self.year).start

    @property
    def is_whole_council(self) -> bool:
        return self.service == WHOLE_COUNCIL


@cache
def council() -> Council:
    return load_council(DATA)


@cache
def settings() -> YearSettings:
    return load_year_settings(DATA, PAPER)


@cache
def tables() -> Tables:
    return load_tables(DATA, PAPER, council())


@cache
def cases_by_type() -> pd.DataFrame:
    return whole_council.cases_by_type(tables(), PAPER.start)


@cache
def cases_by_service() -> pd.DataFrame:
    return services.cases_by_service(tables(), council(), PAPER.start)


@cache
def complaints_by_month() -> pd.DataFrame:
    return months.complaints_by_month(tables(), council(), PAPER.start)


@cache
def stages_by_area(year: int) -> pd.DataFrame:
    return stages.stages_by_area(tables(), council(), year)


def count_of_type(printed: Printed) -> object:
    if printed.is_whole_council:
        return only_row(cases_by_type(), year=printed.start, feedback_type=printed.category)["count"]
    by_service = rows_where(cases_by_service(), year=printed.start, feedback_type=printed.category)
    return only_row(by_service, service=printed.service)["count"]


def change_of_type(printed: Printed) -> object:
    back = printed.start - Year.parse(printed.words[0]).start if printed.words else 1
    column = "change" if printed.unit == "cases" else "relative_change"
    if printed.is_whole_council:
        change = whole_council.change_by_type(cases_by_type(), printed.start, back)
        return only_row(change, feedback_type=printed.category)[column]
    change = services.change_by_service(cases_by_service(), printed.start, back)
    return only_row(change, service=printed.service, feedback_type=printed.category)[column]


def is_lowest_total(printed: Printed) -> bool:
    counts = rows_where(cases_by_type(), feedback_type=printed.category).set_index("year")["count"]
    return bool((counts.drop(printed.start) > counts[printed.start]).all())


def raised_by_one_person(printed: Printed) -> object:
    by_service = rows_where(cases_by_service(), year=printed.start, feedback_type=printed.category)
    row = only_row(by_service, service=printed.service)
    assert row["merged_groups"] == 2 and row["merged_customers"] == 1
    return row["in_merged_groups"]


def rate_of_population(printed: Printed) -> object:
    rates = population.complaint_rates(tables(), council(), PAPER.start)
    return only_row(rates, year=printed.start)["share"]


def rate_per_100_000(printed: Printed) -> object:
    rates = population.complaint_rates(tables(), council(), PAPER.start)
    return only_row(rates, year=printed.start)["per_100_000"]


def population_of_rates(printed: Printed) -> object:
    rates = rows_where(population.complaint_rates(tables(), council(), PAPER.start), population_year=int(printed.year))
    assert list(rates["year"]) == [2023, 2024]  # the two years whose printed rates rest on this estimate
    return rates["base"].unique().item()


def context_volume(printed: Printed) -> object:
    volumes = summary.context_volumes(tables().cases, council(), settings())
    return only_row(volumes, service=printed.service, key=CONTEXT[printed.measure])["value"]


def complaints_in_month(printed: Printed) -> object:
    name, calendar_year = printed.words
    own = rows_where(complaints_by_month(), service=printed.service, calendar_year=int(calendar_year))
    return only_row(own, month=MONTHS[name])["count"]


def peak_month(printed: Printed) -> object:
    peak = only_row(months.peak_months(complaints_by_month(), printed.start), service=printed.service)
    assert (peak["month"], peak["calendar_year"]) == (7, 2024)
    return peak["share"] if printed.unit == "%" else peak["count"]


def share_of_three_months(printed: Printed) -> object:
    top = rows_where(months.top_months(complaints_by_month(), printed.start), service=printed.service)
    assert set(top["month"]) == {MONTHS[name] for name in printed.words}
    return top["count"].sum() / top["base"].max()


def is_only_low_month(printed: Printed) -> bool:
    low = rows_where(months.low_months(complaints_by_month(), printed.start), service=printed.service)
    return list(low["month"]) == [MONTHS[printed.words[0]]]


def share_of_contact(printed: Printed) -> object:
    methods = contact.contact_methods(tables().cases, council(), printed.start)
    return only_row(methods, service=printed.service, contact_method=printed.category)["share"]


def stages_received(printed: Printed) -> object:
    number, procedure = printed.words
    held = rows_where(stages_by_area(printed.start), stage=int(number), procedure=procedure)
    return only_row(held, area=printed.service)["requested"]


def stages_of_service(printed: Printed) -> object:
    held = rows_where(stages_by_area(printed.start), stage=int(printed.words[0]), area=printed.service)
    return held["completed" if "completed the panel" in printed.measure else "requested"].sum()


def change_in_stages(printed: Printed) -> object:
    change = stages.change_in_stages(tables(), council(), printed.start)
    return only_row(change, stage=int(printed.words[0]), area=printed.service)["relative_change"]


def stages_closed(printed: Printed) -> object:
    total = stages.stages_in_total(stages_by_area(printed.start))
    return only_row(total, stage=int(printed.words[0]), procedure=stages.ALL_PROCEDURES)["closed_in_year"]


def stages_refused(printed: Printed) -> object:
    number, procedure = printed.words
    total = stages.stages_in_total(stages_by_area(printed.start))
    return only_row(total, stage=int(number), procedure=procedure)["refused"]


def of_subject(printed: Printed) -> object:
    by_subject = subjects.complaints_by_subject(tables().cases, council(), printed.start)
    row = only_row(by_subject, service=printed.service, subject=printed.category)
    return row["share" if printed.unit == "%" else "count"]


def top_subject(printed: Printed) -> str:
    by_subject = subjects.complaints_by_subject(tables().cases, council(), printed.start)
    return str(only_row(by_subject, service=printed.service, rank=1)["subject"])


def of_team(printed: Printed) -> object:
    by_team = teams.complaints_by_team(tables().cases, council(), printed.start)
    row = only_row(by_team, service=printed.service, team=printed.category)
    if printed.start == PAPER.start:  # every team of this year that was printed is among the top three
        assert row["rank"] <= 3
    return row["share" if printed.unit == "%" else "count"]


def change_of_team(printed: Printed) -> object:
    back = printed.start - Year.parse(printed.words[0]).start if printed.words else 1
    change = teams.teams_over_years(tables(), council(), printed.start, back, settings().breaks)
    return only_row(change, service=printed.service, team=printed.category)["relative_change"]


def of_remedy(printed: Printed) -> object:
    by_remedy = remedies.remedies_by_service(tables(), council(), printed.start)
    return only_row(by_remedy, service=printed.service, remedy=printed.category)["share"]


def of_outcome(printed: Printed) -> object:
    by_outcome = outcomes.outcomes_by_service(tables().cases, council(), printed.start)
    row = only_row(by_outcome, service=printed.service, outcome=printed.category)
    return row["share" if printed.unit == "%" else "count"]


def within_target(printed: Printed) -> object:
    measured = timescales.complaints_with_days(tables().cases, council(), printed.start)
    bands = timescales.bands(measured, council(), printed.start)
    together = rows_where(bands, procedure=stages.ALL_PROCEDURES, band=timescales.WITHIN_TARGET)
    return only_row(together, service=printed.service)["share" if printed.unit == "%" else "count"]


def environmental_text(printed: Printed) -> str:
    implications = settings().implications
    assert implications.environmental.strip() != implications.financial.strip()
    return "environmental" if "environment" in implications.environmental.lower() else implications.environmental


TYPES = "feedback cases|complaints|compliments|comments"
MEASURES: dict[str, Callable[[Printed], object]] = {
    rf"(?:{TYPES})": count_of_type,
    rf"change in (?:{TYPES})(?: since (\S+))?": change_of_type,
    r"lowest feedback total of the last five years": is_lowest_total,
    r"complaints raised by one person": raised_by_one_person,
    r"complaint rate": rate_of_population,
    r"complaints per 100,000 residents": rate_per_100_000,
    r"population, mid-\d{4} estimate": population_of_rates,
    "|".join(CONTEXT): context_volume,
    r"complaints in (\w+) (\d{4})": complaints_in_month,
    r"(?:complaints|share of the year) in the peak month(?: \(July 2024\))?": peak_month,
    r"share of the year in (\w+), (\w+) and (\w+)": share_of_three_months,
    r"fewest complaints in (\w+)": is_only_low_month,
    r"contact by .*, all feedback types": share_of_contact,
    r"stage (\d) complaints, (\w+) procedure": stages_received,
    r"stage (\d) complaints(?: that completed the panel process)?": stages_of_service,
    r"change in stage (\d) complaints": change_in_stages,
    r"stage (\d) complaints closed": stages_closed,
    r"stage (\d) reviews refused, (\w+) procedure": stages_refused,
    r"(?:share of )?complaints by subject": of_subject,
    r"subject with the most complaints": top_subject,
    r"(?:share of )?complaints by team": of_team,
    r"change in complaints by team(?: since (\S+))?": change_of_team,
    r"share of closed complaints with remedy": of_remedy,
    r"(?:share of )?closed complaints by outcome": of_outcome,
    r"closed within timescale": within_target,
    r"environmental implications paragraph": environmental_text,
}
FRACTIONS = ("%", "% of population")


def read_printed() -> list[Printed]:
    with (HERE / "published-figures-2024-25.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Printed(**{k: v for k, v in row.items() if k not in ("paragraph", "note")}) for row in rows]


def measured(printed: Printed) -> object:
    """Work a printed figure out from the sample; a figure that no measure answers for is a failure."""
    found = [(match, work) for key, work in MEASURES.items() if (match := re.fullmatch(key, printed.measure))]
    assert len(found) == 1, f'{printed.id}: {len(found)} measures answer for "{printed.measure}"; expected one.'
    match, work = found[0]
    words = tuple(word for word in match.groups() if word is not None)
    return work(Printed(**{**printed.__dict__, "words": words}))


def agrees(value: object, text: str, unit: str) -> bool:
    """Compare a measured value with a printed one, at the precision of the print."""
    if unit in ("claim", "text"):
        return value is (text == "true") if text in ("true", "false") else value == text
    number = exact(value) * (100 if unit in FRACTIONS else 1)
    if between := re.fullmatch(r"(\d+) to (\d+)", text):
        return int(between[1]) <= number <= int(between[2])
    if over := re.fullmatch(r"over (\d+)", text):
        return number > int(over[1])
    decimals = len(text.partition(".")[2])
    return str(half_up(number, decimals)) == text


@pytest.mark.parametrize("printed", read_printed(), ids=lambda printed: printed.id)
def test_the_sample_gives_every_printed_figure_and_puts_every_misprint_right(printed: Printed):
    value = measured(printed)
    expected = {"ok": printed.value, "misprint": printed.correct_value}[printed.status]

    assert agrees(value, expected, printed.unit), f"{printed.measure}: printed {expected}, measured {value}"
    if printed.status == "misprint" and printed.value != printed.correct_value:
        assert not agrees(value, printed.value, printed.unit)


def test_a_change_printed_as_over_380_percent_is_exactly_that():
    change = services.change_by_service(cases_by_service(), PAPER.start)

    row = only_row(change, service="Children and Families", feedback_type="compliment")
    assert row["relative_change"] == pytest.approx(3.8, abs=1e-12)  # (120 - 25) / 25


def test_all_155_printed_figures_are_here_7_of_them_misprints():
    printed = read_printed()

    assert [row.id for row in printed] == [f"P{number:03}" for number in range(1, 156)]
    assert [row.id for row in printed if row.status == "misprint"] == [
        *("P015", "P021", "P033", "P097", "P112", "P128", "P155")
    ]


@pytest.mark.parametrize(
    ("measure", "value", "text", "unit", "expected"),
    [
        ("half up", 0.285, "29", "%", True),
        ("not to the even number", 0.285, "28", "%", False),
        ("one decimal", 0.07563, "7.6", "%", True),
        ("inside a range", 9, "9 to 12", "cases (range)", True),
        ("outside a range", 13, "9 to 12", "cases (range)", False),
        ("over means more than", 0.5, "over 50", "%", False),
        ("a claim that does not hold", False, "true", "claim", False),
        ("a fall", -0.4283, "-43", "%", True),
    ],
)
def test_comparing_with_print_is_exact(measure: str, value: object, text: str, unit: str, expected: bool):
    assert agrees(value, text, unit) is expected


def test_a_figure_that_no_measure_answers_for_fails():
    stranger = Printed("P999", "complaints by weather", WHOLE_COUNCIL, "rain", "2024/25", "1", "cases", "ok", "")

    with pytest.raises(AssertionError, match='P999: 0 measures answer for "complaints by weather"'):
        measured(stranger)


@pytest.mark.parametrize(
    ("service", "closed", "contacts"), [("Children and Families", 139, 325), ("Education", 106, 150)]
)
def test_the_bases_are_the_only_ones_that_fit_the_printed_shares(service: str, closed: int, contacts: int):
    by_outcome = outcomes.outcomes_by_service(tables().cases, council(), PAPER.start)
    by_remedy = remedies.remedies_by_service(tables(), council(), PAPER.start)
    methods = contact.contact_methods(tables().cases, council(), PAPER.start)

    assert set(rows_where(by_outcome, service=service)["base"]) == {closed}
    assert set(rows_where(by_remedy, service=service)["base"]) == {closed}
    assert set(rows_where(methods, service=service)["base"]) == {contacts}
