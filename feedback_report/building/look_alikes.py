"""Values that look like what a renderer leaves behind, such as a team called "@fig-x", and are printed as they are."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from html import unescape

from feedback_report.facts import Fact
from feedback_report.page.leftovers import ANY_WORD, reads_as_missing

_CELL = re.compile(r"\s+\|\s+|\n")


def look_alikes(facts: Iterable[Fact], shown: Iterable[str], data: Iterable[str]) -> tuple[str, ...]:
    """Get the values of a paper that its leftovers must not be taken for, the longest first.

    They are the texts that stand in ``facts`` and in the Markdown that cells have ``shown`` as plain text, with every
    mark written as a character reference, and the cells of the ``data`` behind tables and charts (CSV texts),
    in which a missing value is an empty cell.
    """
    written = [piece for text in shown for piece in _CELL.split(text.strip().strip("|"))]
    written += [fact.as_markdown for fact in facts if not fact.is_condition]
    found = {_one_line(unescape(piece)) for piece in written if "&" in piece and not ANY_WORD.search(piece)}
    held = {_one_line(cell) for text in data for row in csv.reader(io.StringIO(text)) for cell in row}
    found = {value for value in found | held if ANY_WORD.search(value)} | set(filter(reads_as_missing, held))
    return tuple(sorted(found, key=lambda value: (-len(value), value)))


def without(values: Sequence[str], words: str) -> str:
    """Take values out of words in which they are printed, on one line; what is left is the paper's own."""
    words = _one_line(words)
    for value in values:
        words = words.replace(value, " ")
    return words


def _one_line(text: str) -> str:
    return " ".join(text.split())
