"""Claims of direction alone: "fell from 80 to 60", "higher than the average of 71%"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from feedback_report.claims.changes.change_findings import Size
from feedback_report.claims.changes.changes import sizes_of, written_pair
from feedback_report.claims.changes.direction_verdicts import direction_claim, is_of_quality, way_of, way_said
from feedback_report.claims.changes.matching import grouped, items_of, matched_pairs
from feedback_report.claims.changes.pointing_directions import direction_that_points
from feedback_report.claims.claim import Claim
from feedback_report.claims.sentences.directions import NOUN, VERB, direction_of
from feedback_report.claims.sentences.pairs import Pair, comparable
from feedback_report.claims.sentences.readings import Reading


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
        own = [size for size in sizes if not _said_apart(reading, pair, size)]
        if not stated or any(size.direction in (stated, "") for size in own) or _of_performance(reading, pair):
            continue
        before, now = items_of(reading, pair)
        if any(pair.word == held and pair.start < end for held, end in said):
            continue  # the percentages of the two counts that have been judged
        tied = (pair.how == "from to" or _in_brackets(reading, pair)) and before.value != now.value
        if way_of(before, now) != stated and not tied and (others := _others_going(reading, pair, stated)):
            # "97% against the target of 85%, an improvement on 92%"
            if len(others) == 1 and way_of(before, reading.item(others[0])) == stated:
                other = replace(pair, now=others[0])
                numbers = (before, reading.item(others[0]))
                claims.append(direction_claim(reading, written_pair(reading, other), (pair.word, stated), *numbers))
            continue
        said.append((pair.word, pair.end))
        claims.append(direction_claim(reading, written_pair(reading, pair), (pair.word, stated), before, now))
        claims += _compared_further(reading, pair)
    if not reading.changes and earlier:
        pointing = direction_that_points(reading, earlier[-1])
        claims = [*pointing, *(claim for claim in claims if claim.stated not in {one.stated for one in pointing})]
    return claims


_BY_YEARS = ("years", "loose")
_FURTHER = re.compile(
    rf"\b(?:but|and|though|although|yet) (?:still |also |it was |is |was |were )*"
    rf"(?P<word>{VERB}|{NOUN}|more|fewer|less|higher|lower|up|down|above|below)(?: than| from| on| against)?"
    r"(?: the| a)?(?:[^<>¦]|<[YLX]\d+>){0,40}?<C(?P<before>\d+)>"
)


def _compared_further(reading: Reading, pair: Pair) -> list[Claim]:
    """Show right what the later number of a pair is compared with besides: "up on 713, but lower than the 844"."""
    match = _FURTHER.search(reading.code, pair.end)
    if match is None or any(
        int(match["before"]) in (held.before, held.now) for held in reading.pairs if held.how not in _BY_YEARS
    ):
        return []
    before, now = reading.item(int(match["before"])), reading.item(pair.now)
    stated = direction_of(match["word"])
    than = re.search(r"\b(?:more|fewer|less|higher|lower) than\b", match[0])
    if not stated or not comparable(before, now) or (way_of(before, now) != stated and not than):
        return []
    printed = (f"from {reading.sentence.printed(int(match['before']))}", f"to {reading.sentence.printed(pair.now)}")
    return [direction_claim(reading, printed, (match["word"], stated), before, now)]


def _said_apart(reading: Reading, pair: Pair, size: Size) -> bool:
    """Whether the direction of a pair has a word besides that of its size: "rose to 29 from 23, an increase of 26%"."""
    at = reading.code.rfind(pair.word, 0, pair.end)
    return not size.start <= at <= size.end + 1 and pair.word not in reading.code[size.start : size.end]


_ANNOUNCES = re.compile(
    rf"\b(?P<word>{NOUN}|{VERB})\b(?:[^<>¦:()]|<[XDYLH]\d+>){{0,80}}(?::| –| -|\() ?"
    r"(?:only |just |in total,? |in all,? )?$|"
    r"\b(?P<than>more|fewer|higher|lower|greater|smaller)\b (?:(?:[^<>¦()]|<[XYLHD]\d+>){0,80} than (?:[^<>¦()]|"
    r"<[XYLHD]\d+>){0,40}(?::| –| -|\()|(?:share|proportion|percentage|number)\b[^<>¦()]{0,60},) ?$"
)


def announced(reading: Reading, pair: Pair) -> Pair:
    """Give a pair without a word the one that leads up to it: "a slight increase: 78 in 2022 and 82 in 2023"."""
    if pair.word or pair.how not in ("years", "compared", "plain") or reading.changes:
        return pair
    before = reading.code[: reading.pairs[0].start]
    match = _ANNOUNCES.search(before)
    words = re.findall(rf"\b(?:{NOUN}|{VERB})\b", before)
    if len(re.findall(r"<[CMDRPB]\d+>", reading.code)) > 2 * len(reading.pairs):
        return pair
    if match is None or len({direction_of(word) for word in words} - {""}) > 1:
        return pair
    word = match["word"] or match["than"]
    if len(reading.pairs) > 1 and {way_of(*items_of(reading, held)) for held in reading.pairs} != {direction_of(word)}:
        return pair
    return replace(pair, word=word)


def _in_brackets(reading: Reading, pair: Pair) -> bool:
    """Whether both numbers stand in the same brackets, or the later one just before them: "(24, down from 21)"."""
    before, within = reading.code[: pair.start], reading.code[pair.start : pair.end]
    return before.count("(") > before.count(")") and not re.search(r"[()]", within)


def direction_said(reading: Reading, pair: Pair) -> str:
    """Get the direction that the words of a pair state: "improved" is up for work in time, down for days."""
    kinds = {reading.item(pair.before).kind, reading.item(pair.now).kind}
    return way_said(pair.word, kinds, reading.code) if pair.word else ""


def _others_going(reading: Reading, pair: Pair, stated: str) -> list[int]:
    """Get the other numbers that may be meant: they go the way that is stated, or the pair goes none."""
    before, now = reading.item(pair.before), reading.item(pair.now)
    clauses = {reading.clause(reading.position(number)) for number in (pair.before, pair.now)}
    return [
        number
        for number, item in enumerate(reading.sentence.items)
        if item.kind == now.kind
        and number not in (pair.before, pair.now)
        and reading.clause(reading.position(number)) in clauses
        and comparable(before, item)
        and (way_of(before, item) == stated or before.value == now.value)
    ]


def _of_performance(reading: Reading, pair: Pair) -> bool:
    """Whether a direction is that of performance, which falls when the days taken rise."""
    if is_of_quality(pair.word):
        return False
    if reading.item(pair.before).kind != "D" and reading.item(pair.now).kind != "D":
        return False
    return bool(re.search(r"perform|timel|standard|satisf|complian|speed|efficien", reading.code[: pair.end]))
