"""Rules of the Word gate on what a reader, or a screen reader, is told: headings, alt text, title, language."""

import re
from collections.abc import Iterator

from feedback_report.word.markup import Element, local, style_id, text, w
from feedback_report.word.paper import Paper, Problem, in_table, place
from feedback_report.word.pictures import alt_text, frames
from feedback_report.word.printed_numbers import native_numbers
from feedback_report.word.properties import CORE, DC

TYPED_NUMBER = re.compile(r"^\d+(\.\d+)*[.)]?\s")
PLAIN_STYLES = {"", "body text", "first paragraph", "normal", "compact", "numbered paragraph"}
LONGEST_HEADING = 90  # characters
FILE_NAME = re.compile(r"\.(png|jpe?g|svg|gif|emf)$", re.IGNORECASE)


def headings_in_order(paper: Paper) -> Iterator[Problem]:
    """Headings begin with the title or level 1, and skip no level on the way down."""
    previous, seen = 0, False
    for where, paragraph in paper.paragraphs():
        if paper.styles.has(paragraph, "Title"):
            seen = True
        level = paper.styles.heading_level(paragraph)
        if level is None:
            continue
        seen = True
        if level > previous + 1:
            above = f"follows one of level {previous}" if previous else "is the first"
            message = f"a heading of level {level} {above}: give it level {previous + 1}."
            yield Problem("heading-order", where, message)
        previous = level
    if not seen:
        yield Problem("no-headings", "the document", "has neither a title nor headings: give them Word's styles.")


def headings_are_headings(paper: Paper) -> Iterator[Problem]:
    """No paragraph of plain text is only made to look like a heading."""
    for where, paragraph in paper.paragraphs():
        family = paper.styles.family(style_id(paragraph))
        words = text(paragraph).strip()
        plain = (family[0] if family else "") in PLAIN_STYLES
        if not words or not plain or in_table(paragraph) or len(words) > LONGEST_HEADING or words[-1] in ".:;,?!":
            continue
        runs = [run for run in paragraph.iter(w("r")) if text(run).strip()]
        bold = [run.find(f"{w('rPr')}/{w('b')}") for run in runs]
        if runs and all(mark is not None and mark.get(w("val")) not in ("0", "false") for mark in bold):
            yield Problem("fake-heading", where, "is bold text that stands for a heading: give it a heading style.")


def numbers_are_words_own(paper: Paper) -> Iterator[Problem]:
    """Numbers of sections and paragraphs are Word's, so that they follow when a paragraph is put in."""
    numbered = native_numbers(paper.body, paper.styles)
    for where, paragraph in paper.paragraphs():
        is_heading = paper.styles.heading_level(paragraph) is not None
        typed = TYPED_NUMBER.match(text(paragraph))
        if typed and (paragraph in numbered or (is_heading and "." in typed.group(0))):
            yield Problem("typed-number", where, "begins with a typed number: leave numbers to Word's numbering.")


def pictures_have_alt_text(paper: Paper) -> Iterator[Problem]:
    """Every picture says what it shows, in other words than its caption's."""
    captions = [
        _plain(re.sub(r"^(Figure|Table)\s*\d+:?", "", text(p)))
        for p in paper.body.iter(w("p"))
        if _is_caption(paper, p)
    ]
    for number, frame in enumerate(frames(paper.body), start=1):
        words = alt_text(frame)
        where = place("picture", number, words)
        if not words:
            yield Problem("no-alt-text", where, "has no alt text: write what it shows, with its numbers (fig-alt).")
        elif FILE_NAME.search(words):
            yield Problem("alt-text-is-file-name", where, "has a file's name as alt text: write what it shows.")
        elif any(_plain(re.sub(r"^(Figure|Table)\s*\d+:?", "", words)) in caption for caption in captions):
            yield Problem("alt-text-is-caption", where, "has its caption again as alt text: write what it shows.")


def _is_caption(paper: Paper, paragraph: Element) -> bool:
    return any(paper.styles.has(paragraph, name) for name in ("caption", "image caption", "table caption"))


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()


def title_and_language(paper: Paper) -> Iterator[Problem]:
    """Tell every reader the title, in the properties, and the language of the text."""
    core = paper.package.tree(CORE) if CORE in paper.package else None
    title = core.find(f"{{{DC}}}title") if core is not None else None
    if title is None or not (title.text or "").strip():
        yield Problem("no-title", CORE, "the file's properties hold no title.")
    path = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}"
    found = paper.styles.tree.find(path)
    language = "" if found is None else found.get(w("val"), "")
    if language != paper.language:
        said = f'is "{language}"' if language else "is not set"
        yield Problem("language", "word/styles.xml", f"the language of the text {said}, expected {paper.language}.")
    for mark in paper.body.iter(w("lang")):
        if mark.get(w("val"), "").lower() == "en-us" != paper.language.lower():
            words = text(next(a for a in mark.iterancestors() if local(a) in ("r", "p")))
            yield Problem("language", place("text", 1, words), "is marked as American English.")


RULES = [
    headings_in_order,
    headings_are_headings,
    numbers_are_words_own,
    pictures_have_alt_text,
    title_and_language,
]
