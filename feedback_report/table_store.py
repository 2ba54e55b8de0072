"""Keep checked tables in a folder and get them back as they were, faster than from their files."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import ipc

from feedback_report.load import Tables

CASE_YEARS = "case_years.json"
TABLES_VARIABLE = "FEEDBACK_REPORT_TABLES"  # names, within a build, the folder with the checked tables


def save_tables(tables: Tables, folder: Path) -> None:
    """Write each table as an Arrow file, and the case years, into a folder that is made if need be.

    The tables hold personal data as far as the cases do: keep the folder where the cases may be kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in _frames():
        table = pa.Table.from_pandas(getattr(tables, name), preserve_index=False)
        with ipc.new_file(folder / f"{name}.arrow", table.schema) as file:
            file.write_table(table)
    (folder / CASE_YEARS).write_text(json.dumps(tables.case_years), encoding="utf-8")


def read_tables(folder: Path) -> Tables:
    """Read what ``save_tables`` wrote: the same rows, columns, order and types.

    Raises FileNotFoundError when the folder does not hold every table.
    """
    case_years = tuple(json.loads((folder / CASE_YEARS).read_text(encoding="utf-8")))
    frames: dict[str, Any] = {name: _read(folder / f"{name}.arrow") for name in _frames()}
    return Tables(**frames, case_years=case_years)


def _frames() -> list[str]:
    return [field.name for field in fields(Tables) if field.type is pd.DataFrame]


def _read(path: Path) -> pd.DataFrame:
    with path.open("rb") as content, ipc.open_file(content) as file:
        return file.read_all().to_pandas()
