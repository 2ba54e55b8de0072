"""Which cases are counted, and counts, shares and ranks that hold for any data, none included."""

from collections.abc import Iterable
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from feedback_report.settings import Council
from feedback_report.wording import SUPPRESSED, can_be, is_missing, is_suppressed

NOT_RECORDED = "not recorded"


def of_year(table: pd.DataFrame, year: int) -> pd.DataFrame:
    """Get the rows of one year's folder."""
    return table[table["year"].isin([year])]


def complaints(cases: pd.DataFrame) -> pd.DataFrame:
    """Get the cases that are complaints, merged and refused ones included."""
    return cases[cases["feedback_type"].isin(["complaint"])]


def in_scope(cases: pd.DataFrame, council: Council) -> pd.DataFrame:
    """Get the cases of the services in scope, with their ``service_key``."""
    keys = {service.name: service.key for service in council.services}
    found = cases[cases["service"].isin(list(keys))]
    return found.assign(service_key=found["service"].map(keys))


def service_keys(council: Council) -> list[str]:
    """Get the keys of the services in scope, in the council's order."""
    return [service.key for service in council.services]


def count_by(rows: pd.DataFrame, **levels: Iterable[object]) -> pd.DataFrame:
    """Count rows for every combination of the given values, combinations without rows included.

    Each keyword names a column and lists its values. Columns: the keywords, in their order, and
    ``count`` (rows). Rows with any other value, or none, are left out.
    """
    lists = {name: list(values) for name, values in levels.items()}
    sizes = rows.groupby(list(lists), observed=True).size()
    found = dict(zip(sizes.index.to_frame(index=False).itertuples(index=False, name=None), sizes, strict=True))
    combinations = list(product(*lists.values()))
    frame = pd.DataFrame(combinations, columns=list(lists))
    return frame.assign(count=np.array([found.get(combination, 0) for combination in combinations], dtype="int64"))


def with_service_names(frame: pd.DataFrame, council: Council) -> pd.DataFrame:
    """Put the column ``service`` (the name) after ``service_key``."""
    names = {service.key: service.name for service in council.services}
    named = frame.copy()
    place = list(frame.columns).index("service_key") + 1
    named.insert(place, "service", [names.get(key) for key in frame["service_key"]])
    return named


def known(values: pd.Series) -> pd.Series:
    """Get counts as whole numbers, those that are missing or withheld as missing."""
    held = [pd.NA if is_missing(value) else int(value) for value in values]
    return pd.Series(pd.array(held, dtype="Int64"), index=values.index)


def with_marks(result: pd.Series, *sources: pd.Series) -> pd.Series:
    """Put the mark [c] wherever a number follows from a withheld one."""
    marked = [any(map(is_suppressed, values)) for values in zip(*sources, strict=True)]
    if not any(marked):
        return result
    pairs = zip(result, marked, strict=True)
    return pd.Series([SUPPRESSED if mark else value for value, mark in pairs], index=result.index, dtype="object")


def some(count: Any) -> bool:
    """Tell whether a count is above none. One that is withheld is: zeros are never withheld."""
    return is_suppressed(count) or (not is_missing(count) and bool(count > 0))


def above_none(counts: pd.Series) -> pd.Series:
    """Tell of each count whether it is above none, to choose rows by."""
    return pd.Series([some(count) for count in counts], index=counts.index, dtype="bool")


def reach(counts: pd.Series) -> float:
    """Get the most that a withheld count can be, as far as a reader knows; 0 where none is withheld."""
    return max((can_be(count)[1] for count in counts if is_suppressed(count)), default=0)


def shares(count: pd.Series, base: pd.Series) -> pd.Series:
    """Divide counts by their bases, giving a missing value where the base is zero or unknown."""
    part, whole = _floats(count), _floats(base)
    known = np.where(whole > 0, whole, np.nan)
    return pd.Series(part / known, index=count.index, dtype="float64")


def ranks(frame: pd.DataFrame, unranked: Iterable[object] = ()) -> pd.Series:
    """Rank the counts of each service from the highest (1), equal counts sharing a rank; zeros have no rank.

    ``unranked`` holds labels of rows (index values) that take no part, such as the row of what
    was not recorded. Keeping rows with a rank of at most n gives the top n with every tie at the
    boundary.
    """
    taking_part = frame["count"].where((frame["count"] > 0) & ~frame.index.isin(list(unranked)))
    return taking_part.groupby(frame["service_key"]).rank(method="min", ascending=False).astype("Int64")


def complaints_by_name(
    cases: pd.DataFrame,
    council: Council,
    year: int,
    column: str,
    *,
    listed: Iterable[str] = (),
    names_from: Iterable[int] = (),
) -> pd.DataFrame:
    """Count a year's complaints by service and by the names in one column.

    Names are those ``listed`` (for every service, in that order, zeros included), then any others
    that the service's complaints of ``year`` or of the years ``names_from`` hold, in alphabetical
    order, then ``not recorded`` where a complaint holds none. Columns: ``year``, ``service_key``,
    ``service``, the column, ``count``, ``base`` (all complaints of the service in the year),
    ``share``, ``rank``.
    """
    held = complaints(in_scope(cases, council))
    held = held[held["year"].isin([year, *names_from])]
    held = held.assign(**{column: held[column].astype("object").where(held[column].notna(), NOT_RECORDED)})
    frames = [_service_by_name(held, service.key, year, column, list(listed)) for service in council.services]
    frame = pd.concat(frames, ignore_index=True)
    frame["share"] = shares(frame["count"], frame["base"])
    frame["rank"] = ranks(frame, unranked=frame.index[frame[column].isin([NOT_RECORDED])])
    return with_service_names(frame, council)


def _service_by_name(held: pd.DataFrame, key: str, year: int, column: str, listed: list[str]) -> pd.DataFrame:
    own = held[held["service_key"].isin([key])]
    others = sorted(set(own[column]) - set(listed) - {NOT_RECORDED})
    unrecorded = [NOT_RECORDED] if NOT_RECORDED in set(own[column]) else []
    frame = count_by(own, year=[year], service_key=[key], **{column: [*listed, *others, *unrecorded]})
    return frame.assign(base=np.int64(len(of_year(own, year))))


def with_any(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out the services that have no count above zero in any row: a chart of them is empty."""
    has_any = above_none(frame["count"]).groupby(frame["service_key"]).transform("any")
    return frame[has_any].reset_index(drop=True)


def if_any(frame: pd.DataFrame, counts: Iterable[str]) -> pd.DataFrame:
    """Get a table whole, or without rows where each of its ``counts`` is none: a table of zeros says nothing."""
    held = any(above_none(frame[column]).any() for column in counts)
    return frame if held else frame.head(0)


def rows_where(frame: pd.DataFrame, **equals: object) -> pd.DataFrame:
    """Get the rows whose columns hold the given values."""
    kept = pd.Series(True, index=frame.index)
    for column, value in equals.items():
        kept &= frame[column].isin([value])
    return frame[kept].reset_index(drop=True)


def _floats(values: pd.Series) -> np.ndarray:
    return pd.to_numeric(values).to_numpy(dtype="float64", na_value=np.nan)
