"""How each series of the appendix is set out: what names its rows, which value stands there, what a gap means."""

import re
from collections.abc import Sequence
from typing import Any

# What names a row of each series, and which of its columns stands under the years.
ROWS_AND_VALUE: dict[str, tuple[Sequence[str], str]] = {
    "cases-by-type": (["feedback_type"], "count"),
    "complaint-rates": (["measure"], "value"),
    "cases-by-service": (["service", "feedback_type"], "count"),
    "cases-merged-once": (["service", "feedback_type"], "count_merged_once"),
    "complaints-by-month": (["service", "month_number"], "count"),
    "contact-methods": (["service", "contact_method"], "count"),
    "contact-method-known": (["service"], "known"),
    "later-stages": (["procedure", "stage", "area"], "requested"),
    "complaints-by-subject": (["service", "subject"], "count"),
    "complaints-by-team": (["service", "team"], "count"),
    "remedies": (["service", "remedy"], "count"),
    "outcomes": (["service", "outcome"], "count"),
    "complaints-by-standing": (["service", "standing"], "count"),
    "timescales": (["service", "procedure", "band"], "count"),
    "timescale-standing": (["service", "procedure", "standing"], "count"),
    "working-days": (["service", "procedure"], "mean_days"),
    "later-stage-timescales": (["service", "procedure", "stage", "band"], "count"),
    "acknowledgements": (["service", "procedure", "measure"], "value"),
    "people": (["characteristic", "value"], "count"),
    "complaint-rates-by-area": (["area"], "per_100_000"),
}
DECIMALS = {"working-days": 1}
RATE = "Complaints per 100,000 residents"
_NO_COUNTS = {tuple(named_by) for named_by, value in ROWS_AND_VALUE.values() if value in ("mean_days", "per_100_000")}

# Series in which a row that a year lacks is a zero, because the year's cases hold everything they count ...
COUNTED_IN_FULL = {
    "later-stages",
    "complaints-by-subject",
    "complaints-by-team",
    "remedies",
    "outcomes",
    "complaints-by-standing",
    "timescales",
    "timescale-standing",
    "later-stage-timescales",
}
# ... and those of which a case may lack the record: without a base nothing is known, and so no zero either.
COUNTED_WHERE_RECORDED = {"contact-methods", "acknowledgements", "people"}

# The tables in which a break of a series stands between years.
BROKEN = {
    "complaints-by-team": "teams",
    "complaints-by-subject": "subjects",
    "outcomes": "outcomes",
    "complaints-by-standing": "outcomes",
    "contact-methods": "contact method",
    "contact-method-known": "contact method",
}
OF_RECORDING = {
    "complaints-by-subject",
    "outcomes",
    "complaints-by-standing",
    "timescales",
    "timescale-standing",
    "working-days",
    "later-stage-timescales",
}
NO_TEAM = "A team has 0 in a year whose complaints do not name it, such as a year before it was formed."

# Why a year can be missing from a table whose measure lists what the year's cases name.
NOTHING_OF_A_YEAR = {
    "people": "nothing about the people who complained was recorded",
    "remedies": "no remedy was recorded",
    "complaints-by-team": "no complaint named a team",
    "later-stages": "no later stage was recorded",
    "later-stage-timescales": "no later stage was completed",
}


def are_counts(columns: Sequence[str], row: Sequence[Any]) -> bool:
    """Whether the years of a row count cases or people, by the columns of its table: it holds no rate and no days."""
    named_by = tuple(column for column in columns if not re.fullmatch(r"y\d{4}", column))
    return named_by not in _NO_COUNTS and RATE not in row
