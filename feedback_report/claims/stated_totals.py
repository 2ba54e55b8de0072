"""Totals that a sentence states and a table or list beside it makes: "The total number of letters was 575"."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.judging import written
from feedback_report.claims.readings import Reading
from feedback_report.claims.wholes import Whole

OF_TABLE = "(total of the table)"
_STATED = re.compile(
    r"\b(?:a|the) (?:grand |overall )?total (?:number )?(?:of )?(?:[a-z' -]{3,50} )?"
    r"(?:was |is |were |of |stood at |came to )?"
    r"<[CB](?P<total>\d+)>|<C(?P<all>\d+)> [a-z' -]{3,50} in (?:total|all)\b|"
    r"^total(?: [a-z]+){0,3} ?[=:] ?<C(?P<equals>\d+)>"
)
_OPENS = re.compile(r"^(?:<X\d+> )?(?:the |of the )?<[CB](\d+)>")


def stated_total_claims(reading: Reading, wholes: Sequence[Whole]) -> Iterator[Claim]:
    """Show a stated total to be right where a table of the section adds up to it; never call one wrong."""
    made = {value for value, printed in wholes if printed.endswith(OF_TABLE)}
    for match in _STATED.finditer(reading.code):
        number = int(match["total"] or match["all"] or match["equals"])
        if reading.item(number).value in made:
            yield _claim(reading, number, ("the table",), reading.item(number).value)


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
    """Get the count that opens an item, or its only one: "35 to say sorry", "Q1 - 15"."""
    opens, counts = _OPENS.match(reading.code), re.findall(r"<[CB](\d+)>", reading.code)
    number = opens[1] if opens else counts[0] if len(counts) == 1 else None
    return None if number is None else reading.item(int(number)).value


def _claim(reading: Reading, number: int, parts: tuple[str, ...], true: Fraction) -> Claim:
    stated = reading.sentence.printed(number)
    return Claim("total", reading.sentence.text, parts, stated, written(true, 2), Verdict.RIGHT)
