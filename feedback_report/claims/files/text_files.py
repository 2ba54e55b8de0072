"""Reading plain text: paragraphs parted by empty lines, list items, and tables whose columns stand apart."""

import re
from collections.abc import Sequence
from itertools import pairwise

from feedback_report.claims.files.printed_rows import BULLETS
from feedback_report.claims.files.printed_tables import Line, find_tables
from feedback_report.claims.paper import CAPTION, HEADING, ITEM, PARAGRAPH, Block, Paper
from feedback_report.errors import ReportError

_SIGN = rf"[{BULLETS}o*–-]"
_BULLET = re.compile(rf"\s*(?:{_SIGN}|\(?[a-z]\)|\(?[ivx]+\)|\d{{1,2}}[.)])\s+\S")
_NUMBERED = re.compile(r"\s*\d{1,2}\.\d{1,3}(?:\.\d{1,3})?\.?\s+\S")
_NAMES_A_TABLE = re.compile(r"\s*(?:Table|Figure|Chart|Graph)\s+\d")
_OPEN_END = re.compile(r"\b(?:the|a|an|of|in|to|and|or|by|for|with|from|on|at|was|were|is|are|that|which|as|has|have)$")
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
    parts = [*find_tables(lines), Line("")]
    for part, following in pairwise(parts):
        if isinstance(part, Block):
            blocks += [*_paragraph(held), part]
            held = []
        elif not part.text.strip():
            blocks += _paragraph(held)
            held = []
        elif _stands_alone(held, part, following):
            kind = CAPTION if _NAMES_A_TABLE.match(part.text) else HEADING
            blocks += [*_paragraph(held), Block(kind, " ".join(part.text.split()), 2, page=part.page)]
            held = []
        else:
            if held and (_begins_item(held, part) or _NUMBERED.match(part.text) or _ended(held, part)):
                blocks += _paragraph(held)
                held = []
            held.append(part)
    return blocks + _paragraph(held)


def _begins_item(held: list[Line], line: Line) -> bool:
    """Whether a line begins an item of a list; a bracket that closes at its beginning was opened in those before."""
    before = "".join(one.text for one in held)
    goes_on = before.count("(") > before.count(")") and not line.text.lstrip().startswith("(")
    return _BULLET.match(line.text) is not None and not goes_on


def _stands_alone(held: list[Line], line: Line, following: Line | Block) -> bool:
    """Whether a line without space round it is a heading: short, after a whole sentence, before a new one."""
    text = line.text.strip()
    if not held or _BULLET.match(line.text):
        return False
    if isinstance(following, Block):
        return bool(_ENDS.search(held[-1].text.rstrip())) and not _ENDS.search(text)
    if not following.text.strip():
        return False
    last, opens = held[-1].text.rstrip(), following.text.lstrip()[:1]
    longest = max(len(one.text) for one in (*held, following))
    return (
        bool(_ENDS.search(last))
        and len(text) < 0.8 * longest
        and not _ENDS.search(text)
        and _looks_like_a_heading(text)
        and bool(opens.isupper() or opens.isdigit() or _BULLET.match(following.text))
        and not _OPEN_END.search(text)
    )


def _ended(held: list[Line], following: Line) -> bool:
    """Whether a paragraph ended with a short line that closes a sentence, or is a heading."""
    last = held[-1].text.rstrip()
    opens = following.text.lstrip()[:1]
    if not (opens.isupper() or opens.isdigit()):
        return False
    if len(held) == 1 and not _ENDS.search(last) and len(following.text) > len(last) + 10:
        return len(last) < 60 and not last.endswith(",") and not _OPEN_END.search(last)
    return bool(_ENDS.search(last)) and len(last) < 0.75 * max(len(line.text) for line in held)


def _paragraph(lines: list[Line]) -> list[Block]:
    if not lines:
        return []
    text = joined_lines([line.text for line in lines])
    page = lines[0].page
    if _BULLET.match(text) and not _NUMBERED.match(text):
        return [Block(ITEM, text, page=page)]
    if len(lines) <= 2 and _NAMES_A_TABLE.match(text) and not _ENDS.search(text):
        return [Block(CAPTION, text, page=page)]
    if len(lines) == 1 and len(text) < 80 and not _ENDS.search(text) and _looks_like_a_heading(text):
        return [Block(HEADING, text, 2, page=page)]
    return [Block(PARAGRAPH, text, page=page)]


def joined_lines(lines: Sequence[str]) -> str:
    """Put the lines of a paragraph together, and the words that are parted at their ends."""
    text = ""
    for line in lines:
        piece = " ".join(line.split())
        if text.endswith("-") and piece[:1].islower() and not text.endswith(" -"):
            text = text[:-1] if _is_split_word(text) else text
            text += piece
        else:
            text = f"{text} {piece}" if text else piece
    return text.strip()


def item(text: str, page: int) -> Block:
    """Make an item of a list, without its sign; what has a number such as 4.12 is a paragraph taken for one."""
    return Block(PARAGRAPH if _NUMBERED.match(text) else ITEM, re.sub(rf"^{_SIGN}\s+", "", text), page=page)


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
