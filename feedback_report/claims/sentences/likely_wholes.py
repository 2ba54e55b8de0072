"""The whole of a part that names none: one nearby that fits it by no chance, or the only one that can be meant."""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import inf

from feedback_report.claims.numbers.item import Item
from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.parts import Part, find_parts
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.sentences.subjects import turns_to_another
from feedback_report.claims.sentences.wholes import Whole, fitting


def no_chance(reading: Reading, part: Part, held: Sequence[Whole]) -> Whole | None:
    """Find the nearest whole that fits a part by itself, unless so many were tried that one fits by chance.

    A percentage with decimals can be tried on more numbers, and a large one on more than a small one.
    """
    count, stated = reading.item(part.count or 0), reading.item(part.percent)
    larger = [whole for whole in dict.fromkeys(held) if whole[0] > count.value]
    tried = larger[: int(stated.value * 10**stated.decimals * _CHANCE)] if not stated.hedge else []
    return fitting(reading, part, tried)


_CHANCE = Fraction(1, 10)


def one_whole(reading: Reading, part: Part, parts: list[Part], before: Sequence[Reading]) -> Whole | None:
    """Get the one number that a part can be of, where its percentage is not far from that.

    It is the only larger number of its kind of the sentence before the part, else of the nearest
    sentence before that has any.
    """
    count, stated = reading.item(part.count or 0), reading.item(part.percent)
    said = reading.code[part.start :][: part.end - part.start + _AFTER]
    a_range = stated.high is not None and not stated.word
    if (
        count.hedge
        or not count.value
        or a_range
        or _OF_ANOTHER.search(said[: part.end - part.start + 4])
        or _APART.search(reading.code)
    ):
        return None
    own = [int(match[1]) for match in re.finditer(r"<[CB](\d+)>", reading.code[: part.start])]
    counted = {other.count for other in parts}
    held = [n for n in own if n not in counted and _can_be(reading, n, count)]
    source = reading
    for last in () if held else reversed(before[-_FARTHEST:]):
        left_out = {*(p.count for p in find_parts(last.code) if p.base != p.count), *(p.before for p in last.pairs)}
        of_last_year = {n for n, year in years_of(last.sentence, last.code).items() if year == -inf}
        numbers = [int(match[1]) for match in re.finditer(r"<[CB](\d+)>", last.code)]
        held = [n for n in numbers if n not in left_out | of_last_year and _can_be(last, n, count)]
        source = last
        if held or of_last_year:
            break
    if len(held) != 1 or not _says_of(said, reading.code[: part.start] if source is reading else source.code):
        return None
    whole = source.item(held[0])
    told = [*before[-_FARTHEST:], reading]
    if turns_to_another(source, whole, told, count, goes_on=_goes_on(told, source, whole.value)):
        return None
    true = 100 * count.value / whole.value
    if abs(true - stated.value) > max(stated.value * _FAR, Fraction(1, 10**stated.decimals)):
        return None
    return whole.value, source.sentence.printed(held[0])


def _goes_on(told: Sequence[Reading], source: Reading, whole: Fraction) -> bool:
    """Whether another part since a number, or with it, is of that number."""
    since = [reading for n, reading in enumerate(told) if any(held is source for held in told[: n + 1])]
    return any(fitting(reading, part, [(whole, "")]) for reading in since for part in find_parts(reading.code))


_AFTER = 30  # signs after a part that may say what it is of
_FARTHEST = 8  # sentences
_FAR = Fraction(1, 3)
_OF_ANOTHER = re.compile(r"<[YLH]\d+>")
_OF = re.compile(
    r"\bof (?P<what>[a-z' -]+?)(?= ?[(<,.;:)]| (?:were|was|had|have|has|are|is|came|received|related|concerned|that|"
    r"which)\b|$)"
)
_APART = re.compile(r"\b(?:exclud\w+|not includ\w+|do(?:es)? not include|in addition|outside|apart from|besides)\b")
_LITTLE = r"these|those|them|all|the|total|our|which|whom|in|a|of|overall|number|annual|yearly|year's"
_ALIKE = {"case": "complaint"}


def _can_be(source: Reading, number: int, count: Item) -> bool:
    whole = source.item(number)
    same = {_ALIKE.get(item.noun, item.noun) for item in (whole, count)} - {""}
    return whole.value > count.value and not whole.hedge and whole.value >= _LEAST and len(same) < 2


_LEAST = 5


def _says_of(said: str, code: str) -> bool:
    """Whether what a percentage is said to be of is what the words with the whole speak of."""
    what = " ".join(match["what"] for match in _OF.finditer(re.split(r"[.;]", said)[0]))
    named = re.sub(r"<\w\d+>", " ", code)
    return all(re.fullmatch(_LITTLE, word) or word[:_STEM] in named for word in what.split())


_STEM = 6
