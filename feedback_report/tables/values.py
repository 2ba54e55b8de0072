"""How one value of a printed table is written, by the kind of its column."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

import pandas as pd

from feedback_report.errors import ReportError
from feedback_report.wording import (
    SUPPRESSED,
    exact,
    half_up,
    is_missing,
    is_suppressed,
    is_too_small,
    plain_text,
    written_date,
)
from feedback_report.wording.labels import name_of, short_number
from feedback_report.wording.marks import NO_NUMBER, TOO_FEW
from feedback_report.years import Year

MINUS = "−"


@dataclass(frozen=True)
class Writing:
    """How the values of one table are written: the options of ``tables.to_markdown``."""

    kinds: Mapping[str, str]
    decimals: Mapping[str, int]
    labels: Mapping[Hashable, str] = field(default_factory=dict)
    year_style: str = "2024/25"
    smallest_base: int = 0


def kind_of(column: str, values: pd.Series) -> str:
    """Tell how a column is written from its name, as the measures give names, and its type."""
    by_name = {
        "year": "year",
        "before_year": "year",
        "share": "share",
        "share_before": "share",
        "change": "change",
        "relative_change": "relative change",
        "share_change": "share change",
    }
    if column in by_name:
        return by_name[column]
    if pd.api.types.is_bool_dtype(values):
        return "yes or no"
    if pd.api.types.is_datetime64_any_dtype(values):
        return "date"
    held = [value for value in values if not is_missing(value)]
    are_numbers = all(isinstance(value, Real) or hasattr(value, "as_integer_ratio") for value in held)
    marked = any(is_suppressed(value) for value in values)
    return "number" if are_numbers and (held or marked or pd.api.types.is_numeric_dtype(values)) else "text"


def written_value(column: str, record: Mapping[Hashable, Any], writing: Writing) -> str:
    """Write the value that a record holds in a column, as plain text.

    A percentage on a base below the smallest is "[z]", a withheld value "[c]", a missing one "[x]".
    Raises ReportError, naming the column, when a value is not of the column's kind.
    """
    value, kind = record.get(column), writing.kinds.get(column, "text")
    if is_suppressed(value):
        return SUPPRESSED
    if any(is_too_small(record.get(base), writing.smallest_base) for base in _BASES.get(kind, ())):
        return TOO_FEW
    if is_missing(value):
        return NO_NUMBER
    try:
        return _WRITERS[kind](value, column, writing)
    except (ReportError, ValueError, TypeError, AttributeError):
        raise ReportError(
            f'The column "{column}" cannot be written as {kind}: it holds {plain_text(str(value))[:40]}.'
        ) from None


def _text(value: Any, column: str, writing: Writing) -> str:
    return name_of(value, column, writing.labels, writing.year_style)


def _number(value: Any, column: str, writing: Writing) -> str:
    return short_number(value, writing.decimals.get(column, 0))


def _share(value: Any, column: str, writing: Writing) -> str:
    return short_number(value, writing.decimals.get(column, 0), share=True)


def _change(value: Any, column: str, writing: Writing) -> str:
    return _signed(value, writing.decimals.get(column, 0))


def _relative_change(value: Any, column: str, writing: Writing) -> str:
    return f"{_signed(100 * exact(value), writing.decimals.get(column, 0))}%"


def _share_change(value: Any, column: str, writing: Writing) -> str:
    return _signed(100 * exact(value), writing.decimals.get(column, 0))


def _year(value: Any, _column: str, writing: Writing) -> str:
    return Year(int(value)).written(writing.year_style) if not isinstance(value, str) else plain_text(value)


def _date(value: Any, _column: str, _writing: Writing) -> str:
    return written_date(value)


def _yes_or_no(value: Any, _column: str, _writing: Writing) -> str:
    return "Yes" if value else "No"


def _signed(value: Any, decimals: int) -> str:
    """Write a difference with its sign; one that rounds to none has no sign."""
    size = half_up(abs(exact(value)), decimals)
    sign = "" if size == 0 else "+" if exact(value) > 0 else MINUS
    return f"{sign}{size:,f}"


_WRITERS: dict[str, Callable[[Any, str, Writing], str]] = {
    "text": _text,
    "number": _number,
    "share": _share,
    "change": _change,
    "relative change": _relative_change,
    "share change": _share_change,
    "year": _year,
    "date": _date,
    "yes or no": _yes_or_no,
}
KINDS = tuple(_WRITERS)
RIGHT = ("number", "share", "change", "relative change", "share change")
_BASES = {
    "share": ("base",),
    "relative change": ("count_before",),
    "share change": ("base", "base_before"),
}
