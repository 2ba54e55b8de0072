"""The numbers that papers publish, those that they withhold, and what is said of both."""

from dataclasses import dataclass, field
from typing import Any

MARK = "[c]"
MONTHS = ("April", "May", "June", "July", "August", "September", "October", "November", "December")
MONTHS += ("January", "February", "March")
NEARLY = 1e-6
Variable = tuple[Any, ...]  # what a number is, its year, its service and more: ("month", 2024, "Housing", "May")


@dataclass(frozen=True)
class Limit:
    """A sum of numbers, each times a factor, that is known to lie from ``low`` to ``high``."""

    factors: dict[Variable, float]
    low: float
    high: float


@dataclass(frozen=True)
class Ranked:
    """The claim that no withheld number of a group, such as the months of a service, is more than a count."""

    group: Variable
    count: float

    def holds_for(self, variable: Variable) -> bool:
        return variable[: len(self.group)] == self.group and variable[-1] != "not recorded"


@dataclass
class Published:
    """Everything that a reader has: numbers, marks, and claims; and what could not be read."""

    services: dict[str, str]
    known: dict[Variable, float] = field(default_factory=dict)
    withheld: set[Variable] = field(default_factory=set)
    limits: list[Limit] = field(default_factory=list)
    ranked: list[Ranked] = field(default_factory=list)
    revised: set[Variable] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)

    def note(self, variable: Variable, value: Any) -> None:
        """Note a number as it is printed, or that it is withheld."""
        value = value.replace(",", "").strip() if isinstance(value, str) else value
        if value == MARK:
            self.withheld.add(variable)
        elif value not in ("", "[x]", None) and self.known.setdefault(variable, float(value)) != float(value):
            self.revised.add(variable)

    def note_share(self, count: Variable, base: Variable, row: dict[str, str]) -> None:
        """Note a count, its base and the share that ties them."""
        self.note(count, row["count"])
        self.note(base, row["base"])
        if row["share"] not in (MARK, ""):
            self.limits.append(Limit({count: 1.0, base: -float(row["share"])}, -NEARLY, NEARLY))

    def is_service(self, name: str) -> bool:
        return name in self.services.values()

    def as_named(self, name: str) -> str:
        """Write a name in small letters, since tables and files may begin it differently; a service's as it is."""
        return name if self.is_service(name) else name.lower()

    @property
    def told_apart(self) -> set[Variable]:
        """What is withheld in one place and printed in another."""
        return self.withheld & self.known.keys()


def complaints(year: int, service: str) -> Variable:
    return "cases", year, service, "complaint"
