"""Parsing Markdown with pandoc, and telling where in the source what it warns of stands."""

import json
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from feedback_report.errors import RenderError
from feedback_report.reader.pandoc import run_pandoc
from feedback_report.reader.places import Line, Problems
from feedback_report.reader.plain_tables import lines_without_tables, tables_put_back, tables_read

_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_SNIPPETS = "reader-snippets"

_PATTERNS = (
    (r"Div at .*?line (\d+).*? unclosed", 'a block opened by ":::" is never closed: add a line ":::" at its end.'),
    (
        r"Note with key '(?P<key>.*)' defined at .*?line (\d+)",
        "the note [^{key}] is never used: refer to it or delete it.",
    ),
    (
        r"Duplicate note reference '(?P<key>.*)' at .*?line (\d+)",
        "the note [^{key}] is written twice: rename one of the two.",
    ),
    (r"Duplicate link reference '(?P<key>.*)' at .*?line (\d+)", "the link address {key} is given twice: rename one."),
    (r"Duplicate identifier", None),  # duplicates are looked for in the finished tree, where only what is shown counts
    (r"(?P<words>.*?)(?: at line (\d+).*)?$", "pandoc warns: {words}."),
)


def parse(lines: Sequence[Line], snippets: Sequence[str], problems: Problems) -> tuple[list[Any], list[Any]]:
    """Parse Markdown lines and, in the same call, texts that each stand alone.

    ``snippets`` (values, captions, titles) are handed over as metadata, where pandoc reads
    nothing but words and their marks: a list or a heading stays as it was typed. Returns the
    document's blocks and one list of inlines per snippet. What pandoc warns of becomes a problem.
    """
    listed = json.dumps({_SNIPPETS: {str(number): text for number, text in enumerate(snippets)}}, ensure_ascii=False)
    listed = _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", listed)
    head = ["---", listed, "---", ""]
    texts, tables = lines_without_tables(lines)
    with ThreadPoolExecutor(1) as pool:
        read_tables = pool.submit(tables_read, tables)
        result = run_pandoc(["-f", "markdown", "-t", "json"], "\n".join([*head, *texts, ""]))
    if result.code:
        raise RenderError(f"pandoc could not read the document: {result.said.strip()}")
    _warnings(result.said, lines, len(head), problems)
    ast = json.loads(result.output)
    read = ast["meta"].pop(_SNIPPETS)["c"]
    inlines = [read[str(number)] for number in range(len(snippets))]
    if (ast["meta"] or any(one["t"] != "MetaInlines" for one in inlines)) and not problems.messages:
        problems.add(None, "pandoc found settings or blocks where only words can stand: look for YAML in the text.")
    blocks = tables_put_back(ast["blocks"], read_tables.result())
    return blocks, [one["c"] if one["t"] == "MetaInlines" else [] for one in inlines]


def _warnings(text: str, lines: Sequence[Line], head: int, problems: Problems) -> None:
    for line in text.splitlines():
        words = line.removeprefix("[WARNING] ")
        pattern, message = next((one for one in _PATTERNS if re.match(one[0], words)), _PATTERNS[-1])
        match = re.match(pattern, words)
        if message is None or match is None:
            continue
        numbers = [int(group) - head - 1 for group in match.groups() if group and group.isdigit()]
        places = [lines[number].place for number in numbers[-1:] if 0 <= number < len(lines)]
        if "key" in match.groupdict() and "note" in words:
            key = re.escape(match["key"])
            places = [one.place for one in lines if re.match(rf"\s*\[\^{key}\]:", one.text)] or places
        problems.add(places, message.format(**match.groupdict()))
