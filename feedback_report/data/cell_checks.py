"""Check the cells of a table against the data contract, and convert them to its types."""

from collections.abc import Callable, Iterable

import pandas as pd
import pandera.pandas as pa

from feedback_report.data.contract import ANY_NUMBER, KEYS, Contract, Field
from feedback_report.data.problems import listed, nearest
from feedback_report.errors import ReportError
from feedback_report.settings.to_fill import TO_FILL
from feedback_report.settings.unprintable import UNPRINTABLE, UNPRINTABLE_IN_A_NAME
from feedback_report.years import Year

FIRST_DATE, LAST_DATE = "2000-01-01", "2099-12-31"
SPREADSHEET_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
NAME_TOO_CLOSE = 0.92

MOST_NAMES_COMPARED = 1000
MANY_ROWS = 50_000
OFTEN = 20  # rows for each different text


def cell_schema(contract: Contract) -> pa.DataFrameSchema:
    """Get the pandera schema that checks the text of a table's cells against its contract.

    Each check's ``title`` says what was found and its ``description`` what to do, with
    ``{one|many}`` for singular and plural (see ``data_problems.sentence``).
    """
    columns = {
        name: pa.Column(nullable=not field.filled, required=not field.optional, checks=list(_checks(field)))
        for name, field in contract.items()
    }
    return pa.DataFrameSchema(columns, strict=True)


def typed(rows: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """Convert a table's text to the types of its contract, in its order; what does not fit becomes missing.

    Dates become datetime64[us], whole numbers and years int64 (Int64 where cells may be empty; a
    financial year is its first year, 2024 for 2024/25), text stays text: of many rows, texts that repeat
    themselves are categories, in alphabetical order, which take a tenth of the memory. Optional columns
    that the file lacks are there and empty.
    """
    nothing = pd.Series(pd.NA, index=rows.index, dtype="str")
    columns = {name: _converted(rows.get(name, nothing), field) for name, field in contract.items()}
    texts = {name: column for name, column in columns.items() if name not in KEYS and column.dtype == "str"}
    return pd.DataFrame(columns | {name: _repeated(text) for name, text in texts.items()})


def _converted(text: pd.Series, field: Field) -> pd.Series:
    match field.kind:
        case "date":
            return _by_value(text, _dates).astype("datetime64[us]")
        case "financial year":
            numbers = _by_value(text, _start_years).astype("Int64")
        case "whole number" | "calendar year":
            numbers = _by_value(text, _whole_numbers).astype("Int64")
        case _:
            return text.astype("str")
    return numbers.astype("int64") if field.filled and numbers.notna().all() else numbers


def _repeated(text: pd.Series) -> pd.Series:
    """Get texts of many rows as categories, where they repeat themselves."""
    if len(text) < MANY_ROWS:
        return text
    codes, values = pd.factorize(text, use_na_sentinel=True, sort=True)
    if len(values) * OFTEN > text.count():
        return text
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(values, dtype="str")), index=text.index)


def _checks(field: Field) -> Iterable[pa.Check]:
    if field.allowed:
        yield _check(
            lambda text: text.isin([*field.allowed, TO_FILL] if field.may_wait else field.allowed),
            "{value that is|values that are} not allowed",
            f"write {listed(field.allowed)}" + ("" if field.filled else ", or leave {it|them} empty"),
            allowed=field.allowed,
        )
        return
    or_empty = "" if field.filled else ", or leave {it|them} empty"
    match field.kind:
        case "text" | "free text":
            yield from _text_checks(field)
        case "date":
            yield _check(
                lambda text: _by_value(text, _dates).notna(),
                "{value that is not a date|values that are not dates}",
                "write {it|them} as YYYY-MM-DD" + or_empty,
            )
            yield _check(
                lambda text: _by_value(text, lambda values: ~_outlandish(_dates(values))),
                "{date|dates} before 2000 or after 2099",
                "correct {it|them}",
            )
        case "financial year":
            yield _check(
                lambda text: _by_value(text, _start_years).notna(),
                "{value that is not a financial year|values that are not financial years}",
                "write {it|them} like 2024/25" + or_empty,
            )
        case "whole number" | "calendar year":
            upper = "upwards" if field.most == ANY_NUMBER else f"to {field.most}"
            yield _check(
                lambda text: _by_value(text, lambda values: _whole_numbers(values).between(field.least, field.most)),
                f"{{value that is not a {field.kind}|values that are not {field.kind}s}} from {field.least} {upper}",
                "write {it|them} in digits alone" + or_empty,
            )


def _text_checks(field: Field) -> Iterable[pa.Check]:
    free = field.kind == "free text"
    unprintable = UNPRINTABLE if free else UNPRINTABLE_IN_A_NAME
    yield _check(
        lambda text: _by_value(text, lambda values: ~values.str.contains(unprintable)),
        f"{{value|values}} with a {'' if free else 'line break or a '}character that cannot be printed",
        "remove it",
    )
    if free:
        return
    yield _check(
        lambda text: _by_value(text, lambda values: values.str.strip() == values),
        "{value|values} with spaces before or after",
        "remove the spaces, because the value is counted apart from the same one without them",
    )
    yield _check(
        lambda text: ~text.isin(SPREADSHEET_ERRORS),
        "{value that is a spreadsheet's error|values that are a spreadsheet's errors}, such as #N/A",
        "put the right value there, or leave {it|them} empty",
    )
    if field.known:
        yield _check(
            lambda text: _by_value(text, lambda values: ~_nearly(values, field.known)),
            "{value that is|values that are} almost, but not quite, a name in council.yml",
            "write the name as council.yml does",
            allowed=field.known,
        )


def _check(passes: Callable[[pd.Series], pd.Series], found: str, to_do: str, allowed: tuple[str, ...] = ()) -> pa.Check:
    def without_gaps(text: pd.Series) -> pd.Series:
        return passes(text).fillna(False).astype("bool") | text.isna()

    held = {"allowed": allowed}
    return pa.Check(without_gaps, title=found, description=to_do, statistics=held, ignore_na=False, n_failure_cases=1)


def _by_value(text: pd.Series, function: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Work something out once for each different text, and spread it over the rows: columns repeat themselves."""
    codes, values = pd.factorize(text, use_na_sentinel=True)
    results = function(pd.Series(values, dtype="str"))
    return results.reindex(codes).set_axis(text.index) if len(results) else results.reindex(text.index)


def _dates(values: pd.Series) -> pd.Series:
    iso = values.where(values.str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
    return pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce").astype("datetime64[us]")


def _outlandish(dates: pd.Series) -> pd.Series:
    return dates.notna() & ~dates.between(FIRST_DATE, LAST_DATE)


def _whole_numbers(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values.where(values.str.fullmatch("[0-9]{1,12}"))).astype("Int64")


def _start_years(values: pd.Series) -> pd.Series:
    return pd.Series([_start_year(value) for value in values], dtype="Int64")


def _start_year(value: str) -> int | None:
    try:
        return Year.parse(value).start
    except ReportError:
        return None


def _nearly(values: pd.Series, known: tuple[str, ...]) -> pd.Series:
    if len(values) > MOST_NAMES_COMPARED:  # not a column of names: comparing them all would take minutes
        return pd.Series(False, index=values.index)
    return pd.Series(
        [value not in known and nearest(value, known, NAME_TOO_CLOSE) is not None for value in values], dtype="bool"
    )
