"""The same paper whichever renderer made it: headings, paragraph numbers, text, captions, figures and tables."""

import sys
from pathlib import Path

import pytest
from rich.console import Console

from feedback_report.building.build import build
from feedback_report.building.render import PAPERS, Engine, Format, find_quarto
from feedback_report.claims.claim import Verdict
from feedback_report.claims.files.reading import read_paper
from feedback_report.claims.whole_paper.checking import check_paper
from feedback_report.gates.accessibility import check_html
from feedback_report.gates.browser import missing_for_browser
from feedback_report.progress import BuildProgress
from feedback_report.word.gate import check_word
from feedback_report.years import Year

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "tests" / "specimens" / "quarto"))
from extract import extract  # noqa: E402

QUARTO = pytest.param(
    Engine.quarto,
    marks=pytest.mark.skipif(find_quarto() is None, reason="Quarto is not installed: only the Pandoc half is tested"),
)
ENGINES = [Engine.pandoc, QUARTO]
# What makes the paper the same; the rest of an extract is layout.
COMPARED = ("kind", "level", "number", "text", "rows", "header_rows", "label", "links", "alt")

_papers: dict[Engine, Path] = {}


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """Get the folder of the sample's paper as an engine makes it, built once for each."""

    def built(engine: Engine) -> Path:
        if engine not in _papers:
            progress = BuildProgress(Console(quiet=True))
            folder = tmp_path_factory.mktemp(engine)
            _papers[engine] = build(PROJECT, Year(2024), PROJECT / "data", folder, progress, engine).folder
        return _papers[engine]

    return built


def blocks(path: Path) -> list[dict]:
    return [{key: block[key] for key in COMPARED if key in block} for block in extract(path)["blocks"]]


@pytest.mark.parametrize("engine", [QUARTO])
@pytest.mark.parametrize("form", PAPERS)
def test_a_renderer_gives_the_paper_that_pandoc_gives(paper, engine, form):
    assert blocks(paper(engine) / f"report.{form}") == blocks(paper(Engine.pandoc) / f"report.{form}")
    assert len(blocks(paper(engine) / f"report.{form}")) > 200


@pytest.mark.parametrize("engine", ENGINES)
def test_page_and_word_paper_hold_the_same_words_and_numbers(paper, engine):
    def words(form: Format) -> list[str]:
        found = extract(paper(engine) / f"report.{form}")["blocks"]
        captions = [block for block in found if block["kind"] == "caption" and "label" in block]
        return [" ".join(block["text"].split()) for block in captions if not block["text"].startswith("Data behind")]

    assert len(words(Format.html)) >= 15
    assert words(Format.html) == words(Format.docx)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_word_paper_passes_its_gate(paper, engine):
    assert [str(problem) for problem in check_word(paper(engine) / "report.docx")] == []


@pytest.mark.skipif(bool(missing_for_browser()), reason="; ".join(missing_for_browser()))
@pytest.mark.parametrize("engine", ENGINES)
def test_the_page_passes_wcag_2_2_aa_light_and_dark_wide_and_narrow(paper, engine):
    assert [str(problem) for problem in check_html(paper(engine) / "report.html")] == []


@pytest.mark.parametrize("form", PAPERS)
def test_every_claim_of_the_papers_arithmetic_is_decided_and_right(paper, form):
    claims = check_paper(read_paper(paper(Engine.pandoc) / f"report.{form}"))
    assert len(claims) > 200
    assert [(claim.stated, claim.verdict.value) for claim in claims if claim.verdict is not Verdict.RIGHT] == []
