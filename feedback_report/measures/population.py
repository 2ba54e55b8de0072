"""Complaints per 100,000 residents, and the population estimate that each rate rests on."""

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.measures.counting import rows_where, shares
from feedback_report.measures.over_years import counts_over_years, last_years
from feedback_report.settings import Council

PER = 100_000


def population_used(population: pd.DataFrame, area_code: str, year: int) -> dict[str, object]:
    """Get the population estimate that a financial year's rates use.

    The estimate for the middle of the calendar year in which the financial year begins; where it
    is not held the nearest earlier one, and where none is earlier the nearest later. Keys:
    ``population`` (people), ``population_year`` (calendar year), ``population_source``; all
    missing where the area has no estimate.
    """
    held = rows_where(population, area_code=area_code).sort_values("year", kind="stable")
    upto, later = held[held["year"] <= year], held[held["year"] > year]
    if held.empty:
        return {"population": pd.NA, "population_year": pd.NA, "population_source": None}
    row = later.iloc[0] if upto.empty else upto.iloc[-1]
    source = None if pd.isna(row["source"]) else row["source"]
    return {
        "population": int(row["population"]),
        "population_year": int(row["year"]),
        "population_source": source,
    }


def complaint_rates(
    tables: Tables,
    council: Council,
    year: int,
    years: int = 7,
) -> pd.DataFrame:
    """Get the whole council's complaints per 100,000 residents by year.

    One row per year, the last ``years`` up to ``year``. Columns: ``year``, ``count`` (complaints,
    missing where not held), ``source`` (of the count), ``base`` (residents), ``population_year``
    (calendar year of the mid-year estimate), ``population_source``, ``is_own_estimate`` (true where
    the estimate is for the year itself, not the nearest held), ``per_100_000`` (complaints per
    100,000 residents) and ``share`` (complaints as a fraction of residents). Rates are missing
    where the count or the estimate is.
    """
    counts = counts_over_years(tables, last_years(year, years), [None], ["complaint"])
    used = pd.DataFrame([population_used(tables.population, council.area_code, each) for each in counts["year"]])
    frame = pd.DataFrame(
        {
            "year": counts["year"],
            "count": counts["count"],
            "source": counts["source"],
            "base": used["population"].astype("Int64"),
            "population_year": used["population_year"].astype("Int64"),
            "population_source": used["population_source"].astype("object"),
        }
    )
    frame["is_own_estimate"] = (frame["population_year"] == frame["year"]).fillna(False).astype(bool)
    frame["share"] = shares(frame["count"], frame["base"])
    return frame.assign(per_100_000=frame["share"] * PER)
