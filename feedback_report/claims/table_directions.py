"""Directions of what a row of a table is called: "Comments have shown an increase", with the years in the table."""

import re
from collections.abc import Iterator, Sequence

from feedback_report.claims.cells import Cell, as_item
from feedback_report.claims.claim import Claim
from feedback_report.claims.direction_verdicts import direction_claim, way_of
from feedback_report.claims.directions import NOUN, VERB, direction_of
from feedback_report.claims.grids import Grid
from feedback_report.claims.readings import Reading
from feedback_report.claims.row_names import mentions
from feedback_report.claims.table_guesses import CHANGE

_DIRECTION = re.compile(rf"\b(?P<word>{VERB}|{NOUN})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What is not said of the numbers themselves, or not of the past.
_NOT_OF_THEM = re.compile(
    r"\b(?:will|would|could|may|might|should|expect\w*|likely|aim\w*|if|due to|because|despite|reflect\w*|result\w*|"
    r"following|attribut\w*|proportion|percentage|rates?|average|times?|per cent|quarters?|months?|target|"
    r"demand|level|support\w*|more|fewer|less)\b|%"
)
_LONGEST_WAY = 60  # signs from a name to its direction
_PLAINLY = re.compile(
    r"(?:the )?(?:(?:total )?number of )?(?:complaints (?:about|for|in|to|received by) )?(?:the )?", re.I
)
_AUXILIARY = re.compile(
    r"(?: complaints| received)*(?: (?:has|have|had|also|then|again|seen|shown|saw|showed|an?|[a-z]+ly))* "
)


def table_direction_claims(reading: Reading, grids: Sequence[Grid]) -> list[Claim]:
    """Judge the one direction that a sentence without numbers states of the one row that it names before it.

    The years are those that it names, else the last two. It is wrong only where the sentence
    is about nothing but that row and names a year.
    """
    text = " ".join(reading.sentence.text.split())
    words = list(_DIRECTION.finditer(text.lower()))
    ways = {direction_of(match["word"]) for match in words}
    if reading.sentence.has_numbers or len(ways) != 1 or "" in ways or _NOT_OF_THEM.search(text.lower()):
        return []
    word = words[0]
    for grid in grids:
        for turned in (grid, grid.turned()):
            named = [place for place in mentions(text, turned) if place[1] <= word.start() <= place[1] + _LONGEST_WAY]
            if len(named) != 1:
                continue
            start, end, row = named[0]
            for before, now in _pairs(turned, row, text):
                first, second = as_item(before), as_item(now)
                said = (word["word"], direction_of(word["word"]))
                plainly = _PLAINLY.fullmatch(text[:start]) and _AUXILIARY.fullmatch(text[end : word.start()].lower())
                if way_of(first, second) == said[1] or (plainly and _YEAR.search(text)):
                    return [direction_claim(reading, (f"from {before.text}", f"to {now.text}"), said, first, second)]
                return []
    return []


def _pairs(grid: Grid, row: int, text: str) -> Iterator[tuple[Cell, Cell]]:
    """Get the two numbers of a row for the years that a text names, or the last two."""
    columns = {
        int(year[0]): n
        for n in grid.count_columns
        if not CHANGE.search(grid.columns[n]) and (year := _YEAR.search(grid.columns[n]))
    }
    named = sorted({int(year[0]) for year in _YEAR.finditer(text)} & set(columns))
    years = sorted(columns)
    if len(named) == 1 and named[0] in years[1:]:
        named = [years[years.index(named[0]) - 1], named[0]]
    chosen = named if len(named) == 2 else years[-2:] if not named else []
    if len(chosen) == 2:
        before, now = (grid.cells[row][columns[year]] for year in chosen)
        if before.count is not None and now.count is not None:
            yield before, now
