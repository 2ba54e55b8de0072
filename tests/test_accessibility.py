import sys
from pathlib import Path

import pytest

from feedback_report.errors import ReportError
from feedback_report.gates import browser
from feedback_report.gates.accessibility import STATES, Problem, check_html, check_page

SOUND = (Path(__file__).parent / "specimens" / "html" / "sound.html").read_text(encoding="utf-8")
needs_browser = pytest.mark.skipif(bool(browser.missing_for_browser()), reason=" ".join(browser.missing_for_browser()))

LIGHT, DARK, NARROW, _ = STATES

# What is broken, the rule that has to notice, the words of the sound page, and what stands there instead.
BROKEN = {
    "words too pale on a light screen": ("color-contrast", "color: #111111", "color: #b0b0b0"),
    "words too pale on a dark screen": ("color-contrast", "color: #eeeeee", "color: #4a4a4a"),
    "pale words that have to be opened first": ("color-contrast", 'id="inner"', 'id="inner" style="color: #9a9a9a"'),
    "a picture without a text alternative": ("image-alt", 'alt="Bar chart: 12 visits in March and 30 in April."', ""),
    "a figure with an empty text alternative": ("figure-alt", "Bar chart: 12 visits in March and 30 in April.", ""),
    "a figure with its caption as text alternative": (
        "figure-alt",
        "Bar chart: 12 visits in March and 30 in April.",
        "Visits by month",
    ),
    "a picture that cannot be shown": ("picture-loads", "data:image/svg+xml,%3Csvg", "data:image/svg+xml,%3Cbroken"),
    "no language": ("html-has-lang", ' lang="en-GB"', ""),
    "no title": ("document-title", "<title>Library visits</title>", ""),
    "a link without words": ("link-name", ">the figure</a>", "></a>"),
    "a link that only colour tells from the text": (
        "link-in-text-block",
        "a { color: #0b4f8a; }",
        "a { color: #222222; text-decoration: none; }",
    ),
    "two elements with one id": (
        "duplicate-id",
        "<h2>By branch</h2>",
        '<h2 id="first">By branch</h2>',
    ),
    "a heading that skips a level": ("heading-order", "<h3>Rural branches</h3>", "<h5>Rural branches</h5>"),
    "an empty heading": ("empty-heading", "<h3>Rural branches</h3>", "<h3></h3>"),
    "no main landmark": ("landmark-one-main", "main>", "div>"),
    "a table without header cells": (
        "table-headers",
        '<th scope="col">Branch</th><th scope="col">March</th>',
        "<td>Branch</td><td>March</td>",
    ),
    "a table that no keyboard can scroll": (
        "scrollable-region-focusable",
        ' tabindex="0">\n<table>',
        '>\n<table style="width: 2000px">',
    ),
    "a paragraph wider than a phone": ("reflow", 'id="first"', 'id="first" style="width: 400px"'),
    "a word that no line end breaks": ("reflow", "More people", "Long" + "and" * 20 + "long"),
    "prose that scrolls sideways": ("reflow", 'id="first"', 'id="first" style="overflow-x: auto; white-space: nowrap"'),
    "a box of fixed height": (
        "text-spacing",
        'id="first"',
        'id="first" style="width: 440px; max-width: 100%; height: 1.5em; overflow: hidden"',
    ),
    "links too small to hit": (
        "target-size",
        "<footer><p>Anytown</p></footer>",
        '<footer><ul style="font-size: 8px; line-height: 1; padding: 0; list-style: none">'
        '<li><a href="#first">a</a></li><li><a href="#first">b</a></li></ul></footer>',
    ),
    "a focus that cannot be seen": ("focus-visible", "outline: 3px solid #a34a00", "outline: none"),
    "a style sheet from elsewhere": (
        "self-contained",
        "<style>",
        '<link rel="stylesheet" href="https://example.org/style.css"><style>',
    ),
    "a script from elsewhere": ("self-contained", "</main>", '</main><script src="https://example.org/x.js"></script>'),
    "a picture beside the page": ("self-contained", "<p>Anytown</p>", '<p>Anytown <img alt="" src="crest.png"></p>'),
    "a script with an error": ("script-error", "</main>", "</main><script>nothing.here()</script>"),
    "words that a script writes": (
        "without-script",
        "</body>",
        '<script>document.querySelector("footer p").append(" and its eleven branches")</script></body>',
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def open_browser():
    with browser.open_browser() as chromium:
        yield chromium


@pytest.fixture
def problems_of(open_browser, tmp_path):
    def check(page: str, states=STATES) -> list[Problem]:
        path = tmp_path / "page.html"
        path.write_text(page, encoding="utf-8")
        return check_page(open_browser, path, states)

    return check


@needs_browser
def test_a_sound_page_has_no_problem_and_no_warning(problems_of):
    assert [str(problem) for problem in problems_of(SOUND)] == []


@needs_browser
@pytest.mark.parametrize(("rule", "sound", "broken"), BROKEN.values(), ids=BROKEN.keys())
def test_the_gate_notices(rule, sound, broken, problems_of):
    assert sound in SOUND
    problems = problems_of(SOUND.replace(sound, broken), [DARK, NARROW])
    assert rule in [problem.rule for problem in problems if not problem.warning]


@needs_browser
def test_a_problem_names_the_states_that_have_it(problems_of):
    pale_in_the_dark = SOUND.replace("color: #eeeeee", "color: #4a4a4a")
    (problem,) = problems_of(pale_in_the_dark, [LIGHT, DARK])
    assert problem.states == ("dark, 1280 px",)


@needs_browser
def test_a_problem_says_rule_state_element_and_remedy(problems_of):
    problems = problems_of(SOUND.replace('id="first"', 'id="first" style="width: 400px"'), [LIGHT, NARROW])
    (problem,) = [problem for problem in problems if not problem.warning]
    # the body's margin of 8 px and 400 px of paragraph
    assert str(problem) == (
        "reflow: Content needs scrolling sideways (light, 320 px): #first reaches 408 px on a screen of 320 px. "
        "Let it wrap or shrink; put a wide table or chart in a region that scrolls."
    )


@needs_browser
def test_good_practice_beyond_the_law_is_a_warning(problems_of):
    (problem,) = problems_of(SOUND.replace("<footer><p>Anytown</p></footer>", "<p>Anytown</p>"), [LIGHT])
    assert (problem.rule, problem.warning) == ("region", True)


@needs_browser
def test_a_whole_check_opens_the_browser_itself(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(SOUND.replace("<title>Library visits</title>", ""), encoding="utf-8")
    assert [problem.rule for problem in check_html(path)] == ["document-title"]


def test_a_long_list_of_elements_is_cut_and_counted():
    problem = Problem("reflow", "Too wide", tuple("abcdefg"), "Narrow it.", ("light, 320 px",))
    assert str(problem) == "reflow: Too wide (light, 320 px): a; b; c; d; e; and 2 more. Narrow it."


def test_a_page_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(ReportError, match=r"paper\.html: not found.*build the paper first"):
        check_html(tmp_path / "paper.html")


def test_a_missing_browser_is_an_error_that_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "no-such-browser"))
    path = tmp_path / "page.html"
    path.write_text(SOUND, encoding="utf-8")
    with pytest.raises(ReportError, match=r"No Chromium, Chrome or Edge was found.*CHROMIUM"):
        check_html(path)


def test_missing_packages_are_an_error_that_names_the_requirements(tmp_path, monkeypatch):
    monkeypatch.setattr(browser.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ReportError) as raised, browser.open_browser():
        pass
    assert raised.value.problems[:2] == [
        "The Python package playwright is not installed: run python -m pip install -r requirements-dev.txt.",
        "The Python package axe-playwright-python is not installed: run python -m pip install -r requirements-dev.txt.",
    ]


@needs_browser
def test_a_program_that_is_no_browser_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    path = tmp_path / "page.html"
    path.write_text(SOUND, encoding="utf-8")
    with pytest.raises(ReportError, match="The browser did not start"):
        check_html(path)


def test_the_browser_is_looked_for_in_the_usual_places_of_windows(tmp_path, monkeypatch):
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    monkeypatch.setattr(browser, "MAC_PLACES", ())
    assert browser.find_chromium() == edge
