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
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from feedback_report import reader

SPECIMENS = Path(__file__).parent / "specimens" / "quarto"

_spec = importlib.util.spec_from_file_location("specimen_extract", SPECIMENS / "extract.py")
extract_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(extract_module)

KEYS = (
    *("kind", "id", "level", "text", "number", "label", "title", "type", "rows", "header_rows", "foot_rows", "links"),
    *("marks", "list", "checked", "alt", "media", "px", "sha256", "images"),
)
CALLOUT_TITLES = ("Note", "Warning", "Tip", "Important", "Caution")


@dataclass(frozen=True)
class Cut:
    """Text taken out of a source file (or put in its place), and what that does to Quarto's blocks.

    ``old`` is a regular expression over the file's text (over the text of all cells in a notebook);
    ``blocks`` are the beginnings of the texts (or ids) of the blocks that go with it;
    ``changed`` maps a piece of a block's text to what stands there after the cut.
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

    from feedback_report.reader.tree import rewrite

    return {**ast, "blocks": rewrite(ast["blocks"], change, again=False)}


def _div(content: list[Any], identifier: str = "", classes: Iterable[str] = (), style: str = "") -> dict[str, Any]:
    return {"t": "Div", "c": [[identifier, list(classes), [["custom-style", style]] if style else []], content]}


def _figure(element: dict[str, Any], to: str) -> dict[str, Any]:
    (label, _, pairs), caption, content = element["c"]
    number = dict(pairs).get("number")
    words = caption[1][0]["c"] if caption[1] else []
    if number:
        kind = "Figure" if label.startswith("fig-") else "Table"
        words = [{"t": "Str", "c": f"{kind}\u00a0{number}:"}, {"t": "Space"}, *words]
    if to == "html":
        raw = [{"t": "RawBlock", "c": ["html", tag]} for tag in ("<figcaption>", "</figcaption>")]
        below = [raw[0], {"t": "Plain", "c": words}, raw[1]]
    else:
        below = [_div([{"t": "Para", "c": words}], style="Image Caption")]
    content = [{"t": "Para", "c": one["c"]} if one["t"] == "Plain" else one for one in content]
    return _div([*below, *content] if label.startswith("tbl-") else [*content, *below], label)


def _callout(element: dict[str, Any], to: str) -> list[dict[str, Any]]:
    (_, classes, _), content = element["c"]
    kind = classes[1].removeprefix("callout-")
    titled = content and content[0]["t"] == "Div" and "callout-title" in content[0]["c"][0][1]
    title = content[0]["c"][1] if titled else [{"t": "Plain", "c": [{"t": "Str", "c": kind.capitalize()}]}]
    body = content[1:] if titled else content
    if to == "docx":
        return [{"t": "Para", "c": title[0]["c"]}, *body]
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
    if block["kind"] == "code":
        kept = {"kind": "code", "text": block["text"]}
    return kept


def wanted(case: Case, to: str) -> list[dict[str, Any]]:
    """Get Quarto's blocks without what the cuts took out."""
    name = f"{case.extracts}.{to}.json" if case.extracts else f"{to}.json"
    blocks = json.loads((SPECIMENS / case.folder / name).read_text(encoding="utf-8"))["blocks"]
    gone = [text for cut in case.cuts for text in cut.blocks] + list(case.gone)
    used = set()
    result = []
    for block in blocks:
        names = [block.get("text") or "", block.get("title") or "", block.get("id") or "", *_cell_texts(block)]
        found = [text for text in gone if any(name == text or name.startswith(text) for name in names)]
        used.update(found)
        if not found:
            result.append(block)
    text = json.dumps(result, ensure_ascii=False)
    changes = [item for cut in case.cuts for item in cut.changed.items()]
    for old, new in [*changes, *case.differs.get(to, {}).items()]:
        written = json.dumps(old, ensure_ascii=False)[1:-1]
        if written in text:
            used.add(old)
        text = text.replace(written, json.dumps(new, ensure_ascii=False)[1:-1])
    unused = [text for text in [*gone, *(old for old, _ in changes)] if text not in used]
    assert to == "docx" or not unused, f"these cuts cut nothing: {unused}"
    return [block for block in json.loads(text) if block.get("text") != "" or block["kind"] != "paragraph"]


def _cell_texts(block: dict[str, Any]) -> list[str]:
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


CASES = {
    "a notebook in a report": Case("01-embed-notebook"),
}


@pytest.mark.parametrize("to", ["html", "docx"])
@pytest.mark.parametrize("name", CASES)
def test_the_reader_prints_what_quarto_printed(name: str, to: str, tmp_path: Path):
    case = CASES[name]
    theirs = [compared(block, to) for block in wanted(case, to)]
    ours = [compared(block, to) for block in made(case, to, tmp_path)]
    for their, our in zip(theirs, ours, strict=False):
        assert our == their
    assert ours == theirs
