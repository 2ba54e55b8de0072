"""Areas in order: one bar each, our own marked so that no one can miss it."""

from collections.abc import Hashable, Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from feedback_report.charts.arrange import Grid, arrange, check, numbers
from feedback_report.charts.bars import LABEL_WIDTH, draw_bars
from feedback_report.charts.canvas import CM, category_axis, new_figure, settle, styled, value_axis
from feedback_report.charts.key import apply_fill
from feedback_report.charts.line_breaks import lines_of, wrapped
from feedback_report.charts.palette import BLUE, GREY, PAGE, Fill
from feedback_report.errors import ReportError
from feedback_report.wording.labels import name_of

OTHER = Fill(GREY)
OWN = Fill(BLUE, "////")
BESIDE = Fill(PAGE, "////", hatch_colour=BLUE, edge=BLUE)

GAP = 0.02  # of the axis: the space between a bar and its text, and after it


@styled
def ranked_bars(
    frame: pd.DataFrame,
    *,
    unit: str,
    own: str,
    y: str = "area",
    x: str = "per_100_000",
    beside: str | None = None,
    labels: Mapping[Hashable, str] | None = None,
) -> Figure:
    """Draw lying bars from the highest down, with our own hatched, in bold and named in words.

    frame: one row per ``y`` (area) with the value ``x`` (such as complaints per 100,000 residents);
    areas without a value come last, marked "[x]" or "[c]". own: the ``y`` of our own council.
    beside: the ``y`` of a row to show under our own bar without a place in the order, such as our rate of
    this year where the others have published only last year's.
    Raises NothingToShow when there is nothing to draw, ReportError when the frame lacks a row that is marked.
    """
    check(frame, [y], x)
    for marked in filter(None, (own, beside)):
        if marked not in set(frame[y]):
            raise ReportError(f'The chart marks "{marked}", which the column "{y}" does not hold.')
    highest_first = (
        numbers(frame[x].reset_index(drop=True)).sort_values(ascending=False, kind="stable", na_position="last").index
    )
    rows = frame.reset_index(drop=True).loc[highest_first]
    if beside is not None:
        order = [area for area in rows[y] if area != beside]
        order.insert(order.index(own) + 1, beside)
        rows = rows.sort_values(y, key=lambda areas: areas.map(order.index), kind="stable")
    grid = arrange(rows, y, None, x)
    texts = grid.texts.copy()
    texts.loc[[own], ""] = f"{grid.text(own, '')}  ◀ this council"
    names = [wrapped(name_of(area, y, labels), LABEL_WIDTH) for area in grid.categories]
    figure = new_figure((max(0.7, 0.44 * lines_of(names) + 0.3) * len(names) + 1.6) * CM)
    axes = figure.add_subplot()
    draw_bars(axes, Grid(grid.values, texts), {"": OTHER}, "y", thickness=0.7)
    value_axis(axes, "x", grid.highest, unit, whole=True, headroom=1.0)
    category_axis(axes, "y", names)
    _mark(axes, grid.categories.index(own), OWN)
    if beside is not None:
        _mark(axes, grid.categories.index(beside), BESIDE)
    _make_room(figure, axes)
    return figure


def _make_room(figure: Figure, axes: Axes) -> None:
    """End the axis where every text after its bar has room, and no further."""
    values = [text for text in axes.texts if isinstance(text, Annotation) and text.get_gid() == "value"]
    for text in values:
        text.set_in_layout(False)  # or the axis would be made shorter for the texts that still stand beyond it
    settle(figure)
    length = axes.get_window_extent().width
    ends = [text.xy[0] / (1 - min(text.get_window_extent().width / length + GAP, 0.7)) for text in values]
    axes.set_xlim(0, max([*ends, axes.get_xlim()[1]]))


def _mark(axes: Axes, slot: int, fill: Fill) -> None:
    for bar in axes.containers[0]:
        if round(bar.get_y() + bar.get_height() / 2) == slot:
            apply_fill(bar, fill)
    axes.yaxis.get_ticklabels()[slot].set_fontweight("bold")
    for text in axes.texts:
        if isinstance(text, Annotation) and text.get_gid() == "value" and round(text.xy[1]) == slot:
            text.set_fontweight("bold")
