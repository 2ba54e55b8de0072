"""What closed complaints led to: the share with each remedy, several remedies to a case."""

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.measures.closed_complaints import closed_with_outcome
from feedback_report.measures.counting import count_by, ranks, service_keys, shares, with_service_names
from feedback_report.settings import Council


def remedies_by_service(tables: Tables, council: Council, year: int) -> pd.DataFrame:
    """Count each service's closed complaints that led to each remedy at stage 1.

    One row per service and remedy, every remedy of either service for both, most frequent first.
    Columns: ``year``, ``stage``, ``service_key``, ``service``, ``remedy``, ``count`` (complaints
    with the remedy, each once however often it is recorded), ``base`` (complaints
    received in the year and closed with a reported outcome), ``share``, ``rank``. A complaint may
    have several remedies or none, so the shares need not add up to 1. Left out: remedies of
    complaints outside the base.
    """
    closed = closed_with_outcome(tables.cases, council, year)
    held = _remedies_of(closed, tables.remedies).drop_duplicates(["case_id", "remedy"])
    frequency = held["remedy"].value_counts()
    names = sorted(frequency.index, key=lambda name: (-frequency[name], name))
    frame = count_by(held, service_key=service_keys(council), remedy=names)
    frame.insert(0, "year", year)
    frame.insert(1, "stage", 1)
    frame["base"] = _bases(frame, closed)
    frame["share"] = shares(frame["count"], frame["base"])
    frame["rank"] = ranks(frame)
    return with_service_names(frame, council)


def remedies_per_complaint(tables: Tables, council: Council, year: int) -> pd.DataFrame:
    """Count per service how many closed complaints led to any remedy at stage 1, and to several.

    One row per service. Columns: ``year``, ``stage``, ``service_key``, ``service``, ``count``
    (complaints with at least one remedy), ``base`` (closed with a reported outcome), ``share``,
    ``several`` (complaints with more than one remedy), ``remedies`` (remedies in all).
    """
    closed = closed_with_outcome(tables.cases, council, year)
    held = _remedies_of(closed, tables.remedies).drop_duplicates(["case_id", "remedy"])
    per_case = held.groupby(["service_key", "case_id"]).size().rename("remedies").reset_index()
    frame = count_by(per_case, service_key=service_keys(council))
    frame.insert(0, "year", year)
    frame.insert(1, "stage", 1)
    frame["base"] = _bases(frame, closed)
    frame["share"] = shares(frame["count"], frame["base"])
    several = count_by(per_case[per_case["remedies"] > 1], service_key=service_keys(council))
    total = count_by(held, service_key=service_keys(council))
    return with_service_names(frame.assign(several=several["count"], remedies=total["count"]), council)


def _remedies_of(closed: pd.DataFrame, remedies: pd.DataFrame) -> pd.DataFrame:
    keys = dict(zip(closed["case_id"], closed["service_key"], strict=True))
    held = remedies[remedies["case_id"].isin(list(keys)) & remedies["stage"].isin([1]) & remedies["remedy"].notna()]
    return held.assign(
        service_key=pd.Series([keys[case] for case in held["case_id"]], index=held.index, dtype="object")
    )


def _bases(frame: pd.DataFrame, closed: pd.DataFrame) -> pd.Series:
    held = closed["service_key"].value_counts()
    return pd.Series([int(held.get(key, 0)) for key in frame["service_key"]], index=frame.index, dtype="int64")
