"""Figures as files: PNG for print and Word, SVG for the page, the same bytes on every run."""

import copy
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree
from matplotlib.figure import Figure
from matplotlib.text import Text

from feedback_report.charts.canvas import OUTLINE, chart_style, settle
from feedback_report.charts.palette import DARK_MODE, PAGE

PRINT_DPI = 200
BEHIND = "behind"
SVG = "{http://www.w3.org/2000/svg}"


def to_png(figure: Figure, dpi: int = PRINT_DPI) -> bytes:
    """Get a figure as a PNG on white, without the time or the program that made it."""
    file = io.BytesIO()
    with chart_style():
        settle(figure)
        figure.savefig(file, format="png", dpi=dpi, metadata={"Software": None})
    return file.getvalue()


def to_svg(figure: Figure) -> str:
    """Get a figure as an SVG that takes the width it is given and the reader's light or dark screen.

    Letters are outlines, so it looks the same where the font is not installed; the background is
    transparent. For use in ``<img>``, where its style reaches nothing else.
    """
    file = io.BytesIO()
    with chart_style():
        settle(figure)
        with _plain_letters(figure):
            figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _for_the_page(file.getvalue())


@contextmanager
def _plain_letters(figure: Figure) -> Iterator[None]:
    """Leave the lines behind letters to ``_put_behind``: matplotlib would write out every letter twice."""
    texts = [(text, text.get_path_effects(), text.get_gid()) for text in figure.findobj(Text)]
    outlined = [(text, effects, gid) for text, effects, gid in texts if effects]
    for text, _, _ in outlined:
        text.set(path_effects=[], gid=BEHIND)
    try:
        yield
    finally:
        for text, effects, gid in outlined:
            text.set(path_effects=effects, gid=gid)


def _for_the_page(svg: bytes) -> str:
    """Leave out what matplotlib notes about itself and the data's words, and add the dark colours."""
    root = etree.fromstring(svg, etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False))
    for metadata in root.findall(f"{SVG}metadata"):
        root.remove(metadata)
    for group in list(root.iter(f"{SVG}g")):
        if group.attrib.pop("id", "") == BEHIND:
            _put_behind(group)
    for path in root.iter(f"{SVG}path"):
        if "d" in path.attrib:
            path.set("d", _rounded(path.get("d", "")))
    style = etree.Element(f"{SVG}style")
    root.insert(0, style)
    etree.cleanup_namespaces(root)
    style.text = dark_style(etree.tostring(root, encoding="unicode"))
    return etree.tostring(root, encoding="unicode") + "\n"


def _rounded(path: str) -> str:
    """Write a path on one line, to the hundredth of a point."""
    short = re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), path)
    return " ".join(short.split())


def _put_behind(text: etree._Element) -> None:
    """Put a line in the page's colour behind letters, so that they can be read where a mark runs behind them."""
    for place, line in enumerate(list(text)):
        behind = copy.deepcopy(line)
        for definitions in behind.findall(f"{SVG}defs"):
            behind.remove(definitions)
        scale = re.search(r"scale\(([\d.]+)", line.get("transform", ""))
        width = f"{OUTLINE / float(scale[1] if scale else 1):g}"
        behind.set("style", f"fill: {PAGE}; stroke: {PAGE}; stroke-width: {width}; stroke-linejoin: round")
        text.insert(place, behind)


def dark_style(drawing: str) -> str:
    """Write the style sheet that gives every colour of a drawing its counterpart on a dark screen."""
    rules = [
        f'[style*="fill: {light}"],[fill="{light}"]{{fill:{dark}!important}}'
        f'[style*="stroke: {light}"]{{stroke:{dark}!important}}'
        for light, dark in DARK_MODE.items()
        if light in drawing
    ]
    return f"@media (prefers-color-scheme: dark){{{''.join(rules)}}}"
