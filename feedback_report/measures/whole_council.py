"""The whole council's cases by type and year, how they changed, and where the year stands among the last five."""

import pandas as pd

from feedback_report.data.contract import FEEDBACK_TYPES
from feedback_report.data.tables import Tables
from feedback_report.measures.counting import of_year, rows_where
from feedback_report.measures.over_years import counts_over_years, last_years, with_change

ALL_TYPES = "all types"


def cases_by_type(tables: Tables, year: int, years: int = 5) -> pd.DataFrame:
    """Count the whole council's cases by year and type, with a row for all types together.

    One row per year (the last ``years`` up to ``year``) and ``feedback_type`` (complaint,
    compliment, comment, all types). Columns: ``year``, ``feedback_type``, ``count`` (cases received
    in the year, merged and refused ones included; missing where neither a case folder nor history
    holds the year), ``source`` ("cases", or history's source). The total is missing where a type is.
    """
    counts = counts_over_years(tables, last_years(year, years), [None], FEEDBACK_TYPES)
    frames = [_with_total(rows_where(counts, year=each), each) for each in last_years(year, years)]
    return pd.concat(frames, ignore_index=True)[["year", "feedback_type", "count", "source"]]


def _with_total(counts: pd.DataFrame, year: int) -> pd.DataFrame:
    total = counts["count"].sum(skipna=False)
    source = "; ".join(dict.fromkeys(counts["source"].dropna())) or None
    row = pd.DataFrame({"year": [year], "feedback_type": [ALL_TYPES], "count": pd.array([total], dtype="Int64")})
    return pd.concat([counts, row.assign(source=pd.Series([source], dtype="object"))], ignore_index=True)


def change_by_type(by_type: pd.DataFrame, year: int, years_back: int = 1) -> pd.DataFrame:
    """Compare a year of ``cases_by_type`` with an earlier one.

    One row per ``feedback_type``, all types included. Columns: ``year``, ``before_year``,
    ``feedback_type``, ``count``, ``count_before``, ``change`` (cases), ``relative_change``
    (fraction of the earlier count; missing where that is zero or unknown).
    """
    before_year = year - years_back
    now = rows_where(by_type, year=year).drop(columns="source")
    earlier = dict(
        zip(*(rows_where(by_type, year=before_year)[name] for name in ("feedback_type", "count")), strict=True)
    )
    counts_before = pd.Series([earlier.get(name, pd.NA) for name in now["feedback_type"]], dtype="object")
    now.insert(1, "before_year", before_year)
    return with_change(now.assign(count_before=counts_before))


def completeness_by_year(tables: Tables) -> pd.DataFrame:
    """Say for each case folder whether its cases run from April to March.

    A year with no case of any type, in the whole council, in its first or its last month looks
    incomplete: the paper says so and does not compare it with whole years. Columns: ``year``,
    ``count`` (cases), ``first_received`` and ``last_received`` (dates, missing without cases),
    ``empty_months_at_start``, ``empty_months_at_end``.
    """
    return pd.DataFrame(
        [
            _completeness(of_year(tables.cases[["year", "received"]], year)["received"], year)
            for year in tables.case_years
        ],
        columns=_COMPLETENESS,
    )


_COMPLETENESS = [
    "year",
    "count",
    "first_received",
    "last_received",
    "empty_months_at_start",
    "empty_months_at_end",
]


def _completeness(received: pd.Series, year: int) -> dict[str, object]:
    cases, received = len(received), received.dropna()
    months = (received.dt.year - year) * 12 + received.dt.month - 4
    held = sorted(months[months.between(0, 11)].unique())
    start, end = (held[0], 11 - held[-1]) if held else (12, 12)
    values = [year, cases, received.min(), received.max(), start, end]
    return dict(zip(_COMPLETENESS, values, strict=True))
