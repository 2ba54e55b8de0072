"""Nothing that is about one person, one case or this machine may be published: searched in all that files say."""

import getpass
import os
import platform
import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.errors import ReportError
from feedback_report.publishing.file_texts import texts_of
from feedback_report.wording import list_of

SHORTEST = 5  # signs: a shorter reference cannot be told from other text
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}")
# A number of the United Kingdom as it is written: 07700 900123, 020 7946 0000, +44 1632 960123.
_PHONE = re.compile(r"(?<![\w.,/+-])(?:\+44 ?(?:\(0\) ?)?|\(?0)\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?![\w-])(?!\.\d)")
_ROWS = re.compile(r"(?:^|,)\"?(?:case_id|customer_ref|merged_into)\"?(?:,|\r?$)")  # in the heading of a CSV file
_PATH = re.compile(
    r"(?<![\w:/.-])(?:/(?:home|Users|root|tmp|var|mnt|media|opt|srv|private|Volumes)/[\w.~-]+|\\\\[\w.-]+\\[\w$.-]+)"
    r"|(?<![A-Za-z])[A-Za-z]:\\{1,2}[\w.~ -]+|file:///[^\s\"'<>]+"
)
_WORD = re.compile(r"[\w-]+")
_REFERENCES = {
    "case id": (("cases", "case_id"), ("cases", "merged_into"), ("stages", "case_id"), ("remedies", "case_id")),
    "customer reference": (("cases", "customer_ref"),),
}


@dataclass(frozen=True)
class Unwanted:
    """What must not be found: references by their kind, words by their kind, and the texts that may be found."""

    references: Mapping[str, Collection[str]]
    words: Mapping[str, Collection[str]]
    allowed: str
    too_short: int = 0


def unwanted_in(
    tables: Tables | None, project: Path, data_dir: Path, own_texts: Iterable[Path], contacts: Iterable[str] = ()
) -> Unwanted:
    """Get what must not be published of a year's tables, where they can be read, and of this machine.

    ``own_texts`` are the settings and sources of the paper: a word that they use is no name of a machine, and an
    e-mail address or telephone number that the sources hold may be printed. Of those in the settings, which lie in
    the data folder, the ``contacts`` alone may: a person's does not become a shared one by standing in a name.
    """
    references: dict[str, set[str]] = {}
    for kind, columns in _REFERENCES.items() if tables is not None else ():
        held = (getattr(tables, table)[column] for table, column in columns)
        references[kind] = {str(value).strip() for values in held for value in values if pd.notna(value)} - {""}
    short = sum(len(value) < SHORTEST for values in references.values() for value in values)
    allowed = "\n".join([*_own(own_texts, data_dir), *contacts])
    used = {word.casefold() for word in _WORD.findall(allowed)}
    places = {str(place) for place in (project, data_dir, Path.home(), tempfile.gettempdir(), sys.prefix, os.getcwd())}  # noqa: PTH109
    names = {"user name": {_user()}, "machine name": {platform.node(), platform.node().partition(".")[0]}}
    words = {
        kind: {name for name in held if len(name) >= SHORTEST - 1 and name.casefold() not in used}
        for kind, held in names.items()
    }
    words["path of this machine"] = {place for place in places if len(Path(place).parts) > 2}
    return Unwanted(
        {kind: {value for value in values if len(value) >= SHORTEST} for kind, values in references.items()},
        words,
        allowed,
        short,
    )


def _own(paths: Iterable[Path], data_dir: Path) -> Iterator[str]:
    for path in filter(Path.is_file, paths):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield _EMAIL.sub("", _PHONE.sub("", text)) if path.is_relative_to(data_dir) else text


def find_personal(files: Mapping[str, Path], unwanted: Unwanted) -> list[str]:
    """Find what must not be published, file by file: which kind it is and where, never the words themselves."""
    found: dict[str, dict[str, None]] = {}
    problems: list[str] = []
    for name, path in files.items():
        try:
            for place, text in texts_of(path, name):
                held = found.setdefault(place, {})
                held |= dict.fromkeys(_kinds(text, unwanted))
                if place.endswith(".csv") and _ROWS.search(text.partition("\n")[0]):
                    held["rows of single cases"] = None
        except ReportError as error:
            problems += error.problems
    return [*_told(found), *problems]


def kinds_in(text: str, unwanted: Unwanted) -> list[str]:
    """Get the kinds of what must not be published that a text holds, in words."""
    return list(_kinds(text, unwanted))


def sources_of(tables: Tables, settings: Iterable[Path], unwanted: Unwanted) -> list[str]:
    """Say in which columns of the tables and in which settings there is what must not be published.

    Columns of references are left out, since these belong there.
    """
    own = {place for columns in _REFERENCES.values() for place in columns}
    texts: dict[str, str] = {}
    for table in fields(tables):
        frame = getattr(tables, table.name)
        for column in frame.columns if isinstance(frame, pd.DataFrame) else ():
            if (table.name, column) not in own and pd.api.types.is_string_dtype(frame[column]):
                texts[f'{table.name}, column "{column}"'] = "\n".join(frame[column].dropna().unique())
    texts |= {path.name: path.read_text(encoding="utf-8", errors="replace") for path in settings if path.is_file()}
    return _told({f"In the data: {place}": _kinds(text, unwanted) for place, text in texts.items()})


def _told(found: Mapping[str, Iterable[str]]) -> list[str]:
    return [f"{place}: holds {list_of(kinds)}." for place, held in found.items() if (kinds := [*held])]


def _kinds(text: str, unwanted: Unwanted) -> Iterator[str]:
    words = set(_WORD.findall(text))
    for kind, references in unwanted.references.items():
        if any(reference in words or _within(reference, words, text) for reference in references):
            yield f"a {kind}"
    for kind, names in unwanted.words.items():
        if any(name in words or (not _WORD.fullmatch(name) and name in text) for name in names):
            yield f"a {kind}"
    if any(match[0] not in unwanted.allowed for match in _EMAIL.finditer(text)):
        yield "an e-mail address that is no contact of the paper"
    if any(match[0] not in unwanted.allowed for match in _PHONE.finditer(text)):
        yield "a telephone number that is no contact of the paper"
    if any(match[0] not in unwanted.allowed for match in _PATH.finditer(text)):
        yield "a path of a machine"


def _within(reference: str, words: Collection[str], text: str) -> bool:
    """Whether a reference of several words, such as CF/24/00017, is in a text."""
    parts = _WORD.findall(reference)
    return parts != [reference] and all(part in words for part in parts) and reference in text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
