"""What is wrong with an entry of a settings file, in plain words."""

import difflib
from collections.abc import Mapping
from textwrap import shorten
from typing import Any, get_args

from pydantic import BaseModel

WORDS = {
    "missing": "missing: add it",
    "string_type": "expected text: put a number or a date in quotation marks",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_from_float": "expected a whole number",
    "bool_type": "expected yes or no",
    "bool_parsing": "expected yes or no",
    "date_type": "expected a date such as 2025-09-30",
    "date_parsing": "expected a date such as 2025-09-30",
    "date_from_datetime_parsing": "expected a date such as 2025-09-30",
    "date_from_datetime_inexact": "expected a date without a time, such as 2025-09-30",
    "list_type": "expected a list, each entry on a line that begins with a hyphen",
    "dict_type": "expected entries of the form name: value",
    "model_type": "expected entries of the form name: value",
    "model_attributes_type": "expected entries of the form name: value",
    "greater_than": "expected a number above {gt}",
    "greater_than_equal": "expected at least {ge}",
    "less_than_equal": "expected at most {le}",
    "too_short": "expected at least {min_length} entry",
    "string_pattern_mismatch": "expected small letters and digits only, a letter first",
    "literal_error": "expected {expected}",
    "path_type": "expected the name of a file",
}
# Where what was found helps: of the others the words say enough.
TELL_WHAT_WAS_FOUND = ("int_", "bool_", "date_", "greater_", "less_", "literal_", "string_pattern_")


def plain_problem(problem: Mapping[str, Any], model: type[BaseModel]) -> str:
    """Say in plain words what pydantic found at one place of the settings that ``model`` describes.

    An entry that is unknown gets the nearest of the names that are allowed at its place.
    """
    kind = problem["type"]
    if kind == "extra_forbidden":
        return _unknown(str(problem["loc"][-1]), _names(model, problem["loc"][:-1]))
    if kind == "value_error":
        return str(problem["ctx"]["error"])
    if kind == "string_type" and isinstance(problem.get("input"), dict | list):
        return "expected one text: put it in quotation marks if it holds a colon, brackets or a hyphen in front"
    said = WORDS.get(kind)
    if not said:
        return str(problem["msg"])
    return said.format(**problem.get("ctx", {})) + (_found(problem) if kind.startswith(TELL_WHAT_WAS_FOUND) else "")


def _found(problem: Mapping[str, Any]) -> str:
    given = problem.get("input")
    if isinstance(given, bool) or not isinstance(given, str | int | float) or given == "":
        return ""
    return f', found "{shorten(str(given), 40, placeholder="…")}"'


def _unknown(name: str, allowed: list[str]) -> str:
    near = difflib.get_close_matches(name, allowed, n=1)
    if near:
        return f"unknown entry. Perhaps {near[0]} is meant"
    return f"unknown entry: expected {', '.join(allowed)}" if allowed else "unknown entry: remove it"


def _names(model: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    """Get the names that are allowed at a place."""
    at: list[type[BaseModel]] = [model]
    for part in place:
        fields = [each.model_fields[part].annotation for each in at if part in each.model_fields]
        at = [found for annotation in fields for found in _models(annotation)] or at  # a key or a number stays inside
    return [field.alias or name for each in at for name, field in each.model_fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Get the settings within a type, such as those of ``list[Service] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for argument in get_args(annotation) for found in _models(argument)]
