"""Elements of WordprocessingML: names, properties in the order the schema asks for, runs and fields."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias

from lxml import etree

from feedback_report.word.schema import ORDER

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element: TypeAlias = etree._Element


@cache
def w(tag: str) -> str:
    """Name an element or attribute of WordprocessingML."""
    return f"{{{W}}}{tag}"


def local(element: Element) -> str:
    """Get an element's name without its namespace ("" for a comment)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def make(tag: str, **attributes: str) -> Element:
    """Make an element; attributes are named without prefix."""
    element: Element = etree.Element(w(tag))
    for name, value in attributes.items():
        element.set(w(name), value)
    return element


def properties(element: Element, kind: str) -> Element:
    """Get the properties (pPr, rPr, tblPr, trPr, tcPr) of an element, made at its beginning if it has none."""
    found = element.find(w(kind))
    if found is None:
        found = make(kind)
        element.insert(0, found)
    return found


def put(parent: Element, tag: str, **attributes: str) -> Element:
    """Set one property in its place, instead of any that is there."""
    for old in parent.findall(w(tag)):
        parent.remove(old)
    child = make(tag, **attributes)
    order = ORDER[local(parent)]
    later = set(order[order.index(tag) + 1 :])
    position = next((place for place, sibling in enumerate(parent) if local(sibling) in later), len(parent))
    parent.insert(position, child)
    return child


def take(parent: Element | None, *tags: str) -> None:
    """Remove properties, if they are there."""
    if parent is None:
        return
    for tag in tags:
        for child in parent.findall(w(tag)):
            parent.remove(child)


def text(element: Element) -> str:
    """Get the words a reader sees in an element (not the instructions of fields)."""
    pieces = []
    for part in element.iter(w("t"), w("tab"), w("br"), w("noBreakHyphen")):
        if part.tag == w("t"):
            pieces.append(part.text or "")
        elif local(part.getparent()) == "r":  # a tab can also be a stop in the properties
            pieces.append({"tab": "\t", "br": "\n", "noBreakHyphen": "-"}[local(part)])
    return "".join(pieces)


def style_id(paragraph: Element) -> str:
    """Get the id of a paragraph's style, "" where it has none."""
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else found.get(w("val"), "")


def run(words: str) -> Element:
    """Make a run of plain words."""
    element = make("r")
    shown = etree.SubElement(element, w("t"))
    shown.text = words
    shown.set(XML_SPACE, "preserve")
    return element


def field(instruction: str, shown: Iterable[Element]) -> list[Element]:
    """Make the runs of a field: its instruction, then the runs it shows until it is next updated."""

    def mark(kind: str) -> Element:
        element = make("r")
        element.append(make("fldChar", fldCharType=kind))
        return element

    order = make("r")
    instruction_text = etree.SubElement(order, w("instrText"))
    instruction_text.text = f" {instruction} "
    instruction_text.set(XML_SPACE, "preserve")
    return [mark("begin"), order, mark("separate"), *shown, mark("end")]


def replace(element: Element, substitutes: Iterable[Element]) -> None:
    """Put elements in the place of one element, keeping the words that follow it."""
    parent = element.getparent()
    position = parent.index(element)
    parent.remove(element)
    for offset, substitute in enumerate(substitutes):
        parent.insert(position + offset, substitute)


def paragraphs(root: Element) -> Iterator[Element]:
    """Go through all paragraphs, those of tables and content controls included."""
    return root.iter(w("p"))
