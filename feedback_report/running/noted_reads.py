"""Know what a section's notebook has read, so that it runs again when that has changed and not else.

Within a build every file that a notebook opens is noted, and ``open_paper`` hands out tables and
settings that note which of their parts are used. A last cell, which the build adds, hands the
notes over.
"""

import copy
import dataclasses
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any, TypeVar

from feedback_report.fingerprints import PACKAGE

TABLES_VARIABLE = "FEEDBACK_REPORT_TABLES"  # names, within a build, the folder with the checked tables
READS_MIME = "application/vnd.feedback-report.reads+json"
SHOW_READS = "from feedback_report.running.noted_reads import show_reads\nshow_reads()"
READS = "reads"  # the tag of that cell
UNKNOWN = "*"  # something was read of which nobody can tell whether it has changed

Part = TypeVar("Part")


class _Notes:
    """What has been read so far, while ``on``."""

    def __init__(self) -> None:
        self.on = self.hooked = False
        self.parts: set[str] = set()
        self.files: set[str] = set()


_notes = _Notes()
_PROGRAMS = {"subprocess.Popen", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.forkpty"}
_REACHING_OUT = _PROGRAMS | {"socket.connect"}


def note_reads() -> None:
    """Begin to note, with nothing noted yet."""
    _notes.parts.clear()
    _notes.files.clear()
    _notes.on = True
    if not _notes.hooked:
        sys.addaudithook(_note)
        _notes.hooked = True


@contextmanager
def unnoted() -> Iterator[None]:
    """Note no file that is opened inside: what it holds is noted part by part."""
    before, _notes.on = _notes.on, False
    try:
        yield
    finally:
        _notes.on = before


def watched(thing: Part, name: str) -> Part:
    """Get a copy of tables or settings that notes each part used, as ``name.part``."""
    kind = type(thing)
    fields = getattr(kind, "model_fields", None) or [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    parts = {field: f"{name}.{field}" for field in fields}

    def noting(self: Any, attribute: str) -> Any:
        if attribute in parts:
            _notes.parts.add(parts[attribute])
        return object.__getattribute__(self, attribute)

    noted = copy.copy(thing)
    object.__setattr__(noted, "__class__", type(kind.__name__, (kind,), {"__getattribute__": noting}))
    return noted


def show_reads() -> None:
    """Show what was noted, for the build to keep."""
    from IPython.display import display  # in a notebook it is there; who only asks what was noted does without

    _notes.on = False
    noted = {"parts": sorted(_notes.parts), "files": sorted(_notes.files), "modules": sorted(_modules())}
    display({READS_MIME: noted}, raw=True)


def _modules() -> Iterator[str]:
    """Get the modules of this package that are loaded, by their paths in it."""
    for name, module in sys.modules.items():
        package, *parts = name.split(".")
        if package == PACKAGE.name:
            yield "/".join([*parts, "__init__"] if hasattr(module, "__path__") else parts) + ".py"


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if not _notes.on:
        return
    if event in _REACHING_OUT:
        _notes.files.add(UNKNOWN)
    elif event == "open":
        path, mode, flags = arguments
        is_read = "r" in mode and "+" not in mode if isinstance(mode, str) else not flags & (os.O_WRONLY | os.O_RDWR)
        if is_read and isinstance(path, str | bytes):
            _note_file(Path(os.fsdecode(path)).absolute())


def _note_file(path: Path) -> None:
    """Note a file, but for those of Python, its libraries and this package, which have a version."""
    if path.suffix == ".pyc":
        with suppress(ValueError):
            path = Path(source_from_cache(str(path)))
    if not str(path).startswith(_VERSIONED) and path.is_file():
        _notes.files.add(str(path))


_PLACES = {sys.prefix, sys.base_prefix, str(PACKAGE), *(place for place in sys.path if "site-packages" in place)}
_VERSIONED = (*(place + os.sep for place in _PLACES), "/proc/", "/dev/", "/sys/")

if os.environ.get(TABLES_VARIABLE):  # a kernel of a build has just been started
    note_reads()
