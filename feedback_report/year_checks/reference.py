"""What a council brings along: populations and other councils' figures that are old, the notice of a sample."""

from collections.abc import Iterator

import pandas as pd

from feedback_report.checks import Check, Finding, look
from feedback_report.wording import list_of
from feedback_report.year_checks.sources import YearData
from feedback_report.years import Year


def old_reference_findings(data: YearData) -> Iterator[Finding]:
    """Find populations and other councils' complaints of which nothing is held for the year of the paper."""
    year, council = data.year.start, data.council
    names = {council.area_code: council.area} | {each.area_code: each.name for each in council.neighbours}
    home = data.data_dir.resolve().name
    for newest, codes in _newest(data.tables.population, names):
        if newest < year:
            found = f"The newest estimate of {list_of([names[code] for code in codes])} is of {newest}."
            advice = (
                f"Add the one of {year}: until then rates of {data.year} rest on the older one, and the paper says so."
            )
            yield look(f"{home}/reference/population.csv", found, advice)
    others = {each.area_code: each.name for each in council.neighbours}
    for newest, codes in _newest(data.tables.benchmark, others):
        if newest < year:
            found = f"The newest figures of {list_of([others[code] for code in codes])} are of {Year(newest)}."
            advice = f"Add those of {data.year} once there are any: until then an older year is compared."
            yield look(f"{home}/reference/benchmark.csv", found, advice)


def sample_findings(data: YearData) -> Iterator[Finding]:
    """Find the notice of a sample, which a council that copied the sample's settings may have left there."""
    if data.council.sample_notice is not None:
        found = "The paper says on its front that it is a sample."
        advice = "Take sample_notice out of council.yml for a council's own paper."
        yield look(f"{data.data_dir.resolve().name}/council.yml", found, advice)


def _newest(table: pd.DataFrame, areas: dict[str, str]) -> list[tuple[int, list[str]]]:
    """Get the newest year of each area that the table holds, with the areas of each such year, oldest first."""
    newest = table[table["area_code"].isin(list(areas))].groupby("area_code")["year"].max()
    found: dict[int, list[str]] = {}
    for code in areas:
        if code in newest.index:
            found.setdefault(int(newest[code]), []).append(code)
    return sorted(found.items())


REFERENCE_CHECKS: tuple[Check[YearData], ...] = (
    Check("old-reference", "Reference figures older than the year", "", old_reference_findings),
    Check("sample-notice", "A paper that says it is a sample", "", sample_findings),
)
