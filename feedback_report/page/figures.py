"""Figures and their data: drawings that scale, captions where readers look for them, CSV files to keep."""

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from feedback_report.errors import RenderError
from feedback_report.page.data_table import ROUNDED, data_table, is_rounded
from feedback_report.page.elements import add_class, element, is_inside, text_of, with_class
from feedback_report.page.page_inputs import FigureFile
from feedback_report.page.pictures import data_address, png_size, read_svg
from feedback_report.page.tables import finish_table, let_scroll, tell_regions_apart
from feedback_report.tables.csv_formulas import without_formulas

LEGIBLE = 480  # pixels; a chart made narrower cannot be read: `.chart-scroll img` in style/page.css
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads a CSV file in the machine's old code page


def finish_figures(body: HtmlElement, figures: Mapping[str, FigureFile], year_style: str) -> None:
    """Finish every figure of the text, then the tables and pictures outside figures.

    A chart keeps its caption below, a table has it above. Raises RenderError with every drawing
    or data file that cannot be used; labels that are not on the page are left alone, because
    the paper may hide a figure.
    """
    problems: list[str] = []
    for figure in list(body.iter("figure")):
        try:
            _finish_figure(figure, figures.get(figure.get("id", ""), FigureFile()), year_style)
        except RenderError as error:
            problems += error.problems
    if problems:
        raise RenderError(problems)
    for table in list(body.iter("table")):
        if not is_inside(table, "figure", "details"):
            finish_table(table)
    tell_regions_apart(body)
    for picture in body.iter("img"):
        _give_size(picture)


def _finish_figure(figure: HtmlElement, files: FigureFile, year_style: str) -> None:
    label = figure.get("id", "")
    caption = _caption(figure)
    tables = [table for table in figure.iter("table") if not is_inside(table, "table")]
    pictures = list(figure.iter("img"))
    figure.attrib.pop("data-number", None)
    _flatten(figure)
    if files.svg and len(pictures) == 1:
        drawing = read_svg(files.svg, _name(caption, label))
        pictures[0].set("src", drawing.address)
        pictures[0].set("width", str(drawing.width))
        pictures[0].set("height", str(drawing.height))
        if drawing.adapts:
            add_class(pictures[0], "adapts")
        if drawing.width > LEGIBLE:
            let_scroll(pictures[0], "chart", text_of(caption) if caption is not None else label)
    if caption is not None:
        if tables:
            figure.insert(0, caption)
        else:
            figure.append(caption)
        caption.tail = "\n"
    add_class(figure, "table-figure" if tables else "chart-figure")
    for table in tables:
        finish_table(table, named_by=caption)
    if files.csv:
        name = _name(caption, label)
        words = text_of(caption) if caption is not None else name
        table = data_table(files.csv, f"Data behind {words}", name, year_style)
        _offer_data(figure, files.csv, name, None if tables else table)


def _caption(figure: HtmlElement) -> HtmlElement | None:
    """Take the caption out of a figure, with an id by which a table can be named."""
    caption = next(iter(figure.iter("figcaption")), None)
    if caption is not None:
        caption.set("id", f"{figure.get('id', 'figure')}-caption")
        caption.getparent().remove(caption)
    return caption


def _flatten(figure: HtmlElement) -> None:
    """Dissolve the paragraphs and boxes between a figure and its picture or table."""
    for node in list(figure.iter("p", "div")):
        alone = len(node) == 1 and node[0].tag in ("img", "table") and not (node.text or "").strip()
        if alone and not node.attrib:
            node.drop_tag()
    figure.text = "\n"
    for child in figure:
        child.tail = "\n" if not (child.tail or "").strip() else child.tail


def _name(caption: HtmlElement | None, label: str) -> str:
    """Get what the paper calls a figure: ``Figure 3``; its label where it has no number."""
    labels = with_class(caption, "caption-label") if caption is not None else []
    return text_of(labels[0]).rstrip(":. ").replace("\u00a0", " ") if labels else label


def _offer_data(figure: HtmlElement, text: str, name: str, table: HtmlElement | None) -> None:
    """Put the data after a figure: a table to open and a file; the file alone where the figure is a table."""
    file = without_formulas(text.lstrip(BYTE_ORDER_MARK).replace("\r\n", "\n"))
    content = (BYTE_ORDER_MARK + file.replace("\n", "\r\n")).encode()
    after = download = element("p", class_="download")
    link = element("a", f"Download the data of {name} (CSV, {_size(len(content))})")
    link.set("download", file_name(name))
    link.set("href", data_address("text/csv;charset=utf-8", content))
    download.append(link)
    if table is not None:
        after = element("details", "\n", class_="figure-data")
        after.append(element("summary", f"Data behind {name}"))
        after.append(table)
        finish_table(table)
        if is_rounded(text):
            after.append(element("p", ROUNDED))
        after.append(download)
        for child in after:
            child.tail = "\n"
    after.tail = figure.tail
    figure.addnext(after)
    figure.tail = "\n"


def file_name(name: str) -> str:
    """Name the file of a figure's data: ``figure-03.csv`` for Figure 3."""
    words, number = re.fullmatch(r"(.*?)[\s-]*(\d*)", name, re.DOTALL).groups()  # type: ignore[union-attr]
    stem = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return "-".join(part for part in (stem, number.zfill(2) if number else "") if part) + ".csv"


def _size(length: int) -> str:
    return f"{max(1, round(length / 1000)):,} kB"


def _give_size(picture: HtmlElement) -> None:
    """State the size of an embedded picture that has none."""
    size = png_size(picture.get("src", ""))
    if size and not picture.get("width"):
        picture.set("width", str(size[0]))
        picture.set("height", str(size[1]))
