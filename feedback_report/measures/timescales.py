"""How long complaints took, in working days, against the limits of their procedure."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.errors import SettingsError
from feedback_report.measures.closed_complaints import NOT_MEASURED, REPORTED, complaints_in_scope, standings
from feedback_report.measures.counting import (
    NOT_RECORDED,
    above_none,
    count_by,
    service_keys,
    shares,
    with_service_names,
)
from feedback_report.measures.over_years import beside_earlier
from feedback_report.measures.stages import ALL_PROCEDURES, with_cases
from feedback_report.measures.working_days import working_days_between
from feedback_report.settings import Clock, Council
from feedback_report.years import Year

WITHIN_TARGET, WITHIN_EXTENDED, OVER = "within target", "within the extended limit", "over"
BANDS = (WITHIN_TARGET, WITHIN_EXTENDED, OVER)
MEASURED = "closed, days known"
ENDED = ("completed", "withdrawn")
EVENTS = {1: ("received", "acknowledged"), 2: ("requested", "started")}
KEYS = ["service_key", "procedure"]


def complaints_with_days(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Get a year's complaints at stage 1, each with the working days it took and its band.

    One row per complaint received in the year about a service in scope. Columns: those of the
    cases, ``service_key``, ``standing`` (see ``closed_complaints``; the base split into "closed,
    days known" and "closed, days not known"), ``days`` (working days from the event that starts the
    clock of its procedure to ``closed``; 0 where it closed before the clock began; missing unless
    closed with a reported outcome), ``band`` ("within target", "within the extended limit" or
    "over", by the days alone, whether or not an extension was agreed), ``procedure`` ("not
    recorded" where empty).

    Source: the clocks in the council's settings, each with its own source; working days as in
    SI 2006/1738 regulation 2.
    """
    held = complaints_in_scope(cases, council, year)
    return _with_bands(held, council, 1, held["standing"].isin([REPORTED]))


def stages_with_days(tables: Tables, council: Council, year: int, stage: int) -> pd.DataFrame:
    """Get the later stages that a year's timescales are about, each with the working days it took.

    One row per stage of a case of a service in scope that closed in the year, whenever it was
    asked for (so that the slowest are not left out), or that was asked for by the end of the year
    and is open or paused, or was refused in the year. Columns: those of the stages, ``service_key``,
    ``procedure``, ``standing`` ("closed, days known", "closed, days not known", withdrawn, refused,
    open, paused), ``days``, ``band``: only stages that completed have them.
    """
    held = tables.stages[tables.stages["stage"].isin([stage])]
    first, last = pd.Timestamp(Year(year).first_day), tables.last_day(year)
    ended = held["status"].isin(ENDED) & held["closed"].between(first, last)
    running = held["status"].isin(["open", "paused"]) & (held["requested"] <= last)
    refused = held["status"].isin(["refused"]) & held["year"].isin([year])
    undated = held["status"].isin(ENDED) & held["closed"].isna() & held["year"].isin([year])
    about_the_year = (ended | running | refused | undated).astype(bool)
    found = with_cases(held[about_the_year], tables.cases, council)
    found = found[found["service_key"].notna()]
    found = found.assign(standing=found["status"], extension_agreed=None)
    return _with_bands(found, council, stage, found["status"].isin(["completed"]))


def _with_bands(held: pd.DataFrame, council: Council, stage: int, closed: pd.Series) -> pd.DataFrame:
    procedure = held["procedure"].astype("object").where(held["procedure"].notna(), NOT_RECORDED)
    held = held.assign(procedure=procedure, days=pd.array([pd.NA] * len(held), dtype="Int64"), band=None)
    for name, clock in _clocks(council, stage).items():
        own = (held["procedure"].isin([name]) & closed).to_numpy(dtype=bool)
        start, end = held.loc[own, clock.starts], held.loc[own, "closed"]
        held.loc[own, "days"] = working_days_between(start, end, council.closure_days).clip(lower=0).to_numpy()
        held.loc[own, "band"] = [_band(days, clock) for days in held.loc[own, "days"]]
    standing = held["standing"].astype("object").where(~closed, np.where(held["days"].notna(), MEASURED, NOT_MEASURED))
    return held.assign(standing=standing)


def _band(days: Any, clock: Clock) -> str | None:
    if pd.isna(days):
        return None
    return WITHIN_TARGET if days <= clock.target else WITHIN_EXTENDED if days <= clock.extended else OVER


def _clocks(council: Council, stage: int) -> dict[str, Clock]:
    found: dict[str, Clock] = {
        name: each.stages[stage] for name, each in council.procedures.items() if stage in each.stages
    }
    known = EVENTS[min(stage, 2)]
    problems = [
        f'council.yml: procedures.{name}.stages.{stage}.starts is "{clock.starts}", which no table holds for stage '
        f"{stage}: write {' or '.join(known)}."
        for name, clock in found.items()
        if clock.starts not in known
    ]
    if problems:
        raise SettingsError(problems)
    return found


def bands(measured: pd.DataFrame, council: Council, year: int, stage: int = 1) -> pd.DataFrame:
    """Count closed complaints by band, per service and procedure and for all procedures together.

    ``measured`` comes from ``complaints_with_days`` (stage 1) or ``stages_with_days``. One row per
    service, procedure (those with a clock for the stage, then "all procedures") and band (within
    target, within the extended limit, over). Columns: ``year``, ``stage``, ``service_key``,
    ``service``, ``procedure``, ``band``, ``target`` and ``extended`` (limits in working days,
    missing for all procedures), ``count``, ``base`` (those whose days are known; the counts add up
    to it), ``share``, ``extension_agreed`` (how many of the count have an extension recorded as
    agreed; missing after stage 1, where none is recorded). What is left out is in ``standings_of``.

    Raises SettingsError when a clock starts at an event that no table holds for the stage.
    """
    counts = _by_procedure(measured, council, stage, band=BANDS)
    agreed = _by_procedure(measured[measured["extension_agreed"].isin(["yes"])], council, stage, band=BANDS)
    extensions = agreed["count"] if stage == 1 else pd.Series(pd.NA, index=agreed.index)
    frame = counts.assign(extension_agreed=extensions.astype("Int64"))
    frame["base"] = frame.groupby(KEYS)["count"].transform("sum")
    frame["share"] = shares(frame["count"], frame["base"])
    clocks = _clocks(council, stage)
    for limit in ("target", "extended"):
        days = [getattr(clocks[name], limit) if name in clocks else pd.NA for name in frame["procedure"]]
        frame[limit] = pd.array(days, dtype="Int64")
    frame = frame.assign(year=year, stage=stage)
    columns = ["year", "stage", *KEYS, "band", "target", "extended", "count", "base", "share", "extension_agreed"]
    return with_service_names(frame[columns], council)


def standings_of(measured: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Count where every complaint stands that the timescales of stage 1 are about, measured or not.

    ``measured`` as for ``bands``. One row per service, procedure (with "not recorded" where there
    are any, then "all procedures") and ``standing``: "closed, days known" is the base of ``bands``,
    each other row a reason for not being in it. Columns: ``year``, ``stage``, ``service_key``,
    ``service``, ``procedure``, ``standing``, ``is_base``, ``count``, ``base`` (all of them; the
    counts add up to it), ``share``.
    """
    names = [MEASURED, NOT_MEASURED, *standings(council)[1:]]
    frame = _by_procedure(measured, council, 1, standing=names)
    frame["is_base"] = frame["standing"] == MEASURED
    frame["base"] = frame.groupby(KEYS)["count"].transform("sum")
    frame["share"] = shares(frame["count"], frame["base"])
    frame = frame.assign(year=year, stage=1)
    columns = ["year", "stage", *KEYS, "standing", "is_base", "count", "base", "share"]
    return with_service_names(frame[columns], council)


def days_taken(measured: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Get the average and median working days that closed complaints took at stage 1.

    ``measured`` as for ``bands``. One row per service and procedure, then "all procedures".
    Columns: ``year``, ``stage``, ``service_key``, ``service``, ``procedure``, ``base`` (complaints
    whose days are known), ``mean_days``, ``median_days``, ``shortest_days``, ``longest_days`` (all
    in working days, missing where the base is 0).
    """
    rows = []
    for key in service_keys(council):
        for procedure in _procedures(measured, council, 1):
            days = measured["days"][_of(measured, key, procedure)].dropna().astype("float64")
            found = (days.mean(), days.median(), days.min(), days.max())
            rows.append((year, 1, key, procedure, len(days), *found))
    columns = ["year", "stage", *KEYS, "base", "mean_days", "median_days", "shortest_days", "longest_days"]
    return with_service_names(pd.DataFrame(rows, columns=columns), council)


def in_use(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out the procedures under which a service has nothing to count, such as one that is not for it.

    ``frame`` comes from ``bands``, ``bands_over_years``, ``standings_of`` or ``days_taken``. The rows
    of all procedures together always stay.
    """
    bases = [frame[name].fillna(0).astype("int64") > 0 for name in ("base", "base_before") if name in frame]
    used = pd.concat(bases, axis=1).any(axis=1) | frame["procedure"].isin([ALL_PROCEDURES])
    return frame[used].reset_index(drop=True)


def told_apart(bands: pd.DataFrame) -> pd.DataFrame:
    """Leave out of ``bands`` what has nothing to count, and all procedures together where there is only one."""
    used = bands[above_none(bands["base"])]
    each = used[~used["procedure"].isin([ALL_PROCEDURES])]
    several = each.groupby("service_key")["procedure"].nunique()
    alone = list(several.index[several == 1])
    return used[~(used["procedure"].isin([ALL_PROCEDURES]) & used["service_key"].isin(alone))].reset_index(drop=True)


def in_words(bands: pd.DataFrame) -> list[tuple[str, Any]]:
    """Pair the bands of one service, as prose names them, with their counts."""
    names = {WITHIN_TARGET: "within the target", WITHIN_EXTENDED: "within the extended limit", OVER: "later"}
    return [(names[band], count) for band, count in zip(bands["band"], bands["count"], strict=True)]


def _by_procedure(measured: pd.DataFrame, council: Council, stage: int, **level: Sequence[str]) -> pd.DataFrame:
    both = pd.concat([measured, measured.assign(procedure=ALL_PROCEDURES)], ignore_index=True)
    return count_by(both, service_key=service_keys(council), procedure=_procedures(measured, council, stage), **level)


def _procedures(measured: pd.DataFrame, council: Council, stage: int) -> list[str]:
    with_clock = list(_clocks(council, stage))
    others = sorted(set(measured["procedure"]) - set(with_clock))
    return [*with_clock, *others, ALL_PROCEDURES]


def _of(measured: pd.DataFrame, key: str, procedure: str) -> pd.Series:
    own = measured["service_key"].isin([key])
    return own if procedure == ALL_PROCEDURES else own & measured["procedure"].isin([procedure])


def bands_over_years(tables: Tables, council: Council, year: int) -> pd.DataFrame:
    """Compare each band's count and share at stage 1 with the year before.

    The rows and columns of ``bands``, and those of ``over_years.beside_earlier``: the earlier
    values are missing where no case folder holds the earlier year.
    """
    before_year = year - 1
    now = bands(complaints_with_days(tables.cases, council, year), council, year)
    held = before_year in tables.case_years
    earlier = bands(complaints_with_days(tables.cases, council, before_year), council, before_year) if held else None
    return beside_earlier(now, earlier, [*KEYS, "band"], before_year, [True] * len(now))
