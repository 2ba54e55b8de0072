"""What the reader refuses: every message says where, what was found and what to do, all at once."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from feedback_report import reader
from feedback_report.errors import RenderError
from feedback_report.reader.places import Place, Problems

SPECIMENS = Path(__file__).parent / "specimens" / "quarto"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # 1 by 1 pixel


def markdown(text: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "m", "metadata": {}, "source": text, **more}


def code(source: str, *outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> dict[str, Any]:
    shown = [
        {"output_type": "display_data", "metadata": {}, "data": one} if "output_type" not in one else one
        for one in outputs
    ]
    return {
        "cell_type": "code",
        "id": "c",
        "metadata": {"tags": list(tags)},
        "execution_count": 1,
        "source": source,
        "outputs": shown,
    }


def project(folder: Path, report: str, notebook: list[dict[str, Any]] | None = None, **files: str) -> Path:
    """Write a project; in the names of files "_yml" stands for ".yml" and "_md" for ".md"."""
    (folder / "report.qmd").write_text(report, encoding="utf-8")
    (folder / "a.png").write_bytes(b"picture")
    for name, text in files.items():
        (folder / re.sub(r"_(yml|md)$", r".\1", name)).write_text(text, encoding="utf-8")
    if notebook is not None:
        content = {"cells": notebook, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (folder / "nb.ipynb").write_text(json.dumps(content), encoding="utf-8")
    return folder


def problems_of(folder: Path, document: str = "report.qmd") -> list[str]:
    with pytest.raises(RenderError) as caught:
        reader.read_formats(folder, document)
    return caught.value.problems


# What Quarto made of each is in tests/specimens/quarto/16-errors: it fails on 10 of them, and prints the
# other 17 wrong with exit status 0.
ERRORS = {
    "bad-cell-option": [r"badopt.ipynb, cell 1, line 2: the YAML cannot be read"],
    "bad-prefix": [
        r'bad-prefix.qmd, line 6: the label "figure-x" gives no number: labels are written fig-name or tbl-name',
        r'bad-prefix.qmd, line 10: the label "fig_y" gives no number',
        r"bad-prefix.qmd, line 8: @figure-x is not a reference to a figure",
        r"bad-prefix.qmd, line 12: @fig_y is not a reference to a figure",
    ],
    "bad-yaml": [r"bad-yaml.qmd, line 3: the YAML cannot be read"],
    "broken-notebook": [r"broken-notebook.qmd, line 6: sections/broken.ipynb is not a notebook of format 4"],
    "duplicate-labels": [
        r'one.ipynb, cell 1, line 1; sections/same.ipynb, cell 1, line 1: the label "sec-one" is given 2 times',
        r'one.ipynb, cell 2; sections/same.ipynb, cell 2: the label "fig-one" is given 2 times',
    ],
    "duplicate-notes": [
        r"note1.ipynb, cell 1, line 3; sections/note2.ipynb, cell 1, line 3: the note \[\^1\] is written twice"
    ],
    "embed-in-paragraph": [r"embed-in-paragraph.qmd, line 6: \{\{< embed ... >}} must stand alone on its line"],
    "embed-twice": [r'"sec-one" is given 2 times', r'"fig-one" is given 2 times'],
    "missing-cell": [r'line 6: "sections/one.ipynb#fig-nothing" cannot be embedded: name one whole notebook'],
    "missing-image": [r"missing-image.qmd, line 6: the picture nothing.png does not exist"],
    "missing-include": [r"missing-include.qmd, line 6: the file _nothing.md does not exist"],
    "missing-link": [r'line 6: a link to "nothing.qmd" leads nowhere', r"line 6: the link to #nothing leads nowhere"],
    "missing-notebook": [r"line 6: the notebook sections/nothing.ipynb does not exist. Nearest: .*sections/one.ipynb"],
    "misspelt-cell-option": [
        r'misspelt.ipynb, cell 1, line 1: the cell option "fig-capt" is not supported. .* Nearest: fig-cap',
        r'misspelt.ipynb, cell 1, line 2: "fig-wrong" must have a caption in the option "fig-cap"',
    ],
    "misspelt-option": [
        r'line 3: the option "number-section" is not known, and no text uses it. Nearest: number-sections',
        r'line 4: the option "no-such-option" is not known',
    ],
    "nested-callout": [r"a callout inside a callout cannot be printed"],
    "not-executed": [r'empty.ipynb, cell 2, line 1: "fig-empty" must show .* shows nothing: run the notebook'],
    "one-cell": [r'line 6: "sections/one.ipynb#fig-one" cannot be embedded', r"line 8: @fig-one leads nowhere"],
    "unclosed-div": [r'unclosed-div.qmd, line 6: a block opened by ":::" is never closed'],
    "unknown-meta": [r"unknown-meta.qmd, line 6: \{\{< meta no.such >}} is not known in the settings"],
    "unknown-option": [r'line 3: the option "number-section"', r'line 4: "toc" must be true or false'],
    "unknown-ref": [
        r"unknown-ref.qmd, line 6: @fig-none leads nowhere",
        r"@tbl-none leads nowhere",
        r"@sec-none leads nowhere",
        r"line 6: @other is not a reference .* for the sign itself write \\@",
    ],
    "unknown-shortcode": [
        r'line 6: the shortcode "nosuch" is not known. Known: embed, include, meta, pagebreak, var',
        r"line 6: a shortcode is not closed",
    ],
    "unknown-var": [r"unknown-var.qmd, line 6: \{\{< var no.such >}} is not known in _variables.yml"],
    "variable-without-key": [r'line 6: "var" needs one name', r'line 6: "meta" needs one name'],
    "when-meta-too-deep": [r'line 6: the condition "flag.deeper" is not known'],
    "yaml-cell": [r"yaml.ipynb, cell 1: a raw cell cannot be embedded"],
}
UNUSED_FLAG = 'the option "flag" is not known, and no text uses it'


@pytest.mark.parametrize("name", ERRORS)
def test_what_quarto_fails_on_or_prints_wrong_is_refused_with_its_place(name: str):
    problems = [one for one in problems_of(SPECIMENS / "16-errors", f"{name}.qmd") if UNUSED_FLAG not in one]
    for message in ERRORS[name]:
        assert any(re.search(message, problem) for problem in problems), f"{message} not in {problems}"
    others = [one for one in problems if not any(re.search(message, one) for message in ERRORS[name])]
    assert others == []


def test_every_specimen_of_an_error_is_tested():
    assert {path.stem for path in (SPECIMENS / "16-errors").glob("*.qmd")} == set(ERRORS)


# Constructs that the specimens use and that the comparison cuts out, each refused at its place.
CUT = {
    "02-cross-references": [
        r'report.qmd, line 26: the words behind @fig-a would be lost: put them after the "\]"',
        r"report.qmd, line 28: @fig-a-b leads nowhere: nothing has this label. Nearest: .*fig-b",
        r"report.qmd, line 32: @fig-a stands inside a link: take it out of the link",
        r"report.qmd, line 57: a formula cannot be printed",
        r"report.qmd, line 59: @eq-one is not a reference",
    ],
    "03-section-numbers": [
        r"report.qmd, line 32: @sec-plain leads nowhere",
        r"report.qmd, line 70; report.qmd, line 76: the class .appendix is not supported",
    ],
    "04-variables": [
        r"report.qmd, line 23: \{\{< var nothing >}} has no value",
        r"report.qmd, line 35: \{\{< var para >}} holds several paragraphs or a list",
        r"report.qmd, line 45: \{\{< var items >}} holds several paragraphs or a list",
        r"report.qmd, line 49: \{\{< var list >}} is a group of values: name one of them",
        r"report.qmd, line 49: \{\{< var council >}} is a group of values",
        r"report.qmd, line 55: \{\{< var council.nothing >}} is not known in _variables.yml. Nearest: council.name",
        r"report.qmd, line 19: a heading with a shortcode needs its own label",
        r"report.qmd, line 69: a shortcode in <...> gives no link",
        r"_variables.yml, line 19: <b> is HTML among Markdown",
        r"vars.ipynb, cell 6: an output of the kind HTML, LaTeX or script cannot be printed",
    ],
    "05-content-by-format": [
        r'report.qmd, line 63: when-format="html,docx": a format is either "html" or "docx"',
        r'report.qmd, line 75: the condition "no.such" is not known',
        r"report.qmd, line 101: @fig-docx leads nowhere: what has this label is hidden in html",
        r"report.qmd, line 101: @fig-html leads nowhere: what has this label is hidden in docx",
        r'cond.ipynb, cell 4, line 1: the cell option "classes" is not supported',
    ],
    "06-content-by-metadata": [
        r'the condition "doc.string-true" is neither true nor false, so it would never hold',
        r'the condition "doc.missing" is not known. Nearest: doc.string',
        r'report.qmd, line 469: the condition "!doc.false" is not known',
        r"report.qmd, line 471: a condition needs one of the classes content-visible and content-hidden",
        r"report.qmd, line 469: .*was not understood: look for blanks or quotes in the braces",
        r'_quarto.yml, line 23: the option "clash-files-doc-rev" is not known, and no text uses it',
    ],
    "07-callouts": [
        r'report.qmd, line 28; report.qmd, line 33: the callout attribute "collapse" is not supported',
        r'report.qmd, line 51: a callout cannot have a label \("nte-own"\)',
        r'report.qmd, line 74: the callout "callout-other" is not known',
        r"report.qmd, line 78: write a callout as ::: \{.callout-note}",
    ],
    "08-include-and-pagebreak": [
        r"_part.md, line 1: settings in an included file would take over the report's",
        r"report.qmd, line 15: \{\{< include ... >}} must stand alone",
        r"p.ipynb, cell 1, line 5: \{\{< include ... >}} must stand alone",
        r"report.qmd, line 23: \{\{< pagebreak >}} must be a paragraph of its own",
    ],
    "09-text": [
        r"report.qmd, line 28: \\path is read as LaTeX and printed nowhere",
        r"report.qmd, line 116: \[\^none\] is a note that is written nowhere",
        r"report.qmd, line 124: the note \[\^unused\] is never used",
        r'report.qmd, line 40: a link to "" leads nowhere',
        r"report.qmd, line 28: @home is not a reference",
    ],
    "10-cell-outputs": [
        r'cells.ipynb, cell 13: the tag "remove-output" is not followed: write #\| output: false',
        r'cells.ipynb, cell 16: the tag "remove-cell" does not hide a Markdown cell',
        r"cells.ipynb, cell 19: the cell failed with ZeroDivisionError",
        r"cells.ipynb, cell 25: a raw cell cannot be embedded",
        r'outputs.ipynb, cell 2, line 1: "fig-multi" must show one picture or one table, and its cell shows 3',
        r"outputs.ipynb, cell 13: the picture is given as SVG alone; Word needs a PNG",
        r'outputs.ipynb, cell 18, line 3: the cell option "out-width" is not supported',
    ],
    "11-figures": [
        r'report.qmd, line 15: the label "fig-nocaption" is not on a figure or table that has a caption',
        r'report.qmd, line 31: the attribute "fig-alt" of "fig-divalt" is not supported \(give it to the picture',
        r'report.qmd, line 73: the attribute "layout-ncol" of "fig-sub" is not supported',
        r'report.qmd, line 25: a picture inside "fig-div" has a caption of its own: leave its brackets empty',
        r'report.qmd, line 19: the attribute "fig-align" of a picture is not supported',
        r"report.qmd, line 87: a picture stands inside a link",
        r"report.qmd, line 89: the picture nothing.png does not exist",
        r"figs.ipynb, cell 5, line 9: the picture beside.png does not exist",
        r'figs.ipynb, cell 2, line 3: the cell option "fig-subcap" is not supported',
    ],
    "13-tables": [
        r"report.qmd, line 22: the row holds 4 cells and the table 3 columns: the rest would be lost",
        r'report.qmd, line 47: the attribute "tbl-colwidths" is not supported',
        r"report.qmd, line 116; report.qmd, line 126: a table in HTML would be missing in Word",
        r"report.qmd, line 138: the class .list-table is not supported",
        r'tabs.ipynb, cell 3: a table inside "tbl-own" has a caption of its own: keep one of the two',
    ],
    "14-raw": [
        r"raw content of the format markdown is printed nowhere: use html or openxml",
        r"report.qmd, line 51; .*: <img .* is HTML among Markdown",
        r"report.qmd, line 43; .*: <details> is HTML among Markdown",
    ],
}


@pytest.mark.parametrize("folder", CUT)
def test_what_is_cut_out_of_a_specimen_is_refused_with_its_place(folder: str):
    problems = problems_of(SPECIMENS / folder)
    missing = [message for message in CUT[folder] if not any(re.search(message, one) for one in problems)]
    assert missing == []
    assert not [one for one in problems if one.startswith("the report:")]  # each problem was found again in the source


@pytest.mark.parametrize(
    ("folder", "document", "message"),
    [
        ("02-cross-references", "sections-unnumbered.qmd", r'line 4: "crossref: fig-title" can only be figure'),
        ("02-cross-references", "sections-unnumbered.qmd", r'"crossref: ref-hyperlink" can only be true'),
        ("10-cell-outputs", "echo.qmd", r'echo.qmd, line 4: "execute: echo" can only be false'),
        ("12-title-block", "affiliation.qmd", r'the date "30/09/2025" must be written YYYY-MM-DD'),
        ("12-title-block", "plain.qmd", r"a date needs \"date-format: D MMMM YYYY\""),
        ("12-title-block", "affiliation.qmd", r"the author must be a text or a list of texts"),
        ("12-title-block", "report.qmd", r'report.qmd, line 10: the option "abstract" is not known'),
    ],
)
def test_options_that_cannot_be_followed_are_refused(folder: str, document: str, message: str):
    assert any(re.search(message, one) for one in problems_of(SPECIMENS / folder, document))


# Small projects, each with what must be said about it.
MARKDOWN = {
    "```{python}\n1 + 1\n```": r"report.qmd, line 1: a code chunk \{python} cannot be run here: compute in a section",
    "Words.\n\n~~~ {r, echo=FALSE}\nx\n~~~": r"report.qmd, line 3: a code chunk \{r}",
    "Sum `{python} 1 + 1`.": r"report.qmd, line 1: `\{python} 1 \+ 1` is not computed here: record a fact",
    "Words.\n\n---\ntitle: other\n---\n": r'report.qmd, line 3: "---" begins or ends settings',
    "---\ntitle: x\n\nWords.": r"report.qmd, line 1: the settings at the head of the document are not closed",
    "---\ntitle: x\ntitle: y\n---\n": r'report.qmd, line 3: .* the key "title" comes twice',
    "---\n- x\n---\n": r'report.qmd, line 2: the YAML must be a list of "key: value" lines',
    "Words.\n\n:::\n\nMore.": r'report.qmd, line 3: ":::" opens or closes no block',
    '::: {.callout-note title="x}\nWords.\n:::': r"report.qmd, line 1: the title of a callout must be in double quotes",
    "::: {.panel-tabset}\n# A\n:::": r"report.qmd, line 1: the class .panel-tabset is not supported",
    "::: {.column-margin}\nx\n:::": r"report.qmd, line 1: the class .column-margin is not supported",
    '[x]{when-format="html"}': r"report.qmd, line 1: a condition needs one of the classes",
    '[x]{.content-visible when-fromat="html"}': r'"when-fromat" is not supported. Nearest: when-format',
    '[x]{.content-visible when-profile="a"}': r'line 1: the condition "when-profile" is not supported',
    "::: {#lst-x}\nx\n:::": r'line 1: the label "lst-x" is of a kind that is not supported',
    "::: {#thm-x}\nx\n:::": r'line 1: the label "thm-x" is of a kind that is not supported',
    "[x]{#fig-a}": r'line 1: the label "fig-a" is not on a figure or table that has a caption',
    "::: {#fig-a}\nWords.\n:::": r'line 1: "fig-a" has no caption',
    "| a |\n|---|\n| x |\n\n: Cap {#fig-a}": r'line 5: a table written in Markdown is labelled tbl-name; for "fig-a"',
    "![](../a.png)": r"line 1: the picture ../a.png lies outside the project",
    "{{< include ../x.md >}}": r"line 1: the file ../x.md lies outside the project",
    "{{< embed ../x.ipynb >}}": r"line 1: the file ../x.ipynb lies outside the project",
    "![](https://example.org/a.png)": r"line 1: the picture https://example.org/a.png lies outside the project",
    "![](a.pdf)": r"line 1: the picture a.pdf cannot be shown in html: give a PNG or a JPEG",
    "![Cap](b.png){#fig-a}": r"line 1: the picture b.png does not exist in the report's folder. Nearest: a.png",
    "See [x](#sec-non).\n\n# One {#sec-one}": r"line 1: the link to #sec-non leads nowhere. Nearest: sec-one",
    "# A {#sec-a}\n\n[](#sec-a)": r'line 3: the link to "#sec-a" has no words',
    "Words {{< include x.md >}}.": r"line 1: \{\{< include ... >}} must stand alone on its line",
    "  {{< include x.md >}}": r"line 1: \{\{< include ... >}} must stand alone on its line",
    "```\n{{< include x.md >}}\n```": r"line 2: \{\{< include ... >}} must stand alone on its line, outside",
    "{{< include nb.ipynb >}}": r'line 1: "nb.ipynb" cannot be included: name one .qmd or .md file',
    "{{< embed nb.ipynb echo=true >}}": r'line 1: "nb.ipynb echo=true" cannot be embedded',
    "{{< pagebreak now >}}": r'line 1: "pagebreak" takes nothing',
    "{{< vars a >}}": r'line 1: the shortcode "vars" is not known. .* Nearest: var',
    "A \U00010600 letter.": r"line 1: the letters U\+10600 and U\+10601 cannot be used",
    "[a]: https://a.example\n[a]: https://b.example\n\n[a]": r"line 2: the link address \[a\] is given twice",
    "Words @fig-a.": r"line 1: @fig-a leads nowhere: nothing has this label",
    "Cost \\pounds5.": r"line 1: \\pounds5? is read as LaTeX and printed nowhere",
}


@pytest.mark.parametrize("report", MARKDOWN)
def test_markdown_that_is_not_in_the_subset_is_refused_with_its_line(report: str, tmp_path: Path):
    problems = problems_of(project(tmp_path, report))
    assert any(re.search(MARKDOWN[report], one) for one in problems), problems


NOTEBOOKS = {
    "an option below the code": (
        [code("x = 1\n#| label: fig-a", {"text/plain": "1"})],
        r"nb.ipynb, cell 1, line 2: an option below the first line of code is not read",
    ),
    "an option with a list": (
        [code('#| label: fig-a\n#| fig-cap: ["a", "b"]', {"image/png": PNG})],
        r'nb.ipynb, cell 1, line 2: the cell option "fig-cap" must be one text, in double quotes',
    ),
    "a switch that is a word": (
        [code("#| include: no\nx", {"text/plain": "1"})],
        r'nb.ipynb, cell 1, line 1: the cell option "include" must be true or false',
    ),
    "a figure's label with a table's caption": (
        [code('#| label: fig-a\n#| tbl-cap: "Cap"', {"image/png": PNG})],
        r'cell 1, line 1: "fig-a" must have a caption in the option "fig-cap", and no other caption',
    ),
    "a label on printed words": (
        [code('#| label: fig-a\n#| fig-cap: "Cap"', {"text/plain": "1"})],
        r'cell 1, line 1: "fig-a" must show a picture or a table; its cell shows only printed text',
    ),
    "a caption without a label on Markdown": (
        [code('#| tbl-cap: "Cap"', {"text/markdown": "| a |\n|---|\n| 1 |"})],
        r'cell 1, line 1: "tbl-cap" needs a label, and one output',
    ),
    "a notebook that was never run": (
        [{**code("x = 1"), "execution_count": None}, markdown("Words.")],
        r"nb.ipynb: the notebook holds no results: run all its cells and save it",
    ),
    "a block that an output leaves open": (
        [code("show()", {"text/markdown": "::: {.note}\nWords."})],
        r'nb.ipynb, cell 1: a block opened by ":::" is never closed',
    ),
    "HTML beside Markdown in one output": (
        [code("x", {"text/markdown": "x", "text/html": "<p>x</p>"})],
        r"nb.ipynb, cell 1: an output of the kind HTML, LaTeX or script cannot be printed",
    ),
    "a shortcode in a caption": (
        [code('#| label: fig-a\n#| fig-cap: "In {{< var yaer >}}"', {"image/png": PNG})],
        r"nb.ipynb, cell 1, line 2: \{\{< var yaer >}} is not known in _variables.yml. Nearest: year",
    ),
    "a shortcode in Markdown": (
        [markdown("# A {#sec-a}"), markdown("One.\n\nIn {{< var yaer >}}.")],
        r"nb.ipynb, cell 2, line 3: \{\{< var yaer >}} is not known in _variables.yml. Nearest: year",
    ),
    "a reference in a caption": (
        [code('#| label: fig-a\n#| fig-cap: "As @fig-b"', {"image/png": PNG})],
        r"nb.ipynb, cell 1, line 2: @fig-b leads nowhere: nothing has this label. Nearest: fig-a",
    ),
}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_a_notebook_may_not_hold_is_refused_with_its_cell_and_line(name: str, tmp_path: Path):
    cells, message = NOTEBOOKS[name]
    problems = problems_of(project(tmp_path, "{{< embed nb.ipynb >}}", cells, _variables_yml="year: 2024/25"))
    assert any(re.search(message, one) for one in problems), problems


SETTINGS = {
    "number-section: true": r'_quarto.yml, line 1: the option "number-section" .* Nearest: number-sections',
    "formt:\n  html: default": r'_quarto.yml, line 1: the option "formt" is not known',
    "format:\n  pdf: default": r'_quarto.yml, line 2: the format "pdf" is not supported: only html and docx',
    "format:\n  html:\n    theme: cosmo": r'_quarto.yml, line 3: "theme" can only be none',
    "execute:\n  echo: true": r'_quarto.yml, line 2: "execute: echo" can only be false',
    "project:\n  type: book": r'_quarto.yml, line 2: "project: type" can only be default',
    "crossref:\n  chapters: true": r'_quarto.yml, line 2: the option "crossref: chapters" is not supported',
    "toc: yes": r'_quarto.yml, line 1: "toc" must be true or false',
    "toc-depth: two": r'_quarto.yml, line 1: "toc-depth" must be a whole number',
    "metadata-files: facts.yml": r'_quarto.yml, line 1: "metadata-files" must be a list of file names',
    "metadata-files: [facts.yml]": r"facts.yml: the file does not exist or cannot be read",
    "a: [1": r"_quarto.yml, line 1: the YAML cannot be read",
}


@pytest.mark.parametrize("settings", SETTINGS)
def test_settings_that_cannot_be_followed_are_refused_with_their_line(settings: str, tmp_path: Path):
    problems = problems_of(project(tmp_path, "Words.", _quarto_yml=settings))
    assert any(re.search(SETTINGS[settings], one) for one in problems), problems


def test_all_problems_are_told_at_once(tmp_path: Path):
    report = "A {{< var x >}}, @fig-y.\n\n{{< embed z.ipynb >}}\n\n::: {.aside}\nWords.\n:::"
    problems = problems_of(project(tmp_path, report, _quarto_yml="toc: maybe"))
    assert [re.sub(r":.*", "", one) for one in problems] == [
        "report.qmd, line 3",
        "_quarto.yml, line 1",
        "report.qmd, line 1",
        "report.qmd, line 1",
        "report.qmd, line 5",
    ]


def test_a_problem_in_both_formats_is_told_once(tmp_path: Path):
    assert len(problems_of(project(tmp_path, "See @fig-y."))) == 1


def test_a_value_that_refers_to_itself_is_refused(tmp_path: Path):
    files = {"_variables_yml": 'a: "{{< var b >}}"\nb: "{{< var a >}}"'}
    problems = problems_of(project(tmp_path, "A {{< var a >}}.", **files))
    assert any("{{< var a >}} refers to itself" in one for one in problems)


def test_a_file_that_includes_itself_is_refused(tmp_path: Path):
    problems = problems_of(project(tmp_path, "{{< include a.md >}}", a_md="{{< include a.md >}}"))
    assert problems == ["a.md, line 1: a.md includes itself."]


def test_files_that_only_quarto_would_read_are_refused(tmp_path: Path):
    problems = problems_of(project(tmp_path, "Words.", _metadata_yml="title: x"))
    assert problems == ["_metadata.yml: Quarto would read this file and it is not supported: use _quarto.yml."]


def test_a_problem_in_an_included_file_names_that_file(tmp_path: Path):
    problems = problems_of(project(tmp_path, "One.\n\n{{< include a.md >}}", a_md="Two.\n\nThree {{< var x >}}."))
    assert problems == ["a.md, line 3: {{< var x >}} is not known in _variables.yml."]


def test_a_number_that_no_reader_sees_cannot_be_referred_to(tmp_path: Path):
    report = "# One {#sec-one}\n\n## Two {#sec-two}\n\nSee @sec-one and @sec-two."
    problems = problems_of(project(tmp_path, report, _quarto_yml="number-paragraphs: true"))
    assert problems == [
        "report.qmd, line 5: @sec-two leads to a heading whose number is not printed: refer to a paragraph instead."
    ]


def test_pandoc_is_not_silent_when_it_cannot_write(tmp_path: Path):
    ast = reader.read_project(project(tmp_path, "Words."))
    with pytest.raises(RenderError, match=r"pandoc says: .*no-such\.lua"):
        reader.write(ast, "html", tmp_path / "out.html", ["--lua-filter=no-such.lua"])


def test_a_shared_filter_must_run_where_quarto_runs_it(tmp_path: Path):
    folder = project(tmp_path, "Words.", _quarto_yml="filters: [style/paper.lua]")
    with pytest.raises(
        RenderError, match=r'the filter style/paper.lua must be listed as "path: ..." with "at: post-quarto"'
    ):
        reader.writer_options(folder)


def test_a_file_of_the_style_must_exist(tmp_path: Path):
    folder = project(tmp_path, "Words.", _quarto_yml="format:\n  docx:\n    reference-doc: style/reference.docx")
    with pytest.raises(RenderError, match=r"_quarto.yml, line 3: the file style/reference.docx does not exist"):
        reader.writer_options(folder, to="docx")


def test_a_problem_at_very_many_places_names_the_first_of_them():
    problems = Problems()
    problems.add([Place("report.qmd", line) for line in range(1, 41)], "is wrong.")
    (message,) = problems.messages
    assert message.startswith("report.qmd, line 1; report.qmd, line 2; ")
    assert message.endswith("report.qmd, line 5 and 35 other places: is wrong.")
