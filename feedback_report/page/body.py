"""The paper's text out of the page that Quarto or Pandoc wrote, without what the engine added to it."""

import re
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from feedback_report.errors import RenderError
from feedback_report.page.elements import add_class, classes, elements_of, is_inside, remove, set_classes, text_of

NEVER_TEXT = ("script", "style", "link", "meta", "template", "base", "title")
ENGINE_IDS = ("title-block-header", "TOC", "quarto-header", "quarto-search-results")
WRAPPER_IDS = ("quarto-content", "quarto-document-content")
CELL_CLASSES = frozenset({"cell", "cell-output", "quarto-embed-nb-cell"})
ENGINE_CLASSES = re.compile(
    r"quarto-(?!xref$).*|level[1-6]|cell|cell-output.*|cell-code|img-fluid|figure|figure-img|figure-caption|table|"
    r"caption-top|odd|even|header|content|column-.*|page-(columns|full|layout.*|width.*)|uri|email|anchored|"
    r"footnotes-end-of-.*|do-not-.*|uncaptioned|center"
)
KEPT_ATTRIBUTES = re.compile(
    r"id|class|href|src|alt|title|lang|dir|scope|headers|colspan|rowspan|start|type|reversed|value|role|cite|"
    r"datetime|download|open|width|height|abbr|data-number|aria-(?!describedby).*"
)
ALIGNMENTS = {"right": "right", "center": "centre", "left": None, "default": None}
PREFORMATTED = ("pre", "textarea")
BLANKS = " \t\r\n\f"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = (
    *HEADINGS, "p", "div", "section", "figure", "figcaption", "blockquote", "hr", "pre", "details", "summary", "nav",
    "header", "footer", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
    "ul", "ol", "li", "dl", "dt", "dd",
)  # fmt: skip


@dataclass(frozen=True)
class EnginePage:
    """The title, the subtitle and the text that an engine's page holds."""

    title: str
    subtitle: str
    body: HtmlElement


def read_engine_page(text: str, where: str = "the rendered page") -> EnginePage:
    """Get the paper out of an engine's page.

    Both engines give the same: wrappers, classes, styles and data attributes of their own
    are gone, white space is even. Raises RenderError when the page holds no text.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(text.encode("utf-8") or b"<html></html>", parser=parser)
    found = root.find("body")
    if found is None or not text_of(found):
        raise RenderError(f"{where}: the page has no text. Expected the paper as the renderer wrote it: build again.")
    title = _title_block(root, "title") or text_of(next(root.iter("title"), html.Element("title")))
    subtitle = _title_block(root, "subtitle")
    _remove_furniture(found)
    _unwrap(found)
    for node in elements_of(found):
        _plain_attributes(node)
    _drop_empty_spans(found)
    _even_white_space(found)
    body = html.Element("div")
    body.text = found.text
    body.extend(list(found))
    return EnginePage(title, subtitle, body)


def _title_block(root: HtmlElement, name: str) -> str:
    """Get a line of the engine's title block."""
    header = root.find(".//*[@id='title-block-header']")
    lines = [] if header is None else [node for node in header.iter() if name in classes(node)]
    return text_of(lines[0]) if lines else ""


def _remove_furniture(body: HtmlElement) -> None:
    """Take the title block, the contents, scripts and styles away: the page brings its own."""
    for node in elements_of(body):
        if node.tag in NEVER_TEXT or node.get("id") in ENGINE_IDS or node.get("role") == "doc-toc":
            remove(node)


def _unwrap(body: HtmlElement) -> None:
    """Dissolve the boxes that engines put round sections, cells and figures.

    A box's id goes to the heading or figure in it, a section's classes to its heading; an id that
    box and contents share is kept once.
    """
    for node in elements_of(body):
        names = classes(node)
        own = [name for name in names if not ENGINE_CLASSES.fullmatch(name)]
        if node.get("style") and re.search(r"(page-)?break-after:\s*(always|page)", node.get("style")):
            add_class(node, "page-break")
        elif (
            node.tag == "main"
            or node.get("id") in WRAPPER_IDS
            or (node.tag == "section" and any(re.fullmatch("level[1-6]", name) for name in names))
        ):
            _hand_down_id(node)
            if own and len(node) and node[0].tag in HEADINGS:
                set_classes(node[0], list(dict.fromkeys([*own, *classes(node[0])])))
            node.drop_tag()
        elif node.tag == "div" and not own and node.get("role") is None:
            _hand_down_id(node)
            if node.get("id") is None:
                node.drop_tag()


def _hand_down_id(node: HtmlElement) -> None:
    identifier = node.attrib.pop("id", None)
    of_engine = identifier in WRAPPER_IDS or not CELL_CLASSES.isdisjoint(classes(node))
    if identifier is None or of_engine or node.xpath("descendant::*[@id=$id]", id=identifier):
        return
    heir = next(iter(node), None)
    if heir is not None and isinstance(heir.tag, str) and heir.get("id") is None:
        heir.set("id", identifier)
    else:
        node.set("id", identifier)


def _plain_attributes(node: HtmlElement) -> None:
    """Keep the attributes that carry meaning; an alignment becomes a class."""
    names = [name for name in classes(node) if not ENGINE_CLASSES.fullmatch(name)]
    aligned = re.search(r"text-align:\s*(\w+)", node.get("style", "")) or re.fullmatch(r"(\w+)", node.get("align", ""))
    alignment = ALIGNMENTS.get(aligned[1]) if aligned else None
    for name in list(node.attrib):
        if not KEPT_ATTRIBUTES.fullmatch(name):
            del node.attrib[name]
    if node.tag not in ("img", "td", "th"):
        node.attrib.pop("width", None)
        node.attrib.pop("height", None)
    if node.tag in ("img", "figcaption"):  # engines repeat the text alternative there, or hide the caption for it
        for name in [name for name in node.attrib if name == "role" or name.startswith("aria-")]:
            del node.attrib[name]
    set_classes(node, names + ([alignment] if alignment else []))
    for name, value in sorted(node.attrib.items(), key=lambda item: (item[0] != "id", item[0] != "class", item[0])):
        del node.attrib[name]
        node.set(name, value)
    if node.tag in ("col", "colgroup"):
        remove(node)


def _drop_empty_spans(body: HtmlElement) -> None:
    """Dissolve spans that say nothing about the words in them."""
    for node in reversed(list(elements_of(body))):
        if node.tag == "span" and not node.attrib:
            node.drop_tag()


def _even_white_space(body: HtmlElement) -> None:
    """Make white space alike: engines break lines differently, and readers do not see it.

    A run of blanks and line ends becomes one blank; each block stands on a line of its own.
    """
    for node in elements_of(body):
        if not is_inside(node, *PREFORMATTED):
            if node.tag not in PREFORMATTED:
                node.text = _even(node.text)
            node.tail = _even(node.tail)
    body.text = _even(body.text)
    for node in [body, *elements_of(body)]:
        if is_inside(node, *PREFORMATTED):
            continue
        if len(node) and node[0].tag in BLOCKS and not (node.text or "").strip(BLANKS):
            node.text = "\n"
        if node.tag in BLOCKS and not (node.tail or "").strip(BLANKS):
            node.tail = "\n"
        if node.tag in ("p", "li", "td", "th", "figcaption", *HEADINGS):
            node.text = node.text.lstrip(BLANKS) if node.text else node.text
            if len(node) and node[-1].tail and node[-1].tag not in BLOCKS:
                node[-1].tail = node[-1].tail.rstrip(BLANKS)
            elif not len(node) and node.text:
                node.text = node.text.rstrip(BLANKS)


def _even(text: str | None) -> str | None:
    return re.sub(f"[{BLANKS}]+", " ", text) if text else text
