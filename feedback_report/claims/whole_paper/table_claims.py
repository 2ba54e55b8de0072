"""The claims of the tables of a paper: totals, percentages, differences, and what lists add up to."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import COUNT
from feedback_report.claims.paper import TABLE, Block
from feedback_report.claims.sentences.readings import read_paragraph
from feedback_report.claims.shares.shares import share_claims
from feedback_report.claims.tables.shares import share_claims_of_table
from feedback_report.claims.tables.totals import total_claims
from feedback_report.claims.whole_paper.surroundings import WholePaper

Found = tuple[int, Claim]


def table_claims(whole: WholePaper) -> Iterator[Found]:
    """Judge the numbers of every table, and the totals of lists where they are right."""
    blocks = whole.paper.blocks
    for index, block in enumerate(blocks):
        yield from ((index, claim) for claim in _in_cells(block))
    for index, grid in whole.grids.items():
        if blocks[index].kind != TABLE:  # a list: its shares belong to its items
            yield from ((index, claim) for claim in total_claims(grid, "") if claim.verdict is Verdict.RIGHT)
            continue
        near = [blocks[n].text for n in range(max(0, index - 2), min(len(blocks), index + 3))]
        words = " ".join((*near, *grid.rows, *grid.columns))
        tops_page = index > 0 and blocks[index].page > blocks[index - 1].page
        totals = total_claims(grid, words, may_go_on=tops_page)
        shares = share_claims_of_table(grid, _stated_near(whole, index))
        yield from ((index, claim) for claim in (*totals, *shares))


_OF_ITS_OWN = re.compile(r"(?=.*%)[^|]{0,20}?\d[\d,]* ?(?:/|of|out of) ?\d[\d,]*\b.{0,12}")


def _in_cells(block: Block) -> Iterator[Claim]:
    """Judge the cells that hold a share with both its counts: "44% (7/16)"."""
    for row in block.rows if block.kind == TABLE else ():
        for cell in dict.fromkeys(row):
            for reading in read_paragraph(cell) if _OF_ITS_OWN.fullmatch(cell) else ():
                for claim in share_claims(reading, (), ()):
                    yield replace(claim, kind="table percentage", sentence=f"{row[0]}: {cell}")


_MOST_STATED, _LEAST_STATED = 4, 20


def _stated_near(whole: WholePaper, index: int) -> list[Fraction]:
    """Get the counts of the paragraphs just before and after a table."""
    readings = [reading for n in (index - 1, index + 1, index - 2) for reading in whole.readings.get(n, [])]
    items = (item for reading in readings for item in reading.sentence.items)
    counts = [item.value for item in items if item.kind == COUNT and not item.hedge and item.value >= _LEAST_STATED]
    return list(dict.fromkeys(counts))[:_MOST_STATED]
