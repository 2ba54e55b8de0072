"""Pipe tables: rows whose last cells pandoc would lose."""

import re

from feedback_report.reader.fences import code_lines
from feedback_report.reader.places import Line, Problems

_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_NO_BAR = re.compile(r"\\.|(`+).*?\1|(?<!\$)\$[^\s$][^$]*\$")


def refuse_cells_too_many(lines: list[Line], problems: Problems) -> None:
    """Report rows of a pipe table that hold more cells than its head: pandoc drops the rest."""
    parts = code_lines(lines)
    columns = 0
    for number, line in enumerate(lines):
        is_delimiter = "|" in line.text and _DELIMITERS.fullmatch(line.text) is not None
        if parts[number] or not line.text.strip():
            columns = 0
        elif is_delimiter and number and "|" in lines[number - 1].text and not columns:
            columns = _cells(line.text)
        elif columns and _cells(line.text) > columns:
            problems.add(
                line.place,
                f"the row holds {_cells(line.text)} cells and the table {columns} columns: the rest would be lost "
                "(a bar inside a cell is written \\|).",
            )


def _cells(row: str) -> int:
    bare = _NO_BAR.sub("", row).strip()
    return bare.removeprefix("|").removesuffix("|").count("|") + 1
