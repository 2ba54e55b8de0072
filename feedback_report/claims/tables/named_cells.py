"""The words that belong to one number of a list, and what of them says something."""

import re
from collections.abc import Iterator

from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.guesses import SAYS_LITTLE

_STEM = 5
_GENERIC = SAYS_LITTLE | {
    *("complaint", "and", "about", "or", "a", "to", "for", "all", "numbers", "with", "by", "on", "as")
}
_LEADS = re.compile(r"\b(?:of these|there (?:were|was)|in total|received|recorded|had)\b", re.IGNORECASE)
_ENDS = re.compile(r"[;:]|¦|\b(?:while|whilst|whereas|but|although|though)\b")


def segment(reading: Reading, number: int, kinds: str = "PF") -> str:
    """Get the words that belong to a number of a list: those since the number before it, else those up to the next.

    "Delay made up 40%, conduct 24%" names before each number, "40% were about delay and 24% about
    conduct" after it.
    """
    text, items = reading.sentence.text, reading.sentence.items
    own = items[number]
    like = [item for item in items if item.kind in kinds]
    first = like[0] if like else own
    before = [item.end for item in like if item.end <= own.start]
    after = [item.start for item in like if item.start >= own.end]
    start, end = max(before, default=0), min(after, default=len(text))
    cuts = [found.end() for found in _ENDS.finditer(text, start, own.start)]
    start = cuts[-1] if cuts else start
    cut = _ENDS.search(text, own.end, end)
    end = cut.start() if cut else end
    if len(like) == 1 or not before:
        return text[start:end]
    names_before = re.search(r"[A-Za-z]{4}", _LEADS.sub("", text[: first.start]))
    return text[start : own.end] if names_before else text[own.start : end]


def stems(text: str) -> Iterator[str]:
    """Get the beginnings of the words of a text that say something."""
    for word in re.findall(r"[a-z]+|\d+", text.lower().replace("partially", "partly")):
        if word not in _GENERIC:
            yield word[:_STEM]
