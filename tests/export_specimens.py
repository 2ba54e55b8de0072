"""Invented exports of recording systems that never were, with every oddity that real ones have."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from small_data import a_council

from feedback_report.data.contract import Contract, contracts
from feedback_report.importing.import_cases import Drafted, Imported, import_cases
from feedback_report.importing.receipt import Receipt
from feedback_report.years import Year

YEAR = Year(2025)

# Planted in every row's columns of names and free text: nothing of them may ever be written down.
SECRETS = ("Zaphira", "Quillfeather", "zq@example.org", "Nettlebed Row", "never came back", "Officer Brindlewood")

HEADER = [
    "Case Ref",
    "Date Received",
    "Type",
    "Directorate",
    "Service Area",
    "Team",
    "Contact Method",
    "Category",
    "Procedure",
    "Customer ID",
    "Customer Name",
    "Email Address",
    "Home Address",
    "Parent Case",
    "Date Acknowledged",
    "Extension Agreed",
    "Date Closed",
    "Outcome",
    "Status",
    "Description",
    "Case Officer",
]

COUNCIL = """
name: Test Council
short_name: the Council
area: the district
area_code: E1
services:
  - {key: parks, name: Parks & Play, short_name: Parks}
procedures:
  corporate: {name: Corporate, stages: {1: {target: 10, extended: 20, starts: received, source: the test}}}
  statutory: {name: Statutory, stages: {1: {target: 10, extended: 20, starts: received, source: the test}}}
subjects: [Delay, Conduct]
"""

MAPPING = """
checked: yes
systems:
  - name: Present system
    columns:
      case_id: Case Ref
      received: Date Received
      feedback_type: Type
      directorate: Directorate
      service: Service Area
      team: Team
      contact_method: Contact Method
      subject: Category
      procedure: Procedure
      customer_ref: Customer ID
      merged_into: Parent Case
      acknowledged: Date Acknowledged
      extension_agreed: Extension Agreed
      closed: Date Closed
      outcome: Outcome
      status: Status
    values:
      feedback_type: {Complaint: complaint, Compliment: compliment, Comment: comment, Enquiry: (leave out)}
      contact_method: {E-mail: email, Web form: portal, Phone: telephone, Letter: post, Visit: in person}
      subject: {Delay: Delay, Conduct: Conduct}
      procedure: {Corporate: corporate, Statutory: statutory}
      extension_agreed: {Yes: yes, No: no}
      outcome: {Upheld: upheld, Partly upheld: partially upheld, Not upheld: not upheld}
      status: {Open: open, Closed: closed}
    other_values: {directorate: as written, service: as written, team: as written}
    ignored: [Customer Name, Email Address, Home Address, Description, Case Officer]
"""


def contract() -> Contract:
    return contracts(a_council(subjects=["Delay", "Conduct"]))["cases"]


def a_row(number: int = 1, **cells: Any) -> list[Any]:
    """Get a row of an export: a closed complaint; ``cells`` change it by column, spaces written as underscores."""
    row = {
        "Case Ref": f"FB-{number:04d}",
        "Date Received": "03/06/2025",
        "Type": "Complaint",
        "Directorate": "Places",
        "Service Area": "Parks & Play",
        "Team": "Rangers",
        "Contact Method": "E-mail",
        "Category": "Delay",
        "Procedure": "Corporate",
        "Customer ID": f"{70000 + number}",
        "Customer Name": f"{SECRETS[0]} {SECRETS[1]}",
        "Email Address": SECRETS[2],
        "Home Address": f"{number} {SECRETS[3]}",
        "Parent Case": "",
        "Date Acknowledged": "05/06/2025",
        "Extension Agreed": "No",
        "Date Closed": "16/06/2025",
        "Outcome": "Upheld",
        "Status": "Closed",
        "Description": f"The ranger, {SECRETS[0]} says, {SECRETS[4]}.",
        "Case Officer": SECRETS[5],
    }
    return list((row | {name.replace("_", " "): value for name, value in cells.items()}).values())


def csv_text(rows: Iterable[Sequence[Any]], separator: str = ",", line_end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def write_csv(folder: Path, rows: Iterable[Sequence[Any]], name: str = "export.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(csv_text(rows).encode(encoding))
    return path


def write_workbook(folder: Path, name: str = "export.xlsx", **sheets: Iterable[Sequence[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    book.save(folder / name)
    return folder / name


def data_folder(folder: Path, mapping: str | None = MAPPING, council: str = COUNCIL) -> Path:
    """Make a data folder with a council and a mapping."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    (data / "council.yml").write_text(council, encoding="utf-8")
    if mapping:
        (data / "mapping.yml").write_text(mapping, encoding="utf-8")
    return data


def run_import(export: Path | list[Path], data: Path, year: Year = YEAR, **options: Any) -> Imported:
    """Import into a data folder that has a mapping."""
    done = import_cases(export if isinstance(export, list) else [export], year, data, **options)
    assert isinstance(done, Imported)
    return done


def draft(export: Path, data: Path) -> str:
    """Let the import draft the mapping of a data folder that has none, and get its text."""
    done = import_cases([export], YEAR, data)
    assert isinstance(done, Drafted)
    return done.text


def cases_of(data: Path, year: Year = YEAR) -> list[dict[str, str]]:
    """Read the cases that were imported."""
    with (data / year.folder / "cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def doubts_of(receipt: Receipt) -> list[str]:
    """Get what a receipt asks to be looked at, except that the specimens' cases end in June."""
    return [doubt for doubt in receipt.doubts if not doubt.startswith("The last case was received on")]


def written_text(folder: Path) -> str:
    """Join the text of every file below a folder."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file())
