"""The columns of a sheet: their headings, their cells as numbers or text, and how numbers are shown."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback_report.tables.data_columns import MONTH, TRUTH, column_name
from feedback_report.tables.values import RIGHT
from feedback_report.wording import month_name, plain_text
from feedback_report.wording.labels import NOT_RECORDED
from feedback_report.wording.marks import NO_NUMBER
from feedback_report.years import Year

Value = str | int | float
TEXT = "@"  # what is typed or changed in such a cell stays text too
WHOLE, PLAIN, ONE_DECIMAL = "#,##0", "0", "#,##0.0"
_SHOWN = {
    "share": "0.0%",
    "relative change": "+0.0%;-0.0%;0.0%",
    "share change": "+0.0%;-0.0%;0.0%",
    "change": "+#,##0;-#,##0;0",
}
_WHOLE_NUMBER = re.compile(r"[+-]?\d+")


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its heading, its cells, and the number format in which they are shown."""

    heading: str
    cells: Sequence[Value]
    format: str

    @property
    def has_numbers(self) -> bool:
        """Whether its cells are numbers, or marks where there is none."""
        return self.format != TEXT


def columns_of(
    text: str, kinds: Mapping[str, str], headings: Mapping[str, str], year_style: str = "2024/25"
) -> list[Column]:
    """Get the columns of a CSV text, unrounded: numbers where ``kinds`` says so, text as it is.

    ``headings`` names columns as the paper does; others get the words of the page's tables, and so do months.
    Financial years are written in ``year_style``. An empty cell is "[x]" in a column of numbers and "Not recorded"
    in one of text. Headings differ in more than capitals.
    """
    names, *rows = _rows(text)
    columns: list[Column] = []
    taken: set[str] = set()
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        heading = plain_text(headings.get(name, "")) or column_name(name, names)
        if heading.casefold() in taken:
            heading = f"{heading} ({name})"
        taken.add(heading.casefold())
        kind = kinds.get(name, "text")
        if kind in RIGHT and name != "month":
            cells = [_number(value) for value in values]
            columns.append(Column(heading, cells, _SHOWN.get(kind) or _shown(name, cells)))
        else:
            columns.append(Column(heading, [_printed(value, name, kind, year_style) for value in values], TEXT))
    return columns


def names_of(text: str) -> list[str]:
    """Get the names of the columns of a CSV text."""
    return next(iter(_rows(text)), [])


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _printed(value: str, name: str, kind: str, year_style: str) -> str:
    """Write what is no quantity as the page's tables write it: years, months, yes and no."""
    if name == "month" and MONTH.fullmatch(value):
        return month_name(int(value))
    if kind == "year" and re.fullmatch(r"\d{4}(/\d{2})?", value):
        return (Year.parse(value) if "/" in value else Year(int(value))).written(year_style)
    return plain_text(TRUTH.get(value, value)) or NOT_RECORDED


def _number(text: str) -> Value:
    """Read a number; what is none, such as the mark [c], stays as it is."""
    if not text:
        return NO_NUMBER
    try:
        return int(text) if _WHOLE_NUMBER.fullmatch(text) else float(text)
    except ValueError:
        return plain_text(text)


def _shown(name: str, cells: Sequence[Value]) -> str:
    if name.endswith("_year"):
        return PLAIN
    return ONE_DECIMAL if any(isinstance(cell, float) and not cell.is_integer() for cell in cells) else WHOLE
