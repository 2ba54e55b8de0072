"""Make a year's record hold in the published folder: its files laid ready, then put in their places.

What a reader meets: every file is replaced in one step, so it is the old one or the new one, whole.
A version is written whole first, then the new files are laid beside the old ones, then the record
says which version is current, and only then the files change places: what Word may hold open first,
the page after it, the pages that lead there last. Whoever is stopped in between leaves whole files,
and the next command of anyone puts the rest in place, as the record has it.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from feedback_report.errors import ReportError
from feedback_report.publishing.files import files_below, fingerprint, put_in_place, write_to_disk
from feedback_report.publishing.pages import index_page, withdrawn_page, year_page
from feedback_report.publishing.versions import RECORD, VERSIONS, Record, Version, read_record
from feedback_report.whole_files import patiently
from feedback_report.years import Year

INDEX = "index.html"
PAGE = "report.html"
_STAGED = ".new"
_HELD_OPEN = (".docx", ".xlsx")


def switch(folder: Path, record: Record, undo: Path | None = None) -> None:
    """Make a record hold: lay the files ready, write it, put them in place. Undone as a whole when that fails.

    Raises ReportError, with all done, when something that is to go cannot be removed.
    """
    year_folder = folder / Year.parse(record.year).folder
    former = read_record(year_folder)
    try:
        _stage(year_folder, record)
        _write_record(year_folder, record)
        left = _put(folder, record)
    except (OSError, ReportError):
        shutil.rmtree(year_folder / _STAGED, ignore_errors=True)  # the disk may be full
        with suppress(OSError, ReportError):
            _go_back(folder, year_folder, record, former)
        with suppress(OSError, ReportError):
            if undo is not None and read_record(year_folder) == former:
                shutil.rmtree(undo, ignore_errors=True)
        raise
    if left:
        raise ReportError(
            f"{year_folder.name}/: done, but {', '.join(left)} could not be removed, since another program holds it "
            "open. Have it closed: the next command on this folder removes it."
        )


def put_in_order(folder: Path, record: Record) -> None:
    """Finish what a command that was stopped has left undone, and put away what can be of what it left behind."""
    _stage(folder / Year.parse(record.year).folder, record)
    _put(folder, record)


def clear_unrecorded(folder: Path, year: Year) -> list[str]:
    """Put away versions that are withdrawn or that a command which was stopped has not brought into the record.

    Gets those that another program keeps from being removed.
    """
    record = read_record(folder / year.folder)
    known = {version.id for version in record.versions if not version.withdrawn} if record else set()
    left = []
    for place in sorted((folder / year.folder / VERSIONS).glob("*")):
        if place.is_dir() and place.name not in known and (place.name.isdigit() or place.name.endswith(".new")):
            shutil.rmtree(place, ignore_errors=True)
            left += [f"{VERSIONS}/{place.name}"] if place.exists() else []
    return left


def _go_back(folder: Path, year_folder: Path, record: Record, former: Record | None) -> None:
    """Make the record that was there hold again; before a first publication there was nothing."""
    if read_record(year_folder) == former:
        return
    if former is None:
        for name in (RECORD, INDEX, *(record.shown.files if record.shown else ())):
            (year_folder / name).unlink(missing_ok=True)
        _write_index(folder)
        return
    _write_record(year_folder, former)
    _stage(year_folder, former)
    _put(folder, former)


def _write_record(year_folder: Path, record: Record) -> None:
    fresh = year_folder / f".{RECORD}.new"
    write_to_disk(fresh, record.as_text().encode())
    put_in_place(fresh, year_folder / RECORD)


def _wanted(year_folder: Path, record: Record) -> dict[str, bytes | Path]:
    """Get what the year's folder is to hold by a record: each file, or its content."""
    shown = record.shown
    wanted: dict[str, bytes | Path] = {}
    if shown is None:
        wanted[PAGE] = withdrawn_page(record).encode()
    else:
        place = year_folder / VERSIONS / shown.id
        whole(shown, place, f"{year_folder.name}/{VERSIONS}/{shown.id}")
        wanted |= {name: place / name for name in shown.files}
    return wanted | {INDEX: year_page(record).encode()}


def whole(version: Version, place: Path, where: str) -> None:
    """Make sure that a version is in a folder as it was published."""
    other = [name for name, held in version.files.items() if fingerprint(place / name) != held]
    if other:
        raise ReportError(
            f"{where}/: {', '.join(other)} {'is' if len(other) == 1 else 'are'} not as published. Put the folder back "
            "from a backup, or publish the year again."
        )


def _stage(year_folder: Path, record: Record) -> None:
    """Lay the files that are to change beside those that are there, on the same disk."""
    staged = year_folder / _STAGED
    shutil.rmtree(staged, ignore_errors=True)
    for name, held in _wanted(year_folder, record).items():
        content = held if isinstance(held, bytes) else held.read_bytes()
        path = year_folder / name
        if not path.is_file() or path.read_bytes() != content:
            write_to_disk(staged / name, content)


def _put(folder: Path, record: Record) -> list[str]:
    """Put the files laid ready in place, bring the list up to date, and remove what no longer belongs there.

    Gets what another program keeps from being removed.
    """
    year_folder = folder / Year.parse(record.year).folder
    staged = year_folder / _STAGED
    for name in sorted(files_below(staged), key=_turn):
        put_in_place(staged / name, year_folder / name)
    _write_index(folder)
    wanted = {INDEX, PAGE} if record.shown is None else {INDEX, *record.shown.files}
    known = {name for version in record.versions for name in version.files}
    held_open = []
    for name in sorted(known - wanted):
        try:
            patiently((year_folder / name).unlink)
        except FileNotFoundError:
            continue
        except OSError:
            held_open.append(name)
    for name in {name.rpartition("/")[0] for name in known - wanted} - {""}:
        with suppress(OSError):  # it holds what is still wanted
            (year_folder / name).rmdir()
    shutil.rmtree(staged, ignore_errors=True)
    held_open += clear_unrecorded(folder, Year.parse(record.year))
    return held_open


def _turn(name: str) -> tuple[int, str]:
    """Say in which order files change places: first what another program may hold open, the pages last."""
    last = ("manifest.json", PAGE, INDEX)
    return (last.index(name) + 2 if name in last else int(not name.endswith(_HELD_OPEN)), name)


def _write_index(folder: Path) -> None:
    records = [read_record(path.parent) for path in sorted(folder.glob(f"[0-9]*-[0-9]*/{RECORD}"))]
    content = index_page(record for record in records if record is not None).encode()
    path, fresh = folder / INDEX, folder / f".{INDEX}.new"
    if not path.is_file() or path.read_bytes() != content:
        write_to_disk(fresh, content)
        put_in_place(fresh, path)
