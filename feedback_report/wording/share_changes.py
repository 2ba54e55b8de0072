"""How a percentage moved between two years, in percentage points."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.settings import Style
from feedback_report.wording.changes import (
    ABOUT_THE_SAME,
    DECREASED,
    INCREASED,
    NOT_COMPARED,
    UNCHANGED,
    AnyYear,
    not_compared,
)
from feedback_report.wording.dates import has_to, in_year
from feedback_report.wording.numbers import exact, half_up, is_missing, number, percent, percentage_points
from feedback_report.wording.shares import share_percent


@dataclass(frozen=True)
class PointsChange:
    """Two percentages of the same thing, and what may be said of them.

    ``now`` and ``before`` are each a part and its base, ``(60, 120)``, or, where the counts
    are not held, a percentage as it was published, ``44``. ``why_not`` and ``note`` are as in
    ``Change``. Raises ReportError when a percentage is not between 0 and 100.
    """

    now: Any
    before: Any
    year: AnyYear
    before_year: AnyYear
    style: Style
    decimals: int = 0
    why_not: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for value in (self.percent_now, self.percent_before):
            if value is not None and not 0 <= value <= 100:
                raise ReportError(
                    f"{number(value)} is not a percentage of a whole: "
                    "expected 0 to 100, or a part and its base such as (60, 120)."
                )

    @property
    def percent_now(self) -> Fraction | None:
        return _percent(self.now, self.style)

    @property
    def percent_before(self) -> Fraction | None:
        return _percent(self.before, self.style)

    @property
    def points(self) -> Fraction | None:
        """The later percentage less the earlier one, unrounded; None where they are not compared."""
        if self.why_not or self.percent_now is None or self.percent_before is None:
            return None
        return self.percent_now - self.percent_before

    @property
    def direction(self) -> str:
        """``increased``, ``decreased``, ``remained unchanged``, ``remained about the same`` or ``not compared``."""
        if self.points is None:
            return NOT_COMPARED
        if self.looks_unchanged:
            return ABOUT_THE_SAME
        return INCREASED if self.points > 0 else DECREASED if self.points < 0 else UNCHANGED

    @property
    def looks_unchanged(self) -> bool:
        """Whether the two percentages print the same though they differ."""
        return bool(self.points) and self.printed(self.now) == self.printed(self.before)

    @property
    def phrase(self) -> str:
        """The move with both percentages: ``increased by 6 percentage points, from 44% in 2023/24 to 50% in 2024/25``.

        The points are taken before rounding: the words say so where the printed percentages
        differ by another number. On a small base the counts stand alone: ``stood at 3 of 8 ...``.
        """
        now, before = self.printed(self.now), self.printed(self.before)
        year, earlier = in_year(self.year, self.style), in_year(self.before_year, self.style)
        if self.points is None:
            words = self._without_points(now, before, year, earlier)
        elif not self.points or self.looks_unchanged:
            still = f"{ABOUT_THE_SAME}," if self.points else UNCHANGED
            words = f"{still} at {now} {year}, as {earlier}"
        else:
            size = percentage_points(self.points, self.decimals)
            comma = "," if has_to(self.style) else ""
            words = f"{self.direction} by {size}, from {before} {earlier}{comma} to {now} {year}"
            if not self._adds_up:
                words += " (the difference is taken before rounding)"
        return words + (f" ({self.note})" if self.note else "")

    @property
    def _adds_up(self) -> bool:
        rounded = [half_up(value or 0, self.decimals) for value in (self.percent_now, self.percent_before, self.points)]
        return rounded[0] - rounded[1] == rounded[2]

    def _without_points(self, now: str, before: str, year: str, earlier: str) -> str:
        held, held_before = _held(self.now), _held(self.before)
        if is_missing(held) or is_missing(held_before) or self.why_not:
            return not_compared((held, now, year), (held_before, before, earlier), self.why_not)
        return f"stood at {now} {year} and {before} {earlier}"

    def printed(self, share: Any) -> str:
        """Write one of the two: ``50%``, or ``3 of 8`` on a small base."""
        value = _percent(share, self.style)
        if value is not None or not isinstance(share, tuple):
            return percent(share if value is None else value, self.decimals)
        part, base = share
        return number(base) if is_missing(base) else f"{number(part)} of {number(base)}"


def _percent(share: Any, style: Style) -> Fraction | None:
    if isinstance(share, tuple):
        return share_percent(share[0], share[1], style)
    return None if is_missing(share) else exact(share)


def _held(share: Any) -> Any:
    """Get a missing number of a share if there is one, else any number that is held."""
    numbers = share if isinstance(share, tuple) else (share,)
    return next((value for value in numbers if is_missing(value)), numbers[0])
