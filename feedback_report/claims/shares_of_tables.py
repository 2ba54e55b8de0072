"""Shares that a sentence states of the numbers of a table: "At Stage 2, 80% were answered in time"."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.grids import TOTAL, Grid
from feedback_report.claims.item import FRACTION, PERCENT, Item
from feedback_report.claims.judging import fits, judge, written
from feedback_report.claims.named_cells import columns_said, level_columns, row_meant, segment
from feedback_report.claims.parts import find_parts, find_shares_of
from feedback_report.claims.readings import Reading
from feedback_report.claims.row_names import mentions

_FAR = Fraction(1, 3)
_POINTS_BACK = re.compile(
    r"^(?:however,? )?(?:(?:in|for) [^,]{4,40},? )?(?:this|that|it|the (?:rate|figure|percentage))\b"
)
_WHOLE = re.compile(
    r"\b(?:received|closed|decided|determined|answered|stage 1|all|issued|investigated)\b", re.IGNORECASE
)
_IT_WAS = re.compile(r"[;,.](?: [\w/]+){0,3} (?:it|this|that) (?:was|is|had been) (?:[a-z]+ )?$", re.IGNORECASE)
_WENT_ON = re.compile(
    r"\b(?:escalat|progress|proceed|went|go|moved|advanced|referred|taken|upheld|answered)\w*\b", re.IGNORECASE
)
_NOT_COUNTED = re.compile(r"\b(?:target|aim|goal|standard|average|national|similar authorities)\b")

Ratio = tuple[Fraction, Fraction, bool]  # the part, the whole, and whether nothing else can be meant


def table_share_claims(reading: Reading, grids: Sequence[Grid], earlier: Sequence[Reading]) -> Iterator[Claim]:
    """Judge the percentages and fractions of a sentence without counts of their own by the tables of its section."""
    parts = find_parts(reading.code)
    used = {part.percent for part in (*parts, *find_shares_of(reading.code, parts))}
    for number, item in enumerate(reading.sentence.items):
        if item.kind not in "PF" or number in used or f"<{item.kind}{number}>" not in reading.code:
            continue
        found = [claim for grid in grids if (claim := _judged(reading, number, grid, earlier)) is not None]
        right = next((claim for claim in found if claim.verdict is Verdict.RIGHT), None)
        if found:
            yield right or found[0]


def _judged(reading: Reading, number: int, grid: Grid, earlier: Sequence[Reading]) -> Claim | None:
    item = reading.item(number)
    wrong = None
    for held in (grid, grid.turned()):
        for part, whole, is_sure in _ratios(reading, number, held, earlier):
            true = 100 * part / whole
            if fits(item.stated, true):
                return _claim(reading, number, part, whole, Verdict.RIGHT)
            near = abs(true - item.value) <= item.value * _FAR
            if is_sure and near and wrong is None and not _NOT_COUNTED.search(reading.code):
                verdict, reason = judge(item.stated, true)
                wrong = _claim(reading, number, part, whole, verdict, reason)
    return wrong


def _ratios(reading: Reading, number: int, grid: Grid, earlier: Sequence[Reading]) -> Iterator[Ratio]:
    words, item = segment(reading, number), reading.item(number)
    row = row_meant(reading, number, words, grid)
    if row is None:
        return
    said = columns_said(words, grid)
    text = reading.sentence.text
    if not said and _IT_WAS.search(text, 0, item.start):
        said = columns_said(text, grid)
    if not said and list(mentions(words, grid)) and len(everywhere := columns_said(text, grid)) == 1:
        said = everywhere
    if not said and earlier and _POINTS_BACK.match(text.lower()):
        text = f"{earlier[-1].sentence.text} {text}"
        said = columns_said(text, grid)
    counts = {
        n: cell.count for n, cell in enumerate(grid.cells[row]) if cell.count is not None and n in grid.count_columns
    }
    held = [n for n in said if counts.get(n)]
    if len(held) == 2:  # "51% of Stage 1 cases went on to Stage 2"
        small, large = sorted(counts[n] or Fraction(0) for n in held)
        yield small, large, bool(_WENT_ON.search(text)) and not re.search(r"<[CB]", reading.code)
        yield small + large, _all(grid, counts), False
    if len(held) != 1 or not counts[held[0]]:
        return
    part = counts[held[0]] or Fraction(0)
    others = [n for n in counts if n != held[0] and (counts[n] or 0) >= part]
    totals = [n for n in others if TOTAL.fullmatch(grid.columns[n].strip())]
    named = totals or [n for n in others if _WHOLE.search(grid.columns[n])] or (others if item.kind == PERCENT else [])
    everything = _all(grid, counts)
    if not totals and everything > part and len(counts) > 1:
        yield part, everything, _is_majority(item)
    for column in named:
        is_sure = bool(totals) or (len(level_columns(grid)) == 2 and bool(_WHOLE.search(grid.columns[column])))
        yield part, counts[column] or Fraction(1), is_sure and len(named) == 1


def _all(grid: Grid, counts: dict[int, Fraction]) -> Fraction:
    return sum((counts[n] for n in level_columns(grid) if n in counts), Fraction(0))


def _is_majority(item: Item) -> bool:
    """Whether more than half is said, which more of the whole than the table has would only make less."""
    return item.kind == FRACTION and item.value == _HALF and bool(item.hedge)


_HALF = 50


def _claim(reading: Reading, number: int, part: Fraction, whole: Fraction, verdict: Verdict, reason: str = "") -> Claim:
    stated = reading.item(number)
    shown = f"{written(100 * part / whole, max(stated.decimals, 0) + 1)}%"
    numbers = (written(part), f"of {written(whole)}")
    return Claim("share", reading.sentence.text, numbers, reading.sentence.printed(number), shown, verdict, reason)
