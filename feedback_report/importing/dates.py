"""Read dates as exports write them: ISO, day first or month first, with names of months, or as spreadsheet numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd

Order = Literal["day first", "month first"]
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
# Spreadsheets count days from here; the two numbers are 2000-01-01 and 2099-12-31.
SPREADSHEET_DAY_0 = date(1899, 12, 30)
FIRST_NUMBER, LAST_NUMBER = 36526, 73050
# What systems and spreadsheets write when there is no date.
NO_DATE = frozenset(
    [
        *("1900-01-01", "1900-01-00", "1899-12-30", "1899-12-31", "0001-01-01", "0000-00-00"),
        *("01/01/1900", "00/01/1900", "31/12/1899", "30/12/1899", "01/01/0001", "00/00/0000"),
        *("1/1/1900", "1/0/1900", "12/30/1899", "12/31/1899", "00:00:00", "0", "1"),
    ]
)

_TIME = re.compile(
    r"[T,\s]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(?P<zone>z|utc|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DIGITS = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]*([a-z]{3,9})\.?[\s\-/.,']*(\d{4}|\d{2})", re.IGNORECASE)
_NAME_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_SPREADSHEET = re.compile(r"(\d{5})(?:\.\d+)?")


@dataclass(frozen=True)
class Dates:
    """The dates of a column: ``days`` (ISO text), ``unreadable`` marks cells with something else in them.

    ``no_date`` counts the cells that say that there is none, by what they say; ``utc`` the times
    that were given with a time zone and were turned into British time.
    """

    days: pd.Series
    unreadable: pd.Series
    no_date: dict[str, int]
    utc: int


def read_dates(column: pd.Series, order: Order) -> Dates:
    """Read a column of tidied text as days; times of day are left out."""
    timed = column.str.contains(":", regex=False).fillna(False).astype("bool")
    zoned = timed & column.str.contains(r"(?:[Zz]|UTC|[+-][0-9]{2}:?[0-9]{2})$", regex=True).fillna(False).astype(
        "bool"
    )
    days = column.where(~timed | column.isin(NO_DATE), column.str.replace(_TIME, "", regex=True))
    codes, texts = pd.factorize(days, use_na_sentinel=True)
    read = np.array([*(_day(text, order) for text in texts), None], dtype="object")
    result = pd.Series(read[codes], index=column.index, dtype="str")
    if zoned.any():
        result = result.where(~zoned, _british_days(column[zoned]).reindex(column.index))
    none = days.isin(NO_DATE)
    said = {str(text): int(count) for text, count in days[none].value_counts().items()}
    return Dates(result, column.notna() & result.isna() & ~none, said, int(zoned.sum()))


def orders(column: pd.Series) -> tuple[int, int, int]:
    """Count the different dates of a column that can only be day first, only month first, or either."""
    matches = (_NUMBERS.fullmatch(_without_time(str(text))) for text in column.dropna().unique())
    pairs = [(int(match[1]), int(match[2])) for match in matches if match]
    day_first, month_first = sum(a > 12 >= b for a, b in pairs), sum(b > 12 >= a for a, b in pairs)
    return day_first, month_first, sum(a <= 12 and b <= 12 for a, b in pairs)


def is_date(text: str) -> bool:
    """Say whether a text can be read as a date, whichever number comes first."""
    return any(_day(_without_time(text), order) for order in ("day first", "month first"))


def share_of_dates(column: pd.Series, numbers: bool = True) -> float:
    """Say which share of the different cells are dates, from a sample; with or without bare numbers."""
    texts = [str(text) for text in column.dropna().unique()[:500] if text not in NO_DATE]
    found = sum(is_date(text) and (numbers or not text.isdigit()) for text in texts)
    return found / len(texts) if texts else 0.0


def _without_time(text: str) -> str:
    return _TIME.sub("", text)


def _day(text: str, order: Order) -> str | None:
    text = _WEEKDAY.sub("", text.strip())
    for year, month, day in _readings(text, order):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        return found.isoformat() if 2000 <= found.year <= 2099 else None
    return None


def _readings(text: str, order: Order) -> Iterator[tuple[int, int, int]]:
    if match := _ISO.fullmatch(text) or _DIGITS.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _NUMBERS.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        yield (_year(match[3]), second, first) if order == "day first" else (_year(match[3]), first, second)
    elif match := _DAY_NAME.fullmatch(text):
        yield _year(match[3]), MONTHS.get(match[2][:3].lower(), 0), int(match[1])
    elif match := _NAME_DAY.fullmatch(text):
        yield _year(match[3]), MONTHS.get(match[1][:3].lower(), 0), int(match[2])
    elif (match := _SPREADSHEET.fullmatch(text)) and FIRST_NUMBER <= int(match[1]) <= LAST_NUMBER:
        found = SPREADSHEET_DAY_0 + timedelta(days=int(match[1]))
        yield found.year, found.month, found.day


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _british_days(column: pd.Series) -> pd.Series:
    moments = pd.to_datetime(column.str.replace("UTC", "Z", regex=False), format="ISO8601", utc=True, errors="coerce")
    days = moments.dt.tz_convert("Europe/London").dt.strftime("%Y-%m-%d").astype("str")
    return days.where((days >= "2000") & (days < "2100"))
