"""Turn an executed notebook into a section that a renderer can embed.

The renderers see plain notebooks: Markdown cells, and code cells with a picture or a Markdown
table as output. Everything else that a cell left behind (facts, the data behind a figure, SVG
pictures, papermill's paths and times) is taken out here.
"""

import copy
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat
import yaml

from feedback_report.errors import NotebookError
from feedback_report.settings import Service
from feedback_report.settings.yaml_text import load_yaml

FACTS_MIME = "application/vnd.feedback-report.facts+json"
DATA_MIME = "application/vnd.feedback-report.data+json"
EACH_SERVICE = "each-service"
ADDED = {"injected-parameters", "reads"}  # tags of the cells that a run adds to a notebook
_HIDDEN = {"parameters", *ADDED}  # they hold the data folder's path

_NAMED = re.compile(r"(\{\{<\s*(?:var|meta)\s+)([\w.-]+)(\s*>\}\})|((?:when|unless)-meta=[\"'])([\w.-]+)([\"'])")
_LABEL = re.compile(r"\b((?:fig|tbl|sec|par)-(?:[\w-]*-)?)service\b")
_VARIABLE = re.compile(r"\{\{<\s*var\s+([\w.-]+)\s*>\}\}")
_CONDITION = re.compile(r"(?:when|unless)-meta=[\"']([\w.-]+)[\"']")


@dataclass(frozen=True)
class Figure:
    """A chart or table: the data behind it as CSV text, and its SVG if it is a chart.

    Only those with a ``label`` have a number. ``title`` is the caption as its author wrote it, or the heading of a
    table without a label; ``kinds`` says how each column is written, ``headings`` what some are called in print;
    ``unit`` is what a chart counts, ``note`` (Markdown) what stands under a table.
    """

    label: str
    section: str
    csv: str
    svg: str | None
    title: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    note: str = ""

    @property
    def has_rows(self) -> bool:
        """Whether the data holds more than the names of its columns: a figure may say that there is nothing to show."""
        return len(self.csv.splitlines()) > 1


@dataclass(frozen=True)
class Origin:
    """Where a section's cell comes from: its number in the author's notebook (from 1) and its text as written there.

    ``service`` is the service that a repeated cell stands for.
    """

    number: int
    source: str
    service: Service | None = None


@dataclass(frozen=True)
class Section:
    """A section ready to embed: the cleaned notebook, the facts it recorded and its figures in order.

    ``tables`` are those that stand under a heading and have no number; ``origins`` has an entry for each cell of the
    notebook; ``data`` are the rows behind each output as CSV text.
    """

    name: str
    notebook: nbformat.NotebookNode
    facts: list[dict[str, Any]]
    figures: list[Figure] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    tables: list[Figure] = field(default_factory=list)

    @property
    def shown(self) -> list[str]:
        """The Markdown that the cells show: tables, and sentences in the place of charts."""
        outputs = (output for cell in self.notebook.cells for output in cell.get("outputs", []))
        return [output.data["text/markdown"] for output in outputs if "text/markdown" in output.get("data", {})]


def prepare_section(executed: Path, services: list[Service]) -> Section:
    """Read an executed notebook and make its section.

    Cells tagged ``each-service`` are repeated for each service in scope. Raises NotebookError
    when such a cell has not shown one output for each service, or a cell's options cannot be read.
    """
    notebook = nbformat.read(executed, as_version=4)
    problems: list[str] = []
    written = [cell for cell in notebook.cells if not ADDED & set(cell.metadata.get("tags", []))]
    visible = [
        (Origin(number, cell.source), cell)
        for number, cell in enumerate(written, start=1)
        if not _HIDDEN & set(cell.metadata.get("tags", []))
    ]
    origins, cells = [], []
    for origin, cell in _for_each_service(visible, services, executed.name, problems):
        origins.append(origin)
        cells.append(cell)
    facts: list[dict[str, Any]] = []
    figures: list[Figure] = []
    held: list[str] = []
    tables: list[Figure] = []
    ran = itertools.count(1)  # a renderer asks whether a cell has run; when it ran is no matter of the paper's
    for origin, cell in zip(origins, cells, strict=True):
        cell.metadata = nbformat.NotebookNode({"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {})
        if cell.cell_type != "code":
            continue
        cell.execution_count = next(ran)
        options = _options(origin, cell, executed.name, problems)
        for output in cell.outputs:
            data = output.get("data", {})
            facts += data.get(FACTS_MIME, [])
            held += [data[DATA_MIME]["csv"]] if DATA_MIME in data else []
            label = str(options.get("label", ""))
            if DATA_MIME in data and options.get("include") is not False:
                shown = _figure(label, executed.stem, str(options.get("fig-cap", "")), data)
                if label:
                    figures.append(shown)
                elif shown.title:
                    tables.append(shown)
        cell.outputs = [] if options.get("include") is False else [_clean(output) for output in cell.outputs]
    if problems:
        raise NotebookError(dict.fromkeys(problems))  # a repeated cell has its problems once
    section = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": notebook.metadata.get("kernelspec", {})})
    return Section(executed.stem, section, facts, figures, origins, held, tables)


def _figure(label: str, section: str, caption: str, data: Mapping[str, Any]) -> Figure:
    told = dict(data[DATA_MIME])
    title = caption or told.pop("title", "")
    known = {name: told[name] for name in ("csv", "kinds", "headings", "unit", "note") if name in told}
    return Figure(label, section, svg=data.get("image/svg+xml"), title=title, **known)


def report_section(report: Path) -> Section:
    """Get the text of report.qmd itself as a section, so that its names are held against the facts too."""
    text = nbformat.v4.new_markdown_cell(report.read_text(encoding="utf-8"))
    return Section(report.name, nbformat.v4.new_notebook(cells=[text]), [], origins=[Origin(1, text.source)])


def unknown_names(sections: Iterable[Section], facts: Iterable[str], conditions: Iterable[str]) -> list[str]:
    """Say where prose prints a fact, or asks for a condition, that nothing has recorded."""
    from feedback_report.facts import nearest_names

    known, asked = set(facts), set(conditions)
    unknown: dict[tuple[str, str, str], dict[str, Service | None]] = {}
    near: dict[str, list[str]] = {}
    for section in sections:
        for origin, cell in zip(section.origins, section.notebook.cells, strict=True):
            for pattern, names, kind in ((_VARIABLE, known, "fact"), (_CONDITION, asked, "condition")):
                # A repeated cell has the same names in the same order, with the service's key in them.
                for written, name in zip(pattern.findall(origin.source), pattern.findall(cell.source), strict=True):
                    if name not in names:
                        unknown.setdefault((_where(section, origin.number), kind, written), {})[name] = origin.service
                        near[name] = nearest_names(name, sorted(names))
    return [
        f'{where}: unknown {kind} "{written}"{_for_services(written, names)}. ' + _advice(names, near)
        for (where, kind, written), names in unknown.items()
    ]


def _for_services(written: str, names: dict[str, Service | None]) -> str:
    """Name the services that lack a name written for each of them."""
    keys = [service.key for name, service in names.items() if service is not None and name != written]
    return f" for {' and '.join(keys)}" if keys else ""


def _advice(names: dict[str, Service | None], near: dict[str, list[str]]) -> str:
    """Name the nearest of the names that there are, for a repeated cell as its author would write them."""
    keys = {service.key for service in names.values() if service is not None}
    found = []
    for asked, service in names.items():
        for name in near[asked]:
            parts = name.split(".")
            if service is not None:
                parts = [re.sub(rf"^{service.key}(?=-|$)", "service", part) for part in parts]
            if not keys & set(parts):  # that of another service is none the author would write here
                found.append(".".join(parts))
    if not found:
        return "Run the facts command to list what there is."
    return f"The nearest names are {', '.join(list(dict.fromkeys(found))[:3])}."


def _where(section: Section, cell: int) -> str:
    return section.name if section.name.endswith(".qmd") else f"notebooks/{section.name}.ipynb, cell {cell}"


def printed_names(notebook: nbformat.NotebookNode) -> set[str]:
    """Get the names of all facts and conditions that a notebook's text refers to."""
    return {
        name for cell in notebook.cells for pattern in (_VARIABLE, _CONDITION) for name in pattern.findall(cell.source)
    }


def _for_each_service(
    cells: list[tuple[Origin, nbformat.NotebookNode]], services: list[Service], name: str, problems: list[str]
) -> Iterator[tuple[Origin, nbformat.NotebookNode]]:
    """Repeat each run of adjacent tagged cells, as a group, for each service."""
    group: list[tuple[Origin, nbformat.NotebookNode]] = []
    for origin, cell in cells:
        if EACH_SERVICE in cell.metadata.get("tags", []):
            group.append((origin, cell))
            continue
        yield from _repeat(group, services, name, problems)
        group = []
        yield origin, cell
    yield from _repeat(group, services, name, problems)


def _repeat(
    group: list[tuple[Origin, nbformat.NotebookNode]], services: list[Service], name: str, problems: list[str]
) -> Iterator[tuple[Origin, nbformat.NotebookNode]]:
    for origin, cell in group:
        if cell.cell_type == "code":
            shown = [output for output in cell.outputs if output.output_type in ("display_data", "execute_result")]
            if len(shown) != len(services):
                problems.append(
                    f"notebooks/{name}, cell {origin.number}: shows {len(shown)} outputs, expected {len(services)}, "
                    "one for each service in scope, because the cell is tagged each-service."
                )
                return
    for index, service in enumerate(services):
        for origin, cell in group:
            repeated = copy.deepcopy(cell)
            repeated.id = f"{cell.id}-{service.key}"
            repeated.source = for_service(cell.source, service)
            if cell.cell_type == "code":
                shown = [output for output in cell.outputs if output.output_type in ("display_data", "execute_result")]
                repeated.outputs = [shown[index]]
            yield replace(origin, service=service), repeated


def for_service(source: str, service: Service) -> str:
    """Let ``service`` in the names of facts, conditions and labels stand for one service's key."""

    def named(match: re.Match[str]) -> str:
        before, name, after = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        return before + ".".join(re.sub(r"^service(?=-|$)", service.key, part) for part in name.split(".")) + after

    return _LABEL.sub(rf"\g<1>{service.key}", _NAMED.sub(named, source))


def _options(origin: Origin, cell: nbformat.NotebookNode, name: str, problems: list[str]) -> dict[str, Any]:
    """Read the ``#|`` lines at the head of a code cell."""
    where = f"notebooks/{name}, cell {origin.number}"
    lines = _option_lines(cell.source)
    try:
        options = load_yaml("\n".join(lines)) or {}
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", error)
        problems.append(
            f"{where}: the options `#| {_option_lines(origin.source)[0]}` ... are not valid YAML ({problem}): "
            "put text with a colon in quotation marks."
        )
        return {}
    if not isinstance(options, dict):
        problems.append(
            f"{where}: the option `#| {_option_lines(origin.source)[0]}` has no value: "
            "write a name, a colon, a space and a value, such as `#| echo: false`."
        )
        return {}
    return options


def _option_lines(source: str) -> list[str]:
    lines = itertools.takewhile(lambda line: line.startswith("#|"), source.splitlines())
    return [line[2:].removeprefix(" ") for line in lines]


def _clean(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep one form of an output that both HTML and Word can take: a PNG, Markdown, or plain text."""
    data = output.get("data")
    if data is None:
        return output
    form = next((mime for mime in ("image/png", "text/markdown", "text/plain") if mime in data), None)
    metadata = {form: output.metadata[form]} if form and form in output.get("metadata", {}) else {}
    return nbformat.v4.new_output("display_data", {form: data[form]} if form else {}, metadata=metadata)
