"""Reading papers of every kind, and one clear sentence for what cannot be read."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import pypandoc
import pypdf
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from feedback_report.claims.files import reading, word_files
from feedback_report.claims.files.printed_tables import Line
from feedback_report.claims.files.reading import PaperError, read_paper, read_papers
from feedback_report.claims.files.text_files import blocks_of_lines
from feedback_report.claims.paper import CAPTION, HEADING, ITEM, PARAGRAPH, TABLE

SENTENCE = "Complaints rose by 25%, from 80 in 2021/22 to 100 in 2022/23."
soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes the PDF")


def kinds(paper):
    return [(block.kind, block.text) for block in paper.blocks]


def word_file(path, *, table=True):
    document = docx.Document()
    document.add_heading("Complaints", 1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("Delay: 12", style="List Bullet")
    if table:
        held = document.add_table(rows=3, cols=2)
        for row, cells in zip(held.rows, [("Outcome", "Number"), ("Upheld", "7"), ("Not upheld", "5")], strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(path)
    return path


def test_a_word_file_gives_headings_paragraphs_items_and_tables_in_order(tmp_path):
    paper = read_paper(word_file(tmp_path / "paper.docx"))
    assert kinds(paper)[:3] == [(HEADING, "Complaints"), (PARAGRAPH, SENTENCE), (ITEM, "Delay: 12")]
    assert paper.blocks[3].rows == (("Outcome", "Number"), ("Upheld", "7"), ("Not upheld", "5"))


def test_deleted_words_of_a_word_file_are_not_read_and_inserted_ones_are(tmp_path):
    path = word_file(tmp_path / "paper.docx", table=False)
    marked = tmp_path / "marked.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(marked, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                content = content.replace(
                    b"<w:r><w:t>Complaints rose",
                    b'<w:del w:id="1"><w:r><w:delText>Old words. </w:delText></w:r></w:del>'
                    b'<w:ins w:id="2"><w:r><w:t>New words. </w:t></w:r></w:ins><w:r><w:t>Complaints rose',
                )
            new.writestr(item, content)
    assert read_paper(marked).blocks[1].text == f"New words. {SENTENCE}"


def test_a_page_gives_its_text_without_scripts_menus_quotations_and_what_is_hidden(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>No</title></head><body><nav>Menu 5%</nav><script>var x = 7;</script>"
        f"<h2>Complaints</h2><p>{SENTENCE.replace(' ', '&nbsp;', 1)}</p><p hidden>Hidden 9%</p>"
        "<ul><li>Delay: 12<q> was 9%</q></li></ul>loose words<table><caption>Outcomes</caption>"
        "<tr><th>Outcome</th><th colspan=2>Number</th></tr><tr><td rowspan=2>Upheld</td><td>7</td><td>58%</td></tr>"
        "<tr><td>5</td><td>42%</td></tr></table></body></html>",
        encoding="utf-8",
    )
    paper = read_paper(path)
    assert [text for _, text in kinds(paper)] == ["Complaints", SENTENCE, "Delay: 12", "loose words", "Outcomes", ""]
    assert paper.blocks[-1].rows == (("Outcome", "Number", "Number"), ("Upheld", "7", "58%"), ("Upheld", "5", "42%"))
    assert paper.blocks[-1].heads == 1


def test_a_layout_table_is_read_as_text(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(f"<table><tr><td><p>{SENTENCE}</p></td></tr></table>", encoding="utf-8")
    assert [text for _, text in kinds(read_paper(path))] == [SENTENCE]


def test_markdown_gives_what_its_page_would(tmp_path):
    path = tmp_path / "paper.md"
    path.write_text(
        f"---\ntitle: Paper\n---\n# Complaints\n\n{SENTENCE}\nMore.\n- Delay: **12**\n\n| A | B |\n|---|---|\n| c | "
        f"5 |\n",
        encoding="utf-8",
    )
    paper = read_paper(path)
    assert kinds(paper)[:3] == [(HEADING, "Complaints"), (PARAGRAPH, f"{SENTENCE} More."), (ITEM, "Delay: 12")]
    assert paper.blocks[3].rows == (("A", "B"), ("c", "5"))


def test_lines_of_a_text_file_are_put_together_to_paragraphs_and_tables(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text(
        "Complaints received\n\nComplaints rose by 25%, from 80 in\n2021/22 to 100 in 2022/23.\n\n"
        "Service            2021/22   2022/23\nWaste collection        40        55\nand recycling\n"
        "Housing                 40        45\nTotal                   80       100\n\n  - Delay: 12\n  - Cost: 7\n",
        encoding="cp1252",
    )
    paper = read_paper(path)
    assert kinds(paper)[:2] == [(HEADING, "Complaints received"), (PARAGRAPH, SENTENCE)]
    assert paper.blocks[2].rows == (
        ("Service", "2021/22", "2022/23"),
        ("Waste collection and recycling", "40", "55"),
        ("Housing", "40", "45"),
        ("Total", "80", "100"),
    )
    assert [block.kind for block in paper.blocks[3:]] == [ITEM, ITEM]


def as_pdf(path, *, tagged=False):
    form = f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{str(tagged).lower()}"}}}}'
    arguments = ["soffice", f"-env:UserInstallation=file://{path.parent}/profile", "--headless", "--convert-to", form]
    subprocess.run([*arguments, "--outdir", str(path.parent), str(path)], check=True, capture_output=True)
    return path.with_suffix(".pdf")


def test_a_table_that_goes_on_over_the_page_begins_with_two_rows():
    heading = "Team            2021/22   2022/23"
    first = [heading, "Roads                40        55", "Parks                40        45"]
    second = [heading, "Care                 30        20", "Total               110       120", "", "A line below it."]
    lines = [*(Line(text, 1) for text in first), *(Line(text, 2) for text in second)]
    tables = [block for block in blocks_of_lines(lines) if block.kind == TABLE]
    assert [(block.page, len(block.rows)) for block in tables] == [(1, 3), (2, 3)]
    alone = blocks_of_lines([Line(text, 1) for text in first])
    assert [block.kind for block in alone if block.kind == TABLE] == []


@soffice
def test_a_pdf_gives_paragraphs_pages_and_tables(tmp_path):
    paper = read_paper(as_pdf(word_file(tmp_path / "paper.docx")))
    assert SENTENCE in " ".join(block.text for block in paper.blocks)
    assert {block.page for block in paper.blocks} == {1}


@soffice
@pytest.mark.parametrize("columns", [2, 3])
def test_a_pdf_set_in_columns_is_read_column_by_column(tmp_path, columns):
    document = docx.Document()
    document.add_heading("Complaints of the year", 1)
    document.add_section(WD_SECTION.CONTINUOUS)._sectPr.xpath("./w:cols")[0].set(qn("w:num"), str(columns))
    texts = [
        f"In quarter {n} the team handled {80 + n} letters, which is {n} more than the {80} of the year before, and "
        f"it answered most of them within the ten days that the policy allows for a first answer."
        for n in range(1, 13)
    ]
    for text in texts:
        document.add_paragraph(text)
    document.save(tmp_path / "paper.docx")
    paper = read_paper(as_pdf(tmp_path / "paper.docx"))
    assert [block.text for block in paper.blocks if "quarter" in block.text][-11:] == texts[-11:]


@soffice
def test_names_that_go_on_below_the_numbers_of_a_pdf_table_belong_to_their_rows(tmp_path):
    document = docx.Document()
    rows = [
        ("Service area or directorate", "Complaints received", "Partly or fully upheld", "Change on the year before"),
        ("Adults, Health and Communities", "60", "30", "+4"),
        ("Schools, Early Years and Families", "80", "20", "-5"),
        ("Roads, Parks and Recycling", "90", "40", "+3"),
    ]
    table = document.add_table(rows=len(rows), cols=4)
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text, cell.width = text, Cm(3)
    document.save(tmp_path / "paper.docx")
    [held] = [block for block in read_paper(as_pdf(tmp_path / "paper.docx")).blocks if block.kind == TABLE]
    assert held.rows == tuple(rows)


def long_word_file(path):
    """A paper over two pages with a running head, two columns, a list, a merged cell and cells of several lines."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Council paper 12 of 30"
    document.add_heading("Complaints", 1)
    document.add_paragraph(SENTENCE)
    for text in ("Delay: 12", "Staff: 7"):
        document.add_paragraph(text, style="List Bullet")
    document.add_section(WD_SECTION.CONTINUOUS)._sectPr.xpath("./w:cols")[0].set(qn("w:num"), "2")
    for n in range(1, 20):
        document.add_paragraph(
            f"In team {n} there were {80 + n} letters, {n} more than the 80 of the year before. " * 3
        )
    document.add_section(WD_SECTION.CONTINUOUS)._sectPr.xpath("./w:cols")[0].set(qn("w:num"), "1")
    table = document.add_table(rows=3, cols=3)
    rows = [
        ("Service area or directorate", "Complaints partly or fully upheld", ""),
        ("Schools, Early Years and Families", "20", "25%"),
        ("Roads, Parks and Recycling", "40", "44%"),
    ]
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text, cell.width = text, Cm(2.5)
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("Table 1: Complaints upheld", style="Caption")
    document.save(path)
    return path


@soffice
def test_a_tagged_pdf_is_read_as_the_word_file_that_it_was_made_from(tmp_path):
    word = long_word_file(tmp_path / "paper.docx")
    marked = read_paper(as_pdf(word, tagged=True))
    assert {block.page for block in marked.blocks} >= {1, 2}
    assert [replace(block, page=0, heads=0) for block in marked.blocks] == [
        replace(block, heads=0) for block in read_paper(word).blocks
    ]


@soffice
@pytest.mark.parametrize("spacing", [1, 1.5, 2])
def test_paragraphs_of_a_pdf_are_told_by_the_room_between_them(tmp_path, spacing):
    """However far apart the lines are, and even where the last one is full."""
    document = docx.Document()
    texts = [f"In quarter {n} the team handled {80 + n} letters. It answered most within ten days." for n in range(9)]
    for text in texts:
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.line_spacing = spacing
        paragraph.paragraph_format.space_after = Pt(8 * spacing)
        paragraph.paragraph_format.right_indent = Cm(6)
    document.save(tmp_path / "paper.docx")
    assert [block.text for block in read_paper(as_pdf(tmp_path / "paper.docx")).blocks] == texts


@pytest.mark.parametrize(
    "rows",
    [
        ["Stage 1      612   514   84%   306", "Stage 2       74    58   78%    29"],
        ["Stage 1      612   514   [c]   306", "Stage 2       74    58   [x]    29"],
        ["Stage 1      612   514   20 = 84%   306", "Stage 2       74    58   12 = 78%    29"],
    ],
)
def test_two_lines_with_many_numbers_in_columns_are_a_table(rows):
    blocks = blocks_of_lines([Line(line) for line in ["             All   Met   Part  Upheld", *rows]])
    assert [(block.kind, len(block.rows), len(block.rows[-1])) for block in blocks] == [(TABLE, 3, 5)]


def test_a_line_that_names_a_figure_is_its_caption():
    lines = ["Letters came all year.", "", "Figure 3: Teams with the most letters, 2022/23", "", "They were answered."]
    assert [block.kind for block in blocks_of_lines([Line(line) for line in lines])] == [PARAGRAPH, CAPTION, PARAGRAPH]


@soffice
@pytest.mark.parametrize("damage", ["a tree without elements", "a tree in a circle"])
def test_a_pdf_whose_tags_are_of_no_use_is_read_as_it_looks(tmp_path, damage):
    tagged = as_pdf(long_word_file(tmp_path / "paper.docx"), tagged=True)
    writer = pypdf.PdfWriter(clone_from=tagged)
    tree = writer.root_object["/StructTreeRoot"]
    kids = [] if damage == "a tree without elements" else [tree.indirect_reference]
    tree[pypdf.generic.NameObject("/K")] = pypdf.generic.ArrayObject(kids)
    writer.write(tmp_path / "damaged.pdf")
    looks = read_paper(as_pdf(tmp_path / "paper.docx"))
    assert [block.text for block in read_paper(tmp_path / "damaged.pdf").blocks] == [
        block.text for block in looks.blocks
    ]


def test_a_line_of_a_printed_page_that_closes_a_bracket_begins_no_item():
    lines = ["Complaints about care fell by 3 (from 37 to", "34) and those about schools rose.", "1) Delay", "2) Cost"]
    blocks = blocks_of_lines([Line(line) for line in lines])
    assert [block.text for block in blocks] == [f"{lines[0]} {lines[1]}", "1) Delay", "2) Cost"]


def test_items_of_a_list_with_a_dash_before_their_number_are_no_table():
    lines = ["Received by quarter:", "", *(f"  •   Q{n} - {10 + n}" for n in range(1, 5))]
    blocks = blocks_of_lines([Line(line) for line in lines])
    assert [block.kind for block in blocks] == [PARAGRAPH, *[ITEM] * 4]


@soffice
def test_the_mark_of_a_note_is_no_part_of_a_number(tmp_path):
    source = "Of 80 letters, 20[^1] (25%) were late.\n\n[^1]: Of these 20, 5 (25%) came by post.\n"
    for kind in ("docx", "html"):
        pypandoc.convert_text(source, kind, "markdown", outputfile=str(tmp_path / f"paper.{kind}"))
    document = docx.Document()
    paragraph = document.add_paragraph("Of 80 letters, 20")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" (25%) were late. See the 5")
    paragraph.add_run("th").font.superscript = True
    document.save(tmp_path / "typed.docx")
    as_pdf(tmp_path / "paper.docx", tagged=True).rename(tmp_path / "tagged.pdf")
    as_pdf(tmp_path / "paper.docx")
    for name in ("paper.docx", "paper.html", "typed.docx", "paper.pdf", "tagged.pdf"):
        paper = read_paper(tmp_path / name)
        assert paper.blocks[0].text.startswith("Of 80 letters, 20 (25%) were late.")
    assert read_paper(tmp_path / "typed.docx").blocks[0].text.endswith("the 5th")


def pdf(path, *, password=None, text=False):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    with path.open("wb") as file:
        writer.write(file)
    return path


def truncated(path):
    whole = word_file(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def without_document(path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("hello.txt", "hello")
    path.write_bytes(buffer.getvalue())
    return path


def written(path, content):
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "none.docx", r"none\.docx: there is no such file"),
        (lambda folder: folder, r"this is a folder; name the files"),
        (
            lambda folder: written(folder / "a.xyz", b"text"),
            r"a file of the kind “\.xyz” cannot be read; expected \.docx",
        ),
        (lambda folder: written(folder / "a.doc", b"text"), r"“\.doc” cannot be read; save it as \.docx"),
        (lambda folder: written(folder / "a", b"text"), r"without an ending"),
        (lambda folder: written(folder / "a.txt", b" \n"), r"the file is empty"),
        (lambda folder: written(folder / "a.txt", bytes(range(256)) * 20), r"does not hold text"),
        (lambda folder: written(folder / "a.md", b"\x00\x01\x02" * 99), r"does not hold text"),
        (lambda folder: written(folder / "a.html", b"\x89PNG\r\n\0\0" * 99), r"does not hold an HTML page"),
        (lambda folder: written(folder / "a.html", b"<html><body> </body></html>"), r"no text was found"),
        (lambda folder: written(folder / "a.md", b"---\ntitle: x\n---\n"), r"no text was found"),
        (lambda folder: truncated(folder / "a.docx"), r"the Word file is damaged or incomplete"),
        (lambda folder: without_document(folder / "a.docx"), r"the Word file is damaged or incomplete"),
        (
            lambda folder: written(folder / "a.docx", b"\xd0\xcf\x11\xe0" + b"x" * 99),
            r"protected by a password, or of the old",
        ),
        (lambda folder: pdf(folder / "a.pdf", password="secret"), r"the PDF is protected by a password"),
        (lambda folder: pdf(folder / "a.pdf"), r"the PDF holds pictures of pages and no text"),
        (lambda folder: written(folder / "a.pdf", b"%PDF-1.7\nbroken"), r"the PDF is damaged or incomplete"),
        (lambda folder: written(folder / "a.pdf", b"hello"), r"the file is not a PDF"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path, make, message):
    with pytest.raises(PaperError, match=message) as caught:
        read_paper(make(tmp_path))
    assert len(caught.value.problems) == 1
    assert "\n" not in caught.value.problems[0]
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("part", ["word/media/large.png", "word/large.xml"])
def test_a_word_file_that_unpacks_to_too_much_is_not_unpacked(tmp_path, monkeypatch, part):
    monkeypatch.setattr(word_files, "LARGEST_UNPACKED", 2_000_000)
    monkeypatch.setattr(word_files, "LARGEST_TEXT", 1_000_000)
    path = word_file(tmp_path / "bomb.docx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, b"\0" * (3_000_000 if part.endswith("png") else 1_500_000))
    assert path.stat().st_size < 100_000
    with pytest.raises(PaperError, match=r"the Word file unpacks to \d MB, more than can be read"):
        read_paper(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    monkeypatch.setattr("pathlib.Path.open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(PaperError, match=r"the file has 200 MB, more than the 50 MB that are read"):
        read_paper(path)
    assert reading.LARGEST == 50 * 1024 * 1024


def test_all_files_that_cannot_be_read_are_named_at_once(tmp_path):
    good = written(tmp_path / "good.txt", SENTENCE.encode())
    with pytest.raises(PaperError) as caught:
        read_papers([tmp_path / "one.docx", good, tmp_path / "two.pdf"])
    assert [problem.split(":")[0].rsplit("/", 1)[-1] for problem in caught.value.problems] == ["one.docx", "two.pdf"]


def test_a_table_block_says_so(tmp_path):
    assert read_paper(word_file(tmp_path / "paper.docx")).blocks[3].kind == TABLE


def test_a_long_paragraph_on_one_line_is_read_at_once(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text("word " * 50_000 + "\nComplaints fell by 10%, from 100 to 90.\n", encoding="utf-8")
    assert read_paper(path).blocks


def test_a_markdown_table_right_below_its_caption_is_a_table(tmp_path):
    path = tmp_path / "paper.md"
    path.write_text("Table 1: complaints\n| Team | Number |\n|---|---|\n| North | 4 |\n", encoding="utf-8")
    assert [block.kind for block in read_paper(path).blocks] == ["paragraph", "table"]
