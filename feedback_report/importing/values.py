"""Turn the values of one column of an export into those of cases.csv, by the mapping."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from feedback_report.data.contract import Field
from feedback_report.importing.cleaning import plain
from feedback_report.importing.mapping import AS_WRITTEN, EMPTY, LEAVE_OUT, REFUSE, System
from feedback_report.importing.matching import known_value
from feedback_report.importing.personal import reads_as_text

NOT_NAMED = "value that mapping.yml does not name"
MAY_BE_TEXT = "may be free text or a person"


@dataclass(frozen=True)
class Unmapped:
    """A value that the mapping does not name, in how many rows it stands, and what it may stand for.

    ``value`` is None for values that may be free text or a person, which are never shown; ``rows`` are
    the spreadsheet's numbers of the first rows.
    """

    system: str
    column: str
    source: str
    value: str | None
    count: int
    rows: tuple[int, ...]
    suggestion: str | None = None


@dataclass(frozen=True)
class ConvertedColumn:
    """A converted column: its ``cells``, and which rows could not be converted or are to be left out.

    ``refused`` and ``excluded`` hold a reason where there is one.
    """

    cells: pd.Series
    refused: pd.Series
    excluded: pd.Series
    unmapped: pd.Series = field(repr=False)


def policy(system: System, target: str, contract_field: Field) -> str:
    """Say what becomes of values that the mapping does not name."""
    default = REFUSE if contract_field.allowed or target == "outcome" else AS_WRITTEN
    return system.other_values.get(target, default)


def convert_values(cells: pd.Series, system: System, target: str, contract_field: Field) -> ConvertedColumn:
    """Convert tidied cells by the values and other_values of a system.

    Letters' case and spaces make no difference. ``unmapped`` holds the values that the mapping does not name
    and that are therefore refused.
    """
    named = {plain(value): (value, becomes) for value, becomes in system.values.get(target, {}).items()}
    empty = named.pop(plain(EMPTY), (EMPTY, None))
    other = policy(system, target, contract_field)
    codes, values = pd.factorize(cells, use_na_sentinel=True)
    read = [_read(str(value), named, other, target) for value in values]
    read.append(_outcome(*empty, target) if empty[1] else (None, None, None, None))
    columns = [
        pd.Series(np.array(part, dtype="object")[codes], index=cells.index, dtype="str")
        for part in zip(*read, strict=True)
    ]
    return ConvertedColumn(*columns)


Read = tuple[str | None, str | None, str | None, str | None]


def _read(value: str, named: dict[str, tuple[str, str]], other: str, target: str) -> Read:
    """Get what a value becomes, why it is refused, why its rows are excluded, and itself when it is unmapped."""
    if plain(value) in named:
        return _outcome(*named[plain(value)], target)
    if other == REFUSE:
        return None, NOT_NAMED, None, value
    if other == AS_WRITTEN:
        return (None, MAY_BE_TEXT, None, None) if reads_as_text(value) else (value, None, None, None)
    return _outcome("any other value", other, target)


def _outcome(value: str, becomes: str | None, target: str) -> Read:
    if becomes == LEAVE_OUT:
        return None, None, f'left out by mapping.yml: {target} "{value}"', None
    return (None if becomes == EMPTY else becomes), None, None, None


def list_unmapped(
    unmapped: pd.Series, system: System, target: str, contract_field: Field, alive: pd.Series
) -> list[Unmapped]:
    """List the unmapped values of a column among the rows that count, the most frequent first."""
    found = unmapped[alive & unmapped.notna()]
    shown, hidden = [], []
    for value, rows in found.groupby(found, sort=False):
        text = str(value)
        entry = (system.name, target, system.sources(target)[0])
        numbers = tuple(int(row) for row in rows.index[:5])
        if reads_as_text(text):
            hidden.append((len(rows), numbers))
        else:
            suggestion = known_value(target, contract_field, text)[0]
            shown.append(Unmapped(*entry, text, len(rows), numbers, suggestion))
    shown.sort(key=lambda value: (-value.count, value.value or ""))
    if hidden:
        first = tuple(sorted(row for _, numbers in hidden for row in numbers)[:5])
        shown.append(Unmapped(*entry, None, sum(count for count, _ in hidden), first))
    return shown
