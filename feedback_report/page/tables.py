"""Tables with named rows and columns, and the named regions in which tables and charts scroll on their own."""

import re
from collections import Counter

from lxml.html import HtmlElement

from feedback_report.page.elements import add_class, element, text_of

SCROLLS = "scrolls sideways on a narrow screen"
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
TOTALS = re.compile(r"(total|all)\b", re.IGNORECASE)


def finish_table(table: HtmlElement, named_by: HtmlElement | None = None) -> None:
    """Mark the header cells of a table and let it scroll sideways on a narrow screen.

    The cells of the header row name their columns, the first cell of each further row names the
    row, and a row of totals is marked. ``named_by`` is the element that names a table without a
    caption, such as that of its figure; without one it is the nearest heading above.
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
    caption = table.find("caption")
    naming = caption if caption is not None else named_by if named_by is not None else _heading_above(table)
    if naming is not None and naming is not caption and naming.get("id"):
        table.set("aria-labelledby", naming.get("id"))
    let_scroll(table, "table", text_of(naming) if naming is not None else "")


def let_scroll(node: HtmlElement, kind: str, name: str) -> None:
    """Put a table or chart in a region of its name; a keyboard can reach it until the script finds that it fits.

    ``kind`` is "table" or "chart".
    """
    name = name.replace("\u00a0", " ")
    words = f"{name or kind.capitalize()} ({kind}, {SCROLLS})"
    region = element("div", "\n", class_=f"{kind}-scroll", tabindex="0", role="group", aria_label=words)
    region.tail, node.tail = node.tail, "\n"
    node.getparent().replace(node, region)
    region.append(node)


def tell_regions_apart(body: HtmlElement) -> None:
    """Add a number to the names of regions that would be named alike, from the second."""
    seen: Counter[str] = Counter()
    for region in body.xpath(".//div[@role='group'][@aria-label]"):
        name = region.get("aria-label")
        seen[name] += 1
        if seen[name] > 1:
            region.set("aria-label", f"{name}, {seen[name]}")


def _heading_above(table: HtmlElement) -> HtmlElement | None:
    found = table.xpath(" | ".join(f"preceding::{tag}[1]" for tag in HEADINGS))
    return found[-1] if found else None
