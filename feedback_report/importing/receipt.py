"""The receipt of an import: what became of every row that was read, without anything that a row says."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from feedback_report.errors import DataError
from feedback_report.importing.advice import advice
from feedback_report.importing.conversion import Conversion
from feedback_report.importing.export_cells import Export
from feedback_report.importing.personal import reads_as_text
from feedback_report.importing.row_fates import DUPLICATE, EXCLUDED, IMPORTED, REFUSED, Gathered
from feedback_report.settings.yaml_text import load_yaml
from feedback_report.years import Year

ENDS_EARLY = "The last case was received on"
RECEIPT, REFUSED_ROWS = "import-receipt.yml", "refused-rows.csv"
ROWS_LISTED = 10
HEAD = f"""\
# What an import did: every row that it read was imported, or is a duplicate, or was left out by a rule, or was refused.
# Written by the importer; do not edit. Holds no personal data. The rows refused are in {REFUSED_ROWS}.
"""


@dataclass(frozen=True)
class Receipt:
    """What became of the rows of an import.

    ``rows`` counts them: read, imported, duplicates, excluded, refused. ``excluded`` and ``duplicates`` count by
    reason; ``refused`` says for each reason its count, first rows and what to do. ``unmapped`` lists the values that
    mapping.yml does not name, ``new_columns`` the columns that it neither uses nor ignores.
    """

    year: str
    imported_on: str
    rows: dict[str, int]
    excluded: dict[str, int]
    duplicates: dict[str, int]
    refused: list[dict[str, Any]]
    unmapped: list[dict[str, Any]]
    new_columns: list[str]
    changed: dict[str, int]
    doubts: list[str]
    columns: dict[str, dict[str, Any]]
    not_imported: list[str]
    exports: list[dict[str, Any]]
    not_read: list[str] = field(default_factory=list)
    customer_key: str | None = None
    cases_sha256: str | None = None

    @property
    def balances(self) -> bool:
        """Whether rows read = imported + duplicates + excluded + refused."""
        return self.rows["read"] == sum(count for name, count in self.rows.items() if name != "read")

    def text(self) -> str:
        """Write the receipt as YAML."""
        content = yaml.safe_dump(asdict(self), sort_keys=False, allow_unicode=True, width=120)
        return f"{HEAD}{content}"


def make_receipt(
    year: Year,
    on: date,
    exports: Sequence[Export],
    conversions: Sequence[Conversion],
    gathered: Gathered,
    not_read: Sequence[str] = (),
    doubts: Sequence[str] = (),
    customer_key: str | None = None,
) -> Receipt:
    """Make the receipt of an import. Raises RuntimeError if the rows do not add up, which would be a fault in here."""
    rows = gathered.rows
    systems = {work.system.name: work.system for work in conversions}
    used = {name for system in systems.values() for name in system.source_columns}
    ignored = {name for system in systems.values() for name in system.ignored}
    columns = list(dict.fromkeys(name for work in conversions for name in work.listing.columns))
    left = [_showable(name) for name in columns if name not in used]
    receipt = Receipt(
        year=year.label,
        imported_on=on.isoformat(),
        rows=_counts(rows),
        excluded=_by_reason(rows, EXCLUDED),
        duplicates=_by_reason(rows, DUPLICATE),
        refused=_refused(gathered),
        unmapped=_unmapped(conversions),
        new_columns=[_showable(name) for name in columns if name not in used | ignored],
        changed=_changed(conversions),
        doubts=[*([gathered.suspicion] if gathered.suspicion else []), *doubts],
        columns=_columns(conversions, gathered.cases),
        not_imported=left,
        exports=[_export(export, conversions, rows) for export in exports],
        not_read=list(not_read),
        customer_key=customer_key,
    )
    if not receipt.balances or receipt.rows["imported"] != len(gathered.cases):
        raise RuntimeError(f"the rows of the import do not add up: {receipt.rows}")
    return receipt


def read_receipt(data_dir: Path, year: Year) -> Receipt | None:
    """Read the receipt of a year's import, or None when there is none. Raises DataError when it was changed by hand."""
    path = data_dir / year.folder / RECEIPT
    if not path.is_file():
        return None
    try:
        return Receipt(**load_yaml(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, TypeError, UnicodeDecodeError):
        raise DataError(f"{year.folder}/{RECEIPT}: cannot be read. Import the year again with --replace.") from None


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    fates = rows["fate"].value_counts()
    names = {"imported": IMPORTED, "duplicates": DUPLICATE, "excluded": EXCLUDED, "refused": REFUSED}
    return {"read": len(rows)} | {name: int(fates.get(fate, 0)) for name, fate in names.items()}


def _by_reason(rows: pd.DataFrame, fate: str) -> dict[str, int]:
    counts = rows.loc[rows["fate"].eq(fate), "reason"].value_counts()
    return {str(reason): int(count) for reason, count in counts.items()}


def _refused(gathered: Gathered) -> list[dict[str, Any]]:
    found = []
    several = gathered.rows["file"].nunique() > 1
    for (column, reason), rows in gathered.reasons.groupby(["column", "reason"], sort=False):
        first = rows.head(ROWS_LISTED)
        named = zip(first["file"], first["sheet"], first["row"], strict=True)
        places = [_place(file if several else "", sheet, row) for file, sheet, row in named]
        entry = {"column": column} if column else {}
        words = advice(str(reason), gathered.rules.get(str(reason)))
        found.append(entry | {"reason": reason, "count": len(rows), "first_rows": ", ".join(places), "to_do": words})
    return sorted(found, key=lambda entry: -entry["count"])


def _place(file: str, sheet: str, row: int) -> str:
    return (f"{file} " if file else "") + (f"{sheet}!{row}" if sheet else str(row))


def _unmapped(conversions: Sequence[Conversion]) -> list[dict[str, Any]]:
    """Add the same value of several sheets up."""
    found: dict[tuple[str, str, str | None], dict[str, Any]] = {}
    for value in (value for work in conversions for value in work.unmapped):
        key = (value.system, value.column, value.value)
        if key in found:
            found[key]["count"] += value.count
            continue
        found[key] = {"system": value.system, "column": value.column, "from": value.source, "value": value.value}
        found[key] |= {"count": value.count}
        if value.value is None:
            found[key]["note"] = f"not shown, may be free text or people; rows {', '.join(map(str, value.rows))}"
        elif value.suggestion:
            found[key]["nearest"] = value.suggestion
    return list(found.values())


def _changed(conversions: Sequence[Conversion]) -> dict[str, int]:
    total: dict[str, int] = {}
    for work in conversions:
        for words, count in work.noted.items():
            total[words] = total.get(words, 0) + count
    return total


def _columns(conversions: Sequence[Conversion], cases: pd.DataFrame) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for column in map(str, cases.columns):
        sources = dict.fromkeys(
            ", ".join(work.system.sources(column)) or f'"{work.system.constants[column]}" in every row'
            for work in conversions
            if work.system.sources(column) or column in work.system.constants
        )
        different = int(cases[column].nunique())
        found[column] = {"from": "; ".join(sources) or None, "filled": int(cases[column].notna().sum())}
        if column not in ("case_id", "customer_ref", "merged_into"):
            found[column]["different_values"] = different
    return found


def _export(export: Export, conversions: Sequence[Conversion], rows: pd.DataFrame) -> dict[str, Any]:
    tables = []
    for work in conversions:
        sheet = work.listing.sheet
        if sheet.file == export.file:
            of_table = rows[rows["file"].eq(sheet.file) & rows["sheet"].eq(sheet.name)]
            table: dict[str, Any] = {"sheet": sheet.name} if sheet.name else {}
            table |= {
                "system": work.system.name,
                "names_in_row": max(work.listing.header),
                "blank_rows": work.listing.blank,
            }
            tables.append(table | _counts(of_table))
    return {"file": export.file, "sha256": export.digest, "tables": tables}


def _showable(name: str) -> str:
    return "(a column with a long name)" if reads_as_text(name) else name
