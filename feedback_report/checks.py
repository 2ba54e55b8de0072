"""What a check of a year is, what it finds, and how findings are written for people and for programs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from feedback_report.data.problems import sentence
from feedback_report.errors import ReportError
from feedback_report.facts import Fact
from feedback_report.narrative.passages import Passage, paper_passages
from feedback_report.project import notebook_paths
from feedback_report.settings import Council, YearSettings
from feedback_report.years import Year


class Severity(StrEnum):
    """How much a finding weighs: no paper goes out before it is mended, or a person should know of it."""

    must = "must be fixed"
    look = "look at it"


@dataclass(frozen=True)
class Finding:
    """One thing found: where, what, and what to do; ``details`` are for programs."""

    where: str
    message: str
    advice: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    severity: Severity = Severity.must


look = partial(Finding, severity=Severity.look)  # something that a person should know of


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


Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Check(Generic[Subject]):
    """One check: a name for programs, a title and a remedy for people, and what finds the findings.

    What it looks at is a year's finished paper (``YearPaper``), or its data before there is one.
    """

    name: str
    title: str
    remedy: str
    find: Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True)
class Checked:
    """A check that has run, and what it found; ``left_out`` says why it has not run."""

    check: Check[Any]
    findings: list[Finding]
    left_out: str = ""


def run_checks(checks: Iterable[Check[Subject]], subject: Subject) -> list[Checked]:
    """Run checks one after another. One that cannot be run, or crashes, counts as a finding of its own."""
    return [Checked(check, _findings(check, subject)) for check in checks]


def leave_out(checks: Iterable[Check[Any]], reason: str) -> list[Checked]:
    """Say of checks why they have not run."""
    return [Checked(check, [], reason) for check in checks]


def count_of(results: Iterable[Checked], severity: Severity) -> int:
    """Count the findings of one weight."""
    return sum(found.severity is severity for checked in results for found in checked.findings)


def can_go_on(results: Iterable[Checked]) -> bool:
    """Whether nothing has been found that must be fixed, and every check has run."""
    results = list(results)
    return not count_of(results, Severity.must) and not any(checked.left_out for checked in results)


def _findings(check: Check[Subject], paper: Subject) -> list[Finding]:
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
    results = list(results)
    checks = [
        {
            "check": checked.check.name,
            "title": checked.check.title,
            "left_out": checked.left_out,
            "findings": [
                {
                    "severity": found.severity.value,
                    "where": found.where,
                    "message": found.message,
                    "advice": found.advice,
                    **found.details,
                }
                for found in checked.findings
            ],
        }
        for checked in results
    ]
    return {
        "year": year.label,
        "facts": facts_from,
        "can_go_on": can_go_on(results),
        "must_be_fixed": count_of(results, Severity.must),
        "look_at_it": count_of(results, Severity.look),
        "checks": checks,
        "count": sum(len(checked.findings) for checked in results),
    }


def as_text(results: Iterable[Checked], verbose: bool = False) -> str:
    """Write what checks found, check by check and place by place; ``verbose`` names those that found nothing too."""
    return "\n".join(line for line, _ in as_lines(results, verbose))


def _number_of(checked: Checked) -> str:
    must = count_of([checked], Severity.must)
    part = "" if must == len(checked.findings) else f"{must} "
    return (str(len(checked.findings)) if checked.findings else "none") + (f" ({part}must be fixed)" if must else "")


def as_lines(results: Iterable[Checked], verbose: bool = False) -> Iterator[tuple[str, str]]:
    """Get the lines of ``as_text``, each with the style that a terminal shows it in."""
    results = list(results)
    quiet = [checked for checked in results if not checked.left_out and not checked.findings]
    for checked in results:
        if checked.left_out or (not verbose and not checked.findings):
            continue
        yield f"{checked.check.title}: {_number_of(checked)}", "bold" if checked.findings else ""
        if checked.findings and checked.check.remedy:
            yield f"  {checked.check.remedy}", "dim"
        where = ""
        for found in sorted(checked.findings, key=lambda each: each.severity is Severity.look):
            if found.where and found.where != where:
                yield f"  {found.where}", ""
            where = found.where
            indent = "    " if where else "  "
            must = found.severity is Severity.must
            yield indent + ("" if must else "Look at it: ") + found.message, "red" if must else "yellow"
            if found.advice:
                yield f"{indent}  {found.advice}", ""
    if quiet and not verbose:
        yield sentence("Nothing found by {n} {check|checks} (--verbose names them).", len(quiet)), ""
    for reason, titles in not_checked(results).items():
        if verbose:
            yield f"Not checked, because {reason}:", "bold"
            yield from ((f"  {title}", "") for title in titles)
        else:
            yield f"Not checked, because {reason}: {sentence('{n} {check|checks}', len(titles))} (--verbose).", "bold"


def not_checked(results: Iterable[Checked]) -> dict[str, list[str]]:
    """Get the titles of the checks that have not run, by the reason why."""
    reasons: dict[str, list[str]] = {}
    for checked in results:
        if checked.left_out:
            reasons.setdefault(checked.left_out, []).append(checked.check.title)
    return reasons
