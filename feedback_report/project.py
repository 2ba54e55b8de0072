"""Where the files of a project are."""

import os
import re
from pathlib import Path

from feedback_report.errors import DataError, ReportError
from feedback_report.years import Year

YEAR_VARIABLE = "FEEDBACK_REPORT_YEAR"
DATA_VARIABLE = "FEEDBACK_REPORT_DATA"


def find_project(start: Path | None = None) -> Path:
    """Get the project's folder: the nearest one from ``start`` upwards that holds ``report.qmd`` and ``_quarto.yml``.

    Falls back to the folder of the package itself. Raises ReportError where there is none.
    """
    start = (start or Path.cwd()).resolve()
    for folder in [start, *start.parents, Path(__file__).resolve().parent.parent]:
        if (folder / "report.qmd").is_file() and (folder / "_quarto.yml").is_file():
            return folder
    raise ReportError(
        "No project here: found no report.qmd beside a _quarto.yml in this folder or above it. "
        "Run the command in the project's folder."
    )


def notebook_paths(project: Path) -> list[Path]:
    """Get the section notebooks in the order of their names."""
    return sorted((project / "notebooks").glob("[0-9]*.ipynb"))


def data_folder(data_dir: str | Path | None = None) -> Path:
    """Get the data folder: the one given, else the one set for this session, else the project's ``data``.

    Raises DataError where there is none.
    """
    folder = Path(data_dir).resolve() if data_dir else _usual_data_folder()
    if not folder.is_dir():
        raise DataError(f'The data folder "{folder.name}" was not found: give the folder that holds council.yml.')
    return folder


def data_option(data_dir: Path) -> str:
    """Get what a command line says to use a data folder: nothing for the one that is used anyway."""
    return "" if data_dir.resolve() == _usual_data_folder() else f' --data "{data_dir}"'


def _usual_data_folder() -> Path:
    chosen = os.environ.get(DATA_VARIABLE)
    return Path(chosen).resolve() if chosen else find_project() / "data"


def years_with_data(data_dir: Path) -> list[Year]:
    """Get the years that have a folder in a data folder, earliest first."""
    names = [path.name for path in data_dir.iterdir() if path.is_dir()] if data_dir.is_dir() else []
    return sorted(Year.parse(name) for name in names if re.fullmatch(r"\d{4}-\d{2}", name))


def chosen_year(year: str | Year | None, data_dir: Path) -> Year:
    """Get the year given, else the one set for this session, else the latest with data.

    Raises ReportError when the data folder holds no year.
    """
    if isinstance(year, Year):
        return year
    chosen = year or os.environ.get(YEAR_VARIABLE)
    if chosen:
        return Year.parse(chosen)
    years = years_with_data(data_dir)
    if not years:
        raise ReportError(f"{data_dir.name}/: holds no year. Expected folders such as 2024-25; see data/README.md.")
    return years[-1]
