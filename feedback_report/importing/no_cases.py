"""Tell the rows of an export that are no cases: totals and notes at its foot, column names on every page."""

import re

import pandas as pd

from feedback_report.importing.cleaning import plain

TOTAL_OR_NOTE = "total or note"
TOO_FEW_CELLS = "too few cells for a case"
NAMES_AGAIN = "column names again"
FEW_CELLS = 3

_NOTE = re.compile(
    r"(grand |sub-?\s?)?totals?\b|sum\b|count\b|average\b|mean\b|overall\b|number of\b|no\.? of\b|records?\b|rows?\b|"
    r"cases:|report\b|generated\b|exported\b|printed\b|produced\b|created by\b|run (on|by|date)\b|end of\b|page \d|"
    r"(applied )?filters?\b|source:|notes?\b|confidential\b|official\b|copyright\b|©|\*"
)
_REFERENCE = re.compile(r"[\w/.#:&()+-]+( [\w/.#:&()+-]+){0,3}")
_TOTAL = re.compile(r"((grand|sub|overall|report)[ -]?)?totals?( (cases|complaints|feedback|records|rows))?|sum|count")
LONGEST_REFERENCE = 40
LONGEST_WORD_OF_A_REFERENCE = 4


def is_reference(text: str) -> bool:
    """Say whether a text can be the number of a case: it has a digit, and no words longer than a prefix."""
    if len(text) > LONGEST_REFERENCE or not re.search(r"\d", text) or not _REFERENCE.fullmatch(text):
        return False
    parts = text.split(" ")
    return len(parts) == 1 or all(re.search(r"\d", part) or len(part) <= LONGEST_WORD_OF_A_REFERENCE for part in parts)


def is_total(value: str) -> bool:
    """Say whether a value is nothing but the name of a row of totals."""
    return _TOTAL.fullmatch(plain(value).rstrip(":")) is not None


def enough_cells(rows: pd.DataFrame) -> pd.Series:
    """Mark the rows of an export that have as many cells filled as a case has at least."""
    width = len(rows.columns)
    return rows.notna().sum(axis="columns") > max(min(FEW_CELLS, width // 2), width // 4)


def rows_without_a_case(rows: pd.DataFrame, case_ids: pd.Series, received: pd.Series) -> pd.Series:
    """Give the reason for each row of an export that is no case; missing for the others.

    ``case_ids`` and ``received`` are the tidied cells and the dates of the rows: a row with a date
    received is a case, whatever else it says.
    """
    reasons = pd.Series(pd.NA, index=rows.index, dtype="str")
    undated = rows[received.isna()]
    if undated.empty:
        return reasons
    names = {plain(name) for column in rows.columns for name in (column, column.split(" / ")[-1])}
    filled = undated.notna().sum(axis="columns")
    again = undated.apply(lambda column: column.map(lambda cell: isinstance(cell, str) and plain(cell) in names))
    first = undated.bfill(axis="columns").iloc[:, 0]
    noted = first.map(lambda cell: isinstance(cell, str) and _NOTE.match(plain(cell)) is not None)
    numbered = case_ids[undated.index].map(lambda cell: isinstance(cell, str) and is_reference(cell))
    few = ~enough_cells(undated) & ~numbered.astype("bool")
    reasons[undated.index[few.to_numpy(dtype=bool)]] = TOO_FEW_CELLS
    reasons[undated.index[noted.to_numpy(dtype=bool)]] = TOTAL_OR_NOTE
    reasons[undated.index[(again.sum(axis="columns") * 2 > filled).to_numpy(dtype=bool)]] = NAMES_AGAIN
    return reasons
