"""Turn the rows of one table of an export into cases, by the mapping of its system."""

from collections.abc import Callable

import pandas as pd

from feedback_report.data.contract import Contract
from feedback_report.errors import DataError
from feedback_report.importing.cleaning import over_values, plain, stands_for_nothing
from feedback_report.importing.conversion import Conversion
from feedback_report.importing.dates import read_dates
from feedback_report.importing.listings import Listing
from feedback_report.importing.mapping import AS_WRITTEN, NO_VALUES, REFUSE, SHEET_NAME, System
from feedback_report.importing.matching import tells_outcomes
from feedback_report.importing.no_cases import rows_without_a_case
from feedback_report.importing.personal import holds_text_or_people, name_speaks_of_people
from feedback_report.importing.refusing import COMPLAINTS_ONLY, refuse_rows, torn_rows
from feedback_report.importing.values import convert_values, policy
from feedback_report.years import Year


def convert(
    listing: Listing,
    system: System,
    contract: Contract,
    year: Year,
    pseudonym: Callable[[str], str],
    contact_method_since: pd.Timestamp | None = None,
) -> Conversion:
    """Convert a table: each row is left out by rule, refused with all its reasons, or ready to be a case.

    Raises DataError when a column that may hold people or free text would be imported as it is.
    """
    work = Conversion.start(listing, system)
    cells = {target: work.source(system.sources(target)[0]) for target in system.columns if target != "customer_ref"}
    for target in (target for target in cells if contract[target].kind == "date"):
        work.dates[target] = read_dates(cells[target], system.dates)
        work.cases[target] = work.dates[target].days
    _leave_out(work, cells["case_id"], year)
    for target in (target for target in cells if target not in NO_VALUES):
        work.values[target] = convert_values(cells[target], system, target, contract[target])
        work.cases[target] = work.values[target].cells
        work.exclude(work.values[target].excluded.notna(), work.values[target].excluded)
    problems = [_may_be_people(work, target, cells[target], contract) for target in work.values]
    if any(problems):
        raise DataError(problem for problem in problems if problem)
    for target in contract:
        if target in system.constants:
            work.cases[target] = work.same(system.constants[target])
        elif target in ("case_id", "merged_into") and target in cells:
            work.cases[target] = cells[target]
        elif target == "customer_ref":
            work.cases[target] = _customers(work, pseudonym)
        elif target not in work.cases and not contract[target].optional:
            work.cases[target] = work.nothing()
    refuse_rows(work, contract)
    _clear_what_does_not_apply(work, contact_method_since)
    _note_readings(work, cells)
    work.cases = {target: work.cases[target] for target in contract if target in work.cases}
    return work


def _leave_out(work: Conversion, case_ids: pd.Series, year: Year) -> None:
    """Leave out rows that are no cases, or not of this year, or not of this system's time."""
    received = work.cases["received"]
    work.excluded = rows_without_a_case(work.rows, case_ids, received)
    work.torn = torn_rows(work)
    work.excluded = work.excluded.where(~(work.torn | work.marks(pd.Index(work.listing.overlong))))
    work.exclude(_outside(received, year.first_day.isoformat(), year.last_day.isoformat()), f"received outside {year}")
    first, last = work.system.received.first, work.system.received.last
    outside = _outside(received, first.isoformat() if first else "", last.isoformat() if last else "9999")
    work.exclude(outside, f'received outside the time of "{work.system.name}"')


def _outside(days: pd.Series, first: str, last: str) -> pd.Series:
    return days.notna() & ((days < first) | (days > last)).fillna(False).astype("bool")


def _may_be_people(work: Conversion, target: str, cells: pd.Series, contract: Contract) -> str | None:
    """Say what is wrong when values of a column would be written or listed that may be people or free text."""
    source = work.system.sources(target)[0]
    allowed = source == SHEET_NAME or source in work.system.holds_no_personal_data
    if allowed or policy(work.system, target, contract[target]) not in (REFUSE, AS_WRITTEN):
        return None
    named = {plain(value) for value in work.system.values.get(target, {})}
    unnamed = ~over_values(cells, lambda text: "named" if plain(text) in named else None).notna()
    others = cells[work.left & unnamed]
    outcomes = target == "outcome" and tells_outcomes(source, contract[target], cells.dropna())
    if name_speaks_of_people(source) and not outcomes:
        why = "its name speaks of people or of what somebody wrote"
    elif holds_text_or_people(others, int(cells[work.left].notna().sum())):
        why = f"it holds {others.nunique():,} different values that mapping.yml does not name, as text and names do"
    else:
        return None
    return (
        f'{work.listing.where}: column "{source}" is to become "{target}", but may hold people or free text, which are '
        f"never imported: {why}. Move it to ignored in mapping.yml; or, if you have looked and it holds none, list it "
        "under holds_no_personal_data."
    )


def _customers(work: Conversion, pseudonym: Callable[[str], str]) -> pd.Series:
    names = work.system.sources("customer_ref")
    if not names:
        return work.nothing()
    parts = [work.source(name) for name in names]
    known = pd.concat([part.notna() for part in parts], axis="columns").any(axis="columns")
    joined = parts[0].fillna("")
    for part in parts[1:]:
        joined = joined + "\x1f" + part.fillna("")
    return over_values(joined.where(known & work.left), pseudonym)


def _clear_what_does_not_apply(work: Conversion, contact_method_since: pd.Timestamp | None) -> None:
    """Empty what the contract has for complaints alone, and contact methods from before they were recorded."""
    for target in COMPLAINTS_ONLY:
        if target in work.cases:
            cleared = work.cases[target].notna() & work.cases["feedback_type"].isin(["compliment", "comment"])
            work.cases[target] = work.cases[target].where(~cleared)
            work.note(f"{target}: left empty because the case is no complaint", int((cleared & work.left).sum()))
    if contact_method_since is not None:
        early = (work.cases["received"] < f"{contact_method_since:%Y-%m-%d}").fillna(False).astype("bool")
        cleared = work.cases["contact_method"].notna() & early
        work.cases["contact_method"] = work.cases["contact_method"].where(~cleared)
        when = f"{contact_method_since:%Y-%m-%d}, the contact_method_since of council.yml"
        work.note(f"contact_method: left empty before {when}", int((cleared & work.left).sum()))


def _note_readings(work: Conversion, cells: dict[str, pd.Series]) -> None:
    for target, read in work.dates.items():
        for said, count in read.no_date.items():
            work.note(f'{target}: "{said}" read as no date', count)
        work.note(f"{target}: times in other time zones turned into British time", read.utc)
    for target in cells:
        source = work.system.sources(target)[0]
        for said, count in stands_for_nothing(work.rows[source]).items() if source != SHEET_NAME else ():
            work.note(f'{target}: "{said}" read as empty', count)
