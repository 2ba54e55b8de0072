"""The tables of the appendix as they are printed: a row for each thing counted, a column for each year."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from feedback_report.measures.appendix import Series
from feedback_report.settings import Style
from feedback_report.wording import is_missing, month_name
from feedback_report.years import Year

MONTHS = [month_name(month) for month in (*range(4, 13), *range(1, 4))]

# What names a row of each series, and which of its columns stands under the years.
ROWS_AND_VALUE: dict[str, tuple[Sequence[str], str]] = {
    "cases-by-type": (["feedback_type"], "count"),
    "complaint-rates": (["measure"], "value"),
    "cases-by-service": (["service", "feedback_type"], "count"),
    "complaints-by-month": (["service", "month_number"], "count"),
    "contact-methods": (["service", "contact_method"], "count"),
    "contact-method-known": (["service"], "known"),
    "later-stages": (["procedure", "stage", "area"], "requested"),
    "complaints-by-subject": (["service", "subject"], "count"),
    "complaints-by-team": (["service", "team"], "count"),
    "remedies": (["service", "remedy"], "count"),
    "outcomes": (["service", "outcome"], "count"),
    "complaints-by-standing": (["service", "standing"], "count"),
    "timescales": (["service", "procedure", "band"], "count"),
    "timescale-standing": (["service", "procedure", "standing"], "count"),
    "working-days": (["service", "procedure"], "mean_days"),
    "later-stage-timescales": (["service", "procedure", "stage", "band"], "count"),
    "acknowledgements": (["service", "procedure"], "count"),
    "people": (["characteristic", "value"], "count"),
    "complaint-rates-by-area": (["area"], "per_100_000"),
}
DECIMALS = {"working-days": 1}


@dataclass(frozen=True)
class AppendixTable:
    """One printed table: its title, its rows, the headings of its columns, and how its numbers are written."""

    title: str
    frame: pd.DataFrame
    columns: dict[str, str]
    decimals: int

    @property
    def formats(self) -> dict[str, str]:
        return dict.fromkeys(list(self.columns)[1:], "number")


def appendix_tables(series: Sequence[Series], style: Style) -> list[AppendixTable]:
    """Set each series out by year, leaving out rows in which every year is zero or missing."""
    return [_by_year(each, style) for each in series]


def _by_year(series: Series, style: Style) -> AppendixTable:
    named_by, value = ROWS_AND_VALUE[series.key]
    frame = _measures_of_rates(series.frame) if series.key == "complaint-rates" else series.frame
    rows = frame.assign(_row=[_row_name(row, named_by) for row in frame.to_dict("records")])
    years = sorted({int(year) for year in rows["year"]})
    order = list(dict.fromkeys(rows["_row"]))
    wide = rows.pivot(index="_row", columns="year", values=value).reindex(order)
    wide = wide[wide.fillna(0).ne(0).any(axis=1)]
    wide.columns = [f"y{year}" for year in wide.columns]
    columns = {"row": _heading(named_by)} | {f"y{year}": Year(year).written(style.year) for year in years}
    return AppendixTable(series.title, wide.reset_index(names="row"), columns, DECIMALS.get(series.key, 0))


def _measures_of_rates(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn the columns of the rates into rows, so that the years can stand across."""
    named = {"count": "complaints", "base": "residents", "per_100_000": "complaints per 100,000 residents"}
    return frame.melt(id_vars="year", value_vars=list(named), var_name="measure").replace({"measure": named})


def _row_name(row: Mapping[Hashable, Any], named_by: Sequence[str]) -> str:
    parts = []
    for column in named_by:
        value = row[column]
        if column == "month_number":
            parts.append(MONTHS[int(str(value)) - 1])
        elif column == "stage":
            parts.append(f"stage {value}")
        else:
            parts.append("not recorded" if is_missing(value) else str(value).replace("_", " "))
    return ": ".join(parts)


def _heading(named_by: Sequence[str]) -> str:
    words = {"feedback_type": "type", "month_number": "month", "contact_method": "method", "area": "service or area"}
    return ", ".join(words.get(column, column.replace("_", " ")) for column in named_by).capitalize()
