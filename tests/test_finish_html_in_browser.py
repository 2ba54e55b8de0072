"""The finished page as a browser shows it: with and without scripts, wide, narrow, dark and printed."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from feedback_report.gates import browser
from feedback_report.gates.accessibility import check_page
from feedback_report.page.finish import FigureFile, Page, finished_page

SPECIMENS = Path(__file__).parent / "specimens" / "html"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36"><style>'
    "@media (prefers-color-scheme: dark) {rect {fill: #eee}}</style>"
    '<rect width="72" height="36"/></svg>'
)
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 568}

pytestmark = pytest.mark.skipif(bool(browser.missing_for_browser()), reason=" ".join(browser.missing_for_browser()))


@pytest.fixture(scope="module")
def chromium():
    with browser.open_browser() as started:
        yield started


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A finished page with a long text, a wide table and a sample notice."""
    text = (SPECIMENS / "pandoc.html").read_text(encoding="utf-8")
    filling = "<p>Visits are counted at the door of each branch, every day of the year.</p>\n" * 25
    text = re.sub(r"(?=<h[12] )", filling, text)
    columns = "".join(f"<th>Branch number {i}</th>" for i in range(12))
    cells = "".join(f"<td>{i}</td>" for i in range(12))
    wide = f'<table id="wide"><thead><tr>{columns}</tr></thead><tbody><tr>{cells}</tr></tbody></table>'
    text = text.replace("<ul>", f"{wide}\n<ul>", 1)
    figures = {
        "fig-visits": FigureFile(DRAWING, "year,visits\n2019/20,1204\n"),
        "fig-branches": FigureFile(csv="branch,visits\nNorth,1\n"),
    }
    page = Page("Anytown Council", "Library Committee", "3 June 2021", sample_notice="Invented figures.")
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(finished_page(text, figures, page), encoding="utf-8")
    return path


@pytest.fixture
def open_page(chromium, report):
    contexts = []

    def open_it(place: str = "", viewport=None, **options):
        context = chromium.new_context(viewport=viewport or WIDE, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(report.as_uri() + place)
        return page

    yield open_it
    for context in contexts:
        context.close()


def test_the_finished_page_passes_the_gate(chromium, report):
    assert [str(problem) for problem in check_page(chromium, report)] == []


def marked(page) -> str:
    page.wait_for_selector("nav [aria-current]")
    page.wait_for_timeout(200)
    return page.inner_text("nav [aria-current]").replace("\n", " ")


@pytest.mark.parametrize(
    ("place", "expected"),
    [("#visits", "1 Visits"), ("#by-branch", "By branch"), ("#fig-branches", "By branch"), ("#fn1", "Notes")],
)
def test_the_contents_mark_where_the_reader_is(open_page, place, expected):
    assert marked(open_page(place)) == expected


def test_the_mark_moves_with_the_reader(open_page):
    page = open_page("#fn1")
    assert marked(page) == "Notes"
    page.evaluate("document.getElementById('visits').scrollIntoView()")
    # The page's own policy forbids the polling of strings as code, so the locator waits instead.
    expect(page.locator("nav [aria-current]")).to_contain_text("Visits")


def test_at_the_end_of_the_page_the_heading_that_was_asked_for_is_marked(open_page):
    page = open_page("#footnotes-heading")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert marked(page) == "Notes"


def test_the_contents_stay_in_sight_beside_the_text(open_page):
    page = open_page("#by-branch")
    assert page.locator("nav").bounding_box()["y"] == 0


def test_the_contents_fold_on_a_narrow_screen_and_open_at_a_touch(open_page):
    page = open_page(viewport=NARROW)
    assert not page.is_visible("nav a")
    page.click("nav summary")
    assert page.is_visible("nav a")


def test_without_scripts_everything_can_be_read_and_reached(open_page):
    for viewport in (WIDE, NARROW):
        page = open_page(viewport=viewport, java_script_enabled=False)
        assert page.is_visible("nav a >> text=By branch")
        assert page.is_visible("main >> text=The branches plan more.")
        page.click("summary >> text=Data behind Figure 1")
        assert page.is_visible("text=Download the data of Figure 1")


def test_only_a_table_that_does_not_fit_is_a_stop_for_the_keyboard(open_page):
    def stops(page):
        page.wait_for_timeout(200)
        return page.eval_on_selector_all(
            "main > .table-scroll[tabindex]", "all => all.map(one => one.querySelector('table').id)"
        )

    page = open_page()
    assert stops(page) == ["wide"]
    page.set_viewport_size({"width": 2400, "height": 800})
    page.evaluate("document.querySelector('#wide').style.fontSize = '4px'")
    assert stops(page) == []
    page.evaluate("document.querySelector('#wide').style.fontSize = ''")
    page.set_viewport_size(NARROW)
    assert "wide" in stops(page)
    region = page.locator("#wide").locator("..")
    assert (region.get_attribute("role"), region.get_attribute("aria-label") is None) == ("group", False)


def test_paragraph_numbers_stand_in_the_margin_where_there_is_room(open_page):
    number, text = "#par-1-1 > a", "#par-1-1 > p"
    page = open_page()
    boxes = [page.locator(selector).bounding_box() for selector in (number, text)]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    page = open_page(viewport=NARROW)
    boxes = [page.locator(selector).bounding_box() for selector in (number, text)]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]


def test_lines_are_of_a_readable_length(open_page):
    page = open_page(viewport={"width": 2400, "height": 1000})
    width = page.locator("#par-1-1 > p").bounding_box()["width"]
    size = page.eval_on_selector("#par-1-1 > p", "node => parseFloat(getComputedStyle(node).fontSize)")
    # a letter of a sans-serif is about half as wide as it is high: 60 to 75 letters to the line
    assert 60 <= width / (size / 2) <= 75


def test_the_picture_keeps_its_place_before_it_is_drawn(open_page):
    page = open_page()
    box = page.locator("#fig-visits img").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(2)


def test_a_drawing_turns_dark_with_the_page(open_page):
    def middle(scheme):
        picture = open_page(color_scheme=scheme).locator("#fig-visits img").screenshot()
        drawn = Image.open(BytesIO(picture)).convert("RGB")
        return drawn.getpixel((drawn.width // 2, drawn.height // 2))

    assert (middle("light"), middle("dark")) == ((0, 0, 0), (238, 238, 238))


def test_paper_carries_the_text_alone(open_page):
    page = open_page(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    hidden = ["nav", ".skip-link", ".download", "details.figure-data", ".footnote-back", "footer a"]
    assert [selector for selector in hidden if page.locator(selector).first.is_visible()] == []
    assert page.eval_on_selector("html", "node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"
    assert page.eval_on_selector("html", "node => getComputedStyle(node).color") == "rgb(0, 0, 0)"


def test_data_that_the_reader_has_opened_is_printed(open_page):
    page = open_page()
    page.click("summary >> text=Data behind Figure 1")
    page.emulate_media(media="print")
    assert page.locator(".figure-data table").is_visible()


def test_the_addresses_of_links_are_printed(open_page):
    page = open_page()
    page.emulate_media(media="print")
    after = "node => getComputedStyle(node, '::after').content"
    assert "https://example.org/rules" in page.eval_on_selector("main a[href^=http]", after)
    assert page.eval_on_selector("main a.quarto-xref", after) == "none"


def test_the_paper_size_is_a4(open_page):
    box = PdfReader(BytesIO(open_page().pdf(prefer_css_page_size=True))).pages[0].mediabox
    # 210 mm by 297 mm in points
    assert (round(box.width), round(box.height)) == (595, 842)
