"""From a tidy frame to what a chart draws: a grid of values with the text of each, or a clear refusal."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from feedback_report.errors import ReportError
from feedback_report.wording import exact, is_missing, is_suppressed, is_too_small
from feedback_report.wording.labels import NothingToShow, short_number
from feedback_report.wording.marks import NO_NUMBER, TOO_FEW

MISSING_NAME = "not recorded"


@dataclass(frozen=True)
class Grid:
    """Values by category (rows) and series (columns), in the order drawn.

    values: numbers, shares as percentages; a missing value is a gap.
    texts: what stands beside each value, such as "1,520", "43%" or "[c]".
    """

    values: pd.DataFrame
    texts: pd.DataFrame

    @property
    def categories(self) -> list[Hashable]:
        return list(self.values.index)

    @property
    def series(self) -> list[Hashable]:
        return list(self.values.columns)

    @property
    def highest(self) -> float:
        """The highest value; 1 where all are zero or missing, so that an axis has a length."""
        return float(self.values.max().fillna(0).max()) or 1.0

    def value(self, category: Hashable, series: Hashable) -> float:
        """Get a value as a number; NaN where it is missing."""
        return float(self.values.at[category, series])  # type: ignore[arg-type]

    def text(self, category: Hashable, series: Hashable) -> str:
        """Get what stands beside a value."""
        return str(self.texts.at[category, series])

    def at(self, categories: Sequence[Any]) -> "Grid":
        """Get the grid with these categories in this order; one that it does not hold is a gap."""
        index = pd.Index(categories)
        texts = self.texts.reindex(index).fillna(NO_NUMBER)
        return Grid(self.values.reindex(index), texts)


def arrange(
    frame: pd.DataFrame,
    category: str,
    series: str | None,
    value: str,
    *,
    share: bool = False,
    decimals: int = 0,
    smallest_base: int = 0,
) -> Grid:
    """Arrange a frame with one row per category and series.

    A value of "[c]" is withheld. A share of a ``base`` below ``smallest_base`` is a gap whose text is the
    ``count``: "3 of 7". Raises ReportError as ``check`` does.
    """
    keys = [category] if series is None else [category, series]
    plain = with_plain_names(frame, keys)
    check(plain, keys, value)
    rows = plain.to_dict("records")
    few = [share and is_too_small(row.get("base"), smallest_base) for row in rows]
    held = pd.DataFrame(
        {
            "category": plain[category],
            "series": "" if series is None else plain[series],
            "value": numbers(plain[value], share).mask(np.array(few, dtype=bool)),
            "text": [_text(row, value, share, decimals, few=hides) for row, hides in zip(rows, few, strict=True)],
        }
    )
    shown = places(plain, category)
    present = [""] if series is None else places(plain, series)
    grid = held.set_index(["category", "series"])
    values = grid["value"].unstack().reindex(index=shown, columns=present)
    texts = grid["text"].unstack().reindex(index=shown, columns=present).fillna(NO_NUMBER)
    return Grid(values, texts)


def check(frame: pd.DataFrame, keys: list[str], value: str) -> None:
    """Refuse a frame that no chart can be drawn of.

    Raises NothingToShow when there is no row or no value, ReportError when a column is missing, a
    row stands twice or a value is below zero.
    """
    needs(frame, [*keys, value])
    if frame.empty:
        raise NothingToShow("The chart has no rows: nothing to draw. Show a sentence that says so instead.")
    values = numbers(frame[value])
    if values.isna().all():
        raise NothingToShow(f'The chart has no value in "{value}": nothing to draw. Show a sentence instead.')
    repeated = frame.loc[frame.duplicated(keys), keys].drop_duplicates()
    if len(repeated):
        found = "; ".join(", ".join(map(str, row)) for row in repeated.itertuples(index=False))
        raise ReportError(f"The chart needs one row for each {' and '.join(keys)}; it has several for: {found}.")
    if (values < 0).any():
        raise ReportError(f'The chart cannot show values below zero; "{value}" has some.')


def needs(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Refuse a frame without these columns, with ReportError."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        held = ", ".join(map(str, frame.columns))
        raise ReportError(f'The chart needs the column "{column}"; the frame has {held}.' for column in missing)


def without_rows(frame: pd.DataFrame, leave_out: Sequence[Hashable], columns: Sequence[str]) -> pd.DataFrame:
    """Leave out the rows that hold one of the values, such as "all types", in one of the columns."""
    needs(frame, columns)
    return frame[~frame[list(columns)].isin(list(leave_out)).any(axis=1)]


def with_plain_names(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Give the values of columns as Python objects, a missing one as the words "not recorded"."""
    needs(frame, columns)
    plain = {
        column: [MISSING_NAME if pd.isna(value) else value for value in frame[column].tolist()] for column in columns
    }
    return frame.assign(**{name: pd.Series(held, index=frame.index, dtype="object") for name, held in plain.items()})


def numbers(column: pd.Series, share: bool = False) -> pd.Series:
    """Read a column of values as floats, shares as percentages; missing and withheld ones as NaN."""
    read = [float("nan") if is_missing(value) else float(exact(value) * (100 if share else 1)) for value in column]
    return pd.Series(read, index=column.index, dtype="float64")


def places(frame: pd.DataFrame, column: str) -> list[Hashable]:
    """Get the values of a column in the order drawn: years by time, others as they come."""
    present = list(dict.fromkeys(frame[column].tolist()))
    return sorted(present) if column == "year" else present


def _text(row: Mapping[Hashable, Any], value: str, share: bool, decimals: int, *, few: bool) -> str:
    if few and not is_suppressed(row[value]):
        return f"{short_number(row['count'])} of {short_number(row['base'])}" if "count" in row else TOO_FEW
    return short_number(row[value], decimals, share)
