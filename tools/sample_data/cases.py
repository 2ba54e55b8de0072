"""The cases of one year: complaints, compliments and comments of every directorate, numbered by receipt."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from feedback_report.measures.working_days import add_working_days
from tools.sample_data.complaints import NEW_SYSTEM, days_of_months, make_complaints
from tools.sample_data.dealing import Dealer, apportion
from tools.sample_data.plans import METHODS, Plan
from tools.sample_data.years import PLANS

COLUMNS = [
    "case_id",
    "received",
    "feedback_type",
    "directorate",
    "service",
    "team",
    "contact_method",
    "subject",
    "procedure",
    "customer_ref",
    "merged_into",
    "acknowledged",
    "extension_agreed",
    "closed",
    "outcome",
    "status",
    "raised_by",
]
QUIET_MONTHS = {"compliment": (8, 8, 8, 9, 7, 8, 9, 8, 11, 8, 7, 9), "comment": (8, 9, 8, 8, 7, 9, 9, 9, 6, 9, 9, 9)}


def make_cases(year: int, closure_days: Collection[date]) -> pd.DataFrame:
    """Make a year's cases.csv, with ``one_person`` and ``fate`` as extra columns for what follows."""
    parts = []
    before = 0
    for place, plan in enumerate(plan for plan in PLANS if plan.year == year):
        part = _cases_of_plan(plan, Dealer(year, place), closure_days)
        part["key"] = part.index + before
        part["merged_into"] = part["merged_into"] + before
        before += len(part)
        parts.append(part)
    cases = pd.concat(parts, ignore_index=True).sort_values(["received", "key"], ignore_index=True)
    cases["case_id"] = [f"F{year % 100}{number:05d}" for number in range(1, len(cases) + 1)]
    ids = dict(zip(cases["key"], cases["case_id"], strict=True))
    cases["merged_into"] = [ids[key] if pd.notna(key) else "" for key in cases["merged_into"]]
    cases["customer_ref"] = _customers(cases, year)
    return cases


def _cases_of_plan(plan: Plan, dealer: Dealer, closure_days: Collection[date]) -> pd.DataFrame:
    complaints = make_complaints(plan, dealer, closure_days)
    others = [_others(plan, name, dealer, closure_days) for name in QUIET_MONTHS]
    rows = pd.concat([complaints, *others], ignore_index=True)
    rows["contact_method"] = ""
    new = rows.index[rows["received"] >= NEW_SYSTEM]
    if sum(plan.methods):
        counts = apportion(len(new), dict(zip(METHODS, plan.methods, strict=True)))
        rows.loc[new, "contact_method"] = dealer.deal(counts)
    rows["raised_by"] = ""
    if plan.raised_by:
        rows["raised_by"] = dealer.deal(apportion(len(rows), plan.raised_by))
        rows.loc[rows["one_person"], "raised_by"] = "parent or carer"
    return rows


def _others(plan: Plan, feedback_type: str, dealer: Dealer, closure_days: Collection[date]) -> pd.DataFrame:
    """Make the compliments or the comments of a plan; the latest few comments are still open."""
    count = plan.compliments if feedback_type == "compliment" else plan.comments
    months = apportion(count, dict(enumerate(QUIET_MONTHS[feedback_type])))
    rows = pd.DataFrame({"received": days_of_months(plan.year, tuple(months.values()), dealer)})
    teams = dealer.deal(apportion(count, plan.teams))
    rows["feedback_type"], rows["directorate"] = feedback_type, plan.directorate
    rows["service"], rows["team"] = [service for service, _ in teams], [team for _, team in teams]
    waits = pd.Series([dealer.number(0, 4) for _ in rows.index], index=rows.index, dtype="int64")
    longer = pd.Series([dealer.number(0, 6) for _ in rows.index], index=rows.index, dtype="int64")
    rows["acknowledged"] = add_working_days(rows["received"], waits, closure_days)
    rows["closed"] = add_working_days(rows["acknowledged"], longer, closure_days)
    rows["status"], rows["one_person"] = "closed", False
    rows["merged_into"] = pd.array([pd.NA] * count, dtype="Int64")
    if feedback_type == "comment" and count > 20:
        latest = rows.index[-(count // 20) :]
        rows.loc[latest, "closed"], rows.loc[latest, "status"] = pd.NaT, "open"
    return rows


def _customers(cases: pd.DataFrame, year: int) -> list[str]:
    """Give each person a pseudonym; some come back to the same service, one has many complaints."""
    dealer = Dealer(year, 100)
    unused = (f"P{year % 100}{number:05d}" for number in dealer.order(10 * len(cases)))
    references: list[str] = []
    seen: dict[str, list[str]] = {}
    of_one_person: dict[str, str] = {}
    for service, one_person in zip(cases["service"], cases["one_person"], strict=True):
        earlier = seen.setdefault(service, [])
        if one_person:
            reference = of_one_person.get(service) or next(unused)
            of_one_person[service] = reference
        elif earlier and dealer.chance(0.07):
            reference = earlier[dealer.number(0, len(earlier) - 1)]
        else:
            reference = next(unused)
            earlier.append(reference)
        references.append(reference)
    return references
