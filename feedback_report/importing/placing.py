"""Put the files of an import into the year's folder, each one whole."""

import csv
import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from feedback_report.data.contract import Contract
from feedback_report.data.csv_cells import csv_cells
from feedback_report.data.row_rules import Known, case_rules
from feedback_report.data.source_tables import SourceTable
from feedback_report.data.table_checks import check_cells, check_rules
from feedback_report.errors import DataError
from feedback_report.importing.receipt import RECEIPT, REFUSED_ROWS, Receipt
from feedback_report.settings import Council
from feedback_report.whole_files import patiently
from feedback_report.years import Year

CASES = "cases.csv"


def refuse_to_overwrite(folder: Path, exports: list[Path], overwrite: bool) -> None:
    """Make sure that an import would destroy nothing.

    Raises DataError when the year has cases already, unless they may be replaced, when its tables are in a workbook,
    and when an export lies in its folder, where it would be taken for the year's tables.
    """
    problems = [
        f"{export.name}: lies in {folder.name}/, where it would be taken for the year's tables, and it holds more than "
        "may be there: move it out of the data folder."
        for export in exports
        if export.resolve().parent == folder.resolve()
    ]
    books = [path.name for path in folder.glob("*.xlsx") if not path.name.startswith("~$")] if folder.is_dir() else []
    books = [name for name in books if name not in {export.name for export in exports}]
    if books:
        problems.append(
            f"{folder.name}/: has its tables in {', '.join(books)}, so cases.csv beside it would not be clear: save "
            "its sheets as CSV files and remove it, or leave the year as it is."
        )
    path = folder / CASES
    if path.is_file() and not overwrite and len(path.read_bytes().strip().splitlines()) > 1:
        problems.append(
            f"{folder.name}/{CASES}: holds cases already, and nothing was changed: add --replace to put the new ones "
            "in their place, or --dry-run to see the receipt alone."
        )
    if problems:
        raise DataError(problems)


def place(
    folder: Path,
    cases: pd.DataFrame,
    reasons: pd.DataFrame,
    receipt: Receipt,
    contract: Contract,
    council: Council,
    earlier: Mapping[str, pd.DataFrame],
) -> list[Path]:
    """Write cases.csv, the receipt and the refused rows beside the year's folder, check them, and move them in.

    Returns the files written. Raises DataError, and leaves the folder as it was, when the cases as written break the
    data contract or a file cannot be replaced.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".import-{folder.name}-", dir=folder.parent))
    try:
        _write(workshop / CASES, cases)
        _check(workshop / CASES, folder, contract, council, earlier)
        digest = hashlib.sha256((workshop / CASES).read_bytes()).hexdigest()
        (workshop / RECEIPT).write_text(replace(receipt, cases_sha256=digest).text(), encoding="utf-8", newline="\n")
        if len(reasons):
            _write(workshop / REFUSED_ROWS, reasons)
        return _move(workshop, folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _write(path: Path, rows: pd.DataFrame) -> None:
    rows.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)


def _check(path: Path, folder: Path, contract: Contract, council: Council, earlier: Mapping[str, pd.DataFrame]) -> None:
    where, year = f"{folder.parent.name}/{folder.name}/{CASES}", Year.parse(folder.name)
    cells = csv_cells(path, where)
    rows = cells.iloc[1:].set_axis(cells.iloc[0].tolist(), axis="columns")
    table = check_cells(SourceTable("cases", where, year, rows), contract)
    problems = table.problems
    if table.complete:
        known = pd.concat([*earlier.values(), table.rows]).drop_duplicates("case_id")
        problems = problems + check_rules(table, case_rules(year, council, earlier, Known(cases=known, stages=None)))
    if problems:
        raise DataError(["The cases were not put into place, because they would break the data contract:", *problems])


def _move(workshop: Path, folder: Path) -> list[Path]:
    """Move the new files over the old ones; when one cannot be replaced, put back those that were."""

    def move(path: Path, target: Path) -> None:
        patiently(lambda: path.replace(target))

    folder.mkdir(exist_ok=True)
    old = workshop / "old"
    old.mkdir()
    moved: list[Path] = []
    try:
        for name in (CASES, REFUSED_ROWS, RECEIPT):
            if (folder / name).is_file():
                move(folder / name, old / name)
            if (workshop / name).is_file():
                move(workshop / name, folder / name)
                moved.append(folder / name)
    except OSError:
        for path in moved:
            patiently(path.unlink)
        for path in old.iterdir():
            move(path, folder / path.name)
        raise DataError(
            f"{folder.name}/: a file cannot be replaced, and nothing was changed: close its files in other programs."
        ) from None
    return moved
