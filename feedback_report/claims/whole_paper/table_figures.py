"""Counts of the text that a table nearby holds or makes: "the 75 concerns", "30 of the 52 upheld fully or in part".

They are right or no claim, but for two: a total that the table misses by little, and a number
of an earlier year whose later one is that of the table.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.numbers.nouns import singular
from feedback_report.claims.paper import HEADING, TABLE
from feedback_report.claims.sentences.pairs import Pair
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.grids import Grid
from feedback_report.claims.tables.named_cells import segment
from feedback_report.claims.tables.period_series import period_of
from feedback_report.claims.tables.row_names import mentions
from feedback_report.claims.tables.total_columns import NOT_ADDED
from feedback_report.claims.whole_paper.surroundings import WholePaper
from feedback_report.claims.whole_paper.table_support import tables_near

Found = tuple[int, Claim]

_BEFORE = 10  # blocks that may say that a list holds only some
_LEAST, _LEAST_TOTAL, _LARGE = 5, 20, 100
_NEAR = Fraction(1, 50)
_FAR = Fraction(1, 4)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def table_figure_claims(whole: WholePaper, told: Collection[tuple[int, str]]) -> Iterator[Found]:
    """Find the counts of the text that the tables near them hold; ``told`` are those that are judged already."""
    blocks = whole.paper.blocks
    for index, readings in whole.readings.items():
        grids = tables_near(whole, index)
        if blocks[index].kind in (TABLE, HEADING) or not grids:
            continue
        for reading in readings:
            span = (reading.sentence.start, reading.sentence.end)
            for number in _plain_counts(reading):
                if (index, reading.sentence.printed(number)) not in told:
                    claim = next((found for grid in grids if (found := _judged(reading, number, grid))), None)
                    named = _SOME.search(" ".join(block.text for block in blocks[max(index - _BEFORE, 0) : index]))
                    claim = claim or (_near_total(reading, number, grids[0]) if grids and not named else None)
                    claim = claim or next((found for grid in grids if (found := _unlike(reading, number, grid))), None)
                    if claim is not None:
                        yield index, claim.at(span=span)


def _plain_counts(reading: Reading) -> list[int]:
    return [
        number
        for number, item in enumerate(reading.sentence.items)
        if re.search(rf"<[CB]{number}>", reading.code) and not item.hedge and item.value >= _LEAST
    ]


def _unlike(reading: Reading, number: int, grid: Grid) -> Claim | None:
    """Judge a count by what the words beside it name, where those beside another count of its sentence do make it."""
    item = reading.item(number)
    others = [n for n in _plain_counts(reading) if n != number]
    others = [n for n in others if not item.noun or reading.item(n).noun in ("", item.noun)]
    earlier = {pair.before for pair in reading.pairs}
    for held in (grid, grid.turned()):
        kinds = {kind for n in others for kind in [_kind_of(reading, n, held)] if kind}
        made = _beside(reading, number, held)
        same = [(of, value) for of, value in made if _kind(of, held) in kinds]
        if len({value for _, value in same}) != 1 or number in earlier or any(value == item.value for _, value in made):
            continue
        of, true = same[0]
        if true and abs(true - item.value) <= true * _FAR:
            return _claim(reading, number, of, true, Verdict.WRONG, "the table makes another number")
    return None


def _kind_of(reading: Reading, number: int, grid: Grid) -> str:
    value = reading.item(number).value
    return next((_kind(of, grid) for of, found in _beside(reading, number, grid) if found == value), "")


def _kind(of: str, grid: Grid) -> str:
    return "cell" if " / " in of else "row" if of.removesuffix(" in all") in grid.rows else "column"


def _beside(reading: Reading, number: int, grid: Grid) -> list[tuple[str, Fraction]]:
    """Get the numbers of a table that the words beside a count name."""
    words = segment(reading, number, "CB")
    everything = {_ALL_OF_IT, *(f"{name} in all" for name in grid.columns if len(grid.columns) == 1)}
    return [found for found in _figures(reading, number, grid, words) if found[0] not in everything]


_ALL_OF_IT = "all of the table"


def _judged(reading: Reading, number: int, grid: Grid) -> Claim | None:
    value = reading.item(number).value
    text = reading.sentence.text
    held = (figure for side in (grid, grid.turned()) for figure in _figures(reading, number, side, text))
    made = next((_claim(reading, number, of, value, Verdict.RIGHT) for of, found in held if found == value), None)
    return made or _of_earlier_year(reading, number, grid)


def _figures(reading: Reading, number: int, grid: Grid, text: str) -> Iterator[tuple[str, Fraction]]:
    """Get the numbers of a table that a sentence names: a cell, a column, a row, some rows together, all of it."""
    noun = reading.item(number).noun
    columns = [n for n in grid.count_columns if not NOT_ADDED.search(grid.columns[n])]
    rows = [row for row in range(len(grid.rows)) if not grid.is_total(row)]
    named_columns = _named(text, noun, grid.columns, columns)
    named_rows = list(dict.fromkeys(row for _, _, row in mentions(text, grid)))
    for row in named_rows:
        for column in named_columns or (columns if len(columns) == 1 else []):
            yield f"{grid.rows[row]} / {grid.columns[column]}", grid.cells[row][column].count or Fraction(0)
        yield f"{grid.rows[row]} in all", _added(grid, [row], columns)
    together = [row for row in rows if _says_all_of(text, grid.rows[row])]
    for column in named_columns or columns:
        if len(together) > 1:
            yield " and ".join(grid.rows[row] for row in together), _added(grid, together, [column])
        if reading.item(number).value >= (_LEAST_TOTAL if column in named_columns or len(columns) == 1 else _LARGE):
            yield f"{grid.columns[column]} in all", _added(grid, rows, [column])
    if reading.item(number).value >= (_LEAST_TOTAL if noun or "total" in text.lower() else _LARGE):
        yield _ALL_OF_IT, _added(grid, rows, columns)
    for half in _HALF.finditer(text):
        first = half[1].lower() == "first"
        periods = [(period_of(name), n) for n, name in enumerate(grid.rows)]
        within = [n for period, n in periods if period in ((1, 2) if first else (3, 4))]
        if len(within) == _TWO and len(columns) == 1:
            yield f"{half[0]} in all", _added(grid, within, columns)


def _named(text: str, noun: str, names: Sequence[str], among: Sequence[int]) -> list[int]:
    """Get the columns that a text names in full, or by what it counts: 75 concerns, under "Concerns"."""
    by_noun = [n for n in among if noun and singular(names[n].strip().lower()) == noun]
    words = text.lower()
    return by_noun or [n for n in among if _IS_NAME.search(names[n]) and names[n].lower() in words]


def _says_all_of(text: str, name: str) -> bool:
    """Whether a text has every word of a name: "upheld in part" has "Partly upheld" and no "Not upheld"."""
    said = [word[:_STEM] for word in re.findall(r"[a-z]+", text.lower())]
    words = re.findall(r"[a-z]+", name.lower())
    return bool(words) and all(word[:_STEM] in said for word in words)


_IS_NAME = re.compile(r"[a-z\d]{3}|^q[1-4]$", re.IGNORECASE)
_TWO = 2
_HALF = re.compile(r"\b(first|second) (?:half|six months)\b", re.IGNORECASE)
_STEM = 4


def _added(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> Fraction:
    return sum((grid.cells[row][n].count or Fraction(0) for row in rows for n in columns), Fraction(0))


_IS_TOTAL = re.compile(
    r"\btotal\b(?:[^<>]|<X\d+>){0,30}$|\bfollowed by\b(?:[^<>]|<X\d+>)*$|\b(?:in all|altogether),? $"
)
_SLIP = Fraction(1, 20)
_SOME = re.compile(
    r"\b(?:main|top|most|largest|common\w*|key|includ\w*|such as|examples?|some|biggest)\b", re.IGNORECASE
)


def _near_total(reading: Reading, number: int, grid: Grid) -> Claim | None:
    """Judge what is called the total of a table without totals that makes another number, near to it."""
    columns = [
        n for n in grid.count_columns if not NOT_ADDED.search(grid.columns[n]) and not _YEAR.search(grid.columns[n])
    ]
    named = {n for _, _, n in mentions(reading.sentence.text, grid.turned()) if n in columns}
    columns = [*named] if len(named) == 1 else columns
    value = reading.item(number).value
    alone = len(columns) == 1 and len(re.findall(r"<[CBP]\d+>", reading.code)) == 1 and len(grid.rows) > _TWO
    if any(map(grid.is_total, range(len(grid.rows)))) or not (alone or re.search(r"\btable\b", reading.code)):
        return None
    true = _added(grid, range(len(grid.rows)), columns)
    near = abs(value - true) <= true * (_SLIP if alone else _NEAR)
    if len(columns) < 1 or not near or not _IS_TOTAL.search(reading.code, 0, reading.position(number)):
        return None
    if value == true:
        return _claim(reading, number, "all of the table", true, Verdict.RIGHT)
    if any(item.value == true for item in reading.sentence.items):
        return None  # "of the total of 212 the table has the 210 that were closed"
    return _claim(reading, number, "all of the table", true, Verdict.WRONG, "the table makes another number")


def _of_earlier_year(reading: Reading, number: int, grid: Grid) -> Claim | None:
    """Judge the earlier of two numbers by the year before, in the row that holds the later one."""
    pair = next((pair for pair in reading.pairs if pair.before == number), None)
    if pair is None:
        return None
    for held in (grid, grid.turned()):
        years = [n for n in held.count_columns if _YEAR.search(held.columns[n])]
        noun = reading.item(pair.now).noun or reading.item(number).noun
        rows = [row for row, name in enumerate(held.rows) if noun and singular(name.strip().lower()) == noun]
        if len(rows) == 1 and (claim := _by_years(reading, pair, held, rows[0], years)):
            return claim
    return None


def _by_years(reading: Reading, pair: Pair, grid: Grid, row: int, years: Sequence[int]) -> Claim | None:
    ordered = sorted(years, key=lambda n: grid.columns[n])
    last_year = any(item.kind == "L" for item in reading.sentence.items)
    named = set(_YEAR.findall(reading.sentence.text))
    for earlier, later in pairwise(ordered):
        before, now = (grid.cells[row][n].count for n in (earlier, later))
        is_meant = last_year or (_YEAR.findall(grid.columns[earlier])[0] in named)
        if before and now == reading.item(pair.now).value and is_meant:
            stated = reading.item(pair.before).value
            if before != stated and abs(before - stated) <= before * _FAR:
                of = f"{grid.rows[row]} / {grid.columns[earlier]}"
                return _claim(reading, pair.before, of, before, Verdict.WRONG, "the table has another number")
    return None


def _claim(reading: Reading, number: int, of: str, true: Fraction, verdict: Verdict, reason: str = "") -> Claim:
    printed = reading.sentence.printed(number)
    return Claim("figure", reading.sentence.text, (of,), printed, written(true, 2), verdict, reason)
