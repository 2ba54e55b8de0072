"""Find the table on a sheet: its row of column names, and the rows beneath."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd
from openpyxl.utils import get_column_letter

from feedback_report.importing.cleaning import plain, tidy
from feedback_report.importing.dates import is_date
from feedback_report.importing.export_cells import Sheet

ROWS_SEARCHED = 60
MOST_HEADER_ROWS = 3
_NUMBER = re.compile(r"[£$€]?\s?-?[\d,]*\d(\.\d+)?\s?%?")


@dataclass(frozen=True)
class Listing:
    """A table found on a sheet: one row per row beneath its column names, blank ones left out.

    ``rows`` holds text under the export's own column names, tidied; its index is the row number that a
    spreadsheet shows. ``header`` are the rows that hold the names, ``blank`` counts blank rows beneath.
    """

    sheet: Sheet
    header: tuple[int, ...]
    rows: pd.DataFrame
    blank: int
    overlong: tuple[int, ...]

    @property
    def where(self) -> str:
        return self.sheet.where

    @property
    def columns(self) -> list[str]:
        return list(self.rows.columns)


def find_listing(sheet: Sheet, known: Collection[str] = (), header_row: int | None = None) -> Listing | None:
    """Find the table of a sheet, or None when it has none.

    The names are in the row, or the rows of merged cells, before the first row that holds dates or numbers
    across the table. ``known`` are names to look out for; ``header_row`` says which row it is.
    """
    cells = sheet.cells.dropna(axis="columns", how="all")
    header: tuple[int, ...] = ()
    if header_row is not None:
        header = (header_row,) if header_row in cells.index else ()
    else:
        header = _best(_candidates(cells.head(ROWS_SEARCHED)), cells, known)
    if not header:
        return None
    names = _names(cells.loc[list(header)], header)
    last = max(header)
    beneath = cells[cells.index > last]
    rows = beneath.dropna(how="all").set_axis(names, axis="columns")
    rows = rows[[name for name in names if not name.startswith("(column ") or rows[name].notna().any()]]
    ends = [*rows.index[-1:], *(number for number in sheet.overlong if number > last)]
    overlong = tuple(number for number in sheet.overlong if number > last)
    blank = max(max(ends, default=last) - last - len(rows) - len(overlong), 0)
    return Listing(sheet, header, rows, blank, overlong)


def _candidates(top: pd.DataFrame) -> Iterator[tuple[int, ...]]:
    """Give the rows, or groups of adjoining rows, that may be column names."""
    filled = top.notna().sum(axis="columns")
    width = int(filled.max()) if len(filled) else 0
    worded = {number: not any(map(_is_value, row.dropna())) for number, row in top.iterrows()}
    numbers = list(top.index)
    for position, number in enumerate(numbers):
        if filled[number] < 2 or not worded[number]:
            continue
        group = [number]
        while position - len(group) >= 0 and len(group) < MOST_HEADER_ROWS:
            above = numbers[position - len(group)]
            complete = filled[number] >= width and top.loc[number].dropna().map(plain).is_unique
            if complete or above != group[0] - 1 or not worded[above] or filled[above] < 2:
                break
            group.insert(0, above)
        below = numbers[position + 1 :][:MOST_HEADER_ROWS]
        covered = int(top.loc[group].notna().any().sum())
        begins_table = any(filled[row] * 5 >= width * 2 and filled[row] > 1 and not worded[row] for row in below[:1])
        if covered * 2 >= width and (begins_table or not below):
            yield tuple(group)
        elif covered * 2 >= width:
            yield tuple(group[-1:])


def _best(candidates: Iterator[tuple[int, ...]], cells: pd.DataFrame, known: Collection[str]) -> tuple[int, ...]:
    """Choose the candidate with most known names, then one before a row of dates and numbers, then the first."""
    wanted = {plain(name) for name in known}
    best: tuple[tuple[int, bool, int], tuple[int, ...]] | None = None
    for group in candidates:
        names = _names(cells.loc[list(group)], group)
        after = cells[cells.index > group[-1]].head(1)
        before_values = bool(len(after)) and any(map(_is_value, after.iloc[0].dropna()))
        matched = sum(plain(name) in wanted or plain(name.split(" / ")[-1]) in wanted for name in names)
        if matched < 2 and not before_values:
            continue
        score = (matched, before_values, -group[-1])
        if best is None or score > best[0]:
            best = (score, group)
    return best[1] if best else ()


def _names(header: pd.DataFrame, rows: tuple[int, ...]) -> list[str]:
    """Read each column's name from its lowest cell; where that is not unique, with the merged cell above it."""
    levels = [[tidy(cell) if isinstance(cell, str) else "" for cell in header.loc[row]] for row in rows]
    lowest = [next((level[c] for level in reversed(levels) if level[c]), "") for c in range(len(header.columns))]
    times = Counter(plain(name) for name in lowest)
    names: list[str] = []
    for position, name in enumerate(lowest):
        letter = f"(column {get_column_letter(int(header.columns[position]) + 1)})"
        group = _group(levels, position)
        full = f"{group} / {name}" if name and times[plain(name)] > 1 and group and group != name else name
        full = full or letter
        names.append(f"{full} {letter}" if full in names else full)
    return names


def _group(levels: list[list[str]], position: int) -> str:
    """Get the merged cell over a column: it stands over its first column and is empty over the others."""
    above = levels[0][: position + 1] if len(levels) > 1 else []
    return next((name for name in reversed(above) if name), "")


def _is_value(cell: object) -> bool:
    text = tidy(str(cell))
    return bool(_NUMBER.fullmatch(text)) or is_date(text)
