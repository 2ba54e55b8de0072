"""Reading a PDF: by its tags where it has them, else the lines of its pages, put together to paragraphs and tables."""

import io
import logging
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError

from feedback_report.claims.files.columns import in_reading_order
from feedback_report.claims.files.pdf_note_marks import without_note_marks
from feedback_report.claims.files.printed_tables import Line
from feedback_report.claims.files.tagged_pdf import tagged_blocks
from feedback_report.claims.files.text_files import blocks_of_lines
from feedback_report.claims.paper import TABLE, Block, Paper
from feedback_report.errors import ReportError

MOST_PAGES = 1000
_FEWEST_SIGNS = 20  # fewer on a page, on average, than any page of text has
_LINE_HEIGHTS = (0.8, 1, 1.3, 2)  # of the size of the letters
_FEWEST_CLOSE = 0.3  # of the lines
_logger = logging.getLogger("pypdf")


def read_pdf(content: bytes, name: str) -> Paper:
    """Read a PDF. Raises ReportError when it is protected, damaged, too long, or scanned without text."""
    level = _logger.level
    _logger.setLevel(logging.CRITICAL)  # what pypdf repairs by itself is no news to the reader
    try:
        reader = _opened(content)
        if (tagged := _tagged(reader)) is not None:
            return Paper(name, tuple(tagged))
        pages = [without_note_marks(page, _text(page)) for page in reader.pages]
    except ReportError:
        raise
    except Exception:  # a damaged file fails in pypdf in more ways than its documentation lists
        raise ReportError("the PDF is damaged or incomplete; save it again from the program that made it.") from None
    finally:
        _logger.setLevel(level)
    if sum(len(page.strip()) for page in pages) < _FEWEST_SIGNS * len(pages):
        raise ReportError(
            "the PDF holds pictures of pages and no text; have the text recognised, or check the original."
        )
    lines = [
        line
        for number, page in enumerate(_without_frame(pages), start=1)
        for line in _lines(in_reading_order(page), number)
    ]
    return Paper(name, tuple(_joined(blocks_of_lines(lines))))


def _tagged(reader: PdfReader) -> list[Block] | None:
    try:
        return tagged_blocks(reader)
    except Exception:  # tags that cannot be followed fail in pypdf in many ways: the page is read as it looks
        return None


def _joined(blocks: list[Block]) -> list[Block]:
    """Put together a table that goes on at the top of the next page, with its headings again or without any."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last is not None and last.kind == block.kind == TABLE and block.page == last.page + 1:
            heads = last.rows[: last.heads]
            if len(last.rows[0]) == len(block.rows[0]) and block.rows[: block.heads] in ((), heads):
                joined[-1] = replace(last, rows=last.rows + block.rows[block.heads :])
                continue
        joined.append(block)
    return joined


def _opened(content: bytes) -> PdfReader:
    if b"%PDF-" not in content[:1024]:
        raise ReportError("the file is not a PDF; check that it is what its name says.")
    reader = PdfReader(io.BytesIO(content))
    # A PDF that only restricts printing opens with an empty password.
    if reader.is_encrypted and not _opens(reader):
        raise ReportError("the PDF is protected by a password; save it without one.")
    if len(reader.pages) > MOST_PAGES:
        raise ReportError(
            f"the PDF has {len(reader.pages):,} pages, more than the {MOST_PAGES:,} that are read; split it."
        )
    if not reader.pages:
        raise ReportError("the PDF has no pages.")
    return reader


def _text(page: PageObject) -> str:
    """Get the text of a page as it stands there, with an empty line where more room is left than between lines."""
    text = ""
    for height in _LINE_HEIGHTS:
        text = page.extract_text(
            extraction_mode="layout", layout_mode_space_vertically=True, layout_mode_font_height_weight=height
        )
        if not _is_spaced(text):
            break
    return text or page.extract_text()


def _is_spaced(text: str) -> bool:
    """Whether empty lines stand between the lines of paragraphs too, not between paragraphs alone."""
    lines = [bool(line.strip()) for line in text.splitlines()]
    return sum(map(all, pairwise(lines))) < sum(lines) * _FEWEST_CLOSE


def _opens(reader: PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except DependencyError:
        return False  # a cipher that only a further package could undo


def _without_frame(pages: list[str]) -> list[str]:
    """Drop the lines that stand at the top or bottom of most pages, and page numbers."""

    def key(line: str) -> str:
        return re.sub(r"\d+", "0", " ".join(line.split()))

    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page.splitlines() if line.strip()]
        edges.update({key(line) for line in (*lines[:2], *lines[-2:])})
    repeated = {line for line, count in edges.items() if count > max(2, len(pages) / 2)}
    kept = []
    for page in pages:
        lines = page.splitlines()
        filled = [index for index, line in enumerate(lines) if line.strip()]
        edge = {*filled[:2], *filled[-2:]}
        kept.append(
            "\n".join(
                ""
                if index in edge
                and (key(line) in repeated or re.fullmatch(r"\s*(?:page )?\d+(?: of \d+)?\s*", line, re.I))
                else line
                for index, line in enumerate(lines)
            )
        )
    return kept


def _lines(page: str, number: int) -> list[Line]:
    """Get the lines of a page; a paragraph goes on over the page's end unless a sentence ends there."""
    lines = [Line(line.rstrip(), number) for line in page.strip("\n").splitlines()]
    while lines and not lines[-1].text:
        lines.pop()
    ends = not lines or re.search(r"[.!?:]['\"”’)]*$", lines[-1].text) or re.search(r"\d%?\)?$", lines[-1].text)
    return [*lines, Line("", number)] if ends else lines
