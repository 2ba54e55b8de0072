"""Complaints per 100,000 residents of the council and of its nearest neighbours."""

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.measures.counting import rows_where, shares
from feedback_report.measures.over_years import counts_over_years
from feedback_report.measures.population import PER, population_used
from feedback_report.settings import Council
from feedback_report.wording import is_suppressed
from feedback_report.years import Year

COLUMNS = [
    "year",
    "area_code",
    "area",
    "is_council",
    "held",
    "count",
    "base",
    "population_year",
    "share",
    "per_100_000",
    "rank",
    "source",
    "population_source",
]
TYPES = {
    "count": "Int64",
    "base": "Int64",
    "population_year": "Int64",
    "source": "object",
    "population_source": "object",
}


def rates_by_area(tables: Tables, council: Council, year: int) -> pd.DataFrame:
    """Get the complaints per 100,000 residents of the council and of each neighbour, by year.

    One row per year (from the benchmark's first to ``year``) and area: the council, then its
    neighbours in the settings' order. Columns: ``year``, ``area_code``, ``area`` (the settings'
    names), ``is_council``, ``held`` (whether both numbers of the rate are held), ``count``
    (complaints), ``base`` (residents), ``population_year``, ``share``, ``per_100_000``, ``rank``
    (1 = highest rate of the year), ``source`` (of the count), ``population_source``. The council's
    own complaints come from its cases or history, and from the benchmark only where neither holds
    the year; a neighbour's from the benchmark. Rates use the population that
    ``population.population_used`` gives.
    """
    first = min((int(found) for found in tables.benchmark["year"] if found <= year), default=year)
    years = range(first, year + 1)
    own = counts_over_years(tables, years, [None], ["complaint"])
    counts = {(row["year"], council.area_code): (row["count"], row["source"]) for row in own.to_dict("records")}
    published = {
        (row["year"], row["area_code"]): (row["complaints"], row["source"])
        for row in tables.benchmark.to_dict("records")
    }
    areas = [(council.area_code, council.name, True)]
    areas += [(each.area_code, each.name, False) for each in council.neighbours]
    rows = []
    for each in years:
        for code, area, is_council in areas:
            count, source = counts.get((each, code), (pd.NA, None))
            if pd.isna(count):
                count, source = published.get((each, code), (pd.NA, None))
            used = population_used(tables.population, code, each)
            row = {"year": each, "area_code": code, "area": area, "is_council": is_council}
            rows.append(row | {"count": count, "source": source, "base": used["population"]} | used)
    computed = ("held", "share", "per_100_000", "rank")
    return _with_rates(pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in computed]))


def _with_rates(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.astype(TYPES)
    frame["share"] = shares(frame["count"], frame["base"])
    frame["per_100_000"] = frame["share"] * PER
    frame["held"] = frame["share"].notna()
    frame["rank"] = frame.groupby("year")["per_100_000"].rank(method="min", ascending=False).astype("Int64")
    return frame[COLUMNS]


def without_withheld(rates: pd.DataFrame) -> pd.DataFrame:
    """Take rates of ``rates_by_area`` that are withheld for rates that are not held: they are compared with nothing."""
    withheld = rates["per_100_000"].map(is_suppressed)
    if not withheld.any():
        return rates
    hidden = ["count", "share", "per_100_000", "rank"]
    known = rates.assign(held=rates["held"] & ~withheld, **{name: rates[name].mask(withheld) for name in hidden})
    return _with_rates(known.drop(columns=["held", "share", "per_100_000", "rank"]))


def benchmark_year(rates: pd.DataFrame, year: int) -> int | None:
    """Get the last year, up to the paper's, in which the council and all its neighbours have a rate.

    Where there is none, the last of the years in which the council and most neighbours have; None
    where no year has the council and a neighbour. ``rates`` comes from ``rates_by_area``.
    """
    upto = rates[(rates["year"] <= year) & rates["held"]]
    held = upto.groupby("year").agg(areas=("area_code", "size"), council=("is_council", "any"))
    held = held[held["council"] & (held["areas"] > 1)]
    if held.empty:
        return None
    return int(held.index[held["areas"] == held["areas"].max()].max())


def benchmark_rates(rates: pd.DataFrame, year: int) -> pd.DataFrame:
    """Get the rates of the ``benchmark_year``, highest first, for the areas that have one.

    Rows and columns of ``rates_by_area``; none where no year can be compared. Neighbours left out
    for want of figures are in ``missing_areas``.
    """
    chosen = rows_where(rates, year=benchmark_year(rates, year), held=True)
    return chosen.sort_values(["rank", "area"], kind="stable").reset_index(drop=True)


def missing_areas(rates: pd.DataFrame, year: int) -> pd.DataFrame:
    """List the areas that have no rate in a year, such as neighbours that have not published yet.

    One row per area. Columns: ``year``, ``area_code``, ``area``, ``is_council``, ``has_count``,
    ``has_population`` (which of the two numbers is held).
    """
    lacking = rows_where(rates, year=year, held=False)
    found = lacking[["year", "area_code", "area", "is_council"]]
    return found.assign(has_count=lacking["count"].notna(), has_population=lacking["base"].notna())


def own_and_others(chosen: pd.DataFrame) -> tuple[float | None, pd.Series]:
    """Get the council's rate among those of ``benchmark_rates``, and the other areas' rates (per 100,000)."""
    is_own = chosen["is_council"].astype(bool)
    own, others = chosen.loc[is_own, "per_100_000"], chosen.loc[~is_own, "per_100_000"]
    return (None if own.empty else float(own.iloc[0])), others


def own_numbers(chosen: pd.DataFrame) -> tuple[int | None, int | None]:
    """Get the council's complaints and residents among those of ``benchmark_rates``; None where it has no rate."""
    own = chosen[chosen["is_council"].astype(bool)]
    return (None, None) if own.empty else (int(own["count"].iloc[0]), int(own["base"].iloc[0]))


def own_this_year(rates: pd.DataFrame, year: int, council: Council) -> pd.DataFrame:
    """Get the council's own rate of the paper's year, to stand beside an earlier comparison.

    One row with the columns of ``rates_by_area``: ``area`` names the year too, and ``rank`` is missing, because the
    rate has no place among those of another year. None where the comparison is of the paper's year itself, or
    the year has no rate.
    """
    own = rates[rates["is_council"].astype(bool) & (rates["year"] == year) & rates["held"].astype(bool)]
    if benchmark_year(rates, year) in (None, year):
        own = own.head(0)
    named = own.assign(area=f"{council.name}, {Year(year).written(council.style.year)}")
    return named.assign(rank=pd.array([pd.NA] * len(named), dtype="Int64")).reset_index(drop=True)
