"""Loading a year: what comes back, and every problem of every file in one error."""

import csv
import shutil
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from small_data import (
    YEAR,
    a_benchmark,
    a_case,
    a_council,
    a_count,
    a_population,
    a_remedy,
    a_stage,
    an_action,
    an_earlier_case,
    load,
    problems_of,
    write_data,
)

from feedback_report.data.load import load_tables
from feedback_report.errors import DataError
from feedback_report.years import Year

YEAR_TABLES = ("cases", "stages", "remedies", "actions")


def as_workbook(folder: Path, name: str = "feedback.xlsx") -> None:
    """Put the CSV files of a year's folder into one workbook, with dates and numbers as cells of their kind."""
    book = Workbook()
    book.remove(book.active)
    for table in YEAR_TABLES:
        sheet = book.create_sheet(table)
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                sheet.append([as_cell(text) for text in row])
        (folder / f"{table}.csv").unlink()
    book.save(folder / name)


def as_cell(text: str) -> object:
    if fnmatch(text, "20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]"):
        return date.fromisoformat(text)
    return int(text) if text.isdigit() and not text.startswith("0") else text or None


def test_cases_of_all_years_come_with_the_year_of_their_folder(tmp_path: Path) -> None:
    tables = load(tmp_path)
    assert tables.cases[["case_id", "year"]].to_numpy().tolist() == [["P1", 2023], ["C1", 2024]]
    assert tables.cases.index.tolist() == [0, 1]
    assert tables.case_years == (2023, 2024)


def test_an_earlier_paper_does_not_see_later_years(tmp_path: Path) -> None:
    tables = load_tables(write_data(tmp_path, cases=[a_case(received="not looked at")]), Year(2023), a_council())
    assert tables.cases["case_id"].tolist() == ["P1"]
    assert tables.case_years == (2023,)


def test_a_workbook_gives_the_same_tables_as_csv_files(tmp_path: Path) -> None:
    changes = {
        "cases": [a_case(), a_case(case_id="007", team="", raised_by="advocate") | {"raised_by": "advocate"}],
        "stages": [a_stage(started="")],
        "remedies": [a_remedy(), a_remedy(stage="2")],
    }
    changes["cases"][0]["raised_by"] = ""
    from_csv = load(tmp_path, **changes)
    as_workbook(tmp_path / "data" / "2024-25")
    from_workbook = load_tables(tmp_path / "data", YEAR, a_council())
    for name in (*YEAR_TABLES, "history", "population", "benchmark"):
        pd.testing.assert_frame_equal(getattr(from_workbook, name), getattr(from_csv, name))


def test_problems_of_a_workbook_name_the_sheet(tmp_path: Path) -> None:
    data = write_data(tmp_path, stages=[a_stage(status="done")])
    as_workbook(data / "2024-25")
    with pytest.raises(DataError) as raised:
        load_tables(data, YEAR, a_council())
    assert raised.value.problems == [
        'data/2024-25/feedback.xlsx, sheet "stages": column "status" has 1 value that is not allowed (row 2): '
        "write open, paused, completed, withdrawn or refused."
    ]


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    data = write_data(
        tmp_path,
        earlier_cases=[an_earlier_case(received="1 May 2023")],
        cases=[a_case(status="shut", closed="soon"), a_case(case_id="C2", merged_into="C9")],
        stages=[a_stage(case_id="C8")],
        actions=[an_action(kind="wish")],
        history=[a_count(count="many")],
        benchmark=[a_benchmark(), a_benchmark()],
    )
    (data / "reference" / "population.csv").write_bytes("area_code,café".encode("cp1252"))
    with pytest.raises(DataError) as raised:
        load_tables(data, YEAR, a_council())
    found = [(problem.split(": ")[0], problem.split(": ")[1]) for problem in raised.value.problems]
    assert [file for file, _ in found] == [
        "data/reference/population.csv",
        "data/2023-24/cases.csv",
        "data/2024-25/cases.csv",
        "data/2024-25/cases.csv",
        "data/2024-25/cases.csv",
        "data/2024-25/stages.csv",
        "data/2024-25/actions.csv",
        "data/history.csv",
        "data/reference/benchmark.csv",
    ]
    assert str(raised.value) == "\n".join(raised.value.problems)


def test_rules_that_need_a_broken_file_wait_until_it_is_mended(tmp_path: Path) -> None:
    # Without the cases nobody can say whether the stages' cases exist: only the broken file is named.
    data = write_data(tmp_path)
    (data / "2024-25" / "cases.csv").write_bytes(b"")
    with pytest.raises(DataError) as raised:
        load_tables(data, YEAR, a_council())
    assert [problem.split(":")[0] for problem in raised.value.problems] == ["data/2024-25/cases.csv"]


def test_messages_never_hold_what_could_be_about_a_person(tmp_path: Path) -> None:
    secret = "SECRET Jane Doe"
    case = dict.fromkeys(a_case(), secret)
    stage = dict.fromkeys(a_stage(), secret)
    problems = problems_of(
        tmp_path,
        earlier_cases=[an_earlier_case(customer_ref=f"{secret} ", team=f" {secret}", merged_into=secret)],
        cases=[case, case, a_case(case_id="SECRET 2", closed="2024-04-01", merged_into="SECRET 2")],
        stages=[stage, a_stage(case_id=secret), a_stage(case_id="SECRET 3")],
        remedies=[a_remedy(case_id="SECRET 4"), dict.fromkeys(a_remedy(), secret)],
        actions=[an_action(lesson="SECRET\x07", kind="SECRET"), dict.fromkeys(an_action(), secret)],
        history=[dict.fromkeys(a_count(), secret)],
        population=[dict.fromkeys(a_population(), secret)],
        benchmark=[dict.fromkeys(a_benchmark(), secret)],
    )
    assert len(problems) > 20
    assert not [problem for problem in problems if "SECRET" in problem or "Jane" in problem]
    # Nor does what Python would print with an error that nobody caught.
    with pytest.raises(DataError) as raised:
        load_tables(tmp_path / "data", YEAR, a_council())
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


def test_the_machines_path_is_in_no_message(tmp_path: Path) -> None:
    data = write_data(tmp_path, cases=[a_case(status="shut")])
    shutil.rmtree(data / "reference")
    for year in (YEAR, Year(2030)):
        with pytest.raises(DataError) as raised:
            load_tables(data, year, a_council())
        assert str(tmp_path) not in str(raised.value)


def test_a_check_that_crashes_is_not_taken_for_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(rows: pd.DataFrame, **_: object) -> pd.Series:
        raise ZeroDivisionError

    monkeypatch.setattr("feedback_report.data.rule_kinds._not_among", crash)
    with pytest.raises(ZeroDivisionError):
        load(tmp_path)


def test_a_council_that_holds_nothing_yet_has_empty_tables(tmp_path: Path) -> None:
    tables = load(tmp_path, **{name: [] for name in (*YEAR_TABLES, *(f"earlier_{name}" for name in YEAR_TABLES))})
    assert len(tables.cases) == len(tables.stages) == len(tables.remedies) == len(tables.actions) == 0
