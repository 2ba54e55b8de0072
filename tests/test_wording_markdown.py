"""Values from data come out of Pandoc as the plain text they are."""

import json
import re
import subprocess
import unicodedata
from typing import Any

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_report.errors import ReportError
from feedback_report.wording import escape_markdown, plain_text, web_address

HOSTILE = [
    "*stars* and **more**",
    "_under_ and __more__",
    "`code` and ``more``",
    "a | b",
    "<script>alert(1)</script>",
    "<b>bold</b> & &amp; &lt; &#42;",
    "{{< var council.name >}}",
    "{{{< var council.name >}}}",
    "{{% comment %}}",
    "see @fig-types and [@fig-types] and -@fig-types",
    "costs $5 and $math$ and $$more$$",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "[^1] and ^[note]",
    "::: {.callout-note}",
    r"back\slash \* \( a \) \[ b \] \alpha \begin{x}",
    "line\none\r\nline two\n\nnew paragraph",
    "\"double\" 'single' it's",
    "“curly” ‘single’ ‚low‘ „low“",
    "dots... and -- and --- dashes",
    "# heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1) item",
    "(a) item",
    "a. item",
    "(@) example",
    "i. Roman",
    "B. Smith Team",
    "% title",
    "> quotation",
    "| line block",
    ": definition",
    "~~gone~~ H~2~O x^2^",
    "[text]{.smallcaps} [text]{style='x'}",
    "`<b>`{=html}",
    "https://example.org/a_b mail@example.org <https://example.org>",
    ":smile: and ==mark==",
    "Mr. Smith, e.g. and Dr. Jones",
    "--- ",
    "***",
    "    indented",
    "\ttabbed",
    "ends with a backslash\\",
    "?var:council.name",
    "a\u00a0b",
    "tr\u00e9s \u4e2d\u6587 \U0001f600",
    "null\x00 bell\x07 next\x85line",
    "",
]


# The renderers read values with "markdown"; the others hold what a council may switch on.
READERS = [
    "markdown",
    "markdown+emoji+autolink_bare_uris+mark+tex_math_single_backslash+hard_line_breaks",
    "commonmark_x",
    "gfm",
]
PARSE_EACH = """
local asked = pandoc.json.decode(io.read("a"), false)
local out = {}
for i, value in ipairs(asked.values) do
  out[i] = pandoc.json.decode(pandoc.write(pandoc.read(value, asked.reader), "json"), false).blocks
end
print(pandoc.json.encode({out = out}))
"""


@pytest.fixture(scope="module")
def pandoc(tmp_path_factory):
    """Parse values with Pandoc, each alone, as the renderers do; gives the blocks of each."""
    script = tmp_path_factory.mktemp("pandoc") / "parse-each.lua"
    script.write_text(PARSE_EACH, encoding="utf-8")

    def parse(values: list[str], reader: str) -> list[list[dict[str, Any]]]:
        ran = subprocess.run(
            [pypandoc.get_pandoc_path(), "lua", str(script)],
            input=json.dumps({"values": values, "reader": reader}),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return json.loads(ran.stdout)["out"]

    return parse


def words(blocks: list[dict[str, Any]]) -> str:
    """Join a paragraph of plain words; anything else in it fails."""
    if not blocks:
        return ""
    assert [block["t"] for block in blocks] in (["Para"], ["Plain"]), blocks
    inlines = blocks[0]["c"]
    assert {inline["t"] for inline in inlines} <= {"Str", "Space"}, inlines
    return "".join(inline.get("c", " ") for inline in inlines)


@pytest.mark.parametrize("reader", READERS)
def test_hostile_text_comes_out_as_it_is(pandoc, reader):
    parsed = pandoc([escape_markdown(text) for text in HOSTILE], reader)
    assert [words(blocks) for blocks in parsed] == [plain_text(text) for text in HOSTILE]


def test_the_hostile_texts_would_do_harm_without_escaping(pandoc):
    harmless = []
    for text, blocks in zip(HOSTILE, pandoc(HOSTILE, "markdown"), strict=True):
        try:
            if words(blocks) == plain_text(text):
                harmless.append(text)
        except AssertionError:
            pass
    assert len(harmless) < len(HOSTILE) / 3, harmless


def test_text_keeps_its_place_within_a_sentence(pandoc):
    sentences = [
        f"Before {escape_markdown(text)} after, *and* **{escape_markdown(text)}**." for text in HOSTILE if text
    ]
    for text, (paragraph,) in zip(filter(None, HOSTILE), pandoc(sentences, "markdown"), strict=True):
        kinds = [inline["t"] for inline in paragraph["c"] if inline["t"] not in ("Str", "Space")]
        assert kinds == ["Emph", "Strong"], text


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.text("ab1 .:-_*`|<>{}[]()$@#~^!\\\"'&;=+%/\n\t", max_size=20),
            st.lists(st.sampled_from([*HOSTILE, " ", "a", "1"]), max_size=4).map("".join),
        ),
        min_size=1,
        max_size=60,
    ),
    st.sampled_from(READERS),
)
def test_any_text_comes_out_as_it_is(pandoc, texts, reader):
    parsed = pandoc([escape_markdown(text) for text in texts], reader)
    assert [composed(words(blocks), reader) for blocks in parsed] == [
        composed(plain_text(text), reader) for text in texts
    ]


def composed(text: str, reader: str) -> str:
    """Text as a reader gives it: CommonMark's write signs that Unicode holds to be one as one, "markdown" does not."""
    return text if reader.startswith("markdown") else unicodedata.normalize("NFC", text)


@settings(deadline=None)
@given(st.text())
def test_nothing_is_left_that_a_renderer_would_resolve(text):
    escaped = escape_markdown(text)
    assert not re.search(r"[{}<>\[\]|`*_$@\\\n]", escaped)


def test_ordinary_phrases_stay_readable():
    phrase = "decreased by 40%, from 1,250 in 2023/24 to 750.5 in 2024/25 (follow-up)"
    assert escape_markdown(phrase) == phrase


ADDRESSES = [
    "https://www.example.org/",
    "https://www.example.org/a_b/_c_/d--e/f...g?x=1&y=2#part-3",
    "https://example.org/~team/*x*/$y$/@z/it's",
    "mailto:shared_box@example.org",
    "#part",
]


def test_an_address_is_the_same_as_markdown_and_as_it_stands(pandoc):
    written = [web_address(address) for address in ADDRESSES]
    as_text = [words(blocks) for blocks in pandoc([text for text in written if text[0] != "#"], "markdown")]
    assert as_text == [text for text in written if text[0] != "#"]
    for address, (paragraph,) in zip(
        written, pandoc([f"[x]({address})" for address in written], "markdown"), strict=True
    ):
        assert paragraph["c"][0]["t"] == "Link"
        assert paragraph["c"][0]["c"][2][0] == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://a b",
        'https://a"b',
        "https://a<b>",
        "a.b",
        "",
        "//a.b",
    ],
)
def test_addresses_that_cannot_be_linked_to_are_refused(address):
    with pytest.raises(ReportError, match="cannot be linked to: expected https://, http:// or mailto:"):
        web_address(address)
