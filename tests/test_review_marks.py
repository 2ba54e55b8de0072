"""The mark of a paragraph that nobody has signed, in the source, on the page and in Word."""

import datetime as dt

import pytest
from docx import Document
from lxml import html
from small_data import YEAR, a_council
from small_project import small_draft, small_project

from feedback_report.building.finish import finish
from feedback_report.building.render import Engine, Format, render
from feedback_report.narrative.marks import mark_report, mark_text, marked_text
from feedback_report.narrative.paragraphs import narrative_blocks
from feedback_report.narrative.sign_off import open_sign_off
from feedback_report.settings import Style, load_year_settings
from feedback_report.years import Year

MARK = mark_text(Year(2025), Style())


def marked(text):
    return marked_text(text, {number for number, _ in narrative_blocks(text)}, "[M]")


def test_the_mark_names_the_year_and_the_styles_of_page_and_word():
    assert MARK == '[Not yet reviewed for 2025/26]{.not-reviewed custom-style="Not Reviewed"}'
    assert mark_text(Year(2025), Style(year="2024 to 2025")).startswith("[Not yet reviewed for 2025 to 2026]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo.\n\nThree.", "One\ntwo. [M]\n\nThree. [M]"),
        ("# Head\n\n[]{#par-a}One.  ", "# Head\n\n[]{#par-a}One. [M]"),
        ("One.\\", "One. [M]"),
        ("- one\n- two", "- one\n- two [M]"),
        ("- one\n\n  ```\n  x\n  ```", "- one [M]\n\n  ```\n  x\n  ```"),
        ("::: {.callout-note}\nOne.\n:::", "::: {.callout-note}\nOne. [M]\n:::"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "| A | B |\n|---|---|\n| 1 | 2 [M] |"),
        ("> Quoted\n> words.", "> Quoted\n> words. [M]"),
        ("{{< var commentary.a >}}", "{{< var commentary.a >}} [M]"),
        ("```\ncode\n```", "```\ncode\n```"),
        ("::: {.front-block}\nMeeting\n:::", "::: {.front-block}\nMeeting\n:::"),
    ],
)
def test_the_mark_stands_at_the_end_of_the_paragraph(text, expected):
    assert marked(text) == expected


def test_only_the_blocks_named_are_marked():
    assert marked_text("One.\n\nTwo.\n\nThree.", {2}, "[M]") == "One.\n\nTwo. [M]\n\nThree."


def test_the_front_matter_of_the_report_is_not_marked():
    text = "---\ntitle: A paper\n---\n\nWords.\n"
    assert mark_report(text, [], "[M]") == text


@pytest.fixture
def project(tmp_path):
    return small_project(tmp_path / "project")


def sign(project):
    """Sign every paragraph of the small project."""
    draft = small_draft(project)
    settings = load_year_settings(project / "data", YEAR)
    notebooks = sorted((project / "notebooks").glob("*.ipynb"))
    sign_off = open_sign_off(project, notebooks, project / "data", a_council(), settings, draft.facts)
    return sign_off.sign(sign_off.waiting, "Head of Parks", dt.date(2025, 9, 1))


def sources(workspace):
    return "".join(path.read_text(encoding="utf-8") for path in (workspace / "build" / "sections").glob("*.ipynb"))


def rendered(project, tmp_path, form):
    workspace = tmp_path / "workspace"
    workspace.mkdir(exist_ok=True)
    draft = small_draft(project, workspace)
    raw = render(workspace, [form], Engine.pandoc).files[form]
    finish(form, raw, tmp_path / f"report.{form}", draft, project / "style")
    return tmp_path / f"report.{form}"


def test_the_waiting_paragraphs_of_a_build_are_marked_and_the_signed_ones_are_not(project, tmp_path):
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    draft = small_draft(project, workspace)
    assert [paragraph.key.rpartition(".")[2] for paragraph in draft.waiting] == ["1"]
    assert sources(workspace).count("Not yet reviewed for 2024/25") == 1
    sign(project)
    assert small_draft(project, workspace).waiting == []
    assert "Not yet reviewed" not in sources(workspace)


def test_the_notebooks_of_the_project_are_never_marked(project):
    small_draft(project)
    assert all("Not yet" not in path.read_text(encoding="utf-8") for path in (project / "notebooks").iterdir())
    assert "Not yet" not in (project / "report.qmd").read_text(encoding="utf-8")


def test_a_paragraph_of_the_report_itself_is_marked_where_the_build_works_elsewhere(project, tmp_path):
    with (project / "report.qmd").open("a", encoding="utf-8") as report:
        report.write("\n# End\n\nThe last words of this year.\n")
    (tmp_path / "workspace").mkdir()
    small_draft(project, tmp_path / "workspace")
    text = (tmp_path / "workspace" / "report.qmd").read_text(encoding="utf-8")
    assert "The last words of this year. [Not yet reviewed for 2024/25]{" in text


def test_the_page_shows_the_mark(project, tmp_path):
    page = html.fromstring(rendered(project, tmp_path, Format.html).read_text(encoding="utf-8"))
    assert [span.text_content() for span in page.find_class("not-reviewed")] == ["Not yet reviewed for 2024/25"]
    sign(project)
    page = html.fromstring(rendered(project, tmp_path, Format.html).read_text(encoding="utf-8"))
    assert page.find_class("not-reviewed") == []


def test_the_word_paper_shows_the_mark_in_its_own_style(project, tmp_path):
    paper = Document(str(rendered(project, tmp_path, Format.docx)))
    runs = [run for paragraph in paper.paragraphs for run in paragraph.runs if "Not yet reviewed" in run.text]
    assert [(run.text, run.style.name) for run in runs] == [("Not yet reviewed for 2024/25", "Not Reviewed")]
    sign(project)
    paper = Document(str(rendered(project, tmp_path, Format.docx)))
    assert all("Not yet reviewed" not in paragraph.text for paragraph in paper.paragraphs)


def test_a_paragraphs_number_and_the_references_to_it_stay(project, tmp_path):
    page = html.fromstring(rendered(project, tmp_path, Format.html).read_text(encoding="utf-8"))
    (paragraph,) = page.find_class("numbered-paragraph")
    assert paragraph.get("id") == "par-1-1"
