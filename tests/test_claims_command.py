"""The command check-claims: what it prints, the page it writes, and how it ends."""

import json
import os
import re
import subprocess
import sys

import pytest
import typer
from lxml import html as parsing
from typer.testing import CliRunner

from feedback_report.claims import command
from feedback_report.claims.claim import Verdict
from feedback_report.claims.files.reading import PaperError
from feedback_report.claims.showing import as_json, counted, summary
from feedback_report.claims.whole_paper.checking import check_text

RIGHT = "Complaints rose by 25%, from 80 in 2021/22 to 100 in 2022/23."
WRONG = "Compliments rose by 52%, from 80 in 2021/22 to 100 in 2022/23."
UNDECIDED = "Enquiries rose by 12%."


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    app = typer.Typer()
    app.callback()(lambda: None)
    app.command("check-claims")(command.check_claims)
    return lambda *arguments: CliRunner().invoke(app, ["check-claims", *map(str, arguments)])


@pytest.fixture
def paper(tmp_path):
    def write(*sentences, name="paper.txt"):
        path = tmp_path / name
        path.write_text("\n\n".join(sentences), encoding="utf-8")
        return path

    return write


def test_it_ends_with_0_when_nothing_is_wrong(run, paper):
    result = run(paper(RIGHT, UNDECIDED))
    assert result.exit_code == 0
    assert "2 claims: 0 wrong, 1 cannot tell, 1 right" in result.output


def test_it_ends_with_1_and_shows_what_is_wrong(run, paper):
    result = run(paper(RIGHT, WRONG, UNDECIDED))
    assert result.exit_code == 1
    assert "3 claims: 1 wrong, 1 cannot tell, 1 right" in result.output
    for shown in ("increase of 52%", "from 80", "to 100", "increase of 25%", "cannot tell"):
        assert shown in re.sub(r"\s+", " ", result.output)
    assert "Complaints rose" not in result.output


def test_the_right_claims_are_listed_when_asked_for(run, paper):
    assert "Complaints rose" in run(paper(RIGHT), "--all").output


def test_a_character_that_an_old_encoding_lacks_is_replaced_where_the_output_goes_to_a_file(paper):
    file = paper("Compliments rose by 52%, from 80 in 2021/22 to 100 in 2022/23 → £2 more ≤ 3.")
    asked = [sys.executable, "-m", "feedback_report", "check-claims", str(file)]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "COLUMNS": "200"}
    result = subprocess.run(asked, capture_output=True, env=environment, check=False)
    assert (result.returncode, result.stderr) == (1, b"")
    assert "? £2 more ? 3." in re.sub(r"\s+", " ", result.stdout.decode("cp1252"))


def test_a_file_that_cannot_be_read_is_an_error_for_the_caller(run, tmp_path):
    result = run(tmp_path / "none.docx")
    assert isinstance(result.exception, PaperError)
    assert result.exception.exit_code == 3


def test_json_gives_files_counts_and_claims(run, paper):
    path = paper(WRONG, RIGHT)
    result = run(path, "--json")
    found = json.loads(result.output)
    assert result.exit_code == 1
    assert found["files"] == [str(path)]
    assert found["counts"] == {"wrong": 1, "cannot tell": 0, "right": 1}
    assert found["claims"][0] == {
        "kind": "change",
        "sentence": WRONG,
        "numbers": ["from 80", "to 100"],
        "stated": "increase of 52%",
        "true": "increase of 25%",
        "verdict": "wrong",
        "reason": "",
        "file": str(path),
        "place": "",
    }


def test_the_page_marks_sentences_and_says_the_verdict_in_words(run, paper, tmp_path):
    page = tmp_path / "claims.html"
    run(paper(f"{RIGHT} No claim <here> & now. {WRONG}", "| not a table", UNDECIDED), "--html", page)
    document = parsing.parse(str(page)).getroot()
    marks = {mark.text_content(): mark.get("class") for mark in document.iter("mark")}
    assert marks == {RIGHT: "right", WRONG: "wrong", UNDECIDED: "cannot-tell"}
    assert "No claim <here> & now." in document.text_content()
    assert document.get("lang") == "en-GB"
    assert document.find("head/title").text == "Arithmetic claims"
    links = document.xpath("//ol//a/@href")
    assert len(links) == 1
    assert document.get_element_by_id(links[0].removeprefix("#")) is not None
    items = [item.text_content() for item in document.xpath("//ul[@class='claims']/li")]
    assert items[1] == "Wrong: stated: increase of 52% (read: from 80, to 100); true: increase of 25%"


def test_the_page_loads_nothing_from_elsewhere(run, paper, tmp_path):
    page = tmp_path / "claims.html"
    run(paper(RIGHT), "--html", page)
    assert not re.search(r"https?://|src=|<link|<script", page.read_text(encoding="utf-8"))


def test_a_page_that_cannot_be_written_is_said(run, paper, tmp_path):
    result = run(paper(RIGHT), "--html", tmp_path / "none" / "claims.html")
    assert isinstance(result.exception, PaperError)
    assert "cannot be written" in str(result.exception)


def test_several_papers_are_told_apart(run, paper):
    first, second = paper(WRONG, name="first.txt"), paper(WRONG, name="second.txt")
    output = run(first, second).output.replace("\n", "")
    assert "2 claims: 2 wrong" in output
    found = json.loads(run(first, second, "--json").output)
    assert [claim["file"] for claim in found["claims"]] == [str(first), str(second)]


def test_claims_are_counted_by_verdict():
    claims = check_text(f"{RIGHT} {WRONG}")
    assert counted(claims) == {"wrong": 1, "cannot tell": 0, "right": 1}
    assert summary(claims[:1]) == "1 claim: 0 wrong, 0 cannot tell, 1 right"
    assert json.loads(as_json(claims, []))["claims"][1]["verdict"] == Verdict.WRONG.value
