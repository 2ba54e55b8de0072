"""Find the files of a data folder that hold the tables of a year's paper.

A year's folder holds cases.csv, stages.csv, remedies.csv and actions.csv, or one .xlsx with sheets
of those names. Beside the years stand history.csv, reference/population.csv and
reference/benchmark.csv. data/README.md describes every file and column.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feedback_report.data.problems import nearest
from feedback_report.errors import DataError
from feedback_report.project import data_option
from feedback_report.years import Year

YEAR_TABLES = ("cases", "stages", "remedies", "actions")
OTHER_TABLES = {
    "history": Path("history.csv"),
    "population": Path("reference") / "population.csv",
    "benchmark": Path("reference") / "benchmark.csv",
}


@dataclass(frozen=True)
class SourceFile:
    """A file and the tables that it holds; ``year`` is its folder's, if it stands in one."""

    path: Path
    where: str
    tables: tuple[str, ...]
    year: Year | None = None


def source_files(data_dir: Path, year: Year) -> list[SourceFile]:
    """List the files that a year's paper is made from: those of every year up to it, oldest first.

    Later years are left out. Raises DataError, with every problem at once, when the year or a file is missing,
    or when it is not clear which files are meant.
    """
    problems = list(_misnamed_folders(data_dir))
    years = years_with_cases(data_dir)
    if year not in years:
        found = "holds no tables" if (data_dir / year.folder).is_dir() else "was not found"
        problems.append(
            f"{_where(data_dir, data_dir / year.folder)}: {found}. The years with cases are: "
            f"{', '.join(map(str, years)) or 'none'}. Choose one of them, or put there the tables of {year}: "
            f"{', '.join(f'{name}.csv' for name in YEAR_TABLES)}, or one .xlsx."
        )
    files: list[SourceFile] = []
    for folder_year in years:
        if folder_year <= year:
            problems += _unclear(data_dir, folder_year)
            files += _files_of_year(data_dir, folder_year)
    files += [
        SourceFile(data_dir / path, _where(data_dir, data_dir / path), (name,)) for name, path in OTHER_TABLES.items()
    ]
    problems += [_not_found(data_dir, file.path) for file in files if not file.path.is_file()]
    if problems:
        raise DataError(problems)
    return files


def years_with_cases(data_dir: Path) -> list[Year]:
    """List the years whose folder holds at least one of the tables, oldest first."""
    folders = (path.name for path in data_dir.iterdir() if path.is_dir() and re.fullmatch(r"\d{4}-\d{2}", path.name))
    years = (Year(int(name[:4])) for name in folders if name == Year(int(name[:4])).folder)
    return sorted(year for year in years if _workbooks(data_dir / year.folder) or _csv_there(data_dir / year.folder))


def _files_of_year(data_dir: Path, year: Year) -> list[SourceFile]:
    folder = data_dir / year.folder
    workbooks = _workbooks(folder)
    if workbooks:
        return [SourceFile(workbooks[0], _where(data_dir, workbooks[0]), YEAR_TABLES, year)]
    files = [folder / f"{name}.csv" for name in YEAR_TABLES]
    return [SourceFile(file, _where(data_dir, file), (file.stem,), year) for file in files]


def _unclear(data_dir: Path, year: Year) -> Iterator[str]:
    folder = data_dir / year.folder
    files = [*_workbooks(folder), *_csv_there(folder)]
    if len(files) > 1 and _workbooks(folder):
        yield (
            f"{_where(data_dir, folder)}: holds {', '.join(file.name for file in files)}, so it is not clear which are "
            "the year's tables: keep either the four CSV files or one .xlsx."
        )


def _workbooks(folder: Path) -> list[Path]:
    # "~$name.xlsx" is the mark that Excel leaves beside name.xlsx while it has it open.
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() == ".xlsx" and not path.name.startswith("~$")
    )


def _csv_there(folder: Path) -> list[Path]:
    return [folder / f"{name}.csv" for name in YEAR_TABLES if (folder / f"{name}.csv").is_file()]


def _misnamed_folders(data_dir: Path) -> Iterator[str]:
    for path in sorted(data_dir.iterdir()):
        match = re.fullmatch(r"(\d{4})\s*(?:-|_|to)\s*(\d{2}|\d{4})", path.name)
        if match and path.is_dir() and path.name != Year(int(match[1])).folder:
            yield (
                f"{_where(data_dir, path)}: the folder of a financial year is named like {Year(int(match[1])).folder}: "
                "rename it."
            )


def _not_found(data_dir: Path, file: Path) -> str:
    stems = {path.stem for path in file.parent.glob("*.csv")} - {*YEAR_TABLES, *OTHER_TABLES}
    close = nearest(file.stem, sorted(stems))
    hint = f' There is a file "{close}.csv": rename it if it is the one.' if close else ""
    if file.name == "cases.csv" and not close:
        year = Year(int(file.parent.name[:4]))
        return (
            f"{_where(data_dir, file)}: not found. Import the cases (python -m feedback_report import EXPORT --year "
            f"{year}{data_option(data_dir)}), or put the table there that data/README.md describes. If {year} was not "
            "meant to begin, remove its folder."
        )
    return (
        f"{_where(data_dir, file)}: not found. Expected the table described in data/README.md; when there is "
        f"nothing to put in it, a file with its row of column names alone.{hint}"
    )


def _where(data_dir: Path, path: Path) -> str:
    """Name a file below the data folder without the machine's path."""
    return f"{data_dir.resolve().name}/{path.relative_to(data_dir).as_posix()}"
