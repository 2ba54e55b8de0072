from pathlib import Path

import pytest

from feedback_report.page.finish import find_leftovers

SPECIMENS = Path(__file__).parent / "specimens" / "html"

# What stands on the page, and what has to be said of it.
LEFTOVERS = {
    "an unknown variable": ("<p>Fell by ?var:visits.change.</p>", '"?var:visits.change." is an unknown fact or'),
    "unknown metadata": ("<p>?meta:year</p>", '"?meta:year" is an unknown metadata key'),
    "a list where a value should stand": ("<p>?invalid var type:list</p>", "is a variable that is a list or a map"),
    "an unknown reference": ("<p>See ?@fig-x.</p>", '"?@fig-x" is a reference to a figure or section that is not in'),
    "a shortcode": ("<p>{{&lt; embed x.ipynb &gt;}}</p>", '"{{< embed x.ipynb >}}" is a shortcode that was not'),
    "a shortcode in an attribute": ('<p title="{{&lt; var x &gt;}}">x</p>', '"{{< var x >}}" is a shortcode'),
    "a reference left as typed": ("<p>See @fig-visits.</p>", '"@fig-visits" is a reference that was not carried out'),
    "a note without its text": ("<p>Visits[^door] rose.</p>", '"[^door]" is a note mark without its note'),
    "a fence left over": ("<p>::: callout</p>", '":::" is a fence of a div'),
    "an output that cannot be shown": ("<p>Unable to display output for mime type(s): x</p>", "is an output that the"),
    "an error of a notebook": ("<pre>Traceback (most recent call last)</pre>", "is an error of a notebook"),
    "a path in the words": ("<p>Saved to /home/someone/x.csv</p>", '"/home/someone/x.csv" is a path of the machine'),
    "a path in an attribute": ('<p data-notebook="C:\\build\\x.ipynb">x</p>', '"C:\\build\\x.ipynb" is a path of the'),
    "two elements with one id": ('<p id="a">x</p><p id="a">y</p>', 'the id "a" stands on 2 elements'),
    "a link that leads nowhere": ('<a href="#fig-y">Figure 2</a>', 'the link "Figure 2" leads to "#fig-y", which'),
    "a link to the machine": ('<a href="file:///x">x</a>', 'the link "x" leads to "file:///x": write an address'),
    "a link to the root": ('<a href="/build/x">x</a>', 'the link "x" leads to "/build/x": write an address that works'),
    "a picture beside the page": ('<img src="x.png" alt="x">', '<img> loads "x.png"'),
    "a script from elsewhere": ('<script src="https://example.org/x.js"></script>', '<script> loads "https://example.org/x.js"'),
    "a style sheet from elsewhere": ('<link href="//example.org/x.css">', '<link> loads "//example.org/x.css"'),
    "a style that loads a picture": ("<style>p {background: url(x.png)}</style>", '<style> loads "x.png"'),
    "a style that loads a style": ('<style>@import "x.css";</style>', '<style> loads "x.css"'),
    "a style of an element": ('<p style="background: url(\'x.png\')">x</p>', '<p> loads "x.png"'),
    "a drawing that loads a picture": (
        "<img alt=\"x\" src=\"data:image/svg+xml,%3Csvg%3E%3Cimage href='https://example.org/x.png'/%3E%3C/svg%3E\">",
        '<img> loads "https://example.org/x.png"',
    ),
    "a missing value in a table": ("<table><tr><td>nan</td></tr></table>", 'a table cell reads "nan"'),
    "a missing share in a table": ("<table><tr><td>nan%</td></tr></table>", 'a table cell reads "nan%"'),
    "a missing date in a table": ("<table><tr><td>NaT</td></tr></table>", 'a table cell reads "NaT"'),
    "a missing word in a table": ("<table><tr><td>&lt;NA&gt;</td></tr></table>", 'a table cell reads "<NA>"'),
    "an object that is none": ("<table><tr><td>None</td></tr></table>", 'a table cell reads "None"'),
}  # fmt: skip

SOUND = {
    "a link to another site": '<a href="https://example.org/home/rules">rules</a>',
    "a link to a file beside the page": '<a href="appendix.xlsx">appendix</a>',
    "a link to a mailbox": '<a href="mailto:someone@example.org">someone@example.org</a>',
    "a link with an escaped place": '<p id="café">x</p><a href="#caf%C3%A9">x</a>',
    "a link to the top": '<a href="#top">Back to the top</a>',
    "a word that begins like a missing value": "<table><tr><td>None of the branches, Nantwich</td></tr></table>",
    "a missing value spoken of": "<p>A nan is bread; None is a word.</p>",
    "a question": "<p>Why? @ten o'clock; ten@example.org; [c] is hidden.</p>",
    "embedded resources": '<link rel="icon" href="data:,"><img alt="x" src="data:image/svg+xml,%3Csvg%3E%3Cuse '
    "href='%23a' fill='url(%23b)'/%3E%3C/svg%3E\">",
    "a style that refers to itself": "<style>p {fill: url(#a)}</style>",
}


@pytest.mark.parametrize(("blocks", "message"), LEFTOVERS.values(), ids=LEFTOVERS.keys())
def test_leftovers_are_found(blocks, message):
    (problem,) = find_leftovers(f"<html><body><h1>Visits</h1>{blocks}</body></html>")
    assert message in problem


@pytest.mark.parametrize("blocks", SOUND.values(), ids=SOUND.keys())
def test_sound_words_are_left_alone(blocks):
    assert find_leftovers(f"<html><body><h1>Visits</h1>{blocks}</body></html>") == []


@pytest.mark.parametrize(
    ("blocks", "where"),
    [
        ('<div class="numbered-paragraph" data-number="1.2"><p>?@fig-x</p></div>', "paragraph 1.2: "),
        (
            '<div class="numbered-paragraph"><a class="paragraph-number" href="#top">1.3</a><p>?@fig-x</p></div>',
            "paragraph 1.3: ",
        ),
        ('<figure id="fig-visits"><figcaption>?@fig-x</figcaption></figure>', "figure fig-visits: "),
        ("<ul><li>?@fig-x</li></ul>", 'below the heading "Visits": '),
    ],
)
def test_a_leftover_says_where_it_stands(blocks, where):
    (problem,) = find_leftovers(f"<html><body><h1>Visits</h1>{blocks}</body></html>")
    assert problem.startswith(where)


def test_what_quarto_leaves_on_its_page_is_found():
    problems = find_leftovers((SPECIMENS / "quarto.html").read_text(encoding="utf-8"))
    assert sum("is a path of the machine" in problem for problem in problems) == 2
    assert sum("is a shortcode" in problem for problem in problems) == 1
    assert sum("<script> loads" in problem for problem in problems) == 1


def test_one_leftover_that_stands_twice_in_one_place_is_said_once():
    assert len(find_leftovers("<p>?@fig-x and ?@fig-x</p>")) == 1
