"""What a section of the paper is: its cleaned notebook, its facts, its figures, and where each cell comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feedback_report.settings import Service

if TYPE_CHECKING:  # a notebook would wait for it as long as for all else that it imports
    import nbformat

DATA_MIME = "application/vnd.feedback-report.data+json"
ADDED = {"injected-parameters", "reads"}  # tags of the cells that a run adds to a notebook


@dataclass(frozen=True)
class Figure:
    """A chart or table: the data behind it as CSV text, and its SVG if it is a chart.

    Only those with a ``label`` have a number. ``title`` is the caption as its author wrote it, or the heading of a
    table without a label; ``kinds`` says how each column is written, ``headings`` what some are called in print;
    ``unit`` is what a chart counts, ``note`` (Markdown) what stands under a table. ``unsaid`` is true where there
    was nothing to show and no sentence of its own says so.
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
    unsaid: bool = False

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
