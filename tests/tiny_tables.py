"""Tables of a few rows for the tests of the measures, typed as a year's tables are when they are loaded."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from feedback_report.data.cell_checks import typed
from feedback_report.data.contract import contracts
from feedback_report.data.tables import Tables
from feedback_report.measures.counting import rows_where
from feedback_report.settings import BreakInSeries, Council
from feedback_report.years import Year

Row = dict[str, Any]
SERVICES = {"roads": "Roads", "parks": "Parks"}
YEARLY = ("cases", "stages", "remedies", "actions")
DATED_BY = {"cases": "received", "stages": "requested"}


def clock(target: int = 10, extended: int = 20, starts: str = "received") -> Row:
    return {"target": target, "extended": extended, "starts": starts, "source": "the test"}


def a_council(services: dict[str, str] = SERVICES, **changes: Any) -> Council:
    """Make a council with two services, two procedures and no neighbours, unless a test says otherwise."""
    settings = {
        "name": "Test Council",
        "short_name": "the Council",
        "area": "the district",
        "area_code": "E1",
        "services": [{"key": key, "name": name, "short_name": name} for key, name in services.items()],
        "procedures": {
            "corporate": {"name": "Corporate", "stages": {1: clock(), 2: clock(20, 40, "requested")}},
            "statutory": {
                "name": "Statutory",
                "stages": {1: clock(), 2: clock(25, 65, "started"), 3: clock(30, 30, "requested")},
            },
        },
        "subjects": ["Delay", "Quality", "Conduct"],
    }
    return Council.model_validate(settings | changes)


def a_break(series: str, year: str, service: str | None = None) -> BreakInSeries:
    return BreakInSeries.model_validate({"series": series, "year": year, "service": service, "note": "reorganised"})


def tables(council: Council | None = None, case_years: Iterable[int] | None = None, **rows: list[Row]) -> Tables:
    """Make the tables of a test from rows that say only what matters.

    ``case_years`` are those of the cases unless given. A yearly row's ``year`` is that of its date
    unless given; a financial year is its first year.
    """
    council = council or a_council()
    frames = {name: _frame(name, rows.get(name, []), council) for name in contracts(council)}
    years = sorted(set(frames["cases"]["year"])) if case_years is None else case_years
    return Tables(**frames, case_years=tuple(int(year) for year in years))


def cases(*rows: Row, council: Council | None = None) -> pd.DataFrame:
    return _frame("cases", list(rows), council or a_council())


def complaint(case_id: str, received: str = "2024-05-01", **values: Any) -> Row:
    """Make a complaint about roads, closed as upheld after a day, unless a test says otherwise."""
    defaults = {"feedback_type": "complaint", "service": "Roads", "procedure": "corporate", "status": "closed"}
    return {"case_id": case_id, "received": received, **defaults, "outcome": "upheld"} | values


def complaints(number: int, prefix: str = "c", **values: Any) -> list[Row]:
    """Make a number of alike complaints."""
    return [complaint(f"{prefix}{place}", **values) for place in range(number)]


def _frame(name: str, rows: list[Row], council: Council) -> pd.DataFrame:
    contract = contracts(council)[name]
    text = pd.DataFrame(
        {
            column: pd.Series([_text(row.get(column), field.kind) for row in rows], dtype="str")
            for column, field in contract.items()
        }
    )
    frame = typed(text, contract)
    if name not in YEARLY:
        return frame
    years = [row.get("year") or Year.of(pd.Timestamp(row[DATED_BY[name]]).date()).start for row in rows]
    return frame.assign(year=pd.Series(years, dtype="int64"))


def _text(value: Any, kind: str) -> str | None:
    if value is None:
        return None
    return Year(value).label if kind == "financial year" else str(value)


def only_row(frame: pd.DataFrame, **equals: object) -> pd.Series:
    """Get the one row whose columns hold the given values.

    Raises KeyError naming the values asked for and how many rows have them, when not just one has.
    """
    found = rows_where(frame, **equals)
    if len(found) != 1:
        asked = ", ".join(f"{column} = {value!r}" for column, value in equals.items())
        raise KeyError(f"Expected one row with {asked}; found {len(found)}.")
    return found.iloc[0]
