"""The finished page: its frame, headings, prose and errors, the same from both engines."""

import base64
import hashlib
import re

import pytest
from finished_pages import DRAWING, FIGURES, PAGE, PANDOC, QUARTO, finished, one, page_of, words
from lxml import html

from feedback_report.errors import RenderError
from feedback_report.page.finish import STYLE, FigureFile, Page, find_leftovers, finish_html, finished_page

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
