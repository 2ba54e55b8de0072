"""Figures of last year's published paper that the data say otherwise by now."""

from collections.abc import Iterator

from feedback_report.building.assemble import embedded_notebooks
from feedback_report.checks import Check, Finding, YearPaper, look
from feedback_report.facts.restatements import PUBLISHED_FACTS, other_restatements, restatements
from feedback_report.running.last_year import last_year


def restatement_findings(paper: YearPaper) -> Iterator[Finding]:
    """Find the figures that are not what last year's paper printed, or say that they could not be compared."""
    year = paper.year
    where = f"{paper.data_dir.resolve().name}/{year.previous.folder}/{PUBLISHED_FACTS}"
    last = last_year(paper.project, embedded_notebooks(paper.project), year, paper.data_dir)
    printed = restatements(paper.facts, last.published, year)
    for each in [*printed, *other_restatements(paper.facts, last.now, last.published, year, printed)]:
        details = {"fact": each.now.name, "published": each.published.value, "now": each.now.value}
        yield look(where, f"{each.line}.", details=details)
    if last.line:
        yield look(where, last.line)


RESTATEMENT_CHECK: Check[YearPaper] = Check(
    "restatements",
    "Figures revised since last year's paper",
    "The paper notes those that it prints, and names in its appendix the sections of all. See that the data was meant "
    "to change.",
    restatement_findings,
)
