"""The section notebooks keep the rules of the house."""

import re
from pathlib import Path

import nbformat
import papermill
import pytest
import yaml
from nbclient import NotebookClient

from feedback_report.settings import load_council

PROJECT = Path(__file__).resolve().parent.parent
PATHS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
ids = [path.stem for path in PATHS]


def read(path):
    return nbformat.read(path, as_version=4)


def options(cell):
    lines = [line[2:].removeprefix(" ") for line in cell.source.splitlines() if line.startswith("#|")]
    return yaml.safe_load("\n".join(lines)) or {}


def code_lines(cell):
    return [line for line in cell.source.splitlines() if line.strip() and not line.startswith("#|")]


@pytest.mark.parametrize("path", PATHS, ids=ids)
def test_git_holds_no_outputs(path):
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in read(path).cells)


@pytest.mark.parametrize("path", PATHS, ids=ids)
def test_a_notebook_begins_with_its_only_highest_heading_then_parameters_then_setup(path):
    cells = read(path).cells
    levels = [
        len(found)
        for cell in cells
        if cell.cell_type == "markdown"
        for found in re.findall(r"^(#+) ", cell.source, re.M)
    ]
    assert cells[0].cell_type == "markdown" and cells[0].source.startswith("#")
    assert all(level > levels[0] for level in levels[1:])
    assert cells[1].metadata.get("tags") == ["parameters"]
    assert "open_paper(" in cells[2].source


@pytest.mark.parametrize("path", PATHS, ids=ids)
def test_each_parameter_explains_itself_and_its_default_names_no_year(path):
    parameters = papermill.inspect_notebook(str(path))
    assert set(parameters) == {"year", "data_dir"}
    assert all(found["default"] == "None" and found["help"] for found in parameters.values())


@pytest.mark.parametrize("path", PATHS, ids=ids)
def test_code_cells_are_short_and_hold_no_function_path_or_colour(path):
    for cell in read(path).cells:
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
            assert len(code_lines(cell)) <= 10, cell.source
            assert not re.search(r"^\s*(def|class|lambda)\b|#[0-9a-fA-F]{6}|\.csv|/data|Path\(", cell.source, re.M), (
                cell.source
            )


@pytest.mark.parametrize("path", PATHS, ids=ids)
def test_charts_have_label_caption_and_alternative_text_and_tables_label_and_caption(path):
    for cell in read(path).cells:
        if "show_chart" in cell.source:
            assert {"label", "fig-cap", "fig-alt"} <= set(options(cell)), cell.source
        if "label" in options(cell):
            assert options(cell)["label"].startswith("fig-")
            assert options(cell)["fig-cap"]


@pytest.mark.parametrize("path", PATHS, ids=ids)
def test_headings_with_a_name_in_them_have_their_own_id(path):
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            for heading in re.findall(r"^#+ .*\{\{<.*$", cell.source, re.M):
                assert re.search(r"\{#[\w-]+[^}]*\}$", heading), heading


def test_labels_are_unique_in_the_whole_report():
    labels = [
        options(cell)["label"]
        for path in PATHS
        for cell in read(path).cells
        if cell.cell_type == "code" and "label" in options(cell)
    ]
    assert len(labels) == len(set(labels))


def test_no_code_cell_names_the_sample_councils_services_or_years():
    council = load_council(PROJECT / "data")
    words = [council.name, council.area_code, *(service.name for service in council.services)]
    for path in PATHS:
        for cell in read(path).cells:
            if cell.cell_type == "code":
                held = "\n".join(line for line in cell.source.splitlines() if "such as 2024/25" not in line)
                assert not re.search(r"\b20\d\d\b", held), held
                assert not [word for word in words if re.search(rf"\b{re.escape(word)}\b", held)], held


@pytest.mark.parametrize(
    "path",
    [path for path in PATHS if path.stem[3:] in ("whole-council", "outcomes", "responsible-officers")],
    ids=lambda path: path.stem,
)
def test_a_notebook_runs_as_it_stands_in_jupyterlab(path):
    """JupyterLab runs all cells in the notebook's folder, without a build and without parameters."""
    NotebookClient(read(path), timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()


@pytest.mark.parametrize("path", PATHS, ids=ids)
def test_prose_does_not_call_the_largest_parts_most_of_the_whole(path):
    prose = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    assert re.findall(r"(?<!the )\bmost (?:complaints |cases )?(?:came|were|are)\b", prose) == []
