"""Run another program for a limited time, and end it together with all that it has started."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path


def run_program(
    command: Sequence[str], cwd: Path, environment: Mapping[str, str], time_limit: float
) -> subprocess.CompletedProcess[str]:
    """Run a program that reads nothing, and get its exit status and what it wrote.

    Programs such as Quarto are small starters of others, which would outlive them: when the time
    limit (seconds) is over, or the user breaks off, all of them are ended. Raises TimeoutExpired, and
    OSError when the program cannot be started.
    """
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # a group of processes that can be ended as one; Windows has another way
    ) as process:
        try:
            output, complaints = process.communicate(timeout=time_limit)
        except BaseException:
            _end(process)
            raise
    return subprocess.CompletedProcess(list(command), process.returncode, output, complaints)


def _end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
