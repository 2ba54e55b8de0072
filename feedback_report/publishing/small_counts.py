"""Counts below the threshold in the files as they are: the figures' data, the page's, the workbook and the facts."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook

from feedback_report.building.assemble import Draft
from feedback_report.data.problems import sentence
from feedback_report.disclosure.withholding import is_small
from feedback_report.facts import from_json
from feedback_report.measures.stages import COUNTS
from feedback_report.publishing.file_texts import texts_of
from feedback_report.tables.appendix_series import are_counts
from feedback_report.workbook.columns import names_of

# Columns of data that count cases or people. Other numbers are years, ranks, shares, rates, days and limits of days.
_COUNTED = {
    *COUNTS,
    *("unfinished", "received", "known", "unknown", "before_collection", "late", "not_recorded", "extension_agreed"),
    *("in_merged_groups", "merged_groups", "merged_customers", "several", "remedies"),
}
_COUNTED_TOO = re.compile(r"(?:count|base)(?:_\w+)?")
_UNITS = {"case", "complaint", "compliment", "comment", "request"}  # of facts; those of "cases" count other things too
_OWN, _NOT_OWN = "is_council", {"False", "no"}  # the counts of other councils are theirs to publish
_SHEET = re.compile(r"(Figure |A)(\d+)\b")


def small_counts(files: Mapping[str, Path], draft: Draft, threshold: int) -> Iterator[str]:
    """Find the counts of cases and people from 1 to below the threshold: file by file, how many and where."""
    for name, path in files.items():
        if name.startswith("figures/") or name == "report.html":
            data = (said for said in texts_of(path, name) if said[0].endswith(".csv"))
            for place, text in data:
                if "\n" in text:  # the first text of a file is its name
                    yield from _in_data(place, text, threshold)
        elif name == "appendix.xlsx":
            yield from _in_workbook(name, path, draft, threshold)
        elif name == "facts.json":
            yield from _in_facts(name, path, threshold)


def _in_data(place: str, text: str, threshold: int) -> Iterator[str]:
    frame = pd.read_csv(io.StringIO(text), dtype="string")
    if _OWN in frame:
        frame = frame[~frame[_OWN].isin(_NOT_OWN)]
    for column in filter(_is_counted, frame.columns):
        numbers = pd.to_numeric(frame[column], errors="coerce").dropna()
        yield from _told(f"{place}, column {column}", numbers, threshold)


def _in_workbook(name: str, path: Path, draft: Draft, threshold: int) -> Iterator[str]:
    """Search the table of each sheet, whose columns stand as in the data that the sheet is made from."""
    for sheet in load_workbook(path):
        match = _SHEET.match(sheet.title)
        if match is None:
            continue
        of_figure = match[1] != "A"
        held = (draft.figures if of_figure else draft.tables)[int(match[2]) - 1]
        names = names_of(held.csv)
        for table in sheet.tables.values():
            headings, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
            if not of_figure:
                rows = [row for row in rows if are_counts(names, row)]
            elif _OWN in names:
                rows = [row for row in rows if row[names.index(_OWN)] not in _NOT_OWN]
            for at, column in enumerate(names):
                if _is_counted(column) if of_figure else re.fullmatch(r"y\d{4}", column):
                    yield from _told(f"{name}, {sheet.title}, {headings[at]}", _numbers(rows, at), threshold)


def _in_facts(name: str, path: Path, threshold: int) -> Iterator[str]:
    for fact in from_json(path.read_text(encoding="utf-8")).values():
        is_itself = fact.formula != ""  # and not the same count in words
        if is_itself and fact.unit.rpartition(" ")[2] in _UNITS and isinstance(fact.value, int):
            yield from _told(f"{name}, {fact.name}", [fact.value], threshold)


def _is_counted(column: str) -> bool:
    return column in _COUNTED or _COUNTED_TOO.fullmatch(column) is not None


def _numbers(rows: Sequence[Sequence[Any]], at: int) -> list[float]:
    return [row[at] for row in rows if isinstance(row[at], int | float)]


def _told(place: str, numbers: Iterable[float], threshold: int) -> Iterator[str]:
    small = sum(is_small(number, threshold) for number in numbers)
    if small:
        yield f"{place}: holds {sentence('{n} {count|counts}', small)} below {threshold}."
