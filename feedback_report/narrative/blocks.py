"""The blocks of a Markdown text: paragraphs, headings, lists and tables, each with the conditions round it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_FENCE = re.compile(r"\s*:{3,}\s*(?P<attributes>[^:\s].*)?$")
_CODE = re.compile(r"\s*(?P<marks>`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}\s")
_UNDERLINE = re.compile(r"(?:=+|-+)\s*$")
_LIST_ITEM = re.compile(r"\s{0,3}(?:[-*+]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]+)[.)])\s+\S")
_TABLE_LINE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_CONDITIONAL = re.compile(
    r"\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]\{(?P<attributes>[^{}]*\b(?:when|unless)-meta=[^{}]*)\}"
)
_META = re.compile(r"(?P<kind>when|unless)-meta=[\"']facts\.(?P<name>[\w.-]+)[\"']")


class Kind(StrEnum):
    """What a block of Markdown is."""

    paragraph = "paragraph"
    heading = "heading"
    list = "list"
    table = "table"
    code = "code"
    fence = "fence"


@dataclass(frozen=True)
class Condition:
    """A fact that must be true (or, with ``when`` false, not true) for a block to be in the paper."""

    name: str
    when: bool = True

    def holds(self, values: dict[str, bool]) -> bool:
        """Whether the condition holds; one that nobody recorded does not."""
        return values.get(self.name, False) == self.when


@dataclass(frozen=True)
class Block:
    """A run of lines of one text: ``first`` and ``last`` count from 0; ``classes`` are those of the Divs round it."""

    kind: Kind
    first: int
    last: int
    text: str
    conditions: tuple[Condition, ...] = ()
    classes: frozenset[str] = frozenset()


def blocks(source: str) -> list[Block]:
    """Split a Markdown text into its blocks, in order.

    Blank lines, fences of Divs, and headings end a block. The items of a list are one block
    with the paragraphs that belong to them, a table is one, and the line that opens a Div is one
    (its title is narrative too).
    """
    lines = source.split("\n")
    found: list[Block] = []
    around: list[tuple[tuple[Condition, ...], frozenset[str]]] = []
    for kind, first, last in _runs(lines):
        text = "\n".join(lines[first : last + 1])
        if kind is Kind.fence:
            attributes = _FENCE.match(lines[first])["attributes"]  # type: ignore[index]
            if attributes:
                around.append((conditions_in(attributes), _classes_in(attributes)))
            elif around:
                around.pop()
                continue
        conditions = tuple(condition for held, _ in around for condition in held)
        classes = frozenset(name for _, held in around for name in held)
        block = Block(kind, first, last, text, conditions, classes)
        if _continues(found, block, lines):
            before = found.pop()
            text = "\n".join(lines[before.first : last + 1])
            block = Block(Kind.list, before.first, last, text, conditions, classes)
        found.append(block)
    return found


def conditions_in(attributes: str) -> tuple[Condition, ...]:
    """Get the conditions that the attributes of a Div or a span ask for."""
    hidden = ".content-hidden" in attributes
    return tuple(Condition(match["name"], (match["kind"] == "when") != hidden) for match in _META.finditer(attributes))


def conditional_spans(source: str) -> Iterator[tuple[re.Match[str], tuple[Condition, ...]]]:
    """Find the stretches of a text that stand under a condition of their own: ``[words]{... when-meta="..."}``.

    The match has the groups ``words`` and ``attributes``.
    """
    return ((match, conditions_in(match["attributes"])) for match in _CONDITIONAL.finditer(source))


def shown_text(source: str, values: dict[str, bool]) -> str:
    """Get a text without the stretches whose conditions do not hold, and without the marks of the others."""

    def shown(match: re.Match[str]) -> str:
        return match["words"] if all(found.holds(values) for found in conditions_in(match["attributes"])) else ""

    return _CONDITIONAL.sub(shown, source)


def _classes_in(attributes: str) -> frozenset[str]:
    outside = re.sub(r"\"[^\"]*\"|'[^']*'", "", attributes)
    plain = re.fullmatch(r"\s*([\w-]+)\s*:*\s*", outside)
    return frozenset([plain[1]] if plain else re.findall(r"\.([\w-]+)", outside))


def _runs(lines: list[str]) -> Iterator[tuple[Kind, int, int]]:
    """Get the runs of lines that belong together: their kind, first and last line."""
    number = 0
    while number < len(lines):
        line = lines[number]
        code = _CODE.match(line)
        if not line.strip():
            number += 1
        elif code:
            closing = re.compile(rf"\s*{re.escape(code['marks'])}\s*$")
            last = next((n for n in range(number + 1, len(lines)) if closing.match(lines[n])), len(lines) - 1)
            yield Kind.code, number, last
            number = last + 1
        elif _FENCE.match(line):
            yield Kind.fence, number, number
            number += 1
        elif _HEADING.match(line):
            yield Kind.heading, number, number
            number += 1
        else:
            last = _end_of_text(lines, number)
            yield _kind_of(lines[number : last + 1]), number, last
            number = last + 1


def _end_of_text(lines: list[str], first: int) -> int:
    """Get the last line of a paragraph, list or table."""
    last = first
    while last + 1 < len(lines):
        following = lines[last + 1]
        if not following.strip() or _FENCE.match(following) or _CODE.match(following):
            break
        last += 1
    return last


def _kind_of(lines: list[str]) -> Kind:
    if len(lines) == 2 and _UNDERLINE.match(lines[1]) and "|" not in lines[1]:
        return Kind.heading
    if len(lines) > 1 and "|" in lines[0] and any(_TABLE_LINE.match(line) for line in lines[:2]):
        return Kind.table
    return Kind.list if _LIST_ITEM.match(lines[0]) else Kind.paragraph


def _continues(found: list[Block], block: Block, lines: list[str]) -> bool:
    """Whether a block goes on with the list before it: its next item, or an indented paragraph of one."""
    if not found or found[-1].kind is not Kind.list or found[-1].conditions != block.conditions:
        return False
    between = lines[found[-1].last + 1 : block.first]
    if any(line.strip() for line in between) or block.kind not in (Kind.list, Kind.paragraph, Kind.code):
        return False
    return block.kind is Kind.list or bool(re.match(r"\s{2,}\S", lines[block.first]))
