"""Runs of years and quarters that a table holds: "for the second year in a row", "an increase in Q2"."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from feedback_report.claims.cells import Cell, as_item
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.direction_verdicts import way_of
from feedback_report.claims.directions import NOUN, VERB, direction_of
from feedback_report.claims.grids import TOTAL, Grid
from feedback_report.claims.judging import written
from feedback_report.claims.readings import Reading
from feedback_report.claims.row_names import mentions
from feedback_report.claims.table_guesses import CHANGE

_TIMES = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_IN_A_ROW = re.compile(
    rf"\b(?P<times>{'|'.join(_TIMES)}) (?:consecutive |successive )?year(?: in a row| running| in succession)?\b"
)
_IN_QUARTERS = re.compile(
    rf"\b(?P<word>{VERB}|{NOUN})(?: [a-z]+){{0,4}}? (?:in|during|for) (?:both )?"
    rf"(?P<quarters>q[1-4](?:(?:,|,? and) q[1-4])*)"
)
_WORD = re.compile(rf"\b(?:{VERB}|{NOUN})\b")
_QUARTER = re.compile(r"q(?:uarter )?([1-4])\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FEWEST = 3

Series = list[tuple[str, Cell]]


def run_claims(reading: Reading, grids: Sequence[Grid]) -> Iterator[Claim]:
    """Judge a rise or fall that is said to be the second in a row, or to be in a quarter, by the nearest table."""
    text = " ".join(reading.sentence.text.split())
    row = _IN_A_ROW.search(text.lower())
    ways = {way for word in _WORD.findall(text.lower()) if (way := direction_of(word))}
    for grid in (turned for held in grids for turned in (held, held.turned())):
        found = []
        if row and len(ways) == 1:
            found += list(_of_years(text, grid, _TIMES[row["times"]], row[0], ways.copy().pop()))
        for match in _IN_QUARTERS.finditer(text.lower()):
            if direction_of(match["word"]):
                found += list(_of_quarters(text, grid, match))
        if found:
            yield from found
            return


def _of_years(text: str, grid: Grid, times: int, stated: str, way: str) -> Iterator[Claim]:
    """Judge the last changes of the one row that the text names."""
    rows = [row for _, _, row in mentions(text, grid)]
    columns = sorted(
        (int(year[0]), n)
        for n in grid.count_columns
        if not CHANGE.search(grid.columns[n]) and (year := _YEAR.search(grid.columns[n]))
    )
    if len(set(rows)) != 1 or len(columns) <= times:
        return
    series = [(grid.columns[n], grid.cells[rows[0]][n]) for _, n in columns][-times - 1 :]
    ways = _ways(series)
    verdict = Verdict.RIGHT if set(ways) == {way} else Verdict.WRONG if ways[-1] != way else Verdict.CANNOT_TELL
    yield _claim(text, stated, series, verdict)


def _of_quarters(text: str, grid: Grid, match: re.Match[str]) -> Iterator[Claim]:
    """Judge the change to a quarter from the one before it, where the table has one number for each quarter."""
    columns = [n for n in grid.count_columns if TOTAL.fullmatch(grid.columns[n].strip())] or grid.count_columns
    quarters = {int(found[1]): row for row, label in enumerate(grid.rows) if (found := _QUARTER.match(label))}
    if len(columns) != 1 or len(quarters) < _FEWEST:
        return
    said = [int(number) for number in re.findall(r"q([1-4])", match["quarters"])]
    ways = []
    for quarter in said:
        if quarter not in quarters or quarter - 1 not in quarters:
            return
        ways += _ways([(grid.rows[quarters[n]], grid.cells[quarters[n]][columns[0]]) for n in (quarter - 1, quarter)])
    series = [(grid.rows[row], grid.cells[row][columns[0]]) for _, row in sorted(quarters.items())]
    right = set(ways) == {direction_of(match["word"])}
    yield _claim(text, match[0], series, Verdict.RIGHT if right else Verdict.WRONG)


def _ways(series: Series) -> list[str]:
    items = [as_item(cell) for _, cell in series]
    return [way_of(before, now) for before, now in pairwise(items)]


def _claim(text: str, stated: str, series: Series, verdict: Verdict) -> Claim:
    numbers = tuple(f"{label}: {written(cell.count or Fraction(0), 2)}" for label, cell in series)
    reason = "" if verdict is Verdict.RIGHT else "not all of them went that way"
    return Claim("direction", text, numbers, stated, ", ".join(_ways(series)), verdict, reason)
