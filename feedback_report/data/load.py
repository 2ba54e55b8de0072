"""Load the tables of a year's paper, checked: one call, every problem at once."""

from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from feedback_report.data.cell_checks import typed
from feedback_report.data.contract import Contract, contracts
from feedback_report.data.council_checks import council_problems
from feedback_report.data.row_rules import (
    OF_CASES,
    Known,
    action_rules,
    case_rules,
    reference_rules,
    remedy_rules,
    stage_rules,
)
from feedback_report.data.source_files import YEAR_TABLES, years_with_cases
from feedback_report.data.source_tables import each_source_table
from feedback_report.data.table_checks import CheckedTable, check_cells, check_rules
from feedback_report.data.tables import Tables
from feedback_report.errors import DataError
from feedback_report.settings import Council
from feedback_report.years import Year


def load_tables(data_dir: Path, year: Year, council: Council) -> Tables:
    """Read and check every table up to and including ``year``, and the reference tables.

    Raises DataError with one message for each kind of problem in each file: where it is, in which
    rows, what was expected and what to do. Messages hold nothing about a person.
    """
    tables, problems = sound_tables(data_dir, year, council)
    if problems or tables is None:
        raise DataError(problems)
    return tables


def sound_tables(data_dir: Path, year: Year, council: Council) -> tuple[Tables | None, list[str]]:
    """Get what can be used of every table up to and including ``year``, and the problems of the rest.

    A table other than the cases is held without the files and rows that have a problem. None where the cases themselves
    have one. Raises DataError when the folder, the year or a file is missing.
    """
    problems: list[str] = []
    by_name = contracts(council)
    tables = [check_cells(source, by_name[source.name]) for source in each_source_table(data_dir, year, problems)]
    years = [found for found in years_with_cases(data_dir) if found <= year]
    loaded = {name: _joined(tables, name, len(years)) for name in by_name}
    known = _known(loaded)
    cases_hold = loaded["cases"] is not None
    for table in tables:
        found = [*table.problems]
        if table.complete:
            found += check_rules(table, _rules(table, tables, council, known))
        problems += found
        cases_hold &= not found or table.source.name != "cases"
    problems += council_problems(loaded, council, data_dir.resolve().name)
    if not cases_hold:
        return None, problems
    frames: dict[str, Any] = {
        name: _sound(tables, name, contract) if problems else loaded[name] for name, contract in by_name.items()
    }
    return Tables(**frames, case_years=tuple(found.start for found in years)), problems


def _joined(tables: list[CheckedTable], name: str, years: int) -> pd.DataFrame | None:
    """Put the files of one table together, with the year of each row's folder; None unless all are complete."""
    parts = [table for table in tables if table.source.name == name and table.complete]
    if len(parts) != (years if name in YEAR_TABLES else 1):
        return None
    frames = [part.rows.assign(year=part.source.year.start) if part.source.year else part.rows for part in parts]
    return _stacked(frames)


def _sound(tables: list[CheckedTable], name: str, contract: Contract) -> pd.DataFrame:
    """Put the files of one table together as far as they can be used, row by row."""
    none = typed(pd.DataFrame(), contract)
    parts = [(table.rows[table.sound], table.source.year) for table in tables if table.source.name == name]
    frames = [rows.assign(year=year.start) if year else rows for rows, year in parts]
    if not frames and name in YEAR_TABLES:
        none = none.assign(year=pd.Series(dtype="int64"))
    return _stacked(frames) if frames else none


def _stacked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Put tables under one another; texts that one of them holds as categories are categories of all."""
    alike: dict[str, pd.CategoricalDtype] = {}
    for name in frames[0].columns:
        columns = [frame[name] for frame in frames]
        if len(frames) > 1 and any(isinstance(column.dtype, pd.CategoricalDtype) for column in columns):
            texts: set[str] = set().union(*(column.dropna().unique() for column in columns))
            alike[name] = pd.CategoricalDtype(pd.Index(sorted(texts), dtype="str"))
    return pd.concat([frame.astype(alike) for frame in frames] if alike else frames, ignore_index=True)


def _known(loaded: dict[str, pd.DataFrame | None]) -> Known:
    """Gather what rules beyond one file need."""
    cases, stages = loaded["cases"], loaded["stages"]
    return Known(
        cases=None if cases is None else cases[OF_CASES].dropna(subset="case_id").drop_duplicates("case_id"),
        stages=None if stages is None else pd.MultiIndex.from_frame(stages[["case_id", "stage"]]),
    )


def _rules(table: CheckedTable, tables: list[CheckedTable], council: Council, known: Known) -> list[pa.Check]:
    name, year = table.source.name, table.source.year
    if year is None:
        return reference_rules(name)
    earlier = {
        other.source.where: other.rows
        for other in tables
        if other.source.name == name and other.source.year and other.source.year < year and other.complete
    }
    match name:
        case "cases":
            return case_rules(year, council, earlier, known)
        case "stages":
            return stage_rules(year, council, earlier, known)
        case "remedies":
            return remedy_rules(year, known)
        case _:
            return action_rules(year)
