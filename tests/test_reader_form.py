"""The tree that a project is read into: figures, references, callouts, conditions, values, cells, pictures."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from test_reader_refusals import PNG, code, markdown, project

from feedback_report import reader
from feedback_report.reader.fences import code_lines
from feedback_report.reader.places import Line, Place, Problems
from feedback_report.reader.references import section_numbers
from feedback_report.reader.shortcodes import Tokens, directive, tokenised
from feedback_report.reader.sweep import REMOVED, swept
from feedback_report.reader.tree import every, node, plain, rewrite, words

Node = dict[str, Any]


@pytest.fixture
def blocks(tmp_path: Path):
    """Read a small project and get the blocks of one format."""

    def read(report: str, notebook: list[Node] | None = None, to: str = "html", **files: str) -> list[Node]:
        return reader.read_project(project(tmp_path, report, notebook, **files), to=to)["blocks"]

    return read


def kinds(blocks: list[Node]) -> list[str]:
    return [block["t"] for block in blocks]


# --- figures and tables --------------------------------------------------------------------------


def test_a_figure_holds_label_number_caption_and_one_described_picture(blocks):
    [figure] = blocks('![A *caption*](a.png){#fig-a fig-alt="Bars & lines"}')
    attributes, caption, content = figure["c"]
    assert attributes == ["fig-a", [], [["number", "1"]]]
    assert plain(caption[1]) == "A caption"  # without "Figure 1:"
    assert kinds(content) == ["Plain"]
    [image] = content[0]["c"]
    assert plain(image["c"][1]) == "Bars & lines"
    assert image["c"][0] == ["", [], []]
    assert image["c"][2][0] == "data:image/png;base64," + base64.b64encode(b"picture").decode()


def test_a_caption_is_never_the_alternative_text(blocks):
    [figure] = blocks("![Caption](a.png){#fig-a}")
    [image] = every(figure, "Image")
    assert image["c"][1] == []


def test_in_a_sentence_the_brackets_are_the_alternative_text(blocks):
    [paragraph] = blocks('Words ![first](a.png) and ![second](a.png){fig-alt="better"}.')
    assert [plain(image["c"][1]) for image in every(paragraph, "Image")] == ["first", "better"]


def test_a_labelled_table_becomes_a_figure_whose_table_has_no_caption_of_its_own(blocks):
    [figure] = blocks("| a |\n|---|\n| x |\n\n: Staff {#tbl-staff}")
    attributes, caption, [table] = figure["c"]
    assert attributes == ["tbl-staff", [], [["number", "1"]]]
    assert plain(caption[1]) == "Staff"
    assert table["t"] == "Table"
    assert table["c"][0] == ["", [], []]
    assert table["c"][1] == [None, []]


def test_a_block_takes_its_last_paragraph_or_its_attribute_for_the_caption(blocks):
    first, second = blocks(
        "::: {#fig-a}\n![](a.png)\n\nLast.\n:::\n\n" + '::: {#fig-b fig-cap="A **b**"}\n![](a.png)\n:::'
    )
    assert [plain(figure["c"][1][1]) for figure in (first, second)] == ["Last.", "A b"]
    assert [kinds(figure["c"][2]) for figure in (first, second)] == [["Plain"], ["Plain"]]
    assert [one["t"] for one in every(second["c"][1], "Strong")] == ["Strong"]


def test_figures_and_tables_are_numbered_apart_in_the_order_of_the_paper(blocks):
    table = "| a |\n|---|\n| x |\n\n: Cap {#tbl-%s}\n\n"
    picture = "![Cap](a.png){#fig-%s}\n\n"
    read = blocks(picture % "b" + table % "b" + "> " + picture % "a" + table % "a")
    numbers = {figure["c"][0][0]: dict(figure["c"][0][2])["number"] for figure in every(read, "Figure")}
    assert numbers == {"fig-b": "1", "tbl-b": "1", "fig-a": "2", "tbl-a": "2"}


def test_a_figure_without_a_label_has_no_number_and_takes_none(blocks):
    loose, labelled = blocks("![Loose](a.png)\n\n![Labelled](a.png){#fig-a}")
    assert loose["c"][0] == ["", [], []]
    assert labelled["c"][0][2] == [["number", "1"]]


def test_what_is_hidden_in_a_format_is_not_counted_there(blocks):
    report = '::: {.content-visible when-format="html"}\n![Page](a.png){#fig-p}\n:::\n\n![Both](a.png){#fig-b}'
    numbers = {to: [dict(one["c"][0][2])["number"] for one in blocks(report, to=to)] for to in ("html", "docx")}
    assert numbers == {"html": ["1", "2"], "docx": ["1"]}


# --- references ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("@fig-a", "Figure\u00a01"),
        ("@Fig-a", "Figure\u00a01"),
        ("[-@fig-a]", "1"),
        ("[Chart @fig-a]", "Chart\u00a01"),
        ("[the *first* figure @fig-a]", "the first figure\u00a01"),
        ("[@fig-a; @sec-b]", "Figure\u00a01, Section\u00a02"),
        ("@fig-a's", "Figure\u00a01’s"),
        ("@sec-deep", "Section\u00a02.1"),
    ],
)
def test_references_say_what_quarto_says(blocks, written: str, printed: str):
    report = "# A\n\n# B {#sec-b}\n\n## Deep {#sec-deep}\n\n![Cap](a.png){#fig-a}\n\nX " + written
    last = blocks(report, _quarto_yml="number-sections: true")[-1]
    assert plain(last) == "X " + printed


def test_sections_are_numbered_as_quarto_counts_them():
    def heading(level: int, name: str, *classes: str) -> Node:
        return node("Header", level, [name, list(classes), []], words(name))

    levels = [heading(1, "a"), heading(2, "b"), heading(3, "c"), heading(2, "d", "unnumbered"), heading(3, "e")]
    levels += [heading(1, "f", "unnumbered"), heading(1, "g"), heading(4, "h"), heading(2, "i")]
    # an unnumbered heading counts for nothing, so e follows c; a level that is passed over prints 0
    expected = {"a": "1", "b": "1.1", "c": "1.1.1", "e": "1.1.2", "g": "2", "h": "2.0.0.1", "i": "2.1"}
    assert section_numbers(levels) == expected


def test_a_reference_is_a_link_of_the_class_quarto_xref(blocks):
    figure, paragraph = blocks("![Cap](a.png){#fig-a}\n\n@fig-a")
    [link] = paragraph["c"]
    assert link["c"][0] == ["", ["quarto-xref"], []]
    assert link["c"][2] == ["#fig-a", ""]
    assert figure["t"] == "Figure"


def test_headings_keep_their_words_and_have_no_number_in_them(blocks):
    heading, unnumbered = blocks("# A {#sec-a}\n\n# B {-}", _quarto_yml="number-sections: true")
    assert (plain(heading), heading["c"][1]) == ("A", ["sec-a", [], []])
    assert unnumbered["c"][1][1] == ["unnumbered"]


def test_a_reference_to_a_paragraph_is_left_to_the_shared_filter(blocks):
    first, second = blocks("[]{#par-x}Words.\n\nSee [](#par-x).")
    assert first["c"][0] == node("Span", ["par-x", [], []], [])
    assert second["c"][2] == node("Link", ["", [], []], [], ["#par-x", ""])


# --- callouts, conditions, page breaks, raw content ----------------------------------------------


def test_a_callout_begins_with_its_title(blocks):
    by_heading, by_attribute, untitled = blocks(
        "::: {.callout-note}\n## A *title*\nWords.\n:::\n\n"
        '::: {.callout-tip title="By **attribute**"}\nWords.\n:::\n\n::: {.callout-warning}\nWords.\n:::'
    )
    assert by_heading["c"][0] == ["", ["callout", "callout-note"], []]
    title, paragraph = by_heading["c"][1]
    assert (title["c"][0][1], plain(title), plain(paragraph)) == (["callout-title"], "A title", "Words.")
    assert plain(by_attribute["c"][1][0]) == "By attribute"
    assert [one["t"] for one in every(by_attribute["c"][1][0], "Strong")] == ["Strong"]
    assert kinds(untitled["c"][1]) == ["Para"]


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('.content-visible when-format="html"', True),
        ('.content-visible unless-format="html"', False),
        ('.content-hidden when-format="docx"', True),
        ('.content-visible when-meta="facts.yes"', True),
        ('.content-visible when-meta="facts.no"', False),
        ('.content-visible unless-meta="facts.no"', True),
        ('.content-hidden when-meta="facts.yes"', False),
        ('.content-visible when-format="html" when-meta="facts.no"', False),  # all must hold
        ('.content-visible when-format="docx" when-format="html"', True),  # one format or the other
        (".content-visible", True),
        (".content-hidden", False),
    ],
)
def test_conditions_show_and_hide_blocks_and_words(blocks, attributes: str, shown: bool):
    report = f"::: {{{attributes}}}\nBlock.\n:::\n\nWords [inside]{{{attributes}}} end."
    read = blocks(report, _quarto_yml="facts: {yes: true, no: false}")
    assert [plain(one) for one in read] == (["Block.", "Words inside end."] if shown else ["Words end."])


def test_what_a_condition_empties_goes_and_table_cells_stay(blocks):
    hidden = "[x]{.content-hidden}"
    report = f"{hidden}\n\n- {hidden}\n- stays\n\n> {hidden}\n\n| a | b |\n|---|---|\n| {hidden} | 1 |"
    items, table = blocks(report)
    assert (kinds([items, table]), len(items["c"])) == (["BulletList", "Table"], 1)
    assert table["c"][4][0][3][0][1][0][4] == []  # the first cell of the first row, empty


def test_a_block_may_open_in_one_cell_and_close_in_another(blocks):
    opening = markdown('::: {.content-visible when-meta="facts.no"}\n\nHidden.')
    cells = [opening, code("x", {"text/markdown": "Hidden too."}), markdown("Hidden.\n\n:::\n\nShown.")]
    assert [plain(one) for one in blocks("{{< embed nb.ipynb >}}", cells, _quarto_yml="facts: {no: false}")] == [
        "Shown."
    ]


@pytest.mark.parametrize(
    ("to", "raw"),
    [
        ("html", ["html", '<div style="page-break-after: always;"></div>']),
        ("docx", ["openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>']),
    ],
)
def test_a_page_break_is_quartos(blocks, to: str, raw: list[str]):
    assert blocks("{{< pagebreak >}}", to=to) == [node("RawBlock", *raw)]


def test_raw_content_stays_in_its_format_and_comments_go(blocks):
    report = "`<b>`{=html}`<w:r/>`{=openxml}x\n\n<!-- a comment -->\n\n```\n`<b>`{=html}\n```"
    assert blocks(report) == [
        node("Para", [node("RawInline", "html", "<b>"), node("Str", "x")]),
        node("CodeBlock", ["", [], []], "`<b>`{=html}"),
    ]
    assert blocks(report, to="docx")[0] == node("Para", [node("RawInline", "openxml", "<w:r/>"), node("Str", "x")])


# --- values --------------------------------------------------------------------------------------

VARIABLES = """
name: Northmoor
year: 2024/25
bold: "**bold** words"
address: https://example.org/page
nested: "in {{< var name >}}"
bar: "a | b"
list: ["one", "two"]
dash: "- x"
heading: "# x"
reference: "@fig-a"
escaped: '{{{< var name >}}}'
"""


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('{{< var name >}}\'s "{{< var year >}}"', "Northmoor’s “2024/25”"),
        ("x{{< var year >}}y, {{<var name>}}", "x2024/25y, Northmoor"),
        ("{{< var bold >}}", "bold words"),
        ("{{< var nested >}}", "in Northmoor"),
        ("{{< var list.2 >}}", "two"),
        ("{{< var dash >}} and {{< var heading >}}", "- x and # x"),
        ("{{{< var name >}}}", "{{< var name >}}"),
        ("{{< var escaped >}}", "{{< var name >}}"),
        ("`{{< var year >}}`", "2024/25"),
    ],
)
def test_values_stand_where_their_shortcodes_stood(blocks, written: str, printed: str):
    assert plain(blocks(written, _variables_yml=VARIABLES)) == printed


def test_a_value_cannot_break_a_table(blocks):
    [table] = blocks("| a | b |\n|---|---|\n| {{< var bar >}} | 1 |", _variables_yml=VARIABLES)
    cells = table["c"][4][0][3][0][1]
    assert [plain(cell[4]) for cell in cells] == ["a | b", "1"]


def test_values_stand_in_addresses_and_alternative_texts_without_their_marks(blocks):
    link, figure = blocks(
        '[page]({{< var address >}}/a?b=1#c)\n\n![Of {{< var bold >}}](a.png){#fig-a fig-alt="Of {{< var bold >}}"}',
        _variables_yml=VARIABLES,
    )
    assert next(every(link, "Link"))["c"][2][0] == "https://example.org/page/a?b=1#c"
    assert plain(next(every(figure, "Image"))["c"][1]) == "Of bold words"
    assert [one["t"] for one in every(figure["c"][1], "Strong")] == ["Strong"]


def test_a_reference_in_a_value_is_resolved(blocks):
    assert (
        plain(blocks("![Cap](a.png){#fig-a}\n\n{{< var reference >}}", _variables_yml=VARIABLES)[1]) == "Figure\u00a01"
    )


def test_an_unknown_name_matters_only_where_it_is_shown(blocks):
    report = 'Words. [{{< var nothing >}}]{.content-visible when-meta="facts.no"}'
    assert plain(blocks(report, _quarto_yml="facts: {no: false}")) == "Words."


# --- cells ---------------------------------------------------------------------------------------


def test_a_labelled_cell_becomes_a_figure(blocks):
    cell = code('#| label: fig-a\n#| fig-cap: "A *caption*"\n#| fig-alt: "Bars"\ndraw()', {"image/png": PNG})
    [figure] = blocks("{{< embed nb.ipynb >}}", [cell])
    assert figure["c"][0] == ["fig-a", [], [["number", "1"]]]
    assert plain(figure["c"][1][1]) == "A caption"
    [image] = every(figure, "Image")
    assert (plain(image["c"][1]), image["c"][2][0]) == ("Bars", f"data:image/png;base64,{PNG}")


def test_a_labelled_table_of_a_cell_keeps_the_words_below_it(blocks):
    cell = code(
        '#| label: fig-t\n#| fig-cap: "Cap"\nshow()', {"text/markdown": "| a |\n|---|\n| x |\n\nSource: words."}
    )
    [figure] = blocks("{{< embed nb.ipynb >}}", [cell])
    assert (kinds(figure["c"][2]), plain(figure["c"][1][1])) == (["Table", "Para"], "Cap")


def test_cells_that_quarto_hides_are_hidden(blocks):
    shown = {"text/markdown": "Words."}
    cells = [
        code("year = 1", shown, tags=("parameters",)),
        code("year = 2", shown, tags=("injected-parameters",)),
        code("x", shown, tags=("remove-cell",)),
        code("#| include: false\nx", shown),
        code("#| output: false\nx", shown),
        code("x", {"output_type": "stream", "name": "stderr", "text": "a warning"}),
        code("x", {"application/vnd.feedback-report.facts+json": [], "text/plain": "<Facts>"}),
        code("x", {"application/vnd.feedback-report.facts+json": []}),
    ]
    assert [plain(one) for one in blocks("{{< embed nb.ipynb >}}", cells)] == ["<Facts>"]


def test_outputs_of_a_cell_are_flattened(blocks):
    cell = code(
        "#| echo: true\n\nx = 1",
        {"text/markdown": "Words **b**."},
        {"output_type": "stream", "name": "stdout", "text": ["one\n", "\x1b[31mtwo\x1b[0m\n"]},
        {"text/plain": "3"},
    )
    read = blocks("{{< embed nb.ipynb >}}", [cell])
    assert [(one["t"], plain(one)) for one in read] == [
        ("CodeBlock", "x = 1"),
        ("Para", "Words b."),
        ("CodeBlock", "one\ntwo"),
        ("CodeBlock", "3"),
    ]
    assert read[0]["c"][0][1] == ["python"]


def test_word_is_given_the_png_and_the_page_the_svg(blocks):
    cell = code("draw()", {"image/png": PNG, "image/svg+xml": "<svg/>"})
    media = {
        to: next(every(blocks("{{< embed nb.ipynb >}}", [cell], to=to), "Image"))["c"][2][0][:15]
        for to in ("html", "docx")
    }
    assert media == {"html": "data:image/svg+", "docx": "data:image/png;"}


def test_attachments_are_pictures(blocks):
    cell = markdown("![alt](attachment:a.png) here", attachments={"a.png": {"image/png": PNG}})
    [image] = every(blocks("{{< embed nb.ipynb >}}", [cell]), "Image")
    assert image["c"][2][0] == f"data:image/png;base64,{PNG}"


def test_included_files_are_found_beside_the_document_even_from_another_folder(tmp_path: Path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.md").write_text("First.\n\n{{< include b.md >}}")
    (tmp_path / "b.md").write_text("Second.")
    read = reader.read_project(project(tmp_path, "{{< include parts/a.md >}}"))["blocks"]
    assert [plain(one) for one in read] == ["First.", "Second."]


def test_both_formats_come_of_one_parse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from feedback_report.reader import parse

    calls = []
    run = parse.run_pandoc
    monkeypatch.setattr(parse, "run_pandoc", lambda arguments, text: calls.append(arguments) or run(arguments, text))
    assert set(reader.read_formats(project(tmp_path, "Words."))) == {"html", "docx"}
    assert calls == [["-f", "markdown", "-t", "json"]]


def test_a_tree_is_written_as_a_page_and_as_a_word_file(tmp_path: Path):
    folder = project(tmp_path, "---\ntitle: A title\n---\n\n![Cap](a.png){#fig-a}\n\nWords.", _quarto_yml="lang: en-GB")
    (folder / "a.png").write_bytes(base64.b64decode(PNG))
    for to, ast in reader.read_formats(folder).items():
        reader.write(ast, to, folder / f"out.{to}", project=folder)
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert 'lang="en-GB"' in page
    assert f"data:image/png;base64,{PNG}" in page
    assert (folder / "out.docx").read_bytes()[:2] == b"PK"
    assert sorted(path.name for path in folder.iterdir()) == [
        "_quarto.yml",
        "a.png",
        "out.docx",
        "out.html",
        "report.qmd",
    ]


# --- the parts -----------------------------------------------------------------------------------


def test_a_shortcode_becomes_one_word(tmp_path: Path):
    tokens, problems = Tokens(), Problems()
    text = tokenised("In {{< var a.b >}}, {{<meta c>}} and {{{< x >}}}.", Place("x.qmd", 1), tokens, problems)
    assert [(token.kind, token.text) for token in tokens] == [("var", "a.b"), ("meta", "c"), ("literal", "{{< x >}}")]
    assert len(text.split()) == 5
    assert problems.messages == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("{{< include a.md >}}", ("include", ["a.md"])),
        ('{{< include "a b.md" >}}  ', ("include", ["a b.md"])),
        ("{{< embed a.ipynb#fig-a >}}", ("embed", ["a.ipynb#fig-a"])),
        ("Words {{< include a.md >}}", None),
        ("{{< var a >}}", None),
    ],
)
def test_a_directive_fills_its_line(line: str, found: object):
    assert directive(line) == found


def test_fenced_code_is_told_from_text():
    text = "a\n```\nb\n~~~\n```\nc\n~~~~\n~~~\n~~~~\n`` ` ``"
    lines = [Line(row, Place("x", number)) for number, row in enumerate(text.split("\n"))]
    assert code_lines(lines) == ["", "open", "inside", "inside", "close", "", "open", "inside", "close", ""]


def test_rewriting_leaves_the_given_tree_alone():
    tree = [node("Para", [node("Str", "a"), node("Emph", [node("Str", "b")])]), node("Para", [node("Str", "c")])]
    before = json.dumps(tree)
    after = rewrite(tree, frozenset({"Emph"}) | {"Str"}, lambda one: one["c"] if one["t"] == "Emph" else None)
    assert plain(after) == "abc"
    assert kinds(after[0]["c"]) == ["Str", "Str"]
    assert json.dumps(tree) == before
    assert after[1] is tree[1]  # what did not change is shared


def test_of_two_spaces_round_something_taken_out_one_stays():
    assert swept([node("Para", [*words("a "), REMOVED, *words(" b")])]) == [node("Para", words("a b"))]
    assert swept([node("Para", [REMOVED, *words(" b")])]) == [node("Para", words("b"))]


def test_plain_words_have_curly_quotes_and_no_notes():
    quoted = node("Quoted", {"t": "DoubleQuote"}, words("a b"))
    assert (
        plain([quoted, node("Note", [node("Para", words("note"))]), node("SoftBreak"), node("Str", "c")]) == "“a b” c"
    )
