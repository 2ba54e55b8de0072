"""The command `import`, from the first draft to a replaced year, and what it never destroys."""

from pathlib import Path

import pytest
from export_specimens import HEADER, YEAR, a_row, cases_of, data_folder, run_import, write_csv, write_workbook
from typer.testing import CliRunner, Result

from feedback_report.__main__ import app
from feedback_report.errors import DataError, ReportError
from feedback_report.importing import placing


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDBACK_REPORT_CUSTOMER_KEY", "a key for tests, long enough to be used")


def command(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


def folders(path: Path) -> list[str]:
    return sorted(found.relative_to(path).as_posix() for found in path.rglob("*"))


def test_the_first_run_drafts_the_second_is_dry_the_third_imports(tmp_path: Path) -> None:
    export = write_csv(tmp_path, [HEADER, *(a_row(n) for n in range(1, 30))])
    data = data_folder(tmp_path, mapping=None)
    first = command(export, "--year", "2025/26", "--data", data)
    assert first.exit_code == 3
    assert "Nothing was imported yet. A first draft of the mapping was written to" in first.output
    assert "16 columns were found" in first.output
    mapping = data / "mapping.yml"
    mapping.write_text(mapping.read_text(encoding="utf-8").replace("checked: no", "checked: yes"), encoding="utf-8")
    dry = command(export, "--year", "2025/26", "--data", data, "--dry-run")
    assert dry.exit_code == 0
    assert "Nothing was written, because this is a dry run." in dry.output
    assert folders(data) == ["council.yml", "mapping.yml"]
    third = command(export, "--year", "2025/26", "--data", data)
    assert third.exit_code == 0
    assert len(cases_of(data)) == 29
    assert folders(data)[1:] == ["2025-26/cases.csv", "2025-26/import-receipt.yml", "council.yml", "mapping.yml"]


def test_a_dry_run_without_a_mapping_shows_the_draft_and_writes_nothing(tmp_path: Path) -> None:
    data = data_folder(tmp_path, mapping=None)
    shown = command(write_csv(tmp_path, [HEADER, a_row(1)]), "--year", "2025/26", "--data", data, "--dry-run")
    assert shown.exit_code == 3
    assert "      case_id: Case Ref" in shown.output
    assert folders(data) == ["council.yml"]


def test_cases_that_are_there_are_kept_unless_they_may_be_replaced(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data)
    other = write_csv(tmp_path, [HEADER, a_row(2)], "other.csv")
    refused = command(other, "--year", "2025/26", "--data", data)
    assert isinstance(refused.exception, DataError)
    assert "2025-26/cases.csv: holds cases already, and nothing was changed: add --replace" in str(refused.exception)
    assert [case["case_id"] for case in cases_of(data)] == ["FB-0001"]
    assert command(other, "--year", "2025/26", "--data", data, "--replace").exit_code == 0
    assert [case["case_id"] for case in cases_of(data)] == ["FB-0002"]


def test_a_file_of_column_names_alone_holds_nothing_to_keep(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    (data / "2025-26").mkdir()
    (data / "2025-26" / "cases.csv").write_text("case_id,received\n", encoding="utf-8")
    assert command(write_csv(tmp_path, [HEADER, a_row(1)]), "--year", "2025/26", "--data", data).exit_code == 0


def test_an_export_of_which_nothing_can_be_imported_writes_nothing(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data)
    none = write_csv(tmp_path, [HEADER, a_row(2, Status="Shut")], "other.csv")
    done = command(none, "--year", "2025/26", "--data", data, "--replace")
    assert done.exit_code == 3
    assert "Nothing was written, because no row could be imported." in done.output
    assert [case["case_id"] for case in cases_of(data)] == ["FB-0001"]


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_an_export_of_another_year_is_told_as_one(tmp_path: Path, dry: list[str]) -> None:
    export = write_csv(tmp_path, [HEADER, a_row(1), a_row(2)])
    done = command(export, "--year", "2024/25", "--data", data_folder(tmp_path), *dry)
    assert done.exit_code == 3
    assert "No row is a case of 2024/25: give the export's own year with --year" in done.output


def test_an_export_in_the_folder_of_the_year_is_not_read(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    (data / "2025-26").mkdir()
    export = write_workbook(data / "2025-26", Data=[HEADER, a_row(1)])
    with pytest.raises(
        DataError, match=r"export\.xlsx: lies in 2025-26/, where it would be taken for the year's tables"
    ):
        run_import(export, data)


def test_a_year_with_its_tables_in_a_workbook_is_left_alone(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    (data / "2025-26").mkdir()
    write_workbook(data / "2025-26", "tables.xlsx", cases=[["case_id"]])
    with pytest.raises(
        DataError, match=r"2025-26/: has its tables in tables\.xlsx, so cases\.csv beside it would not be"
    ):
        run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data)


def test_work_that_fails_half_way_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = data_folder(tmp_path)
    run_import(write_csv(tmp_path, [HEADER, a_row(1), a_row(2, Status="Shut")]), data)
    before = {path: path.read_bytes() for path in (data / "2025-26").iterdir()}
    replace = Path.replace

    def locked(path: Path, target: Path) -> Path:
        if path.name == "import-receipt.yml" and path.parent == data / "2025-26":
            raise PermissionError
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(DataError, match="a file cannot be replaced, and nothing was changed: close its files"):
        run_import(write_csv(tmp_path, [HEADER, a_row(3)], "other.csv"), data, overwrite=True)
    assert {path: path.read_bytes() for path in (data / "2025-26").iterdir()} == before
    assert sorted(path.name for path in data.iterdir()) == ["2025-26", "council.yml", "mapping.yml"]


def test_cases_that_would_break_the_contract_never_reach_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if the rules that refuse rows had overlooked one: the check of the written file still stops it.
    write = placing._write

    def spoilt(path: Path, rows: object) -> None:
        write(path, rows)
        path.write_text(path.read_text(encoding="utf-8").replace("complaint", "complaimt"), encoding="utf-8")

    monkeypatch.setattr(placing, "_write", spoilt)
    data = data_folder(tmp_path)
    with pytest.raises(
        DataError, match="The cases were not put into place, because they would break the data contract"
    ):
        run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data)
    assert sorted(path.name for path in data.iterdir()) == ["council.yml", "mapping.yml"]


def test_a_missing_year_or_export_is_said(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    assert "--year" in command(tmp_path / "export.csv", "--data", data).output
    wrong = command(write_csv(tmp_path, [HEADER, a_row(1)]), "--year", "2025", "--data", data)
    assert isinstance(wrong.exception, ReportError)
    assert str(wrong.exception) == 'The year "2025" is not a financial year: write it as 2024/25.'
    gone = command(tmp_path / "gone.csv", "--year", "2025/26", "--data", data)
    assert str(gone.exception).startswith(f"gone.csv: not found. Looked for in {tmp_path}, which holds ")


def test_a_dry_run_names_no_file_of_refused_rows(tmp_path: Path) -> None:
    export = write_csv(tmp_path, [HEADER, a_row(1), a_row(2, Date_Received="soon")])
    given = (export, "--year", "2025/26", "--data", data_folder(tmp_path))
    assert "+ refused                 1   see below\n" in command(*given, "--dry-run").output
    assert "+ refused                 1   see refused-rows.csv\n" in command(*given).output


def test_a_folder_is_not_taken_for_a_missing_file(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    write_csv(tmp_path, [HEADER, a_row(1)])
    told = command(tmp_path, "--year", "2025/26", "--data", data)
    words = "is a folder. Name the exports in it, each by its file, such as export.csv."
    assert str(told.exception) == f"{tmp_path.name}: {words}"


def test_the_mapping_may_be_another_file(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    elsewhere = tmp_path / "our mapping.yml"
    (data / "mapping.yml").rename(elsewhere)
    export = write_csv(tmp_path, [HEADER, a_row(1)])
    assert command(export, "--year", "2025/26", "--data", data, "--mapping", elsewhere).exit_code == 0
    assert len(cases_of(data, YEAR)) == 1


def test_the_help_teaches_the_steps() -> None:
    text = command("--help").output
    for words in ("--dry-run", "--replace", "mapping.yml", "Names and free text are never", "--year 2025/26"):
        assert words in text
