"""A whole project of one short section on the small data, for tests that assemble, render or finish one."""

import copy
import shutil
from pathlib import Path

import yaml
from notebook_specimens import code, markdown, shown, write
from small_data import YEAR, a_council, write_data

from feedback_report.building.assemble import Draft, gather
from feedback_report.building.unchanged import BuildRecord
from feedback_report.facts import Facts, to_json

PROJECT = Path(__file__).resolve().parent.parent

YEAR_SETTINGS = {
    "year": "2024/25",
    "data_until": "2025-03-31",
    "committee": {
        "name": "Committee for Parks",
        "meeting_date": "2025-09-30",
        "recommendation": "That the Committee notes the paper.",
    },
    "links": {"law": {"text": "The Act", "url": "https://example.org/act"}},
    "authors": [{"responsibility": "Author", "role": "Head of Parks", "contact": "parks@example.org"}],
    "members_consulted": "None.",
    "implications": {"financial": "None.", "environmental": "None."},
    "commentary": {"parks": "A quiet year."},
}

CASES = {"csv": "year,count\n2023,1\n2024,1\n", "kinds": {"year": "year", "count": "number"}}

SECTION = (
    markdown("# Analysis {#sec-analysis}"),
    code(
        "#| include: false\n"
        "from feedback_report.notebook import open_paper\n"
        'paper = open_paper("1-analysis", year, data_dir)\n'
        'paper.facts.count("parks.complaints", len(paper.tables.cases), "complaint")\n'
        "paper.facts"
    ),
    markdown("There were {{< var parks.complaints-counted >}} in {{< var year.label >}}, as @fig-cases says."),
    code(
        '#| label: fig-cases\n#| fig-cap: "Cases by year"\n'
        'counted = paper.tables.cases.groupby("year").size().reset_index(name="count")\n'
        'paper.show_table(counted, {"year": "Year", "count": "Cases"})'
    ),
)


def write_settings(data: Path, council: dict | None = None, year: dict | None = None) -> Path:
    """Write council.yml and year.yml beside the small data, with some keys changed, and get the data folder."""
    (data / "2024-25").mkdir(parents=True, exist_ok=True)
    settings = a_council(**(council or {})).model_dump(mode="json", exclude_defaults=True)
    for path, content in (("council.yml", settings), ("2024-25/year.yml", YEAR_SETTINGS | (year or {}))):
        (data / path).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return data


def small_data(folder: Path, **settings: dict) -> Path:
    """Write a data folder that a paper can be made of, and get it."""
    return write_settings(write_data(folder), **settings)


def small_project(folder: Path) -> Path:
    """Write a project of one section with its data, and get its folder."""
    shutil.copytree(PROJECT / "style", folder / "style")
    shutil.copyfile(PROJECT / "_quarto.yml", folder / "_quarto.yml")
    write(folder / "notebooks" / "1-analysis.ipynb", *SECTION)
    report = "---\ntitle: A short paper\n---\n\n{{< embed build/sections/1-analysis.ipynb >}}\n"
    (folder / "report.qmd").write_text(report, encoding="utf-8")
    small_data(folder)
    return folder


def small_draft(project: Path, workspace: Path | None = None) -> Draft:
    """Assemble a small project as if its notebook had run, without starting a kernel."""
    workspace = workspace or project
    facts = Facts("1-analysis", YEAR, a_council().style)
    facts.count("parks.complaints", 2, "complaint")
    heading, setup, prose, figure = copy.deepcopy(SECTION)
    setup.outputs = [shown(plain="facts", facts=facts.as_list())]
    table = "| Year | Cases |\n|:-----|------:|\n| 2023/24 | 1 |\n| 2024/25 | 1 |\n"
    figure.outputs = [shown(markdown=table, data=CASES)]
    write(workspace / "build" / "executed" / "1-analysis.ipynb", heading, setup, prose, figure)
    return gather(project, workspace, YEAR, project / "data")


def build_small_paper(project: Path) -> Path:
    """Write facts.json, and the record that it was built from the project as it is now; get its path."""
    target = project / "output" / YEAR.folder
    target.mkdir(parents=True, exist_ok=True)
    (target / "facts.json").write_text(to_json(small_draft(project).facts), encoding="utf-8")
    record_small_build(project)
    return target / "facts.json"


def record_small_build(project: Path) -> None:
    """Record that what output/ holds was built from the project as it is now."""
    BuildRecord(project, project / "data", YEAR, project / "output" / YEAR.folder, []).keep([])
