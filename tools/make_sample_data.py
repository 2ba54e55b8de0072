"""Make the tables of the sample council: ``python tools/make_sample_data.py [--data DIR]``.

Writes history.csv, reference/benchmark.csv and each year's cases, stages, remedies and actions.
The same bytes come out on every run and every machine. council.yml, the years' year.yml and
reference/population.csv are written by hand or published, and are read from the repository.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from feedback_report.settings import load_council  # noqa: E402
from feedback_report.years import Year  # noqa: E402
from tools.sample_data import cases, later_stages, remedies  # noqa: E402
from tools.sample_data.lessons import make_actions  # noqa: E402
from tools.sample_data.reference import make_benchmark, make_history  # noqa: E402

YEARS = (2022, 2023, 2024)


def make_tables() -> dict[str, pd.DataFrame]:
    """Make every table, under its path in the data folder."""
    closure_days = load_council(ROOT / "data").closure_days
    all_cases = pd.concat([cases.make_cases(year, closure_days).assign(year=year) for year in YEARS], ignore_index=True)
    all_stages = later_stages.make_later_stages(all_cases, closure_days)
    tables = {
        "history.csv": make_history(),
        "reference/benchmark.csv": make_benchmark(ROOT / "data" / "reference" / "population.csv"),
    }
    for year in YEARS:
        folder = Year(year).folder
        tables[f"{folder}/cases.csv"] = all_cases.loc[all_cases["year"] == year, cases.COLUMNS]
        tables[f"{folder}/stages.csv"] = all_stages.loc[all_stages["year"] == year, later_stages.COLUMNS]
        tables[f"{folder}/remedies.csv"] = remedies.make_remedies(all_cases, all_stages, year)
        tables[f"{folder}/actions.csv"] = make_actions(year)
    return tables


def write_tables(tables: dict[str, pd.DataFrame], data_dir: Path) -> None:
    """Write the tables as CSV: UTF-8, ISO dates, newline as in Unix on every system."""
    for name, table in tables.items():
        path = data_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = table.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
        path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the tables of the sample council.")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the data folder to write to")
    data_dir = parser.parse_args().data
    tables = make_tables()
    write_tables(tables, data_dir)
    for name, table in tables.items():
        print(f"{name}: {len(table)} rows")


if __name__ == "__main__":
    main()
