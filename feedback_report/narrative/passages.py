"""Where narrative is written: the notebooks, report.qmd and the texts of year.yml, passage by passage."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
import yaml

from feedback_report.narrative.blocks import Block, Kind, blocks
from feedback_report.narrative.prose import Prose
from feedback_report.running.context import texts
from feedback_report.running.each_service import EACH_SERVICE
from feedback_report.running.notebook_file import read_notebook
from feedback_report.settings import YearSettings
from feedback_report.settings.yaml_text import load_yaml

_TEXT_OPTIONS = re.compile(r"(?:fig|tbl)-(?:cap|alt|subcap)|title")
_ENTRIES = {"committee.members-consulted": "members_consulted"}  # where the fact's name is not the entry's
FRONT_MATTER = re.compile(r"\A---\n(?P<settings>.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Passage:
    """A block of narrative as its author wrote it.

    ``section`` is the notebook's name, ``report.qmd`` or ``year.yml``; ``cell`` counts all cells
    from 1; ``part`` names a caption or a text of year.yml, ``folder`` is the year's. ``each_service``
    is set for text that stands in the paper once for each service.
    """

    section: str
    block: Block
    cell: int | None = None
    part: str = ""
    folder: str = ""
    each_service: bool = False

    @cached_property
    def prose(self) -> Prose:
        return Prose(self.block.text)

    @property
    def where(self) -> str:
        """The place, named as errors do: ``notebooks/06-months.ipynb, cell 7``."""
        if self.cell is None:
            return ", ".join(
                filter(None, (f"{self.folder}/{self.section}" if self.folder else self.section, self.part))
            )
        return ", ".join(filter(None, (f"notebooks/{self.section}.ipynb", f"cell {self.cell}", self.part)))


def paper_passages(project: Path, notebooks: list[Path], settings: YearSettings) -> list[Passage]:
    """List the narrative of a year's paper in its order: report.qmd, the notebooks, then the year's own texts."""
    found = list(report_passages((project / "report.qmd").read_text(encoding="utf-8")))
    for path in notebooks:
        found += notebook_passages(path.stem, read_notebook(path))
    return [*found, *year_passages(settings)]


def notebook_passages(name: str, notebook: nbformat.NotebookNode) -> Iterator[Passage]:
    """Get the blocks of the Markdown cells, and the captions and alternative texts of the code cells."""
    for number, cell in enumerate(notebook.cells, start=1):
        each = EACH_SERVICE in cell.metadata.get("tags", [])
        if cell.cell_type == "markdown":
            for block in blocks(cell.source):
                yield Passage(name, block, number, each_service=each)
        elif cell.cell_type == "code":
            for option, text in _text_options(cell.source):
                yield Passage(name, _single(text), number, option, each_service=each)


def report_passages(text: str) -> Iterator[Passage]:
    """Get the blocks of report.qmd, its title and subtitle first."""
    match = FRONT_MATTER.match(text)
    if match:
        settings = load_yaml(match["settings"]) or {}
        for part in ("title", "subtitle", "abstract"):
            if isinstance(settings.get(part), str):
                yield Passage("report.qmd", _single(settings[part]), part=part)
    for block in blocks(text[match.end() :] if match else text):
        yield Passage("report.qmd", block)


def year_passages(settings: YearSettings) -> Iterator[Passage]:
    """Get the texts of a year's settings; ``part`` is the entry they stand under."""
    for part, text in year_texts(settings).items():
        yield Passage("year.yml", _single(text), part=part, folder=settings.year.folder)


def year_texts(settings: YearSettings) -> dict[str, str]:
    """Get the texts of a year's settings that the paper prints, by the entry they stand under."""
    entries = {_ENTRIES.get(name, name): text for name, text in texts(settings).items()}
    entries |= {f"breaks, {found.series} {found.year}": found.note for found in settings.breaks}
    return entries | {f"not_collected.{key}": text for key, text in settings.not_collected.items()}


def _single(text: str) -> Block:
    """Make a text that is one paragraph a block."""
    return Block(Kind.paragraph, 0, text.count("\n"), text)


def _text_options(source: str) -> Iterator[tuple[str, str]]:
    """Get the options of a code cell that hold text; what cannot be read is for the build to report."""
    lines = itertools.takewhile(lambda line: line.startswith("#|"), source.splitlines())
    try:
        options: Any = load_yaml("\n".join(line[2:].removeprefix(" ") for line in lines)) or {}
    except yaml.YAMLError:
        return
    for option, value in options.items() if isinstance(options, dict) else ():
        for text in value if isinstance(value, list) else [value]:
            if _TEXT_OPTIONS.fullmatch(str(option)) and isinstance(text, str):
                yield str(option), text
