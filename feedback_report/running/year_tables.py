"""Read and check the tables of a year, and put them where its notebooks find them."""

from pathlib import Path

from feedback_report.data.load import load_tables
from feedback_report.data.tables import Tables
from feedback_report.disclosure.plan import plan_of, save_plan
from feedback_report.errors import DataError, SettingsError
from feedback_report.measures.period import Comparable, check_period, comparable, stated_ends
from feedback_report.running.table_store import save_comparable, table_fingerprints
from feedback_report.settings import Council, YearSettings, load_council, load_year_settings
from feedback_report.years import Year


def read_paper_tables(data_dir: Path, council: Council, settings: YearSettings) -> Comparable:
    """Read and check the tables of a year's paper, and cut them to the months that can be compared.

    Raises DataError with all problems at once, and SettingsError for the settings of an earlier year.
    """
    tables = load_tables(data_dir, settings.year, council)
    check_period(tables, settings, data_dir)
    return comparable(tables, settings, stated_ends(data_dir, settings.year, tables.case_years))


def save_year(data_dir: Path, year: Year, store: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Write the checked tables of a year's paper, and what it withholds, into a folder; get their fingerprints.

    Those of the tables come by their names in a paper, those of all else by file. Raises SettingsError or DataError
    with everything that is wrong with the settings and the tables.
    """
    council, settings, held = _read_year(data_dir, year)
    save_comparable(held, store)
    save_plan(plan_of(council, settings, held, data_dir), store)
    return table_fingerprints(store)


def _read_year(data_dir: Path, year: Year) -> tuple[Council, YearSettings, Comparable]:
    """Read the settings and tables of a year, and raise what is wrong with them all at once.

    Without council.yml, or without a folder of the year, the tables cannot be checked.
    """
    problems: list[str] = []
    council: Council | None = None
    settings: YearSettings | None = None
    tables: Tables | None = None
    try:
        council = load_council(data_dir)
    except SettingsError as error:
        problems += error.problems
    try:
        settings = load_year_settings(data_dir, year)
    except SettingsError as error:
        problems += error.problems
    if council is not None and (data_dir / year.folder).is_dir():
        try:
            tables = load_tables(data_dir, year, council)
        except DataError as error:
            if not problems:
                raise
            problems += error.problems
    if problems or council is None or settings is None or tables is None:
        raise SettingsError(problems)
    check_period(tables, settings, data_dir)
    stated = stated_ends(data_dir, year, tables.case_years)
    return council, settings, comparable(tables, settings, stated)
