"""The Ombudsman's and the advocates' own counts, as the year's settings give them."""

import pandas as pd

from feedback_report.settings import YearSettings


def counts_given(settings: YearSettings) -> pd.DataFrame:
    """Get the counts of complaints and people that the year's settings give for the Ombudsman and for advocacy.

    One row per thing ``counted``: enquiries, decisions, upheld, children_supported, those that are given only.
    Columns: ``year``, ``counted``, ``count``.
    """
    found: dict[str, int] = {}
    if settings.ombudsman is not None:
        found |= {name: getattr(settings.ombudsman, name) for name in ("enquiries", "decisions", "upheld")}
    if settings.advocacy is not None:
        found["children_supported"] = settings.advocacy.children_supported
    counts = pd.array(list(found.values()), dtype="Int64")
    return pd.DataFrame({"year": settings.year.start, "counted": list(found), "count": counts})
