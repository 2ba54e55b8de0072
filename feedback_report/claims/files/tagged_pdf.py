"""Reading a tagged PDF: headings, paragraphs, items and tables as the program that made it has marked them.

Programs for offices tag what they save, so that screen readers can read it: the tags tell what a page only shows
(ISO 32000-1, 14.7 and 14.8).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from feedback_report.claims.files.marked_text import marked_texts
from feedback_report.claims.files.table_rows import spread, table_or_text
from feedback_report.claims.files.text_files import item, joined_lines
from feedback_report.claims.paper import CAPTION, HEADING, PARAGRAPH, Block

_HEADING = re.compile(r"/(?:H([1-6]?)|Title)")
_KINDS = {"/P": PARAGRAPH, "/Caption": CAPTION, "/Note": PARAGRAPH, "/FENote": PARAGRAPH}
_APART = {
    "/L",
    "/Table",
    "/Note",
    "/FENote",
    "/Caption",
    "/Figure",
    "/TOC",
    "/Index",
    "/Artifact",
}  # within a paragraph
_LEFT_OUT = {"/TOC", "/Index", "/Artifact"}
_DEEPEST = 100
_LEAST_TAGGED = 0.9  # of the text that is no running head
_LONG = 60  # signs
_MOST_UNFINISHED = 0.3  # of the long paragraphs
# Where lines end with their space, one without a space ends within a word: a narrow cell had no room for it.
_WRAPPED = re.compile(r" \n(?=[a-z])")
_PARTED = re.compile(r"(?<=[A-Za-z])\n(?=[a-z])|(?<=/\d)\n(?=\d)")
_FEW_PARTED = 0.2
_FINISHED = re.compile(r"[.!?:;][^\w]*$")


def tagged_blocks(reader: PdfReader) -> list[Block] | None:
    """Get the blocks of a PDF by its tags, in their order; None where it has none, or where they are of little use.

    They are when text is left without a tag, or when lines are tagged as if each were a paragraph.
    """
    tree = reader.root_object.get("/StructTreeRoot")
    if tree is None:
        return None
    structure = _Structure(reader, tree.get_object())
    blocks = [block for block in structure.blocks() if block.text or block.rows]
    long = [block for block in blocks if block.kind == PARAGRAPH and len(block.text) > _LONG]
    unfinished = [block for block in long if not _FINISHED.search(block.text)]
    if structure.part_tagged() < _LEAST_TAGGED or len(unfinished) > _MOST_UNFINISHED * len(long):
        return None
    return blocks


class _Structure:
    """The tree of tags of a PDF, and the text of each page by its marks."""

    def __init__(self, reader: PdfReader, tree: Any) -> None:
        self._tree = tree
        self._roles: Mapping[str, Any] = tree.get("/RoleMap", DictionaryObject()).get_object()
        references = [page.indirect_reference for page in reader.pages]
        self._pages = {found.idnum: number for number, found in enumerate(references) if found is not None}
        self._texts = [marked_texts(page) for page in reader.pages]
        self._used: set[tuple[int, int]] = set()
        self._entered: set[int] = set()
        every = "".join(text for texts in self._texts for text in texts.values())
        self._spaced = len(_PARTED.findall(every)) < _FEW_PARTED * len(_WRAPPED.findall(every))

    def blocks(self) -> Iterator[Block]:
        yield from self._blocks(self._tree, None, 0)

    def part_tagged(self) -> float:
        """Tell how much of the text the blocks hold, between 0 and 1."""
        every = sum(_signs(text) for texts in self._texts for text in texts.values())
        return sum(_signs(self._texts[page][mark]) for page, mark in self._used) / max(1, every)

    def _kind(self, element: Any) -> str:
        """Get the standard type of an element, whatever the program calls it."""
        name = element.get("/S", "")
        for _ in range(len(self._roles)):
            if name not in self._roles or self._roles[name] == name:
                break
            name = self._roles[name]
        return str(name)

    def _blocks(self, element: Any, page: int | None, depth: int) -> Iterator[Block]:
        kind, page = self._kind(element), self._page(element, page)
        heading = _HEADING.fullmatch(kind)
        if kind in _LEFT_OUT or depth > _DEEPEST:
            self._text(element, page, depth, [])
        elif kind == "/Table":
            yield from self._table(element, page, depth)
        elif kind == "/LI" or kind in _KINDS or heading:
            apart: list[Any] = []
            text, first = self._text(element, page, depth, apart)
            if kind == "/LI":
                yield item(text, first)
            elif heading:
                yield Block(HEADING, text, int(heading[1] or 1), page=first)
            else:
                yield Block(CAPTION if _is_caption(element) else _KINDS[kind], text, page=first)
            for other in apart:
                yield from self._blocks(other, page, depth + 1)
        else:
            yield from self._parts(element, kind, page, depth)

    def _parts(self, element: Any, kind: str, page: int | None, depth: int) -> Iterator[Block]:
        """Go through an element that only holds others; its own text is a paragraph, but not the signs of a chart."""
        for kid in self._kids(element):
            if isinstance(kid, int) or _is_mark(kid) or self._kind(kid) in ("/Span", "/NonStruct", "/Link"):
                text, first = self._text({"/K": [kid]}, page, depth, [])
                if kind != "/Figure":
                    yield Block(PARAGRAPH, text, page=first)
            elif "/S" in kid:
                yield from self._blocks(kid, page, depth + 1)

    def _table(self, table: Any, page: int | None, depth: int) -> Iterator[Block]:
        laid_out: list[list[tuple[str, int, int]]] = []
        heads, pages = 0, []
        apart: list[Any] = []
        for number, (row, page_of_row) in enumerate(list(self._rows(table, page, depth))):
            kids = (kid for kid in self._kids(row) if not isinstance(kid, int))
            cells = [kid for kid in kids if self._kind(kid) in ("/TH", "/TD")]
            laid_out.append([])
            for cell in cells:
                text, first = self._text(cell, self._page(row, page_of_row), depth, apart)
                pages.append(first)
                laid_out[-1].append((text, _span(cell, "/RowSpan"), _span(cell, "/ColSpan")))
            if heads == number and cells and all(self._kind(cell) == "/TH" for cell in cells):
                heads += 1
        texts = spread(laid_out)[: len(laid_out)]
        yield from table_or_text(texts, heads, page=next(filter(None, pages), 0))
        for other in apart:
            yield from self._blocks(other, page, depth + 1)

    def _rows(self, element: Any, page: int | None, depth: int) -> Iterator[tuple[Any, int | None]]:
        for kid in self._kids(element):
            if isinstance(kid, int) or "/S" not in kid:
                continue
            if self._kind(kid) == "/TR":
                yield kid, self._page(element, page)
            elif self._kind(kid) in ("/THead", "/TBody", "/TFoot") and depth < _DEEPEST:
                yield from self._rows(kid, self._page(element, page), depth + 1)

    def _text(self, element: Any, page: int | None, depth: int, apart: list[Any]) -> tuple[str, int]:
        """Get the text of an element and the page it begins on, 0 where it has none; ``apart`` takes blocks within."""
        pieces: list[str] = []
        pages: list[int] = []

        def collect(held: Any, page: int | None, depth: int) -> None:
            for kid in self._kids(held):
                if isinstance(kid, int) or _is_mark(kid):
                    place = self._page(kid, page) if not isinstance(kid, int) else page
                    mark = kid if isinstance(kid, int) else kid["/MCID"]
                    if place is not None and mark in self._texts[place]:
                        self._used.add((place, mark))
                        pieces.append(self._texts[place][mark])
                        pages.append(place + 1)
                elif "/S" in kid and depth <= _DEEPEST:
                    if self._kind(kid) in _APART and self._kind(kid) != self._kind(element):
                        apart.append(kid)
                    else:
                        collect(kid, self._page(kid, page), depth + 1)
                        pieces.append(" " if self._kind(kid) in ("/P", "/Lbl") else "")

        collect(element, self._page(element, page), depth)
        text = "".join(pieces)
        text = _PARTED.sub("", text) if self._spaced else text
        return joined_lines(text.splitlines()), pages[0] if pages else 0

    def _page(self, element: Any, otherwise: int | None) -> int | None:
        """Get the index of the page that an element names, else that of the one it stands in."""
        reference = element.raw_get("/Pg") if hasattr(element, "raw_get") and "/Pg" in element else None
        return self._pages.get(reference.idnum, otherwise) if reference is not None else otherwise

    def _kids(self, element: Any) -> list[Any]:
        """Get what an element holds: others, and numbers of marks. Nothing the second time: a circle must end."""
        reference = getattr(element, "indirect_reference", None)
        if reference is not None:
            if reference.idnum in self._entered:
                return []
            self._entered.add(reference.idnum)
        return _held(element)


def _is_caption(element: Any) -> bool:
    """Whether an element is a caption by its type or by the program's own name for it."""
    return "caption" in str(element.get("/S", "")).lower()


def _held(element: Any) -> list[Any]:
    held = element.get("/K")
    held = held.get_object() if hasattr(held, "get_object") else held
    found = [kid.get_object() for kid in (held if isinstance(held, list) else [held]) if kid is not None]
    return [int(kid) if isinstance(kid, int) else kid for kid in found if isinstance(kid, (int, dict))]


def _is_mark(kid: Any) -> bool:
    return kid.get("/Type") == "/MCR" and "/Stm" not in kid and "/MCID" in kid


def _span(cell: Any, name: str) -> int:
    held = cell.get("/A")
    held = held.get_object() if hasattr(held, "get_object") else held
    given = [one.get_object() for one in (held if isinstance(held, list) else [held]) if one is not None]
    spans = [int(one[name]) for one in given if isinstance(one, dict) and name in one]
    return max(1, spans[0]) if spans else 1


def _signs(text: str) -> int:
    return len("".join(text.split()))
