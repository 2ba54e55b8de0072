"""The appendix workbook, opened again: what its sheets hold, and what they never do."""

import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from small_project import small_draft, small_project

from feedback_report.publishing.file_texts import texts_of
from feedback_report.publishing.personal import Unwanted, find_personal
from feedback_report.running.section import Figure
from feedback_report.settings import BreakInSeries
from feedback_report.workbook import write_workbook
from feedback_report.workbook.sheets import sheet_name
from feedback_report.years import Year

PLACES = os.pathsep.join(
    [str(Path(__file__).resolve().parent.parent / "node_modules" / ".bin"), os.environ.get("PATH", "")]
)
VALIDATOR = shutil.which("ooxml-validate", path=PLACES)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
KINDS = {"year": "year", "team": "text", "count": "number", "base": "number", "share": "share"}
# 1 of 8 is 0.125; the second row is withheld, the third has no base.
TEAMS = "year,team,count,base,share\n2023/24,North,1,8,0.125\n2024/25,South,[c],[c],[c]\n2024/25,007,-3,,\n"
HOSTILE = [
    "=1+1",
    "+1+1 a",
    "-1+1 a",
    "@cmd a",
    "[x](javascript:alert(1))",
    "[a](b) [c](d)",
    "$$math$$",
    "<script>",
    "{{< include /etc/passwd >}}",
    "a | b `c`",
    "مرحبا",
    "🎉",
    "http://example.org",
    "w" * 300,
]


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    return small_draft(small_project(tmp_path_factory.mktemp("project")))


def figure(csv: str = TEAMS, label: str = "fig-teams", **other) -> Figure:
    told = {"title": "Teams, {{< var year.label >}}", "kinds": KINDS, "headings": {"count": "Complaints"}}
    return Figure(label, "1-teams", csv, None, **told | other)


def written(draft, folder: Path, *figures: Figure, **other):
    path = folder / "appendix.xlsx"
    write_workbook(replace(draft, figures=[*figures], **other), path)
    return load_workbook(path)


def rows(sheet) -> list[list]:
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def table(book, name: str) -> list[list]:
    """Get the rows of the Excel table of a sheet, its headings first."""
    sheet = book[name]
    (held,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[held.ref]]


def test_a_cover_the_contents_and_the_notes_come_before_a_sheet_for_each_figure_and_table(draft, tmp_path):
    appendix = figure(label="", title="Services: complaints by team")
    book = written(draft, tmp_path, figure(), figure(label="fig-more"), tables=[appendix])
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Figure 1 teams", "Figure 2 more", "A1 Complaints by team"]
    assert [row[0] for row in table(book, "Contents")] == ["Sheet", *book.sheetnames[2:]]
    assert [row[1] for row in table(book, "Contents")][2:] == [
        "Figure 1: Teams, 2024/25",
        "Figure 2: Teams, 2024/25",
        "Appendix table 1: Services: complaints by team",
    ]
    links = [cell.hyperlink.location for (cell, *_) in book["Contents"].iter_rows(min_row=4)]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[2:]]


def test_numbers_are_numbers_in_full_and_marks_and_names_are_text(draft, tmp_path):
    book = written(draft, tmp_path, figure())
    assert table(book, "Figure 1 teams") == [
        ["Year", "Team", "Complaints", "Out of", "Percentage"],
        ["2023/24", "North", 1, 8, 0.125],
        ["2024/25", "South", "[c]", "[c]", "[c]"],
        ["2024/25", "007", -3, "[x]", "[x]"],
    ]
    formats = [cell.number_format for cell in list(book["Figure 1 teams"].rows)[-1]]
    assert formats == ["@", "@", "#,##0", "#,##0", "0.0%"]


def test_rows_of_whole_numbers_among_decimals_are_shown_without_decimals(draft, tmp_path):
    kinds = {"measure": "text", "y2023": "number", "y2024": "number"}
    book = written(draft, tmp_path, figure("measure,y2023,y2024\nDays,15.5,16.5\nCases,8.0,[x]\n", kinds=kinds))
    shown = [[cell.number_format for cell in row][1:] for row in book["Figure 1 teams"].iter_rows(min_row=6)]
    assert shown == [["#,##0.0", "#,##0.0"], ["#,##0", "#,##0"]]
    assert table(book, "Figure 1 teams")[1:] == [["Days", 15.5, 16.5], ["Cases", 8, "[x]"]]


def test_each_sheet_explains_its_marks_its_base_and_its_source_above_the_table(draft, tmp_path):
    sheet = written(draft, tmp_path, figure(unit="Complaints", note="Counted on &#91;one&#93; day."))["Figure 1 teams"]
    (held,) = sheet.tables.values()
    above = [row[0] for row in rows(sheet)[: int(held.ref.split(":")[0][1:]) - 1]]
    assert above == [
        "Figure 1: Teams, 2024/25",
        "This sheet contains one table.",
        "[c] stands for a number that is withheld so that nobody can be identified.",
        "[x] stands for a number that is not available.",
        "Source: cases recorded by Test Council.",
        "Unit of the figure: Complaints. Base: each percentage is of the number in the column Out of. "
        "Counted on [one] day.",
    ]


def test_every_sheet_is_one_whole_table_of_excel_with_the_cursor_at_its_first_cell(draft, tmp_path):
    book = written(draft, tmp_path, figure(), tables=[figure(label="", title="Teams")])
    assert book.active.title == "Cover"
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_view.selection[0].activeCell == "A1"
        assert len(sheet.title) <= 31
        assert all(any(cell is not None for cell in row) for row in sheet.iter_rows(values_only=True)), sheet.title
        if sheet.title != "Cover":
            (held,) = sheet.tables.values()
            cells = [cell for row in sheet[held.ref] for cell in row]
            assert all(cell.value is not None for cell in cells)
            assert cells[-1].row == sheet.max_row


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_that_looks_like_something_else_stands_there_as_the_text_that_it_is(draft, tmp_path, value):
    quoted = value.replace('"', '""')
    book = written(draft, tmp_path, figure(f'team,count\n"{quoted}",1\n', title="Teams"))
    assert table(book, "Figure 1 teams")[1] == [value, 1]
    with zipfile.ZipFile(tmp_path / "appendix.xlsx") as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "sheets/sheet" in name]
        assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
        links = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")]
    assert not any("External" in link for link in links)


@pytest.mark.parametrize("value", ["=1+1", "[x](javascript:alert(1))", "$$math$$ and [a](b) [c](d)"])
def test_a_caption_is_text_too(draft, tmp_path, value):
    book = written(draft, tmp_path, figure("team,count\nNorth,1\n", label="", title=value), tables=[])
    assert str(book.worksheets[3]["A1"].value).startswith("Figure 1: ")
    assert book.worksheets[3]["A1"].data_type == "s"


def test_what_stands_between_years_is_told_in_notes_to_which_sheets_refer(draft, tmp_path):
    notes = [
        BreakInSeries(series="teams", service="parks", year="2024/25", note="Teams were formed anew"),
        BreakInSeries(series="outcomes", year="2024/25", note="Outcomes have other names"),
    ]
    settings = draft.settings.model_copy(update={"breaks": notes})
    one_year = figure("year,team,count\n2024/25,North,1\n", label="fig-one")
    book = written(draft, tmp_path, figure(), one_year, settings=settings)
    said = dict(table(book, "Notes")[1:])
    (number,) = (number for number, text in said.items() if text.endswith("Teams were formed anew."))
    assert book["Figure 1 teams"]["A1"].value == f"Figure 1: Teams, 2024/25 [{number}]"
    assert book["Figure 1 teams"]["A2"].value == "This sheet contains one table. Its notes are on the sheet Notes."
    assert book["Figure 2 one"]["A1"].value == "Figure 2: Teams, 2024/25"
    assert any(text.endswith("Outcomes have other names.") for text in said.values())


def test_a_threshold_is_told_in_the_notes(draft, tmp_path):
    council = draft.council.model_copy(update={"disclosure_threshold": 5})
    said = [text for _, text in table(written(draft, tmp_path, figure(), council=council), "Notes")]
    assert any(text.startswith("Counts of cases and of people below 5 are withheld ([c])") for text in said)


def test_a_sample_and_a_year_that_is_not_over_say_so_on_the_cover(draft, tmp_path):
    assert not any("invented" in str(row) for row in rows(written(draft, tmp_path, figure())["Cover"]))
    notice = "This paper is a sample. All is invented."
    facts = draft.facts | {
        "year.part": replace(draft.facts["year.part"], value=True),
        "year.months": replace(draft.facts["year.months"], text="April to September"),
    }
    council = draft.council.model_copy(update={"sample_notice": notice})
    book = written(draft, tmp_path, figure(), council=council, facts=facts)
    cover = [row[0] for row in rows(book["Cover"])]
    assert notice in cover
    told = "2024/25 is not over: each year stands for April to September of it"
    assert any(line.startswith(told) for line in cover)
    assert table(book, "Notes")[1][1].startswith(told)
    assert book["Figure 1 teams"]["A1"].value.endswith("[note 1]")
    assert {sheet.oddFooter.center.text for sheet in book} == {notice}


def test_a_figure_with_nothing_to_show_is_named_in_the_contents_and_has_no_sheet(draft, tmp_path):
    book = written(draft, tmp_path, figure("team,count\n"), figure(), tables=[figure("\n", label="", title="Empty")])
    assert book.sheetnames[3:] == ["Figure 2 teams"]
    told = {row[1] for row in table(book, "Contents")}
    assert "Figure 1: Teams, 2024/25. There is nothing to show for this year." in told
    assert "Appendix table 1: Empty. There is nothing to show for this year." in told


@pytest.mark.parametrize(
    ("name", "shortened"),
    [
        ("Figure 1 teams", "Figure 1 teams"),
        ("A1 Closed complaints by the time that they took", "A1 Closed complaints"),
        ("A13 Complaints received, those in the base", "A13 Complaints received"),
        ("A2 What's [in] it: a/b?", "A2 What s in it a b"),
        ("w" * 40, "w" * 31),
    ],
)
def test_the_name_of_a_sheet_is_cut_between_words_and_holds_no_sign_that_it_may_not(name, shortened):
    assert sheet_name(name) == shortened


def test_the_same_paper_gives_the_same_bytes_in_any_time_zone(draft, tmp_path, monkeypatch):
    given = replace(draft, figures=[figure()])
    write_workbook(given, tmp_path / "one.xlsx")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    write_workbook(given, tmp_path / "another.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "another.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_says_of_itself_what_the_word_paper_says_and_nothing_of_who_made_it(draft, tmp_path):
    properties = written(draft, tmp_path, figure()).properties
    assert properties.title == "Test Council: Annual customer feedback report, 2024/25"
    assert (properties.creator, properties.lastModifiedBy, properties.language) == ("Head of Parks",) * 2 + ("en-GB",)
    assert properties.created == properties.modified
    assert properties.created.date() == draft.settings.committee.meeting_date
    said = " ".join(text for _, text in texts_of(tmp_path / "appendix.xlsx", "appendix.xlsx"))
    assert str(tmp_path) not in said


def test_what_is_personal_is_found_in_it(draft, tmp_path):
    written(draft, tmp_path, figure('team,count\nF2400371,1\n"a.person@example.com",2\n'))
    unwanted = Unwanted({"case id": {"F2400371"}}, {}, "")
    assert find_personal({"appendix.xlsx": tmp_path / "appendix.xlsx"}, unwanted) == [
        "appendix.xlsx, xl/sharedStrings.xml: holds a case id and an e-mail address that is no contact of the paper.",
    ]


def test_the_year_is_written_in_the_councils_style(draft, tmp_path):
    style = draft.council.style.model_copy(update={"year": "2024 to 2025"})
    book = written(draft, tmp_path, figure(), council=draft.council.model_copy(update={"style": style}))
    assert table(book, "Figure 1 teams")[1][0] == Year(2023).written("2024 to 2025")


@pytest.mark.skipif(VALIDATOR is None, reason="ooxml-validate is not installed: npm install @ooxml-tools/validate")
def test_it_is_valid_office_open_xml(draft, tmp_path):
    written(draft, tmp_path, figure(), figure("team,count\n🎉,1\n", label="fig-odd"))
    command = [str(VALIDATOR), "--of", "json", str(tmp_path / "appendix.xlsx")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert json.loads(done.stdout) == []


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it_and_keeps_numbers_marks_and_text(draft, tmp_path):
    def converted(path: Path) -> Path:
        arguments = [f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "ods"]
        command = [str(OFFICE), *arguments, "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, capture_output=True, timeout=300, check=False)
        return tmp_path / f"{path.stem}.ods"

    Workbook().save(tmp_path / "any.xlsx")
    if not converted(tmp_path / "any.xlsx").is_file():
        pytest.skip("LibreOffice Calc is not installed")
    written(draft, tmp_path, figure(TEAMS + '2024/25,"=1+1",2,8,0.25\n'))
    with zipfile.ZipFile(converted(tmp_path / "appendix.xlsx")) as archive:
        content = archive.read("content.xml").decode()
    assert "table:formula" not in content
    assert "=1+1" in content
    assert 'office:value="0.125"' in content
    assert ">[c]<" in content
