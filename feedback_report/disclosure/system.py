"""Cells, and the sums that tie them together, as a reader of the paper can know them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Cell:
    """A count: its value, how many printed numbers go with it, and whether the paper prints it at all."""

    value: int
    cost: int = 1
    printed: bool = True


@dataclass(frozen=True)
class System:
    """Cells by name, and relations: sums of cells, each times a factor, that are zero.

    A cell that is not printed stands for what a reader does not know: how many cases are in no
    printed group. It makes "no more than" out of an equation.
    """

    cells: dict[str, Cell]
    relations: list[dict[str, int]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return list(self.cells)

    def matrix(self) -> np.ndarray:
        """Get the factors: a row for each relation, a column for each cell."""
        places = {name: place for place, name in enumerate(self.cells)}
        factors = np.zeros((len(self.relations), len(self.cells)))
        for row, relation in enumerate(self.relations):
            for name, factor in relation.items():
                factors[row, places[name]] = factor
        return factors

    def lowest(self, name: str) -> int:
        """Get the least that a reader can take a withheld cell for: zeros are never withheld."""
        return 1 if self.cells[name].printed else 0

    def parts(self) -> list["System"]:
        """Get the systems that have nothing to do with each other, such as those of different years."""
        groups: dict[str, set[str]] = {name: {name} for name in self.cells}
        for relation in self.relations:
            together = set().union(*(groups[name] for name in relation))
            groups |= dict.fromkeys(together, together)
        found: list[System] = []
        for group in {id(group): group for group in groups.values()}.values():
            cells = {name: self.cells[name] for name in self.cells if name in group}
            found.append(System(cells, [each for each in self.relations if next(iter(each)) in group]))
        return found


def system_of(cells: Mapping[str, Cell], relations: Iterable[Mapping[str, int]]) -> System:
    """Make a system, leaving out relations that the numbers do not bear out: nobody can work with those."""
    kept = [
        dict(each)
        for each in relations
        if len(each) > 1 and sum(factor * cells[name].value for name, factor in each.items()) == 0
    ]
    return System(dict(cells), kept)
