"""Small frames for charts, ordinary and awkward, and every kind of chart drawn from them."""

from collections.abc import Callable

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text

from feedback_report import charts

LONG = "A name of the length that nobody expects on any chart at all"  # 60 characters
ONE_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunt"
HOSTILE = "Costs $100 or $x^2$ 😀 مرحبا _under_\n{{< var a >}}"
BANDS = ["within target", "within the extended limit", "over"]


def cases_by_type(years: range = range(2020, 2025), **changed: int | None) -> pd.DataFrame:
    rows = [
        (year, kind, 100 * place + year - 2000)
        for year in years
        for place, kind in enumerate(["complaint", "compliment", "comment"], start=1)
    ]
    frame = pd.DataFrame(rows, columns=["year", "feedback_type", "count"]).astype({"count": "Int64"})
    for row, value in changed.items():
        frame.loc[int(row.removeprefix("row")), "count"] = pd.NA if value is None else value
    return frame


def shares_by(column: str, values: list[str], services: list[str]) -> pd.DataFrame:
    """A share for each value and service: 3/(n + 4), falling down the list, of a base of 200."""
    rows = [
        (service, value, 200 * 3 // (place + 4), 200, (200 * 3 // (place + 4)) / 200)
        for service in services
        for place, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["service", column, "count", "base", "share"])


def complaints_by_month(services: list[str], years: range) -> pd.DataFrame:
    rows = [
        (service, year, month, (7 * month + 3 * year + 5 * place) % 11)
        for place, service in enumerate(services)
        for year in years
        for month in range(1, 13)
    ]
    return pd.DataFrame(rows, columns=["service", "year", "month", "count"])


def cases_by_service(services: list[str], years: range) -> pd.DataFrame:
    frames = [cases_by_type(years).assign(service=service) for service in services]
    return pd.concat(frames, ignore_index=True)


def bands(services: list[str]) -> pd.DataFrame:
    """Per service and procedure 60%, 38% and 2%, of a base of 50."""
    rows = [
        (service, procedure, band, 50, part, part / 50)
        for service in services
        for procedure in ["corporate", "statutory"]
        for band, part in zip(BANDS, [30, 19, 1], strict=True)
    ]
    return pd.DataFrame(rows, columns=["service", "procedure", "band", "base", "count", "share"])


def rates(*rows: tuple[str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area", "per_100_000"])


TWO = ["Highways", "Libraries"]
AWKWARD = [LONG, HOSTILE, ONE_WORD, "_Hidden"]

KINDS: dict[str, Callable[[], Figure]] = {
    "grouped bars": lambda: charts.grouped_bars(cases_by_type(), unit="Cases"),
    "horizontal bars": lambda: charts.horizontal_bars(
        shares_by("contact_method", ["email", "portal", "post"], TWO), y="contact_method", unit="% of cases"
    ),
    "small multiples": lambda: charts.small_multiples(cases_by_service(TWO, range(2022, 2025)), unit="Cases"),
    "line": lambda: charts.line(
        pd.DataFrame({"year": range(2018, 2025), "per_100_000": [210, 198, 250, 350.5, 290, 246, 141]}), unit="Rate"
    ),
    "months over years": lambda: charts.months_over_years(
        complaints_by_month(TWO, range(2022, 2025)), unit="Complaints"
    ),
    "stacked bars": lambda: charts.stacked_bars(bands(TWO), y=["service", "procedure"], unit="% of complaints"),
    "ranked bars": lambda: charts.ranked_bars(
        rates(("Northshire", 90), ("Eastshire", 300), ("Ourshire", 141), ("Ourshire, 2024/25", 120)),
        own="Ourshire",
        beside="Ourshire, 2024/25",
        unit="Rate",
    ),
}

AWKWARD_KINDS: dict[str, Callable[[], Figure]] = {
    "one huge value and zeros": lambda: charts.grouped_bars(
        cases_by_type(range(2018, 2025), row0=0, row1=0, row2=0, row20=1_234_567),
        unit="Cases",
        year_style="2024 to 2025",
        break_before=2019,
        break_label="New recording system from January 2019",
    ),
    "only zeros": lambda: charts.grouped_bars(cases_by_type(range(2024, 2025), row0=0, row1=0, row2=0), unit="Cases"),
    "missing values": lambda: charts.grouped_bars(cases_by_type(row0=None, row7=None), unit="Cases"),
    "break in the last year": lambda: charts.grouped_bars(
        cases_by_type(), unit="Cases", break_before=2024, break_label="Subjects were renamed and regrouped"
    ),
    "long names lying": lambda: charts.horizontal_bars(
        shares_by("remedy", AWKWARD, AWKWARD), y="remedy", unit="% of closed complaints", decimals=1
    ),
    "six services": lambda: charts.horizontal_bars(
        shares_by("remedy", ["apology", "payment"], [*TWO, "Transport", "Housing", "Planning", "Waste"]),
        y="remedy",
        unit="% of closed complaints",
    ),
    "one service": lambda: charts.small_multiples(cases_by_service(TWO[:1], range(2022, 2025)), unit="Cases"),
    "three services, long names": lambda: charts.small_multiples(
        cases_by_service(AWKWARD[:3], range(2020, 2025)),
        unit="Cases",
        break_before=2023,
        break_label="new recording system",
    ),
    "one year": lambda: charts.line(pd.DataFrame({"year": [2024], "per_100_000": [0.0]}), unit="Rate"),
    "many years with gaps": lambda: charts.line(
        pd.DataFrame({"year": [2009, *range(2012, 2025)], "per_100_000": [5, None, *range(100, 112)]}),
        unit="Rate",
        break_before=2024,
        break_label="New recording system",
    ),
    "one month only": lambda: charts.months_over_years(
        complaints_by_month(["Highways"], range(2024, 2025)).query("month == 4"), unit="Complaints"
    ),
    "four services by month": lambda: charts.months_over_years(
        complaints_by_month(AWKWARD, range(2020, 2025)), unit="Complaints"
    ),
    "stacks of long names": lambda: charts.stacked_bars(
        bands(AWKWARD), y=["service", "procedure"], unit="% of complaints"
    ),
    "long names ranked": lambda: charts.ranked_bars(
        rates((LONG, 1), (ONE_WORD, 0), (HOSTILE, None)), own=ONE_WORD, unit="Rate"
    ),
}


def texts(figure: Figure) -> list[Text]:
    """Every text that a figure shows; labels of ticks beyond the ends of an axis are not drawn."""
    figure.draw_without_rendering()
    beyond = [
        label
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in axis.get_major_ticks()
        if not min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
        for label in (tick.label1, tick.label2)
    ]
    shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [text for text in shown if not any(text is label for label in beyond)]


def texts_of(figure: Figure, gid: str) -> list[str]:
    """The texts of one purpose: value, unit, break, name, base, row."""
    return [text.get_text() for text in texts(figure) if text.get_gid() == gid]
