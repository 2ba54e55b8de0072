"""How people first made contact, by service, over every type of feedback."""

import numpy as np
import pandas as pd

from feedback_report.data.contract import CONTACT_METHODS
from feedback_report.measures.counting import count_by, in_scope, of_year, shares, with_service_names
from feedback_report.settings import Council


def contact_methods(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Count a service's cases by first contact method, among those whose method is known.

    One row per service and method: the five of the data contract, then any other that the year
    holds. Columns: ``year``, ``service_key``, ``service``, ``contact_method``, ``count`` (cases of
    all types), ``base`` (cases with a known method), ``share`` (of those). Left out, and counted
    in ``contact_method_known``: cases without a method, and cases received before the council
    began to record it (``recording_system.contact_method_since``).
    """
    known = _with_knowledge(cases, council, year)
    known = known[known["knowledge"].isin(["known"])]
    others = sorted(set(known["contact_method"]) - set(CONTACT_METHODS))
    keys = [service.key for service in council.services]
    frame = count_by(known, year=[year], service_key=keys, contact_method=[*CONTACT_METHODS, *others])
    frame["base"] = frame.groupby("service_key")["count"].transform("sum")
    frame["share"] = shares(frame["count"], frame["base"])
    return with_service_names(frame, council)


def contact_method_known(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Count for how many of a service's cases the first contact method is known.

    One row per service; ``received`` is the sum of the three counts after it. Columns: ``year``,
    ``service_key``, ``service``, ``received`` (cases of all types), ``known``, ``unknown``
    (received since collection began, method empty), ``before_collection`` (received before it
    began), ``is_collected`` (whether a method is known for any), ``whole_year`` (whether the
    method was collected from the first day of the year).
    """
    held = _with_knowledge(cases, council, year)
    keys = [service.key for service in council.services]
    counts = count_by(held, service_key=keys, knowledge=["known", "unknown", "before_collection"])
    frame = counts.pivot(index="service_key", columns="knowledge", values="count").reindex(keys)
    frame = frame[["known", "unknown", "before_collection"]].rename_axis(columns=None).reset_index()
    frame.insert(0, "year", year)
    frame.insert(2, "received", frame[["known", "unknown", "before_collection"]].sum(axis=1))
    frame["is_collected"] = frame["known"] > 0
    frame["whole_year"] = _collected_since(council) <= pd.Timestamp(year, 4, 1)
    return with_service_names(frame, council)


def _with_knowledge(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    held = in_scope(of_year(cases, year), council)
    late = (held["received"] >= _collected_since(council)).to_numpy(dtype=bool)
    known = held["contact_method"].notna().to_numpy(dtype=bool)
    return held.assign(knowledge=np.where(late, np.where(known, "known", "unknown"), "before_collection"))


def _collected_since(council: Council) -> pd.Timestamp:
    if council.recording_system is None:
        return pd.Timestamp.min
    return pd.Timestamp(council.recording_system.contact_method_since)
