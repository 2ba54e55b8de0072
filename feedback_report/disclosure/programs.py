"""Linear and whole-number programs, solved by HiGHS so that the same question always has the same answer."""

from collections.abc import Sequence

import highspy
import numpy as np

MOST_NODES = 20_000  # of a search: a limit of steps, since a limit of time would not give the same answer twice


class LinearProgram:
    """Variables within bounds, ``factors @ variables = 0``, and any number of objectives, one after another."""

    def __init__(self, factors: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        self._solver = _solver()
        count = factors.shape[1]
        self._places = np.arange(count, dtype=np.int32)
        self._solver.addVars(count, low, high)
        _add_rows(self._solver, factors, np.zeros(len(factors)), np.zeros(len(factors)))

    def highest(self, objective: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Get the highest value of an objective, the variables there, and the price of each equation."""
        self._solver.changeColsCost(len(objective), self._places, -objective)
        self._solver.run()
        solution = self._solver.getSolution()
        prices = -np.array(solution.row_dual)
        return -self._solver.getInfo().objective_function_value, np.array(solution.col_value), prices


def cheapest(costs: np.ndarray, low: np.ndarray, cuts: Sequence[np.ndarray]) -> np.ndarray | None:
    """Get the cheapest yes or no for each variable, yes where ``low`` is 1, with ``cuts @ variables >= 0``.

    None where there is no such choice, or the search has not found one.
    """
    solver = _solver()
    count = len(costs)
    solver.addVars(count, low, np.ones(count))
    places = np.arange(count, dtype=np.int32)
    solver.changeColsCost(count, places, costs)
    solver.changeColsIntegrality(count, places, np.full(count, highspy.HighsVarType.kInteger))
    if len(cuts):
        _add_rows(solver, np.array(cuts), np.zeros(len(cuts)), np.full(len(cuts), highspy.kHighsInf))
    solver.run()
    solution = solver.getSolution()
    found = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return np.array(solution.col_value) > 0.5 if found else None


def _solver() -> highspy.Highs:
    solver = highspy.Highs()
    solver.silent()
    for option, value in (("threads", 1), ("parallel", "off"), ("random_seed", 0), ("mip_max_nodes", MOST_NODES)):
        solver.setOptionValue(option, value)
    for option in ("mip_rel_gap", "mip_abs_gap"):
        solver.setOptionValue(option, 1e-9)
    return solver


def _add_rows(solver: highspy.Highs, factors: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
    rows, columns = np.nonzero(factors)
    starts = np.searchsorted(rows, np.arange(len(factors))).astype(np.int32)
    values = factors[rows, columns].astype(float)
    solver.addRows(len(factors), low, high, len(values), starts, columns.astype(np.int32), values)
