"""Who raised complaints, in aggregate, and what the council does not collect about them."""

import pandas as pd

from feedback_report.contract import RAISED_BY
from feedback_report.measures.closed_complaints import complaints_in_scope
from feedback_report.measures.counting import count_by, service_keys, shares, with_service_names
from feedback_report.settings import Council

CHARACTERISTICS = ("raised_by", "age_band", "gender", "ethnicity", "disability")


def what_is_collected(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Say for each characteristic whether the year's complaints record it, and for how many.

    One row per characteristic that the statutory guidance asks for. Columns: ``year``,
    ``characteristic`` (raised_by, age_band, gender, ethnicity, disability), ``is_collected`` (false
    where no complaint about a service in scope records it: the paper says "not collected"),
    ``count`` (complaints that record it), ``base`` (all complaints), ``share``, ``unknown``.
    """
    held = complaints_in_scope(cases, council, year)
    known = [int(held[name].notna().sum()) for name in CHARACTERISTICS]
    frame = pd.DataFrame({"year": year, "characteristic": CHARACTERISTICS, "count": known, "base": len(held)})
    frame.insert(2, "is_collected", frame["count"] > 0)
    frame["share"] = shares(frame["count"], frame["base"])
    return frame.assign(unknown=frame["base"] - frame["count"])


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


def complaints_by_characteristic_and_service(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Count each service's complaints by who raised them and by each other characteristic that is collected.

    As ``complaints_by_characteristic``, one row per service as well: ``service_key`` and
    ``service`` follow ``year``.
    """
    held = complaints_in_scope(cases, council, year)
    frames = [_by_value(held, year, name, service_key=service_keys(council)) for name in CHARACTERISTICS]
    return with_service_names(
        _with_bases(pd.concat(frames, ignore_index=True), ["service_key", "characteristic"]), council
    )


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
