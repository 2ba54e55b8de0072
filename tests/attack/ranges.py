"""Work out what a reader can: the least and the most that each withheld number can be."""

import math

import highspy
import numpy as np

from attack.published import NEARLY, Limit, Published, Variable
from attack.sums import limits_between

FAR = 10_000.0


def ranges(published: Published) -> dict[Variable, tuple[int, int]]:
    """Get the range of each withheld number, from everything published and every sum that holds between it."""
    known = {variable: value for variable, value in published.known.items() if variable not in published.revised}
    claims = [
        Limit({variable: 1.0}, -math.inf, claim.count)
        for claim in published.ranked
        for variable in published.withheld
        if claim.holds_for(variable)
    ]
    program = highspy.Highs()
    program.silent()
    places: dict[Variable, int] = {}
    for limit in (*published.limits, *limits_between(published), *claims):
        for variable in limit.factors:
            if variable not in places:
                places[variable] = len(places)
                _add(program, variable, known, published)
        columns = np.array([places[variable] for variable in limit.factors], dtype=np.int32)
        factors = np.array(list(limit.factors.values()), dtype=float)
        program.addRow(limit.low, limit.high, len(columns), columns, factors)
    for variable in sorted(published.withheld - places.keys(), key=str):
        places[variable] = len(places)
        _add(program, variable, known, published)
    return {variable: _range(program, places[variable]) for variable in sorted(published.withheld, key=str)}


def _add(program: highspy.Highs, variable: Variable, known: dict[Variable, float], published: Published) -> None:
    """Add a number: as it is printed, from 1 where it is withheld, since zeros are not, else from 0."""
    least = known.get(variable, 1.0 if variable in published.withheld else 0.0)
    program.addVar(least, known.get(variable, FAR))


def _range(program: highspy.Highs, place: int) -> tuple[int, int]:
    ends = []
    for sign in (1.0, -1.0):
        program.changeColCost(place, sign)
        program.run()
        assert program.getModelStatus() == highspy.HighsModelStatus.kOptimal, "the paper contradicts itself"
        ends.append(program.getSolution().col_value[place])
    program.changeColCost(place, 0.0)
    return math.ceil(ends[0] - NEARLY), math.floor(ends[1] + NEARLY)
