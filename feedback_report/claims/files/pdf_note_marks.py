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
    raised = RaisedMarks()

    def see(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        if raised.is_mark(text, matrix, size):
            found.append((raised.before.rstrip("\n"), text.strip()))

    page.extract_text(visitor_text=see)
    return [(before, mark) for before, mark in found if before[-1:].strip()]


class RaisedMarks:
    """Tells of one piece of a page's text after the other whether it is the mark of a note.

    ``before`` is the text that the last mark follows.
    """

    def __init__(self) -> None:
        self.before = ""
        self._line = self._usual = 0.0

    def is_mark(self, text: str, matrix: list[float], size: float) -> bool:
        """Whether a text stands higher and smaller than the one before it; ``matrix`` and ``size`` are its place."""
        if not text.strip():
            return False
        height, size = matrix[5], size * abs(matrix[3])
        if size < _SMALLER * self._usual and self._line < height < self._line + self._usual and is_note_mark(text):
            return True
        self.before, self._line, self._usual = text, height, size
        return False
