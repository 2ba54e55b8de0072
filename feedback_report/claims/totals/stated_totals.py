"""Totals that a sentence states and a table or list beside it makes: "The total number of letters was 575"."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.readings import Reading

OF_TABLE = "(total of the table)"
_OPENS = re.compile(r"^(?:<X\d+> )?(?:the |of the )?<[CB](\d+)>")


def list_total_claims(lead: Sequence[Reading], items: Sequence[Sequence[Reading]]) -> Iterator[tuple[Reading, Claim]]:
    """Show the last number before a list to be right where the numbers that open its items make it."""
    held = [(reading, int(n)) for reading in lead[-1:] for n in re.findall(r"<[CB](\d+)>", reading.code)]
    parts: list[Fraction] = []
    for readings in items:
        part = _part_of(readings[0]) if readings else None
        if part is None:
            return
        parts.append(part)
        for reading, number in held:
            if len(parts) > 1 and sum(parts) == reading.item(number).value:
                yield reading, _claim(reading, number, tuple(written(part) for part in parts), sum(parts, Fraction(0)))
                return


def _part_of(reading: Reading) -> Fraction | None:
    """Get the count that opens an item, its only one, or one that the others make: "Waste (11): bins (7), bags (4)"."""
    opens, counts = _OPENS.match(reading.code), re.findall(r"<[CB](\d+)>", reading.code)
    first, *others = [reading.item(int(number)).value for number in counts] or [Fraction(0)]
    number = opens[1] if opens else counts[0] if counts and sum(others) in (0, first) else None
    return None if number is None else reading.item(int(number)).value


def _claim(reading: Reading, number: int, parts: tuple[str, ...], true: Fraction) -> Claim:
    stated = reading.sentence.printed(number)
    return Claim("total", reading.sentence.text, parts, stated, written(true, 2), Verdict.RIGHT)
