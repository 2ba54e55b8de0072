"""How a number changed between two years.

The words never claim more than the two printed numbers show: no percentage on a small base,
none at all across a break in the series or with an incomplete year.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.settings import Style
from feedback_report.wording.dates import has_to, in_year, written_date, written_year
from feedback_report.wording.lists import list_of
from feedback_report.wording.numbers import SUPPRESSED, exact, is_missing, is_suppressed, number, percent
from feedback_report.wording.sentences import counted
from feedback_report.wording.shares import is_too_small
from feedback_report.years import Year

INCREASED, DECREASED, UNCHANGED, NOT_COMPARED = "increased", "decreased", "remained unchanged", "not compared"
ABOUT_THE_SAME = "remained about the same"  # two numbers that differ and print the same

AnyYear = Year | int | str


@dataclass(frozen=True)
class Change:
    """Two numbers of the same thing, a year apart or more, and what may be said of them.

    ``unit`` is a noun in the singular, or begins with "per"; ``decimals`` are those of the two
    numbers; ``why_not`` is the ``obstacle`` between the years; ``note`` marks a comparison that
    is made with a reservation. The smallest base holds for counts: not for rates, nor for
    numbers with decimals such as an average. Raises ReportError for negative numbers.
    """

    now: Any
    before: Any
    year: AnyYear
    before_year: AnyYear
    style: Style
    unit: str = ""
    decimals: int = 0
    why_not: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for value, year in ((self.now, self.year), (self.before, self.before_year)):
            if not is_missing(value) and exact(value) < 0:
                where = written_year(year, self.style)
                raise ReportError(f"{number(value)} in {where} cannot be compared: expected none or more.")

    @property
    def compared(self) -> bool:
        return not (self.why_not or is_missing(self.now) or is_missing(self.before))

    @property
    def withheld(self) -> bool:
        """Whether there are two numbers to compare, and one of them is withheld."""
        held = all(is_suppressed(value) or not is_missing(value) for value in (self.now, self.before))
        return held and not self.why_not and not self.compared

    @property
    def difference(self) -> Fraction | None:
        """The later number less the earlier one; None where they are not compared."""
        return exact(self.now) - exact(self.before) if self.compared else None

    @property
    def percent(self) -> Fraction | None:
        """The change in per cent of the earlier number, unrounded; None where no percentage is given."""
        is_count = self.decimals == 0 and not self.unit.startswith("per ")
        smallest = self.style.smallest_base if is_count else 0
        if self.difference is None or self.looks_unchanged:
            return None
        if exact(self.before) == 0 or is_too_small(self.before, smallest):
            return None
        return 100 * self.difference / exact(self.before)

    @property
    def direction(self) -> str:
        """``increased``, ``decreased``, ``remained unchanged``, ``remained about the same`` or ``not compared``."""
        if self.difference is None:
            return NOT_COMPARED
        if self.looks_unchanged:
            return ABOUT_THE_SAME
        return INCREASED if self.difference > 0 else DECREASED if self.difference < 0 else UNCHANGED

    @property
    def looks_unchanged(self) -> bool:
        """Whether the two numbers print the same though they differ, as averages and rates can."""
        return bool(self.difference) and self._printed(self.now) == self._printed(self.before)

    @property
    def short(self) -> str:
        """The change alone: ``decreased by 40%``; ``increased by 7`` where no percentage is given."""
        if self.withheld:
            return "changed by a number that is withheld"
        if self.difference is None:
            return "cannot be compared"
        if self.direction in (UNCHANGED, ABOUT_THE_SAME):
            return self.direction
        size = self._printed(abs(self.difference)) if self.percent is None else percent(abs(self.percent))
        return f"{self.direction} by {size}"

    @property
    def phrase(self) -> str:
        """The change with both numbers: ``decreased by 40%, from 1,250 in 2023/24 to 750 in 2024/25``."""
        now, before = self._printed(self.now), self._printed(self.before)
        year, earlier = in_year(self.year, self.style), in_year(self.before_year, self.style)
        if self.difference is None:
            words = not_compared((self.now, now, year), (self.before, before, earlier), self.why_not)
        elif not self.difference or self.looks_unchanged:
            still = f"{ABOUT_THE_SAME}," if self.difference else UNCHANGED
            words = f"{still if exact(self.now) else 'remained'} at {_level(self.now, now)} {year}, as {earlier}"
        else:
            # "by 100%, to none" says the same thing twice.
            size = "" if self.percent is None or exact(self.now) == 0 else f" by {percent(abs(self.percent))},"
            comma = "," if has_to(self.style) else ""  # "2023 to 2024 to 750" would be misread
            words = f"{self.direction}{size} from {before} {earlier}{comma} to {now} {year}"
        return words + (f" ({self.note})" if self.note else "")

    def _printed(self, value: Any) -> str:
        return amount(value, self.unit, self.decimals)


def change_phrase(now: Any, before: Any, year: AnyYear, before_year: AnyYear, style: Style, **options: Any) -> str:
    """Write a change as what its subject did; ``options`` are those of ``Change``.

    Examples: ``increased from 1 in 2023/24 to 8 in 2024/25`` (small base), ``increased from
    none in 2023/24 to 8 in 2024/25``, ``remained unchanged at 12 in 2024/25, as in 2023/24``.
    """
    return Change(now, before, year, before_year, style, **options).phrase


def obstacle(
    before_year: AnyYear,
    style: Style,
    *,
    since: date | None = None,
    break_note: str | None = None,
) -> str:
    """Say why a year must not be compared with an earlier one; empty when it may be.

    ``since`` is the first day recorded of the earlier year, ``break_note`` what broke the series
    in between ("" when it is not said).
    """
    reasons = []
    if since is not None:
        reasons.append(f"{written_year(before_year, style)} was recorded only from {written_date(since)}")
    if break_note is not None:
        note = break_note.strip().rstrip(".")
        reasons.append("there is a break in the series" + (f" ({note})" if note else ""))
    return list_of(reasons) if reasons else ""


def not_compared(later: tuple[Any, str, str], sooner: tuple[Any, str, str], why_not: str) -> str:
    """Write two numbers that are not compared, and why: a missing one, a withheld one or ``why_not``.

    Each is the number, how it prints, and its year as ``in 2024/25``.
    """
    now, printed, year = later
    before, printed_before, earlier = sooner
    printed, printed_before = _level(now, printed), _level(before, printed_before)
    both = f"stood at {printed} {year} and {printed_before} {earlier}"
    also = f", and {why_not}" if why_not else ""
    unknown = [is_missing(value) and not is_suppressed(value) for value in (now, before)]
    if not any(unknown) and (is_suppressed(now) or is_suppressed(before)):
        return f"{both}; no comparison is given, as {SUPPRESSED} stands for a number that is withheld{also}"
    for_year, for_earlier = (f"for {text.removeprefix('in ')}" for text in (year, earlier))
    if all(unknown):
        return f"cannot be compared: no figure is held {for_year} or {for_earlier}{also}"
    if unknown[1]:
        return f"stood at {printed} {year}; no figure is held {for_earlier}{also}"
    if unknown[0]:
        return f"stood at {printed_before} {earlier}; no figure is held {for_year}{also}"
    return f"{both}; the two are not compared because {why_not}"


def _level(value: Any, printed: str) -> str:
    """Write a number after "at", where "none" cannot stand."""
    return printed if is_missing(value) or exact(value) else "zero"


def amount(value: Any, unit: str = "", decimals: int = 0) -> str:
    """Write a number with its unit: ``none``, ``750``, ``125 per 100,000``, ``11.8 working days``."""
    if is_missing(value):
        return number(value)
    if unit and not unit.startswith("per "):
        return counted(value, unit, decimals=decimals)
    written = "none" if not unit and exact(value) == 0 else number(value, decimals)
    return f"{written} {unit}".rstrip()
