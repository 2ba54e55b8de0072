"""Rules of the Word gate on tables, captions, space and the running footer."""

import re
from collections.abc import Iterator

from feedback_report.word.captions import LABEL
from feedback_report.word.markup import Element, local, text, w
from feedback_report.word.paper import Paper, Problem, in_table
from feedback_report.word.styles import Styles
from feedback_report.word.tables import header_rows

HOLDS_SOMETHING = {"drawing", "pict", "object", "oMath", "oMathPara", "fldChar", "fldSimple", "sectPr"}
SEQUENCE = re.compile(r"^\s*SEQ\s+(\w+)")


def tables_have_headers(paper: Paper) -> Iterator[Problem]:
    """Tables flag their header row, so that it is read with the cells and repeated on the next page."""
    for where, table in paper.tables():
        rows, headers = len(table.findall(w("tr"))), header_rows(table)
        if headers == 0:
            yield Problem("no-header-row", where, "has no header row: flag its first row (Repeat as header row).")
        elif headers == rows and rows > 1:
            yield Problem("no-header-row", where, "has only header rows: flag the first alone.")
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        if look is None or look.get(w("firstColumn")) not in ("1", "true", "on"):
            yield Problem("no-first-column", where, "does not mark its first column: tick First Column.")


def rows_stay_whole(paper: Paper) -> Iterator[Problem]:
    """No row of a table is split across pages."""
    for where, table in paper.tables():
        flags = [row.find(f"{w('trPr')}/{w('cantSplit')}") for row in table.findall(w("tr"))]
        if any(flag is None or flag.get(w("val")) in ("0", "false", "off") for flag in flags):
            yield Problem("row-may-split", where, "has rows that may break across pages: untick Allow row to break.")


def no_layout_tables(paper: Paper) -> Iterator[Problem]:
    """Tables hold data: none of one cell, none in another, none round a picture."""
    for where, table in paper.tables():
        cells = list(table.iter(w("tc")))
        if in_table(table):
            yield Problem("nested-table", where, "stands in another table's cell: take it out.")
        if len(cells) == 1:
            yield Problem("layout-table", where, "has one cell, so it is there for looks: use a paragraph style.")
        elif any(cell.find(f".//{w('drawing')}") is not None for cell in cells):
            yield Problem("layout-table", where, "holds a picture: put the picture into a paragraph of its own.")


def no_empty_paragraphs(paper: Paper) -> Iterator[Problem]:
    """Space comes from styles: no empty paragraph, no row of line breaks."""
    before = "the beginning"
    for where, paragraph in paper.paragraphs():
        empty = not text(paragraph).strip() and not any(
            local(element) in HOLDS_SOMETHING for element in paragraph.iter()
        )
        if empty and not _only_one_of_its_cell(paragraph):
            yield Problem("empty-paragraph", where, f"is empty (after {before}): use the spacing of the styles.")
        elif "\n\n" in text(paragraph):
            yield Problem("empty-lines", where, "holds several line breaks in a row: use the spacing of the styles.")
        before = where if not empty else before


def _only_one_of_its_cell(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return local(parent) == "tc" and len([block for block in parent if local(block) in ("p", "tbl")]) == 1


def captions_are_native(paper: Paper) -> Iterator[Problem]:
    """Captions take their number from a SEQ field, in one sequence, and stand beside what they caption."""
    counts: dict[str, int] = {}
    for where, paragraph in paper.paragraphs():
        label = LABEL.match(text(paragraph))
        is_caption = paper.styles.has(paragraph, "caption")
        if not label or (in_table(paragraph) and not is_caption):
            continue
        orders = [SEQUENCE.match(order.text or "") for order in paragraph.iter(w("instrText"))]
        kinds = [found.group(1) for found in orders if found]
        if not is_caption:
            if text(paragraph)[label.end() : label.end() + 1] in (":", "."):
                yield Problem("typed-caption", where, "looks like a caption but is plain text: give it style Caption.")
            continue
        if not kinds:
            yield Problem("typed-caption", where, "has a typed number: use Word's Insert Caption (a SEQ field).")
            continue
        counts[kinds[0]] = counts.get(kinds[0], 0) + 1
        if int(label.group(2)) != counts[kinds[0]]:
            message = f"shows number {label.group(2)}, but Word will count it as {counts[kinds[0]]}."
            yield Problem("caption-number", where, message)
        if not _captions_something(paragraph, paper.styles):
            yield Problem("lonely-caption", where, "has neither a table below it nor a picture above it.")


def _captions_something(caption: Element, styles: Styles) -> bool:
    """Whether a table, a picture, or a sentence in a picture's place stands beside a caption."""
    below = next((block for block in caption.itersiblings() if local(block) in ("p", "tbl")), None)
    above = next((block for block in caption.itersiblings(preceding=True) if local(block) in ("p", "tbl")), None)
    table_below = below is not None and local(below) == "tbl"
    picture_above = above is not None and local(above) == "p" and above.find(f".//{w('drawing')}") is not None
    sentence_above = above is not None and local(above) == "p" and styles.has(above, "Figure") and text(above).strip()
    return bool(table_below or picture_above or sentence_above)


def pages_are_numbered(paper: Paper) -> Iterator[Problem]:
    """Pages show their number, in a header or footer."""
    parts = paper.package.related("header") + paper.package.related("footer")
    orders = [order.text or "" for name in parts for order in paper.package.tree(name).iter(w("instrText"))]
    orders += [field.get(w("instr"), "") for name in parts for field in paper.package.tree(name).iter(w("fldSimple"))]
    if not any(order.split()[:1] == ["PAGE"] for order in orders):
        yield Problem("no-page-numbers", "the footer", "shows no page number: add the field PAGE to the template.")


RULES = [
    tables_have_headers,
    rows_stay_whole,
    no_layout_tables,
    no_empty_paragraphs,
    captions_are_native,
    pages_are_numbered,
]
