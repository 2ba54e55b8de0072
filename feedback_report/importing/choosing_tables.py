"""Find out which recording system's mapping each table of an export belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch

from feedback_report.data.contract import Contract
from feedback_report.data.problems import nearest, sentence
from feedback_report.importing.cleaning import plain
from feedback_report.importing.export_cells import Export, Sheet
from feedback_report.importing.known_names import COLUMN_NAMES
from feedback_report.importing.listings import Listing, find_listing
from feedback_report.importing.mapping import System
from feedback_report.importing.matching import match_columns
from feedback_report.importing.no_cases import enough_cells

KNOWN_NAMES = tuple(name for names in COLUMN_NAMES.values() for name in names)
NO_TABLE = "has no table of cases: its {n} {row is|rows are} in no count."
NOT_MEANT = "is not among the sheets that mapping.yml names."


@dataclass
class Assigned:
    """The tables of an import: those with a system, those without one, and what was left alone or does not fit."""

    tables: list[tuple[Listing, System]]
    unknown: list[Listing]
    not_read: list[str]
    problems: list[str]


def assign(exports: Iterable[Export], systems: Sequence[System], contract: Contract) -> Assigned:
    """Give each table the system whose columns it has; the one with most of them where several fit."""
    found = Assigned([], [], [], [])
    for export in exports:
        found.not_read += export.not_read
        for sheet in export.sheets:
            _assign(sheet, systems, contract, found)
        if not _is_used(export, found):
            _needs_a_system(export, found)
    return found


def tables_of_cases(exports: Iterable[Export], contract: Contract) -> list[Listing]:
    """Find the tables of each export that may hold cases: those with a number and a date received, else its longest."""
    found: list[Listing] = []
    for export in exports:
        listings = [listing for sheet in export.sheets if (listing := find_listing(sheet, KNOWN_NAMES))]
        with_cases = [listing for listing in listings if _has_cases(listing, contract)]
        found += with_cases or sorted(listings, key=lambda listing: -len(listing.rows))[:1]
    return found


def _assign(sheet: Sheet, systems: Sequence[System], contract: Contract, found: Assigned) -> None:
    fits: list[tuple[int, Listing, System]] = []
    lacking: list[tuple[int, System, list[str], Listing]] = []
    left = False
    for system in systems:
        listing = find_listing(sheet, system.source_columns, system.header_row)
        if listing is None:
            continue
        listing = _named_as_mapped(listing, system)
        missing = [name for name in system.source_columns if name not in listing.columns]
        if not _is_meant(sheet, system):
            left = left or not missing
        elif missing:
            lacking.append((len(system.source_columns) - len(missing), system, missing, listing))
        else:
            fits.append((len(system.source_columns), listing, system))
    if fits:
        _, listing, system = max(fits, key=lambda fit: fit[0])
        found.tables.append((listing, system))
        return
    if lacking:
        present, system, missing, listing = max(lacking, key=lambda entry: entry[0])
        if present * 2 >= len(system.source_columns):
            found.problems += [_lacks(listing, system, name) for name in missing]
            return
    unknown = find_listing(sheet, KNOWN_NAMES)
    if left:
        found.not_read.append(f"{sheet.where}: {NOT_MEANT}")
    elif unknown is not None and _has_cases(unknown, contract):
        found.unknown.append(unknown)
    else:
        rows = len(sheet.cells.dropna(how="all"))
        found.not_read.append(f"{sheet.where}: {sentence(NO_TABLE, rows)}")


def _is_used(export: Export, found: Assigned) -> bool:
    """Say whether something of an export is read, or left alone because the mapping says so."""
    files = {listing.sheet.file for listing in (*(table for table, _ in found.tables), *found.unknown)}
    told = [*found.problems, *(words for words in found.not_read if words.endswith(NOT_MEANT))]
    return export.file in files or any(words.startswith(export.file) for words in told)


def _needs_a_system(export: Export, found: Assigned) -> None:
    """Ask for a system for an export that was given and of which nothing would be read."""
    listings = [listing for sheet in export.sheets if (listing := find_listing(sheet, KNOWN_NAMES))]
    if listings:
        found.unknown.append(max(listings, key=lambda listing: len(listing.rows)))
    else:
        told = " ".join(words for words in found.not_read if words.startswith(export.file))
        found.problems.append(f"No table of cases was found: {told or export.file}")


def _is_meant(sheet: Sheet, system: System) -> bool:
    names = (plain(sheet.name), plain(sheet.file))
    return not system.sheets or any(fnmatch(name, plain(pattern)) for name in names for pattern in system.sheets)


def _named_as_mapped(listing: Listing, system: System) -> Listing:
    """Spell the names of columns as the mapping does: letters' case and spaces make no difference."""
    actual = {plain(name): name for name in reversed(listing.columns)}
    names = {actual[plain(name)]: name for name in system.source_columns if plain(name) in actual}
    return replace(listing, rows=listing.rows.rename(columns=names))


def _has_cases(listing: Listing, contract: Contract) -> bool:
    rows = listing.rows[enough_cells(listing.rows)]
    return {"case_id", "received"} <= {match.target for match in match_columns(rows, contract)}


def _lacks(listing: Listing, system: System, name: str) -> str:
    close = nearest(name, listing.columns)
    hint = f' The nearest is "{close}".' if close else ""
    return (
        f'{listing.where}: has no column "{name}", which mapping.yml names for "{system.name}": correct mapping.yml, '
        f"or export that column too.{hint}"
    )
