"""The contents list of the page, made from its headings."""

from lxml.html import HtmlElement

from feedback_report.page.elements import classes, element, elements_of, text_of, with_class

ASIDES = ("figure", "blockquote", "details")
CONTENTS_LEVELS = ("h2", "h3")


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
