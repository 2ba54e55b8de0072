"""Lines over the years, broken where a year is missing."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
import seaborn
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from feedback_report.charts.arrange import Grid, arrange
from feedback_report.charts.canvas import (
    CM,
    SMALL,
    drop_overlapping,
    mark_break,
    names_below,
    new_figure,
    settle,
    styled,
    value_axis,
    value_text,
)
from feedback_report.charts.palette import BLUE, CHARCOAL, INK, ORANGE, PLUM, QUIET, TURQUOISE
from feedback_report.charts.words import wrapped
from feedback_report.wording.labels import name_of

ROOM = 410  # points: the length of the axis of years
COLOURS = [BLUE, TURQUOISE, PLUM, ORANGE, CHARCOAL, QUIET]
MARKERS = ["o", "s", "^", "D", "v", "P"]
SIGNS = ["●", "■", "▲", "◆", "▼", "✚"]  # the markers, for the names of the lines
DASHES = [(1, 0), (5, 2), (1.5, 1.5), (7, 2, 1.5, 2), (3, 2), (9, 3)]


@styled
def line(
    frame: pd.DataFrame,
    *,
    unit: str,
    x: str = "year",
    y: str = "per_100_000",
    colour: str | None = None,
    colour_order: Sequence[Hashable] | None = None,
    labels: Mapping[Hashable, str] | None = None,
    year_style: str = "2024/25",
    share: bool = False,
    decimals: int = 0,
    break_before: Hashable | None = None,
    break_label: str = "",
) -> Figure:
    """Draw a line over the years, or one for each ``colour``, from a zero baseline.

    frame: one row per ``x`` (and ``colour``), with the value ``y``; a missing value is a gap in the
    line, and so is a year that the frame leaves out between its first and its last. One line
    carries its values; of several, each has its own marker and dashes, and its name at its end.
    Raises NothingToShow when there is nothing to draw.
    """
    grid = _every_year(arrange(frame, x, colour, y, series_order=colour_order, share=share, decimals=decimals), x)
    figure = new_figure(6.8 * CM)
    axes = figure.add_subplot()
    for series in grid.series:
        place = grid.all_series.index(series) % len(COLOURS)
        draw_line(
            axes,
            grid.values[series],
            DASHES[place],
            color=COLOURS[place],
            marker=MARKERS[place],
            linewidth=2.5,
        )
    headroom = 1.35 if break_label else 1.15
    value_axis(axes, "y", grid.highest, unit, whole=not (share or decimals), headroom=headroom)
    names_below(axes, [name_of(value, x, labels, year_style) for value in grid.categories], ROOM)
    if break_before in grid.categories[1:]:
        mark_break(axes, grid.categories.index(break_before) - 0.5, break_label)
    ends = []
    if len(grid.series) == 1:
        _write_values(axes, grid.values.iloc[:, 0].tolist(), grid.texts.iloc[:, 0].tolist())
    else:
        for series in grid.series:
            sign = SIGNS[grid.all_series.index(series) % len(SIGNS)]
            name = f"{sign} {name_of(series, str(colour), labels, year_style)}"
            ends += name_at_end(axes, grid.values[series], wrapped(name, 20))
    settle(figure)
    drop_overlapping([axes])
    spread(axes, ends)
    return figure


def draw_line(axes: Axes, values: pd.Series, dashes: tuple[float, ...] = (1, 0), **style: object) -> None:
    """Draw one line, broken where a value is missing; a value between two gaps is a point."""
    points = pd.DataFrame({"place": range(len(values)), "value": values.to_numpy()})
    points["run"] = points["value"].isna().cumsum()
    points = points.dropna(subset=["value"])
    settings = {"linestyle": "-" if dashes == (1, 0) else (0, dashes), "markersize": 6, "markeredgewidth": 0} | style
    seaborn.lineplot(
        points, x="place", y="value", units="run", estimator=None, sort=False, legend=False, ax=axes, **settings
    )
    if not style.get("marker"):
        alone = points[points.groupby("run")["run"].transform("size") == 1]
        axes.plot(alone["place"], alone["value"], linestyle="", marker="o", markersize=4, color=style["color"])


def _write_values(axes: Axes, values: list[float], texts: list[str]) -> None:
    """Write each value where its own line does not run: above a peak, below a dip, beside a slope."""
    known = [None if pd.isna(value) else value for value in values]
    for slot, value in enumerate(known):
        if value is None:
            value_text(axes, (slot, 0), texts[slot], "above", color=QUIET).set_gid("value")
            continue
        before = known[slot - 1] if slot else None
        after = known[slot + 1] if slot + 1 < len(known) else None
        falls, rises = before is not None and before > value, after is not None and after > value
        dip = "below" if value > 0.15 * axes.get_ylim()[1] else "above"
        side = {(False, False): "above", (True, False): "above right", (False, True): "above left", (True, True): dip}
        value_text(axes, (slot, value), texts[slot], side[falls, rises]).set_gid("value")


def name_at_end(axes: Axes, values: pd.Series, text: str, **style: object) -> list[Annotation]:
    known = values.reset_index(drop=True).dropna()
    if known.empty:
        return []
    at = (known.index[-1] + 0.1, known.iloc[-1])
    name = value_text(axes, at, text, "right", **({"color": INK} | style))
    name.set_gid("name")
    return [name]


def spread(axes: Axes, texts: list[Annotation]) -> None:
    """Move the names at the ends of lines apart, up and down only, so that none lies on another."""
    points = axes.get_window_extent().height / axes.figure.dpi * 72
    per_point = (axes.get_ylim()[1] - axes.get_ylim()[0]) / points
    floor = float("-inf")
    for text in sorted(texts, key=lambda text: text.xy[1]):
        half = (text.get_text().count("\n") + 1) * SMALL * 1.2 / 2 * per_point
        middle = max(text.xy[1], floor + half)
        text.xy = (text.xy[0], middle)
        floor = middle + half


def _every_year(grid: Grid, x: str) -> Grid:
    """Put in the years that are missing between the first and the last, so that distances are true."""
    if x != "year" or any(isinstance(value, str) for value in grid.categories):
        return grid
    years = [int(str(value)) for value in grid.categories]
    return grid.at(list(range(min(years), max(years) + 1)))
