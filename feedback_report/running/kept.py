"""Entries kept between builds in a folder of files: each is whole and as it was written, or it is none."""

import json
import time
from pathlib import Path
from typing import Any

from feedback_report.fingerprints import of_text
from feedback_report.whole_files import write_whole

KEPT_FOR = 60 * 24 * 60 * 60  # seconds: longer than from one draft of a paper to the next


def sections_folder(project: Path) -> Path:
    """Get the folder of what notebooks have shown."""
    return project / "build" / "cache" / "sections"


def is_anything_kept(project: Path) -> bool:
    """Whether a build may find what its notebooks have shown before, and so not run them."""
    return sections_folder(project).is_dir()


def read_entry(place: Path) -> Any:
    """Read an entry, nothing where there is none; one that is not whole is thrown away."""
    try:
        check, _, text = place.read_text(encoding="utf-8").partition("\n")
        if check == of_text(text):
            return json.loads(text)
        place.unlink()
    except (OSError, UnicodeDecodeError):
        pass
    return None


def write_entry(place: Path, entry: Any) -> None:
    """Write an entry that JSON can hold. One that cannot be written, as on a full disk, is not missed."""
    text = json.dumps(entry, ensure_ascii=False)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, f"{of_text(text)}\n{text}")
    except OSError:
        return


def forget_old(folder: Path) -> None:
    """Remove the entries that were written longer ago than ``KEPT_FOR``."""
    try:
        for place in folder.iterdir():
            if time.time() - place.stat().st_mtime > KEPT_FOR:
                place.unlink(missing_ok=True)
    except OSError:
        return  # no folder yet, or another build removes the same
