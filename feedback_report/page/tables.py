"""Tables with named rows and columns that scroll on their own."""

import re

from lxml.html import HtmlElement

from feedback_report.page.elements import add_class, element, text_of

SCROLLS = "Table that scrolls sideways on a narrow screen"
TOTALS = re.compile(r"(total|all)\b", re.IGNORECASE)


def finish_table(table: HtmlElement, named_by: str | None = None) -> None:
    """Mark the header cells of a table and let it scroll sideways on a narrow screen.

    The cells of the header row name their columns, the first cell of each further row names the
    row, and a row of totals is marked. ``named_by`` is the id of the element that names a table
    without a caption.
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
        if TOTALS.match(text_of(row[0])):
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
