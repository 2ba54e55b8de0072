"""Choose the cells to withhold: the small ones, and as few others as keep every one of them from being worked out.

The method is that of cutting planes for the cell suppression problem: choose the cheapest cells that
meet all demands known so far; work out as a reader would what range each withheld cell can have;
where one is too narrow, the prices of that program say which further cells would widen it, and that
is the next demand. It ends with the cheapest choice of all.

Source: M. Fischetti and J. J. Salazar, "Solving the cell suppression problem on tabular data with
linear constraints", Management Science 47 (2001).
"""

from collections.abc import Collection, Iterator

import numpy as np

from feedback_report.disclosure.programs import cheapest
from feedback_report.disclosure.ranges import NOISE, unknown_parts
from feedback_report.disclosure.system import System

MOST_ROUNDS = 200
FAR = 10  # thresholds: how far from its value a reader is supposed to look for a cell


def is_small(value: float, threshold: int) -> bool:
    """Whether a count is withheld for its own sake: below the threshold, and not none."""
    return 0 < value < threshold


def choose(
    system: System, threshold: int, withheld: Collection[str] = (), shown: Collection[str] = ()
) -> frozenset[str]:
    """Choose the cells to withhold, so that the range of each is at least ``threshold`` wide.

    ``withheld`` are withheld whatever their value, such as those withheld in an earlier paper; ``shown``
    are known to readers already, so that they can protect nothing. Where that leaves no way, they are
    withheld all the same, for what protection the others give.
    """
    chosen: set[str] = set()
    for part in system.parts():
        first = {name for name, cell in part.cells.items() if _must(name, cell.value, threshold, withheld)}
        first = {name for name in first if part.cells[name].printed and part.cells[name].value}
        if first:
            chosen |= _choose_in(part, threshold, first, set(shown) - first)
    return frozenset(chosen)


def _must(name: str, value: int, threshold: int, withheld: Collection[str]) -> bool:
    return name in withheld or is_small(value, threshold)


def _choose_in(part: System, threshold: int, first: set[str], shown: set[str]) -> set[str]:
    """Choose within a part in which everything hangs together."""
    names = [name for name, cell in part.cells.items() if cell.printed and cell.value and name not in shown]
    cells = [part.cells[name] for name in names]
    together = sum(cell.value for cell in cells) + 1
    costs = np.array([cell.cost + cell.value / together / 2 for cell in cells])  # of equal choices, that of small cells
    low = np.array([float(name in first) for name in names])
    demands = Demands(part, threshold, names)
    cuts = list(demands.of_sums())
    chosen = set(first)
    for _ in range(MOST_ROUNDS):
        solution = cheapest(costs, low, cuts)
        if solution is None:
            break
        chosen = {name for name, yes in zip(names, solution, strict=True) if yes} | first
        further = list(demands.unmet(chosen))
        if not further:
            return chosen
        cuts += further
    return (
        _everything(part, threshold, first, names, demands) if not shown else _choose_in(part, threshold, first, set())
    )


def _everything(part: System, threshold: int, first: set[str], names: list[str], demands: "Demands") -> set[str]:
    """Withhold all, then show again what can be shown, the dearest first: for when the search did not end."""
    chosen = set(names)
    for name in sorted(set(names) - first, key=lambda name: (-part.cells[name].cost, -part.cells[name].value, name)):
        if not any(True for _ in demands.unmet(chosen - {name})):
            chosen -= {name}
    return chosen


class Demands:
    """What a choice must fulfil: each demand is a row of factors whose sum over the chosen cells is not below 0."""

    def __init__(self, part: System, threshold: int, names: list[str]) -> None:
        self.part, self.threshold, self.names = part, threshold, names
        self.places = {name: place for place, name in enumerate(names)}
        self.all_places = {name: place for place, name in enumerate(part.names)}
        self.matrix = part.matrix()
        values = np.array([cell.value for cell in part.cells.values()], dtype=float)
        lowest = np.array([part.lowest(name) for name in part.names], dtype=float)
        self.far = float(FAR * threshold)
        self.down = np.where(values > 0, np.minimum(values - lowest, self.far), 0.0)
        self.up = np.where(values > 0, self.far, 0.0)
        hidden = np.array([not cell.printed for cell in part.cells.values()])
        self.down[hidden], self.up[hidden] = np.minimum(values[hidden], self.far), self.far

    def of_sums(self) -> Iterator[np.ndarray]:
        """Get the plainest demands: no withheld cell stands alone in a sum."""
        for relation in self.part.relations:
            known = [name for name in relation if name in self.places]
            if all(self.part.cells[name].printed for name in relation):
                for name in known:
                    row = np.zeros(len(self.names))
                    row[[self.places[other] for other in known]] = 1
                    row[self.places[name]] = -1
                    yield row

    def unmet(self, chosen: Collection[str]) -> Iterator[np.ndarray]:
        """Get a demand for each chosen cell whose range is too narrow."""
        for unknowns in unknown_parts(self.part, chosen):
            program, unknown = unknowns.program(self.far)
            touched = [
                place
                for place, relation in enumerate(self.part.relations)
                if any(name in unknowns.system.cells for name in relation)
            ]
            lowest, highest = np.zeros(len(unknown)), np.zeros(len(unknown))
            for place, name in enumerate(unknown):
                if name not in chosen or highest[place] - lowest[place] >= self.threshold:
                    continue
                factors, width = np.zeros(len(self.part.cells)), 0.0
                for sign in (1, -1):
                    objective = np.zeros(len(unknown))
                    objective[place] = sign
                    most, at, prices = program.highest(objective)
                    lowest, highest = np.minimum(lowest, at), np.maximum(highest, at)
                    width += most
                    whole = np.zeros(len(self.part.cells))
                    whole[self.all_places[name]] = sign
                    whole -= self.matrix[touched].T @ prices
                    factors += np.where(whole > 0, whole * self.up, -whole * self.down)
                if width < self.threshold - NOISE:
                    yield self._demand(name, factors)

    def _demand(self, name: str, factors: np.ndarray) -> np.ndarray:
        """Make the demand that the cells together widen the range of one, as strong as whole numbers let it be."""
        own = factors[self.all_places[name]]
        fixed = sum(factors[place] for other, place in self.all_places.items() if not self.part.cells[other].printed)
        lacking = max(self.threshold - own - fixed, 0.0)
        row = np.array([min(factors[self.all_places[other]], lacking) for other in self.names])
        row[np.abs(row) < NOISE] = 0
        row[self.places[name]] = -lacking
        return row / lacking if lacking else row
