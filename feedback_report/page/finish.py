"""The finished web page of the paper, alike whichever renderer wrote its text."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from feedback_report.page.body import read_engine_page
from feedback_report.page.contents import contents
from feedback_report.page.figures import finish_figures
from feedback_report.page.frame import fill_frame
from feedback_report.page.headings import lower_headings
from feedback_report.page.leftovers import find_leftovers
from feedback_report.page.page_inputs import FigureFile, Page
from feedback_report.page.prose import finish_prose

__all__ = ["FigureFile", "Page", "find_leftovers", "finish_html", "finished_page"]

STYLE = Path(__file__).resolve().parents[2] / "style"


def finish_html(
    engine_html: Path, output: Path, figures: Mapping[str, FigureFile], page: Page, style: Path = STYLE
) -> None:
    """Make the finished page of what Quarto or Pandoc wrote.

    Keeps the paper's text and puts it into the page of ``style`` (page.html, page.css, page.js):
    one file that needs no other, with contents, numbered paragraphs, drawings that scale, and
    the data behind every figure. ``figures`` gives drawing and data by the figure's label. The same
    input gives the same bytes. Raises RenderError with every problem found.
    """
    text = engine_html.read_text(encoding="utf-8")
    output.write_bytes(finished_page(text, figures, page, style, engine_html.name).encode("utf-8"))


def finished_page(
    text: str, figures: Mapping[str, FigureFile], page: Page, style: Path = STYLE, where: str = "the rendered page"
) -> str:
    """Make the finished page from an engine's page, both as text. See ``finish_html``."""
    engine = read_engine_page(text, where)
    page = replace(page, title=page.title or engine.title, subtitle=page.subtitle or engine.subtitle)
    lower_headings(engine.body)
    finish_prose(engine.body)
    finish_figures(engine.body, figures, page.year_style)
    return fill_frame(page, contents(engine.body), engine.body, style)
