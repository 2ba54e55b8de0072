"""What tables and charts call the values of a column, and how they write numbers where room is short."""

import re
from collections.abc import Hashable, Mapping
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.wording import exact, is_missing, is_suppressed, number, percent, plain_text
from feedback_report.wording.marks import NO_NUMBER, SUPPRESSED
from feedback_report.years import Year


class NothingToShow(ReportError):
    """A table or chart would be empty: a sentence that says so should stand in its place."""


NOT_RECORDED = "Not recorded"

_WORDS = re.compile(r"[a-z][a-z' -]*")
_TYPES = {"complaint": "Complaints", "compliment": "Compliments", "comment": "Comments"}


def name_of(value: Any, column: str, labels: Mapping[Hashable, str] | None = None, year_style: str = "2024/25") -> str:
    """Write a value of a column as a heading, key or row is called: literal text on one line.

    ``labels`` gives the words for values that need their own. A whole number in the column
    ``year`` is the start of a financial year; a missing value is "Not recorded"; plain words
    that are all in small letters begin with a capital.
    """
    if labels and value in labels:
        return plain_text(labels[value])
    if is_missing(value) and not is_suppressed(value):
        return NOT_RECORDED
    if column == "year" and not isinstance(value, str):
        return Year(int(value)).written(year_style)
    if column == "feedback_type" and value in _TYPES:
        return _TYPES[value]
    text = plain_text(str(value))
    return text[:1].upper() + text[1:] if _WORDS.fullmatch(text) else text


def short_number(value: Any, decimals: int = 0, share: bool = False) -> str:
    """Write a value where room is short: ``1,520``, for a share from 0 to 1 ``43%`` or ``<1%``.

    ``[c]`` stands for a withheld one and ``[x]`` for one that is not available.
    """
    if is_suppressed(value):
        return SUPPRESSED
    if is_missing(value):
        return NO_NUMBER
    written = percent(100 * exact(value), decimals) if share else number(value, decimals)
    return written.replace("less than ", "<").replace("more than ", ">").replace("minus ", "−")
