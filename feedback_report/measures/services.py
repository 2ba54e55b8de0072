"""Each service's cases by type over the years, with complaints merged for one investigation counted both ways."""

import pandas as pd

from feedback_report.data.contract import FEEDBACK_TYPES
from feedback_report.data.tables import Tables
from feedback_report.measures.counting import rows_where
from feedback_report.measures.over_years import counts_over_years, last_years, with_change
from feedback_report.settings import Council

MERGING = ["count_merged_once", "in_merged_groups", "merged_groups", "merged_customers"]
KEYS = ["service_key", "service", "feedback_type"]


def cases_by_service(
    tables: Tables,
    council: Council,
    year: int,
    years: int = 3,
) -> pd.DataFrame:
    """Count each service's cases by type and year, with and without merging.

    One row per service, year (the last ``years`` up to ``year``) and feedback type. Columns:
    ``service_key``, ``service``, ``year``, ``feedback_type``, ``count`` (cases received; missing
    where no source holds the year), ``count_merged_once`` (the same with each merged group counted
    once), ``in_merged_groups`` (cases that were merged, those they were merged into included),
    ``merged_groups`` (cases that they were merged into), ``merged_customers`` (people, by
    pseudonym, who raised them; missing where one is not recorded), ``source``. The merging columns
    are missing for years taken from history, which does not tell.
    """
    names = {service.name: service.key for service in council.services}
    counts = counts_over_years(tables, last_years(year, years), names, FEEDBACK_TYPES)
    counts["service_key"] = [names[name] for name in counts["service"]]
    related = _related(tables.cases)
    merging = pd.DataFrame(
        [_merging(related, row) for row in counts.to_dict("records")], columns=MERGING, index=counts.index
    )
    counts[MERGING] = merging.astype("Int64")
    return counts[["service_key", "service", "year", "feedback_type", "count", *MERGING, "source"]]


def _related(cases: pd.DataFrame) -> pd.DataFrame:
    """Get the cases that were merged, and those they were merged into."""
    columns = ["case_id", "year", "service", "feedback_type", "merged_into", "customer_ref"]
    merged = cases["merged_into"].notna()
    return cases.loc[merged | cases["case_id"].isin(cases.loc[merged, "merged_into"]), columns]


def _merging(related: pd.DataFrame, row: dict) -> list[object]:
    if row["source"] != "cases":
        return [pd.NA] * len(MERGING)
    own = rows_where(related, year=row["year"], service=row["service"], feedback_type=row["feedback_type"])
    merged = int(own["merged_into"].notna().sum())
    customers = pd.NA if own["customer_ref"].isna().any() else own["customer_ref"].nunique()
    return [row["count"] - merged, len(own), len(own) - merged, customers]


def change_by_service(by_service: pd.DataFrame, year: int, years_back: int = 1) -> pd.DataFrame:
    """Compare a year of ``cases_by_service`` with an earlier one, with and without merging.

    One row per service and feedback type. Columns: ``service_key``, ``service``,
    ``feedback_type``, ``year``, ``before_year``, ``count``, ``count_before``, ``change`` (cases),
    ``relative_change`` (fraction of the earlier count; missing where that is zero or unknown), and
    the same four with ``_merged_once`` at the end, where merged groups count once.
    """
    plain = _change(by_service, year, years_back, "count")
    merged = _change(by_service, year, years_back, "count_merged_once")
    for name in ("count", "count_before", "change", "relative_change"):
        plain[f"{name}_merged_once"] = merged[name]
    return plain


def _change(by_service: pd.DataFrame, year: int, years_back: int, column: str) -> pd.DataFrame:
    now = rows_where(by_service, year=year)
    before = rows_where(by_service, year=year - years_back)
    earlier = dict(zip(zip(before["service_key"], before["feedback_type"], strict=True), before[column], strict=True))
    keys = zip(now["service_key"], now["feedback_type"], strict=True)
    frame = now[KEYS].assign(year=year, before_year=year - years_back, count=now[column])
    counts = pd.Series([earlier.get(key, pd.NA) for key in keys], index=frame.index, dtype="object")
    return with_change(frame.assign(count_before=counts))


def without_merged(cases: pd.DataFrame) -> pd.DataFrame:
    """Get the cases of no merged group: neither merged into another nor one that others were merged into."""
    merged = cases["merged_into"].notna() | cases["case_id"].isin(cases["merged_into"].dropna())
    return cases[~merged]
