"""What becomes of the rows of one table of an export: converted, left out by rule, or refused."""

from dataclasses import dataclass, field

import pandas as pd

from feedback_report.importing.cleaning import tidy_column
from feedback_report.importing.dates import Dates
from feedback_report.importing.listings import Listing
from feedback_report.importing.mapping import SHEET_NAME, System
from feedback_report.importing.values import ConvertedColumn, Unmapped


@dataclass(frozen=True)
class Refusal:
    """Rows that cannot be imported, with the column of cases.csv (empty for the whole row) and the reason."""

    rows: pd.Index
    column: str
    reason: str


@dataclass
class Conversion:
    """A table of an export on its way to cases.csv. Everything in it is indexed by the spreadsheet's row numbers.

    ``rows`` are the export's cells; ``cases`` the columns of cases.csv made from them, as text; ``dates`` and
    ``values`` how those columns were read; ``excluded`` the reason for which a row is left out by rule.
    ``torn`` marks rows that are part of a row of the export. ``noted`` counts, in the receipt's words, what was
    changed on the way.
    """

    listing: Listing
    system: System
    rows: pd.DataFrame
    excluded: pd.Series
    torn: pd.Series
    cases: dict[str, pd.Series] = field(default_factory=dict)
    dates: dict[str, Dates] = field(default_factory=dict)
    values: dict[str, ConvertedColumn] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)
    noted: dict[str, int] = field(default_factory=dict)

    @classmethod
    def start(cls, listing: Listing, system: System) -> "Conversion":
        """Begin with all rows of a table, those with too many cells at the end."""
        rows = listing.rows.reindex([*listing.rows.index, *listing.overlong]) if listing.overlong else listing.rows
        none = pd.Series(pd.NA, index=rows.index, dtype="str")
        return cls(listing, system, rows, excluded=none, torn=none.notna())

    @property
    def left(self) -> pd.Series:
        """Which rows no rule leaves out."""
        return self.excluded.isna()

    def nothing(self) -> pd.Series:
        """Get an empty column."""
        return pd.Series(pd.NA, index=self.rows.index, dtype="str")

    def same(self, value: str) -> pd.Series:
        """Get a column with one value in every row."""
        return pd.Series(value, index=self.rows.index, dtype="str")

    def marks(self, rows: pd.Index) -> pd.Series:
        """Mark some rows."""
        return pd.Series(self.rows.index.isin(rows), index=self.rows.index)

    def source(self, name: str) -> pd.Series:
        """Get a column of the export, tidied."""
        if name == SHEET_NAME:
            return self.same(self.listing.sheet.name or self.listing.sheet.file)
        return tidy_column(self.rows[name])

    def exclude(self, rows: pd.Series, reason: str | pd.Series) -> None:
        """Leave out the rows marked; the first reason given for a row stays."""
        self.excluded = self.excluded.where(~(rows & self.left), reason).astype("str")

    def refuse(self, rows: pd.Series, column: str, reason: str) -> None:
        """Refuse the rows marked, as far as no rule leaves them out."""
        refused = self.rows.index[(rows & self.left).to_numpy(dtype=bool)]
        if len(refused):
            self.refusals.append(Refusal(refused, column, reason))

    def note(self, words: str, count: int) -> None:
        """Count something for the receipt."""
        if count:
            self.noted[words] = self.noted.get(words, 0) + int(count)
