"""What a reader of a paper knows of its numbers: which add up to which, and which are no more than which."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from feedback_report.data.contract import FEEDBACK_TYPES
from feedback_report.disclosure.gathered import Gathered, Named, value_of
from feedback_report.disclosure.layouts import UNFINISHED, bare_name
from feedback_report.disclosure.system import Cell
from feedback_report.measures.closed_complaints import NOT_MEASURED
from feedback_report.measures.counting import service_keys
from feedback_report.measures.stages import ALL_PROCEDURES, STATUSES
from feedback_report.measures.whole_council import ALL_TYPES
from feedback_report.settings import Council


def tie_row(gathered: Gathered, kind: str, row: dict[str, Any], names: dict[str, str]) -> None:
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


def tie_procedures(gathered: Gathered, rows: Sequence[Named]) -> None:
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


def tie_frames(gathered: Gathered, council: Council) -> None:
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


def _tie_people(gathered: Gathered, base: str, year: int, keys: Sequence[str]) -> None:
    """Tie the complaints that record a characteristic to those of all services in scope, which stand in no cell."""
    complaints = gathered.named(*(f"cases/{year}/{key}/complaint" for key in keys))
    rest = sum(map(value_of, complaints)) - value_of(base)
    if rest >= 0 and complaints:
        name = f"rest {len(gathered.rests)}"
        gathered.rests[name] = Cell(rest, printed=False)
        gathered.relations.append({**dict.fromkeys(complaints, 1), base: -1, name: -1})


def tie_stages(gathered: Gathered, rows: Sequence[Named]) -> None:
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


def _tie_measured_stages(gathered: Gathered, council: Council, year: int) -> None:
    """Tie later stages whose days are measured to those that were completed in the year."""
    for service, procedure, stage in product(council.services, council.procedures, (2, 3)):
        completed = f"stage/{year}/{procedure}/{stage}/{service.name}/completed_in_year"
        measured = f"measured/{year}/{stage}/{service.key}/{procedure}"
        gathered.no_more(gathered.named(completed), gathered.named(measured))
