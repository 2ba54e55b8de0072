"""How soon complaints were acknowledged, where their procedure sets a limit for it."""

import pandas as pd

from feedback_report.measures.closed_complaints import complaints_in_scope
from feedback_report.measures.counting import service_keys, shares, with_service_names
from feedback_report.measures.working_days import working_days_between
from feedback_report.settings import Council


def acknowledgements(cases: pd.DataFrame, council: Council, year: int) -> pd.DataFrame:
    """Count per service and procedure how many complaints were acknowledged within the limit.

    One row per service and procedure with ``acknowledge_within`` in the settings. Columns:
    ``year``, ``service_key``, ``service``, ``procedure``, ``target`` (working days from receipt),
    ``count`` (acknowledged within it), ``base`` (complaints received in the year with an
    acknowledgement recorded), ``share``, ``late`` (base less count), ``not_recorded`` (complaints
    without a date of acknowledgement), ``received`` (base and not recorded together).

    Source: the limit is the council's setting; the Ombudsman's Complaint Handling Code sets 5.
    """
    held = complaints_in_scope(cases, council, year)
    rows = []
    for key in service_keys(council):
        for name, procedure in council.procedures.items():
            if procedure.acknowledge_within is not None:
                own = held[held["service_key"].isin([key]) & held["procedure"].isin([name])]
                rows.append(
                    (
                        year,
                        key,
                        name,
                        procedure.acknowledge_within,
                        *_acknowledged(own, council, procedure.acknowledge_within),
                    )
                )
    columns = ["year", "service_key", "procedure", "target", "count", "base", "not_recorded", "received"]
    frame = pd.DataFrame(rows, columns=columns)
    frame.insert(6, "share", shares(frame["count"], frame["base"]))
    frame.insert(7, "late", frame["base"] - frame["count"])
    return with_service_names(frame, council)


def _acknowledged(held: pd.DataFrame, council: Council, limit: int) -> tuple[int, int, int, int]:
    days = working_days_between(held["received"], held["acknowledged"], council.closure_days).dropna()
    return int((days <= limit).sum()), len(days), len(held) - len(days), len(held)
