"""Turn an executed notebook into a section that a renderer can embed.

The renderers see plain notebooks: Markdown cells, and code cells with a picture or a Markdown
table as output. Everything else that a cell left behind (facts, the data behind a figure, SVG
pictures, papermill's paths and times) is taken out here.
"""

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import yaml

from feedback_report.errors import NotebookError
from feedback_report.facts import FACTS_MIME
from feedback_report.running.each_service import for_each_service
from feedback_report.running.section import ADDED, DATA_MIME, Figure, Origin, Section
from feedback_report.settings import Service
from feedback_report.settings.yaml_text import load_yaml

_HIDDEN = {"parameters", *ADDED}  # they hold the data folder's path


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
    for origin, cell in for_each_service(visible, services, executed.name, problems):
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
    known = {name: told[name] for name in ("csv", "kinds", "headings", "unit", "note", "unsaid") if name in told}
    return Figure(label, section, svg=data.get("image/svg+xml"), title=title, **known)


def report_section(report: Path) -> Section:
    """Get the text of report.qmd itself as a section, so that its names are held against the facts too."""
    text = nbformat.v4.new_markdown_cell(report.read_text(encoding="utf-8"))
    return Section(report.name, nbformat.v4.new_notebook(cells=[text]), [], origins=[Origin(1, text.source)])


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
