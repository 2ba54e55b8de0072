"""Claims of one thing per another: "6.8 compliments for each complaint", "by five to one", "one in every 40 visits"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers import hedges
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import judge, written
from feedback_report.claims.numbers.nouns import NOUNS, singular
from feedback_report.claims.sentences.readings import Reading

Counted = tuple[Item, str]
_MANY = rf"(?:<C(?P<many>\d+)>|\bone|\ba(?= (?:single )?(?:{NOUNS})\b))"
_ONE = r"(?:<C(?P<of>\d+)>|one\b)"
_EVERY = r"(?:(?:for|to|in|out of) (?:every|each)(?! of)|per)"
_BESIDE = r"(?:[^<>¦()]|<[XYLH]\d+>){0,40}? (?P<all>\([^()]*<C\d+>[^()<>]*<C\d+>[^()]*\))"
_ONE_IN = re.compile(
    rf"{_MANY}(?: (?:{NOUNS}))? in <C(?P<of>\d+)>(?! (?:working|calendar|days?|weeks?|months?|years?)\b)"
)
_PART = ("part", "whole")
_FORMS = (
    re.compile(rf"\b(?:for|to|in|out of) (?:every|each) <C(?P<of>\d+)>(?:[^<>¦():]|<[XYLH]\d+>|\([^()]*\))*?{_MANY}"),
    re.compile(rf"\bfor (?:every|each) (?P<thing>{NOUNS})\b(?!s)(?:[^<>¦():]|<[XYLH]\d+>){{0,40}}?<C(?P<many>\d+)>"),
    re.compile(rf"{_MANY}(?: [a-z'-]+){{0,6}}? {_EVERY} <C(?P<of>\d+)>"),
    _ONE_IN,
    re.compile(rf"{_MANY}(?: [a-z'-]+){{0,4}}? {_EVERY} (?:single )?(?:[a-z]+ )?(?P<thing>{NOUNS})\b(?!s)"),
    re.compile(rf"\b(?:outnumber|exceed|ratio|proportion)[^<>¦]*(?:<\w\d+>[^<>¦]*)*?<C(?P<many>\d+)>(?: to |:){_ONE}"),
    re.compile(rf"<C(?P<many>\d+)> to {_ONE}(?={_BESIDE})"),
)  # fmt: skip
_SAYS_RATIO = re.compile(r"\b(?:every|each|per|outnumber\w*|exceed\w*|ratio|proportion|one in|to one)\b|\b(?:in|to) <C")
_AIM = re.compile(r"\b(?:aim|target|below|goal|standard)\b")
_IS_RATIO = re.compile(r"^(?:<C\d+>|one|a)\b.* for (?:every|each)\b")
_OUTNUMBER = re.compile(rf"\b(?P<more>{NOUNS})s? (?:outnumber|exceed)\w* (?:[a-z]+ )?(?P<fewer>{NOUNS})s?\b")
_TWO_BESIDE = re.compile(r"\([^()]*<C\d+>[^()<>]*<C\d+>[^()]*\)")
_REACH, _FEW, _BOTH = 3, 6, 2
_ROUND, _LEAST_ROUND = 5, 20
_NEAR, _FAR = Fraction(12, 100), Fraction(20, 100)


def ratio_claims(reading: Reading, earlier: Sequence[Reading]) -> list[Claim]:
    """Judge how many of one thing there are for each, or for so many, of another, from the counts of both nearby."""
    return list(_found(reading, earlier))


def _found(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Claim]:
    if not _SAYS_RATIO.search(reading.code):
        return
    matches = sorted((m for form in _FORMS for m in form.finditer(reading.code)), key=lambda match: match.end())
    groups = [match.groupdict() for match in matches]
    ratios = {int(group[name]) for group in groups for name in ("many", "of") if group.get(name)}
    said: set[str] = set()
    for match, group in zip(matches, groups, strict=True):
        many, of = (int(group[name]) if group.get(name) else None for name in ("many", "of"))
        many_in = match.re is _ONE_IN and many is not None and reading.item(many).value != 1
        if {f"{many}", f"{of}"} & said or (many is None and of is None) or many_in:
            continue
        said |= {f"{number}" for number in (many, of) if number is not None}
        held, firm = _held(reading, match, ratios, earlier)
        claim = _judged(reading, (many, of), _things(reading, match, (many, of)), held, firm=firm)
        one = many is None or reading.item(many).value == 1
        if claim is not None or (
            one and of is not None and _IS_RATIO.search(match[0]) and not _AIM.search(reading.code)
        ):
            yield claim or Claim(
                "ratio",
                reading.sentence.text,
                (),
                _printed(reading, many, of),
                "",
                Verdict.CANNOT_TELL,
                "what it is the ratio of is not given",
            )


def _held(
    reading: Reading, match: re.Match[str], ratios: set[int], earlier: Sequence[Reading]
) -> tuple[list[Counted], bool]:
    """Get the counts a ratio can be of, and whether they stand where it can be wrong: before it, or in brackets."""
    beside = re.compile(_BESIDE).match(reading.code, match.end())
    inside = [int(n) for n in re.findall(r"<C(\d+)>", beside["all"])] if beside else []
    if len(inside) > 1:
        return _counts(reading, inside), True
    code = _TWO_BESIDE.sub("", reading.code)
    own = [int(n) for n in re.findall(r"<[CB](\d+)>", code) if int(n) not in ratios]
    after = any(reading.position(n) > match.end() for n in own)
    held = _counts(reading, own)
    for source in reversed(earlier[-_REACH:] if len(held) < 2 else ()):
        # what a count has risen from is no other thing's
        former = set() if held else {pair.before for pair in source.pairs}
        held += _counts(source, [int(n) for n in re.findall(r"<[CB](\d+)>", source.code) if int(n) not in former])
        if len(held) > 1:
            break
    return held, not after


def _counts(source: Reading, numbers: Sequence[int]) -> list[Counted]:
    return [(source.item(n), source.sentence.printed(n)) for n in numbers if source.item(n).value > 0]


def _things(reading: Reading, match: re.Match[str], numbers: tuple[int | None, int | None]) -> tuple[str, str]:
    """Get the two things that a ratio is of, each empty where it is not said; "one in 30" is a part of a whole."""
    if match.re is _ONE_IN:
        return _PART
    nouns = [reading.item(number).noun if number is not None else "" for number in numbers]
    outnumber = _OUTNUMBER.search(reading.code, 0, match.end())
    if outnumber:
        return singular(outnumber["more"]), singular(outnumber["fewer"])
    thing = match.groupdict().get("thing")
    return nouns[0], singular(thing) if thing else nouns[1]


def _judged(
    reading: Reading,
    numbers: tuple[int | None, int | None],
    things: tuple[str, str],
    held: Sequence[Counted],
    *,
    firm: bool,
) -> Claim | None:
    """Judge a ratio: right by any of few pairs that count its things, wrong by the only pair that can be meant."""
    part = things == _PART
    things = ("", "") if part else things
    pairs = [(a, b) for a, b in permutations(held, 2) if _is_of(a[0], things[0]) and _is_of(b[0], things[1])]
    same = [(a, b) for a, b in pairs if a[0].noun and a[0].noun == b[0].noun and all(things)]
    pairs = [(a, b) for a, b in pairs if (a, b) not in same and (not part or a[0].value < b[0].value)]
    for place in (0, 1):
        named = [pair for pair in pairs if things[place] and pair[place][0].noun == things[place]]
        pairs = named or pairs
    if len(pairs) > _FEW or not pairs or any(item.hedge for item, _ in held if len(held) == _BOTH):
        return None
    said = [reading.item(number) if number is not None else None for number in numbers]
    number = numbers[0] if numbers[0] is not None else numbers[1]
    found = [(*_verdict(said[0], said[1], a[0], b[0]), a, b) for a, b in pairs]
    right = next((one for one in found if one[0] is Verdict.RIGHT), None)
    known = all(things) and all(a[0].noun and b[0].noun for a, b in pairs)
    alone = len(held) == _BOTH and len(pairs) <= (1 if any(things) else _BOTH)
    if right is None and not (firm and (alone or (known and len(pairs) == 1))):
        return None
    verdict, reason, true, a, b = right or min(found, key=lambda one: abs(one[2] - reading.item(number or 0).value))
    printed = _printed(reading, *numbers)
    return Claim("ratio", reading.sentence.text, (a[1], f"to {b[1]}"), printed, written(true, 1), verdict, reason)


def _printed(reading: Reading, many: int | None, of: int | None) -> str:
    """Write what is stated of a ratio: so many, or of one thing for how many it is."""
    said = [reading.sentence.printed(number) for number in (many, of) if number is not None]
    return " for every ".join(said) if many is None or reading.item(many).value == 1 else said[0]


def _is_of(item: Item, thing: str) -> bool:
    return not thing or item.noun in ("", thing)


def _verdict(many: Item | None, of: Item | None, a: Item, b: Item) -> tuple[Verdict, str, Fraction]:
    """Judge so many for so many: "one in 40" by how many there are for one, others by how many for that many."""
    each = of.value if of is not None else Fraction(1)
    if of is not None and each > 1 and (many is None or (many.value == 1 and many.hedge in ("", hedges.ABOUT))):
        true = b.value / a.value
        about = each >= _LEAST_ROUND and each % _ROUND == 0
        hedge = hedges.ABOUT if about and not of.hedge else of.hedge or (many.hedge if many else "")
        return *judge(replace(of.stated, hedge=hedge), true, b.slack / a.value), true
    stated = many.stated if many is not None else Item("C", 0, 0, Fraction(1)).stated
    true = a.value * each / b.value
    verdict, reason = judge(stated, true, a.slack * each / b.value)
    away = abs(true - stated.value) / stated.value if stated.value else Fraction(0)
    if verdict is Verdict.RIGHT and not stated.hedge and not stated.decimals and away > _NEAR:
        return (Verdict.WRONG if away > _FAR else Verdict.CANNOT_TELL), f"it is {written(true, 1)}", true
    return verdict, reason, true
