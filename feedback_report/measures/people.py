"""Who raised complaints, in aggregate, and what the council does not collect about them."""

from collections.abc import Iterable, Mapping

import pandas as pd

from feedback_report.data.contract import RAISED_BY
from feedback_report.measures.closed_complaints import complaints_in_scope
from feedback_report.measures.counting import count_by, shares
from feedback_report.settings import Council

CHARACTERISTICS = ("raised_by", "age_band", "gender", "ethnicity", "disability")


def complaints_by_characteristic(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Count complaints by who raised them and by each other characteristic that is collected.

    One row per characteristic that any of the year's complaints records and per value; for
    ``raised_by`` the values of the data contract are all listed. All services in scope together.
    Columns: ``year``, ``characteristic``, ``value``, ``count`` (complaints), ``base`` (complaints
    that record the characteristic), ``share``. Not for print before suppression: counts may be
    below the disclosure threshold.

    Source: the summary statistics that "Getting the Best from Complaints" asks of the annual report.
    """
    held = complaints_in_scope(cases, council, year)
    frames = [_by_value(held, year, name) for name in CHARACTERISTICS]
    return _with_bases(pd.concat(frames, ignore_index=True), ["characteristic"])


def _by_value(held: pd.DataFrame, year: int, name: str, **levels: list[str]) -> pd.DataFrame:
    recorded = sorted(set(held[name].dropna()))
    listed = [value for value in RAISED_BY if name == "raised_by" and recorded]
    values = [*listed, *(value for value in recorded if value not in listed)]
    held = held.assign(characteristic=name, value=held[name])
    return count_by(held, year=[year], **levels, characteristic=[name], value=values)


def _with_bases(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    frame["base"] = frame.groupby(keys)["count"].transform("sum")
    frame["share"] = shares(frame["count"], frame["base"])
    return frame


def reasons_by_item(reasons: Mapping[str, str], recorded: Iterable[str]) -> list[tuple[list[str], str]]:
    """Get the items that are not collected, those with the same reason together, each group with its reason.

    ``reasons`` are those of ``not_collected`` in year.yml, by key; the order is that of their first items. One that
    is ``recorded`` all the same is left out: the reason is an earlier year's.
    """
    held = set(recorded)
    groups: dict[str, list[str]] = {}
    for key, reason in reasons.items():
        if key in held:
            continue
        groups.setdefault(" ".join(reason.split()), []).append(key.replace("_", " "))
    return [(items, reason) for reason, items in groups.items()]
