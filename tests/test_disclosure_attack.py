"""Papers with a threshold, attacked: nothing that they publish gives away what they withhold."""

import csv
import json
import re
import shutil
from pathlib import Path

import attack
import pandas as pd
import pytest
import yaml
from docx import Document
from lxml import html
from openpyxl import load_workbook
from typer.testing import CliRunner

from feedback_report.__main__ import app
from feedback_report.disclosure.plan import CELLS
from feedback_report.facts.restatements import keep_published
from feedback_report.settings import load_council
from feedback_report.years import Year

TESTS = Path(__file__).resolve().parent
PLACES = {"another council": TESTS / "councils" / "thornmere", "sample": TESTS.parent / "data"}
YEARS = ("2023-24", "2024-25")
THRESHOLD = 5


class Papers:
    """The papers of two years of one council, the second made where the first was published."""

    def __init__(self, name: str, folder: Path) -> None:
        self.data, self.output = folder / "data", folder / "output"
        shutil.copytree(PLACES[name], self.data)
        path = self.data / "council.yml"
        settings = yaml.safe_load(path.read_text(encoding="utf-8")) | {"disclosure_threshold": THRESHOLD}
        path.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
        if name == "another council":
            _ask_for_ages(self.data)
        self.services = {service.key: service.name for service in load_council(self.data).services}
        for year in map(Year, (2023, 2024)):
            command = [
                "build",
                year.label,
                "--data",
                str(self.data),
                "--output",
                str(self.output),
                "--engine",
                "pandoc",
            ]
            result = CliRunner().invoke(app, command)
            assert result.exit_code == 0, f"{result.output}\n{result.exception}"
            keep_published(self.output, self.data, year)

    def published(self, *years: str) -> attack.Published:
        return attack.read((self.output / year for year in years), self.services)

    def facts(self, year: str) -> dict[str, dict]:
        held = json.loads((self.output / year / "facts.json").read_text(encoding="utf-8"))
        return {fact["name"]: fact for fact in held}

    def page(self, year: str) -> html.HtmlElement:
        page = html.parse(str(self.output / year / "report.html")).getroot()
        for mark in page.xpath("//*[contains(@class, 'not-reviewed')]"):
            mark.drop_tree()
        return page


def _ask_for_ages(data: Path) -> None:
    """Fill the column of ages, one group of which is small."""
    for path in data.glob("*/cases.csv"):
        cases = pd.read_csv(path, dtype="str", keep_default_na=False)
        groups = ["under 18", "18 to 64", "65 and over", *["18 to 64"] * 3, ""]
        cases["age_band"] = [groups[at % len(groups)] if at % 9 else "not told" for at in range(len(cases))]
        cases.to_csv(path, index=False)


@pytest.fixture(scope="module", params=PLACES)
def papers(request, tmp_path_factory) -> Papers:
    return Papers(request.param, tmp_path_factory.mktemp("papers"))


@pytest.mark.parametrize("years", [YEARS[1:], YEARS], ids=["this year's paper", "with last year's"])
def test_no_withheld_number_can_be_worked_out_from_all_that_is_published(papers, years):
    ranges = attack.ranges(papers.published(*years))
    assert len(ranges) > 100
    narrow = {what: (low, high) for what, (low, high) in ranges.items() if high - low < THRESHOLD}
    assert narrow == {}


def test_no_number_is_withheld_in_one_place_and_printed_in_another(papers):
    published = papers.published(*YEARS)
    assert published.told_apart == set()
    assert published.unread == []  # every number of facts.json has its place in the attack
    assert published.revised == set()


def test_no_small_count_is_published(papers):
    small = {what: count for what, count in papers.published(*YEARS).known.items() if 0 < count < THRESHOLD}
    assert small == {}


SMALL = "(?:[1-4]|one|two|three|four)"
THINGS = "(?:complaint|compliment|comment|case|request|decision|enquir|child|closed complaint|other complaint)"
COUNTED = re.compile(
    rf"(?<!stage )\b{SMALL} {THINGS}|\([1-4](?:\)|,(?!\d))|\b[1-4] of \d|\b(?:from|to|at|and) [1-4] in (?!working)|"
    rf"\b[1-4] (?:\(\d|upheld|partially|partly|not upheld|closed|withdrawn|refused|open|paused|within|later)",
    re.IGNORECASE,
)


def test_no_sentence_tells_a_small_count(papers):
    for year in YEARS:
        page = papers.page(year)
        texts = [" ".join(p.text_content().split()) for p in page.xpath("//main//*[self::p or self::li]")]
        texts += [image.get("alt") for image in page.iter("img")]
        texts += [fact["text"] for fact in papers.facts(year).values()]
        assert [text for text in texts if COUNTED.search(text)] == []


def test_the_attack_would_succeed_if_one_of_two_withheld_numbers_were_printed(papers):
    published = papers.published(YEARS[1])
    ranges = attack.ranges(published)
    pairs: dict[tuple, list[tuple]] = {}
    for what in sorted(published.withheld, key=str):
        if what[0] in ("month", "subject", "outcome", "method"):
            pairs.setdefault(what[:3], []).append(what)
    one, other = next(pair for pair in pairs.values() if len(pair) == 2)
    published.withheld.discard(other)
    published.known[other] = float(ranges[other][0])
    low, high = attack.ranges(published)[one]
    assert low == high


def test_the_paper_says_what_is_withheld(papers):
    page = papers.page(YEARS[1])
    told = [" ".join(p.text_content().split()) for p in page.iter("p")]
    assert any("counts of cases and of people from 1 to 4 are withheld" in text for text in told)
    word = Document(str(papers.output / YEARS[1] / "report.docx"))
    assert any("from 1 to 4 are withheld" in " ".join(p.text.split()) for p in word.paragraphs)
    for table in page.xpath("//main//table[not(ancestor::details)]"):
        if "[c]" in table.text_content():
            assert "The mark [c] stands for" in table.xpath("following::p[1]")[0].text_content()


def test_word_and_page_withhold_the_same(papers):
    page, word = papers.page(YEARS[1]), Document(str(papers.output / YEARS[1] / "report.docx"))
    printed = page.xpath("//main//table[not(ancestor::details)]")
    cells = [" ".join(cell.text_content().split()) for table in printed for cell in table.iter("td", "th")]
    in_word = [" ".join(cell.text.split()) for table in word.tables for row in table.rows for cell in row.cells]
    assert cells.count("[c]") == in_word.count("[c]") > 50


def withheld_in(rows) -> list[list[bool]]:
    return [[cell == "[c]" for cell in row] for row in rows]


def test_the_workbook_withholds_what_page_and_files_withhold(papers):
    for year in YEARS:
        folder, page = papers.output / year, papers.page(year)
        tables = {}
        for sheet in load_workbook(folder / "appendix.xlsx").worksheets[3:]:
            (held,) = sheet.tables.values()
            title = sheet["A1"].value.partition(" [note")[0]
            tables[title.partition(": ")[0]] = title, [[cell.value for cell in row] for row in sheet[held.ref]][1:]
        for number, path in enumerate(sorted((folder / "figures").glob("*.csv")), start=1):
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))[1:]
            _, cells = tables.get(f"Figure {number}", ("", []))
            assert withheld_in(cells) == withheld_in(rows)
        printed = {" ".join(heading.text_content().split()): heading for heading in page.iter("h3")}
        appendix = {kind: held for kind, held in tables.items() if kind.startswith("Appendix")}
        assert len(appendix) > 10
        for title, cells in appendix.values():
            table = printed[title.partition(": ")[2]].xpath("following::table[1]")[0]
            rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")][1:]
            years = len(rows[0]) - 1
            assert withheld_in(row[-years:] for row in cells) == withheld_in(row[1:] for row in rows)


def test_the_mark_stands_where_english_lets_a_number_stand(papers):
    page = papers.page(YEARS[1])
    texts = [" ".join(p.text_content().split()) for p in page.xpath("//main//p[not(ancestor::details)]")]
    texts += [image.get("alt") for image in page.iter("img")]
    for text in texts:
        assert not re.search(r"\[c\]\s*%|\[c\] \(|\(\[c\]|\[c\] percentage|by \[c\]", text), text
        if re.search(r"(most|fewest|highest|lowest|busiest)\b[^.;:]*\[c\]", text):
            assert "with the most" in text, text


def test_the_files_of_figures_withhold_shares_with_counts(papers):
    for path in (papers.output / YEARS[1] / "figures").glob("*.csv"):
        frame = pd.read_csv(path, dtype=str)
        if {"count", "share"} <= set(frame):
            assert (frame["share"][frame["count"] == "[c]"] == "[c]").all(), path.name
        if {"base", "share"} <= set(frame):
            assert (frame["share"][frame["base"] == "[c]"] == "[c]").all(), path.name


def test_a_fact_of_a_withheld_number_has_no_value(papers):
    for fact in papers.facts(YEARS[1]).values():
        if fact["text"] == "[c]":
            assert fact["value"] in (None, ""), fact["name"]


def test_the_next_paper_learns_what_this_one_withheld(papers):
    first, second = (papers.facts(year)[CELLS]["text"].split("; ") for year in YEARS)
    assert {name for name in first if "/2023/" in name} <= set(second)
