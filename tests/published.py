"""Versions of a paper to publish in tests, without building one."""

from pathlib import Path

from feedback_report.publishing.files import files_below
from feedback_report.publishing.folder import hashes, publish_version, year_record
from feedback_report.publishing.versions import Changed, Event, Record, Version
from feedback_report.years import Year

YEAR = Year(2031)
FOLDER = YEAR.folder
PUBLISHED = Event("published", "2032-09-01", "Head of Parks")


def write_version(folder: Path, words: str, figures: int = 2, size: int = 2000) -> Path:
    """Write the files of a version, each ending with its last words, and get their folder."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    filling = f"{words} " * (size // len(words))
    (folder / "report.html").write_text(f"<!DOCTYPE html>{filling}</html>", encoding="utf-8")
    for name in ("report.docx", "facts.json", "manifest.json"):
        (folder / name).write_text(f"{name} {filling} the end", encoding="utf-8")
    for number in range(1, figures + 1):
        (folder / "figures" / f"figure-{number:02d}.csv").write_text(f"{filling} the end", encoding="utf-8")
    return folder


def publish(folder: Path, source: Path, changes: tuple[Changed, ...] = (), year: Year = YEAR) -> Record:
    """Publish the files of a folder as the next version of a year."""
    record = year_record(folder, year) or Record(year.label, "Test Council", "Feedback report")
    version = Version(record.next_id, hashes(files_below(source)), (PUBLISHED,), changes)
    return publish_version(folder, record, version, source)


def contents(folder: Path) -> dict[str, bytes]:
    """Get what every file of a folder holds, those of its versions left out."""
    return {name: path.read_bytes() for name, path in files_below(folder).items() if not name.startswith("versions/")}
