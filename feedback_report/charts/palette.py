"""Colours and hatching: the same look for the same thing in every figure of the paper.

The colours are those of the Government Analysis Function, by way of afcharts. Its six are told
apart by hue, but in grey they are only two: dark and middling. So no chart relies on colour: of any
two fills in one role either the lightness differs by three to one or more, or the hatching differs.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from afcharts.af_colours import get_af_colours

BLUE, TURQUOISE, PLUM, ORANGE, CHARCOAL, LILAC = (colour.lower() for colour in get_af_colours("categorical"))
LIGHT_BLUE = get_af_colours("sequential")[3].lower()
INK = "#0b0c0c"
QUIET = "#595959"
GREY = "#8c8c8c"
GRID = "#d9d9d9"
PAGE = "#ffffff"

# What each colour becomes where the reader's screen is dark: dark fills turn light and middling ones
# turn dark, so that text on a fill, which turns too, can be read in both.
DARK_MODE = {
    INK: "#f2f2f2",
    QUIET: "#bdbdbd",
    GREY: "#707070",
    GRID: "#4a4a4a",
    PAGE: "#1b1b1b",
    BLUE: "#a9d3f7",
    PLUM: "#f5c3de",
    CHARCOAL: "#dcdcdc",
    TURQUOISE: "#16796f",
    ORANGE: "#b04a12",
    LILAC: "#7d5fb8",
    LIGHT_BLUE: "#2f72ad",
}


@dataclass(frozen=True)
class Fill:
    """How one thing is filled: its colour, and the hatching drawn over it."""

    colour: str
    hatch: str = ""
    hatch_colour: str = PAGE
    edge: str | None = None

    @property
    def text_colour(self) -> str:
        """The colour of text that lies on the fill: white where it can be read, else ink."""
        return PAGE if contrast(self.colour, PAGE) >= 4.5 else INK


_TYPES = {"complaint": Fill(BLUE), "compliment": Fill(TURQUOISE), "comment": Fill(ORANGE, "////")}
_SERVICES = [
    Fill(PLUM),
    Fill(LILAC),
    Fill(CHARCOAL, "////"),
    Fill(LILAC, "xxx"),
    Fill(PLUM, "..."),
    Fill(CHARCOAL, "---"),
]
_BANDS = [
    Fill(BLUE),
    Fill(LIGHT_BLUE, edge=BLUE),
    Fill(PAGE, "////", hatch_colour=BLUE, edge=BLUE),
    Fill(GREY, "..."),
    Fill(BLUE, "xxx"),
]
_ANYTHING = [
    Fill(BLUE),
    Fill(TURQUOISE),
    Fill(PLUM, "////"),
    Fill(ORANGE, "xxx"),
    Fill(CHARCOAL, "..."),
    Fill(LILAC, "---"),
]
_MORE_HATCHES = ["\\\\\\\\", "+++", "ooo", "|||", "**"]


def fills(role: str, things: Sequence[Hashable]) -> dict[Hashable, Fill]:
    """Get the fill of each thing, by the role that the column plays in the paper.

    role: the name of the column. ``feedback_type``: each type has its own fill, whichever are shown.
        ``service``: by place, so give all services in the council's order. ``band``: by place, best
        first. ``year``: the last is dark, earlier ones grey. Any other column: by place.
    things: the values of the column, in the order drawn; beyond fifteen, fills are used again.
    """
    if role == "feedback_type":
        others = iter(_endless(_ANYTHING[4:], len(things)))
        return {thing: _TYPES.get(str(thing)) or next(others) for thing in things}
    if role == "year":
        earlier = [Fill(GREY), Fill(GREY, "////"), Fill(GREY, "...")]
        latest_first = [Fill(BLUE), *_endless(earlier, len(things))]
        return dict(zip(things, reversed(latest_first[: len(things)]), strict=True))
    by_place = {"service": _SERVICES, "band": _BANDS}.get(role, _ANYTHING)
    return dict(zip(things, _endless(by_place, len(things)), strict=True))


def contrast(one: str, other: str) -> float:
    """Get the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Get the relative luminance of a colour written #rrggbb, 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _endless(first: list[Fill], count: int) -> list[Fill]:
    """Lengthen a list of fills by its dark and its middling colour under other hatchings, and then again."""
    more = [Fill(fill.colour, hatch, edge=fill.edge) for hatch in _MORE_HATCHES for fill in first[:2]]
    every = first + more
    return (every * (count // len(every) + 1))[:count]
