"""The checks of the narrative: typed numbers, typed comparisons, and fixed text that is gone."""

from collections.abc import Iterator

from feedback_report.checks import Check, Finding, YearPaper
from feedback_report.narrative.directions import TypedDirection, typed_directions
from feedback_report.narrative.fixed_text import FILE, FixedText, load_fixed_text
from feedback_report.narrative.passages import Passage
from feedback_report.narrative.typed_numbers import TypedNumberFound, facts_of_value, typed_numbers, unused


def number_findings(paper: YearPaper) -> Iterator[Finding]:
    """Find the numbers that are typed into the narrative."""
    fixed = _fixed(paper)
    for passage in paper.passages:
        for found in typed_numbers(passage, fixed.get(passage.section, [])):
            yield _number(found, facts_of_value(found, paper.facts, paper.council.services))


def direction_findings(paper: YearPaper) -> Iterator[Finding]:
    """Find the words of comparison that a fact contradicts or that no fact supports."""
    fixed = _fixed(paper)
    for passage in paper.passages:
        for found in typed_directions(passage, paper.facts, paper.council.services, fixed.get(passage.section, [])):
            yield _direction(found)


def fixed_text_findings(paper: YearPaper) -> Iterator[Finding]:
    """Find the fixed texts that their notebook no longer holds."""
    for name, entries in _fixed(paper).items():
        held: list[Passage] = [passage for passage in paper.passages if passage.section == name]
        for entry in unused(entries, held):
            where = f"{paper.year.folder if name == 'year.yml' else 'notebooks'}/{FILE}"
            yield Finding(where, f'{name} no longer holds "{entry.text}".', details={"text": entry.text})


NARRATIVE_CHECKS = (
    Check(
        "typed-numbers",
        "Numbers typed by hand",
        "Print a fact, or record one. What is no result can be listed in notebooks/fixed-text.yml, with a reason.",
        number_findings,
    ),
    Check(
        "typed-comparisons",
        "Comparisons typed by hand",
        "Let a fact print the words, print one beside them that supports them, or claim nothing about numbers.",
        direction_findings,
    ),
    Check("fixed-text", "Fixed text that is not there", "Delete the entry.", fixed_text_findings),
)


def count_typed(paper: YearPaper) -> int:
    """Count the numbers and comparisons that are typed by hand."""
    fixed = _fixed(paper)
    numbers = sum(1 for passage in paper.passages for _ in typed_numbers(passage, fixed.get(passage.section, [])))
    return numbers + sum(1 for _ in direction_findings(paper))


def _fixed(paper: YearPaper) -> dict[str, list[FixedText]]:
    return load_fixed_text(paper.project / "notebooks", paper.data_dir / paper.year.folder)


def _number(found: TypedNumberFound, facts: list[str]) -> Finding:
    names = [f"{{{{< var {name} >}}}}" for name in facts]
    details = {"typed": found.number.typed, "excerpt": found.excerpt, "facts": facts}
    message = f'"{found.number.typed}" in: {found.excerpt}'
    return Finding(found.passage.where, message, f"{' or '.join(names)} prints it." if names else "", details)


def _direction(found: TypedDirection) -> Finding:
    typed = found.word.word
    advice = (
        f"{found.fact} says otherwise: {found.otherwise}." if found.fact else "No fact in the sentence supports it."
    )
    details = {"typed": typed, "excerpt": found.excerpt, "fact": found.fact, "otherwise": found.otherwise}
    return Finding(found.passage.where, f'"{typed}" in: {found.excerpt}', advice, details)
