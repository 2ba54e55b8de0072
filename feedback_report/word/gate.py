"""The Word gate: whether a file can go to democratic services, and whether a screen reader can follow it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from feedback_report.errors import RenderError
from feedback_report.word import gate_blocks, gate_markup, gate_meaning
from feedback_report.word.package import DOCUMENT, WordPackage
from feedback_report.word.paper import Paper, Problem
from feedback_report.word.styles import STYLES, Styles

RULES: list[Callable[[Paper], Iterator[Problem]]] = [
    *gate_meaning.RULES,
    *gate_blocks.RULES,
    *gate_markup.RULES,
]


def check_word(path: Path, language: str = "en-GB") -> list[Problem]:
    """Find everything that is wrong with a finished Word file; an empty list means it may go.

    The rules stand in gate_meaning (headings, alt text, title and language), gate_blocks (tables,
    captions, empty paragraphs, page numbers) and gate_markup (what Word itself demands of the file).
    """
    try:
        package = WordPackage.read(path)
    except RenderError as error:
        return [Problem("not-a-word-file", path.name, str(error))]
    broken = [name for name in sorted(package.parts) if name.endswith((".xml", ".rels")) and not _parses(package, name)]
    if broken:
        return [
            Problem("broken-xml", name, "is not well-formed XML; Word refuses to open the file.") for name in broken
        ]
    for needed in (DOCUMENT, STYLES):
        if needed not in package:
            return [Problem("not-a-word-file", path.name, f"holds no {needed}.")]
    paper = Paper(package, Styles(package), language)
    return [problem for rule in RULES for problem in rule(paper)]


def _parses(package: WordPackage, name: str) -> bool:
    try:
        package.tree(name)
    except etree.XMLSyntaxError:
        return False
    return True
