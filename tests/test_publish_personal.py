"""What is about one person, one case or this machine is found wherever a published file may hold it."""

import base64
import struct
import zipfile
import zlib
from pathlib import Path

import matplotlib.figure
import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from small_data import a_case, a_council, a_remedy, a_stage, load, tables_of_rows

from feedback_report.data.contract import contracts
from feedback_report.publishing import personal
from feedback_report.publishing.file_texts import texts_of
from feedback_report.publishing.personal import Unwanted, find_personal, sources_of, unwanted_in

CASE, CUSTOMER, SLASHED = "CF-2031-00077", "P5550077", "CF/31/00077"
UNWANTED = Unwanted(
    {"case id": {CASE, SLASHED}, "customer reference": {CUSTOMER}},
    {"user name": {"jbloggs"}, "machine name": {"PC-0042"}, "path of this machine": {"/srv/work/place"}},
    "Write to feedback@example.org. Styles are in /home/page.",
)


def found(path: Path) -> list[str]:
    return find_personal({path.name: path}, UNWANTED)


def page(path: Path, body: str) -> Path:
    path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (f"See {CASE}.", "a case id"),
        (f"See {SLASHED}.", "a case id"),
        (f"<b>P555</b>0077 and <i>{CUSTOMER[:3]}</i>{CUSTOMER[3:]}", "a customer reference"),
        (f'<p title="{CUSTOMER}">x</p>', "a customer reference"),
        (f"<!-- {CASE} -->", "a case id"),
        ("someone&#64;example.org", "an e-mail address that is no contact of the paper"),
        ("Ring 07700 900123.", "a telephone number that is no contact of the paper"),
        ("<td>020 7946 0018</td><td>3</td>", "a telephone number that is no contact of the paper"),
        ("(01632) 960123", "a telephone number that is no contact of the paper"),
        ("+44 (0) 7700 900123", "a telephone number that is no contact of the paper"),
        ("saved by jbloggs", "a user name"),
        ("on PC-0042", "a machine name"),
        ("/srv/work/place/x.csv", "a path of this machine"),
        ("/home/someone/data", "a path of a machine"),
        ("C:\\Users\\someone", "a path of a machine"),
        ("\\\\server\\share$\\x", "a path of a machine"),
        ("file:///x/y", "a path of a machine"),
    ],
)
def test_it_is_found_on_a_page_whatever_hides_it(tmp_path, words, kind):
    problems = found(page(tmp_path / "report.html", words))
    assert any(problem.startswith("report.html: holds ") and kind in problem for problem in problems)
    assert not any(CASE in problem or CUSTOMER in problem or "someone" in problem for problem in problems)


@pytest.mark.parametrize(
    "words",
    [
        "Write to feedback@example.org.",
        f"{CASE}8 and X{CUSTOMER}",
        "https://www.example.org/home/someone",
        "and/or, 24/25, a: b, C: one",
        "<p>00077</p><p>CF/31</p>",
        "0.0769230769231, 1,020,304,500 and 2024-04-01; 0 10 20 30 40 50 60; #005ea5; ab07700900123",
        "<td>0</td><td>7700</td><td>900123</td>",
    ],
)
def test_what_is_something_else_is_not_taken_for_it(tmp_path, words):
    assert found(page(tmp_path / "report.html", words)) == []


def png(words: bytes, kind: bytes) -> bytes:
    chunk = struct.pack(">I4s", len(words), kind) + words + b"\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I4s", 0, b"IEND") + b"\0\0\0\0"


@pytest.mark.parametrize(
    "content",
    [
        png(f"Author\0{CASE}".encode(), b"tEXt"),
        png(b"Author\0\0" + zlib.compress(CASE.encode()), b"zTXt"),
        png(b"Author\0\1\0\0\0" + zlib.compress(CASE.encode()), b"iTXt"),
        png(f"MM\0*\0\0\0\x08{CASE}\0".encode(), b"eXIf"),
    ],
    ids=["plain", "packed", "international", "of the camera"],
)
def test_it_is_found_in_what_a_picture_says_of_itself(tmp_path, content):
    (tmp_path / "chart.png").write_bytes(content)
    assert found(tmp_path / "chart.png") == ["chart.png: holds a case id."]
    address = f"data:image/png;base64,{base64.b64encode(content).decode()}"
    inside = page(tmp_path / "report.html", f'<img src="{address}">')
    assert found(inside) == ["report.html, embedded file 1.png: holds a case id."]


def test_it_is_found_in_a_drawing_and_in_data_that_a_page_embeds(tmp_path):
    drawing = base64.b64encode(f"<svg><title>{CASE}</title></svg>".encode()).decode()
    data = base64.b64encode(f"reference,count\n{CUSTOMER},1\n".encode()).decode()
    words = f'<img src="data:image/svg+xml;base64,{drawing}"><a href="data:text/csv;charset=utf-8;base64,{data}">x</a>'
    assert found(page(tmp_path / "report.html", words)) == [
        "report.html, embedded file 1.svg: holds a case id.",
        "report.html, embedded file 2.csv: holds a customer reference.",
    ]


def test_it_is_found_in_what_a_drawing_and_a_photograph_say_of_themselves(tmp_path):
    for name, words in (("metadata", f"<metadata><a>{CASE}</a></metadata>"), ("desc", f"<desc>{CUSTOMER}</desc>")):
        (tmp_path / f"{name}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg">{words}</svg>', encoding="utf-8"
        )
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe1\x00\x30Exif\0\0MM\0*" + CASE.encode() + b"\0\xff\xd9")
    assert found(tmp_path / "metadata.svg") == ["metadata.svg: holds a case id."]
    assert found(tmp_path / "desc.svg") == ["desc.svg: holds a customer reference."]
    assert found(tmp_path / "photo.jpg") == ["photo.jpg: holds a case id."]
    with zipfile.ZipFile(tmp_path / "report.docx", "w") as paper:
        paper.write(tmp_path / "photo.jpg", "word/media/image1.jpg")
        paper.write(tmp_path / "metadata.svg", "word/media/image2.svg")
    assert found(tmp_path / "report.docx") == [
        "report.docx, word/media/image1.jpg: holds a case id.",
        "report.docx, word/media/image2.svg: holds a case id.",
    ]


@pytest.mark.parametrize("heading", ["case_id,count", 'year,"customer_ref"', "received,merged_into\r"])
def test_a_file_with_a_row_for_each_case_is_found_whatever_the_rows_hold(tmp_path, heading):
    (tmp_path / "figure-01.csv").write_text(f"{heading}\n1,2\n", encoding="utf-8")
    assert found(tmp_path / "figure-01.csv") == ["figure-01.csv: holds rows of single cases."]
    (tmp_path / "figure-02.csv").write_text("year,count\n2031,2\n", encoding="utf-8")
    assert found(tmp_path / "figure-02.csv") == []


def test_an_address_in_a_name_of_the_settings_is_no_contact(tmp_path):
    data, notebook = tmp_path / "data", tmp_path / "1-counts.ipynb"
    held = load(tmp_path)
    (data / "council.yml").write_text("name: Roads someone@example.org 07700 900123, box@example.org", encoding="utf-8")
    notebook.write_text("Write to us@example.org.", encoding="utf-8")
    unwanted = unwanted_in(held, tmp_path, data, [data / "council.yml", notebook], ["box@example.org", "01632 960123"])
    said = page(tmp_path / "report.html", "Roads someone@example.org")
    assert find_personal({"report.html": said}, unwanted) == [
        "report.html: holds an e-mail address that is no contact of the paper."
    ]
    said = page(tmp_path / "report.html", "Roads, 07700 900123")
    assert find_personal({"report.html": said}, unwanted) == [
        "report.html: holds a telephone number that is no contact of the paper."
    ]
    said = page(tmp_path / "report.html", "box@example.org, 01632 960123, us@example.org")
    assert find_personal({"report.html": said}, unwanted) == []


def test_a_chart_says_nothing_of_the_machine(tmp_path):
    matplotlib.figure.Figure().savefig(tmp_path / "chart.png")
    assert any("Matplotlib" in text for _, text in texts_of(tmp_path / "chart.png", "chart.png"))
    assert found(tmp_path / "chart.png") == []


def test_it_is_found_in_every_part_of_a_word_paper_and_in_words_that_word_cut(tmp_path):
    paper = Document()
    paragraph = paper.add_paragraph("See ")
    paragraph.add_run(CASE[:6])
    paragraph.add_run(CASE[6:]).bold = True
    paper.core_properties.author = "jbloggs"
    paper.save(str(tmp_path / "report.docx"))
    assert {*found(tmp_path / "report.docx")} == {
        "report.docx, docProps/core.xml: holds a user name.",
        "report.docx, word/document.xml: holds a case id.",
    }


def test_it_is_found_in_the_cells_comments_and_properties_of_a_workbook(tmp_path):
    book = Workbook()
    book.active["A1"] = CUSTOMER
    book.active["A2"].comment = Comment("x", "jbloggs")
    book.custom_doc_props.append(StringProperty(name="from", value=CASE))
    book.save(tmp_path / "appendix.xlsx")
    problems = " ".join(found(tmp_path / "appendix.xlsx"))
    assert "holds a customer reference" in problems
    assert "docProps/custom.xml: holds a case id" in problems
    assert "comments" in problems


def test_names_of_files_and_parts_are_searched_and_what_cannot_be_read_is_told(tmp_path):
    (tmp_path / f"{CASE}.csv").write_text("year\n", encoding="utf-8")
    assert found(tmp_path / f"{CASE}.csv") == [f"{CASE}.csv: holds a case id."]
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(f"{CASE}.txt", "x")
    assert len(found(tmp_path / "x.zip")) == 1
    (tmp_path / "report.docx").write_bytes(b"PK\x03\x04 and nothing more")
    assert found(tmp_path / "report.docx") == [
        "report.docx: cannot be searched, since it is no archive that can be read."
    ]


def test_references_come_from_every_table_and_short_ones_are_counted(tmp_path):
    cases = [a_case(case_id="CASE-1001", customer_ref="P9001"), a_case(case_id="CASE-1002", merged_into="CASE-1001")]
    tables = load(tmp_path, cases=cases, stages=[], remedies=[])
    unwanted = unwanted_in(tables, tmp_path, tmp_path / "data", [])
    assert {"CASE-1001", "CASE-1002"} <= {*unwanted.references["case id"]}
    assert {"P9001", "SECRET-REF"} == {*unwanted.references["customer reference"]}
    assert unwanted.too_short == 1  # P1 of the year before
    assert str(tmp_path) in unwanted.words["path of this machine"]


OWN = {"case_id", "customer_ref", "merged_into"}  # columns in which a reference belongs; category is a fixed list
TEXT_COLUMNS = [
    (table, name)
    for table, columns in contracts(a_council()).items()
    for name, held in columns.items()
    if held.kind in ("text", "free text") and not held.allowed and name not in (*OWN, "category")
]


@pytest.mark.parametrize(("table", "column"), TEXT_COLUMNS)
def test_the_column_that_personal_data_come_from_is_named_and_they_are_not(tmp_path, table, column):
    rows = tables_of_rows()
    optional = dict.fromkeys(("age_band", "gender", "ethnicity", "disability"), "")
    rows["cases"] = [a_case(case_id="CASE-1001", customer_ref="P9001", **optional)]
    rows["stages"], rows["remedies"] = [a_stage(case_id="CASE-1001")], [a_remedy(case_id="CASE-1001")]
    planted = "Jo Bloggs jo.bloggs@example.net 07700 900456 CASE-1001 P9001"
    rows[table] = [rows[table][0] | {column: planted}, *rows[table][1:]]
    of_itself = {"area_code": planted} if (table, column) == ("population", "area_code") else {}
    tables = load(tmp_path, a_council(**of_itself), **rows)
    found = sources_of(tables, [], unwanted_in(tables, tmp_path, tmp_path / "data", []))
    assert found == [
        f'In the data: {table}, column "{column}": holds a case id, a customer reference, an e-mail address that is no '
        "contact of the paper and a telephone number that is no contact of the paper."
    ]


def test_a_name_of_the_machine_that_the_paper_itself_uses_is_a_word(tmp_path, monkeypatch):
    monkeypatch.setattr(personal.getpass, "getuser", lambda: "education")
    monkeypatch.setattr(personal.platform, "node", lambda: "PC-0042.council.example")
    (tmp_path / "council.yml").write_text("name: Education", encoding="utf-8")
    tables = load(tmp_path)
    words = unwanted_in(tables, tmp_path, tmp_path, [tmp_path / "council.yml"]).words
    assert words["user name"] == set()
    assert words["machine name"] == {"PC-0042", "PC-0042.council.example"}
