"""The settings of a council (data/council.yml) and of one year (data/<year>/year.yml)."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from feedback_report.errors import ReportError, SettingsError
from feedback_report.project import years_with_data
from feedback_report.settings_words import plain_problem
from feedback_report.to_fill import TO_FILL, still_to_fill
from feedback_report.unprintable import UNPRINTABLE
from feedback_report.yaml_text import load_yaml
from feedback_report.years import Year

_UNPRINTABLE = re.compile(f"{UNPRINTABLE}|[\ud800-\udfff]")


def _year(value: object) -> Year:
    try:
        return value if isinstance(value, Year) else Year.parse(value)
    except ReportError:
        raise ValueError("expected a financial year such as 2024/25") from None


YearLabel = Annotated[Year, BeforeValidator(_year)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*$")]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @field_validator("*", mode="after")
    @classmethod
    def _can_be_printed(cls, value: Any) -> Any:
        texts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
        if any(isinstance(text, str) and _UNPRINTABLE.search(text) for text in texts):
            raise ValueError("holds a character that cannot be printed: remove it")
        return value


class Service(_Settings):
    """A service in scope: cases whose ``service`` column equals ``name``."""

    key: Key
    name: str
    short_name: str


class Clock(_Settings):
    """The time limit of one stage, in working days."""

    target: int = Field(gt=0)
    extended: int = Field(gt=0)
    starts: Literal["received", "acknowledged", "requested", "started"]
    source: str


class Procedure(_Settings):
    """A complaints procedure and the clocks of its stages."""

    name: str
    acknowledge_within: int | None = Field(default=None, gt=0)
    stages: dict[int, Clock]


class RecordingSystem(_Settings):
    """When the present case recording system began, and what changed with it."""

    since: date
    contact_method_since: date
    note: str


class Style(_Settings):
    """How numbers and years are written."""

    year: Literal["2024/25", "2024 to 2025"] = "2024/25"
    share_decimals: int = Field(default=0, ge=0, le=1)
    smallest_base: int = Field(default=10, ge=1)


class Neighbour(_Settings):
    """A council to compare with; its area code is found in the reference tables."""

    area_code: str
    name: str


class Council(_Settings):
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

    def service(self, key: str) -> Service:
        """Get the service in scope with this key."""
        return next(service for service in self.services if service.key == key)


class Committee(_Settings):
    name: str
    meeting_date: date
    recommendation: str


class ContextVolume(_Settings):
    """A volume of work that complaints are read against, such as applications received."""

    key: Key
    service: Key
    label: str
    value: int
    source: str


class Link(_Settings):
    text: str
    url: str


class Author(_Settings):
    """A responsible officer: a role and a shared mailbox, never a person."""

    responsibility: str
    role: str
    contact: str


class Ombudsman(_Settings):
    enquiries: int
    decisions: int
    upheld: int
    source: str


class Advocacy(_Settings):
    children_supported: int
    source: str


class Implications(_Settings):
    financial: str
    environmental: str


Series = Literal["teams", "subjects", "outcomes", "services", "contact method"]


class BreakInSeries(_Settings):
    """A change after which figures cannot be compared with earlier ones."""

    series: Series
    service: Key | None = None
    year: YearLabel
    note: str


class YearSettings(_Settings):
    """What one year's paper says that no case holds."""

    year: YearLabel
    data_until: date | None = None
    committee: Committee
    context: list[ContextVolume] = []
    ombudsman: Ombudsman | None = None
    advocacy: Advocacy | None = None
    links: dict[Key, Link] = {}
    authors: list[Author] = Field(min_length=1)
    members_consulted: str
    implications: Implications
    commentary: dict[str, str] = {}
    breaks: list[BreakInSeries] = []
    not_collected: dict[str, str] = {}

    @model_validator(mode="after")
    def _ends_with_a_month(self) -> "YearSettings":
        ends = [self.year.last_day_of(months) for months in range(1, 13)]
        if self.data_until is not None and self.data_until not in ends:
            raise ValueError(
                f"data_until is {self.data_until}; expected the last day of a month of {self.year}, such as {ends[5]}"
            )
        return self


Model = TypeVar("Model", bound=_Settings)


def load_council(data_dir: Path) -> Council:
    """Read ``council.yml`` of a data folder.

    Raises SettingsError with every problem of the file at once.
    """
    return _load(data_dir / "council.yml", Council)


def load_year_settings(data_dir: Path, year: Year) -> YearSettings:
    """Read ``<year>/year.yml`` of a data folder.

    Raises SettingsError with every problem of the file at once.
    """
    path = data_dir / year.folder / "year.yml"
    if not path.parent.is_dir():
        held = ", ".join(map(str, years_with_data(data_dir))) or "no year"
        raise SettingsError(
            f"{_where(path.parent)}/: not found. {path.parent.parent.name}/ holds {held}. "
            "Correct the year, or begin it with the command new-year."
        )
    settings = _load(path, YearSettings)
    if settings.year != year:
        raise SettingsError(
            f"{_where(path)}: year is {settings.year}, expected {year}: "
            f"correct it, or move the file to {settings.year.folder}/."
        )
    return settings


def _load(path: Path, model: type[Model]) -> Model:
    if not path.is_file():
        raise SettingsError(f"{_where(path)}: not found. Expected the settings described in data/README.md.")
    try:
        content: Any = load_yaml(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise SettingsError(f"{_where(path)}{line}: not valid YAML ({getattr(error, 'problem', error)}).") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{_where(path)}: not UTF-8 text. Save it as UTF-8.") from None
    waiting = still_to_fill(content)
    problems = [f"{_where(path)}: {place}: still to be filled: replace {TO_FILL}." for place in waiting]
    try:
        settings = model.model_validate(content)
    except ValidationError as error:
        problems += [
            f"{_where(path)}: {place or 'the file'}: {plain_problem(problem, model)}."
            for problem in error.errors(include_url=False)
            if (place := ".".join(map(str, problem["loc"]))) not in waiting
        ]
    if problems:
        raise SettingsError(problems)
    return settings


def _where(path: Path) -> str:
    """Name a file by its last two parts, so that no message carries a machine's path."""
    return "/".join(path.parts[-2:])
