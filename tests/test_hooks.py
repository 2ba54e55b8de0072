"""What happens when Quarto renders the project by itself: the hooks before and after it."""

import io
import shutil
from pathlib import Path

import nbformat
import pytest
import yaml
from docx import Document
from lxml import html
from rich.console import Console
from small_project import small_project
from typer.testing import CliRunner

from feedback_report import reader
from feedback_report.__main__ import app
from feedback_report.building.hooks import post_render, pre_render
from feedback_report.building.render import IN_BUILD
from feedback_report.project import DATA_VARIABLE, YEAR_VARIABLE
from feedback_report.years import Year

OUTPUT = "output/quarto"


@pytest.fixture(autouse=True)
def ordinary_session(monkeypatch):
    for name in (IN_BUILD, YEAR_VARIABLE, DATA_VARIABLE, "QUARTO_PROJECT_OUTPUT_FILES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def assembled(tmp_path_factory):
    """A project after Quarto has called its first hook, and what the hook said."""
    project = small_project(tmp_path_factory.mktemp("project"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        patch.setenv("QUARTO_PROJECT_DIR", str(project))
        result = CliRunner().invoke(app, ["quarto-pre-render"])
    assert result.exit_code == 0, result.output
    return project, result.output


@pytest.fixture
def rendered(assembled, tmp_path, monkeypatch):
    """A copy of that project in which a renderer has written its files, as Quarto calls the second hook."""
    project = tmp_path / "project"
    shutil.copytree(assembled[0], project)
    folder = project / OUTPUT
    folder.mkdir(parents=True)
    for form, tree in reader.read_formats(project, "report.qmd", ["html", "docx"]).items():
        reader.write(tree, form, folder / f"report.{form}", project=project)
    monkeypatch.chdir(project)
    monkeypatch.setenv("QUARTO_PROJECT_DIR", str(project))
    return project


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_the_paper_is_assembled_in_the_projects_own_folder(assembled):
    project, _ = assembled
    section = nbformat.read(project / "build" / "sections" / "1-analysis.ipynb", as_version=4)
    assert section.cells[0].source == "# Analysis {#sec-analysis}"
    variables = yaml.safe_load((project / "_variables.yml").read_text(encoding="utf-8"))
    # The small data hold one case in each of two years.
    assert variables["parks"]["complaints-counted"] == "2 complaints"
    assert variables["year"]["label"] == "2024/25"
    conditions = yaml.safe_load((project / "_conditions.yml").read_text(encoding="utf-8"))
    assert conditions["facts"]["links"]["law"]["given"] is True


def test_the_first_hook_counts_the_sections_that_there_are(assembled):
    assert "1 of 1 sections" in assembled[1]


@pytest.mark.parametrize(("named", "expected"), [("2023/24", "2023/24"), (None, "2024/25")])
def test_the_first_hook_takes_the_year_and_the_data_that_are_set(monkeypatch, tmp_path, named, expected):
    for year in ("2023-24", "2024-25"):
        (tmp_path / "elsewhere" / year).mkdir(parents=True)
    monkeypatch.setenv("QUARTO_PROJECT_DIR", str(tmp_path))
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "elsewhere"))
    if named:
        monkeypatch.setenv(YEAR_VARIABLE, named)
    asked = []
    monkeypatch.setattr("feedback_report.building.hooks.assemble", lambda *given: asked.extend(given))
    pre_render(Console(file=io.StringIO()))
    assert asked[:4] == [tmp_path, tmp_path, Year.parse(expected), tmp_path / "elsewhere"]


def test_the_first_hook_does_nothing_within_a_build(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUARTO_PROJECT_DIR", str(tmp_path))
    monkeypatch.setenv(IN_BUILD, "1")
    said = io.StringIO()
    pre_render(Console(file=said))
    assert list(tmp_path.iterdir()) == []
    assert said.getvalue() == ""


def test_the_second_hook_finishes_the_files_that_quarto_names_in_their_place(rendered, monkeypatch):
    monkeypatch.setenv("QUARTO_PROJECT_OUTPUT_FILES", f"{OUTPUT}/report.html\n{OUTPUT}/report.docx\n")
    result = CliRunner().invoke(app, ["quarto-post-render"])
    assert result.exit_code == 0, result.output
    page = html.fromstring((rendered / OUTPUT / "report.html").read_text(encoding="utf-8"))
    assert page.xpath("//nav")
    assert "2 complaints in 2024/25, as Figure\u00a01 says" in page.text_content()
    assert "Committee for Parks" in page.text_content()
    paper = Document(str(rendered / OUTPUT / "report.docx"))
    assert paper.core_properties.title == "Test Council: Annual customer feedback report, 2024/25"
    assert paper.core_properties.author == "Head of Parks"


def test_the_second_hook_leaves_every_other_file_alone(rendered, monkeypatch):
    folder = rendered / OUTPUT
    shutil.copyfile(folder / "report.html", folder / "other.html")
    (folder / "report.txt").write_text("words", encoding="utf-8")
    before = contents(folder)
    monkeypatch.setenv("QUARTO_PROJECT_OUTPUT_FILES", f"{OUTPUT}/report.html\n\n{OUTPUT}/report.txt")
    post_render()
    after = contents(folder)
    assert [name for name in before if before[name] != after[name]] == ["report.html"]


def test_the_second_hook_takes_whole_paths_too(rendered, monkeypatch):
    page = rendered / OUTPUT / "report.html"
    before = page.read_bytes()
    monkeypatch.setenv("QUARTO_PROJECT_OUTPUT_FILES", str(page))
    post_render()
    assert page.read_bytes() != before


def test_the_second_hook_does_nothing_within_a_build(rendered, monkeypatch):
    before = contents(rendered / OUTPUT)
    monkeypatch.setenv("QUARTO_PROJECT_OUTPUT_FILES", f"{OUTPUT}/report.html\n{OUTPUT}/report.docx")
    monkeypatch.setenv(IN_BUILD, "1")
    post_render()
    assert contents(rendered / OUTPUT) == before
