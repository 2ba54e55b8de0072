"""Words that say which way a number went, and what in a sentence is the size of a change.

In the pattern of a sentence the percentage of a change becomes ``<Q..>`` and an absolute
difference ``<N..>``, so that they are not taken for one of the two numbers compared.
"""

import re
from dataclasses import dataclass
from typing import Literal

Direction = Literal["up", "down", ""]

_UP_NOUNS = "increases?|rises?|growth|jumps?|uplifts?|surges?|spikes?|gains?|upturns?|hikes?|climb|upswing"
_DOWN_NOUNS = "decreases?|declines?|falls?|drops?|reductions?|dips?|cuts?|slumps?|downturns?|fall-off|shrinkage|decline"
_EITHER_NOUNS = (
    "changes?|differences?|variances?|variations?|improvements?|movements?|shifts?|swings?|deteriorations?|turnarounds?"
)
_UP_VERBS = (
    "increas(?:e|es|ed|ing)|r(?:ise|ises|ose|isen|ising)|gr(?:ow|ows|ew|own|owing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|"
    "surg(?:e|ed|es|ing)|soar(?:s|ed|ing)?|spik(?:e|ed|es|ing)|went up|go(?:es|ing)? up|gone up|swell(?:ed|ing)?|"
    "swollen|edged up|crept up|shot up|rocketed|leapt|leaped|mount(?:ed|ing)|expand(?:ed|ing)|up"
)
_DOWN_VERBS = (
    "decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|reduc(?:e|es|ed|ing)|"
    "dip(?:s|ped|ping)?|shr(?:ink|inks|ank|unk|inking)|slump(?:s|ed|ing)?|cut|went down|go(?:es|ing)? down|gone down|"
    "came down|come down|coming down|lower(?:ed|ing)?|plummet(?:ed|ing|s)?|plunged|lessened|diminish(?:ed|ing)?|"
    "tumbled|contracted|edged down|halving|dwindled|down"
)
_EITHER_VERBS = "chang(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|mov(?:e|es|ed|ing)|shift(?:s|ed|ing)?|deteriorat(?:e|ed|ing)|worsen(?:ed|ing)?|var(?:y|ied)|differ(?:ed|s)?"
_UP_THAN = "more|higher|greater|larger|up|above|extra|additional|bigger"
_DOWN_THAN = "fewer|less|lower|smaller|down|below"

NOUN = rf"(?:{_UP_NOUNS}|{_DOWN_NOUNS}|{_EITHER_NOUNS})"
VERB = rf"(?:{_UP_VERBS}|{_DOWN_VERBS}|{_EITHER_VERBS})"
THAN = rf"(?:{_UP_THAN}|{_DOWN_THAN})"
_up = re.compile(rf"(?:{_UP_NOUNS}|{_UP_VERBS}|{_UP_THAN})")
_down = re.compile(rf"(?:{_DOWN_NOUNS}|{_DOWN_VERBS}|{_DOWN_THAN})")

# What may stand between two parts of a phrase: words, and numbers that are no statistics.
FILL = r"(?:[^<>¦]|<[XYLHD]\d+>)"
WORDS = r"(?:[a-z'&/-]+ |<[XYLH]\d+> ?,? ?)"
_SIZE = r"<(?P<kind>[PFCDMTR])(?P<size>\d+)>"
_PLAIN_SIZE = r"<(?P<kind>[PFT])(?P<size>\d+)>"
_NOT_THE_SIZE = r"(?:into|under|within|outside|below|short|behind|through|victim|foul)"

_ADJECTIVE = (
    r"(?!(?:an?|the|this|and|in|with|for|was|is|of|to|which|when|were|are|from|but|or|as|that|on|by|due|saw)\b)[a-z-]+"
)
# What ties a percentage to the two numbers before it: "(12%)", ", or 12%", ", that is by 12%".
_LINK = (
    r"(?:\((?:or |i\.e\. |a |an |up |down |approximately )?|"
    r",? (?:or|representing|equivalent to|equating to|which equates to|which represents|which is|that is|i\.e\.|equal to|"
    r"being) (?:by |a |an |a change of |up |down )?|,? (?:was|is|equates to|represents) (?:a |an )?| (?:–|-|—|=) |, )"
)
_NUMBER = r"<[CMDR]\d+>"
_NO_SHARE = r"(?! (?:of|to|in|were|had)\b)"
_BY_SO_MANY = rf"(?:{FILL}{{0,40}}?\bby {_NUMBER},?)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # increased (significantly this year) by 12% / by 12
        rf"\b(?P<word>{VERB}|{NOUN})\b(?:,? (?!(?:{VERB}|{NOUN})\b)[a-z'-]+|,? \(?<[XYLH]\d+>\)?){{0,9}}?,? by (?:a (?:further|massive|significant) |another |just |only |a total of |the same )?{_SIZE}",
        # an increase (in complaints) of 12% / of 12
        rf"\b(?P<word>{NOUN})(?: \([^()<>]*\))?(?: (?:in|to|on|for|since|from|over|between|and|compared|with|compared with) {FILL}{{0,90}}?)? (?:of|by|was|is|being|equal to) (?:therefore |thus |now |just |only |a (?:further|massive|significant) |another |a total of |the )?{_SIZE}(?! (?:of|more|fewer)\b)",
        # a 12% (year-on-year) increase, 12% more, 12% up; 12 more (complaints) than
        rf"{_PLAIN_SIZE}(?:-| )?(?:points? )?(?:{_ADJECTIVE} ){{0,3}}?(?P<word>{NOUN})\b(?! {_NOT_THE_SIZE}\b)",
        rf"{_PLAIN_SIZE} (?P<word>{THAN})\b(?!-)(?= (?:than|that|on|from|compared|in|complain|case|complim|comment|enquir|request|representation|contact|people|of these|when|overall|over|for|at|this|being|were)|[ ]?[,.;:)]|$| <)",
        rf"<(?P<kind>[CDMR])(?P<size>\d+)> (?:[a-z]+ )?(?P<word>more|fewer|less|higher|lower)\b(?= (?:[a-z]+ ){{0,3}}(?:than|compared|when compared|were|was|this|in|on|over)\b| (?:complaints?|cases?|compliments?|comments?|enquir\w+|requests?|representations?|contacts?)\b|[,.;)]|$| <)",
        rf"<(?P<kind>[CDMR])(?P<size>\d+)> (?P<word>extra|additional|up|down|increase|decrease|reduction|rise|drop|fall)\b(?= (?:on|from|in|complaints|cases|compliments|compared|over)\b)",
        # rose 12%, up 12%, fell 12%; not "made up 12%"
        rf"(?<!made )(?<!make )(?<!makes )(?<!making )(?<!taken )(?<!take )(?<!takes )(?<!taking )\b(?P<word>{VERB}) (?:[a-z]+ly |just |only |by )?{_PLAIN_SIZE}(?! (?:to|from) \d)",
        rf"\b(?P<word>up|down) <(?P<kind>[CDMR])(?P<size>\d+)>(?= on\b| compared\b| \(<[PF]\d+>\) (?:on|compared|from)\b)",
        # an increase (12%), an increase, 12%; rose (12%)
        rf"\b(?P<word>{NOUN}|{VERB})(?: [a-z]+ly)? \((?:of |by |up |down )?{_PLAIN_SIZE}\)",
        # the increase from 80 to 90 was 12%, rose from 80 to 90 (12%); rose to 90 (12%) from 80
        rf"\b(?P<word>{NOUN}|{VERB})\b{_BY_SO_MANY}{FILL}{{0,60}}?\bfrom {FILL}{{0,40}}?{_NUMBER}{FILL}{{0,50}}? to "
        rf"{FILL}{{0,30}}?{_NUMBER}{FILL}{{0,60}}?{_LINK}{_PLAIN_SIZE}{_NO_SHARE}",
        rf"\b(?P<word>{NOUN}|{VERB})\b{_BY_SO_MANY}{FILL}{{0,60}}?\bto {FILL}{{0,30}}?{_NUMBER}{FILL}{{0,50}}? from "
        rf"{FILL}{{0,40}}?{_NUMBER}{FILL}{{0,60}}?{_LINK}{_PLAIN_SIZE}{_NO_SHARE}",
        rf"\b(?P<word>{NOUN}|{VERB})\b{FILL}{{0,40}}? to <[CMDR]\d+>{FILL}{{0,30}}?\({_PLAIN_SIZE}\)(?= (?:from|compared)\b)",
        # (12% on last year)
        rf"\((?P<word>){_PLAIN_SIZE} (?:change|difference|year[ -]on[ -]year)",
    )
)
_OR_SO_MANY = re.compile(
    r"<[PF]\d+>,? or (?:by )?<(?P<kind>[CDM])(?P<size>\d+)>(?= ?,| (?:complaints|cases|fewer|more)\b| ?[.)]| from\b)"
)
# "... and comments by 50%", with the verb left to the reader
_BY = re.compile(rf"(?:\b(?:and|or)\b|, )[^<>¦,]{{0,40}}? by {_PLAIN_SIZE}(?! of\b)")
# a percentage beside the difference: "by 15 (12%)", "280 more complaints, or 25%"
_BESIDE = re.compile(
    rf"(?: [a-z]+){{0,4}}(?: \((?:or )?|,? or |, (?:which is |equivalent to |representing )?){_PLAIN_SIZE}(?! (?:of|were|was|are|to)\b)"
)
_SIGNED = re.compile(r"<P(?P<size>\d+)>")


@dataclass(frozen=True)
class Change:
    """The size of a change that a sentence states: which number it is, where, and the direction stated."""

    size: int
    kind: str
    direction: Direction
    word: str
    start: int
    end: int


def direction_of(word: str) -> Direction:
    """Get the direction of a word: "up" for rose, "down" for fewer, empty for changed and improved."""
    if _up.fullmatch(word):
        return "up"
    return "down" if _down.fullmatch(word) else ""


def find_changes(code: str, signs: dict[int, str]) -> list[Change]:
    """Find the sizes of changes in the pattern of a sentence, in their order.

    ``signs`` are the numbers printed with a plus, a minus or an arrow. A number is the size of
    one change only, however many words point at it.
    """
    found: dict[int, Change] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(code):
            size = int(match["size"])
            word = match["word"]
            if size not in found and not _is_level(code, match):
                direction = direction_of(word) or signs.get(size, "")
                found[size] = Change(size, match["kind"], direction, word, *match.span())  # type: ignore[arg-type]
    for change in list(found.values()):
        beside = _BESIDE.match(code, change.end) if change.kind in "CDMR" else None
        if beside and int(beside["size"]) not in found:
            size = int(beside["size"])
            found[size] = Change(size, beside["kind"], change.direction, change.word, *beside.span())  # type: ignore[arg-type]
    for change in list(found.values()):
        beside = _OR_SO_MANY.match(code, code.find(f"<{change.kind}{change.size}>")) if change.kind in "PF" else None
        if beside and int(beside["size"]) not in found:
            size = int(beside["size"])
            found[size] = Change(size, beside["kind"], change.direction, change.word, *beside.span())  # type: ignore[arg-type]
    for match in _BY.finditer(code):
        size, before = int(match["size"]), [change for change in found.values() if change.start < match.start()]
        if size not in found and before and "¦;" not in code[before[-1].end : match.start()]:
            last = max(before, key=lambda change: change.start)
            found[size] = Change(size, match["kind"], last.direction, last.word, *match.span())  # type: ignore[arg-type]
    for match in _SIGNED.finditer(code):
        size = int(match["size"])
        if size in signs and size not in found:
            found[size] = Change(size, "P", signs[size], "", *match.span())  # type: ignore[arg-type]
    return sorted(found.values(), key=lambda change: change.start)


def _is_level(code: str, match: re.Match[str]) -> bool:
    """Whether a number looks like the size of a change and is not: "up 12 from", "the number of 12"."""
    tail = code[match.end() : match.end() + 30]
    if match["kind"] == "F" and re.match(r" (?:year|quarter)", tail):
        return True
    return match["kind"] in "CDMR" and bool(re.match(r"\s?(?:%|per cent)", tail))


def mark_changes(code: str, changes: list[Change]) -> str:
    """Mark the sizes of changes in the pattern: percentages as Q, differences as N."""
    for change in changes:
        letter = "Q" if change.kind in "PFT" else "N"
        code = code.replace(f"<{change.kind}{change.size}>", f"<{letter}{change.size}>")
    return code
