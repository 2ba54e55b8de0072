"""Cases that lack what the paper counts by: a service, a team, an outcome."""

from collections.abc import Iterator

import pandas as pd

from feedback_report.checks import Check, Finding, Severity, look
from feedback_report.data.problems import rows_text, sentence
from feedback_report.importing.personal import reads_as_text
from feedback_report.measures.counting import complaints, in_scope, of_year
from feedback_report.year_checks.sources import YearData


def service_findings(data: YearData) -> Iterator[Finding]:
    """Find cases without a service: must be mended where other cases of the team have a service in scope."""
    cases = data.cases
    without = cases[cases["service"].isna()]
    if len(cases) and len(without) == len(cases):
        advice = "Name the column of services in mapping.yml and import again, or fill in the column."
        yield Finding(data.file("cases.csv"), "no case has a service.", advice, {"cases": len(cases)})
        return
    for team, rows in without[without["team"].notna()].groupby("team"):
        others = cases.loc[cases["team"].isin([team]) & cases["service"].notna(), "service"]
        known = [service.name for service in data.council.services if others.isin([service.name]).any()]
        found = sentence("{n} {case has|cases have} a team and no service ", len(rows)) + rows_text(rows["row"])
        named = "a team" if reads_as_text(str(team)) else f'team "{team}"'
        if known:
            others_of = " and ".join(known)
            advice = f"Other cases of the team belong to {others_of}, whose counts lack these: fill in the service."
        else:
            advice = "They count only for the whole council: fill in the service, if the team has one."
        severity = Severity.must if known else Severity.look
        yield Finding(data.file("cases.csv"), f"{named}: {found}.", advice, {"cases": len(rows)}, severity)
    neither = without[without["team"].isna()]
    if len(neither):
        found = sentence("{n} {case has|cases have} neither a service nor a team ", len(neither)) + rows_text(
            neither["row"]
        )
        advice = "They count only for the whole council."
        yield look(data.file("cases.csv"), f"{found}.", advice, {"cases": len(neither)})


def team_findings(data: YearData) -> Iterator[Finding]:
    """Find complaints about a service in scope that have no team."""
    held = complaints(in_scope(data.cases, data.council))
    for service, rows in held[held["team"].isna()].groupby("service"):
        whole = int(held["service"].isin([service]).sum())
        found = sentence(f"{{n}} of {whole:,} complaints {{has|have}} no team ", len(rows)) + rows_text(rows["row"])
        advice = "The paper says in a sentence how many name no team."
        yield look(data.file("cases.csv"), f"{service}: {found}.", advice, {"cases": len(rows)})


def outcome_findings(data: YearData) -> Iterator[Finding]:
    """Find closed complaints, and completed later stages, without an outcome."""
    held = complaints(in_scope(data.cases, data.council))
    held = held[held["status"].isin(["closed"])]
    for service, rows in held[held["outcome"].isna()].groupby("service"):
        whole = int(held["service"].isin([service]).sum())
        found = sentence(f"{{n}} of {whole:,} closed complaints {{has|have}} no outcome ", len(rows)) + rows_text(
            rows["row"]
        )
        advice = "Shares of outcomes, remedies and timescales leave them out: fill in the outcome."
        yield look(data.file("cases.csv"), f"{service}: {found}.", advice, {"cases": len(rows)})
    stages = of_year(data.tables.stages, data.year.start)
    bare = stages[stages["status"].isin(["completed"]) & stages["outcome"].isna()]
    for stage, rows in bare.groupby("stage"):
        found = sentence(f"{{n}} completed stage {stage} {{complaint has|complaints have}} no outcome.", len(rows))
        yield look(data.file("stages.csv"), found, "Fill in the outcome.", {"stages": len(rows)})


def without_finding(data: YearData) -> pd.Series:
    """Count the closed complaints in scope by outcomes that council.yml does not name."""
    held = complaints(in_scope(data.cases, data.council))
    held = held[held["status"].isin(["closed"])]
    named = [*data.council.outcomes, *data.council.outcomes_without_finding]
    return held.loc[held["outcome"].notna() & ~held["outcome"].isin(named), "outcome"].value_counts()


EMPTY_CELL_CHECKS: tuple[Check[YearData], ...] = (
    Check("no-service", "Cases without a service", "", service_findings),
    Check("no-team", "Complaints without a team", "", team_findings),
    Check("no-outcome", "Closed without an outcome", "", outcome_findings),
)
