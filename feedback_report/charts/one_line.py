"""One line over the years, broken where a year is missing."""

from collections.abc import Hashable

import pandas as pd
import seaborn
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from feedback_report.charts.arrange import Grid, arrange
from feedback_report.charts.canvas import (
    CM,
    drop_overlapping,
    mark_break,
    names_below,
    new_figure,
    settle,
    styled,
    value_axis,
    value_text,
)
from feedback_report.charts.palette import BLUE, QUIET
from feedback_report.wording.labels import name_of

ROOM = 410  # points: the length of the axis of years


@styled
def line(
    frame: pd.DataFrame,
    *,
    unit: str,
    x: str = "year",
    y: str = "per_100_000",
    year_style: str = "2024/25",
    break_before: Hashable | None = None,
    break_label: str = "",
) -> Figure:
    """Draw a line over the years, from a zero baseline, with its values.

    frame: one row per ``x``, with the value ``y``; a missing value is a gap in the line, and so is a
    year that the frame leaves out between its first and its last.
    Raises NothingToShow when there is nothing to draw.
    """
    grid = _every_year(arrange(frame, x, None, y), x)
    figure = new_figure(6.8 * CM)
    axes = figure.add_subplot()
    draw_line(axes, grid.values[""], color=BLUE, marker="o", linewidth=2.5)
    headroom = 1.35 if break_label else 1.15
    value_axis(axes, "y", grid.highest, unit, whole=True, headroom=headroom)
    names_below(axes, [name_of(value, x, None, year_style) for value in grid.categories], ROOM)
    if break_before in grid.categories[1:]:
        mark_break(axes, grid.categories.index(break_before) - 0.5, break_label)
    _write_values(axes, grid.values[""].tolist(), grid.texts[""].tolist())
    settle(figure)
    drop_overlapping([axes])
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


def _every_year(grid: Grid, x: str) -> Grid:
    """Put in the years that are missing between the first and the last, so that distances are true."""
    if x != "year" or any(isinstance(value, str) for value in grid.categories):
        return grid
    years = [int(str(value)) for value in grid.categories]
    return grid.at(list(range(min(years), max(years) + 1)))
