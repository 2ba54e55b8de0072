"""The gate before publishing: every rule that a paper has to keep, and whether it does."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from feedback_report.building.assemble import Draft, embedded_notebooks
from feedback_report.building.year_facts import YearFacts
from feedback_report.checks import Checked, Severity
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.files.reading import read_paper
from feedback_report.claims.whole_paper.checking import check_paper
from feedback_report.data.problems import sentence
from feedback_report.disclosure.gathering import gather, published_counts
from feedback_report.disclosure.plan import plan_of
from feedback_report.disclosure.withholding import is_small
from feedback_report.errors import ReportError
from feedback_report.gates.papers import check_papers
from feedback_report.measures.period import Comparable
from feedback_report.publishing.rules import PERSONAL, Rule, Standing
from feedback_report.publishing.small_counts import small_counts
from feedback_report.year_checks.run import check_year

_NOT_CHECKED = "not checked: "
_COMMENTARY = re.compile(r"\bcommentary\.(\w+)")
_ANY_SERVICE = "service"  # the name that a paragraph repeated for each service has for its key
_PAPERS = {
    ".html": ("page", "The web page"),
    ".docx": ("word", "The Word paper"),
    ".xlsx": ("workbook", "The workbook"),
}


@dataclass(frozen=True)
class Subject:
    """What the gate looks at: a year's sources, its draft, its tables, and the built files by their names."""

    project: Path
    data_dir: Path
    draft: Draft
    held: Comparable
    files: Mapping[str, Path] = field(default_factory=dict)


def check_gate(subject: Subject, today: date, personal: Callable[[], list[str]]) -> list[Rule]:
    """Hold a built paper against every rule; ``personal`` finds what may not be published of persons."""
    draft = subject.draft
    facts = YearFacts(draft.facts, "Facts of this build.")
    checked = check_year(subject.project, subject.data_dir, draft.year, today, lambda: facts)
    papers = [path for name, path in subject.files.items() if name in ("report.html", "report.docx")]
    workbooks = [path for name, path in subject.files.items() if name == "appendix.xlsx"]
    return [
        *(_of_check(result) for result in checked.results),
        _rule("signed-off", "Every paragraph signed off", lambda: [*_unsigned(draft), *_unprinted(subject)]),
        *_claims(papers),
        *_accessibility([*papers, *workbooks]),
        _rule("disclosure", "Small counts withheld", lambda: _disclosure(subject)),
        _rule(PERSONAL, "No personal data, no path, user or machine name", personal),
    ]


def _rule(name: str, title: str, find: Callable[[], Iterable[str]]) -> Rule:
    """Ask for what breaks a rule; a check that cannot be made breaks it too."""
    try:
        found = list(find())
    except ReportError as error:
        found = [f"{_NOT_CHECKED}{problem}" for problem in error.problems]
    return Rule(name, title, Standing.fails if found else Standing.holds, found)


def _of_check(result: Checked) -> Rule:
    def told(severity: Severity) -> list[str]:
        return [
            ": ".join(part for part in (found.where, found.message) if part)
            for found in result.findings
            if found.severity is severity
        ]

    name, title = result.check.name, result.check.title
    if result.left_out:
        return Rule(name, title, Standing.fails, [f"{_NOT_CHECKED}{result.left_out}."])
    must = told(Severity.must)
    return Rule(name, title, Standing.fails if must else Standing.holds, must, told(Severity.look))


def _unsigned(draft: Draft) -> list[str]:
    return [f"{paragraph.section}, {paragraph.key}: not signed off as it is now." for paragraph in draft.waiting]


def _unprinted(subject: Subject) -> Iterator[str]:
    """Find the commentaries that no paragraph prints: nobody signs them, and facts.json would hold them."""
    council, settings = subject.draft.council, subject.draft.settings
    sources = [subject.project / "report.qmd", *embedded_notebooks(subject.project)]
    asked = {name for path in sources for name in _COMMENTARY.findall(path.read_text(encoding="utf-8"))}
    asked |= {service.key for service in council.services} if _ANY_SERVICE in asked else set()
    for key in settings.commentary:
        if key not in asked:
            yield (
                f"{settings.year.folder}/year.yml, commentary.{key}: no paragraph prints it, so that nobody has signed "
                "it. Print it, or take it out."
            )


def _claims(papers: Iterable[Path]) -> Iterator[Rule]:
    """Judge the arithmetic of papers. What they do not give the numbers for, such as withheld ones, is not checked."""
    claims: list[Claim] = []
    problems: list[str] = []
    for path in papers:
        try:
            claims += [claim.at(file=path.name) for claim in check_paper(read_paper(path))]
        except ReportError as error:
            problems += [f"{path.name}: {_NOT_CHECKED}{problem}" for problem in error.problems]
    wrong = [*problems, *(_told(claim) for claim in claims if claim.verdict is Verdict.WRONG)]
    yield Rule("claims-right", "No wrong arithmetic in the papers", Standing.fails if wrong else Standing.holds, wrong)
    unsure = [_told(claim) for claim in claims if claim.verdict is Verdict.CANNOT_TELL]
    if unsure:
        unsure.insert(0, sentence("the papers do not give the numbers of {n} {claim|claims}", len(unsure)))
    standing = Standing.not_checked if unsure else Standing.holds
    yield Rule("claims-decided", "All arithmetic of the papers can be recomputed", standing, unsure)


def _told(claim: Claim) -> str:
    said = "; ".join(filter(None, (claim.true and f"expected {claim.true}", claim.reason)))
    return f'{claim.file}, {claim.place}: "{" ".join(claim.sentence.split())}" states {claim.stated}. {said}'


def _accessibility(papers: Sequence[Path]) -> Iterator[Rule]:
    for path in papers:
        name, title = _PAPERS[path.suffix]
        ((_, problems, warnings),) = check_papers(path)
        standing = Standing.fails if problems else Standing.holds
        if problems and path.suffix == ".html" and all(problem.startswith(_NOT_CHECKED) for problem in problems):
            standing = Standing.not_checked  # there is no browser: said, and written into the manifest
        yield Rule(f"{name}-accessible", f"{title} is accessible", standing, problems, warnings)


def _disclosure(subject: Subject) -> Iterator[str]:
    """Find the counts below the threshold that are printed, and the withheld ones that the others give away."""
    draft = subject.draft
    threshold = draft.council.disclosure_threshold
    if threshold is None:
        return
    plan = plan_of(draft.council, draft.settings, subject.held, subject.data_dir)
    counts = published_counts(subject.held.tables, draft.council, draft.settings, subject.held.whole_years)
    for name, cell in gather(counts, draft.council).cells.items():
        shown = name.rpartition("=")[0]
        if cell.printed and is_small(cell.value, threshold) and name not in plan.withheld:
            yield f"{shown}: a count below {threshold} is not withheld."
    for name, mark in plan.withheld.items():
        if mark.at_most - mark.at_least < threshold:
            yield f"{name.rpartition('=')[0]}: what is withheld can be told to within less than {threshold}."
    yield from small_counts(subject.files, draft, threshold)
