"""What becomes of words that stand without their numbers: judged by what is told nearby, or no more than listed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from feedback_report.claims.changes.direction_verdicts import is_of_quality, way_said
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import fits, written
from feedback_report.claims.numbers.nouns import NOUNS, things_named
from feedback_report.claims.sentences.directions import VERB, direction_of
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.grids import Grid
from feedback_report.claims.tables.named_cells import segment, stems
from feedback_report.claims.tables.series import series_of

NOT_SAID = re.compile(
    r"\b(?:will|would|could|may|might|should|can|expect\w*|likely|aim\w*|if|whether|target\w*|hope\w*|plann\w*|"
    r"plan to|risk\w*|intend\w*|in order|to (?:help|ensure|reduce|prevent)|need\w*)\b"
)


@dataclass(frozen=True)
class Nearby:
    """What stands near a sentence: what is told of two numbers, the sentences before and after, and the tables."""

    told: Sequence["Told"]
    before: Sequence[Reading]
    after: Sequence[Reading]
    grids: Sequence[Grid] = ()
    block: int = 0
    place: int = 0


@dataclass(frozen=True)
class Told:
    """Two numbers that a paper compares: where, what they are about, and how far one is from the other."""

    block: int
    sentence: int
    about: str
    numbers: tuple[str, ...]
    change: Fraction
    things: frozenset[str] = frozenset()


_ENDS = {"low": "down", "high": "up"}


def _direction(claim: Claim, numbers: tuple[str, ...], change: Fraction, *, sure: bool) -> Claim | None:
    """Judge a direction by a change; None where it goes the other way and is not surely the one that is meant."""
    way = "up" if change > 0 else "down" if change < 0 else ""
    kind = "P" if re.search(r"%|cent", numbers[0]) else "D" if re.search(r"day|week|hour", numbers[0]) else "C"
    right = way == (way_said(claim.stated, kind, claim.sentence.lower()) or _ENDS.get(claim.stated))
    if not right and not sure:
        return None
    true = f"{'increase' if way == 'up' else 'decrease'} of {written(abs(change), 2)}" if way else "no change"
    verdict, reason = (Verdict.RIGHT, "") if right else (Verdict.WRONG, "the number went the other way")
    return replace(claim, numbers=numbers, true=true, verdict=verdict, reason=reason)


def of_one_number(reading: Reading, claim: Claim, near: Nearby) -> Claim | None:
    """Judge "This was higher than the average of 45%" by the numbers of its kind that the sentence before gives."""
    own = numbers_in(reading, "CP")
    if len(own) != 1 or reading.item(own[0]).hedge or not _POINTS_BACK.search(reading.code):
        return None
    item, printed = reading.item(own[0]), reading.sentence.printed(own[0])
    is_now = re.search(rf"\bto (?:just |only )?<\w{own[0]}>", reading.code)
    source = next((held for held in near.before if f"<{item.kind}" in held.code), reading)
    held = [n for n in numbers_in(source, item.kind) if source is not reading and comparable(source.item(n), item)]
    said = {*stems(re.sub(r"<\w\d+>", " ", reading.code))}
    named = [n for n in held if said & {*stems(segment(source, n))}]
    held = named if len(named) == 1 else held
    sure = len(held) == 1 and near.before[0] is source and item.kind == "P"
    made = []
    for n in held:
        ends = [(source.item(n).value, source.sentence.printed(n)), (item.value, printed)]
        (first, one), (second, other) = ends if is_now else ends[::-1]
        made.append(_direction(claim, (f"from {one}", f"to {other}"), second - first, sure=sure))
    return made[0] if made and all(made) else None


_BESIDE_IT = re.compile(
    r"(?: (?:than|on|the|that|of|its|our|[a-z-]+ (?:average|median|figure|level|rate)|average|for|in)\b)*"
    r"(?: <[XYL]\d+>)?(?: (?:figure|average|of|at))* \(?<(?P<kind>[CPDM])(?P<n>\d+)>"
)


def of_number_after(reading: Reading, match: re.Match[str], claim: Claim) -> Claim | None:
    """Judge "from 31% to 36%, though it is still below the average of 40%" by the last number before the word."""
    after = _BESIDE_IT.match(reading.code, match.end("word")) if "word" in match.groupdict() else None
    if after is None or not direction_of(claim.stated):
        return None
    other, earlier = int(after["n"]), {pair.before for pair in reading.pairs}
    held = [n for n in numbers_in(reading, after["kind"]) if reading.position(n) < match.start() and n not in earlier]
    held = [n for n in held if comparable(reading.item(n), reading.item(other))]
    if not held or reading.item(other).hedge:
        return None
    printed = (f"from {reading.sentence.printed(other)}", f"to {reading.sentence.printed(held[-1])}")
    change = reading.item(held[-1]).value - reading.item(other).value
    return _direction(claim, printed, change, sure=len(held) == 1)


def of_told(reading: Reading, match: re.Match[str], claim: Claim, near: Nearby) -> Claim | None:
    """Judge a direction by what is told nearest of the same thing: right where none of it goes the other way."""
    things = things_named(match[0]) or things_named(reading.sentence.text)
    same = [one for one in near.told if one.change and (not things or things & (one.things or things_named(one.about)))]
    if is_of_quality(claim.stated):  # whose numbers must be of the same thing, and no mere counts
        said = {*stems(match[0])}
        same = [one for one in same if re.search(r"%|cent|day", one.numbers[0]) and said & {*stems(one.about)}]
    of_rates = [one for one in same if "%" in one.numbers[0]] if _OF_RATES.search(match[0]) else []
    same = of_rates or same
    first = {one.numbers: one for one in same if (one.block, one.sentence) == (same[0].block, same[0].sentence)}
    said, told = (set(_YEARS.findall(text)) for text in (claim.sentence, same[0].about if same else ""))
    if not first or (said and not said & told):
        return None
    together = len(first) > 1 and _TOGETHER.search(reading.code, 0, match.end())
    if not together and len({one.change > 0 for one in first.values()}) > 1:
        return None
    change = sum((one.change for one in first.values()), Fraction(0)) if together else same[0].change
    numbers = tuple(number for one in first.values() for number in one.numbers) if together else same[0].numbers
    next_to = abs(same[0].sentence - near.place) < _TWO and same[0].block == near.block
    plain = bool(_PLAIN.match(reading.code)) and same[0].things == things
    sure = bool(together) and len(first) == _TWO
    sure = sure or (next_to and len(first) == 1 and (plain or (same[0].sentence == near.place and bool(of_rates))))
    return _direction(claim, numbers, change, sure=sure)


_POINTS_BACK = re.compile(
    r"\b(?:this|it|that|the (?:[a-z]+ ){0,4}(?:rate|figure|number|percentage|proportion|share|total))\b"
)
_TOGETHER = re.compile(r"\b(?:together|combined|jointly)\b")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_TWO = 2
_OF_RATES = re.compile(r"\b(?:rate|share|proportion|percentage|performance|timeliness)\b")
# "Complaints have therefore fallen and compliments risen"
_PLAIN = re.compile(
    rf"(?:(?:overall|the|total|number|volume|of|both|so|therefore|thus|,|and|(?:{NOUNS})s?|have|has|{VERB}) ?)+\.?$"
)
_PERIOD = re.compile(r"\b(?:q[1-4]|quarters?|months?|april|july|october|january)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:against|compared|next|second|followed|than)\b")


def of_extreme(reading: Reading, match: re.Match[str], claim: Claim, near: Nearby) -> Claim | None:
    """Show the highest of numbers that its sentence sets it against, or that the sentences after give by period."""
    own = [(reading, n) for n in numbers_in(reading, "CB")]
    by_period = len(own) == 1 and _PERIOD.search(claim.sentence)
    goes_on = [r for r in near.after[:1] if _GOES_ON.match(r.code)]
    beside = len(own) > _TWO and _BESIDE.match(reading.code, match.end())
    told = by_period or goes_on or beside or _NEXT.search(reading.code, match.end())
    if not own or claim.stated.startswith(_PLACES) or not told:
        return None
    after = [n for _, n in own if reading.position(n) > match.start()]
    before = [n for _, n in own if n not in after]
    said_next = re.match(r"[^<>]*<C\d+>[^<>]{0,20}(?:next|second)", reading.code[match.end() :])
    meant = (before if said_next or not after else after)[-1 if said_next or not after else 0 :][:1]
    left_out = {*meant, *(pair.before for pair in reading.pairs if said_next)}
    later = [(r, n) for r in near.after if by_period and _PERIOD.search(r.sentence.text) for n in numbers_in(r, "CB")]
    later += [(r, n) for r in goes_on for n in numbers_in(r, "CB") if r not in near.after or not by_period]
    others = [] if goes_on and not beside else [(r, n) for r, n in own if n not in left_out]
    others += later
    values = [r.item(n).value for r, n in others if meant and comparable(r.item(n), reading.item(meant[0]))]
    top = reading.item(meant[0]).value if meant else 0
    least = re.search(r"lowest|smallest|fewest|quietest", claim.stated)
    if not values or not all(value > top if least else value < top for value in values):
        return None
    printed = reading.sentence.printed(meant[0])
    numbers = (printed, *(r.sentence.printed(n) for r, n in others))
    return replace(claim, numbers=numbers, true=printed, verdict=Verdict.RIGHT, reason="")


# "The next, Riverside, had 45,100": what goes on with the others
_GOES_ON = re.compile(
    r"^(?:the (?:next|second|others?|rest)|next|there were also|others?|another|a further|(?:this|it|they|that)"
    r" (?:was|were) followed|then|followed|<C\d+> (?:were|was|concerned|related|about))\b"
)
# "The largest group, 54 complaints, was about delay; 31 were about conduct and 22 about charges"
_BESIDE = re.compile(
    r"[^<>]*\(?<C\d+>[^<>]*[;,¦]+ <C\d+>(?: [a-z]+)?(?! of (?:these|those|them|which))(?: [a-z]+)*,? and <C\d+> "
)
_PLACES = ("next", "second", "third", "fourth")


_OF_MANY = re.compile(r"[^<>]*\b(?:of|among|in|out of) (?:the |these |all )?<C(\d+)>")
_LEAST_WORD = re.compile(r"lowest|smallest|fewest|quietest")
_FEWEST = 3


def of_rank(reading: Reading, match: re.Match[str], claim: Claim, near: Nearby) -> Claim | None:
    """Show "the second highest of 10 councils" to be right by a table of ten that has the number of this one."""
    said = _OF_MANY.match(reading.code, match.end())
    if said is None:
        return None
    sources = [reading, *near.before[:1]]
    many, first = reading.item(int(said[1])).value, re.split(r"[ -]", claim.stated)[0]
    place = max(_PLACES.index(first), 1) if first in _PLACES else 0
    numbers = [(source, n) for source in sources for n in numbers_in(source, "CBPR")]
    years = {year for source in sources for year in _YEARS.findall(source.sentence.text)}
    for series in (one for grid in near.grids for held in (grid, grid.turned()) for one in series_of(held)):
        shown = [(name, value) for name, value in zip(series.names, series.values, strict=True) if _is_of(name, years)]
        order = sorted((value for _, value in shown), reverse=not _LEAST_WORD.search(claim.stated))
        if len(order) != many or not many >= _FEWEST or place >= many or order.count(order[place]) > 1:
            continue
        own = next(
            (source.sentence.printed(n) for source, n in numbers if fits(source.item(n).stated, order[place])), ""
        )
        if own:
            numbers_read = (own, f"of {series.column}")
            true = written(order[place], 2)
            return replace(claim, numbers=numbers_read, true=true, verdict=Verdict.RIGHT, reason="")
    rates = [(source, n) for source, n in numbers if source.item(n).kind == "R"] or numbers
    rest = [r.item(n).value for r in near.after[:1] if _OTHERS.match(r.code) for n in numbers_in(r, "CBPR")]
    if len(rates) != 1 or not rest or place:
        return None
    source, n = rates[0]
    least, value = _LEAST_WORD.search(claim.stated), source.item(n).value
    if (least and value < min(rest)) or (not least and value > max(rest)):
        others = tuple(near.after[0].sentence.printed(n) for n in numbers_in(near.after[0], "CBPR"))
        read = (source.sentence.printed(n), *others)
        return replace(claim, numbers=read, true=written(value, 2), verdict=Verdict.RIGHT, reason="")
    return None


_OTHERS = re.compile(r"(?:the )?(?:others?|rest)\b")


def _is_of(name: str, years: Collection[str]) -> bool:
    """Whether a row is of one of the years that are named, or of none."""
    named = _YEARS.match(name)
    return named is None or named[0] in years


_AVERAGE = re.compile(r"\b(?:average|median|mean|national|england)\b", re.IGNORECASE)


def of_average(reading: Reading, match: re.Match[str], claim: Claim, near: Nearby) -> Claim | None:
    """Show "below the average" to be right by a table that has one rate and the average of others beside it."""
    if not _AVERAGE.search(reading.code, match.end()):
        return None
    years = _YEARS.findall(claim.sentence)
    for grid in near.grids:
        averages = [n for n in grid.percent_columns if _AVERAGE.search(grid.columns[n])]
        rates = [n for n in grid.percent_columns if n not in averages]
        rows = [n for n, name in enumerate(grid.rows) if any(year in name for year in years[:1])]
        latest = max(range(len(grid.rows)), key=lambda n: _YEARS.findall(grid.rows[n])[:1], default=0)
        if grid.rows and len(averages) == len(rates) == 1:
            own, other = (grid.cells[(rows or [latest])[0]][n] for n in (rates[0], averages[0]))
            if own.percent and other.percent:
                numbers = (f"from {other.text}", f"to {own.text}")
                return _direction(claim, numbers, own.percent.value - other.percent.value, sure=False)
    return None


def numbers_in(reading: Reading, kinds: str) -> list[int]:
    return [int(n) for n in re.findall(rf"<[{kinds}](\d+)>", reading.code)]
