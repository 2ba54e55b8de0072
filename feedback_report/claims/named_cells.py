"""Which cells of a table the words beside a number name: the row that it is of, and the columns that it speaks of."""

import re
from collections.abc import Iterator

from feedback_report.claims.bound_years import years_of
from feedback_report.claims.grids import TOTAL, Grid
from feedback_report.claims.readings import Reading
from feedback_report.claims.row_names import mentions
from feedback_report.claims.table_guesses import CHANGE

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STEM = 5
_GENERIC = {
    *(
        "complaints",
        "complaint",
        "number",
        "of",
        "the",
        "no",
        "per",
        "cent",
        "percentage",
        "in",
        "cases",
        "total",
        "and",
    ),
    *("about", "or", "a", "to", "for", "all", "numbers", "with", "by", "on", "as"),
}
_LEADS = re.compile(r"\b(?:of these|there (?:were|was)|in total|received|recorded|had)\b", re.IGNORECASE)
_ENDS = re.compile(r"[;:]|¦|\b(?:while|whilst|whereas|but|although|though)\b")


def segment(reading: Reading, number: int, kinds: str = "PF") -> str:
    """Get the words that belong to a number of a list: those since the number before it, else those up to the next.

    "Delay made up 40%, conduct 24%" names before each number, "40% were about delay and 24% about
    conduct" after it.
    """
    text, items = reading.sentence.text, reading.sentence.items
    own = items[number]
    like = [item for item in items if item.kind in kinds]
    first = like[0] if like else own
    before = [item.end for item in like if item.end <= own.start]
    after = [item.start for item in like if item.start >= own.end]
    start, end = max(before, default=0), min(after, default=len(text))
    cuts = [found.end() for found in _ENDS.finditer(text, start, own.start)]
    start = cuts[-1] if cuts else start
    cut = _ENDS.search(text, own.end, end)
    end = cut.start() if cut else end
    if len(like) == 1 or not before:
        return text[start:end]
    names_before = re.search(r"[A-Za-z]{4}", _LEADS.sub("", text[: first.start]))
    return text[start : own.end] if names_before else text[own.start : end]


def row_meant(reading: Reading, number: int, words: str, grid: Grid) -> int | None:
    """Get the row that a number is of: of its year, else the one that is named beside it, else the only one."""
    if len(grid.rows) == 1:
        return 0
    levels = [row for row, label in enumerate(grid.rows) if not CHANGE.search(label)]
    years = {row: int(found[0]) for row in levels if (found := _YEAR.search(grid.rows[row]))}
    if len(years) == len(levels) > 1:
        if len(set(years.values())) < len(years):
            return None
        bound = years_of(reading.sentence, reading.code).get(number)
        said = {int(item.value) for item in reading.sentence.items if item.kind == "Y"}
        if bound is None and len(said) == 1:
            bound = float(said.pop())
        latest = max(years.values())
        year = latest if (bound is None and not said) or bound == float("inf") else bound
        year = latest - 1 if bound == float("-inf") and latest - 1 in years.values() else year
        return next((row for row, of in years.items() if of == year), None)
    named = {row for _, _, row in mentions(words, grid)}
    if len(named) == 1:
        return named.pop()
    totals = [row for row in range(len(grid.rows)) if grid.is_total(row)]
    return totals[0] if not named and len(totals) == 1 else None


def columns_said(words: str, grid: Grid) -> list[int]:
    """Get the columns of counts whose names a text has word for word, without those that others name more fully."""
    said = set(stems(words))
    found = {}
    for column in level_columns(grid):
        own = frozenset(stems(grid.columns[column]))
        if own and own <= said:
            found[column] = own
    return [n for n, own in found.items() if not any(own < other for other in found.values())]


def level_columns(grid: Grid) -> list[int]:
    """Get the columns of counts that are no totals and no changes."""
    return [
        n
        for n in grid.count_columns
        if not TOTAL.fullmatch(grid.columns[n].strip()) and not CHANGE.search(grid.columns[n])
    ]


def stems(text: str) -> Iterator[str]:
    """Get the beginnings of the words of a text that say something."""
    for word in re.findall(r"[a-z]+|\d+", text.lower().replace("partially", "partly")):
        if word not in _GENERIC:
            yield word[:_STEM]
