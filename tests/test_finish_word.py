"""finish_word: from what pandoc leaves to the file that goes to democratic services."""

import dataclasses

import pytest
from lxml import etree
from standard_form import write_docx, write_png
from word_papers import NOTICE, PAPER, PROPERTIES, fields, finished, lines, opened

from feedback_report.errors import RenderError
from feedback_report.word.finish import finish_word
from feedback_report.word.markup import PIC, WP, text, w
from feedback_report.word.pictures import finish_pictures
from feedback_report.word.properties import text_size
from feedback_report.word.tables import grid

NUMBERED = "---\ntitle: T\nnumber-paragraphs: true\n---\n\n"


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    return finished(tmp_path_factory.mktemp("paper"))


def paragraph(package, words):
    return next(p for p in package.body.iter(w("p")) if text(p).startswith(words))


def property_of(element, *path):
    found = element.find("/".join(w(step) for step in path))
    return None if found is None else found.get(w("val"), "on")


def test_the_words_and_their_styles_come_out_in_order(paper):
    assert lines(paper) == [
        ("title", "Visits to the library 2030/31"),
        ("subtitle", "Two sites"),
        ("front block", "Committee for Libraries"),
        ("heading 1", "Summary"),
        (
            "numbered paragraph",
            "Visits rose, as paragraph\u00a02.2 says. Figure\u00a01 and Figure\u00a02 show it, "
            "and Section\u00a02 has more.",
        ),
        ("heading 2", "By site"),
        ("list bullet", "one site"),
        ("list bullet", "another site"),
        ("list number 2", "with steps"),
        ("list number 2", "of its own"),
        ("block text", "A quotation."),
        ("heading 1", "Detail"),
        ("numbered paragraph", "First words."),
        ("numbered paragraph", "Site A had most visits, see chart 1."),
        ("figure", ""),
        ("caption", "Figure\u00a01: Visits by site, 2030/31"),
        ("caption", "Figure\u00a02: Staff by site"),
        ("table heading", "Site"),
        ("table heading", "Staff"),
        ("table heading", "Change on last year"),
        ("table text", "Site A, which is the larger one"),
        ("table text", "1,204"),
        ("table text", "+20%"),
        ("table text", "Site B"),
        ("table text", "7"),
        ("table text", "n/a"),
        ("table text", "Total"),
        ("table text", "1,211"),
        ("table text", "+3%"),
        ("numbered paragraph", "Last words."),
        ("heading 1", "Appendix"),
        ("body text", "Unnumbered words."),
    ]


def test_references_are_fields_that_show_the_right_number_and_lead_to_their_target(paper):
    assert fields(paper) == [
        ("REF _Ref_par_rise \\r \\h", "2.2"),
        ("REF _Ref_fig_visits \\h", "Figure\u00a01"),
        ("REF _Ref_fig_staff \\h", "Figure\u00a02"),
        ("REF _Ref_sec_detail \\r \\h", "2"),
        ("REF _Ref_fig_visits_number \\h", "1"),
        ("SEQ Figure \\* ARABIC", "1"),
        ("SEQ Figure \\* ARABIC", "2"),
    ]
    assert fields(paper, "word/footnotes.xml") == [("REF _Ref_par_rise \\r \\h", "2.2")]


def test_the_bookmark_of_a_figure_goes_round_its_label_alone(paper):
    package, _ = opened(paper)
    start = next(mark for mark in package.body.iter(w("bookmarkStart")) if mark.get(w("name")) == "_Ref_fig_staff")
    covered = []
    for sibling in start.itersiblings():
        if sibling.tag == w("bookmarkEnd") and sibling.get(w("id")) == start.get(w("id")):
            break
        covered.append(text(sibling))
    assert "".join(covered) == "Figure\u00a02"


def test_a_link_that_prints_another_number_than_word_will_stops_the_paper(tmp_path):
    # A paragraph the author puts into the style himself is counted by Word, but not by the filter.
    extra = '::: {custom-style="Numbered Paragraph"}\nSlipped in.\n:::\n\n'
    markdown = NUMBERED + "# One\n\nSee [](#par-a).\n\n" + extra + "[]{#par-a} Words.\n"
    with pytest.raises(RenderError, match=r'"paragraph\xa01\.2" leads to what Word numbers 1\.3'):
        finished(tmp_path, markdown)


def test_every_link_to_nothing_is_named(tmp_path):
    with pytest.raises(RenderError) as error:
        finished(tmp_path, NUMBERED + "# One\n\nSee [here](#gone) and [there](#lost).\n")
    assert [problem.split(",")[0] for problem in error.value.problems] == [
        'The link "here" leads to "gone"',
        'The link "there" leads to "lost"',
    ]


def test_a_link_by_other_words_stays_a_link_to_the_bookmark(tmp_path):
    path = finished(tmp_path, NUMBERED + "# One\n\n[]{#par-a} Words, see [above](#par-a).\n")
    package, _ = opened(path)
    (link,) = package.body.iter(w("hyperlink"))
    assert (text(link), link.get(w("anchor"))) == ("above", "_Ref_par_a")


def test_an_unnumbered_heading_stays_a_heading_and_leaves_the_list(paper):
    package, styles = opened(paper)
    appendix, summary = paragraph(package, "Appendix"), paragraph(package, "Summary")
    assert styles.heading_level(appendix) == 1
    assert property_of(appendix, "pPr", "numPr", "numId") == "0"
    assert property_of(summary, "pPr", "numPr", "numId") is None
    assert not list(package.body.iter(w("rStyle"))) or "UnnumberedHeading" not in {
        mark.get(w("val")) for mark in package.body.iter(w("rStyle"))
    }


def test_a_table_flags_its_header_keeps_its_rows_whole_and_marks_its_first_column(paper):
    package, _ = opened(paper)
    (table,) = package.body.iter(w("tbl"))
    rows = table.findall(w("tr"))
    assert [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    flags = [look.get(w(name)) for name in ("firstRow", "firstColumn", "lastRow", "noHBand")]
    assert flags == ["1", "1", "1", "1"]  # the last row is a total
    assert look.get(w("val")) == "06E0"  # 0x0020 + 0x0040 + 0x0080 + 0x0600


def test_numbers_stand_at_the_right_whatever_the_source_says(paper):
    package, _ = opened(paper)
    (table,) = package.body.iter(w("tbl"))
    for row in table.findall(w("tr")):
        sides = [property_of(cell.find(w("p")), "pPr", "jc") for cell in row.findall(w("tc"))]
        assert sides == [None, "right", "right"]


def test_columns_share_exactly_the_width_of_the_text(paper):
    package, _ = opened(paper)
    (table,) = package.body.iter(w("tbl"))
    widths = [int(column.get(w("w"))) for column in table.find(w("tblGrid"))]
    assert sum(widths) == text_size(package)[0] == 11906 - 2 * 1304
    assert widths[0] > widths[1] == widths[2]
    for row in table.findall(w("tr")):
        assert [int(cell.find(f"{w('tcPr')}/{w('tcW')}").get(w("w"))) for cell in row.findall(w("tc"))] == widths


def test_a_table_too_wide_for_the_page_is_set_small(tmp_path):
    table = "|".join(["Month", *[f"20{year}/{year + 1}" for year in range(16, 25)]])
    path = finished(tmp_path, f"# One\n\n|{table}|\n|{'---|' * 10}\n|September|{'1,234|' * 9}\n\nWords.\n")
    styles = [style for style, _ in lines(path)]
    assert styles == ["heading 1", *["table heading small"] * 10, *["table text small"] * 10, "body text"]


def test_a_short_table_stays_on_one_page_with_its_caption(paper):
    package, _ = opened(paper)
    caption = paragraph(package, "Figure\u00a02")
    assert property_of(caption, "pPr", "keepNext") == "on"
    rows = next(package.body.iter(w("tbl"))).findall(w("tr"))
    kept = [all(property_of(p, "pPr", "keepNext") == "on" for p in row.iter(w("p"))) for row in rows]
    assert kept == [True, True, True, False]


def test_a_table_of_few_but_long_rows_may_run_over_pages_too(tmp_path):
    # Ten rows of two cells with 900 characters each are far more than half a page.
    body = f"| {'word ' * 180} | {'word ' * 180} |\n" * 10
    path = finished(tmp_path, f"# One\n\n| Lesson | Action |\n|---|---|\n{body}\nWords.\n")
    package, _ = opened(path)
    rows = next(package.body.iter(w("tbl"))).findall(w("tr"))
    kept = [property_of(next(row.iter(w("p"))), "pPr", "keepNext") == "on" for row in rows]
    assert kept == [True, True] + [False] * 7 + [True, True]


@pytest.mark.parametrize(("name", "is_total"), [("Total", "1"), ("All subjects", "1"), ("Allowances", "0")])
def test_a_last_row_of_totals_is_marked(tmp_path, name, is_total):
    path = finished(tmp_path, f"# One\n\n| Site | Visits |\n|---|---|\n| A | 1 |\n| {name} | 1 |\n\nWords.\n")
    package, _ = opened(path)
    assert next(package.body.iter(w("tblLook"))).get(w("lastRow")) == is_total


@pytest.mark.parametrize("below", ["", "Words."])
def test_a_long_table_may_run_over_pages_but_leaves_no_row_and_no_note_alone(tmp_path, below):
    body = "".join(f"| {number} | {number * 2} |\n" for number in range(1, 30))
    path = finished(tmp_path, f"# One {{.unnumbered}}\n\n| Year | Visits |\n|---|---|\n{body}\n{below}\n")
    package, _ = opened(path)
    rows = next(package.body.iter(w("tbl"))).findall(w("tr"))
    kept = [property_of(next(row.iter(w("p"))), "pPr", "keepNext") == "on" for row in rows]
    assert kept == [True, True] + [False] * 26 + [True, bool(below)]


def test_a_chart_stays_with_the_caption_below_it(paper):
    package, _ = opened(paper)
    picture = next(p for p in package.body.iter(w("p")) if p.find(f".//{w('drawing')}") is not None)
    caption = paragraph(package, "Figure\u00a01")
    assert picture.getnext() is caption
    assert property_of(picture, "pPr", "keepNext") == "on"
    assert property_of(caption, "pPr", "keepNext") is None


def test_a_picture_is_no_wider_than_the_text_and_keeps_its_shape_and_alt_text(paper):
    package, _ = opened(paper)  # the picture is 400 by 200 pixels
    finish_pictures(package.body, width=1000, height=16838)
    (frame,) = package.body.iter(f"{{{WP}}}inline")
    sizes = [frame.find(f"{{{WP}}}extent"), next(frame.iter("{*}xfrm")).find("{*}ext")]
    assert [(int(size.get("cx")), int(size.get("cy"))) for size in sizes] == [(635_000, 317_500)] * 2
    described = [frame.find(f"{{{WP}}}docPr"), next(frame.iter(f"{{{PIC}}}cNvPr"))]
    assert [place.get("descr") for place in described] == ["Site A had 1,204 visits and site B 7."] * 2


def test_a_high_picture_leaves_room_for_its_caption_on_the_page(paper):
    package, _ = opened(paper)
    finish_pictures(package.body, width=9298, height=1000)
    extent = next(package.body.iter(f"{{{WP}}}extent"))
    assert int(extent.get("cy")) == 750 * 635  # three quarters of the height of the text


def test_the_properties_are_the_papers_own_and_nothing_of_the_renderer_is_left(paper):
    package, _ = opened(paper)
    core = {etree.QName(child).localname: child.text for child in package.tree("docProps/core.xml")}
    assert core == {
        "title": "Visits to the library 2030/31",
        "subject": "Visits",
        "creator": "Head of Libraries",
        "keywords": "visits, libraries",
        "lastModifiedBy": "Head of Libraries",
        "created": "2031-09-30T00:00:00Z",
        "modified": "2031-09-30T00:00:00Z",
        "language": "en-GB",
    }
    assert "docProps/custom.xml" not in package
    assert not any("custom" in row.get("Target") for row in package.tree("_rels/.rels"))
    assert not any("custom" in row.get("PartName", "") for row in package.tree("[Content_Types].xml"))


def test_the_language_is_that_of_the_paper_everywhere(tmp_path):
    write_png(tmp_path / "visits.png")
    raw = write_docx(PAPER, tmp_path / "raw.docx")
    finish_word(raw, tmp_path / "paper.docx", dataclasses.replace(PROPERTIES, language="cy-GB"))
    package, styles = opened(tmp_path / "paper.docx")
    assert {mark.get(w("val")) for mark in styles.tree.iter(w("lang"))} == {"cy-GB"}
    assert package.tree("word/settings.xml").find(w("themeFontLang")).get(w("val")) == "cy-GB"


def test_word_opens_it_in_its_newest_mode_and_asks_nothing(paper):
    package, _ = opened(paper)
    settings = package.tree("word/settings.xml")
    modes = [mode.get(w("val")) for mode in settings.iter(w("compatSetting")) if "Mode" in mode.get(w("name"))]
    assert modes == ["15"]
    assert settings.find(w("updateFields")) is None
    assert not any(mark.get(w("dirty")) for mark in package.body.iter(w("fldChar")))


def test_the_running_header_shows_the_title_and_the_footer_page_x_of_y(paper):
    assert fields(paper, "word/header.xml") == [("TITLE", "Visits to the library 2030/31")]
    assert [order for order, _ in fields(paper, "word/footer.xml")] == ["PAGE", "NUMPAGES"]


def test_the_sample_notice_stands_on_every_page_and_once_on_the_front(tmp_path):
    path = finished(tmp_path, notice=NOTICE)
    package, _ = opened(path)
    assert [text(p) for p in package.tree("word/header.xml").iter(w("p"))][-1] == NOTICE
    assert lines(path)[:4] == [
        ("title", "Visits to the library 2030/31"),
        ("subtitle", "Two sites"),
        ("sample notice", NOTICE),
        ("front block", "Committee for Libraries"),
    ]


def test_a_front_page_that_has_the_notice_already_does_not_get_it_twice(tmp_path):
    notice = "Sample: the council's figures are invented."
    markdown = PAPER.replace("# Summary", f"::: {{.callout .callout-important}}\n{notice}\n:::\n\n# Summary", 1)
    found = [words for _, words in lines(finished(tmp_path, markdown, notice)) if words.startswith("Sample")]
    assert found == ["Sample: the council’s figures are invented."]


def test_a_paper_with_real_data_has_no_notice(paper):
    package, _ = opened(paper)
    assert "Sample" not in text(package.tree("word/header.xml"))
    assert all("Sample" not in words for _, words in lines(paper))


def test_a_page_break_becomes_a_property_of_the_next_paragraph(tmp_path):
    page_break = '```{=openxml}\n<w:p><w:r><w:br w:type="page"/></w:r></w:p>\n```\n\n'
    path = finished(tmp_path, f"# One\n\nWords.\n\n{page_break}# Two\n\nWords.\n")
    package, _ = opened(path)
    assert [words for _, words in lines(path)] == ["One", "Words.", "Two", "Words."]
    assert property_of(paragraph(package, "Two"), "pPr", "pageBreakBefore") == "on"
    assert not list(package.body.iter(w("br")))


def test_a_list_in_a_notice_stays_in_the_notice(tmp_path):
    path = finished(tmp_path, "# One\n\n::: {.callout .callout-note}\nWords.\n\n- an item\n:::\n\nMore.\n")
    assert lines(path)[1:3] == [("notice", "Words."), ("notice", "an item")]
    package, _ = opened(path)
    assert paragraph(package, "an item").find(f"{w('pPr')}/{w('numPr')}") is not None


def test_a_second_paragraph_of_a_list_item_continues_it(tmp_path):
    path = finished(tmp_path, "# One\n\n- an item\n\n    of two paragraphs\n\n- another\n")
    assert lines(path)[1:] == [
        ("list bullet", "an item"),
        ("list continue", "of two paragraphs"),
        ("list bullet", "another"),
    ]


def test_the_same_paper_is_the_same_file(tmp_path):
    first, second = finished(tmp_path, name="a.docx"), finished(tmp_path, name="b.docx")
    assert first.read_bytes() == second.read_bytes()


def test_finishing_in_place_gives_the_same_file(tmp_path):
    write_png(tmp_path / "visits.png", 400, 200)
    raw = write_docx(PAPER, tmp_path / "raw.docx")
    finish_word(raw, tmp_path / "other.docx", PROPERTIES)
    finish_word(raw, raw, PROPERTIES)
    assert raw.read_bytes() == (tmp_path / "other.docx").read_bytes()


def test_cells_table_words_are_not_changed(paper):
    package, _ = opened(paper)
    assert grid(next(package.body.iter(w("tbl")))) == [
        ["Site", "Staff", "Change on last year"],
        ["Site A, which is the larger one", "1,204", "+20%"],
        ["Site B", "7", "n/a"],
        ["Total", "1,211", "+3%"],
    ]


def test_a_file_that_is_no_word_file_is_refused_by_name(tmp_path):
    (tmp_path / "raw.docx").write_text("words", encoding="utf-8")
    with pytest.raises(RenderError, match=r"raw\.docx: not a Word file"):
        finish_word(tmp_path / "raw.docx", tmp_path / "paper.docx", PROPERTIES)
