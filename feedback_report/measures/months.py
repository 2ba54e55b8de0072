"""Each service's complaints by month: the peak, the low, and the same months in earlier years."""

from typing import Literal

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.measures.counting import above_none, known, reach, rows_where, shares, with_service_names
from feedback_report.measures.over_years import counts_over_years, last_years
from feedback_report.settings import Council
from feedback_report.wording import is_suppressed
from feedback_report.years import Year

TOP = 3  # months that the paper names


def complaints_by_month(
    tables: Tables,
    council: Council,
    year: int,
    years: int = 3,
) -> pd.DataFrame:
    """Count each service's complaints by year and month received, months without any included.

    One row per service, year (the last ``years`` up to ``year``) and month that is counted, April to
    March. Columns: ``service_key``, ``service``, ``year``, ``month_number`` (1 = April to 12 = March),
    ``month`` (calendar month), ``calendar_year``, ``count`` (complaints; missing where no source
    holds the month), ``base`` (complaints of the year's months), ``share`` (of the year),
    ``source``.
    """
    names = {service.name: service.key for service in council.services}
    calendar = pd.DataFrame(
        [
            (each, number, month, calendar_year)
            for each in last_years(year, years)
            for number, (calendar_year, month) in enumerate(Year(each).months[: tables.months], start=1)
        ],
        columns=["year", "month_number", "month", "calendar_year"],
    )
    counts = counts_over_years(tables, last_years(year, years), names, ["complaint"], list(range(1, 13)))
    found = {
        (row["service"], row["year"], row["month"]): (row["count"], row["source"]) for row in counts.to_dict("records")
    }
    frame = pd.concat([calendar.assign(service_key=key) for key in names.values()], ignore_index=True)
    frame = with_service_names(frame[["service_key", "year", "month_number", "month", "calendar_year"]], council)
    held = [found[key] for key in zip(frame["service"], frame["year"], frame["month"], strict=True)]
    frame["count"] = pd.array([count for count, _ in held], dtype="Int64")
    frame["base"] = frame.groupby(["service_key", "year"])["count"].transform(lambda counts: counts.sum(skipna=False))
    frame["share"] = shares(frame["count"], frame["base"])
    return frame.assign(source=pd.Series([source for _, source in held], dtype="object"))


def peak_months(by_month: pd.DataFrame, year: int) -> pd.DataFrame:
    """Get the month or months with the most complaints in a year, per service.

    Rows of ``complaints_by_month``, every tied month included; none for a service without
    complaints in the year, whose months are not all held, or of which a withheld month may have more.
    """
    held = _held(by_month, year)
    return held[_are_sure(held) & (_known(held) == _of_service(held, "max"))].reset_index(drop=True)


def low_months(by_month: pd.DataFrame, year: int) -> pd.DataFrame:
    """Get the month or months with the fewest complaints in a year, per service.

    Rows of ``complaints_by_month``, every tied month included; none for a service without
    complaints in the year, whose months are not all held, or of which a withheld month may have fewer.
    """
    held = _held(by_month, year)
    fewest, withheld = _of_service(held, "min"), held["count"].map(is_suppressed)
    sure = (fewest == 0) | ~withheld.groupby(held["service_key"]).transform("any")
    return held[(sure & (_known(held) == fewest)).astype(bool)].reset_index(drop=True)


def top_months(by_month: pd.DataFrame, year: int) -> pd.DataFrame:
    """Get the three months with the most complaints in a year, per service, highest first.

    Rows of ``complaints_by_month`` with their ``rank`` (equal counts share one); every month tied
    at the boundary stays, months without complaints, and those that a withheld one can reach, never
    count among them.
    """
    held = _held(by_month, year)
    held = held[_are_sure(held)].astype({"count": "int64"})
    held = held.assign(rank=held.groupby("service_key")["count"].rank(method="min", ascending=False).astype("Int64"))
    kept = held[(held["rank"] <= TOP).astype(bool)]
    order = {key: place for place, key in enumerate(dict.fromkeys(by_month["service_key"]))}
    kept = kept.assign(_place=[order[key] for key in kept["service_key"]])
    return (
        kept.sort_values(["_place", "rank", "month_number"], kind="stable")
        .drop(columns="_place")
        .reset_index(drop=True)
    )


def _held(by_month: pd.DataFrame, year: int) -> pd.DataFrame:
    own = rows_where(by_month, year=year)
    held = own[above_none(own["base"])]
    whole = [name for name in ("count", "base") if not held[name].map(is_suppressed).any()]
    return held.astype(dict.fromkeys(whole, "int64"))


def _known(held: pd.DataFrame) -> pd.Series:
    return known(held["count"]).astype("float64")


def _of_service(held: pd.DataFrame, which: Literal["max", "min"]) -> pd.Series:
    return _known(held).groupby(held["service_key"]).transform(which)


def _are_sure(held: pd.DataFrame) -> pd.Series:
    """Tell which months have more complaints than any withheld month of their service can have."""
    reached = held.groupby("service_key")["count"].agg(reach)
    return (_known(held) > held["service_key"].map(reached).astype("float64")).fillna(False).astype(bool)


def months_over_years(by_month: pd.DataFrame, months: pd.DataFrame) -> pd.DataFrame:
    """Get chosen months, such as the ``peak_months``, in every year of ``complaints_by_month``.

    The same rows and columns, per service, in the order of the months and then of the years.
    """
    chosen = months[["service_key", "month_number"]].drop_duplicates()
    return chosen.merge(by_month, on=["service_key", "month_number"], how="left")[list(by_month.columns)]
