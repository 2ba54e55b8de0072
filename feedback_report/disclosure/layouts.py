"""Which cell each number of a measure's frame is, by the names that the appendix gives to the measures.

A cell has one name wherever it stands: the complaints of a service are a row of one table and the
base of several others.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from feedback_report.measures.closed_complaints import REPORTED
from feedback_report.measures.stages import ALL_PROCEDURES, COUNTS
from feedback_report.measures.timescales import MEASURED
from feedback_report.wording import is_missing

Row = Mapping[str, Any]
UNFINISHED = "unfinished"

# Columns that follow from others, and are withheld with any of them.
FOLLOWS = {
    "share": ("count", "base"),
    "per_100_000": ("count",),
    "change": ("count", "count_before"),
    "relative_change": ("count", "count_before"),
    "share_before": ("count_before", "base_before"),
    "share_change": ("count", "base", "count_before", "base_before"),
    "mean_days": ("base",),
    "median_days": ("base",),
    "shortest_days": ("base",),
    "longest_days": ("base",),
}


def cell_names(kind: str, row: Row) -> dict[str, str]:
    """Name the cell in each column of a row that counts something; ``kind`` is a key of LAYOUTS."""
    found = LAYOUTS[kind](row)
    if "before_year" in row:
        before = LAYOUTS[kind]({**row, "year": row["before_year"]})
        found |= {f"{column}_before": name for column, name in before.items()}
    return {
        column: f"{name}={int(row[column])}"
        for column, name in found.items()
        if column in row and not is_missing(row[column])
    }


def bare_name(name: str) -> str:
    """Get what a cell is called without its value, as it may be told to anyone."""
    return name.rpartition("=")[0]


def _of_council(row: Row) -> dict[str, str]:
    return {"count": f"cases/{row['year']}/council/{row.get('feedback_type', 'complaint')}"}


def _of_area(row: Row) -> dict[str, str]:
    return _of_council(row) if row["is_council"] else {}


def _of_service(row: Row) -> dict[str, str]:
    place = f"{row['year']}/{row['service_key']}/{row['feedback_type']}"
    names = {"count": "cases", "count_merged_once": "once", "in_merged_groups": "merged"}
    names |= {"merged_groups": "groups", "merged_customers": "customers"}
    return {column: f"{name}/{place}" for column, name in names.items()}


def _by(what: str, base: str = "cases/{year}/{service_key}/complaint", of: str = "{year}/{service_key}") -> Callable:
    """Count by the values of the column ``what``, on a base."""
    return lambda row: {
        "count": f"{what}/{of.format(**row)}/{row[what]}",
        "base": base.format(**row),
    }


def _known_methods(row: Row) -> dict[str, str]:
    place = f"{row['year']}/{row['service_key']}"
    return {"received": f"all/{place}", "known": f"method-known/{place}"} | {
        column: f"method-{column}/{place}" for column in ("unknown", "before_collection")
    }


def _stages(row: Row) -> dict[str, str]:
    area = row.get("area", "all areas")
    place = f"{row['year']}/{row['procedure']}/{row['stage']}/{area}"
    return {column: f"stage/{place}/{column}" for column in [*COUNTS, UNFINISHED]}


def _stage_changes(counted: str) -> Callable[[Row], dict[str, str]]:
    return lambda row: {"count": _stages(row)[counted]}


def _remedied(row: Row) -> dict[str, str]:
    place = f"{row['year']}/{row['stage']}/{row['service_key']}"
    names = {"count": "remedied", "several": "several-remedies", "remedies": "remedies"}
    return {column: f"{name}/{place}" for column, name in names.items()} | {
        "base": f"closed/{row['year']}/{row['service_key']}"
    }


def _standing(row: Row) -> dict[str, str]:
    place = f"{row['year']}/{row['service_key']}"
    own = f"closed/{place}" if row["standing"] == REPORTED else f"standing/{place}/{row['standing']}"
    return {"count": own, "base": f"cases/{place}/complaint"}


def _measured_standing(row: Row) -> dict[str, str]:
    place, of_all = f"{row['year']}/{row['service_key']}", row["procedure"] == ALL_PROCEDURES
    if row["standing"] == MEASURED:
        own = f"measured/{row['year']}/{row['stage']}/{row['service_key']}/{row['procedure']}"
    else:
        own = f"standing/{place}/{row['standing']}" + ("" if of_all else f"/{row['procedure']}")
    return {"count": own, "base": f"cases/{place}/complaint" if of_all else f"received/{place}/{row['procedure']}"}


def _bands(row: Row) -> dict[str, str]:
    place = f"{row['year']}/{row['stage']}/{row['service_key']}/{row['procedure']}"
    found = {"base": f"measured/{place}"}
    if "band" in row:
        found |= {"count": f"band/{place}/{row['band']}", "extension_agreed": f"extended/{place}/{row['band']}"}
    return found


def _acknowledged(row: Row) -> dict[str, str]:
    place = f"{row['year']}/{row['service_key']}/{row['procedure']}"
    names = {"count": "in-time", "base": "acknowledged", "late": "late", "not_recorded": "not-acknowledged"}
    return {column: f"{name}/{place}" for column, name in (names | {"received": "received"}).items()}


def _people(row: Row) -> dict[str, str]:
    place = f"people/{row['year']}/{row['characteristic']}"
    return {"count": f"{place}/{row['value']}", "base": place}


def _settled(row: Row) -> dict[str, str]:
    return {"count": f"settings/{row['year']}/{row['counted']}"}


LAYOUTS: dict[str, Callable[[Row], dict[str, str]]] = {
    "cases-by-type": _of_council,
    "complaint-rates": _of_council,
    "cases-by-service": _of_service,
    "cases-merged-once": _of_service,
    "complaints-by-month": _by("month"),
    "contact-methods": _by("contact_method", base="method-known/{year}/{service_key}"),
    "contact-method-known": _known_methods,
    "later-stages": _stages,
    **{f"changes-in-{counted}": _stage_changes(counted) for counted in COUNTS},
    "complaints-by-subject": _by("subject"),
    "complaints-by-team": _by("team"),
    "remedies": _by("remedy", base="closed/{year}/{service_key}", of="{year}/{stage}/{service_key}"),
    "remedies-per-complaint": _remedied,
    "outcomes": _by("outcome", base="closed/{year}/{service_key}"),
    "unmerged-outcomes": lambda row: {column: f"unmerged-{name}" for column, name in LAYOUTS["outcomes"](row).items()},
    "merged-outcomes": lambda row: {"count": f"merged-closed/{row['year']}/{row['service_key']}"},
    "complaints-by-standing": _standing,
    "timescales": _bands,
    "timescale-standing": _measured_standing,
    "working-days": _bands,
    "later-stage-timescales": _bands,
    "acknowledgements": _acknowledged,
    "people": _people,
    "complaint-rates-by-area": _of_area,
    "settings": _settled,
}


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Get the rows of a frame as Python objects by column."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
