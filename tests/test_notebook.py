"""What a section's notebook works with: how the paper is opened, and what its charts and tables leave behind."""

import base64
import io
import struct
import subprocess
import sys

import pandas as pd
import pytest
import yaml
from matplotlib.figure import Figure
from small_data import a_case, load, write_data
from small_project import YEAR_SETTINGS, small_data, small_project, write_settings

from feedback_report import charts
from feedback_report.disclosure.plan import Plan, save_plan
from feedback_report.errors import DataError, SettingsError
from feedback_report.measures.period import Comparable
from feedback_report.notebook import NOTHING, Paper, open_paper
from feedback_report.project import DATA_VARIABLE, YEAR_VARIABLE
from feedback_report.running.noted_reads import TABLES_VARIABLE
from feedback_report.running.section import DATA_MIME
from feedback_report.running.table_store import save_comparable
from feedback_report.wording.labels import NothingToShow
from feedback_report.years import Year

TWO_SERVICES = [
    {"key": "parks", "name": "Parks & Play", "short_name": "Parks"},
    {"key": "roads", "name": "Roads", "short_name": "Roads"},
]
PROSE = "text/markdown"


@pytest.fixture(autouse=True)
def ordinary_session(monkeypatch):
    for name in (YEAR_VARIABLE, DATA_VARIABLE, TABLES_VARIABLE):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with two years that a paper can be made of."""
    folder = small_data(tmp_path_factory.mktemp("two-years"), council={"services": TWO_SERVICES})
    earlier = YEAR_SETTINGS | {"year": "2023/24", "data_until": "2024-03-31"}
    (folder / "2023-24" / "year.yml").write_text(yaml.safe_dump(earlier), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def paper(data):
    return open_paper("1-analysis", "2024/25", str(data))


@pytest.fixture
def shown(monkeypatch):
    """What was shown, one (forms by mime type, metadata) for each."""
    kept: list[tuple[dict, dict]] = []
    display = "feedback_report.running.shown.display"
    monkeypatch.setattr(display, lambda forms, raw, metadata: kept.append((forms, metadata)))
    return kept


def with_style(paper: Paper, **style) -> Paper:
    """The same paper of a council that writes numbers and years otherwise."""
    council = paper.council.model_copy(update={"style": paper.council.style.model_copy(update=style)})
    return Paper(**{**vars(paper), "council": council})


def read_csv(forms: dict) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(forms[DATA_MIME]["csv"]))


def counts(**columns: list) -> pd.DataFrame:
    return pd.DataFrame({"year": [2023, 2024], "count": [4, 1250]} | columns)


def never_drawn(data: pd.DataFrame) -> Figure:
    raise NothingToShow("Nothing.")


# Opening the paper


def test_the_year_and_the_data_that_the_notebook_gives_are_taken(data, monkeypatch):
    monkeypatch.setenv(YEAR_VARIABLE, "2024/25")
    monkeypatch.setenv(DATA_VARIABLE, "nowhere")
    assert open_paper("1-analysis", "2023/24", str(data)).year == Year(2023)


def test_without_a_year_it_is_the_one_set_for_the_session_and_else_the_latest(data, monkeypatch):
    assert open_paper("1-analysis", None, str(data)).year == Year(2024)
    monkeypatch.setenv(YEAR_VARIABLE, "2023-24")
    assert open_paper("1-analysis", None, str(data)).year == Year(2023)


def test_without_a_data_folder_it_is_the_one_set_for_the_session(data, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    assert open_paper("1-analysis").council.name == "Test Council"


def test_without_any_data_folder_it_is_that_of_the_project_in_which_the_notebook_lies(monkeypatch, tmp_path):
    project = small_project(tmp_path / "project")
    write_settings(project / "data", council={"name": "A Council Found by Its Project"})
    monkeypatch.chdir(project / "notebooks")
    assert open_paper("1-analysis").council.name == "A Council Found by Its Project"


def test_a_paper_holds_its_tables_settings_and_an_empty_book_of_facts(paper):
    assert paper.start == 2024
    assert list(paper.tables.cases["case_id"]) == ["P1", "C1"]
    assert paper.settings.committee.name == "Committee for Parks"
    assert [service.key for service in paper.services] == ["parks", "roads"]
    assert (paper.facts.section, paper.facts.year, len(paper.facts)) == ("1-analysis", Year(2024), 0)


def test_a_paper_of_an_earlier_year_knows_nothing_of_later_cases(data):
    assert list(open_paper("1-analysis", "2023/24", str(data)).tables.cases["case_id"]) == ["P1"]


def test_within_a_build_the_tables_that_the_build_has_checked_are_read(data, monkeypatch, tmp_path):
    checked = load(tmp_path, cases=[a_case(), a_case(case_id="C2")])
    save_comparable(Comparable(checked, checked, ()), tmp_path / "tables")
    save_plan(Plan(), tmp_path / "tables")
    monkeypatch.setenv(TABLES_VARIABLE, str(tmp_path / "tables"))
    assert list(open_paper("1-analysis", None, str(data)).tables.cases["case_id"]) == ["P1", "C1", "C2"]


def test_all_problems_of_the_settings_are_told_at_once(tmp_path):
    folder = small_data(tmp_path, year={"members_consulted": None, "authors": []})
    with pytest.raises(SettingsError) as caught:
        open_paper("1-analysis", "2024/25", str(folder))
    told = [problem.split(":")[1].partition("(")[0].strip() for problem in caught.value.problems]
    assert told == ["authors", "members_consulted"]


def test_all_problems_of_the_data_are_told_at_once(tmp_path):
    cases = [a_case(received="soon"), a_case(case_id="C2", status="lost")]
    folder = write_settings(write_data(tmp_path, cases=cases))
    with pytest.raises(DataError) as caught:
        open_paper("1-analysis", "2024/25", str(folder))
    assert any('column "received"' in problem for problem in caught.value.problems)
    assert any('column "status"' in problem for problem in caught.value.problems)


def test_each_service_in_scope_comes_with_its_rows_and_one_without_rows_with_none(paper):
    frame = pd.DataFrame({"service_key": ["roads", "bins", "roads"], "count": [1, 2, 3]})
    dealt = [(service.key, list(rows["count"])) for service, rows in paper.by_service(frame)]
    assert dealt == [("parks", []), ("roads", [1, 3])]


# Charts


def test_what_each_service_found_is_told_with_its_name_where_there_is_something_to_tell(data):
    paper = open_paper("2-findings", "2024/25", str(data))
    for key, number in (("parks", 3), ("roads", 0)):
        paper.facts.count(f"{key}.bins", number)
        paper.facts.condition(f"{key}.bins-any", number > 0)
    assert paper.findings("bins") == ["Parks & Play: 3", "Roads: 0"]
    assert paper.findings("bins", where="bins-any", words="{} bins") == ["Parks & Play: 3 bins"]


def test_a_chart_is_shown_as_a_png_of_its_size_as_an_svg_and_as_data(paper, shown):
    paper.show_chart(charts.line, counts(), y="count", unit="Complaints")
    ((forms, metadata),) = shown
    assert set(forms) == {"image/png", "image/svg+xml", DATA_MIME}
    png = base64.b64decode(forms["image/png"])
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    size = metadata["image/png"]
    # A page shows it in the proportions of the picture, which holds more pixels for print.
    assert size["width"] / size["height"] == pytest.approx(width / height, rel=0.01)
    assert size["width"] < width
    assert "<svg" in forms["image/svg+xml"]
    assert read_csv(forms).to_dict("list") == {"year": ["2023/24", "2024/25"], "count": [4, 1250]}


def test_a_chart_is_drawn_in_the_councils_style_unless_the_notebook_says_otherwise(paper, shown):
    asked: list[dict] = []

    def draw(data, year_style="", smallest_base=0, share=True, decimals=0):
        asked.append({"year_style": year_style, "smallest_base": smallest_base, "decimals": decimals})
        return Figure()

    styled = with_style(paper, year="2024 to 2025", smallest_base=7, share_decimals=1)
    styled.show_chart(draw, counts())
    styled.show_chart(draw, counts(), year_style="2024/25", decimals=0, share=False)
    assert asked == [
        {"year_style": "2024 to 2025", "smallest_base": 7, "decimals": 1},
        {"year_style": "2024/25", "smallest_base": 7, "decimals": 0},
    ]


def test_a_chart_names_services_in_short_and_keeps_their_names_in_its_data(paper, shown):
    asked: list[dict] = []

    def draw(data, labels=None):
        asked.append(labels)
        return Figure()

    paper.show_chart(draw, counts(service=["Parks & Play", "Roads"]))
    assert asked == [{"Parks & Play": "Parks", "Roads": "Roads"}]
    assert list(read_csv(shown[0][0])["service"]) == ["Parks & Play", "Roads"]


def test_a_chart_that_knows_no_style_is_given_none(paper, shown):
    paper.show_chart(lambda data: Figure(), counts())
    assert "image/png" in shown[0][0]


@pytest.mark.parametrize(
    ("given", "said"), [({}, NOTHING), ({"nothing": "No complaint was received."}, "No complaint was received.")]
)
def test_a_sentence_stands_in_the_place_of_a_chart_without_values(paper, shown, given, said):
    paper.show_chart(never_drawn, counts(), **given)
    ((forms, metadata),) = shown
    assert forms[PROSE] == said
    assert set(forms) == {PROSE, DATA_MIME}
    assert metadata == {}


def test_a_fault_in_drawing_is_not_taken_for_nothing_to_show(paper, shown):
    with pytest.raises(TypeError):
        paper.show_chart(charts.line, counts(), of_no_such_option=1)
    assert shown == []


# Tables


def test_a_table_is_shown_as_markdown_with_the_unrounded_data_behind_it(paper, shown):
    frame = pd.DataFrame({"team": ["North"], "count": [9], "base": [150], "share": [9 / 150]})
    paper.show_table(frame, {"team": "Team", "count": "Complaints", "share": "Share"})
    ((forms, _),) = shown
    assert set(forms) == {PROSE, DATA_MIME}
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in forms[PROSE].splitlines()]
    assert lines[0] == ["Team", "Complaints", "Share"]
    assert lines[2] == ["North", "9", "6%"]
    assert read_csv(forms)["share"][0] == 0.06
    assert list(read_csv(forms).columns) == ["team", "count", "base", "share"]


def test_what_the_workbook_says_of_the_data_goes_with_them(paper, shown):
    paper.show_chart(charts.line, counts(), y="count", unit="Complaints")
    frame = pd.DataFrame({"team": ["North"], "count": pd.array([9], dtype="Int64"), "share": [0.06]})
    paper.show_table(frame, {"team": "Team", "count": "Complaints", "share": "%"}, heading="By team", note="Since May.")
    chart, table = (forms[DATA_MIME] for forms, _ in shown)
    assert chart["unit"] == "Complaints"
    assert chart["headings"] == {"count": "Complaints"}
    assert chart["kinds"] == {"year": "year", "count": "number"}
    assert (table["title"], table["note"]) == ("By team", "Since May.")
    assert table["headings"] == {"team": "Team", "count": "Complaints"}
    assert table["kinds"] == {"team": "text", "count": "number", "share": "share"}


def test_keys_numbers_of_months_and_names_of_rows_are_told_otherwise_in_the_data(paper, shown):
    frame = counts(service_key=["parks", "parks"], month_number=[1, 2], row=["Parks: May", "Parks: June"])
    paper.show_table(frame, {"year": "Year", "count": "Cases"})
    assert list(read_csv(shown[0][0]).columns) == ["year", "count"]


def test_a_table_is_written_in_the_councils_style(paper, shown):
    frame = counts(base=[6, 2000], share=[4 / 6, 0.625])
    columns = {"year": "Year", "count": "Cases", "share": "%"}
    with_style(paper, year="2024 to 2025", smallest_base=7, share_decimals=1).show_table(frame, columns)
    text = shown[0][0][PROSE]
    assert "2023 to 2024" in text and "2023/24" not in text
    assert "62.5%" in text
    # The base of 6 is below 7: no percentage, and a note that says so.
    assert "&#91;z&#93;" in text
    assert "a percentage that is not given because its base is below 7" in text


def test_services_across_a_table_have_their_short_names_and_those_in_its_rows_their_names(paper, shown):
    frame = counts(service=["Parks & Play", "Roads"])
    paper.show_table(frame, {"year": "Year", "count": "Cases"}, across="service")
    paper.show_table(frame, {"service": "Service", "count": "Cases"})
    across, down = (forms[PROSE] for forms, _ in shown)
    assert "Parks&#58; Cases" in across and "Play" not in across
    assert "Play" in down


def test_a_table_without_marks_has_no_note(paper, shown):
    paper.show_table(counts(), {"year": "Year", "count": "Cases"})
    assert "The mark" not in shown[0][0][PROSE]
    assert all(line.startswith("|") for line in shown[0][0][PROSE].splitlines())


def test_a_missing_number_is_marked_and_the_mark_explained_below(paper, shown):
    paper.show_table(counts(count=[None, 5]), {"year": "Year", "count": "Cases"})
    table, _, note = shown[0][0][PROSE].partition("\n\n")
    assert "&#91;x&#93;" in table
    assert note.strip() == "The mark &#91;x&#93; stands for a number that is not available."


def test_a_heading_stands_above_its_table_without_a_number(paper, shown):
    paper.show_table(counts(), {"year": "Year", "count": "Cases"}, heading="Cases by year")
    assert shown[0][0][PROSE].startswith("## Cases by year {.unnumbered}\n\n| ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, NOTHING),
        ({"nothing": "No team had complaints."}, "No team had complaints."),
        ({"heading": "Teams"}, f"## Teams {{.unnumbered}}\n\n{NOTHING}"),
    ],
)
def test_a_sentence_stands_in_the_place_of_a_table_without_rows(paper, shown, given, said):
    paper.show_table(counts().head(0), {"year": "Year", "count": "Cases"}, **given)
    ((forms, _),) = shown
    assert forms[PROSE] == said
    assert forms[DATA_MIME]["csv"] == "year,count\n"


def test_percentages_under_a_total_that_do_not_add_up_are_explained(paper, shown):
    # 1/3 each is 33%, three times 99%; 1/4, 1/4 and 1/2 are 25%, 25% and 50%.
    columns = {"team": "Team", "count": "Complaints", "share": "%"}
    for parts in ([10, 10, 10], [10, 10, 20]):
        frame = pd.DataFrame({"team": ["A", "B", "C"], "count": parts, "base": sum(parts)})
        frame["share"] = frame["count"] / frame["base"]
        paper.show_table(frame, columns, total_row="All")
    paper.show_table(frame.assign(count=10, base=30, share=1 / 3), columns, total_row={"team": "All", "count": 30})
    uneven, even, given = (forms[PROSE] for forms, _ in shown)
    assert uneven.rpartition("|")[2].strip() == "Percentages do not add to 100% because of rounding."
    assert "because of rounding" in given
    assert even.rpartition("|")[2].strip() == ""


def test_percentages_that_are_not_given_need_no_word_on_rounding(paper, shown):
    frame = pd.DataFrame({"team": ["A", "B", "C"], "count": [1, 1, 1], "base": 3, "share": 1 / 3})
    paper.show_table(frame, {"team": "Team", "count": "Complaints", "share": "%"}, total_row="All")
    text = shown[0][0][PROSE]
    assert "&#91;z&#93;" in text
    assert "rounding" not in text


def test_a_total_that_the_data_holds_itself_is_not_added_up_again(paper, shown):
    frame = pd.DataFrame({"team": ["A", "B", "All"], "count": [10, 10, 20], "base": 20, "share": [0.5, 0.5, 1.0]})
    paper.show_table(frame, {"team": "Team", "count": "Complaints", "share": "%"}, total_row="All")
    assert shown[0][0][PROSE].rpartition("|")[2].strip() == ""


def test_a_section_loads_only_what_it_needs():
    # Where no process can be forked every notebook loads its libraries anew.
    heavy = {"matplotlib", "pandera", "holidays", "nbformat", "papermill"}
    asked = f"import sys, feedback_report.notebook; print(*{heavy!r} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=300)
    assert found.stdout.split() == []
