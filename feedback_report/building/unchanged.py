"""Know that a build has nothing to do: nothing that a paper is made from has changed, and the paper is there whole.

Imports nothing that takes time, for the answer is to be there before a build would have begun.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from feedback_report.fingerprints import libraries, of_file, of_files, of_modules, of_text, of_value
from feedback_report.whole_files import write_whole
from feedback_report.years import Year


class BuildRecord:
    """What the last build of a paper was made from, what it made and what it said.

    ``choices`` are the engine, formats and whatever else was asked of it.
    """

    def __init__(self, project: Path, data_dir: Path, year: Year, target: Path, choices: Sequence[str]) -> None:
        self._project, self._data, self._target = project, data_dir, target
        self._file = _record_file(project, year, target)
        self._files, self._program = self._now()
        asked = [*choices, os.environ.get("QUARTO_PATH"), shutil.which("quarto"), year.label, str(data_dir)]
        self._made_from = of_value([self._files, self._program, asked])

    def said(self) -> list[str] | None:
        """Get what the last build said at its end, where another would make the same again; else nothing."""
        try:
            record: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
            same = record["made_from"] == self._made_from and record["made"] == _whole(self._target)
            return list(record["said"]) if same and record["made"] else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, said: Iterable[str]) -> None:
        """Keep what a build has made and said, unless something it was made from has changed meanwhile."""
        record = {
            "made_from": self._made_from,
            "files": self._files,
            "program": self._program,
            "data": str(self._data),
            "made": _whole(self._target),
            "said": list(said),
        }
        try:
            if self._now() != (self._files, self._program):
                self._file.unlink(missing_ok=True)
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(record, ensure_ascii=False))
        except OSError:
            return  # the next build is made in full

    def _now(self) -> tuple[dict[str, str], str]:
        """Get the fingerprints of the sources, and of the program, as they are now."""
        return {str(path): of_file(path) for path in self._sources()}, _program()

    def _sources(self) -> Iterator[Path]:
        """Get every file that a paper is made from; those that a notebook opens by itself lie beside it."""
        yield from (self._project / "report.qmd", self._project / "_quarto.yml")
        for folder in (self._project / "style", self._project / "notebooks", self._data):
            yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_hidden(path, folder))


def changed_since_build(
    project: Path, data_dir: Path, year: Year, target: Path, name: str, sources: Iterable[Path]
) -> str | None:
    """Say what has changed since a file of a folder's paper was made from some sources; nothing where all is as it was.

    ``name`` is the file's in ``target``, such as ``facts.json``.
    """
    shown = f"{target.parent.name}/{target.name}/{name}"
    if not (target / name).is_file():
        return f"there is no {shown}"
    try:
        record: dict[str, Any] = json.loads(_record_file(project, year, target).read_text(encoding="utf-8"))
        data, files, program, made = (record[part] for part in ("data", "files", "program", "made"))
        if made[name] != of_file(target / name):
            return f"{shown} is not as the last build made it"
    except (OSError, ValueError, KeyError, TypeError):
        return f"it is not known what {shown} was made from"
    if data != str(data_dir):
        return f"{shown} was built from another data folder"
    gone = (Path(path) for path in files if not Path(path).is_file())
    changed = next((path for path in (*sources, *gone) if files.get(str(path)) != of_file(path)), None)
    if changed is not None:
        return f"{changed.parent.name}/{changed.name} has changed since {shown} was made"
    return None if program == _program() else f"the program has changed since {shown} was made"


def _record_file(project: Path, year: Year, target: Path) -> Path:
    return project / "build" / "cache" / "builds" / f"{year.folder}-{of_text(str(target))}.json"


def _program() -> str:
    return of_value([of_modules(), libraries()])


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts)


def _whole(folder: Path) -> dict[str, str]:
    return of_files((path for path in folder.rglob("*") if path.is_file()), folder)
