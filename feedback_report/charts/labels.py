"""The words on a chart: names as the paper writes them, numbers, and lines that fit."""

import textwrap
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from feedback_report.wording import SUPPRESSED, exact, is_missing, is_suppressed, percent, plain_text
from feedback_report.wording import number as written_number
from feedback_report.years import Year

NOT_AVAILABLE = "[x]"
NOT_RECORDED = "Not recorded"
MONTHS = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
LONGEST = 4  # lines; a longer label ends in "…", and is whole in the data beside the figure

_NAMES = {"complaint": "Complaints", "compliment": "Compliments", "comment": "Comments"}


def name(
    value: Hashable, column: str, labels: Mapping[Hashable, str] | None = None, year_style: str = "2024/25"
) -> str:
    """Write a value of a column as a chart shows it: literal text on one line.

    ``labels`` gives the words for values that need their own. A whole number in the column
    ``year`` is the start of a financial year. A missing value is written "Not recorded".
    """
    if labels and value in labels:
        return plain_text(labels[value])
    if value is None or pd.isna(value):
        return NOT_RECORDED
    if column == "year" and not isinstance(value, str):
        return Year(int(value)).written(year_style)
    if column == "feedback_type" and value in _NAMES:
        return _NAMES[str(value)]
    text = plain_text(str(value))
    return text[:1].upper() + text[1:]


def wrapped(text: str, width: int) -> str:
    """Break a text into lines of at most ``width`` characters, long words included."""
    return "\n".join(textwrap.wrap(text, width, max_lines=LONGEST, placeholder="…")) or text


def lines_of(texts: Sequence[str]) -> int:
    """Count the lines of the tallest text."""
    return max((text.count("\n") + 1 for text in texts), default=1)


def number(value: Any, decimals: int = 0, share: bool = False) -> str:
    """Write a value: ``1,520``, for a share from 0 to 1 ``43%`` or ``<1%``, ``[c]`` withheld, ``[x]`` not available."""
    if is_suppressed(value):
        return SUPPRESSED
    if is_missing(value):
        return NOT_AVAILABLE
    written = percent(100 * exact(value), decimals) if share else written_number(value, decimals)
    return written.replace("less than ", "<").replace("more than ", ">")
