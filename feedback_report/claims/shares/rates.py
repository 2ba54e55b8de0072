"""Claims of a rate: so many per 100,000 people, recomputed where the number of people is stated."""

import re
from collections.abc import Sequence
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import RATE, Item
from feedback_report.claims.numbers.judging import fits, judge, written
from feedback_report.claims.sentences.readings import Reading

Whole = tuple[Fraction, str]
_PEOPLE = {
    *("resident", "person", "people", "population", "inhabitant", "child", "household", "home", "tenant", "property"),
    *("adult", "pupil", "customer", "user", "client", "learner", "student", "young people"),
}
_POPULATION = re.compile(
    r"\bpopulations?\b[^<>]{0,40}(?:<[XY]\d+>[^<>]{0,20})?(?:of|was|is|:|at|\()[^<>]{0,20}<[CB](?P<n>\d+)>|"
    r"\bpopulation <[CB](?P<o>\d+)>|<[CB](?P<m>\d+)> (?:total |resident )?population\b"
)
_LEAST = 500


def populations(reading: Reading) -> list[Whole]:
    """Get the numbers of people (or homes) that a sentence states."""
    named = {int(match["n"] or match["m"] or match["o"]) for match in _POPULATION.finditer(reading.code)}
    return [
        (item.value, reading.sentence.printed(number))
        for number, item in enumerate(reading.sentence.items)
        if item.kind == "C" and item.value >= _LEAST and (number in named or item.noun in _PEOPLE)
    ]


def rate_claims(
    reading: Reading, earlier: Sequence[Reading], people: Sequence[Whole], counts: Sequence[Whole] = ()
) -> list[Claim]:
    """Find and judge the rates of a sentence.

    ``people`` are the populations stated anywhere in the paper, ``counts`` the numbers of the
    section: they can show a rate to be right, never to be wrong.
    """
    return [
        _judged(reading, number, item, earlier, people, counts)
        for number, item in enumerate(reading.sentence.items)
        if item.kind == RATE
    ]


def _judged(
    reading: Reading,
    number: int,
    item: Item,
    earlier: Sequence[Reading],
    people: Sequence[Whole],
    near: Sequence[Whole],
) -> Claim:
    own_people = populations(reading)
    own = _counts(reading, own_people)
    each = int(item.unit)
    before_it = [count for before in reversed(earlier) for count in _counts(before, populations(before))]
    for counts in (own, before_it, near):
        for population in (*own_people, *(held for before in earlier for held in populations(before)), *people):
            for count in counts:
                if population[0] > count[0] and fits(item.stated, each * count[0] / population[0]):
                    return _claim(reading, number, (count, population), Verdict.RIGHT, "", each)
    for percent, share in enumerate(reading.sentence.items):
        if share.kind == "P" and not share.hedge and fits(item.stated, each * share.value / 100):
            whole = (Fraction(100), "100%")
            return _claim(
                reading, number, ((share.value, reading.sentence.printed(percent)), whole), Verdict.RIGHT, "", each
            )
    stated = own_people or (populations(earlier[-1]) if earlier else [])
    if len(stated) == 1 and len(own) == 1:
        verdict, reason = judge(item.stated, each * own[0][0] / stated[0][0])
        return _claim(reading, number, (own[0], stated[0]), verdict, reason, each)
    printed = reading.sentence.printed(number)
    missing = "the count or the number of people is not given"
    return Claim("rate", reading.sentence.text, (), printed, "", Verdict.CANNOT_TELL, missing)


def _counts(reading: Reading, people: Sequence[Whole]) -> list[Whole]:
    return [
        (item.value, reading.sentence.printed(number))
        for number, item in enumerate(reading.sentence.items)
        if item.kind == "C" and (item.value, reading.sentence.printed(number)) not in people
    ]


def _claim(reading: Reading, number: int, of: tuple[Whole, Whole], verdict: Verdict, reason: str, each: int) -> Claim:
    (count, printed), (population, printed_people) = of
    true = f"{written(each * count / population)} per {each:,}"
    numbers = (printed, f"of {printed_people}")
    return Claim("rate", reading.sentence.text, numbers, reading.sentence.printed(number), true, verdict, reason)
