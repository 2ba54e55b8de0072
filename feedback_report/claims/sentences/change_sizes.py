"""What in a sentence is the size of a change.

In the pattern of a sentence the percentage of a change becomes ``<Q..>`` and an absolute
difference ``<N..>``, so that they are not taken for one of the two numbers compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedback_report.claims.sentences.directions import NOUN, THAN, VERB, direction_of

# What may stand between two parts of a phrase: words, and numbers that are no statistics.
_FILL = r"(?:[^<>¦]|<[XYLHD]\d+>)"
_ANY = r"<(?P<kind>[PFCDMTR])(?P<size>\d+)>"
_SHARE = r"<(?P<kind>[PFT])(?P<size>\d+)>"
_COUNT = r"<(?P<kind>[CDMR])(?P<size>\d+)>"
_NUMBER = r"<[CMDR]\d+>"
_ANOTHER = r"(?:a (?:further|massive|significant) |another |just |only |a total of |the same |the )?"
_STEP = rf"(?:,? (?!(?:{VERB}|{NOUN})\b)[a-z'-]+|,? \(?<[XYLH]\d+>\)?| &| \([a-z][a-z &-]{{0,20}}\))"
_IN = r"(?:in|to|on|for|since|from|over|between|and|compared|with|compared with)"
_ADJECTIVE = (
    r"(?!(?:an?|the|this|and|in|with|for|was|is|of|to|which|when|were|are|from|but|or|as|that|on|by|due|saw)\b)[a-z-]+"
)
_THINGS = r"(?:complain|case|complim|comment|enquir|request|representation|contact|people)"
_AFTER_THAN = (
    rf"(?= (?:than|that|on|from|compared|in|{_THINGS}|of these|when|overall|over|for|at|this|being|were)|"
    r" ?[,.;:)]|$| [<(]| (?:[a-z'-]+ ){1,3}\(<[CMDR])"
)
_AFTER_MORE = (
    r"(?= (?:[a-z]+ ){0,3}(?:than|compared|when compared|were|was|this|in|on|over)\b|"
    r" (?:complaints?|cases?|compliments?|comments?|enquir\w+|requests?|representations?|contacts?)\b|[,.;)]|$| <| \(<)"
)
_NOT_INCREASED = r"(?<!made )(?<!make )(?<!makes )(?<!making )(?<!taken )(?<!take )(?<!takes )(?<!taking )"
# What ties a percentage to the two numbers before it: "(12%)", ", or 12%", ", that is by 12%".
_LINK = (
    r"(?:\((?:or |i\.e\. |a |an |up |down |approximately )?|,? (?:or|representing|equivalent to|equating to|which "
    r"equates to|which represents|which is|that is|i\.e\.|equal to|being) (?:by |a |an |a change of |up |down )?|,? "
    r"(?:was|is|equates to|represents) (?:a |an )?| (?:–|-|—|=) |, )"
)
_NO_SHARE = r"(?! (?:of|to|in|were|had)\b)"
_BY_SO_MANY = rf"(?:{_FILL}{{0,40}}?\bby {_NUMBER},?)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # increased (significantly this year) by 12% / by 12
        rf"\b(?P<word>{VERB}|{NOUN})\b{_STEP}{{0,12}}?,? by {_ANOTHER}{_ANY}",
        # an increase (in complaints) of 12% / of 12
        rf"\b(?P<word>{NOUN})(?: \([^()<>]*\))?(?: {_IN} {_FILL}{{0,90}}?)? "
        r"(?<!figure )(?<!total )(?<!level )(?<!average )(?<!position )(?<!outturn )(?<!result )(?<!score )"
        r"(?:of|by|was|is|being|equal to) "
        rf"(?:therefore |thus |now )?{_ANOTHER}{_ANY}(?! (?:of|more|fewer)\b)",
        # a 12% (year-on-year) increase, 12% more, 12% up; 12 more (complaints) than
        rf"{_SHARE}(?:-| )?(?:points? )?(?:{_ADJECTIVE} ){{0,3}}?(?P<word>{NOUN})\b"
        r"(?! (?:into|under|within|outside|below|short|behind|through|victim|foul)\b)",
        rf"{_SHARE} (?P<word>{THAN})\b(?!-){_AFTER_THAN}",
        # a 12% (30) rise
        rf"{_SHARE} \(<C\d+>\) (?P<word>{NOUN})\b",
        rf"<[PF]\d+> \({_COUNT}\) (?P<word>{NOUN})\b",
        rf"{_COUNT} (?!(?:is|was|are|were|remains?) )(?:[a-z]+ )?(?P<word>more|fewer|less|higher|lower)\b{_AFTER_MORE}",
        rf"{_COUNT} (?P<word>extra|additional|(?:up|down)(?! from <[CMDR])|increase|decrease|reduction|"
        r"rise|drop|fall)\b"
        r"(?= (?:on|from|in|complaints|cases|compliments|compared|over)\b|(?<=[en])[.,;)]|(?<=[en])$)",
        rf"{_SHARE} (?P<word>above|below) (?:the|our|that|last)\b",
        r"<(?P<kind>D)(?P<size>\d+)> (?P<word>quicker|faster|shorter|slower|longer)\b"
        r"(?= (?:than|on average|compared)| ?[.,;)]|$)",
        r"<(?P<kind>T)(?P<size>\d+)> (?P<word>better|worse)\b(?= (?:than|on|compared)| ?[.;,)]|$)",
        # 300 (14%) up on, 300 or 14% more than
        rf"{_COUNT}(?: [a-z]+)? \(<[PF]\d+>\) (?P<word>{THAN})\b(?= (?:than|on|from|compared)\b)",
        rf"\(?<(?P<kind>[PF])(?P<size>\d+)>\) (?P<word>{THAN})\b(?= (?:than|on|from|compared)\b)",
        rf"{_COUNT}(?: [a-z]+)?,? or <[PF]\d+>,? (?P<word>{THAN})\b(?= (?:than|on|from|compared)\b)",
        # rose 12%, up 12%, fell 12%; not "made up 12%"
        rf"{_NOT_INCREASED}\b(?P<word>{VERB}) (?:[a-z]+ly |just |only |by |(?:by )?(?:a )?further (?:by )?)?"
        rf"{_SHARE}(?! (?:to|from) \d)",
        rf"\b(?P<word>up|down) {_COUNT}(?= on\b| compared\b| \(<[PF]\d+>\) (?:on|compared|from)\b)",
        # an increase (12%); rose (12%)
        rf"\b(?P<word>{NOUN}|{VERB})(?: [a-z]+ly)? \((?:of |by |up |down )?{_SHARE}\)",
        # the increase from 80 to 90 was 12%, rose from 80 to 90 (12%); rose to 90 (12%) from 80
        rf"\b(?P<word>{NOUN}|{VERB})\b{_BY_SO_MANY}{_FILL}{{0,60}}?\bfrom {_FILL}{{0,40}}?{_NUMBER}{_FILL}{{0,50}}? to "
        rf"{_FILL}{{0,30}}?{_NUMBER}{_FILL}{{0,60}}?{_LINK}{_SHARE}{_NO_SHARE}",
        rf"\b(?P<word>{NOUN}|{VERB})\b{_BY_SO_MANY}{_FILL}{{0,60}}?\bto {_FILL}{{0,30}}?{_NUMBER}{_FILL}{{0,50}}? from "
        rf"{_FILL}{{0,40}}?{_NUMBER}{_FILL}{{0,60}}?{_LINK}{_SHARE}{_NO_SHARE}",
        rf"\b(?P<word>{NOUN}|{VERB})\b{_FILL}{{0,40}}? to {_NUMBER}{_FILL}{{0,30}}?\({_SHARE}\)(?= (?:from|"
        rf"compared)\b)",
        # (80 to 90, 12%); ... and others from 80 to 90 (12%), with the verb left to the reader
        rf"\((?P<word>){_NUMBER} to {_NUMBER}[,;:] {_SHARE}\)",
        rf"(?P<word>)\bfrom {_NUMBER}{_FILL}{{0,25}}? to {_NUMBER}{_FILL}{{0,25}}? \({_SHARE}\)",
        # ... from 80 to 90, 12%, and others ...; 412 (+12 on last year)
        rf"(?P<word>)\bfrom {_NUMBER}{_FILL}{{0,25}}? to {_NUMBER}(?: [a-z]+)?(?:,| –| -|:) {_SHARE}"
        r"(?= ?[.,;)]|$| and\b| (?:for|in)\b)",
        rf"(?<=\()(?P<word>[+-]) ?{_COUNT}(?= ?\)| (?:on|from|compared|since)\b|,)",
        # (12% change)
        rf"\((?P<word>){_SHARE} (?:change|difference|year[ -]on[ -]year)",
    )
)
# "by 20%, or 16, from 80 to 64"
_OR_SO_MANY = re.compile(
    r"<[PF]\d+>,? or (?:by )?<(?P<kind>[CDM])(?P<size>\d+)>(?= ?,| (?:complaints|cases|fewer|more)\b| ?[.)]| from\b)"
)
# "by 15 (12%)", "280 more complaints, or 25%"
_OR_SO_MUCH = re.compile(
    rf"(?: [a-z]+){{0,4}}(?: \((?:or )?|,? or |, (?:which is |equivalent to |representing )?){_SHARE}"
    r"(?! (?:of|were|was|are|to)\b)"
)
# "... and comments by 50%", with the verb left to the reader
_AND_BY = re.compile(rf"(?:\b(?:and|or)\b|, )[^<>¦,]{{0,40}}? ?\bby {_ANY}(?! of\b)")
# "... and enquiries 12% to 336"
_AND_TO = re.compile(r"(?:\b(?:and|or)\b|,)(?: [a-z'-]+){1,4} <(?P<kind>[PF])(?P<size>\d+)> to (?=<C)")
# "an increase of 10% on the previous quarter (271) and 12% on the same quarter last year (266)"
_AND_ON = re.compile(
    r"\b(?:and|or)(?: by| of)? <(?P<kind>[PF])(?P<size>\d+)> (?:on|from|since|compared (?:to|with)|over) (?=the |"
    r"last |<[YL])"
)
_GAP = re.compile(r"differences?$|variances?$")  # the sign of a gap says whose number is the larger
_FRACTION_OF_TIME = re.compile(r" (?:year|quarter)")


@dataclass(frozen=True)
class Change:
    """The size of a change that a sentence states: which number it is, where, and the direction stated."""

    size: int
    kind: str
    direction: str
    word: str
    start: int
    end: int


def find_changes(code: str, signs: dict[int, str]) -> list[Change]:
    """Find the sizes of changes in the pattern of a sentence, in their order.

    ``signs`` are the numbers printed with a plus, a minus or an arrow. A number is the size of
    one change only, however many words point at it.
    """
    found: dict[int, Change] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(code):
            time = match["kind"] == "F" and _FRACTION_OF_TIME.match(code, match.end())
            if not time:
                signed = "" if _GAP.match(match["word"]) else signs.get(int(match["size"]), "")
                direction = direction_of(match["word"]) or signed
                found.setdefault(int(match["size"]), _change(match, direction, match["word"]))
    for change in (*_beside(code, found), *_elliptic(code, found)):
        found.setdefault(change.size, change)
    for match in re.finditer(r"<(?P<kind>P)(?P<size>\d+)>", code):
        if int(match["size"]) in signs:
            found.setdefault(int(match["size"]), _change(match, signs[int(match["size"])], ""))
    return sorted(found.values(), key=lambda change: change.start)


def _change(match: re.Match[str], direction: str, word: str) -> Change:
    return Change(int(match["size"]), match["kind"], direction, word, *match.span())


def _beside(code: str, found: dict[int, Change]) -> Iterator[Change]:
    """Find the percentage beside a difference, and the difference beside a percentage."""
    for change in list(found.values()):
        if change.kind in "CDMR":
            match = _OR_SO_MUCH.match(code, change.end)
        else:
            match = _OR_SO_MANY.match(code, code.find(f"<{change.kind}{change.size}>"))
        if match:
            yield _change(match, change.direction, change.word)


def _elliptic(code: str, found: dict[int, Change]) -> Iterator[Change]:
    for match in (*_AND_BY.finditer(code), *_AND_ON.finditer(code), *_AND_TO.finditer(code)):
        before = [change for change in found.values() if change.start < match.start()]
        if before and "¦;" not in code[before[-1].end : match.start()]:
            last = max(before, key=lambda change: change.start)
            if (match["kind"] in "CDMR") <= (last.kind in "CDMR"):
                yield _change(match, last.direction, last.word)


def mark_changes(code: str, changes: list[Change]) -> str:
    """Mark the sizes of changes in the pattern: percentages as Q, differences as N."""
    for change in changes:
        letter = "Q" if change.kind in "PFT" else "N"
        code = code.replace(f"<{change.kind}{change.size}>", f"<{letter}{change.size}>")
    return code
