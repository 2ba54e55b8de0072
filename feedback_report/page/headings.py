"""Headings one level below the page's title."""

import re

from lxml.html import HtmlElement

from feedback_report.page.elements import add_class, classes, elements_of, text_of

NUMBER_CLASSES = ("section-number", "header-section-number")


def lower_headings(body: HtmlElement) -> None:
    """Make the paper's headings h2 and below, because the title is the page's h1.

    A heading without an id gets one from its words; section numbers become
    ``span.section-number``.
    """
    taken = {node.get("id") for node in elements_of(body) if node.get("id")}
    for node in elements_of(body):
        level = re.fullmatch("h([1-6])", node.tag)
        if level:
            node.tag = f"h{min(int(level[1]) + 1, 6)}"
            node.attrib.pop("data-number", None)
            if node.get("id") is None:
                node.set("id", _free_id(text_of(node), taken))
        elif any(name in classes(node) for name in NUMBER_CLASSES):
            node.attrib.clear()
            add_class(node, "section-number")


def _free_id(words: str, taken: set[str | None]) -> str:
    """Make an id from a heading's words that no other element has."""
    base = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "section"
    identifier, count = base, 1
    while identifier in taken:
        count += 1
        identifier = f"{base}-{count}"
    taken.add(identifier)
    return identifier
