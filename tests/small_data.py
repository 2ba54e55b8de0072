"""A data folder of a few rows for tests: every table is right unless a test changes it."""

import csv
from pathlib import Path
from typing import Any

import pytest

from feedback_report.data.contract import contracts
from feedback_report.data.load import load_tables
from feedback_report.data.tables import Tables
from feedback_report.errors import DataError
from feedback_report.settings import Council
from feedback_report.years import Year

Row = dict[str, str]
YEAR = Year(2024)

FILES = {
    "earlier_cases": "2023-24/cases.csv",
    "earlier_stages": "2023-24/stages.csv",
    "earlier_remedies": "2023-24/remedies.csv",
    "earlier_actions": "2023-24/actions.csv",
    "cases": "2024-25/cases.csv",
    "stages": "2024-25/stages.csv",
    "remedies": "2024-25/remedies.csv",
    "actions": "2024-25/actions.csv",
    "history": "history.csv",
    "population": "reference/population.csv",
    "benchmark": "reference/benchmark.csv",
}


def a_council(**changes: Any) -> Council:
    clock = {"target": 10, "extended": 20, "starts": "received", "source": "the test"}
    settings = {
        "name": "Test Council",
        "short_name": "the Council",
        "area": "the district",
        "area_code": "E1",
        "services": [{"key": "parks", "name": "Parks & Play", "short_name": "Parks"}],
        "procedures": {
            "corporate": {"name": "Corporate", "stages": {1: clock, 2: clock}},
            "statutory": {"name": "Statutory", "stages": {1: clock, 2: clock, 3: clock}},
        },
    }
    return Council.model_validate(settings | changes)


def a_case(**cells: str) -> Row:
    return {
        "case_id": "C1",
        "received": "2024-05-01",
        "feedback_type": "complaint",
        "directorate": "Places",
        "service": "Parks & Play",
        "team": "Team A",
        "contact_method": "email",
        "subject": "Delay",
        "procedure": "corporate",
        "customer_ref": "SECRET-REF",
        "merged_into": "",
        "acknowledged": "2024-05-02",
        "extension_agreed": "no",
        "closed": "2024-05-10",
        "outcome": "upheld",
        "status": "closed",
    } | cells


def an_earlier_case(**cells: str) -> Row:
    dates = {"received": "2023-05-01", "acknowledged": "2023-05-02", "closed": "2023-05-10"}
    return a_case(case_id="P1", **(dates | cells))


def a_stage(**cells: str) -> Row:
    return {
        "case_id": "C1",
        "stage": "2",
        "requested": "2024-06-03",
        "started": "2024-06-05",
        "closed": "2024-07-01",
        "status": "completed",
        "outcome": "not upheld",
    } | cells


def a_remedy(**cells: str) -> Row:
    return {"case_id": "C1", "stage": "1", "remedy": "apology"} | cells


def an_action(**cells: str) -> Row:
    return {
        "action_id": "A1",
        "service": "Parks & Play",
        "lesson": "SECRET LESSON, with a comma",
        "action": "SECRET ACTION",
        "owner": "SECRET OWNER",
        "kind": "planned",
        "due": "2025-06-30",
        "status": "under way",
        "carried_from": "2023/24",
    } | cells


def a_count(**cells: str) -> Row:
    row = {"series": "cases", "year": "2020/21", "month": "", "service": "", "category": "complaint", "count": "12"}
    return row | {"source": "annual report"} | cells


def a_population(**cells: str) -> Row:
    return {"area_code": "E1", "area": "Testshire", "year": "2023", "population": "50000", "source": "ONS"} | cells


def a_benchmark(**cells: str) -> Row:
    return {"year": "2023/24", "area_code": "E2", "area": "Nearshire", "complaints": "70", "source": "report"} | cells


def tables_of_rows() -> dict[str, list[Row]]:
    return {
        "earlier_cases": [an_earlier_case()],
        "earlier_stages": [],
        "earlier_remedies": [],
        "earlier_actions": [],
        "cases": [a_case()],
        "stages": [a_stage()],
        "remedies": [a_remedy()],
        "actions": [an_action()],
        "history": [a_count()],
        "population": [a_population()],
        "benchmark": [a_benchmark()],
    }


def write_data(folder: Path, **changes: list[Row]) -> Path:
    """Write the small data into ``folder/data``, with some of its tables changed, and get that folder."""
    data = folder / "data"
    columns = contracts(a_council())
    for name, rows in (tables_of_rows() | changes).items():
        path = data / FILES[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        fields = columns[name.removeprefix("earlier_")]
        names = [*rows[0]] if rows else [column for column, field in fields.items() if not field.optional]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
    return data


def load(folder: Path, council: Council | None = None, **changes: list[Row]) -> Tables:
    return load_tables(write_data(folder, **changes), YEAR, council or a_council())


def problems_of(folder: Path, council: Council | None = None, **changes: list[Row]) -> list[str]:
    with pytest.raises(DataError) as raised:
        load(folder, council, **changes)
    return raised.value.problems
