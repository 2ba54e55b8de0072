"""Keep what each section's notebook showed, and take it from there while nothing it depends on has changed.

An entry is found by what is known before a notebook runs: its code cells, the parameters, the
versions of Python and all libraries. It holds good as long as every table, setting, file and module
of this package that the notebook used then is the same now. Prose is no part of it. An entry that
cannot be read whole is thrown away, and one that cannot be written is not missed.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from feedback_report.errors import NotebookError
from feedback_report.fingerprints import libraries, of_file, of_modules, of_value
from feedback_report.running.kept import read_entry, write_entry
from feedback_report.running.notebook_file import read_notebook
from feedback_report.running.noted_reads import READS, READS_MIME, UNKNOWN
from feedback_report.running.section import ADDED


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
        """Write the executed notebook from what is kept, and say whether there was something to keep to.

        One that cannot be read has nothing kept: the run that follows names it.
        """
        try:
            written = read_notebook(notebook)
        except NotebookError:
            return False
        entry = read_entry(self._place(notebook, written))
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
        written = read_notebook(notebook)
        shown = [cell for cell in read_notebook(executed).cells if cell.cell_type == "code"]
        reads = next((_reads(cell) for cell in shown if READS in cell.metadata.get("tags", [])), None)
        if reads is None or UNKNOWN in reads["files"]:
            return
        entry = {
            "parts": {name: self.parts.get(name, "") for name in reads["parts"]},
            "modules": {name: of_modules().get(name, "") for name in reads["modules"]},
            "files": {path: of_file(Path(path)) for path in reads["files"]},
            "outputs": [cell.outputs for cell in shown if not ADDED & set(cell.metadata.get("tags", []))],
        }
        write_entry(self._place(notebook, written), entry)

    def _place(self, notebook: Path, written: nbformat.NotebookNode) -> Path:
        code = [[cell.source, cell.metadata.get("tags", [])] for cell in written.cells if cell.cell_type == "code"]
        kernel = written.metadata.get("kernelspec", {}).get("name")
        return self.folder / f"{notebook.stem}-{of_value([self._given, kernel, code])}.json"

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
