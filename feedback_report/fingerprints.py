"""Fingerprints of what a result depends on: files, settings, this package and its libraries."""

import hashlib
import json
import platform
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent
MISSING = "missing"


def of_text(text: str) -> str:
    """Get the fingerprint of a text."""
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


def of_value(value: Any) -> str:
    """Get the fingerprint of a value that JSON can hold."""
    return of_text(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str))


def of_file(path: Path) -> str:
    """Get the fingerprint of a file's content; one that is not there has a fingerprint too."""
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except OSError:
        return MISSING


def of_files(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """Get the fingerprint of each file by its path below ``root``."""
    return {path.relative_to(root).as_posix(): of_file(path) for path in sorted(paths)}


@lru_cache(maxsize=1)
def of_modules() -> dict[str, str]:
    """Get the fingerprint of each module of this package by its path, as they were when this was first asked.

    A process goes on with the code that it began with, whatever becomes of the files.
    """
    return of_files(PACKAGE.rglob("*.py"), PACKAGE)


@lru_cache(maxsize=1)
def libraries() -> tuple[str, ...]:
    """List Python, the system and every installed library with its version, as they were when this was first asked."""
    folders = {Path(place) for place in sys.path if place and Path(place).is_dir()}
    installed = sorted({found.name for folder in folders for found in folder.glob("*.dist-info")})
    return (platform.python_version(), platform.system(), platform.machine(), *installed)
