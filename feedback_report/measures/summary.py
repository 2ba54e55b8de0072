"""The volumes of work that a service's complaints are read against."""

import pandas as pd

from feedback_report.measures.closed_complaints import complaints_in_scope
from feedback_report.measures.counting import shares, with_service_names
from feedback_report.settings import Council, YearSettings


def context_volumes(cases: pd.DataFrame, council: Council, settings: YearSettings) -> pd.DataFrame:
    """Get the year's volumes of work from its settings, with the service's complaints beside each.

    One row per volume in ``year.yml``, in its order. Columns: ``year``, ``service_key``,
    ``service``, ``key``, ``label`` (what is counted), ``value`` (its number), ``source``, ``count``
    (the service's complaints in the year), ``base`` (``value`` again), ``share`` (complaints per
    unit of the volume). Complaints need not be about that work: the share only sets a scale.
    """
    held = complaints_in_scope(cases, council, settings.year.start)["service_key"].value_counts()
    rows = [
        (settings.year.start, each.service, each.key, each.label, each.value, each.source, held.get(each.service, 0))
        for each in settings.context
    ]
    columns = ["year", "service_key", "key", "label", "value", "source", "count"]
    frame = pd.DataFrame(rows, columns=columns).astype({"value": "int64", "count": "int64"})
    frame["base"] = frame["value"]
    frame["share"] = shares(frame["count"], frame["base"])
    return with_service_names(frame, council)
