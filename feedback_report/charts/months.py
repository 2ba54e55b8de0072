"""The months of this year over those of earlier ones."""

from calendar import monthrange
from collections.abc import Hashable, Mapping, Sequence
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from feedback_report.charts.arrange import check, numbers, places, with_plain_names
from feedback_report.charts.canvas import (
    CM,
    SMALL,
    category_axis,
    mark_break,
    new_figure,
    settle,
    styled,
    value_axis,
    value_text,
)
from feedback_report.charts.line_breaks import MONTHS, wrapped
from feedback_report.charts.one_line import draw_line
from feedback_report.charts.palette import BLUE, QUIET
from feedback_report.wording import SUPPRESSED, is_suppressed, start_sentence
from feedback_report.wording.labels import name_of, short_number
from feedback_report.years import Year

DASHES = [(1, 0), (5, 2), (1.5, 1.5), (7, 2, 1.5, 2), (3, 2), (9, 3)]
FEW_PEAKS = 3  # months that share the highest value and are all labelled


@styled
def months_over_years(
    frame: pd.DataFrame,
    *,
    unit: str,
    panel: str = "service",
    y: str = "count",
    labels: Mapping[Hashable, str] | None = None,
    year_style: str = "2024/25",
    break_on: date | None = None,
    break_label: str = "",
) -> Figure:
    """Draw the months of the last year in bold over those of earlier years in grey, a panel for each ``panel``.

    frame: one row per ``panel``, ``year`` (start of the financial year) and ``month`` (1 to 12, the
    calendar month), with the value ``y``; a missing value, or a month that is not there, is a gap, with
    the mark [c] in the last year where it is withheld.
    All panels share the axis of values; every line has its year at its end; the highest month of
    the last year carries its value. break_on: the first day that cannot be compared with those before
    it, named above the whole where it lies in the years drawn; a dashed line stands at it where a line
    runs on both its sides. Raises NothingToShow when there is nothing to draw.
    """
    frame = with_plain_names(frame, [panel, "year", "month"])
    check(frame, [panel, "year", "month"], y)
    panels = places(frame, panel)
    years = {year: name_of(year, "year", None, year_style) for year in places(frame, "year")}
    figure = new_figure((5.4 * len(panels) + 0.6) * CM)
    all_axes = figure.subplots(len(panels), 1, sharey=True, squeeze=False)[:, 0]
    ends = []
    for axes, value in zip(all_axes, panels, strict=True):
        ends.append(_draw_months(axes, frame[frame[panel] == value], years, y))
        value_axis(axes, "y", numbers(frame[y]).max() or 1.0, unit, whole=True, headroom=1.15)
        category_axis(axes, "x", MONTHS)
        axes.set_title(wrapped(name_of(value, panel, labels, year_style), 48), loc="left", pad=20)
    drawn = {int(str(year)): name for year, name in years.items()}
    if break_on and Year(min(drawn)).first_day < break_on <= Year(max(drawn)).last_day:
        by_panel = dict(zip(panels, all_axes, strict=True))
        crossed = [_mark_break(axes, frame[frame[panel] == value], break_on, y) for value, axes in by_panel.items()]
        line = f"Vertical line, {drawn.get(Year.of(break_on).start)}: {break_label}"
        note = wrapped(line if any(crossed) else start_sentence(break_label), 70)
        figure.suptitle(note, x=0.008, ha="left", fontsize=SMALL, color=QUIET, gid="break")
    settle(figure)
    for axes, texts in zip(all_axes, ends, strict=True):
        _spread(axes, texts)
    return figure


def _draw_months(axes: Axes, frame: pd.DataFrame, years: Mapping[Hashable, str], y: str) -> list[Annotation]:
    ends = []
    held = frame.assign(_value=numbers(frame[y]))
    marked = _write_withheld(axes, held[held["year"] == list(years)[-1]], y)
    for age, year in enumerate(reversed(list(years))):
        months = held[held["year"] == year].set_index("month")["_value"]
        values = months.reindex([*range(4, 13), *range(1, 4)])
        if values.isna().all():
            continue
        ending = _past_marks(values, marked)
        if age == 0:
            draw_line(axes, values, color=BLUE, linewidth=3, marker="o", zorder=3)
            ends += _name_at_end(axes, ending, years[year], color=BLUE, fontweight="bold")
            _write_peaks(axes, values.tolist())
        else:
            draw_line(axes, values, DASHES[(age - 1) % len(DASHES)], color=QUIET, linewidth=1.4, zorder=2)
            ends += _name_at_end(axes, ending, years[year], color=QUIET)
    return ends


def _mark_break(axes: Axes, frame: pd.DataFrame, day: date, y: str) -> bool:
    """Draw the dashed line at a day that the line of its year crosses; tell whether it does."""
    own = frame[(frame["year"] == Year.of(day).start) & numbers(frame[y]).notna()]
    slot = (day.month - 4) % 12
    slots = [(int(month) - 4) % 12 for month in own["month"]]
    place = slot - 0.5 + (day.day - 1) / monthrange(day.year, day.month)[1]
    crosses = any(held < place for held in slots) and any(held > place for held in slots)
    if crosses:
        mark_break(axes, place, "")
    return crosses


def _write_withheld(axes: Axes, frame: pd.DataFrame, y: str) -> list[int]:
    """Put the mark [c] on the axis below each month whose value is withheld; get the slots of these months."""
    slots = [
        (int(month) - 4) % 12 for month, value in zip(frame["month"], frame[y], strict=True) if is_suppressed(value)
    ]
    for slot in slots:
        value_text(axes, (slot, 0), SUPPRESSED, "above", color=QUIET).set_gid("value")
    return slots


def _past_marks(values: pd.Series, marked: Sequence[int]) -> pd.Series:
    """Let a line end beside the last month where marks [c] stand after its own end, so that its name is on none."""
    last = int(values.reset_index(drop=True).dropna().index[-1])
    if all(slot <= last for slot in marked):
        return values
    return pd.Series([*values.iloc[:-1], values.iloc[last]], index=values.index)


def _write_peaks(axes: Axes, values: list[float]) -> None:
    highest = max(value for value in values if not pd.isna(value))
    peaks = [slot for slot, value in enumerate(values) if value == highest]
    for slot in peaks if len(peaks) <= FEW_PEAKS else peaks[:1]:
        side = "above" if slot < len(values) - 1 else "above left"  # the year stands at the end
        text = short_number(highest)
        value_text(axes, (slot, highest), text, side, color=BLUE, fontweight="bold").set_gid("value")


def _name_at_end(axes: Axes, values: pd.Series, text: str, **style: object) -> list[Annotation]:
    known = values.reset_index(drop=True).dropna()
    if known.empty:
        return []
    at = (known.index[-1] + 0.1, known.iloc[-1])
    name = value_text(axes, at, text, "right", **style)
    name.set_gid("name")
    return [name]


def _spread(axes: Axes, texts: list[Annotation]) -> None:
    """Move the names at the ends of lines apart, up and down only, so that none lies on another."""
    points = axes.get_window_extent().height / axes.figure.dpi * 72
    per_point = (axes.get_ylim()[1] - axes.get_ylim()[0]) / points
    floor = float("-inf")
    for text in sorted(texts, key=lambda text: text.xy[1]):
        half = (text.get_text().count("\n") + 1) * SMALL * 1.2 / 2 * per_point
        middle = max(text.xy[1], floor + half)
        text.xy = (text.xy[0], middle)
        floor = middle + half
