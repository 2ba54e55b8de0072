"""Running notebooks with papermill."""

import json
import sys

import nbformat
import pytest
from notebook_specimens import PARAMETERS, code, markdown, write

from feedback_report.errors import NotebookError
from feedback_report.running.execute import run_notebooks
from feedback_report.running.papermill_run import check_parameters, run_in_kernel

GIVEN = {"year": "2031/32", "data_dir": "somewhere"}


def test_notebooks_run_with_their_parameters(tmp_path):
    notebook = write(tmp_path / "in" / "1-a.ipynb", code("print(year, data_dir)"))
    (execution,) = run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)
    assert execution.section == "1-a"
    assert nbformat.read(execution.path, as_version=4).cells[-2].outputs[0].text == "2031/32 somewhere\n"


def test_an_unknown_parameter_stops_the_run(tmp_path):
    notebook = write(tmp_path / "1-a.ipynb", parameters="year = None\ndata_dir = None\nmonth = 4")
    with pytest.raises(NotebookError, match=r'1-a\.ipynb: parameter "month" is unknown'):
        run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)
    assert not (tmp_path / "out" / "1-a.ipynb").exists()


def test_a_missing_parameter_stops_the_run(tmp_path):
    notebook = write(tmp_path / "1-a.ipynb", parameters="year = None")
    with pytest.raises(NotebookError, match='parameter "data_dir" is missing from its parameters cell'):
        run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)


def test_a_notebook_without_a_parameters_cell_lacks_them_all(tmp_path):
    notebook = write(tmp_path / "1-a.ipynb", markdown("# A"), parameters=None)
    assert len(check_parameters(notebook, GIVEN)) == 2


def test_what_is_no_notebook_is_named(tmp_path):
    (tmp_path / "1-a.ipynb").write_text("{", encoding="utf-8")
    assert "notebooks/1-a.ipynb: not a notebook" in check_parameters(tmp_path / "1-a.ipynb", GIVEN)[0]


def test_every_failing_notebook_is_named_with_its_cell_and_error(tmp_path):
    first = write(tmp_path / "1-a.ipynb", markdown("# A"), code("1 / 0"))
    second = write(tmp_path / "2-b.ipynb", code('raise ValueError("no such team")'))
    with pytest.raises(NotebookError) as caught:
        run_notebooks([first, second], tmp_path / "out", GIVEN, cwd=tmp_path)
    one, two = caught.value.problems
    assert one.startswith("notebooks/1-a.ipynb, cell 3: ZeroDivisionError: division by zero")
    assert two.startswith("notebooks/2-b.ipynb, cell 2: ValueError: no such team")


def test_a_fault_within_a_library_is_told_with_the_line_of_the_cell_that_led_there(tmp_path):
    notebook = write(tmp_path / "1-a.ipynb", code('import json\nfirst = 1\njson.loads("{")'))
    with pytest.raises(NotebookError) as caught:
        run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)
    (problem,) = caught.value.problems
    assert "> 3 json.loads" in problem
    assert "decoder.py" not in problem


def test_a_cell_that_fails_before_the_parameters_is_named_by_its_number(tmp_path):
    cells = [markdown("# A"), code("1 / 0"), code(PARAMETERS, "parameters")]
    notebook = write(tmp_path / "1-a.ipynb", *cells, parameters=None)
    with pytest.raises(NotebookError, match=r"notebooks/1-a\.ipynb, cell 2: ZeroDivisionError"):
        run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)


def saved_with(kernel, path, *cells):
    """A notebook as JupyterLab saves it with a kernel of this name, or with none."""
    notebook = nbformat.read(write(path, *cells), as_version=4)
    notebook.metadata["kernelspec"] = {"name": kernel, "display_name": "Ours", "language": "python"} if kernel else {}
    nbformat.write(notebook, path)
    return path


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a kernel that is started by a command of its own."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))

    def installed(name, command, language="python"):
        folder = tmp_path / "jupyter" / "kernels" / name
        folder.mkdir(parents=True)
        spec = {"argv": command, "display_name": "Ours", "language": language}
        (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")

    return installed


def test_every_notebook_with_a_kernel_that_will_not_do_is_named_before_any_runs(tmp_path, install):
    install("other", ["other"], language="R")
    notebooks = [
        saved_with("conda-base-py", tmp_path / "1-a.ipynb"),
        saved_with(None, tmp_path / "2-b.ipynb"),
        saved_with("other", tmp_path / "3-c.ipynb"),
    ]
    with pytest.raises(NotebookError) as caught:
        run_notebooks(notebooks, tmp_path / "out", GIVEN, cwd=tmp_path)
    remedy = "Open it in JupyterLab, choose Python 3 (ipykernel) under Kernel > Change Kernel, and save it."
    assert caught.value.problems == [
        f'notebooks/1-a.ipynb: was saved with the kernel "conda-base-py", which is not installed here. {remedy}',
        f"notebooks/2-b.ipynb: names no kernel. {remedy}",
        f'notebooks/3-c.ipynb: was saved with the kernel "other" for R. {remedy}',
    ]
    assert not (tmp_path / "out" / "1-a.ipynb").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ([sys.executable, "-c", "raise SystemExit(3)"], "Kernel died before replying to kernel_info"),
        (["no-such-program-here"], "No such file or directory"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows words it in another way")
def test_a_kernel_that_never_answers_is_told_with_its_notebook(tmp_path, install, command, said):
    install("broken", command)
    notebook = saved_with("broken", tmp_path / "1-a.ipynb", code("1"))
    with pytest.raises(NotebookError) as caught:
        run_notebooks([notebook], tmp_path / "out", GIVEN, cwd=tmp_path)
    (problem,) = caught.value.problems
    assert problem.startswith(f"notebooks/1-a.ipynb: its kernel could not be started ({said}). Build again;")


def test_a_kernel_is_given_time_to_start(tmp_path, install, monkeypatch):
    monkeypatch.setattr("feedback_report.running.papermill_run.TIME_TO_START", 1)
    install("slow", [sys.executable, "-c", "import time; time.sleep(60)"])
    notebook = saved_with("slow", tmp_path / "1-a.ipynb", code("1"))
    with pytest.raises(NotebookError, match=r"could not be started \(Kernel didn't respond in 1 seconds\)"):
        run_in_kernel(str(notebook), str(tmp_path / "out.ipynb"), GIVEN, str(tmp_path))
