"""The cases of earlier years, by which an import knows numbers that are taken and cases that were merged into."""

from pathlib import Path

import pandas as pd

from feedback_report.data.cell_checks import typed
from feedback_report.data.contract import Contract
from feedback_report.data.csv_cells import csv_cells
from feedback_report.data.source_files import years_with_cases
from feedback_report.data.workbook_cells import workbook_cells
from feedback_report.errors import DataError
from feedback_report.years import Year


def earlier_cases(data_dir: Path, year: Year, contract: Contract) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Read the cases of the years before one, by file, in the contract's types with the column ``year``.

    Comes with a sentence for each file that could not be used; `check` says what is wrong with it.
    """
    found, problems = {}, []
    for before in (before for before in years_with_cases(data_dir) if before < year):
        folder = data_dir / before.folder
        where = f"{data_dir.name}/{before.folder}/cases.csv"
        try:
            if (folder / "cases.csv").is_file():
                cells = csv_cells(folder / "cases.csv", where)
            else:
                book = next(path for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith("~$"))
                cells = workbook_cells(book, where, ["cases"])["cases"]
        except (DataError, StopIteration):
            problems.append(f"{where}: cannot be used, so its case numbers were not compared with these.")
            continue
        rows = cells.iloc[1:].set_axis(cells.iloc[0].fillna("").tolist(), axis="columns")
        if {"case_id", "received", "merged_into"} <= set(rows.columns) and rows.columns.is_unique:
            found[where] = typed(rows, contract).assign(year=before.start)
        else:
            problems.append(f"{where}: lacks columns, so its case numbers were not compared with these.")
    return found, problems
