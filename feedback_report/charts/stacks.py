"""Bars made of parts: how a whole is divided, such as answered within target, later, or late."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation

from feedback_report.charts.arrange import Grid, arrange, needs
from feedback_report.charts.bars import LABEL_WIDTH
from feedback_report.charts.canvas import (
    CHARACTER,
    CM,
    category_axis,
    new_figure,
    settle,
    styled,
    value_axis,
    value_text,
)
from feedback_report.charts.key import apply_fill, legend
from feedback_report.charts.line_breaks import lines_of, wrapped
from feedback_report.charts.palette import INK, PAGE, QUIET, Fill, fills
from feedback_report.errors import ReportError
from feedback_report.wording import SUPPRESSED, exact, is_missing, is_suppressed
from feedback_report.wording.labels import name_of, short_number

THICKNESS = 0.66
NO_PERCENTAGES = "too few for percentages"
AXIS = 260  # points: what is left of the width beside the names


@styled
def stacked_bars(
    frame: pd.DataFrame,
    *,
    unit: str,
    y: str | Sequence[str],
    x: str = "share",
    colour: str = "band",
    labels: Mapping[Hashable, str] | None = None,
    year_style: str = "2024/25",
    decimals: int = 0,
    smallest_base: int = 0,
) -> Figure:
    """Draw one lying bar for each ``y``, from the top, divided by ``colour``.

    frame: one row per ``y`` and ``colour`` with the value ``x`` (a share from 0 to 1) and, if it has one, the
    column ``base`` (what the whole bar counts), printed at its end. ``y`` may be several columns,
    such as service and procedure: a bar for each combination that the frame holds, a line of its
    name for each. A bar without any value is a gap marked "[x]" or "[c]", and says so where its base
    is below ``smallest_base``, so that no percentage is given; one whose base is 0 is left out. Parts
    that are withheld are one gap marked "[c]" at the end of the bar. A part too narrow for its value goes without one.
    Raises NothingToShow when there is nothing to draw, ReportError when a bar has two bases.
    """
    columns = [y] if isinstance(y, str) else list(y)
    if "base" in frame:
        frame = frame.loc[[is_missing(base) or exact(base) > 0 for base in frame["base"]]]
    shown = _with_names(frame, columns, labels, year_style)
    grid = arrange(shown, "_name", colour, x, share=True, decimals=decimals, smallest_base=smallest_base)
    looks = fills(colour, grid.series)
    ends = _bases(shown)
    names = [str(category) for category in grid.categories]
    figure = new_figure((max(1.0, 0.44 * lines_of(names) + 0.4) * len(names) + 2.2) * CM)
    axes = figure.add_subplot()
    parts = _draw_parts(axes, grid, looks)
    _mark_withheld(axes, grid)
    longest = max((len(text) for text in ends.values()), default=0)
    value_axis(axes, "x", 100, unit, whole=False, headroom=1.02 + longest * CHARACTER / AXIS)
    axes.set_xticks([0, 25, 50, 75, 100])
    category_axis(axes, "y", names)
    for slot, category in enumerate(grid.categories):
        value_text(axes, (100, slot), ends.get(category, ""), "right", color=QUIET).set_gid("base")
    keys = [name_of(value, colour, labels, year_style) for value in grid.series]
    legend(figure, keys, [looks[value] for value in grid.series])
    settle(figure)
    for bar, text in parts:
        if text.get_window_extent().width + 4 > bar.get_window_extent().width:
            text.remove()
    return figure


def _draw_parts(axes: Axes, grid: Grid, looks: Mapping[Hashable, Fill]) -> list[tuple[Rectangle, Annotation]]:
    drawn = []
    left = [0.0] * len(grid.categories)
    for value in grid.series:
        widths = grid.values[value].fillna(0).tolist()
        bars = axes.barh(range(len(widths)), widths, left=left, height=THICKNESS)
        for slot, (bar, category) in enumerate(zip(bars, grid.categories, strict=True)):
            apply_fill(bar, looks[value])
            if looks[value].edge is None:
                bar.set(edgecolor=PAGE, linewidth=1)
            bar.set_visible(bool(widths[slot]))
            if widths[slot]:
                at = (left[slot] + widths[slot] / 2, slot)
                drawn.append((bar, _write_within(axes, at, grid.text(category, value), looks[value])))
        left = [start + width for start, width in zip(left, widths, strict=True)]
    for slot, missing in enumerate(grid.values.isna().all(axis=1)):
        if missing:
            texts = [grid.text(grid.categories[slot], value) for value in grid.series]
            text = NO_PERCENTAGES if any(" of " in found for found in texts) else texts[0]
            value_text(axes, (0, slot), text, "right", color=QUIET).set_gid("value")
    return drawn


def _mark_withheld(axes: Axes, grid: Grid) -> None:
    """Put the mark [c] into what is left of a bar after the parts that are shown."""
    for slot, (category, total) in enumerate(zip(grid.categories, grid.values.sum(axis=1), strict=True)):
        drawn = float(total)
        withheld = any(grid.text(category, value) == SUPPRESSED for value in grid.series)
        if withheld and drawn:
            value_text(axes, ((drawn + 100) / 2, slot), SUPPRESSED, "within", color=QUIET).set_gid("value")


def _write_within(axes: Axes, at: tuple[float, float], text: str, fill: Fill) -> Annotation:
    written = value_text(axes, at, text, "within", color=fill.text_colour)
    written.set_gid("value")
    if fill.hatch:
        written.set(color=INK, bbox={"facecolor": PAGE, "edgecolor": "none", "pad": 1.5})
    return written


def _with_names(
    frame: pd.DataFrame, columns: list[str], labels: Mapping[Hashable, str] | None, year_style: str
) -> pd.DataFrame:
    """Add the name of the bar that each row belongs to, with a line or more for each column."""
    needs(frame, columns)
    lines = [
        [wrapped(name_of(value, column, labels, year_style), LABEL_WIDTH) for value in frame[column]]
        for column in columns
    ]
    return frame.assign(_name=["\n".join(parts) for parts in zip(*lines, strict=True)])


def _bases(frame: pd.DataFrame) -> dict[Hashable, str]:
    """Get the text at the end of each bar; none where the frame has no bases."""
    found: dict[Hashable, set[object]] = {}
    for name, value in zip(frame["_name"], frame.get("base", []), strict=False):
        found.setdefault(name, set()).update([value] if is_suppressed(value) or not is_missing(value) else [])
    several = [str(name).replace("\n", ", ") for name, values in found.items() if len(values) > 1]
    if several:
        raise ReportError(f"The chart needs one base for each bar; {name} has several." for name in several)
    return {name: f"of {short_number(value)}" for name, values in found.items() for value in values}
