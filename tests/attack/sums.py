"""The sums and limits that a reader knows to hold between the numbers of a paper."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf

from attack.figures import STAGE_COUNTS, STATUSES
from attack.published import Limit, Published, Variable, complaints

TYPES = ("complaint", "compliment", "comment")
EVERY = "all procedures"


@dataclass
class Sums:
    """The limits between the numbers of which a paper prints something: a value, or that it is withheld."""

    numbers: set[Variable]
    services: list[str]
    found: list[Limit] = field(default_factory=list)

    def total(self, total: Variable, parts: Iterable[Variable]) -> None:
        """A total is the sum of its parts; those that are not printed are none."""
        held = [part for part in parts if part in self.numbers and part != total]
        if held and total in self.numbers:
            self.found.append(Limit({total: -1.0, **dict.fromkeys(held, 1.0)}, 0, 0))

    def whole(self, total: Variable, parts: Iterable[Variable]) -> None:
        """A total is the sum of its parts where all of them are printed."""
        parts = list(parts)
        if all(part in self.numbers for part in parts):
            self.total(total, parts)

    def at_most(self, total: Variable, *parts: Variable) -> None:
        """Parts, of which one may be named more than once, are together no more than a total."""
        factors: dict[Variable, float] = defaultdict(float)
        for part in parts:
            factors[part] += float(part in self.numbers)
        if any(factors.values()) and total in self.numbers:
            self.found.append(Limit({**{p: by for p, by in factors.items() if by}, total: -1.0}, -inf, 0))

    def starting(self, *start: object) -> list[Variable]:
        return [number for number in self.numbers if number[: len(start)] == start]

    @property
    def procedures(self) -> list[str]:
        found = {number[4] for number in self.starting("measured")} | {n[2] for n in self.starting("stage")}
        return sorted(found - {EVERY})


def limits_between(published: Published) -> list[Limit]:
    """List the limits between all numbers of some papers."""
    numbers = published.known.keys() | published.withheld
    sums = Sums(set(numbers), list(published.services.values()))
    for year in sorted({number[1] for number in numbers}):
        _of_council(sums, year)
        for service in sums.services:
            _of_complaints(sums, year, service)
            _of_merging(sums, year, service)
            _of_closed(sums, year, service)
            for stage in (1, 2, 3):
                _of_bands(sums, year, service, stage)
            _of_procedures(sums, year, service)
        for stage in (2, 3):
            _of_stage(sums, year, stage)
    return sums.found


def _of_council(sums: Sums, year: int) -> None:
    sums.total(("cases", year, "council", "all types"), [("cases", year, "council", each) for each in TYPES])
    for each in TYPES:
        sums.at_most(("cases", year, "council", each), *(("cases", year, name, each) for name in sums.services))
    sums.at_most(("outside", year, "decisions"), ("outside", year, "found"))
    for base in [number for number in sums.starting("people", year) if len(number) == 3]:
        sums.total(base, [number for number in sums.starting(*base) if len(number) == 4])


def _of_complaints(sums: Sums, year: int, service: str) -> None:
    whole = complaints(year, service)
    for kind in ("month", "subject", "team"):
        sums.total(whole, sums.starting(kind, year, service))
    sums.total(whole, [("closed", year, service), *sums.starting("standing", year, service)])
    sums.total(("known", year, service), sums.starting("method", year, service))
    sums.total(("received", year, service), [("cases", year, service, each) for each in TYPES])
    sums.at_most(("received", year, service), ("known", year, service))


def _of_merging(sums: Sums, year: int, service: str) -> None:
    for each in TYPES:
        count, once, merged, groups, customers = (
            (kind, year, service, each) for kind in ("cases", "once", "merged", "groups", "customers")
        )
        if {count, once, merged, groups} <= sums.numbers:
            sums.found.append(Limit({once: 1, count: -1, merged: 1, groups: -1}, 0, 0))
        sums.at_most(count, merged)
        sums.at_most(merged, groups, groups)
        sums.at_most(merged, customers)


def _of_closed(sums: Sums, year: int, service: str) -> None:
    closed, remedied = ("closed", year, service), ("remedied", year, service)
    sums.total(closed, sums.starting("outcome", year, service))
    sums.total(closed, [("closed merged", year, service), ("closed unmerged", year, service)])
    unknown = ("measured standing", year, service, EVERY, "closed, days not known")
    sums.total(closed, [("measured", year, 1, service, EVERY), unknown])
    sums.at_most(closed, remedied)
    sums.at_most(remedied, ("several remedies", year, service))
    for remedy in sums.starting("remedy", year, service):
        sums.at_most(closed, remedy)
        sums.at_most(remedied, remedy)


def _of_bands(sums: Sums, year: int, service: str, stage: int) -> None:
    start = ("band", year, stage, service)
    measured = ("measured", year, stage, service)
    sums.total((*measured, EVERY), [(*measured, procedure) for procedure in sums.procedures])
    for band in {number[-1] for number in sums.starting(*start)}:
        sums.total((*start, EVERY, band), [(*start, procedure, band) for procedure in sums.procedures])
    for procedure in (*sums.procedures, EVERY):
        bands = sums.starting(*start, procedure)
        sums.total((*measured, procedure), bands)
        for band in bands:
            sums.at_most(band, ("extended", *band[1:]))


def _of_procedures(sums: Sums, year: int, service: str) -> None:
    """Tie the complaints under each procedure, whose number is not printed itself, to where they stand."""
    start = ("measured standing", year, service)
    for name in {number[4] for number in sums.starting(*start)}:
        total = (*start, EVERY, name)
        sums.total(total, [(*start, procedure, name) for procedure in sums.procedures])
        sums.total(("standing", year, service, name), [total])
    received = list(_received(sums, year, service))
    sums.at_most(complaints(year, service), *received)
    for procedure in sums.procedures:
        acknowledged = ("acknowledged", year, service, procedure)
        sums.at_most(("procedure", year, service, procedure), acknowledged)
        sums.at_most(acknowledged, ("in time", year, service, procedure))


def _received(sums: Sums, year: int, service: str) -> Iterator[Variable]:
    for procedure in sums.procedures:
        parts = [("measured", year, 1, service, procedure)]
        parts += sums.starting("measured standing", year, service, procedure)
        whole = ("procedure", year, service, procedure)
        if any(part in sums.numbers for part in parts):
            sums.numbers.add(whole)
            sums.total(whole, parts)
            yield whole


def _of_stage(sums: Sums, year: int, stage: int) -> None:
    numbers = [number for number in sums.starting("stage", year) if number[3] == stage]
    for procedure in (*sums.procedures, EVERY):
        areas = {number[4] for number in numbers if number[2] == procedure}
        for area in areas:
            at = ("stage", year, procedure, stage, area)
            sums.whole((*at, "requested"), [(*at, status) for status in STATUSES])
            sums.whole((*at, "unfinished"), [(*at, "open"), (*at, "paused")])
            sums.at_most((*at, "closed_in_year"), (*at, "completed_in_year"))
            sums.at_most((*at, "completed_in_year"), ("measured", year, stage, area, procedure))
        for column in STAGE_COUNTS:
            parts = [("stage", year, procedure, stage, area, column) for area in areas - {"all areas"}]
            sums.whole(("stage", year, procedure, stage, "all areas", column), parts)
    for column in STAGE_COUNTS:
        parts = [("stage", year, procedure, stage, "all areas", column) for procedure in sums.procedures]
        sums.total(("stage", year, EVERY, stage, "all areas", column), parts)
