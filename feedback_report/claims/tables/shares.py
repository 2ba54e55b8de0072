"""Percentages in tables: what they are of is found from the rows that fit, then every row is judged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import Stated, judge, written
from feedback_report.claims.tables.cells import Cell
from feedback_report.claims.tables.grids import Grid, with_percentages
from feedback_report.claims.tables.guesses import CHANGE, EACH, changes, differences, rates, running_totals, shares
from feedback_report.claims.tables.relations import Relation

Place = tuple[int, int]


def share_claims_of_table(grid: Grid, stated: Sequence[Fraction] = ()) -> list[Claim]:
    """Judge the percentages, rates and differences of a table, column by column and row by row.

    A number that both its column and its row explain is right where one of them makes it so.
    ``stated`` are numbers of the text round the table, of which its percentages may be.
    """
    found: dict[Place, Claim] = {}
    for (row, column), claim in _in_columns(grid, stated):
        found[row, column] = claim
    for (row, column), claim in _in_columns(grid.turned(), stated):
        held = found.get((column, row))
        if held is None or (held.verdict is not Verdict.RIGHT and claim.verdict is Verdict.RIGHT):
            found[column, row] = claim
    return list(found.values())


# What others reached, or what was aimed at, is no share of a row's own counts.
_OF_OTHERS = re.compile(
    r"\b(?:averages?|mean|median|similar|comparable|comparators?|england|english|wales|scotland|uk|national(?:ly)?|"
    r"regions?|regional|neighbours?|benchmarks?|peers?|"
    r"(?<!\bin )(?<!\bon )(?<!\bto )(?<!within )(?<!inside )(?<!outside )(?<!met )(?<!meeting )(?<!hit )(?<!against )"
    r"(?<!the )(?<!achieved )targets?(?! (?:met|achieved|time|date)))\b",
    re.IGNORECASE,
)


def _in_columns(grid: Grid, stated: Sequence[Fraction]) -> Iterator[tuple[Place, Claim]]:
    for column in grid.percent_columns:
        yield from _judged(grid, column, list(_of_percentages(grid, column, stated)))
    for column in grid.count_columns:
        yield from _judged(grid, column, list(rates(grid, column)))
        yield from _judged(grid, column, list(running_totals(grid, column)))
        heading = grid.columns[column]
        if CHANGE.search(heading) and not re.search(r"%|per ?cent", heading, re.IGNORECASE):
            yield from _judged(grid, column, list(differences(grid, column)))
        elif _OF_OTHERS.search(heading):
            continue
        elif _SHARE.search(heading) and (as_shares := with_percentages(grid, column)):
            most = 3 if _OF_ALL.search(heading) else 1
            relations = (relation for relation in shares(as_shares, column) if relation.strength)
            named = 1 + bool(re.match(r"per ?cent", heading, re.IGNORECASE))
            limited = ((relation, max(most, named if relation.is_named else 1)) for relation in relations)
            held = [replace(relation, strength=min(relation.strength, limit)) for relation, limit in limited]
            yield from _judged(as_shares, column, held)


# A column of percentages that prints no sign: "Performance", "Uphold rate", "Proportion of all".
_SHARE = re.compile(r"\b(?:rate|proportion|share|performance|compliance|percentage)\b(?! per\b)", re.IGNORECASE)
_OF_ALL = re.compile(r"\bof (?:the |all )?(?:total|all|overall)\b", re.IGNORECASE)


def _of_percentages(grid: Grid, column: int, stated: Sequence[Fraction]) -> Iterator[Relation]:
    is_change = bool(CHANGE.search(grid.columns[column])) or any(cell.sign for cell in grid.column(column))
    if is_change:
        yield from changes(grid, column)
    if is_change or _OF_OTHERS.search(grid.columns[column]):
        return
    yield from shares(grid, column, stated)
    yield from (replace(relation, strength=0) for relation in changes(grid, column))


def _judged(grid: Grid, column: int, relations: list[Relation]) -> Iterator[tuple[Place, Claim]]:
    """Choose the relation that most rows fit and judge every row by it."""
    cells = grid.column(column)
    rows = [row for row, cell in enumerate(cells) if _stated(cell, column, grid) is not None]
    telling = {
        relation: [
            row
            for row in rows
            if _is_telling(relation.value(row)) and (relation.of_totals_too or not grid.is_total(row))
        ]
        for relation in relations
    }
    fitting = {
        relation: [row for row in telling[relation] if _fits(grid, cells[row], relation, row)] for relation in relations
    }
    ranked = sorted(relations, key=lambda relation: (len(fitting[relation]), relation.strength), reverse=True)
    tried = [relation for relation in ranked if telling[relation]]
    best = next((one for one in tried if _is_sure(one, len(fitting[one]), len(telling[one]))), None)
    if best is None and tried:
        # One or two rows, two years and their change: nothing else can be meant.
        only = next((relation for relation in ranked if relation.strength == 3), None)
        meant = only is not None and CHANGE.search(grid.columns[column]) and len(telling[only]) <= 2
        best = only if meant and not any(fitting.values()) else None
    if best is None:
        return
    for row in rows:
        true = best.value(row)
        if true is None:
            continue
        yield (row, column), _claim(grid, row, column, best, true, [r for r in relations if r is not best])


def _is_sure(relation: Relation, fit: int, told: int) -> bool:
    """Whether rows enough fit: half of them where the headings tell what is meant, three in four elsewhere."""
    if fit == told:
        return relation.strength > 1 or told > 1 + (not relation.strength)
    if relation.strength == 3 or (relation.strength == 2 and relation.is_named):
        return fit >= max(1, 0.5 * told)
    if relation.strength == 2:
        return fit >= 2 and fit >= 0.6 * told
    return fit >= 3 and fit >= 0.75 * told


def _is_telling(true: Fraction | None) -> bool:
    return true is not None and true not in (0, 100)


def _stated(cell: Cell, column: int, grid: Grid) -> object:
    if column in grid.percent_columns and cell.percent is not None:
        return cell.percent
    return cell.count if column in grid.count_columns and column not in grid.percent_columns else None


def _fits(grid: Grid, cell: Cell, relation: Relation, row: int) -> bool:
    true = relation.value(row)
    return true is not None and _verdict(cell, true)[0] is Verdict.RIGHT


def _explains(grid: Grid, cell: Cell, relation: Relation, row: int) -> bool:
    return bool(relation.strength) and _fits(grid, cell, relation, row) and _is_telling(relation.value(row))


def _verdict(cell: Cell, true: Fraction, slack: Fraction = Fraction(0)) -> tuple[Verdict, str]:
    stated = cell.percent or Stated(abs(cell.count or Fraction(0)), cell.decimals)
    verdict, reason = judge(stated, abs(true), slack)
    if verdict is Verdict.RIGHT and cell.sign and true and cell.sign != ("up" if true > 0 else "down"):
        return Verdict.WRONG, "it went the other way"
    return verdict, reason


def _claim(grid: Grid, row: int, column: int, relation: Relation, true: Fraction, others: list[Relation]) -> Claim:
    cell = grid.cells[row][column]
    verdict, reason = _verdict(cell, true, relation.slack(row))
    if verdict is Verdict.WRONG and any(
        _explains(grid, cell, other, row) for other in others if not relation.is_turned(other)
    ):
        verdict, reason = Verdict.CANNOT_TELL, "it fits other numbers of the row"
    where = " / ".join(part for part in (grid.rows[row], grid.columns[column]) if part)
    is_percent = cell.percent is not None
    shown = (
        f"{written(true, (cell.percent.decimals if cell.percent else cell.decimals) + 1)}{'%' if is_percent else ''}"
    )
    kind = (
        "table percentage" if is_percent else "table rate" if EACH.search(grid.columns[column]) else "table difference"
    )
    return Claim(kind, f"{where}: {cell.text}", (relation.of(row),), cell.text, shown, verdict, reason)
