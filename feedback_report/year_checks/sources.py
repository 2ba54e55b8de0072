"""Read everything that a year's checks look at, and gather what keeps it from being read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import pandas as pd

from feedback_report.data.load import sound_tables
from feedback_report.data.problems import rows_text, sentence
from feedback_report.data.source_tables import SourceTable, read_source_tables
from feedback_report.data.tables import Tables
from feedback_report.errors import DataError, ReportError, SettingsError
from feedback_report.measures.counting import of_year
from feedback_report.measures.period import check_period, comparable, stated_ends
from feedback_report.settings import BreakInSeries, Council, YearSettings, load_council, load_year_settings
from feedback_report.settings.reading import to_fill_problem
from feedback_report.settings.to_fill import TO_FILL
from feedback_report.years import Year

Result = TypeVar("Result")


@dataclass(frozen=True)
class YearData:
    """A year's data, fit to be checked.

    ``tables`` are all that is held; ``compared`` count the same months of every year, as the paper does.
    ``settings`` is None while year.yml cannot be used. ``rows`` are the row numbers of the year's cases in their
    file, in the order of the tables. ``today`` is the day of the check.
    """

    data_dir: Path
    year: Year
    council: Council
    settings: YearSettings | None
    tables: Tables
    compared: Tables
    rows: tuple[int, ...]
    today: date

    @property
    def cases(self) -> pd.DataFrame:
        """The year's own cases, with the number of each one's row in its file as ``row``."""
        cases = of_year(self.tables.cases, self.year.start)
        return cases.assign(row=list(self.rows) if len(self.rows) == len(cases) else range(2, len(cases) + 2))

    @property
    def breaks(self) -> list[BreakInSeries]:
        """The breaks in series that year.yml gives for the year itself."""
        return [] if self.settings is None else [found for found in self.settings.breaks if found.year == self.year]

    def file(self, name: str) -> str:
        """Name a file of the year's folder in a message."""
        return f"{self.data_dir.resolve().name}/{self.year.folder}/{name}"


@dataclass(frozen=True)
class Sources:
    """What could be read of a year, the problems of what could not, and what is still to be filled."""

    data_dir: Path
    year: Year
    council: Council | None
    settings: YearSettings | None
    data: YearData | None
    settings_problems: list[str] = field(default_factory=list)
    data_problems: list[str] = field(default_factory=list)
    to_fill: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether a paper can be made of them."""
        return not self.settings_problems and not self.data_problems


def read_sources(data_dir: Path, year: Year, today: date) -> Sources:
    """Read a year's settings and tables as far as they go; never raises for what a user can mend."""
    in_settings: list[str] = []
    in_data: list[str] = []
    council = _read(lambda: load_council(data_dir), in_settings, in_data)
    settings = _read(lambda: load_year_settings(data_dir, year), in_settings, in_data)
    data = None
    own = _read(lambda: own_tables(data_dir, year), [], []) or []  # what keeps them from being read is told below
    to_fill = [] if settings is None else [f"{year.folder}/year.yml: {to_fill_problem(e)}" for e in settings.to_fill]
    to_fill += cells_to_fill(own)
    if council is not None:
        held = _read(lambda: sound_tables(data_dir, year, council), in_settings, in_data)
        tables, problems = held or (None, [])
        in_data += problems
        if tables is not None:
            compared = tables
            if settings is not None:
                _read(lambda: check_period(tables, settings, data_dir), in_settings, in_data)
                ends = _read(lambda: stated_ends(data_dir, year, tables.case_years), in_settings, in_data)
                compared = comparable(tables, settings, ends or {}).tables
            rows = tuple(int(row) for source in own if source.name == "cases" for row in source.rows.index)
            data = YearData(data_dir, year, council, settings, tables, compared, rows, today)
    return Sources(data_dir, year, council, settings, data, _once(in_settings), _once(in_data), to_fill)


def own_tables(data_dir: Path, year: Year) -> list[SourceTable]:
    """Get the tables of a year's own folder as their files hold them."""
    return [source for source in read_source_tables(data_dir, year)[0] if source.year == year]


def cells_to_fill(tables: Iterable[SourceTable]) -> Iterator[str]:
    """Find the cells that are still to be filled."""
    for source in tables:
        for column in source.rows:
            rows = source.rows.index[source.rows[column].str.contains(TO_FILL, regex=False, na=False)]
            if len(rows):
                found = f'{source.where}: column "{column}" has {{n}} {{cell|cells}} still to be filled '
                yield sentence(found, len(rows)) + f"{rows_text(rows)}: replace {TO_FILL}."


def _read(read: Callable[[], Result], in_settings: list[str], in_data: list[str]) -> Result | None:
    try:
        return read()
    except SettingsError as error:
        in_settings += error.problems
    except DataError as error:
        in_data += error.problems
    except ReportError as error:
        in_data += error.problems
    return None


def _once(problems: list[str]) -> list[str]:
    return list(dict.fromkeys(problems))
