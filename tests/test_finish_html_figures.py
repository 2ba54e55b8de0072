"""Figures and tables of the finished page, and the data behind them."""

import base64

import pytest
from finished_pages import DRAWING, FIGURES, PAGE, PANDOC, VISITS, finished, one, page_of, words
from lxml import html

from feedback_report.page.finish import FigureFile, Page, finished_page

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
