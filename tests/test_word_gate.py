"""The Word gate lets a good paper pass, and fails on a specimen that breaks each rule."""

import copy
import shutil

import pytest
from lxml import etree
from word_papers import finished

from feedback_report.word.gate import check_word
from feedback_report.word.markup import WP, make, run, text, w
from feedback_report.word.package import WordPackage


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return finished(tmp_path_factory.mktemp("good"))


@pytest.fixture
def broken(good, tmp_path):
    """Break the good paper with a function of its package, and list the rules the gate then names."""

    def check(spoil):
        path = tmp_path / "spoilt.docx"
        shutil.copy(good, path)
        package = WordPackage.read(path)
        spoil(package)
        package.write(path)
        return [problem.rule for problem in check_word(path)]

    return check


def paragraph(package, words):
    return next(p for p in package.body.iter(w("p")) if text(p).startswith(words))


def table(package):
    return next(package.body.iter(w("tbl")))


def style(element, name):
    element.find(f"{w('pPr')}/{w('pStyle')}").set(w("val"), name)


def new_paragraph(words="", style_id="BodyText"):
    element = make("p")
    ppr = etree.SubElement(element, w("pPr"))
    ppr.append(make("pStyle", val=style_id))
    if words:
        element.append(run(words))
    return element


def alt(package, words):
    for frame in package.body.iter(f"{{{WP}}}docPr"):
        frame.set("descr", words)


def test_a_finished_paper_passes(good):
    assert check_word(good) == []


def test_a_file_that_is_no_word_file_is_said_to_be_none(tmp_path):
    (tmp_path / "paper.docx").write_text("words", encoding="utf-8")
    (problem,) = check_word(tmp_path / "paper.docx")
    assert problem.rule == "not-a-word-file"


def test_broken_xml_is_named_by_its_part(good, tmp_path):
    package = WordPackage.read(good)
    package.parts["word/styles.xml"] = b"<w:styles>"
    package.write(tmp_path / "spoilt.docx")
    (problem,) = check_word(tmp_path / "spoilt.docx")
    assert (problem.rule, problem.where) == ("broken-xml", "word/styles.xml")


def test_a_skipped_heading_level_fails(broken):
    assert broken(lambda package: style(paragraph(package, "By site"), "Heading3")) == ["heading-order"]


def test_a_first_heading_below_level_1_fails(broken):
    assert broken(lambda package: style(paragraph(package, "Summary"), "Heading2"))[0] == "heading-order"


def test_a_paper_without_headings_fails(broken):
    def spoil(package):
        for element in list(package.body.iter(w("p"))):
            if element.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) in ("Title", "Heading1", "Heading2"):
                style(element, "FrontBlock")

    assert "no-headings" in broken(spoil)


def test_bold_text_that_stands_for_a_heading_fails(broken):
    def spoil(package):
        element = new_paragraph("By region")
        element.find(w("r")).insert(0, etree.fromstring(f'<w:rPr xmlns:w="{w("")[1:-1]}"><w:b/></w:rPr>'))
        paragraph(package, "Last words").addnext(element)

    assert broken(spoil) == ["fake-heading"]


def test_a_typed_paragraph_number_fails(broken):
    def spoil(package):
        first = next(paragraph(package, "First words").iter(w("t")))
        first.text = "2.1 " + first.text

    assert broken(spoil) == ["typed-number"]


def test_a_picture_without_alt_text_fails(broken):
    assert broken(lambda package: alt(package, "")) == ["no-alt-text"]


def test_a_file_name_as_alt_text_fails(broken):
    assert broken(lambda package: alt(package, "visits.png")) == ["alt-text-is-file-name"]


@pytest.mark.parametrize("words", ["Visits by site, 2030/31", "Figure 1: Visits by site, 2030/31", "visits by site"])
def test_the_caption_again_as_alt_text_fails(broken, words):
    assert broken(lambda package: alt(package, words)) == ["alt-text-is-caption"]


def test_a_paper_without_title_in_its_properties_fails(broken):
    def spoil(package):
        title = package.tree("docProps/core.xml").find("{http://purl.org/dc/elements/1.1/}title")
        title.text = " "

    assert broken(spoil) == ["no-title"]


@pytest.mark.parametrize("language", ["en-US", ""])
def test_a_paper_in_no_or_another_language_fails(broken, language):
    def spoil(package):
        mark = package.tree("word/styles.xml").find(f".//{w('rPrDefault')}//{w('lang')}")
        mark.set(w("val"), language)

    assert broken(spoil) == ["language"]


def test_words_marked_as_american_english_fail(broken):
    def spoil(package):
        first = next(paragraph(package, "Last words").iter(w("r")))
        first.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{w("")[1:-1]}"><w:lang w:val="en-US"/></w:rPr>'))

    assert broken(spoil) == ["language"]


def test_a_table_without_header_row_fails(broken):
    def spoil(package):
        for flag in list(table(package).iter(w("tblHeader"))):
            flag.getparent().remove(flag)

    assert broken(spoil) == ["no-header-row"]


def test_a_table_of_header_rows_alone_fails(broken):
    def spoil(package):
        for row in table(package).findall(w("tr"))[1:]:
            row.find(w("trPr")).append(make("tblHeader"))

    assert broken(spoil) == ["no-header-row"]


def test_a_table_that_does_not_mark_its_first_column_fails(broken):
    def spoil(package):
        table(package).find(f"{w('tblPr')}/{w('tblLook')}").set(w("firstColumn"), "0")

    assert broken(spoil) == ["no-first-column"]


def test_a_row_that_may_break_across_pages_fails(broken):
    def spoil(package):
        flag = next(table(package).iter(w("cantSplit")))
        flag.getparent().remove(flag)

    assert broken(spoil) == ["row-may-split"]


def layout_table(package, contents):
    outer = copy.deepcopy(table(package))
    rows = outer.findall(w("tr"))
    for row in rows[1:]:
        outer.remove(row)
    for cell in rows[0].findall(w("tc"))[1:]:
        rows[0].remove(cell)
    cell = rows[0].find(w("tc"))
    cell.remove(cell.find(w("p")))
    cell.extend(contents)
    return outer


def test_a_table_of_one_cell_fails(broken):
    def spoil(package):
        paragraph(package, "Last words").addnext(layout_table(package, [new_paragraph("Boxed words.")]))

    assert broken(spoil) == ["layout-table"]


def test_a_picture_in_a_table_fails(broken):
    def spoil(package):
        picture = copy.deepcopy(next(p for p in package.body.iter(w("p")) if p.find(f".//{w('drawing')}") is not None))
        next(picture.iter(f"{{{WP}}}docPr")).set("id", "77")
        cell = list(table(package).iter(w("tc")))[-1]
        cell.insert(1, picture)

    assert broken(spoil) == ["layout-table"]


def test_a_table_in_a_table_fails(broken):
    def spoil(package):
        inner = copy.deepcopy(table(package))
        list(table(package).iter(w("tc")))[-1].insert(1, inner)

    assert "nested-table" in broken(spoil)


def test_an_empty_paragraph_fails(broken):
    assert broken(lambda package: paragraph(package, "Last words").addnext(new_paragraph())) == ["empty-paragraph"]


def test_a_paragraph_of_blanks_fails(broken):
    spaces = "\u00a0 "
    assert broken(lambda package: paragraph(package, "Last words").addnext(new_paragraph(spaces))) == [
        "empty-paragraph"
    ]


def test_line_breaks_in_a_row_fail(broken):
    def spoil(package):
        inside = next(paragraph(package, "Last words").iter(w("r")))
        inside.append(make("br"))
        inside.append(make("br"))
        inside.append(copy.deepcopy(inside.find(w("t"))))

    assert broken(spoil) == ["empty-lines"]


def test_a_caption_with_a_typed_number_fails(broken):
    def spoil(package):
        caption = paragraph(package, "Figure\u00a02")
        caption.addnext(new_paragraph("Figure 2: Staff by site", "Caption"))
        for name in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(caption.iter(w(name))):
                caption.getnext().append(mark)
        caption.getparent().remove(caption)

    assert broken(spoil) == ["typed-caption"]


def test_plain_text_that_looks_like_a_caption_fails(broken):
    def spoil(package):
        paragraph(package, "Last words").addnext(new_paragraph("Figure 3: Not a caption"))

    assert broken(spoil) == ["typed-caption"]


def test_a_caption_number_that_word_will_count_otherwise_fails(broken):
    def spoil(package):
        for shown in paragraph(package, "Figure\u00a02").iter(w("t")):
            shown.text = "5" if shown.text == "2" else shown.text

    assert broken(spoil) == ["caption-number"]


def test_a_caption_beside_nothing_fails(broken):
    def spoil(package):
        wanted = table(package)
        wanted.getparent().remove(wanted)

    assert broken(spoil) == ["lonely-caption"]


def test_a_sentence_may_stand_in_the_place_of_a_table_where_there_is_nothing_to_show(broken):
    def spoil(style):
        def replace(package):
            wanted = table(package)
            caption = wanted.getprevious()
            caption.addprevious(new_paragraph("There is nothing to show.", style))
            wanted.getparent().remove(wanted)

        return replace

    assert broken(spoil("Figure")) == []
    assert broken(spoil("BodyText")) == ["lonely-caption"]


def test_a_template_without_page_numbers_fails(broken):
    def spoil(package):
        for order in package.tree("word/footer.xml").iter(w("instrText")):
            order.text = " DATE "

    assert broken(spoil) == ["no-page-numbers"]


def test_properties_in_another_order_than_the_schema_s_fail(broken):
    def spoil(package):
        ppr = paragraph(package, "Last words").find(w("pPr"))
        ppr.insert(0, make("jc", val="left"))

    assert broken(spoil) == ["element-order"]


def test_properties_after_the_words_fail(broken):
    def spoil(package):
        element = paragraph(package, "Last words")
        element.append(element.find(w("pPr")))

    assert broken(spoil) == ["element-order"]


def test_two_property_elements_in_a_paragraph_fail(broken):
    def spoil(package):
        ppr = paragraph(package, "Last words").find(w("pPr"))
        ppr.addnext(copy.deepcopy(ppr))

    assert "doubled-properties" in broken(spoil)


def test_one_property_twice_fails(broken):
    def spoil(package):
        ppr = paragraph(package, "Last words").find(w("pPr"))
        ppr.append(make("jc", val="left"))
        ppr.append(make("jc", val="right"))

    assert broken(spoil) == ["doubled-properties"]


def test_a_paragraph_in_a_paragraph_fails(broken):
    assert "nested-paragraph" in broken(
        lambda package: paragraph(package, "Last words").append(new_paragraph("Page break."))
    )


def test_a_cell_that_does_not_end_in_a_paragraph_fails(broken):
    def spoil(package):
        cell = next(table(package).iter(w("tc")))
        cell.remove(cell.find(w("p")))

    assert broken(spoil) == ["cell-without-paragraph"]


def test_a_bookmark_that_does_not_end_fails(broken):
    def spoil(package):
        end = next(package.body.iter(w("bookmarkEnd")))
        end.getparent().remove(end)

    assert broken(spoil) == ["bookmark-pairs"]


def test_two_bookmarks_of_one_id_fail(broken):
    def spoil(package):
        for mark in paragraph(package, "Figure\u00a02").iter(w("bookmarkStart"), w("bookmarkEnd")):
            mark.set(w("id"), "0")

    assert broken(spoil) == ["bookmark-pairs"]


def test_two_bookmarks_of_one_name_fail(broken):
    def spoil(package):
        first = next(paragraph(package, "Figure\u00a01").iter(w("bookmarkStart")))
        second = next(paragraph(package, "Figure\u00a02").iter(w("bookmarkStart")))
        second.set(w("name"), first.get(w("name")))

    assert "bookmark-names" in broken(spoil)


def test_a_reference_to_nothing_fails(broken):
    def spoil(package):
        for order in package.body.iter(w("instrText")):
            if "fig_staff" in order.text:
                order.text = " REF _Ref_gone \\h "

    assert broken(spoil) == ["broken-reference"]


def test_a_link_within_the_paper_to_nothing_fails(broken):
    def spoil(package):
        link = make("hyperlink", anchor="gone")
        link.append(run("elsewhere"))
        paragraph(package, "Last words").append(link)

    assert broken(spoil) == ["broken-reference"]


def test_a_field_that_does_not_end_fails(broken):
    def spoil(package):
        mark = [m for m in package.body.iter(w("fldChar")) if m.get(w("fldCharType")) == "end"][-1]
        mark.getparent().remove(mark)

    assert broken(spoil) == ["broken-field"]


@pytest.mark.parametrize("words", ["see ?@fig-x", "?var:visits.now", "Error! Reference source not found."])
def test_what_a_failed_reference_or_value_leaves_fails(broken, words):
    assert broken(lambda package: paragraph(package, "Last words").append(run(words))) == ["failed-reference"]


def test_two_pictures_of_one_id_fail(broken):
    def spoil(package):
        picture = next(p for p in package.body.iter(w("p")) if p.find(f".//{w('drawing')}") is not None)
        picture.addprevious(copy.deepcopy(picture))

    assert broken(spoil) == ["picture-ids"]


def test_a_picture_that_is_not_in_the_file_fails(broken):
    def spoil(package):
        for row in list(package.tree("word/_rels/document.xml.rels")):
            if row.get("Type").endswith("/image"):
                row.getparent().remove(row)

    assert broken(spoil) == ["missing-part"]


def test_a_problem_says_where_it_is_and_what_to_do(broken, good, tmp_path):
    package = WordPackage.read(good)
    style(paragraph(package, "By site"), "Heading3")
    package.write(tmp_path / "spoilt.docx")
    (problem,) = check_word(tmp_path / "spoilt.docx")
    assert 'paragraph 6 "By site"' in str(problem)
    assert "give it level 2" in str(problem)
