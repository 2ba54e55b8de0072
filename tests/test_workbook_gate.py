"""The gate for the workbook: a sound one passes, and whatever keeps a reader from following one is named."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table
from small_project import small_draft, small_project

from feedback_report.gates.papers import check_papers
from feedback_report.gates.workbook import check_workbook
from feedback_report.running.section import Figure
from feedback_report.workbook import write_workbook

SHEET = "Figure 1 teams"
TEAMS = "year,team,count\n2023/24,North,1\n2024/25,South,[c]\n2024/25,[x],\n"
KINDS = {"year": "year", "team": "text", "count": "number"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of one figure: its table stands in A6:C9."""
    folder = tmp_path_factory.mktemp("sound")
    draft = small_draft(small_project(folder / "project"))
    figure = Figure("fig-teams", "1-teams", TEAMS, None, "Teams", KINDS)
    write_workbook(replace(draft, figures=[figure]), folder / "appendix.xlsx")
    return folder / "appendix.xlsx"


def test_a_workbook_as_it_is_written_has_no_problems(sound):
    assert check_papers(sound) == [("appendix.xlsx", [], [])]


def without_tables(book: Workbook) -> None:
    del book[SHEET].tables["table_1"]


def with_two_tables(book: Workbook) -> None:
    book[SHEET]["E1"], book[SHEET]["E2"] = "More", 1
    book[SHEET].add_table(Table(displayName="more", ref="E1:E2"))


def put(cell: str, value: object, sheet: str = SHEET) -> Callable[[Workbook], None]:
    def spoil(book: Workbook) -> None:
        book[sheet][cell] = value

    return spoil


def hide_a_row(book: Workbook) -> None:
    book[SHEET].row_dimensions[8].hidden = True


def hide_a_sheet(book: Workbook) -> None:
    book["Notes"].sheet_state = "hidden"


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda book: setattr(book.properties, "title", None), "document-title"),
        (lambda book: setattr(book.properties, "language", None), "document-language"),
        (lambda book: book.move_sheet("Cover", 3), "first-sheets"),
        (lambda book: book.remove(book["Notes"]), "first-sheets"),
        (lambda book: setattr(book["Contents"]["A5"], "hyperlink", None), "contents-link"),
        (put("A1", None), "sheet-title"),
        (put("A1", "Teams [note 9]"), "missing-note"),
        (hide_a_row, "hidden-cells"),
        (hide_a_sheet, "hidden-cells"),
        (lambda book: book[SHEET].merge_cells("A2:C2"), "merged-cells"),
        (put("A3", "=1+1"), "formula"),
        (without_tables, "one-table"),
        (with_two_tables, "one-table"),
        (put("E8", "beside"), "table-place"),
        (put("A12", "below"), "table-place"),
        (put("B6", None), "headings"),
        (put("C7", None), "empty-cell"),
        (put("C8", " "), "empty-cell"),
        (put("C8", "1,204"), "number-as-text"),
        (put("C8", "[u]"), "unexplained-mark"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(sound, tmp_path, spoil, rule):
    book = load_workbook(sound)
    spoil(book)
    book.save(tmp_path / "appendix.xlsx")
    found = check_workbook(tmp_path / "appendix.xlsx")
    assert rule in {problem.rule for problem in found}
    assert all(problem.where.startswith((SHEET, "Contents", "Notes", "Cover", "the workbook")) for problem in found)


def test_what_is_no_workbook_is_told(tmp_path):
    (tmp_path / "appendix.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    ((_, problems, _),) = check_papers(tmp_path / "appendix.xlsx")
    assert problems == ["appendix.xlsx: cannot be opened. Build it again. [not-a-workbook]"]
