"""Fills on marks, and the key above a chart that names them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from feedback_report.charts.canvas import CHARACTER, WIDTH
from feedback_report.charts.line_breaks import wrapped
from feedback_report.charts.palette import Fill

SAMPLE = 46  # points: the sample of a fill, and the room round it
Filled = TypeVar("Filled", bound=Patch)


def legend(figure: Figure, names: Sequence[str], fills: Sequence[Fill]) -> None:
    """Put the key above the plot, in the order of the marks, in as many columns as fit."""
    texts = [wrapped(name, 34) for name in names]
    widths = [max(map(len, text.split("\n"))) * CHARACTER + SAMPLE for text in texts]
    columns = next(
        count
        for count in range(len(texts), 0, -1)
        if count == 1 or sum(max(column) for column in _in_columns(widths, count)) < WIDTH * 72
    )
    handles = [swatch(fill) for fill in fills]
    places = [str(place) for place in range(len(names))]  # a name may begin with "_", which a legend would skip
    key = figure.legend(handles, places, loc="outside upper left", ncols=columns)
    for written, text in zip(key.get_texts(), texts, strict=True):
        written.set_text(text)


def _in_columns(widths: list[float], count: int) -> list[list[float]]:
    """Deal widths out as a legend does: down the first column, then the next, the first ones longer."""
    rows, longer = divmod(len(widths), count)
    ends = [column * rows + min(column, longer) for column in range(count + 1)]
    return [widths[start:end] for start, end in pairwise(ends)]


def swatch(fill: Fill) -> Rectangle:
    """Make the sample of a fill that stands in a key."""
    return apply_fill(Rectangle((0, 0), 1, 1), fill)


def apply_fill(patch: Filled, fill: Fill) -> Filled:
    """Fill a mark: colour, hatching in a colour of its own, an edge where the colour is pale."""
    patch.set_facecolor(fill.colour)
    edge = fill.edge or (fill.colour if fill.hatch else None)  # hatched bars keep their outline, however low
    patch.set_edgecolor(edge or "none")
    patch.set_linewidth(1 if edge else 0)
    if fill.hatch:
        patch.set_hatch(fill.hatch)
        patch.set_hatchcolor(fill.hatch_colour)
    return patch
