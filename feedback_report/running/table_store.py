"""Keep checked tables in a folder and get them back as they were, faster than from their files."""

import json
from dataclasses import fields
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import ipc

from feedback_report.data.tables import Tables
from feedback_report.fingerprints import of_files
from feedback_report.measures.period import Comparable
from feedback_report.running.noted_reads import unnoted

YEARS = "years.json"
FEW_ROWS = 50_000


def save_comparable(held: Comparable, folder: Path) -> None:
    """Write the tables of a paper, cut to the months that can be compared, into a folder that is made if need be.

    The tables hold personal data as far as the cases do: keep the folder where the cases may be kept.
    """
    _save(held.tables, folder / "tables")
    if held.whole_years is not held.tables:
        _save(held.whole_years, folder / "whole-years")
    (folder / YEARS).write_text(json.dumps(held.left_out), encoding="utf-8")


def read_comparable(folder: Path) -> Comparable:
    """Read what ``save_comparable`` wrote: the same rows, columns, order and types.

    Raises FileNotFoundError when the folder does not hold every table.
    """
    left_out = tuple(json.loads((folder / YEARS).read_text(encoding="utf-8")))
    tables = _read(folder / "tables")
    whole = folder / "whole-years"
    return Comparable(tables, _read(whole) if whole.is_dir() else tables, left_out)


def table_fingerprints(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Get the fingerprints of what ``save_comparable`` wrote: of each table by its name in a paper, and of all else."""
    files = of_files((path for path in folder.rglob("*") if path.is_file()), folder)
    others = {name: fingerprint for name, fingerprint in files.items() if not name.endswith(".arrow")}
    tables = {name: files[f"tables/{name}.arrow"] for name in _frames()}
    whole = {name: files.get(f"whole-years/{name}.arrow", tables[name]) for name in _frames()}
    named = {f"tables.{name}": fingerprint for name, fingerprint in tables.items()}
    return named | {f"whole_years.{name}": fingerprint for name, fingerprint in whole.items()}, others


def _save(tables: Tables, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in _frames():
        table = pa.Table.from_pandas(getattr(tables, name), preserve_index=False)
        with ipc.new_file(folder / f"{name}.arrow", table.schema) as file:
            file.write_table(table)
    others = {"case_years": tables.case_years, "months": tables.months}
    (folder / YEARS).write_text(json.dumps(others), encoding="utf-8")


class _Kept(Tables):
    """Tables of which each is read from its file when it is first asked for: few sections use them all."""

    _folder: Path

    def __getattr__(self, name: str) -> pd.DataFrame:  # only asked for what is not there yet
        if name not in _frames():
            raise AttributeError(name)
        with unnoted():
            frame = _frame(self._folder / f"{name}.arrow")
        object.__setattr__(self, name, frame)
        return frame


def _read(folder: Path) -> Tables:
    others = json.loads((folder / YEARS).read_text(encoding="utf-8"))
    for name in _frames():
        if not (folder / f"{name}.arrow").is_file():
            raise FileNotFoundError(folder / f"{name}.arrow")
    tables = object.__new__(_Kept)
    tables.__dict__.update(case_years=tuple(others["case_years"]), months=others["months"], _folder=folder)
    return tables


@cache
def _frames() -> list[str]:
    return [field.name for field in fields(Tables) if field.type is pd.DataFrame]


def _frame(path: Path) -> pd.DataFrame:
    with pa.memory_map(str(path)) as content, ipc.open_file(content) as file:
        table = file.read_all()
    # Texts of few rows are quicker to choose among and to count as Python's, those of many as Arrow's.
    with pd.option_context("mode.string_storage", "python" if table.num_rows < FEW_ROWS else "pyarrow"):
        return table.to_pandas()
