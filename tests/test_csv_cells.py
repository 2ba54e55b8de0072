"""Reading a CSV file's cells as text, and saying what is wrong with one that is broken."""

from pathlib import Path

import pytest

from feedback_report.data.csv_cells import csv_cells
from feedback_report.errors import DataError

WHERE = "data/2024-25/cases.csv"


def read(folder: Path, content: bytes) -> list[list]:
    path = folder / "cases.csv"
    path.write_bytes(content)
    return csv_cells(path, WHERE).astype(object).where(lambda cells: cells.notna(), None).to_numpy().tolist()


def problems(folder: Path, content: bytes) -> list[str]:
    with pytest.raises(DataError) as raised:
        read(folder, content)
    return raised.value.problems


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n007,x y\n,2\n",
        b"\xef\xbb\xbfa,b\n007,x y\n,2\n",  # with a byte order mark
        b"a,b\r\n007,x y\r\n,2\r\n",  # as Windows ends its lines
        b"a,b\n007,x y\n,2",  # no line end after the last row
        b'"a","b"\n"007","x y"\n"","2"\n\n\n',  # all quoted, empty rows at the end
    ],
)
def test_cells_are_read_to_the_letter(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == [["a", "b"], ["007", "x y"], [None, "2"]]


def test_quoted_cells_may_hold_commas_line_breaks_and_quotation_marks(tmp_path: Path) -> None:
    content = b'a,b\n1,"one, two"\n2,"line\nbreak"\n3,"said ""no"""\n4,5" nail\n'
    assert [row[1] for row in read(tmp_path, content)[1:]] == ["one, two", "line\nbreak", 'said "no"', '5" nail']


def test_rows_have_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(b'a,b\n1,"line\nbreak"\n\n3,x\n')
    # The row with the line break is one row, and the empty row counts.
    assert csv_cells(path, WHERE)[0].dropna().to_dict() == {1: "a", 2: "1", 4: "3"}


def test_accents_and_emoji_are_text(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b\nZoë,👍\n".encode())[1] == ["Zoë", "👍"]


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read(tmp_path, b"a,b") == [["a", "b"]]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"  \r\n"])
def test_an_empty_file_is_named(tmp_path: Path, content: bytes) -> None:
    assert problems(tmp_path, content) == [
        f"{WHERE}: is empty. Expected at least its row of column names (see data/README.md)."
    ]


def test_windows_encoding_is_named_with_the_way_to_save_as_utf_8(tmp_path: Path) -> None:
    assert problems(tmp_path, "a,b\n1,x\n2,café\n".encode("cp1252")) == [
        f"{WHERE}: is not UTF-8 text (the first wrong character is in line 3); it is probably in Windows' own encoding "
        '(Windows-1252): save it as UTF-8 (in Excel: Save As, "CSV UTF-8 (Comma delimited)").'
    ]


def test_utf_16_is_named(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "a,b\n1,2\n".encode("utf-16"))
    assert problem.startswith(f"{WHERE}: is UTF-16 text, expected UTF-8: save it as UTF-8")


def test_nul_bytes_are_named(tmp_path: Path) -> None:
    assert problems(tmp_path, b"a,b\n1,x\0y\n") == [
        f"{WHERE}: has a NUL byte (line 2), so it is not plain text: export it again as CSV UTF-8."
    ]


def test_a_spreadsheet_under_the_name_of_csv_is_named(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, b"PK\x03\x04 and so on")
    assert problem.startswith(f'{WHERE}: is a spreadsheet with a name that ends in ".csv"')


@pytest.mark.parametrize(("mark", "name"), [(b";", "semicolons"), (b"\t", "tabs")])
def test_other_separators_are_named(tmp_path: Path, mark: bytes, name: str) -> None:
    assert problems(tmp_path, mark.join([b"a", b"b"]) + b"\n" + mark.join([b"1", b"2"])) == [
        f"{WHERE}: its cells are separated by {name}, expected commas: save it as CSV with commas."
    ]


def test_rows_with_too_many_and_too_few_cells_are_named(tmp_path: Path) -> None:
    assert problems(tmp_path, b"a,b,c\n1,2,3\n1,2,3,4\n1,2\n1,2,3,4,5\n") == [
        f"{WHERE}: 2 rows have more cells than the 3 columns (rows 3, 5): "
        'put quotation marks round a cell that holds a comma ("one, two").',
        f"{WHERE}: 1 row has fewer cells than the 3 columns (row 4): "
        "write a comma for each empty cell, and put quotation marks round a cell that holds a line break.",
    ]


@pytest.mark.parametrize("content", [b'a,b\n1,2\n3,"x\n4,5\n6,7\n', b'a,b\n1,2\n3,"x\n', b'a,b\n1,2\n"x,\n4,5\n'])
def test_an_open_quotation_mark_is_named(tmp_path: Path, content: bytes) -> None:
    (problem,) = problems(tmp_path, content)
    assert problem.startswith(f"{WHERE}: a quotation mark in row 3 is never closed")


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").mkdir()
    with pytest.raises(DataError, match=r"cannot be opened\. Close it in the program that has it open"):
        csv_cells(tmp_path / "cases.csv", WHERE)


def test_more_columns_than_any_table_has_are_named(tmp_path: Path) -> None:
    assert problems(tmp_path, b"a" + b"," * 1500 + b"\n") == [
        f"{WHERE}: row 1 has 1,501 cells. Expected the names of the columns alone."
    ]
