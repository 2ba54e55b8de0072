"""The facts of the sample's papers, from the code cells of its notebooks run in this process, without a kernel."""

import re
from pathlib import Path
from unittest import mock

import nbformat

from feedback_report.building.assemble import embedded_notebooks
from feedback_report.disclosure.plan import plan_of, save_plan
from feedback_report.facts import Fact, collect
from feedback_report.narrative.paragraphs import repeated_cells
from feedback_report.notebook import Paper
from feedback_report.running.context import context_facts
from feedback_report.running.noted_reads import TABLES_VARIABLE
from feedback_report.running.table_store import save_comparable
from feedback_report.running.year_tables import read_paper_tables
from feedback_report.settings import load_council, load_year_settings
from feedback_report.years import Year

PROJECT = Path(__file__).resolve().parent.parent
NOTEBOOKS = embedded_notebooks(PROJECT)


def sample_facts(year: Year, data: Path, workspace: Path) -> dict[str, Fact]:
    """Run the notebooks' code for a year, charts and tables left undrawn, and get the facts of its paper."""
    council, settings = load_council(data), load_year_settings(data, year)
    held = read_paper_tables(data, council, settings)
    save_comparable(held, workspace / "tables")
    save_plan(plan_of(council, settings, held, data), workspace / "tables")
    notebooks = [nbformat.read(path, as_version=4) for path in NOTEBOOKS]
    sources = [source for notebook in notebooks for _, source, _ in repeated_cells(notebook, council.services)]
    sources.append((PROJECT / "report.qmd").read_text(encoding="utf-8"))
    asked = set(re.findall(r"\bvar ([\w.-]+)|facts\.([\w.-]+)", " ".join(sources)))
    asked = {name for found in asked for name in found if name}
    with (
        mock.patch.dict("os.environ", {TABLES_VARIABLE: str(workspace / "tables")}),
        mock.patch.object(Paper, "show_chart", lambda *_, **__: None),
        mock.patch.object(Paper, "show_table", lambda *_, **__: None),
    ):
        recorded = collect(
            (path.stem, _facts_of(notebook, year, data)) for path, notebook in zip(NOTEBOOKS, notebooks, strict=True)
        )
    return collect([("", recorded.values()), ("settings", context_facts(council, settings, asked, recorded))])


def _facts_of(notebook: nbformat.NotebookNode, year: Year, data: Path):
    held: dict = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(cell.source, held)
            if "parameters" in cell.metadata.get("tags", []):
                held |= {"year": year.label, "data_dir": str(data)}
    return held["paper"].facts
