"""Headings one level below the page's title, and the contents made from them."""

import re

from lxml.html import HtmlElement

from feedback_report.page.elements import add_class, classes, element, elements_of, text_of, with_class

NUMBER_CLASSES = ("section-number", "header-section-number")
ASIDES = ("figure", "blockquote", "details")
CONTENTS_LEVELS = ("h2", "h3")


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


def contents(body: HtmlElement) -> HtmlElement:
    """Make the nested list of the two upper heading levels, each a link to its heading.

    Headings inside callouts and figures are left out. An upper heading without sections of
    its own has no inner list.
    """
    listing = element("ol", class_="contents-list")
    for heading in elements_of(body):
        if heading.tag not in CONTENTS_LEVELS or _is_aside(heading):
            continue
        item = element("li")
        item.append(_link(heading))
        if heading.tag == "h2" or not len(listing):
            listing.append(item)
        else:
            parent = listing[-1]
            if parent[-1].tag != "ol":
                parent.append(element("ol"))
            parent[-1].append(item)
    return listing


def _is_aside(heading: HtmlElement) -> bool:
    return any("callout" in classes(ancestor) or ancestor.tag in ASIDES for ancestor in heading.iterancestors())


def _link(heading: HtmlElement) -> HtmlElement:
    """Make the link to a heading: its number apart, its words without note marks."""
    numbers = with_class(heading, "section-number")
    words = text_of(heading)
    for mark in with_class(heading, "footnote-ref"):
        words = words.removesuffix(text_of(mark)).strip()
    link = element("a", href=f"#{heading.get('id')}")
    if numbers:
        number = element("span", text_of(numbers[0]), class_="contents-number")
        number.tail = " " + words.removeprefix(text_of(numbers[0])).strip()
        link.append(number)
    else:
        link.text = words
    return link
