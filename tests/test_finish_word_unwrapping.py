"""What Quarto builds only for looks is undone, so that both renderers give the same Word file.

The specimens hold the faults that were seen in Quarto's Word output: a one-cell table round each
labelled figure and table, captions of tables in style Image Caption with a second pPr, doubled
alignment in cells, typed section numbers.
"""

import copy

import pytest
from standard_form import write_docx, write_png
from word_papers import PAPER, PROPERTIES, finished, lines, opened

from feedback_report.word.finish import finish_word
from feedback_report.word.gate import check_word
from feedback_report.word.markup import make, properties, put, run, text, w
from feedback_report.word.package import WordPackage


def in_one_cell(blocks):
    """Wrap blocks of the body in a table of one cell, as Quarto does."""
    table, row, cell = make("tbl"), make("tr"), make("tc")
    first = next(block for block in blocks if block.getparent() is not None)
    first.getparent().insert(first.getparent().index(first), table)
    table.append(make("tblPr"))
    columns = make("tblGrid")
    columns.append(make("gridCol", w="9000"))
    table.append(columns)
    table.append(row)
    row.append(cell)
    cell.extend(blocks)


def as_quarto_leaves_it(folder):
    """Write the paper as pandoc does, then with Quarto's faults."""
    write_png(folder / "visits.png", 400, 200)
    package = WordPackage.read(write_docx(PAPER, folder / "raw.docx"))
    body = package.body
    captions = [p for p in body.iter(w("p")) if text(p).startswith("Figure\u00a0") and ":" in text(p)[:10]]
    for caption in captions:
        caption.find(f"{w('pPr')}/{w('pStyle')}").set(w("val"), "ImageCaption")
        second = make("pPr")
        second.append(make("jc", val="center"))
        caption.insert(1, second)
        for mark in [*caption.iter(w("bookmarkStart")), *caption.iter(w("bookmarkEnd"))]:
            mark.getparent().remove(mark)
    chart_caption, table_caption = captions
    picture, table = chart_caption.getprevious(), table_caption.getnext()
    for cell in table.iter(w("tc")):
        ppr = properties(cell.find(w("p")), "pPr")
        ppr.append(make("jc", val="right"))
        ppr.append(make("jc", val="center"))
    marks = {
        name: (make("bookmarkStart", id=number, name=name), make("bookmarkEnd", id=number))
        for name, number in (("fig-visits", "901"), ("fig-staff", "902"))
    }
    in_one_cell([marks["fig-visits"][0], picture, chart_caption, marks["fig-visits"][1]])
    in_one_cell([marks["fig-staff"][0], table, table_caption, marks["fig-staff"][1]])
    styles = package.tree("word/styles.xml")
    for name, kind in (("Image Caption", "paragraph"), ("Section Number", "character")):
        style = make("style", type=kind, styleId=name.replace(" ", ""))
        style.append(make("name", val=name))
        if kind == "paragraph":
            style.append(make("basedOn", val="Caption"))
        styles.append(style)
    package.write(folder / "quarto.docx")
    return folder / "quarto.docx"


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("both")
    finish_word(as_quarto_leaves_it(folder), folder / "from-quarto.docx", PROPERTIES)
    return finished(folder, name="from-pandoc.docx"), folder / "from-quarto.docx"


def test_the_specimen_breaks_the_rules_before_it_is_finished(tmp_path):
    rules = {problem.rule for problem in check_word(as_quarto_leaves_it(tmp_path))}
    assert rules >= {"layout-table", "nested-table", "doubled-properties", "typed-caption"}


def test_words_and_styles_are_those_of_pandocs_file(both):
    from_pandoc, from_quarto = both
    assert lines(from_quarto) == lines(from_pandoc)


def test_the_body_is_that_of_pandocs_file_to_the_letter(both):
    bodies = []
    for path in both:
        package, _ = opened(path)
        for shown in package.body.iter():  # blanks between elements are the renderers' own
            shown.tail = (shown.tail or "").strip() or None
            if shown.tag != w("t"):
                shown.text = (shown.text or "").strip() or None
        bodies.append([(e.tag, dict(e.attrib), e.text) for e in package.body.iter()])
    assert bodies[0] == bodies[1]


def test_the_gate_lets_it_pass(both):
    assert check_word(both[1]) == []


def test_typed_section_numbers_are_taken_out_of_headings(tmp_path):
    write_png(tmp_path / "visits.png", 400, 200)
    package = WordPackage.read(write_docx(PAPER, tmp_path / "raw.docx"))
    for number, heading in (("1", "Summary"), ("1.1", "By site")):
        paragraph = next(p for p in package.body.iter(w("p")) if text(p) == heading)
        typed = run(number)
        put(properties(typed, "rPr"), "rStyle", val="SectionNumber")
        gap = make("r")
        gap.append(make("tab"))
        paragraph.insert(1, typed)
        paragraph.insert(2, gap)
    package.write(tmp_path / "typed.docx")
    finish_word(tmp_path / "typed.docx", tmp_path / "paper.docx", PROPERTIES)
    headings = [words for style, words in lines(tmp_path / "paper.docx") if style.startswith("heading")]
    assert headings == ["Summary", "By site", "Detail", "Appendix"]


def test_a_table_of_one_cell_with_data_is_not_touched(tmp_path):
    path = finished(tmp_path, "# One\n\n| Visits |\n|-------:|\n\nWords.\n")
    package, _ = opened(path)
    assert len(list(package.body.iter(w("tbl")))) == 1


def test_an_empty_paragraph_goes_and_its_bookmark_moves_on(tmp_path):
    write_png(tmp_path / "visits.png")
    package = WordPackage.read(write_docx(PAPER, tmp_path / "raw.docx"))
    last = next(p for p in package.body.iter(w("p")) if text(p) == "Last words.")
    empty = make("p")
    empty.append(make("bookmarkStart", id="900", name="here"))
    empty.append(make("bookmarkEnd", id="900"))
    last.addprevious(empty)
    last.addprevious(copy.deepcopy(empty))
    package.write(tmp_path / "raw.docx")
    finish_word(tmp_path / "raw.docx", tmp_path / "paper.docx", PROPERTIES)
    assert check_word(tmp_path / "paper.docx") == []
    finished_package, _ = opened(tmp_path / "paper.docx")
    last = next(p for p in finished_package.body.iter(w("p")) if text(p) == "Last words.")
    assert [mark.get(w("name")) for mark in last.iter(w("bookmarkStart"))] == ["_Ref_here"]
