"""A figure with nothing to show that no paragraph names has no caption: its sentence stands alone, if it has one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from feedback_report.facts import Fact, Facts
from feedback_report.narrative.blocks import blocks, shown_text
from feedback_report.narrative.paragraphs import FIGURE_LABEL, LEFT_OUT, conditions_of
from feedback_report.running.context import texts
from feedback_report.running.section import Section
from feedback_report.settings import Style, YearSettings

_OPTION = re.compile(r"^#\|\s*(?:label|fig-cap|fig-alt)\s*:.*\n(?:#\|\s{2,}.*\n)*", re.MULTILINE)
_REFERENCE = re.compile(r"@(fig-[\w-]+)")


def without_empty_figures(sections: Iterable[Section], facts: dict[str, Fact], settings: YearSettings) -> list[Section]:
    """Take label and caption from figures that have nothing to show and that no visible paragraph names.

    Where no sentence of their own says so the prose does, and nothing of them is left.
    Adds the fact ``LEFT_OUT`` with their labels to ``facts``, for those who number figures by their notebooks.
    """
    sections = list(sections)
    conditions = conditions_of(facts)
    named = set(_REFERENCE.findall("\n".join([*_visible(sections, conditions), *texts(settings).values()])))
    kept = [_without(section, named) for section in sections]
    numbered = {figure.label for section in kept for figure in section.figures}
    left_out = [figure.label for section in sections for figure in section.figures if figure.label not in numbered]
    facts[LEFT_OUT] = Facts("settings", settings.year, Style()).text(LEFT_OUT, " ".join(left_out))
    return kept


def _visible(sections: Iterable[Section], conditions: dict[str, bool]) -> Iterator[str]:
    for section in sections:
        for cell in section.notebook.cells:
            if cell.cell_type == "markdown":
                for block in blocks(cell.source):
                    if all(condition.holds(conditions) for condition in block.conditions):
                        yield shown_text(block.text, conditions)


def _without(section: Section, named: set[str]) -> Section:
    unsaid = {figure.label: figure.unsaid for figure in section.figures if figure.unsaid or not figure.has_rows}
    empty = unsaid.keys() - named
    for cell in section.notebook.cells if empty else ():
        label = FIGURE_LABEL.search(cell.source) if cell.cell_type == "code" else None
        if label and label[1] in empty:
            cell.source = _OPTION.sub("", f"{cell.source}\n").rstrip("\n")
            cell.outputs = [] if unsaid[label[1]] else cell.outputs
    return replace(section, figures=[figure for figure in section.figures if figure.label not in empty])
