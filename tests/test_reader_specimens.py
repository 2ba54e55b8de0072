"""The reader is held against what Quarto made of the same small projects (tests/specimens/quarto).

Each case copies a specimen, takes out the constructs that the reader refuses (test_reader_refusals.py
shows that it does refuse them), writes what is left with pandoc and compares it, block by block and
in order, with Quarto's own blocks. Every cut and every change says why.

Compared: kind, level, text, number, label, title, rows, header and footer rows, links, marks, list
kinds, alternative text, media, pixels and SHA-256 of pictures.

Never compared: layout (in, style, align, widths, cm, position), ids of Word's headings longer than 40
letters, the ids that only HTML keeps, roles and languages of code, anchors, and Word's alternative
texts, which Quarto loses: ours must be the page's. Callouts have no form of their own in Word here (the
paper's filter gives it): their titles are compared as text. Titles and contents of the page, custom
properties and fields are the business of the finishing steps.

Specimens that are not compared at all: 16-errors (see test_reader_refusals.py), 15-filter-stages (its
trees are the standard of the adapter's tests), and these documents: 02 sections-unnumbered.qmd (other
words than "Figure" and "Table" are refused), 03 depth.qmd (a depth of numbering; pandoc's job), 08 is
compared without its included settings, 09 unclosed-html.qmd, 10 echo.qmd (the document's echo is
refused), 12 (title blocks: the templates' business; its refusals are tested).
"""

import importlib.util
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from feedback_report import reader
from feedback_report.reader.tree import plain, rewrite, words

SPECIMENS = Path(__file__).parent / "specimens" / "quarto"

_spec = importlib.util.spec_from_file_location("specimen_extract", SPECIMENS / "extract.py")
extract_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(extract_module)

KEYS = (
    *("kind", "id", "level", "text", "number", "label", "title", "type", "rows", "header_rows", "foot_rows", "links"),
    *("marks", "list", "checked", "alt", "media", "px", "sha256", "images"),
)


@dataclass(frozen=True)
class Cut:
    """Text taken out of a source file (or put in its place), and what that does to Quarto's blocks.

    ``old`` is a regular expression over the file's text (over the text of all cells in a notebook);
    ``blocks`` are the beginnings of the texts (or ids) of the blocks that go with it ("=" before a whole text,
    " #2" behind one for its second occurrence);
    ``changed`` maps a piece of a block's text to what stands there after the cut (a piece that
    holds quotation marks is taken as JSON).
    """

    why: str
    file: str
    old: str
    new: str = ""
    blocks: tuple[str, ...] = ()
    changed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    folder: str
    cuts: tuple[Cut, ...] = ()
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)  # cells taken out, by notebook
    gone: tuple[str, ...] = ()  # blocks of Quarto's that go with the cells
    differs: dict[str, dict[str, str]] = field(default_factory=dict)  # format -> a piece of text and ours
    document: str = "report.qmd"
    extracts: str = ""


# --- writing a tree the way Quarto prints it -----------------------------------------------------


def printed(ast: dict[str, Any], to: str) -> dict[str, Any]:
    """Give figures their printed captions and callouts their boxes; only the tests print like this."""

    def change(element: dict[str, Any]) -> list[dict[str, Any]] | None:
        if element["t"] == "Figure":
            return [_figure(element, to)]
        if element["t"] == "Div" and "callout" in element["c"][0][1]:
            return _callout(element, to)
        return None

    return {**ast, "blocks": rewrite(ast["blocks"], frozenset({"Figure", "Div"}), change, again=False)}


def _div(content: list[Any], identifier: str = "", classes: Iterable[str] = (), style: str = "") -> dict[str, Any]:
    return {"t": "Div", "c": [[identifier, list(classes), [["custom-style", style]] if style else []], content]}


def _figure(element: dict[str, Any], to: str) -> dict[str, Any]:
    (label, _, pairs), caption, content = element["c"]
    number = dict(pairs).get("number")
    text = caption[1][0]["c"] if caption[1] else []
    if number:
        kind = "Figure" if label.startswith("fig-") else "Table"
        text = [{"t": "Str", "c": f"{kind}\u00a0{number}:"}, {"t": "Space"}, *text]
    if to == "html":
        raw = [{"t": "RawBlock", "c": ["html", tag]} for tag in ("<figcaption>", "</figcaption>")]
        below = [raw[0], {"t": "Plain", "c": text}, raw[1]]
    else:
        below = [_div([{"t": "Para", "c": text}], style="Image Caption")]
    content = [{"t": "Para", "c": one["c"]} if one["t"] == "Plain" else one for one in content]
    return _div([*below, *content] if label.startswith("tbl-") else [*content, *below], label)


def _callout(element: dict[str, Any], to: str) -> list[dict[str, Any]]:
    (_, classes, _), content = element["c"]
    kind = classes[1].removeprefix("callout-")
    titled = content and content[0]["t"] == "Div" and "callout-title" in content[0]["c"][0][1]
    title = content[0]["c"][1] if titled else [{"t": "Plain", "c": [{"t": "Str", "c": kind.capitalize()}]}]
    body = content[1:] if titled else content
    if to == "docx":
        return [_div([{"t": "Para", "c": words(plain(title))}, *body])]  # Quarto's extract of a title has no marks
    return [
        _div([_div(title, "", ["callout-title-container"]), _div(body, "", ["callout-body-container"])], "", classes)
    ]


# --- comparing -----------------------------------------------------------------------------------


def compared(block: dict[str, Any], to: str) -> dict[str, Any]:
    """Keep of a block what two renderers must have in common."""
    kept = {key: value for key, value in block.items() if key in KEYS}
    if to == "docx":
        kept.pop("alt", None)
        kept["images"] = [{key: one[key] for key in ("sha256", "px")} for one in kept.pop("images", [])]
        if block["kind"] == "callout":
            kept = {"kind": "paragraph", "text": block.get("title") or block["type"].capitalize(), "images": []}
            kept["marks"] = kept["links"] = []
    elif kept.get("alt") == "":
        kept["alt"] = None
    if not kept.get("images"):
        kept.pop("images", None)
    for key in ("marks", "links"):
        kept[key] = sorted(kept.get(key) or [])
    if to == "docx" and re.fullmatch(r"X[0-9a-f]{39}", kept.get("id") or ""):
        kept.pop("id")
    if block["kind"] == "caption":  # they are the beginning of the text
        kept.pop("label", None)
        kept.pop("number", None)
    if block["kind"] == "code":
        kept = {"kind": "code", "text": block["text"]}
    return kept


def wanted(case: Case, to: str) -> tuple[list[dict[str, Any]], set[str]]:
    """Get Quarto's blocks without what the cuts took out, and the pieces that were found."""
    name = f"{case.extracts}.{to}.json" if case.extracts else f"{to}.json"
    blocks = json.loads((SPECIMENS / case.folder / name).read_text(encoding="utf-8"))["blocks"]
    gone = [text for cut in case.cuts for text in cut.blocks] + list(case.gone)
    used = set()
    seen: Counter[str] = Counter()
    result = []
    for block in blocks:
        names = [block.get("text") or "", block.get("title") or "", block.get("id") or "", *_cell_texts(block)]
        found = [text for text in gone if _named(text, names, seen)]
        used.update(found)
        if not found:
            result.append(block)
    text = json.dumps(result, ensure_ascii=False)
    changes = [item for cut in case.cuts for item in cut.changed.items()]
    for old, new in [*changes, *case.differs.get(to, {}).items()]:
        before, after = (one if '"' in old else json.dumps(one, ensure_ascii=False)[1:-1] for one in (old, new))
        after = re.sub(r"\b(Figure|Table|Section|see) (?=\d)", "\\1\u00a0", after)
        text, count = re.subn(re.escape(before).replace(r"\ ", "[ \u00a0]"), lambda _, after=after: after, text)
        if count:
            used.add(old)
    blocks = [block for block in json.loads(text) if block.get("text") != "" or block["kind"] != "paragraph"]
    return blocks, used


def _named(text: str, names: list[str], seen: Counter[str]) -> bool:
    pattern, _, occurrence = text.partition(" #")
    plain_names = [name.replace("\u00a0", " ") for name in names]
    if not any(name == pattern[1:] if pattern[:1] == "=" else name.startswith(pattern) for name in plain_names):
        return False
    seen[text] += 1
    return not occurrence or seen[text] == int(occurrence)


def _cell_texts(block: dict[str, Any]) -> list[str]:
    if block["kind"] == "callout" and not block.get("title"):
        return ["a callout without a title"]
    if block["kind"] == "figure" and not block.get("id"):
        return ["an unlabelled picture"]
    if block["kind"] == "pagebreak":
        return ["a page break"]
    return [f"table {json.dumps(block['rows'][0], ensure_ascii=False)}"] if block["kind"] == "table" else []


def cut_copy(case: Case, folder: Path) -> Path:
    """Copy a specimen and take out of it what the reader refuses."""
    shutil.copytree(SPECIMENS / case.folder, folder, dirs_exist_ok=True)
    for name, cells in case.cells.items():
        notebook = json.loads((folder / name).read_text(encoding="utf-8"))
        assert set(cells) <= {cell["id"] for cell in notebook["cells"]}
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in cells]
        (folder / name).write_text(json.dumps(notebook), encoding="utf-8")
    for cut in case.cuts:
        path = folder / cut.file
        if path.suffix == ".ipynb":
            notebook = json.loads(path.read_text(encoding="utf-8"))
            found = 0
            for cell in notebook["cells"]:
                text, count = re.subn(cut.old, cut.new, "".join(cell["source"]))
                cell["source"] = text
                found += count
            path.write_text(json.dumps(notebook), encoding="utf-8")
        else:
            text, found = re.subn(cut.old, cut.new, path.read_text(encoding="utf-8"))
            path.write_text(text, encoding="utf-8")
        assert found, f"{cut.old} is not in {cut.file}"
    return folder


def made(case: Case, to: str, folder: Path) -> list[dict[str, Any]]:
    """Read and write a cut specimen, and extract its blocks."""
    ast = reader.read_project(cut_copy(case, folder), case.document, to)
    output = folder / f"made.{to}"
    numbered = ["--number-sections"] if "number-sections: true" in (folder / case.document).read_text() else []
    if to == "html":
        numbered.append("--wrap=none")
    reader.write(printed(ast, to), to, output, [*numbered, "--syntax-highlighting=none"])
    return extract_module.extract(output)["blocks"]


PNG_OF_TWO = '"media": "image/png", "px": [60, 30], "sha256": "327094ce4586"'
UUID = "b58fc729-690b-4000-b19f-365a4093b2ff"
MATHS = "a formula needs a script from elsewhere in HTML"
LIST_VALUE = "a value of several paragraphs or a list would run together"
OWN_LABEL = "a heading with a shortcode needs its own label"
LOOSE_HTML = "HTML among Markdown is lost in Word"
NO_CONDITIONS = (
    *("doc.string-true", "doc.string-false", "doc.yes", "doc.no", "doc.string", "doc.empty", "doc.zero", "doc.one"),
    *("doc.null", "doc.list", "doc.list-false", "doc.empty-list", "doc.map", "doc.empty-map", "doc.missing"),
    *("missing", "missing.deep.key", "doc", "doc.list.1", "title", "toc", "number-sections", "execute.echo"),
    "published",
)
EMPTY = "an unknown name prints ?var: or ?meta:"
DEAD = "a reference that leads nowhere prints ?@"

CASES = {
    "a notebook in a report": Case("01-embed-notebook"),
    "references": Case(
        "02-cross-references",
        (
            Cut(
                "words behind a label are dropped",
                "report.qmd",
                r", \[see @fig-a, left part\], \[@fig-a, left part\]",
                changed={
                    "see 1, see 1, Figure 1.": "see 1.",
                    '["see 1", "#fig-a"], ["see 1", "#fig-a"], ["Figure 1", "#fig-a"]': '["see 1", "#fig-a"]',
                },
            ),
            Cut(
                DEAD,
                "report.qmd",
                r", @fig-a-b",
                changed={"Figure 1’s bars, ?@fig-a-b,": "Figure 1’s bars,", '["strong", "?@fig-a-b"], ': ""},
            ),
            Cut(
                "a reference inside a link",
                "report.qmd",
                r"In a link: \[go to @fig-a\]\(https://example.org\)\. ",
                changed={
                    "In a link: go to Figure 1. Hash": "Hash",
                    '["go to Figure 1", "https://example.org"], ': "",
                    '["go to", "https://example.org"], ["Figure 1", "#fig-a"], ': "",
                },
            ),
            Cut(
                MATHS,
                "report.qmd",
                r"Formula:\n\n.*\n\nSee @eq-one.",
                blocks=("Formula:", "\\[ a = b", "a=b+c", "See Equation 1."),
            ),
        ),
    ),
    "references with the default options": Case(
        "02-cross-references",
        (
            Cut(
                "words behind a label are dropped",
                "defaults.qmd",
                r", \[see @fig-a, left part\], \[@fig-a, left part\]",
                changed={
                    "see 1, see 1, Figure 1.": "see 1.",
                    '["see 1", "#fig-a"], ["see 1", "#fig-a"], ["Figure 1", "#fig-a"]': '["see 1", "#fig-a"]',
                },
            ),
            Cut(
                DEAD,
                "defaults.qmd",
                r", @fig-a-b",
                changed={"Figure 1’s bars, ?@fig-a-b,": "Figure 1’s bars,", '["strong", "?@fig-a-b"], ': ""},
            ),
            Cut(
                "a reference inside a link",
                "defaults.qmd",
                r"In a link: \[go to @fig-a\]\(https://example.org\)\. ",
                changed={
                    "In a link: go to Figure 1. Hash": "Hash",
                    '["go to Figure 1", "https://example.org"], ': "",
                    '["go to", "https://example.org"], ["Figure 1", "#fig-a"], ': "",
                },
            ),
            Cut(
                MATHS,
                "defaults.qmd",
                r"Formula:\n\n.*\n\nSee @eq-one.",
                blocks=("Formula:", "\\[ a = b", "a=b+c", "See Equation 1."),
            ),
        ),
        document="defaults.qmd",
        extracts="defaults",
    ),
    "section numbers": Case(
        "03-section-numbers",
        (
            Cut(
                DEAD,
                "report.qmd",
                r", @sec-plain and @sec-none",
                changed={
                    "See Section 7, ?@sec-plain and ?@sec-none.": "See Section 7.",
                    '["strong", "?@sec-plain"], ["strong", "?@sec-none"]': "",
                },
            ),
            Cut(
                "appendices are moved in HTML alone",
                "report.qmd",
                r"(?s)# Appendix \{.*",
                blocks=("Appendix", "Inside the appendix", "After the appendix"),
            ),
        ),
    ),
    "variables": Case(
        "04-variables",
        (
            Cut(
                OWN_LABEL,
                "report.qmd",
                r"name >}} again\n",
                "name >}} again {#again}\n",
                changed={
                    f'"about-{UUID}7b7b3c2076617220636f756e63696c2e6e616d65203e7d7d-again"': '"again"',
                    '"X1d12f8b2f939ac725c8e4b5946740a99ddf5e14"': '"again"',
                },
            ),
            Cut(
                OWN_LABEL,
                "report.qmd",
                r"## In .*",
                "## In {{< meta period.label >}} {#in}",
                changed={
                    f'"in-{UUID}7b7b3c206d65746120706572696f642e6c6162656c203e7d7d"': '"in"',
                    '"Xfb50c5a1108adb1c1351c743a01c9c1afb195eb"': '"in"',
                },
            ),
            Cut(
                OWN_LABEL,
                "sections/vars.ipynb",
                r"## In .*",
                "## In {{< meta period.label >}} {#in-nb}",
                changed={
                    f'"in-{UUID}7b7b3c206d65746120706572696f642e6c6162656c203e7d7d-1"': '"in-nb"',
                    '"X221158925cffebe284512dc54a3154f436746d6"': '"in-nb"',
                },
            ),
            Cut(
                "a variable without a value", "report.qmd", r", \[\{\{< var nothing >}}\]", changed={", [], []": ", []"}
            ),
            Cut(LOOSE_HTML, "report.qmd", r"Html: .*\n", blocks=("Html:",)),
            Cut(
                LIST_VALUE,
                "report.qmd",
                r"(?s)Two paragraphs: .*?Folded:",
                "Folded:",
                blocks=("Two paragraphs", "First para.", "List, ", "one\n- two"),
            ),
            Cut(
                "a list or a map in the place of a value",
                "report.qmd",
                r"A list: .*? Item",
                "Item",
                changed={
                    "A list: ?invalid var type:list. A map: . Item": "Item",
                    ', "marks": [["strong", "?invalid var type:list"]]': "",
                },
            ),
            Cut(
                "a list in the place of a value",
                "report.qmd",
                r" \{\{< meta words.list >}},",
                changed={" ?invalid meta type:words.list,": "", '["strong", "?invalid meta type:words.list"], ': ""},
            ),
            Cut(LIST_VALUE, "report.qmd", r"Meta with two .*\n", blocks=("Meta with two",)),
            Cut(EMPTY, "report.qmd", r"Unknown: .*\n", blocks=("Unknown:",)),
            Cut(MATHS, "report.qmd", r"Math: .*\n\n.*\n", blocks=("Math:", "\\[ y", "y=2025")),
            Cut(
                "no link comes of a shortcode in <...>",
                "report.qmd",
                r", \[the page, quoted\]\(<\{\{< var council.url >}}>\)",
                changed={", the page, quoted": "", ', ["the page, quoted", "https://example.org/complaints"]': ""},
            ),
            Cut("no link comes of a shortcode in <...>", "report.qmd", r"Autolink: .*\n", blocks=("Autolink",)),
        ),
        cells={"sections/vars.ipynb": ("c06",)},
        gone=('table ["{{< var council.name >}}"]',),
    ),
    "content by format": Case(
        "05-content-by-format",
        (
            Cut(
                "html:js, pdf, word and a list with a comma are no formats here",
                "report.qmd",
                r'::: \{.content-visible when-format="(html:js|pdf|html,docx|word)"}\n.*\n:::\n',
                blocks=("div visible when html:js",),
            ),
            Cut("an unknown condition would never hold", "report.qmd", r' unless-meta="no.such"'),
            Cut(
                DEAD + " (in the other format)",
                "report.qmd",
                r", @fig-html, @fig-docx",
                changed={
                    ", Figure 1, ?@fig-docx": "",
                    ", ?@fig-html, Figure 1": "",
                    '["Figure 1", "#fig-html"], ': "",
                    ', ["Figure 1", "#fig-docx"]': "",
                    '["strong", "?@fig-docx"]': "",
                    '["strong", "?@fig-html"]': "",
                },
            ),
        ),
        cells={"sections/cond.ipynb": ("c04",)},
    ),
    "content by metadata": Case(
        "06-content-by-metadata",
        (
            *(
                Cut(
                    "a condition that is neither true nor false, or is not there, would never hold",
                    "report.qmd",
                    rf"`{re.escape(key)}`:.*\n\n:::.*\n.*\n:::\n\n:::.*\n.*\n:::\n",
                    blocks=(f"{key}: ", f"=div unless {key}"),
                )
                for key in NO_CONDITIONS
            ),
            Cut(
                "the same in a notebook",
                "sections/meta.ipynb",
                r"`doc.missing`:.*\n\n:::.*\n.*\n:::\n\n:::.*\n.*\n:::\n",
            ),
            Cut("an option that nothing reads", "_quarto.yml", r"clash-files-doc-rev: true\n"),
            Cut(
                "lists and negations are no names",
                "report.qmd",
                r" \[list with comma\].*? \[negated\].*? \[spaces\].*?\}",
                changed={" [spaces]{.content-visible when-meta=” doc.true “}": ""},
            ),
            Cut(
                "both classes at once",
                "report.qmd",
                r"::: \{.content-visible when-meta=\"doc.true\" .content-hidden}\n.*\n:::\n",
                blocks=("both classes, when true",),
            ),
            Cut(
                DEAD,
                "report.qmd",
                r" and @fig-hidden",
                changed={" and ?@fig-hidden": "", '["strong", "?@fig-hidden"]': ""},
            ),
        ),
    ),
    "callouts": Case(
        "07-callouts",
        (
            Cut("a callout that is closed at first", "report.qmd", r' collapse="(true|false)"'),
            Cut("a callout without its icon", "report.qmd", r" icon=false"),
            Cut(
                "another form of callout",
                "report.qmd",
                r"(?s)::: \{.callout-note appearance=\"simple\"}.*?:::\n",
                blocks=("Simple",),
            ),
            Cut(
                "another form of callout",
                "report.qmd",
                r"(?s)::: \{.callout-note appearance=\"minimal\"}.*?:::\n",
                blocks=("Minimal words.", "a callout without a title"),
            ),
            Cut(
                "numbered callouts",
                "report.qmd",
                r"(?s)::: \{#nte-own.*?:::\n",
                blocks=("Note 1:", "Numbered callout."),
            ),
            Cut(
                "numbered callouts",
                "report.qmd",
                r", @nte-own",
                changed={", Note 1.": ".", ', ["Note 1", "#nte-own"]': ""},
            ),
            Cut("no kind of callout", "report.qmd", r"(?s)::: \{.callout-other}.*?:::\n", blocks=("Not a kind",)),
            Cut("alerts of another Markdown", "report.qmd", r"> \[!NOTE\]\n.*\n", blocks=("[!NOTE]",)),
        ),
    ),
    "include and page break": Case(
        "08-include-and-pagebreak",
        (
            Cut("settings in an included file take over the report's", "_part.md", r"(?s)---.*?---\n\n"),
            Cut(
                "settings in an included file take over the report's",
                "_part.md",
                r", \{\{< meta part-key >}}",
                changed={"with value, true and": "with value and"},
            ),
            Cut(
                "a file with a note and a label is included twice",
                "report.qmd",
                r"(words after.\n\n)\{\{< include _part.md >}}",
                r"\1",
                blocks=("=Part #2", "Included words #2", "=included inline words #3", "Note of the part. #2"),
                changed={"Section 1.3": "Section 1.1"},
            ),
            Cut(
                "include in a sentence or a list is lost",
                "report.qmd",
                r"Words before \{\{< include .*\n\n- .*\n",
                blocks=("Words before {{< include", "Words before words after. #1", "{{< include _inline.md"),
            ),
            Cut(
                "include in a notebook is lost",
                "sections/p.ipynb",
                r"\{\{< include .*\n",
                blocks=("{{< include _part2",),
            ),
            Cut(
                "a page break in a sentence is no valid paragraph in Word",
                "report.qmd",
                r"Words before \{\{< pagebreak.*\n",
                blocks=("=Words before", "Words before words after. #2", "=words after.", "a page break #2"),
            ),
            Cut(
                "a page break in a heading is no valid paragraph in Word",
                "report.qmd",
                r"# End .*",
                "# End",
                changed={
                    '"X2f001a3abbb25d6e878dd47dbcd445f2a5d01e0"': '"end"',
                    f'"end-{UUID}7b7b3c2070616765627265616b203e7d7d"': '"end"',
                },
            ),
        ),
    ),
    "text": Case(
        "09-text",
        (
            Cut(LOOSE_HTML, "report.qmd", r" & <b>html</b>"),
            Cut(
                "a backslash is read as LaTeX and its word lost",
                "report.qmd",
                r" back\\slash; C:\\path;",
                changed={" back; C:;": ""},
            ),
            Cut("citations", "report.qmd", r"; @home", changed={"; @home;": ";"}),
            Cut(LOOSE_HTML, "report.qmd", r"Html looking: .*\n", blocks=("Html looking",)),
            Cut(MATHS, "report.qmd", r"Emoji: .*\n", blocks=("Emoji: ", "=c", "=and (d).")),
            Cut(
                LOOSE_HTML,
                "sections/t.ipynb",
                r", <b>html</b>",
                changed={", html, 10": ", 10", '["strong", "html"], ': ""},
            ),
            Cut(
                "a link that leads nowhere",
                "report.qmd",
                r", \[empty\]\(\), \[to qmd\]\(other.qmd\)",
                changed={", empty, to qmd": "", '["empty", ""], ["to qmd", "other.qmd"], ': ""},
            ),
            Cut(
                "a note that is written nowhere",
                "report.qmd",
                r", an unknown one\[\^none\]",
                changed={", an unknown one[^none]": ""},
            ),
            Cut("a note that is never used", "report.qmd", r"\[\^unused\]: .*\n"),
        ),
    ),
    "cells and their outputs": Case(
        "10-cell-outputs",
        (
            Cut(DEAD, "sections/outputs.ipynb", r"See @fig-multi.*", blocks=("See Figure 1, Table 1",)),
            Cut("sizes in the options of a cell", "sections/outputs.ipynb", r"#\| out-width: 50%\n"),
        ),
        cells={
            "sections/cells.ipynb": ("c13", "c16", "c19", "c23", "c25", "c26", "c27"),
            "sections/outputs.ipynb": ("c02", "c04", "c06", "c07", "c08", "c09", "c10", "c13", "c17", "c19", "c20"),
        },
        gone=(
            *("'tag remove-output'", "A markdown cell with the tag", "ZeroDivisionError", "Cell with a class."),
            *("A raw cell", "=words", "fig-multi", "tbl-multi", "=Source: words.", "tbl-frame"),
            *('table ["", "Site"', "from html", "from markdown", "only html", "Unable to display", "\\(x^2", "=x2"),
            *("fig-svg", "fig-nocap", "tbl-widths", 'table ["a", "b"] #6'),
        ),
        differs={
            # the labels before them are gone
            "html": {
                "Table 2: Table and": "Table 1: Table and",
                "Figure 2: SVG and": "Figure 1: SVG and",
                "Figure 5: With": "Figure 2: With",
                "Figure 6: Att": "Figure 3: Att",
            },
            # Word is given the PNG, because it shows an SVG only where a PNG stands beside it
            "docx": {
                "Table 2: Table and": "Table 1: Table and",
                "Figure 2: SVG and": "Figure 1: SVG and",
                "Figure 5: With": "Figure 2: With",
                "Figure 6: Att": "Figure 3: Att",
                '"media": "image/svg+xml", "sha256": "969abd249e10"': PNG_OF_TWO,
            },
        },
    ),
    "figures": Case(
        "11-figures",
        (
            Cut(
                "a figure without a caption",
                "report.qmd",
                r"!\[\]\(a.png\)\{#fig-nocaption",
                "![Given](a.png){#fig-nocaption",
                changed={'"text": "Figure 2", "in"': '"text": "Figure 2: Given", "in"'},
            ),
            Cut(
                "a figure without a caption",
                "report.qmd",
                r"(::: \{#fig-notcaption}\n.*\n)",
                "\\1\nGiven.\n",
                changed={'"text": "Figure 9", "in"': '"text": "Figure 9: Given.", "in"'},
            ),
            Cut("the place of a picture on the page", "report.qmd", r' fig-align="left"'),
            Cut(
                "a picture with a caption inside a block with a caption",
                "report.qmd",
                r"\[Alt of the picture in a div\]",
                "[]",
                blocks=("Alt of the picture in a div",),
            ),
            Cut("an alternative text that Quarto passes over", "report.qmd", r' fig-alt="Alt on the div"'),
            Cut(
                "figures of several parts",
                "report.qmd",
                r"(?s)::: \{#fig-sub .*?Both\.\n:::\n",
                blocks=("fig-sub", "(a) Left", "(b) Right"),
            ),
            Cut(
                "pictures side by side",
                "report.qmd",
                r"(?s)::: \{layout-ncol=2}.*?:::\n",
                blocks=("Loose left", "Loose right", "an unlabelled picture #6", "an unlabelled picture #7"),
            ),
            Cut(
                "a picture in a link",
                "report.qmd",
                r"\[!\[linked.*\n",
                blocks=("linked picture", "an unlabelled picture #8"),
            ),
            Cut("a picture that is missing", "report.qmd", r"!\[Missing file.*\n", blocks=("fig-missing",)),
            Cut(
                "a picture that is missing",
                "sections/figs.ipynb",
                r"!\[Picture beside the notebook.*\n",
                blocks=("fig-nbpic",),
            ),
            Cut("references to what was cut", "report.qmd", r"See @fig-one, .*", blocks=("See Figure 1",)),
        ),
        cells={"sections/figs.ipynb": ("c02", "c03", "c04")},
        gone=("fig-nbsub", "fig-nbtwo", "an unlabelled picture #9", "an unlabelled picture #10"),
        differs={to: {"Figure 15: A": "Figure 11: A", "Figure 17: P": "Figure 12: P"} for to in ("html", "docx")},
    ),
    "tables": Case(
        "13-tables",
        (
            Cut("a row that is too long loses its last cell", "report.qmd", r"\| three \| four \|", "| three |"),
            Cut(LOOSE_HTML, "report.qmd", r"a<br>b", "ab", changed={'"a\\nb"': '"ab"'}),
            Cut("widths of columns", "report.qmd", r' tbl-colwidths="\[25,75\]"'),
            Cut(
                LOOSE_HTML + "; a table in it falls apart",
                "report.qmd",
                r"(?s)<table>.*</table>\n```\n",
                blocks=(
                    "Html caption",
                    "Fenced html caption",
                    'table ["A", "B and C"',
                    "=A",
                    "=B and C",
                    "=tall",
                    "=1",
                    "=2",
                    "=3",
                    "=4",
                ),
            ),
            Cut(
                "tables written as lists",
                "report.qmd",
                r"(?s)# List table.*?:::.*?:::\n",
                blocks=("List table", 'table ["a", "b"] #6'),
            ),
            Cut("references to what was cut", "sections/tabs.ipynb", r"See @tbl-cell.*", blocks=("See Table 7",)),
        ),
        # two tables in one cell, and a table with two captions
        cells={"sections/tabs.ipynb": ("c03", "c05")},
        gone=("tbl-subs", "tbl-own", "=Caption of the table"),
        differs={to: {"Table 9: Caption": "Table 8: Caption"} for to in ("html", "docx")},
    ),
    "raw content": Case(
        "14-raw",
        tuple(
            cut
            for file in ("report.qmd", "sections/raw.ipynb")
            for cut in (
                Cut("a format that is not made", file, r"```\{=latex}\n.*\n```\n"),
                Cut("Markdown in a raw block", file, r"```\{=markdown}\n.*\n```\n"),
                Cut(
                    "a format that is not made",
                    file,
                    r", `latex`\{=latex}",
                    changed={
                        "Inline html, , end.": "Inline html, end.",
                        "Inline , openxml, end.": "Inline , openxml end.",
                    },
                ),
                Cut(LOOSE_HTML, file, r"Loose <b>.*\n", blocks=("Loose bold",)),
                Cut(LOOSE_HTML, file, r"<p style.*\n", blocks=("A paragraph of html.",)),
                Cut(
                    LOOSE_HTML,
                    file,
                    r"(?s)<details>.*</ul>",
                    blocks=(
                        "Summary",
                        "Details here.",
                        'table ["raw table"',
                        "raw table",
                        "=1",
                        "an unlabelled picture",
                        "Raw heading",
                        "raw item",
                    ),
                ),
            )
        ),
        cells={"sections/raw.ipynb": ("c02",)},
        gone=("html output of a cell", "plain output of a cell"),
    ),
}


@pytest.mark.parametrize("to", ["html", "docx"])
@pytest.mark.parametrize("name", CASES)
def test_the_reader_prints_what_quarto_printed(name: str, to: str, tmp_path: Path):
    case = CASES[name]
    theirs = [compared(block, to) for block in wanted(case, to)[0]]
    ours = [compared(block, to) for block in made(case, to, tmp_path)]
    for their, our in zip(theirs, ours, strict=False):
        assert {**our, "marks": "", "links": ""} == {**their, "marks": "", "links": ""}
        assert our == their
    assert ours == theirs


@pytest.mark.parametrize("name", CASES)
def test_every_cut_of_a_specimen_takes_something_out(name: str):
    case = CASES[name]
    found = wanted(case, "html")[1] | wanted(case, "docx")[1]
    pieces = [text for cut in case.cuts for text in [*cut.blocks, *cut.changed]] + list(case.gone)
    pieces += [text for pairs in case.differs.values() for text in pairs]
    assert set(pieces) == found


@pytest.mark.parametrize("name", ["a notebook in a report", "figures", "cells and their outputs"])
def test_word_has_the_alternative_texts_of_the_page(name: str, tmp_path: Path):
    def texts(to: str) -> list[str]:
        figures = [block for block in made(CASES[name], to, tmp_path / to) if block["kind"] == "figure"]
        return [figure["alt"] or "" for figure in figures]

    assert texts("docx") == texts("html")
    assert any(texts("docx"))
