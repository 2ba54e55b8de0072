"""Raised numbers on a PDF page: the mark of a note, glued to the number before it in the page's text."""

import re
from typing import Any

from pypdf import PageObject

from feedback_report.claims.files.note_marks import is_note_mark

_SMALLER = 0.8  # of the size of the text before it
_NOTE = re.compile(r"^\s*\d{1,3}\s+\S", re.MULTILINE)


def without_note_marks(page: PageObject, text: str) -> str:
    """Take the marks of notes out of the text of a page that has lines with a number before them."""
    if not _NOTE.search(text):
        return text
    for before, mark in _raised(page):
        words = r"\s+".join(map(re.escape, before.split()[-3:]))
        text = re.sub(rf"({words}){re.escape(mark)}(?!\d)", r"\1", text, count=1)
    return text


def _raised(page: PageObject) -> list[tuple[str, str]]:
    """Find the marks that stand higher and smaller than the text they follow, with that text."""
    found: list[tuple[str, str]] = []
    last = ("", 0.0, 0.0)

    def see(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        nonlocal last
        if not text.strip():
            return
        height, size = matrix[5], size * abs(matrix[3])
        before, line, usual = last
        if size < _SMALLER * usual and line < height < line + usual and is_note_mark(text):
            found.append((before.rstrip("\n"), text.strip()))
        else:
            last = (text, height, size)

    page.extract_text(visitor_text=see)
    return [(before, mark) for before, mark in found if before[-1:].strip()]
