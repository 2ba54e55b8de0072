"""Files that are written whole or not at all, whatever happens meanwhile and whoever else writes or reads them."""

import errno
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 5.0  # seconds: a virus scanner, an indexer or another reader holds a file no longer
HELD_OPEN = os.name == "nt"  # there a file that a program has open cannot be replaced, nor its folder moved
_AWAY = {errno.EACCES, errno.EPERM, errno.EBUSY}


def write_whole(path: Path, text: str) -> None:
    """Put a UTF-8 text in the place of a file, in one step; its folder must be there.

    Raises OSError when it cannot be written; the former file is then as it was, and nothing is left beside it.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        patiently(lambda: fresh.replace(path))
    finally:
        fresh.unlink(missing_ok=True)


def patiently(act: Callable[[], object]) -> None:
    """Do something to a file, again for a while where Windows says that another program holds it."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            act()
            return
        except OSError as error:
            if not HELD_OPEN or error.errno not in _AWAY or time.monotonic() > until:
                raise
        time.sleep(0.1)
