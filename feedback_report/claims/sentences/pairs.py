"""Pairs of numbers that a sentence compares: an earlier one and a later one, in any order and wording."""

import itertools
import re
from dataclasses import dataclass
from math import inf

from feedback_report.claims.numbers.item import COUNT, PERCENT, Item
from feedback_report.claims.sentences.bound_years import every, is_later, years_of
from feedback_report.claims.sentences.directions import NOUN, VERB, direction_of
from feedback_report.claims.sentences.pair_wordings import (
    AGAINST,
    AIM,
    AS_MANY,
    FROM_TO,
    PLAIN,
    STEP,
    THE,
    THEN,
    TO_FROM,
    WORDINGS,
)
from feedback_report.claims.sentences.sentences import Sentence


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


_WORD_BEFORE = re.compile(rf"\b(?P<word>{VERB}|{NOUN}){STEP}{{0,14}}?,? ?\(?$")
_WENT_WITHIN = re.compile(rf", [a-z' ]{{3,40}}? (?:has|have|had)(?: [a-z]+)? (?P<word>{VERB})\b[^,]*$")
_WORD_WITHIN = re.compile(rf"\b(?P<word>{NOUN})\b")
# "Fewer complaints were escalated: 21 against 30"
_OPENS = re.compile(
    r"(?:^(?:<X\d+> )?|¦;?(?: ?(?:but|although|while|whereas))? ?|, |\b(?:received|had|were|was|recorded|saw) )"
    r"(?:an? |the )?"
    r"(?P<word>more|fewer|higher|lower|greater|smaller|larger|less) (?:[a-z' -]|<[YLX]\d+>){3,80}(?::| –| -| \() ?$"
)
_WORD_TO = re.compile(rf"\b(?P<word>{VERB}){STEP}{{0,5}}?,? to {THE}$")
_UP_FROM = re.compile(r"\b(?P<word>up|down) $")
# "dropped to 312 and violence fell to 5,827" is of two things, "was 312 and then fell to 200" of one
_ANOTHER_SUBJECT = re.compile(
    r"\b(?:and|or)\b(?!(?: (?:then|has|have|had|is|was|now|again|later|also|since|further|it|they|this|"
    r"(?:in )?<[YH]\d+>,?|[a-z]+ly))* ?$)"
)
# "related to", "responded to" and the like lead to no second number of a pair.
_NOT_TO = re.compile(
    r"\b(?:relat\w*|due|according|respon\w*|refer\w*|regard|attribut\w*|led|leading|subject|prior|next|close|able|"
    r"need\w*|address\w*|escalat\w*|progress\w*|transfer\w*|passed|proceed\w*|compared|comparison|similar|equal|"
    r"equivalent|amount\w*|equat\w*|repl(?:y|ied)|answer\w*|made|given|sent|spoke\w*|listen\w*|access|visits?|up)$"
)
# "up 20% from 800 in 2019 and three times the 320 of 2015": both are earlier numbers of one that stands elsewhere
_AN_EARLIER = r"(?:\b(?:from|than|on|over)|<K\d+>(?: as)?) (?:the |that of |a total of )*<\w{}>"
# "48 complaints (excluding 6 withdrawn), more than the 40": what stands aside is compared with nothing.
_ASIDE = re.compile(r"\((?:excluding|including|plus|not counting|of which|of whom|incl\b|excl\b)[^()]*$")


def find_pairs(sentence: Sentence, code: str) -> list[Pair]:
    """Find the compared pairs of a sentence; ``code`` is its pattern with changes and bases marked."""
    years = years_of(sentence, code)
    found: list[Pair] = []
    for how, pattern in WORDINGS:
        for match in every(pattern, code):
            pair = _pair(sentence, code, years, how, match)
            if pair and not any(_covers(held, pair) for held in found):
                found.append(pair)
    found += _in_turn(sentence, code, found)
    found += _by_years(sentence, code, years, found)
    return sorted((pair for pair in found if not _both_earlier(code, pair)), key=lambda pair: pair.start)


_COMPARED_TO = re.compile(r",? (?:which )?compare[sd] (?:to|with) ")


def _in_turn(sentence: Sentence, code: str, found: list[Pair]) -> list[Pair]:
    """Pair several numbers with as many of the same kinds: "8 of 13 (62%), compared with 5 of 11 (45%)"."""
    cut = _COMPARED_TO.search(code)
    if cut is None or len(_COMPARED_TO.findall(code)) > 1:
        return []
    sides = [re.findall(r"<([CBPDM])(\d+)>", side) for side in (code[: cut.start()], code[cut.end() :])]
    both = list(zip(*([int(n) for _, n in side] for side in sides), strict=False))
    alike = [kind for kind, _ in sides[0]] == [kind for kind, _ in sides[1]] and len(both) > 1
    if not alike or not all(comparable(sentence.items[now], sentence.items[before]) for now, before in both):
        return []
    held = {pair.now: pair.before for pair in found}
    if any(held.get(now, before) != before for now, before in both):
        return []
    return [Pair(before, now, "loose", cut.start(), cut.end()) for now, before in both if now not in held]


def _both_earlier(code: str, pair: Pair) -> bool:
    return all(re.search(_AN_EARLIER.format(number), code) for number in (pair.before, pair.now))


def _one_way(before: str) -> re.Match[str] | None:
    """Find the word of direction before a pair; none where the words go both ways: "after a rise, it fell ..."."""
    found = _WORD_BEFORE.search(before)
    words = re.findall(rf"\b(?:{VERB}|{NOUN})\b", found[0]) if found else []
    return None if {"up", "down"} <= {direction_of(word) for word in words} else found


def _last_way(text: str) -> str:
    """Get the last word of a text that says which way."""
    words = (found[0] for found in re.finditer(rf"\b(?:{VERB}|{NOUN})\b", text))
    return next((word for word in reversed(list(words)) if direction_of(word)), "")


def _covers(held: Pair, pair: Pair) -> bool:
    """Whether a pair is known already, or takes its earlier number from one that needs no other."""
    same = {held.before, held.now} == {pair.before, pair.now}
    return same or (held.how == "from to" and pair.how != "from to" and held.before == pair.before)


# "12 were for others, reducing the number for us to 248"
_WHAT_ELSE = re.compile(r"[a-z]+ing (?:the|our|their) ")


def _of_another(code: str, match: re.Match[str]) -> bool:
    """Whether what follows a number is of something else, or the number an aim: "against the 90% target it rose to"."""
    gap, word = match["gap"], match.start("word")
    return bool(_ANOTHER_SUBJECT.search(gap) or AIM.match(gap) or _WHAT_ELSE.match(code, word))


def _pair(sentence: Sentence, code: str, years: dict[int, float], how: str, match: re.Match[str]) -> Pair | None:
    groups = match.groupdict()
    before, now = int(groups["a"] or groups["c"]), int(groups["b"])
    if match.re in (FROM_TO, THEN, PLAIN) and _NOT_TO.search(groups["gap"].rstrip()):
        return None
    if _ASIDE.search(code, 0, match.start("b")) and ")" in code[match.start("b") : match.start("a")]:
        return None
    if match.re is TO_FROM and re.search(rf"\b(?:and|but|or)\b.*\b{VERB}\b", groups["gap"]):
        return None  # "rose by 4% to 520, and complaints rose from 10"
    if match.re is THEN and _of_another(code, match):
        return None
    tied = match.re in (FROM_TO, TO_FROM, PLAIN) and len(groups["gap"]) < 25
    alike = match.re is AS_MANY or comparable(sentence.items[before], sentence.items[now], mixed=tied)
    if not alike:
        return None
    word = groups.get("word") or ""
    if how == "compared" and word and not direction_of(word):
        word = _last_way(code[match.start("b") : match.start("a")]) or word  # "49% for improvement – down from 56%"
    if match.re is TO_FROM and (nearer := _UP_FROM.search(groups["gap"])):
        word = nearer["word"]  # "improved to 84%, up from 79%"
    if match.re is FROM_TO:
        found = _one_way(code[: match.start()])
        # "(up 20%), from 60 to 57": what stands in brackets is of the pair before
        aside = found is not None and found[0].count(")") > found[0].count("(")
        word = found["word"] if found and not aside else ""
    elif match.re is PLAIN and match[0].startswith("("):
        before_it = code[: match.start()]
        found = _one_way(before_it.rstrip()) or _OPENS.search(f"{before_it}(")  # "fell sharply (64 to 48)"
        word = found["word"] if found else ""
    elif match.re is AGAINST:
        before_it = code[: match.start()]
        found = (
            _WORD_WITHIN.search(groups["gap"])
            or _WENT_WITHIN.search(groups["gap"])
            or _WORD_TO.search(before_it)
            or _OPENS.search(before_it)
        )
        word = found["word"] if found else ""
    if how == "compared" and is_later(years.get(before), years.get(now)):
        before, now = now, before
    return Pair(before, now, how, match.start(), match.end(), word)


_FAR_APART = 20


def comparable(first: Item, second: Item, *, mixed: bool = False) -> bool:
    """Whether two numbers can be compared: of one kind, in one unit, counting no different things.

    ``mixed`` is for numbers that stand together, where one lends the other its unit: "from 45 to 53%".
    """
    kinds = {first.kind, second.kind}
    if kinds == {COUNT} and (first.decimals > 0) != (second.decimals > 0):
        low, high = sorted((abs(first.value), abs(second.value)))
        if high > _FAR_APART * low:
            return False  # a rate, 0.65, beside a number of people
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
    percentages = list(re.finditer(r"<P(\d+)>", code))
    if not tokens and len(percentages) == 2 and re.search(r"<[QN]\d+>", code):
        tokens = percentages  # "9% in 2023/24 and 11% in 2024/25, an increase of 2 percentage points"
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
