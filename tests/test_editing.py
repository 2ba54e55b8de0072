"""The commands for whoever edits: JupyterLab for the year, and the list of what prose can print."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from notebook_specimens import markdown, write
from small_project import build_small_paper, small_project
from typer.testing import CliRunner

from feedback_report.__main__ import app, main
from feedback_report.editing.commands import HOW_TO_PRINT, fact_lines, found_facts
from feedback_report.facts import Fact, from_json
from feedback_report.project import DATA_VARIABLE, YEAR_VARIABLE

PROJECT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))


def fact(name, text, section):
    return Fact(name, text, text, section=section)


FACTS = [
    fact("parks.complaints.change", "rose by 2", "02-parks"),
    fact("parks.complaints.total", "12", "02-parks"),
    fact("council.complaints.change", "fell from 1,200", "01-council"),
    fact("year.label", "2024/25", "settings"),
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project whose paper has just been built."""
    project = small_project(tmp_path / "project")
    monkeypatch.chdir(project)
    monkeypatch.delenv(DATA_VARIABLE, raising=False)
    return project


@pytest.fixture
def built(project):
    return from_json(build_small_paper(project).read_text(encoding="utf-8"))


def facts(*arguments):
    return CliRunner().invoke(app, ["facts", "2024/25", *arguments])


def test_facts_are_found_by_every_word_in_name_or_text_whatever_its_case_or_place():
    assert [found.name for found in found_facts(FACTS, "Change COMPLAINTS")] == [
        "council.complaints.change",
        "parks.complaints.change",
    ]
    assert [found.name for found in found_facts(FACTS, "1,200")] == ["council.complaints.change"]
    assert found_facts(FACTS, "libraries") == []


def test_facts_stand_under_their_section_in_the_order_of_the_paper_with_names_in_one_column():
    assert list(fact_lines(found_facts(FACTS, ""))) == [
        "01-council",
        "  council.complaints.change  fell from 1,200",
        "",
        "02-parks",
        "  parks.complaints.change  rose by 2",
        "  parks.complaints.total   12",
        "",
        "settings",
        "  year.label  2024/25",
        "",
    ]


def test_the_command_lists_the_facts_of_the_last_build_and_says_how_to_print_one(built):
    result = facts()
    assert result.exit_code == 0
    assert f"Facts of the last build, output/2024-25/facts.json. {len(built)} of {len(built)}." in result.stdout
    assert [name for name in built if not re.search(rf"^  {re.escape(name)}  ", result.stdout, re.M)] == []
    assert HOW_TO_PRINT in result.stdout


def test_the_command_lists_only_what_is_sought(built):
    shown = [line.split()[0] for line in facts("parks complaints").stdout.splitlines() if line.startswith("  ")]
    assert shown == [name for name in sorted(built) if "parks" in name and "complaints" in name]


def test_a_name_that_no_fact_has_is_answered_with_the_nearest_ones(built):
    result = facts("parks.complaint")
    assert result.exit_code == 0  # part of a name is found
    result = facts("parks.complanits")
    assert result.exit_code == 1
    assert "parks.complaints" in result.stdout


@pytest.mark.parametrize("command", ["edit", "preview"])
def test_a_year_that_is_not_there_is_refused_before_anything_opens(command, project, monkeypatch, capsys):
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: pytest.fail("opened"))
    monkeypatch.setattr(sys, "argv", ["feedback-report", command, "2031/32", "--no-open"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert "2031-32" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl+C to a console, not to a process")
def test_edit_opens_jupyterlab_on_the_notebooks_with_the_projects_kernel_and_the_year_and_ends_on_ctrl_c(project):
    write(project / "notebooks" / "2-year.ipynb", markdown("# Year"))
    with _edit(project) as editing:
        try:
            root, path, token = _address(editing)
            assert path == "/lab/tree/notebooks"
            names = {entry["name"] for entry in _ask(root, token, "contents/notebooks")["content"]}
            assert names == {"1-analysis.ipynb", "2-year.ipynb"}
            kernel = _ask(root, token, "kernelspecs")["kernelspecs"]["python3"]["spec"]
            assert kernel["argv"][0] in ("python", sys.executable)
            assert _environment_of_a_child(editing.pid)[YEAR_VARIABLE] == "2024/25"
            assert _environment_of_a_child(editing.pid)[DATA_VARIABLE] == str(project / "data")
        finally:
            os.killpg(editing.pid, signal.SIGINT)
            assert editing.wait(timeout=30) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without telling it")
def test_who_ends_edit_alone_ends_jupyterlab_with_it(project):
    with _edit(project) as editing:
        try:
            root, _, token = _address(editing)
            editing.terminate()
            editing.wait(timeout=30)
            with pytest.raises(OSError):
                _ask(root, token, "contents")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(editing.pid, signal.SIGKILL)


def _edit(project):
    """Begin to edit the year in a session of its own, so that what it opens can be told to end with it."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "feedback_report", "edit", "2024/25", "--no-open"]
    return subprocess.Popen(
        command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def _address(program):
    """Get the server's address, the path it opens and its token from what JupyterLab says; fails after a minute."""
    timer = threading.Timer(60, program.kill)
    timer.start()
    try:
        for line in program.stderr:
            found = re.search(r"(http://localhost:\d+)(/\S+)\?token=(\w+)", line)
            if found:
                threading.Thread(target=program.stderr.read, daemon=True).start()
                return found.groups()
    finally:
        timer.cancel()
    pytest.fail("JupyterLab did not say its address")


def _ask(root, token, path):
    """Get the server's answer; it says its address a moment before it listens."""
    request = urllib.request.Request(f"{root}/api/{path}", headers={"Authorization": f"token {token}"})
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _environment_of_a_child(parent):
    """Get the environment that JupyterLab was started with."""
    if not Path("/proc").is_dir():
        pytest.skip("no /proc on this machine")
    for status in Path("/proc").glob("[0-9]*/stat"):
        fields = status.read_text().rsplit(")", 1)[1].split()
        held = (status.parent / "environ").read_bytes() if int(fields[1]) == parent else b""
        if b"JUPYTER_PREFER_ENV_PATH" in held:
            return dict(entry.split("=", 1) for entry in held.decode().split("\0") if "=" in entry)
    pytest.fail("JupyterLab is not running")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_section_shows_its_facts_with_their_names_once_all_are_recorded(path):
    cells = [cell.source.rstrip() for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    recording = [at for at, source in enumerate(cells) if "paper.facts." in source]
    assert not recording or any(source.splitlines()[-1] == "paper.facts" for source in cells[recording[-1] :])


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_edit_opens_the_year_asked_for():
    told = subprocess.run(
        ["make", "--dry-run", "edit", "YEAR=2023/24"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert "-m feedback_report edit 2023/24" in told.stdout
