"""Claims of list items that the other items of the list decide."""

from dataclasses import replace
from itertools import takewhile

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.paper import ITEM
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.shares import share_claims_of_table
from feedback_report.claims.whole_paper.surroundings import WholePaper


def by_list(whole: WholePaper, index: int, claim: Claim) -> Claim:
    """Judge the share of a list item by those of the other items, where it cannot be told from itself."""
    blocks = whole.paper.blocks
    if claim.verdict is not Verdict.CANNOT_TELL or claim.kind != "share" or blocks[index].kind != ITEM:
        return claim
    last = index
    while last not in whole.grids and last + 1 < len(blocks) and blocks[last + 1].kind == ITEM:
        last += 1
    grid = whole.grids.get(last)
    row = -1 if grid is None else len(grid.rows) - 1 - (last - index)
    for found in share_claims_of_table(grid) if grid is not None and row >= 0 else []:
        if grid and found.sentence.startswith(grid.rows[row]) and found.stated == claim.stated:
            return replace(found, kind=claim.kind, sentence=claim.sentence)
    return claim


def items_after(whole: WholePaper, index: int) -> list[list[Reading]]:
    items = takewhile(lambda place: whole.paper.blocks[place].kind == ITEM, range(index + 1, len(whole.paper.blocks)))
    return [whole.readings[place] for place in items]
