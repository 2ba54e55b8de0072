"""Small finished pages, made of two specimens that pandoc and Quarto wrote, and what tests read of them."""

from pathlib import Path

from lxml import html

from feedback_report.page.finish import FigureFile, Page, finished_page

SPECIMENS = Path(__file__).parent / "specimens" / "html"
PANDOC = (SPECIMENS / "pandoc.html").read_text(encoding="utf-8")
QUARTO = (SPECIMENS / "quarto.html").read_text(encoding="utf-8")

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36">'
    '<rect width="72" height="36"/></svg>'
)
VISITS = "year,visits,share_of_all\n2019/20,1204,0.44037\n2020/21,1530,0.5\n"
FIGURES = {"fig-visits": FigureFile(DRAWING, VISITS), "fig-branches": FigureFile(csv="branch,visits\nNorth,1000\n")}
PAGE = Page(council="Anytown Council", committee="Library Committee", meeting_date="3 June 2021")


def page_of(body: str, figures=None, page: Page = PAGE) -> html.HtmlElement:
    """Finish a page with these blocks and read it."""
    written = finished_page(f"<html><head><title>T</title></head><body>{body}</body></html>", figures or {}, page)
    return html.document_fromstring(written)


def finished(text: str = PANDOC) -> html.HtmlElement:
    return html.document_fromstring(finished_page(text, FIGURES, PAGE))


def words(node) -> str:
    return " ".join(node.text_content().split())


def one(root, path: str):
    (node,) = root.xpath(path)
    return node
