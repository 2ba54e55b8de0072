"""The record of a published year: its versions, which of them readers get, and what became of each."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from feedback_report.errors import ReportError

RECORD = "versions.json"
VERSIONS = "versions"  # the folder that holds each version whole


@dataclass(frozen=True)
class Changed:
    """A figure that a version prints otherwise than the one before; empty where one of them lacks it."""

    section: str
    name: str
    was: str
    now: str


@dataclass(frozen=True)
class Event:
    """What was done to a version: ``published``, ``withdrawn`` or ``restored``; by which role, when and why."""

    what: str
    on: str
    by: str
    reason: str = ""


@dataclass(frozen=True)
class Version:
    """One version of a paper.

    ``files`` gives the SHA-256 of each file by its path in the version; ``changes`` are the figures that
    it revised, none in a first version.
    """

    id: str
    files: Mapping[str, str]
    events: tuple[Event, ...]
    changes: tuple[Changed, ...] = ()

    @property
    def published(self) -> Event:
        return self.events[0]

    @property
    def withdrawn(self) -> Event | None:
        """The last withdrawal, unless the version was restored since."""
        return self.events[-1] if self.events[-1].what == "withdrawn" else None

    def with_event(self, event: Event) -> "Version":
        return replace(self, events=(*self.events, event))


@dataclass(frozen=True)
class Record:
    """The versions of one year's paper, the oldest first; ``current`` is the one that readers get, if any."""

    year: str
    council: str
    title: str
    current: str | None = None
    versions: tuple[Version, ...] = field(default=())

    @property
    def shown(self) -> Version | None:
        """The version that readers get."""
        return None if self.current is None else self.version(self.current)

    def version(self, name: str) -> Version:
        """Get a version by its id. Raises ReportError when there is none."""
        found = next((version for version in self.versions if version.id == name), None)
        if found is None:
            held = ", ".join(version.id for version in self.versions) or "none"
            raise ReportError(f"{self.year} has no version {name}. The versions are: {held}.")
        return found

    @property
    def next_id(self) -> str:
        return str(max((int(version.id) for version in self.versions), default=0) + 1)

    def with_version(self, version: Version) -> "Record":
        """Get the record with a version added, or put in the place of the one with its id."""
        others = [held for held in self.versions if held.id != version.id]
        return replace(self, versions=tuple(sorted([*others, version], key=lambda held: int(held.id))))

    def as_text(self) -> str:
        """Write the record as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read_record(year_folder: Path) -> Record | None:
    """Read the record of a published year; None where nothing has been published.

    Raises ReportError when the file is not one.
    """
    path = year_folder / RECORD
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        versions = tuple(
            Version(
                entry["id"],
                dict(entry["files"]),
                tuple(Event(**event) for event in entry["events"]),
                tuple(Changed(**changed) for changed in entry["changes"]),
            )
            for entry in held["versions"]
        )
        return Record(held["year"], held["council"], held["title"], held["current"], versions)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReportError(
            f"{year_folder.name}/{RECORD}: not a record of versions. Put the file back from a backup of the share; "
            f"the versions themselves are whole under {VERSIONS}/."
        ) from None
