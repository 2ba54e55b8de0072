"""Small papers in the form that style/paper.lua reads, written as Markdown.

Markdown has no notation for a figure with a label, a number and a caption, so a Div stands for it:

    ::: {#fig-visits .figure number=3 caption="Visits by site"}
    ![Site A had 12 visits, site B 7.](visits.png)
    :::
"""

import json
import subprocess
import zlib
from pathlib import Path
from struct import pack
from typing import Any

import pypandoc

REPOSITORY = Path(__file__).resolve().parent.parent
FILTER = REPOSITORY / "style" / "paper.lua"
REFERENCE = REPOSITORY / "style" / "reference.docx"


def pandoc(*arguments: str, text: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [pypandoc.get_pandoc_path(), *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        check=False,
    )


def syntax_tree(markdown: str) -> dict[str, Any]:
    """Read Markdown into a pandoc syntax tree, Divs of class ``figure`` becoming figures."""
    done = pandoc("-f", "markdown-implicit_figures", "-t", "json", text=markdown)
    assert done.returncode == 0, done.stderr
    return _with_figures(json.loads(done.stdout))


def _with_figures(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_figures(child) for child in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Div" and "figure" in node["c"][0][1]:
        (label, _, attributes), blocks = node["c"]
        pairs = dict(attributes)
        caption = pairs.pop("caption", "")
        words = syntax_tree(caption)["blocks"][0]["c"] if caption else []
        blocks = [{"t": "Plain", "c": block["c"]} if block["t"] == "Para" else block for block in blocks]
        long = [{"t": "Plain", "c": words}] if caption else []
        return {"t": "Figure", "c": [[label, [], list(pairs.items())], [None, long], blocks]}
    return {key: _with_figures(child) for key, child in node.items()}


def filtered(markdown: str, to: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Put a paper through the filter and write it as ``to`` (html, json after the docx filter, ...)."""
    return pandoc(
        "-f", "json", "-t", to, "--lua-filter", str(FILTER), *arguments, text=json.dumps(syntax_tree(markdown))
    )


def write_docx(markdown: str, path: Path, *arguments: str) -> Path:
    """Write a paper as pandoc leaves it, before it is finished. Pictures are looked for beside ``path``."""
    done = pandoc(
        *("-f", "json", "-t", "docx", "-o", str(path), "--lua-filter", str(FILTER)),
        *("--reference-doc", str(REFERENCE), *arguments),
        text=json.dumps(syntax_tree(markdown)),
        folder=path.parent,
    )
    assert done.returncode == 0, done.stderr
    return path


def write_png(path: Path, width: int = 60, height: int = 30) -> Path:
    """Write a grey picture of the given size in pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + b"\x99" * width for _ in range(height))
    header = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )
    return path
