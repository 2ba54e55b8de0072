"""The remedies of complaints at stage 1, as planned, and of completed later stages."""

import pandas as pd

from tools.sample_data.complaints import REPORTED
from tools.sample_data.dealing import Dealer
from tools.sample_data.plans import REMEDIES, Plan
from tools.sample_data.years import PLANS

COLUMNS = ["case_id", "stage", "remedy"]
FAULT = ("upheld", "partially upheld")
LATER = {
    "explanation provided": 0.62,
    "apology": 0.45,
    "service provided": 0.10,
    "decision reviewed": 0.12,
    "staff guidance": 0.10,
    "change of practice": 0.08,
    "financial redress": 0.14,
}


def make_remedies(cases: pd.DataFrame, stages: pd.DataFrame, year: int) -> pd.DataFrame:
    """Make a year's remedies: stage 1 of its complaints, and the stages requested in the year.

    At stage 1 only complaints closed with a reported outcome have remedies; anything but an
    explanation goes first to those that were upheld, wholly or in part.
    """
    found = []
    for place, plan in enumerate(plan for plan in PLANS if plan.year == year):
        found += _at_stage_one(cases, plan, Dealer(year, 400 + place))
    found += _at_later_stages(stages[stages["year"] == year], Dealer(year, 500))
    remedies = pd.DataFrame(found, columns=COLUMNS)
    ranks = remedies["remedy"].map({remedy: place for place, remedy in enumerate(REMEDIES)})
    return remedies.assign(rank=ranks).sort_values(["case_id", "stage", "rank"], ignore_index=True)[COLUMNS]


def _at_stage_one(cases: pd.DataFrame, plan: Plan, dealer: Dealer) -> list[tuple[str, int, str]]:
    own = cases[(cases["fate"] == REPORTED) & (cases["directorate"] == plan.directorate) & (cases["year"] == plan.year)]
    at_fault = list(own.loc[own["outcome"].isin(FAULT), "case_id"])
    rows = []
    for remedy, count in plan.remedies.items():
        choice = list(own["case_id"]) if remedy == REMEDIES[0] else at_fault
        rows += [(case, 1, remedy) for case in dealer.pick(choice, count)]
    return rows


def _at_later_stages(stages: pd.DataFrame, dealer: Dealer) -> list[tuple[str, int, str]]:
    rows = []
    for stage in stages[stages["status"] == "completed"].itertuples():
        for remedy, probability in LATER.items():
            wanted = dealer.chance(probability)
            if wanted and (remedy == REMEDIES[0] or stage.outcome in FAULT):
                rows.append((stage.case_id, stage.stage, remedy))
    return rows
