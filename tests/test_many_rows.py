"""Texts of many rows are held as categories; nothing that a paper says depends on it."""

from pathlib import Path

import pandas as pd
import pytest
from small_data import a_case, load

from feedback_report.building.assemble import embedded_notebooks
from feedback_report.data import cell_checks
from feedback_report.facts import Fact
from feedback_report.project import find_project
from feedback_report.running.execute import run_notebooks
from feedback_report.running.noted_reads import TABLES_VARIABLE
from feedback_report.running.year_run import environment, read_sections_and_facts
from feedback_report.running.year_tables import save_year
from feedback_report.settings import load_council, load_year_settings
from feedback_report.years import Year

PROJECT = find_project(Path(__file__).parent)
YEAR = Year(2024)


def facts_of_the_sample(workspace: Path) -> dict[str, Fact]:
    data, store = PROJECT / "data", workspace / "tables"
    save_year(data, YEAR, store)
    notebooks = embedded_notebooks(PROJECT)
    given = {"year": YEAR.label, "data_dir": str(data)}
    with environment(TABLES_VARIABLE, str(store)):
        run_notebooks(notebooks, workspace / "build" / "executed", given, cwd=PROJECT)
    council, settings = load_council(data), load_year_settings(data, YEAR)
    return read_sections_and_facts(PROJECT, notebooks, workspace, council, settings)[1]


def test_a_paper_of_many_rows_says_what_it_would_say_of_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_few = facts_of_the_sample(tmp_path / "few")
    monkeypatch.setattr(cell_checks, "MANY_ROWS", 0)
    monkeypatch.setattr(cell_checks, "OFTEN", 1)
    assert facts_of_the_sample(tmp_path / "many") == of_few


def test_texts_that_repeat_themselves_are_categories_in_all_files_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cell_checks, "MANY_ROWS", 2)
    monkeypatch.setattr(cell_checks, "OFTEN", 2)
    earlier = [a_case(case_id=f"B{number}", received="2023-05-01", closed="2023-05-09") for number in range(2)]
    cases = [a_case(case_id=f"C{number}", team=team) for number, team in enumerate("BAAB")]
    held = load(tmp_path, earlier_cases=earlier, cases=cases).cases
    assert list(held["team"].cat.categories) == ["A", "B", "Team A"]
    assert list(held["team"]) == ["Team A", "Team A", "B", "A", "A", "B"]
    assert isinstance(held["case_id"].dtype, pd.StringDtype)


def test_few_rows_and_texts_of_their_own_stay_texts() -> None:
    few = pd.Series(["A", "A"], dtype="str")
    many = pd.Series([str(number) for number in range(cell_checks.MANY_ROWS)], dtype="str")
    for text in (few, many):
        assert cell_checks._repeated(text) is text
