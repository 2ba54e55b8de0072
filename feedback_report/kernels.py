"""Start kernels warm: one process imports the libraries once, and each kernel is a fork of it.

Half of a small notebook's time is starting Python and importing the same libraries. Where the
system cannot fork (Windows), or should not (macOS), notebooks get ordinary kernels.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import EntryPoint
from typing import Any, ClassVar, cast

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

PROVISIONER = "feedback-report-warm"
IMPORTS = (
    "feedback_report.notebook",
    "feedback_report.appendix_tables",
    "feedback_report.measures.appendix",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "matplotlib_inline.backend_inline",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
)


def can_fork() -> bool:
    """Whether this system can fork a process that has imported the libraries."""
    return sys.platform.startswith("linux") and hasattr(os, "fork")


@contextmanager
def warm_kernels() -> Iterator[None]:
    """Let kernels that start inside be forks of one warm process, where the system can fork."""
    if not can_fork():
        yield
        return
    factory = KernelProvisionerFactory.instance()
    before = factory.default_provisioner_name
    WarmProvisioner.nursery = _Nursery()
    found = f"{WarmProvisioner.__module__}:{WarmProvisioner.__qualname__}"
    factory.provisioners[PROVISIONER] = EntryPoint(PROVISIONER, found, KernelProvisionerFactory.GROUP_NAME)
    factory.default_provisioner_name = PROVISIONER
    try:
        yield
    finally:
        factory.default_provisioner_name = before
        WarmProvisioner.nursery.close()


class _Nursery:
    """The warm process, seen from the build: asks it for kernels and for how they ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        command = [sys.executable, "-c", f"from {__name__} import serve; serve()"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def close(self) -> None:
        """End the warm process, and its kernels with it."""
        self._process.communicate()

    def ask(self, **request: Any) -> dict[str, Any]:
        """Ask the warm process for something and get its answer."""
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None and answers is not None
        with self._lock:
            requests.write(json.dumps(request) + "\n")
            requests.flush()
            return json.loads(answers.readline())


class WarmProcess:
    """A forked kernel, with what jupyter_client needs of a ``subprocess.Popen``."""

    stdin = stdout = stderr = None

    def __init__(self, nursery: _Nursery, pid: int) -> None:
        self.nursery, self.pid = nursery, pid

    def poll(self) -> int | None:
        return self._status("poll")

    def wait(self) -> int | None:
        return self._status("wait")

    def _status(self, do: str) -> int | None:
        """Ask how the kernel ended. Nobody can tell once the warm process is gone, so the kernel ends too."""
        try:
            return self.nursery.ask(do=do, pid=self.pid)["status"]
        except (OSError, json.JSONDecodeError):
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            return -signal.SIGKILL

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class WarmProvisioner(LocalProvisioner):
    """Provides kernels that are forks of the warm process."""

    nursery: ClassVar[_Nursery]

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel instead of starting ``cmd`` anew; its arguments say where the connection file is.

        A kernel that is not IPython's own, or not of this environment's kind, is started as it asks to be.
        """
        if "ipykernel_launcher" not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        environment = {name: value for name, value in kwargs["env"].items() if name != "JPY_PARENT_PID"}
        try:
            asked = self.nursery.ask(do="start", arguments=arguments, cwd=kwargs.get("cwd"), environment=environment)
        except (OSError, json.JSONDecodeError):  # the warm process is gone: an ordinary kernel does as well
            return await super().launch_kernel(cmd, **kwargs)
        pid = asked["pid"]
        self.process = cast(subprocess.Popen, WarmProcess(self.nursery, pid))
        self.pid = self.pgid = pid
        return self.connection_info


def serve() -> None:
    """Import the libraries, then fork a kernel for each request on standard input, until it ends."""
    for module in IMPORTS:
        __import__(module)
    running: set[int] = set()
    ended: dict[int, int] = {}
    for line in sys.stdin:
        request = json.loads(line)
        reply: dict[str, int | None]
        if request["do"] == "start":
            pid = os.fork()
            if pid == 0:
                _become_kernel(request)
            running.add(pid)
            reply = {"pid": pid}
        else:
            _reap(running, ended, request["pid"], 0 if request["do"] == "wait" else os.WNOHANG)
            reply = {"status": ended.get(request["pid"])}
        print(json.dumps(reply), flush=True)
    for pid in running - ended.keys():
        os.kill(pid, signal.SIGKILL)


def _reap(running: set[int], ended: dict[int, int], pid: int, options: int) -> None:
    if pid in running and pid not in ended:
        found, status = os.waitpid(pid, options)
        if found:
            ended[pid] = os.waitstatus_to_exitcode(status)


def _become_kernel(request: dict[str, Any]) -> None:
    """Turn this fork into a kernel; never returns."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    # Standard input and output belong to the warm process.
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.environ.clear()
    os.environ.update(request["environment"], JPY_PARENT_PID=str(os.getppid()))
    os.chdir(request["cwd"] or ".")
    try:
        IPKernelApp.launch_instance(request["arguments"])
    finally:
        os._exit(0)
