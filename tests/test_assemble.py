"""Putting a year's paper together: what goes in, what a renderer is handed, and what stops it."""

import io
import re
from pathlib import Path

import nbformat
import pytest
import yaml
from notebook_specimens import code, markdown, shown, write
from rich.console import Console
from small_data import YEAR, a_council
from small_project import small_draft, small_project, write_settings

from feedback_report.building.assemble import assemble, embedded_notebooks, gather, reference_document
from feedback_report.errors import NotebookError, RenderError, SettingsError
from feedback_report.facts import Facts
from feedback_report.progress import BuildProgress


@pytest.fixture
def project(tmp_path):
    return small_project(tmp_path / "project")


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "workspace").mkdir()
    return tmp_path / "workspace"


def embed(project: Path, *names: str) -> None:
    lines = [f"{{{{< embed build/sections/{name} >}}}}" for name in names]
    (project / "report.qmd").write_text("\n\n".join(["---\ntitle: A paper\n---", *lines]), encoding="utf-8")


def facts(section: str, **texts: str) -> nbformat.NotebookNode:
    """A cell that has recorded facts, as it is after it has run."""
    held = Facts(section, YEAR, a_council().style)
    for name, text in texts.items():
        held.text(f"parks.{name}", text)
    return code("#| include: false\npaper.facts", outputs=[shown(plain="facts", facts=held.as_list())])


def figure(label: str, csv: str) -> nbformat.NotebookNode:
    source = f'#| label: {label}\n#| fig-cap: "A caption"\nshow()'
    return code(source, outputs=[shown(markdown="| A |\n|:--|\n| 1 |\n", data={"csv": csv})])


def gathered(project: Path, **notebooks: tuple):
    """Gather notebooks that have run, in the order given."""
    (project / "notebooks" / "1-analysis.ipynb").unlink(missing_ok=True)
    paths = {name: f"{number}-{name}.ipynb" for number, name in enumerate(notebooks, start=1)}
    for name, cells in notebooks.items():
        write(project / "notebooks" / paths[name])
        write(project / "build" / "executed" / paths[name], *cells)
    embed(project, *paths.values())
    return gather(project, project, YEAR, project / "data")


def test_a_renderer_is_handed_the_paper_its_style_its_sections_and_its_facts(project, workspace):
    small_draft(project, workspace)
    files = {path.relative_to(workspace).as_posix() for path in workspace.rglob("*") if path.is_file()}
    assert files >= {
        *("report.qmd", "_quarto.yml", "_variables.yml", "_conditions.yml", "build/sections/1-analysis.ipynb"),
        *("style/paper.lua", "style/quarto-adapter.lua", "style/reference.docx"),
    }
    variables = yaml.safe_load((workspace / "_variables.yml").read_text(encoding="utf-8"))
    assert variables["parks"]["complaints"] == "2"
    assert variables["committee"]["name"] == "Committee for Parks"


def test_the_projects_own_files_are_not_touched_when_the_work_is_done_elsewhere(project, workspace):
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    small_draft(project, workspace)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_what_has_not_changed_is_not_written_again(project):
    small_draft(project)
    written = [*(project / "build" / "sections").iterdir(), project / "_variables.yml", project / "_conditions.yml"]
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in written}
    gather(project, project, YEAR, project / "data")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in written} == before
    write_settings(project / "data", council={"name": "Another Council"})
    gather(project, project, YEAR, project / "data")
    assert [path.name for path in written if path.read_bytes() != before[path][1]] == ["_variables.yml"]


def test_figures_come_in_the_order_of_the_report_not_of_the_names_of_files(project):
    (project / "notebooks" / "1-analysis.ipynb").unlink()
    for name, label in (("2-first.ipynb", "fig-a"), ("1-second.ipynb", "fig-b")):
        write(project / "notebooks" / name)
        write(project / "build" / "executed" / name, markdown("# A"), figure(label, f"{label}\n1\n"))
    embed(project, "2-first.ipynb", "1-second.ipynb")
    draft = gather(project, project, YEAR, project / "data")
    assert [(one.label, one.csv) for one in draft.figures] == [("fig-a", "fig-a\n1\n"), ("fig-b", "fig-b\n1\n")]


def test_facts_of_sections_and_settings_are_one_book(project):
    draft = gathered(
        project,
        months=(markdown("# Months"), facts("months", peak="May")),
        summary=(markdown("# Summary\n\nMost came in {{< var parks.peak >}} for {{< var council.area >}}."),),
    )
    assert draft.facts["parks.peak"].text == "May"
    assert draft.facts["parks.peak"].section == "1-months"
    assert draft.facts["council.area"].section == "settings"


def test_facts_of_one_name_that_say_different_things_stop_the_paper(project):
    with pytest.raises(NotebookError, match=r'"parks\.peak" is "May" in section 1-months and "June" in section 2-more'):
        gathered(project, months=(facts("months", peak="May"),), more=(facts("more", peak="June"),))


def test_a_fact_of_a_section_with_the_name_of_a_setting_stops_the_paper(project):
    held = Facts("months", YEAR, a_council().style)
    held.text("council.area", "the moon")
    cell = code("paper.facts", outputs=[shown(plain="facts", facts=held.as_list())])
    with pytest.raises(NotebookError, match=r'"council\.area" is "the moon" in section 1-months and "the district"'):
        gathered(project, months=(cell,))


def test_every_unknown_name_in_notebooks_and_report_is_told_at_once(project):
    write(project / "build" / "executed" / "1-analysis.ipynb", markdown("# A\n\n{{< var parks.gone >}}"))
    with (project / "report.qmd").open("a", encoding="utf-8") as report:
        report.write('\n::: {.content-visible when-meta="facts.gone"}\nWords.\n:::\n')
    with pytest.raises(NotebookError) as caught:
        gather(project, project, YEAR, project / "data")
    assert sorted(problem.partition(".")[0] for problem in caught.value.problems) == ["notebooks/1-analysis", "report"]


def test_a_link_that_only_the_report_asks_for_is_known_though_the_year_lacks_it(project):
    with (project / "report.qmd").open("a", encoding="utf-8") as report:
        report.write('\n::: {.content-visible when-meta="facts.links.map.given"}\n{{< var links.map.text >}}\n:::\n')
    assert small_draft(project).facts["links.map.given"].value is False


def test_notebooks_come_in_the_order_in_which_the_report_embeds_them(project):
    write(project / "notebooks" / "0-later.ipynb")
    embed(project, "1-analysis.ipynb", "0-later.ipynb")
    assert [path.name for path in embedded_notebooks(project)] == ["1-analysis.ipynb", "0-later.ipynb"]


def test_every_notebook_that_is_missing_left_out_or_embedded_twice_is_told_at_once(project):
    for name in ("3-lost.ipynb", "2-lost.ipynb", "draft.ipynb"):
        write(project / "notebooks" / name)
    embed(project, "1-analysis.ipynb", "9-gone.ipynb", "1-analysis.ipynb")
    with pytest.raises(RenderError) as caught:
        embedded_notebooks(project)
    assert [re.sub(r"[:,].*", "", problem) for problem in caught.value.problems] == [
        "report.qmd embeds 9-gone.ipynb",
        "notebooks/2-lost.ipynb is not in the paper",
        "notebooks/3-lost.ipynb is not in the paper",
        "report.qmd embeds 1-analysis.ipynb 2 times",
    ]


def test_what_is_wrong_with_settings_and_tables_is_told_at_once(project, workspace, monkeypatch):
    write_settings(project / "data", year={"linkz": {}})
    cases = project / "data" / "2024-25" / "cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8").replace("received", "recieved"), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        assemble(project, workspace, YEAR, project / "data", BuildProgress(Console(file=io.StringIO())))
    problems = "\n".join(caught.value.problems)
    assert "2024-25/year.yml: linkz (line 19): unknown entry. Perhaps links is meant." in problems
    assert "cases.csv" in problems


def test_a_year_without_a_folder_is_told_in_one_line(project, workspace, monkeypatch):
    with pytest.raises(SettingsError) as caught:
        assemble(project, workspace, YEAR.next, project / "data", BuildProgress(Console(file=io.StringIO())))
    (problem,) = caught.value.problems
    assert re.fullmatch(r"data/2025-26/: not found\. data/ holds .*2024/25\. Correct the year, .*", problem)


def test_a_council_without_a_reference_document_of_its_own_has_none(tmp_path):
    assert reference_document(a_council(), tmp_path) is None


def test_a_councils_own_reference_document_takes_the_place_of_the_products(project, workspace):
    own = (project / "style" / "reference.docx").read_bytes() + b"\0"  # a sound file all the same
    (project / "data" / "ours.docx").write_bytes(own)
    write_settings(project / "data", council={"reference_docx": "ours.docx"})
    small_draft(project, workspace)
    assert (workspace / "style" / "reference.docx").read_bytes() == own
    assert (project / "style" / "reference.docx").read_bytes() != own


def test_a_reference_document_that_is_missing_or_lacks_styles_is_refused_by_its_name(tmp_path):
    council = a_council(reference_docx="ours.docx")
    with pytest.raises(RenderError, match=r"^council\.yml: reference_docx names ours\.docx, which is not in the data"):
        reference_document(council, tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "ours.docx").write_bytes(b"words")
    with pytest.raises(RenderError, match=r"names \.\./ours\.docx, which is not in the data folder"):
        reference_document(a_council(reference_docx="../ours.docx"), tmp_path / "data")
    with pytest.raises(RenderError, match=r"ours\.docx"):
        reference_document(council, tmp_path)
