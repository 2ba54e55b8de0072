"""The kinds of rule that tables are checked by, each with the words that say what was found and what to do.

Each is a pandera check on a table's typed rows; ``title`` and ``description`` are its words, with
``{n}`` and ``{one|many}`` as ``data_problems.sentence`` reads them.
"""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import pandera.pandas as pa
import pyarrow.compute as pc
from pyarrow import array as arrow_array
from pyarrow import string

from feedback_report.data.problems import listed
from feedback_report.years import Year

Earlier = Mapping[str, pd.DataFrame]


def rule(passes: Callable[[pd.DataFrame], pd.Series], found: str, to_do: str) -> pa.Check:
    """Get a rule: ``passes`` gives a row's True or False, ``found`` and ``to_do`` the words when it fails."""

    def without_gaps(rows: pd.DataFrame) -> pd.Series:
        return pd.Series(passes(rows), index=rows.index).fillna(False).astype("bool")

    return pa.Check(without_gaps, title=found, description=to_do, ignore_na=False, n_failure_cases=1)


def among(values: pd.Series, others: pd.Series | pd.Index) -> pd.Series:
    """Say for each text whether it is one of many others; missing is not.

    As ``values.isin(others)``, which takes minutes for a million others because it makes a Python
    object of each.
    """
    found = pc.is_in(arrow_array(values, type=string()), value_set=arrow_array(others, type=string()), skip_nulls=True)
    return pd.Series(found.to_numpy(zero_copy_only=False), index=values.index)


def all_different(columns: list[str], named: str) -> pa.Check:
    """Get the rule that no two rows of a file agree in all of some columns."""
    return rule(
        lambda rows: ~rows.duplicated(columns, keep=False),
        f"{{n}} rows have the same {named} as another row",
        "keep one row of each",
    )


def not_in_earlier(columns: list[str], named: str, earlier: Earlier) -> list[pa.Check]:
    """Get the rules that no row agrees in some columns with one of an earlier year's file, one per file."""
    return [
        rule(
            partial(_not_among, columns=columns, others=others),
            f"{{n}} {{row has|rows have}} the same {named} as a row of {where}",
            "keep {it|them} in one year alone",
        )
        for where, others in earlier.items()
    ]


def _not_among(rows: pd.DataFrame, columns: list[str], others: pd.DataFrame) -> pd.Series:
    if len(columns) == 1:
        return ~among(rows[columns[0]], others[columns[0]])
    found = pd.MultiIndex.from_frame(rows[columns]).isin(pd.MultiIndex.from_frame(others[columns]))
    return pd.Series(~found, index=rows.index)


def inside_year(column: str, year: Year) -> pa.Check:
    """Get the rule that a date falls in the year of the folder."""
    first, last = pd.Timestamp(year.first_day), pd.Timestamp(year.last_day)
    return rule(
        lambda rows: rows[column].isna() | rows[column].between(first, last),
        f'column "{column}" has {{n}} {{date|dates}} outside {year}',
        "move the {row|rows} to the folder of {its|their} year, or correct the {date|dates}",
    )


def not_before(later: str, earlier: str) -> pa.Check:
    """Get the rule that one date is not before another."""
    return rule(
        lambda rows: ~(rows[later] < rows[earlier]),
        f'{{n}} {{row has|rows have}} "{later}" before "{earlier}"',
        "correct one of the dates",
    )


def filled_where(column: str, other: str, values: tuple[str, ...]) -> pa.Check:
    """Get the rule that a column is filled where another has one of some values."""
    return rule(
        lambda rows: ~rows[other].isin(values) | rows[column].notna(),
        f'{{n}} {{row has|rows have}} {_words(other, values)} and no "{column}"',
        f'fill in "{column}", or correct "{other}"',
    )


def empty_where(column: str, other: str, values: tuple[str, ...]) -> pa.Check:
    """Get the rule that a column is empty where another has one of some values."""
    article = "an" if column[0] in "aeiou" else "a"
    return rule(
        lambda rows: ~rows[other].isin(values) | rows[column].isna(),
        f'{{n}} {{row has|rows have}} {_words(other, values)} and {article} "{column}" too',
        f'leave "{column}" empty, or correct "{other}"',
    )


def _words(column: str, values: tuple[str, ...]) -> str:
    return f'"{column}" {listed(values)}'
