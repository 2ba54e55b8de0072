"""Every series behind every figure, for every year held, as long tables."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.measures import (
    acknowledgements,
    benchmarking,
    contact,
    months,
    outcomes,
    people,
    population,
    remedies,
    services,
    stages,
    subjects,
    teams,
    timescales,
    whole_council,
)
from feedback_report.settings import Council

Measure = Callable[[int], pd.DataFrame]  # of a year


@dataclass(frozen=True)
class Series:
    """One table of the appendix: ``key`` names it in files, ``title`` says what its rows are."""

    key: str
    title: str
    frame: pd.DataFrame


def appendix_series(tables: Tables, council: Council, year: int, whole_years: Tables | None = None) -> list[Series]:
    """Make the tables of the appendix, in the order of the paper's figures.

    Each frame is that of the measure behind a figure (see there for columns), for every year held:
    years that only history holds where the measure can use history, otherwise the years with a case
    folder. Left out: years that no source holds, and procedures that a service does not use. Nothing
    is rounded or suppressed. ``whole_years`` are the tables that other councils' years are set beside, where
    ``tables`` hold a part of each year. Empty frames stay, so that every council's appendix has the same tables.
    """
    number = len(years_held(tables, year))
    by_service = services.cases_by_service(tables, council, year, number)
    long_series = [
        ("cases-by-type", "Whole council: cases by year and type", whole_council.cases_by_type(tables, year, number)),
        (
            "complaint-rates",
            "Whole council: complaints per 100,000 residents by year",
            population.complaint_rates(tables, council, year, number),
        ),
        ("cases-by-service", "Services: cases by year and type", by_service),
        ("cases-merged-once", "Services: cases by year and type, with merged cases counted once", by_service),
        (
            "complaints-by-month",
            "Services: complaints by month",
            months.complaints_by_month(tables, council, year, number),
        ),
    ]
    measures = _yearly_measures(tables, council)
    yearly = [(key, title, _every_year(measure, tables, year)) for key, title, measure in measures]
    areas = benchmarking.rates_by_area(whole_years or tables, council, year)
    last = ("complaint-rates-by-area", "Complaints per 100,000 residents of the council and its neighbours", areas)
    held = [(key, title, frame[frame["count"].notna()].reset_index(drop=True)) for key, title, frame in long_series]
    return [Series(*each) for each in (*held, *yearly, last)]


def years_held(tables: Tables, year: int) -> list[int]:
    """Get every year from the first that any source of cases holds to the paper's, gaps included."""
    held = [*tables.case_years, *(int(found) for found in tables.history["year"]), year]
    return list(range(min(held), year + 1))


def _yearly_measures(tables: Tables, council: Council) -> list[tuple[str, str, Measure]]:
    at_stage_1 = cache(lambda year: timescales.complaints_with_days(tables.cases, council, year))

    def of_cases(measure: Callable[..., pd.DataFrame]) -> Measure:
        return lambda year: measure(tables.cases, council, year)

    def of_tables(measure: Callable[..., pd.DataFrame]) -> Measure:
        return lambda year: measure(tables, council, year)

    def of_days(measure: Callable[..., pd.DataFrame]) -> Measure:
        return lambda year: timescales.in_use(measure(at_stage_1(year), council, year))

    return [
        ("contact-methods", "Services: cases by first contact method", of_cases(contact.contact_methods)),
        (
            "contact-method-known",
            "Services: cases whose first contact method is known",
            of_cases(contact.contact_method_known),
        ),
        ("later-stages", "Stages 2 and 3 by procedure and service or directorate", of_tables(stages.stages_by_area)),
        ("complaints-by-subject", "Services: complaints by subject", of_cases(subjects.complaints_by_subject)),
        ("complaints-by-team", "Services: complaints by team", of_cases(teams.complaints_by_team)),
        ("remedies", "Services: closed complaints by remedy", of_tables(remedies.remedies_by_service)),
        ("outcomes", "Services: closed complaints by outcome", of_cases(outcomes.outcomes_by_service)),
        (
            "complaints-by-standing",
            "Services: complaints received, those in the base of outcomes and those left out",
            of_cases(outcomes.complaints_by_standing),
        ),
        ("timescales", "Services: closed complaints by time taken at stage 1", of_days(timescales.bands)),
        (
            "timescale-standing",
            "Services: complaints measured and not measured for timescales at stage 1",
            of_days(timescales.standings_of),
        ),
        ("working-days", "Services: average working days that stage 1 took", of_days(timescales.days_taken)),
        ("later-stage-timescales", "Services: completed stages 2 and 3 by time taken", of_tables(_later_stage_bands)),
        (
            "acknowledgements",
            "Services: complaints acknowledged in time",
            of_cases(acknowledgements.acknowledgements),
        ),
        (
            "people",
            "Complaints by who raised them and by other characteristics collected",
            of_cases(people.complaints_by_characteristic),
        ),
    ]


def _later_stage_bands(tables: Tables, council: Council, year: int) -> pd.DataFrame:
    numbers = {stage for each in council.procedures.values() for stage in each.stages if stage > 1}
    frames = [
        timescales.bands(timescales.stages_with_days(tables, council, year, stage), council, year, stage)
        for stage in sorted(numbers or {2})
    ]
    found = timescales.in_use(pd.concat(frames, ignore_index=True))
    return found if numbers else found.head(0)  # a council without later stages has their columns all the same


def _every_year(measure: Measure, tables: Tables, year: int) -> pd.DataFrame:
    frames = [measure(each) for each in sorted({*tables.case_years, year})]
    filled = [frame for frame in frames if not frame.empty]
    return pd.concat(filled, ignore_index=True) if filled else frames[-1]
