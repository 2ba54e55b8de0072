"""Claims of one thing per another: "6.8 compliments for each complaint (41 compliments, 6 complaints)"."""

import re
from collections.abc import Iterator, Sequence

from feedback_report.claims.claim import Claim
from feedback_report.claims.judging import judge, written
from feedback_report.claims.nouns import NOUNS, singular
from feedback_report.claims.readings import Reading

_EACH = re.compile(
    rf"<C(?P<ratio>\d+)>(?: [a-z'-]+){{0,4}}? (?:for every|for each|to every|to each|per) (?:single )?(?:[a-z]+ )?"
    rf"(?P<of>{NOUNS})\b(?!s)(?: \(<C(?P<beside>\d+)>\))?"
)


def ratio_claims(reading: Reading, earlier: Sequence[Reading]) -> list[Claim]:
    """Judge how many of one thing there are for each of another, from the one count of each nearby."""
    return list(_found(reading, earlier))


def _found(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Claim]:
    for match in _EACH.finditer(reading.code):
        number = int(match["ratio"])
        stated = reading.item(number)
        sources = [(source, n) for source in (*earlier[-1:], reading) for n in range(len(source.sentence.items))]
        held = [
            (source.item(n), source.sentence.printed(n))
            for source, n in sources
            if source.item(n).kind == "C" and not (source is reading and n == number)
        ]
        thing = singular(match["of"])
        many = [both for both in held if both[0].noun not in ("", thing) and stated.noun in ("", thing, both[0].noun)]
        of = [both for both in held if both[0].noun == thing and both[0].value]
        if match["beside"]:
            of = [(reading.item(int(match["beside"])), reading.sentence.printed(int(match["beside"])))]
        if len(many) != 1 or len(of) != 1 or not of[0][0].value:
            continue
        true = many[0][0].value / of[0][0].value
        verdict, reason = judge(stated.stated, true, many[0][0].slack / of[0][0].value)
        printed = (many[0][1], f"to {of[0][1]}")
        shown = written(true, stated.decimals + 1)
        yield Claim("ratio", reading.sentence.text, printed, reading.sentence.printed(number), shown, verdict, reason)
