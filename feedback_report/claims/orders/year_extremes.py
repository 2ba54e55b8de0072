"""Claims of the highest or lowest of several years, judged by a table that has the years."""

import re
from collections.abc import Sequence
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
    rf"\b(?P<word>highest|lowest|largest|smallest|most|fewest)\b(?P<gap>[^.;]{{0,60}}?)\b(?:(?:in|of|for|over|during|"
    rf"across) (?:the |these |all )?(?:last |past |previous |most recent )?(?P<years>\d{{1,2}}|{NUMBER_IN_WORDS})[ "
    r"-]years?|since (?P<since>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b")
# A year that this one is compared with: "an increase of 15% on 2021/22 and the highest in four years".
_COMPARED = re.compile(r"\b(?:on|than|from|since|with|to|against|over|of) (?:the )?$")


_SHARE = re.compile(r"\s*(?:ever )?(?:proportion|percentage|share|rate|ratio)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Years:
    """What a table holds of one thing year by year."""

    name: str
    values: tuple[tuple[int, Fraction], ...]


def year_extreme_claims(reading: Reading, grids: Sequence[Grid]) -> list[Claim]:
    """Judge "the lowest of the last five years" by the nearest table that holds the years of what is meant."""
    claims = []
    text = " ".join(reading.sentence.text.split())
    for match in _PHRASE.finditer(text):
        if re.search(r"\b(?:one of|among|second|third|joint)(?: the)?\s*$", text[: match.start()], re.IGNORECASE):
            continue
        for grid in grids:
            claim = _judged(text, match, grid)
            if claim is not None:
                claims.append(claim)
                break
    return claims


def _judged(text: str, match: re.Match[str], grid: Grid) -> Claim | None:
    several = _by_year(grid)
    meant = _share_meant(text, several) if _SHARE.match(match["gap"]) else _meant(text, several)
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
    end = min(value for _, value in window) if low else max(value for _, value in window)
    ties = sum(value == own for _, value in window) > 1
    verdict = Verdict.WRONG if own != end else Verdict.CANNOT_TELL if ties else Verdict.RIGHT
    held = next(year for year, value in window if value == end)
    reason = "" if verdict is Verdict.RIGHT else "it is a tie" if own == end else f"{held} has {written(end, 2)}"
    numbers = tuple(f"{year}: {written(value, 2)}" for year, value in window)
    return Claim("extreme", text, numbers, match[0], f"{written(end, 2)} in {held}", verdict, reason)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else from_words(text)


def _by_year(grid: Grid) -> list[Years]:
    """Read a table with three or more years above its columns, or at the left of its rows, as series of years."""
    return [
        Years(held.label, tuple((int(year), item.value) for year, item in zip(held.periods, held.items, strict=True)))
        for held in series_of_table(grid)
        if len(held.periods) > 2 and held.periods[0] >= _FIRST
    ]


_FIRST = 1900


def _meant(text: str, several: list[Years]) -> Years | None:
    """Choose what a sentence means: whose latest value it prints, else whose name it says, else the only one."""
    several = [held for held in several if len(held.values) > 2]
    printed = {number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    shown = [held for held in several if str(held.values[-1][1]) in printed]
    if len(shown) == 1:
        return shown[0]
    words = text.lower()
    named = [held for held in several if held.name and not TOTAL.fullmatch(held.name) and held.name.lower() in words]
    if len(named) == 1:
        return named[0]
    return several[0] if len(several) == 1 else None


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
