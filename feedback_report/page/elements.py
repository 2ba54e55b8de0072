"""Small moves on a page's elements that lxml does not have."""

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement


def element(tag: str, text: str | None = None, /, **attributes: str) -> HtmlElement:
    """Make an element; a trailing underscore is dropped from names (``class_``), others become hyphens."""
    made = html.Element(tag)
    made.text = text
    for name, value in attributes.items():
        made.set(name.rstrip("_").replace("_", "-"), value)
    return made


def classes(node: HtmlElement) -> list[str]:
    """Get the classes of an element."""
    return (node.get("class") or "").split()


def set_classes(node: HtmlElement, names: list[str]) -> None:
    """Give an element these classes, or none."""
    node.attrib.pop("class", None)
    if names:
        node.set("class", " ".join(names))


def add_class(node: HtmlElement, name: str) -> None:
    """Add a class to an element that may have others."""
    set_classes(node, [*[other for other in classes(node) if other != name], name])


def with_class(root: HtmlElement, name: str) -> list[HtmlElement]:
    """Get the descendants that carry a class, in the order of the page."""
    return [node for node in root.iter("*") if isinstance(node.tag, str) and name in classes(node)]


def text_of(node: HtmlElement) -> str:
    """Get the words of an element with white space collapsed; no-break spaces stay."""
    return " ".join(part for part in "".join(node.itertext()).replace("\n", " ").split(" ") if part)


def remove(node: HtmlElement) -> None:
    """Take an element and its contents away; the text after it stays."""
    node.drop_tree()


def is_inside(node: HtmlElement, *tags: str) -> bool:
    """Say whether an element stands within one of these."""
    return any(ancestor.tag in tags for ancestor in node.iterancestors())


def elements_of(root: HtmlElement) -> Iterator[HtmlElement]:
    """Walk the elements below a root, leaving comments and instructions out."""
    return (node for node in list(root.iterdescendants()) if isinstance(node.tag, str))
