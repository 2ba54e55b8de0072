"""What was learnt from complaints: what became of last year's plans, what was done, and what is planned next."""

import pandas as pd

from feedback_report.data.contract import ACTION_STATUSES
from feedback_report.measures.counting import of_year
from feedback_report.settings import Council
from feedback_report.settings.to_fill import TO_FILL

NOT_REPORTED = "not reported"
WHOLE_COUNCIL = "Whole council"
COLUMNS = ["service_key", "service", "action_id", "lesson", "action", "owner", "due", "status", "carried_from"]


def last_years_plans(actions: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """List the actions planned in earlier years that this year had to answer for, with what became of each.

    One row per action: those of the year's file that are carried from an earlier year, and those
    that last year's file planned or left under way and this year's does not mention, which are
    "not reported".
    Columns: ``service_key`` (missing for an action of no one service in scope), ``service`` ("Whole
    council" for an action of no one service), ``action_id``, ``lesson``, ``action``, ``owner`` (a
    role), ``due`` (date), ``status`` (done, under way, not done, not reported, or the mark of what is still to be
    filled), ``carried_from`` (year of the plan).

    Source: the annual report says what was learnt and what was not done (guidance to SI 2006/1738).
    """
    this, last = of_year(actions, year), of_year(actions, year - 1)
    carried = this[this["carried_from"].notna()]
    is_new = last["kind"].isin(["planned"]) & last["carried_from"].isna()
    is_still_due = last["carried_from"].notna() & last["status"].isin(["under way"])
    silent = last[(is_new | is_still_due) & ~last["action_id"].isin(list(this["action_id"]))].astype("object")
    planned_in = silent["carried_from"].where(silent["carried_from"].notna(), year - 1)
    silent = silent.assign(status=NOT_REPORTED, carried_from=planned_in)
    return _listed(pd.concat([carried.astype("object"), silent], ignore_index=True), council)


def actions_done(actions: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """List the actions taken in the year that no earlier year had planned.

    One row per action of kind "done". Columns: as in ``last_years_plans``.
    """
    this = of_year(actions, year)
    return _listed(this[this["kind"].isin(["done"]) & this["carried_from"].isna()], council)


def actions_planned(actions: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """List the actions that the year plans for the next.

    One row per action of kind "planned" that is not carried from an earlier year. Columns: as in
    ``last_years_plans``.
    """
    this = of_year(actions, year)
    return _listed(this[this["kind"].isin(["planned"]) & this["carried_from"].isna()], council)


def by_status(plans: pd.DataFrame) -> dict[str, int]:
    """Count plans, of whichever service, by what became of them; only what there is."""
    counts = {status: int(plans["status"].isin([status]).sum()) for status in (*ACTION_STATUSES, NOT_REPORTED, TO_FILL)}
    return {status: count for status, count in counts.items() if count}


def _listed(actions: pd.DataFrame, council: Council) -> pd.DataFrame:
    keys = {service.name: service.key for service in council.services}
    order = {key: place for place, key in enumerate(keys.values())}
    found = actions.assign(
        service_key=pd.Series([keys.get(s) for s in actions["service"]], index=actions.index, dtype="object")
    )
    found = found.assign(
        service=found["service"].astype("object").where(found["service"].notna(), WHOLE_COUNCIL),
        carried_from=found["carried_from"].astype("Int64"),
        due=pd.to_datetime(found["due"]),
        _order=[order.get(key, len(order)) for key in found["service_key"]],
    )
    return found.sort_values("_order", kind="stable")[COLUMNS].reset_index(drop=True)
