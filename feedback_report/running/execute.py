"""Run the section notebooks with papermill, several at once."""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from feedback_report.errors import NotebookError
from feedback_report.running.warm import NoFork, ProcessDied, run_here, run_in_fork, warm_up

RUN = "feedback_report.running.papermill_run"  # not imported: this process loads no papermill where it can fork

HEED_CTRL_C = 0.5  # seconds


@dataclass(frozen=True)
class Execution:
    """One notebook that has run: its name, where the result is, and how long it took in seconds."""

    section: str
    path: Path
    seconds: float


def run_notebooks(
    notebooks: list[Path],
    output: Path,
    parameters: dict[str, str],
    cwd: Path,
    workers: int | None = None,
    finished: Callable[[Execution], None] = lambda execution: None,
) -> list[Execution]:
    """Run notebooks at once, each in a kernel of its own, and write the executed ones to ``output``.

    ``finished`` is called as each one ends. Raises NotebookError naming section, cell and error
    of every notebook that failed, and of every parameters cell that does not fit ``parameters``.
    """
    output.mkdir(parents=True, exist_ok=True)
    executions, failures = [], {}
    warm_up()
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        futures = {
            pool.submit(_run, notebook, output / notebook.name, parameters, cwd): notebook
            for notebook in reversed(notebooks)  # the appendix, which takes longest, stands last
        }
        try:
            for future in _as_they_end(futures):
                try:
                    executions.append(future.result())
                    finished(executions[-1])
                except NotebookError as error:
                    failures[futures[future].name] = error.problems
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)  # those not begun need not run
            _end_kernels(futures)
            raise
    if failures:
        raise NotebookError([problem for name in sorted(failures) for problem in failures[name]])
    return sorted(executions, key=lambda execution: execution.section)


def _as_they_end(futures: Iterable[Future[Execution]]) -> Iterator[Future[Execution]]:
    """Get futures as they end. Python heeds no Ctrl+C on Windows while it waits: it is let go every now and then."""
    left = set(futures)
    while left:
        ended, left = wait(left, HEED_CTRL_C, FIRST_COMPLETED)
        yield from ended


def _end_kernels(futures: Collection[Future[Execution]]) -> None:
    """End the kernels of this process until no notebook runs in one any more."""
    import psutil  # a build that nobody ends does without

    while wait(futures, HEED_CTRL_C).not_done:
        for child in psutil.Process().children():
            with suppress(psutil.Error):  # it has ended by itself
                if "ipykernel_launcher" in child.cmdline():
                    child.kill()


def _run(notebook: Path, output: Path, parameters: dict[str, str], cwd: Path) -> Execution:
    began = time.perf_counter()
    given = (str(notebook), str(output), parameters, str(cwd))
    try:
        run_in_fork(RUN, "run_in_this_process", *given)
    except NoFork:
        run_here(RUN, "run_in_kernel", *given)
    except ProcessDied:
        raise NotebookError(kernel_died(notebook)) from None
    return Execution(notebook.stem, output, time.perf_counter() - began)


def kernel_died(notebook: Path) -> str:
    """Say that the process of a notebook ended before it did."""
    return f"notebooks/{notebook.name}: the kernel died while the notebook ran: the machine may have run out of memory."
