"""Tiny notebooks, one for each situation that the tests need."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

PARAMETERS = "year = None  # the financial year\ndata_dir = None  # the data folder"


def markdown(source: str, *tags: str) -> nbformat.NotebookNode:
    return new_markdown_cell(source, metadata={"tags": list(tags)} if tags else {})


def code(source: str, *tags: str, outputs: list | None = None) -> nbformat.NotebookNode:
    return new_code_cell(source, metadata={"tags": list(tags)} if tags else {}, outputs=outputs or [])


def shown(**data: object) -> nbformat.NotebookNode:
    """Make an output; keyword names stand for mime types: png, svg, markdown, plain, facts, data."""
    mimes = {
        "png": "image/png",
        "svg": "image/svg+xml",
        "markdown": "text/markdown",
        "plain": "text/plain",
        "html": "text/html",
        "facts": "application/vnd.feedback-report.facts+json",
        "data": "application/vnd.feedback-report.data+json",
    }
    return new_output("display_data", {mimes[name]: content for name, content in data.items()})


def write(path: Path, *cells: nbformat.NotebookNode, parameters: str | None = PARAMETERS) -> Path:
    """Write a notebook, with a parameters cell before the others unless ``parameters`` is None."""
    kernel = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    first = [] if parameters is None else [code(parameters, "parameters")]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=[*first, *cells], metadata=kernel), path)
    return path
