"""The years that a change is said to reach over: "since 2018/19", "on 2021/22", "over the last five years"."""

import re
from math import inf

from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.pairs import Pair
from feedback_report.claims.sentences.readings import Reading

_SINCE = r"[^<>¦,;]{0,40}?\b(?:since|on|compared (?:to|with)|from|than|over)(?: in)?(?: the)? <Y(\d+)>"
_OVER = r"[^<>¦]{0,50}?\b(?:over|in|across|during|within|for) (?:the |a )?(?:last |past |previous )?<D(\d+)>"


def span_of(reading: Reading, number: int) -> tuple[int | None, int | None]:
    """Get the year that a change is counted from and how many years it covers, where the sentence says so."""
    token = rf"<[QNK]{number}>\)?"
    since = re.search(token + _SINCE, reading.code)
    over = re.search(token + _OVER, reading.code)
    years = reading.item(int(over[1])) if over else None
    long = years is not None and years.unit == "year" and years.value > 1
    return (
        int(reading.item(int(since[1])).value) if since else None,
        int(years.value) if years is not None and long else None,
    )


def reaches(reading: Reading, number: int, pair: Pair) -> bool:
    """Whether a pair can be what a change is of, as far as its years go: unknown years can."""
    since, over = span_of(reading, number)
    bound = years_of(reading.sentence, reading.code)
    before, now = bound.get(pair.before), bound.get(pair.now)
    if since is not None and before is not None and abs(before) != inf and before != since:
        return False
    if over is None or before is None:
        return True
    return abs(before) != inf and (now is None or abs(now) == inf or now - before in (over, over - 1))
