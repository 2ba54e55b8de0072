"""Warm notebooks: they run in forks of one process that has imported the libraries."""

import json
import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from notebook_specimens import code, write

from feedback_report.errors import NotebookError, ReportError
from feedback_report.running import warm
from feedback_report.running.execute import run_notebooks
from feedback_report.running.noted_reads import READS
from feedback_report.running.warm import can_fork, run_apart

GIVEN = {"year": "2031/32", "data_dir": "somewhere"}
needs_fork = pytest.mark.skipif(not can_fork(), reason="this system has no safe fork, so kernels are ordinary ones")


def outputs(path):
    cells = nbformat.read(path, as_version=4).cells
    return [[dict(output) for output in cell.get("outputs", [])] for cell in cells if READS not in cell.metadata.tags]


@pytest.fixture
def no_fork(monkeypatch):
    """Let the system have no fork, so that notebooks get kernels."""
    monkeypatch.setattr(warm, "can_fork", lambda: False)


@needs_fork
def test_a_warm_notebook_has_the_libraries_already(tmp_path, monkeypatch):
    asked = "import sys\nprint('seaborn' in sys.modules, 'feedback_report.notebook' in sys.modules)"
    notebook = write(tmp_path / "1-a.ipynb", code(asked))
    (one,) = run_notebooks([notebook], tmp_path / "warm", GIVEN, cwd=tmp_path)
    monkeypatch.setattr(warm, "can_fork", lambda: False)
    (other,) = run_notebooks([notebook], tmp_path / "cold", GIVEN, cwd=tmp_path)
    assert outputs(one.path)[-1][0]["text"] == "True True\n"
    assert outputs(other.path)[-1][0]["text"] == "False False\n"


SHOWN = {
    "a value and its number": "1 + 1",
    "a table": "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "what is printed": "print('one')\nprint('two', 'three')",
    "a warning": "import sys\nprint('two', file=sys.stderr)",
    "a figure after its cell": "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "a figure, bytes and text displayed": (
        "from IPython.display import Image, Markdown, display\ndisplay(Markdown('*a*'))\n"
        "display({'image/png': b'abc'}, raw=True, metadata={'image/png': {'width': 3}})"
    ),
    "what a program prints": "!echo hello",
    "what was cleared": "from IPython.display import clear_output\nprint(1)\nclear_output()\nprint(2)",
    "the parameters": "print(year, data_dir)",
    "the working folder": "from pathlib import Path\nprint(Path.cwd().name)",
    "nothing": "x = 1;",
    "an awaited value": "import asyncio\nawait asyncio.sleep(0, 'done')",
    "a figure of the notebook's own kind": "%matplotlib inline\nimport matplotlib\nmatplotlib.get_backend()",
}


@needs_fork
@pytest.mark.parametrize("source", SHOWN.values(), ids=SHOWN)
def test_a_cell_shows_the_same_warm_as_with_a_kernel(tmp_path, source, monkeypatch):
    notebook = write(tmp_path / "1-a.ipynb", code(source))
    (one,) = run_notebooks([notebook], tmp_path / "warm", GIVEN, cwd=tmp_path)
    monkeypatch.setattr(warm, "can_fork", lambda: False)
    (other,) = run_notebooks([notebook], tmp_path / "cold", GIVEN, cwd=tmp_path)
    assert outputs(one.path) == outputs(other.path)


@pytest.mark.parametrize("failing", ["1 / 0", "def (", "raise SystemExit(2)", "import nowhere"])
@needs_fork
def test_a_cell_fails_the_same_warm_as_with_a_kernel(tmp_path, failing, monkeypatch):
    notebook = write(tmp_path / "1-a.ipynb", code(failing), code("print('never')"))
    problems = []
    for fork in (True, False):
        monkeypatch.setattr(warm, "can_fork", lambda fork=fork: fork)
        with pytest.raises(NotebookError) as caught:
            run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)
        problems.append(
            caught.value.problems[0].splitlines()[0].partition(" (")[0]
        )  # a cell is a file in another place
    assert problems[0] == problems[1]


def test_notebooks_do_not_see_each_others_variables(tmp_path):
    first = write(tmp_path / "1-a.ipynb", code("shared = 1"))
    second = write(tmp_path / "2-b.ipynb", code("shared"))
    with pytest.raises(NotebookError, match=r"notebooks/2-b\.ipynb, cell 2: NameError"):
        run_notebooks([first, second], tmp_path / "out", GIVEN, cwd=tmp_path, workers=1)


@needs_fork
def test_a_process_that_dies_is_reported_and_the_others_end(tmp_path):
    dying = write(tmp_path / "1-a.ipynb", code("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"))
    sound = write(tmp_path / "2-b.ipynb", code("print(year)"))
    with pytest.raises(NotebookError, match=r"notebooks/1-a\.ipynb: the kernel died") as caught:
        run_notebooks([dying, sound], tmp_path / "out", GIVEN, cwd=tmp_path)
    assert len(caught.value.problems) == 1
    assert (tmp_path / "out" / "2-b.ipynb").is_file()


@needs_fork
def test_any_work_whose_process_dies_ends_with_a_sentence():
    with pytest.raises(ReportError, match="may have run out of memory"):
        run_apart("os", "_exit", 3)


@needs_fork
def test_work_done_apart_gives_what_it_returns_or_raises():
    assert run_apart("operator", "add", 1, 2) == 3
    with pytest.raises(ZeroDivisionError):
        run_apart("operator", "truediv", 1, 0)


def test_work_is_done_here_where_there_is_no_fork(no_fork):
    assert run_apart("os", "getpid") == os.getpid()


@pytest.mark.parametrize("failure", [OSError, EOFError])
def test_a_kernel_takes_over_when_nothing_can_be_forked(tmp_path, monkeypatch, failure):
    def refused(*_):
        raise failure

    monkeypatch.setattr(warm.multiprocessing.get_context("forkserver").Process, "start", refused)
    notebook = write(tmp_path / "1-a.ipynb", code("print(year)"))
    (execution,) = run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)
    assert outputs(execution.path)[-1][0]["text"] == "2031/32\n"


def test_without_fork_a_notebook_gets_a_kernel(tmp_path, no_fork):
    notebook = write(tmp_path / "1-a.ipynb", code("get_ipython().kernel is not None"))
    (execution,) = run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)
    assert outputs(execution.path)[-1][0]["data"]["text/plain"] == "True"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that means Ctrl+C to one process alone")
def test_ctrl_c_ends_notebooks_that_run_in_kernels(tmp_path):
    begun = tmp_path / "begun"
    endless = code(f"import pathlib, time\npathlib.Path({str(begun)!r}).touch()\ntime.sleep(3600)")
    notebook = write(tmp_path / "1-a.ipynb", endless)
    asked = "\n".join(
        [
            "from pathlib import Path",
            "from feedback_report.running import execute, warm",
            "warm.can_fork = lambda: False",
            f"given = [Path({str(notebook)!r})], Path({str(tmp_path / 'out')!r}), {GIVEN!r}, Path({str(tmp_path)!r})",
            "execute.run_notebooks(*given)",
        ]
    )
    with subprocess.Popen([sys.executable, "-c", asked], stderr=subprocess.PIPE, text=True) as running:
        while not begun.exists() and running.poll() is None:
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=300)  # far less than the notebook takes
    assert said.splitlines()[-1] == "KeyboardInterrupt"


@needs_fork
def test_a_kernel_of_another_kind_is_started_as_it_asks_to_be(tmp_path, monkeypatch):
    folder = tmp_path / "jupyter" / "kernels" / "own"
    folder.mkdir(parents=True)
    # An ordinary kernel, but not by the module that a warm process stands in for.
    start = "import sys; from ipykernel.kernelapp import main; marked = True; sys.exit(main())"
    spec = {"argv": [sys.executable, "-c", start, "-f", "{connection_file}"], "display_name": "Own"}
    (folder / "kernel.json").write_text(json.dumps(spec | {"language": "python"}), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    path = write(tmp_path / "1-a.ipynb", code("import sys\nprint(year, 'seaborn' in sys.modules)"))
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["kernelspec"]["name"] = "own"
    nbformat.write(notebook, path)
    (execution,) = run_notebooks([path], tmp_path / "out", GIVEN, cwd=tmp_path)
    assert outputs(execution.path)[-1][0]["text"] == "2031/32 False\n"


def test_what_is_left_out_of_the_imports_changes_no_bank_holiday_and_no_engine():
    asked = (
        "from feedback_report.measures.working_days import bank_holidays\n"
        "from papermill.engines import papermill_engines\n"
        "print(*bank_holidays(2006, 2030), *papermill_engines._engines)"
    )
    without = "import feedback_report.running.quick_imports\n"
    printed = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for code in (asked, without + asked)
    ]
    assert "2022-09-19" in printed[0]
    assert printed[0] == printed[1]
