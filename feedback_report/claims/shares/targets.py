"""Claims that a target was met or missed, where the sentence gives both: "87% against a target of 90%"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import judge, written
from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.readings import Reading

_AIM = r"(?:targets?|goal|standard|benchmark|threshold|kpi)"
_LIMIT = r"(?:targets?|goal|standard|deadline|timescale|time ?limit|limit)"
_TARGET = re.compile(
    rf"\b{_AIM}\b(?:[^<>¦]|<[XYLH]\d+>|\bwithin <D\d+>){{0,60}}?(?:\bof|\bis|\bwas|\bat|\bbeing|:|\() ?<P(?P<n>\d+)>|"
    rf"<P(?P<m>\d+)>\)?(?: (?:[a-z-]+ )?{_AIM}\b| (?:that )?(?:the |our )?(?:[a-z]+ ){{0,3}}?(?:expect|requir|"
    rf"recommend)"
    r"(?:s|ed|es)?\b)"
)
_TARGET_OF_TIME = re.compile(
    rf"\b{_LIMIT}\b(?:[^<>¦]|<[XYLH]\d+>){{0,40}}?(?:\bof|\bis|\bwas|\bat|\bbeing|:|\() ?<D(?P<n>\d+)>|"
    rf"<D(?P<m>\d+)>\)? (?:[a-z-]+ )?{_LIMIT}\b"
)
_TOOK = re.compile(r"\b(?:averag\w*|mean|median|took|taken|typically)\b")
_MET = re.compile(
    rf"\b{_AIM}(?: [a-z]+){{0,4}}? (?:met|exceeded|achieved|reached|surpassed|beaten)\b|"
    rf"\b(?:meets|met|meeting|exceeds|exceeded|exceeding|surpass\w*|beat|beating|achieved|achieving|above|better than|"
    rf"within|ahead of) (?:the |our |its |this |that )(?:[a-z-]+ ){{0,2}}?(?:<P\d+> )?(?:[a-z-]+ )?{_AIM}\b"
)
_MISSED_IT = re.compile(
    rf"\bunder-?perform\w*|\b{_AIM}(?: [a-z]+){{0,3}}? (?:not (?:met|reached|achieved)|missed)\b|"
    rf"\b(?:did not (?:meet|reach|achieve)|missed|missing|short of|below|under|behind|failed to meet) "
    rf"(?:the |our |its |this |that )(?:[a-z-]+ ){{0,2}}?(?:(?:<P\d+> )?(?:[a-z-]+ )?{_AIM}\b|"
    r"<P\d+>(?= (?:that )?(?:the |our )?(?:[a-z]+ ){0,3}?(?:expect|requir|recommend)))"
)
_OF_THE_TIME = rf"(?:the |our |its |this |that |a )(?:[a-z-]+ ){{0,2}}?(?:<D\d+> )?(?:[a-z-]+ )?{_LIMIT}\b"
_MET_IN_TIME = re.compile(
    rf"\b{_LIMIT}(?: [a-z]+){{0,4}}? (?:met|achieved|beaten)\b|"
    rf"\b(?:meets|met|meeting|beat|beating|achieved|achieving|better than|within|inside|below|under|ahead of|quicker "
    rf"than|faster than|shorter than) {_OF_THE_TIME}"
)
_MISSED_IN_TIME = re.compile(
    rf"\b{_LIMIT}(?: [a-z]+){{0,3}}? (?:not (?:met|achieved)|missed)\b|"
    rf"\b(?:did not (?:meet|achieve)|missed|missing|failed to meet|not (?:quite )?within|outside|above|over|beyond|"
    rf"longer than|slower than|more than|exceed\w*|in excess of) {_OF_THE_TIME}"
)
_LESS_IS_BETTER = re.compile(
    r"\b(?:abandon\w*|late|overdue|absence|vacan\w*|upheld|escalat\w*|reduc\w*|arrears|missed|dissatisf\w*|maximum|turnover|sickness|void|reject\w*|fail(?:ed|ure)s?|errors?|"
    r"no more than|less than|fewer)\b"
)
# A target that is met at some times and not at others, or that is not said to be met.
_NOT_ALWAYS = re.compile(
    r"\b(?:if|whether|will|would|except|apart|every|each|months?|quarters?|although|though|some|all but|half|until)\b"
)
# "above the target of 70% and last year's 69%", "above the national figure of 68% but below our target"
_OF_ANOTHER = re.compile(
    r"(?:<[YL]\d+>(?:'s)? (?:figure )?(?:of )?|\b(?:national|regional|average|mean|median|overall)(?: [a-z]+){0,2}? "
    r"(?:of |at |was |is )?)\(?$"
)


@dataclass(frozen=True)
class _Said:
    word: str
    met: bool


_PARTS = re.compile(r",? and (?=[^,]*<P)|¦|; ")


def target_claims(reading: Reading, earlier: Sequence[Reading] = ()) -> list[Claim]:
    """Judge "the target was met" where one percentage is the target and one other what was achieved; or of time.

    The target may stand in the sentence before. Where fewer would be better, or where more
    percentages leave a doubt, it cannot be told.
    """
    views = [replace(reading, code=part) for part in _PARTS.split(reading.code) if len(_TARGET.findall(part)) == 1]
    claims = [claim for view in views if len(views) > 1 for claim in _of_percentages(view, earlier)]
    claims = claims or _of_percentages(reading, earlier) or _of_time(reading)
    said = _said(reading.code)
    if not claims and said and (_TARGET.search(reading.code) or _before(earlier)):
        claims = [Claim("target", reading.sentence.text, (), said.word, "", Verdict.CANNOT_TELL, _NOT_GIVEN)]
    return claims


_NOT_GIVEN = "what was achieved is not given"


def _of_time(reading: Reading) -> list[Claim]:
    """Judge "11 days on average, within the target of 10" by the only other duration of the sentence."""
    aims = {int(match["n"] or match["m"]) for match in _TARGET_OF_TIME.finditer(reading.code)}
    before_it = re.sub(r"<D(\d+)>(?=[^<>]*<[YL])", "", reading.code)
    found = [int(n) for n in re.findall(r"(?<!the )<D(\d+)>", before_it) if int(n) not in aims]
    met, missed = _MET_IN_TIME.search(reading.code), _MISSED_IN_TIME.search(reading.code)
    word = missed or met
    if len(aims) != 1 or word is None or not _TOOK.search(reading.code) or _NOT_ALWAYS.search(reading.code):
        return []
    target, number = reading.item(next(iter(aims))), found[0] if len(found) == 1 else None
    said = _Said(" ".join(re.sub(r"<\w\d+>", "", word[0]).split()), word is met)
    reached = reading.item(number) if number is not None else target
    if number is None or reached.hedge or target.hedge or (missed and met and missed.start() > met.end()):
        return [Claim("target", reading.sentence.text, (), said.word, "", Verdict.CANNOT_TELL, _NOT_GIVEN)]
    return [_judged(reading, said, target, reached, [number, *aims], met=reached.value <= target.value)]


def _of_percentages(reading: Reading, earlier: Sequence[Reading]) -> list[Claim]:
    aims = {int(match["n"] or match["m"]) for match in _TARGET.finditer(reading.code)}
    of_last_year = {n for n, year in years_of(reading.sentence, reading.code).items() if year == -inf}
    others = [
        int(match[1])
        for match in re.finditer(r"<P(\d+)>(?!(?: [a-z]+){0,3} <[YL]\d+>)(?! (?:last|the previous))", reading.code)
        if int(match[1]) not in aims | of_last_year and not _OF_ANOTHER.search(reading.code, 0, match.start())
    ]
    shown = [int(number) for number in re.findall(r"<P(\d+)>", reading.code) if int(number) not in aims | of_last_year]
    others = others or (shown if len(shown) == 1 and aims else [])
    said = _said(reading.code)
    targets = [reading.item(number) for number in aims] or _before(earlier)
    if len(targets) == 1 and not others and said:
        return _of_before(reading, said, targets[0], earlier)
    if len(targets) != 1 or len(others) != 1:
        return []
    target, reached = targets[0], reading.item(others[0])
    if target.hedge or reached.hedge or target.high is not None or target.value == 100:
        return []
    claims = [_claim(reading, said, target, reached, [others[0], *aims])] if said else []
    return claims + (_by_points(reading, target, reached, others[0]) if aims else [])


_POINTS_BACK = re.compile(
    r"^¦?(?:<X\d+> )?(?:(?:despite|although|though|so|and|but|¦)+ ?)?(?:this|which|it|that|we)\b|"
    r"^(?:the|our) [^<>¦,]{0,60}?\b(?:therefore|thus|also|still|so)\b|^(?:therefore|thus),? "
)


def _of_before(reading: Reading, said: _Said, target: Item, earlier: Sequence[Reading]) -> list[Claim]:
    """Judge "This was ahead of the target of 70%" by the only percentage of the sentence before."""
    pointing = any(_POINTS_BACK.match(part) for part in reading.code.split("¦") if "<P" in part)
    held = re.findall(r"<P(\d+)>", earlier[-1].code) if earlier and pointing else []
    held = [number for number in held if int(number) not in {pair.before for pair in earlier[-1].pairs}]
    if len(held) != 1 or _TARGET.search(earlier[-1].code) or target.hedge or target.value == 100:
        return []
    reached = earlier[-1].item(int(held[0]))
    return (
        []
        if reached.hedge or _LESS_IS_BETTER.search(earlier[-1].code)
        else [_claim(reading, said, target, reached, [])]
    )


def _before(earlier: Sequence[Reading]) -> list[Item]:
    """Get the only percentage of the sentence before, where it is a target."""
    if not earlier or len(re.findall(r"<P", earlier[-1].code)) != 1:
        return []
    return [earlier[-1].item(int(match["n"] or match["m"])) for match in _TARGET.finditer(earlier[-1].code)]


_BY_POINTS = re.compile(r"\bby <T(\d+)>|<T(\d+)> (?:below|under|short of|above|over|off) (?:the |our |its )")


def _by_points(reading: Reading, target: Item, reached: Item, number: int) -> list[Claim]:
    """Judge by how many points a target is missed or passed."""
    match = _BY_POINTS.search(reading.code)
    if match is None or len(re.findall(r"<T", reading.code)) != 1:
        return []
    points = int(match[1] or match[2])
    true = abs(reached.value - target.value)
    verdict, reason = judge(reading.item(points).stated, true, reached.slack)
    printed = (reading.sentence.printed(number), f"target {written(target.value, 2)}%")
    stated = reading.sentence.printed(points)
    shown = f"{written(true, 2)} percentage points"
    return [Claim("percentage points", reading.sentence.text, printed, stated, shown, verdict, reason)]


_NEAR = 3
_CONTRAST = re.compile(r"¦(?:al)?though")


def _said(code: str) -> _Said | None:
    missed, met = _MISSED_IT.search(code), _MET.search(code)
    if missed and met and missed.start() <= met.start() and met.end() <= missed.end() + _NEAR:
        met = None  # "was not met"
    found = missed or met
    less = re.sub(r"<\w\d+>", " ", code)
    if found:
        less = less.replace(missed[0], " ") if missed else less
        clause = next(part for part in code.split("¦") if found[0] in part or "¦" in found[0])
        less = less if _NOT_ALWAYS.search(clause[4:]) else _CONTRAST.sub(" ", less)
    if bool(missed) == bool(met) or _LESS_IS_BETTER.search(less) or _NOT_ALWAYS.search(less):
        return None
    return _Said(" ".join(re.sub(r"<\w\d+>", "", found[0]).split()), found is met) if found else None


def _claim(reading: Reading, said: _Said, target: Item, reached: Item, numbers: list[int]) -> Claim:
    return _judged(reading, said, target, reached, numbers, met=reached.value >= target.value)


def _judged(reading: Reading, said: _Said, target: Item, reached: Item, numbers: list[int], *, met: bool) -> Claim:
    exact = reached.value == target.value and re.match(r"exceed|surpass|beat|above|better|below|under|over", said.word)
    either = target.kind == "D" and met and re.match(r"exceed|above|over|in excess", said.word)  # better, or longer
    verdict = Verdict.CANNOT_TELL if exact or either else Verdict.RIGHT if met == said.met else Verdict.WRONG
    unit = "%" if target.kind == "P" else f" {target.unit}s"
    name = f"{written(reached.value, 2)}{unit} against a target of {written(target.value, 2)}{unit}"
    reason = "it is exactly the target" if exact else "" if verdict is Verdict.RIGHT else f"it is {name}"
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    return Claim("target", reading.sentence.text, printed, said.word, name, verdict, reason)
