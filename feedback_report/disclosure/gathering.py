"""Gather every count that a paper prints, of all its years, with the sums that a reader can check."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pandas as pd

from feedback_report.contract import FEEDBACK_TYPES
from feedback_report.disclosure.layouts import UNFINISHED, bare_name, cell_names, rows_of
from feedback_report.disclosure.system import Cell, System, system_of
from feedback_report.load import Tables
from feedback_report.measures.appendix import appendix_series
from feedback_report.measures.closed_complaints import NOT_MEASURED
from feedback_report.measures.counting import service_keys
from feedback_report.measures.outcomes import outcomes_by_service
from feedback_report.measures.remedies import remedies_per_complaint
from feedback_report.measures.services import without_merged
from feedback_report.measures.stages import ALL_PROCEDURES, STATUSES, stages_in_total, with_unfinished
from feedback_report.measures.summary import counts_given
from feedback_report.measures.whole_council import ALL_TYPES
from feedback_report.settings import Council, YearSettings

# Measures whose counts add up to their base.
ADD_UP = {
    *("complaints-by-month", "contact-methods", "complaints-by-subject", "complaints-by-team", "outcomes", "people"),
    *("unmerged-outcomes", "complaints-by-standing", "timescales", "timescale-standing", "later-stage-timescales"),
}
# Measures that count each procedure and all of them together.
BY_PROCEDURE = {"timescales", "timescale-standing", "later-stage-timescales"}


def published_counts(
    tables: Tables, council: Council, settings: YearSettings, whole_years: Tables
) -> list[tuple[str, pd.DataFrame]]:
    """Get every frame of counts that the paper prints, in its sections or in its appendix, by its kind."""
    year = settings.year.start
    series = appendix_series(tables, council, year, whole_years)
    frames = [(each.key, each.frame) for each in series]
    stages = next(frame for kind, frame in frames if kind == "later-stages")
    frames.append(("later-stages", stages_in_total(stages)))
    for each in sorted({*tables.case_years, year}):
        unmerged = outcomes_by_service(without_merged(tables.cases), council, each)
        closed = outcomes_by_service(tables.cases, council, each)
        frames.append(("unmerged-outcomes", unmerged))
        frames.append(("merged-outcomes", closed.assign(count=closed["base"] - unmerged["base"])))
        frames.append(("remedies-per-complaint", remedies_per_complaint(tables, council, each)))
    frames = [(kind, with_unfinished(frame) if kind == "later-stages" else frame) for kind, frame in frames]
    return [*frames, ("settings", counts_given(settings))]


def gather(frames: Iterable[tuple[str, pd.DataFrame]], council: Council) -> System:
    """Put the cells of all frames into one system."""
    gathered = _Gathered()
    stages: list[tuple[dict[str, Any], dict[str, str]]] = []
    for kind, frame in frames:
        rows = [(row, cell_names(kind, row)) for row in rows_of(frame)]
        gathered.count(names for _, names in rows)
        if kind in ADD_UP:
            gathered.add_up(rows)
        for row, names in rows:
            _tie_row(gathered, kind, row, names)
        if kind in BY_PROCEDURE:
            _tie_procedures(gathered, rows)
        if kind == "later-stages":
            stages += rows
    _tie_stages(gathered, stages)
    _tie_frames(gathered, council)
    return gathered.system


@dataclass
class _Gathered:
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
        cells = {name: Cell(_value(name), often) for name, often in self.printed.items()}
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
        rest = sum(map(_value, total[:1])) - times * sum(map(_value, parts))
        if total and parts and rest >= 0 and total[0] not in parts:
            name = f"rest {len(self.rests)}"
            self.rests[name] = Cell(rest, printed=False)
            self.relations.append({total[0]: -1, **dict.fromkeys(parts, times), name: 1})

    def add_up(self, rows: Sequence[tuple[dict[str, Any], dict[str, str]]]) -> None:
        """Tie each base to the sum of the counts that rest on it."""
        parts: dict[str, list[str]] = {}
        for _, names in rows:
            if {"count", "base"} <= names.keys():
                parts.setdefault(names["base"], []).append(names["count"])
        for base, counts in parts.items():
            self.equal([base], counts)


def _value(name: str) -> int:
    return int(name.rpartition("=")[2])


def _tie_row(gathered: _Gathered, kind: str, row: dict[str, Any], names: dict[str, str]) -> None:
    """Tie the cells of one row of a frame."""

    def of(*columns: str) -> list[str]:
        return [names[column] for column in columns if column in names]

    if kind == "cases-by-service" and "count_merged_once" in names:
        count, once, merged, groups = of("count", "count_merged_once", "in_merged_groups", "merged_groups")
        gathered.relations.append({once: -1, count: 1, merged: -1, groups: 1})
        gathered.no_more([count], [merged])
        gathered.no_more([merged], [groups], times=2)
        gathered.no_more([merged], of("merged_customers"))
    elif kind == "contact-method-known":
        gathered.equal(of("received"), of("known", "unknown", "before_collection"))
    elif kind == "later-stages":
        gathered.equal(of("requested"), of(*STATUSES))
        gathered.equal(of(UNFINISHED), of("open", "paused"))
        gathered.no_more(of("closed_in_year"), of("completed_in_year"))
    elif kind == "remedies":
        place = f"{row['year']}/{row['stage']}/{row['service_key']}"
        gathered.no_more(gathered.named(f"remedied/{place}") or of("base"), of("count"))
    elif kind == "remedies-per-complaint":
        place = f"{row['year']}/{row['stage']}/{row['service_key']}"
        gathered.equal(of("remedies"), gathered.those_under(f"remedy/{place}/"))
        gathered.no_more(of("base"), of("count"))
        gathered.no_more(of("count"), of("several"))
        gathered.no_more(of("remedies"), of("count", "several"))
    elif kind == "unmerged-outcomes":
        place = f"{row['year']}/{row['service_key']}"
        gathered.no_more(gathered.named(f"outcome/{place}/{row['outcome']}"), of("count"))
    elif kind == "merged-outcomes":
        place = f"{row['year']}/{row['service_key']}"
        gathered.equal(gathered.named(f"closed/{place}"), [*of("count"), *gathered.named(f"unmerged-closed/{place}")])
    elif kind in ("timescales", "later-stage-timescales"):
        gathered.no_more(of("count"), of("extension_agreed"))
    elif kind == "acknowledgements":
        gathered.equal(of("base"), of("count", "late"))
        gathered.equal(of("received"), of("base", "not_recorded"))


def _tie_procedures(gathered: _Gathered, rows: Sequence[tuple[dict[str, Any], dict[str, str]]]) -> None:
    """Tie what is counted for all procedures together to the sum over the procedures."""
    columns = ("count", "base", "extension_agreed")
    places = ("year", "stage", "service_key", "band", "standing")
    totals: dict[tuple[Any, ...], str] = {}
    parts: dict[tuple[Any, ...], list[str]] = {}
    for row, names in rows:
        for column in columns:
            if column in names:
                key = (column, *(row.get(place) for place in places))
                if row["procedure"] == ALL_PROCEDURES:
                    totals[key] = names[column]
                elif names[column] not in parts.setdefault(key, []):
                    parts[key].append(names[column])
    for key, total in totals.items():
        gathered.equal([total], parts.get(key, []))


def _tie_frames(gathered: _Gathered, council: Council) -> None:
    """Tie cells of different frames."""
    keys = service_keys(council)
    for year in sorted({int(name.split("/")[1]) for name in gathered.by_bare_name}):
        whole = f"cases/{year}/council"
        gathered.equal(
            gathered.named(f"{whole}/{ALL_TYPES}"), gathered.named(*(f"{whole}/{t}" for t in FEEDBACK_TYPES))
        )
        for each in FEEDBACK_TYPES:
            gathered.no_more(
                gathered.named(f"{whole}/{each}"), gathered.named(*(f"cases/{year}/{key}/{each}" for key in keys))
            )
        for key in keys:
            place = f"{year}/{key}"
            of_types = gathered.named(*(f"cases/{place}/{each}" for each in FEEDBACK_TYPES))
            complaints = gathered.named(f"cases/{place}/complaint")
            gathered.equal(gathered.named(f"all/{place}"), of_types)
            gathered.equal(
                gathered.named(f"closed/{place}"),
                gathered.named(f"measured/{year}/1/{key}/{ALL_PROCEDURES}", f"standing/{place}/{NOT_MEASURED}"),
            )
            gathered.no_more(complaints, gathered.those_under(f"received/{place}/"))
        for name in gathered.those_under(f"people/{year}/"):
            if len(bare_name(name).split("/")) == 3:
                _tie_people(gathered, name, year, keys)
        _tie_measured_stages(gathered, council, year)
        gathered.no_more(gathered.named(f"settings/{year}/decisions"), gathered.named(f"settings/{year}/upheld"))


def _tie_people(gathered: _Gathered, base: str, year: int, keys: Sequence[str]) -> None:
    """Tie the complaints that record a characteristic to those of all services in scope, which stand in no cell."""
    complaints = gathered.named(*(f"cases/{year}/{key}/complaint" for key in keys))
    rest = sum(map(_value, complaints)) - _value(base)
    if rest >= 0 and complaints:
        name = f"rest {len(gathered.rests)}"
        gathered.rests[name] = Cell(rest, printed=False)
        gathered.relations.append({**dict.fromkeys(complaints, 1), base: -1, name: -1})


def _tie_stages(gathered: _Gathered, rows: Sequence[tuple[dict[str, Any], dict[str, str]]]) -> None:
    """Tie later stages of areas to their totals, and those of each procedure to those of all together."""
    totals: dict[tuple[Any, ...], str] = {}
    parts: dict[tuple[Any, ...], list[str]] = {}
    for row, names in rows:
        for column, name in names.items():
            place = (column, row["year"], row["procedure"], row["stage"])
            if "area" in row:
                parts.setdefault(place, []).append(name)
            else:
                totals[place] = name
                if row["procedure"] != ALL_PROCEDURES:
                    parts.setdefault((column, row["year"], ALL_PROCEDURES, row["stage"]), []).append(name)
    for place, total in totals.items():
        gathered.equal([total], parts.get(place, []))


def _tie_measured_stages(gathered: _Gathered, council: Council, year: int) -> None:
    """Tie later stages whose days are measured to those that were completed in the year."""
    for service, procedure, stage in product(council.services, council.procedures, (2, 3)):
        completed = f"stage/{year}/{procedure}/{stage}/{service.name}/completed_in_year"
        measured = f"measured/{year}/{stage}/{service.key}/{procedure}"
        gathered.no_more(gathered.named(completed), gathered.named(measured))
