"""Complaints at stages 2 and 3: asked for, refused, completed, still running, and closed in the year."""

from typing import Any

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.measures.counting import NOT_RECORDED
from feedback_report.measures.over_years import with_change
from feedback_report.settings import Council
from feedback_report.years import Year

ALL_PROCEDURES = "all procedures"
STATUSES = ("completed", "withdrawn", "refused", "open", "paused")
COUNTS = ["requested", *STATUSES, "closed_in_year", "completed_in_year"]
KEYS = ["procedure", "stage", "area", "service_key"]
EVERY_STAGE = (("corporate", 2), ("statutory", 2), ("statutory", 3), (ALL_PROCEDURES, 2))


def with_cases(stages: pd.DataFrame, cases: pd.DataFrame, council: Council) -> pd.DataFrame:
    """Add to each later stage the ``procedure``, ``service_key`` and ``area`` of its case.

    ``area`` is the service where it is in scope, and otherwise the directorate (followed by "other
    services" where services in scope have that name). A case that no folder holds, or without a
    directorate, gives "not recorded". The case may lie in an earlier year than the stage.
    """
    keys = {service.name: service.key for service in council.services}
    of_case = {row["case_id"]: row for row in cases[cases["case_id"].isin(stages["case_id"])].to_dict("records")}
    found = [of_case.get(case, {}) for case in stages["case_id"]]
    added = {
        "procedure": [_or_not_recorded(case.get("procedure")) for case in found],
        "service_key": [keys.get(case["service"]) if case else None for case in found],
        "area": [_area(case, keys) for case in found],
    }
    return pd.concat([stages, pd.DataFrame(added, index=stages.index, dtype="object")], axis=1)


def _area(case: dict, keys: dict[str, str]) -> str:
    if case.get("service") in keys:
        return str(case["service"])
    directorate = _or_not_recorded(case.get("directorate"))
    return f"{directorate}: other services" if directorate in keys else directorate


def _or_not_recorded(value: Any) -> str:
    return NOT_RECORDED if value is None or pd.isna(value) or value == "" else str(value)


def stages_by_area(tables: Tables, council: Council, year: int) -> pd.DataFrame:
    """Count a year's later stages by procedure, stage and service or directorate.

    One row per ``procedure`` (corporate, statutory), ``stage`` (2, 3: those with a clock in the
    settings, and any other in the tables) and ``area`` (see ``with_cases``): every service in scope
    that has complaints under the procedure, zeros included, and every other directorate with a
    stage in the year. Columns: ``year``, those three, ``service_key`` (missing outside scope), and

    - ``requested``: stages asked for in the year, the sum of ``completed``, ``withdrawn``,
      ``refused``, ``open`` and ``paused`` (how they stand now);
    - ``closed_in_year``: stages closed from April to March, whenever they were asked for; refused
      requests, which never began, are left out;
    - ``completed_in_year``: those of them that ran to the end, such as a panel that met.

    Source: stages of SI 2006/1738 (statutory) and of the council's policy (corporate).
    """
    ends = _ends_in(tables.stages, tables, year)
    in_year = tables.stages["year"].isin([year])
    relevant = with_cases(tables.stages[ends | in_year], tables.cases, council)
    found = _counts(relevant, in_year[relevant.index], ends[relevant.index])
    keys = {service.name: service.key for service in council.services}
    rows = [
        {"year": year, "procedure": procedure, "stage": stage, "area": area, "service_key": keys.get(area)}
        | found.get((procedure, stage, area), dict.fromkeys(COUNTS, 0))
        for procedure, stage in _procedure_stages(relevant, council)
        for area in _areas(relevant[relevant["procedure"].isin([procedure])], tables.cases, council, procedure)
    ]
    return pd.DataFrame(rows, columns=["year", *KEYS, *COUNTS]).astype({"stage": "int64", "service_key": "object"})


def _ends_in(stages: pd.DataFrame, tables: Tables, year: int) -> pd.Series:
    first, last = pd.Timestamp(Year(year).first_day), tables.last_day(year)
    return stages["closed"].between(first, last) & ~stages["status"].isin(["refused"])


def _counts(stages: pd.DataFrame, in_year: pd.Series, ends: pd.Series) -> dict[tuple[str, int, str], dict[str, int]]:
    """Count the stages of each procedure, stage and area; ``in_year`` tells which were asked for in the year."""
    marks = {
        "requested": in_year,
        **{status: in_year & stages["status"].isin([status]) for status in STATUSES},
        "closed_in_year": ends,
        "completed_in_year": ends & stages["status"].isin(["completed"]),
    }
    places = [stages[name].to_numpy() for name in ("procedure", "stage", "area")]
    counts = pd.DataFrame(marks, dtype="int64").groupby(places).sum()
    rows = zip(counts.index.to_list(), counts.to_dict("records"), strict=True)
    return {place: {str(name): int(count) for name, count in row.items()} for place, row in rows}


def _procedure_stages(held: pd.DataFrame, council: Council) -> list[tuple[str, int]]:
    found = set(zip(held["procedure"], held["stage"].astype(int), strict=True))
    found |= {
        (name, stage) for name, procedure in council.procedures.items() for stage in procedure.stages if stage > 1
    }
    order = [*council.procedures, NOT_RECORDED]
    return sorted(found, key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), pair))


def _areas(held: pd.DataFrame, cases: pd.DataFrame, council: Council, procedure: str) -> list[str]:
    names = [service.name for service in council.services]
    under = cases["feedback_type"].isin(["complaint"]) & cases["procedure"].isin([procedure])
    using = set(cases.loc[under, "service"].unique()) | set(held["area"])
    others = sorted(set(held["area"]) - {*names, NOT_RECORDED})
    last = [NOT_RECORDED] if NOT_RECORDED in set(held["area"]) else []
    return [*(name for name in names if name in using), *others, *last]


def stages_in_total(by_area: pd.DataFrame) -> pd.DataFrame:
    """Add up ``stages_by_area`` over areas, per procedure and stage and for all procedures together.

    Columns: ``year``, ``procedure`` (with "all procedures"), ``stage``, and the counts.
    """
    together = by_area.assign(procedure=ALL_PROCEDURES)
    frame = pd.concat([by_area, together], ignore_index=True)
    return frame.groupby(["year", "procedure", "stage"], sort=False)[COUNTS].sum().reset_index()


def with_unfinished(counts: pd.DataFrame) -> pd.DataFrame:
    """Add ``unfinished`` to counts of later stages: those that are open or paused."""
    return counts.assign(unfinished=counts["open"] + counts["paused"])


def every_stage(totals: pd.DataFrame) -> pd.DataFrame:
    """Add to totals over areas each stage that prose may speak of and that the council does not have, with zeros.

    ``totals`` comes from ``stages_in_total`` or from ``change_in_stages``; counts before stay missing.
    """
    known = {(row["procedure"], row["stage"]) for row in totals.to_dict("records")}
    lacking = [pair for pair in EVERY_STAGE if pair not in known]
    counted = [name for name in totals.columns if name == "count" or name in COUNTS]
    zeros = [{"procedure": procedure, "stage": stage, **dict.fromkeys(counted, 0)} for procedure, stage in lacking]
    return pd.concat([totals, pd.DataFrame(zeros)], ignore_index=True) if zeros else totals


def change_in_stages(
    tables: Tables,
    council: Council,
    year: int,
    counted: str = "requested",
) -> pd.DataFrame:
    """Compare a year's later stages with the year before's, per area and in total.

    One row per procedure, stage and area of ``stages_by_area`` in either year, then the totals
    with ``area`` "all areas", "all procedures" included. ``counted`` names the count compared.
    Columns: ``year``, ``before_year``, ``procedure``, ``stage``, ``area``, ``service_key``,
    ``count``, ``count_before``, ``change`` (stages), ``relative_change``; the last three missing
    where no case folder holds the earlier year.
    """
    before_year = year - 1
    now, before = (_long(stages_by_area(tables, council, each), counted) for each in (year, before_year))
    labels = list(dict.fromkeys([*now, *before]))
    frame = pd.DataFrame(labels, columns=KEYS)
    frame["count"] = [now.get(label, 0) for label in labels]
    held = before_year in tables.case_years
    frame["count_before"] = pd.array([before.get(label, 0) if held else pd.NA for label in labels], dtype="Int64")
    frame.insert(0, "year", year)
    frame.insert(1, "before_year", before_year)
    return with_change(frame)


def _long(by_area: pd.DataFrame, counted: str) -> dict[tuple, int]:
    total = stages_in_total(by_area).assign(area="all areas", service_key=None)
    rows = pd.concat([by_area[[*KEYS, counted]], total[[*KEYS, counted]]], ignore_index=True).to_dict("records")
    return {(r["procedure"], r["stage"], r["area"], _none(r["service_key"])): int(r[counted]) for r in rows}


def _none(value: Any) -> Any:
    return None if pd.isna(value) else value
