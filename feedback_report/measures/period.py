"""Which part of a year is held, and tables that count the same months of every year.

A year that is not over says so in its year.yml (``data_until``). Its paper compares like with like:
earlier years are cut to the same months, and stand as they stood at the end of those months. An
earlier year that does not hold all of those months is compared with nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.errors import DataError
from feedback_report.measures.counting import of_year
from feedback_report.measures.whole_council import completeness_by_year
from feedback_report.settings import YearSettings, load_year_settings
from feedback_report.wording import written_date
from feedback_report.years import Year

NO_YEAR = 0  # the year of rows that are counted in none; they stay, for a later stage needs its case
LAST_MONTH = 12
LATE_IN_A_MONTH = 25  # a last case before this day leaves it open whether the month is whole


@dataclass(frozen=True)
class Comparable:
    """The tables of a paper, fit to be compared.

    ``tables`` hold the same months of every year; ``whole_years`` only whole years, for what is
    published by the year, such as other councils' figures; ``left_out`` are earlier years with
    cases for some of the months alone, which neither of them counts.
    """

    tables: Tables
    whole_years: Tables
    left_out: tuple[int, ...]


def comparable(tables: Tables, settings: YearSettings, stated: Mapping[int, date]) -> Comparable:
    """Cut every year to the months that the paper's own year holds.

    ``stated`` gives the last day held of earlier years whose settings name it; of others the cases
    tell. Cases and stages from outside those months get the year 0, which no paper counts.
    """
    months = months_held(settings)
    left_out = _incomplete(tables, settings.year, stated, months)
    whole = [settings.year.start] if months < LAST_MONTH else []
    whole += _incomplete(tables, settings.year, stated, LAST_MONTH)
    return Comparable(_cut(tables, left_out, months), _cut(tables, whole, LAST_MONTH), tuple(left_out))


def months_held(settings: YearSettings) -> int:
    """Get how many months of the paper's year are held, from April: 12 when the settings name no last day."""
    return LAST_MONTH if settings.data_until is None else (settings.data_until.month - 4) % LAST_MONTH + 1


def stated_ends(data_dir: Path, year: Year, case_years: Iterable[int]) -> dict[int, date]:
    """Get the last day held of each earlier year whose year.yml names one.

    Raises SettingsError when such a file cannot be read; a year without the file is left out.
    """
    earlier = [Year(start) for start in case_years if start < year.start]
    found = [load_year_settings(data_dir, each) for each in earlier if (data_dir / each.folder / "year.yml").is_file()]
    return {each.year.start: each.data_until for each in found if each.data_until is not None}


def check_period(tables: Tables, settings: YearSettings, data_dir: Path) -> None:
    """Raise DataError where the last day held and the cases do not agree."""
    problems = list(period_problems(tables, settings, data_dir.resolve().name))
    if problems:
        raise DataError(problems)


def period_problems(tables: Tables, settings: YearSettings, home: str) -> Iterator[str]:
    """Say where the last day held and the cases do not agree, so that no part of a year is taken for a whole one.

    ``home`` is the data folder's name, for messages.
    """
    year = settings.year
    received = of_year(tables.cases, year.start)["received"].dropna()
    if received.empty:
        return
    last, where = received.max().date(), f"{home}/{year.folder}/year.yml"
    until = settings.data_until
    if until is None:
        months = _place(last)
        whole = max(1, months - (last.day < LATE_IN_A_MONTH))
        if months < LAST_MONTH:
            yield (
                f"{where}: the last case of {year} was received on {written_date(last)}. Expected cases up to the end "
                "of March. If the year is not over, add the last day of the last whole month held, such as "
                f"data_until: {year.last_day_of(whole)}; if nothing came in after that day, add data_until: "
                f"{year.last_day}."
            )
        return
    late = int((received > pd.Timestamp(_next_month_end(until))).sum())
    if late:
        yield (
            f"{where}: data_until is {written_date(until)}, but {late:,} {'case was' if late == 1 else 'cases were'} "
            f"received after the month that follows, the last one on {written_date(last)}. Write the last day of the "
            "last whole month held, or leave data_until out when the year is over."
        )


def _next_month_end(day: date) -> date:
    return (pd.Timestamp(day) + pd.offsets.MonthEnd(1)).date()


def _place(day: date) -> int:
    """Get the place of a day's month in its financial year: 1 is April."""
    return (day.month - 4) % LAST_MONTH + 1


def _incomplete(tables: Tables, year: Year, stated: Mapping[int, date], months: int) -> list[int]:
    """List the earlier years whose cases do not reach over the first months of the year."""
    found = []
    for row in completeness_by_year(tables).to_dict("records"):
        start = int(row["year"])
        if start in stated:
            reaches = stated[start] >= Year(start).last_day_of(months)
        else:
            reaches = row["empty_months_at_end"] <= LAST_MONTH - months
        if start < year.start and not (reaches and (start in stated or row["empty_months_at_start"] == 0)):
            found.append(start)
    return found


def _cut(tables: Tables, left_out: Iterable[int], months: int) -> Tables:
    kept = [year for year in tables.case_years if year not in set(left_out)]
    if len(kept) == len(tables.case_years) and months == LAST_MONTH:
        return tables
    history = tables.history
    if months < LAST_MONTH:
        calendar = [month for _, month in Year(0).months[:months]]
        history = history[history["month"].isin(calendar)].reset_index(drop=True)
    return replace(
        tables,
        cases=_as_they_stood(_counted_in(tables.cases, "received", kept, months), months),
        stages=_counted_in(tables.stages, "requested", kept, months),
        history=history,
        case_years=tuple(kept),
        months=months,
    )


def _counted_in(rows: pd.DataFrame, dated_by: str, kept: list[int], months: int) -> pd.DataFrame:
    inside = (rows[dated_by] <= _ends(rows["year"], months)) & rows["year"].isin(kept)
    return rows.assign(year=rows["year"].where(inside, NO_YEAR))


def _as_they_stood(cases: pd.DataFrame, months: int) -> pd.DataFrame:
    """Open again what was closed after the months that are counted."""
    if months == LAST_MONTH:
        return cases
    ends = _ends(cases["year"], months)
    later = (cases["closed"] > ends) & ~cases["year"].isin([NO_YEAR])
    return cases.assign(
        acknowledged=cases["acknowledged"].mask(cases["acknowledged"] > ends),
        status=cases["status"].mask(later, "open"),
        closed=cases["closed"].mask(later),
        outcome=cases["outcome"].mask(later),
    )


def _ends(years: pd.Series, months: int) -> pd.Series:
    last = {year: pd.Timestamp(Year(int(year)).last_day_of(months)) for year in years.unique() if year != NO_YEAR}
    return pd.to_datetime(years.map(last))
