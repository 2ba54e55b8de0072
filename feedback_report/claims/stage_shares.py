"""Shares of one column of a table that became another: "51% of Stage 1 cases went on to Stage 2"."""

import re
from collections.abc import Sequence
from fractions import Fraction

from feedback_report.claims.claim import Claim
from feedback_report.claims.grids import Grid
from feedback_report.claims.judging import judge, written
from feedback_report.claims.readings import Reading
from feedback_report.claims.row_names import mentions

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WENT_ON = re.compile(
    r"\b(?:escalat|progress|proceed|went|go|moved|advanced|referred|taken|upheld|answered)\w*\b", re.IGNORECASE
)
_NEAR = 20  # signs between a percentage and what it is of


def stage_share(reading: Reading, number: int, grids: Sequence[Grid]) -> Claim | None:
    """Judge a percentage of one column that went on to another, by the row of the year that the sentence names."""
    item, text = reading.item(number), reading.sentence.text
    years = sorted({int(item.value) for item in reading.sentence.items if item.kind == "Y"})
    alone = len(years) == 1 and len(re.findall(r"<P", reading.code)) == 1
    if not alone or not re.match(r" of (?:the |all )?", text[item.end :]):
        return None
    for grid in (turned for held in grids for turned in (held, held.turned())):
        rows = [row for row, label in enumerate(grid.rows) if _YEAR.findall(label)[:1] == [str(years[0])]]
        named = sorted(mentions(text, grid.turned()))
        after = [(start, column) for start, _, column in named if start >= item.end]
        if len(rows) != 1 or len(named) != 2 or len(after) != 2 or after[0][0] - item.end > _NEAR:
            continue
        if not _WENT_ON.search(text[after[0][0] : after[1][0]]):
            continue
        whole, part = (grid.cells[rows[0]][column].count for _, column in after)
        if not whole or part is None or part > whole:
            continue
        true = Fraction(100) * part / whole
        verdict, reason = judge(item.stated, true)
        numbers = (written(part), f"of {written(whole)}")
        shown = f"{written(true, item.decimals + 1)}%"
        return Claim("share", text, numbers, reading.sentence.printed(number), shown, verdict, reason)
    return None
