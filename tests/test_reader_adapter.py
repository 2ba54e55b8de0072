"""The filter that makes Quarto's own nodes into the reader's tree (style/quarto-adapter.lua).

Quarto calls a filter's functions with its nodes as tables: the fields below are those that were
seen at "post-quarto" (tests/specimens/quarto/15-filter-stages/ast.json). Pandoc calls them here.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from feedback_report.reader.tree import every, plain

ADAPTER = Path(__file__).parent.parent / "style" / "quarto-adapter.lua"

# Stands in for Quarto: a Div of the class "node" is a node whose fields are the attributes,
# with its first child for content and its second for caption or title.
STAND_IN = """
local adapter = dofile(os.getenv("ADAPTER"))
local function node_of(div)
  local a = div.attributes
  local node = { identifier = a.label, type = a.type, node = div.content[1] }
  if a.order then node.order = { order = tonumber(a.order), section = {} } end
  node.content = div.content[1] and div.content[1].content
  node.caption_long = div.content[2] and div.content[2].content[1]
  node.title = div.content[2] and div.content[2].content[1]
  return node
end
local function quarto_div(div)
  if div.classes:includes("node") then
    local handler = adapter[1][div.attributes.kind]
    local result = handler(node_of(div))
    return result
  end
end
return { { Div = quarto_div }, table.unpack(adapter, 2) }
"""


@pytest.fixture
def adapted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run the adapter over Markdown, with the stand-in for Quarto's nodes."""
    (tmp_path / "stand-in.lua").write_text(STAND_IN, encoding="utf-8")
    monkeypatch.setenv("ADAPTER", str(ADAPTER))

    def run(text: str, to: str = "json") -> list[dict[str, Any]]:
        command = [
            pypandoc.get_pandoc_path(),
            "-f",
            "markdown-implicit_figures",
            "-t",
            "json",
            "-L",
            tmp_path / "stand-in.lua",
        ]
        result = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
        return json.loads(result.stdout)["blocks"]

    return run


def quarto_node(kind: str, content: str, second: str = "", **fields: str) -> str:
    attributes = " ".join(f'{name}="{value}"' for name, value in fields.items())
    return (
        f'::::: {{.node kind="{kind}" {attributes}}}\n:::: {{}}\n{content}\n::::\n\n:::: {{}}\n{second}\n::::\n:::::\n'
    )


def test_a_figure_of_quartos_becomes_a_figure(adapted):
    text = quarto_node(
        "FloatRefTarget", '![](a.png){fig-alt="Bars of three years"}', "A *caption*", label="fig-a", order="3"
    )
    [figure] = adapted(text)
    attributes, caption, content = figure["c"]
    assert figure["t"] == "Figure"
    assert attributes == ["fig-a", [], [["number", "3"]]]
    assert [block["t"] for block in caption[1]] == ["Plain"]
    assert plain(caption[1]) == "A caption"
    [image] = every(content, "Image")
    assert (content[0]["t"], plain(image["c"][1]), image["c"][0]) == ("Plain", "Bars of three years", ["", [], []])


def test_a_table_comes_out_of_its_cell(adapted):
    table = "::: {.cell-output .cell-output-display}\n| a |\n|---|\n| x |\n:::"
    [figure] = adapted(quarto_node("FloatRefTarget", table, "Staff", label="tbl-a", order="1"))
    assert [block["t"] for block in figure["c"][2]] == ["Table"]


def test_words_in_a_figure_stay_a_paragraph(adapted):
    [figure] = adapted(quarto_node("FloatRefTarget", "Words.", "Cap", label="fig-a", order="1"))
    assert [block["t"] for block in figure["c"][2]] == ["Para"]


def test_a_callout_becomes_a_block_that_begins_with_its_title(adapted):
    titled, untitled = adapted(
        quarto_node("Callout", "Words.", "A title", type="note") + "\n" + quarto_node("Callout", "Words.", type="tip")
    )
    assert titled["c"][0][1] == ["callout", "callout-note"]
    assert [(one["t"], plain(one)) for one in titled["c"][1]] == [("Div", "A title"), ("Para", "Words.")]
    assert titled["c"][1][0]["c"][0][1] == ["callout-title"]
    assert [one["t"] for one in untitled["c"][1]] == ["Para"]


def test_conditional_blocks_and_cells_leave_their_content(adapted):
    cell = ":::: {.quarto-embed-nb-cell}\n::: {.cell}\n```{.python .cell-code}\nx\n```\n:::\n::::\n"
    first, second = adapted(quarto_node("ConditionalBlock", "Shown.") + "\n" + cell)
    assert (first["t"], plain(first)) == ("Para", "Shown.")
    assert (second["t"], second["c"][0][1]) == ("CodeBlock", ["python"])


@pytest.mark.parametrize(
    "heading",
    [
        '# [1]{.header-section-number} Words of it {#a number="1"}',  # as Quarto writes it for a page
        '# 1. Words of it {#a number="1"}',  # and for Word
        '# 1.2 Words of it {#a number="1.2"}',
        "# Words of it {#a}",
    ],
)
def test_headings_lose_their_number_and_nothing_else(adapted, heading: str):
    [header] = adapted(heading)
    assert (plain(header), header["c"][1]) == ("Words of it", ["a", [], []])


def test_a_heading_that_begins_with_another_number_keeps_it(adapted):
    [header] = adapted('# 1. 2024 in short {#a number="1"}')
    assert plain(header) == "2024 in short"


def test_what_conditions_leave_behind_goes(adapted):
    blocks = adapted('A [shown]{when-meta="facts.a"} word.\n\n\\ \n\n- []{}\n- stays\n\n<!-- a comment -->')
    assert [block["t"] for block in blocks] == ["Para", "BulletList"]
    assert list(every(blocks, "Span")) == []
    assert len(blocks[1]["c"]) == 1


def test_without_quarto_it_changes_no_word(adapted):
    text = "# A heading {#a}\n\nWords with [a class]{.smallcaps} and *marks*.\n\n::: {.front-block}\nFront.\n:::"
    assert [plain(one) for one in adapted(text)] == ["A heading", "Words with a class and marks.", "Front."]
