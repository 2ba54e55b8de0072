"""The first row of a file as the names of its columns."""

from pathlib import Path

from small_data import YEAR, problems_of, write_data

from feedback_report.data.source_tables import read_source_tables

HEADER = "case_id,stage,remedy"


def read(folder: Path, content: str) -> tuple[list, list[str]]:
    data = write_data(folder)
    (data / "2024-25" / "remedies.csv").write_text(content, encoding="utf-8")
    tables, problems = read_source_tables(data, YEAR)
    return [table for table in tables if table.where == "data/2024-25/remedies.csv"], problems


def test_rows_are_numbered_as_in_a_spreadsheet_and_empty_rows_left_out(tmp_path: Path) -> None:
    (table,), problems = read(tmp_path, f"{HEADER}\nC1,1,apology\n\n,,\nC1,1,refund\n")
    assert problems == []
    assert table.rows["remedy"].to_dict() == {2: "apology", 5: "refund"}
    assert (table.name, table.year) == ("remedies", YEAR)


def test_spaces_round_column_names_do_no_harm(tmp_path: Path) -> None:
    (table,), _ = read(tmp_path, " case_id,stage , remedy\nC1,1,apology\n")
    assert list(table.rows) == ["case_id", "stage", "remedy"]


def test_an_empty_column_without_a_name_is_left_out(tmp_path: Path) -> None:
    (table,), problems = read(tmp_path, f"{HEADER},\nC1,1,apology,\n")
    assert (list(table.rows), problems) == (["case_id", "stage", "remedy"], [])


def test_a_filled_column_without_a_name_is_a_problem(tmp_path: Path) -> None:
    tables, problems = read(tmp_path, f"{HEADER},\nC1,1,apology,\nC1,1,refund,private words\n")
    assert tables == []
    assert problems == [
        "data/2024-25/remedies.csv: column D has 1 value and no name in row 1 (row 3): name the column, or empty it."
    ]


def test_columns_of_the_same_name_are_a_problem(tmp_path: Path) -> None:
    _, problems = read(tmp_path, f"{HEADER},stage\nC1,1,apology,1\n")
    assert problems == ["data/2024-25/remedies.csv: columns B, D have the same name: keep one of them."]


def test_an_empty_first_row_is_a_problem(tmp_path: Path) -> None:
    _, problems = read(tmp_path, f",,\n{HEADER}\nC1,1,apology\n")
    assert problems == [
        "data/2024-25/remedies.csv: row 1 is empty. Expected the names of the columns: remove the rows above them."
    ]


def test_a_broken_file_does_not_hide_the_problems_of_others(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    (data / "2024-25" / "remedies.csv").write_bytes(b"")
    (data / "2023-24" / "actions.csv").write_bytes(b"")
    tables, problems = read_source_tables(data, YEAR)
    assert len(tables) == 9
    assert [problem.split(":")[0] for problem in problems] == [
        "data/2023-24/actions.csv",
        "data/2024-25/remedies.csv",
    ]


def test_a_file_of_another_table_is_not_taken_for_this_one(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, remedies=[{"name": "x", "value": "y", "note": "z"}])
    assert problem.startswith("data/2024-25/remedies.csv: row 1 does not hold the names of the columns.")
