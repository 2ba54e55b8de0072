"""What a section's notebook shows, with the data behind it, and the notes that go with both."""

from typing import Any

import pandas as pd
from IPython.display import display

from feedback_report.running.section import DATA_MIME
from feedback_report.settings import Style
from feedback_report.tables.values import kind_of
from feedback_report.wording import parts_note
from feedback_report.years import Year

HELPERS = {"month_number", "row"}  # columns that order or name the rows of a figure and repeat what others hold


def rounding_note(data: pd.DataFrame, columns: dict[str, str], options: dict[str, Any], style: Style) -> str:
    """Say under a table with a total that its rounded percentages do not add up, where they do not."""
    if "share" not in columns or not options.get("total_row"):
        return ""
    decimals = options.get("decimals", 0)
    decimals = decimals.get("share", 0) if isinstance(decimals, dict) else decimals
    across = options.get("across")
    if isinstance(options["total_row"], str):  # the row may be among the data
        data = data[data[next(iter(columns))] != options["total_row"]]
    groups = [rows for _, rows in data.groupby(across)] if across else [data]
    notes = (parts_note(rows["count"], rows["base"].max(), style, decimals=decimals) for rows in groups)
    return next(filter(None, notes), "")


def told_of_chart(data: pd.DataFrame, options: dict[str, Any]) -> dict[str, Any]:
    """Get the unit of a chart, and the heading of the column that it draws where the unit is no percentage."""
    unit = str(options.get("unit", ""))
    axes = [options[axis] for axis in ("x", "y") if isinstance(options.get(axis), str)]
    drawn = next((name for name in axes if name in data and kind_of(name, data[name]) == "number"), "count")
    return {"unit": unit, "headings": {} if not unit or "%" in unit else {drawn: unit}}


def show(
    forms: dict[str, str], data: pd.DataFrame, told: dict[str, Any], metadata: dict[str, Any] | None = None
) -> None:
    """Show something with the data behind it; ``told`` is what the appendix workbook says of these."""
    told_otherwise = [name for name in data.columns if str(name).endswith("_key") or name in HELPERS]
    kept = data.drop(columns=told_otherwise)
    if "year" in kept:
        kept = kept.assign(year=[_financial_year(year) for year in kept["year"]])
    csv = kept.to_csv(index=False, lineterminator="\n")
    kinds = {name: kind_of(name, kept[name]) for name in kept.columns}
    display({**forms, DATA_MIME: {"csv": csv, "kinds": kinds, **told}}, raw=True, metadata=metadata or {})


def _financial_year(year: Any) -> Any:
    """Write the start of a financial year as files have it, 2024/25, whatever the council's style."""
    return str(Year(int(year))) if pd.notna(year) and str(year).isdigit() else year
