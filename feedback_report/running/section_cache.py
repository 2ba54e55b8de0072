"""Keep what each section's notebook showed, and take it from there while nothing it depends on has changed.

An entry is found by what is known before a notebook runs: its code cells, the parameters, the
versions of Python and all libraries. It holds good as long as every table, setting, file and module
of this package that the notebook used then is the same now. Prose is no part of it. An entry that
cannot be read whole is thrown away, and one that cannot be written is not missed.
"""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from feedback_report.fingerprints import libraries, of_file, of_modules, of_text, of_value
from feedback_report.running.reads import READS, READS_MIME, UNKNOWN
from feedback_report.running.sections import ADDED
from feedback_report.whole_files import write_whole

KEPT_FOR = 60 * 24 * 60 * 60  # seconds: longer than from one draft of a paper to the next


class SectionCache:
    """The kept results of one build's notebooks.

    ``parts`` gives the fingerprint of each table and setting that a notebook can read;
    ``given`` is all else that results depend on, such as parameters.
    """

    def __init__(self, folder: Path, parts: Mapping[str, str], given: Any) -> None:
        self.folder, self.parts = folder, parts
        self._given = of_value([libraries(), given])
        self._files: dict[str, str] = {}

    def restore(self, notebook: Path, executed: Path) -> bool:
        """Write the executed notebook from what is kept, and say whether there was something to keep to."""
        written = nbformat.read(notebook, as_version=4)
        entry = self._load(self._place(notebook, written))
        if entry is None or not self._holds(entry):
            return False
        cells = [cell for cell in written.cells if cell.cell_type == "code"]
        for cell, outputs in zip(cells, entry["outputs"], strict=True):
            cell.outputs = outputs
        executed.parent.mkdir(parents=True, exist_ok=True)
        executed.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
        return True

    def keep(self, notebook: Path, executed: Path) -> None:
        """Keep what a notebook has just shown, with the fingerprints of all it read."""
        written = nbformat.read(notebook, as_version=4)
        shown = [cell for cell in nbformat.read(executed, as_version=4).cells if cell.cell_type == "code"]
        reads = next((_reads(cell) for cell in shown if READS in cell.metadata.get("tags", [])), None)
        if reads is None or UNKNOWN in reads["files"]:
            return
        entry = {
            "parts": {name: self.parts.get(name, "") for name in reads["parts"]},
            "modules": {name: of_modules().get(name, "") for name in reads["modules"]},
            "files": {path: of_file(Path(path)) for path in reads["files"]},
            "outputs": [cell.outputs for cell in shown if not ADDED & set(cell.metadata.get("tags", []))],
        }
        try:
            self._write(self._place(notebook, written), entry)
        except OSError:
            return  # a full disk, a folder that nobody may write to: the next build runs the notebook

    def forget_old(self) -> None:
        """Remove the entries that were written longer ago than ``KEPT_FOR``."""
        try:
            for entry_file in self.folder.iterdir():
                if time.time() - entry_file.stat().st_mtime > KEPT_FOR:
                    entry_file.unlink(missing_ok=True)
        except OSError:
            return  # no folder yet, or another build removes the same

    def _write(self, place: Path, entry: dict[str, Any]) -> None:
        """Write an entry whole or not at all, whatever happens meanwhile."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(entry, ensure_ascii=False)
        write_whole(place, f"{of_text(text)}\n{text}")

    def _place(self, notebook: Path, written: nbformat.NotebookNode) -> Path:
        code = [[cell.source, cell.metadata.get("tags", [])] for cell in written.cells if cell.cell_type == "code"]
        kernel = written.metadata.get("kernelspec", {}).get("name")
        return self.folder / f"{notebook.stem}-{of_value([self._given, kernel, code])}.json"

    def _load(self, place: Path) -> dict[str, Any] | None:
        """Read an entry; one that is not whole is thrown away."""
        try:
            check, _, text = place.read_text(encoding="utf-8").partition("\n")
            if check == of_text(text):
                return json.loads(text)
            place.unlink()
        except (OSError, UnicodeDecodeError):
            pass
        return None

    def _holds(self, entry: Mapping[str, Mapping[str, str]]) -> bool:
        return (
            all(self.parts.get(name, "") == then for name, then in entry["parts"].items())
            and all(of_modules().get(name, "") == then for name, then in entry["modules"].items())
            and all(self._fingerprint(path) == then for path, then in entry["files"].items())
        )

    def _fingerprint(self, path: str) -> str:
        if path not in self._files:
            self._files[path] = of_file(Path(path))
        return self._files[path]


def _reads(cell: nbformat.NotebookNode) -> dict[str, list[str]] | None:
    return next((output.data[READS_MIME] for output in cell.outputs if READS_MIME in output.get("data", {})), None)
