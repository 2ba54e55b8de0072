"""Check a notebook and run it with papermill: what happens in the process where its cells run.

Loads papermill and all that it needs, so the process that asks need not.
"""

import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from feedback_report.errors import NotebookError
from feedback_report.running.execute import kernel_died
from feedback_report.running.notebook_file import read_notebook
from feedback_report.running.noted_reads import READS, SHOW_READS
from feedback_report.running.warm import NoFork
from feedback_report.running.warm_engine import ENGINE

KERNEL = "Python 3 (ipykernel)"
TIME_TO_START = 240  # seconds: a virus scanner looks at every library that a kernel loads for the first time


def check_parameters(notebook: Path, parameters: dict[str, str]) -> list[str]:
    """Say what is wrong with a notebook's parameters cell: each one declared must be supplied, and the other way round.

    papermill itself only warns of a parameter that the notebook does not know.
    """
    try:
        problem = _kernel_problem(notebook)
    except NotebookError as error:
        return error.problems
    if problem:
        return [problem]
    declared = set(papermill.inspect_notebook(str(notebook)))
    problems = [
        f'notebooks/{notebook.name}: parameter "{name}" is missing from its parameters cell. '
        f"Expected a cell tagged parameters that sets {_names(parameters)}."
        for name in sorted(parameters.keys() - declared)
    ]
    return problems + [
        f'notebooks/{notebook.name}: parameter "{name}" is unknown: a build supplies {_names(parameters)} '
        "and nothing else. Remove it from the parameters cell, or move it to a cell of its own."
        for name in sorted(declared - parameters.keys())
    ]


def _kernel_problem(notebook: Path) -> str | None:
    """Say what is wrong with the kernel that a notebook was saved with."""
    name = read_notebook(notebook).metadata.get("kernelspec", {}).get("name")
    remedy = f"Open it in JupyterLab, choose {KERNEL} under Kernel > Change Kernel, and save it."
    if not name:
        return f"notebooks/{notebook.name}: names no kernel. {remedy}"
    try:
        language = KernelSpecManager().get_kernel_spec(name).language
    except NoSuchKernel:
        return f'notebooks/{notebook.name}: was saved with the kernel "{name}", which is not installed here. {remedy}'
    if language != "python":
        return f'notebooks/{notebook.name}: was saved with the kernel "{name}" for {language}. {remedy}'
    return None


def run_in_this_process(notebook: str, output: str, parameters: dict[str, str], cwd: str) -> None:
    """Run the cells of a notebook in this very process, with papermill, and write the executed one to ``output``.

    Raises NotebookError naming section, cell and error, or what is wrong with the notebook, and NoFork, with nothing
    done, where its kernel is not that of this Python, so that this process cannot stand for it.
    """
    _check(notebook, parameters)
    if not _is_of_this_environment(Path(notebook)):
        raise NoFork
    _run(notebook, output, parameters, cwd, ENGINE)


def run_in_kernel(notebook: str, output: str, parameters: dict[str, str], cwd: str) -> None:
    """Run a notebook in a kernel of its own; otherwise as ``run_in_this_process``."""
    _check(notebook, parameters)
    try:
        _run(
            *(notebook, output, parameters, cwd, "nbclient"),
            extra_arguments=["--log-level=CRITICAL"],
            start_timeout=TIME_TO_START,
            shutdown_kernel="immediate",
        )
    except DeadKernelError:
        raise NotebookError(kernel_died(Path(notebook))) from None
    except (RuntimeError, OSError) as error:  # nbclient has no error of its own for a kernel that never answers
        raise NotebookError(
            f"notebooks/{Path(notebook).name}: its kernel could not be started ({_first_line(error)}). Build again; if "
            f"that does not help, see whether the notebook runs in JupyterLab with the kernel {KERNEL}."
        ) from None


def _run(notebook: str, output: str, parameters: dict[str, str], cwd: str, engine: str, **options: Any) -> None:
    written = read_notebook(Path(notebook))
    written.cells.append(nbformat.v4.new_code_cell(SHOW_READS, metadata={"tags": [READS]}))
    try:
        papermill.execute_notebook(
            written,
            output,
            parameters,
            engine_name=engine,
            cwd=cwd,
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,  # it would write the notebook twice for each cell
            **options,
        )
    except PapermillExecutionError as error:
        raise NotebookError(_failure(Path(notebook), error)) from None


def _check(notebook: str, parameters: dict[str, str]) -> None:
    problems = check_parameters(Path(notebook), parameters)
    if problems:
        raise NotebookError(problems)


def _is_of_this_environment(notebook: Path) -> bool:
    """Whether a notebook's kernel is IPython's own with this Python, so that a fork of this one can stand for it."""
    name = read_notebook(notebook).metadata.kernelspec.name
    command = KernelSpecManager().get_kernel_spec(name).argv
    names = {"python", f"python{sys.version_info[0]}", sys.executable}  # jupyter takes this Python for the bare names
    return command[0] in names and "ipykernel_launcher" in command


def _failure(notebook: Path, error: PapermillExecutionError) -> str:
    """Name section, cell and error first, then the lines of the cell at which it stopped."""
    # papermill counts from 0, and adds a cell of its own after the one tagged parameters.
    tags = [cell.metadata.get("tags", []) for cell in read_notebook(notebook).cells]
    parameters = next((number for number, given in enumerate(tags) if "parameters" in given), -1)
    cell = error.cell_index + (error.cell_index <= parameters)
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in error.traceback]
    source = "\n".join(f"    {line}" for line in error.source.strip().splitlines())
    within = [lines.strip() for lines in plain if lines.lstrip().startswith("Cell In[")]
    where = "\n".join(dict.fromkeys([*within[:1], plain[-1].strip()]) if within else plain[-2:]).strip()
    return f"notebooks/{notebook.name}, cell {cell}: {error.ename}: {error.evalue}\n{source}\n{where}"


def _first_line(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error)
    return said.strip().partition("\n")[0].rstrip(".") or type(error).__name__


def _names(parameters: dict[str, str]) -> str:
    return " and ".join(parameters)
