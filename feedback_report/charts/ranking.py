"""Areas in order: one bar each, our own marked so that no one can miss it."""

from collections.abc import Hashable, Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from feedback_report.charts.arrange import Grid, arrange, check, numbers
from feedback_report.charts.bars import LABEL_WIDTH, draw_bars, room_beside
from feedback_report.charts.canvas import CM, category_axis, new_figure, styled, value_axis
from feedback_report.charts.key import apply_fill
from feedback_report.charts.palette import BLUE, GREY, PAGE, Fill
from feedback_report.charts.words import lines_of, wrapped
from feedback_report.errors import ReportError
from feedback_report.labels import name_of
from feedback_report.wording import plain_text

OTHER = Fill(GREY)
OWN = Fill(BLUE, "////")
BESIDE = Fill(PAGE, "////", hatch_colour=BLUE, edge=BLUE)


@styled
def ranked_bars(
    frame: pd.DataFrame,
    *,
    unit: str,
    own: str,
    y: str = "area",
    x: str = "per_100_000",
    beside: tuple[str, float] | None = None,
    own_label: str = "this council",
    labels: Mapping[Hashable, str] | None = None,
    share: bool = False,
    decimals: int = 0,
) -> Figure:
    """Draw lying bars from the highest down, with our own hatched, in bold and named in words.

    frame: one row per ``y`` (area) with the value ``x`` (such as complaints per 100,000 residents);
    areas without a value come last, marked "[x]" or "[c]". own: the ``y`` of our own council.
    beside: a name and a value to show under our own bar without a place in the order, such as this
    year's rate where the others have published only last year's.
    Raises NothingToShow when there is nothing to draw, ReportError when our own council is not in the frame.
    """
    check(frame, [y], x)
    if own not in set(frame[y]):
        raise ReportError(f'The chart marks "{own}", which the column "{y}" does not hold.')
    highest_first = (
        numbers(frame[x].reset_index(drop=True)).sort_values(ascending=False, kind="stable", na_position="last").index
    )
    rows = frame.reset_index(drop=True).loc[highest_first]
    if beside is not None:
        place = rows[y].tolist().index(own) + 1
        rows = pd.concat([rows[:place], pd.DataFrame({y: [beside[0]], x: [beside[1]]}), rows[place:]])
    grid = arrange(rows, y, None, x, share=share, decimals=decimals)
    texts = grid.texts.copy()
    texts.loc[[own], ""] = f"{grid.text(own, '')}  ◀ {plain_text(own_label)}"
    names = [wrapped(name_of(area, y, labels), LABEL_WIDTH) for area in grid.categories]
    figure = new_figure((max(0.7, 0.44 * lines_of(names) + 0.3) * len(names) + 1.6) * CM)
    axes = figure.add_subplot()
    draw_bars(axes, Grid(grid.values, texts, grid.all_series), {"": OTHER}, "y", thickness=0.7)
    value_axis(axes, "x", grid.highest, unit, whole=not (share or decimals), headroom=_headroom(grid, texts))
    category_axis(axes, "y", names)
    _mark(axes, grid.categories.index(own), OWN)
    if beside is not None:
        _mark(axes, grid.categories.index(beside[0]), BESIDE)
    return figure


def _headroom(grid: Grid, texts: pd.DataFrame) -> float:
    """Leave room for each text after its own bar, and no more."""
    values = grid.values[""].fillna(0)
    return max(value / grid.highest + room_beside(len(text)) - 1 for value, text in zip(values, texts[""], strict=True))


def _mark(axes: Axes, slot: int, fill: Fill) -> None:
    for bar in axes.containers[0]:
        if round(bar.get_y() + bar.get_height() / 2) == slot:
            apply_fill(bar, fill)
    axes.yaxis.get_ticklabels()[slot].set_fontweight("bold")
    for text in axes.texts:
        if isinstance(text, Annotation) and text.get_gid() == "value" and round(text.xy[1]) == slot:
            text.set_fontweight("bold")
