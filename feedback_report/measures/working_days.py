"""Working days as the representations regulations count them.

SI 2006/1738 regulation 2: a working day "is not a Saturday, Sunday, Christmas Day, Boxing Day,
Good Friday or a bank holiday under the Banking and Financial Dealings Act 1971". The regulations
apply to England, so the bank holidays are England's, with the substitute days (when a holiday
falls at a weekend) and the single ones that were proclaimed under section 1 of the Act, such as
19 September 2022. Days on which the council itself was closed come from its settings.
"""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

FEWEST_WORKING_DAYS_IN_A_YEAR = 250


def working_days_between(start: pd.Series, end: pd.Series, closure_days: Collection[date] = ()) -> pd.Series:
    """Count the working days after ``start``, up to and including ``end``.

    The day of receipt is day 0: received on a Monday and closed on the Tuesday is 1 working day,
    closed on the Monday itself is 0. Received on a Saturday and closed on the Monday is 1.

    Parameters are two series of dates with the same index, and the council's closure days.
    Returns Int64 under that index: NA where either date is missing, negative where ``end`` is
    before ``start``. Raises ValueError when the indexes differ.

    Source: SI 2006/1738 regulation 2.
    """
    _same_index(start, end)
    known = (start.notna() & end.notna()).to_numpy()
    first, last = _days(start[known]), _days(end[known])
    counts = np.zeros(len(start), dtype="int64")
    if known.any():
        calendar = _calendar(min(first.min(), last.min()), max(first.max(), last.max()), closure_days)
        counts[known] = np.busday_count(first + 1, last + 1, busdaycal=calendar)
    return pd.Series(pd.arrays.IntegerArray(counts, ~known), index=start.index)


def add_working_days(start: pd.Series, days: int | pd.Series, closure_days: Collection[date] = ()) -> pd.Series:
    """Get the day that is ``days`` working days after ``start``: the last day of a time limit.

    ``working_days_between(start, result)`` is ``days``. With 0 days the result is ``start``.
    Returns dates under the index of ``start``, missing where ``start`` or ``days`` is. Raises
    ValueError when ``days`` is negative anywhere, or has another index.

    Source: SI 2006/1738 regulation 2.
    """
    number = days if isinstance(days, pd.Series) else pd.Series(days, index=start.index)
    _same_index(start, number)
    known = (start.notna() & number.notna()).to_numpy()
    first, steps = _days(start[known]), number[known].to_numpy(dtype="int64")
    if (steps < 0).any():
        raise ValueError("days must not be negative")
    ends = np.full(len(start), np.datetime64("NaT", "D"))
    if known.any():
        margin = 366 * (1 + int(steps.max()) // FEWEST_WORKING_DAYS_IN_A_YEAR)
        calendar = _calendar(first.min() - 31, first.max() + margin, closure_days)
        # From a day off, the first working day counts as 1: step back to the working day before, then on.
        moved = np.busday_offset(first, steps, roll="backward", busdaycal=calendar)
        ends[known] = np.where(steps == 0, first, moved)
    return pd.Series(ends.astype("datetime64[s]"), index=start.index).astype(_date_type(start))


@lru_cache
def bank_holidays(first_year: int, last_year: int) -> tuple[date, ...]:
    """Get England's bank holidays, Christmas Day, Boxing Day and Good Friday of some calendar years, in order.

    Source: the ``holidays`` package, which follows the list on GOV.UK.
    """
    import holidays  # few sections count days, and each would load it

    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1))))


def _calendar(first: np.datetime64, last: np.datetime64, closure_days: Collection[date]) -> np.busdaycalendar:
    first_year, last_year = (int(day.astype("datetime64[Y]").astype("int64")) + 1970 for day in (first, last))
    days_off = bank_holidays(first_year, last_year) + tuple(closure_days)
    return np.busdaycalendar(weekmask="1111100", holidays=np.array(days_off, dtype="datetime64[D]"))


def _days(dates: pd.Series) -> np.ndarray:
    return dates.to_numpy(dtype="datetime64[D]")


def _date_type(dates: pd.Series) -> np.dtype:
    return dates.dtype if isinstance(dates.dtype, np.dtype) and dates.dtype.kind == "M" else np.dtype("datetime64[s]")


def _same_index(left: pd.Series, right: pd.Series) -> None:
    if not left.index.equals(right.index):
        raise ValueError("the two series must have the same index")
