"""The tables of the appendix as they are printed: a row for each thing counted, a column for each year."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from feedback_report.measures.appendix import Series
from feedback_report.measures.counting import above_none
from feedback_report.settings import BreakInSeries, Council, Style
from feedback_report.tables.appendix_series import (
    BROKEN,
    COUNTED_IN_FULL,
    COUNTED_WHERE_RECORDED,
    DECIMALS,
    NO_TEAM,
    NOTHING_OF_A_YEAR,
    OF_RECORDING,
    RATE,
    ROWS_AND_VALUE,
)
from feedback_report.wording import as_sentence, escape_markdown, list_of, month_name, written_date
from feedback_report.years import Year

MONTHS = [month_name(month) for month in (*range(4, 13), *range(1, 4))]


@dataclass(frozen=True)
class AppendixTable:
    """One printed table: its title, rows, headings of columns, how its numbers are written, and a note in Markdown.

    Rows are named by the column ``row``; its parts, such as service and team, have columns of their own, which are
    not printed.
    """

    title: str
    frame: pd.DataFrame
    columns: dict[str, str]
    decimals: dict[str, int]
    note: str = ""

    @property
    def formats(self) -> dict[str, str]:
        return dict.fromkeys(list(self.columns)[1:], "number")


def appendix_tables(
    series: Sequence[Series], style: Style, council: Council | None = None, breaks: Sequence[BreakInSeries] = ()
) -> list[AppendixTable]:
    """Set each series out by year, leaving out rows in which every year is zero or missing.

    What a year has not recorded is missing, and what its cases show to be none is zero.
    With the ``council`` and the ``breaks`` of the year's settings, a note says where years cannot be compared, and
    one why a year has no column.
    """
    counted = COUNTED_IN_FULL | COUNTED_WHERE_RECORDED
    years = {int(year) for each in series if each.key in counted for year in each.frame["year"]}
    notes = [[_note(each, council, breaks), _missing_years(each, years, style)] for each in series]
    tables = [_by_year(each, style) for each in series]
    return [replace(table, note=" ".join(filter(None, told))) for table, told in zip(tables, notes, strict=True)]


def _note(series: Series, council: Council | None, breaks: Sequence[BreakInSeries]) -> str:
    """Say what stands between the years of a table, in the words of the settings."""
    if series.frame.empty or series.frame["year"].nunique() < 2:
        return ""
    notes = [as_sentence(each.note) for each in breaks if each.series == BROKEN.get(series.key)]
    system = council.recording_system if council else None
    if system and BROKEN.get(series.key) == "contact method":
        since, year = system.contact_method_since, Year.of(system.contact_method_since)
        if since != year.first_day and council:
            written = year.written(council.style.year)
            notes.append(f"First contact is recorded since {written_date(since)}: {written} holds a part of the year.")
    if system and not notes and series.key in OF_RECORDING:
        notes.append(as_sentence(system.note))
    if series.key == "complaints-by-team":
        notes.append(NO_TEAM)
    return escape_markdown(" ".join(notes))


def _missing_years(series: Series, years: Collection[int], style: Style) -> str:
    """Say why years that other tables hold have no column: their cases hold nothing that the table counts."""
    reason = NOTHING_OF_A_YEAR.get(series.key)
    missing = sorted(set(years) - {int(year) for year in series.frame["year"]})
    if reason is None or series.frame.empty or not missing:
        return ""
    written = list_of([Year(year).written(style.year) for year in missing])
    return escape_markdown(f"There is no column for {written}: {reason}.")


def _by_year(series: Series, style: Style) -> AppendixTable:
    named_by, value = ROWS_AND_VALUE[series.key]
    heading = {"row": _heading(named_by)}
    if series.frame.empty:
        return AppendixTable(series.title, pd.DataFrame(columns=["row"]), heading, {})
    frame = MEASURES.get(series.key, lambda held: held)(series.frame)
    wide = _filled(frame, named_by, value, series.key)
    wide = wide[wide.fillna(0).ne(0).any(axis=1)]
    years = {f"y{year}": Year(int(year)).written(style.year) for year in wide.columns}
    rows = wide.set_axis(list(years), axis=1).reset_index(drop=True)
    keys = [key if len(named_by) > 1 else (key,) for key in wide.index]
    for place, column in enumerate(named_by):
        rows.insert(place, column.removesuffix("_number"), [_part(key[place], column) for key in keys])
    rows.insert(0, "row", [_row_name(key, named_by) for key in keys])
    return AppendixTable(series.title, rows, heading | years, dict.fromkeys(years, DECIMALS.get(series.key, 0)))


def _filled(frame: pd.DataFrame, named_by: Sequence[str], value: str, series: str) -> pd.DataFrame:
    """Set the values out with a column for each year; rows stand as in the series, those of a service together."""
    keys = list(named_by)
    order = frame[keys].drop_duplicates().sort_values(keys[0], key=lambda names: names.factorize()[0], kind="stable")
    wide = frame.pivot(index=keys, columns="year", values=value)
    marked = [year for year in wide if isinstance(wide[year].dtype, pd.StringDtype)]  # nothing but marks
    wide = wide.astype(dict.fromkeys(marked, "object"))
    wide = wide.reindex(list(order[keys[0]]) if len(keys) == 1 else list(order.itertuples(index=False, name=None)))
    if series in COUNTED_IN_FULL:
        return wide.fillna(0)
    if series in COUNTED_WHERE_RECORDED:
        based = frame.assign(base=above_none(frame["base"]))
        recorded = based.pivot_table(index=keys[0], columns="year", values="base", aggfunc="max") == 1
        recorded = recorded.reindex(index=wide.index.get_level_values(0), columns=wide.columns, fill_value=False)
        return wide.fillna(0).where(recorded.to_numpy(dtype=bool))
    return wide


def _measures_of_rates(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn the columns of the rates into rows, so that the years can stand across."""
    named = {"count": "Complaints", "base": "Residents", "per_100_000": RATE}
    return frame.melt(id_vars="year", value_vars=list(named), var_name="measure").replace({"measure": named})


def _measures_of_acknowledgements(frame: pd.DataFrame) -> pd.DataFrame:
    """Set those with an acknowledgement recorded, the base, under those acknowledged in time."""
    named = {"count": "acknowledged in time", "recorded": "with an acknowledgement recorded"}
    keys = ["year", "service", "procedure", "base"]
    long = frame.assign(recorded=frame["base"]).melt(id_vars=keys, value_vars=list(named), var_name="measure")
    return long.replace({"measure": named}).sort_values(
        ["service", "procedure"], key=lambda names: names.factorize()[0], kind="stable"
    )


MEASURES = {"complaint-rates": _measures_of_rates, "acknowledgements": _measures_of_acknowledgements}


def _row_name(key: Sequence[Any], named_by: Sequence[str]) -> str:
    name = ": ".join(_named(value, column) for value, column in zip(key, named_by, strict=True))
    return name[:1].upper() + name[1:]


def _part(value: Any, column: str) -> Any:
    return value if column == "stage" else _named(value, column)


def _named(value: Any, column: str) -> str:
    if column == "month_number":
        return MONTHS[int(value) - 1]
    if column == "stage":
        return f"stage {value}"
    return str(value).replace("_", " ") if column == "characteristic" else str(value)


def _heading(named_by: Sequence[str]) -> str:
    words = {"feedback_type": "type", "month_number": "month", "contact_method": "method", "area": "service or area"}
    return ", ".join(words.get(column, column.replace("_", " ")) for column in named_by).capitalize()
