"""Tables with named rows and columns that scroll on their own, and the data behind a figure as one."""

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal

from lxml.html import HtmlElement

from feedback_report.errors import RenderError
from feedback_report.page.elements import add_class, element, text_of

NUMBER = re.compile(r"[-−+]?\d[\d,]*(\.\d+)?")
DECIMALS_SHOWN = 2
SCROLLS = "Table that scrolls sideways on a narrow screen"
MADE_FROM_ROUNDING = "Figures are rounded to two decimal places here; the file gives them in full."


def finish_table(table: HtmlElement, named_by: str | None = None) -> None:
    """Mark the header cells of a table and let it scroll sideways on a narrow screen.

    The cells of the header row name their columns. The first cell of each further row names
    the row. ``named_by`` is the id of the element that names the table, where it has no caption.
    """
    for cell in table.iterfind("thead//th"):
        if text_of(cell):
            cell.set("scope", "colgroup" if int(cell.get("colspan", "1")) > 1 else "col")
        else:
            cell.tag = "td"
            cell.attrib.pop("scope", None)
    for row in table.xpath("tbody/tr | tfoot/tr"):
        if not len(row):
            continue
        if table.find("thead") is not None and text_of(row[0]) and int(row[0].get("colspan", "1")) == 1:
            row[0].tag = "th"
            row[0].set("scope", "row")
        if text_of(row[0]).lower().startswith("total"):
            add_class(row, "total")
    if named_by and table.find("caption") is None:
        table.set("aria-labelledby", named_by)
    _let_scroll(table)


def _let_scroll(table: HtmlElement) -> None:
    """Put a table in a region that scrolls; a keyboard can reach it until the script finds that it fits."""
    region = element("div", "\n", class_="table-scroll", tabindex="0", role="group", aria_label=SCROLLS)
    region.tail, table.tail = table.tail, "\n"
    table.getparent().replace(table, region)
    region.append(table)


def data_table(text: str, caption: str, where: str) -> HtmlElement:
    """Make a table of a CSV text with one header row: numbers right, words left.

    Column names lose their underscores. Numbers get thousands separators, except years, and at
    most two decimals. Raises RenderError when there is no row below the header row or a row is
    longer or shorter than it.
    """
    rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) if row]
    if len(rows) < 2:
        raise RenderError(f"{where}: the data holds no row below its header row. Record the data that was drawn.")
    if any(len(row) != len(rows[0]) for row in rows):
        raise RenderError(f"{where}: the data has rows of different lengths. Write one value for each column.")
    header, body = rows[0], rows[1:]
    numeric = [all(_is_number(row[i]) or not row[i] for row in body) for i in range(len(header))]
    table = element("table")
    table.append(element("caption", caption))
    table.append(element("thead"))
    table.append(element("tbody"))
    head = element("tr")
    for name, right in zip(header, numeric, strict=True):
        head.append(_cell("th", _column_name(name), right))
    table.find("thead").append(head)
    for row in body:
        line = element("tr")
        for name, value, right in zip(header, row, numeric, strict=True):
            line.append(_cell("td", _printed(value, name) if right else value, right))
        table.find("tbody").append(line)
    for node in table.iter("caption", "thead", "tbody", "tr", "th", "td"):
        node.tail = "\n"
    return table


def is_rounded(text: str) -> bool:
    """Say whether ``data_table`` shows fewer decimals than the CSV text holds."""
    cells = (cell for row in csv.reader(io.StringIO(text)) for cell in row)
    return any(_is_number(cell) and len(cell.partition(".")[2]) > DECIMALS_SHOWN for cell in cells)


def _cell(tag: str, text: str, right: bool) -> HtmlElement:
    cell = element(tag, text)
    if right:
        add_class(cell, "right")
    return cell


def _column_name(name: str) -> str:
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _is_number(value: str) -> bool:
    return NUMBER.fullmatch(value.strip()) is not None


def _printed(value: str, column: str) -> str:
    """Write a number as readers expect it; a year keeps its digits together."""
    if not value.strip() or column.lower().endswith("year"):
        return value
    number = Decimal(value.replace(",", "").replace("−", "-"))
    if -number.as_tuple().exponent > DECIMALS_SHOWN:  # type: ignore[operator]
        number = number.quantize(Decimal(1).scaleb(-DECIMALS_SHOWN), ROUND_HALF_UP)
    return f"{number:,}"
