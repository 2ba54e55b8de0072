"""Writing files so that a reader meets the old one or the new one, and nothing between."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from feedback_report.whole_files import patiently


def fingerprint(path: Path) -> str:
    """Get the SHA-256 of a file, as ``sha256sum`` and ``certutil -hashfile`` give it; empty where there is none."""
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def files_below(folder: Path) -> dict[str, Path]:
    """Get every file below a folder by its path there, with / between the parts."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def write_to_disk(path: Path, content: bytes) -> None:
    """Write a file and see it on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def copy_whole(source: Mapping[str, Path], target: Path) -> None:
    """Copy files by their paths into a folder, and put the folder in place only when it is whole.

    ``target`` must not be there yet. Raises OSError when something cannot be written; nothing is left then.
    """
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        for name, path in source.items():
            write_to_disk(fresh / name, path.read_bytes())
        patiently(lambda: fresh.rename(target))
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def put_in_place(fresh: Path, path: Path) -> None:
    """Replace a file by one that is written whole, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    patiently(lambda: fresh.replace(path))
