"""style/reference.docx, and what happens with a council's own template."""

import dataclasses
import shutil
import zipfile

import pytest
from standard_form import REFERENCE, pandoc, write_docx, write_png
from word_papers import NOTICE, PAPER, PROPERTIES, finished, lines, opened

from feedback_report.errors import RenderError
from feedback_report.word.finish import finish_word
from feedback_report.word.gate import check_word
from feedback_report.word.markup import w
from feedback_report.word.package import DOCUMENT, WordPackage
from feedback_report.word.styles import NEEDED, check_template
from tools import make_reference_docx, word_styles


def contrast(first, second):
    """Work out the contrast of two colours as WCAG 2.2 does (1 to 21)."""

    def luminance(colour):
        channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_committed_template_is_the_one_its_maker_makes(tmp_path):
    make_reference_docx.make(tmp_path / "reference.docx")
    made, committed = (zipfile.ZipFile(path) for path in (tmp_path / "reference.docx", REFERENCE))
    assert made.namelist() == committed.namelist()
    for name in made.namelist():
        assert made.read(name) == committed.read(name), name


def test_it_is_a4_in_british_english_and_in_words_newest_mode():
    package, styles = opened(REFERENCE)
    size = package.body.find(f"{w('sectPr')}/{w('pgSz')}")
    assert (size.get(w("w")), size.get(w("h"))) == ("11906", "16838")
    assert styles.tree.find(f".//{w('rPrDefault')}//{w('lang')}").get(w("val")) == "en-GB"
    assert package.tree("word/settings.xml").find(w("themeFontLang")).get(w("val")) == "en-GB"
    theme = package.parts["word/theme/theme1.xml"].decode("utf-8")
    assert theme.count('<a:latin typeface="Arial"/>') == 2


def test_it_has_all_styles_and_no_empty_paragraph():
    package, styles = opened(REFERENCE)
    assert styles.missing(NEEDED) == []
    assert all("".join(p.itertext()).strip() for p in package.body.iter(w("p")))
    check_template(package, "reference.docx")


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (word_styles.INK, "FFFFFF"),
        (word_styles.INK, word_styles.SHADE),
        (word_styles.GREY, "FFFFFF"),
        (word_styles.WARNING, "FBEAEA"),
        ("000000", word_styles.SHADE),
        ("0B4F8A", "FFFFFF"),
    ],
)
def test_words_stand_out_from_their_ground(ink, ground):
    assert contrast(ink, ground) >= 7  # WCAG 2.2, level AAA for text


def test_contrast_is_worked_out_as_wcag_does():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


def own_template(folder, change):
    """Make a council's own template from ours."""
    shutil.copy(REFERENCE, folder / "own.docx")
    package = WordPackage.read(folder / "own.docx")
    change(package)
    package.write(folder / "own.docx")
    return folder / "own.docx"


def with_template(folder, template, notice=None):
    write_png(folder / "visits.png", 400, 200)
    raw = write_docx(PAPER, folder / "raw.docx", "--reference-doc", str(template))
    finish_word(raw, folder / "paper.docx", PROPERTIES, notice)
    return folder / "paper.docx"


def remove_styles(package, *names):
    tree = package.tree("word/styles.xml")
    for style in list(tree.findall(w("style"))):
        if style.find(w("name")).get(w("val")) in names:
            tree.remove(style)


def test_a_template_that_lacks_styles_is_refused_with_all_their_names(tmp_path):
    template = own_template(tmp_path, lambda package: remove_styles(package, "Table Text", "Sample Notice"))
    with pytest.raises(RenderError, match='the styles "Table Text", "Sample Notice" are missing') as error:
        with_template(tmp_path, template)
    assert "reference_docx" in str(error.value)


def test_pandocs_own_template_is_refused_for_its_styles_and_its_numbering(tmp_path):
    pandoc("-o", str(tmp_path / "pandoc.docx"), "--print-default-data-file", "reference.docx")
    with pytest.raises(RenderError) as error:
        with_template(tmp_path, tmp_path / "pandoc.docx")
    assert len(error.value.problems) == 2
    assert "not level 1 and 2 of one multilevel list" in error.value.problems[1]


def test_a_councils_own_look_is_kept(tmp_path):
    def change(package):
        for style in package.tree("word/styles.xml").findall(w("style")):
            for colour in style.iter(w("color")):
                colour.set(w("val"), "005A30")
        margins = package.body.find(f"{w('sectPr')}/{w('pgMar')}")
        margins.set(w("left"), "2000")

    path = with_template(tmp_path, own_template(tmp_path, change))
    package, styles = opened(path)
    (table,) = package.body.iter(w("tbl"))
    assert sum(int(column.get(w("w"))) for column in table.find(w("tblGrid"))) == 11906 - 2000 - 1304
    assert {colour.get(w("val")) for colour in styles.tree.iter(w("color"))} == {"005A30"}
    assert check_word(path) == []


def test_styles_are_found_by_name_whatever_their_ids(tmp_path):
    def change(package):
        renamed = {"Caption": "Beschriftung", "TableText": "TT", "ListBullet": "LB"}
        for name in ("word/styles.xml", "word/numbering.xml", DOCUMENT):
            for element in package.tree(name).iter():
                for attribute, value in element.attrib.items():
                    if value in renamed and element.tag != w("name"):
                        element.set(attribute, renamed[value])

    path = with_template(tmp_path, own_template(tmp_path, change))
    assert lines(path) == lines(finished(tmp_path, name="ours.docx"))
    assert check_word(path) == []


def test_a_sample_cannot_be_marked_in_a_template_without_running_header(tmp_path):
    def change(package):
        package.drop("word/header.xml")
        section = package.body.find(w("sectPr"))
        section.remove(section.find(w("headerReference")))

    template = own_template(tmp_path, change)
    with pytest.raises(RenderError, match="no running header"):
        with_template(tmp_path, template, NOTICE)
    assert with_template(tmp_path, template).is_file()


def test_another_language_than_the_papers_fails_the_gate(tmp_path):
    write_png(tmp_path / "visits.png", 400, 200)
    raw = write_docx(PAPER, tmp_path / "raw.docx")
    finish_word(raw, tmp_path / "paper.docx", dataclasses.replace(PROPERTIES, language="en-US"))
    assert [problem.rule for problem in check_word(tmp_path / "paper.docx")] == ["language"]
