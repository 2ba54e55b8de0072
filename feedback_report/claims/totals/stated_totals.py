"""Totals that a sentence states and a table or list beside it makes: "The total number of letters was 575"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.grids import TOTAL, Grid
from feedback_report.claims.tables.row_names import mentions

OF_TABLE = "(total of the table)"
_OPENS = re.compile(r"^(?:<X\d+> )?(?:the |of the )?<[CB](\d+)>")
_FEWEST = 100
_NAMED_TOTAL = re.compile(r"\btotals?\b|\bfollowed by\b")
_NEAR = Fraction(1, 50)


def named_total_claims(reading: Reading, earlier: Sequence[Reading], grids: Sequence[Grid]) -> Iterator[Claim]:
    """Judge the one number that is given for the one column of a table without totals: "Q1 was busiest, at 1,148".

    It is wrong only where totals are spoken of and the number is near to what the column
    makes: a slip, and no other count.
    """
    text = " ".join(reading.sentence.text.split())
    counts = [int(n) for n in re.findall(r"<C(\d+)>", reading.code)]
    if not counts or re.search(r"<[BPQNK]\d+>", reading.code):
        return
    of_totals = _NAMED_TOTAL.search(" ".join(source.code for source in (*earlier[-1:], reading)))
    for grid in (turned for held in grids for turned in (held, held.turned())):
        columns = [n for n in grid.count_columns if not TOTAL.fullmatch(grid.columns[n].strip())]
        if any(map(grid.is_total, range(len(grid.rows)))) or len(columns) < 2 or len(grid.rows) < 2:
            continue
        sums = [sum((cell.count or Fraction(0) for cell in grid.column(n)), Fraction(0)) for n in columns]
        named = {columns.index(row) for _, _, row in mentions(text, grid.turned()) if row in columns}
        for number in counts:
            value = reading.item(number).value
            if value >= _FEWEST and value in sums and not reading.item(number).hedge:
                yield _claim(reading, number, (grid.columns[columns[sums.index(value)]],), value)
            elif of_totals and len(named) == len(counts) == 1 and not reading.item(number).hedge:
                true = sums[named.copy().pop()]
                if true >= _FEWEST and 0 < abs(value - true) <= true * _NEAR:
                    claim = _claim(reading, number, (grid.columns[columns[named.copy().pop()]],), true)
                    yield replace(claim, verdict=Verdict.WRONG, reason="the column of the table makes another number")


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
