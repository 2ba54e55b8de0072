"""Reading a workbook's sheets as the text that CSV files would hold."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from feedback_report.data.workbook_cells import workbook_cells
from feedback_report.errors import DataError

WHERE = "data/2024-25/feedback.xlsx"


def write(folder: Path, **sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "feedback.xlsx"
    book.save(path)
    return path


def read(folder: Path, rows: list[list[Any]]) -> list[list]:
    cells = workbook_cells(write(folder, cases=rows), WHERE, ["cases"])["cases"]
    return cells.astype(object).where(cells.notna(), None).to_numpy().tolist()


def problems(folder: Path, **sheets: list[list[Any]]) -> list[str]:
    with pytest.raises(DataError) as raised:
        workbook_cells(write(folder, **sheets), WHERE, ["cases", "stages"])
    return raised.value.problems


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2024, 4, 3), "2024-04-03"),
        (datetime(2024, 4, 3), "2024-04-03"),
        ("2024-04-03", "2024-04-03"),
        (datetime(2024, 4, 3, 9, 30), "2024-04-03 09:30:00"),  # not shortened: the contract has no times
        ("007", "007"),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
        (True, "TRUE"),
        ("", None),
        (" x", " x"),
        ("<script>", "<script>"),
    ],
)
def test_cells_become_the_text_that_a_csv_file_would_hold(tmp_path: Path, value: object, text: str | None) -> None:
    assert read(tmp_path, [["a", "b"], ["1", value], ["2", "end"]])[1] == ["1", text]


def test_rows_keep_the_numbers_of_the_spreadsheet(tmp_path: Path) -> None:
    path = write(tmp_path, cases=[["a"], ["x"], [None], ["y"], [None]])
    assert workbook_cells(path, WHERE, ["cases"])["cases"][0].dropna().to_dict() == {1: "a", 2: "x", 4: "y"}


def test_rows_of_unequal_length_are_filled_up(tmp_path: Path) -> None:
    assert read(tmp_path, [["a", "b", "c"], ["1"], ["2", "3", "4"]])[1] == ["1", None, None]


def test_other_sheets_are_left_alone_and_names_may_differ_in_case(tmp_path: Path) -> None:
    path = write(tmp_path, Notes=[["anything"]], Cases=[["a"], ["1"]])
    assert list(workbook_cells(path, WHERE, ["cases"])) == ["cases"]


def test_a_missing_sheet_is_named_with_the_nearest(tmp_path: Path) -> None:
    assert problems(tmp_path, cases=[["a"]], stage=[["a"]]) == [
        f'{WHERE}: has no sheet "stages". Expected one; when there is nothing to put in it, '
        'a sheet with its row of column names alone. Is it the sheet named "stage"? Then rename it.'
    ]


def test_an_empty_sheet_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path, cases=[["a"]], stages=[]) == [
        f'{WHERE}, sheet "stages": is empty. Expected at least its row of column names (see data/README.md).'
    ]


def test_formulas_without_a_stored_result_are_named(tmp_path: Path) -> None:
    # openpyxl stores formulas without results: read as values, the cells would look empty
    cases = [["a", "b"], ["1", "=1+1"], ["2", "3"], ["3", "=A2"]]
    assert problems(tmp_path, cases=cases, stages=[["a"]]) == [
        f'{WHERE}, sheet "cases": 2 rows hold formulas without a result (rows 2, 4): '
        "open it in a spreadsheet program and save it again."
    ]


def test_a_file_that_is_no_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "feedback.xlsx"
    path.write_bytes(b"case_id,received\n")
    with pytest.raises(DataError, match=r"cannot be read as a spreadsheet: save it again as \.xlsx, without"):
        workbook_cells(path, WHERE, ["cases"])
