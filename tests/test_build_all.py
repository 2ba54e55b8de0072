"""Many papers at once: each in its place, none stopped by another that fails."""

import sys
from pathlib import Path

import pytest
import yaml
from notebook_specimens import code, markdown, write
from small_project import YEAR_SETTINGS, small_project, write_settings
from typer.testing import CliRunner

from feedback_report.__main__ import app
from feedback_report.building.build_all import DIED, build_all, orders, outcome_line
from feedback_report.errors import ReportError
from feedback_report.years import Year

THIS, LAST = Year(2024), Year(2023)
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc to find the process to end")

ENDS_ITS_BUILD = """
import os, re, signal
from pathlib import Path
server = Path(f"/proc/{os.getppid()}/status").read_text()
if year == "2024/25":
    os.kill(int(re.search(r"PPid:\\s+(\\d+)", server)[1]), signal.SIGKILL)
"""


@pytest.fixture
def project(tmp_path):
    """A project of one section with two years' papers."""
    project = small_project(tmp_path / "project")
    for year in (THIS, LAST):
        place = project / "data" / year.folder / "year.yml"
        settings = YEAR_SETTINGS | {"year": year.label, "data_until": str(year.last_day)}
        place.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return project


def papers(project: Path, output: Path, *years: Year):
    return orders(project, [project / "data"], years, output)


def test_every_year_with_data_is_built_into_its_place(project, tmp_path):
    outcomes = build_all(papers(project, tmp_path / "out"), jobs=2)
    assert [(outcome.order.year, outcome.problems) for outcome in outcomes] == [(LAST, ()), (THIS, ())]
    for year in ("2023-24", "2024-25"):
        assert (tmp_path / "out" / year / "report.html").is_file()
        assert (tmp_path / "out" / year / "report.docx").is_file()


def test_a_paper_is_the_same_whether_built_alone_or_with_others(project, tmp_path):
    build_all(papers(project, tmp_path / "many"), jobs=2)
    (alone,) = build_all(papers(project, tmp_path / "alone", THIS), jobs=1)
    assert alone.problems == ()
    for path in (tmp_path / "alone" / "2024-25").rglob("*"):
        if path.is_file():
            other = tmp_path / "many" / "2024-25" / path.relative_to(tmp_path / "alone" / "2024-25")
            assert path.read_bytes() == other.read_bytes(), path.name


def test_a_paper_that_fails_is_named_and_does_not_stop_the_others(project, tmp_path):
    cases = project / "data" / "2024-25" / "cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8").replace("received", "recieved"), encoding="utf-8")
    told = []
    outcomes = build_all(papers(project, tmp_path / "out"), jobs=1, finished=told.append)
    assert [bool(outcome.problems) for outcome in outcomes] == [False, True]
    assert "2024/25: failed in" in outcome_line(outcomes[1])
    assert "cases.csv" in outcome_line(outcomes[1])
    assert len(told) == 2


@on_linux
def test_a_process_that_dies_takes_no_other_paper_with_it(project, tmp_path):
    write(project / "notebooks" / "1-analysis.ipynb", markdown("# Analysis"), code(ENDS_ITS_BUILD))
    outcomes = build_all(papers(project, tmp_path / "out"), jobs=2)
    assert [outcome.problems for outcome in outcomes] == [(), (DIED,)]


def test_several_councils_papers_go_into_a_folder_each(project, tmp_path):
    other = write_settings((project / "data").rename(project / "north"))
    south = project.parent / "south"
    (south / "2024-25").mkdir(parents=True)
    places = {order.output_dir.name for order in orders(project, [other, south], [THIS], tmp_path / "out")}
    assert places == {"north", "south"}


def test_folders_that_cannot_be_told_apart_or_lack_the_year_are_refused_at_once(project, tmp_path):
    again = tmp_path / "another" / "data"
    again.mkdir(parents=True)
    with pytest.raises(ReportError) as caught:
        orders(project, [project / "data", again], [THIS], tmp_path)
    assert caught.value.problems == [
        "data/: given twice; papers of both would have one place.",
        "data/: holds no 2024/25.",
    ]


def test_the_command_ends_with_a_table_and_says_by_its_exit_code_that_one_failed(project, tmp_path, monkeypatch):
    monkeypatch.chdir(project)
    (project / "data" / "2023-24" / "year.yml").unlink()
    result = CliRunner().invoke(app, ["build-all", "--output", str(tmp_path / "out"), "--jobs", "1"])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert any("2023/24" in line and "failed: 1 problem" in line for line in lines)
    assert any("2024/25" in line and "built" in line for line in lines)
    result = CliRunner().invoke(app, ["build-all", "--output", str(tmp_path / "out"), "--year", "2024/25"])
    assert result.exit_code == 0, result.output


def test_a_cluster_builds_the_same_papers(project, tmp_path):
    distributed = pytest.importorskip("distributed", reason="the optional package distributed is not installed")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        outcomes = build_all(papers(project, tmp_path / "cluster"), scheduler=cluster.scheduler_address)
    assert [outcome.problems for outcome in outcomes] == [(), ()]
    build_all(papers(project, tmp_path / "here", THIS), jobs=1)
    page = Path("2024-25") / "report.html"
    assert (tmp_path / "cluster" / page).read_bytes() == (tmp_path / "here" / page).read_bytes()


def test_a_scheduler_that_does_not_answer_is_told_in_a_sentence(project, tmp_path):
    pytest.importorskip("distributed", reason="the optional package distributed is not installed")
    with pytest.raises(ReportError, match=r"^No Dask scheduler answers at nowhere"):
        build_all(papers(project, tmp_path), scheduler="nowhere")
