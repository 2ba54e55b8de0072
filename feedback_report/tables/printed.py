"""Printed tables: a tidy frame as a Markdown pipe table that every renderer reads alike.

Pandoc's rule for pipe tables: when a line of the source is longer than 72 characters, the table
takes the width of the text and the dashes under the headings set the columns' shares of it. So
the dashes here follow the words of each column.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from feedback_report.errors import ReportError
from feedback_report.tables.totals import Cell, Record, total_cells
from feedback_report.tables.values import KINDS, RIGHT, Writing, kind_of, written_value
from feedback_report.wording import escape_markdown, plain_text
from feedback_report.wording.labels import NothingToShow, name_of

WIDEST = 40  # characters of a text column that count for its width


def to_markdown(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    formats: Mapping[str, str] | None = None,
    decimals: Mapping[str, int] | int = 0,
    total_row: str | Mapping[str, Any] | None = None,
    across: str | None = None,
    absent: Any = None,
    labels: Mapping[Hashable, str] | None = None,
    year_style: str = "2024/25",
    smallest_base: int = 0,
) -> str:
    """Write a frame as a Markdown pipe table.

    columns: the columns to print, in order, with their headings; the first one names the rows.
    formats: how a column is written where its name and type do not tell: ``text``, ``number``,
        ``share`` (a fraction from 0 to 1, as a percentage), ``change`` (with its sign),
        ``relative change`` (a fraction, as a percentage with its sign), ``share change`` (a
        difference of fractions, in percentage points with its sign), ``year``, ``date``, ``yes or no``.
    decimals: of all percentages, or by column, of numbers too.
    total_row: the row in bold. A text names it: the row that the frame holds, or else a last row
        that is added, with the sums of whole numbers, and for ``share`` the sum of ``count`` over
        ``base``. A mapping of columns to values (with ``across``: of its values to such mappings,
        beside the first column's) is a last row as it stands.
    across: a column, such as ``service``, for each value of which the columns after the first
        stand again, side by side. ``absent``: the value where one of them lacks a row.
    smallest_base: shares of a smaller ``base`` (changes from a smaller ``count_before``) are "[z]".

    Numbers and percentages are rounded half up and aligned right; a withheld one is "[c]", a missing
    one "[x]" (``marks.marks_note`` explains them). Text is printed as it is, never read as Markdown.
    Raises NothingToShow when there is no row, ReportError when the frame lacks a column or, with
    ``across``, has a row twice.
    """
    _check(frame, [*columns, *([across] if across else [])])
    first = next(iter(columns))
    if frame.empty:
        raise NothingToShow("The table has no rows: nothing to print. Show a sentence that says so instead.")
    kinds = _kinds(frame, columns, formats or {})
    writing = Writing(
        kinds=kinds,
        decimals=decimals if isinstance(decimals, Mapping) else _of_percentages(kinds, decimals),
        labels=labels or {},
        year_style=year_style,
        smallest_base=smallest_base,
    )
    blocks = _blocks(frame, across)
    rows, total = _rows(blocks, columns, absent, across), -1
    if isinstance(total_row, str) and total_row in [record[column] for (column, record), *_ in rows]:
        total = [record[column] for (column, record), *_ in rows].index(total_row)
    elif total_row is not None:
        rows.append(total_cells(blocks, columns, total_row, writing))
        total = len(rows) - 1
    written = [[_written(cell, writing) for cell in row] for row in rows]
    headings = [columns[first]] + [
        f"{name_of(block, across, labels, year_style)}: {columns[column]}" if across else columns[column]
        for block in blocks
        for column in list(columns)[1:]
    ]
    right = [writing.kinds[column] in RIGHT for column, _ in rows[0]]
    return _pipe_table([plain_text(heading) for heading in headings], written, right, total)


def _check(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        held = ", ".join(map(str, frame.columns))
        raise ReportError(f'The table needs the column "{column}"; the frame has {held}.' for column in missing)


def _kinds(frame: pd.DataFrame, columns: Mapping[str, str], formats: Mapping[str, str]) -> dict[str, str]:
    kinds = {column: formats.get(column) or kind_of(column, frame[column]) for column in columns}
    unknown = [column for column, kind in kinds.items() if kind not in KINDS]
    if unknown:
        raise ReportError(
            f'The column "{column}" cannot be written as "{kinds[column]}": expected {", ".join(KINDS)}.'
            for column in unknown
        )
    return kinds


def _of_percentages(kinds: Mapping[str, str], decimals: int) -> dict[str, int]:
    return {column: decimals for column, kind in kinds.items() if kind in ("share", "relative change", "share change")}


def _blocks(frame: pd.DataFrame, across: str | None) -> dict[Hashable, list[Record]]:
    """Deal the rows out to the blocks that stand side by side; without ``across`` there is one."""
    records: list[Record] = frame.to_dict("records")
    if across is None:
        return {"": records}
    names = list(dict.fromkeys(record[across] for record in records))
    return {name: [record for record in records if record[across] == name] for name in names}


def _rows(
    blocks: Mapping[Hashable, list[Record]], columns: Mapping[str, str], absent: Any, across: str | None
) -> list[list[Cell]]:
    first, *others = columns
    if across is None:
        return [[(column, record) for column in columns] for records in blocks.values() for record in records]
    lacking: Record = dict.fromkeys(others, absent)
    names = list(dict.fromkeys(record[first] for records in blocks.values() for record in records))
    by_name = {block: {record[first]: record for record in records} for block, records in blocks.items()}
    twice = [block for block, records in blocks.items() if len(records) > len(by_name[block])]
    if twice:
        raise ReportError(
            f'The table needs one row for each "{first}"; {plain_text(str(block))} has one twice.' for block in twice
        )
    return [
        [(first, {first: name})]
        + [(column, by_name[block].get(name, lacking)) for block in blocks for column in others]
        for name in names
    ]


def _written(cell: Cell, writing: Writing) -> str:
    column, record = cell
    return (
        ""
        if record.get(column) == "" and isinstance(record.get(column), str)
        else written_value(column, record, writing)
    )


def _pipe_table(headings: list[str], rows: list[list[str]], right: list[bool], total: int) -> str:
    widths = [
        _width([heading, *(row[place] for row in rows)], is_number)
        for place, (heading, is_number) in enumerate(zip(headings, right, strict=True))
    ]
    rule = [
        ("-" * (width + 1) + ":") if is_number else (":" + "-" * (width + 1))
        for width, is_number in zip(widths, right, strict=True)
    ]
    lines = [[escape_markdown(heading) for heading in headings], rule]
    for place, row in enumerate(rows):
        cells = [escape_markdown(text) for text in row]
        lines.append([f"**{text}**" if text else "" for text in cells] if place == total else cells)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _width(texts: list[str], is_number: bool) -> int:
    """Get the width of a column: its longest word, and of a column of text also its longest line up to a limit."""
    longest_word = max((len(word) for text in texts for word in text.split()), default=1)
    longest_text = max(len(text) for text in texts[is_number:] or texts)
    return max(3, min(longest_word, WIDEST), min(longest_text, WIDEST))
