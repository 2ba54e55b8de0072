"""Small multiples: the same small chart again and again, on one scale."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from feedback_report.charts.arrange import Grid, arrange, check, numbers, places, with_plain_names
from feedback_report.charts.bars import draw_bars
from feedback_report.charts.canvas import (
    CM,
    SMALL,
    WIDTH,
    drop_overlapping,
    mark_break,
    names_below,
    new_figure,
    settle,
    styled,
    value_axis,
)
from feedback_report.charts.line_breaks import lines_of, wrapped
from feedback_report.charts.palette import INK, QUIET, fills
from feedback_report.wording.labels import name_of, short_number

PLACE: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "left", "va": "bottom"}
AXIS_NUMBERS = 34  # points: the numbers of the axis beside the first column


@styled
def small_multiples(
    frame: pd.DataFrame,
    *,
    unit: str,
    row: str = "service",
    column: str = "feedback_type",
    x: str = "year",
    y: str = "count",
    labels: Mapping[Hashable, str] | None = None,
    year_style: str = "2024/25",
    break_before: Hashable | None = None,
    break_label: str = "",
) -> Figure:
    """Draw a small chart of upright bars over ``x`` for each ``row`` and ``column``, all on one scale.

    frame: one row per ``row``, ``column`` and ``x``, with the value ``y``; a missing value, or a
    combination that is not there, is a gap marked "[x]", or "[c]" where it is withheld. Columns have
    the colours of their role; the unit and the reason for a break stand above the whole.
    Raises NothingToShow when there is nothing to draw.
    """
    shown = with_plain_names(frame, [row, column, x])
    check(shown, [row, column, x], y)
    rows, columns, slots = places(shown, row), places(shown, column), places(shown, x)
    looks = fills(column, columns)
    heads = [wrapped(name_of(value, row, labels, year_style), 48) for value in rows]
    names = [name_of(value, x, labels, year_style) for value in slots]
    highest = numbers(shown[y]).max() or 1.0
    figure = new_figure((4.3 * len(rows) + 0.5 * lines_of(heads) * len(rows) + 0.8) * CM)
    all_axes = figure.subplots(len(rows), len(columns), sharey=True, squeeze=False)
    for axes_row, down, head in zip(all_axes, rows, heads, strict=True):
        for axes, across in zip(axes_row, columns, strict=True):
            kept = shown[(shown[row] == down) & (shown[column] == across)]
            draw_bars(axes, _bars(kept, x, y).at(slots), {"": looks[across]}, "x")
            value_axis(axes, "y", highest, "", whole=True, headroom=1.2)
            names_below(axes, names, (WIDTH * 72 - AXIS_NUMBERS) / len(columns))
            axes.tick_params(labelleft=axes is axes_row[0])
            _head(axes, name_of(across, column, labels, year_style))
            if break_before in slots[1:]:
                mark_break(axes, slots.index(break_before) - 0.5, "")
        _head_row(axes_row[0], head)
    note = f"{unit}. Dashed line: {break_label}" if break_label and break_before in slots[1:] else unit
    figure.suptitle(wrapped(note, 70), x=0.008, ha="left", fontsize=SMALL, color=QUIET, gid="unit")
    settle(figure)
    drop_overlapping(list(all_axes.ravel()))
    return figure


def _bars(frame: pd.DataFrame, x: str, y: str) -> Grid:
    """Arrange the bars of one panel; it may hold no value at all, as long as another panel does."""
    if frame.empty or numbers(frame[y]).isna().all():
        texts = {value: short_number(found) for value, found in zip(frame[x], frame[y], strict=True)}
        empty = pd.DataFrame({"": [float("nan")] * len(texts)}, index=list(texts))
        return Grid(empty, pd.DataFrame({"": list(texts.values())}, index=list(texts)))
    return arrange(frame, x, None, y)


def _head(axes: Axes, text: str) -> None:
    """Name a panel."""
    axes.annotate(wrapped(text, 22), (0, 1), (0, 5), fontsize=SMALL, color=INK, gid="panel", **PLACE)


def _head_row(axes: Axes, text: str) -> None:
    """Name a row of panels, above the names of the panels; it may be wider than its first panel."""
    head = axes.annotate(text, (0, 1), (0, 20), fontweight="bold", color=INK, gid="row", **PLACE)
    head.set_in_layout(False)
    axes.set_title("\n" * text.count("\n") + " ", loc="left", pad=24)  # the room, without the width
