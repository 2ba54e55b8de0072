"""Bars beside each other: upright over years, lying down for named categories."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
import seaborn
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from feedback_report.charts.arrange import Grid, arrange, without_rows
from feedback_report.charts.canvas import (
    CHARACTER,
    CM,
    category_axis,
    drop_overlapping,
    mark_break,
    names_below,
    new_figure,
    settle,
    styled,
    value_axis,
    value_text,
)
from feedback_report.charts.key import apply_fill, legend
from feedback_report.charts.line_breaks import lines_of, wrapped
from feedback_report.charts.palette import QUIET, Fill, fills
from feedback_report.wording.labels import name_of

THICKNESS = 0.84  # of the room that a category has, all its bars together
ROOM = 400  # points: the length of the axis of years
LABEL_WIDTH = 24  # characters on a line of a category's name


@styled
def grouped_bars(
    frame: pd.DataFrame,
    *,
    unit: str,
    x: str = "year",
    y: str = "count",
    colour: str = "feedback_type",
    leave_out: Sequence[Hashable] = (),
    labels: Mapping[Hashable, str] | None = None,
    year_style: str = "2024/25",
    break_before: Hashable | None = None,
    break_label: str = "",
) -> Figure:
    """Draw upright bars in groups: a group for each ``x``, a bar for each ``colour``.

    frame: one row per ``x`` and ``colour``, with the value ``y`` (cases); a missing value is a gap
    marked "[x]", or "[c]" where it is withheld.
    unit: what the axis counts, such as "Cases". leave_out: values of ``x`` or ``colour`` not drawn,
    such as "all types". break_before: the first ``x`` that cannot be compared with those before it.
    Values stand above the bars unless two of them would overlap.
    Raises NothingToShow when there is nothing to draw.
    """
    shown = without_rows(frame, leave_out, [x, colour])
    grid = arrange(shown, x, colour, y)
    looks = fills(colour, grid.series)
    figure = new_figure(7.8 * CM)
    axes = figure.add_subplot()
    draw_bars(axes, grid, looks, "x")
    headroom = 1.28 if break_label else 1.1
    value_axis(axes, "y", grid.highest, unit, whole=True, headroom=headroom)
    names_below(axes, [name_of(value, x, labels, year_style) for value in grid.categories], ROOM)
    if len(grid.series) > 1:
        names = [name_of(value, colour, labels, year_style) for value in grid.series]
        legend(figure, names, [looks[value] for value in grid.series])
    if break_before in grid.categories[1:]:
        mark_break(axes, grid.categories.index(break_before) - 0.5, break_label)
    settle(figure)
    drop_overlapping([axes])
    return figure


@styled
def horizontal_bars(
    frame: pd.DataFrame,
    *,
    unit: str,
    y: str,
    x: str = "share",
    colour: str | None = "service",
    labels: Mapping[Hashable, str] | None = None,
    year_style: str = "2024/25",
    decimals: int = 0,
    smallest_base: int = 0,
) -> Figure:
    """Draw lying bars: a group for each ``y``, from the top, and in it a bar for each ``colour``.

    frame: one row per ``y`` and ``colour``, with the value ``x`` (a share from 0 to 1); a missing value is
    a gap marked "[x]" or "[c]". unit: what the axis counts, such as "% of cases". smallest_base:
    below it (in the column ``base``) no percentage is drawn, and the ``count`` stands there in
    words: "3 of 7". Every bar carries its value.
    Raises NothingToShow when there is nothing to draw.
    """
    grid = arrange(frame, y, colour, x, share=True, decimals=decimals, smallest_base=smallest_base)
    looks = fills(colour or "", grid.series)
    names = [wrapped(name_of(value, y, labels, year_style), LABEL_WIDTH) for value in grid.categories]
    row = max(0.56 * len(grid.series) + 0.3, 0.44 * lines_of(names) + 0.3)
    figure = new_figure((row * len(names) + 1.6 + 0.6 * (len(grid.series) > 1)) * CM)
    axes = figure.add_subplot()
    draw_bars(axes, grid, looks, "y")
    longest = max(len(text) for text in grid.texts.to_numpy().ravel())
    value_axis(axes, "x", grid.highest, unit, whole=False, headroom=room_beside(longest))
    category_axis(axes, "y", names)
    if len(grid.series) > 1:
        keys = [name_of(value, str(colour), labels, year_style) for value in grid.series]
        legend(figure, keys, [looks[value] for value in grid.series])
    return figure


def draw_bars(axes: Axes, grid: Grid, looks: Mapping[Hashable, Fill], along: str, thickness: float = THICKNESS) -> None:
    """Draw the bars of a grid, with the value of each beside it; ``along`` is the axis of categories."""
    long = grid.values.set_axis(range(len(grid.categories))).set_axis(range(len(grid.series)), axis=1)
    long = long.rename_axis("slot").reset_index().melt("slot", var_name="series", value_name="value")
    seaborn.barplot(
        long,
        **{along: "slot", "y" if along == "x" else "x": "value"},
        hue="series",
        order=range(len(grid.categories)),
        hue_order=range(len(grid.series)),
        palette=[looks[value].colour for value in grid.series],
        orient="v" if along == "x" else "h",
        width=thickness,
        gap=0.05,
        saturation=1,
        errorbar=None,
        legend=False,
        ax=axes,
    )
    for container, value in zip(axes.containers, grid.series, strict=True):
        for bar in container:
            apply_fill(bar, looks[value])
    for slot, category in enumerate(grid.categories):
        for column, value in enumerate(grid.series):
            place = slot + thickness * ((column + 0.5) / len(grid.series) - 0.5)
            _write_value(axes, along, place, (grid.value(category, value), grid.text(category, value)))


def room_beside(characters: int) -> float:
    """Get the headroom of an axis that leaves room for text of a length after its longest bar."""
    axis = 270  # points: what is left of the width beside the names
    return axis / (axis - min(characters * CHARACTER + 8, 0.7 * axis))


def _write_value(axes: Axes, along: str, place: float, value_and_text: tuple[float, str]) -> None:
    value, text = value_and_text
    known = not pd.isna(value)
    end = value if known else 0
    x, y = (place, end) if along == "x" else (end, place)
    colour = {} if known else {"color": QUIET}
    value_text(axes, (x, y), text, "above" if along == "x" else "right", **colour).set_gid("value")
