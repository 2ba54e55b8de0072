"""Write the first draft of a mapping: what names and values suggest, for a person to read and correct."""

import json
import re
from collections.abc import Iterator, Sequence

import pandas as pd

from feedback_report.data.contract import Contract, Field
from feedback_report.data.problems import sentence
from feedback_report.importing.cleaning import tidy_column
from feedback_report.importing.dates import Order, orders, read_dates
from feedback_report.importing.listings import Listing
from feedback_report.importing.mapping import AS_WRITTEN, DECIDE, EMPTY, LEAVE_OUT, NEEDED, NO_VALUES, REFUSE
from feedback_report.importing.matching import SAME_NAME, Match, ValueMatch, match_columns, match_values
from feedback_report.importing.no_cases import enough_cells, is_total, rows_without_a_case
from feedback_report.importing.personal import reads_as_text
from feedback_report.settings import RecordingSystem

OPEN_COLUMNS = ("directorate", "service", "team", "age_band", "gender", "ethnicity", "disability")
COMPLAINTS_ONLY = ("subject", "procedure", "extension_agreed")
COMMENTS_AT = 52
NOT_FOUND = "nothing like it found"

HEAD = f"""\
# How exports of the recording system become cases.csv. The importer wrote this first draft by comparing names and
# values, and that is all it knows: read every line, correct it, and write yes behind "checked". Until then nothing
# is imported. docs/importing.md explains every entry.
#
# - columns: on the left the column of cases.csv, on the right the export's column that it comes from.
# - constants: a column that is the same in every row, such as "feedback_type: complaint".
# - values: on the left what the export says (in small or capital letters), on the right what it becomes:
#     a value that data/README.md allows, {EMPTY} for not known, or {LEAVE_OUT} for rows that are no cases of the paper.
#     {DECIDE} is for you to replace. "{EMPTY}" on the left says what an empty cell becomes.
#   The values of a column that you add by hand are listed when you run import again, ready to be copied here.
# - other_values: what becomes of values that are not listed: "{REFUSE}" (the row is not imported and the receipt
#     lists it), "{AS_WRITTEN}", or one value for all of them.
# - ignored: columns that are not imported. Names, addresses and free text belong here and nowhere else.
checked: no
"""


def draft_mapping(listings: Sequence[Listing], contract: Contract, system: RecordingSystem | None) -> str:
    """Write a mapping file for the tables of an export: one system for each set of column names.

    The text holds names of columns and categories; nothing of a column that may hold people or free text.
    """
    by_columns: dict[frozenset[str], list[Listing]] = {}
    for listing in listings:
        by_columns.setdefault(frozenset(listing.columns), []).append(listing)
    parts = [HEAD, "systems:"]
    for number, same in enumerate(by_columns.values(), 1):
        name = "Recording system" if len(by_columns) == 1 else f"System {number}"
        parts.append("\n".join(_system(name, same, contract, system)))
    return "\n".join(parts) + "\n"


def _system(name: str, listings: list[Listing], contract: Contract, present: RecordingSystem | None) -> Iterator[str]:
    rows = pd.concat([listing.rows for listing in listings], ignore_index=True)
    matches = {match.target: match for match in match_columns(rows[enough_cells(rows)], contract)}
    rows = with_a_case(rows, *(matches[each].column if each in matches else None for each in ("case_id", "received")))
    cells = {target: tidy_column(rows[match.column]) for target, match in matches.items()}
    yield f"  # From {'; '.join(listing.where for listing in listings)}."
    yield f"  - name: {_quoted(name)}"
    yield from _dates(cells, matches)
    if present and "contact_method" not in matches:
        yield f"    # The present system began on {present.since:%Y-%m-%d}. If this is the one before it, say so:"
        yield "    # received:"
        yield f"    #   until: {present.since - pd.Timedelta(days=1):%Y-%m-%d}"
    yield from _columns(matches, cells, contract, len(rows))
    yield from _constants(matches)
    yield from _values(matches, cells, contract)
    yield from _other_values(matches)
    yield "    ignored:"
    used = {match.column for match in matches.values()}
    left = [column for column in rows.columns if column not in used]
    yield from (f"      - {_quoted(column)}" for column in left if not reads_as_text(column))
    if not left:
        yield "      []"


def with_a_case(rows: pd.DataFrame, case_id: str | None, received_on: str | None) -> pd.DataFrame:
    """Leave out totals, notes and repeated column names, as the import will."""
    none = pd.Series(pd.NA, index=rows.index, dtype="str")
    ids, received = (tidy_column(rows[column]) if column in rows else none for column in (case_id, received_on))
    days = read_dates(received, "day first").days.fillna(read_dates(received, "month first").days)
    return rows[rows_without_a_case(rows, ids, days).isna()]


def _dates(cells: dict[str, pd.Series], matches: dict[str, Match]) -> Iterator[str]:
    found = [orders(column) for target, column in cells.items() if target in ("received", "acknowledged", "closed")]
    day_first, month_first, either = (sum(counts) for counts in zip((0, 0, 0), *found, strict=True))
    order: Order = "month first" if month_first > day_first else "day first"
    if day_first and month_first:
        note = f"{day_first} dates can only be day first and {month_first} only month first: ask how it was exported"
    elif day_first or month_first:
        note = "no date of the export can be otherwise"
    elif either:
        note = "of dates such as 03/04/2025: none here shows which comes first, so ask how it was exported"
    else:
        note = "no date of the export depends on it"
    yield _line(f"    dates: {order}", note)


def _columns(matches: dict[str, Match], cells: dict[str, pd.Series], contract: Contract, rows: int) -> Iterator[str]:
    yield "    columns:"
    for target in contract:
        if match := matches.get(target):
            sure = "" if match.why == SAME_NAME else ": check"
            filled = f"filled in {cells[target].notna().sum():,} of {rows:,} rows"
            yield _line(f"      {target}: {_quoted(match.column)}", f"{filled}; {match.why}{sure}")
        elif target in ("case_id", "received"):
            yield _line(f"      # {target}:", f"needed, and {NOT_FOUND}: name the column that holds it")
        elif target in NEEDED:
            yield _line(f"      # {target}:", f"needed, here or under constants, and {NOT_FOUND}")
        elif not contract[target].optional:
            yield _line(f"      # {target}:", NOT_FOUND)


def _constants(matches: dict[str, Match]) -> Iterator[str]:
    if "status" not in matches and "closed" in matches:
        closed = _quoted(matches["closed"].column)
        yield "    # Without a status the closing date can tell it. Add to columns, values and other_values:"
        yield f"    #   columns: status: {closed}"
        yield f'    #   values: status: {{"{EMPTY}": open}}'
        yield "    #   other_values: status: closed"
    missing = [target for target in ("feedback_type", "status", "procedure") if target not in matches]
    if missing:
        yield "    # If all rows have the same, say so here; if another column holds it, name it above."
        yield "    # constants:"
        examples = {"feedback_type": "complaint", "status": "closed", "procedure": "corporate"}
        yield from (f"    #   {target}: {examples[target]}" for target in missing)


def _values(matches: dict[str, Match], cells: dict[str, pd.Series], contract: Contract) -> Iterator[str]:
    listed = [target for target in matches if target not in NO_VALUES and target not in OPEN_COLUMNS]
    listed += [target for target in matches if target == "service"]
    blocks = [(target, list(values_of(target, contract[target], cells[target]))) for target in listed]
    blocks = [(target, lines) for target, lines in blocks if lines]
    if blocks:
        yield "    values:"
    for target, lines in blocks:
        yield f"      {target}:"
        yield from lines


def values_of(target: str, field: Field, cells: pd.Series) -> Iterator[str]:
    """Write a line for each value of a column, with what it may become; none where any value may stand as it is."""
    shown, hidden = match_values(target, field, cells)
    if not field.allowed and not field.known:
        return
    for match in shown:
        if target == "service" and match.becomes is None:
            continue
        yield _value_line(match, target)
    if cells.isna().any() and field.filled:
        yield _line(f"        {_quoted(EMPTY)}: {DECIDE}", sentence("{n} {row|rows}", int(cells.isna().sum())))
    if hidden and target != "service":
        count = len(hidden)
        found = "1 value is" if count == 1 else f"{count:,} values are"
        yield f"        # {found} not shown, because it may be free text or a person: see the receipt for the rows."


def _value_line(match: ValueMatch, target: str) -> str:
    note = sentence("{n} {row|rows}", match.rows)
    if match.becomes is None and is_total(match.value):
        return _line(f"        {_quoted(match.value)}: {LEAVE_OUT}", f"{note}; a total is no case: check")
    if match.becomes is None:
        return _line(f"        {_quoted(match.value)}: {DECIDE}", f"{note}; nothing like it known")
    return _line(f"        {_quoted(match.value)}: {_quoted(match.becomes)}", note + ("" if match.same else "; check"))


def _other_values(matches: dict[str, Match]) -> Iterator[str]:
    as_written = [target for target in OPEN_COLUMNS if target in matches]
    if as_written:
        yield "    other_values:"
        yield from (f"      {target}: {AS_WRITTEN}" for target in as_written)


def _line(entry: str, note: str) -> str:
    return f"{entry:<{COMMENTS_AT}}  # {note}" if note else entry


def _quoted(text: str) -> str:
    """Write a text as a YAML scalar: bare where nothing in it can be misread."""
    if re.fullmatch(r"[A-Za-z(][A-Za-z0-9 _/.&()-]*[A-Za-z0-9)]", text) and " #" not in text:
        return text
    return json.dumps(text, ensure_ascii=False)
