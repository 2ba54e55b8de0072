"""Claims about a run of years that a sentence itself lists: "fell each year: 640, 601 and 588"."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import inf

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.directions import NOUN, VERB, direction_of
from feedback_report.claims.sentences.readings import Reading

_STEADY = (
    r"(?:year[- ](?:on|after)[- ]year|each year|every year|(?:each|every) (?:quarter|month)|steadily|consistently|"
    r"continuously|continually|in a row|running|consecutive|successive|in succession)"
)
_RUN = re.compile(
    rf"\b(?:continue[sd]?|continuing) to (?P<a>{VERB})\b|\b(?P<b>{VERB}|{NOUN})\b[^<>¦.]{{0,40}}?\b{_STEADY}\b|"
    rf"\b{_STEADY}\b[^<>¦]{{0,60}}?\b(?P<c>{VERB}|{NOUN})\b"
)
_EXTREME = re.compile(r"\b(?P<word>lowest|highest|fewest|smallest|largest)\b")
_YEARS = re.compile(r"\b(?:in|of|for|over) (?:the )?(?:last |past |previous )?<[DX]\d+>")
_OF = r"(?: (?:in |for )?<[XY]\d+>)?"
_AFTER_COLON = re.compile(
    rf"(?::| –| -|\() ?(?P<list><(?P<kind>[CP])\d+>{_OF}(?:(?:,|,? and(?: now)?|,? then|"
    rf";) <(?P=kind)\d+>{_OF}){{2,}})(?=[).;]|$)"
)
# "The volume has fallen: 90, 83 and 74"
_ANNOUNCED = re.compile(rf"\b(?P<word>{VERB}|{NOUN})\b[^<>¦:]{{0,60}}(?::| –) ?(?=<[CP])")
_PERFORMANCE = re.compile(r"\b(?:performance|timel\w+|on time|in time|within|satisf\w+|complian\w+|answered)\b")
_PLACES = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HOW_MANY = re.compile(rf"\b(?P<place>{'|'.join(_PLACES)}) (?:[a-z]+ )?(?:year|quarter|month)|<D(?P<years>\d+)>")
_SINCE = re.compile(r"\bsince <Y(\d+)>")
_APART = re.compile(
    r"\b(?:apart from|except|exception|other than|peak\w*|generally|overall|broadly|until|before|first time)\b"
)


def trend_claims(reading: Reading) -> list[Claim]:
    """Judge a steady rise or fall, and the lowest or highest of several years, by the numbers of the sentence."""
    numbers = _series(reading)
    if len(numbers) < 3:
        return []
    return [*_run(reading, numbers), *_end(reading, numbers)]


def _series(reading: Reading) -> list[int]:
    """Get the numbers year by year, the earliest first: each of its own year, or a list that is nothing else."""
    bound = years_of(reading.sentence, reading.code)
    of_years = sorted(
        (year, number)
        for number, year in bound.items()
        if reading.item(number).kind in "CP" and abs(year) != inf and not reading.item(number).hedge
    )
    kinds = {reading.item(number).kind for _, number in of_years}
    nouns = {reading.item(number).noun for _, number in of_years} - {""}
    counted = len(re.findall(r"<[CBP]\d+>", reading.code))
    distinct = len({year for year, _ in of_years}) == len(of_years)
    if len(of_years) > 2 and len(of_years) == counted and len(kinds) == 1 and len(nouns) < 2 and distinct:
        return [number for _, number in of_years]
    listed = _AFTER_COLON.search(reading.code)
    found = [int(number) for number in re.findall(r"<[CP](\d+)>", listed["list"])] if listed else []
    return found if len(found) == counted else []


def _run(reading: Reading, numbers: Sequence[int]) -> Iterator[Claim]:
    match = _RUN.search(reading.code)
    announced = _ANNOUNCED.search(reading.code)
    word = (match["a"] or match["b"] or match["c"]) if match else announced["word"] if announced else ""
    direction = direction_of(word)
    if {"up", "down"} <= {direction_of(other) for other in re.findall(rf"\b(?:{VERB}|{NOUN})\b", reading.code)}:
        return  # "fell for two years, then rose"
    if word.startswith("improv") and reading.item(numbers[0]).kind == "P" and _PERFORMANCE.search(reading.code):
        direction = "up"
    if not direction:
        return
    values = [reading.item(number).value for number in numbers][-_steps(reading, len(numbers)) - 1 :]
    steps = [after - before for before, after in pairwise(values)]
    right = all(step > 0 if direction == "up" else step < 0 for step in steps)
    broken = next((n for n, step in enumerate(steps) if (step > 0) != (direction == "up") or not step), None)
    true = " to ".join(written(value, 2) for value in (values if broken is None else values[broken : broken + 2]))
    verdict, reason = (Verdict.RIGHT, "") if right else (Verdict.WRONG, "it did not go that way every year")
    ends = (values[-1] > values[0]) == (direction == "up") and values[-1] != values[0]
    if not right and not match and ends:
        verdict, reason = Verdict.CANNOT_TELL, "it went that way from the first to the last"
    if not right and (_APART.search(reading.code) or _backwards(reading, values, direction)):
        verdict, reason = Verdict.CANNOT_TELL, "which of the years are meant is not said"
    yield _claim(reading, numbers, word, true, verdict, reason)


def _steps(reading: Reading, numbers: int) -> int:
    """Get how many steps, up to the last number, a sentence speaks of: "for the third year" of three."""
    said = [
        _PLACES.index(match["place"]) + 2 if match["place"] else int(reading.item(int(match["years"])).value)
        for match in _HOW_MANY.finditer(reading.code)
    ]
    since = _SINCE.search(reading.code)
    if since:
        years = sorted(year for year in years_of(reading.sentence, reading.code).values() if abs(year) != inf)
        said += [sum(year > reading.item(int(since[1])).value for year in years)]
    return max(min([numbers - 1, *said]), 1)


def _backwards(reading: Reading, values: Sequence[Fraction], direction: str) -> bool:
    """Whether a list without years goes the stated way from its end: the latest may come first."""
    return "<Y" not in reading.code and all(
        (before > after) == (direction == "up") and before != after for before, after in pairwise(values)
    )


def _end(reading: Reading, numbers: Sequence[int]) -> Iterator[Claim]:
    match = _EXTREME.search(reading.code)
    years = _YEARS.search(reading.code, match.end()) if match else None
    meant = _meant(reading, numbers, years.end()) if years else None
    if match is None or meant is None:
        return
    values = [reading.item(number).value for number in numbers]
    low = match["word"] in ("lowest", "fewest", "smallest")
    end: Fraction = min(values) if low else max(values)
    if meant == end:
        tie = values.count(end) > 1
        verdict, reason = (Verdict.CANNOT_TELL, "it is a tie") if tie else (Verdict.RIGHT, "")
    elif values[0] == end and meant == values[-1]:
        verdict, reason = Verdict.CANNOT_TELL, "which number is meant is not said"
    else:
        verdict, reason = Verdict.WRONG, f"the {match['word']} is {written(end, 2)}"
    yield _claim(reading, numbers, match["word"], written(end, 2), verdict, reason)


def _meant(reading: Reading, numbers: Sequence[int], at: int) -> Fraction | None:
    """Get the number that is called the lowest: right after the words, or the last before them, or of a bare list."""
    after = re.match(r"[^<>¦:]{0,20}?\b(?:was|is|at|being|with) <[CP](\d+)>", reading.code[at:])
    if after:
        return reading.item(int(after[1])).value
    before = re.findall(r"<[CP](\d+)>", reading.code[:at])
    if before:
        return reading.item(int(before[-1])).value
    return reading.item(numbers[-1]).value if _AFTER_COLON.search(reading.code) else None


def _claim(reading: Reading, numbers: Sequence[int], word: str, true: str, verdict: Verdict, reason: str) -> Claim:
    printed = tuple(reading.sentence.printed(number) for number in numbers)
    return Claim("trend", reading.sentence.text, printed, word, true, verdict, reason)
