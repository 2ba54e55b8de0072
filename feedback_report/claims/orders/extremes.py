"""Claims of the highest or lowest beside a table or list: of a name among others, and of a year among years."""

import re
from collections.abc import Sequence
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.directions import direction_of
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.grids import TOTAL, Grid
from feedback_report.claims.tables.period_series import period_of, series_of_table
from feedback_report.claims.tables.row_names import mentions
from feedback_report.claims.tables.series import Series, series_of, value_of

_MOST = (
    "highest|largest|greatest|biggest|(?:the )?most (?:common|frequent|complained|popular|numerous|often)|the most|"
    "most|commonest|busiest|peak|peaked"
)
_LEAST = r"lowest|fewest|smallest|the least|least (?:common|frequent)|quietest|rarest"
_PLACES = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "next": 2}
_WORD = re.compile(
    rf"\b(?:(?P<place>second|third|fourth|2nd|3rd|4th|next)[ -](?:joint )?)?(?P<word>{_MOST}|{_LEAST})\b", re.IGNORECASE
)
_IS_LEAST = re.compile(_LEAST, re.IGNORECASE)
_CHANGED = re.compile(
    r"\s*(?:(?:percentage|proportional|single|overall|numerical|year[- ]on[- ]year|annual) )*(?:rise|increase|fall|"
    r"drop|decrease|reduction|change|improvement|growth|decline|jump|movement|difference|variance|gain)s?\b",
    re.IGNORECASE,
)
# Where "most" and "highest" rank nothing: "most complaints were resolved", "one of the highest", "highest ever".
_RANKS_NOTHING = re.compile(
    r"\b(?:one of|among|amongst|some of|at|at the|three|two|four|five|top)\s+(?:the\s+)?$", re.IGNORECASE
)
_OF_TIME = re.compile(
    r"\b(?:ever|on record|since|(?:in|of|for|over) (?:the )?(?:last |past |previous |these )?(?!the\b|"
    r"this\b)(?:[a-z]+|\d+)[ -]years?\b|in (?:recent|the last few) years|year on year|year to date)",
    re.IGNORECASE,
)
_IN_A_ROW = re.compile(
    r"\bfor the [a-z]+ (?:consecutive |successive )?years?(?: in a row| running| in succession)", re.IGNORECASE
)
_NOT_THIS = re.compile(
    r"[.;]|\b(?:months?|quarters?|weeks?|days?) (?:of|in)\b|\b(?:than|upheld by|compared|followed|ahead|then|next)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|related to|relating to|concerned|concerning|about|regarding|for|in|from|by|came from|"
    r"being|of|with|attributed to|fell under|categorised as|:|–|-)\s*(?:the |complaints? (?:about |relating to |"
    r"regarding )?|“|\"|')*$",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"^[^.;,]{0,25}?(?:\([^()]*\)\s*)?(?:, (?:where|which|who|whose) [^,.;]*)?,?\s*(?:again |still |also )?(?:had|"
    r"has|have|received|receives|recorded|"
    r"accounted for|saw|was|were|is|are|remains?|remained|attracted|generated|made up|represented|continue[sd]? to "
    r"(?:be|have|receive)|being|with|reported)\s+(?:again |still |also |by far |consistently |therefore |thus )?"
    r"(?:the (?:most|highest|largest|lowest|fewest) (?:[a-z]+ ){1,3}and )?(?:the |our )?(?:joint )?$|^,? the $",
    re.IGNORECASE,
)


def extreme_claims(reading: Reading, grids: Sequence[Grid], others: Sequence[Grid] = ()) -> list[Claim]:
    """Judge what a sentence calls the highest or lowest by the tables of its section, the nearest first.

    ``others`` are the tables of other sections: they count only where its own has none, and
    say wrong only when all of them do.
    """
    claims = []
    text = _THAN_ANY_OTHER.sub(_as_extreme, " ".join(reading.sentence.text.split()))
    for match in _WORD.finditer(text):
        if _RANKS_NOTHING.search(text[: match.start()]) or _OF_TIME.match(
            text[match.end() : match.end() + 60].lstrip(" ,")
        ):
            continue
        change = _CHANGED.match(text, match.end())
        if change:  # of a change, not of the numbers themselves
            claims += next(([claim] for grid in grids if (claim := _changed_most(text, match, change, grid))), [])
            continue
        if _OF_TIME.search(_IN_A_ROW.sub("", text[match.end() : match.end() + 90])[:70]):
            continue
        grids = [held for grid in grids for held in (grid, *_of_periods(grid))]
        found = [claim for grid in grids if (claim := _judged(text, match, grid)) is not None]
        if not found:
            found = [claim for grid in others if (claim := _judged(text, match, grid)) is not None]
            if any(claim.verdict is not found[0].verdict for claim in found):
                found = [claim for claim in found if claim.verdict is not Verdict.WRONG]
        right = next((claim for claim in found if claim.verdict is Verdict.RIGHT), None)
        if found:
            claims.append(right or found[0])
    return claims


_RELATIVE = re.compile(r"\b(?:percentage|proportion\w*|per cent|relative\w*)\b", re.IGNORECASE)


def _changed_most(text: str, match: re.Match[str], change: re.Match[str], grid: Grid) -> Claim | None:
    """Judge the largest rise by how far each row of a table went between its last two periods."""
    held = {series.label: series.items[-2:] for series in series_of_table(grid) if not series.is_total}
    said = direction_of(re.sub(r"s$", "", change[0].split()[-1].lower()))
    place = _named(text, match, grid, change.end())
    name = grid.rows[place[0]] if place else ""
    if name not in held or len(held) <= _TWO or not said or len({len(items) for items in held.values()}) > 1:
        return None
    sign = 1 if said == "up" else -1
    by_number = Series("", tuple(held), tuple(sign * (now.value - before.value) for before, now in held.values()))
    ways = [] if _RELATIVE.search(text) else [by_number]
    if all(before.value for before, _ in held.values()):
        shares = tuple(sign * (now.value - before.value) / before.value for before, now in held.values())
        ways.append(Series("", tuple(held), shares))
    least, rank = bool(_IS_LEAST.fullmatch(match["word"])), _PLACES.get((match["place"] or "").lower(), 1)
    verdicts = [_place_of(way, name, rank, least) for way in ways]
    right = verdicts[:1] == [Verdict.RIGHT]
    verdict = Verdict.RIGHT if right else Verdict.WRONG if {*verdicts} == {Verdict.WRONG} else Verdict.CANNOT_TELL
    first = _in_order(ways[0], least)[rank - 1][0] if ways else name
    true = f"{first} ({written(held[first][0].value, 2)} to {written(held[first][1].value, 2)})"
    numbers = (f"{name} {written(held[name][0].value, 2)} to {written(held[name][1].value, 2)}",)
    reason = "in number and in share they differ" if verdict is Verdict.CANNOT_TELL else ""
    return Claim("extreme", text, numbers, f"{name}: {match[0]}{change[0]}", true, verdict, reason)


_TWO = 2


def _of_periods(grid: Grid) -> list[Grid]:
    """Turn a table that has periods above its columns, so that they are its rows."""
    return [grid.turned()] if all(period_of(name) is not None for name in grid.columns) else []


_THAN_ANY_OTHER = re.compile(
    r"\b(?P<word>more|higher|fewer|lower|less)\b(?P<what>[^.;]{0,60}?) than (?:in |for |by |at |about |any of )*"
    r"(?:any|all|every) (?:of the )?others?(?: [a-z]+)?",
    re.IGNORECASE,
)


def _as_extreme(match: re.Match[str]) -> str:
    """Write "fewer in Q4 than in any other quarter" as "the fewest in Q4"."""
    return f"the {'most' if match['word'].lower() in ('more', 'higher') else 'fewest'}{match['what']}"


def _judged(text: str, match: re.Match[str], grid: Grid) -> Claim | None:
    name = _named(text, match, grid)
    if name is None:
        shown = [_ranked(text, match, grid, row, match.end()) for row in _by_number(text, match, grid)]
        return next((claim for claim in shown if claim and claim.verdict is Verdict.RIGHT), None)
    return _ranked(text, match, grid, *name)


_WITH = re.compile(r"[^.;\d]{0,40}?(?:,? (?:with|at) |\()(\d[\d,]*)(?![\d,]*\d|\.\d|%| per)")


def _by_number(text: str, match: re.Match[str], grid: Grid) -> list[int]:
    """Find the one row that holds the number given with the highest: "this site had the most, with 17"."""
    found = _WITH.match(text, match.end())
    value = Fraction(found[1].replace(",", "")) if found else Fraction(0)
    rows = [row for row, cells in enumerate(grid.cells) for cell in cells if cell.count == value >= _LEAST_SHOWN]
    return rows if len(rows) == 1 else []


_LEAST_SHOWN = 5


def _ranked(text: str, match: re.Match[str], grid: Grid, row: int, at: int) -> Claim | None:
    several = [series for series in series_of(grid) if grid.rows[row] in series.names]
    several = _meant(text, (match.end(), at), grid, row, several)
    if not several:
        return None
    place = _PLACES.get((match["place"] or "").lower(), 1)
    least = bool(_IS_LEAST.fullmatch(match["word"]))
    verdicts = [_place_of(series, grid.rows[row], place, least) for series in several]
    verdict = verdicts[0] if len(set(verdicts)) == 1 else Verdict.CANNOT_TELL
    if place == 1 and _JOINT.search(text) and all(_is_joint(series, grid.rows[row], least) for series in several):
        verdict = Verdict.RIGHT
    top = _in_order(several[0], least)
    true = f"{top[place - 1][0]} ({written(top[place - 1][1], 2)})" if len(top) >= place else ""
    own = next(
        value for label, value in zip(several[0].names, several[0].values, strict=True) if label == grid.rows[row]
    )
    stated = f"{grid.rows[row]}: {match[0]}"
    reason = "" if verdict is not Verdict.CANNOT_TELL else "the columns of the table differ, or it is a tie"
    return Claim("extreme", text, (f"{grid.rows[row]} {written(own, 2)}",), stated, true, verdict, reason)


def _named(text: str, match: re.Match[str], grid: Grid, end: int = 0) -> tuple[int, int] | None:
    """Find the row that is called the highest: the one right after it ("the highest was"), or its subject."""
    stop = end or match.end()
    places = sorted(mentions(text, grid))
    after = [(start, end, row) for start, end, row in places if start >= stop]
    before = [(start, end, row) for start, end, row in places if end <= match.start()]
    if before:
        start, end, row = before[-1]
        between = text[before[-2][1] : start] if len(before) > 1 else ""
        alone = not re.search(r"\band\s*$", between) or _WORD.search(between)
        if alone and _ACTIVE.match(text[end : match.start()]):
            return row, end
    if after:
        start, end, row = after[0]
        between = text[stop:start]
        if len(between) < 90 and _PASSIVE.search(between) and not _NOT_THIS.search(between):
            return row, end
    return None


def _meant(text: str, ends: tuple[int, int], grid: Grid, row: int, several: list[Series]) -> list[Series]:
    """Choose the columns that a sentence means: by the number beside the name, by the year, by their names.

    ``ends`` are those of the word for the highest and of the name. Of several columns that are
    named it is the one that is said right after the word.
    """
    after, at = ends
    beside = re.match(r"[^().;]{0,40}?[(,:–-]?\s*(?:with |at )?(\d[\d,]*(?:\.\d+)?)(?!\d*/\d)", text[at:])
    if beside:
        value = Fraction(beside[1].replace(",", ""))
        same = [s for s in several if s.values[s.names.index(grid.rows[row])] == value]
        if same:
            return same
        if any(cell.is_number and value_of(cell) == value for cell in grid.cells[row]):
            return []  # it stands in a column that cannot be ranked, such as one with withheld numbers
    named = [
        s
        for s in several
        if re.search(r"\w", s.column) and all(word.lower() in text.lower() for word in re.findall(r"[\w/-]+", s.column))
    ]
    said = [
        s for s in named if re.match(rf"\W+(?:[a-z]+ ){{0,2}}?{re.escape(s.column.split()[0])}\b", text[after:], re.I)
    ]
    if named:
        return said or named
    totals = [s for s in several if TOTAL.fullmatch(s.column.strip())]
    if totals:
        return totals
    years = sorted({year for s in several for year in re.findall(r"\b(?:19|20)\d\d\b", s.column)})
    if len(years) > 1:
        return [s for s in several if years[-1] in s.column]
    return several


def _in_order(series: Series, least: bool) -> list[tuple[str, Fraction]]:
    return sorted(zip(series.names, series.values, strict=True), key=lambda pair: pair[1] if least else -pair[1])


_JOINT = re.compile(r"\b(?:joint|equal|tied)\b", re.IGNORECASE)


def _is_joint(series: Series, name: str, least: bool) -> bool:
    """Whether a row shares the first place with others."""
    order = _in_order(series, least)
    return len(order) > 1 and dict(order)[name] == order[0][1] == order[1][1]


def _place_of(series: Series, name: str, place: int, least: bool) -> Verdict:
    order = _in_order(series, least)
    own = dict(order)[name]
    better = [label for label, value in order if (value < own if least else value > own)]
    same = [label for label, value in order if value == own and label != name]
    if len(better) == place - 1 and not same:
        return Verdict.RIGHT
    if len(better) <= place - 1 <= len(better) + len(same):
        return Verdict.CANNOT_TELL
    others = [
        label
        for label in better
        if not re.match(r"other|unknown|not (?:known|recorded|stated)|n/a", label, re.IGNORECASE)
    ]
    zeros = least and all(dict(order)[label] == 0 for label in better)
    return Verdict.CANNOT_TELL if len(others) == place - 1 or zeros else Verdict.WRONG
