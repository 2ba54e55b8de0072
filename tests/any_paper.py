"""Run every section in memory, without kernels, charts or renderers, and read what its prose would print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any
from unittest.mock import patch

import nbformat
import pandas as pd
import yaml
from any_council import World

from feedback_report import notebook as interface
from feedback_report.facts import Fact, Facts, collect, condition_names, variable_names
from feedback_report.notebook import Paper
from feedback_report.running.context import context_facts
from feedback_report.running.each_service import EACH_SERVICE, for_service
from feedback_report.running.names_in_prose import printed_names

PROJECT = Path(__file__).resolve().parent.parent
PATHS = sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))
SPAN = re.compile(r'\[([^\[\]]*)\]\{\.content-visible (when|unless)-meta="facts\.([\w.-]+)"\}')
DIV = re.compile(r'^:::+ *\{\.content-visible (?:when-format="\w+" ?)?(?:(when|unless)-meta="facts\.([\w.-]+)")?\}$')
CHART = "a chart"
VARIABLE = re.compile(r"\{\{<\s*var\s+([\w.-]+)\s*>\}\}")


@dataclass
class Read:
    """What a paper would print: its facts, its paragraphs with captions and alternative texts, its tables."""

    facts: dict[str, Fact]
    paragraphs: list[str] = field(default_factory=list)
    shown: list[tuple[str, pd.DataFrame]] = field(default_factory=list)


@cache
def cells(path: Path) -> list[tuple[nbformat.NotebookNode, CodeType | None]]:
    found = []
    for cell in nbformat.read(path, as_version=4).cells:
        if "parameters" not in cell.metadata.get("tags", []):
            is_code = cell.cell_type == "code"
            found.append((cell, compile(cell.source, f"{path.name}, {cell.id}", "exec") if is_code else None))
    return found


def read_paper(world: World) -> Read:
    """Run the code of all sections on a world and print their prose.

    Raises what a section raises; KeyError for a name in prose that no section has recorded.
    """
    cut, shown, recorded, drawn = world.cut, [], [], set()

    def show_chart(self: Paper, draw: Any, data: pd.DataFrame, nothing: str = "", **options: Any) -> None:
        values = data.select_dtypes("number").drop(columns=["year", "month", "calendar_year"], errors="ignore")
        shown.append((CHART if values.fillna(0).to_numpy().any() else nothing or interface.NOTHING, data))

    def show(forms: dict[str, str], data: pd.DataFrame, metadata: Any = None) -> None:
        shown.append((forms["text/markdown"], data))

    for path in PATHS:
        facts = Facts(path.stem, world.settings.year, world.council.style, world.settings.data_until)
        paper = Paper(
            world.settings.year, world.council, world.settings, cut.tables, facts, cut.whole_years, cut.left_out
        )
        with (
            patch.object(interface, "open_paper", lambda *_, paper=paper: paper),
            patch.object(interface, "show", show),
            patch.object(Paper, "show_chart", show_chart),
        ):
            names: dict[str, Any] = {"year": None, "data_dir": None}
            for cell, code in cells(path):
                before = len(shown)
                if code:
                    exec(code, names)
                if code and EACH_SERVICE in cell.metadata.get("tags", []):
                    assert len(shown) - before == len(world.council.services), cell.id
                if any(text == CHART for text, _ in shown[before:]):
                    drawn.add(cell.id)
        recorded.append((path.stem, facts))
    return _read(world, collect(recorded), shown, drawn)


def _read(world: World, recorded: dict[str, Fact], shown: list[tuple[str, pd.DataFrame]], drawn: set[str]) -> Read:
    asked: set[str] = set()
    for path in PATHS:
        for cell, _ in _expanded(path, world):
            asked |= printed_names(nbformat.v4.new_notebook(cells=[cell]))
    own = context_facts(world.council, world.settings, asked, recorded)
    facts = collect([("", recorded.values()), ("settings", own)])
    known, conditions = set(variable_names(facts)), set(condition_names(facts))
    unknown = {name for name in asked if name not in known and name not in conditions}
    if unknown:
        raise KeyError(f"prose names what no section has recorded: {sorted(unknown)}")
    read = Read(facts, shown=shown)
    for path in PATHS:
        for cell, options in _expanded(path, world):
            texts = [cell.source]
            if options is not None:  # a chart that is not drawn has no alternative text
                texts = [options.get("fig-cap", ""), options.get("fig-alt", "") if cell.id in drawn else ""]
            read.paragraphs += [part for text in texts for part in paragraphs(text, facts)]
    return read


def _expanded(path: Path, world: World) -> Iterator[tuple[nbformat.NotebookNode, dict[str, str] | None]]:
    """Get the cells with those for each service repeated, and the options of code cells."""
    for cell, code in cells(path):
        repeated = EACH_SERVICE in cell.metadata.get("tags", [])
        for service in world.council.services if repeated else [None]:
            source = for_service(cell.source, service) if service else cell.source
            lines = [line[2:].removeprefix(" ") for line in source.splitlines() if line.startswith("#|")]
            options = (yaml.safe_load("\n".join(lines)) or {}) if code else None
            yield nbformat.v4.new_markdown_cell(source, id=cell.id), options


def paragraphs(text: str, facts: dict[str, Fact]) -> list[str]:
    """Print Markdown as plain paragraphs: what its conditions show, with its facts."""
    kept, holds = [], []
    for line in text.splitlines():
        opened = DIV.match(line)
        if opened:
            holds.append(opened[2] is None or facts[opened[2]].value == (opened[1] == "when"))
        elif re.match(r"^:::+ *\{", line):
            holds.append(True)
        elif re.match(r"^:::+$", line):
            holds.pop()
        if all(holds):
            kept.append("" if line.startswith(":::") else line)
    found = "\n".join(kept)
    found = SPAN.sub(lambda span: span[1] if facts[span[3]].value == (span[2] == "when") else "", found)
    found = VARIABLE.sub(lambda name: facts[name[1]].text, found)
    plain = [_plain(part) for part in re.split(r"\n\s*\n", found)]
    return [part for part in plain if part]


def _plain(text: str) -> str:
    text = re.sub(r"^#+ (.*?)( \{[^{}]*\})?$", r"\1.", text)  # a heading
    text = re.sub(r"^- ", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[\]\{#[\w-]+\}", "", text)
    text = text.replace("[](#", "paragraph (#")
    text = re.sub(r"\[([^\[\]]*)\]\([^()\s]*\)", r"\1", text)
    text = re.sub(r"@(?:fig|sec)-[\w-]+", "Figure 1", text)
    return " ".join(re.sub(r"paragraph \(#[\w-]+\)", "paragraph 1.1", text).replace("**", "").split())
