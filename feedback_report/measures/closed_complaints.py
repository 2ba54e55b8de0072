"""Where each complaint stands, and which closed complaints are the base of outcomes, remedies and timescales."""

import pandas as pd

from feedback_report.measures.counting import above_none, in_scope
from feedback_report.settings import Council
from feedback_report.wording import number

REPORTED = "closed with a reported outcome"
NO_OUTCOME = "closed, no outcome recorded"
NOT_MEASURED = "closed, days not known"
NOT_CLOSED = ("open", "paused", "withdrawn", "refused")


def standings(council: Council) -> list[str]:
    """Get every standing that a complaint can have, the base first.

    The outcomes that the council's settings keep out of the base (``outcomes_without_finding``)
    stand under their own names; a complaint withdrawn by status and one withdrawn by outcome
    stand together.
    """
    without_finding = [outcome for outcome in council.outcomes_without_finding if outcome not in NOT_CLOSED]
    return [REPORTED, *without_finding, "withdrawn", "refused", "open", "paused", NO_OUTCOME]


def with_standing(cases: pd.DataFrame, council: Council) -> pd.DataFrame:
    """Add ``standing`` to each case: one of ``standings``, so that each case has just one.

    A case that is open, paused, withdrawn or refused stands so whatever its outcome. A closed one
    stands as reported unless it has no outcome or one without a finding. Merged cases are no
    exception: they stand as their own row says.
    """
    status, outcome = cases["status"].astype("object"), cases["outcome"].astype("object")
    closed = outcome.where(outcome.isin(council.outcomes_without_finding), REPORTED).where(outcome.notna(), NO_OUTCOME)
    return cases.assign(standing=status.where(status.isin(NOT_CLOSED), closed))


def complaints_in_scope(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Get a year's complaints about the services in scope, with ``service_key`` and ``standing``."""
    wanted = cases["year"].isin([year]) & cases["feedback_type"].isin(["complaint"])
    wanted &= cases["service"].isin([service.name for service in council.services])
    return with_standing(in_scope(cases[wanted], council), council)


def left_out(by_standing: pd.DataFrame, council: Council) -> list[str]:
    """Say how many complaints of one service stand outside the base, and why: ``15 withdrawn``, ``9 open``.

    ``by_standing`` has one row per standing, with ``standing``, ``is_base`` and ``count``.
    """
    without_finding = [outcome for outcome in council.outcomes_without_finding if outcome not in NOT_CLOSED]
    words = {outcome: f"closed as “{outcome}”" for outcome in without_finding}
    words |= {
        NO_OUTCOME: "closed without a recorded outcome",
        NOT_MEASURED: "closed in a number of days that is not known",
    }
    outside = by_standing[~by_standing["is_base"].astype(bool) & above_none(by_standing["count"])]
    pairs = zip(outside["standing"], outside["count"], strict=True)
    return [f"{number(count)} {words.get(standing, standing)}" for standing, count in pairs]


def closed_with_outcome(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Get the complaints received in a year and closed with a reported outcome.

    Left out: complaints that are open, paused, withdrawn or refused, those whose outcome is no
    finding, and those without a recorded outcome. Merged complaints stay, for they carry outcomes
    of their own.
    """
    found = complaints_in_scope(cases, council, year)
    return found[found["standing"].isin([REPORTED])]
