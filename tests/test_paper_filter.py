"""style/paper.lua: numbers of sections and paragraphs, references, and the shape of figures."""

import json
import zipfile

import pytest
from lxml import etree, html
from standard_form import FILTER, filtered, pandoc, syntax_tree, write_png

NUMBERED = "---\nnumber-paragraphs: true\n---\n\n"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def page(markdown):
    done = filtered(markdown, "html")
    assert done.returncode == 0, done.stderr
    return html.fromstring(f"<main>{done.stdout}</main>")


def words(element):
    return " ".join(element.text_content().split(" ")).replace("\n", " ").strip()


def numbered_paragraphs(main):
    return {div.get("data-number"): words(div) for div in main.xpath("//div[@class='numbered-paragraph']")}


def word_paragraphs(markdown, folder):
    """(style, text) of each paragraph of the Word file, straight from pandoc."""
    write_png(folder / "visits.png")
    done = pandoc(
        *("-f", "json", "-t", "docx", "-o", "paper.docx", "--lua-filter", str(FILTER)),
        text=json.dumps(syntax_tree(markdown)),
        folder=folder,
    )
    assert done.returncode == 0, done.stderr
    body = etree.fromstring(zipfile.ZipFile(folder / "paper.docx").read("word/document.xml"))
    found = []
    for p in body.iter(f"{W}p"):
        style = p.find(f"{W}pPr/{W}pStyle")
        found.append((None if style is None else style.get(f"{W}val"), "".join(p.itertext(f"{W}t"))))
    return body, found


def test_paragraphs_are_counted_through_a_section_and_start_again_in_the_next():
    main = page(
        NUMBERED
        + "Before any section.\n\n# First\n\nOne.\n\n## Lower\n\nTwo.\n\n### Lowest\n\nThree.\n\n# Second\n\nFour.\n"
    )
    assert numbered_paragraphs(main) == {"1.1": "One.", "1.2": "Two.", "1.3": "Three.", "2.1": "Four."}
    assert [words(h) for h in main.xpath("//h1|//h2|//h3")] == ["1 First", "Lower", "Lowest", "2 Second"]
    assert main.xpath("//h1/span/@class") == ["section-number", "section-number"]


def test_a_numbered_paragraph_has_an_id_made_of_its_number():
    main = page(NUMBERED + "# First\n\nOne.\n\nTwo.\n")
    assert main.xpath("//div[@class='numbered-paragraph']/@id") == ["par-1-1", "par-1-2"]


def test_an_unnumbered_section_uses_no_number_and_its_paragraphs_have_none():
    main = page(NUMBERED + "# First\n\nOne.\n\n# Aside {.unnumbered}\n\nNot counted.\n\n# Second\n\nTwo.\n")
    assert numbered_paragraphs(main) == {"1.1": "One.", "2.1": "Two."}
    assert [words(h) for h in main.xpath("//h1")] == ["1 First", "Aside", "2 Second"]


@pytest.mark.parametrize(
    "block",
    [
        "- an item\n\n- another item",
        "> a quotation",
        "| a | b |\n|---|---|\n| c | d |",
        '::: {#fig-x .figure number=1 caption="A caption"}\nwords\n:::',
        "::: {.callout .callout-note}\nA notice.\n:::",
        "::: {.unnumbered}\nBare words.\n:::",
        '::: {custom-style="Front Block"}\nBare words.\n:::',
        "::: {.front-block}\nBare words.\n:::",
        "![Only a picture](visits.png)\\ ",
        "[]{#anchor-alone}",
    ],
)
def test_what_is_no_paragraph_of_the_text_is_not_counted(block):
    main = page(NUMBERED + f"# First\n\nOne.\n\n{block}\n\nTwo.\n")
    assert numbered_paragraphs(main) == {"1.1": "One.", "1.2": "Two."}


def test_paragraphs_in_a_plain_div_are_counted():
    main = page(NUMBERED + "# First\n\n::: {.lessons}\nOne.\n:::\n\nTwo.\n")
    assert numbered_paragraphs(main) == {"1.1": "One.", "1.2": "Two."}


def test_nothing_is_numbered_unless_the_metadata_ask_for_it():
    main = page("# First\n\nOne.\n")
    assert numbered_paragraphs(main) == {}
    assert words(main.find(".//h1")) == "First"


def test_a_reference_to_a_paragraph_prints_its_number_and_links_to_it():
    main = page(
        NUMBERED + "# First\n\nSee [](#par-clock) and, by its words, [the clock](#par-clock).\n\n"
        "# Second\n\nOne.\n\n[]{#par-clock} The clock starts.\n\n- in a list [](#par-clock)\n"
    )
    assert main.xpath("//div[@id='par-clock']/@data-number") == ["2.2"]
    assert words(main.xpath("//div[@id='par-clock']")[0]) == "The clock starts."
    links = [(a.get("href"), words(a)) for a in main.xpath("//a")]
    assert links == [
        ("#par-clock", "paragraph\u00a02.2"),
        ("#par-clock", "the clock"),
        ("#par-clock", "paragraph\u00a02.2"),
    ]


def test_every_unknown_reference_stops_the_paper_by_its_id():
    done = filtered(NUMBERED + "# First\n\nSee [](#par-none) and [](#par-gone).\n", "html")
    assert done.returncode != 0
    assert "#par-none has no target" in done.stderr
    assert "#par-gone has no target" in done.stderr


def test_an_anchor_that_stands_on_two_paragraphs_stops_the_paper():
    done = filtered(NUMBERED + "# First\n\n[]{#par-a} One.\n\n[]{#par-a} Two.\n", "html")
    assert done.returncode != 0
    assert "#par-a stands at paragraph 1.1 and again at paragraph 1.2" in done.stderr


def test_a_reference_in_a_paper_without_numbers_says_what_is_missing():
    done = filtered("# First\n\n[]{#par-a} One. See [](#par-a).\n", "html")
    assert done.returncode != 0
    assert "number-paragraphs: true" in done.stderr


FIGURES = (
    NUMBERED + "# First\n\nOne.\n\n"
    '::: {#fig-visits .figure number=3 caption="Visits *by* site"}\n![Site A had 12 visits.](visits.png)\n:::\n\n'
    '::: {#fig-staff .figure number=4 caption="Staff by site"}\n| Site | Staff |\n|---|--:|\n| A | 5 |\n:::\n\nTwo.\n'
)


def test_a_figure_of_a_page_keeps_its_label_number_alt_text_and_caption():
    main = page(FIGURES)
    visits, staff = main.xpath("//figure")
    assert (visits.get("id"), visits.get("data-number")) == ("fig-visits", "3")
    assert words(visits.find("figcaption")) == "Figure\u00a03: Visits by site"
    assert words(visits.xpath("figcaption/span[@class='caption-label']")[0]) == "Figure\u00a03:"
    assert visits.xpath(".//img/@alt") == ["Site A had 12 visits."]
    assert staff.xpath(".//th/text()") == ["Site", "Staff"]
    assert words(staff.find("figcaption")) == "Figure\u00a04: Staff by site"


def test_a_figure_without_a_caption_has_its_label_alone():
    main = page("::: {#tbl-a .figure number=1}\n| a |\n|---|\n| b |\n:::\n")
    assert words(main.find(".//figcaption")) == "Table\u00a01"


def test_in_word_a_chart_has_its_caption_below_and_a_table_above(tmp_path):
    body, found = word_paragraphs(FIGURES, tmp_path)
    assert found == [
        ("Heading1", "First"),
        ("NumberedParagraph", "One."),
        ("Figure", ""),
        ("Caption", "Figure\u00a03: Visits by site"),
        ("Caption", "Figure\u00a04: Staff by site"),
        ("Compact", "Site"),
        ("Compact", "Staff"),
        ("Compact", "A"),
        ("Compact", "5"),
        ("NumberedParagraph", "Two."),
    ]
    assert len(list(body.iter(f"{W}tbl"))) == 1
    assert [p.get("descr") for p in body.iter("{*}docPr")] == ["Site A had 12 visits."]


def test_in_word_a_sentence_stands_in_the_place_of_a_chart_or_table(tmp_path):
    figure = '::: {#fig-none .figure number=5 caption="Visits by site"}\nThere are no visits to show.\n:::\n'
    _, found = word_paragraphs(NUMBERED + f"# First\n\n{figure}", tmp_path)
    assert found[1:] == [("Figure", "There are no visits to show."), ("Caption", "Figure\u00a05: Visits by site")]


def test_in_word_the_bookmark_of_a_figure_goes_round_its_label(tmp_path):
    body, _ = word_paragraphs(FIGURES, tmp_path)
    start = next(mark for mark in body.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == "fig-visits")
    assert "".join(start.getnext().itertext(f"{W}t")) == "Figure\u00a03"
    assert start.getnext().getnext().tag == f"{W}bookmarkEnd"


def test_in_word_no_number_of_a_section_or_paragraph_is_typed(tmp_path):
    body, found = word_paragraphs(
        NUMBERED + "# First\n\nSee [](#par-x).\n\n[]{#par-x} One.\n\n# Aside {.unnumbered}\n\nBare.\n", tmp_path
    )
    assert found == [
        ("Heading1", "First"),
        ("NumberedParagraph", "See paragraph\u00a01.2."),
        ("NumberedParagraph", "One."),
        ("Heading1", "Aside"),
        ("FirstParagraph", "Bare."),
    ]
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert "par-x" in names
    assert "par-1-1" not in names


def test_in_word_a_callout_is_a_run_of_styled_paragraphs(tmp_path):
    body, found = word_paragraphs(
        "::: {.callout .callout-note}\n::: {.callout-title}\nTake care\n:::\n\nWords.\n:::\n", tmp_path
    )
    assert found == [("NoticeHeading", "Take care"), ("Notice", "Words.")]
    assert list(body.iter(f"{W}tbl")) == []


def test_in_word_the_classes_of_the_front_get_their_styles(tmp_path):
    source = "::: {.front-block}\nA committee.\n:::\n\n::: {.recommendation}\nThat it notes.\n:::\n"
    _, found = word_paragraphs(source, tmp_path)
    assert found == [("FrontBlock", "A committee."), ("Recommendation", "That it notes.")]
