"""What an import left out, and names that council.yml does not know."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tiny_tables import complaint, complaints
from year_data import messages, weights, year_data

from feedback_report.checks import Severity
from feedback_report.errors import DataError
from feedback_report.year_checks.mapping import import_findings, name_findings

RECEIPT: dict[str, Any] = {
    "year": "2024/25",
    "imported_on": "2025-05-01",
    "rows": {"read": 3, "imported": 3, "duplicates": 0, "excluded": 0, "refused": 0},
    "excluded": {},
    "duplicates": {},
    "refused": [],
    "unmapped": [],
    "new_columns": [],
    "changed": {},
    "doubts": [],
    "columns": {},
    "not_imported": [],
    "exports": [],
}


def write_receipt(folder: Path, **changes: object) -> Path:
    (folder / "2024-25").mkdir(parents=True)
    text = yaml.safe_dump(RECEIPT | changes)
    (folder / "2024-25" / "import-receipt.yml").write_text(text, encoding="utf-8")
    (folder / "2024-25" / "cases.csv").write_text("case_id\n", encoding="utf-8")
    return folder


def test_a_value_that_the_mapping_does_not_name_must_be_mapped(tmp_path: Path) -> None:
    value = {"system": "Old", "column": "outcome", "from": "Result", "value": "Justified", "count": 3}
    found = list(import_findings(year_data(folder=write_receipt(tmp_path, unmapped=[value | {"nearest": "upheld"}]))))
    assert messages(found) == ['outcome "Justified" in 3 rows, not imported.']
    assert weights(found) == [Severity.must]
    assert "The nearest is upheld." in found[0].advice


def test_a_value_that_may_be_text_is_not_shown(tmp_path: Path) -> None:
    value = {"system": "Old", "column": "outcome", "from": "Result", "value": None, "count": 1, "note": "rows 4"}
    found = messages(import_findings(year_data(folder=write_receipt(tmp_path, unmapped=[value]))))
    assert found == ["outcome a value that is not shown in 1 row, not imported."]


def test_an_export_that_ends_early_is_no_longer_asked_about_once_the_settings_say_so(tmp_path: Path) -> None:
    folder = write_receipt(tmp_path, doubts=["The last case was received on 2024-09-27: if ...", "Odd."])
    assert len(messages(import_findings(year_data(folder=folder, settings={"data_until": None})))) == 2
    told = import_findings(year_data(folder=folder, settings={"data_until": "2024-09-30"}))
    assert messages(told) == ["Odd."]


def test_refused_rows_new_columns_and_doubts_are_to_be_looked_at(tmp_path: Path) -> None:
    refused = {"column": "closed", "reason": "not a date", "count": 2, "first_rows": "4, 9", "to_do": "Correct them."}
    folder = write_receipt(tmp_path, refused=[refused], new_columns=["Ward"], doubts=["Odd."])
    found = list(import_findings(year_data(folder=folder)))
    assert messages(found) == [
        "closed: not a date: 2 refused (first: 4, 9).",
        'The column "Ward" of the export is neither used nor ignored.',
        "Odd.",
    ]
    assert set(weights(found)) == {Severity.look}


def test_cases_changed_since_the_import_are_to_be_looked_at(tmp_path: Path) -> None:
    found = import_findings(year_data(folder=write_receipt(tmp_path, cases_sha256="0" * 64)))
    assert messages(found) == ["Changed since it was imported."]


def test_cases_as_they_were_imported_are_no_finding(tmp_path: Path) -> None:
    # The SHA-256 of the eight bytes that write_receipt puts into cases.csv, worked out with sha256sum.
    digest = "1982e02ac7a62be9bb4423ddcbaf6a4a77a8206da36f2b8608b54eac2f6a2046"
    assert not list(import_findings(year_data(folder=write_receipt(tmp_path, cases_sha256=digest))))


def test_a_receipt_that_was_changed_by_hand_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"import-receipt\.yml: cannot be read"):
        list(import_findings(year_data(folder=write_receipt(tmp_path, invented=1))))


def test_a_year_that_was_not_imported_is_no_finding(tmp_path: Path) -> None:
    assert not list(import_findings(year_data(folder=tmp_path)))


def test_an_outcome_that_the_settings_do_not_name_is_counted() -> None:
    found = list(name_findings(year_data(cases=[complaint("a"), *complaints(2, outcome="settled")])))
    assert messages(found) == ['The outcome "settled" of 2 closed complaints is not in council.yml.']
    assert weights(found) == [Severity.look]


def test_outcomes_of_the_settings_are_no_finding() -> None:
    assert not list(name_findings(year_data(cases=[complaint("a"), complaint("b", outcome="withdrawn")])))


def test_a_lesson_about_a_service_that_no_case_has_is_counted() -> None:
    lessons = [
        {"action_id": "1", "service": "Roods", "kind": "done", "status": "done", "year": 2024},
        {"action_id": "2", "service": "Roads", "kind": "done", "status": "done", "year": 2024},
    ]
    found = name_findings(year_data(cases=[complaint("a")], actions=lessons))
    assert messages(found) == ["1 lesson names a service that no case has."]
