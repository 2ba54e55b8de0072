import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import html

from feedback_report.errors import RenderError
from feedback_report.finish_html import STYLE, FigureFile, Page, find_leftovers, finish_html, finished_page

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


# Both engines


def test_both_engines_give_the_same_page():
    assert finished_page(PANDOC, FIGURES, PAGE) == finished_page(QUARTO, FIGURES, PAGE)


def test_the_same_input_gives_the_same_bytes(tmp_path):
    source = tmp_path / "engine.html"
    source.write_text(QUARTO, encoding="utf-8")
    for name in ("one.html", "two.html"):
        finish_html(source, tmp_path / name, FIGURES, PAGE)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@pytest.mark.parametrize(
    "trace", ["data-", "quarto-1.11", "/home/", "generator", "{{&lt;", "cell", "anchored", "cloudflare"]
)
def test_nothing_of_the_engine_is_left(trace):
    assert trace in QUARTO
    body = finished_page(QUARTO, FIGURES, PAGE).partition("<body")[2].replace("table cell", "")
    assert trace not in body


def test_a_finished_page_has_no_leftovers():
    assert find_leftovers(finished_page(QUARTO, FIGURES, PAGE)) == []


def test_lines_of_code_keep_their_line_ends():
    page = page_of("<pre><code>first\n  second</code></pre>")
    assert one(page, "//pre").text_content() == "first\n  second"


def test_the_id_of_a_box_goes_to_what_it_holds():
    page = page_of('<section id="visits" class="level1"><h1>Visits</h1><p>Words.</p></section>')
    assert one(page, "//main/h2").get("id") == "visits"
    assert page.xpath("//main//section") == []


def test_the_classes_of_a_section_go_to_its_heading():
    page = page_of('<section id="plans" class="level1 unnumbered"><h1>Plans</h1><p>Words.</p></section>')
    assert one(page, "//main/h2").get("class") == "unnumbered"


def test_words_that_follow_each_other_on_two_lines_stay_apart():
    assert words(one(page_of("<p>one\n<em>two</em>\nthree</p>"), "//main/p")) == "one two three"


# The frame


def test_the_page_says_its_language_title_and_description():
    page = finished()
    assert page.get("lang") == "en-GB"
    assert one(page, "//title").text == "Annual library report, 1 April 2020 to 31 March 2021 – Anytown Council"
    assert one(page, "//meta[@name='description']").get("content") == (
        "Annual library report, 1 April 2020 to 31 March 2021. Anytown Council. Library Committee, 3 June 2021."
    )


def test_the_header_names_council_committee_meeting_title_and_period():
    header = one(finished(), "//body/header")
    assert words(header) == (
        "Anytown Council Library Committee, 3 June 2021 Annual library report 1 April 2020 to 31 March 2021"
    )
    assert words(one(header, ".//h1")) == "Annual library report"


def test_a_title_that_is_given_takes_the_place_of_the_papers():
    page = html.document_fromstring(
        finished_page(PANDOC, {}, Page("Anytown Council", title="Another", subtitle="2020"))
    )
    assert words(one(page, "//h1")) == "Another"
    assert one(page, "//title").text == "Another, 2020 – Anytown Council"


def test_the_landmarks_stand_in_order_behind_the_skip_link():
    body = one(finished(), "//body")
    assert [node.tag for node in body.iter("a", "header", "nav", "main", "footer")][:3] == ["a", "header", "nav"]
    assert [len(body.xpath(f"//{name}")) for name in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    skip = body.xpath("//a")[0]
    assert skip.get("href") == "#" + one(body, "//main").get("id")


def test_the_sample_notice_stands_at_the_top_and_in_the_footer():
    page = page_of("<p>Words.</p>", page=Page("Anytown Council", sample_notice="Invented figures."))
    assert words(page.xpath("//body/header/*")[0]) == "Invented figures."
    assert "Invented figures." in words(one(page, "//footer"))


def test_a_real_paper_has_no_notice():
    assert finished().find_class("sample-notice") == []


def test_names_with_special_characters_are_text():
    page = page_of("<p>Words.</p>", page=Page('A & B <Council> "C"', title="</title><b>x"))
    assert one(page, "//title").text == '</title><b>x – A & B <Council> "C"'
    assert words(one(page, "//h1")) == "</title><b>x"
    assert "A & B <Council>" in words(one(page, "//footer"))
    assert page.xpath("//b") == []


def test_the_policy_allows_our_script_and_nothing_from_outside():
    text = finished_page(PANDOC, FIGURES, PAGE)
    script = re.search("<script>(.*?)</script>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = one(finished(), "//meta[@http-equiv]").get("content")
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert f"script-src 'sha256-{digest}'" in policy


def test_the_notice_of_a_sample_runs_through_the_printed_pages():
    printed = finished_page(PANDOC, {}, Page("Report", sample_notice="Invented."))
    assert '@bottom-left { content: "Invented." }' in printed
    assert "@bottom-left { content" not in finished_page(PANDOC, {}, Page("Report"))


def test_the_name_in_the_printed_header_cannot_end_the_style():
    text = finished_page(PANDOC, {}, Page('</style><b>"; } x'))
    assert text.count("</style>") == 1


# Headings and contents


def test_headings_are_one_level_below_the_title():
    found = [(node.tag, words(node)) for node in one(finished(), "//main").iter("h2", "h3", "h4")]
    assert found == [
        ("h2", "Recommendation"),
        ("h2", "1 Visits"),
        ("h3", "By branch"),
        ("h4", "Doors"),
        ("h2", "2 Plans"),
        ("h2", "Notes"),
    ]


def test_the_contents_list_sections_and_their_parts_with_numbers():
    listing = one(finished(), "//nav//ol[@class='contents-list']")
    assert [words(item.find("a")) for item in listing] == ["Recommendation", "1 Visits", "2 Plans", "Notes"]
    assert [words(link) for link in listing.xpath("li/ol/li/a")] == ["By branch"]
    assert [link.get("href") for link in listing.xpath("li/a")] == [
        "#recommendation",
        "#visits",
        "#plans",
        "#footnotes-heading",
    ]


def test_a_heading_inside_a_callout_is_not_in_the_contents():
    assert "Doors" not in words(one(finished(), "//nav"))


def test_a_heading_without_an_id_gets_one_that_is_free():
    page = page_of('<h1>Plans</h1><p id="plans">Words.</p><h1>Plans</h1>')
    assert [node.get("id") for node in page.xpath("//main/h2")] == ["plans-2", "plans-3"]


def test_a_note_mark_in_a_heading_is_not_in_the_contents():
    page = page_of('<h1 id="a">Plans<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a></h1>')
    assert words(one(page, "//nav//li")) == "Plans"


# Prose


def test_a_paragraphs_number_is_a_link_to_the_paragraph():
    paragraph = finished().get_element_by_id("par-branches")
    number = paragraph[0]
    assert (number.text, number.get("href"), number.get("aria-label")) == ("1.3", "#par-branches", "Paragraph 1.3")
    assert paragraph[1].tag == "p"


def test_note_marks_and_the_way_back_say_where_they_lead():
    page = finished()
    assert one(page, "//a[@role='doc-noteref']").get("aria-label") == "Note 1"
    back = one(page, "//a[@role='doc-backlink']")
    assert (words(back), back.get("aria-label")) == ("Back to the text", "Back to the text of note 1")


def test_a_callout_says_its_kind_in_words():
    titles = [words(title) for title in finished().find_class("callout-title")]
    assert titles == ["Note: About the count", "Warning"]


def test_a_passage_that_is_not_reviewed_says_so_once():
    page = page_of(
        '<p><span class="not-reviewed">It fell.</span></p><div class="not-reviewed"><p>Not yet reviewed.</p></div>'
    )
    assert [words(passage) for passage in page.find_class("not-reviewed")] == [
        "Not yet reviewed: It fell.",
        "Not yet reviewed.",
    ]


# Figures


def test_the_drawing_takes_the_place_of_the_picture_and_keeps_its_alternative():
    picture = one(finished(), "//figure[@id='fig-visits']/img")
    kind, _, content = picture.get("src").partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert b"<rect" in base64.b64decode(content)
    assert picture.get("alt") == "Bar chart: 1,204 visits in 2019/20 and 1,530 in 2020/21."
    # 72 points are 96 pixels
    assert (picture.get("width"), picture.get("height")) == ("96", "48")


def test_a_figure_without_a_drawing_keeps_its_picture_and_states_its_size():
    page = html.document_fromstring(finished_page(PANDOC, {}, PAGE))
    picture = one(page, "//figure[@id='fig-visits']/img")
    assert picture.get("src").startswith("data:image/png")
    assert (picture.get("width"), picture.get("height")) == ("4", "2")  # the specimen's picture


def test_only_a_drawing_with_dark_colours_of_its_own_is_shown_without_white_paper():
    dark = DRAWING.replace("<rect", "<style>@media (prefers-color-scheme: dark) {rect {fill: white}}</style><rect")
    for drawing, name in ((dark, "adapts"), (DRAWING, None)):
        page = html.document_fromstring(finished_page(PANDOC, {"fig-visits": FigureFile(drawing)}, PAGE))
        assert one(page, "//figure[@id='fig-visits']/img").get("class") == name


def test_a_chart_has_its_caption_below_and_a_table_above():
    page = finished()
    assert [node.tag for node in page.get_element_by_id("fig-visits")] == ["img", "figcaption"]
    assert [node.tag for node in page.get_element_by_id("fig-branches")] == ["figcaption", "div"]


def test_the_data_behind_a_chart_is_a_table_with_a_name():
    details = one(finished(), "//details[@class='figure-data']")
    assert words(details.find("summary")) == "Data behind Figure 1"
    assert words(details.find(".//caption")) == "Data behind Figure 1: Visits by year, all branches"
    assert [(cell.tag, cell.get("scope")) for cell in details.find(".//tbody/tr")] == [
        ("th", "row"),
        ("td", None),
        ("td", None),
    ]


def data_behind(text: str, page: Page = PAGE) -> list[list[str]]:
    """Finish a page with this data behind Figure 1, and read the table."""
    written = html.document_fromstring(finished_page(PANDOC, {"fig-visits": FigureFile(csv=text)}, page))
    return [[words(cell) for cell in row] for row in one(written, "//details[@class='figure-data']").iter("tr")]


@pytest.mark.parametrize(
    ("column", "value", "name", "printed"),
    [
        ("visits", "12040", "Visits", "12,040"),
        ("visits", "-12040", "Visits", "-12,040"),
        ("visits", "", "Visits", ""),
        ("rate", "1.005", "Rate", "1.01"),  # a half goes up
        ("rate", "1.5", "Rate", "1.5"),
        ("per_100_000", "140.655", "Per 100,000 residents", "140.66"),
        ("per_1_000", "140.655", "Per 1,000", "140.66"),
        ("share", "0.125", "Percentage", "12.5%"),
        ("month", "9", "Month", "September"),
        ("branch_share", "1.0", "Branch share", "100.0%"),
        ("share", "", "Percentage", ""),
        ("year", "2020", "Year", "2020/21"),
        ("year", "2019/20", "Year", "2019/20"),
        ("population_year", "2020", "Year of the residents", "2020"),
        ("open", "True", "Open", "yes"),
        ("branch", "N/A", "Branch", "N/A"),
    ],
)
def test_the_data_behind_a_chart_is_written_for_readers(column, value, name, printed):
    assert data_behind(f"branch,{column},{column}\nNorth,{value},{value}\n") == [
        ["Branch", name, name],
        ["North", printed, printed],
    ]


def test_years_are_written_as_the_council_writes_them():
    page = Page("Anytown Council", year_style="2024 to 2025")
    for year in ("2020", "2020/21"):
        assert data_behind(f"year,visits\n{year},5\n", page)[1] == ["2020 to 2021", "5"]


def test_readers_see_a_rate_with_its_residents_and_not_what_only_the_file_needs():
    columns = "year,area_code,area,is_council,held,count,base,share,per_100_000,rank,source"
    values = "2023/24,E1,Anytown,True,True,20,10000,0.002,200,1,cases"
    assert data_behind(f"{columns}\n{values}\n") == [
        ["Year", "Area", "Number", "Residents", "Per 100,000 residents", "Source of the number"],
        ["2023/24", "Anytown", "20", "10,000", "200", "cases"],
    ]


def test_readers_see_how_many_came_in_a_month_as_the_chart_does():
    assert data_behind("month,count,base,share\n4,5,10,0.5\n") == [["Month", "Number"], ["April", "5"]]


def test_what_a_share_is_out_of_stands_beside_it():
    assert data_behind("branch,count,base,share\nNorth,5,10,0.5\n")[0] == ["Branch", "Number", "Out of", "Percentage"]


def test_keys_are_left_out_of_the_table_and_stay_in_the_file():
    text = "branch_key,branch,visits\nn,North,5\n"
    assert data_behind(text) == [["Branch", "Visits"], ["North", "5"]]
    written = html.document_fromstring(finished_page(PANDOC, {"fig-visits": FigureFile(csv=text)}, PAGE))
    content = base64.b64decode(one(written, "//details[@class='figure-data']//a").get("href").partition(",")[2])
    assert b"branch_key" in content


@pytest.mark.parametrize(
    ("text", "says_so"),
    [("a,share\nx,0.4403\n", True), ("a,share\nx,0.125\n", False), ("a,b\nx,1.255\n", True), ("a,b\nx,1.25\n", False)],
)
def test_a_table_of_rounded_numbers_says_so(text, says_so):
    page = html.document_fromstring(finished_page(PANDOC, {"fig-visits": FigureFile(csv=text)}, PAGE))
    assert ("rounded here" in words(one(page, "//details[@class='figure-data']"))) == says_so


def test_columns_of_numbers_stand_right_and_years_left():
    page = html.document_fromstring(finished_page(PANDOC, FIGURES, PAGE))
    row = one(page, "//details[@class='figure-data']").find(".//tbody/tr")
    assert [cell.get("class") for cell in row] == [None, "right", "right"]


def test_the_file_behind_a_figure_opens_in_a_spreadsheet_with_its_characters_whole():
    link = one(finished(), "//details[@class='figure-data']//a")
    assert link.get("download") == "figure-01.csv"
    content = base64.b64decode(link.get("href").partition(",")[2])
    assert content == b"\xef\xbb\xbf" + VISITS.replace("\n", "\r\n").encode()


def test_a_text_that_is_a_formula_is_none_in_the_file_and_stands_in_the_table_as_it_is():
    text = "branch,visits\n=1+1,-5\n"
    assert data_behind(text)[1] == ["=1+1", "-5"]
    written = html.document_fromstring(finished_page(PANDOC, {"fig-visits": FigureFile(csv=text)}, PAGE))
    content = base64.b64decode(one(written, "//details[@class='figure-data']//a").get("href").partition(",")[2])
    assert content.endswith(b"'=1+1,-5\r\n")


def test_a_table_figure_offers_its_file_without_printing_the_data_again():
    figure = finished().get_element_by_id("fig-branches")
    assert figure.getnext().get("class") == "download"
    assert figure.getnext().find("a").get("download") == "figure-02.csv"


def test_data_for_a_figure_that_the_paper_hides_is_left_out():
    assert "fig-hidden" not in finished_page(PANDOC, {"fig-hidden": FigureFile(DRAWING, VISITS)}, PAGE)


# Tables


def test_the_cells_of_the_first_row_and_column_name_the_others():
    table = one(finished().get_element_by_id("fig-branches"), ".//table")
    assert [(cell.tag, cell.get("scope")) for cell in table.find("thead")[0]] == [
        ("td", None),
        ("th", "col"),
        ("th", "col"),
    ]
    assert [(cell.tag, cell.get("scope")) for cell in table.find("tbody")[0]] == [
        ("th", "row"),
        ("td", None),
        ("td", None),
    ]
    assert table.get("aria-labelledby") == "fig-branches-caption"


def test_numbers_stand_right_and_the_total_is_marked():
    table = one(finished().get_element_by_id("fig-branches"), ".//table")
    assert [cell.get("class") for cell in table.find("tbody")[0]] == [None, "right", "right"]
    assert [row.get("class") for row in table.find("tbody")] == [None, None, "total"]


@pytest.mark.parametrize(
    ("first", "is_total"),
    [("Total", True), ("All branches", True), ("All", True), ("Allerton", False), ("North", False)],
)
def test_a_row_of_totals_is_known_by_its_first_word(first, is_total):
    page = page_of(f"<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>{first}</td></tr></tbody></table>")
    assert one(page, "//tbody/tr").get("class") == ("total" if is_total else None)


def test_a_long_text_behind_a_figure_has_a_wide_column():
    page = html.document_fromstring(
        finished_page(PANDOC, {"fig-visits": FigureFile(csv=f"a,b\nshort,{'long ' * 7}\n")}, PAGE)
    )
    row = one(page, "//details[@class='figure-data']").find(".//tbody/tr")
    assert [cell.get("class") for cell in row] == [None, "long"]


def test_a_table_scrolls_in_a_region_that_a_keyboard_can_reach_without_scripts():
    page = page_of("<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>")
    region = one(page, "//table").getparent()
    assert (region.get("class"), region.get("tabindex"), region.get("role")) == ("table-scroll", "0", "group")


def regions(page: html.HtmlElement) -> list[str]:
    """What the regions that scroll are called."""
    return [region.get("aria-label") for region in page.xpath("//div[@role='group']")]


PLAIN_TABLE = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"


def test_a_region_that_scrolls_has_the_name_of_its_table():
    page = finished().get_element_by_id("fig-branches")
    assert regions(page.getparent())[-1].startswith("Figure 2: ")
    assert all(name.endswith("(table, scrolls sideways on a narrow screen)") for name in regions(finished()))


def test_a_table_without_caption_is_named_by_the_heading_above_it():
    page = page_of(
        f"<h2 id='one'>Branches</h2><p>Text</p>{PLAIN_TABLE}{PLAIN_TABLE}<h3 id='two'>Visits</h3>{PLAIN_TABLE}"
    )
    assert [table.get("aria-labelledby") for table in page.xpath("//table")] == ["one", "one", "two"]
    assert [name.replace(" (table, scrolls sideways on a narrow screen)", "") for name in regions(page)] == [
        "Branches",
        "Branches, 2",
        "Visits",
    ]


def test_a_chart_too_wide_for_a_narrow_screen_scrolls_in_a_region_of_its_name():
    wide = DRAWING.replace('width="72pt" height="36pt"', 'width="720pt" height="360pt"', 1)
    page = html.document_fromstring(finished_page(PANDOC, {"fig-visits": FigureFile(wide)}, PAGE))
    figure = page.get_element_by_id("fig-visits")
    assert [node.tag for node in figure] == ["div", "figcaption"]
    region = figure.find("div")
    assert (region.get("class"), region.get("tabindex"), [node.tag for node in region]) == (
        "chart-scroll",
        "0",
        ["img"],
    )
    assert region.get("aria-label") == (
        "Figure 1: Visits by year, all branches (chart, scrolls sideways on a narrow screen)"
    )


def test_a_heading_over_several_columns_names_them_all():
    page = page_of(
        '<table><thead><tr><th>a</th><th colspan="2">b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>'
    )
    assert [cell.get("scope") for cell in page.xpath("//thead//th")] == ["col", "colgroup"]


# Errors


def test_a_page_without_text_is_an_error(tmp_path):
    source = tmp_path / "report.html"
    source.write_text("<html><body> </body></html>", encoding="utf-8")
    with pytest.raises(RenderError, match=r"report\.html: the page has no text"):
        finish_html(source, tmp_path / "out.html", {}, PAGE)
    assert not (tmp_path / "out.html").exists()


def test_every_drawing_and_file_that_cannot_be_used_is_named_at_once():
    outside = DRAWING.replace("<rect", '<image href="https://example.org/x.png"/><rect')
    figures = {"fig-visits": FigureFile(outside), "fig-branches": FigureFile(csv="branch,visits\nNorth\n")}
    with pytest.raises(RenderError) as raised:
        finished_page(PANDOC, figures, PAGE)
    assert raised.value.problems == [
        "Figure 1: refers to https://example.org/x.png. Expected a drawing that holds all it shows.",
        "Figure 2: the data has rows of different lengths. Write one value for each column.",
    ]


@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        ("<svg", r"Figure 1: not an SVG drawing \(.*\)\. Draw the figure again"),
        ("<b/>", r"Figure 1: the root element is <b>, expected <svg>"),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "Figure 1: the drawing has neither width and height nor a viewBox",
        ),
    ],
)
def test_a_drawing_that_is_none_is_an_error(drawing, message):
    with pytest.raises(RenderError, match=message):
        finished_page(PANDOC, {"fig-visits": FigureFile(drawing)}, PAGE)


def test_data_without_a_row_is_an_error():
    with pytest.raises(RenderError, match="Figure 1: the data holds no row below its header row"):
        finished_page(PANDOC, {"fig-visits": FigureFile(csv="year,visits\n")}, PAGE)


def test_a_style_folder_without_its_files_is_an_error(tmp_path):
    (tmp_path / "page.css").write_text("", encoding="utf-8")
    with pytest.raises(RenderError) as raised:
        finished_page(PANDOC, {}, PAGE, style=tmp_path)
    assert [problem.partition(":")[0] for problem in raised.value.problems] == [
        f"{tmp_path.name}/page.html",
        f"{tmp_path.name}/page.js",
    ]


def test_a_council_can_bring_its_own_style(tmp_path):
    for name in ("page.html", "page.js"):
        (tmp_path / name).write_text((STYLE / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "page.css").write_text("body { color: rebeccapurple; }", encoding="utf-8")
    assert "rebeccapurple" in finished_page(PANDOC, {}, PAGE, style=tmp_path)
