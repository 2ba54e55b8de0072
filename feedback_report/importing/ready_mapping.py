"""Whether a mapping can be used: held against the data contract, decided throughout, and read by a person."""

from collections.abc import Iterator
from pathlib import Path

from feedback_report.data.contract import Contract
from feedback_report.data.problems import listed, nearest
from feedback_report.errors import SettingsError
from feedback_report.importing.mapping import (
    AS_WRITTEN,
    DECIDE,
    EMPTY,
    LEAVE_OUT,
    NEEDED,
    NO_VALUES,
    REFUSE,
    SHEET_NAME,
    Mapping,
    System,
    read_mapping,
)


class UnreadyMapping(SettingsError):
    """A mapping that can be read and not yet be used; ``mapping`` holds it."""

    def __init__(self, problems: list[str], mapping: Mapping) -> None:
        super().__init__(problems)
        self.mapping = mapping


def load_mapping(path: Path, contract: Contract) -> Mapping:
    """Read a mapping file and hold it against the data contract.

    Raises SettingsError when it cannot be read, and UnreadyMapping with everything that is wrong or still to be
    decided, also when nobody has written ``checked: yes`` yet.
    """
    where = "/".join(path.parts[-2:])
    try:
        mapping = read_mapping(path.read_text(encoding="utf-8-sig"), where)
    except UnicodeDecodeError:
        raise SettingsError(f"{where}: not UTF-8 text. Save it as UTF-8.") from None
    problems = [f"{where}: {problem}" for system in mapping.systems for problem in _problems(system, contract)]
    names = [system.name for system in mapping.systems]
    problems += [f'{where}: two systems are called "{name}": give each its own name.' for name in _twice(names)]
    if not mapping.checked:
        problems.append(
            f'{where}: nobody has checked it yet: read it, correct it, and write "checked: yes" at its top.'
        )
    if problems:
        raise UnreadyMapping(problems, mapping)
    return mapping


def _problems(system: System, contract: Contract) -> Iterator[str]:
    place = f'system "{system.name}"'
    given = {*system.columns, *system.constants}
    for part in (system.columns, system.constants, system.values, system.other_values):
        for target in part:
            if target not in contract:
                close = nearest(target, list(contract))
                hint = f' The nearest is "{close}".' if close else ""
                yield f'{place}: cases.csv has no column "{target}": see data/README.md.{hint}'
    for target in {*system.columns} & {*system.constants}:
        yield f'{place}: "{target}" has a column and a constant: keep one of them.'
    for target in NEEDED:
        if target not in given:
            yield f'{place}: "{target}" is missing under columns: name the export\'s column that holds it' + (
                "." if target in ("case_id", "received") else ", or give it one value for all rows under constants."
            )
    for target in sorted({*system.values, *system.other_values} - {*system.columns}):
        if target in contract:
            yield f'{place}: "{target}" has values and no column: name the column, or remove the values.'
    for target in system.columns:
        if target != "customer_ref" and len(system.sources(target)) > 1:
            yield f'{place}: "{target}" is made from several columns: name one (only customer_ref may have several).'
        if target != "feedback_type" and SHEET_NAME in system.sources(target) and target in NO_VALUES:
            yield f'{place}: "{target}" cannot come from the sheet\'s name.'
    yield from _value_problems(system, contract, place)


def _value_problems(system: System, contract: Contract, place: str) -> Iterator[str]:
    for target, value in system.constants.items():
        allowed = contract[target].allowed if target in contract else ()
        if target in NO_VALUES:
            yield f'{place}: "{target}" cannot be the same in all rows: remove it from constants.'
        elif allowed and value not in allowed:
            yield f'{place}: constants, {target}: "{value}" is not allowed: write {listed(allowed)}.'
    for target, values in system.values.items():
        if target in contract:
            yield from _wrong_values(target, values, contract, f"{place}: values, {target}")
    for target, value in system.other_values.items():
        if target in contract and value not in (REFUSE, AS_WRITTEN):
            yield from _wrong_values(target, {"any other value": value}, contract, f"{place}: other_values, {target}")
        elif target in contract and value == AS_WRITTEN and contract[target].allowed:
            yield (
                f'{place}: other_values, {target}: "{AS_WRITTEN}" cannot be, because only some values are allowed: '
                f"write {listed(contract[target].allowed)}, {REFUSE} or {LEAVE_OUT}."
            )


def _wrong_values(target: str, values: dict[str, str], contract: Contract, place: str) -> Iterator[str]:
    if target in NO_VALUES:
        yield f"{place}: this column's values are taken as they are: remove them here."
        return
    field = contract[target]
    undecided = [f'"{source}"' for source, value in values.items() if value == DECIDE]
    if undecided:
        yield f"{place}: still to be decided: {', '.join(undecided)}."
    for source, value in values.items():
        if value in (DECIDE, LEAVE_OUT) or (value == EMPTY and not field.filled):
            continue
        if value == EMPTY:
            yield f'{place}: "{source}" cannot become empty, because every case has a "{target}".'
        elif field.allowed and value not in field.allowed:
            close = nearest(value, field.allowed)
            hint = f' The nearest is "{close}".' if close else ""
            yield f'{place}: "{source}" becomes "{value}", which is not allowed: write {listed(field.allowed)}.{hint}'


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
