"""The running title, and the notice that data are invented, on every page."""

import re

from feedback_report.errors import RenderError
from feedback_report.word.markup import Element, local, make, run, text, w
from feedback_report.word.package import WordPackage
from feedback_report.word.styles import Styles


def set_running_title(package: WordPackage, title: str) -> None:
    """Let the TITLE fields of headers and footers show the title (Word would ask before it updates them)."""
    for name in package.related("header") + package.related("footer"):
        for paragraph in package.tree(name).iter(w("p")):
            _show_in_field(paragraph, "TITLE", title)


def _show_in_field(paragraph: Element, instruction: str, words: str) -> None:
    state, shown = "", []
    for part in paragraph.iter(w("fldChar"), w("instrText"), w("t")):
        if local(part) == "fldChar":
            kind = part.get(w("fldCharType"))
            state = "begin" if kind == "begin" else state + " separate" if kind == "separate" else ""
        elif local(part) == "instrText" and state == "begin":
            state = (part.text or "").strip().split()[0] if (part.text or "").strip() else state
        elif local(part) == "t" and state == f"{instruction} separate":
            shown.append(part)
    for place, part in enumerate(shown):
        part.text = words if place == 0 else ""


def mark_as_sample(package: WordPackage, styles: Styles, notice: str) -> None:
    """Put the notice that data are invented at the head of every page, and once on the front page.

    It is text in the running header, so it is printed, read aloud and copied with the page.
    Raises RenderError if the template has no running header.
    """
    headers = package.related("header")
    if not headers:
        raise RenderError(
            "The Word template has no running header, so the notice that data are invented cannot stand on every page: "
            "add a header to the template, or use style/reference.docx."
        )
    for name in headers:
        package.tree(name).append(_paragraph(styles, "Sample Notice Running", notice))
    body = package.body
    if not any(_words(text(p)) == _words(notice) for p in body.findall(w("p"))):
        body.insert(_after_titles(body, styles), _paragraph(styles, "Sample Notice", notice))


def _words(sentence: str) -> list[str]:
    """Split into words, so that curly and straight quotation marks do not matter."""
    return re.findall(r"\w+", sentence)


def _paragraph(styles: Styles, style: str, notice: str) -> Element:
    paragraph = make("p")
    styles.give(paragraph, style)
    paragraph.append(run(notice))
    return paragraph


def _after_titles(body: Element, styles: Styles) -> int:
    position = 0
    for place, block in enumerate(body):
        if local(block) == "p" and any(styles.has(block, name) for name in ("Title", "Subtitle")):
            position = place + 1
        elif local(block) not in ("bookmarkStart", "bookmarkEnd"):
            break
    return position
