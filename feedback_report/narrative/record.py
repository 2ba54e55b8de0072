"""The record of what has been read and agreed: reviewed.yml in the year's folder."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from feedback_report.errors import SettingsError
from feedback_report.narrative.paragraphs import Paragraph
from feedback_report.settings.yaml_text import load_yaml
from feedback_report.whole_files import write_whole
from feedback_report.years import Year

FILE = "reviewed.yml"
_HEAD = """\
# The paragraphs of the {year} paper that have been read and agreed, by section: who signed each and when, its words,
# the facts it printed then, and the facts it explains. Written by `python -m feedback_report review {year}`.
"""
_ENTRIES = {"signed", "words", "prints", "beside"}
_SIGNATURE = re.compile(r"(?P<by>.+), (?P<on>\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Signed:
    """One paragraph as it was when somebody signed it: a role, the day, its words and those of its facts."""

    by: str
    on: dt.date
    words: str
    prints: dict[str, str]
    beside: dict[str, str]

    @classmethod
    def of(cls, paragraph: Paragraph, by: str, on: dt.date) -> "Signed":
        """Sign a paragraph as it is now."""
        return cls(by, on, paragraph.words, paragraph.prints, paragraph.beside)


# By section, then by the paragraph's key.
Record = dict[str, dict[str, Signed]]


def load_record(year_folder: Path) -> Record:
    """Read the record of a year; without a file nothing is signed.

    Raises SettingsError with every entry that cannot be read.
    """
    path = year_folder / FILE
    where = f"{year_folder.name}/{FILE}"
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise SettingsError(f"{where}: not UTF-8 text. Restore the file, or delete it and sign again.") from None
    return _read(text, where)


@lru_cache(maxsize=16)  # a preview reads the records of all years after every change
def _read(text: str, where: str) -> Record:
    try:
        content: Any = load_yaml(text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise SettingsError(f"{where}{line}: not valid YAML. Restore the file, or delete it and sign again.") from None
    if not isinstance(content, dict) or not all(isinstance(entries, dict) for entries in content.values()):
        raise SettingsError(f"{where}: expected sections, each with its paragraphs. Restore the file, or delete it.")
    problems: list[str] = []
    record = {
        str(section): {
            str(key): signed
            for key, entry in entries.items()
            if (signed := _signed(entry, f"{where}: {section}, {key}", problems))
        }
        for section, entries in content.items()
    }
    if problems:
        raise SettingsError(problems)
    return record


def write_record(year_folder: Path, year: Year, record: Record) -> None:
    """Write the record of a year, sections and paragraphs in the order given."""
    content = {
        section: {key: _entry(signed) for key, signed in entries.items()}
        for section, entries in record.items()
        if entries
    }
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110) if content else ""
    write_whole(year_folder / FILE, _HEAD.format(year=year.label) + text)


def earlier_records(data_dir: Path, year: Year) -> list[Record]:
    """Read the records of the years before, the latest first."""
    folders = (path for path in data_dir.glob("[0-9]*-[0-9]*") if path.is_dir() and path.name < year.folder)
    return [load_record(folder) for folder in sorted(folders, reverse=True)]


def in_order(record: Mapping[str, Mapping[str, Signed]], keys: Iterable[tuple[str, str]]) -> Record:
    """Put the entries of a record in the order of the paper; those of no paragraph go."""
    ordered: Record = {}
    for section, key in keys:
        signed = record.get(section, {}).get(key)
        if signed is not None:
            ordered.setdefault(section, {})[key] = signed
    return ordered


def _entry(signed: Signed) -> dict[str, Any]:
    entry: dict[str, Any] = {"signed": f"{signed.by}, {signed.on.isoformat()}", "words": signed.words}
    entry |= {"prints": signed.prints} if signed.prints else {}
    return entry | ({"beside": signed.beside} if signed.beside else {})


def _signed(entry: Any, where: str, problems: list[str]) -> Signed | None:
    whole = isinstance(entry, dict) and set(entry) <= _ENTRIES and isinstance(entry.get("words"), str)
    signature = _SIGNATURE.fullmatch(str(entry.get("signed"))) if whole else None
    facts = [entry.get(name, {}) for name in ("prints", "beside")] if whole else []
    if signature and all(isinstance(held, dict) and all(isinstance(x, str) for x in held.values()) for held in facts):
        try:
            return Signed(signature["by"], dt.date.fromisoformat(signature["on"]), entry["words"], *facts)
        except ValueError:
            pass
    problems.append(
        f"{where}: expected `signed` (a role, a comma and a day), `words`, and texts by the names of facts "
        "under `prints` and `beside`. Delete the entry and sign again."
    )
    return None
