"""Claims of direction alone: "fell from 80 to 60", "higher than the average of 71%"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from feedback_report.claims.changes import sizes_of, written_pair
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.directions import NOUN, VERB, direction_of
from feedback_report.claims.item import Item
from feedback_report.claims.judging import written
from feedback_report.claims.matching import grouped, items_of, matched_pairs
from feedback_report.claims.pairs import Pair, comparable
from feedback_report.claims.readings import Reading


def direction_claims(reading: Reading, earlier: Sequence[Reading] = ()) -> list[Claim]:
    """Judge the words of direction that stand with a pair of numbers: "fell from 80 to 90".

    The second number may stand alone in the sentence before: "This is an increase on last
    year, when 76 were received."
    """
    covered = matched_pairs(reading, grouped(reading, sizes_of(reading)))
    claims: list[Claim] = []
    said: list[tuple[str, int]] = []
    for pair in (announced(reading, held) for held in reading.pairs):
        stated = direction_said(reading, pair)
        sizes = [size for size in sizes_of(reading) if covered.get(size.number) == pair]
        if not stated or any(size.direction in (stated, "") for size in sizes) or _of_performance(reading, pair):
            continue
        before, now = items_of(reading, pair)
        if any(pair.word == held and pair.start < end for held, end in said):
            continue  # the percentages of the two counts that have been judged
        tied = (pair.how == "from to" or _in_brackets(reading, pair)) and before.value != now.value
        if _way(before, now) != stated and not tied and _another_goes(reading, pair, stated):
            continue  # "55%, up from 50% last year, and above the average of 52%"
        said.append((pair.word, pair.end))
        claims.append(_direction_claim(reading, written_pair(reading, pair), (pair.word, stated), before, now))
    if not claims and not reading.changes and earlier:
        claims += _direction_on(reading, earlier[-1])
    return claims


_ANNOUNCES = re.compile(
    rf"\b(?P<word>{NOUN}|{VERB})\b(?:[^<>¦:()]|<[XD]\d+>){{0,80}}(?::| –| -|\() ?(?:only |just )?$|"
    r"\b(?P<than>more|fewer|higher|lower|greater|smaller)\b (?:[^<>¦()]|<[XYLHD]\d+>){0,80} than (?:[^<>¦()]|"
    r"<[XYLHD]\d+>){0,40}(?::| –| -|\() ?$"
)


def announced(reading: Reading, pair: Pair) -> Pair:
    """Give a pair without a word the one that leads up to it: "a slight increase: 78 in 2022 and 82 in 2023"."""
    if pair.word or pair.how not in ("years", "compared", "plain") or len(reading.pairs) != 1 or reading.changes:
        return pair
    before = reading.code[: pair.start]
    match = _ANNOUNCES.search(before)
    words = re.findall(rf"\b(?:{NOUN}|{VERB})\b", before)
    if len(re.findall(r"<[CMDRPB]\d+>", reading.code)) > 2:
        return pair
    if match is None or len({direction_of(word) for word in words} - {""}) > 1:
        return pair
    return replace(pair, word=match["word"] or match["than"])


def _in_brackets(reading: Reading, pair: Pair) -> bool:
    """Whether both numbers stand in the same brackets, or the later one just before them: "(24, down from 21)"."""
    before, within = reading.code[: pair.start], reading.code[pair.start : pair.end]
    return before.count("(") > before.count(")") and not re.search(r"[()]", within)


_THIS_IS = re.compile(
    rf"^(?:this|which|it) (?:is|was|represents|represented|marks|shows) an? (?:[a-z-]+ ){{0,3}}?(?P<word>{NOUN})\b"
    r"(?:[^<>¦]|<[XYLH]\d+>)*?\b(?:on|from|compared (?:to|with)|than|over)\b(?:[^<>¦]|<[XYLH]\d+>)*?<C(?P<before>\d+)>"
)


# "This is up from 42% in 2022/23"
_THIS_IS_UP = re.compile(
    r"^(?:this|which|it) (?:is|was) (?:slightly |significantly |also |well |a little )?(?P<word>up|down|higher|lower|"
    r"more|"
    r"fewer|less) (?:from|than|on) (?:the |<[YL]\d+> ?\(?|figure of |total of |in )*<[CPDM](?P<before>\d+)>"
)
# "In 2023/24 this rose to 589"
_THIS_ROSE = re.compile(
    rf"^¦?(?:however,? )?(?:(?:in|by|during) (?:the )?<[YH]\d+>(?: period| year)?,? )?(?:this|it|(?:the|this) "
    rf"(?:number|figure|total|percentage|proportion|rate)) (?:then |has |have |had |since |now )*"
    rf"(?P<word>{VERB})(?: [a-z]+ly)?(?: again)? to (?:just |only |a total of )*<(?P<kind>[CP])(?P<now>\d+)>"
)


def _direction_on(reading: Reading, last: Reading) -> list[Claim]:
    numbers = [int(number) for number in re.findall(r"<C(\d+)>", last.code)]
    rose = _THIS_ROSE.match(reading.code)
    alike = [int(number) for number in re.findall(rf"<{rose['kind']}(\d+)>", last.code)] if rose else []
    if rose and len(alike) == 1 and direction_of(rose["word"]) and len(re.findall(r"<[CBP]", reading.code)) == 1:
        before, now = last.item(alike[0]), reading.item(int(rose["now"]))
        if comparable(before, now):
            printed = (f"from {last.sentence.printed(alike[0])}", f"to {reading.sentence.printed(int(rose['now']))}")
            return [_direction_claim(reading, printed, (rose["word"], direction_of(rose["word"])), before, now)]
    up = _THIS_IS_UP.match(reading.code)
    levels = [int(number) for number in re.findall(r"<[CPDM](\d+)>", last.code)]
    if up and len(levels) == 1 and last.item(levels[0]).kind == reading.item(int(up["before"])).kind:
        before, now = reading.item(int(up["before"])), last.item(levels[0])
        if comparable(before, now):
            printed = (f"from {reading.sentence.printed(int(up['before']))}", f"to {last.sentence.printed(levels[0])}")
            return [_direction_claim(reading, printed, (up["word"], direction_of(up["word"])), before, now)]
    match = _THIS_IS.match(reading.code)
    if not match or len(numbers) != 1 or not direction_of(match["word"]):
        return []
    before, now = reading.item(int(match["before"])), last.item(numbers[0])
    if not comparable(before, now):
        return []
    printed = (f"from {reading.sentence.printed(int(match['before']))}", f"to {last.sentence.printed(numbers[0])}")
    return [_direction_claim(reading, printed, (match["word"], direction_of(match["word"])), before, now)]


_BETTER = re.compile(r"improv(?:e[sd]?|ing|ements?)")
_WORSE = re.compile(r"worsen(?:ed|ing)?|deteriorat(?:e[sd]?|ing|ions?)")
_MORE_IS_BETTER = re.compile(
    r"\b(?:on time|in time|within|timel\w+|satisf\w+|complian\w+|complied|acknowledged|answered|responded|"
    r"respon\w+ rate)\b"
)
_LESS_IS_BETTER = re.compile(r"\b(?:late|overdue|outside|exceed\w+|dissatisf\w+|missed|breach\w*|unsatisf\w+|not)\b")


def direction_said(reading: Reading, pair: Pair) -> str:
    """Get the direction that the words of a pair state: "improved" is up for work in time, down for days."""
    if not pair.word:
        return ""
    better, worse = _BETTER.fullmatch(pair.word), _WORSE.fullmatch(pair.word)
    if not better and not worse:
        return direction_of(pair.word)
    kinds = {reading.item(pair.before).kind, reading.item(pair.now).kind}
    good = ""
    if kinds == {"P"} and _MORE_IS_BETTER.search(reading.code) and not _LESS_IS_BETTER.search(reading.code):
        good = "up"
    if kinds == {"D"} and re.search(r"\baverage\b|\btime\b|\btook\b", reading.code):
        good = "down"
    return good if better or not good else {"up": "down", "down": "up"}[good]


def _way(before: Item, now: Item) -> str:
    return "up" if now.value > before.value else "down" if now.value < before.value else ""


def _another_goes(reading: Reading, pair: Pair, stated: str) -> bool:
    """Whether another number of the sentence may be meant: it goes the way that is stated, or the pair goes none."""
    before, now = reading.item(pair.before), reading.item(pair.now)
    clauses = {reading.clause(reading.position(number)) for number in (pair.before, pair.now)}
    others = (
        item
        for number, item in enumerate(reading.sentence.items)
        if item.kind == now.kind
        and number not in (pair.before, pair.now)
        and reading.clause(reading.position(number)) in clauses
    )
    return any(
        comparable(before, item) and (_way(before, item) == stated or before.value == now.value) for item in others
    )


def _direction_claim(
    reading: Reading, numbers: tuple[str, ...], said: tuple[str, str], before: Item, now: Item
) -> Claim:
    (word, stated), change = said, now.value - before.value
    actual = _way(before, now)
    verdict, reason = Verdict.RIGHT, ""
    unit = " percentage points" if before.kind == now.kind == "P" else ""
    true = (
        f"{'increase' if actual == 'up' else 'decrease'} of {written(abs(change), 2)}{unit}" if actual else "no change"
    )
    if actual != stated:
        rounded = before.slack + now.slack
        verdict = Verdict.CANNOT_TELL if rounded and abs(change) < rounded else Verdict.WRONG
        reason = "the numbers are rounded" if verdict is Verdict.CANNOT_TELL else "the number went the other way"
        if not actual and verdict is Verdict.WRONG:
            reason = "the two numbers are the same"
    return Claim("direction", reading.sentence.text, numbers, word, true, verdict, reason)


def _of_performance(reading: Reading, pair: Pair) -> bool:
    """Whether a direction is that of performance, which falls when the days taken rise."""
    if _BETTER.fullmatch(pair.word) or _WORSE.fullmatch(pair.word):
        return False
    if reading.item(pair.before).kind != "D" and reading.item(pair.now).kind != "D":
        return False
    return bool(re.search(r"perform|timel|standard|satisf|complian|speed|efficien", reading.code[: pair.end]))
