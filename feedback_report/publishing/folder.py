"""The published folder: a year's current files, every version whole, and the pages that lead to them.

``FOLDER/index.html`` lists the years. ``FOLDER/<year>/`` holds the files of the current version under
names that stay, ``index.html`` with the versions, ``versions.json`` with the record, and
``versions/<id>/`` with each version whole, which is never changed once it is there.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from feedback_report.errors import ReportError
from feedback_report.publishing.files import copy_whole, files_below, fingerprint
from feedback_report.publishing.placing import put_in_order, switch, whole
from feedback_report.publishing.versions import VERSIONS, Event, Record, Version, read_record
from feedback_report.years import Year


def year_record(folder: Path, year: Year) -> Record | None:
    """Get the record of a year in a published folder; None where it was never published there."""
    return read_record(folder / year.folder)


def publish_version(folder: Path, record: Record, version: Version, source: Path) -> Record:
    """Make ``source``'s files the year's current version; ``record`` is the year's record as it was.

    Raises ReportError, with the former version still in its place, when that cannot be done.
    """
    year_folder = folder / Year.parse(record.year).folder
    place = year_folder / VERSIONS / version.id
    with _told(f"{year_folder.name}/ could not be published"):
        copy_whole({name: path for name, path in files_below(source).items() if name in version.files}, place)
        switch(folder, replace(record.with_version(version), current=version.id), undo=place)
    return replace(record.with_version(version), current=version.id)


def withdraw_version(folder: Path, record: Record, name: str, event: Event, store: Path) -> Record:
    """Take a version off the share and keep it in ``store``; a notice stands where the current one was.

    Raises ReportError when there is no such version, or it is withdrawn already.
    """
    version = record.version(name)
    if version.withdrawn:
        raise ReportError(f"Version {name} of {record.year} was withdrawn on {version.withdrawn.on} already.")
    year_folder = folder / Year.parse(record.year).folder
    kept = store / year_folder.name / name
    with _told(f"version {name} of {year_folder.name}/ could not be withdrawn"):
        shutil.rmtree(kept, ignore_errors=True)
        copy_whole(files_below(year_folder / VERSIONS / name), kept)
        current = None if record.current == name else record.current
        after = replace(record.with_version(version.with_event(event)), current=current)
        switch(folder, after)
    return after


def restore_version(folder: Path, record: Record, name: str, event: Event, store: Path) -> Record:
    """Make a version that was withdrawn, or followed by another, the current one again.

    Raises ReportError when its files are not to be had as they were published.
    """
    version = record.version(name)
    if record.current == name:
        raise ReportError(f"Version {name} of {record.year} is the current one: there is nothing to restore.")
    year_folder = folder / Year.parse(record.year).folder
    place, kept = year_folder / VERSIONS / name, store / year_folder.name / name
    with _told(f"version {name} of {year_folder.name}/ could not be restored"):
        if not place.is_dir():
            whole(version, kept, f"{kept.parent.parent.name}/{year_folder.name}/{name}")
            copy_whole(files_below(kept), place)
        after = replace(record.with_version(version.with_event(event)), current=name)
        switch(folder, after)
    return after


def settle(folder: Path, record: Record) -> None:
    """Finish what a command that was stopped has left undone, and put away what can be of what it left behind."""
    year_folder = folder / Year.parse(record.year).folder
    with _told(f"{year_folder.name}/ could not be put in order"):
        put_in_order(folder, record)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turn what the system says into a problem that a user can act on."""
    try:
        yield
    except OSError as error:
        said = error.strerror or type(error).__name__
        name = Path(error.filename).name if isinstance(error.filename, str) else ""
        raise ReportError(
            f"{what}: {f'{name}: ' if name else ''}{said}. Readers get the version that they had. See that the share "
            "is there, that its disk is not full and that nobody has the file open in Word, and give the command again."
        ) from None


def hashes(files: Mapping[str, Path]) -> dict[str, str]:
    """Get the SHA-256 of each file by its path in a version."""
    return {name: fingerprint(path) for name, path in files.items()}
