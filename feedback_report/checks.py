"""The checks of a year's paper: each finds what would keep the paper from being published."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.facts import Fact
from feedback_report.narrative.passages import Passage, paper_passages
from feedback_report.project import notebook_paths
from feedback_report.settings import Council, YearSettings
from feedback_report.years import Year


@dataclass(frozen=True)
class Finding:
    """One thing found: where, what, and what to do; ``details`` are for programs."""

    where: str
    message: str
    advice: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class YearPaper:
    """What checks may look at: a year's sources, its settings and its facts by name."""

    project: Path
    data_dir: Path
    year: Year
    council: Council
    settings: YearSettings
    facts: dict[str, Fact]

    @cached_property
    def passages(self) -> list[Passage]:
        """The narrative, passage by passage, in the order of the paper."""
        return paper_passages(self.project, notebook_paths(self.project), self.settings)


@dataclass(frozen=True)
class Check:
    """One check: a name for programs, a title and a remedy for people, and what finds the findings."""

    name: str
    title: str
    remedy: str
    find: Callable[[YearPaper], Iterable[Finding]]


@dataclass(frozen=True)
class Checked:
    """A check that has run, and what it found."""

    check: Check
    findings: list[Finding]


def run_checks(checks: Iterable[Check], paper: YearPaper) -> list[Checked]:
    """Run checks one after another. One that cannot be run, or crashes, counts as a finding of its own."""
    return [Checked(check, _findings(check, paper)) for check in checks]


def _findings(check: Check, paper: YearPaper) -> list[Finding]:
    try:
        return list(check.find(paper))
    except ReportError as error:
        return [Finding("", problem) for problem in error.problems]
    except Exception as error:
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        line = f" ({Path(where.tb_frame.f_code.co_filename).name}, line {where.tb_lineno})" if where else ""
        return [
            Finding("", f"The check failed: {type(error).__name__}{line}.", "Report this as a fault of the program.")
        ]


def as_json(year: Year, facts_from: str, results: Iterable[Checked]) -> dict[str, Any]:
    """Get what checks found as JSON can hold it."""
    checks = [
        {
            "check": checked.check.name,
            "title": checked.check.title,
            "findings": [
                {"where": found.where, "message": found.message, "advice": found.advice, **found.details}
                for found in checked.findings
            ],
        }
        for checked in results
    ]
    return {"year": year.label, "facts": facts_from, "checks": checks, "count": sum(len(c["findings"]) for c in checks)}


def as_text(results: Iterable[Checked]) -> str:
    """Write what checks found, check by check and place by place."""
    lines: list[str] = []
    for checked in results:
        lines += [f"{checked.check.title}: {len(checked.findings) or 'none'}"]
        lines += [f"  {checked.check.remedy}"] * bool(checked.findings)
        where = ""
        for found in checked.findings:
            if found.where and found.where != where:
                lines.append(f"  {found.where}")
            where = found.where
            indent = "    " if where else "  "
            lines += [indent + found.message] + [indent + found.advice] * bool(found.advice)
    return "\n".join(lines)
