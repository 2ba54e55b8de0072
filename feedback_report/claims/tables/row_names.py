"""The rows of a table that a sentence names."""

import re
from functools import lru_cache

from feedback_report.claims.tables.grids import TOTAL, Grid

_SAYS_NOTHING = re.compile(
    r"(?:number of |all )?(?:complaints?|compliments?|comments?|enquiries|cases|concerns|feedback|number|other|"
    r"services?|council|year)(?: received)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # several kinds of claims ask it of each sentence
def mentions(text: str, grid: Grid) -> tuple[tuple[int, int, int], ...]:
    """Find the rows of a table that a sentence names: where each name begins and ends, and its row."""
    found: list[tuple[int, int, int]] = []
    said = text.lower()
    for row, label in sorted(enumerate(grid.rows), key=lambda pair: -len(pair[1])):
        plain = re.sub(r"(?<=[a-z)])\d+$|[*†‡]+$", "", label).strip()  # the mark of a note, not the 1 of "Stage 1"
        quarter = re.fullmatch(r"(?:Q|Quarter |Qtr )([1-4])", label.strip(), re.IGNORECASE)
        if (len(plain) < 3 and not quarter) or TOTAL.fullmatch(plain) or _SAYS_NOTHING.fullmatch(plain):
            continue
        first = re.match(r"\w+", plain)
        if first and not quarter and first[0].lower() != "and" and first[0].lower() not in said:
            continue
        words = re.escape(plain).replace(r"\&", "(?:&|and)").replace("and", "(?:&|and)")
        words = rf"(?:Q|Quarter |Qtr ){quarter[1]}" if quarter else words
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((*match.span(), row))
    return tuple(found)
