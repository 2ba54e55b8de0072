"""Totals of tables: rows and columns that say they add the others up."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.tables.grids import Grid
from feedback_report.claims.tables.total_columns import (
    MARKED,
    NOT_ADDED,
    PERIOD,
    total_claim,
    total_columns,
    unnamed_sums,
)

# Words near a table that say its rows are not all of the whole.

_OF_WHICH = re.compile(r"^(?:of which|of these|including|includes|incl\.?|-|–|•|…|\.\.\.)(?!\w)", re.IGNORECASE)
NOT_EXHAUSTIVE = re.compile(
    r"\btop\b|\bmain\b|most (?:common|frequent)|\bselected\b|(?<!for )\bexamples?\b|\blargest\b|more than one|"
    r"several|multiple|\bboth\b|may not (?:add|sum)|do(?:es)? not (?:add|sum)|not add up|round(?:ed|ing)|"
    r"counted (?:twice|once|in each)|overlap|not shown|excluded",
    re.IGNORECASE,
)
_TOP = re.compile(r"\btop\b|\bmain\b|\bmost\b|\bselected\b|(?<!for )\bexamples?\b|\blargest\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:sub-?)?totals?\b(?: of| for)?", re.IGNORECASE)
_MOST_PARTS = 12


def total_claims(grid: Grid, near: str, *, may_go_on: bool = False) -> Iterator[Claim]:
    """Judge the total rows and the total columns of a table; ``near`` are the words round it.

    ``may_go_on`` says that the table stands at the top of a page: rows before it may be lost.
    """
    rows, columns = list(_total_rows(grid, near)), [*total_columns(grid), *unnamed_sums(grid)]
    if may_go_on:
        rows = [claim for claim in rows if claim.verdict is Verdict.RIGHT]
    for claim in (*rows, *columns):
        other = next(
            (held for held in (*rows, *columns) if held.sentence == claim.sentence and held is not claim), None
        )
        if claim.verdict is Verdict.WRONG and other is not None and other.verdict is Verdict.RIGHT:
            continue  # the grand total adds up the other way: one of its parts is wrong
        yield claim


def _total_rows(grid: Grid, near: str) -> Iterator[Claim]:
    columns = [n for n in grid.count_columns if not NOT_ADDED.search(_without_share(grid.columns[n]))]
    yield from _first_row(grid, columns)
    yield from _unnamed_row(grid, columns)
    for row in range(len(grid.rows)):
        if not grid.is_total(row) or row < 2:
            continue
        results = [(column, _added(grid, row, column)) for column in columns]
        checked = [(column, found) for column, found in results if found is not None]
        right = [column for column, (_, is_right) in checked if is_right]
        subset = not right and len(checked) > 1 and _common_subset(grid, row, [column for column, _ in checked])
        for column, (total, is_right) in checked:
            verdict, reason = Verdict.RIGHT, ""
            if not is_right and _TOP.search(near) and total < (grid.cells[row][column].count or 0):
                continue  # the rows are only the most frequent ones
            if not is_right and not subset:
                sure = right or len(checked) == 1
                doubtful = not sure or NOT_EXHAUSTIVE.search(near) or _has_inner_rows(grid, row)
                doubtful = doubtful or bool(MARKED.search(grid.cells[row][column].text))
                doubtful = doubtful or any(not cell.text for cell in grid.column(column)[:row])
                verdict = Verdict.CANNOT_TELL if doubtful else Verdict.WRONG
                reason = "the rows need not be all of the total" if doubtful else "the rows do not add up to the total"
            yield total_claim(grid, row, column, f"{grid.rows[row]}", total, verdict, reason)


def _without_share(heading: str) -> str:
    """Get the heading of counts without that of the percentages beside them: "Number (% of total)"."""
    return re.sub(r"^(.*\w.*?)\s*(?:\([^)]*(?:%|per ?cent)[^)]*\)|(?:and|&|/) ?%.*)$", r"\1", heading)


_OF_PARTS = re.compile(r"(?:Q[1-4]|Quarter [1-4]|(?:half[- ])?year.*|(?:19|20)\d\d\b.*|annual.*)", re.IGNORECASE)
_MOSTLY = Fraction(3, 5)


def _unnamed_row(grid: Grid, columns: list[int]) -> Iterator[Claim]:
    """Judge a last row that adds up the others without saying so: a year under its quarters, "Council" under services.

    It does so where most of at least two columns add up to it, or where it is a longer
    period than the others and one column does.
    """
    last = len(grid.rows) - 1
    if last < 2 or any(map(grid.is_total, range(last + 1))):
        return
    telling = {
        column: added for column in columns if (added := _added(grid, last, column)) and _has_parts(grid, column, last)
    }
    right = [column for column, (_, is_right) in telling.items() if is_right]
    of_parts = _OF_PARTS.fullmatch(grid.rows[last].strip()) and all(map(PERIOD.match, grid.rows[:last]))
    if not right or len(right) < _MOSTLY * len(telling) or (len(right) < 2 and not of_parts):
        return
    for column, (total, is_right) in telling.items():
        verdict, reason = (Verdict.RIGHT, "") if is_right else (Verdict.WRONG, "the rows do not add up to it")
        yield total_claim(grid, last, column, grid.rows[last], total, verdict, reason)


def _has_parts(grid: Grid, column: int, row: int) -> bool:
    """Whether at least two of the rows above hold something, so that they make a sum."""
    return sum(bool(count) for count in grid.counts(column)[:row]) > 1


def _first_row(grid: Grid, columns: list[int]) -> Iterator[Claim]:
    """Judge a total that stands above its parts: right when all rows below make it, else no claim."""
    if len(grid.rows) < 3 or not grid.is_total(0) or any(grid.is_total(n) for n in range(1, len(grid.rows))):
        return
    for column in columns:
        counts = grid.counts(column)
        total = sum((count or Fraction(0) for count in counts[1:]), Fraction(0))
        if total and total == counts[0]:
            yield total_claim(grid, 0, column, grid.rows[0], total, Verdict.RIGHT, "")


def _added(grid: Grid, row: int, column: int) -> tuple[Fraction, bool] | None:
    """Add up the rows above a total; True when they, those named in it, since the last total, or the totals make it."""
    cells = grid.column(column)
    total = cells[row].count
    above = range(row)
    if total is None or any(cells[n].withheld or (cells[n].text and not cells[n].is_number) for n in above):
        return None
    totals = [n for n in above if grid.is_total(n)]
    since = [n for n in above if not totals or n > totals[-1]]
    ways = [
        [n for n in above if n not in totals],
        since,
        totals,
        [n for n in above if not _OF_WHICH.match(grid.rows[n])],
    ]
    if name := " ".join(_TOTAL.sub(" ", grid.rows[row]).lower().split()):  # "Infants total" adds up those named so
        ways.insert(0, [n for n in above if n not in totals and name in grid.rows[n].lower()])
    if not grid.is_subtotal(row) and totals:
        ways.append([totals[-1], *since])
    sums = [sum((cells[n].count or Fraction(0) for n in way), Fraction(0)) for way in ways if len(way) > 1]
    if not sums:
        return None
    slack = (
        Fraction(1, 2) * Fraction(10) ** -max(c.decimals for c in cells) * len(cells)
        if any(c.decimals for c in cells)
        else Fraction(0)
    )
    fitting = next((added for added in sums if abs(added - total) <= slack), None)
    return sums[0] if fitting is None else fitting, fitting is not None


def _has_inner_rows(grid: Grid, row: int) -> bool:
    return any(_OF_WHICH.match(grid.rows[n]) for n in range(row))


def _common_subset(grid: Grid, row: int, columns: list[int]) -> bool:
    """Whether some of the rows make the total in every column: the others are then parts of them."""
    rows = [n for n in range(row) if not grid.is_total(n)]
    if len(rows) > _MOST_PARTS:
        return False
    return any(
        all(
            sum((grid.cells[n][c].count or Fraction(0) for n in some), Fraction(0)) == grid.cells[row][c].count
            for c in columns
        )
        for size in range(2, len(rows))
        for some in combinations(rows, size)
    )
