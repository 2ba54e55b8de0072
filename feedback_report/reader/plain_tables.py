"""Tables of plain words apart from the document: pandoc takes long over them, and most stay as they were.

They are read and written by calls of their own beside the document's, and kept while a paper is
written, so that a changed sentence costs the reading and writing of the sentences alone.
"""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from feedback_report.reader.fences import code_lines
from feedback_report.reader.pandoc import API_VERSION, run_pandoc
from feedback_report.reader.places import Line
from feedback_report.reader.tree import Node, kinds_in, node, rewrite

_ROW = re.compile(r"\|[^\[\]{}<>`$\\^~@\U00010600\U00010601]*\|\s*")  # no mark that reaches beyond its cell
_DELIMITERS = re.compile(r"\|(\s*:?-+:?\s*\|)+\s*")
_CAPTION = re.compile(r"\s*([Tt]able)?:(?!:)")
_VERBATIM = re.compile(r"<(!--|(pre|script|style|textarea)\b)", re.IGNORECASE)  # may close only after a table
_WORD = re.compile("\U00010600table([0-9]+)\U00010601")
_REMARK = re.compile(f"<!--{_WORD.pattern}-->")
_PLAIN = frozenset(
    {
        *("Str", "Space", "SoftBreak", "Emph", "Strong", "Plain", "ColWidth", "ColWidthDefault"),
        *("AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"),
    }
)
_NEXT = "<!--next table-->"


def lines_without_tables(lines: Sequence[Line]) -> tuple[list[str], tuple[str, ...]]:
    """Take the tables of plain words out of Markdown lines: the texts of as many lines, and of the tables.

    The first line of a table becomes the word that ``tables_put_back`` looks for.
    """
    texts = [line.text for line in lines]
    if any(_VERBATIM.search(text) for text in texts):
        return texts, ()
    rows = [not part and _ROW.fullmatch(text) is not None for text, part in zip(texts, code_lines(lines), strict=True)]
    tables: list[str] = []
    for is_row, group in groupby(range(len(texts)), rows.__getitem__):
        numbers = list(group)
        first, after = numbers[0], numbers[-1] + 1
        if is_row and _stands_alone(texts, first, after):
            tables.append("\n".join(texts[first:after]))
            texts[first:after] = [_word(len(tables) - 1), *[""] * (after - first - 1)]
    return texts, tuple(tables)


def _stands_alone(texts: list[str], first: int, after: int) -> bool:
    """Whether rows are a table without a caption, with empty lines round it."""
    before = next((text for text in reversed(texts[:first]) if text.strip()), "")
    behind = next((text for text in texts[after:] if text.strip()), "")
    return (
        after - first > 1
        and _DELIMITERS.fullmatch(texts[first + 1]) is not None
        and texts[first].count("|") == texts[first + 1].count("|")
        and not any(text.strip() for text in [*texts[first - 1 : first], *texts[after : after + 1]])
        and not (_CAPTION.match(before) or _CAPTION.match(behind))
    )


def tables_read(tables: tuple[str, ...]) -> tuple[Node, ...]:
    """Read tables, each the lines of one; in the order given."""
    return _read(tables) if tables else ()


@lru_cache(maxsize=4)
def _read(tables: tuple[str, ...]) -> tuple[Node, ...]:
    return tuple(json.loads(run_pandoc(["-f", "markdown", "-t", "json"], "\n\n".join(tables)).output)["blocks"])


def tables_put_back(blocks: list[Node], tables: Sequence[Node]) -> list[Node]:
    """Put tables where their words stand."""

    def change(paragraph: Node) -> list[Node] | None:
        content = paragraph["c"]
        match = _WORD.fullmatch(content[0]["c"]) if len(content) == 1 and content[0]["t"] == "Str" else None
        return [tables[int(match[1])]] if match else None

    return rewrite(blocks, frozenset({"Para", "Plain"}), change, again=False) if tables else blocks


def blocks_without_tables(blocks: list[Node]) -> tuple[list[Node], list[Node]]:
    """Take the tables of plain words out of a tree: each becomes a remark, for ``page_with_tables``."""
    tables: list[Node] = []

    def change(table: Node) -> list[Node] | None:
        if not kinds_in(table) <= _PLAIN:
            return None
        tables.append(table)
        return [node("RawBlock", "html", f"<!--{_word(len(tables) - 1)}-->")]

    return rewrite(blocks, frozenset({"Table"}), change, again=False), tables


def tables_written(tables: Sequence[Node]) -> Sequence[str]:
    """Write tables as HTML, in the order given."""
    return _written(json.dumps(tables, ensure_ascii=False)) if tables else ()


@lru_cache(maxsize=4)
def _written(tables: str) -> tuple[str, ...]:
    blocks = [part for table in json.loads(tables) for part in (table, node("RawBlock", "html", _NEXT))]
    tree = json.dumps({"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}, ensure_ascii=False)
    return tuple(run_pandoc(["-f", "json", "-t", "html"], tree).output.split(_NEXT)[:-1])


def page_with_tables(page: str, tables: Sequence[str]) -> str:
    """Put written tables where their remarks stand."""
    return _REMARK.sub(lambda remark: tables[int(remark[1])].strip(), page)


def _word(number: int) -> str:
    return f"\U00010600table{number}\U00010601"
