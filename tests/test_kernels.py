"""Warm kernels: forks of one process that has imported the libraries."""

import json
import sys

import nbformat
import pytest
from notebook_specimens import code, write

from feedback_report.errors import NotebookError
from feedback_report.execute import run_notebooks
from feedback_report.kernels import can_fork, warm_kernels

GIVEN = {"year": "2031/32", "data_dir": "somewhere"}
needs_fork = pytest.mark.skipif(not can_fork(), reason="this system has no safe fork, so kernels are ordinary ones")


def outputs(path):
    return [[dict(output) for output in cell.get("outputs", [])] for cell in nbformat.read(path, as_version=4).cells]


@needs_fork
def test_a_warm_kernel_has_the_libraries_already(tmp_path):
    asked = "import sys\nprint('seaborn' in sys.modules, 'feedback_report.notebook' in sys.modules)"
    notebook = write(tmp_path / "1-a.ipynb", code(asked))
    with warm_kernels():
        (warm,) = run_notebooks([notebook], tmp_path / "warm", GIVEN, cwd=tmp_path)
    (cold,) = run_notebooks([notebook], tmp_path / "cold", GIVEN, cwd=tmp_path)
    assert outputs(warm.path)[-1][0]["text"] == "True True\n"
    assert outputs(cold.path)[-1][0]["text"] == "False False\n"


def test_results_are_the_same_warm_and_cold(tmp_path):
    cells = [
        code("import pandas as pd\nframe = pd.DataFrame({'a': [1, 2]})"),
        code("frame['a'].sum()"),
        code("print(year)"),
    ]
    notebooks = [write(tmp_path / f"{number}.ipynb", *cells) for number in range(3)]
    with warm_kernels():
        warm = run_notebooks(notebooks, tmp_path / "warm", GIVEN, cwd=tmp_path)
    cold = run_notebooks(notebooks, tmp_path / "cold", GIVEN, cwd=tmp_path)
    assert [outputs(one.path) for one in warm] == [outputs(one.path) for one in cold]


def test_kernels_do_not_see_each_others_variables(tmp_path):
    first = write(tmp_path / "1-a.ipynb", code("shared = 1"))
    second = write(tmp_path / "2-b.ipynb", code("shared"))
    with warm_kernels(), pytest.raises(NotebookError, match=r"notebooks/2-b\.ipynb, cell 2: NameError"):
        run_notebooks([first, second], tmp_path / "out", GIVEN, cwd=tmp_path, workers=1)


@needs_fork
def test_a_kernel_that_dies_is_reported_and_the_others_end(tmp_path):
    dying = write(tmp_path / "1-a.ipynb", code("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"))
    sound = write(tmp_path / "2-b.ipynb", code("print(year)"))
    with warm_kernels(), pytest.raises(NotebookError, match=r"notebooks/1-a\.ipynb: the kernel died") as caught:
        run_notebooks([dying, sound], tmp_path / "out", GIVEN, cwd=tmp_path)
    assert len(caught.value.problems) == 1
    assert (tmp_path / "out" / "2-b.ipynb").is_file()


@needs_fork
def test_an_ordinary_kernel_takes_over_when_the_warm_process_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr("feedback_report.kernels.IMPORTS", ())
    from feedback_report.kernels import WarmProvisioner

    notebook = write(tmp_path / "1-a.ipynb", code("print(year)"))
    with warm_kernels():
        WarmProvisioner.nursery._process.kill()
        WarmProvisioner.nursery._process.wait()
        (execution,) = run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)
    assert outputs(execution.path)[-1][0]["text"] == "2031/32\n"


@needs_fork
def test_a_kernel_whose_warm_process_dies_is_ended_and_reported(tmp_path, monkeypatch):
    monkeypatch.setattr("feedback_report.kernels.IMPORTS", ())
    # The kernel's parent is the warm process.
    dying = write(
        tmp_path / "1-a.ipynb",
        code("import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)"),
    )
    with warm_kernels(), pytest.raises(NotebookError, match=r"^notebooks/1-a\.ipynb: the kernel died"):
        run_notebooks([dying], tmp_path / "out", GIVEN, cwd=tmp_path)


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
    with warm_kernels():
        (execution,) = run_notebooks([path], tmp_path / "out", GIVEN, cwd=tmp_path)
    assert outputs(execution.path)[-1][0]["text"] == "2031/32 False\n"
