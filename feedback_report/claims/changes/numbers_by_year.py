"""The numbers of the sentences before by their years: "In 2023 we had 280. In 2024 we had 302. This is 8% more."."""

import re

from feedback_report.claims.changes.change_findings import Finding, Size
from feedback_report.claims.changes.changes import judge_size
from feedback_report.claims.sentences.bound_years import is_later, years_of
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.sentences.spans import span_of

Found = tuple[Finding, tuple[str, ...]]


def numbers_of(reading: Reading, kinds: str = "CMDRB") -> list[int]:
    return [int(match[1]) for match in re.finditer(rf"<[{kinds}](\d+)>", reading.code)]


def alone(reading: Reading, size: Size, *, before_it: bool = False) -> bool:
    """Whether no other change of the same kind is stated, or none before this one."""
    kind, at = reading.item(size.number).kind, reading.position(size.number)
    others = [change for change in reading.changes if change.size != size.number and change.kind == kind]
    return not [change for change in others if not before_it or reading.position(change.size) < at]


_BEFORE_THAT = re.compile(r"previous|prior|earlier|before|preceding")
_OF_DATE = re.compile(r"^the (?:figure|number|total) (?:for|in|at|on) <X\d+> (?:was|is|stood at) <C")
_GOES_ON = re.compile(r"^(?:(?:in|by|during) <[YH]\d+>,? )?(?:this|it) ")


def by_two(reading: Reading, size: Size, near: list[Reading]) -> Found | None:
    """Compare the one number of each of the two sentences before, where they say which is the earlier."""
    if reading.changes and reading.changes[0].size != size.number:
        return None  # "This was 10% more, in spite of 5% fewer visits"
    if len(near) < 2 or any(len(numbers_of(source)) != 1 for source in near[-2:]):
        return None
    if span_of(reading, size.number) != (None, None):
        return None
    (one, first), (two, second) = ((source, numbers_of(source)[0]) for source in near[-2:])
    if not comparable(one.item(first), two.item(second)):
        return None
    years = [years_of(source.sentence, source.code).get(number) for source, number in ((one, first), (two, second))]
    named = [two.sentence.printed(n) for n, item in enumerate(two.sentence.items) if item.kind == "L"]
    if any(_BEFORE_THAT.search(name) for name in named):
        order = [(two, second), (one, first)]
    elif _GOES_ON.match(two.code) or (None not in years and is_later(years[1], years[0])):
        order = [(one, first), (two, second)]
    elif None not in years and is_later(years[0], years[1]):
        order = [(two, second), (one, first)]
    elif size.direction and _OF_DATE.match(two.code) and "<X" in one.code:
        order = sorted([(one, first), (two, second)], key=lambda held: held[0].item(held[1]).value)
        order = order if size.direction == "up" else order[::-1]
    else:
        return None
    before, now = (source.item(number) for source, number in order)
    printed = [source.sentence.printed(number) for source, number in order]
    return judge_size(reading, size, before, now), (f"from {printed[0]}", f"to {printed[1]}")
