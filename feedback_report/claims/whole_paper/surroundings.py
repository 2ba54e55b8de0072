"""What stands round a sentence: the tables, totals and pairs of its section, and what leads up to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations

from feedback_report.claims.changes.elsewhere import Elsewhere, pairs_elsewhere
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.nouns import things_named
from feedback_report.claims.paper import CAPTION, HEADING, ITEM, PARAGRAPH, TABLE, Paper
from feedback_report.claims.sentences.left_over import left_of
from feedback_report.claims.sentences.readings import Reading, read_paragraph
from feedback_report.claims.sentences.wholes import Whole
from feedback_report.claims.shares.rates import populations
from feedback_report.claims.tables.cells import as_item
from feedback_report.claims.tables.grids import Grid, read_grid
from feedback_report.claims.tables.guesses import CHANGE
from feedback_report.claims.tables.lists import lists_as_tables, prose_list
from feedback_report.claims.tables.period_series import Series, series_of_table
from feedback_report.claims.totals.stated_totals import OF_TABLE

_TITLE = re.compile(r"(?:Figure|Table|Chart|Graph)\s+\d")
# A paragraph that begins so goes on from the one before it.
_POINTS_BACK = re.compile(
    r"\s*(?:\d+(?:\.\d+)*\.?\s+)?(?:In (?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?,? (?:this|these|it) |(?:Of|Out of|From|"
    r"Among) (?:these|those|them|this)\b|(?:This|That|These|It) (?!report|section|year|council|page|letter|table|chart|"
    r"document|paper|policy|code|chapter|paragraph|appendix|summary|is (?:important|worth|clear|noted|proposed|"
    r"recommended))\w)"
)
_MOST_WHOLES = 60
_MOST_YEARS = 10


@dataclass
class WholePaper:
    """A paper with the readings of its sentences, its tables (lists too), its pairs by block, and its populations."""

    paper: Paper
    readings: dict[int, list[Reading]] = field(default_factory=dict)
    grids: dict[int, Grid] = field(default_factory=dict)
    pairs: dict[int, list[Elsewhere]] = field(default_factory=dict)
    people: list[Whole] = field(default_factory=list)


@dataclass(frozen=True)
class Surroundings:
    """What a sentence can be judged by: its tables and all others, totals, pairs, people, sentences before."""

    grids: Sequence[Grid] = ()
    others: Sequence[Grid] = ()
    wholes: Sequence[Whole] = ()
    elsewhere: Sequence[Elsewhere] = ()
    people: Sequence[Whole] = ()
    before: Sequence[Reading] = ()
    series: Sequence[Series] = ()
    is_title: bool = False


def read_whole(paper: Paper) -> WholePaper:
    """Read every sentence and every table of a paper."""
    whole = WholePaper(paper)
    lists = lists_as_tables(paper)
    for index, block in enumerate(paper.blocks):
        table = block if block.kind == TABLE else lists.get(index)
        grid = read_grid(table) if table is not None and table.rows else None
        if grid is not None:
            whole.grids[index] = grid
            whole.pairs[index] = list(_pairs_of_table(grid))
        if block.kind != TABLE:
            whole.readings[index] = read_paragraph(block.text)
            whole.pairs[index] = list(_pairs_of(whole.readings[index]))
            whole.people += [people for reading in whole.readings[index] for people in populations(reading)]
    return whole


def surroundings(whole: WholePaper, index: int) -> Surroundings:
    """Get what stands round the sentences of a block, the nearest first."""
    block = whole.paper.blocks[index]
    section = whole.paper.section(index)
    places = sorted((n for n in whole.grids if n in section), key=lambda n: abs(n - index))[:_TABLES_NEAR]
    prose = prose_list(block.text)
    grids = [*([prose] if prose else []), *(whole.grids[n] for n in places)]
    elsewhere = [
        pair if n in section else replace(pair, near=False)
        for n, pairs in whole.pairs.items()
        if n in section or n in whole.grids
        for pair in pairs
    ]
    return Surroundings(
        grids,
        [grid for n, grid in whole.grids.items() if n not in places],
        _wholes(whole, index, section),
        elsewhere,
        whole.people,
        _before(whole, index),
        [series for grid in grids for series in series_of_table(grid)],
        block.kind in (CAPTION, HEADING) or bool(_TITLE.match(block.text)),
    )


def _before(whole: WholePaper, index: int) -> list[Reading]:
    """Get the sentences of the few blocks before one, back to a heading, that do not lead up to it already."""
    start = index
    while start and index - start < _BLOCKS_BEFORE and whole.paper.blocks[start - 1].kind != HEADING:
        start -= 1
    led = leading(whole, index)
    readings = [reading for n in range(start, index) for reading in whole.readings.get(n, [])]
    return [reading for reading in readings if not any(reading is other for other in led)]


_BLOCKS_BEFORE = 3
_TABLES_NEAR = 8  # a PDF has no headings, so that all of it is one section


def leading(whole: WholePaper, index: int) -> list[Reading]:
    """Get the sentences that lead up to a block: before a list for its items, or a paragraph that ends with a colon."""
    blocks = whole.paper.blocks
    if index == 0:
        return []
    if blocks[index].kind != ITEM:
        open_end = blocks[index - 1].text.rstrip().endswith((":", ","))
        points_back = blocks[index - 1].kind == blocks[index].kind == PARAGRAPH and _POINTS_BACK.match(
            blocks[index].text
        )
        if points_back:
            return [*leading(whole, index - 1), *whole.readings.get(index - 1, [])]
        return list(whole.readings.get(index - 1, [])) if open_end else []
    start = index
    while start > 0 and blocks[start - 1].kind == ITEM:
        start -= 1
    return list(whole.readings.get(start - 1, [])) if start and blocks[start - 1].kind != HEADING else []


def _pairs_of(readings: Sequence[Reading]) -> Iterator[Elsewhere]:
    """Get the pairs of a paragraph; "The number fell from ..." is of what the sentence before names."""
    named: frozenset[str] = frozenset()
    for reading in readings:
        named = things_named(reading.sentence.text) or named
        yield from (replace(pair, words=named) for pair in pairs_elsewhere(reading))


def _pairs_of_table(grid: Grid) -> Iterator[Elsewhere]:
    """Get the pairs of years that a table gives in its columns, or else in its rows, the earlier one first."""
    yield from _pairs_of_columns(grid)
    if all(re.match(r"(?:19|20)\d\d\b", label) for label in grid.rows):
        yield from _pairs_of_columns(grid.turned())


def _pairs_of_columns(grid: Grid) -> Iterator[Elsewhere]:
    columns = {
        int(year[0]): n
        for n in grid.count_columns[:_MOST_YEARS]
        if not CHANGE.search(grid.columns[n]) and (year := re.search(r"\b(?:19|20)\d\d\b", grid.columns[n]))
    }
    for first, second in combinations(sorted(columns), 2):
        for label, cells in zip(grid.rows, grid.cells, strict=True):
            before, now = cells[columns[first]], cells[columns[second]]
            if before.count is not None and now.count is not None:
                printed = (before.text, now.text)
                years = frozenset((first, second))
                yield Elsewhere(as_item(before), as_item(now), printed, things_named(label), years, label=label)


def _wholes(whole: WholePaper, index: int, section: range) -> list[Whole]:
    """Get the numbers of the section that a percentage may be of: totals of its tables, counts of its sentences."""
    wholes: list[Whole] = []
    left: list[Whole] = []
    for place in sorted(section, key=lambda n: (abs(n - index), n)):
        if place in whole.grids:
            wholes += _totals_of(whole.grids[place])
        if place != index:
            wholes += [
                (item.value, reading.sentence.printed(number))
                for reading in whole.readings.get(place, [])
                for number, item in enumerate(reading.sentence.items)
                if _can_be_whole(item)
            ]
            left += [what for reading in whole.readings.get(place, []) if (what := _left_in(reading))]
        if len(wholes) >= _MOST_WHOLES:
            break
    return [*wholes, *left][:_MOST_WHOLES]


def _left_in(reading: Reading) -> Whole | None:
    held = left_of([reading])
    return (held[0].value, held[1]) if held else None


def _can_be_whole(item: Item) -> bool:
    return item.kind == "C" and item.decimals == 0 and not item.hedge and item.value >= 5


def _totals_of(grid: Grid) -> Iterator[Whole]:
    for column in grid.count_columns:
        cells = grid.column(column)
        totals = [cell.count for row, cell in enumerate(cells) if grid.is_total(row) and cell.count]
        parts = (cell.count or Fraction(0) for row, cell in enumerate(cells) if not grid.is_total(row))
        for whole in dict.fromkeys([*totals, sum(parts, Fraction(0))]):
            if whole:
                yield whole, f"{whole} {OF_TABLE}"
    columns = [n for n in grid.count_columns if not re.search(r"\d{4}|total|change", grid.columns[n], re.IGNORECASE)]
    rows = [row for row in range(len(grid.rows)) if not grid.is_total(row)]
    everything = sum((grid.cells[row][n].count or Fraction(0) for row in rows for n in columns), Fraction(0))
    if len(columns) > 1 and everything:
        yield everything, f"{everything} {OF_TABLE}"
