"""Lists whose items are names with numbers: read as tables of two columns."""

import re

from feedback_report.claims.paper import ITEM, TABLE, Block, Paper
from feedback_report.claims.tables.grids import Grid, read_grid

_NAMED = re.compile(
    r"(?:[•·▪◦●○■□►➢➤✓\uf0b7\uf0a7\uf0d8–*-]\s*|\(?[a-z\d]{1,2}[.)]\s+)?(?P<name>(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?|[^\d:;]{3,70}?)\s*(?:[:;–—-]|\bwith\b|\()\s*(?P<value>\d[\d,]*)"
    r"(?:\s+(?:complaints?|cases|compliments?|enquiries|requests))?\)?\s*(?:[(,]\s*(?P<share>\d+(?:\.\d+)?\s?%)\)?)?[.,;]?(?:\s+and)?"
)
_IN_PROSE = re.compile(
    r"(?P<name>[A-Z][\w'’&/-]*(?: (?:(?:and|of|for|the|&) )?[A-Z\w][\w'’&/-]*){0,5}?) \((?P<value>\d[\d,]*)(?:[,;] "
    r"?\d+(?:\.\d+)?%)?\)"
)
# "by email (240), the website (310) and letter (30)", "61 in the first quarter, 72 in the second"
_IN_SMALL = re.compile(
    r"(?:[,:;] (?:and )?|\band |\b(?:by|about|for|from|were|was|in|of|with) )(?:(?:by|about|for|from|in|of) )?(?:the |"
    r"an? )?(?P<name>(?!(?:and|or|which|that|of)\b)[A-Za-z][\w'’&/-]*(?: (?!and\b|by\b|were\b|was\b)[\w'’&/-]+){0,4}?) "
    r"\((?P<value>\d[\d,]*)(?:[,;] ?\d+(?:\.\d+)?%)?\)"
)
_IN_ORDER = re.compile(
    r"(?P<value>\d[\d,]*)(?: [a-z]+){0,2}? in (?:the )?(?P<name>(?:first|second|third|fourth)\b|Q(?:uarter )?[1-4]\b)"
)
_QUARTERS = re.compile(r"\b(?P<name>Q[1-4]):? ?[(–-]? ?(?P<value>\d+(?:,\d{3})*)\b(?!/|[.,]\d| ?%)")
# "Adults had 130, Children's Services 202 and Place 180"
_NO_NAME = r"(?!(?:We|It|The|There|This|These|In|Of|A|All|They)\b)"
_CAPITALS = r"[A-Z][\w'’&/-]*(?: (?:(?:and|of|for|the|&) )?[A-Z][\w'’&/-]*){0,4}"
_IN_TURN = re.compile(
    rf"(?:^|[,;:.] (?:and )?|\band |\bthese,? )(?P<name>{_NO_NAME}{_CAPITALS})"
    r"(?: (?:had|received|recorded|has|saw|with|got|made))?:? (?P<value>\d{1,3}(?:,\d{3})*)"
    r"(?=[,;.]| and |$| complaints| cases)"
)
# "The highest number was for Education (80)": the name begins after the verb.
_BEFORE_NAME = re.compile(r"^.*\b(?:was|were|is|are|being)(?: (?:for|about|in|by|from|to|with))?(?: the)? (?=\S)")


def prose_list(text: str) -> Grid | None:
    """Read a list within a paragraph, such as "Place (60), Resources (30) and Housing (12)"; None without one."""
    in_small = (_IN_SMALL,) if text.count(" (") >= _LEAST else ()
    for pattern in (_IN_PROSE, _QUARTERS, _IN_TURN, _IN_ORDER, *in_small):
        found = [(_BEFORE_NAME.sub("", match["name"]), match["value"]) for match in pattern.finditer(text)]
        if pattern is _IN_ORDER:
            found = [(name if name[-1].isdigit() else f"{name} quarter", value) for name, value in found]
        if {*_QUARTER.findall(text)} - {number for name, _ in found for number in _QUARTER.findall(name)}:
            continue  # "Q4 was the busiest, with 203 against 174 in Q3 ...": one is told otherwise
        if len(found) >= _LEAST and len({name for name, _ in found}) == len(found):
            return read_grid(Block(TABLE, rows=(("", "Number"), *found), heads=1))
    return None


_LEAST, _QUARTER = 3, re.compile(r"\bQ(?:uarter )?([1-4])\b")


def lists_as_tables(paper: Paper) -> dict[int, Block]:
    """Find runs of list items such as "Communication: 50"; by the place of their last item."""
    found: dict[int, Block] = {}
    rows: list[tuple[str, ...]] = []
    for index, block in enumerate((*paper.blocks, Block("end"))):
        match = _NAMED.fullmatch(block.text.strip()) if block.kind == ITEM else None
        if match:
            rows.append((match["name"].strip(), match["value"], match["share"] or ""))
            continue
        if len(rows) > 1:
            wide = 3 if any(row[2] for row in rows) else 2
            heads = ("", "Number", "%")[:wide]
            found[index - 1] = Block(TABLE, rows=(heads, *(row[:wide] for row in rows)), heads=1)
        rows = []
    return found
