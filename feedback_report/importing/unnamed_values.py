"""List the values of columns that somebody added to a mapping by hand, as lines to be copied into it."""

from collections.abc import Iterable, Iterator

from feedback_report.data.contract import Contract
from feedback_report.importing.cleaning import plain, tidy_column
from feedback_report.importing.draft import values_of, with_a_case
from feedback_report.importing.listings import Listing
from feedback_report.importing.mapping import MAPPING, NO_VALUES, REFUSE, SHEET_NAME, System
from feedback_report.importing.values import policy


def unnamed_values(tables: Iterable[tuple[Listing, System]], contract: Contract) -> Iterator[str]:
    """Say for each table which values of its columns have to be named and are not, each with what it may become."""
    for listing, system in tables:
        lines = list(_lines(listing, system, contract))
        if lines:
            yield "\n".join(
                [
                    f'{listing.where}: has values that {MAPPING} does not name for "{system.name}". Copy these lines '
                    "into it, under values, check and decide:",
                    *lines,
                ]
            )


def _lines(listing: Listing, system: System, contract: Contract) -> Iterator[str]:
    sources = {target: system.sources(target)[0] for target in system.columns if len(system.sources(target)) == 1}
    rows = with_a_case(listing.rows, sources.get("case_id"), sources.get("received"))
    for target, source in sources.items():
        if target not in contract or target in NO_VALUES or source == SHEET_NAME or source not in rows:
            continue
        if policy(system, target, contract[target]) != REFUSE:
            continue
        named = {plain(value) for value in system.values.get(target, {})}
        cells = tidy_column(rows[source]).dropna()
        lines = list(values_of(target, contract[target], cells[~cells.map(plain).isin(named)]))
        if lines:
            yield f"      {target}:"
            yield from lines
