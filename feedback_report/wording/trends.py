"""What a series of years shows: runs in one direction, highest and lowest years, one value against another."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.settings import Style
from feedback_report.wording.changes import AnyYear
from feedback_report.wording.dates import PartYearStyle, as_year, written_years
from feedback_report.wording.lists import ordinal
from feedback_report.wording.numbers import (
    NOT_AVAILABLE,
    SUPPRESSED,
    exact,
    in_words,
    is_missing,
    is_suppressed,
)
from feedback_report.years import Year

INCREASE, DECREASE, NO_CHANGE = "increase", "decrease", "no change"


def series_of_years(series: Any) -> dict[Year, Fraction]:
    """Get the years that hold a number, earliest first, from a Series or mapping of year to value, or pairs.

    Raises ReportError when a year comes twice.
    """
    pairs = list(series.items() if hasattr(series, "items") else series)
    years = [as_year(year) for year, _ in pairs]
    twice = sorted({str(year) for year in years if years.count(year) > 1})
    if twice:
        raise ReportError(f"The series holds {', '.join(twice)} more than once: expected one value for each year.")
    return {year: exact(value) for year, (_, value) in sorted(zip(years, pairs, strict=True)) if not is_missing(value)}


def run(series: Any) -> tuple[str, int]:
    """Get the direction of the latest year and how many years in a row have gone that way.

    A missing year ends the run; ``("", 0)`` when the latest two years are not both held.
    """
    steps = _steps(series_of_years(series))
    latest = next(steps, "")
    length = 1 if latest else 0
    for step in steps:
        if step != latest:
            break
        length += 1
    return latest, length


def run_phrase(series: Any) -> str:
    """Write a run: ``the third year of decreases in a row``, ``the first decrease after four years of increases``.

    A single year is ``a decrease on the year before``; an unchanged one ``no change on the year before``.
    """
    held = series_of_years(series)
    direction, length = run(series)
    if not length:
        return "the only year held" if held else NOT_AVAILABLE
    if direction == NO_CHANGE:
        return (
            "no change on the year before" if length == 1 else f"the {ordinal(length)} year in a row without a change"
        )
    if length > 1:
        return f"the {ordinal(length)} year of {direction}s in a row"
    before, years_before = run({year: value for year, value in held.items() if year != max(held)})
    if before not in ("", NO_CHANGE) and years_before > 1:
        return f"the first {direction} after {in_words(years_before)} years of {before}s"
    return f"{'an' if direction == INCREASE else 'a'} {direction} on the year before"


def extreme(series: Any, year: AnyYear, last: int = 5) -> str:
    """Say whether a year is the highest or lowest of the ``last`` years up to it.

    ``lowest``, ``joint lowest``, ``highest``, ``joint highest``, ``unchanged`` when all years
    are the same, or empty when it is none of these, fewer than two years are held, or one is withheld.
    """
    window = _window(series, year, last)
    own = window.get(as_year(year))
    if own is None or len(window) < 2:
        return ""
    values = list(window.values())
    if min(values) == max(values):
        return "unchanged"
    joint = "joint " if values.count(own) > 1 else ""
    return f"{joint}lowest" if own == min(values) else f"{joint}highest" if own == max(values) else ""


def extreme_phrase(series: Any, year: AnyYear, style: Style, last: int = 5) -> str:
    """Write whether a year is an extreme: ``the lowest of the last five years``, ``the joint highest of ...``.

    Else ``neither the highest nor the lowest of ...``. Years that are not held are not claimed:
    ``of the four years held from 2020/21 to 2024/25``.
    """
    if _withheld(series, year, last):
        return SUPPRESSED
    window = _window(series, year, last)
    this_year = as_year(year)
    if this_year not in window:
        return NOT_AVAILABLE
    if len(window) < 2:
        return "the only year held"
    found = extreme(series, year, last)
    count = in_words(len(window))
    whole = len(window) == last or min(window) == this_year.plus(1 - len(window))
    if isinstance(style, PartYearStyle):
        years = f"the last {count} years" if whole else f"the {count} years held"
        of, each = f"for these months in {years}", f"for these months in each of {years}"
    else:
        span = f" from {written_years(min(window), this_year, style)}"
        years = f"the last {count} years" if whole else f"the {count} years held{span}"
        of, each = f"of {years}", f"in each of {years}"
    if found == "unchanged":
        return f"the same {each}"
    if len(window) == 2:
        found = found.replace("lowest", "lower").replace("highest", "higher")
    return f"the {found} {of}" if found else f"neither the highest nor the lowest {of}"


def years_ranked(series: Any, year: AnyYear, last: int = 5) -> int:
    """Count the years among which ``extreme`` places a year: those held, of the ``last`` up to it; 0 without it."""
    window = _window(series, year, last)
    return len(window) if as_year(year) in window else 0


def _steps(held: dict[Year, Fraction]) -> Iterator[str]:
    """Go back from the latest year, one year-on-year direction at a time, until a year is missing."""
    year = max(held, default=None)
    while year is not None and year in held and year.previous in held:
        change = held[year] - held[year.previous]
        yield INCREASE if change > 0 else DECREASE if change < 0 else NO_CHANGE
        year = year.previous


def _window(series: Any, year: AnyYear, last: int) -> dict[Year, Fraction]:
    """Get the years among which one is placed; none where one of them is withheld, since then no place is sure."""
    end = as_year(year)
    if _withheld(series, year, last):
        return {}
    return {held: value for held, value in series_of_years(series).items() if end.plus(-last) < held <= end}


def _withheld(series: Any, year: AnyYear, last: int) -> bool:
    pairs = series.items() if hasattr(series, "items") else series
    end = as_year(year)
    return any(is_suppressed(value) and end.plus(-last) < as_year(held) <= end for held, value in pairs)
