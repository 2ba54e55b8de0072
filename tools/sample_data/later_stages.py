"""Stages 2 and 3: requests for a further look at complaints that were answered at the stage before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from feedback_report.measures.working_days import add_working_days
from feedback_report.years import Year
from tools.sample_data.complaints import REPORTED, taken_on
from tools.sample_data.dealing import Dealer

COLUMNS = ["case_id", "stage", "requested", "started", "closed", "status", "outcome"]
TIME_TO_ASK = 20
FINDINGS = ("not upheld", "not upheld", "partially upheld", "partially upheld", "partially upheld", "upheld")


@dataclass(frozen=True)
class Requests:
    """The requests of one stage, procedure and directorate in a year, by what became of them.

    ``completed`` ended by 31 March, ``completed_later`` by the day the year's file was taken.
    """

    year: int
    stage: int
    procedure: str
    directorate: str
    completed: int
    completed_later: int = 0
    refused: int = 0
    withdrawn: int = 0
    paused: int = 0
    still_open: int = 0

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """The kinds of request, those that are hardest to fit into the year first."""
        names = ("completed_later", "completed", "still_open", "paused", "refused", "withdrawn")
        return [(name, getattr(self, name)) for name in names]


CHILDREN, EDUCATION = "Children and Families", "Education"
# Published for 2024/25: the directorates' sums, 7 refused, 10 of 14 panels; in each year the stage 2 requests that
# were completed (65, and 48 the year before) are as many as ended in the year, whenever they had been made.
REQUESTS = [
    Requests(2022, 2, "statutory", CHILDREN, completed=16, completed_later=3, withdrawn=1),
    Requests(2022, 2, "corporate", CHILDREN, completed=7, refused=1),
    Requests(2022, 2, "corporate", EDUCATION, completed=9, completed_later=3, refused=2),
    Requests(2022, 2, "corporate", "Communities", completed=4),
    Requests(2022, 2, "corporate", "Resources", completed=1),
    Requests(2022, 3, "statutory", CHILDREN, completed=5),
    Requests(2023, 2, "statutory", CHILDREN, completed=18, completed_later=3, still_open=1),
    Requests(2023, 2, "corporate", CHILDREN, completed=8, refused=1),
    Requests(2023, 2, "corporate", EDUCATION, completed=12, completed_later=3, refused=2),
    Requests(2023, 2, "corporate", "Communities", completed=2, refused=1),
    Requests(2023, 2, "corporate", "Resources", completed=2),
    Requests(2023, 3, "statutory", CHILDREN, completed=7, withdrawn=1),
    Requests(2024, 2, "statutory", CHILDREN, completed=26, completed_later=3, still_open=1),
    Requests(2024, 2, "corporate", CHILDREN, completed=9, refused=2),
    Requests(2024, 2, "corporate", EDUCATION, completed=20, completed_later=3, refused=4),
    Requests(2024, 2, "corporate", "Communities", completed=3, refused=1),
    Requests(2024, 2, "corporate", "Resources", completed=1),
    Requests(2024, 3, "statutory", CHILDREN, completed=10, withdrawn=1, paused=1, still_open=2),
]


def make_later_stages(cases: pd.DataFrame, closure_days: Collection[date]) -> pd.DataFrame:
    """Make the stages of all years, from the cases of all years with their ``year``.

    A stage belongs to the year it was requested in; its case to that year or the one before.
    """
    stages = pd.DataFrame(columns=[*COLUMNS, "year"])
    for place, requests in enumerate(REQUESTS):
        dealer = Dealer(requests.year, 200 + place)
        answered = _answered(cases, stages, requests)
        made = _make(requests, answered, dealer, closure_days)
        stages = pd.concat([stages, made], ignore_index=True) if len(stages) else made
    return stages.sort_values(["year", "requested", "case_id", "stage"], ignore_index=True)


def _answered(cases: pd.DataFrame, stages: pd.DataFrame, requests: Requests) -> dict[str, pd.Timestamp]:
    """Get the day of the answer at the stage before, for each case that could go further."""
    own = cases[
        (cases["fate"] == REPORTED)
        & ~cases["one_person"]
        & (cases["procedure"] == requests.procedure)
        & (cases["directorate"] == requests.directorate)
        & cases["year"].isin([requests.year - 1, requests.year])
        & (cases["outcome"] != "upheld")
    ]
    taken = set(stages.loc[stages["stage"] == requests.stage, "case_id"])
    if requests.stage == 2:
        answers = dict(zip(own["case_id"], own["closed"], strict=True))
    else:
        before = stages[(stages["stage"] == requests.stage - 1) & (stages["status"] == "completed")]
        before = before[before["case_id"].isin(own["case_id"]) & (before["outcome"] != "upheld")]
        answers = dict(zip(before["case_id"], before["closed"], strict=True))
    return {case: day for case, day in answers.items() if case not in taken}


def _make(
    requests: Requests, answered: dict[str, pd.Timestamp], dealer: Dealer, closure_days: Collection[date]
) -> pd.DataFrame:
    offers = pd.DataFrame({"case_id": list(answered), "answer": list(answered.values())})
    offers["stage"] = requests.stage
    offers["requested"] = _after(offers["answer"], 1, TIME_TO_ASK, dealer, closure_days)
    settled_first = requests.stage == 2 and requests.procedure == "statutory"
    meeting = requests.stage == 3
    shortest, longest = (1, 12) if settled_first else (1, 5)
    offers["started"] = _after(offers["requested"], shortest, longest, dealer, closure_days)
    least, most = (18, 40) if meeting else (20, 72) if settled_first else (8, 46)
    offers["closed"] = _after(offers["started"], least, most, dealer, closure_days)
    made = []
    free = dealer.shuffle(list(offers.index))
    for kind, count in requests.kinds:
        fitting = [row for row in free if _fits(kind, offers.loc[row], requests.year)][:count]
        if len(fitting) < count:
            raise ValueError(f"{requests}: only {len(fitting)} of {count} complaints could be {kind}.")
        free = [row for row in free if row not in fitting]
        made += [_end(kind, offers.loc[row], dealer) for row in fitting]
    return pd.DataFrame(made).assign(year=requests.year)[[*COLUMNS, "year"]]


def _after(days: pd.Series, least: int, most: int, dealer: Dealer, closure_days: Collection[date]) -> pd.Series:
    """Add a number of working days, different for each, shorter ones more often."""
    steps = [min(dealer.number(least, most), dealer.number(least, most)) for _ in days]
    return add_working_days(days, pd.Series(steps, index=days.index, dtype="int64"), closure_days)


def _fits(kind: str, offer: pd.Series, year: int) -> bool:
    first, last = (pd.Timestamp(day) for day in (Year(year).first_day, Year(year).last_day))
    if not first <= offer["requested"] <= last:
        return False
    if kind == "completed":
        return offer["closed"] <= last
    if kind == "completed_later":
        return last < offer["closed"] <= taken_on(year)
    if kind in ("still_open", "paused"):
        return offer["requested"] >= pd.Timestamp(year + 1, 1, 15)
    return True


def _end(kind: str, offer: pd.Series, dealer: Dealer) -> pd.Series:
    """Set the status, the finding and the dates that such a request has."""
    status = {"completed_later": "completed", "still_open": "open"}.get(kind, kind)
    finding = FINDINGS[dealer.number(0, len(FINDINGS) - 1)] if status == "completed" else ""
    ended = offer["closed"] if status == "completed" else pd.NaT
    started = pd.NaT if status in ("refused", "withdrawn") else offer["started"]
    return pd.Series({**offer, "started": started, "closed": ended, "status": status, "outcome": finding})
