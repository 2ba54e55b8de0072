"""Percentages in tables: what they are of is found from the rows that fit, then every row is judged."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.grids import Cell, Grid
from feedback_report.claims.judging import judge, written

CHANGE = re.compile(
    r"\bchange|differen|varian|movement|trend|\bincrease|\bdecrease|\breduction|\+/-|year[ -]on[ -]year|direction",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Relation:
    """What the percentages of a column may be: a name, and the true value for a row (None where there is none)."""

    name: str
    value: Callable[[int], Fraction | None]
    of: Callable[[int], str]
    strength: int


def share_claims_of_table(grid: Grid) -> Iterator[Claim]:
    """Judge the percentages of a table, column by column."""
    for column in grid.percent_columns:
        cells = grid.column(column)
        is_change = bool(CHANGE.search(grid.columns[column])) or any(cell.sign for cell in cells)
        relations = list(_changes(grid, column) if is_change else _shares(grid, column))
        if relations:
            yield from _judged(grid, column, cells, relations)
    for column in grid.count_columns:
        if CHANGE.search(grid.columns[column]) and not re.search(r"%|per ?cent", grid.columns[column], re.IGNORECASE):
            yield from _judged(grid, column, grid.column(column), list(_differences(grid, column)))


def _shares(grid: Grid, column: int) -> Iterator[Relation]:
    counts = grid.count_columns
    own = column in counts
    for part in [column] if own else sorted(counts, key=lambda n: (n > column, abs(n - column))):
        yield from _of_total(grid, part, is_near=own or abs(part - column) == 1)
        for whole in counts:
            if whole != part:
                yield Relation(
                    f"{grid.columns[part]} of {grid.columns[whole]}",
                    lambda row, part=part, whole=whole: _ratio(
                        grid.cells[row][part].count, grid.cells[row][whole].count
                    ),
                    lambda row, part=part, whole=whole: (
                        f"{grid.cells[row][part].text} of {grid.cells[row][whole].text}"
                    ),
                    1,
                )


def _of_total(grid: Grid, part: int, is_near: bool) -> Iterator[Relation]:
    totals = [n for n in range(len(grid.rows)) if grid.is_total(n)]
    counts = grid.counts(part)
    wholes: dict[Fraction, int] = {}
    for row in totals:
        if counts[row]:
            wholes.setdefault(counts[row] or Fraction(0), 3 if is_near else 2)
    added = sum((counts[n] or Fraction(0) for n in range(len(counts)) if n not in totals), Fraction(0))
    if added:
        wholes.setdefault(added, 2 if is_near else 0)
    for whole, strength in wholes.items():
        yield Relation(
            f"of {written(whole)}",
            lambda row, whole=whole: _ratio(grid.cells[row][part].count, whole),
            lambda row, whole=whole: f"{grid.cells[row][part].text} of {written(whole)}",
            strength,
        )


def _ratio(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return 100 * part / whole if part is not None and whole else None


def _changes(grid: Grid, column: int) -> Iterator[Relation]:
    counts = [n for n in grid.count_columns if n != column and not CHANGE.search(grid.columns[n])]
    only = len(counts) == 2
    for before in counts:
        for now in counts:
            if before != now and abs(before - now) <= 2:
                yield Relation(
                    f"change from {grid.columns[before]} to {grid.columns[now]}",
                    lambda row, b=before, n=now: _change(grid.cells[row][b].count, grid.cells[row][n].count),
                    lambda row, b=before, n=now: f"from {grid.cells[row][b].text} to {grid.cells[row][n].text}",
                    3 if only else 1,
                )
    for count in counts:
        for step in (-1, 1):
            yield Relation(
                "change on the row before",
                lambda row, c=count, s=step: _change(_at(grid, row + s, c), grid.cells[row][c].count),
                lambda row, c=count, s=step: (
                    f"from {grid.cells[row + s][c].text if 0 <= row + s < len(grid.rows) else 'none'} to {grid.cells[row][c].text}"
                ),
                1,
            )


def _at(grid: Grid, row: int, column: int) -> Fraction | None:
    return grid.cells[row][column].count if 0 <= row < len(grid.rows) else None


def _change(before: Fraction | None, now: Fraction | None) -> Fraction | None:
    return 100 * (now - before) / before if before and now is not None else None


def _differences(grid: Grid, column: int) -> Iterator[Relation]:
    counts = [n for n in grid.count_columns if n != column and not CHANGE.search(grid.columns[n])]
    for before in counts:
        for now in counts:
            if before != now and abs(before - now) <= 2:
                yield Relation(
                    "difference",
                    lambda row, b=before, n=now: _minus(grid.cells[row][n].count, grid.cells[row][b].count),
                    lambda row, b=before, n=now: f"from {grid.cells[row][b].text} to {grid.cells[row][n].text}",
                    3 if len(counts) == 2 else 1,
                )


def _minus(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    return None if now is None or before is None else now - before


def _judged(grid: Grid, column: int, cells: list[Cell], relations: list[Relation]) -> Iterator[Claim]:
    """Choose the relation that most rows fit and judge every row by it."""
    rows = [row for row, cell in enumerate(cells) if _stated(cell, column, grid) is not None]
    telling = {
        relation: [row for row in rows if _is_telling(relation.value(row)) and not grid.is_total(row)]
        for relation in relations
    }
    fitting = {
        relation: [row for row in telling[relation] if _fits(grid, cells[row], relation, row)] for relation in relations
    }
    ranked = sorted(relations, key=lambda relation: (len(fitting[relation]), relation.strength), reverse=True)
    if not ranked:
        return
    best = ranked[0]
    fit, told = len(fitting[best]), len(telling[best])
    if not told:
        return
    if not _is_sure(best, fit, told):
        # One or two rows, two years and their change: nothing else can be meant.
        only = next((relation for relation in ranked if relation.strength == 3), None)
        if only is None or not CHANGE.search(grid.columns[column]) or len(telling[only]) > 2 or any(fitting.values()):
            return
        best = only
    for row in rows:
        true = best.value(row)
        if true is None:
            continue
        yield _claim(grid, row, column, best, true, [r for r in relations if r is not best])


def _is_sure(relation: Relation, fit: int, told: int) -> bool:
    if fit == told:
        return True
    if relation.strength >= 2:
        return fit >= 2 and fit >= 0.6 * told or relation.strength == 3 and fit >= max(1, 0.5 * told)
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


def _verdict(cell: Cell, true: Fraction) -> tuple[Verdict, str]:
    if cell.percent is not None:
        verdict, reason = judge(cell.percent, abs(true))
    else:
        verdict, reason = (Verdict.RIGHT if cell.count == abs(true) else Verdict.WRONG), ""
    if verdict is Verdict.RIGHT and cell.sign and true and cell.sign != ("up" if true > 0 else "down"):
        return Verdict.WRONG, "it went the other way"
    return verdict, reason


def _claim(grid: Grid, row: int, column: int, relation: Relation, true: Fraction, others: list[Relation]) -> Claim:
    cell = grid.cells[row][column]
    verdict, reason = _verdict(cell, true)
    if verdict is Verdict.WRONG and any(
        o.strength and _fits(grid, cell, o, row) and _is_telling(o.value(row)) for o in others
    ):
        verdict, reason = Verdict.CANNOT_TELL, "it fits other numbers of the row"
    where = " / ".join(part for part in (grid.rows[row], grid.columns[column]) if part)
    is_percent = cell.percent is not None
    shown = f"{written(true, (cell.percent.decimals if cell.percent else 0) + 1)}{'%' if is_percent else ''}"
    kind = "table percentage" if is_percent else "table difference"
    return Claim(kind, f"{where}: {cell.text}", (relation.of(row),), cell.text, shown, verdict, reason)
