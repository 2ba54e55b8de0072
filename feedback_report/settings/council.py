"""The settings of a council, whatever the year: what data/council.yml may hold."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from feedback_report.settings.entry import Entry, Key


class Service(Entry):
    """A service in scope: cases whose ``service`` column equals ``name``."""

    key: Key
    name: str
    short_name: str


class Clock(Entry):
    """The time limit of one stage, in working days."""

    target: int = Field(gt=0)
    extended: int = Field(gt=0)
    starts: Literal["received", "acknowledged", "requested", "started"]
    source: str


class Procedure(Entry):
    """A complaints procedure and the clocks of its stages."""

    name: str
    acknowledge_within: int | None = Field(default=None, gt=0)
    stages: dict[int, Clock]


class RecordingSystem(Entry):
    """When the present case recording system began, and what changed with it."""

    since: date
    contact_method_since: date
    note: str


class Style(Entry):
    """How numbers and years are written."""

    year: Literal["2024/25", "2024 to 2025"] = "2024/25"
    share_decimals: int = Field(default=0, ge=0, le=1)
    smallest_base: int = Field(default=10, ge=1)


class Neighbour(Entry):
    """A council to compare with; its area code is found in the reference tables."""

    area_code: str
    name: str


class Council(Entry):
    """Everything the paper needs to know of one council, whatever the year."""

    name: str
    short_name: str
    area: str
    area_code: str
    paper_title: str = "Annual customer feedback report"
    part_year_title: str = "Customer feedback report"
    sample_notice: str | None = None
    reference_docx: Path | None = None
    services: list[Service] = Field(min_length=1)
    procedures: dict[Literal["corporate", "statutory"], Procedure]
    recording_system: RecordingSystem | None = None
    closure_days: list[date] = []
    style: Style = Style()
    disclosure_threshold: int | None = Field(default=None, ge=2)
    neighbours: list[Neighbour] = []
    subjects: list[str] = []
    outcomes: list[str] = ["upheld", "partially upheld", "not upheld"]
    outcomes_without_finding: list[str] = ["withdrawn", "question answered"]

    @field_validator("services", "neighbours", "subjects", "outcomes", "outcomes_without_finding")
    @classmethod
    def _tells_entries_apart(cls, entries: list[Any]) -> list[Any]:
        said = [entry.model_dump() if isinstance(entry, Entry) else {"text": entry} for entry in entries]
        texts = Counter((name, text) for entry in said for name, text in entry.items())
        repeated = [f'the {name} "{text}" stands {times} times' for (name, text), times in texts.items() if times > 1]
        if repeated:
            raise ValueError(f"{', '.join(repeated)}: give each entry its own")
        return entries

    def service(self, key: str) -> Service:
        """Get the service in scope with this key."""
        return next(service for service in self.services if service.key == key)
