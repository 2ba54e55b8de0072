"""Exports as cities and regulators publish them, made up anew with the oddities that theirs have."""

from pathlib import Path

import pytest
from export_specimens import SECRETS, cases_of, contract, data_folder, draft, run_import, write_csv
from test_import_draft import lines

from feedback_report.errors import SettingsError
from feedback_report.importing.ready_mapping import load_mapping
from feedback_report.importing.receipt import Receipt

# Dates with the month first and a time, codes of departments, what was done as free text, one address in each row.
MONTH_FIRST = ["Unique Key", "Created Date", "Closed Date", "Agency", "Complaint Type", "Incident Address", "Status"]
MONTH_FIRST += ["Resolution Description", "Open Data Channel Type"]
# Small letters and underscores, times in UTC, a web address, a closing reason that is one blank.
IN_UTC = ["case_enquiry_id", "open_dt", "closed_dt", "case_status", "closure_reason", "subject", "queue", "source"]

REQUESTS = """
checked: yes
systems:
  - name: City
    dates: month first
    columns: {case_id: Unique Key, received: Created Date, closed: Closed Date, status: Status,
      contact_method: Open Data Channel Type, subject: Complaint Type}
    constants: {feedback_type: complaint, procedure: corporate, service: Parks & Play}
    values:
      status: {Closed: closed, Open: open, In Progress: open}
      contact_method: {PHONE: telephone, ONLINE: portal, MOBILE: portal, UNKNOWN: (empty)}
      subject: {Noise - Street/Sidewalk: Conduct, HEAT/HOT WATER: Delay}
    ignored: [Agency, Incident Address, Resolution Description]
"""


def a_request(number: int, created: str, closed: str, status: str = "Closed", channel: str = "PHONE") -> list[str]:
    done = f"The department told {SECRETS[0]} that it {SECRETS[4]}."
    return [str(number), created, closed, "DHS", "Noise - Street/Sidewalk", SECRETS[3], status, done, channel]


def imported(tmp_path: Path, *rows: list[str]) -> tuple[Receipt, list[dict[str, str]]]:
    data = data_folder(tmp_path, REQUESTS)
    return run_import(write_csv(tmp_path, [MONTH_FIRST, *rows]), data).receipt, cases_of(data)


def test_a_draft_finds_what_a_city_calls_its_columns_and_shows_no_address_or_text(tmp_path: Path) -> None:
    rows = [a_request(n, "06/26/2025 10:58:54 PM", "07/19/2025 09:00:00 AM") for n in range(39573567, 39573599)]
    text = draft(write_csv(tmp_path, [MONTH_FIRST, *rows]), data_folder(tmp_path, mapping=None))
    for line in (
        "dates: month first",
        "case_id: Unique Key",
        "received: Created Date",
        "closed: Closed Date",
        "contact_method: Open Data Channel Type",
        "status: Status",
        "PHONE: telephone",
        "- Incident Address",
        "- Resolution Description",
    ):
        assert line in lines(text)
    assert not [secret for secret in SECRETS if secret in text]


def test_a_column_called_subject_that_holds_departments_is_left_to_decide(tmp_path: Path) -> None:
    departments = ["Animal Control", "Public Works Department", "Inspectional Services"]
    rows = [
        [f"10100099{n:04d}", "2025-06-03 02:57:13", "", "Open", " ", departments[n % 3], "INFO_Q1", "Constituent Call"]
        for n in range(30)
    ]
    data = data_folder(tmp_path, mapping=None)
    text = draft(write_csv(tmp_path, [IN_UTC, *rows]), data)
    assert {f"{name}: (decide)" for name in (*departments, "Constituent Call")} <= set(lines(text))
    with pytest.raises(SettingsError, match="still to be decided"):
        load_mapping(data / "mapping.yml", contract())


def test_complaints_that_a_regulator_publishes_without_a_number_need_one(tmp_path: Path) -> None:
    header = ["Date received", "Product", "Submitted via", "Company response to consumer"]
    rows = [["7/29/2025", "Loan", "Postal mail", "Closed with explanation"] for _ in range(20)]
    data = data_folder(tmp_path, mapping=None)
    text = draft(write_csv(tmp_path, [header, *rows]), data)
    assert "# case_id:" in lines(text) and "received: Date received" in lines(text)
    with pytest.raises(SettingsError, match='"case_id" is missing under columns'):
        load_mapping(data / "mapping.yml", contract())


def test_closing_dates_that_disagree_with_the_status_or_the_opening_refuse_their_rows(tmp_path: Path) -> None:
    receipt, cases = imported(
        tmp_path,
        a_request(1, "06/26/2025 10:58:54 AM", "06/26/2025 12:50:01 PM", channel="UNKNOWN"),
        a_request(2, "06/26/2025 10:58:54 AM", "06/25/2025 11:59:00 PM"),
        a_request(3, "06/26/2025 10:58:54 AM", "", status="Closed"),
        a_request(4, "06/26/2025 10:58:54 AM", "07/01/2025 09:00:00 AM", status="In Progress"),
        a_request(5, "06/26/2025 10:58:54 AM", "", status="Email Sent"),
    )
    assert receipt.rows == {"read": 5, "imported": 1, "duplicates": 0, "excluded": 0, "refused": 4}
    assert {entry["reason"]: entry["first_rows"] for entry in receipt.refused} == {
        'row has "closed" before "received"': "3",
        'row has "status" closed and no "closed"': "4",
        'row has "status" open or paused and a "closed" too': "5",
        "value that mapping.yml does not name": "6",
    }
    assert [(case["case_id"], case["closed"], case["contact_method"]) for case in cases] == [("1", "2025-06-26", "")]


def test_a_time_in_utc_on_a_summer_evening_is_the_next_day_in_britain(tmp_path: Path) -> None:
    receipt, cases = imported(
        tmp_path, a_request(1, "2025-06-30 23:30:00+00:00", "2025-12-31 23:30:00+00:00", channel="MOBILE")
    )
    assert [(case["received"], case["closed"]) for case in cases] == [("2025-07-01", "2025-12-31")]
    assert receipt.changed["received: times in other time zones turned into British time"] == 1
