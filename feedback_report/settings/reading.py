"""Read the settings files, and tell every problem of one at once."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from feedback_report.errors import SettingsError
from feedback_report.project import years_with_data
from feedback_report.settings.council import Council
from feedback_report.settings.entry import Entry
from feedback_report.settings.places import Place, line_of, named_place
from feedback_report.settings.to_fill import TO_FILL, still_to_fill, without_parts
from feedback_report.settings.words import plain_problem
from feedback_report.settings.yaml_text import load_yaml, yaml_problem
from feedback_report.settings.year import YearSettings
from feedback_report.years import Year

Model = TypeVar("Model", bound=Entry)


def load_council(data_dir: Path) -> Council:
    """Read ``council.yml`` of a data folder.

    Raises SettingsError with every problem of the file at once.
    """
    path = data_dir / "council.yml"
    council, waiting = _load(path, Council)
    if waiting:
        raise SettingsError([f"{_where(path)}: {to_fill_problem(place)}" for place in waiting])
    return council


def load_year_settings(data_dir: Path, year: Year) -> YearSettings:
    """Read ``<year>/year.yml`` of a data folder.

    What is marked as still to be filled is named in ``to_fill`` of the settings: a text of theirs holds the mark,
    and a part that needs a number is left out. Raises SettingsError with every problem of the file at once.
    """
    path = data_dir / year.folder / "year.yml"
    if not path.parent.is_dir():
        held = ", ".join(map(str, years_with_data(data_dir))) or "no year"
        raise SettingsError(
            f"{_where(path.parent)}/: not found. {path.parent.parent.name}/ holds {held}. "
            "Correct the year, or begin it with the command new-year."
        )
    settings, waiting = _load(path, YearSettings)
    settings._to_fill = tuple(waiting)
    if settings.year != year:
        raise SettingsError(
            f"{_where(path)}: year is {settings.year}, expected {year}: "
            f"correct it, or move the file to {settings.year.folder}/."
        )
    return settings


def to_fill_problem(place: str) -> str:
    """Say of a place that it has still to be filled."""
    return f"{place}: still to be filled: replace {TO_FILL}."


def _load(path: Path, model: type[Model]) -> tuple[Model, list[str]]:
    """Read a settings file; get the settings, and the places that are still to be filled, by their names."""
    if not path.is_file():
        raise SettingsError(f"{_where(path)}: not found. Expected the settings described in data/README.md.")
    try:
        text = path.read_text(encoding="utf-8")
        content: Any = load_yaml(text)
    except yaml.YAMLError as error:
        raise SettingsError(f"{_where(path)}{yaml_problem(error)}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{_where(path)}: not UTF-8 text. Save it as UTF-8.") from None

    def named(place: Place) -> str:
        line = line_of(place, text)
        return f"{named_place(place, content) or 'the file'}{f' (line {line})' if line else ''}"

    waiting = still_to_fill(content)
    to_fill = [named(place) for place in waiting]
    settings, errors = _validated(content, model)
    unfit = [error["loc"] for error in errors if error["loc"] in waiting]
    if unfit and len(unfit) == len(errors) and (kept := without_parts(content, unfit, model)) is not None:
        settings, errors = _validated(kept, model)
    if settings is None:
        told = [
            f"{_where(path)}: {named(error['loc'])}: {plain_problem(error, model)}."
            for error in errors
            if error["loc"] not in waiting
        ]
        raise SettingsError([*(f"{_where(path)}: {to_fill_problem(place)}" for place in to_fill), *told])
    return settings, to_fill


def _validated(content: Any, model: type[Model]) -> tuple[Model | None, list[Any]]:
    """Hold the content of a file against its model; get the settings, or what is wrong."""
    try:
        return model.model_validate(content), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _where(path: Path) -> str:
    """Name a file by its last two parts, so that no message carries a machine's path."""
    return "/".join(path.parts[-2:])
