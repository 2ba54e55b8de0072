"""Financial years: 1 April to 31 March, written 2024/25."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from feedback_report.errors import ReportError


@dataclass(frozen=True, order=True)
class Year:
    """The financial year that begins on 1 April of ``start``."""

    start: int

    @classmethod
    def parse(cls, text: object) -> "Year":
        """Read ``2024/25``, ``2024-25``, ``2024/2025`` or ``2024 to 2025``.

        Raises ReportError when the text is none of these or the two years do not follow
        each other.
        """
        match = re.fullmatch(r"\s*(\d{4})\s*(?:/|-|to)\s*(\d{2}|\d{4})\s*", str(text))
        if (
            match
            and int(match[2]) % 100 == (int(match[1]) + 1) % 100
            and match[2][:-2] in ("", str(int(match[1]) + 1)[:2])
        ):
            return cls(int(match[1]))
        raise ReportError(f'The year "{text}" is not a financial year: write it as 2024/25.')

    @classmethod
    def of(cls, day: date) -> "Year":
        """Get the financial year that holds a day."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def label(self) -> str:
        """The year as papers write it, such as 2024/25."""
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def folder(self) -> str:
        """The name of the year's folder, such as 2024-25."""
        return self.label.replace("/", "-")

    @property
    def first_day(self) -> date:
        return date(self.start, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, 3, 31)

    def last_day_of(self, months: int) -> date:
        """Get the last day of the first months of the year: 30 April for one month."""
        year, month = self.months[months - 1]
        return date(year, month, monthrange(year, month)[1])

    @property
    def months(self) -> list[tuple[int, int]]:
        """The twelve (calendar year, month) pairs from April to March."""
        return [(self.start, month) for month in range(4, 13)] + [(self.start + 1, month) for month in range(1, 4)]

    def plus(self, years: int) -> "Year":
        return Year(self.start + years)

    @property
    def previous(self) -> "Year":
        return self.plus(-1)

    @property
    def next(self) -> "Year":
        return self.plus(1)

    def written(self, style: str = "2024/25") -> str:
        """Write the year in the council's style: ``2024/25`` or ``2024 to 2025``."""
        return self.label if style == "2024/25" else f"{self.start} to {self.start + 1}"

    def __str__(self) -> str:
        return self.label
