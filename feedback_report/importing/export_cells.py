"""The cells of an export as text, before anybody knows what they mean."""

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or the one table of a text file.

    ``cells`` holds text, its columns numbered from 0; the index is the row number that a spreadsheet
    shows, so that people find a row again; empty cells are missing. ``short`` are the rows of a text
    file that ended before its last column. ``overlong`` are those with more cells than it has columns: their
    cells may stand in the wrong columns, so they are not in ``cells``.
    """

    file: str
    name: str
    cells: pd.DataFrame
    short: frozenset[int] = field(default_factory=frozenset)
    overlong: tuple[int, ...] = ()

    @property
    def where(self) -> str:
        """The sheet as messages name it."""
        return f'{self.file}, sheet "{self.name}"' if self.name else self.file


@dataclass(frozen=True)
class Export:
    """What one file holds: its sheets, and why other sheets of it were not read."""

    file: str
    digest: str
    sheets: tuple[Sheet, ...]
    not_read: tuple[str, ...] = ()
