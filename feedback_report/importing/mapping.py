"""data/mapping.yml: which column and value of an export becomes which in cases.csv."""

from datetime import date
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from feedback_report.errors import SettingsError
from feedback_report.settings.words import plain_problem
from feedback_report.settings.yaml_text import yaml_problem

MAPPING = "mapping.yml"
DRAFT = "mapping.draft.yml"

# What a value may become instead of a value of cases.csv.
EMPTY, LEAVE_OUT, DECIDE = "(empty)", "(leave out)", "(decide)"
# What values that the mapping does not name may become, beside a value of cases.csv.
REFUSE, AS_WRITTEN = "refuse", "as written"
SHEET_NAME = "(sheet name)"
NEEDED = ("case_id", "received", "feedback_type", "status")
NO_VALUES = ("case_id", "received", "customer_ref", "merged_into", "acknowledged", "closed")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Period(_Strict):
    """The days on which a system's cases were received; others of its cases stand in another system's export."""

    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="until")


class System(_Strict):
    """How the exports of one recording system become cases."""

    name: str
    columns: dict[str, str | list[str]] = {}
    constants: dict[str, str] = {}
    dates: Literal["day first", "month first"] = "day first"
    received: Period = Period()
    sheets: list[str] = []
    header_row: int | None = Field(default=None, ge=1)
    values: dict[str, dict[str, str]] = {}
    other_values: dict[str, str] = {}
    repeated_cases: Literal["refuse", "keep first", "keep last"] = "refuse"
    ignored: list[str] = []
    holds_no_personal_data: list[str] = []

    def sources(self, target: str) -> list[str]:
        """Get the export's columns that a column of cases.csv is made from."""
        source = self.columns.get(target, [])
        return [source] if isinstance(source, str) else source

    @property
    def source_columns(self) -> list[str]:
        """Get every column of the export that is used."""
        return list(dict.fromkeys(s for target in self.columns for s in self.sources(target) if s != SHEET_NAME))


class Mapping(_Strict):
    """The whole file: one entry per recording system, and whether a person has read it."""

    checked: bool
    systems: list[System] = Field(min_length=1)


class _Twice(yaml.MarkedYAMLError):
    """A name that stands twice among the entries of one place."""


class _Text(yaml.SafeLoader):
    """Read every scalar as text, so that Yes, No, 007 and dates stay what they are; refuse a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key, (key_node, _) in zip(keys, node.value, strict=True):
            if keys.count(key) > 1:
                raise _Twice(problem=f'"{key}" stands there twice: keep one.', problem_mark=key_node.start_mark)
        return super().construct_mapping(node, deep)


_Text.yaml_implicit_resolvers = {}


def read_mapping(text: str, where: str) -> Mapping:
    """Read the text of a mapping file. Raises SettingsError with every problem of its form at once."""
    try:
        content = yaml.load(text, _Text)
    except _Twice as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise SettingsError(f"{where}{line}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise SettingsError(f"{where}{yaml_problem(error)}") from None
    try:
        return Mapping.model_validate(_without_gaps(content))
    except ValidationError as error:
        raise SettingsError(
            f"{where}: {_place(problem['loc'], content)}: {plain_problem(problem, Mapping)}."
            for problem in error.errors(include_url=False)
        ) from None


def _place(place: tuple[int | str, ...], content: Any) -> str:
    """Say where an entry stands, with a system's name instead of its number among the systems."""
    if len(place) < 2 or place[0] != "systems":
        return ".".join(map(str, place)) or "the file"
    system = content["systems"][place[1]]
    name = system.get("name") if isinstance(system, dict) else None
    named = f'system "{name}"' if isinstance(name, str) else f"system number {int(place[1]) + 1}"
    return ": ".join([named, ".".join(map(str, place[2:]))] if len(place) > 2 else [named])


def _without_gaps(content: Any) -> Any:
    """Leave out entries without a value: a column that is given no source is not in the export."""
    if isinstance(content, dict):
        return {key: _without_gaps(value) for key, value in content.items() if value not in ("", None)}
    return [_without_gaps(value) for value in content] if isinstance(content, list) else content
