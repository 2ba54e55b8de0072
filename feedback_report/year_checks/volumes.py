"""Counts that differ from last year's by more than chance, and from what was published before."""

from collections.abc import Iterator
from math import sqrt

import pandas as pd

from feedback_report.checks import Check, Finding, look
from feedback_report.data.contract import FEEDBACK_TYPES
from feedback_report.measures.counting import of_year
from feedback_report.measures.over_years import counts_over_years
from feedback_report.wording.dates import MONTHS
from feedback_report.year_checks.sources import YearData
from feedback_report.years import Year

DEVIATIONS = 3
ENOUGH_A_MONTH = 10
# Tables that nobody imports, so that a new year begins with empty ones: what the paper says of them then.
BY_HAND = (("stages", "nobody asked for a later stage"), ("remedies", "no remedy was given"))
ENOUGH_ROWS = 5


def volume_findings(data: YearData) -> Iterator[Finding]:
    """Find counts by service and type that are further from last year's than chance takes them.

    Cases that come in independently of each other scatter as a Poisson count does: the difference of two such counts
    has the square root of their sum as its standard deviation. More than three of these is beyond the usual.
    """
    year, held = data.year.start, data.compared
    years = sorted({*held.case_years, *held.history["year"], year - 1, year})
    services = [None, *(service.name for service in data.council.services)]
    counts = counts_over_years(held, [each for each in years if each <= year], services, FEEDBACK_TYPES)
    for service in services:
        rows = counts[counts["service"].isna()] if service is None else counts[counts["service"].isin([service])]
        for kind in FEEDBACK_TYPES:
            known = rows[rows["feedback_type"].isin([kind])].dropna(subset="count").set_index("year")["count"]
            if year in known.index and year - 1 in known.index:
                yield from _unusual(data, service or "Whole council", kind, known.astype("int64"))


def _unusual(data: YearData, of: str, kind: str, known: pd.Series) -> Iterator[Finding]:
    year = data.year.start
    now, before = int(known[year]), int(known[year - 1])
    if abs(now - before) <= DEVIATIONS * sqrt(now + before):
        return
    earlier = known[known.index < year]
    kinds = f"{kind}s"
    found = f"{of}: {now:,} {kinds} in {data.year}, {before:,} in {data.year.previous}"
    if len(earlier) > 1:
        low, high = int(earlier.min()), int(earlier.max())
        place = "within" if low <= now <= high else "outside"
        found += f"; {place} the {low:,} to {high:,} of the {len(earlier)} earlier years held"
    details = {"now": now, "before": before}
    yield look(data.file("cases.csv"), f"{found}.", details=details)


def empty_month_findings(data: YearData) -> Iterator[Finding]:
    """Find months without any case in a year that has many in its others."""
    received = data.cases["received"].dropna()
    held = data.compared.months
    by_month = [
        int(((received.dt.year == year) & (received.dt.month == month)).sum())
        for year, month in data.year.months[:held]
    ]
    if held > 1 and sum(by_month) / held >= ENOUGH_A_MONTH:
        for (year, month), count in zip(data.year.months[:held], by_month, strict=True):
            if count == 0:
                found = f"No case was received in {MONTHS[month - 1]} {year}."
                advice = "See that the export covers it."
                yield look(data.file("cases.csv"), found, advice)


def empty_table_findings(data: YearData) -> Iterator[Finding]:
    """Find tables written by hand that hold nothing for the year, where last year's held some for the same months."""
    year = data.year.start
    for name, meaning in BY_HAND:
        table = getattr(data.compared, name)
        before = len(of_year(table, year - 1))
        if before >= ENOUGH_ROWS and of_year(table, year).empty:
            found = f"No row in the months counted of {data.year}, and {before:,} in those of {data.year.previous}."
            advice = f"Write them in: as it stands the paper says that {meaning}."
            yield look(data.file(f"{name}.csv"), found, advice, {"before": before})


def history_findings(data: YearData) -> Iterator[Finding]:
    """Find published counts of history.csv that the cases of the same year do not add up to."""
    history = data.tables.history
    where = f"{data.data_dir.resolve().name}/history.csv"
    services = set(data.tables.cases["service"].dropna()) | {service.name for service in data.council.services}
    for row in history[history["series"].isin(["cases"])].to_dict("records"):
        year = int(row["year"])
        if year not in data.tables.case_years:
            continue
        cases = of_year(data.tables.cases, year)
        cases = cases[cases["feedback_type"].isin([row["category"]])]
        named = not (pd.isna(row["service"]) or row["service"] == "")
        if named and row["service"] not in services:
            continue
        if named:
            cases = cases[cases["service"].isin([row["service"]])]
        if not pd.isna(row["month"]):
            cases = cases[cases["received"].dt.month.isin([int(row["month"])])]
        if len(cases) != row["count"]:
            of = row["service"] if named else "Whole council"
            month = "" if pd.isna(row["month"]) else f"{MONTHS[int(row['month']) - 1]} of "
            found = (
                f"{of}, {row['category']}s in {month}{Year(year)}: {int(row['count']):,} published, {len(cases):,} "
                f"cases held ({len(cases) - int(row['count']):+,})."
            )
            advice = "The paper counts the cases: find the difference, or say in a commentary why it is there."
            details = {"published": int(row["count"]), "held": len(cases), "of_year": Year(year).label}
            yield look(where, found, advice, details)


VOLUME_CHECKS: tuple[Check[YearData], ...] = (
    Check(
        "counts",
        "Counts beyond what is usual",
        f"Listed are counts that differ from last year's by more than {DEVIATIONS} standard deviations of the "
        "difference of two Poisson counts. See that no case is missing, imported twice or typed otherwise; if it is "
        "so, let a commentary say why.",
        volume_findings,
    ),
    Check("empty-months", "Months without cases", "", empty_month_findings),
    Check("empty-tables", "Tables still empty", "", empty_table_findings),
    Check("history", "Published counts that disagree with the cases", "", history_findings),
)
