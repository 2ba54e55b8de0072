"""The complaints of one plan: dates, groups, fates, outcomes and time taken, dealt out to meet its totals."""

from collections.abc import Collection
from datetime import date

import numpy as np
import pandas as pd

from feedback_report.measures.working_days import add_working_days, working_days_between
from feedback_report.years import Year
from tools.sample_data.dealing import Dealer
from tools.sample_data.plans import SUBJECTS, MergedGroup, Plan

NEW_SYSTEM = pd.Timestamp("2024-01-01")
TARGET, EXTENDED, SLOWEST, SLOWEST_MERGED = 10, 20, 68, 30
REPORTED = "reported"


def taken_on(year: int) -> pd.Timestamp:
    """Get the day on which a year's file was taken from the recording system: 31 May after its end."""
    return pd.Timestamp(year + 1, 5, 31)


def days_of_months(year: int, by_month: Collection[int], dealer: Dealer) -> pd.Series:
    """Deal days, mostly weekdays, for the counts of twelve months from April; in order."""
    days = []
    for (calendar_year, month), count in zip(Year(year).months, by_month, strict=True):
        month_length = pd.Period(year=calendar_year, month=month, freq="M").days_in_month
        for _ in range(count):
            day = pd.Timestamp(calendar_year, month, dealer.number(1, month_length))
            while day.weekday() >= 5 and not dealer.chance(0.2):
                day = pd.Timestamp(calendar_year, month, dealer.number(1, month_length))
            days.append(day)
    return pd.Series(sorted(days), dtype="datetime64[s]")


def make_complaints(plan: Plan, dealer: Dealer, closure_days: Collection[date]) -> pd.DataFrame:
    """Make a plan's complaints, in order of receipt.

    ``merged_into`` holds row numbers for now; ``one_person`` marks the rows of merged groups.
    """
    rows = pd.DataFrame({"received": days_of_months(plan.year, plan.by_month, dealer)})
    rows["feedback_type"] = "complaint"
    rows["directorate"] = plan.directorate
    rows["merged_into"] = pd.array([pd.NA] * len(rows), dtype="Int64")
    rows["one_person"] = False
    rows["outcome"] = ""
    for group in plan.merged:
        _merge(rows, group, dealer)
    rows["fate"] = _fates(rows, plan, dealer)
    _find_outcomes(rows, plan, dealer)
    _close(rows, plan, dealer, closure_days)
    _describe(rows, plan, dealer)
    return rows


def _merge(rows: pd.DataFrame, group: MergedGroup, dealer: Dealer) -> None:
    members = []
    for month, count in group.by_month.items():
        there = rows.index[(rows["received"].dt.month == month) & ~rows["one_person"]]
        members += dealer.pick(list(there), count)
    members.sort()
    rows.loc[members, "one_person"] = True
    rows.loc[members, "outcome"] = group.outcome
    rows.loc[members[1:], "merged_into"] = members[0]


def _fates(rows: pd.DataFrame, plan: Plan, dealer: Dealer) -> pd.Series:
    """Say what became of each complaint: those still open came late, those "question answered" early."""
    year_end = Year(plan.year).last_day
    earliest = {"open": pd.Timestamp(year_end.year, 2, 10), "paused": pd.Timestamp(plan.year, 11, 1)}
    fate = pd.Series(REPORTED, index=rows.index)
    for name in ("open", "paused", "question answered", "refused", "withdrawn"):
        free = (fate == REPORTED) & ~rows["one_person"] & (rows["received"] >= earliest.get(name, pd.Timestamp.min))
        if name == "question answered":
            free &= rows["received"] < NEW_SYSTEM
        fate[dealer.pick(list(rows.index[free]), plan.fates[name])] = name
    return fate


def _find_outcomes(rows: pd.DataFrame, plan: Plan, dealer: Dealer) -> None:
    left = dict(plan.outcomes)
    for outcome, count in rows.loc[rows["one_person"], "outcome"].value_counts().items():
        left[str(outcome)] -= int(count)
    new = rows["received"] >= NEW_SYSTEM
    for outcome, where in (("issue resolved", ~new), ("resolved without a finding", new)):
        free = rows.index[where & (rows["fate"] == REPORTED) & (rows["outcome"] == "")]
        rows.loc[dealer.pick(list(free), left.pop(outcome)), "outcome"] = outcome
    rows.loc[(rows["fate"] == REPORTED) & (rows["outcome"] == ""), "outcome"] = dealer.deal(left)
    for fate in ("withdrawn", "question answered"):
        rows.loc[rows["fate"] == fate, "outcome"] = fate


def _close(rows: pd.DataFrame, plan: Plan, dealer: Dealer, closure_days: Collection[date]) -> None:
    """Set ``closed``, ``acknowledged``, ``extension_agreed`` and ``status``."""
    limit = pd.Series(taken_on(plan.year), index=rows.index).astype("datetime64[s]")
    most = working_days_between(rows["received"], limit, closure_days)
    band = _bands(rows, plan, dealer)
    taken = [
        _working_days(band[row], bool(rows["one_person"][row]), int(most[row]), dealer) if band[row] else pd.NA
        for row in rows.index
    ]
    working_days = pd.Series(pd.array(taken, dtype="Int64"), index=rows.index)
    rows["closed"] = add_working_days(rows["received"], working_days, closure_days)
    for surviving, merged in rows.groupby("merged_into"):
        rows.loc[surviving, "closed"] = merged["closed"].max()
    quickest = working_days.fillna(TARGET)
    waits = pd.Series([min(dealer.number(0, 6), dealer.number(0, 6), int(most)) for most in quickest], index=rows.index)
    rows["acknowledged"] = add_working_days(rows["received"], waits, closure_days)
    agreed = {"within": 0.02, "extended": 0.88, "over": 0.6}
    rows["extension_agreed"] = ["yes" if dealer.chance(agreed.get(name, 0.0)) else "no" for name in band]
    kept = {"open", "paused", "refused", "withdrawn"}
    rows["status"] = rows["fate"].where(rows["fate"].isin(kept), "closed")


def _bands(rows: pd.DataFrame, plan: Plan, dealer: Dealer) -> pd.Series:
    """Deal the time bands; a surviving case is answered last, so it is over the limit."""
    band = pd.Series("", index=rows.index)
    surviving = sorted(set(rows["merged_into"].dropna()))
    band[surviving] = "over"
    reported = rows.index[(rows["fate"] == REPORTED) & (band == "")]
    over = len(reported) - plan.within_target - plan.within_extended
    band[reported] = dealer.deal({"within": plan.within_target, "extended": plan.within_extended, "over": over})
    band[rows["fate"].isin(["question answered", "refused", "withdrawn"])] = "other"
    return band


def _working_days(band: str, merged: bool, most: int, dealer: Dealer) -> int:
    if band == "over":
        slowest = min(SLOWEST_MERGED if merged else SLOWEST, most)
        return min(dealer.number(EXTENDED + 1, slowest), dealer.number(EXTENDED + 1, slowest))
    if band == "extended":
        return dealer.number(TARGET + 1, EXTENDED)
    return max(dealer.number(1, TARGET), dealer.number(1, TARGET))


def _describe(rows: pd.DataFrame, plan: Plan, dealer: Dealer) -> None:
    """Set ``subject``, ``service``, ``team`` and ``procedure``."""
    subjects = dict(zip(SUBJECTS, plan.subjects, strict=True))
    outside = SUBJECTS[-1]
    refused = list(rows.index[rows["fate"] == "refused"])
    first = dealer.pick(refused, min(subjects[outside], len(refused)))
    rows["subject"] = ""
    rows.loc[first, "subject"] = outside
    subjects[outside] -= len(first)
    rows.loc[rows["subject"] == "", "subject"] = dealer.deal(subjects)
    teams = dealer.deal(plan.teams)
    rows["service"], rows["team"] = [service for service, _ in teams], [team for _, team in teams]
    rows["procedure"] = "corporate"
    rows.loc[rows["one_person"], "procedure"] = "statutory"
    free = rows.index[~rows["one_person"] & (rows["subject"] != outside)]
    statutory = dealer.pick(list(free), max(plan.statutory - int(np.sum(rows["one_person"])), 0))
    rows.loc[statutory, "procedure"] = "statutory"
