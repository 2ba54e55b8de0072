"""Reading a Word file: its headings, paragraphs, list items, tables and notes in their order."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from feedback_report.claims.files.note_marks import is_note_mark
from feedback_report.claims.files.table_rows import table_or_text
from feedback_report.claims.paper import CAPTION, HEADING, ITEM, PARAGRAPH, Block, Paper
from feedback_report.errors import ReportError

LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_TEXT = 100 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = {f"{_W}del", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr", f"{_W}sdtPr"}
_OLE = b"\xd0\xcf\x11\xe0"


def read_docx(content: bytes, name: str) -> Paper:
    """Read a Word file. Raises ReportError when it is protected, damaged or unpacks to more than can be held."""
    if content.startswith(_OLE):
        raise ReportError(
            "the Word file is protected by a password, or of the old .doc kind; save it as .docx without a password."
        )
    try:
        _refuse_bomb(content)
        document = docx.Document(io.BytesIO(content))
        names = {style.style_id: style.name or "" for style in document.styles}
        blocks = list(_blocks(document.element.body, names))
        blocks += _notes(document)
    except (
        zipfile.BadZipFile,
        OpcError,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        NotImplementedError,
        AttributeError,
        etree.LxmlError,
    ) as error:
        if isinstance(error, ReportError):
            raise
        raise ReportError("the Word file is damaged or incomplete; open it in Word and save it again.") from None
    return Paper(name, tuple(blocks))


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    everything = sum(part.file_size for part in parts)
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    for size, limit in ((everything, LARGEST_UNPACKED), (text, LARGEST_TEXT)):
        if size > limit:
            raise ReportError(
                f"the Word file unpacks to {size / 1024**2:,.0f} MB, more than can be read; save it again, or "
                f"without pictures."
            )


def _blocks(parent: Any, names: dict[str, str]) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{_W}p":
            block = _paragraph(child, names)
            if block.text:
                yield block
            for box in child.iter(f"{_W}txbxContent"):
                if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
                    yield from _blocks(box, names)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, names)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag", f"{_W}moveTo"):
            yield from _blocks(child, names)


def _paragraph(element: Any, names: dict[str, str]) -> Block:
    text = _text(element)
    style = element.find(f"{_W}pPr/{_W}pStyle")
    named = names.get(style.get(f"{_W}val"), "") if style is not None else ""
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    heading = re.fullmatch(r"(?i)heading (\d)", named)
    if heading or named.lower() == "title":
        return Block(HEADING, text, int(heading[1]) if heading else 1)
    if outline is not None and outline.get(f"{_W}val", "9").isdigit() and int(outline.get(f"{_W}val")) < 9:
        return Block(HEADING, text, int(outline.get(f"{_W}val")) + 1)
    if "caption" in named.lower():
        return Block(CAPTION, text)
    listed = element.find(f"{_W}pPr/{_W}numPr") is not None or named.lower().startswith("list")
    return Block(ITEM if listed and "numbered paragraph" not in named.lower() else PARAGRAPH, text)


def _text(element: Any) -> str:
    pieces: list[str] = []
    _collect(element, pieces)
    return re.sub(r"[ \t\r\n]+", " ", "".join(pieces)).strip()


def _collect(element: Any, pieces: list[str]) -> None:
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == f"{_W}txbxContent" or _is_note_mark(child):
            continue
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            pieces.append(" ")
        elif child.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        else:
            _collect(child, pieces)


def _is_note_mark(run: Any) -> bool:
    """Whether a run is a raised number or sign that points at a note; not the "th" of "10th"."""
    raised = run.tag == f"{_W}r" and run.find(f"{_W}rPr/{_W}vertAlign[@{_W}val='superscript']") is not None
    return raised and is_note_mark("".join(text.text or "" for text in run.iter(f"{_W}t")))


def _table(element: Any, names: dict[str, str]) -> Iterator[Block]:
    rows: list[list[str]] = []
    heads = 0
    above: dict[int, str] = {}
    nested: list[Block] = []
    for row in element.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not element:
            continue
        cells: list[str] = []
        for cell in row.iterchildren(f"{_W}tc", f"{_W}sdt"):
            for real in [cell] if cell.tag == f"{_W}tc" else cell.iter(f"{_W}tc"):
                text = " ".join(filter(None, (_text(p) for p in real.iterchildren(f"{_W}p"))))
                nested += [block for inner in real.iterchildren(f"{_W}tbl") for block in _table(inner, names)]
                merge = real.find(f"{_W}tcPr/{_W}vMerge")
                if merge is not None and merge.get(f"{_W}val") != "restart":
                    text = above.get(len(cells), "")
                span = real.find(f"{_W}tcPr/{_W}gridSpan")
                wide = int(span.get(f"{_W}val", "1")) if span is not None else 1
                cells += [text] * max(1, min(wide, 60))
        if row.find(f"{_W}trPr/{_W}tblHeader") is not None and heads == len(rows):
            heads += 1
        above = dict(enumerate(cells))
        rows.append(cells)
    yield from table_or_text(rows, heads)
    yield from nested


def _notes(document: Any) -> list[Block]:
    """Read the footnotes and endnotes, which python-docx leaves as they are."""
    found = []
    for part in document.part.package.iter_parts():
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            found += [Block(PARAGRAPH, text) for text in (_text(p) for p in root.iter(f"{_W}p")) if text]
    return found
