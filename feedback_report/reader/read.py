"""Reading a project: its source assembled, parsed once, and resolved for each format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from feedback_report.reader.callouts import make_callouts
from feedback_report.reader.conditions import resolve_conditions
from feedback_report.reader.floats import make_floats, number_floats
from feedback_report.reader.images import place_images
from feedback_report.reader.metadata import ast_metadata, metadata_texts, printable
from feedback_report.reader.options import check_options, metadata, pandoc_arguments
from feedback_report.reader.outputs import place_outputs
from feedback_report.reader.pandoc import API_VERSION, Ast
from feedback_report.reader.parse import parse
from feedback_report.reader.places import Problems
from feedback_report.reader.project import project_settings, variables
from feedback_report.reader.raw import mark_written_html, resolve_raw
from feedback_report.reader.references import Labels, resolve_references, section_numbers
from feedback_report.reader.refusals import check_links, refuse_unsupported
from feedback_report.reader.source import Source, read_front_matter, read_source
from feedback_report.reader.tree import Node, every
from feedback_report.reader.values import Snippets, Values
from feedback_report.reader.yaml_files import KeyPath, Settings, merge

_BLOCK_TEXT = re.compile(r"""\b(?:title|fig-cap|tbl-cap)="((?:\\.|[^"\\])*)\"""")
_READS = re.compile(r"""(?:when|unless)-meta=["']?([^"'.\s}]+)""")


def read_project(folder: Path, document: str = "report.qmd", to: str = "html") -> Ast:
    """Read a project as pandoc's tree for one format, html or docx; see ``read_formats``."""
    return read_formats(folder, document, [to])[to]


def read_formats(
    folder: Path, document: str = "report.qmd", formats: Sequence[str] = ("html", "docx")
) -> dict[str, Ast]:
    """Read a project as pandoc's trees, one per format; its source is parsed only once.

    ``folder`` holds _quarto.yml and the document. Pictures are in the trees as data, so that
    nothing else is needed to write them. Raises RenderError with every problem found: what is not
    in the subset, what Quarto would print wrongly, each with file, cell and line.
    """
    problems = Problems()
    source = read_source(folder, document, problems)
    settings = project_settings(folder, source.settings, problems)
    named = variables(folder, problems)
    snippets = Snippets(source.texts)
    readings = {}
    for to in formats:
        shown = Settings(printable(metadata(settings[to])), settings[to].places)
        texts = metadata_texts(shown, source.tokens, snippets, problems)
        values = Values({"var": named, "meta": shown}, source.tokens, snippets)
        readings[to] = _Reading(to, settings[to], _conditions(settings, to), shown, texts, source, snippets, values)
    _hand_over_texts(source, snippets)
    for token in source.tokens:  # a value may hold tokens in its turn, which come at the end of the list
        for reading in readings.values():
            reading.values.look_up(token, problems)
    for to in formats:
        check_options(settings[to], _keys_read(source), problems)
    blocks, snippets.inlines = parse(mark_written_html(source.lines), list(snippets.numbers), problems)
    trees = {to: reading.tree(blocks, (folder / document).parent, problems) for to, reading in readings.items()}
    problems.check()
    return trees


def writer_options(folder: Path, document: str = "report.qmd", to: str = "html") -> list[str]:
    """Get the arguments of pandoc that follow from the options of a document in one format."""
    problems = Problems()
    settings = project_settings(folder, read_front_matter(folder, document, problems), problems)[to]
    arguments = pandoc_arguments(settings, folder, to, problems)
    problems.check()
    return arguments


@dataclass(frozen=True)
class _Reading:
    """A document on its way to the tree of one format."""

    to: str
    settings: Settings
    conditions: dict[str, Any]
    metadata: Settings
    texts: dict[KeyPath, str]
    source: Source
    snippets: Snippets
    values: Values

    def tree(self, blocks: list[Node], beside: Path, problems: Problems) -> Ast:
        """Resolve the parsed blocks; every step takes the whole tree and gives a new one."""
        to, source, snippets = self.to, self.source, self.snippets
        blocks = resolve_conditions(blocks, to, self.conditions, source, problems)
        blocks = place_outputs(blocks, to, source.tokens, snippets, problems)
        blocks = make_floats(blocks, source, snippets, problems)
        blocks = make_callouts(blocks, source, snippets, problems)
        blocks = self.values.put_in(blocks, problems)
        blocks = resolve_conditions(blocks, to, self.conditions, source, problems)  # those in captions and values
        blocks = resolve_raw(blocks, to, source, problems)
        blocks = place_images(blocks, to, beside, source, problems)
        blocks, numbers = number_floats(blocks)
        printed = {*numbers, *_printed_sections(blocks, self.settings.values)}
        labels = Labels(to, {**section_numbers(blocks), **numbers}, printed)
        blocks = resolve_references(blocks, labels, source, problems)
        refuse_unsupported(blocks, source, problems)
        check_links(blocks, source, problems)
        meta = ast_metadata(self.metadata.values, self.texts, snippets, self.values, problems)
        return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks}


def _conditions(settings: dict[str, Settings], to: str) -> dict[str, Any]:
    """Get what conditions can ask for in a format; what holds for another format alone is false here."""

    def denied(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: denied(item) for key, item in value.items()}
        return False if isinstance(value, bool) else value

    others = [Settings(denied(metadata(other))) for name, other in settings.items() if name != to]
    return reduce(merge, [*others, Settings(metadata(settings[to]))]).values


def _hand_over_texts(source: Source, snippets: Snippets) -> None:
    """Find the captions of cells, and the titles and captions written as attributes of ::: blocks."""
    for token in source.tokens:
        if token.kind == "output" and token.content.caption.text is not None:
            snippets.add(token.content.caption.text, token.content.caption.place or token.place)
    for line in source.lines:
        if line.text.lstrip().startswith(":::"):
            for text in _BLOCK_TEXT.findall(line.text):
                snippets.add(re.sub(r"\\(.)", r"\1", text), line.place)


def _keys_read(source: Source) -> set[str]:
    """Get the settings that the text reads, by the first part of their name."""
    asked = {token.text.split(".")[0] for token in source.tokens if token.kind == "meta"}
    return asked | {key for line in source.lines for key in _READS.findall(line.text)}


def _printed_sections(blocks: list[Node], options: dict[str, Any]) -> set[str]:
    """Get the headings whose number is printed: all, or the highest where paragraphs are numbered."""
    depth = options.get("number-depth", 6) if options.get("number-sections") else 0
    depth = 1 if options.get("number-paragraphs") else depth
    return {one["c"][1][0] for one in every(blocks, "Header") if one["c"][0] <= depth}
