"""Reading plain text: paragraphs parted by empty lines, list items, and tables whose columns stand apart."""

import re

from feedback_report.claims.paper import HEADING, ITEM, PARAGRAPH, Block, Paper
from feedback_report.claims.printed_tables import Line, find_tables
from feedback_report.errors import ReportError

_BULLET = re.compile(r"\s*(?:[•·▪◦‣⁃o*–-]|\(?[a-z]\)|\(?[ivx]+\)|\d{1,2}[.)])\s+\S")
_NUMBERED = re.compile(r"\s*\d{1,2}\.\d{1,3}(?:\.\d{1,3})?\.?\s+\S")
_ENDS = re.compile(r"[.!?:;]['\"”’)]*\s*$")


def read_text(content: bytes, name: str) -> Paper:
    """Read a text file. Raises ReportError when it holds something else."""
    return Paper(name, tuple(blocks_of_lines([Line(line) for line in decoded(content).splitlines()])))


def decoded(content: bytes) -> str:
    """Get the text of a file: UTF-8, UTF-16 with its mark, else the Western European code of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise ReportError("the file does not hold text; check that it is what its name says.") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    control = sum(sign < " " and sign not in "\t\n\r\f\v" for sign in text)
    if "\0" in text or control > len(text) / 100 or text.count("\ufffd") > len(text) / 100:
        raise ReportError("the file does not hold text; check that it is what its name says.")
    return text


def blocks_of_lines(lines: list[Line]) -> list[Block]:
    """Put lines together to paragraphs, items, headings and tables."""
    blocks: list[Block] = []
    held: list[Line] = []
    for part in find_tables(lines):
        if isinstance(part, Block):
            blocks += _paragraph(held)
            held = []
            blocks.append(part)
        elif not part.text.strip():
            blocks += _paragraph(held)
            held = []
        else:
            if held and (_BULLET.match(part.text) or _NUMBERED.match(part.text) or _is_short_end(held, part)):
                blocks += _paragraph(held)
                held = []
            held.append(part)
    return blocks + _paragraph(held)


def _is_short_end(held: list[Line], following: Line) -> bool:
    """Whether a paragraph ended with a line that is short and closes a sentence, or is a heading."""
    last = held[-1].text.rstrip()
    longest = max(len(line.text) for line in held)
    opens = following.text.lstrip()[:1]
    if not (opens.isupper() or opens.isdigit()):
        return False
    if (
        len(held) == 1
        and len(last) < 60
        and not _ENDS.search(last)
        and not last.endswith(",")
        and len(following.text) > len(last) + 10
    ):
        return not re.search(r"\b(?:the|a|an|of|in|to|and|or|by|for|with|from|on|at|was|were|is|are)$", last)
    return bool(_ENDS.search(last)) and len(last) < 0.75 * longest


def _paragraph(lines: list[Line]) -> list[Block]:
    if not lines:
        return []
    text = ""
    for line in lines:
        piece = " ".join(line.text.split())
        if text.endswith("-") and piece[:1].islower() and not text.endswith(" -"):
            text = text[:-1] if _is_split_word(text) else text
            text += piece
        else:
            text = f"{text} {piece}" if text else piece
    page = lines[0].page
    if _BULLET.match(text) and not _NUMBERED.match(text):
        return [Block(ITEM, text, page=page)]
    if len(lines) == 1 and len(text) < 80 and not _ENDS.search(text) and _looks_like_a_heading(text):
        return [Block(HEADING, text, 2, page=page)]
    return [Block(PARAGRAPH, text, page=page)]


def _is_split_word(text: str) -> bool:
    """Whether a hyphen at the end of a line parts a word; "year-on-" and "stage-" keep it."""
    word = text.rsplit(" ", 1)[-1][:-1]
    return (
        len(word) > 3
        and "-" not in word
        and word.isalpha()
        and word.lower() not in ("stage", "year", "multi", "cross", "self")
    )


def _looks_like_a_heading(text: str) -> bool:
    words = re.sub(r"^[\d.]+\s*", "", text)
    return bool(words[:1].isupper()) and not re.search(r"\d+%|\b\d{2,}\b(?!\s*/)", words) and len(words.split()) < 12
