"""Hold a paper against what an annual report must contain: the section of each item, the reason, or "missing"."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from feedback_report.checks import Check, Finding, look
from feedback_report.facts import Fact
from feedback_report.measures.people import CHARACTERISTICS
from feedback_report.running.notebook_file import read_notebook
from feedback_report.settings import Council, YearSettings
from feedback_report.year_checks.required_content import REQUIRED, Required

_HEADING = re.compile(r"^#+\s+(.*?)\s*(?:\{[^{}]*\})?\s*$", re.MULTILINE)
_VARIABLE = re.compile(r"\{\{<\s*var\s+([\w.-]+)\s*>\}\}")


class Standing(StrEnum):
    """How a paper stands to an item that it must hold."""

    covered = "covered"
    reason = "reason given"
    missing = "missing"


@dataclass(frozen=True)
class Section:
    """A section of the paper: its notebook's name, its printed heading and all that its cells say."""

    name: str
    heading: str
    source: str


@dataclass(frozen=True)
class Covered:
    """An item with its standing; ``text`` is the heading of the section, or the council's reason."""

    item: Required
    standing: Standing
    text: str


def coverage(
    council: Council,
    settings: YearSettings,
    facts: Mapping[str, Fact],
    sections: Iterable[Section],
    recorded: Collection[str],
    required: Iterable[Required] = REQUIRED,
) -> list[Covered]:
    """Say of each item that the council's procedures ask for where the paper covers it, or why not.

    ``recorded`` are the columns on the people who complained that at least one complaint fills.
    """
    sections = list(sections)
    return [
        _covered(item, settings, facts, sections, recorded) for item in required if item.procedure in council.procedures
    ]


def _covered(
    item: Required,
    settings: YearSettings,
    facts: Mapping[str, Fact],
    sections: list[Section],
    recorded: Collection[str],
) -> Covered:
    held = not item.column or item.column in recorded
    given = not item.given or any(name in facts and facts[name].value is True for name in item.given)
    section = _section(item, facts, sections) if held and given else None
    if section is not None:
        return Covered(item, Standing.covered, section.heading)
    reason = settings.not_collected.get(item.key, "").strip()
    return Covered(item, Standing.reason, reason) if reason else Covered(item, Standing.missing, "")


def _section(item: Required, facts: Mapping[str, Fact], sections: list[Section]) -> Section | None:
    if item.facts:
        names = {fact.section for name, fact in facts.items() if re.fullmatch(item.facts, name)}
        found = [section for section in sections if section.name in names]
    else:
        found = [section for section in sections if re.search(rf"\b{item.prints}\b", section.source)]
    return found[-1] if found else None


def read_sections(notebooks: Iterable[Path], facts: Mapping[str, Fact]) -> list[Section]:
    """Read the headings of a paper's notebooks, as they are printed, and what their cells say."""
    sections = []
    for path in notebooks:
        cells = read_notebook(path).cells
        text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        match = _HEADING.search(text)
        heading = _VARIABLE.sub(lambda name: facts[name[1]].text if name[1] in facts else "", match[1]) if match else ""
        sections.append(Section(path.stem, heading or path.stem, "\n".join(cell.source for cell in cells)))
    return sections


def recorded_columns(cases: object) -> set[str]:
    """List the columns on the people who complained that at least one of a year's complaints fills."""
    return {name for name in CHARACTERISTICS if cases[name].notna().any()}  # type: ignore[index]


def coverage_findings(covered: Iterable[Covered]) -> Iterator[Finding]:
    """Find the items that the paper lacks and gives no reason for."""
    for each in covered:
        if each.standing is Standing.missing:
            message = f"{each.item.title}: missing. Asked for by {each.item.source}."
            yield look("", message, each.item.advice, {"item": each.item.key})


COVERAGE_CHECK: Check[Iterable[Covered]] = Check(
    "coverage", "What an annual report must hold, and this one lacks", "", coverage_findings
)
