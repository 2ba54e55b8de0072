"""Propose which column of an export becomes which of cases.csv, from names and values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

import pandas as pd

from feedback_report.data.contract import Contract, Field
from feedback_report.data.problems import nearest
from feedback_report.importing.cleaning import over_values, plain, tidy_column
from feedback_report.importing.dates import share_of_dates
from feedback_report.importing.known_names import COLUMN_NAMES, OTHER_DAYS, SHORT_FORMS, VALUES
from feedback_report.importing.personal import (
    holds_text_or_people,
    may_name_outcomes,
    name_speaks_of_people,
    reads_as_text,
)

SAME_NAME, WORDS_IN_NAME, ALIKE = "same name", "part of its name", "similar name"
BY_VALUES = "by its values"
LEAST_ALIKE = 0.86
ENOUGH_DATES = 0.8
ENOUGH_DIGITS = 0.9
LONGEST_REFERENCE = 40
MOST_VALUES = 60
FEW_VALUES = 12
LEAST_KNOWN = 0.5
SURE = 3  # the score of values that tell more than any name does
DAYS = ("received", "acknowledged", "closed")
# Columns whose values are words that stand for nothing else; yes and no may answer any question.
TOLD_BY_VALUES = (
    "feedback_type",
    "service",
    "contact_method",
    "subject",
    "procedure",
    "status",
    "outcome",
    "raised_by",
)


@dataclass(frozen=True)
class Match:
    """A column of an export that may become ``target``, and why; ``score`` orders the candidates."""

    target: str
    column: str
    why: str
    score: float


@dataclass(frozen=True)
class ValueMatch:
    """What a value of an export may become: None when nothing like it is known. ``rows`` hold it."""

    value: str
    becomes: str | None
    rows: int
    same: bool


def match_columns(rows: pd.DataFrame, contract: Contract) -> list[Match]:
    """Propose a column of the export for each column of cases.csv that one can be found for.

    A column is proposed when its name and its values speak for it, or else its values alone, and no column twice.
    Columns that may hold people or free text are proposed for ``customer_ref`` alone, which is never written as it is.
    """
    candidates: list[Match] = []
    for position, column in enumerate(rows.columns):
        cells = tidy_column(rows[column])
        for target in contract:
            named = _name_match(target, column)
            if target == "service" and _names_services(contract[target], cells):
                why, score = named or (BY_VALUES, 0.0)
                candidates.append(Match(target, column, why, SURE + score - position / 1000))
            elif named and _values_fit(target, contract[target], column, cells):
                candidates.append(Match(target, column, named[0], named[1] - position / 1000))
            elif target in TOLD_BY_VALUES and (known := _share_known(target, contract[target], column, cells)):
                candidates.append(Match(target, column, BY_VALUES, known / 2 - position / 1000))
    chosen: list[Match] = []
    for match in sorted(candidates, key=lambda match: -match.score):
        if not any(match.target == other.target or match.column == other.column for other in chosen):
            chosen.append(match)
    order = list(contract)
    return sorted(chosen, key=lambda match: order.index(match.target))


def match_values(target: str, field: Field, cells: pd.Series) -> tuple[list[ValueMatch], list[ValueMatch]]:
    """Propose what each value of a column becomes, the most frequent first.

    Values that read like free text or a person come apart, in the second list: they must not be shown.
    """
    spellings: dict[str, tuple[str, int]] = {}
    for value, rows in cells.value_counts().items():
        first, before = spellings.get(plain(str(value)), (str(value), 0))
        spellings[plain(str(value))] = (first, before + int(rows))
    found = [_value_match(target, field, value, rows) for value, rows in spellings.values()]
    return [m for m in found if not reads_as_text(m.value)], [m for m in found if reads_as_text(m.value)]


def known_value(target: str, field: Field, value: str) -> tuple[str | None, bool]:
    """Find what a value stands for, and whether it is known for certain or only looks alike."""
    known = (*field.allowed, *field.known)
    names = {plain(word): word for word in known}
    for word, synonyms in VALUES.get(target, {}).items():
        if word in known:
            names |= {plain(synonym): word for synonym in synonyms if plain(synonym) not in names}
    if plain(value) in names:
        return names[plain(value)], True
    close = nearest(value, list(names))
    if close is None and target == "subject":
        words = set(_words(value).split())
        close = next((name for name in names if _words(name) and set(_words(name).split()) <= words), None)
    return (names[close], False) if close else (None, False)


def _value_match(target: str, field: Field, value: str, rows: int) -> ValueMatch:
    becomes, same = known_value(target, field, value)
    return ValueMatch(value, becomes, rows, same)


def _words(name: str) -> str:
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("#", " number ")
    words = re.findall(r"[a-z0-9]+", plain(apart).replace("rec'd", "recd"))
    return " ".join(SHORT_FORMS.get(word, word) for word in words)


@cache
def _names(target: str) -> Mapping[str, float]:
    """Get the names of a column written out, each with how far down the list of the likely ones it stands: 0 to 1."""
    names = list(dict.fromkeys(map(_words, (target.replace("_", " "), *COLUMN_NAMES[target]))))
    return {name: place / len(names) for place, name in enumerate(names)}


def _name_match(target: str, column: str) -> tuple[str, float] | None:
    names = _names(target)
    words = _words(column.rsplit(" / ", maxsplit=1)[-1])
    for same in (words, _words(column)):
        if same in names:
            return SAME_NAME, 3 - names[same]
    if target in DAYS and OTHER_DAYS & set(words.split()):
        return None
    if words.split() and not re.search(r"\b(stage [23]|second stage|third stage|ombudsman|lgsco|panel)\b", words):
        for name, place in names.items():
            if len(name.split()) > 1 and set(name.split()) <= set(words.split()):
                return WORDS_IN_NAME, 2 - place - len(words.split()) / 50
        alike = max(SequenceMatcher(None, words, name).ratio() for name in names)
        if alike >= LEAST_ALIKE:
            return ALIKE, alike
    return None


def _values_fit(target: str, field: Field, column: str, cells: pd.Series) -> bool:
    filled = cells.dropna()
    if filled.empty:
        return target in ("acknowledged", "closed", "merged_into", "outcome")
    if field.kind == "date":
        return share_of_dates(cells) >= ENOUGH_DATES
    if target in ("case_id", "merged_into"):
        return _are_references(filled, target == "case_id")
    if target == "customer_ref":
        return (filled.nunique() > 1 or len(filled) == 1) and share_of_dates(cells, numbers=False) < ENOUGH_DATES
    if name_speaks_of_people(column) and not (target == "outcome" and tells_outcomes(column, field, filled)):
        return False
    return _are_categories(target, field, filled)


def tells_outcomes(column: str, field: Field, filled: pd.Series) -> bool:
    """Say whether a column such as "Finding", whose name may also be that of a text, holds outcomes: most are known."""
    known = over_values(filled, lambda value: _certain("outcome", field, value)).notna()
    return may_name_outcomes(column) and len(filled) > 0 and float(known.mean()) >= LEAST_KNOWN


def _share_known(target: str, field: Field, column: str, cells: pd.Series) -> float:
    """Get the share of a column's rows, or of its values, that is known for certain; 0 where that tells nothing."""
    filled = cells.dropna()
    if filled.empty or not _values_fit(target, field, column, cells):
        return 0
    counts = filled.value_counts()
    known = [(count, becomes) for value, count in counts.items() if (becomes := _certain(target, field, str(value)))]
    share = max(sum(count for count, _ in known) / len(filled), len(known) / len(counts))
    return share if share >= LEAST_KNOWN and len({becomes for _, becomes in known}) > 1 else 0


def _names_services(field: Field, cells: pd.Series) -> bool:
    """Say whether a column's values name most services of the council: whatever it is called, it tells the service."""
    alike = {plain(service).replace("&", "and"): service for service in field.known}
    found = {alike.get(plain(str(value)).replace("&", "and")) for value in cells.dropna().unique()} - {None}
    return len(found) > 0 and len(found) >= len(field.known) * LEAST_KNOWN


def _certain(target: str, field: Field, value: str) -> str | None:
    becomes, same = known_value(target, field, value)
    return becomes if same else None


def _are_references(filled: pd.Series, different: bool) -> bool:
    digits = filled.str.contains("[0-9]").mean() >= ENOUGH_DIGITS
    return bool(
        digits and filled.str.len().max() <= LONGEST_REFERENCE and (not different or filled.nunique() * 2 > len(filled))
    )


def _are_categories(target: str, field: Field, filled: pd.Series) -> bool:
    if holds_text_or_people(filled) or share_of_dates(filled, numbers=False) >= ENOUGH_DATES:
        return False
    different = filled.unique()
    if field.allowed and len(different) > MOST_VALUES:
        return False
    if target in VALUES and target != "outcome" and len(different) > FEW_VALUES:
        return any(known_value(target, field, str(value))[1] for value in different)
    return True
