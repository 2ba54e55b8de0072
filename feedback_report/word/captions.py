"""Captions as Word makes them: a SEQ field for the number, and the caption kept with what it captions."""

import copy
import re
from dataclasses import dataclass

from feedback_report.word.markup import Element, field, local, make, properties, put, run, take, text, w
from feedback_report.word.styles import Styles
from feedback_report.word.unwrapping import CAPTION_STYLES, is_caption

LABEL = re.compile(r"^(Figure|Table)[ \u00a0](\d+)")


@dataclass(frozen=True)
class Caption:
    """A numbered caption: its kind ("Figure"), its number, and the paragraph it is."""

    kind: str
    number: str
    paragraph: Element

    @property
    def label(self) -> str:
        return f"{self.kind}\u00a0{self.number}"


def number_captions(body: Element, styles: Styles) -> dict[str, Caption]:
    """Give each "Figure 3" at the beginning of a caption a SEQ field and a bookmark of its own.

    Returns the captions by the names of their bookmarks.
    """
    captions: dict[str, Caption] = {}
    for paragraph in list(body.iter(w("p"))):
        if not any(styles.has(paragraph, name) for name in CAPTION_STYLES):
            continue
        styles.give(paragraph, "caption")
        found = LABEL.match(text(paragraph))
        if not found or paragraph.find(f".//{w('instrText')}") is not None:
            continue
        first = next(r for r in paragraph.iter(w("r")) if text(r))
        caption = Caption(found.group(1), found.group(2), paragraph)
        name = _take_bookmark(paragraph) or f"{caption.kind.lower()}-{caption.number}"
        _split(first, found.group(0))
        start, end = make("bookmarkStart", id="0", name=name), make("bookmarkEnd", id="0")
        number = field(f"SEQ {caption.kind} \\* ARABIC", [_like(first, caption.number)])
        marked = [start, _like(first, f"{caption.kind}\u00a0"), *number, end]
        parent, position = first.getparent(), first.getparent().index(first)
        parent.remove(first)
        for offset, element in enumerate(marked):
            parent.insert(position + offset, element)
        captions[name] = caption
    return captions


def _like(original: Element, words: str) -> Element:
    """Make a run of words with the properties of another run."""
    new = run(words)
    found = original.find(w("rPr"))
    if found is not None:
        new.insert(0, copy.deepcopy(found))
    return new


def _split(first: Element, label: str) -> None:
    """Leave the label alone in the first run; the rest of its words follow in a run of their own."""
    rest = text(first)[len(label) :]
    if rest:
        first.addnext(_like(first, rest))
    parent = first.getparent()
    inside_mark = first.getnext() if rest else None
    if inside_mark is not None and local(parent) != "p":
        raise ValueError("a caption's label stands inside a link")


def _take_bookmark(paragraph: Element) -> str | None:
    """Remove the bookmark at the beginning of a caption and return its name."""
    for start in paragraph.findall(w("bookmarkStart")):
        before = "".join(text(element) for element in start.itersiblings(preceding=True) if local(element) != "pPr")
        if before:
            return None
        name: str = start.get(w("name"), "")
        for end in list(paragraph.iter(w("bookmarkEnd"))):
            if end.get(w("id")) == start.get(w("id")):
                paragraph.remove(end)
        paragraph.remove(start)
        return name
    return None


def keep_captions_with_their_figures(body: Element, styles: Styles) -> None:
    """Keep a caption with the table below it, and a picture with the caption below it."""
    for paragraph in body.iter(w("p")):
        below = paragraph.getnext()
        while below is not None and local(below) in ("bookmarkStart", "bookmarkEnd"):
            below = below.getnext()
        if is_caption(paragraph, styles):
            take(paragraph.find(w("pPr")), "keepNext")
            if below is not None and local(below) == "tbl":
                put(properties(paragraph, "pPr"), "keepNext")
        elif _holds_picture(paragraph) and below is not None and local(below) == "p" and is_caption(below, styles):
            put(properties(paragraph, "pPr"), "keepNext")


def _holds_picture(paragraph: Element) -> bool:
    return paragraph.find(f".//{w('drawing')}") is not None
