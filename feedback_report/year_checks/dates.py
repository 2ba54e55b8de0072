"""Dates that are allowed and hardly true: in the future, in the wrong order, a year apart, too many on one day."""

from collections.abc import Iterator

import pandas as pd

from feedback_report.checks import Check, Finding, look
from feedback_report.data.problems import rows_text, sentence
from feedback_report.measures.counting import of_year
from feedback_report.wording import written_date
from feedback_report.year_checks.sources import YearData

LONGEST_DAYS = 365
MANY_ON_A_DAY = 20
TIMES_USUAL = 5


def date_findings(data: YearData) -> Iterator[Finding]:
    """Find improbable dates of the year's cases and later stages."""
    cases = data.cases
    stages = of_year(data.tables.stages, data.year.start)
    where = data.file("cases.csv")
    today = pd.Timestamp(data.today)
    for column in ("received", "acknowledged", "closed"):
        late = cases[cases[column] > today]
        if len(late):
            found = f'column "{column}" has {{n}} {{date|dates}} in the future '
            yield Finding(
                where, sentence(found, len(late)) + rows_text(late["row"]) + ".", "Correct the year or month."
            )
    for column in ("requested", "started", "closed"):
        late = stages[stages[column] > today]
        if len(late):
            found = sentence(f'column "{column}" has {{n}} {{date|dates}} in the future.', len(late))
            yield Finding(data.file("stages.csv"), found, "Correct the year or month.")
    after = cases[cases["acknowledged"] > cases["closed"]]
    if len(after):
        found = sentence("{n} {case was|cases were} acknowledged after {it was|they were} closed ", len(after))
        yield look(where, f"{found}{rows_text(after['row'])}.", "One of the two dates is likely wrong.")
    slow = cases[(cases["closed"] - cases["received"]).dt.days > LONGEST_DAYS]
    if len(slow):
        found = sentence(
            "{n} {case was|cases were} closed more than a year after {it was|they were} received ", len(slow)
        )
        yield look(
            where, f"{found}{rows_text(slow['row'])}.", "See that the year is right: average times rest on these dates."
        )
    for column in ("received", "closed"):
        yield from _spikes(cases, column, where)


def _spikes(cases: pd.DataFrame, column: str, where: str) -> Iterator[Finding]:
    """Find days that hold many more cases than others do, which a default date or a bulk entry makes."""
    by_day = cases[column].dropna().value_counts().sort_index()
    for day, count in zip(pd.DatetimeIndex(by_day.index), by_day, strict=True):
        others = by_day.drop(day)
        if count >= MANY_ON_A_DAY and len(others) and count > TIMES_USUAL * others.mean():
            found = (
                f"{count:,} cases were {column} on {written_date(day.date())}; other days on which any were have "
                f"{others.mean():.0f} on average."
            )
            yield look(where, found, "Find out whether the system filled the date in by itself.")


DATE_CHECKS: tuple[Check[YearData], ...] = (
    Check(
        "dates",
        "Improbable dates",
        f"Looked at: dates in the future, closed more than {LONGEST_DAYS} days after receipt, acknowledged after "
        f"closed, and days with {MANY_ON_A_DAY} cases or more, over {TIMES_USUAL} times as many as on other days.",
        date_findings,
    ),
)
