"""One publisher at a time: a lock on the published folder, which the system takes back when its holder ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from feedback_report.errors import ReportError

LOCK = ".publishing.lock"
WAIT = 60.0  # seconds


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
        raise ReportError(
            f"{folder.name}/: cannot be written ({error.strerror or type(error).__name__}). Expected a folder of the "
            "intranet share in which you may write: see that the share is there, and ask for the right to write."
        ) from None
    try:
        yield
    finally:
        lock.release()
