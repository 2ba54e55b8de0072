"""Checking a paper: every sentence and every table, each with what stands round it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations

from feedback_report.claims.bare_shares import bare_claims
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.comparing import change_claims, direction_claims
from feedback_report.claims.earlier import Elsewhere, pairs_elsewhere, words_about
from feedback_report.claims.extremes import extreme_claims
from feedback_report.claims.grids import Grid, as_item, read_grid
from feedback_report.claims.items import Item
from feedback_report.claims.lists import lists_as_tables, prose_list
from feedback_report.claims.paper import CAPTION, HEADING, ITEM, TABLE, Paper
from feedback_report.claims.rankings import ranking_claims
from feedback_report.claims.rates import populations, rate_claims
from feedback_report.claims.readings import Reading, read_paragraph
from feedback_report.claims.repeated import TableTotal, Total, repeated_claims, totals_of, totals_of_table
from feedback_report.claims.shares import share_claims, word_claims
from feedback_report.claims.sums import sum_claims
from feedback_report.claims.table_shares import CHANGE, share_claims_of_table
from feedback_report.claims.table_totals import total_claims
from feedback_report.claims.year_extremes import year_extreme_claims

Whole = tuple[Fraction, str]


@dataclass
class _Held:
    """What the whole paper holds: sentences by block, tables by block, and what they give each other."""

    paper: Paper
    readings: dict[int, list[Reading]] = field(default_factory=dict)
    grids: dict[int, Grid] = field(default_factory=dict)
    elsewhere: dict[int, list[Elsewhere]] = field(default_factory=dict)
    people: list[Whole] = field(default_factory=list)


@dataclass(frozen=True)
class _Near:
    """What stands round a sentence: tables of its section and all others, totals and pairs, populations of the paper."""

    grids: Sequence[Grid] = ()
    others: Sequence[Grid] = ()
    wholes: Sequence[Whole] = ()
    elsewhere: Sequence[Elsewhere] = ()
    people: Sequence[Whole] = ()
    is_title: bool = False


def check_text(text: str) -> list[Claim]:
    """Check a paragraph by itself, in the order in which its claims stand."""
    claims: list[Claim] = []
    earlier: list[Reading] = []
    for reading in read_paragraph(text):
        claims += _of_sentence(reading, earlier, _Near())
        earlier.append(reading)
    return claims


def check_paper(paper: Paper) -> list[Claim]:
    """Check a paper: its claims in the order in which they stand, each with its place."""
    held = _read(paper)
    found = [*_in_sentences(held), *_in_tables(held), *_repeated(held)]
    found = _rates_settled(found)
    found.sort(key=lambda pair: (pair[0], pair[1].span))
    return [claim.at(file=paper.name, block=index, place=paper.place(index)) for index, claim in found]


def _rates_settled(found: list[tuple[int, Claim]]) -> list[tuple[int, Claim]]:
    """Settle a rate whose numbers are not beside it by the same rate where they are."""

    def key(claim: Claim) -> tuple[str, ...]:
        return tuple(re.findall(r"\d[\d,.]*", claim.stated))

    right = {key(claim): claim for _, claim in found if claim.kind == "rate" and claim.verdict is Verdict.RIGHT}
    return [
        (index, replace(right[key(claim)], sentence=claim.sentence, span=claim.span, stated=claim.stated))
        if claim.kind == "rate" and claim.verdict is Verdict.CANNOT_TELL and key(claim) in right
        else (index, claim)
        for index, claim in found
    ]


def _read(paper: Paper) -> _Held:
    held = _Held(paper)
    lists = lists_as_tables(paper)
    for index, block in enumerate(paper.blocks):
        table = block if block.kind == TABLE else lists.get(index)
        grid = read_grid(table) if table is not None and table.rows else None
        if grid is not None:
            held.grids[index] = grid
            held.elsewhere[index] = list(_pairs_of_table(grid))
        if block.kind != TABLE:
            held.readings[index] = read_paragraph(block.text)
            held.elsewhere[index] = [pair for reading in held.readings[index] for pair in pairs_elsewhere(reading)]
            held.people += [people for reading in held.readings[index] for people in populations(reading)]
    return held


def _pairs_of_table(grid: Grid) -> Iterator[Elsewhere]:
    """Get the pairs of years that each row of a table gives, the earlier one first."""
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
                yield Elsewhere(as_item(before), as_item(now), printed, words_about(label), frozenset((first, second)))


def _in_sentences(held: _Held) -> Iterator[tuple[int, Claim]]:
    for index, readings in held.readings.items():
        if held.paper.blocks[index].kind == HEADING and not any(
            reading.pairs or reading.changes for reading in readings
        ):
            continue
        grids = _grids_near(held, index)
        wholes = _wholes_near(held, index)
        earlier = list(_leading(held, index))
        section = held.paper.section(index)
        elsewhere = [
            pair if n in section else replace(pair, near=False)
            for n, pairs in held.elsewhere.items()
            if n in section or n in held.grids
            for pair in pairs
        ]
        others = [grid for grid in held.grids.values() if grid not in grids]
        title = held.paper.blocks[index].kind in (CAPTION, HEADING) or _TITLE.match(held.paper.blocks[index].text)
        near = _Near(grids, others, wholes, elsewhere, held.people, bool(title))
        for reading in readings:
            span = (reading.sentence.start, reading.sentence.end)
            for claim in _of_sentence(reading, earlier, near):
                yield index, _by_list(held, index, claim).at(span=span)
            earlier.append(reading)


def _of_sentence(reading: Reading, earlier: Sequence[Reading], near: _Near) -> list[Claim]:
    grids = near.grids
    extremes = [] if near.is_title else extreme_claims(reading, grids, near.others)
    if not reading.sentence.has_numbers:
        return [*extremes, *year_extreme_claims(reading, grids)]
    return [
        *change_claims(reading, earlier, near.elsewhere),
        *direction_claims(reading, earlier),
        *share_claims(reading, earlier, near.wholes),
        *word_claims(reading),
        *bare_claims(reading, grids),
        *rate_claims(reading, earlier, near.people, near.wholes),
        *sum_claims(reading, earlier),
        *ranking_claims(reading),
        *extremes,
        *year_extreme_claims(reading, grids),
    ]


def _by_list(held: _Held, index: int, claim: Claim) -> Claim:
    """Judge the share of a list item by those of the other items, where it cannot be told from itself."""
    if claim.verdict is not Verdict.CANNOT_TELL or claim.kind != "share" or held.paper.blocks[index].kind != ITEM:
        return claim
    last = next((n for n in range(index, len(held.paper.blocks)) if n in held.grids and _is_list(held, index, n)), None)
    if last is None:
        return claim
    row = len(held.grids[last].rows) - 1 - (last - index)
    for found in share_claims_of_table(held.grids[last]):
        if found.sentence.startswith(held.grids[last].rows[row]) and found.stated == claim.stated:
            return replace(found, kind=claim.kind, sentence=claim.sentence)
    return claim


def _is_list(held: _Held, first: int, last: int) -> bool:
    return all(held.paper.blocks[n].kind == ITEM for n in range(first, last + 1))


def _leading(held: _Held, index: int) -> list[Reading]:
    """Get the sentences that lead up to a block: for a list item, those before its list and of its list."""
    block = held.paper.blocks[index]
    if index == 0:
        return []
    if block.kind != ITEM:
        before = held.paper.blocks[index - 1]
        ends_open = before.text.rstrip().endswith((":", ","))
        return held.readings.get(index - 1, []) if ends_open else []
    start = index
    while start > 0 and held.paper.blocks[start - 1].kind == ITEM:
        start -= 1
    lead = held.readings.get(start - 1, []) if start and held.paper.blocks[start - 1].kind != HEADING else []
    return lead


def _grids_near(held: _Held, index: int) -> list[Grid]:
    """Get the tables and lists of the section, the nearest first."""
    section = held.paper.section(index)
    places = sorted((n for n in held.grids if n in section), key=lambda n: abs(n - index))
    prose = prose_list(held.paper.blocks[index].text)
    return [*([prose] if prose else []), *(held.grids[n] for n in places)]


_TITLE = re.compile(r"(?:Figure|Table|Chart|Graph)\s+\d")
_MOST_WHOLES = 60
_MOST_YEARS = 10


def _wholes_near(held: _Held, index: int) -> list[Whole]:
    """Get the numbers of the section that a percentage may be of: totals of its tables, counts of its sentences."""
    section = held.paper.section(index)
    wholes: list[Whole] = []
    for place in sorted(section, key=lambda n: (abs(n - index), n)):
        if place in held.grids:
            wholes += _totals_of(held.grids[place])
        if place != index:
            wholes += [
                (item.value, reading.sentence.printed(number))
                for reading in held.readings.get(place, [])
                for number, item in enumerate(reading.sentence.items)
                if _can_be_whole(item)
            ]
    return wholes[:_MOST_WHOLES]


def _can_be_whole(item: Item) -> bool:
    return item.kind == "C" and item.decimals == 0 and not item.hedge and item.value >= 5


def _totals_of(grid: Grid) -> Iterator[Whole]:
    for column in grid.count_columns:
        cells = grid.column(column)
        totals = [cell.count for row, cell in enumerate(cells) if grid.is_total(row) and cell.count]
        added = sum(
            (cell.count or Fraction(0) for row, cell in enumerate(cells) if not grid.is_total(row)), Fraction(0)
        )
        for whole in dict.fromkeys([*totals, added]):
            if whole:
                yield whole, f"{whole} (total of the table)"


def _in_tables(held: _Held) -> Iterator[tuple[int, Claim]]:
    for index, grid in held.grids.items():
        if held.paper.blocks[index].kind != TABLE:
            for claim in total_claims(grid, ""):
                if claim.verdict is Verdict.RIGHT:
                    yield index, claim
            continue
        near = " ".join(
            held.paper.blocks[n].text for n in range(max(0, index - 2), min(len(held.paper.blocks), index + 3))
        )
        labels = " ".join((*grid.rows, *grid.columns))
        for claim in (*total_claims(grid, f"{near} {labels}"), *share_claims_of_table(grid)):
            yield index, claim


def _repeated(held: _Held) -> Iterator[tuple[int, Claim]]:
    totals: list[Total] = []
    tables: list[TableTotal] = []
    headings: dict[int, str] = {}
    for index, block in enumerate(held.paper.blocks):
        if block.kind == HEADING:
            headings = {level: text for level, text in headings.items() if level < block.level}
            if block.level > 1 or index:
                headings[block.level] = block.text
        elif block.kind == TABLE and index in held.grids:
            before = held.paper.blocks[index - 1].text if index else ""
            tables += totals_of_table(held.grids[index], before, tuple(headings.values()))
        elif block.kind != TABLE:
            for reading in held.readings.get(index, []):
                totals += totals_of(reading, tuple(headings.values()), index)
    for index, claim in repeated_claims(totals, tables):
        spans = [r.sentence for r in held.readings[index] if r.sentence.text == claim.sentence]
        yield index, claim.at(span=(spans[0].start, spans[0].end))
