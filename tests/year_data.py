"""A year's data of a few rows, for the tests of the checks: the tiny tables with settings and a day."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from small_project import YEAR_SETTINGS
from tiny_tables import Row, a_council, tables

from feedback_report.checks import Finding, Severity
from feedback_report.settings import BreakInSeries, Council, YearSettings
from feedback_report.year_checks.sources import YearData
from feedback_report.years import Year

TODAY = date(2025, 6, 1)


def year_data(
    *,
    folder: Path = Path("data"),
    council: Council | None = None,
    breaks: Iterable[BreakInSeries] = (),
    case_years: Iterable[int] | None = None,
    settings: dict[str, Any] | None = None,
    **rows: list[Row],
) -> YearData:
    """Make the data of 2024/25 that a check looks at, from rows that say only what matters."""
    council = council or a_council()
    held = tables(council, case_years, **rows)
    chosen = YearSettings.model_validate(YEAR_SETTINGS | {"breaks": list(breaks)} | (settings or {}))
    return YearData(folder, Year(2024), council, chosen, held, held, (), TODAY)


def messages(findings: Iterable[Finding]) -> list[str]:
    return [found.message for found in findings]


def weights(findings: Iterable[Finding]) -> list[Severity]:
    return [found.severity for found in findings]
