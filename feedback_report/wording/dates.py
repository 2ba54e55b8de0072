"""Days, months and financial years in words."""

from datetime import date
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.settings import Style
from feedback_report.wording.lists import list_of
from feedback_report.wording.numbers import NOT_AVAILABLE, is_missing
from feedback_report.years import Year

FEW_YEARS = 3  # are named one by one

# Not strftime: it would follow the machine's language.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def as_year(year: Year | int | str) -> Year:
    """Get a financial year from a Year, the calendar year it starts in, or text such as 2024/25.

    Raises ReportError when there is none.
    """
    if isinstance(year, Year):
        return year
    if is_missing(year):
        raise ReportError("A year is missing: expected a financial year such as 2024/25.")
    return Year.parse(year) if isinstance(year, str) else Year(int(year))


class PartYearStyle(Style):
    """The style of a paper on a part of a year: every financial year is written as its first ``months``, from April."""

    months: int

    @property
    def names(self) -> str:
        """The months alone: ``April to September``, ``April``."""
        return " to ".join(dict.fromkeys((MONTHS[3], MONTHS[(self.months + 2) % 12])))


def style_until(style: Style, until: date | None) -> Style:
    """Get the style for a year that is held up to a day, the last of a month; the style itself for a whole year."""
    months = 12 if until is None else (until.month - 4) % 12 + 1
    return style if months == 12 else PartYearStyle(**style.model_dump(), months=months)


def written_year(year: Year | int | str, style: Style) -> str:
    """Write a financial year as the council does: ``2024/25``, ``2024 to 2025``; a part as ``April to June 2024``."""
    if not isinstance(style, PartYearStyle):
        return as_year(year).written(style.year)
    start = as_year(year).start
    first = "" if 1 < style.months < 10 else f" {start}"  # "April 2024 to January 2025"
    last = "" if style.months == 1 else f" {start + (style.months > 9)}"
    return style.names.replace("April", f"April{first}", 1) + last


def in_year(year: Year | int | str, style: Style) -> str:
    """Write ``in 2024/25``, or ``in the year 2024 to 2025`` where "to" would be misread."""
    is_long = style.year != "2024/25" and not isinstance(style, PartYearStyle)
    return f"in {'the year ' if is_long else ''}{written_year(year, style)}"


def has_to(style: Style) -> bool:
    """Whether a written year holds the word "to", which must be kept apart from another one."""
    return style.year != "2024/25" or isinstance(style, PartYearStyle)


def written_years(first: Year | int | str, last: Year | int | str, style: Style) -> str:
    """Write a span of financial years: ``2020/21 to 2024/25``, or ``April 2020 to March 2025``.

    Of a part of each year: ``April to June of 2023 and 2024``, ``April to June of each year from 2020 to 2024``.
    """
    first, last = as_year(first), as_year(last)
    if first == last:
        return written_year(first, style)
    if isinstance(style, PartYearStyle):
        return f"{style.names} of {_of_years(first.start, last.start, style.months)}"
    if style.year == "2024/25":
        return f"{first.label} to {last.label}"
    return f"April {first.start} to March {last.start + 1}"


def _of_years(first: int, last: int, months: int) -> str:
    """Name the years of which the first months are counted; from ten months on they end in the next one."""
    starts = [str(start) for start in range(first, last + 1)]
    if len(starts) > FEW_YEARS:
        which = "each year" if months < 10 else "each financial year that began"
        return f"{which} from {starts[0]} to {starts[-1]}"
    return list_of(starts) if months < 10 else f"each financial year that began in {list_of(starts)}"


def written_date(day: date | None) -> str:
    """Write a day as ``1 March 2023``; a timestamp counts as its day."""
    return NOT_AVAILABLE if is_missing(day) or day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def written_month(year: Any, month: Any) -> str:
    """Write a month of a calendar year as ``May 2022``. Raises ReportError when the month is not 1 to 12."""
    if is_missing(year) or is_missing(month):
        return NOT_AVAILABLE
    if int(month) not in range(1, 13):
        raise ReportError(f"The month {month} does not exist: expected 1 (January) to 12 (December).")
    return f"{MONTHS[int(month) - 1]} {int(year)}"


def month_name(month: int) -> str:
    """Write a month alone: ``May``. Raises ReportError when it is not 1 to 12."""
    return written_month(0, month).split()[0]
