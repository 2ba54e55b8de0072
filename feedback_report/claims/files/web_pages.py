"""Reading an HTML page: its headings, paragraphs, list items, captions and tables in their order."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as parsing

from feedback_report.claims.files.note_marks import is_note_mark
from feedback_report.claims.files.table_rows import filled, spread
from feedback_report.claims.paper import CAPTION, HEADING, ITEM, PARAGRAPH, TABLE, Block, Paper
from feedback_report.errors import ReportError

_LEFT_OUT = {
    "script",
    "style",
    "nav",
    "noscript",
    "template",
    "head",
    "svg",
    "button",
    "select",
    "option",
    "iframe",
    "object",
    "q",  # what a page quotes it does not state
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {"li": ITEM, "dd": ITEM, "dt": ITEM, "figcaption": CAPTION, "caption": CAPTION, "summary": PARAGRAPH}
_BLOCKS = {
    *("p", "div", "section", "article", "main", "aside", "header", "footer", "figure", "blockquote", "ul", "ol", "dl"),
    *("table", "tr", "td", "th", "tbody", "thead", "tfoot", "form", "fieldset", "details", "address", "pre", "body"),
    *("hr", "center", "html"), *_HEADINGS, *_KINDS,
}  # fmt: skip


def read_html(content: bytes, name: str) -> Paper:
    """Read an HTML page. Raises ReportError when it is no page."""
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReportError("the file does not hold an HTML page; check that it is what its name says.")
    encoding = "utf-8" if content.startswith(b"\xef\xbb\xbf") or _is_utf8(content) else None
    parser = parsing.HTMLParser(encoding=encoding, no_network=True, huge_tree=False)
    try:
        root = parsing.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError):
        raise ReportError("the HTML page cannot be read; save it again from the browser.") from None
    for raised in list(root.iter("sup")):
        if is_note_mark(raised.text_content()):
            raised.drop_tree()
    body = root.find("body")
    return Paper(name, tuple(_blocks(root if body is None else body)))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _blocks(root: Any) -> Iterator[Block]:
    """Walk the page without recursion; text between blocks is a paragraph of its own."""
    pieces: list[str] = []
    kinds: list[tuple[str, int]] = [(PARAGRAPH, 0)]

    def flush() -> Iterator[Block]:
        text = re.sub(r"\s+", " ", "".join(pieces)).strip()
        pieces.clear()
        if text:
            yield Block(kinds[-1][0], text, kinds[-1][1])

    skipped = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                pieces.append(element.tail or "")
            continue
        if event == "start":
            if not tag or tag in _LEFT_OUT or "hidden" in element.attrib or (tag == "table" and _is_data(element)):
                if tag == "table" and "hidden" not in element.attrib:
                    yield from flush()
                    yield from _table(element)
                skipped = element
                continue
            if tag in _BLOCKS:
                yield from flush()
                kinds.append(
                    (HEADING, _HEADINGS[tag]) if tag in _HEADINGS else (_KINDS.get(tag, kinds[-1][0]), kinds[-1][1])
                )
            elif tag == "br":
                pieces.append("\n")
            pieces.append(element.text or "")
        else:
            if tag in _BLOCKS:
                yield from flush()
                kinds.pop()
            pieces.append(element.tail or "" if element is not root else "")
    yield from flush()


def _is_data(table: Any) -> bool:
    """Whether a table holds data: one with paragraphs or tables in its cells only lays the page out."""
    if table.find(".//table") is not None:
        return False
    rows = table.xpath("count(.//tr)")
    longest = max((len(cell.text_content()) for cell in table.iter("td", "th")), default=0)
    return rows > 1 and longest < 600 and max((len(row.xpath("./td|./th")) for row in table.iter("tr")), default=0) > 1


def _table(table: Any) -> Iterator[Block]:
    caption = table.find("caption")
    if caption is not None and caption.text_content().strip():
        yield Block(CAPTION, " ".join(caption.text_content().split()))
    rows: list[list[tuple[str, int, int]]] = []
    heads = 0
    for number, row in enumerate(table.iter("tr")):
        cells = row.xpath("./td|./th")
        rows.append(
            [(" ".join(cell.text_content().split()), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in cells]
        )
        if heads == number and (row.getparent().tag == "thead" or (cells and all(cell.tag == "th" for cell in cells))):
            heads += 1
    yield Block(TABLE, rows=filled(spread(rows)), heads=heads)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, int(value)) if value.isdigit() else 1
