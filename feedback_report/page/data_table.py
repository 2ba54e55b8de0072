"""The data behind a figure as a table for readers."""

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal

from lxml.html import HtmlElement

from feedback_report.errors import RenderError
from feedback_report.page.elements import add_class, element
from feedback_report.tables.data_columns import MONTH, TRUTH, column_name
from feedback_report.wording import month_name
from feedback_report.years import Year

NUMBER = re.compile(r"[-−+]?\d[\d,]*(\.\d+)?")
FINANCIAL_YEAR = "year"
DECIMALS = 2
SHARE_DECIMALS = 3  # of a fraction: one decimal of a percentage
LONG = 30  # letters of a text that needs a wide column
ROUNDED = "Numbers are rounded here; the file gives them in full."

# What only the file holds: it helps to work with the data, and no chart shows it.
IN_FILE_ONLY = {
    "area_code",
    "held",
    "rank",
    "count_merged_once",
    "in_merged_groups",
    "merged_groups",
    "merged_customers",
    "extension_agreed",
}
# What a chart of the first of each pair does not show: the share of a small rate, a month's share of its year.
NOT_BESIDE = {"per_100_000": {"share"}, "month": {"share", "base"}}


def data_table(text: str, caption: str, where: str, year_style: str) -> HtmlElement:
    """Make a table of a CSV text with one header row: numbers right, words left.

    Readers see what the chart shows, what it is out of and where it comes from, under plain headings;
    columns that serve the work with the file alone are left out (``shown_to_readers``). The column
    ``year`` holds a financial year, such as 2024/25 or its first year, and is written in ``year_style``;
    a ``month`` is named; columns whose name ends in ``share`` hold fractions and are written as
    percentages. Other numbers have thousands separators and at most two decimals.
    Raises RenderError when there is no row below the header row, or a row is longer or shorter than it.
    """
    rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) if row]
    if len(rows) < 2:
        raise RenderError(f"{where}: the data holds no row below its header row. Record the data that was drawn.")
    if any(len(row) != len(rows[0]) for row in rows):
        raise RenderError(f"{where}: the data has rows of different lengths. Write one value for each column.")
    readers = shown_to_readers(rows[0])
    shown = [i for i, name in enumerate(rows[0]) if name in readers]
    header, *body = [[row[i] for i in shown] for row in rows]
    right = [_holds_numbers(name, [row[i] for row in body]) for i, name in enumerate(header)]
    printed = [[_printed(value, name, year_style) for name, value in zip(header, row, strict=True)] for row in body]
    table = element("table")
    table.append(element("caption", caption))
    table.append(_row_group("thead", "th", [[column_name(name, header) for name in header]], right))
    table.append(_row_group("tbody", "td", printed, right))
    for node in table.iter("caption", "thead", "tbody", "tr", "th", "td"):
        node.tail = "\n"
    return table


def shown_to_readers(columns: list[str]) -> list[str]:
    """Choose the columns of a figure's data that its readers see."""
    beside = set().union(*(names for column, names in NOT_BESIDE.items() if column in columns))
    return [
        name
        for name in columns
        if not (name.endswith("_key") or name.startswith("is_") or name in IN_FILE_ONLY or name in beside)
    ]


def is_rounded(text: str) -> bool:
    """Say whether ``data_table`` shows fewer decimals than the CSV text holds."""
    header, *body = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    readers = shown_to_readers(header)
    return any(
        _is_number(value) and len(value.partition(".")[2]) > (SHARE_DECIMALS if _is_share(name) else DECIMALS)
        for row in body
        for name, value in zip(header, row, strict=False)
        if name in readers
    )


def _row_group(tag: str, cell_tag: str, rows: list[list[str]], right: list[bool]) -> HtmlElement:
    group = element(tag)
    for row in rows:
        line = element("tr")
        for value, is_right in zip(row, right, strict=True):
            cell = element(cell_tag, value)
            if is_right:
                add_class(cell, "right")
            elif len(value) > LONG:
                add_class(cell, "long")
            line.append(cell)
        group.append(line)
    return group


def _is_number(value: str) -> bool:
    return NUMBER.fullmatch(value.strip()) is not None


def _is_share(column: str) -> bool:
    return column == "share" or column.endswith("_share")


def _is_year(column: str) -> bool:
    return column == FINANCIAL_YEAR or column.endswith("_year")


def _holds_numbers(column: str, values: list[str]) -> bool:
    return (
        not _is_year(column)
        and column != "month"
        and any(values)
        and all(_is_number(value) or not value.strip() for value in values)
    )


def _printed(value: str, column: str, year_style: str) -> str:
    """Write a value as readers expect it."""
    if column == FINANCIAL_YEAR and re.fullmatch(r"\d{4}", value):
        return Year(int(value)).written(year_style)
    if column == FINANCIAL_YEAR and re.fullmatch(r"\d{4}/\d{2}", value):
        return Year.parse(value).written(year_style)
    if column == "month" and MONTH.fullmatch(value):
        return month_name(int(value))
    if not _is_number(value) or _is_year(column):
        return TRUTH.get(value, value)
    number = Decimal(value.replace(",", "").replace("−", "-"))
    if _is_share(column):
        return f"{_round(number * 100, SHARE_DECIMALS - 2):,}%"
    exponent = number.as_tuple().exponent
    has_more = isinstance(exponent, int) and -exponent > DECIMALS
    return f"{_round(number, DECIMALS) if has_more else number:,}"


def _round(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
