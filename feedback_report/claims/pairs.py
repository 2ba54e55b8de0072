"""Pairs of numbers that a sentence compares: an earlier one and a later one, in any order and wording."""

import itertools
import re
from dataclasses import dataclass
from math import inf

from feedback_report.claims.bound_years import every, is_later, years_of
from feedback_report.claims.directions import NOUN, THAN, VERB, direction_of
from feedback_report.claims.item import COUNT, PERCENT, Item
from feedback_report.claims.sentences import Sentence


@dataclass(frozen=True)
class Pair:
    """Two numbers of a sentence that are compared: ``before`` and ``now`` are their places in its items.

    ``how`` says how the wording ties them: "from to", "compared", "years" (each is of its own
    year), "loose" (one is of "last year"), "plain" (90 to 120). ``word`` is the word of direction
    that belongs to the wording itself. ``start`` and ``end`` are positions in the pattern.
    """

    before: int
    now: int
    how: str
    start: int
    end: int
    word: str = ""


def _n(name: str) -> str:
    """Match a number that can be compared."""
    return rf"<[CMDRP](?P<{name}>\d+)>"


# What may stand between two numbers: words, years, sizes of changes (Q, N), percentages in
# brackets, what is set aside.
_FILL = r"(?:[^<>¦]|<[XYLHDQNKTFB]\d+>|\((?:[^()<>¦]|<\w\d+>){1,60}\))"
_WORDS = r"(?:[^<>¦]|<[XYLHD]\d+>)"
_STEP = r"(?:,? [a-z'-]+|,? \(?<[XYLHQN]\d+>\)?)"
_THE = (
    r"(?:(?:\b(?:the|a|an|its|their|our|that|those|these|all|just|only|totals?|overall|figures?|numbers?|levels?|high|low|"
    r"peak|baseline|of|which|when|where|there|we|it|they|council|had|have|has|been|prior|previous|preceding|year's|was|"
    r"were|in|for|at|some|grand|average|rate|previously|reported|recorded|received|seen|same|period|pre-pandemic|"
    r"outturn|position|result)\b|[(\[]|<[LHYX]\d+>[:,]?)\s?)*"
)
_COMPARED = (
    r"(?:(?:as |when )?compared (?:to|with|against)|(?:in|by|a) comparison (?:to|with)|comparing (?:to|with)|"
    r"compares (?:to|with)|against|versus|vs\.?|v\.?|as opposed to|as against|relative to|in contrast (?:to|with)|"
    r"rather than)"
)
_FROM_TO = re.compile(rf"\bfrom {_THE}{_n('a')}(?P<gap>{_FILL}{{0,90}}?)\bto {_THE}{_n('b')}")
_TO_FROM = re.compile(
    rf"\b(?P<word>{VERB}|{NOUN}){_STEP}{{0,6}}? to {_THE}{_n('b')}(?P<gap>{_FILL}{{0,90}}?)\bfrom {_THE}{_n('a')}"
)
_THEN = re.compile(rf"{_n('a')}(?P<gap>{_FILL}{{0,90}}?)\b(?P<word>{VERB}){_STEP}{{0,5}}? to {_THE}{_n('b')}")
_AND_BACK = re.compile(
    rf"\bto {_THE}{_n('a')}(?P<gap>{_WORDS}{{0,40}}?),? (?:and|then|before) (?:then )?(?:[a-z]+ ){{0,2}}?"
    rf"(?P<word>(?:back|down|up|rising|falling|rose|fell)(?: up| down| again)?) to {_THE}{_n('b')}"
)
_AGAINST = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,120}}?)\b{_COMPARED} {_FILL}{{0,80}}?{_n('a')}(?! (?:fewer|more|less)\b)"
)
_AGAINST_FIRST = re.compile(
    rf"(?:^|[.:¦] ?|<X\d+> ){_COMPARED} {_FILL}{{0,60}}?{_n('a')}(?P<gap>{_FILL}{{0,80}}?), {_FILL}{{0,80}}?{_n('b')}"
)
_ON = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,120}}?)\b(?P<word>{NOUN}|{VERB})\b{_WORDS}{{0,50}}?(?:\(?<[QNKT]\d+>\)?)?{_WORDS}{{0,60}}?"
    rf"\b(?:from|on|over|since|against)\b(?: {_THE}| {_WORDS}{{0,50}}?\(| {_WORDS}{{0,60}}? (?:of|was|were) ){_n('a')}"
)
_THAN = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,120}}?)\b(?P<word>{THAN})(?: (?!than)[a-z'-]+){{0,4}} than\b"
    rf"(?: {_THE}| {_WORDS}{{0,70}}?\(| {_WORDS}{{0,40}}? of ){_n('a')}"
)
_TIMES = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,80}}?)<K\d+> (?:as|than|of|in|from|on|compared|against|the|those|that|"
    rf"with)\b{_FILL}{{0,60}}?{_n('a')}"
)
_ABOVE = re.compile(rf"{_n('b')}(?P<gap>{_FILL}{{0,60}}?)\b(?P<word>above|below) {_WORDS}{{0,50}}?\(?{_n('a')}")
_ABOVE_IN_BRACKETS = re.compile(
    rf"\b(?P<word>above|below|higher|lower)(?: than)? \({_n('b')}\)(?P<gap>){_FILL}{{0,60}}?\(?{_n('a')}"
)
_THAN_IN_BRACKETS = re.compile(
    rf"\b(?P<word>{THAN})(?: [a-z'-]+){{0,4}} \({_n('b')}\)(?P<gap>) than\b{_WORDS}{{0,60}}?\(?{_n('a')}"
)
_AS_MANY = re.compile(
    rf"<K\d+>{_WORDS}{{0,40}}? \({_n('b')}\)(?P<gap>)(?: [a-z]+){{0,3}} as(?: [a-z'-]+){{1,5}} \({_n('a')}\)"
)
_IN_BRACKETS = re.compile(
    rf"{_n('b')}(?P<gap>{_FILL}{{0,60}}?)\((?:[^<>()]|<[XQN]\d+>)*?"
    rf"(?:<[YL]\d+>[:,]?[^<>()]{{0,40}}?{_n('a')}|{_n('c')}[^<>()]{{0,40}}?<[YL]\d+>)[^()]*?\)"
)
_PLAIN = re.compile(rf"(?:[(,:–-] ?|\b(?:was|were|of) ){_n('a')}(?P<gap>[^<>¦,.()]{{0,30}}?) to {_n('b')}")
_HAVING = re.compile(
    rf"\b(?P<word>{VERB}){_STEP}{{0,6}}? to {_THE}{_n('b')}(?P<gap>{_FILL}{{0,40}}?),? (?:having (?:previously |"
    rf"formerly )?(?:been|stood at)|"
    rf"where it (?:was|had been|stood at)|when it (?:was|stood at)) {_THE}{_n('a')}"
)
_WORDINGS = (
    ("from to", _FROM_TO),
    ("from to", _TO_FROM),
    ("from to", _HAVING),
    ("from to", _AND_BACK),
    ("compared", _AGAINST),
    ("compared", _AGAINST_FIRST),
    ("compared", _ON),
    ("compared", _THAN),
    ("compared", _TIMES),
    ("compared", _ABOVE),
    ("compared", _ABOVE_IN_BRACKETS),
    ("compared", _THAN_IN_BRACKETS),
    ("compared", _AS_MANY),
    ("from to", _THEN),
    ("compared", _IN_BRACKETS),
    ("plain", _PLAIN),
)
_WORD_BEFORE = re.compile(rf"\b(?P<word>{VERB}|{NOUN}){_STEP}{{0,9}}?,? ?\(?$")
_WORD_WITHIN = re.compile(rf"\b(?P<word>{NOUN})\b")
# "Fewer complaints were escalated: 21 against 30"
_OPENS = re.compile(r"^(?:<X\d+> )?(?P<word>more|fewer) [a-z' -]{3,80}(?::| –| -) $")
_WORD_TO = re.compile(rf"\b(?P<word>{VERB}){_STEP}{{0,5}}? to {_THE}$")
# "dropped to 312 and violence fell to 5,827" is of two things, "was 312 and then fell to 200" of one
_ANOTHER_SUBJECT = re.compile(
    r"\b(?:and|or)\b(?!(?: (?:then|has|have|had|is|was|now|again|later|also|since|further|it|they|this|[a-z]+ly))* ?$)"
)
# "related to", "responded to" and the like lead to no second number of a pair.
_NOT_TO = re.compile(
    r"\b(?:relat\w*|due|according|respon\w*|refer\w*|regard|attribut\w*|led|leading|subject|prior|next|close|able|need\w*|"
    r"address\w*|escalat\w*|progress\w*|transfer\w*|passed|proceed\w*|compared|comparison|similar|equal|equivalent|"
    r"amount\w*|equat\w*|repl(?:y|ied)|answer\w*|made|given|sent|spoke\w*|listen\w*|access|visits?|up)$"
)

# "48 complaints (excluding 6 withdrawn), more than the 40": what stands aside is compared with nothing.
_ASIDE = re.compile(r"\((?:excluding|including|plus|not counting|of which|of whom|incl\b|excl\b)[^()]*$")


def find_pairs(sentence: Sentence, code: str) -> list[Pair]:
    """Find the compared pairs of a sentence; ``code`` is its pattern with changes and bases marked."""
    years = years_of(sentence, code)
    found: list[Pair] = []
    for how, pattern in _WORDINGS:
        for match in every(pattern, code):
            pair = _pair(sentence, code, years, how, match)
            if pair and not any(_covers(held, pair) for held in found):
                found.append(pair)
    found += _by_years(sentence, code, years, found)
    return sorted(found, key=lambda pair: pair.start)


def _one_way(before: str) -> re.Match[str] | None:
    """Find the word of direction before a pair; none where the words go both ways: "after a rise, it fell ..."."""
    found = _WORD_BEFORE.search(before)
    words = re.findall(rf"\b(?:{VERB}|{NOUN})\b", found[0]) if found else []
    return None if {"up", "down"} <= {direction_of(word) for word in words} else found


def _covers(held: Pair, pair: Pair) -> bool:
    """Whether a pair is known already, or takes its earlier number from one that needs no other."""
    same = {held.before, held.now} == {pair.before, pair.now}
    return same or (held.how == "from to" and pair.how != "from to" and held.before == pair.before)


def _pair(sentence: Sentence, code: str, years: dict[int, float], how: str, match: re.Match[str]) -> Pair | None:
    groups = match.groupdict()
    before, now = int(groups["a"] or groups["c"]), int(groups["b"])
    if match.re in (_FROM_TO, _THEN, _PLAIN) and _NOT_TO.search(groups["gap"].rstrip()):
        return None
    if _ASIDE.search(code, 0, match.start("b")) and ")" in code[match.start("b") : match.start("a")]:
        return None
    if match.re is _TO_FROM and re.search(rf"\b(?:and|but|or)\b.*\b{VERB}\b", groups["gap"]):
        return None  # "rose by 4% to 520, and complaints rose from 10"
    if match.re is _THEN and _ANOTHER_SUBJECT.search(groups["gap"]):
        return None
    tied = match.re in (_FROM_TO, _TO_FROM, _PLAIN) and len(groups["gap"]) < 25
    alike = match.re is _AS_MANY or comparable(sentence.items[before], sentence.items[now], mixed=tied)
    if not alike:
        return None
    word = groups.get("word") or ""
    if match.re is _FROM_TO:
        found = _one_way(code[: match.start()])
        # "(up 20%), from 60 to 57": what stands in brackets is of the pair before
        aside = found is not None and found[0].count(")") > found[0].count("(")
        word = found["word"] if found and not aside else ""
    elif match.re is _AGAINST:
        before_it = code[: match.start()]
        found = _WORD_WITHIN.search(groups["gap"]) or _WORD_TO.search(before_it) or _OPENS.search(before_it)
        word = found["word"] if found else ""
    if how == "compared" and is_later(years.get(before), years.get(now)):
        before, now = now, before
    return Pair(before, now, how, match.start(), match.end(), word)


def comparable(first: Item, second: Item, *, mixed: bool = False) -> bool:
    """Whether two numbers can be compared: of one kind, in one unit, counting no different things.

    ``mixed`` is for numbers that stand together, where one lends the other its unit: "from 45 to 53%".
    """
    kinds = {first.kind, second.kind}
    if kinds == {COUNT}:
        return len({first.noun, second.noun} - {""}) < 2
    if len(kinds) == 2:
        bare = first if first.kind == COUNT else second
        return mixed and COUNT in kinds and not bare.noun
    return first.kind == PERCENT or first.unit == second.unit


# "50 in 2021/22 (a 10% fall)": a number with its own change may follow one that is paired already.
_OWN_CHANGE = re.compile(r"<[CMDR]\d+>(?:[^<>()¦]|<[YLH]\d+>)*\([^()<>]*<Q\d+>[^()<>]*\)")


def _by_years(sentence: Sentence, code: str, years: dict[int, float], found: list[Pair]) -> list[Pair]:
    """Pair neighbours that are of different years, where no wording has paired either of them."""
    paired = {number for pair in found for number in (pair.before, pair.now)}
    tokens = list(re.finditer(r"<[CMDR](\d+)>", code))
    pairs = []
    for first, second in itertools.pairwise(tokens):
        a, b = int(first[1]), int(second[1])
        if b in paired or not {a, b} <= set(years) or years[a] == years[b]:
            continue
        if a in paired and not (years[a] < years[b] and _OWN_CHANGE.match(code, second.start())):
            continue
        if comparable(sentence.items[a], sentence.items[b]):
            before, now = (a, b) if years[a] < years[b] else (b, a)
            how = "years" if (abs(years[a]) == inf) == (abs(years[b]) == inf) else "loose"
            pairs.append(Pair(before, now, how, first.start(), second.end()))
            paired |= {a, b}
    return pairs
