"""The sheet that charts are drawn on: size, style, axes, legend, breaks in series."""

import functools
import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar

import matplotlib.style
from matplotlib import ticker
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation, Text

from feedback_report.charts.line_breaks import wrapped
from feedback_report.charts.palette import INK, PAGE, QUIET

STYLE = Path(__file__).resolve().parents[2] / "style" / "chart.mplstyle"
WIDTH = 16 / 2.54  # inches: the text width of an A4 page
CM = 1 / 2.54
SMALL = 10  # points: numbers beside marks; nothing is smaller
CHARACTER = 6.3  # points: a character of the small size, on average
SHORTEST = 6.6  # characters: a year such as 2024/25 is not broken

OUTLINE = 3  # points
BEHIND = withStroke(linewidth=OUTLINE, foreground=PAGE)  # keeps text readable where a line runs behind it
SIDES = {
    "above": ((0, 3), "center", "bottom"),
    "below": ((0, -5), "center", "top"),
    "above left": ((2, 5), "right", "bottom"),
    "above right": ((-2, 5), "left", "bottom"),
    "right": ((4, 0), "left", "center"),
    "within": ((0, 0), "center", "center"),
}

Parameters = ParamSpec("Parameters")
Filled = TypeVar("Filled", bound=Patch)


@contextmanager
def chart_style() -> Iterator[None]:
    """Put the charts' style in force, whatever was set before, and put back what was set."""
    with matplotlib.style.context(["afcharts.afcharts", STYLE], after_reset=True), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font")
        warnings.filterwarnings("ignore", message=r"Matplotlib currently does not support")
        yield


def styled(draw: Callable[Parameters, Figure]) -> Callable[Parameters, Figure]:
    """Draw in the charts' style, then lay the figure out once and for all."""

    @functools.wraps(draw)
    def drawn(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Figure:
        with chart_style():
            return settle(draw(*args, **kwargs))

    return drawn


def new_figure(height: float) -> Figure:
    """Make an empty figure, as wide as the page's text and ``height`` inches high, apart from pyplot."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def settle(figure: Figure) -> Figure:
    """Lay a figure out and keep the layout, so that every file of it is the same picture."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine(None)  # a placeholder for one would have every file drawn twice
    return figure


def value_axis(
    axes: Axes, along: Literal["x", "y"], highest: float, unit: str, *, whole: bool, headroom: float = 1.1
) -> None:
    """Begin the axis of values at zero, with few round ticks and its unit in horizontal text."""
    axis = axes.yaxis if along == "y" else axes.xaxis
    (axes.set_ylim if along == "y" else axes.set_xlim)(0, highest * headroom)
    axis.set_major_locator(ticker.MaxNLocator(5 if along == "y" else 6, integer=whole, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axes.grid(False)
    axes.grid(True, axis=along)
    if along == "y":
        axes.set_ylabel("")
        place: dict[str, Any] = {
            "xycoords": "axes fraction",
            "textcoords": "offset points",
            "ha": "left",
            "va": "bottom",
        }
        axes.annotate(unit, (0, 1), (0, 5), fontsize=SMALL, color=QUIET, gid="unit", **place)
    else:
        axes.set_xlabel(unit, loc="left", color=QUIET)
        axes.spines.bottom.set_visible(False)
        axes.spines.left.set_visible(True)


def category_axis(axes: Axes, along: str, names: Sequence[str], every: int = 1) -> None:
    """Name the categories at 0, 1, 2 ... along an axis; of many, every second or third from the last."""
    places = sorted(range(len(names) - 1, -1, -every))
    axis = axes.yaxis if along == "y" else axes.xaxis
    axis.set_major_locator(ticker.FixedLocator(places))
    axis.set_major_formatter(ticker.FixedFormatter([names[place] for place in places]))
    axis.set_minor_locator(ticker.NullLocator())
    if along == "y":
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_ylabel("")
    else:
        axes.set_xlim(-0.5, len(names) - 0.5)
        axes.set_xlabel("")


def names_below(axes: Axes, names: Sequence[str], room: float) -> None:
    """Name upright categories in a room of so many points: in lines that fit, then only some of them."""
    each = room / len(names) / CHARACTER
    every = max(1, math.ceil(SHORTEST / each))
    category_axis(axes, "x", [wrapped(name, max(7, int(each * every))) for name in names], every)


def drop_overlapping(all_axes: Sequence[Axes]) -> None:
    """After the layout, leave out words that overlap: every second name below, or all values.

    Without the values the axis tells them, and the data beside the figure.
    """
    for axes in all_axes:
        names = axes.xaxis.get_ticklabels()
        while len(names) > 1 and _any_overlap(names):
            for place, name in enumerate(reversed(names)):
                name.set_visible(place % 2 == 0)
            names = [name for name in names if name.get_visible()]
    values = [[text for text in axes.texts if text.get_gid() == "value"] for axes in all_axes]
    if any(map(_any_overlap, values)):
        for text in chain(*values):
            text.remove()


def _any_overlap(texts: Sequence[Text]) -> bool:
    boxes = [text.get_window_extent() for text in texts]
    return any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[place + 1 :])


def value_text(axes: Axes, at: tuple[float, float], text: str, side: str, **kwargs: Any) -> Annotation:
    """Write a value beside its mark; ``side`` is a key of SIDES."""
    offset, ha, va = SIDES[side]
    settings: dict[str, Any] = {"ha": ha, "va": va, "fontsize": SMALL, "color": INK} | kwargs
    written = axes.annotate(text, at, offset, textcoords="offset points", annotation_clip=False, **settings)
    if side != "within":
        written.set_path_effects([BEHIND])
    return written


def mark_break(axes: Axes, place: float, label: str) -> None:
    """Draw the dashed line after which figures cannot be compared with earlier ones, and say why."""
    axes.axvline(place, color=QUIET, linewidth=1.2, linestyle=(0, (4, 3)), gid="break")
    if not label:
        return
    low, high = axes.get_xlim()
    right = place < (low + high) / 2
    text = axes.annotate(
        wrapped(label, 26),
        (place, 1),
        (5 if right else -5, 0),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        ha="left" if right else "right",
        va="top",
        fontsize=SMALL,
        color=QUIET,
        gid="break",
    )
    text.set_path_effects([BEHIND])
