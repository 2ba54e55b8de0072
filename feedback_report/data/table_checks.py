"""Run a table's pandera checks and turn what they find into messages."""

from dataclasses import dataclass, replace

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from feedback_report.data.cell_checks import cell_schema, typed
from feedback_report.data.contract import Contract
from feedback_report.data.problems import is_misspelling, nearest, rows_text, sentence
from feedback_report.data.source_tables import SourceTable

SUGGESTIONS = 3


@dataclass(frozen=True)
class CheckedTable:
    """A table after its cells were checked.

    ``source`` says where it is from, without its text. ``rows`` has the contract's types and the
    spreadsheet's row numbers as index; ``sound`` marks the rows without a wrong cell. ``complete`` is
    False when columns are missing: then no rule can be run.
    """

    source: SourceTable
    rows: pd.DataFrame
    sound: pd.Series
    complete: bool
    problems: list[str]


def check_cells(source: SourceTable, contract: Contract) -> CheckedTable:
    """Check the columns and the cells of a table against its contract and convert them."""
    errors = _errors(source.rows, cell_schema(contract))
    header = _column_problems(source, contract, errors)
    sound = pd.Series(True, index=source.rows.index)
    problems = []
    for error in errors:
        if error.reason_code == SchemaErrorReason.SERIES_CONTAINS_NULLS:
            rows = source.rows.index[source.rows[error.schema.name].isna()]
            problems.append(_cell_problem(source, error.schema.name, rows, "empty {cell|cells}", "fill {it|them} in"))
        elif error.reason_code == SchemaErrorReason.DATAFRAME_CHECK:
            column, check = error.schema.name, error.check
            rows = _failed(error)
            to_do = check.description + _suggestions(source.rows.loc[rows, column], check.statistics["allowed"])
            problems.append(_cell_problem(source, column, rows, check.title, to_do))
        else:
            continue
        sound[rows] = False
    place = replace(source, rows=pd.DataFrame(columns=source.rows.columns))  # no view, which would keep all of it
    return CheckedTable(place, typed(source.rows, contract), sound, not header, header + problems)


def check_rules(table: CheckedTable, rules: list[pa.Check]) -> list[str]:
    """Check the sound rows of a table against rules (see row_rules.py); get one message per broken rule."""
    errors = _errors(table.rows[table.sound], pa.DataFrameSchema(checks=rules))
    return [_rule_problem(table.source, error) for error in errors]


def _errors(rows: pd.DataFrame, schema: pa.DataFrameSchema) -> list[SchemaError]:
    try:
        schema.validate(rows, lazy=True)
    except SchemaErrors as found:
        for error in found.schema_errors:
            if error.reason_code == SchemaErrorReason.CHECK_ERROR:
                _fail_again(rows, error)
        return found.schema_errors
    return []


def _fail_again(rows: pd.DataFrame, error: SchemaError) -> None:
    """Let a check that crashed crash outside pandera, which would report it as a finding."""
    column = getattr(error.schema, "name", None)
    error.check(rows if column is None else rows[column])
    raise RuntimeError(f"the check {error.check.title!r} failed to run")


def _failed(error: SchemaError) -> pd.Index:
    passed = error.check_output.astype(bool)
    return passed.index[~passed]


def _rule_problem(source: SourceTable, error: SchemaError) -> str:
    rows = _failed(error)
    return sentence(f"{source.where}: {error.check.title} {rows_text(rows)}: {error.check.description}.", len(rows))


def _cell_problem(source: SourceTable, column: str, rows: pd.Index, found: str, to_do: str) -> str:
    return sentence(f'{source.where}: column "{column}" has {{n}} {found} {rows_text(rows)}: {to_do}.', len(rows))


def _suggestions(values: pd.Series, allowed: tuple[str, ...]) -> str:
    """Say what misspelt values stand for. Others are not quoted: they could hold anything, a name among it."""
    pairs = ((value, nearest(value, allowed)) for value in values.unique()[:100]) if allowed else ()
    close = [f'for "{value}" write "{word}"' for value, word in pairs if word and is_misspelling(value, word)][
        :SUGGESTIONS
    ]
    return f" ({'; '.join(close)})" if close else ""


def _column_problems(source: SourceTable, contract: Contract, errors: list[SchemaError]) -> list[str]:
    missing = [e.failure_cases for e in errors if e.reason_code == SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME]
    unknown = [e.failure_cases for e in errors if e.reason_code == SchemaErrorReason.COLUMN_NOT_IN_SCHEMA]
    if len(source.rows.columns) - len(unknown) < len(unknown):
        # Row 1 is probably not the names of the columns, and could hold anything: nothing of it is quoted.
        return [
            f"{source.where}: row 1 does not hold the names of the columns. Expected {', '.join(contract)}: "
            "add that row at the top, or check that this is the right file."
        ]
    problems = []
    for name in unknown:
        close = nearest(name, missing) or nearest(name, list(contract))
        if close in missing:
            missing.remove(close)
            problems.append(f'{source.where}: column "{name}" is not known and "{close}" is missing: rename it.')
        else:
            hint = f' The nearest that is known is "{close}".' if close else ""
            problems.append(f'{source.where}: column "{name}" is not known: remove it, or rename it.{hint}')
    problems += [
        f'{source.where}: column "{name}" is missing: add it (empty cells mean not known; see data/README.md).'
        for name in missing
    ]
    return problems
