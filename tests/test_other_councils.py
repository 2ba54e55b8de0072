"""Whole papers of another council, of other years and of a part of a year: right, or plain about what they lack."""

import csv
import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import nbformat
import pytest
import yaml
from councils.make_thornmere import main as make_thornmere
from docx import Document
from lxml import html
from plain_english import awkward
from typer.testing import CliRunner

from feedback_report.__main__ import app, main
from feedback_report.page.finish import find_leftovers
from feedback_report.settings import load_council
from feedback_report.word.gate import check_word

TESTS = Path(__file__).resolve().parent
PROJECT = TESTS.parent
THORNMERE = TESTS / "councils" / "thornmere"
SAMPLE = PROJECT / "data"
SERVICES = ("Housing & Repairs", "Waste and Street Care", "Libraries, Museums & Registrars")
TEAM = "Tenants' Repairs & Voids *Trial*"
PART = "2024/25 to September"  # the paper of another council whose year has been held for six months
PAPERS = {
    "Thornmere 2024/25": (THORNMERE, "2024/25"),
    "Thornmere 2023/24": (THORNMERE, "2023/24"),
    "sample 2023/24": (SAMPLE, "2023/24"),
    "sample 2022/23": (SAMPLE, "2022/23"),
    PART: (None, "2024/25"),
}


class Paper:
    """A finished paper as a reader meets it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.text = (folder / "report.html").read_text(encoding="utf-8")
        self.page = html.fromstring(self.text)
        for mark in self.page.xpath("//*[contains(@class, 'not-reviewed')]"):
            mark.drop_tree()
        self.word = Document(str(folder / "report.docx"))

    @property
    def paragraphs(self) -> list[str]:
        return [read(node) for node in self.page.xpath("//main//p[not(ancestor::figure) and not(ancestor::details)]")]

    @property
    def captions(self) -> list[str]:
        return [read(node) for node in self.page.iter("figcaption")]

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)

    def says(self, words: str) -> bool:
        return any(words in paragraph for paragraph in self.paragraphs)


def read(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split()).replace("’", "'")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory):
    """Build each paper once, when the first test asks for it."""
    output = tmp_path_factory.mktemp("papers")

    @cache
    def built(name: str) -> Paper:
        data, year = PAPERS[name]
        data = data or part_of_a_year(output / "data")
        folder = output / re.sub(r"\W+", "-", name)
        command = ["build", year, "--data", str(data), "--output", str(folder), "--engine", "pandoc"]
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, f"{result.output}\n{result.exception}"
        return Paper(folder / year.replace("/", "-"))

    return built


def part_of_a_year(data: Path, until: date | None = date(2024, 9, 30)) -> Path:
    """Copy the other council's data and cut its last year to the cases of April to September."""
    shutil.copytree(THORNMERE, data)
    year = data / "2024-25"
    kept = {row["case_id"] for row in rows(year / "cases.csv") if row["received"] <= "2024-10-04"}
    for name, column in (("cases", "received"), ("stages", "requested"), ("remedies", "")):
        held = rows(year / f"{name}.csv")
        cut = [row for row in held if row["case_id"] in kept and (not column or row[column] <= "2024-10-04")]
        write_rows(year / f"{name}.csv", cut, held[0])
    for path in data.glob("*/cases.csv"):  # this one asks for ages
        aged = [row | {"age_band": ("under 18", "18 and over")[at % 2]} for at, row in enumerate(rows(path))]
        write_rows(path, aged, aged[0])
    if until:
        settings = (year / "year.yml").read_text(encoding="utf-8")
        (year / "year.yml").write_text(f"data_until: {until}\n{settings}", encoding="utf-8")
    return data


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, held: list[dict[str, str]], columns: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns))
        writer.writeheader()
        writer.writerows(held)


def headings_of_the_notebooks() -> Iterator[str]:
    """Get the heading that each section begins with."""
    for path in sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb")):
        first = nbformat.read(path, as_version=4).cells[0].source.splitlines()[0]
        yield re.sub(r"\s*\{[^{}]*\}$", "", first.lstrip("# ")).strip()


@pytest.fixture(params=PAPERS)
def paper(request, build) -> Paper:
    return build(request.param)


def test_every_section_is_there(paper):
    on_page = [read(node) for node in paper.page.iter("h2", "h3", "h4")]
    in_word = [" ".join(p.text.split()) for p in paper.word.paragraphs if p.style.name.startswith("Heading")]
    for heading in headings_of_the_notebooks():
        assert any(text.endswith(heading) for text in on_page), heading
        assert heading in in_word


def test_no_section_is_without_words(paper):
    for heading in paper.page.iter("h2", "h3", "h4"):
        following = heading.xpath(
            "following::*[self::p or self::li or self::table or self::h2 or self::h3 or self::h4]"
        )
        is_lower = following and following[0].tag[0] == "h" and following[0].tag > heading.tag
        assert following and (following[0].tag in ("p", "li", "table") or is_lower), read(heading)


def test_every_sentence_reads_as_english(paper):
    sentences = [*paper.paragraphs, *paper.captions, *(image.get("alt") for image in paper.page.iter("img"))]
    told = [
        re.sub(r"The mark \[[^.]*\.", "", text.replace("’", "'")) for text in sentences
    ]  # a table explains its marks
    found = {problem: text for text in told for problem in awkward(text)}
    assert found == {}


def test_every_cell_of_a_table_holds_something(paper):
    for table in paper.page.xpath("//main//table[not(ancestor::details)]"):
        for cell in table.iter("td", "th"):
            assert read(cell) not in ("", "nan", "None", "<NA>", "inf", "not available"), html.tostring(table)[:300]


def test_every_figure_holds_a_picture_a_table_or_a_sentence(paper):
    for figure in paper.page.iter("figure"):
        caption = next(figure.iter("figcaption"))
        told = read(figure).replace(read(caption), "").strip()
        assert list(figure.iter("img")) or list(figure.iter("table")) or told.endswith("."), read(caption)


def test_nothing_is_left_over_and_word_can_open_the_file(paper):
    assert find_leftovers(paper.text) == []
    assert check_word(paper.folder / "report.docx") == []


def test_the_other_councils_data_are_those_of_the_script(tmp_path):
    make_thornmere(tmp_path)
    for path in sorted(tmp_path.rglob("*.csv")):
        assert path.read_bytes() == (THORNMERE / path.relative_to(tmp_path)).read_bytes(), path.name


def test_the_other_council_is_as_unlike_the_sample_as_the_tests_need():
    council, sample = load_council(THORNMERE), load_council(SAMPLE)
    assert len(council.services) == 3 and not council.neighbours and council.recording_system is None
    assert set(council.procedures) == {"corporate"}
    assert council.disclosure_threshold == 5
    assert (council.style.year, council.style.share_decimals) == ("2024 to 2025", 1)
    assert not set(council.subjects) & set(sample.subjects)
    assert len(rows(THORNMERE / "history.csv")) == len(rows(THORNMERE / "reference" / "benchmark.csv")) == 0
    assert any(row["team"] == TEAM for row in rows(THORNMERE / "2024-25" / "cases.csv"))


NONE = "No complaint about Libraries, Museums & Registrars was received in 2024 to 2025, so there"


@pytest.mark.parametrize(
    "words",
    [
        "No complaints about Libraries, Museums & Registrars came in during 2024 to 2025.",
        "Complaints remained at zero in the year 2024 to 2025, as in the year 2023 to 2024.",
        f"{NONE} are no months to compare.",
        f"{NONE} are no teams to show.",
        f"{NONE} is no outcome to report.",
        "For Libraries, Museums & Registrars there is no closed complaint of 2024 to 2025, and so no remedy to report.",
        "For Libraries, Museums & Registrars there is no closed complaint whose days can be counted.",
        "The statutory procedure for complaints about children's social care does not apply to the services",
        "Independent advocates support children and young people under the statutory procedure, which does not apply",
        "The number of complaints that went to the Ombudsman is not held for 2024 to 2025.",
        "Who raised a complaint is not recorded.",
        "Gender, disability and ethnicity: People are not asked about themselves.",
        "No figures of other councils are held for this year or the years before it, so no comparison can be made.",
        "Earlier years had planned 1 action to report on: 1 under way.",
    ],
)
def test_what_cannot_be_shown_is_said(build, words):
    assert build("Thornmere 2024/25").says(words)


def test_what_the_prose_says_is_not_there_is_not_said_again_in_the_place_of_a_figure(build):
    for name in PAPERS:
        assert not re.search(r"There (is|are) (no|nothing)\b[^.]* to show", build(name).body), name
    assert build("Thornmere 2024/25").body.count("No figures of other councils are held") == 1


def test_what_is_known_of_those_who_complained_is_told(build):
    (told,) = (text for text in build(PART).paragraphs if text.startswith("Age band is recorded for "))
    assert re.search(r": most often (under 18|18 and over) \(\d+, [\d.]+%\), followed by ", told)


@pytest.mark.parametrize("year", ["2024/25", "2023/24"])
def test_the_check_of_another_council_finds_nothing_that_must_be_fixed(build, year):
    output = build(f"Thornmere {year}").folder.parent
    result = CliRunner().invoke(app, ["check", year, "--data", str(THORNMERE), "--output", str(output)])
    assert result.exit_code == 0, result.output
    assert f"{year}: you can go on" in result.output


def test_a_team_is_printed_as_it_is_spelt(build):
    paper = build("Thornmere 2024/25")
    assert paper.says(f"were {TEAM} (23, 50.0%)")
    assert [
        read(cell) for cell in paper.page.xpath("//figure//tbody//*[self::td or self::th][contains(., 'Voids')]")
    ] == [TEAM]
    in_word = [cell.text for table in paper.word.tables for cell in table.columns[0].cells]
    assert TEAM in in_word


def test_another_councils_style_is_kept_in_words_and_tables(build):
    paper = build("Thornmere 2024/25")
    main = read(paper.page.xpath("//main")[0])
    assert not re.search(r"20\d\d/\d\d", main)
    in_prose = re.findall(r"\((?:\d+, )?(\d+(?:\.\d+)?)%", paper.body)
    in_tables = re.findall(r"(\d+(?:\.\d+)?)%", " ".join(read(t) for t in paper.page.xpath("//figure//table")))
    assert in_prose and in_tables
    assert all("." in number for number in [*in_prose, *in_tables])


def test_outcomes_have_the_names_that_the_council_gives_them(build):
    paper = build("Thornmere 2024/25")
    assert paper.says("it is upheld, partly upheld or not upheld; some end in another way.")
    assert "partially upheld" not in paper.page.text_content()


def test_nothing_of_the_sample_is_in_another_councils_paper(build):
    text = build("Thornmere 2024/25").page.text_content()
    sample = load_council(SAMPLE)
    subjects = [subject for subject in sample.subjects if " " in subject]
    for word in (sample.name, "the Council ", "Children and Families", *subjects):
        assert word not in text, word


def test_no_code_or_notebook_names_what_belongs_to_the_sample():
    sample = load_council(SAMPLE)
    words = {sample.name, sample.area_code, *sample.subjects, *(each.name for each in sample.neighbours)}
    words |= {"Children and Families", "Protection of user"}
    for row in rows(SAMPLE / "2024-25" / "cases.csv"):
        words |= {row["team"]}
    for year in ("2022-23", "2023-24", "2024-25"):
        settings = yaml.safe_load((SAMPLE / year / "year.yml").read_text(encoding="utf-8"))
        words |= {settings["committee"]["name"], *settings["commentary"].values()}
    words -= {"", "Policy", "Communication", "Discrimination"}  # words of the field
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words)))
    files = [*(PROJECT / "feedback_report").rglob("*.py"), *(PROJECT / "notebooks").glob("*.ipynb")]
    for path in [*files, PROJECT / "report.qmd", *(PROJECT / "style").glob("*.lua")]:
        assert not pattern.findall(path.read_text(encoding="utf-8")), path.name


def test_the_first_year_of_a_council_is_compared_with_nothing(build):
    paper = build("Thornmere 2023/24")
    assert paper.says("No complaints of 2022 to 2023 are held, so the numbers are not compared")
    assert not re.search(r"increased|decreased|remained", paper.body)
    assert not paper.says("the only year held")


def test_years_that_the_history_lacks_are_named(build):
    paper = build("sample 2022/23")
    assert paper.says("Its complaints of 2021/22 are not held, so they cannot be compared.")
    assert paper.says("The teams of Education cannot be compared with those of 2021/22. No cases of 2021/22 are held.")
    assert paper.says("How people first got in touch was not recorded before 1 January 2024.")


def test_a_comparison_of_councils_in_the_papers_own_year_promises_no_other(build):
    paper = build("sample 2022/23")
    assert paper.says("In 2022/23, the last year for which figures of all the councils are held")
    assert not paper.says("can be compared once they have published theirs")


def test_a_part_of_a_year_says_so_on_the_front_of_both_papers(build):
    paper = build(PART)
    notice = "This report covers 1 April 2024 to 30 September 2024, the part of 2024 to 2025 for which cases are held."
    assert paper.says(notice)
    assert any(notice in " ".join(p.text.split()) for p in paper.word.paragraphs[:12])
    for text in (paper.page.text_content(), paper.word.core_properties.title):
        assert "Customer feedback report" in text and "April to September 2024" in text
        assert "Annual" not in text


def test_a_part_of_a_year_makes_no_claim_about_the_year(build):
    paper = build(PART)
    year_written = re.compile(r"202[34] to 202[45]")
    for paragraph in paper.paragraphs:
        if not paragraph.startswith("This report covers"):
            assert not year_written.search(paragraph.replace("2025 to 2026", "")), paragraph
    for caption in paper.captions:
        assert "April to September" in caption or "nearest neighbours" in caption, caption
    assert not re.search(r"(?<!When )(in|of|over) the year\b(?! before| in which)", paper.body)


def test_a_part_of_a_year_is_compared_with_the_same_months(build):
    def received(year: str, **equals: str) -> int:
        held = rows(THORNMERE / year / "cases.csv")
        last = f"20{year[2:4]}-09-30"
        return sum(row["received"] <= last and all(row[k] == v for k, v in equals.items()) for row in held)

    complaint = {"feedback_type": "complaint"}
    now, before = (received(year, **complaint) for year in ("2024-25", "2023-24"))
    paper = build(PART)
    assert paper.says(f"from {before} in April to September 2023, to {now} in April to September 2024.")
    for service in SERVICES[:2]:
        now = received("2024-25", service=service, **complaint)
        assert paper.says(f"A total of {now} complaints about {service} came in during April to September 2024.")


def test_data_that_end_early_are_never_taken_for_a_whole_year(tmp_path, monkeypatch, capsys):
    data = part_of_a_year(tmp_path / "data", until=None)
    monkeypatch.setattr("sys.argv", ["feedback_report", "build", "2024/25", "--data", str(data)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    said = " ".join(capsys.readouterr().err.split())
    assert "the last case of 2024/25 was received on" in said
    assert "add the last day of the last whole month held, such as data_until: 2024-09-30" in said
