"""Make a published version again from its manifest, and say of each file whether it is the same."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from feedback_report.building.build import build
from feedback_report.building.paper_place import PaperPlace
from feedback_report.building.render import Engine, Format
from feedback_report.errors import ReportError
from feedback_report.progress import BuildProgress
from feedback_report.project import notebook_paths
from feedback_report.publishing.changes import Revision
from feedback_report.publishing.manifest import MANIFEST, made_from, read_manifest
from feedback_report.publishing.placing import INDEX
from feedback_report.publishing.prepare import PAGE, hashes, write_notice
from feedback_report.publishing.versions import RECORD, VERSIONS, read_record
from feedback_report.years import Year

_OWN = {INDEX, RECORD, MANIFEST}  # files of the folder that no build makes
_NONE = "none"


@dataclass(frozen=True)
class File:
    """A published file: its SHA-256 in the manifest, in the folder and built again; empty where it is not there."""

    name: str
    promised: str
    published: str
    built: str

    @property
    def same(self) -> bool:
        return self.promised == self.published == self.built != ""

    @property
    def told(self) -> str:
        """Say whether the file is the same."""
        if self.same:
            return "the same"
        if not self.promised:
            return "not in the manifest" if self.published else "was not published, but is built now"
        said = []
        if self.published != self.promised:
            said.append("changed since it was published" if self.published else "missing from the folder")
        if self.built != self.promised:
            said.append("another one is built now" if self.built else "is not built now")
        return " and ".join(said)


def verify(published: Path, data: Path | None, progress: Console) -> tuple[list[File], list[str]]:
    """Build a published version again. Gets its files, and what differs in what it is made from.

    Raises ReportError when there is no manifest, or when the paper cannot be built as it says.
    """
    _check_published(published)
    manifest = read_manifest(published)
    try:
        given = manifest["parameters"]
        year, engine = Year.parse(given["year"]), Engine(given["engine"])
        formats = tuple(Format(name) for name in given["formats"])
        promised: Mapping[str, str] = dict(manifest["files"])
        revision = Revision.from_dict(manifest["revision"])
        then: Mapping[str, Any] = dict(manifest["made_from"])
    except (KeyError, TypeError, ValueError):
        raise ReportError(f"{published.name}/{MANIFEST}: is not as it was written. Compare it with a backup.") from None
    place = PaperPlace.of(year, data, None)
    now = made_from(place.project, place.data_dir, year, engine).as_dict()
    with tempfile.TemporaryDirectory(prefix="feedback-report-", ignore_cleanup_errors=True) as temporary:
        with BuildProgress(progress, len(notebook_paths(place.project))) as shown:
            built = build(place.project, year, place.data_dir, Path(temporary), shown, engine, formats, cached=False)
        if PAGE in promised:
            write_notice(built.folder / PAGE, built.folder / PAGE, revision)
        again = hashes(built.folder)
    held = {name: by for name, by in hashes(published).items() if _is_paper(name)}
    names = sorted({*promised, *held, *again})
    files = [File(name, promised.get(name, ""), held.get(name, ""), again.get(name, "")) for name in names]
    return files, list(_differences(then, now))


def _check_published(folder: Path) -> None:
    """Say what a folder is that is not that of a published version. Raises ReportError."""
    if not folder.is_dir():
        raise ReportError(f"{folder}: not found. Expected the folder of a year, or of a version, that was published.")
    if (folder / MANIFEST).is_file():
        return
    record = read_record(folder)
    withdrawn = [version for version in record.versions if version.withdrawn] if record else []
    if record and withdrawn:
        event = max((version.withdrawn for version in withdrawn if version.withdrawn), key=lambda event: event.on)
        raise ReportError(
            f"{folder.name}/: the paper of {record.year} was withdrawn on {event.on}, and there is nothing to verify. "
            f"The command restore brings a version back; others are under {VERSIONS}/."
        )
    years = sorted(path.parent.name for path in folder.glob(f"*/{RECORD}"))
    if years:
        raise ReportError(f"{folder.name}/: is the folder of the share. Name a year in it: {', '.join(years)}.")


def run_verify(published: Path, data: Path | None, console: Console, progress: Console) -> int:
    """Say of each published file whether it can be made again as it is. Gets the exit code."""
    files, differences = verify(published, data, progress)

    def say(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    for file in files:
        say(f"{file.name}: {file.told}.")
    for difference in differences:
        say(f"Made from something else: {difference}.")
    same = sum(file.same for file in files)
    say(f"{published.name}: {same} of {len(files)} files are the same.")
    return 0 if same == len(files) else 1


def _is_paper(name: str) -> bool:
    return name not in _OWN and not name.startswith(f"{VERSIONS}/")


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Say what a paper is made from now that it was not made from then."""
    kinds = {"data": "the table", "settings": "the setting", "paper": "the source"}
    for kind, called in kinds.items():
        for name in sorted({*then.get(kind, {}), *now[kind]}):
            before, after = then.get(kind, {}).get(name), now[kind].get(name)
            if before != after:
                told = "is new" if before is None else "is gone" if after is None else "was changed"
                yield f"{called} {name} {told}"
    for kind, called in (("code", "code"), ("libraries", "library"), ("renderer", "renderer")):
        for name in sorted({*then.get(kind, {}), *now[kind]}):
            before, after = then.get(kind, {}).get(name, _NONE), now[kind].get(name, _NONE)
            if before != after:
                yield f"{called} {name} was {before}, is {after}"
