"""Small tables of counts with their totals, as systems of cells."""

import random
from itertools import combinations

from feedback_report.disclosure.ranges import feasible_ranges
from feedback_report.disclosure.system import Cell, System, system_of


def table(rows: list[list[int]]) -> System:
    """Make a table with a total for each row and column and one for all: cells r0c0, r0, c0 and all."""
    down, across = range(len(rows)), range(len(rows[0]))
    cells = {f"r{r}c{c}": Cell(rows[r][c]) for r in down for c in across}
    cells |= {f"r{r}": Cell(sum(rows[r])) for r in down}
    cells |= {f"c{c}": Cell(sum(row[c] for row in rows)) for c in across}
    cells["all"] = Cell(sum(map(sum, rows)))
    relations = [{f"r{r}": -1, **{f"r{r}c{c}": 1 for c in across}} for r in down]
    relations += [{f"c{c}": -1, **{f"r{r}c{c}": 1 for r in down}} for c in across]
    relations += [{"all": -1, **{f"r{r}": 1 for r in down}}, {"all": -1, **{f"c{c}": 1 for c in across}}]
    return system_of(cells, relations)


def column(*counts: int) -> System:
    """Make one column of counts, a, b, c ..., with its total, all."""
    names = [chr(ord("a") + place) for place in range(len(counts))]
    cells = {name: Cell(count) for name, count in zip(names, counts, strict=True)} | {"all": Cell(sum(counts))}
    return system_of(cells, [{"all": -1, **dict.fromkeys(names, 1)}])


def small(system: System, threshold: int) -> set[str]:
    return {name for name, cell in system.cells.items() if 0 < cell.value < threshold}


def is_safe(system: System, withheld: set[str] | frozenset[str], threshold: int) -> bool:
    return all(each.width >= threshold for each in feasible_ranges(system, withheld).values())


def fewest(system: System, threshold: int) -> int:
    """Get the fewest cells that can be withheld, by trying every choice."""
    first = small(system, threshold)
    others = [name for name, cell in system.cells.items() if cell.value >= threshold]
    return next(
        len(first) + number
        for number in range(len(others) + 1)
        if any(is_safe(system, first | set(more), threshold) for more in combinations(others, number))
    )


def random_rows(seed: int, rows: int, columns: int) -> list[list[int]]:
    drawn = random.Random(seed)
    return [[drawn.choice([0, 1, 2, 3, 4, 6, 8, 12, 20]) for _ in range(columns)] for _ in range(rows)]
