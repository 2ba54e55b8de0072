"""Raised numbers and signs that point at a note: no part of the number before them."""

import re

_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡#§]{1,3})(?:\s?,\s?\d{1,3})*[\])]?\s*")


def is_note_mark(raised: str) -> bool:
    """Whether raised text is the mark of a note: "2", "[3]", "a" or "*", not the "th" of "10th"."""
    return bool(_MARK.fullmatch(raised))
