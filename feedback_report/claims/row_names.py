"""The rows of a table that a sentence names."""

import re
from collections.abc import Iterator

from feedback_report.claims.grids import TOTAL, Grid

_SAYS_NOTHING = re.compile(
    r"(?:number of |all )?(?:complaints?|compliments?|comments?|enquiries|cases|concerns|feedback|number|other|"
    r"services?|council|year)"
    r"(?: received)?",
    re.IGNORECASE,
)


def mentions(text: str, grid: Grid) -> Iterator[tuple[int, int, int]]:
    """Find the rows of a table that a sentence names: where each name begins and ends, and its row."""
    taken: list[tuple[int, int]] = []
    for row, label in sorted(enumerate(grid.rows), key=lambda pair: -len(pair[1])):
        plain = re.sub(r"(?<=[a-z)])\d+$|[*†‡]+$", "", label).strip()  # the mark of a note, not the 1 of "Stage 1"
        quarter = re.fullmatch(r"(?:Q|Quarter |Qtr )([1-4])", label.strip(), re.IGNORECASE)
        if (len(plain) < 3 and not quarter) or TOTAL.fullmatch(plain) or _SAYS_NOTHING.fullmatch(plain):
            continue
        words = re.escape(plain).replace(r"\&", "(?:&|and)").replace("and", "(?:&|and)")
        words = rf"(?:Q|Quarter |Qtr ){quarter[1]}" if quarter else words
        for found in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield *found.span(), row
