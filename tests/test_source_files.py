"""Finding the files of a data folder, and saying which are missing or unclear."""

import shutil
from pathlib import Path

import pytest
from small_data import write_data

from feedback_report.data.source_files import source_files, years_with_cases
from feedback_report.errors import DataError
from feedback_report.years import Year

ADVICE = (
    "not found. Expected the table described in data/README.md; when there is nothing to put in it, "
    "a file with its row of column names alone."
)


def problems(data: Path, year: Year | None = None) -> list[str]:
    with pytest.raises(DataError) as raised:
        source_files(data, year or Year(2024))
    return raised.value.problems


def test_the_files_of_every_year_up_to_the_papers_are_listed(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    assert [file.where for file in source_files(data, Year(2023))] == [
        "data/2023-24/cases.csv",
        "data/2023-24/stages.csv",
        "data/2023-24/remedies.csv",
        "data/2023-24/actions.csv",
        "data/history.csv",
        "data/reference/population.csv",
        "data/reference/benchmark.csv",
    ]
    assert len(source_files(data, Year(2024))) == 11


def test_a_folder_that_holds_settings_alone_is_no_year_of_cases(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    (data / "2021-22").mkdir()
    (data / "2021-22" / "year.yml").write_text("year: 2021/22\n", encoding="utf-8")
    assert years_with_cases(data) == [Year(2023), Year(2024)]


def test_a_missing_year_is_named_with_the_years_there_are(tmp_path: Path) -> None:
    assert problems(write_data(tmp_path), Year(2026)) == [
        "data/2026-27: was not found. The years with cases are: 2023/24, 2024/25. "
        "Choose one of them, or put there the tables of 2026/27: cases.csv, stages.csv, remedies.csv, actions.csv, "
        "or one .xlsx."
    ]


def test_a_year_without_cases_is_named(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    (data / "2025-26").mkdir()
    (data / "2025-26" / "feedback.xls").touch()
    (problem,) = problems(data, Year(2025))
    assert problem.startswith("data/2025-26: holds no tables. The years with cases are: 2023/24, 2024/25.")


def test_every_missing_file_is_named(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    for file in ("2024-25/stages.csv", "2023-24/cases.csv", "history.csv", "reference/benchmark.csv"):
        (data / file).unlink()
    assert problems(data) == [
        "data/2023-24/cases.csv: not found. Import the cases (python -m feedback_report import EXPORT --year 2023/24 "
        f'--data "{data}"), or put the table there that data/README.md describes. If 2023/24 was not meant to begin, '
        "remove its folder.",
        f"data/2024-25/stages.csv: {ADVICE}",
        f"data/history.csv: {ADVICE}",
        f"data/reference/benchmark.csv: {ADVICE}",
    ]


def test_a_misspelt_file_is_named(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    (data / "2024-25" / "stages.csv").rename(data / "2024-25" / "stage.csv")
    assert problems(data) == [
        f'data/2024-25/stages.csv: {ADVICE} There is a file "stage.csv": rename it if it is the one.'
    ]


def test_a_misnamed_year_is_not_left_out_in_silence(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    (data / "2022-2023").mkdir()
    assert problems(data) == ["data/2022-2023: the folder of a financial year is named like 2022-23: rename it."]


def test_csv_files_beside_a_workbook_are_unclear(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    shutil.copy(data / "history.csv", data / "2024-25" / "feedback.xlsx")
    assert problems(data) == [
        "data/2024-25: holds feedback.xlsx, cases.csv, stages.csv, remedies.csv, actions.csv, so it is not clear "
        "which are the year's tables: keep either the four CSV files or one .xlsx."
    ]


def test_two_workbooks_are_unclear(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    shutil.rmtree(data / "2024-25")
    (data / "2024-25").mkdir()
    for name in ("a.xlsx", "b.XLSX"):
        (data / "2024-25" / name).touch()
    (problem,) = problems(data)
    assert problem.startswith("data/2024-25: holds a.xlsx, b.XLSX, so it is not clear")


def test_the_mark_of_an_open_workbook_is_not_a_workbook(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    (data / "2024-25" / "~$feedback.xlsx").touch()
    assert len(source_files(data, Year(2024))) == 11
