"""From a renderer's files to the finished ones, with what the settings say round the paper's text."""

from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from lxml import html
from small_project import small_draft, small_project

from feedback_report.building.finish import finish, page_details, word_properties
from feedback_report.building.render import PAPERS, Engine, Format, render
from feedback_report.errors import RenderError

NOTICE = "Every case is invented."


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return small_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def draft(project):
    return small_draft(project)


@pytest.fixture(scope="module")
def rendered(project, draft):
    """The renderer's files of the draft, by format."""
    return render(project, [*PAPERS], Engine.pandoc).files


def with_notice(draft):
    return replace(draft, council=draft.council.model_copy(update={"sample_notice": NOTICE}))


def finished(form, draft, project, rendered, folder):
    output = folder / f"finished.{form}"
    finish(form, rendered[form], output, draft, project / "style")
    return html.fromstring(output.read_text(encoding="utf-8")) if form is Format.html else Document(str(output))


def words(page) -> str:
    return " ".join(page.text_content().split())


def running(paper) -> str:
    """The words at the top and the bottom of the pages of a Word paper."""
    parts = [part for section in paper.sections for part in (section.header, section.footer, section.first_page_footer)]
    return " ".join(paragraph.text for part in parts for paragraph in part.paragraphs)


def test_what_stands_round_the_page_comes_from_the_settings(draft):
    page = page_details(draft)
    assert (page.council, page.committee, page.meeting_date) == (
        "Test Council",
        "Committee for Parks",
        "30 September 2025",
    )
    assert (page.title, page.subtitle) == ("Annual customer feedback report", "Parks & Play, 2024/25")
    assert (page.sample_notice, page.year_style) == ("", "2024/25")


def test_what_a_word_file_says_of_itself_comes_from_the_settings(draft):
    properties = word_properties(draft)
    assert properties.title == "Test Council: Annual customer feedback report, 2024/25"
    assert properties.subject == "Parks & Play"
    assert properties.author == "Head of Parks"
    assert properties.dated == date(2025, 9, 30)
    assert "Parks & Play" in properties.keywords


def test_the_page_holds_the_papers_text_and_what_stands_round_it(draft, project, rendered, tmp_path):
    page = finished(Format.html, draft, project, rendered, tmp_path)
    assert "There were 2 complaints in 2024/25, as Figure 1 says." in words(page)
    for part in ("Test Council", "Committee for Parks", "30 September 2025", "Parks & Play, 2024/25"):
        assert part in words(page.body)
    assert page.findtext("head/title").startswith("Annual customer feedback report")


def test_a_figure_of_the_page_offers_its_data(draft, project, rendered, tmp_path):
    page = finished(Format.html, draft, project, rendered, tmp_path)
    (link,) = page.xpath("//a[@download]")
    assert "Figure 1 (CSV" in link.text_content().replace("\u00a0", " ")
    assert link.get("href").startswith("data:text/csv")


def test_a_figure_without_rows_offers_none(draft, project, rendered, tmp_path):
    empty = [replace(figure, csv="year,count\n") for figure in draft.figures]
    page = finished(Format.html, replace(draft, figures=empty), project, rendered, tmp_path)
    assert len(list(page.iter("figure"))) == 1
    assert page.xpath("//a[@download]") == []


def test_both_papers_of_a_sample_say_so_and_those_of_a_council_do_not(draft, project, rendered, tmp_path):
    page, paper = (finished(form, draft, project, rendered, tmp_path) for form in PAPERS)
    assert NOTICE not in words(page)
    assert NOTICE not in running(paper)
    page, paper = (finished(form, with_notice(draft), project, rendered, tmp_path) for form in PAPERS)
    assert words(page).count(NOTICE) >= 2  # above the title and in the footer
    assert NOTICE in running(paper)


def test_the_word_paper_has_its_text_and_its_properties(draft, project, rendered, tmp_path):
    paper = finished(Format.docx, draft, project, rendered, tmp_path)
    assert any("There were 2 complaints in 2024/25" in paragraph.text for paragraph in paper.paragraphs)
    assert paper.core_properties.title == "Test Council: Annual customer feedback report, 2024/25"
    assert paper.core_properties.created.date() == date(2025, 9, 30)


def test_a_file_can_be_finished_in_its_place(draft, project, rendered, tmp_path):
    for form in PAPERS:
        path = tmp_path / f"report.{form}"
        path.write_bytes(rendered[form].read_bytes())
        finish(form, path, path, draft, project / "style")
        elsewhere = tmp_path / f"elsewhere.{form}"
        finish(form, rendered[form], elsewhere, draft, project / "style")
        assert path.read_bytes() == elsewhere.read_bytes()


def test_everything_that_a_renderer_left_behind_on_the_page_is_told_at_once(draft, project, rendered, tmp_path):
    text = rendered[Format.html].read_text(encoding="utf-8")
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(text.replace("There were", "There were ?var:parks.gone and ?@fig-gone"), encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        finish(Format.html, spoilt, tmp_path / "report.html", draft, project / "style")
    one, two = caught.value.problems
    assert one.startswith("report.html: ") and '"?var:parks.gone" is an unknown fact' in one
    assert two.startswith("report.html: ") and '"?@fig-gone" is a reference' in two


def test_everything_that_a_renderer_left_behind_in_the_word_paper_is_told_at_once(draft, project, rendered, tmp_path):
    spoilt = Document(str(rendered[Format.docx]))
    (paragraph,) = [paragraph for paragraph in spoilt.paragraphs if "There were" in paragraph.text]
    paragraph.add_run(" ?var:parks")
    paragraph.add_run(".gone and ?@fig-gone and {{< var x >}}")  # the words of one leftover may lie in several runs
    spoilt.save(str(tmp_path / "spoilt.docx"))
    with pytest.raises(RenderError) as caught:
        finish(Format.docx, tmp_path / "spoilt.docx", tmp_path / "report.docx", draft, project / "style")
    place = 'report.docx: below the heading "Analysis": '
    one, two, three = caught.value.problems
    assert one.startswith(f'{place}"?var:parks.gone" is an unknown fact')
    assert two.startswith(f'{place}"?@fig-gone" is a reference')
    assert three.startswith(f'{place}"{{{{< var x >}}}}" is a shortcode')


def test_what_is_no_word_file_is_refused(draft, project, tmp_path):
    (tmp_path / "raw.docx").write_text("words", encoding="utf-8")
    with pytest.raises(RenderError, match=r"raw\.docx"):
        finish(Format.docx, tmp_path / "raw.docx", tmp_path / "report.docx", draft, project / "style")
    assert not (tmp_path / "report.docx").exists()
