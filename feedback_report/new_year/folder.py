"""Make the folder of a new year: its settings to fill, and last year's plans to report on. Nothing is overwritten."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from feedback_report.data.contract import Contract, contracts
from feedback_report.data.csv_cells import csv_cells
from feedback_report.data.source_tables import SourceTable
from feedback_report.data.table_checks import check_cells
from feedback_report.data.workbook_cells import workbook_cells
from feedback_report.errors import DataError
from feedback_report.measures.lessons import last_years_plans
from feedback_report.new_year.template import year_template
from feedback_report.project import data_option
from feedback_report.settings import Council, load_council, load_year_settings
from feedback_report.settings.to_fill import TO_FILL
from feedback_report.years import Year

TABLES = ("stages", "remedies", "actions")


@dataclass(frozen=True)
class NewYear:
    """What was done for a new year: files ``made``, files ``kept`` as they were, and what is ``next``."""

    year: Year
    folder: Path
    last: Year | None
    made: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    next: list[str] = field(default_factory=list)


def begin_year(year: Year, data_dir: Path) -> NewYear:
    """Make the folder of a year with year.yml, stages.csv, remedies.csv and actions.csv, as far as they are missing.

    year.yml carries over from the latest earlier year what stays. actions.csv holds that year's unfinished plans,
    each with its ``action_id`` and a status to fill in. cases.csv is left to the import.
    Raises SettingsError or DataError when an earlier file that is needed cannot be used; then nothing was made.
    """
    council = load_council(data_dir)
    contract = contracts(council)
    last = _year_before(year, data_dir, "year.yml")
    template = year_template(year, load_year_settings(data_dir, last) if last else None)
    plans = _plans(year, data_dir, council, contract["actions"])
    contents = {"year.yml": template}
    folder = data_dir / year.folder
    if not list(folder.glob("*.xlsx")):
        contents |= {f"{name}.csv": _header(contract[name]) for name in TABLES if name != "actions"}
        contents["actions.csv"] = plans.to_csv(index=False, lineterminator="\n")
    folder.mkdir(parents=True, exist_ok=True)
    done = NewYear(year, folder, last)
    for name, text in contents.items():
        path = folder / name
        if path.exists():
            done.kept.append(path)
            continue
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
        done.made.append(path)
    done.next.extend(_next_steps(done, council, plans))
    return done


def _year_before(year: Year, data_dir: Path, *names: str) -> Year | None:
    folders = (Year(int(path.name[:4])) for path in data_dir.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]") if path.is_dir())
    found = [y for y in folders if y < year and any(list((data_dir / y.folder).glob(name)) for name in names)]
    return max(found, default=None)


def _plans(year: Year, data_dir: Path, council: Council, contract: Contract) -> pd.DataFrame:
    """List what the latest earlier year planned and has not finished, as rows of the new actions.csv.

    What became of them is not known here, so the status is a mark to be filled.
    """
    columns = [name for name, field_ in contract.items() if not field_.optional]
    last = _year_before(year, data_dir, "actions.csv", "*.xlsx")
    if last is None:
        return pd.DataFrame(columns=columns)
    where = f"{data_dir.name}/{last.folder}/actions.csv"
    path = data_dir / last.folder / "actions.csv"
    if path.is_file():
        cells = csv_cells(path, where)
    else:
        book = next(book for book in sorted(path.parent.glob("*.xlsx")) if not book.name.startswith("~$"))
        cells = workbook_cells(book, where, ["actions"])["actions"]
    rows = cells.iloc[1:].dropna(how="all").set_axis(cells.iloc[0].tolist(), axis="columns")
    table = check_cells(SourceTable("actions", where, last, rows), contract)
    if table.problems:
        raise DataError(table.problems)
    plans = last_years_plans(table.rows.assign(year=last.start), council, last.next.start)
    carried = plans.assign(
        kind="planned",
        status=TO_FILL,
        due=plans["due"].dt.strftime("%Y-%m-%d"),
        carried_from=[Year(int(start)).label for start in plans["carried_from"]],
    )
    return carried[columns]


def _header(contract: Contract) -> str:
    return ",".join(name for name, field_ in contract.items() if not field_.optional) + "\n"


def _next_steps(done: NewYear, council: Council, plans: pd.DataFrame) -> Iterator[str]:
    if done.last and not (done.folder.parent / done.year.previous.folder).is_dir():
        yield (
            f"There is no folder of {done.year.previous}: the paper compares with it. If its cases can still be had, "
            f"begin it first (new-year {done.year.previous}) and import them; else the comparisons stay out."
        )
    marks = _marks(done.folder / "year.yml")
    if marks:
        changed = f" Correct what has changed since {done.last}." if done.last else ""
        yield f"Fill in year.yml: {marks} places are marked {TO_FILL}.{changed}"
    if len(plans) and _marks(done.folder / "actions.csv"):
        yield (
            f"Say in actions.csv what became of the {len(plans)} actions planned: replace {TO_FILL} under status by "
            "done, under way or not done, and where it is done write done under kind too. What was done, or why not, "
            "goes into the text of the action. Remove a row on which nobody reported: the paper then says "
            '"not reported".'
        )
    yield "Add this year's lessons to actions.csv, its later stages to stages.csv and its remedies to remedies.csv."
    if not (done.folder / "cases.csv").is_file():
        where = data_option(done.folder.parent)
        yield f"Import the cases: python -m feedback_report import EXPORT --year {done.year}{where}"
    if not any(done.year.first_day <= day <= done.year.last_day for day in council.closure_days):
        yield (
            f"council.yml has no closure_days in {done.year}: add the days on which the council was closed beside "
            "weekends and bank holidays, or timescales count them as working days."
        )


def _marks(path: Path) -> int:
    """Count the marks that are still to be replaced, leaving comments out."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return sum(TO_FILL in line and not line.lstrip().startswith("#") for line in lines)
