"""Turn an executed notebook into a section that a renderer can embed.

The renderers see plain notebooks: Markdown cells, and code cells with a picture or a Markdown
table as output. Everything else that a cell left behind (facts, the data behind a figure, SVG
pictures, papermill's paths and times) is taken out here.
"""

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import yaml

from feedback_report.errors import NotebookError
from feedback_report.settings import Service

FACTS_MIME = "application/vnd.feedback-report.facts+json"
DATA_MIME = "application/vnd.feedback-report.data+json"
EACH_SERVICE = "each-service"
_HIDDEN = {"parameters", "injected-parameters"}  # they hold the data folder's path

_NAMED = re.compile(r"(\{\{<\s*(?:var|meta)\s+)([\w.-]+)(\s*>\}\})|((?:when|unless)-meta=[\"'])([\w.-]+)([\"'])")
_LABEL = re.compile(r"\b((?:fig|tbl|sec|par)-(?:[\w-]*-)?)service\b")
_VARIABLE = re.compile(r"\{\{<\s*var\s+([\w.-]+)\s*>\}\}")
_CONDITION = re.compile(r"(?:when|unless)-meta=[\"']([\w.-]+)[\"']")


@dataclass(frozen=True)
class Figure:
    """A labelled chart or table: the data behind it as CSV text, and its SVG if it is a chart."""

    label: str
    section: str
    csv: str
    svg: str | None

    @property
    def has_rows(self) -> bool:
        """Whether the data holds more than the names of its columns: a figure may say that there is nothing to show."""
        return len(self.csv.splitlines()) > 1


@dataclass(frozen=True)
class Section:
    """A section ready to embed: the cleaned notebook, the facts it recorded and its figures in order."""

    name: str
    notebook: nbformat.NotebookNode
    facts: list[dict[str, Any]]
    figures: list[Figure] = field(default_factory=list)


def prepare_section(executed: Path, services: list[Service]) -> Section:
    """Read an executed notebook and make its section.

    Cells tagged ``each-service`` are repeated for each service in scope. Raises NotebookError
    when such a cell has not shown one output for each service, or a cell's options cannot be read.
    """
    notebook = nbformat.read(executed, as_version=4)
    problems: list[str] = []
    visible = [cell for cell in notebook.cells if not _HIDDEN & set(cell.metadata.get("tags", []))]
    cells = list(_for_each_service(visible, services, executed.name, problems))
    facts: list[dict[str, Any]] = []
    figures: list[Figure] = []
    for cell in cells:
        cell.metadata = nbformat.NotebookNode({"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {})
        if cell.cell_type != "code":
            continue
        options = _options(cell, executed.name, problems)
        for output in cell.outputs:
            data = output.get("data", {})
            facts += data.get(FACTS_MIME, [])
            label = str(options.get("label", ""))
            if label and DATA_MIME in data and options.get("include") is not False:
                figures.append(Figure(label, executed.stem, data[DATA_MIME]["csv"], data.get("image/svg+xml")))
        cell.outputs = [] if options.get("include") is False else [_clean(output) for output in cell.outputs]
    if problems:
        raise NotebookError(problems)
    section = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": notebook.metadata.get("kernelspec", {})})
    return Section(executed.stem, section, facts, figures)


def report_section(report: Path) -> Section:
    """Get the text of report.qmd itself as a section, so that its names are held against the facts too."""
    text = nbformat.v4.new_markdown_cell(report.read_text(encoding="utf-8"))
    return Section(report.name, nbformat.v4.new_notebook(cells=[text]), [])


def unknown_names(sections: Iterable[Section], facts: Iterable[str], conditions: Iterable[str]) -> list[str]:
    """Say where prose prints a fact, or asks for a condition, that nothing has recorded."""
    from feedback_report.facts import nearest_names

    known, asked = set(facts), set(conditions)
    problems = []
    for section in sections:
        for number, cell in enumerate(section.notebook.cells, start=1):
            for pattern, names, kind in ((_VARIABLE, known, "fact"), (_CONDITION, asked, "condition")):
                for name in dict.fromkeys(pattern.findall(cell.source)):
                    if name not in names:
                        near = ", ".join(nearest_names(name, sorted(names)))
                        problems.append(
                            f'{_where(section, number)}: unknown {kind} "{name}". '
                            + (
                                f"The nearest names are {near}."
                                if near
                                else "Run the facts command to list what there is."
                            )
                        )
    return problems


def _where(section: Section, cell: int) -> str:
    return section.name if section.name.endswith(".qmd") else f"notebooks/{section.name}.ipynb, cell {cell}"


def printed_names(notebook: nbformat.NotebookNode) -> set[str]:
    """Get the names of all facts and conditions that a notebook's text refers to."""
    return {
        name for cell in notebook.cells for pattern in (_VARIABLE, _CONDITION) for name in pattern.findall(cell.source)
    }


def _for_each_service(
    cells: list[nbformat.NotebookNode], services: list[Service], name: str, problems: list[str]
) -> Iterator[nbformat.NotebookNode]:
    """Repeat each run of adjacent tagged cells, as a group, for each service."""
    group: list[tuple[int, nbformat.NotebookNode]] = []
    for number, cell in enumerate(cells, start=1):
        if EACH_SERVICE in cell.metadata.get("tags", []):
            group.append((number, cell))
            continue
        yield from _repeat(group, services, name, problems)
        group = []
        yield cell
    yield from _repeat(group, services, name, problems)


def _repeat(
    group: list[tuple[int, nbformat.NotebookNode]], services: list[Service], name: str, problems: list[str]
) -> Iterator[nbformat.NotebookNode]:
    for number, cell in group:
        if cell.cell_type == "code":
            shown = [output for output in cell.outputs if output.output_type in ("display_data", "execute_result")]
            if len(shown) != len(services):
                problems.append(
                    f"notebooks/{name}, cell {number}: shows {len(shown)} outputs, expected {len(services)}, "
                    "one for each service in scope, because the cell is tagged each-service."
                )
                return
    for index, service in enumerate(services):
        for _, cell in group:
            repeated = copy.deepcopy(cell)
            repeated.id = f"{cell.id}-{service.key}"
            repeated.source = for_service(cell.source, service)
            if cell.cell_type == "code":
                shown = [output for output in cell.outputs if output.output_type in ("display_data", "execute_result")]
                repeated.outputs = [shown[index]]
            yield repeated


def for_service(source: str, service: Service) -> str:
    """Let ``service`` in the names of facts, conditions and labels stand for one service's key."""

    def named(match: re.Match[str]) -> str:
        before, name, after = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        return before + ".".join(re.sub(r"^service(?=-|$)", service.key, part) for part in name.split(".")) + after

    return _LABEL.sub(rf"\g<1>{service.key}", _NAMED.sub(named, source))


def _options(cell: nbformat.NotebookNode, name: str, problems: list[str]) -> dict[str, Any]:
    """Read the ``#|`` lines at the head of a code cell."""
    lines = []
    for line in cell.source.splitlines():
        if not line.startswith("#|"):
            break
        lines.append(line[2:].removeprefix(" "))
    try:
        return yaml.safe_load("\n".join(lines)) or {}
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", error)
        problems.append(
            f"notebooks/{name}: the options `{lines[0]}` ... are not valid YAML ({problem}): "
            "put text with a colon in quotation marks."
        )
        return {}


def _clean(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep one form of an output that both HTML and Word can take: a PNG, Markdown, or plain text."""
    data = output.get("data")
    if data is None:
        return output
    form = next((mime for mime in ("image/png", "text/markdown", "text/plain") if mime in data), None)
    metadata = {form: output.metadata[form]} if form and form in output.get("metadata", {}) else {}
    return nbformat.v4.new_output("display_data", {form: data[form]} if form else {}, metadata=metadata)
