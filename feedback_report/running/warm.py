"""Run notebooks, and other work that needs the libraries, in forks of one process that has imported them already.

Half of a small notebook's time is starting Python and importing the same libraries, and most of
the rest is talking to its kernel. Where the system can fork, papermill runs a notebook's cells in
a fresh fork of a process that has the libraries (Python's own fork server); each notebook still
has a process, and an IPython shell, of its own. Elsewhere (Windows, macOS) it gets a kernel.
"""

import importlib
import multiprocessing
import os
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from feedback_report.errors import ReportError

LIBRARIES = [
    "feedback_report.running.warm_process",
    "feedback_report.running.quick_imports",
    "feedback_report.running.year_tables",
    "feedback_report.running.papermill_run",
    "feedback_report.notebook",
    "feedback_report.charts.saving",
    "holidays",
    "feedback_report.tables.appendix",
    "feedback_report.measures.appendix",
    "matplotlib_inline.backend_inline",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "feedback_report.running.warm_shell",
]

_starting = threading.Lock()
_begun = threading.Event()


class ProcessDied(ReportError):
    """A process ended before its work was done."""

    def __init__(self) -> None:
        super().__init__(
            "A process of this command ended before its work was done: the machine may have run out of memory. "
            "Close other programs, and try again."
        )


class NoFork(Exception):
    """There is no process to fork, or the fork could not begin."""


def can_fork() -> bool:
    """Whether this system can fork a process that has imported the libraries."""
    return sys.platform.startswith("linux")


def warm_up() -> None:
    """Begin to import the libraries in the process that is to be forked, and go on without waiting for it."""
    if can_fork():
        from multiprocessing import forkserver

        with _starting:
            _context().set_forkserver_preload(LIBRARIES)
            forkserver.ensure_running()
        _begun.set()


def run_apart(module: str, function: str, *arguments: Any) -> Any:
    """Call a function of a module in a fresh fork where there can be one, else here; get what it returns.

    Raises what the function raises, and ProcessDied.
    """
    try:
        return run_in_fork(module, function, *arguments)
    except NoFork:
        return run_here(module, function, *arguments)


def run_beside(module: str, function: str, *arguments: Any) -> Any:
    """Call a function as ``run_apart`` where the libraries have been loaded apart already, else here."""
    return (run_apart if _begun.is_set() else run_here)(module, function, *arguments)


def run_here(module: str, function: str, *arguments: Any) -> Any:
    """Call a function of a module that is loaded only now."""
    return getattr(importlib.import_module(module), function)(*arguments)


def run_in_fork(module: str, function: str, *arguments: Any) -> Any:
    """Call a function of a module in a fresh fork, with this process's environment, and wait for what it returns.

    Raises what the function raises, ProcessDied where the fork ends without an answer, and NoFork
    where it never began, so that nothing has been done.
    """
    warm_up()
    if not can_fork():
        raise NoFork
    ours, theirs = multiprocessing.Pipe(duplex=False)
    asked = (theirs, dict(os.environ), module, function, arguments)
    process = _context().Process(target=_answer, args=asked, daemon=True)
    try:
        with _starting:  # the fork server takes one request at a time
            process.start()
    except (OSError, EOFError, AssertionError):  # the last where the system lets this process have no others
        raise NoFork from None
    theirs.close()
    answers = []
    with suppress(EOFError):
        while True:
            answers.append(ours.recv())
    ours.close()
    process.join()
    if len(answers) < 2:
        raise ProcessDied if answers else NoFork
    error, result = answers[1]
    if error is not None:
        raise error
    return result


def _context() -> Any:
    return multiprocessing.get_context("forkserver")


def _answer(
    answer: Connection, environment: dict[str, str], module: str, function: str, arguments: tuple[Any, ...]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    answer.send("begun")
    try:
        result = run_here(module, function, *arguments)
    except Exception as error:  # whatever it is, it belongs to the process that asked
        answer.send((error, None))
    else:
        answer.send((None, result))
