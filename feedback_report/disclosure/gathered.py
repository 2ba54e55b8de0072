"""The cells of a paper as they are gathered from its frames, and the sums that tie them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from feedback_report.disclosure.layouts import bare_name
from feedback_report.disclosure.system import Cell, System, system_of

Named = tuple[dict[str, Any], dict[str, str]]  # a row of a frame, and the names of its cells by column


@dataclass
class Gathered:
    """Cells found so far, how often each is printed, and the relations between them."""

    printed: Counter[str] = field(default_factory=Counter)
    relations: list[dict[str, int]] = field(default_factory=list)
    rests: dict[str, Cell] = field(default_factory=dict)
    by_bare_name: dict[str, str] = field(default_factory=dict)

    def count(self, rows: Iterable[dict[str, str]]) -> None:
        for names in rows:
            self.printed.update(names.values())
            for name in names.values():
                self.by_bare_name.setdefault(bare_name(name), name)

    @property
    def system(self) -> System:
        cells = {name: Cell(value_of(name), often) for name, often in self.printed.items()}
        return system_of(cells | self.rests, self.relations)

    def named(self, *bare_names: str) -> list[str]:
        """Get the cells of these names that there are."""
        return [self.by_bare_name[name] for name in bare_names if name in self.by_bare_name]

    def those_under(self, start: str) -> list[str]:
        return [name for bare, name in self.by_bare_name.items() if bare.startswith(start)]

    def equal(self, total: Sequence[str], parts: Sequence[str]) -> None:
        """Tie a total, if it is there, to the sum of its parts."""
        for name in total[:1]:
            self.relations.append({name: -1, **dict.fromkeys((part for part in parts if part != name), 1)})

    def no_more(self, total: Sequence[str], parts: Sequence[str], times: int = 1) -> None:
        """Tie a total, if it is there, to parts whose sum, so many times, is no more than it."""
        rest = sum(map(value_of, total[:1])) - times * sum(map(value_of, parts))
        if total and parts and rest >= 0 and total[0] not in parts:
            name = f"rest {len(self.rests)}"
            self.rests[name] = Cell(rest, printed=False)
            self.relations.append({total[0]: -1, **dict.fromkeys(parts, times), name: 1})

    def add_up(self, rows: Sequence[Named]) -> None:
        """Tie each base to the sum of the counts that rest on it."""
        parts: dict[str, list[str]] = {}
        for _, names in rows:
            if {"count", "base"} <= names.keys():
                parts.setdefault(names["base"], []).append(names["count"])
        for base, counts in parts.items():
            self.equal([base], counts)


def value_of(name: str) -> int:
    """Get the value of a cell from its name."""
    return int(name.rpartition("=")[2])
