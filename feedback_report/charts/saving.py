"""Figures as files: PNG for print and Word, SVG for the page, the same bytes on every run."""

import io
import re

from lxml import etree
from matplotlib.figure import Figure

from feedback_report.charts.canvas import chart_style, settle
from feedback_report.charts.palette import DARK_MODE

PRINT_DPI = 200
_SVG = "{http://www.w3.org/2000/svg}"


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
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _for_the_page(file.getvalue())


def _for_the_page(svg: bytes) -> str:
    """Leave out what matplotlib notes about itself and the data's words, and add the dark colours."""
    root = etree.fromstring(svg, etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False))
    for metadata in root.findall(f"{_SVG}metadata"):
        root.remove(metadata)
    style = etree.Element(f"{_SVG}style")
    style.text = dark_style(svg.decode("utf-8"))
    root.insert(0, style)
    etree.cleanup_namespaces(root)
    return re.sub(r"\s*\n\s*", " ", etree.tostring(root, encoding="unicode")) + "\n"


def dark_style(drawing: str) -> str:
    """Write the style sheet that gives every colour of a drawing its counterpart on a dark screen."""
    rules = [
        f'[style*="fill: {light}"],[fill="{light}"]{{fill:{dark}!important}}'
        f'[style*="stroke: {light}"]{{stroke:{dark}!important}}'
        for light, dark in DARK_MODE.items()
        if light in drawing
    ]
    return f"@media (prefers-color-scheme: dark){{{''.join(rules)}}}"
