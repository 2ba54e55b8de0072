"""Undo what renderers build only for looks, so that every block stands by itself in the body."""

from feedback_report.word.markup import Element, local, properties, put, style_id, take, text, w
from feedback_report.word.styles import Styles

CAPTION_STYLES = ("caption", "image caption", "table caption")


def merge_properties(root: Element) -> None:
    """Leave one pPr in each paragraph and one of each property in it: the first that is given counts."""
    for paragraph in root.iter(w("p")):
        first, *others = paragraph.findall(w("pPr")) or [None]
        if first is None:
            continue
        for other in others:
            first.extend(list(other))
            paragraph.remove(other)
        if paragraph[0] is not first:
            paragraph.insert(0, first)
        seen: set[str] = set()
        for child in list(first):
            name = local(child)
            if name in seen:
                first.remove(child)
            seen.add(name)


def is_caption(paragraph: Element, styles: Styles) -> bool:
    """Whether a paragraph has a style of captions, whichever renderer gave it."""
    return any(styles.has(paragraph, name) for name in CAPTION_STYLES)


def unwrap_layout_tables(body: Element, styles: Styles) -> None:
    """Take figures and tables out of the one-cell tables that Quarto puts round them.

    The caption of a table then stands above it, the caption of a picture below.
    """
    for table in list(body.iter(w("tbl"))):
        cells = [cell for row in table.findall(w("tr")) for cell in row.findall(w("tc"))]
        if len(cells) != 1 or not _holds_a_float(cells[0], styles):
            continue
        blocks = [block for block in cells[0] if local(block) != "tcPr"]
        captions = [block for block in blocks if local(block) == "p" and is_caption(block, styles)]
        tables = [block for block in blocks if local(block) == "tbl"]
        blocks = [
            block
            for block in blocks
            if local(block) != "p" or text(block) or block.find(f".//{w('drawing')}") is not None
        ]
        for caption in captions:
            styles.give(caption, "caption")
            take(caption.find(w("pPr")), "jc")
            if tables:
                blocks.remove(caption)
                blocks.insert(blocks.index(tables[0]), caption)
        parent = table.getparent()
        for block in blocks:
            parent.insert(parent.index(table), block)
        parent.remove(table)


def _holds_a_float(cell: Element, styles: Styles) -> bool:
    return any(
        local(block) == "tbl"
        or (local(block) == "p" and (is_caption(block, styles) or block.find(f".//{w('drawing')}") is not None))
        for block in cell
    )


def move_bookmarks_inside(body: Element, styles: Styles) -> None:
    """Put bookmarks that stand between paragraphs into the one paragraph they are for.

    That is the heading they begin with, else the caption among them, else the first paragraph.
    """
    ends = {end.get(w("id")): end for end in body.iter(w("bookmarkEnd"))}
    for start in list(body.iter(w("bookmarkStart"))):
        if _inside_paragraph(start):
            continue
        end = ends.get(start.get(w("id")))
        target = _paragraph_of(start, end, styles)
        start.getparent().remove(start)
        if end is not None:
            end.getparent().remove(end)
        if target is not None and end is not None:
            target.insert(1 if target.find(w("pPr")) is not None else 0, start)
            target.append(end)
    for end in list(body.iter(w("bookmarkEnd"))):
        if not _inside_paragraph(end):
            paragraph = next((p for p in end.itersiblings(w("p"), preceding=True)), None)
            end.getparent().remove(end)
            if paragraph is not None:
                paragraph.append(end)


def _inside_paragraph(element: Element) -> bool:
    return any(local(ancestor) == "p" for ancestor in element.iterancestors())


def _paragraph_of(start: Element, end: Element | None, styles: Styles) -> Element | None:
    covered: list[Element] = []
    for block in start.itersiblings():
        if block is end:
            break
        covered += list(block.iter(w("p")))
    if not covered:
        return next((p for block in start.itersiblings() for p in block.iter(w("p"))), None)
    if styles.heading_level(covered[0]):
        return covered[0]
    return next((p for p in covered if is_caption(p, styles)), covered[0])


def break_pages_before(body: Element) -> None:
    """Turn a paragraph that holds only a page break into "page break before" of the next one."""
    for paragraph in list(body.iter(w("p"))):
        breaks = [mark for mark in paragraph.iter(w("br")) if mark.get(w("type")) == "page"]
        if not breaks or text(paragraph).strip() or paragraph.find(f".//{w('drawing')}") is not None:
            continue
        following = next((block for block in paragraph.itersiblings() if local(block) in ("p", "tbl")), None)
        if following is not None and local(following) == "p":
            put(properties(following, "pPr"), "pageBreakBefore")
            _remove_keeping_bookmarks(paragraph, following)


def remove_empty_paragraphs(body: Element) -> None:
    """Remove paragraphs without words: space comes from the styles. A cell keeps its one paragraph."""
    for paragraph in list(body.iter(w("p"))):
        held = {"drawing", "pict", "object", "br", "oMath", "oMathPara", "fldChar", "sectPr", "footnoteReference"}
        if text(paragraph).strip() or any(local(element) in held for element in paragraph.iter()):
            continue
        parent = paragraph.getparent()
        if local(parent) == "tc" and len(parent.findall(w("p"))) + len(parent.findall(w("tbl"))) == 1:
            continue
        between_tables = local(paragraph.getnext()) == "tbl" if paragraph.getnext() is not None else False
        previous = paragraph.getprevious()
        if between_tables and previous is not None and local(previous) == "tbl":
            continue
        following = next((block for block in paragraph.itersiblings(w("p"))), None)
        _remove_keeping_bookmarks(paragraph, following)


def _remove_keeping_bookmarks(paragraph: Element, target: Element | None) -> None:
    marks = [mark for mark in paragraph if local(mark) in ("bookmarkStart", "bookmarkEnd")]
    if target is not None:
        place = 1 if target.find(w("pPr")) is not None else 0
        for mark in reversed(marks):
            target.insert(place, mark)
    paragraph.getparent().remove(paragraph)


def styled_paragraphs(body: Element, styles: Styles) -> None:
    """Give the style Body Text to paragraphs that have none, or one by which a renderer marks their place."""
    renderers_own = {styles.id(name) for name in ("First Paragraph", "Compact") if not styles.missing([name])}
    for paragraph in body.iter(w("p")):
        in_list = paragraph.find(f"{w('pPr')}/{w('numPr')}") is not None
        if not in_list and style_id(paragraph) in {"", *renderers_own}:
            styles.give(paragraph, "Body Text")
