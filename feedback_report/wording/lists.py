"""Lists, ranges and places in an order."""

from collections.abc import Iterable
from typing import Any

from feedback_report.wording.numbers import exact, is_missing, number

_ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def list_of(items: Iterable[Any], last: str = "and") -> str:
    """Join items as ``a, b and c``; nothing at all is ``none``.

    Semicolons part items that hold commas, and a comma goes before the last "and" when an
    item holds one of its own.
    """
    words = [str(item) for item in items]
    if len(words) < 2:
        return words[0] if words else "none"
    comma = ";" if any("," in word for word in words) else ","
    unclear = comma == ";" or any(f" {last} " in word for word in words)
    return f"{f'{comma} '.join(words[:-1])}{comma if unclear else ''} {last} {words[-1]}"


def ordinal(place: int) -> str:
    """Write a place: ``first`` to ``ninth``, then ``10th``, ``21st``, ``112th``."""
    if place < len(_ORDINALS):
        return _ORDINALS[place]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place:,}{ending}"


def written_range(low: Any, high: Any) -> str:
    """Write a range without a dash: ``4 to 7``; one number when both ends print the same."""
    if is_missing(low) or is_missing(high):
        return number(low if is_missing(low) else high)
    ends = [number(end) for end in sorted((exact(low), exact(high)))]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)
