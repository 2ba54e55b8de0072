"""Counts over the years, from case folders or history, and comparisons that say what they rest on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.measures.counting import known, shares, with_marks
from feedback_report.settings import BreakInSeries
from feedback_report.years import Year

Key = tuple[int, str | None, int | None, str]


def counts_over_years(
    tables: Tables,
    years: Iterable[int],
    services: Iterable[str | None],
    feedback_types: Iterable[str],
    months: Iterable[int | None] = (None,),
) -> pd.DataFrame:
    """Count cases by year, service, month and feedback type.

    A year that has a case folder is counted from its cases; the history series ``cases`` fills
    only the years that have none. A service of None is the whole council, a month of None the
    whole year; a year that history holds in its months and not as a whole is their sum.
    Columns: ``year``, ``service`` (name or None), ``month`` (calendar month or None),
    ``feedback_type``, ``count`` (cases, missing where no source holds it), ``source`` ("cases",
    or what history gives as its source, or missing).
    """
    counted = _count_cases(tables.cases)
    published = _read_history(tables.history)
    counted_months = [month for _, month in Year(0).months[: tables.months]]
    found: list[tuple] = []
    for key in product(years, services, months, feedback_types):
        if key[0] in tables.case_years:
            found.append((*key, counted[key], "cases"))
        else:
            found.append((*key, *published.get(key, _sum_of_months(published, key, counted_months))))
    frame = pd.DataFrame(found, columns=["year", "service", "month", "feedback_type", "count", "source"])
    return frame.astype({"service": "object", "month": "object", "count": "Int64", "source": "object"})


def _count_cases(cases: pd.DataFrame) -> Counter[Key]:
    counted: Counter[Key] = Counter()
    held = cases[["year", "service", "feedback_type"]].assign(month=cases["received"].dt.month)
    names = ["year", "service", "month", "feedback_type"]
    sizes = held.groupby(names, dropna=False).size()
    for key, count in zip(sizes.index, sizes, strict=True):
        year, service, month, feedback_type = key
        for s, m in product({service, None}, {month, None}):
            counted[year, s, m, feedback_type] += int(count)
    return counted


def _read_history(history: pd.DataFrame) -> dict[Key, tuple[int, str]]:
    published: dict[Key, tuple[int, str]] = {}
    for row in history[history["series"].isin(["cases"])].to_dict("records"):
        service = None if pd.isna(row["service"]) or row["service"] == "" else row["service"]
        month = None if pd.isna(row["month"]) else int(row["month"])
        published[int(row["year"]), service, month, row["category"]] = (row["count"], row["source"])
    return published


def _sum_of_months(published: dict[Key, tuple[int, str]], key: Key, months: Sequence[int]) -> tuple[object, object]:
    year, service, month, feedback_type = key
    keys = [(year, service, number, feedback_type) for number in months]
    held = [published[each] for each in keys if each in published]
    if month is not None or len(held) < len(months):
        return pd.NA, None
    return sum(count for count, _ in held), held[0][1]


def from_first_held(frame: pd.DataFrame, value: str = "count") -> pd.DataFrame:
    """Leave out the years before the first one that holds any value, so that no chart begins with empty years."""
    held = frame.loc[frame[value].notna(), "year"]
    return frame[frame["year"] >= (held.min() if len(held) else frame["year"].max())].reset_index(drop=True)


def last_years(year: int, years: int) -> list[int]:
    """Get the given number of years that end with ``year``, earliest first."""
    return list(range(year - years + 1, year + 1))


def with_change(frame: pd.DataFrame) -> pd.DataFrame:
    """Add ``change`` and ``relative_change`` to a frame with ``count`` and ``count_before``.

    ``change`` is missing where either count is, and withheld with it; ``relative_change`` (a fraction of the earlier
    count) also where the earlier count is zero.
    """
    both = (frame["count"], frame["count_before"])
    now, before = map(known, both)
    change = now - before
    return frame.assign(
        count_before=with_marks(before, frame["count_before"]),
        change=with_marks(change, *both),
        relative_change=with_marks(shares(change, before), *both),
    )


def beside_earlier(
    now: pd.DataFrame, earlier: pd.DataFrame | None, keys: list[str], before_year: int, comparable: Sequence[bool]
) -> pd.DataFrame:
    """Put an earlier year's counts, bases and shares beside this year's.

    ``earlier`` is the same measure for ``before_year``, or None where no case folder holds that
    year. Adds ``before_year``, ``comparable`` (false where the series was broken in between or
    the earlier year is not held), ``count_before``, ``base_before``, ``share_before``,
    ``change``, ``relative_change`` and ``share_change`` (a difference of shares): all missing
    where not comparable.
    """
    held = earlier is not None
    known = {} if earlier is None else {_key(row, keys): row for row in earlier.to_dict("records")}
    rows = [
        known.get(_key(row, keys)) if good else None
        for row, good in zip(now.to_dict("records"), comparable, strict=True)
    ]
    frame = now.assign(
        before_year=before_year,
        comparable=[held and bool(good) for good in comparable],
        count_before=pd.array([pd.NA if row is None else row["count"] for row in rows], dtype="Int64"),
        base_before=pd.array([pd.NA if row is None else row["base"] for row in rows], dtype="Int64"),
    )
    frame["share_before"] = shares(frame["count_before"], frame["base_before"])
    frame["share_change"] = frame["share"] - frame["share_before"]
    return with_change(frame)


def _key(row: dict, keys: list[str]) -> tuple:
    return tuple(row[name] for name in keys)


def break_between(
    breaks: Iterable[BreakInSeries], series: str, service_key: str | None, before_year: int, year: int
) -> BreakInSeries | None:
    """Get the break in a series that stands between two years, or None.

    A break belongs to the first year with the new way of counting, and to one service or to all.
    """
    return next(
        (
            found
            for found in breaks
            if found.series == series
            and found.service in (None, service_key)
            and before_year < found.year.start <= year
        ),
        None,
    )
