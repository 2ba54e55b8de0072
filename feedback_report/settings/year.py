"""The settings of one year: what data/<year>/year.yml may hold."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, ValidatorFunctionWrapHandler, WrapValidator, model_validator

from feedback_report.settings.entry import Entry, Key, YearLabel
from feedback_report.settings.to_fill import TO_FILL


def _day(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    return None if value == TO_FILL else validate("" if value is None else value)


class Committee(Entry):
    """The meeting that the paper is for; its day is None while it is still to be filled in."""

    name: str
    meeting_date: Annotated[date | None, WrapValidator(_day)]
    recommendation: str


class ContextVolume(Entry):
    """A volume of work that complaints are read against, such as applications received."""

    key: Key
    service: Key
    label: str
    value: int
    source: str


class Link(Entry):
    text: str
    url: str


class Author(Entry):
    """A responsible officer: a role and a shared mailbox, never a person."""

    responsibility: str
    role: str
    contact: str


class Ombudsman(Entry):
    enquiries: int = Field(ge=0)
    decisions: int = Field(ge=0)
    upheld: int = Field(ge=0)
    source: str

    @model_validator(mode="after")
    def _upholds_what_was_decided(self) -> "Ombudsman":
        if self.upheld > self.decisions:
            raise ValueError(
                f"upheld is {self.upheld}, more than the {self.decisions} of decisions: correct one of them"
            )
        return self


class Advocacy(Entry):
    children_supported: int
    source: str


class Implications(Entry):
    financial: str
    environmental: str


Series = Literal["teams", "subjects", "outcomes", "services", "contact method"]


class BreakInSeries(Entry):
    """A change after which figures cannot be compared with earlier ones."""

    series: Series
    service: Key | None = None
    year: YearLabel
    note: str


class YearSettings(Entry):
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
    _to_fill: tuple[str, ...] = PrivateAttr(())

    @property
    def to_fill(self) -> tuple[str, ...]:
        """The places of the file that are still to be filled, by their names."""
        return self._to_fill

    @property
    def roles(self) -> list[str]:
        """The roles of the responsible officers."""
        return [author.role for author in self.authors]

    @model_validator(mode="after")
    def _ends_with_a_month(self) -> "YearSettings":
        ends = [self.year.last_day_of(months) for months in range(1, 13)]
        if self.data_until is not None and self.data_until not in ends:
            raise ValueError(
                f"data_until is {self.data_until}; expected the last day of a month of {self.year}, such as {ends[5]}"
            )
        return self
