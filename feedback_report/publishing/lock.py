"""One publisher at a time: a lock on the published folder, which the system takes back when its holder ends."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from feedback_report.errors import ReportError

LOCK = ".publishing.lock"
WAIT = 60.0  # seconds


def check_share(folder: Path) -> None:
    """Make sure that one can publish into a folder, before the work of a build is done; leaves nothing behind.

    Raises ReportError where neither the folder nor the one above is there, or nothing may be written.
    """
    place = folder if folder.exists() else folder.parent
    if not place.is_dir():
        fault = "a file, where a folder is expected" if place.exists() else "not there, and nor is the folder above it"
        raise ReportError(
            f"--to {folder}: {fault}. Expected a folder of the intranet share: see that the share is connected and "
            "that the path is right."
        )
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        raise ReportError(_not_writable(folder, error)) from None


@contextmanager
def publishing_alone(folder: Path, wait: float = WAIT, told: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the published folder while something is changed in it.

    The lock is the operating system's on an open file: it goes with the process that holds it, however that
    ends, so none is ever stale. ``told`` is called when another holds it and this one begins to wait. Raises
    ReportError when the wait, in seconds, is over, or when the folder cannot be locked.
    """
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout:
            told()
            lock.acquire(timeout=wait)
    except Timeout:
        raise ReportError(
            f"{folder.name}/: somebody else is publishing there. Nothing was changed; try again when they have ended."
        ) from None
    except OSError as error:
        raise ReportError(_not_writable(folder, error)) from None
    try:
        yield
    finally:
        lock.release()


def _not_writable(folder: Path, error: OSError) -> str:
    return (
        f"{folder.name}/: cannot be written ({error.strerror or type(error).__name__}). Expected a folder of the "
        "intranet share in which you may write: see that the share is there, and ask for the right to write."
    )
