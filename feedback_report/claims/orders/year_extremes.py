"""Claims of the highest or lowest of several years, judged by a table that has the years."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import Stated, fits, written
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.grids import TOTAL, Grid
from feedback_report.claims.tables.period_series import series_of_table
from feedback_report.wording.spelt_numbers import NUMBER_IN_WORDS, from_words

_PHRASE = re.compile(
    rf"\b(?:(?P<place>second|third|fourth)[ -])?(?P<word>highest|lowest|largest|smallest|most|"
    rf"fewest)\b(?P<gap>[^.;]{{0,60}}?)\b(?:(?:in|of|for|over|during|"
    rf"across) (?:the |these |all )?(?:last |past |previous |most recent )?(?P<years>\d{{1,2}}|{NUMBER_IN_WORDS})[ "
    r"-]years?|since (?P<since>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b")
# A year that this one is compared with: "an increase of 15% on 2021/22 and the highest in four years".
_COMPARED = re.compile(r"\b(?:on|than|from|since|with|to|against|over|of) (?:the )?$")


_OF_ALL = re.compile(r"\b(?:number|total|volume)s?\b", re.IGNORECASE)
_SHARE = re.compile(r"\s*(?:ever )?(?:proportion|percentage|share|rate|ratio)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Years:
    """What a table holds of one thing year by year."""

    name: str
    values: tuple[tuple[int, Fraction], ...]


_POINTS_BACK = re.compile(r"(?:it|that|this|which)\b", re.IGNORECASE)
_PLACES = {None: 1, "second": 2, "third": 3, "fourth": 4}


def year_extreme_claims(
    reading: Reading, grids: Sequence[Grid], others: Sequence[Grid] = (), earlier: Sequence[Reading] = ()
) -> list[Claim]:
    """Judge "the lowest of the last five years" by the nearest table that holds the years of what is meant.

    "It is the lowest ..." is of what the sentences before give, by ``others`` too.
    """
    claims = []
    text = " ".join(reading.sentence.text.split())
    lead = "".join(f"{last.sentence.text} " for last in earlier[-2:]) if _POINTS_BACK.match(text) else ""
    for match in _PHRASE.finditer(text):
        if re.search(r"\b(?:one of|among|joint)(?: the)?\s*$", text[: match.start()], re.IGNORECASE):
            continue
        for grid in (*grids, *(others if lead else ())):
            claim = _judged(text, match, grid, lead)
            if claim is not None:
                claims.append(claim)
                break
    return claims


def _judged(text: str, match: re.Match[str], grid: Grid, lead: str) -> Claim | None:
    several = _by_year(grid)
    share = _SHARE.match(match["gap"])
    meant = _share_meant(text, several) if share else _meant(f"{lead}{text}", several, any_of=bool(lead))
    of_all = [held for held in several if TOTAL.fullmatch(held.name)] if _OF_ALL.search(text[: match.start()]) else []
    sure = meant is not None and not lead
    meant = meant or (of_all[0] if len(of_all) == 1 and not share else None)
    if meant is None:
        return None
    before = text[: match.start()]
    named = [int(year[1]) for year in _YEAR.finditer(before) if not _COMPARED.search(before[: year.start()])]
    years = [year for year, _ in meant.values]
    this = named[-1] if named and named[-1] in years else max(years)
    first = int(match["since"]) if match["since"] else this - _number(match["years"]) + 1
    window = [(year, value) for year, value in meant.values if first <= year <= this]
    if len(window) < 2:
        return None
    own = dict(window)[this]
    low = match["word"].lower() in ("lowest", "smallest", "fewest")
    order = sorted((value for _, value in window), reverse=not low)
    end = order[min(_PLACES[match["place"] and match["place"].lower()], len(order)) - 1]
    ties = order.count(own) > 1
    verdict = Verdict.WRONG if own != end else Verdict.CANNOT_TELL if ties else Verdict.RIGHT
    if verdict is Verdict.WRONG and not sure:
        return None  # what "it" or "the number" stands for may be another number
    held = next(year for year, value in window if value == end)
    reason = "" if verdict is Verdict.RIGHT else "it is a tie" if own == end else f"{held} has {written(end, 2)}"
    numbers = tuple(f"{year}: {written(value, 2)}" for year, value in window)
    return Claim("extreme", text, numbers, match[0], f"{written(end, 2)} in {held}", verdict, reason)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else from_words(text)


def _by_year(grid: Grid) -> list[Years]:
    """Read a table with three or more years above its columns, or at the left of its rows, as series of years.

    Where it has no total, what its counts make together comes last.
    """
    found = [
        Years(held.label, tuple((int(year), item.value) for year, item in zip(held.periods, held.items, strict=True)))
        for held in series_of_table(grid)
        if len(held.periods) > 2 and held.periods[0] >= _FIRST
    ]
    alike = {tuple(year for year, _ in held.values) for held in found}
    kinds = {item.kind for held in series_of_table(grid) for item in held.items}
    found += _of_long_table(grid)
    if len(found) > 1 and len(alike) == len(kinds) == 1 and not any(held.is_total for held in series_of_table(grid)):
        columns = zip(*([value for _, value in held.values] for held in found), strict=True)
        sums = (sum(column, Fraction(0)) for column in columns)
        found.append(Years("", tuple(zip(alike.pop(), sums, strict=True))))
    return found


_FIRST = 1900
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\s*(.*)")


def _of_long_table(grid: Grid) -> list[Years]:
    """Read a table whose rows begin with their year and go on with what they are of: "2023/24 complaint"."""
    rows = [_YEAR_FIRST.fullmatch(label) for label in grid.rows]
    if not rows or not all(row and row[2] for row in rows):
        return []
    named = [(int(row[1]), row[2]) for row in rows if row]
    series = [
        Years(
            name,
            tuple(
                sorted(
                    (year, cell.count)
                    for (year, of), cell in zip(named, grid.column(n), strict=True)
                    if of == name and cell.count is not None
                )
            ),
        )
        for n in grid.count_columns
        for name in dict.fromkeys(of for _, of in named)
    ]
    return [one for one in series if len(one.values) > 2 and len(dict(one.values)) == len(one.values)]


def _meant(text: str, several: list[Years], *, any_of: bool) -> Years | None:
    """Choose what a sentence means: whose latest value it prints, else whose name it says, else the only one."""
    several = [held for held in several if len(held.values) > 2]
    printed = {number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    shown = [held for held in several if _is_printed(held.values[-1][1], printed)]
    if len(shown) == 1 or (shown and any_of):
        return max(shown, key=lambda held: text.rfind(written(held.values[-1][1], 2)))
    words = text.lower()
    named = [held for held in several if held.name and not TOTAL.fullmatch(held.name) and held.name.lower() in words]
    if len(named) == 1:
        return named[0]
    return several[0] if len(several) == 1 else None


def _is_printed(value: Fraction, printed: Collection[str]) -> bool:
    """Whether a number is among those that are printed, or rounded to one without decimals."""
    return str(value) in printed or (value.denominator > 1 and f"{written(value, 0)}".replace(",", "") in printed)


def _share_meant(text: str, several: list[Years]) -> Years | None:
    """Choose the share of one series in another of which a sentence prints a year's, where only one can be meant."""
    printed = re.findall(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)", text)
    stated = [Stated(Fraction(number), len(number.partition(".")[2])) for number in printed]
    found = [
        Years(part.name, tuple((year, 100 * value / dict(whole.values)[year]) for year, value in part.values))
        for part, whole in permutations(several, 2)
        if _is_part(part, whole)
    ]
    shown = [share for share in found if any(fits(one, value) for one in stated for _, value in share.values)]
    return shown[0] if len(shown) == 1 else None


def _is_part(part: Years, whole: Years) -> bool:
    wholes = dict(whole.values)
    return len(part.values) > 2 and all(year in wholes and value < wholes[year] for year, value in part.values)
