"""Refuse the rows of an export that cannot be cases, each with every reason, none with what it says."""

import pandas as pd

from feedback_report.data.contract import Contract
from feedback_report.importing.cleaning import over_values
from feedback_report.importing.conversion import Conversion
from feedback_report.importing.no_cases import TOO_FEW_CELLS, is_reference
from feedback_report.importing.values import list_unmapped

COMPLAINTS_ONLY = ("subject", "procedure", "extension_agreed")
OVERLONG = "more cells than columns: probably a separator inside a cell"
TORN = "ends before its last column: probably a line break inside a cell"
NO_NUMBER = "not the number of a case"
SHORTENED = "number shortened by a spreadsheet program, such as 1.01E+11"
EMPTY_CELL = "empty"
_SHORTENED = r"[0-9](\.[0-9]+)?[Ee]\+[0-9]+"


def torn_rows(work: Conversion) -> pd.Series:
    """Mark the rows of a text file that a line break inside a cell has torn apart: the beginning and the rest.

    Rows that just end early are whole: a torn one is followed by a row that ends early and is no case.
    """
    short = work.marks(pd.Index(sorted(work.listing.sheet.short)))
    rest = short & work.excluded.eq(TOO_FEW_CELLS).fillna(False).astype("bool")
    torn = rest & False
    for number in work.rows.index[rest]:
        if number - 1 in work.rows.index and short[number - 1]:
            torn[[number - 1, number]] = True
    return torn


def refuse_rows(work: Conversion, contract: Contract) -> None:
    """Find every reason for which a row cannot be a case, and list the values that the mapping does not name."""
    overlong = work.marks(pd.Index(work.listing.overlong))
    broken = overlong | work.torn
    work.refuse(overlong, "", OVERLONG)
    work.refuse(work.torn, "", TORN)
    told = {target: pd.Series(False, index=work.rows.index) for target in contract}
    for target, read in work.dates.items():
        work.refuse(read.unreadable & ~broken, target, f"not a date, read {work.system.dates}")
        told[target] |= read.unreadable
    for target in ("case_id", "merged_into"):
        shortened = work.cases[target].str.fullmatch(_SHORTENED).fillna(False).astype("bool")
        strange = work.cases[target].notna() & ~over_values(work.cases[target], _number).notna()
        work.refuse(shortened & ~broken, target, SHORTENED)
        work.refuse(strange & ~broken, target, NO_NUMBER)
    complaint = ~work.cases["feedback_type"].isin(["compliment", "comment"])
    for target, column in work.values.items():
        counts = (complaint if target in COMPLAINTS_ONLY else complaint | True) & ~broken
        for reason in column.refused.dropna().unique():
            work.refuse(column.refused.eq(reason).fillna(False).astype("bool") & counts, target, str(reason))
        told[target] |= column.refused.notna()
        work.unmapped += list_unmapped(column.unmapped, work.system, target, contract[target], work.left & counts)
    for target, field in contract.items():
        if field.filled:
            work.refuse(work.cases[target].isna() & ~told[target] & ~broken, target, EMPTY_CELL)


def _number(text: str) -> str | None:
    return text if is_reference(text) else None
