"""Files that are written whole or not at all, whatever happens meanwhile and whoever else writes them."""

import os
import threading
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Put a UTF-8 text in the place of a file, in one step; its folder must be there.

    Raises OSError when it cannot be written; the former file is then as it was, and nothing is left beside it.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
