"""How each service's closed complaints ended, and how the base of that comes from the complaints received."""

from typing import Any

import pandas as pd

from feedback_report.measures.closed_complaints import (
    closed_with_outcome,
    complaints_in_scope,
    standings,
)
from feedback_report.measures.counting import count_by, service_keys, shares, some, with_service_names
from feedback_report.settings import Council
from feedback_report.wording import SUPPRESSED, is_suppressed

OTHER = "other"


def outcomes_by_service(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Count each service's closed complaints by outcome, other outcomes together as "other".

    One row per service and outcome: the council's reported outcomes in their order, then "other".
    Columns: ``year``, ``service_key``, ``service``, ``outcome``, ``count`` (complaints), ``base``
    (complaints received in the year and closed with a reported outcome; the counts add up to it),
    ``share``. Left out, and counted in ``complaints_by_standing``: complaints that are open,
    paused, withdrawn or refused, and those closed without a finding.

    Source: outcomes are part of the annual report under SI 2006/1738 regulation 13.
    """
    closed = closed_with_outcome(cases, council, year)
    reported = closed["outcome"].isin(council.outcomes)
    named = closed.assign(outcome=closed["outcome"].astype("object").where(reported, OTHER))
    frame = count_by(named, year=[year], service_key=service_keys(council), outcome=[*council.outcomes, OTHER])
    frame["base"] = frame.groupby("service_key")["count"].transform("sum")
    frame["share"] = shares(frame["count"], frame["base"])
    return with_service_names(frame, council)


def in_words(by_outcome: pd.DataFrame) -> list[tuple[str, Any]]:
    """Pair the outcomes of one service, as prose names them, with their counts; "other" only where there are any."""
    pairs = zip(by_outcome["outcome"], by_outcome["count"], strict=True)
    named = [("closed in another way" if outcome == OTHER else str(outcome), count) for outcome, count in pairs]
    return [(name, count) for name, count in named if some(count) or name in set(by_outcome["outcome"])]


def merged_among(base: Any, rest: Any) -> Any:
    """Get how many of the closed complaints of a service are merged ones, from all and from the rest of them."""
    return SUPPRESSED if is_suppressed(base) or is_suppressed(rest) else base - rest


def complaints_by_standing(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Split the complaints that each service received into the base of its outcomes and what is left out.

    One row per service and ``standing`` (see ``closed_complaints.standings``): the base ("closed
    with a reported outcome") first, then each reason for leaving a complaint out, zeros included.
    Columns: ``year``, ``service_key``, ``service``, ``standing``, ``is_base``, ``count``
    (complaints), ``base`` (all complaints received; the counts add up to it), ``share``.
    """
    held = complaints_in_scope(cases, council, year)
    frame = count_by(held, year=[year], service_key=service_keys(council), standing=standings(council))
    frame.insert(3, "is_base", frame["standing"] == standings(council)[0])
    frame["base"] = frame.groupby("service_key")["count"].transform("sum")
    frame["share"] = shares(frame["count"], frame["base"])
    return with_service_names(frame, council)
