"""What a reader can work out about withheld cells: the range of each that all printed numbers leave open."""

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from feedback_report.disclosure.programs import LinearProgram
from feedback_report.disclosure.system import System

NOISE = 1e-6  # of a solver
ENDLESS = 1e6  # so far from its value a cell can be anything


@dataclass(frozen=True)
class Range:
    """The least and the most that a withheld cell can be; infinite where there is no most."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


def feasible_ranges(system: System, withheld: Collection[str]) -> dict[str, Range]:
    """Get the range of each withheld cell, for a reader who knows every sum and that no withheld cell is zero."""
    found = {}
    for part in unknown_parts(system, withheld):
        program, unknown = part.program()
        for place, name in enumerate(unknown):
            if name in withheld:
                up = np.zeros(len(unknown))
                up[place] = 1
                value = system.cells[name].value
                more, less = program.highest(up)[0], program.highest(-up)[0]
                high = math.inf if more > ENDLESS / 2 else math.floor(value + more + NOISE)
                found[name] = Range(math.ceil(value - less - NOISE), high)
    return {name: found[name] for name in withheld}


@dataclass(frozen=True)
class Unknowns:
    """The cells that a reader does not know and that hang together, with what ties them."""

    system: System

    def program(self, most: float = ENDLESS) -> tuple[LinearProgram, list[str]]:
        """Get the program of how far each cell may lie from its value, no more than ``most``, and their names."""
        names = self.system.names
        values = np.array([self.system.cells[name].value for name in names], dtype=float)
        lowest = np.array([self.system.lowest(name) for name in names], dtype=float)
        return LinearProgram(self.system.matrix(), np.maximum(lowest - values, -most), np.full(len(names), most)), names


def unknown_parts(system: System, withheld: Collection[str]) -> list[Unknowns]:
    """Get the cells that a reader does not know, in parts that have nothing to do with each other."""
    unknown = {name: cell for name, cell in system.cells.items() if name in withheld or not cell.printed}
    relations = [{name: by for name, by in each.items() if name in unknown} for each in system.relations]
    reduced = System(unknown, [each for each in relations if each])
    return [Unknowns(part) for part in reduced.parts() if any(cell.printed for cell in part.cells.values())]
