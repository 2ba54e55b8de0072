"""Percentages that no wording ties to their counts: right where two counts nearby make them, and few were tried."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, product

from feedback_report.claims.changes.earlier import numbers_of
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import COUNT, PERCENT, Item
from feedback_report.claims.numbers.judging import fits, judge, written
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.parts import find_parts
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.shares.shares import NO_BASE

Found = tuple[int, Claim]
Counted = tuple[Fraction, str, str]  # its value, how it is printed, and what it counts
_BLOCKS_BACK = 6
_TRIED = 12  # pairs for a whole percentage, of which one in fifty fits by chance; tenfold for each decimal
_LEAST_WHOLE, _LEAST_COUNT = 5, 2
_RATE = re.compile(r"\b(?:rate|proportion|percentage|share)\b", re.IGNORECASE)
_SHARE, _UP, _DOWN = "share", "increase", "decrease"


def with_support(found: Sequence[Found], readings: Mapping[int, Sequence[Reading]]) -> list[Found]:
    """Call percentages right that cannot be told by their wording and follow from two counts nearby.

    One of the two stands in the sentence itself, or in the nearest that has counts; the other in the same, in the
    same block or, for a share and for a change of a count that the sentence gives, in the few before it. Nothing is
    called wrong: the two need not be those that are meant.
    """
    return [(index, _supported(claim, index, readings)) for index, claim in found]


def _supported(claim: Claim, index: int, readings: Mapping[int, Sequence[Reading]]) -> Claim:
    if claim.kind == "difference" and claim.verdict is Verdict.CANNOT_TELL and not claim.numbers:
        return _difference(claim, index, readings)
    of_a_rate = claim.reason == NO_BASE and _RATE.search(claim.sentence)  # "141 decisions, an upheld rate of 23%"
    told = claim.numbers and not of_a_rate
    if claim.verdict is not Verdict.CANNOT_TELL or told or claim.kind not in (_SHARE, "change"):
        return claim
    own = [reading for reading in readings.get(index, ()) if reading.sentence.text == claim.sentence]
    special = (_escalated, _upheld_rate, _of_people) if own and claim.kind == _SHARE else ()
    found = next((made for find in special if (made := find(claim, own[0], index, readings))), None)
    if found is not None:
        return found
    later = claim.kind == _SHARE and _FROM_LATER.search(claim.sentence)
    item = _percentage(own[0], claim) if own and not later else None
    if item is None or (own and _OF_WHICH.search(own[0].code)):
        return claim
    way = _SHARE if claim.kind == _SHARE else _UP if claim.stated.startswith(_UP) else _DOWN
    own_counts = "<C" in own[0].code or "<B" in own[0].code
    back = _BLOCKS_BACK if way == _SHARE or own_counts else 0
    tried = _pairs(_nearby(own[0], index, readings, back), _TRIED * 10**item.decimals)
    if item.decimals > 1:  # so exact that two counts of a list may both stand further off
        tried = chain(tried, _pairs(_nearby(own[0], index, readings, back), _TRIED * 10, every=True))
    for part, whole in tried:
        true = _made(part[0], whole[0], way)
        if (way == _SHARE or _of_one_thing(part, whole)) and fits(item.stated, true):
            shown, numbers = f"{written(true, item.decimals + 1)}%", _named(part, whole, way)
            return replace(claim, numbers=numbers, true=shown, verdict=Verdict.RIGHT, reason="")
    return claim


def _difference(claim: Claim, index: int, readings: Mapping[int, Sequence[Reading]]) -> Claim:
    """Show "reduced by nine, from 64" to be right by the 55 that stands near, and what two changes make together."""
    own = next((reading for reading in readings.get(index, ()) if reading.sentence.text == claim.sentence), None)
    if own is None:
        return claim
    sizes = [change for change in own.changes if claim.stated.endswith(f" of {own.sentence.printed(change.size)}")]
    size = own.item(sizes[0].size).value * (-1 if claim.stated.startswith(_DOWN) else 1) if sizes else 0
    near = [
        reading
        for n in range(index - _NEAR, index + _NEAR + 1)
        for reading in readings.get(n, ())
        if reading is not own
    ]
    levels = [int(n) for n in re.findall(r"<[CBMD](\d+)>", own.code)]
    for number in levels if size else ():
        level, printed = own.item(number), own.sentence.printed(number)
        is_now = own.position(number) < sizes[0].start
        for reading in near:
            for n, item in enumerate(reading.sentence.items):
                first, second = (item, level) if is_now else (level, item)
                if item.kind == level.kind and comparable(item, level) and second.value - first.value == size:
                    other = reading.sentence.printed(n)
                    numbers = (f"from {other}", f"to {printed}") if is_now else (f"from {printed}", f"to {other}")
                    return replace(claim, numbers=numbers, true=claim.stated, verdict=Verdict.RIGHT, reason="")
    block = list(readings[index])
    before = block[max(block.index(own) - 1, 0)]
    if levels or not _TOGETHER.search(own.code) or len(before.pairs) <= 1:
        return claim
    made = sum((before.item(pair.now).value - before.item(pair.before).value for pair in before.pairs), Fraction(0))
    named = tuple(before.sentence.printed(n) for pair in before.pairs for n in (pair.before, pair.now))
    name = f"{_UP if made > 0 else _DOWN} of {written(abs(made))}"
    reason = "" if made == size else f"together it is {name}"
    return replace(claim, numbers=named, true=name, verdict=Verdict.WRONG if reason else Verdict.RIGHT, reason=reason)


_IS_UPHOLD_RATE = re.compile(r"\b(?:uph(?:e|o)ld rate|rate of (?:[a-z]+ )?uph(?:e|o)ld|rate [a-z ]*uph(?:e|o)ld)")
_NOT_UPHELD = re.compile(r"<[CB](\d+)>(?: [a-z]+){0,5}? (?:not upheld\b|not(?= ?[,.;¦]))")
_UPHELD = re.compile(r"<[CB](\d+)>(?: [a-z]+){0,5}? (?<!not )(?:upheld\b|were(?= ?[,.;¦]))")
_LOOKED_INTO = re.compile(r"<[CB](\d+)>(?: [a-z]+){0,5}? (?:investigat|decision)")


def _upheld_rate(claim: Claim, own: Reading, index: int, readings: Mapping[int, Sequence[Reading]]) -> Claim | None:
    """Judge the rate of complaints upheld by those upheld and not upheld near it, or by those investigated."""
    item = _percentage(own, claim)
    if item is None or not _IS_UPHOLD_RATE.search(own.code):
        return None
    block = list(readings[index])
    near = [own, *reversed(block[: block.index(own)]), *reversed(readings.get(index - 1, ()))]
    counted = {
        name: [(source, int(n)) for source in near for n in pattern.findall(source.code)]
        for name, pattern in (("upheld", _UPHELD), ("not", _NOT_UPHELD), ("all", _LOOKED_INTO))
    }
    ways = [
        ((source, n), (other, m), sum_of)
        for source, n in counted["upheld"]
        for name, sum_of in (("not", True), ("all", False))
        for other, m in counted[name]
        if (other, m) != (source, n)
    ]
    judged = []
    for (source, n), (other, m), sum_of in ways:
        part, rest = source.item(n).value, other.item(m).value
        whole = part + rest if sum_of else rest
        if part <= whole:
            read = (source.sentence.printed(n), f"of {written(whole)}")
            judged.append((judge(item.stated, 100 * part / whole), read, 100 * part / whole, sum_of))
    right = next((found for found in judged if found[0][0] is Verdict.RIGHT), None)
    judged.sort(key=lambda found: not found[3])
    sure = len(counted["upheld"]) == 1 == sum(found[3] for found in judged) and all(
        found[0][0] is Verdict.WRONG for found in judged
    )
    if right is None and not sure:
        return None
    (verdict, reason), read, true, _ = right or judged[0]
    shown = f"{written(true, item.decimals + 1)}%"
    return replace(claim, numbers=read, true=shown, verdict=verdict, reason=reason)


_OF_PEOPLE = re.compile(
    r"<P\d+> of (?:all |our |the |its |those )*(?:service users|residents|people|population|users|"
    r"tenants|customers|households|homes)\b|"
    r"\bpercentage of (?:the )?(?:number of )?(?:service users|residents|people)\b"
)
_PEOPLE = {"person", "resident", "user", "service user", "tenant", "customer", "household", "home", "inhabitant"}


def _of_people(claim: Claim, own: Reading, index: int, readings: Mapping[int, Sequence[Reading]]) -> Claim | None:
    """Show a percentage of those served, or who live there, to be right by their number and a count beside it."""
    if not _OF_PEOPLE.search(own.code) or claim.verdict is not Verdict.CANNOT_TELL:
        return None
    items = own.sentence.items
    said = [items[n].stated for n in range(len(items)) if own.sentence.printed(n) == claim.stated]
    block = list(readings[index])
    at = block.index(own)
    every = [(r, n) for k in range(index - _NEAR, index + 1) for r in readings.get(k, ()) for n in numbers_of(r)]
    wholes = [(r, n) for r, n in every if r.item(n).noun in _PEOPLE or f"residents (<C{n}>" in r.code]
    near = [(r, n) for r in block[max(at - 1, 0) : at + 2] for n in numbers_of(r) if (r, n) not in wholes]
    for (source, n), (other, m) in product(near, wholes) if said and len(wholes) <= _NEAR else ():
        part, whole = source.item(n).value, other.item(m).value
        if 0 < part < whole and fits(said[0], 100 * part / whole):
            read = (source.sentence.printed(n), f"of {other.sentence.printed(m)}")
            return replace(
                claim, numbers=read, true=f"{written(100 * part / whole, 2)}%", verdict=Verdict.RIGHT, reason=""
            )
    return None


def _escalated(claim: Claim, own: Reading, index: int, readings: Mapping[int, Sequence[Reading]]) -> Claim | None:
    """Judge the share that went on to the next stage by the counts that are said to be of each."""
    item = _percentage(own, claim)
    if item is None or not _WENT_ON.search(own.sentence.text) or re.search(r"<[CB]\d+>", own.code):
        return None
    near = [reading for n in range(index - _BLOCKS_BACK, index + 1) for reading in readings.get(n, ())]
    counted = [found for reading in near for found in _of_stages(reading)]
    later = bool(_FROM_LATER.search(own.sentence.text))
    first, second = ({(value, said) for stage, value, said in counted if stage == n + later} for n in (1, 2))
    ways = [(part, whole) for part in second for whole in first if part[0] < whole[0]]
    right = next((way for way in ways if fits(item.stated, 100 * way[0][0] / way[1][0])), None)
    if right is None and len(ways) != 1:
        return None
    (part, said), (all_of_them, of) = right or ways[0]
    true = 100 * part / all_of_them
    verdict, reason = judge(item.stated, true)
    if right is None and (len(re.findall(r"<[PQF]\d+>", own.code)) > 1 or abs(true - item.value) > item.value / 2):
        return None
    shown = f"{written(true, item.decimals + 1)}%"
    return replace(claim, numbers=(said, f"of {of}"), true=shown, verdict=verdict, reason=reason)


def _of_stages(reading: Reading) -> Iterator[tuple[int, Fraction, str]]:
    """Get the counts of a sentence that are said to be of stage 1, 2 or 3, by the words after or before each."""
    counts = [int(n) for n in re.findall(r"<[CB](\d+)>", reading.code)]
    left_out = {*(part.count for part in find_parts(reading.code)), *(pair.before for pair in reading.pairs)}
    text = reading.sentence.text
    for at, number in enumerate(counts):
        item = reading.item(number)
        start = reading.item(counts[at - 1]).end if at else 0
        end = reading.item(counts[at + 1]).start if at + 1 < len(counts) else len(text)
        after = _STAGE.search(re.split(r"[,;.]", text[item.end : end])[0])
        before = list(_STAGE.finditer(text[start : item.start]))
        said = after or (before[-1] if before else None)
        if said and number not in left_out and not item.hedge:
            yield 1 if said["first"] else 3 if said["third"] else 2, item.value, reading.sentence.printed(number)


_NEAR = 3  # blocks
_OF_WHICH = re.compile(r"<[CB]\d+>[^<>]*,? of (?:which|whom|these|them) <P\d+>")  # the count stands for the whole
_TOGETHER = re.compile(r"\b(?:together|combined|jointly|as a whole)\b")
_WENT_ON = re.compile(
    r"\bescalat\w*|\bwent (?:on )?from stage|"
    r"\b(?:went|go|going|moved?|progress\w*|proceed\w*) (?:on )?to stage (?:2|two)\b",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"\b(?P<first>stage (?:1|one)\b(?! to)|first stage)|\b(?P<third>stage (?:3|three)\b|third stage)|"
    r"\b(?:stage (?:2|two)\b|second stage|escalat\w*)",
    re.IGNORECASE,
)
_FROM_LATER = re.compile(r"\bfrom stage (?:2|two)\b", re.IGNORECASE)


def _percentage(reading: Reading, claim: Claim) -> Item | None:
    """Get the percentage that a claim states, where it is given plainly."""
    if claim.kind != _SHARE and not claim.stated.startswith((_UP, _DOWN)):
        return None
    for number, item in enumerate(reading.sentence.items):
        printed = reading.sentence.printed(number)
        if item.kind == PERCENT and re.search(rf"(?<![\d.,]){re.escape(printed)}$", claim.stated):
            plain = not item.hedge and not item.word and item.high is None and not item.unit
            return item if plain and 0 < item.value < 100 else None
    return None


def _nearby(own: Reading, index: int, readings: Mapping[int, Sequence[Reading]], back: int) -> Iterator[list[Counted]]:
    """Get the counts of the sentence, of its block and of so many blocks before, the nearest first."""
    block = list(readings[index])
    place = next(at for at, reading in enumerate(block) if reading is own)
    nearest = [*reversed(block[: place + 1]), *block[place + 1 :]]
    for block_before in range(index - 1, index - back - 1, -1):
        nearest += reversed(readings.get(block_before, ()))
    for reading in nearest:
        yield [
            (item.value, reading.sentence.printed(number), item.noun)
            for number, item in enumerate(reading.sentence.items)
            if item.kind == COUNT and not item.hedge and not item.decimals and item.value >= _LEAST_COUNT
        ]


def _pairs(sentences: Iterator[list[Counted]], most: int, *, every: bool = False) -> Iterator[tuple[Counted, Counted]]:
    """Pair the counts of the nearest sentence that has some with each other and with those before, up to so many.

    With ``every``, the counts of each sentence are paired with all that stand nearer.
    """
    anchors: list[Counted] = []
    tried = 0
    for counts in sentences:
        nearer = [*anchors, *counts] if every else anchors or counts
        pairs = [(one, other) for one in nearer for other in counts]
        pairs = list(dict.fromkeys((min(pair), max(pair)) for pair in pairs))
        pairs = [(less, more) for less, more in pairs if less[0] < more[0] and more[0] >= _LEAST_WHOLE]
        tried += len(pairs)
        if tried > most:
            return
        yield from pairs
        anchors = nearer


def _of_one_thing(less: Counted, more: Counted) -> bool:
    return len({less[2], more[2]} - {""}) < 2


def _made(less: Fraction, more: Fraction, way: str) -> Fraction:
    """Get the percentage that two counts make."""
    return 100 * (less if way == _SHARE else more - less) / (less if way == _UP else more)


def _named(less: Counted, more: Counted, way: str) -> tuple[str, str]:
    if way == _SHARE:
        return less[1], f"of {more[1]}"
    return (f"from {less[1]}", f"to {more[1]}") if way == _UP else (f"from {more[1]}", f"to {less[1]}")
