"""So many a day, week or month, by the number of a year: "364,600 were raised, almost 1,000 a day"."""

import re
from collections.abc import Iterator

from feedback_report.claims.averages import average_claim
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.readings import Reading

_OF_A_YEAR = {"day": 365, "month": 12, "week": 52, "quarter": 4}
_SO_MANY_EACH = re.compile(
    r"(?P<how>equates? to|equating to|equivalent to|an average of|averaging|or|that is|which is|,) "
    r"(?:just |some |only )?<C(?P<average>\d+)>(?: [a-z]+){0,3}? (?:per|a|each|every|in every) "
    r"(?P<each>day|week|month|quarter)\b(?! for| over)"
)
_IN_A_YEAR = re.compile(r"<[YLH]\d+>|\b(?:the|a|this|last|per) year\b|\bannual")
_SURE = ("equate", "equating", "equivalent", "an average", "averaging")


def daily_claims(reading: Reading) -> Iterator[Claim]:
    """Judge so many a day by a number before it; wrong only where just one can be meant, and of a year."""
    for match in _SO_MANY_EACH.finditer(reading.code):
        average = int(match["average"])
        before = [int(number) for number in re.findall(r"<C(\d+)>", reading.code[: match.start()])]
        totals = [number for number in before if reading.item(number).value > reading.item(average).value]
        sure = len(before) == 1 and match["how"].startswith(_SURE) and bool(_IN_A_YEAR.search(reading.code))
        for total in totals:
            true = reading.item(total).value / _OF_A_YEAR[match["each"]]
            claim = average_claim(reading, average, [total], true, true / 50, sure=sure)
            if claim.verdict is Verdict.RIGHT or sure:
                yield claim
                break
