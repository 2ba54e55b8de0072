"""Put the mark [c] in the place of what is withheld, before anything is drawn or said."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from feedback_report.disclosure.layouts import FOLLOWS, cell_names, rows_of
from feedback_report.wording import SUPPRESSED, Withheld, can_be, is_missing, is_suppressed

ORDERED_BY_COUNT = {"remedies": ["remedy"]}  # measures whose rows stand by their counts, and what they stand by instead


def withhold(frame: pd.DataFrame, kind: str, withheld: Mapping[str, Withheld]) -> pd.DataFrame:
    """Get a measure's frame with the mark [c] for each withheld count and for all that follows from one.

    ``kind`` says which measure it is (see ``layouts``), ``withheld`` gives the mark of each withheld cell.
    A rank stands only where no withheld count can reach the count that is ranked. A frame of which
    nothing is withheld comes back as it is.
    """
    if not withheld or frame.empty:
        return frame
    rows = rows_of(frame)
    marked: list[dict[str, str]] = [
        {column: withheld[name] for column, name in cell_names(kind, row).items() if name in withheld} for row in rows
    ]
    if not any(marked):
        return frame
    for row, marks in zip(rows, marked, strict=True):
        for column, sources in FOLLOWS.items():
            if any(source in marks for source in sources) and not is_missing(row.get(column)):
                marks[column] = SUPPRESSED
    masked = frame.copy()
    for column in dict.fromkeys(column for marks in marked for column in marks):
        values = [marks.get(column, row[column]) for row, marks in zip(rows, marked, strict=True)]
        masked[column] = pd.Series(values, index=frame.index, dtype="object")
    for column, counted in (("rank", "count"), ("rank_before", "count_before")):
        if column in masked:
            masked[column] = _sure_ranks(masked, column, counted)
    by = ORDERED_BY_COUNT.get(kind, [])
    if not by:
        return masked
    groups = [name for name in ("year", "service_key") if name in masked]
    order = masked[groups].ne(masked[groups].shift()).any(axis=1).cumsum()
    return masked.assign(_group=order).sort_values(["_group", *by], kind="stable").drop(columns="_group")


def _sure_ranks(frame: pd.DataFrame, column: str, counted: str) -> pd.Series:
    """Get the ranks that stay true whatever the withheld counts of the same group are."""
    keys = [name for name in ("year", "service_key") if name in frame]
    groups = list(zip(*(frame[name] for name in keys), strict=True))
    most: dict[Any, float] = {}
    for group, count in zip(groups, frame[counted], strict=True):
        if is_suppressed(count):
            most[group] = max(most.get(group, 0), can_be(count)[1])
    ranks = [
        rank if group not in most or is_missing(rank) or (not is_missing(count) and count > most[group]) else SUPPRESSED
        for group, rank, count in zip(groups, frame[column], frame[counted], strict=True)
    ]
    return pd.Series(ranks, index=frame.index, dtype="object") if most else frame[column]


def holds_marks(frame: pd.DataFrame) -> bool:
    """Tell whether anything in a frame is withheld."""
    return any(is_suppressed(value) for name in frame for value in frame[name])
