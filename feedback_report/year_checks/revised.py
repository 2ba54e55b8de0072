"""Figures of last year that its published paper gave otherwise."""

from collections.abc import Iterator

from feedback_report.checks import Check, Finding, Severity, YearPaper
from feedback_report.restatements import PUBLISHED_FACTS, load_published, restatements


def restatement_findings(paper: YearPaper) -> Iterator[Finding]:
    """Find the figures of last year that are not what its published paper printed."""
    last = paper.year.previous
    where = f"{paper.data_dir.resolve().name}/{last.folder}/{PUBLISHED_FACTS}"
    for each in restatements(paper.facts, load_published(paper.data_dir, last), paper.year):
        details = {"fact": each.now.name, "published": each.published.value, "now": each.now.value}
        yield Finding(where, f"{each.line}.", details=details, severity=Severity.look)


RESTATEMENT_CHECK: Check[YearPaper] = Check(
    "restatements",
    "Figures revised since last year's paper",
    "The paper notes each of them. See that the data was meant to change.",
    restatement_findings,
)
