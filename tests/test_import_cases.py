"""From an export to cases.csv: what each cell becomes, which rows are left out, refused or repeated, and why."""

from pathlib import Path
from typing import Any

import pytest
from export_specimens import (
    COUNCIL,
    HEADER,
    MAPPING,
    YEAR,
    a_row,
    cases_of,
    csv_text,
    data_folder,
    doubts_of,
    run_import,
    write_csv,
    write_workbook,
)
from small_data import a_case

from feedback_report.data.contract import contracts
from feedback_report.data.source_tables import SourceTable
from feedback_report.data.table_checks import check_cells
from feedback_report.errors import DataError, SettingsError
from feedback_report.importing.receipt import Receipt
from feedback_report.settings import load_council
from feedback_report.years import Year


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDBACK_REPORT_CUSTOMER_KEY", "a key for tests, long enough to be used")


def imported(folder: Path, *rows: list[Any], mapping: str = MAPPING, council: str = COUNCIL) -> list[dict[str, str]]:
    """Import rows that are all good, and get the cases."""
    data = data_folder(folder, mapping, council)
    receipt = run_import(write_csv(folder, [HEADER, *rows]), data).receipt
    assert receipt.rows["refused"] == 0, receipt.refused
    return cases_of(data)


def receipt_of(folder: Path, *rows: list[Any], mapping: str = MAPPING, council: str = COUNCIL) -> Receipt:
    return run_import(write_csv(folder, [HEADER, *rows]), data_folder(folder, mapping, council), dry_run=True).receipt


def refused(folder: Path, *rows: list[Any], mapping: str = MAPPING) -> list[tuple[str, str, str]]:
    found = receipt_of(folder, *rows, mapping=mapping).refused
    return [(entry.get("column", ""), entry["reason"], entry["first_rows"]) for entry in found]


def test_a_case_is_written_in_the_words_of_the_data_contract(tmp_path: Path) -> None:
    (case,) = imported(tmp_path, a_row(1, Outcome="PARTLY  upheld", Contact_Method=" e-mail "))
    assert case.pop("customer_ref").startswith("P")
    assert case == {
        "case_id": "FB-0001",
        "received": "2025-06-03",
        "feedback_type": "complaint",
        "directorate": "Places",
        "service": "Parks & Play",
        "team": "Rangers",
        "contact_method": "email",
        "subject": "Delay",
        "procedure": "corporate",
        "merged_into": "",
        "acknowledged": "2025-06-05",
        "extension_agreed": "no",
        "closed": "2025-06-16",
        "outcome": "partially upheld",
        "status": "closed",
    }


def test_cases_are_ordered_by_date_and_number_whatever_the_order_of_the_export(tmp_path: Path) -> None:
    rows = [a_row(3), a_row(2, Date_Received="02/06/2025"), a_row(1)]
    assert [case["case_id"] for case in imported(tmp_path, *rows)] == ["FB-0002", "FB-0001", "FB-0003"]


def test_what_is_written_passes_the_checks_of_the_data_contract(tmp_path: Path) -> None:
    imported(tmp_path, *(a_row(n) for n in range(1, 6)), a_row(9, Type="Comment", Outcome=""))
    data = tmp_path / "data"
    import pandas as pd

    rows = pd.read_csv(data / "2025-26" / "cases.csv", dtype="str", keep_default_na=False, na_values=[""])
    table = check_cells(SourceTable("cases", "cases.csv", YEAR, rows), contracts(load_council(data))["cases"])
    assert (table.problems, table.complete) == ([], True)


@pytest.mark.parametrize("nothing", ["", " ", "-", "N/A", "#N/A", "NULL", "(blank)", "\u00a0"])
def test_what_stands_for_nothing_becomes_empty(tmp_path: Path, nothing: str) -> None:
    (case,) = imported(tmp_path, a_row(Team=nothing, Date_Acknowledged=nothing, Parent_Case=nothing))
    assert (case["team"], case["acknowledged"], case["merged_into"]) == ("", "", "")


def test_cells_read_as_nothing_are_counted_in_the_receipt(tmp_path: Path) -> None:
    changed = receipt_of(tmp_path, a_row(1, Team="N/A"), a_row(2, Team="-"), a_row(3, Date_Acknowledged="01/01/1900"))
    assert changed.changed == {
        'acknowledged: "01/01/1900" read as no date': 1,
        'team: "-" read as empty': 1,
        'team: "N/A" read as empty': 1,
    }


def test_a_value_that_the_mapping_does_not_name_refuses_its_row_and_is_listed_with_its_count(tmp_path: Path) -> None:
    receipt = receipt_of(
        tmp_path, a_row(1), *(a_row(n, Outcome="Advice given") for n in (2, 3)), a_row(4, Status="Shut")
    )
    assert receipt.rows == {"read": 4, "imported": 1, "duplicates": 0, "excluded": 0, "refused": 3}
    assert [(entry["column"], entry["value"], entry["count"]) for entry in receipt.unmapped] == [
        ("outcome", "Advice given", 2),
        ("status", "Shut", 1),
    ]
    assert receipt.refused[0] == {
        "column": "outcome",
        "reason": "value that mapping.yml does not name",
        "count": 2,
        "first_rows": "3, 4",
        "to_do": "Add the values to mapping.yml, under values.",
    }


def test_a_misspelt_value_is_listed_with_the_nearest_known(tmp_path: Path) -> None:
    (entry,) = receipt_of(tmp_path, a_row(Outcome="Partialy upheld")).unmapped
    assert entry["nearest"] == "partially upheld"


def test_a_strange_value_that_may_be_a_person_or_text_is_counted_and_not_shown(tmp_path: Path) -> None:
    receipt = receipt_of(tmp_path, a_row(1), a_row(2, Outcome="Rang Mrs Example at home"))
    (entry,) = receipt.unmapped
    assert entry["value"] is None
    assert entry["note"] == "not shown, may be free text or people; rows 3"
    assert "Example" not in receipt.text()


def test_other_values_may_become_one_value_or_be_left_out(tmp_path: Path) -> None:
    mapping = MAPPING.replace("other_values: {", "other_values: {procedure: corporate, contact_method: (empty), ")
    rows = [a_row(1, Procedure="Something"), a_row(2, Contact_Method="Pigeon"), a_row(3, Procedure="Statutory")]
    cases = imported(tmp_path, *rows, mapping=mapping)
    assert [case["procedure"] for case in cases] == ["corporate", "corporate", "statutory"]
    assert [case["contact_method"] for case in cases] == ["email", "", "email"]


def test_an_empty_cell_may_become_a_value_and_a_date_may_tell_the_status(tmp_path: Path) -> None:
    mapping = (
        MAPPING.replace("status: Status", "status: Date Closed")
        .replace("status: {Open: open, Closed: closed}", 'status: {"(empty)": open}')
        .replace("other_values: {", "other_values: {status: closed, ")
    )
    cases = imported(tmp_path, a_row(1), a_row(2, Date_Closed="", Outcome=""), mapping=mapping)
    assert [(case["status"], case["closed"]) for case in cases] == [("closed", "2025-06-16"), ("open", "")]


def test_another_column_may_tell_the_procedure(tmp_path: Path) -> None:
    mapping = (
        MAPPING.replace("procedure: Procedure", "procedure: Service Area")
        .replace("procedure: {Corporate: corporate, Statutory: statutory}", "procedure: {Family Help: statutory}")
        .replace("other_values: {", "other_values: {procedure: corporate, ")
    )
    cases = imported(tmp_path, a_row(1), a_row(2, Service_Area="Family Help"), mapping=mapping)
    assert [(case["service"], case["procedure"]) for case in cases] == [
        ("Parks & Play", "corporate"),
        ("Family Help", "statutory"),
    ]


def test_complaints_without_a_subject_may_get_one_that_says_so(tmp_path: Path) -> None:
    mapping = MAPPING.replace("subject: {Delay: Delay", 'subject: {"(empty)": Not recorded, Delay: Delay')
    council = COUNCIL.replace("[Delay, Conduct]", "[Delay, Conduct, Not recorded]")
    rows = [a_row(1, Category=""), a_row(2, Category="", Type="Comment", Outcome="")]
    cases = imported(tmp_path, *rows, mapping=mapping, council=council)
    assert [case["subject"] for case in cases] == ["Not recorded", ""]


def test_a_value_may_come_from_the_name_of_the_sheet(tmp_path: Path) -> None:
    mapping = MAPPING.replace("feedback_type: Type", "feedback_type: (sheet name)").replace(
        "Complaint: complaint, Compliment: compliment", "Complaints 2025: complaint, Praise: compliment"
    )
    path = write_workbook(tmp_path, Complaints_2025=[HEADER, a_row(1)], Praise=[HEADER, a_row(2, Outcome="")])
    data = data_folder(tmp_path, mapping)
    run_import(path, data)
    assert [case["feedback_type"] for case in cases_of(data)] == ["complaint", "compliment"]


def test_rows_of_another_year_are_left_out_before_anything_else_is_asked_of_them(tmp_path: Path) -> None:
    rows = [a_row(1), a_row(2, Date_Received="31/03/2025", Outcome="Old words"), a_row(3, Date_Received="01/04/2026")]
    receipt = receipt_of(tmp_path, *rows)
    assert receipt.excluded == {"received outside 2025/26": 2}
    assert receipt.unmapped == []


def test_rows_of_a_type_that_is_no_case_are_left_out_by_rule(tmp_path: Path) -> None:
    receipt = receipt_of(tmp_path, a_row(1), a_row(2, Type="ENQUIRY"))
    assert receipt.excluded == {'left out by mapping.yml: feedback_type "Enquiry"': 1}


def test_totals_notes_and_repeated_names_are_left_out_and_counted(tmp_path: Path) -> None:
    foot = [
        HEADER,
        ["Total", "2", *[""] * (len(HEADER) - 2)],
        ["Report run by the system", *[""] * (len(HEADER) - 1)],
        ["Figures may change", *[""] * (len(HEADER) - 1)],
    ]
    receipt = receipt_of(tmp_path, a_row(1), a_row(2), *foot)
    assert receipt.excluded == {"total or note": 2, "column names again": 1, "too few cells for a case": 1}
    assert receipt.rows == {"read": 6, "imported": 2, "duplicates": 0, "excluded": 4, "refused": 0}


def test_titles_blank_rows_and_windows_1252_do_not_disturb(tmp_path: Path) -> None:
    blank = [""] * len(HEADER)
    rows = [["Feedback – all services"], blank, HEADER, a_row(1, Team="Café Team"), blank, a_row(2), blank]
    data = data_folder(tmp_path)
    receipt = run_import(write_csv(tmp_path, rows, encoding="cp1252"), data).receipt
    assert receipt.rows["read"] == 2
    assert receipt.exports[0]["tables"][0]["blank_rows"] == 1
    assert cases_of(data)[0]["team"] == "Café Team"


def test_dates_stored_as_dates_numbers_and_text_come_to_the_same(tmp_path: Path) -> None:
    from datetime import datetime

    rows = [a_row(1, Date_Received=datetime(2025, 6, 3)), a_row(2, Date_Received=45811), a_row(3)]
    data = data_folder(tmp_path)
    run_import(write_workbook(tmp_path, Data=[HEADER, *rows]), data)
    assert [case["received"] for case in cases_of(data)] == ["2025-06-03"] * 3


def test_a_row_identical_to_another_is_a_duplicate_even_if_its_free_text_differs(tmp_path: Path) -> None:
    receipt = receipt_of(tmp_path, a_row(1), a_row(1), a_row(1, Description="Something else"), a_row(2))
    assert receipt.duplicates == {"same as another row": 2}
    assert receipt.rows["imported"] == 2


def test_rows_of_one_case_that_differ_are_refused_and_told_in_what(tmp_path: Path) -> None:
    assert refused(tmp_path, a_row(1), a_row(1, Outcome="Not upheld", Team="Wardens"), a_row(2)) == [
        ("case_id", 'same case as another row, with another "team", "outcome"', "2, 3")
    ]


@pytest.mark.parametrize(("rule", "kept"), [("keep first", "upheld"), ("keep last", "not upheld")])
def test_the_mapping_may_say_which_row_of_a_case_to_keep(tmp_path: Path, rule: str, kept: str) -> None:
    mapping = f"{MAPPING}    repeated_cases: {rule}\n"
    rows = [a_row(1), a_row(1, Outcome="Not upheld")]
    assert [case["outcome"] for case in imported(tmp_path, *rows, mapping=mapping)] == [kept]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"Case_Ref": ""}, "case_id", "empty"),
        ({"Case_Ref": "the Smith family"}, "case_id", "not the number of a case"),
        ({"Case_Ref": "1.01E+11"}, "case_id", "number shortened by a spreadsheet program, such as 1.01E+11"),
        ({"Parent_Case": "see above"}, "merged_into", "not the number of a case"),
        ({"Date_Received": "soon"}, "received", "not a date, read day first"),
        ({"Date_Received": ""}, "received", "empty"),
        ({"Date_Closed": "06/20/2025"}, "closed", "not a date, read day first"),
        ({"Status": ""}, "status", "empty"),
        ({"Team": "Told Mr Example to ring 07700 900123"}, "team", "may be free text or a person"),
        ({"Date_Closed": "02/06/2025"}, "", 'row has "closed" before "received"'),
        ({"Status": "Open"}, "", 'row has "status" open or paused and a "closed" too'),
        ({"Date_Closed": ""}, "", 'row has "status" closed and no "closed"'),
        ({"Category": ""}, "", 'row has "feedback_type" complaint and no "subject"'),
        ({"Procedure": ""}, "", 'row has "feedback_type" complaint and no "procedure"'),
        ({"Parent_Case": "FB-0007"}, "", 'column "merged_into" has 1 case_id that no file holds'),
    ],
)
def test_a_row_that_cannot_be_a_case_is_refused_with_the_column_and_the_reason(
    tmp_path: Path, cells: dict[str, str], column: str, reason: str
) -> None:
    found = refused(tmp_path, a_row(1), a_row(2, **cells))
    assert (column, reason, "3") in found


def test_every_reason_of_a_row_is_told_and_the_row_counts_once(tmp_path: Path) -> None:
    receipt = receipt_of(tmp_path, a_row(1), a_row(2, Status="Shut", Date_Closed="never"))
    assert sorted(entry["reason"] for entry in receipt.refused) == [
        "not a date, read day first",
        "value that mapping.yml does not name",
    ]
    assert receipt.rows["refused"] == 1


def test_a_case_merged_into_a_refused_one_is_refused_too(tmp_path: Path) -> None:
    receipt = receipt_of(tmp_path, a_row(1, Status="Shut"), a_row(2, Parent_Case="FB-0001"), a_row(3))
    assert receipt.rows["refused"] == 2


def test_every_reason_comes_with_what_to_do(tmp_path: Path) -> None:
    rows = [a_row(1, Status="Shut"), a_row(2, Date_Closed="02/06/2025"), a_row(3, Category=""), a_row(4, Team="x" * 90)]
    for entry in receipt_of(tmp_path, *rows).refused:
        assert len(entry["to_do"].split()) > 3
        assert entry["to_do"].endswith(".")


def test_a_separator_inside_a_cell_refuses_the_row_instead_of_shifting_it(tmp_path: Path) -> None:
    text = csv_text([HEADER, a_row(1), a_row(2)]).replace("FB-0002,", "FB-0002,one too many,")
    (tmp_path / "export.csv").write_text(text, encoding="utf-8")
    receipt = run_import(tmp_path / "export.csv", data_folder(tmp_path), dry_run=True).receipt
    assert receipt.rows == {"read": 2, "imported": 1, "duplicates": 0, "excluded": 0, "refused": 1}
    assert receipt.refused[0]["reason"].startswith("more cells than columns")


def test_a_line_break_inside_a_cell_refuses_both_parts_of_the_row(tmp_path: Path) -> None:
    rows = [a_row(1), a_row(2, Description="BREAK"), a_row(3)]
    text = csv_text([HEADER, *rows]).replace("BREAK", "one line\nand another")  # not quoted, as some systems write it
    (tmp_path / "export.csv").write_text(text, encoding="utf-8")
    receipt = run_import(tmp_path / "export.csv", data_folder(tmp_path), dry_run=True).receipt
    assert receipt.rows == {"read": 4, "imported": 2, "duplicates": 0, "excluded": 0, "refused": 2}
    assert [entry["reason"] for entry in receipt.refused] == [
        "ends before its last column: probably a line break inside a cell"
    ]


def test_rows_that_only_leave_out_empty_cells_at_their_end_are_whole(tmp_path: Path) -> None:
    rows = [row[:-2] for row in (a_row(1), a_row(2))]
    path = write_csv(tmp_path, [HEADER, *rows, a_row(3), ["Total", "3"]])
    receipt = run_import(path, data_folder(tmp_path), dry_run=True).receipt
    assert receipt.rows == {"read": 4, "imported": 3, "duplicates": 0, "excluded": 1, "refused": 0}


def test_what_only_complaints_have_is_emptied_for_other_feedback_and_counted(tmp_path: Path) -> None:
    row = a_row(1, Type="Compliment", Category="Unknown category", Outcome="")
    receipt = receipt_of(tmp_path, row, a_row(2))
    assert receipt.rows["refused"] == 0
    assert receipt.changed["procedure: left empty because the case is no complaint"] == 1


def test_contact_methods_from_before_they_were_recorded_are_emptied_and_counted(tmp_path: Path) -> None:
    council = (
        f"{COUNCIL}recording_system: {{since: 2025-07-01, contact_method_since: 2025-07-01, note: A new system.}}\n"
    )
    rows = [a_row(1), a_row(2, Date_Received="02/07/2025", Date_Acknowledged="03/07/2025", Date_Closed="09/07/2025")]
    assert [case["contact_method"] for case in imported(tmp_path, *rows, council=council)] == ["", "email"]
    receipt = receipt_of(tmp_path, *rows, council=council)
    assert receipt.changed == {
        "contact_method: left empty before 2025-07-01, the contact_method_since of council.yml": 1
    }


OLD = """
  - name: Earlier system
    received: {until: 2025-06-30}
    columns:
      case_id: Number
      received: Logged
      subject: Topic
      outcome: Decision
      status: State
      closed: Answered
    constants: {feedback_type: complaint, procedure: corporate, service: Parks & Play}
    values:
      subject: {Slowness: Delay}
      outcome: {Justified: upheld, Question answered: question answered}
      status: {Done: closed}
"""


def test_two_systems_with_other_columns_and_words_are_imported_together(tmp_path: Path) -> None:
    mapping = MAPPING.replace(
        "    columns:\n      case_id: Case Ref",
        "    received: {from: 2025-07-01}\n    columns:\n      case_id: Case Ref",
    )
    old = [
        ["Number", "Logged", "Topic", "Decision", "State", "Answered"],
        ["1001", "3 Jun 2025", "Slowness", "Justified", "Done", "9 Jun 2025"],
        ["1002", "3 Jul 2025", "Slowness", "Question answered", "Done", "9 Jul 2025"],  # the new system has it
    ]
    new = [HEADER, a_row(1), a_row(2, Date_Received="02/07/2025", Date_Acknowledged="", Date_Closed="09/07/2025")]
    files = [write_workbook(tmp_path, "old.xlsx", Archive=old), write_csv(tmp_path, new, "new.csv")]
    data = data_folder(tmp_path, mapping + OLD)
    receipt = run_import(files, data).receipt
    assert receipt.rows == {"read": 4, "imported": 2, "duplicates": 0, "excluded": 2, "refused": 0}
    assert receipt.excluded == {
        'received outside the time of "Earlier system"': 1,
        'received outside the time of "Present system"': 1,
    }
    assert [(case["case_id"], case["contact_method"], case["outcome"]) for case in cases_of(data)] == [
        ("1001", "", "upheld"),
        ("FB-0002", "email", "upheld"),
    ]
    assert receipt.columns["subject"]["from"] == "Topic; Category"


def test_sheets_with_the_same_columns_are_one_and_others_are_told(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path,
        April=[HEADER, a_row(1)],
        May=[HEADER, a_row(2), a_row(1)],
        Pivot=[["Type", "Number"], ["Complaint", 2]],
    )
    receipt = run_import(path, data_folder(tmp_path)).receipt
    assert receipt.rows == {"read": 3, "imported": 2, "duplicates": 1, "excluded": 0, "refused": 0}
    assert [table["sheet"] for table in receipt.exports[0]["tables"]] == ["April", "May"]
    assert receipt.not_read == ['export.xlsx, sheet "Pivot": has no table of cases: its 2 rows are in no count.']


def test_an_export_of_which_nothing_would_be_read_stops_the_import(tmp_path: Path) -> None:
    rows = [["Enquiry", "Logged", "Kind"], ["7001", "3-Jun-25", "Moan"], ["7002", "4-Jun-25", "Praise"]]
    files = [write_csv(tmp_path, [HEADER, a_row(1)], "new.csv"), write_csv(tmp_path, rows, "old.csv")]
    data = data_folder(tmp_path)
    with pytest.raises(SettingsError, match=r"^old\.csv: no system of mapping\.yml has these columns: a draft is in"):
        run_import(files, data)
    assert not (data / YEAR.folder / "cases.csv").exists()
    assert "- Enquiry" in (data / "mapping.draft.yml").read_text(encoding="utf-8")


def test_an_export_that_is_no_table_stops_the_import(tmp_path: Path) -> None:
    numbers = [["1", "2"], ["3", "4"]]
    files = [write_csv(tmp_path, [HEADER, a_row(1)], "new.csv"), write_csv(tmp_path, numbers, "numbers.csv")]
    with pytest.raises(SettingsError, match=r"No table of cases was found: numbers\.csv"):
        run_import(files, data_folder(tmp_path))


def test_the_mapping_may_name_the_sheets_of_a_system(tmp_path: Path) -> None:
    mapping = MAPPING.replace("  - name: Present system\n", "  - name: Present system\n    sheets: [data*]\n")
    path = write_workbook(tmp_path, Data=[HEADER, a_row(1)], Copy=[HEADER, a_row(2)])
    receipt = run_import(path, data_folder(tmp_path, mapping)).receipt
    assert receipt.rows["imported"] == 1
    assert receipt.not_read == ['export.xlsx, sheet "Copy": is not among the sheets that mapping.yml names.']


def test_merged_cells_above_the_names_do_not_disturb(tmp_path: Path) -> None:
    above = ["Case", "", "", "Where", "", "", "How", *[""] * (len(HEADER) - 7)]
    receipt = run_import(write_csv(tmp_path, [above, HEADER, a_row(1)]), data_folder(tmp_path)).receipt
    assert receipt.rows["imported"] == 1
    assert receipt.exports[0]["tables"][0]["names_in_row"] == 2


def test_names_of_columns_may_differ_in_case_and_spaces(tmp_path: Path) -> None:
    header = [name.upper().replace(" ", "  ") for name in HEADER]
    assert run_import(write_csv(tmp_path, [header, a_row(1)]), data_folder(tmp_path)).receipt.rows["imported"] == 1


def test_a_column_that_the_mapping_names_and_the_export_lacks_is_said_with_the_nearest(tmp_path: Path) -> None:
    header = ["Outcomes" if name == "Outcome" else name for name in HEADER]
    with pytest.raises(SettingsError) as raised:
        run_import(write_csv(tmp_path, [header, a_row(1)]), data_folder(tmp_path))
    assert raised.value.problems == [
        'export.csv: has no column "Outcome", which mapping.yml names for "Present system": correct mapping.yml, or '
        'export that column too. The nearest is "Outcomes".'
    ]


def test_columns_that_the_mapping_neither_uses_nor_ignores_are_listed(tmp_path: Path) -> None:
    rows = [[*HEADER, "Ward", "Channel 2"], [*a_row(1), "North", "x"]]
    receipt = run_import(write_csv(tmp_path, rows), data_folder(tmp_path)).receipt
    assert receipt.new_columns == ["Ward", "Channel 2"]
    assert "Customer Name" in receipt.not_imported


@pytest.mark.parametrize(
    ("target", "column", "words"),
    [
        ("team: Team", "team: Case Officer", "its name speaks of people or of what somebody wrote"),
        ("outcome: Outcome", "outcome: Description", "its name speaks of people or of what somebody wrote"),
        (
            "team: Team",
            "team: Desk",
            "it holds 40 different values that mapping.yml does not name, as text and names do",
        ),
    ],
)
def test_a_column_of_people_or_free_text_cannot_become_a_category(
    tmp_path: Path, target: str, column: str, words: str
) -> None:
    rows = [[*HEADER, "Desk"], *([*a_row(n), f"Desk of person {n}"] for n in range(1, 41))]
    data = data_folder(tmp_path, MAPPING.replace(target, column))
    with pytest.raises(DataError) as raised:
        run_import(write_csv(tmp_path, rows), data)
    message = str(raised.value)
    assert words in message
    assert "Move it to ignored in mapping.yml" in message
    assert "person 1" not in message
    assert not (data / "2025-26").exists()


def test_a_person_may_say_that_a_column_holds_no_people(tmp_path: Path) -> None:
    mapping = MAPPING.replace("team: Team", "team: Owner").replace(
        "    ignored:", "    holds_no_personal_data: [Owner]\n    ignored:"
    )
    rows = [["Owner" if name == "Team" else name for name in HEADER], a_row(1)]
    assert run_import(write_csv(tmp_path, rows), data_folder(tmp_path, mapping)).receipt.rows["imported"] == 1


def test_one_customer_has_one_pseudonym_and_it_is_not_the_number(tmp_path: Path) -> None:
    rows = [a_row(1), a_row(2, Customer_ID="70001"), a_row(3, Customer_ID=" 70001 "), a_row(4, Customer_ID="")]
    references = [case["customer_ref"] for case in imported(tmp_path, *rows)]
    assert references[0] == references[1] == references[2] != ""
    assert references[3] == ""
    assert "70001" not in "".join(references)


def test_several_columns_may_tell_a_customer(tmp_path: Path) -> None:
    mapping = MAPPING.replace("customer_ref: Customer ID", "customer_ref: [Customer Name, Email Address]").replace(
        "ignored: [Customer Name, Email Address, ", "ignored: ["
    )
    rows = [a_row(1), a_row(2, Customer_Name="Other Person"), a_row(3)]
    references = [case["customer_ref"] for case in imported(tmp_path, *rows, mapping=mapping)]
    assert references[0] == references[2] != references[1]


def test_dates_turned_round_on_the_way_are_suspected(tmp_path: Path) -> None:
    # Received on 3 to 8 May and closed on 20 June; the spreadsheet has read 05/03 as the 5th of March and so on: here
    # received is written as 5 March 2026 and later, so that it comes after the closing date.
    rows = [
        a_row(n, Date_Received=f"{n:02d}/08/2025", Date_Acknowledged="", Date_Closed="20/07/2025") for n in (3, 4, 5, 6)
    ]
    (doubt,) = doubts_of(receipt_of(tmp_path, a_row(9), *rows))
    # Turned round, 03/08 is 8 March: before the year's closing date, so all 4 would be in order.
    assert doubt.startswith("4 rows were closed before they were received, and 4 of them would be in order")
    assert "Export again and import that file as it is." in doubt


def test_numbers_that_an_earlier_year_has_are_refused(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    (data / "2024-25").mkdir()
    row = a_case(case_id="FB-0001", subject="Delay")
    text = csv_text([list(row), list(row.values())])
    (data / "2024-25" / "cases.csv").write_text(text, encoding="utf-8")
    receipt = run_import(write_csv(tmp_path, [HEADER, a_row(1), a_row(2)]), data).receipt
    assert receipt.refused[0]["reason"] == "row has the same case_id as a row of data/2024-25/cases.csv"


def test_a_case_may_be_merged_into_one_of_an_earlier_year(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    (data / "2024-25").mkdir()
    row = a_case(case_id="OLD-7", subject="Delay")
    (data / "2024-25" / "cases.csv").write_text(csv_text([list(row), list(row.values())]), encoding="utf-8")
    run_import(write_csv(tmp_path, [HEADER, a_row(1, Parent_Case="OLD-7")]), data)
    assert cases_of(data)[0]["merged_into"] == "OLD-7"


def test_an_earlier_year_that_cannot_be_read_is_told_and_does_not_stop_the_import(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    (data / "2024-25").mkdir()
    (data / "2024-25" / "cases.csv").write_text("nonsense", encoding="utf-8")
    receipt = run_import(write_csv(tmp_path, [HEADER, a_row(1)]), data).receipt
    assert doubts_of(receipt) == [
        "data/2024-25/cases.csv: cannot be used, so its case numbers were not compared with these."
    ]


def test_services_that_no_case_has_are_told(tmp_path: Path) -> None:
    (doubt,) = doubts_of(receipt_of(tmp_path, a_row(1, Service_Area="Highways")))
    assert doubt.startswith("data/council.yml: no case belongs to Parks & Play")


def test_a_year_that_ends_early_is_asked_about_unless_its_settings_say_so(tmp_path: Path) -> None:
    (doubt,) = receipt_of(tmp_path, a_row(1)).doubts
    assert doubt.startswith("The last case was received on 2025-06-03: if the export ends before the year does, write")
    assert "data_until: 2025-06-30 into year.yml" in doubt
    late = a_row(2, Date_Received="02/03/2026", Date_Acknowledged="", Date_Closed="09/03/2026")
    assert receipt_of(tmp_path, a_row(1), late).doubts == []
    (tmp_path / "data" / "2025-26").mkdir()
    (tmp_path / "data" / "2025-26" / "year.yml").write_text("data_until: 2025-06-30\n", encoding="utf-8")
    assert receipt_of(tmp_path, a_row(1)).doubts == []


def test_an_export_that_is_kept_with_the_data_is_told(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    (doubt,) = doubts_of(run_import(write_csv(data, [HEADER, a_row(1)]), data).receipt)
    assert doubt == ("export.csv: holds people's names, and lies inside the project or its data: move it out of there.")


def test_two_exports_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    files = [write_csv(folder, [HEADER, a_row(1)]) for folder in (tmp_path, tmp_path / "other")]
    with pytest.raises(DataError, match=r"export\.csv: given twice"):
        run_import(files, data_folder(tmp_path))


def test_another_year_of_the_same_export_takes_the_other_rows(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    path = write_csv(tmp_path, [HEADER, a_row(1), a_row(2, Date_Received="03/06/2024", Date_Acknowledged="")])
    assert run_import(path, data, Year(2024)).receipt.rows["imported"] == 1
    assert cases_of(data, Year(2024))[0]["case_id"] == "FB-0002"


def test_a_year_of_which_the_export_has_no_row_is_told_so_and_nothing_else(tmp_path: Path) -> None:
    header = ["Finding" if name == "Outcome" else name for name in HEADER]
    data = data_folder(tmp_path, mapping=MAPPING.replace("outcome: Outcome", "outcome: Finding"))
    receipt = run_import(write_csv(tmp_path, [header, a_row(1), a_row(2)]), data, Year(2022)).receipt
    assert receipt.excluded == {"received outside 2022/23": 2}
