"""Words that compare numbers: rose, fewer, highest, majority, doubled.

Only words that make a claim about numbers are found: a word of change needs something counted
beside it ("complaints rose", "the rise in requests", "fell to" a fact), so that "most important",
"more time was agreed" and "falls under the policy" are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from feedback_report.narrative.prose import FACT, Prose, Sentence


class Says(StrEnum):
    """What a word claims."""

    up = "went up"
    down = "went down"
    same = "stayed the same"
    top = "is the highest"
    bottom = "is the lowest"
    majority = "is more than half"
    minority = "is less than half"
    multiple = "is a multiple"
    over = "is more than what is printed"
    under = "is less than what is printed"


@dataclass(frozen=True)
class DirectionWord:
    """A word that compares numbers and where it stands. ``place`` is 2 for "second highest"."""

    word: str
    start: int
    end: int
    says: Says
    place: int = 1
    is_number: bool = False  # "more than half" is reported as a typed number already


_COUNTED = (
    r"(?:complaints?|compliments?|comments?|cases?|feedback|contacts?|requests?|enquir(?:y|ies)|numbers?|totals?|figures?|"
    r"rates?|shares?|proportions?|percentages?|volumes?|averages?|medians?|counts?|decisions?|repl(?:y|ies)|responses?|answers|"
    r"apolog(?:y|ies)|remed(?:y|ies)|referrals?|applications?|appeals?|reviews?|investigations?|assessments?|outcomes?|"
    r"famil(?:y|ies)|people|children|parents|carers|residents|pupils|complainants|users|costs?|payments?)"
)
_UP = r"increas(?:ed|es|ing)|rose|ris(?:es|en|ing)|gr(?:ew|ows|own|owing)|climb(?:ed|s|ing)|jumped|soared|surged|spiked"
_DOWN = (
    r"decreas(?:ed|es|ing)|fell|fall(?:s|en|ing)|dropp(?:ed|ing)|drops|declin(?:ed|es|ing)|reduc(?:ed|es|ing)|shrank|shrunk|"
    r"dipped|diminished"
)
_PHRASES = {
    Says.up: r"(?:went|gone|goes|going|come|crept|edged)\s+up|up\s+(?:by|from|on\s+the)",
    Says.down: r"(?:went|gone|goes|going|come|came|edged)\s+down|down\s+(?:by|from|on\s+the)",
}
_UP_NOUN = r"increases?|rises?|growth|jumps?|surges?|spikes?|upturns?|upsurge"
_DOWN_NOUN = r"decreases?|falls?|drops?|declines?|reductions?|dips?|downturns?"
_DETERMINER = r"(?:a|an|the|this|that|these|its|their|such|further|another|steady|sharp|slight|small|large|big|clear|overall|recent)"
_NOT_CHANGE = re.compile(
    r"(?:fell|fall(?:s|en|ing)?)\s+(?:under|into|within|outside|short|behind|ill|foul|through|apart|victim|"
    r"to\s+(?:the|a|an|one|them|him|her|us)\s+(?!lowest|level|smallest))|"
    r"(?:give|gave|gives|given|giving)\s+rise|rise\s+to\s+the|(?:growing|grew|grows|grown)\s+up|"
    r"dropp(?:ed|ing)\s+(?:the|a|an|their|his|her|its?|off|out|in)\b|drops?-(?:in|off|out)\b|"
    r"reduced\s+(?:timetables?|hours|price|fee|charge)",
    re.IGNORECASE,
)
# A change that is denied, wished for or only possible is no claim.
_NOT_SO = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|cannot|without|whether|if|would|could|may|might|can|should|will|must|to|any|of)"
    r"|n['’]t)(?:\s+(?:be|have|been|a|an|any|further|\w+ly))*\s+$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:it|they|this|that|these|those|both|all)(?:\s+(?:has|have|had|is|are|was|were|also|then|again|all|both|\w+ly))*\s+$",
    re.IGNORECASE,
)
_SIZES = r"(?:number|rate|share|part|proportion|percentage|total|figure|volume|average|sum)s?"
_NOT_THE_TOP = re.compile(
    r"\s+(?:possible\s+|professional\s+)?(?:standards?|quality|priorit(?:y|ies)|courts?|importance|regard|risks?|needs?|levels?\s+of\s+"
    r"(?:care|service|need))\b",
    re.IGNORECASE,
)
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NEAR = rf"(?:\s+[\w'’-]+){{0,3}}?\s+{_COUNTED}\b"

_MULTIPLE = re.compile(
    r"\b(?:(?:more\s+than|nearly|almost|over)\s+)?(?:doubl(?:ed|ing)|trebl(?:ed|ing)|tripl(?:ed|ing)|quadrupled|halv(?:ed|ing))\b|"
    r"\btwice\s+as\s+(?:many|much|high|often)\b",
    re.IGNORECASE,
)
_CHANGES = (
    *((says, re.compile(rf"\b(?:{words})\b", re.I)) for says, words in ((Says.up, _UP), (Says.down, _DOWN))),
    *((says, re.compile(rf"\b(?:{words})\b", re.I)) for says, words in _PHRASES.items()),
    (
        Says.same,
        re.compile(
            r"\b(?:(?:remain|stay)\w*\s+(?:about\s+)?(?:the\s+same|level|stable|steady)|unchanged)\b",
            re.I,
        ),
    ),
)
_BASE_FORMS = ((Says.up, _UP_NOUN), (Says.down, _DOWN_NOUN))
# Each of these is a claim wherever it stands.
_CLAIMS = (
    (Says.up, rf"(?<!or )(?<!no )(?<!any )(?<!once )\bmore\s+(?:[a-z-]+\s+)?{_COUNTED}\b(?!\s+(?:time|detail|than\s+one))"),
    (Says.down, r"(?<!no )(?<!not )\bfewer\b(?!\s+than\s+half)"),
    (Says.up, rf"\b(?:higher|larger|greater|bigger|growing|rising|increasing)\s+(?:{_SIZES})\b"),
    (Says.down, rf"\b(?:lower|smaller|lesser|falling|shrinking|declining)\s+(?:{_SIZES})\b"),
    (Says.up, r"\bmore\s+(?:often(?!\s+than\s+not)|frequent(?:ly)?|common(?:ly)?)\b"),
    (Says.down, r"\bless\s+(?:often|frequent(?:ly)?|common(?:ly)?)\b"),
    (Says.top, r"\bmost\s+(?:often|frequent(?:ly)?|common(?:ly)?)\b"),
    (Says.bottom, r"\bleast\s+(?:often|frequent(?:ly)?|common(?:ly)?)\b"),
    (Says.top, rf"\bthe\s+most\s+(?:[a-z-]+\s+)?{_COUNTED}\b"),
    (Says.majority, rf"(?<!\bthe )\bmost\s+(?:(?:closed|upheld|new|such|other)\s+)?{_COUNTED}\b"),
    (Says.majority, rf"(?<!\bthe )\bmost\s+of\s+(?:(?:the|these|those|our|its|all|their){_NEAR}|(?:them|these|those)\b(?=.*{_COUNTED}))"),
    (Says.majority, r"(?<!ethnic )\bmajority\b(?!\s+(?:leader|party|group|vote|shareholder|decision|verdict))"),
    (Says.minority, r"(?<!ethnic )\bminority\b(?!\s+(?:ethnic|leader|party|group|language|communit\w+|report|interest|background))"),
)  # fmt: skip
_EXTREMES = (
    (Says.top, r"highest|largest|biggest|greatest|busiest|peak(?:s|ed|ing)?"),
    (Says.bottom, r"lowest|smallest|fewest|quietest"),
)
_HALVES = (
    (Says.majority, r"(?:more\s+than|over|above)\s+half"),
    (Says.minority, r"(?:less|fewer)\s+than\s+half|(?:just\s+)?under\s+half"),
)
_HEDGES = (
    (Says.over, rf"(?:(?:just|slightly|well)\s+)?(?:over|more\s+than|above|exceeding)(?=\s+{FACT})"),
    (Says.under, rf"(?:nearly|almost|(?:just\s+)?under|(?:just\s+)?below|less\s+than|fewer\s+than)(?=\s+{FACT})"),
)


def direction_words(prose: Prose) -> list[DirectionWord]:
    """Find the words of a text that compare numbers, in order. Questions claim nothing."""
    found: dict[int, DirectionWord] = {}
    for sentence in prose.sentences:
        if not sentence.is_question:
            for word in _in_sentence(prose, sentence):
                covered = any(held.start < word.end and word.start < held.end for held in found.values())
                if not covered:
                    found[word.start] = word
    return [found[start] for start in sorted(found)]


def _in_sentence(prose: Prose, sentence: Sentence) -> Iterator[DirectionWord]:
    words, span = prose.words, (sentence.start, sentence.end)
    for match in _MULTIPLE.finditer(words, *span):
        yield _word(match, Says.multiple)
    for says, pattern in (*_HALVES, *_HEDGES):
        for match in re.compile(rf"\b(?:{pattern})", re.IGNORECASE).finditer(words, *span):
            if not re.search(
                r"\b(?:no|not|never|than)\s+(?:\w+\s+)?$", words[sentence.start : match.start()], re.IGNORECASE
            ):
                yield _word(match, says, is_number=True)
    for says, pattern in _EXTREMES:
        ordered = rf"\b(?:(?P<place>{'|'.join(_ORDINALS)})[ -])?(?:{pattern})\b"
        for match in re.compile(ordered, re.IGNORECASE).finditer(words, *span):
            if _is_extreme(prose, match):
                yield _word(match, says, place=_ORDINALS.get((match["place"] or "").lower(), 1))
    for says, pattern in _CLAIMS:
        for match in re.compile(pattern, re.IGNORECASE).finditer(words, *span):
            yield _word(match, says)
    for says, changes in _CHANGES:
        for match in changes.finditer(words, *span):
            if _is_change(prose, sentence, match):
                yield _word(match, says)
    for says, nouns in _BASE_FORMS:
        for match in re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE).finditer(words, *span):
            if _is_noun_of_change(prose, sentence, match):
                yield _word(match, says)


def _word(match: re.Match[str], says: Says, place: int = 1, *, is_number: bool = False) -> DirectionWord:
    text = " ".join(match[0].replace(FACT, "").split())
    return DirectionWord(text, match.start(), match.end(), says, place, is_number)


def _is_extreme(prose: Prose, match: re.Match[str]) -> bool:
    if _NOT_THE_TOP.match(prose.words, match.end()):
        return False
    start, end = prose.clause_at(match.start())
    near = re.search(rf"\b{_COUNTED}\b", prose.words[start:end], re.IGNORECASE)
    months = re.match(
        r"\s+(?:months?|weeks?|quarters?|years?|season|time)\b", prose.words[match.end() : end], re.IGNORECASE
    )
    return bool(near or months or FACT in prose.words[start:end])


def _is_change(prose: Prose, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a verb of change says what something counted did."""
    words = prose.words
    if _denied(prose, sentence, match):
        return False
    start, end = prose.clause_at(match.start())
    before, after = words[start : match.start()], words[match.end() : end]
    if re.search(rf"\b{_COUNTED}\b|{FACT}\s*$", before, re.IGNORECASE) or _PRONOUN.search(before):
        return True
    to_a_fact = re.match(rf"\s+(?:by|to|from|of)?\s*(?:[a-z]+\s+)?{FACT}", after, re.IGNORECASE)
    return bool(
        to_a_fact or re.match(rf"\s+(?:the\s+|its\s+|their\s+)?(?:{_SIZES}|{_COUNTED})\b", after, re.IGNORECASE)
    )


def _is_noun_of_change(prose: Prose, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether "rise", "fall" and their like stand for a change of something counted."""
    words = prose.words
    if _denied(prose, sentence, match):
        return False
    start, end = prose.clause_at(match.start())
    before, after = words[start : match.start()], words[match.end() : end]
    if re.match(
        rf"\s+(?:in|of|to|on|from)\b(?:\s+[\w'’-]+){{0,4}}?\s+{_COUNTED}\b|\s+(?:of|by|to|from)\s+{FACT}",
        after,
        re.IGNORECASE,
    ):
        return True
    if re.search(rf"\b{_COUNTED}\s+(?:\w+ly\s+|also\s+)?$|{FACT}\s+$", before, re.IGNORECASE):
        return True  # complaints rise, the complaint increase, the 40% fall
    alone = re.search(rf"\b{_DETERMINER}\s+(?:[a-z-]+\s+)?$", before, re.IGNORECASE)
    return bool(alone) and match[0].lower() != "growth" and not re.match(r"\s+(?:in|of|to|for)\b", after, re.IGNORECASE)


def _denied(prose: Prose, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a word of change is a turn of phrase, or denied, wished for or only possible."""
    words = prose.words
    around = _NOT_CHANGE.search(words, max(sentence.start, match.start() - 12), sentence.end)
    if around and around.start() < match.end() and match.start() < around.end():
        return True
    clause = words[prose.clause_at(match.start())[0] : match.start()]
    asked = re.search(r"\b(?:whether|if)\b", clause, re.IGNORECASE)
    return bool(asked or _NOT_SO.search(words[sentence.start : match.start()]))
