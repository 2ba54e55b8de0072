"""The whole of a part that names none: one nearby that fits it by no chance, or the only one that can be meant."""

import re
from collections.abc import Sequence
from fractions import Fraction

from feedback_report.claims.parts import Part
from feedback_report.claims.readings import Reading
from feedback_report.claims.wholes import Whole, fitting


def no_chance(reading: Reading, part: Part, held: Sequence[Whole]) -> Whole | None:
    """Find the nearest whole that fits a part by itself, unless so many were tried that one fits by chance.

    A percentage with decimals can be tried on more numbers, and a large one on more than a small one.
    """
    count, stated = reading.item(part.count or 0), reading.item(part.percent)
    larger = [whole for whole in dict.fromkeys(held) if whole[0] > count.value]
    tried = larger[: int(stated.value * 10**stated.decimals * _CHANCE)] if not stated.hedge else []
    return fitting(reading, part, tried)


_CHANCE = Fraction(1, 10)


def only_whole(reading: Reading, part: Part, parts: list[Part]) -> Whole | None:
    """Get the only larger number of the sentence before a part, where its percentage is nearly of that."""
    count, stated = reading.item(part.count or 0), reading.item(part.percent)
    counted = {other.count for other in parts}
    numbers = [int(match[1]) for match in re.finditer(r"<[CB](\d+)>", reading.code[: part.start])]
    larger = [n for n in numbers if n not in counted and reading.item(n).value > count.value]
    if len(larger) != 1 or count.hedge or stated.hedge or stated.high is not None or not count.value:
        return None
    whole = reading.item(larger[0])
    same = {_ALIKE.get(item.noun, item.noun) for item in (whole, count)} - {""}
    of_another = re.search(r"<[YLH]\d+>|\bof\b", reading.code[part.start : part.end + 4])
    away = abs(100 * count.value / whole.value - stated.value)
    here = reading.clause(part.start) == reading.clause(reading.position(larger[0]))
    near = away < Fraction(1, 10**stated.decimals) or (here and away <= stated.value / 10)
    if len(same) > 1 or whole.hedge or of_another or not near:
        return None
    return whole.value, reading.sentence.printed(larger[0])


_ALIKE = {"case": "complaint"}
