"""Reading exports as they come: encodings, separators, torn rows, workbooks with more than one sheet."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from export_specimens import csv_text
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from feedback_report.errors import DataError
from feedback_report.importing.export_cells import Sheet
from feedback_report.importing.exports import read_export

ROWS = [["Ref", "Received", "Team"], ["A1", "03/06/2025", "Café Rangers"], ["A2", "04/06/2025", "Parks – North"]]


def read(folder: Path, content: bytes, name: str = "export.csv") -> Sheet:
    path = folder / name
    path.write_bytes(content)
    (sheet,) = read_export(path).sheets
    return sheet


def cells(sheet: Sheet) -> list[list[str | None]]:
    return sheet.cells.astype(object).where(sheet.cells.notna(), None).to_numpy().tolist()


def problem(folder: Path, content: bytes, name: str = "export.csv") -> str:
    with pytest.raises(DataError) as raised:
        read(folder, content, name)
    return str(raised.value)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"], ids=lambda name: name
)
def test_a_text_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    assert cells(read(tmp_path, csv_text(ROWS).encode(encoding))) == ROWS


def test_windows_1252_lines_are_read_beside_utf_8_lines(tmp_path: Path) -> None:
    content = "Ref,Team\r\n1,Café\r\n".encode() + "2,Café – North\r\n".encode("cp1252")
    assert cells(read(tmp_path, content)) == [["Ref", "Team"], ["1", "Café"], ["2", "Café – North"]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    rows = [["Ref", "Received", "Note"], *([f"A{n}", "03/06/2025", "one; two, three"] for n in range(9))]
    assert cells(read(tmp_path, csv_text(rows, separator).encode())) == rows


def test_a_first_line_that_names_the_separator_is_obeyed(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"sep=;\r\nRef;Team\r\n1;a,b\r\n")
    assert cells(sheet) == [["Ref", "Team"], ["1", "a,b"]]
    assert list(sheet.cells.index) == [2, 3]  # as a text editor numbers them


def test_lines_may_end_as_old_macintoshes_ended_them(tmp_path: Path) -> None:
    assert cells(read(tmp_path, b"Ref,Team\r1,a\r2,b\r")) == [["Ref", "Team"], ["1", "a"], ["2", "b"]]


def test_line_breaks_and_quotation_marks_inside_quoted_cells_stay(tmp_path: Path) -> None:
    sheet = read(tmp_path, b'Ref,Note,Team\n1,"two\nlines, ""quoted""",a\n2,x,b\n')
    assert cells(sheet)[1:] == [["1", 'two\nlines, "quoted"', "a"], ["2", "x", "b"]]
    assert list(sheet.cells.index) == [1, 2, 3]  # rows, as a spreadsheet program numbers them


def test_titles_and_totals_with_fewer_cells_are_kept_with_their_row_numbers(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"Complaints\n\nRef,Received,Team\nA1,03/06/2025,a\nA2,04/06/2025,b\n\nTotal,2\n")
    assert cells(sheet.cells.loc[[1, 3, 7]].pipe(lambda rows: Sheet("", "", rows))) == [
        ["Complaints", None, None],
        ["Ref", "Received", "Team"],
        ["Total", "2", None],
    ]
    assert sheet.short == {1, 7}


def test_cells_beyond_the_last_column_are_cut_when_they_are_empty_and_told_when_not(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"Ref,Received,Team\n1,03/06/2025,a,,\n2,04/06/2025,b,c\n3,05/06/2025,d\n")
    assert cells(sheet)[1:] == [["1", "03/06/2025", "a"], ["3", "05/06/2025", "d"]]
    assert sheet.overlong == (3,)


def test_an_open_quotation_mark_is_named_with_its_row(tmp_path: Path) -> None:
    message = problem(tmp_path, b'Ref,Note\n1,a\n2,"never closed\n3,c\n')
    assert message.startswith("export.csv: a quotation mark in or before row 3 is never closed")
    assert "export it again, or as .xlsx" in message


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "export.csv", "export.csv: is empty"),
        (b" \r\n\r\n", "export.csv", "export.csv: is empty"),
        (b"one column\nand no more\n", "export.csv", "export.csv: has one column only"),
        (b"<html><body><table><tr><td>Ref", "export.xls", "export.xls: is a web page or XML with the name of a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "export.xls", "export.xls: is a workbook of the old kind (.xls)"),
        (b"%PDF-1.7", "export.csv", "export.csv: is a PDF"),
        (b"PK\x03\x04 and nothing of a workbook", "export.xlsx", "export.xlsx: cannot be read as a workbook"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(tmp_path: Path, content: bytes, name: str, words: str) -> None:
    message = problem(tmp_path, content, name)
    assert message.startswith(words)
    assert any(todo in message for todo in ("xport", "save it as .xlsx"))


def test_an_export_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^export\.csv: not found\. Looked for in .*, which holds no \.xlsx"):
        read_export(tmp_path / "export.csv")


def workbook(folder: Path, rows: list[list[object]]) -> tuple[Path, Workbook]:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.title = "Cases"
    return folder / "export.xlsx", book


def test_cells_of_a_workbook_become_text(tmp_path: Path) -> None:
    values = [date(2025, 6, 3), datetime(2025, 6, 3, 14, 5), time(0, 0), 45811, 45811.5, 7.0, True, "007", "#N/A"]
    path, book = workbook(tmp_path, [[f"c{n}" for n in range(len(values))], values])
    book.save(path)
    (sheet,) = read_export(path).sheets
    texts = ["2025-06-03", "2025-06-03 14:05:00", "00:00:00", "45811", "45811.5", "7", "TRUE", "007", "#N/A"]
    assert cells(sheet)[1] == texts
    assert sheet.where == 'export.xlsx, sheet "Cases"'


def test_every_sheet_is_read_except_hidden_ones_charts_and_empty_ones_which_are_told(tmp_path: Path) -> None:
    path, book = workbook(tmp_path, [["Ref", "Team"], [1, "a"]])
    book.create_sheet("More").append(["Ref", "Team"])
    book.create_sheet("Blank")
    book.create_sheet("Working").append(["secret"])
    book["Working"].sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(book["Cases"], min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("Chart").add_chart(chart)
    book.save(path)
    export = read_export(path)
    assert [sheet.name for sheet in export.sheets] == ["Cases", "More"]
    assert sorted(export.not_read) == [
        'export.xlsx, sheet "Blank": is empty.',
        'export.xlsx, sheet "Chart": is a chart.',
        'export.xlsx, sheet "Working": is hidden. Unhide it to have it read.',
    ]


def test_blank_rows_keep_the_numbers_of_the_rows_after_them(tmp_path: Path) -> None:
    path, book = workbook(tmp_path, [["Title"], [], ["Ref", "Team"], [1, "a"], [], [2, "b"]])
    book.save(path)
    (sheet,) = read_export(path).sheets
    assert list(sheet.cells.index) == [1, 3, 4, 6]


def test_cells_that_are_formatted_down_to_the_end_of_the_sheet_do_not_count(tmp_path: Path) -> None:
    path, book = workbook(tmp_path, [["Ref", "Team"], [1, "a"]])
    for row in range(3, 500):
        book.active.cell(row, 1).number_format = "dd/mm/yyyy"
    book.save(path)
    (sheet,) = read_export(path).sheets
    assert len(sheet.cells) == 2


def test_cells_that_are_formatted_out_to_the_last_column_do_not_count(tmp_path: Path) -> None:
    path, book = workbook(tmp_path, [["Ref", "Team"], [1, "a"]])
    for row in (1, 2):
        book.active.cell(row, 16_384).number_format = "dd/mm/yyyy"
    book.save(path)
    (sheet,) = read_export(path).sheets
    assert cells(sheet) == [["Ref", "Team"], ["1", "a"]]


def test_rows_read_are_told_on_the_way(tmp_path: Path) -> None:
    path, book = workbook(tmp_path, [["Ref", "Team"], *([n, "a"] for n in range(30))])
    book.save(path)
    told: list[int] = []
    read_export(path, told.append)
    assert sum(told) == 31
