"""Wordings that tie two numbers: "from 80 to 64", "64 compared with 80", "64, up from 60"."""

import re

from feedback_report.claims.sentences.directions import NOUN, THAN, VERB


def _n(name: str) -> str:
    """Match a number that can be compared."""
    return rf"<[CMDRP](?P<{name}>\d+)>"


AIM = re.compile(r" (?:[a-z-]+ )?(?:target|goal|standard|benchmark|threshold)")
# What may stand between two numbers: words, years, sizes of changes (Q, N), percentages in
# brackets, what is set aside.
_FILL = r"(?:[^<>¦]|<[XYLHDQNKTFB]\d+>|\((?:[^()<>¦]|<\w\d+>){1,60}\))"
_WORDS = r"(?:[^<>¦]|<[XYLHD]\d+>)"
STEP = r"(?:,? [a-z'-]+|,? \(?<[XYLHQN]\d+>\)?)"
THE = (
    r"(?:(?:\b(?:the|a|an|its|their|our|that|those|these|all|just|only|totals?|overall|figures?|numbers?|levels?|high|"
    r"low|all-time|record|"
    r"peak|baseline|of|which|when|where|there|we|it|they|council|had|have|has|been|prior|previous|preceding|year's|"
    r"was|were|in|for|at|some|grand|average|rate|previously|reported|recorded|received|seen|same|period|pre-pandemic|"
    r"outturn|position|result)\b|[(\[]|<[LHYXF]\d+>(?:'s|[:,])?)\s?)*"
)
_COMPARED = (
    r"(?:(?:as |when )?compared (?:to|with|against)|(?:in|by|a) comparison (?:to|with)|comparing (?:to|with)|compares "
    r"(?:to|with)|against|versus|vs\.?|v\.?|as opposed to|as against|relative to|in contrast (?:to|with)|rather"
    r" than|(?:following|after)(?= (?:the )?<[CM]\d+>[^<>¦,.]{0,30}<L))"
)
FROM_TO = re.compile(rf"\bfrom {THE}{_n('a')}(?P<gap>{_FILL}{{0,90}}?)\bto {THE}{_n('b')}")
TO_FROM = re.compile(
    rf"\b(?P<word>{VERB}|{NOUN}){STEP}{{0,6}}?,? to {THE}{_n('b')}(?P<gap>{_FILL}{{0,90}}?)\bfrom {THE}{_n('a')}"
)
THEN = re.compile(rf"{_n('a')}(?P<gap>{_FILL}{{0,90}}?)\b(?P<word>{VERB}){STEP}{{0,5}}? to {THE}{_n('b')}")
# "51% went on; in 2024/25 this percentage decreased to 38%"
_THEN_THIS = re.compile(
    rf"{_n('a')}(?P<gap>{_WORDS}{{0,90}}?)¦; (?:(?:in|at|for|by) <[YHX]\d+>,? )?(?:this|it|the)(?: (?:figure|number|"
    rf"percentage|"
    rf"proportion|rate|total|share))? (?:has |have |had |then )?(?P<word>{VERB}){STEP}{{0,3}}? to {THE}{_n('b')}"
)
# "a similar level to the previous year (19,850)"
_LAST_IN_BRACKETS = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,90}}?)\b(?:similar|same|comparable|consistent|in line|in keeping|"
    rf"compar\w+)\b{_WORDS}{{0,40}}?<[YL]\d+> ?\({_n('a')}\)"
)
_AND_BACK = re.compile(
    rf"\bto {THE}{_n('a')}(?P<gap>{_WORDS}{{0,40}}?),? (?:and|then|before) (?:then )?(?:[a-z]+ ){{0,2}}?"
    rf"(?P<word>(?:back|down|up|rising|falling|rose|fell)(?: up| down| again)?) to {THE}{_n('b')}"
)
AGAINST = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,120}}?)\b{_COMPARED} {_FILL}{{0,80}}?{_n('a')}(?! (?:fewer|more|less)\b)"
)
_AGAINST_FIRST = re.compile(
    rf"(?:^|[.:¦] ?|<X\d+> ){_COMPARED} {_FILL}{{0,60}}?{_n('a')}(?P<gap>{_FILL}{{0,80}}?), {_FILL}{{0,80}}?{_n('b')}"
)
_ON = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,120}}?)\b(?P<word>{NOUN}|"
    rf"{VERB})\b{_WORDS}{{0,50}}?(?:\(?<[QNKT]\d+>\)?)?{_WORDS}{{0,60}}?"
    rf"\b(?:from|on|over|since|against)\b(?: {THE}| {_WORDS}{{0,50}}?\(| {_WORDS}{{0,60}}? (?:of|was|were) )"
    rf"(?!(?<=over the )<D|(?<=over )<D){_n('a')}"
)
_THAN = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,120}}?)\b(?P<word>{THAN})(?: (?!than)[a-z'-]+){{0,4}} than\b"
    rf"(?: {THE}| {_WORDS}{{0,70}}?\(| {_WORDS}{{0,40}}? of ){_n('a')}"
)
_TIMES = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,80}}?)<K\d+>(?: increase| rise)? (?:as|than|of|in|from|on|compared|against|the|"
    rf"those|that|with)\b{_FILL}{{0,60}}?{_n('a')}"
)
_ABOVE = re.compile(rf"{_n('b')}(?P<gap>{_FILL}{{0,60}}?)\b(?P<word>above|below) {_WORDS}{{0,50}}?\(?{_n('a')}")
_ABOVE_IN_BRACKETS = re.compile(
    rf"\b(?P<word>above|below|higher|lower)(?: than)? \({_n('b')}\)(?P<gap>){_FILL}{{0,60}}?\(?{_n('a')}"
)
_THAN_IN_BRACKETS = re.compile(
    rf"\b(?P<word>{THAN})(?: [a-z'-]+){{0,4}} \({_n('b')}\)(?P<gap>) than\b{_WORDS}{{0,60}}?\(?{_n('a')}"
)
# "more men (22) were helped than women (30)"
_MORE_THAN_OTHERS = re.compile(
    rf"\b(?P<word>more|fewer|higher|lower|greater|larger|smaller) (?:[a-z' -]|<[YXH]\d+>){{3,90}} \({_n('b')}\)"
    rf"(?P<gap>){_WORDS}{{0,60}}? than (?:[a-z' -]|<[YXL]\d+>){{3,60}} \({_n('a')}\)"
)
# "is stable at 14.4%, but it represents a fall from the 15.4% of ..."
_THIS_IS = re.compile(
    rf"{_n('b')}(?P<gap>{_WORDS}{{0,60}}?)¦?(?:but |although |and |while )?(?:this|it|which|that) (?:still |also "
    rf")?(?:is|was|represents|represented|marks|remains) (?:still |also )?(?:an? )?(?:[a-z-]+ ){{0,2}}?(?P<word>{NOUN}|"
    rf"{THAN}) (?:from|on|than|compared (?:to|with)) {THE}{_n('a')}"
)
# "similar to last year's 310, at 297"
_SIMILAR_AT = re.compile(
    rf"\b(?:similar to|in line with|comparable (?:to|with)|consistent with) {THE}{_n('a')}(?P<gap>),? "
    rf"(?:at|with) {THE}{_n('b')}"
)
AS_MANY = re.compile(
    rf"<K\d+>{_WORDS}{{0,40}}? \({_n('b')}\)(?P<gap>)(?: [a-z]+){{0,3}} as(?: [a-z'-]+){{1,5}} \({_n('a')}\)"
)
_IN_BRACKETS = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,60}}?)\((?:[^<>()]|<[XQN]\d+>)*?"
    rf"(?:<[YL]\d+>[:,]?[^<>()]{{0,40}}?{_n('a')}|{_n('c')}[^<>()]{{0,40}}?<[YL]\d+>)[^()]*?\)"
)
PLAIN = re.compile(rf"(?:[(,:–-] ?|\b(?:was|were|of) ){_n('a')}(?P<gap>[^<>¦,.()]{{0,30}}?) to {_n('b')}")
_HAVING = re.compile(
    rf"\b(?P<word>{VERB}){STEP}{{0,6}}? to {THE}{_n('b')}(?P<gap>{_FILL}{{0,40}}?),? (?:having (?:previously |formerly "
    rf")?(?:been|stood at)|where it (?:was|had been|stood at)|when it (?:was|stood at)) {THE}{_n('a')}"
)
# "up 20% on last year's figure of 200, at 240"
_ON_AT = re.compile(
    rf"\b(?P<word>{VERB}) (?:by )?<[QNKT]\d+>(?P<gap>) (?:on|from|over) {THE}{_n('a')},? (?:to|at) {THE}{_n('b')}"
)
# "at 18, unchanged from last year's 18"
_UNCHANGED = re.compile(
    rf"{_n('b')}(?P<gap>{_WORDS}{{0,60}}?)\b(?:unchanged (?:from|on)|the same (?:[a-z]+ )?as) {THE}{_n('a')}"
)
WORDINGS = (
    ("from to", FROM_TO),
    ("from to", TO_FROM),
    ("from to", _HAVING),
    ("from to", _THEN_THIS),
    ("compared", _LAST_IN_BRACKETS),
    ("compared", _UNCHANGED),
    ("from to", _ON_AT),
    ("from to", _AND_BACK),
    ("compared", AGAINST),
    ("compared", _AGAINST_FIRST),
    ("compared", _ON),
    ("compared", _THAN),
    ("compared", _TIMES),
    ("compared", _ABOVE),
    ("compared", _ABOVE_IN_BRACKETS),
    ("compared", _THAN_IN_BRACKETS),
    ("from to", _MORE_THAN_OTHERS),
    ("compared", _THIS_IS),
    ("compared", _SIMILAR_AT),
    ("compared", AS_MANY),
    ("from to", THEN),
    ("compared", _IN_BRACKETS),
    ("plain", PLAIN),
)
