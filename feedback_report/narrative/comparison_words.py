"""The words of comparison that a narrative uses, and those that only look like them."""

import re
from enum import StrEnum

from feedback_report.narrative.prose import FACT


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


Patterns = tuple[tuple[Says, re.Pattern[str]], ...]
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}

# What is counted in such a paper, and what its numbers are called.
COUNTED = (
    r"(?:complaints?|compliments?|comments?|cases?|feedback|contacts?|requests?|enquir(?:y|ies)|numbers?|totals?|"
    r"figures?|rates?|shares?|proportions?|percentages?|volumes?|averages?|medians?|counts?|decisions?|repl(?:y|ies)|"
    r"responses?|answers|apolog(?:y|ies)|remed(?:y|ies)|referrals?|applications?|appeals?|reviews?|investigations?|"
    r"assessments?|outcomes?|famil(?:y|ies)|people|children|parents|carers|residents|pupils|complainants|users|costs?|"
    r"payments?)"
)
SIZES = r"(?:number|rate|share|part|proportion|percentage|total|figure|volume|average|sum)s?"
# A number, or a printed fact, after a word and before one.
VALUE_AFTER = rf"(?:{FACT}|£?\d|a\s+(?:half|third|quarter|fifth|tenth)\b)"
VALUE_BEFORE = rf"(?:{FACT}|\d%?|\bper\s?cent)"
_NEAR = rf"(?:\s+[\w'’-]+){{0,3}}?\s+{COUNTED}\b"


def _patterns(*words: tuple[Says, str], ending: str = r"\b") -> Patterns:
    return tuple((says, re.compile(rf"\b(?:{pattern}){ending}", re.IGNORECASE)) for says, pattern in words)


# Verbs of change: a claim where something counted did so.
CHANGES = _patterns(
    (Says.up, r"increas(?:ed|es|ing)|rose|ris(?:es|en|ing)|gr(?:ew|ows|own|owing)|climb(?:ed|s|ing)|jumped|soared"),
    (Says.up, r"surged|spiked|(?:went|gone|goes|going|come|crept|edged)\s+up|up\s+(?:by|from|on\s+the)"),
    (Says.down, r"decreas(?:ed|es|ing)|fell|fall(?:s|en|ing)|dropp(?:ed|ing)|drops|declin(?:ed|es|ing)|dipped"),
    (Says.down, r"reduc(?:ed|es|ing)|shrank|shrunk|diminished|down\s+(?:by|from|on\s+the)"),
    (Says.down, r"(?:went|gone|goes|going|come|came|edged)\s+down"),
    (Says.up, rf"(?<!made )(?<!makes )(?<!make )(?<!took )(?<!take )(?<!takes )up(?=\s+{VALUE_AFTER})"),
    (Says.down, rf"down(?=\s+{VALUE_AFTER})"),
    (Says.same, r"(?:remain|stay)\w*\s+(?:about\s+)?(?:the\s+same|level|stable|steady)|unchanged"),
)
# Nouns of change, some of them verbs too: a claim where they are of something counted.
CHANGE_NOUNS = _patterns(
    (Says.up, r"increases?|rises?|growth|jumps?|surges?|spikes?|upturns?|upsurge"),
    (Says.down, r"decreases?|falls?|drops?|declines?|reductions?|dips?|downturns?"),
)
MULTIPLES = _patterns(
    (
        Says.multiple,
        r"(?:(?:more\s+than|nearly|almost|over)\s+)?"
        r"(?:doubl(?:ed|ing)|trebl(?:ed|ing)|tripl(?:ed|ing)|quadrupled|halv(?:ed|ing))|"
        r"twice\s+as\s+(?:many|much|high|often)",
    )
)
_PLACE = rf"(?:(?P<place>{'|'.join(ORDINALS)})[ -])?"
EXTREMES = _patterns(
    (Says.top, rf"{_PLACE}(?:highest|largest|biggest|greatest|busiest|peak(?:s|ed|ing)?)"),
    (Says.bottom, rf"{_PLACE}(?:lowest|smallest|fewest|quietest)"),
)
HALVES = _patterns(
    (Says.majority, r"(?:more\s+than|over|above)\s+half"),
    (Says.minority, r"(?:less|fewer)\s+than\s+half|(?:just\s+)?under\s+half"),
)
# Before a printed fact.
HEDGES = _patterns(
    (Says.over, r"(?:(?:just|slightly|well)\s+)?(?:over|more\s+than|above|exceeding)"),
    (Says.under, r"nearly|almost|(?:just\s+)?under|(?:just\s+)?below|less\s+than|fewer\s+than"),
    ending=rf"(?=\s+{FACT})",
)
# A claim wherever they stand.
CLAIMS = _patterns(
    (
        Says.up,
        rf"(?<!or )(?<!no )(?<!any )(?<!once )more\s+(?:[a-z-]+\s+)?{COUNTED}\b(?!\s+(?:time|detail|than\s+one))",
    ),
    (Says.up, rf"(?<=[{FACT}\d%]\s)more(?=\s+than)"),
    (Says.down, r"(?<!no )(?<!not )fewer\b(?!\s+than\s+half)"),
    (Says.up, rf"(?:higher|larger|greater|bigger|growing|rising|increasing)\s+(?:{SIZES})"),
    (Says.down, rf"(?:lower|smaller|lesser|falling|shrinking|declining)\s+(?:{SIZES})"),
    (Says.up, r"more\s+(?:often(?!\s+than\s+not)|frequent(?:ly)?|common(?:ly)?)"),
    (Says.down, r"less\s+(?:often|frequent(?:ly)?|common(?:ly)?)"),
    (Says.top, r"most\s+(?:often|frequent(?:ly)?|common(?:ly)?)"),
    (Says.bottom, r"least\s+(?:often|frequent(?:ly)?|common(?:ly)?)"),
    (Says.top, rf"the\s+most\s+(?:[a-z-]+\s+)?{COUNTED}"),
    (Says.majority, rf"(?<!\bthe )most\s+(?:(?:closed|upheld|new|such|other)\s+)?{COUNTED}"),
    (Says.majority, rf"(?<!\bthe )most\s+of\s+(?:the|these|those|our|its|all|their){_NEAR}"),
    (Says.majority, rf"(?<!\bthe )most\s+of\s+(?:them|these|those)\b(?=.*{COUNTED})"),
    (Says.majority, r"(?<!ethnic )majority\b(?!\s+(?:leader|party|group|vote|shareholder|decision|verdict))"),
    (Says.minority, r"(?<!ethnic )minority\b(?!\s+(?:ethnic|leader|party|group|language|report|interest|background))"),
    ending="",
)

# What looks like a change and is none.
NOT_A_CHANGE = re.compile(
    r"(?:fell|fall(?:s|en|ing)?)\s+(?:under|into|within|outside|short|behind|ill|foul|through|apart|victim|"
    r"to\s+(?:the|a|an|one|them|him|her|us)\s+(?!lowest|level|smallest))|"
    r"(?:give|gave|gives|given|giving)\s+rise|rise\s+to\s+the|(?:growing|grew|grows|grown)\s+up|"
    r"dropp(?:ed|ing)\s+(?:the|a|an|their|his|her|its?|off|out|in)\b|drops?-(?:in|off|out)\b|"
    r"reduced\s+(?:timetables?|hours|price|fee|charge)",
    re.IGNORECASE,
)
# Before a change that is denied, wished for or only possible.
NOT_SO = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|cannot|without|would|could|may|might|can|should|will|must|to|any|of)|n['’]t)"
    r"(?:\s+(?:be|have|been|a|an|any|further|\w+ly))*\s+$",
    re.IGNORECASE,
)
NOT_THE_TOP = re.compile(
    r"\s+(?:possible\s+|professional\s+)?(?:standards?|quality|priorit(?:y|ies)|courts?|importance|regard|risks?|needs?|"
    r"levels?\s+of\s+(?:care|service|need))\b",
    re.IGNORECASE,
)
