"""Chance that gives the same result on every machine, and counts that come out exactly as planned."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

SEED = 20240401
Value = TypeVar("Value")


class Dealer:
    """Deals values out at random, from a stream of its own for each name.

    Only uniform doubles are drawn from the generator: NumPy promises their bits for a seed on
    every platform and in every version, which it does not promise for choices and permutations.
    """

    def __init__(self, *name: int) -> None:
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([SEED, *name])))

    def order(self, n: int) -> list[int]:
        """Get the places 0 to n - 1 in random order."""
        return [int(place) for place in np.argsort(self._generator.random(n), kind="stable")]

    def shuffle(self, values: Sequence[Value]) -> list[Value]:
        """Get the values in random order."""
        return [values[place] for place in self.order(len(values))]

    def deal(self, counts: Mapping[Value, int]) -> list[Value]:
        """Get each value as many times as its count says, in random order."""
        return self.shuffle([value for value, count in counts.items() for _ in range(count)])

    def number(self, low: int, high: int) -> int:
        """Get a whole number from ``low`` to ``high``, both included."""
        return low + int(self._generator.random() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        """Get True with the given probability."""
        return bool(self._generator.random() < probability)

    def pick(self, values: Sequence[Value], n: int) -> list[Value]:
        """Get ``n`` different members of ``values``, in their order.

        Raises ValueError when there are fewer.
        """
        if n > len(values):
            raise ValueError(f"The plan asks for {n} of {len(values)} rows.")
        return [values[place] for place in sorted(self.order(len(values))[:n])]


def apportion(total: int, weights: Mapping[Value, float]) -> dict[Value, int]:
    """Split a total in proportion to weights into whole numbers that add up to it."""
    exact = {value: total * weight / sum(weights.values()) for value, weight in weights.items()}
    counts = {value: int(share) for value, share in exact.items()}
    by_remainder = sorted(exact, key=lambda value: counts[value] - exact[value])
    for value in by_remainder[: total - sum(counts.values())]:
        counts[value] += 1
    return counts
