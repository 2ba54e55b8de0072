"""Categories that appeared or vanished since last year, which is more often a change of names than of life."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from feedback_report.checks import Check, Finding, look
from feedback_report.importing.personal import reads_as_text
from feedback_report.measures.counting import complaints, in_scope, of_year
from feedback_report.settings import Series
from feedback_report.year_checks.sources import YearData

ENOUGH = 5  # with five expected, none at all comes about by chance less than once in a hundred years


@dataclass(frozen=True)
class _Kind:
    """A column whose values are compared: the break that explains it, and whether service by service."""

    column: str
    words: str
    series: Series
    by_service: bool = False


KINDS = (
    _Kind("directorate", "directorates", "services"),
    _Kind("service", "services", "services"),
    _Kind("team", "teams", "teams", by_service=True),
    _Kind("subject", "subjects", "subjects", by_service=True),
    _Kind("contact_method", "contact methods", "contact method", by_service=True),
    _Kind("outcome", "outcomes", "outcomes", by_service=True),
)


def category_findings(data: YearData) -> Iterator[Finding]:
    """Find names that enough complaints of one year bear, and none of the other."""
    year = data.year.start
    if year - 1 not in data.compared.case_years:
        return
    held = complaints(data.compared.cases)
    scoped = in_scope(held, data.council)
    for kind in KINDS:
        parts = [(service.name, service.key) for service in data.council.services] if kind.by_service else [("", "")]
        for name, key in parts:
            rows = scoped[scoped["service_key"].isin([key])] if kind.by_service else held
            if not _explained(data, kind, key):
                yield from _differences(data, kind, name, of_year(rows, year), of_year(rows, year - 1))


def _explained(data: YearData, kind: _Kind, key: str) -> bool:
    return any(found.series == kind.series and found.service in (None, key) for found in data.breaks)


def _differences(
    data: YearData, kind: _Kind, service: str, now: pd.DataFrame, before: pd.DataFrame
) -> Iterator[Finding]:
    counts, counts_before = now[kind.column].value_counts(), before[kind.column].value_counts()
    of = f"{service}: " if service else ""
    last = data.year.previous
    for found, words, year in (
        (_only(counts_before, counts), f"{kind.words} of {last} that no complaint of {data.year} has", last),
        (_only(counts, counts_before), f"{kind.words} that no complaint of {last} had", data.year),
    ):
        if found:
            listed = ", ".join(f"{name} ({count:,})" for name, count in found)
            advice = (
                f'If the names changed, say so under breaks in year.yml (series: "{kind.series}"), or use one name for '
                "both years: the paper compares them otherwise."
            )
            details = {"column": kind.column, "year": year.label, "names": len(found)}
            yield look(data.file("cases.csv"), f"{of}{words}: {listed}.", advice, details)


def _only(counts: pd.Series, other: pd.Series) -> list[tuple[str, int]]:
    """List what one year has often enough and the other not at all; a name that reads as text is not shown."""
    names = [(str(name), int(count)) for name, count in counts.items() if count >= ENOUGH and name not in other.index]
    return [("(not shown)" if reads_as_text(name) else name, count) for name, count in names]


CATEGORY_CHECKS: tuple[Check[YearData], ...] = (
    Check(
        "categories",
        "Categories that appeared or vanished",
        f"Listed are names that {ENOUGH} complaints or more of one year have and none of the other.",
        category_findings,
    ),
)
