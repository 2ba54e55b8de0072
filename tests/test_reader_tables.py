"""Tables of plain words are read and written apart from the document, and nobody can tell."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_report.reader import plain_tables
from feedback_report.reader.pandoc import API_VERSION, run_pandoc
from feedback_report.reader.parse import parse
from feedback_report.reader.places import Line, Place, Problems
from feedback_report.reader.write import write

TABLE = "| Team | Cases |\n| :--- | ---: |\n| **Parks** | 3 |\n| Roads & paths | 1,200 |"
APART = {
    "alone": TABLE,
    "between paragraphs": f"Before.\n\n{TABLE}\n\nAfter.",
    "in a block": f"::: {{.box}}\n{TABLE.splitlines()[0]} \n\n{TABLE}\n\n:::",
    "two": f"{TABLE}\n\n{TABLE.replace('Parks', 'Lakes')}\n",
}
WITH_THE_REST = {
    "a link": TABLE.replace("Parks", "[Parks](https://example.org)") + "\n\n[a]: https://example.org",
    "a note": TABLE.replace("Parks", "Parks[^n]") + "\n\n[^n]: Of 2024.",
    "a caption below": f"{TABLE}\n\n: Cases by team {{#tbl-cases}}",
    "a caption above": f"Table: Cases by team\n\n{TABLE}",
    "a paragraph at its end": f"{TABLE}\nand more",
    "a comment": f"Seen.\n\n<!--\n\n{TABLE}\n\n-->\n\nSeen too.",
    "code": f"```\n{TABLE}\n```",
    "a head of other columns": TABLE.replace("| Team ", "| Team | Ward "),
    "rows alone": "| a | b |\n\n| c | d |",
    "a list": f"- one\n\n  {TABLE.splitlines()[0]}\n\ntwo",
}


def lines_of(text: str) -> list[Line]:
    return [Line(row, Place("notes.qmd", number)) for number, row in enumerate(text.split("\n"), 1)]


@pytest.mark.parametrize("text", [*APART.values(), *WITH_THE_REST.values()], ids=[*APART, *WITH_THE_REST])
def test_a_document_with_tables_is_read_as_pandoc_reads_it_whole(text):
    problems = Problems()
    blocks, _ = parse(lines_of(text), [], problems)
    problems.check()
    assert blocks == json.loads(run_pandoc(["-f", "markdown", "-t", "json"], text + "\n").output)["blocks"]


@pytest.mark.parametrize(("found", "texts"), [(True, APART), (False, WITH_THE_REST)])
def test_only_tables_that_touch_nothing_else_are_read_apart(found, texts):
    assert all(bool(plain_tables.lines_without_tables(lines_of(text))[1]) is found for text in texts.values())


@pytest.mark.parametrize("text", [*APART.values(), *WITH_THE_REST.values()], ids=[*APART, *WITH_THE_REST])
def test_a_page_with_tables_is_written_as_pandoc_writes_it_whole(text, tmp_path: Path):
    blocks, _ = parse(lines_of(text), [], Problems())
    ast = {"pandoc-api-version": API_VERSION, "meta": {"title": {"t": "MetaString", "c": "T"}}, "blocks": blocks}
    write(ast, "html", tmp_path / "apart.html")
    run_pandoc(["-f", "json", "-t", "html", "--standalone", "-o", str(tmp_path / "whole.html")], json.dumps(ast))
    assert (tmp_path / "apart.html").read_bytes() == (tmp_path / "whole.html").read_bytes()


def test_tables_that_stay_as_they_were_are_neither_read_nor_written_again(monkeypatch, tmp_path: Path):
    calls = []

    def counted(arguments, text):
        calls.append(text)
        return run_pandoc(arguments, text)

    monkeypatch.setattr(plain_tables, "run_pandoc", counted)
    for sentence in ("One.", "Two."):
        blocks, _ = parse(lines_of(f"{sentence}\n\n{TABLE.replace('1,200', '1,201')}"), [], Problems())
        write({"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}, "html", tmp_path / "page.html")
    assert len(calls) == 2  # read once, written once


CELLS = st.text(st.sampled_from("aB1 .,:;-+=#*_&!?'\"()/%£–é🙂\u00a0"), max_size=12)


@given(st.lists(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=3), min_size=1, max_size=4))
def test_tables_of_any_words_are_read_one_for_one(tables):
    texts = []
    for head, *rows in tables:
        texts.append("\n".join(f"|{'|'.join(row)}|" for row in (head, ["---", ":-:", "--:"], *rows)))
    text = "\n\nWords between.\n\n".join(texts)
    blocks, _ = parse(lines_of(text), [], Problems())
    assert blocks == json.loads(run_pandoc(["-f", "markdown", "-t", "json"], text + "\n").output)["blocks"]
