"""Read the settings files, and tell every problem of one at once."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from feedback_report.errors import SettingsError
from feedback_report.project import years_with_data
from feedback_report.settings.council import Council
from feedback_report.settings.entry import Entry
from feedback_report.settings.to_fill import TO_FILL, still_to_fill
from feedback_report.settings.words import plain_problem
from feedback_report.settings.yaml_text import load_yaml
from feedback_report.settings.year import YearSettings
from feedback_report.years import Year

Model = TypeVar("Model", bound=Entry)


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
