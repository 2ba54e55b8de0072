"""Every measure on councils whose data are thin: nothing raises, nothing is divided by zero, columns stay."""

import inspect
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tiny_tables import a_council, clock, complaint, tables

import feedback_report.measures
from feedback_report.data.tables import Tables
from feedback_report.measures import (
    benchmarking,
    months,
    services,
    stages,
    teams,
    timescales,
    whole_council,
)

YEAR = 2024
THREE = a_council({"roads": "Roads", "parks": "Parks", "bins": "Bins"})
CORPORATE_ONLY = a_council(procedures={"corporate": {"name": "Corporate", "stages": {1: clock()}}}, subjects=[])
SYSTEM = {"since": "2024-01-01", "contact_method_since": "2024-01-01", "note": "new"}
NEIGHBOURS = a_council(neighbours=[{"area_code": "E2", "name": "Hills"}], recording_system=SYSTEM)

ONE = [complaint("1", closed="2024-05-02")]
BARE = [{"case_id": "1", "received": "2024-05-01", "feedback_type": "complaint", "status": "closed"}]
UNFINISHED = [complaint("1", status="open", outcome=None), complaint("2", status="paused", outcome=None)]
SECOND_STAGE = [{"case_id": "1", "stage": 2, "requested": "2024-06-03", "status": "completed", "closed": "2024-06-10"}]
LOST_STAGE = [{"case_id": "gone", "stage": 2, "requested": "2024-06-03", "status": "open"}]

COUNCILS = {
    "no rows at all": (a_council(), {}),
    "no rows, but this year's folder": (a_council(), {"case_years": [2024]}),
    "one complaint in one year": (a_council(), {"cases": ONE}),
    "a complaint with nothing recorded": (a_council(), {"cases": BARE}),
    "nothing closed": (a_council(), {"cases": UNFINISHED}),
    "three services, two without complaints": (THREE, {"cases": ONE}),
    "last year's cases alone": (a_council(), {"cases": [complaint("1", "2023-05-01")], "case_years": [2023, 2024]}),
    "one procedure and no subjects": (CORPORATE_ONLY, {"cases": ONE}),
    "neighbours without figures": (NEIGHBOURS, {"cases": ONE}),
    "one complaint with a second stage": (a_council(), {"cases": ONE, "stages": SECOND_STAGE}),
    "a stage whose case is not held": (a_council(), {"stages": LOST_STAGE, "case_years": [2024]}),
}


def modules() -> list[ModuleType]:
    folder = Path(feedback_report.measures.__file__).parent
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    return [import_module(f"feedback_report.measures.{name}") for name in names]


@cache
def measures() -> dict[str, Any]:
    """Get every measure that works on a year's tables or cases, by its full name."""
    found = {}
    for module in modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters), "")
            given = {"tables", "cases", "actions", "council", "settings", "year", "stage", "breaks"}
            needed = {
                parameter.name
                for parameter in inspect.signature(function).parameters.values()
                if parameter.default is inspect.Parameter.empty
            }
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and first in ("tables", "cases", "actions") and "year" in needed and needed <= given:
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = function
    return found


@cache
def held_by(case: str) -> Tables:
    council, rows = COUNCILS[case]
    return tables(council, **rows)


def run(function: Any, case: str) -> Any:
    council, held = COUNCILS[case][0], held_by(case)
    given = {
        "tables": held,
        "cases": held.cases,
        "actions": held.actions,
        "council": council,
        "year": YEAR,
        "stage": 2,
        "breaks": [],
    }
    return function(**{name: given[name] for name in inspect.signature(function).parameters if name in given})


@pytest.mark.parametrize("case", COUNCILS)
@pytest.mark.parametrize("name", measures())
def test_a_measure_works_on_any_council(name: str, case: str):
    found = run(measures()[name], case)

    for frame in [each.frame for each in found] if name == "appendix.appendix_series" else [found]:
        if isinstance(frame, pd.DataFrame):
            check(frame)


def check(frame: pd.DataFrame) -> None:
    """Shares lie between 0 and 1, are missing just where the base is, and no number is infinite."""
    assert not np.isinf(frame.select_dtypes("number").to_numpy(dtype="float64", na_value=np.nan)).any()
    if {"count", "base", "share"} <= set(frame.columns):
        has_base = (frame["base"] > 0).fillna(False).astype(bool) & frame["count"].notna()
        assert list(frame["share"].notna()) == list(has_base)
        assert frame["share"].dropna().between(0, 1).all()
    if "service_key" in frame.columns and "case_id" not in frame.columns:
        assert frame.loc[frame["service_key"].notna(), "service_key"].isin(["roads", "parks", "bins"]).all()


@pytest.mark.parametrize("name", measures())
def test_an_empty_result_has_the_columns_of_a_full_one(name: str):
    full = run(measures()[name], "one complaint with a second stage")
    empty = run(measures()[name], "no rows at all")

    if isinstance(full, pd.DataFrame):
        assert list(empty.columns) == list(full.columns)


def test_the_measures_of_every_section_are_among_those_tried():
    tried = {name.partition(".")[0] for name in measures()}
    sections = {module.__name__.rpartition(".")[2] for module in modules()}

    # These hold what the sections share, or work from the settings; each has tests of its own.
    assert sections - tried <= {
        "counting",
        "over_years",
        "summary",
        "ombudsman",
        "time_limits",
        "period",
        "working_days",
    }
    assert len(measures()) >= 29


@pytest.mark.parametrize("case", COUNCILS)
def test_what_is_made_from_a_measure_works_on_any_council_too(case: str):
    council, held = COUNCILS[case][0], held_by(case)
    by_type = whole_council.cases_by_type(held, YEAR)
    by_service = services.cases_by_service(held, council, YEAR)
    by_month = months.complaints_by_month(held, council, YEAR)
    rates = benchmarking.rates_by_area(held, council, YEAR)
    frames = [
        *(whole_council.change_by_type(by_type, YEAR), whole_council.completeness_by_year(held)),
        services.change_by_service(by_service, YEAR, 2),
        *(months.peak_months(by_month, YEAR), months.low_months(by_month, YEAR)),
        months.top_months(by_month, YEAR),
        months.months_over_years(by_month, months.peak_months(by_month, YEAR)),
        stages.stages_in_total(stages.stages_by_area(held, council, YEAR)),
        teams.top_teams(teams.complaints_by_team(held.cases, council, YEAR)),
        *(benchmarking.benchmark_rates(rates, YEAR), benchmarking.missing_areas(rates, YEAR)),
    ]
    at_stage_1 = timescales.complaints_with_days(held.cases, council, YEAR)
    for stage in (1, 2, 3):
        measured = at_stage_1 if stage == 1 else timescales.stages_with_days(held, council, YEAR, stage)
        frames += [found := timescales.bands(measured, council, YEAR, stage), timescales.in_use(found)]
    for measure in (timescales.standings_of, timescales.days_taken):
        frames += [found := measure(at_stage_1, council, YEAR), timescales.in_use(found)]

    for frame in frames:
        check(frame)
    assert not frames[0].empty and not frames[-1].empty
