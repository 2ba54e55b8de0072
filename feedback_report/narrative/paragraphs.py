"""The narrative paragraphs of a year's paper as its readers see them, with the facts they print or explain."""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat

from feedback_report.facts import Fact
from feedback_report.narrative.blocks import Block, Kind, blocks, shown_text
from feedback_report.narrative.passages import FRONT_MATTER
from feedback_report.narrative.plain import as_template, as_text, names_printed, unmarked
from feedback_report.running.context import texts
from feedback_report.running.each_service import EACH_SERVICE, for_service
from feedback_report.running.notebook_file import read_notebook
from feedback_report.settings import Council, Service, YearSettings

REPORT = "report"  # the section that report.qmd itself is
_READ = (Kind.paragraph, Kind.list, Kind.table)
_NOT_NARRATIVE = frozenset({"front-block"})
# Notices that no author writes: a text of council.yml, and the places of a draft that are still to be filled.
_NOTICES = (["paper.sample-notice"], ["paper.to-fill"])
# Facts of the settings that change with the year; the others (names, links) stand.
_OF_THE_YEAR = ("year.", "committee.", "commentary.", "implications.", "paper.subtitle")
_OF_ITS_TIME = re.compile(
    r"\b(?:this|coming|past)\s+(?:financial\s+)?year\b|(?<!the )\b(?:last|next)\s+year\b|\b(?:19|20)\d\d/\d\d\b|"
    r"\b(?:since|until|from|in|by)\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
LEFT_OUT = "paper.figures-left-out"  # the fact with the labels of figures that have nothing to show and no number
FIGURE_LABEL = re.compile(r"^#\|\s*label:\s*[\"']?(fig-[\w-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list or table of the narrative.

    ``key`` names it within its section: the cell's id and the place of the block in the cell.
    ``words`` is what its author wrote, with names in braces where facts are printed; ``text``
    is what readers see. ``prints`` holds the words of the facts it prints, ``beside`` those of
    the facts it explains without printing them. ``is_fixed``: nothing in it is of one year.
    """

    section: str
    key: str
    cell: str
    block: int
    words: str
    text: str
    prints: dict[str, str]
    beside: dict[str, str]
    is_fixed: bool = False
    is_commentary: bool = False
    service: str = ""


def conditions_of(facts: Mapping[str, Fact]) -> dict[str, bool]:
    """Get the facts that are conditions, by name."""
    return {fact.name: fact.value for fact in facts.values() if isinstance(fact.value, bool)}


def paper_paragraphs(
    report: str, notebooks: Iterable[Path], council: Council, settings: YearSettings, facts: Mapping[str, Fact]
) -> list[Paragraph]:
    """List the paragraphs of a paper in its order, those that this year's conditions hide left out.

    ``report`` is the text of report.qmd, ``notebooks`` those that it embeds. Headings, captions,
    the front's lines and what code cells show are not paragraphs.
    """
    sections = [(path.stem, read_notebook(path)) for path in notebooks]
    conditions = conditions_of(facts)
    left_out = facts[LEFT_OUT].text.split() if LEFT_OUT in facts else ()
    paper = _Paper(
        facts,
        conditions,
        texts(settings),
        _figure_numbers((found for _, found in sections), council.services, left_out),
    )
    front = FRONT_MATTER.match(report)
    found = list(paper.paragraphs(REPORT, REPORT, report[front.end() :] if front else report, None))
    for name, notebook in sections:
        own = [
            paragraph
            for cell, source, service in repeated_cells(notebook, council.services)
            if cell.cell_type == "markdown"
            for paragraph in paper.paragraphs(name, cell_id(cell, service), source, service)
        ]
        found += [_with_facts_beside(paragraph, own, paper, council.services) for paragraph in own]
    return found


def repeated_cells(
    notebook: nbformat.NotebookNode, services: Sequence[Service]
) -> Iterator[tuple[nbformat.NotebookNode, str, Service | None]]:
    """Get each cell with its source, runs of cells tagged each-service once for each service."""
    tagged = itertools.groupby(notebook.cells, lambda cell: EACH_SERVICE in cell.metadata.get("tags", []))
    for each, group in tagged:
        cells = list(group)
        for service in services if each else [None]:
            for cell in cells:
                yield cell, for_service(cell.source, service) if service else cell.source, service


def cell_id(cell: nbformat.NotebookNode, service: Service | None) -> str:
    """Get the id that a cell has in its prepared section."""
    return f"{cell.get('id', '')}-{service.key}" if service else str(cell.get("id", ""))


def narrative_blocks(source: str) -> list[tuple[int, Block]]:
    """Get the blocks of a text that people read as narrative, each with its place among all blocks, from 1."""
    return [
        (number, block)
        for number, block in enumerate(blocks(source), start=1)
        if block.kind in _READ and not block.classes & _NOT_NARRATIVE
    ]


@dataclass(frozen=True)
class _Paper:
    facts: Mapping[str, Fact]
    conditions: dict[str, bool]
    texts: dict[str, str]
    figures: dict[str, int]

    def paragraphs(self, section: str, cell: str, source: str, service: Service | None) -> Iterator[Paragraph]:
        for number, block in narrative_blocks(source):
            if not all(condition.holds(self.conditions) for condition in block.conditions):
                continue
            shown = shown_text(block.text, self.conditions)
            text = as_text(shown, self.facts, self.figures)
            if not re.search(r"\w", text) or names_printed(shown) in _NOTICES:
                continue
            words = as_template(shown, self.texts)
            printed = [name for name in re.findall(r"\{([\w.-]+)\}", words) if name in self.facts]
            prints = {name: self.facts[name].text for name in dict.fromkeys(printed)}
            of_year = any(name in self.texts for name in names_printed(shown))
            results = any(map(self.is_result, prints))
            is_fixed = not of_year and not results and not _OF_ITS_TIME.search(unmarked(words))
            yield Paragraph(
                section,
                f"{cell}.{number}",
                cell,
                number,
                words,
                text,
                prints,
                {},
                is_fixed=is_fixed,
                is_commentary=not is_fixed and (of_year or not results),
                service=service.key if service else "",
            )

    def is_result(self, name: str) -> bool:
        """Whether a fact can be another one next year: not a name or a link of the settings."""
        return self.facts[name].section != "settings" or name.startswith(_OF_THE_YEAR)


def _with_facts_beside(
    paragraph: Paragraph, section: list[Paragraph], paper: _Paper, services: Sequence[Service]
) -> Paragraph:
    """Add the facts that a commentary explains: the results that the other paragraphs of its section print.

    One that stands under a service explains none of another service.
    """
    if not paragraph.is_commentary:
        return paragraph
    others = {service.key for service in services} - {paragraph.service} if paragraph.service else set()
    beside = {
        name: words
        for other in section
        for name, words in other.prints.items()
        if name not in paragraph.prints and name.partition(".")[0] not in {"year", *others} and paper.is_result(name)
    }
    return replace(paragraph, beside=beside)


def _figure_numbers(
    notebooks: Iterable[nbformat.NotebookNode], services: Sequence[Service], left_out: Collection[str]
) -> dict[str, int]:
    """Get the number of each figure by its label, but for those ``left_out``."""
    labels = [
        match[1]
        for notebook in notebooks
        for cell, source, _ in repeated_cells(notebook, services)
        if cell.cell_type == "code" and (match := FIGURE_LABEL.search(source)) and match[1] not in left_out
    ]
    return {label: number for number, label in enumerate(labels, start=1)}
