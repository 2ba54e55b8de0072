"""Changes that name what they start from: "down by 45% on the quarter before (60) and by 20% on last year (40)"."""

import re
from collections.abc import Sequence

from feedback_report.claims.changes.change_findings import Finding, Size
from feedback_report.claims.changes.changes import judge_size
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading

Found = tuple[Finding, tuple[str, ...]]
_START = re.compile(
    r"<[QNK]\d+>\)?(?: [a-z'-]+){0,4}?,? (?:on|from|compared (?:to|with)|than|against|over)\b"
    r"(?:[^<>¦.;]|<[XYLHD]\d+>){0,70}?<[CMR](?P<start>\d+)>"
)


def anchored(reading: Reading, sizes: Sequence[Size], earlier: Sequence[Reading]) -> dict[int, Found]:
    """Judge the changes of a sentence that each start from a number of their own and lead to the same one.

    That is the one other number of the sentence, else the one number of the sentence before.
    """
    starts = {size.number: int(match["start"]) for size in sizes if (match := _start(reading, size))}
    if len(set(starts.values())) < 2 or len(starts) != len(set(starts.values())):
        return {}
    first = min(reading.position(number) for number in starts)
    clauses = {reading.clause(reading.position(number)) for number in (*starts, *starts.values())}
    others = _others(reading, set(starts.values()))
    source = reading
    if not others and earlier:
        source, others = earlier[-1], _others(earlier[-1], set())
    elif any(reading.position(number) > first for number in others):
        return {}
    if len(others) != 1 or len(clauses) > 1:
        return {}
    now = source.item(others[0])
    found: dict[int, Found] = {}
    for size in sizes:
        start = starts.get(size.number)
        if start is not None and comparable(reading.item(start), now):
            numbers = (f"from {reading.sentence.printed(start)}", f"to {source.sentence.printed(others[0])}")
            found[size.number] = judge_size(reading, size, reading.item(start), now), numbers
    return found


def _start(reading: Reading, size: Size) -> re.Match[str] | None:
    return _START.match(reading.code, reading.position(size.number))


def _others(reading: Reading, left_out: set[int]) -> list[int]:
    return [n for n in map(int, re.findall(r"<[CMR](\d+)>", reading.code)) if n not in left_out]
