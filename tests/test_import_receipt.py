"""The receipt: it reconciles whatever the export, it can be read back, and nothing personal is in what is written."""

import csv
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from export_specimens import (
    HEADER,
    MAPPING,
    SECRETS,
    YEAR,
    a_row,
    cases_of,
    data_folder,
    draft,
    run_import,
    write_csv,
    write_workbook,
    written_text,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback_report.data.contract import contracts
from feedback_report.data.csv_cells import csv_cells
from feedback_report.data.source_tables import SourceTable
from feedback_report.data.table_checks import check_cells
from feedback_report.errors import DataError
from feedback_report.importing.import_cases import Imported, import_cases
from feedback_report.importing.receipt import read_receipt
from feedback_report.importing.telling import tell_draft, tell_import
from feedback_report.settings import load_council


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDBACK_REPORT_CUSTOMER_KEY", "a key for tests, long enough to be used")


def test_the_receipt_says_what_became_of_every_row(tmp_path: Path) -> None:
    rows = [a_row(1), a_row(1), a_row(2, Date_Received="03/06/2024"), a_row(3, Outcome="Advice given"), a_row(4)]
    data = data_folder(tmp_path)
    done = run_import(write_csv(tmp_path, [HEADER, *rows]), data)
    text = (data / "2025-26" / "import-receipt.yml").read_text(encoding="utf-8")
    assert text.startswith("# What an import did: every row that it read was imported")
    content = yaml.safe_load(text)
    assert content["year"] == "2025/26"
    assert content["rows"] == {"read": 5, "imported": 2, "duplicates": 1, "excluded": 1, "refused": 1}
    assert content["exports"][0]["tables"] == [
        {"system": "Present system", "names_in_row": 1, "blank_rows": 0, "read": 5, "imported": 2, "duplicates": 1}
        | {"excluded": 1, "refused": 1}
    ]
    assert content["columns"]["outcome"] == {"from": "Outcome", "filled": 2, "different_values": 1}
    assert read_receipt(data, YEAR) == done.receipt.__class__(**content)


def test_the_refused_rows_are_listed_with_their_reasons_and_nothing_else(tmp_path: Path) -> None:
    rows = [a_row(1), a_row(2, Status="Shut", Date_Closed="never")]
    data = data_folder(tmp_path)
    done = run_import(write_workbook(tmp_path, Data=[HEADER, *rows]), data)
    with (data / "2025-26" / "refused-rows.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    (entry, *_) = done.receipt.refused
    assert entry["first_rows"] == "Data!3"
    assert found == [
        {"file": "export.xlsx", "sheet": "Data", "row": "3", "column": column, "reason": reason}
        for column, reason in (
            ("closed", "not a date, read day first"),
            ("status", "value that mapping.yml does not name"),
        )
    ]


def test_of_several_exports_the_refused_rows_are_named_with_their_file(tmp_path: Path) -> None:
    bad = a_row(2, Date_Received="31/02/2025")
    files = [
        write_csv(tmp_path, [HEADER, a_row(1), bad], "one.csv"),
        write_workbook(tmp_path, "two.xlsx", Data=[HEADER, a_row(3), a_row(4, Date_Received="soon")]),
    ]
    receipt = run_import(files, data_folder(tmp_path)).receipt
    assert [entry["first_rows"] for entry in receipt.refused] == ["one.csv 3, two.xlsx Data!3"]


def test_there_is_no_file_of_refused_rows_when_there_are_none_even_if_there_was_one(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    run_import(write_csv(tmp_path, [HEADER, a_row(1), a_row(2, Status="Shut")]), data)
    assert (data / "2025-26" / "refused-rows.csv").is_file()
    run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data, overwrite=True)
    assert sorted(path.name for path in (data / "2025-26").iterdir()) == ["cases.csv", "import-receipt.yml"]


def test_a_year_without_an_import_has_no_receipt(tmp_path: Path) -> None:
    assert read_receipt(data_folder(tmp_path), YEAR) is None


def test_a_receipt_changed_by_hand_is_said_to_be_unreadable(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data)
    (data / "2025-26" / "import-receipt.yml").write_text("year: 2025/26\nnotes: mine\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"2025-26/import-receipt\.yml: cannot be read\. Import the year again"):
        read_receipt(data, YEAR)


def test_the_same_import_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    path = write_csv(tmp_path, [HEADER, *(a_row(n) for n in range(1, 9)), a_row(9, Status="Shut")])
    run_import(path, data)
    first = {file.name: file.read_bytes() for file in (data / "2025-26").iterdir()}
    run_import(path, data, overwrite=True)
    assert {file.name: file.read_bytes() for file in (data / "2025-26").iterdir()} == first


def test_nothing_of_names_and_free_text_is_written_or_told(tmp_path: Path) -> None:
    odd = [
        a_row(2, Status="Shut"), a_row(3, Case_Ref=""), a_row(4, Date_Received="soon"), a_row(5, Type="Enquiry"),
        a_row(6, Team=f"Ask {SECRETS[2]}"), a_row(7, Outcome=f"{SECRETS[2]} has written again and again to us all."),
    ]  # fmt: skip
    path = write_csv(tmp_path, [HEADER, a_row(1), *odd])
    data = data_folder(tmp_path, mapping=None)
    told = list(tell_draft(import_cases([path], YEAR, data)))  # type: ignore[arg-type]
    data_folder(tmp_path)
    done = import_cases([path], YEAR, data)
    assert isinstance(done, Imported)
    told += tell_import(done, dry_run=False)
    for text in (written_text(data), "\n".join(told)):
        assert not [secret for secret in SECRETS if secret in text]


def test_customer_numbers_are_not_written_either(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    run_import(write_csv(tmp_path, [HEADER, *(a_row(n) for n in range(1, 9))]), data)
    assert not [n for n in range(1, 9) if f"{70000 + n}" in written_text(data)]


# Cells as real exports have them, and as they should not be.
ODD: dict[str, list[Any]] = {
    "Case_Ref": ["FB-0001", "FB-0002", "", "the Smiths", "  FB-0001 ", "1", "Total"],
    "Date_Received": ["03/06/2025", "3 Jun 2025", "45811", "2025-06-03T23:30:00Z", "", "soon", "31/3/2025", "1/1/1900"],
    "Type": ["Complaint", "COMPLAINT", "Compliment", "Comment", "Enquiry", "", "Something", "N/A"],
    "Category": ["Delay", "Conduct", "", "Unknown"],
    "Procedure": ["Corporate", "", "Neither"],
    "Parent_Case": ["", "FB-0001", "FB-0002", "FB-9999", "see notes"],
    "Date_Acknowledged": ["05/06/2025", "", "01/06/2025", "-"],
    "Extension_Agreed": ["Yes", "no", "", "perhaps"],
    "Date_Closed": ["16/06/2025", "", "01/06/2025", "never", "00/00/0000"],
    "Outcome": ["Upheld", "", "Advice given", "Dr Example disagreed"],
    "Status": ["Closed", "Open", "", "Shut"],
    "Team": ["Rangers", "", "Team: one, \"two\"\nthree", "x" * 90],
    "Contact_Method": ["E-mail", "", "Pigeon"],
}  # fmt: skip

ROWS = st.lists(
    st.fixed_dictionaries({}, optional={name: st.sampled_from(cells) for name, cells in ODD.items()}), max_size=12
)
JUNK = st.lists(st.sampled_from([[], ["Total", "12"], ["Page 1 of 3"], HEADER, ["", "", "x"]]), max_size=3)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS,
    junk=JUNK,
    titles=st.integers(0, 2),
    workbook=st.booleans(),
    policy=st.sampled_from(["refuse", "keep first"]),
)
def test_the_receipt_always_reconciles_and_what_is_imported_keeps_the_contract(
    rows: list[dict[str, Any]], junk: list[list[Any]], titles: int, workbook: bool, policy: str
) -> None:
    cases = [a_row(number, **cells) for number, cells in enumerate(rows, 1)]
    width = len(HEADER)
    table = [*[["A title"], []][:titles], HEADER, a_row(99), *cases, *junk]
    table = [row + [""] * (width - len(row)) for row in table]
    with TemporaryDirectory() as name:
        folder = Path(name)
        data = data_folder(folder, f"{MAPPING}    repeated_cases: {policy}\n")
        path = write_workbook(folder, Data=table) if workbook else write_csv(folder, table)
        try:
            receipt = run_import(path, data).receipt
        except DataError as error:  # many texts in a column of categories stop the import before anything is written
            assert "free text, which are never imported" in str(error)
            assert sorted(file.name for file in data.iterdir()) == ["council.yml", "mapping.yml"]
            return
        assert receipt.balances
        # Every row beneath the names that is not blank is read: the rows, the junk, and one more.
        assert receipt.rows["read"] == 1 + len(cases) + sum(any(row) for row in junk)
        assert receipt.rows["excluded"] == sum(receipt.excluded.values())
        assert receipt.rows["duplicates"] == sum(receipt.duplicates.values())
        refused = data / "2025-26" / "refused-rows.csv"
        with refused.open(encoding="utf-8", newline="") if refused.is_file() else _nothing() as file:
            listed = {(row["file"], row["sheet"], row["row"]) for row in csv.DictReader(file)}
        assert receipt.rows["refused"] == len(listed)
        assert len(cases_of(data)) == receipt.rows["imported"] >= 1
        cells = csv_cells(data / "2025-26" / "cases.csv", "cases.csv")
        source = SourceTable(
            "cases", "cases.csv", YEAR, cells.iloc[1:].set_axis(cells.iloc[0].tolist(), axis="columns")
        )
        assert check_cells(source, contracts(load_council(data))["cases"]).problems == []
        text = written_text(data)
        assert not [secret for secret in SECRETS if secret in text]
        assert "Example" not in text


def _nothing() -> Any:
    from contextlib import nullcontext

    return nullcontext([])


NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéø'- ", min_size=6, max_size=20).map(
    lambda text: f"Zq{text.strip()}qZ"
)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(NAMES, min_size=2, max_size=8, unique=True),
    st.sampled_from(["Customer Name", "Description", "Case Officer"]),
)
def test_whatever_stands_in_a_column_of_names_or_text_is_written_nowhere(names: list[str], column: str) -> None:
    rows = [a_row(number, **{column: name}) for number, name in enumerate(names, 1)]
    with TemporaryDirectory() as folder:
        data = data_folder(Path(folder), mapping=None)
        path = write_csv(Path(folder), [HEADER, *rows])
        draft(path, data)
        drafted = written_text(data)
        data_folder(Path(folder))
        run_import(path, data)
        assert not [name for name in names if name in drafted + written_text(data)]


def test_the_day_of_the_import_is_in_the_receipt(tmp_path: Path) -> None:
    receipt = run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data_folder(tmp_path)).receipt
    assert date.fromisoformat(receipt.imported_on) <= date.today()


def test_the_story_of_an_import_begins_with_its_balance(tmp_path: Path) -> None:
    rows = [a_row(1), a_row(1), a_row(2, Status="Shut"), a_row(3, Type="Enquiry")]
    done = run_import(write_csv(tmp_path, [HEADER, *rows]), data_folder(tmp_path))
    told = "\n".join(tell_import(done, dry_run=False))
    assert "  rows read                 4\n  = imported                1\n" in told
    assert "  + duplicates              1   1 same as another row\n" in told
    assert "Refused: 1 row is in no count of the paper until this is put right." in told
    assert '      status:\n        "Shut": (decide)   # 1 row\n' in told
    assert "cases.csv" in told
    command = f'python -m feedback_report new-year 2025/26 --data "{tmp_path / "data"}"'
    assert f"Next: {command} makes the year's other files." in told
