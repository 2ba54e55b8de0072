"""Import a year's cases: from the exports of recording systems to cases.csv and its receipt."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from feedback_report.data.contract import Contract, contracts
from feedback_report.data.council_checks import council_problems
from feedback_report.data.source_files import years_with_cases
from feedback_report.errors import DataError, SettingsError
from feedback_report.importing.choosing_tables import Assigned, assign, tables_of_cases
from feedback_report.importing.converting import convert
from feedback_report.importing.customer_key import CustomerKey, customer_key
from feedback_report.importing.draft import draft_mapping
from feedback_report.importing.earlier_cases import earlier_cases
from feedback_report.importing.export_cells import Export
from feedback_report.importing.exports import read_export
from feedback_report.importing.mapping import DRAFT, MAPPING
from feedback_report.importing.placing import place, refuse_to_overwrite
from feedback_report.importing.ready_mapping import UnreadyMapping, load_mapping
from feedback_report.importing.receipt import ENDS_EARLY, Receipt, make_receipt, read_receipt
from feedback_report.importing.row_fates import gather
from feedback_report.importing.unnamed_values import unnamed_values
from feedback_report.settings import Council, load_council
from feedback_report.years import Year


class Steps:
    """What an import tells about its progress; this one tells nothing."""

    def step(self, name: str) -> AbstractContextManager[object]:
        """Begin a step."""
        return nullcontext()

    def rows(self, count: int) -> None:
        """Hear that some rows more have been read."""


@dataclass(frozen=True)
class Drafted:
    """A first draft of a mapping: its text, and the file that it was written to (None on a dry run)."""

    text: str
    path: Path | None


@dataclass(frozen=True)
class Imported:
    """A finished import: its receipt, the files written (none on a dry run), the key of the pseudonyms."""

    receipt: Receipt
    written: list[Path] = field(default_factory=list)
    key: CustomerKey | None = None


def import_cases(
    exports: list[Path],
    year: Year,
    data_dir: Path,
    *,
    mapping_file: Path | None = None,
    overwrite: bool = False,
    dry_run: bool = False,
    forbidden: tuple[Path, ...] = (),
    steps: Steps | None = None,
) -> Drafted | Imported:
    """Import exports into the folder of a year, or draft the mapping that is missing.

    ``forbidden`` are folders in which the key of the pseudonyms must not be kept. On a dry run nothing is written.
    Raises DataError and SettingsError with every problem found; then nothing was written either.
    """
    steps = steps or Steps()
    council = load_council(data_dir)
    contract = contracts(council)["cases"]
    mapping_path = mapping_file or data_dir / MAPPING
    mapping, unready = None, None
    try:
        mapping = load_mapping(mapping_path, contract) if mapping_path.is_file() else None
    except UnreadyMapping as error:
        mapping, unready = error.mapping, error
    if mapping and not unready and not dry_run:
        refuse_to_overwrite(data_dir / year.folder, exports, overwrite)
    _check_names(exports)
    found = []
    for path in exports:
        with steps.step(f"Reading {path.name}"):
            found.append(read_export(path, steps.rows))
    if mapping is None:
        return _draft(found, contract, council, None if dry_run else mapping_path)
    assigned = assign(found, mapping.systems, contract)
    if unready:
        raise SettingsError([*unready.problems, *assigned.problems, *unnamed_values(assigned.tables, contract)])
    if assigned.problems or assigned.unknown or not assigned.tables:
        raise _not_assigned(assigned, contract, council, mapping_path.with_name(DRAFT), dry_run)
    inside = _kept_inside(exports, (data_dir, *forbidden))
    return _import(found, assigned, inside, year, data_dir, council, contract, dry_run, forbidden, steps)


def _import(
    exports: list[Export],
    assigned: Assigned,
    doubts: list[str],
    year: Year,
    data_dir: Path,
    council: Council,
    contract: Contract,
    dry_run: bool,
    forbidden: tuple[Path, ...],
    steps: Steps,
) -> Imported:
    key = None
    if any(system.sources("customer_ref") for _, system in assigned.tables):
        key = customer_key((data_dir, *forbidden), make=not dry_run)
    system = council.recording_system
    since = pd.Timestamp(system.contact_method_since) if system else None
    pseudonym = key.pseudonym if key else str
    with steps.step("Applying the mapping"):
        work = [convert(table, system, contract, year, pseudonym, since) for table, system in assigned.tables]
    with steps.step("Checking the cases"):
        earlier, unread = earlier_cases(data_dir, year, contract)
        gathered = gather(work, contract, council, year, earlier)
        doubts += [*unread, *_other_key(data_dir, year, key), *_ends_early(gathered.cases, year, data_dir)]
        if len(gathered.cases):
            tables = {"cases": gathered.cases, "population": None, "benchmark": None}
            doubts += council_problems(tables, council, data_dir.name)
    fingerprint = key.fingerprint if key else None
    receipt = make_receipt(year, date.today(), exports, work, gathered, assigned.not_read, doubts, fingerprint)
    if dry_run or gathered.cases.empty:
        return Imported(receipt, [], key)
    with steps.step("Writing"):
        folder = data_dir / year.folder
        written = place(folder, gathered.cases, gathered.reasons, receipt, contract, council, earlier)
    return Imported(receipt, written, key)


def _check_names(exports: list[Path]) -> None:
    names = [path.name for path in exports]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataError(
            f"{', '.join(twice)}: given twice. The receipt tells exports apart by name: rename one of them."
        )


def _draft(exports: list[Export], contract: Contract, council: Council, path: Path | None) -> Drafted:
    listings = tables_of_cases(exports, contract)
    if not listings:
        raise DataError(
            f"{', '.join(export.file for export in exports)}: no table found. Expected a row of column names with one "
            "row per case beneath: export the list of cases, not a summary or a letter."
        )
    text = draft_mapping(listings, contract, council.recording_system)
    if path:
        path.write_text(text, encoding="utf-8", newline="\n")
    return Drafted(text, path)


def _not_assigned(
    assigned: Assigned, contract: Contract, council: Council, draft_path: Path, dry_run: bool
) -> SettingsError | DataError:
    """Say which tables the mapping does not fit, and draft what is missing for systems that it does not know."""
    problems = list(assigned.problems)
    if assigned.unknown:
        tables = "; ".join(listing.where for listing in assigned.unknown)
        to_do = f"add a system for it to {MAPPING}"
        if not dry_run:
            to_do = _put_draft(draft_mapping(assigned.unknown, contract, council.recording_system), draft_path)
        problems.append(f"{tables}: no system of {MAPPING} has these columns: {to_do}.")
    if not problems:
        problems = [f"No table of cases was found: {' '.join(assigned.not_read)}"]
        return DataError(problems)
    return SettingsError(problems)


def _put_draft(text: str, path: Path) -> str:
    """Write a draft, unless another one is there that somebody may have begun to correct, and say what to do."""
    if path.is_file() and path.read_text(encoding="utf-8", errors="replace") != text:
        return (
            f"{path.name} is another draft, or one that was corrected, and was kept: copy its system into {MAPPING}, "
            "then remove it; the next import drafts what is still missing"
        )
    path.write_text(text, encoding="utf-8", newline="\n")
    return f"a draft is in {path.name}: read it, correct it, and copy its system into {MAPPING}"


def _kept_inside(exports: list[Path], folders: tuple[Path, ...]) -> list[str]:
    """Say when an export lies where it could be shared along with the project or its data."""
    inside = [path.name for path in exports if any(path.resolve().is_relative_to(f.resolve()) for f in folders)]
    if not inside:
        return []
    return [
        f"{', '.join(inside)}: holds people's names, and lies inside the project or its data: move it out of there."
    ]


def _ends_early(cases: pd.DataFrame, year: Year, data_dir: Path) -> list[str]:
    """Say when no case was received in the year's last month and year.yml does not say that the data ends before it."""
    settings = data_dir / year.folder / "year.yml"
    lines = settings.read_text(encoding="utf-8", errors="replace").splitlines() if settings.is_file() else []
    last = max(cases["received"], default="")
    ends = [year.last_day_of(months).isoformat() for months in range(1, 13)]
    if not last or last > ends[-2] or any(line.startswith("data_until:") for line in lines):
        return []
    until = next(day for day in ends if last <= day)
    return [
        f"{ENDS_EARLY} {last}: if the export ends before the year does, write data_until: {until} "
        "into year.yml, and the paper compares the same months of years."
    ]


def _other_key(data_dir: Path, year: Year, key: CustomerKey | None) -> list[str]:
    """Say when an earlier year's pseudonyms were made with another key, so that nobody compares them."""
    if key is None:
        return []
    receipts = [(before, read_receipt(data_dir, before)) for before in years_with_cases(data_dir) if before != year]
    other = [str(before) for before, told in receipts if told and told.customer_key not in (None, key.fingerprint)]
    if not other:
        return []
    return [
        f"The customers' pseudonyms of {', '.join(other)} were made with another key, so the same person has another "
        "pseudonym there: put the former key back, or import those years again."
    ]
