"""Numbered paragraphs, notes, callouts and marks of review in the paper's text."""

import re

from lxml.html import HtmlElement

from feedback_report.page.elements import add_class, element, text_of, with_class

NOTES = "footnotes-heading"
NOT_REVIEWED = "Not yet reviewed"
CALLOUTS = {"note": "Note", "warning": "Warning", "tip": "Tip", "important": "Important", "caution": "Caution"}


def finish_prose(body: HtmlElement) -> None:
    """Finish what is neither heading, figure nor table."""
    number_paragraphs(body)
    name_notes(body)
    name_callouts(body)
    mark_not_reviewed(body)


def number_paragraphs(body: HtmlElement) -> None:
    """Put each paragraph's number before it, as a link to the paragraph itself."""
    for paragraph in with_class(body, "numbered-paragraph"):
        number = paragraph.attrib.pop("data-number", None)
        identifier = paragraph.get("id") or (number and "par-" + number.replace(".", "-"))
        if number and identifier:
            paragraph.set("id", identifier)
            link = element(
                "a", number, class_="paragraph-number", href=f"#{identifier}", aria_label=f"Paragraph {number}"
            )
            link.tail = "\n"
            paragraph.insert(0, link)
            paragraph.text = None


def name_notes(body: HtmlElement) -> None:
    """Give the notes a heading, and the links to and from them names that say where they lead."""
    for section in body.xpath(".//*[@role='doc-endnotes']"):
        for rule in section.findall("hr"):
            rule.drop_tree()
        if not section.xpath("h1|h2|h3"):
            heading = element("h2", "Notes", id=NOTES)
            heading.tail = "\n"
            section.text = "\n"
            section.insert(0, heading)
        section.set("aria-labelledby", section.xpath("h1|h2|h3")[0].get("id", NOTES))
    for mark in with_class(body, "footnote-ref"):
        mark.set("aria-label", f"Note {text_of(mark)}")
    for back in with_class(body, "footnote-back"):
        number = re.search(r"(\d+)$", back.get("href", ""))
        back.text = "Back to the text"
        for child in list(back):
            back.remove(child)
        if number:
            back.set("aria-label", f"Back to the text of note {number[1]}")


def name_callouts(body: HtmlElement) -> None:
    """Say in words what kind a callout is, so that its colour need not."""
    for callout in with_class(body, "callout"):
        callout.set("role", "note")
        kinds = [kind for kind in CALLOUTS if f"callout-{kind}" in callout.get("class", "")]
        titles = with_class(callout, "callout-title")
        if not kinds:
            continue
        if not titles:
            title = element("div", class_="callout-title")
            title.append(element("p", CALLOUTS[kinds[0]]))
            title[0].tail = title.tail = "\n"
            callout.insert(0, title)
        elif not text_of(titles[0]).startswith(CALLOUTS[kinds[0]]):
            kind = element("span", f"{CALLOUTS[kinds[0]]}:", class_="callout-kind")
            holder = titles[0][0] if len(titles[0]) and titles[0][0].tag == "p" else titles[0]
            kind.tail = " " + (holder.text or "").lstrip()
            holder.text = None
            holder.insert(0, kind)


def mark_not_reviewed(body: HtmlElement) -> None:
    """Say in words that a passage is not yet reviewed, where it does not say so itself."""
    for passage in with_class(body, "not-reviewed"):
        if "reviewed" in text_of(passage).lower():
            add_class(passage, "says-so")
            continue
        inline = passage.tag == "span"
        label = element("span" if inline else "p", NOT_REVIEWED + (": " if inline else ""), class_="not-reviewed-label")
        label.tail = passage.text if inline else "\n"
        passage.text = None if inline else "\n"
        passage.insert(0, label)
