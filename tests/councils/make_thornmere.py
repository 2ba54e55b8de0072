"""Make the tables of the second council: invented, and the same bytes each time.

Run ``python tests/councils/make_thornmere.py [FOLDER]`` after a change to the numbers below.
"""

import csv
import datetime as dt
import random
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "thornmere"
CASES = (
    *("case_id", "received", "feedback_type", "directorate", "service", "team", "contact_method", "subject"),
    *("procedure", "customer_ref", "merged_into", "acknowledged", "extension_agreed", "closed", "outcome", "status"),
)
STAGES = ("case_id", "stage", "requested", "started", "closed", "status", "outcome")
REMEDIES = ("case_id", "stage", "remedy")
ACTIONS = ("action_id", "service", "lesson", "action", "owner", "kind", "due", "status", "carried_from")
HISTORY = ("series", "year", "month", "service", "category", "count", "source")
POPULATION = ("area_code", "area", "year", "population", "source")
BENCHMARK = ("year", "area_code", "area", "complaints", "source")

SUBJECTS = ("Delay", "Quality of work", "Staff attitude", "Policy or decision", "ICT failure")
METHODS = ("portal", "email", "telephone", "in person", "")
OUTCOMES = ("upheld", "partly upheld", "not upheld", "not upheld", "settled at once", "withdrawn")
REMEDY_NAMES = ("Apology", "Repair or other work done", "Payment")

Row = dict[str, str]


@dataclass(frozen=True)
class Service:
    """A service, in scope or not, and how many complaints, compliments and comments it has each year."""

    name: str
    directorate: str
    teams: tuple[str, ...]
    counts: dict[int, tuple[int, int, int]]


SERVICES = (
    Service(
        "Housing & Repairs",
        "Homes",
        ("Tenants' Repairs & Voids *Trial*", "Lettings", "Homelessness Advice", "Estates"),
        {2023: (58, 11, 14), 2024: (46, 15, 9)},
    ),
    Service(
        "Waste and Street Care",
        "Streets",
        ("Collections", "Street Cleaning", "Recycling Centre"),
        {2023: (31, 4, 22), 2024: (44, 2, 25)},
    ),
    Service("Libraries, Museums & Registrars", "Homes", ("Libraries",), {2023: (0, 6, 2), 2024: (0, 9, 0)}),
    Service("Council Tax and Benefits", "Resources", ("Billing",), {2023: (40, 1, 3), 2024: (37, 3, 5)}),
)


def main(folder: Path = FOLDER) -> None:
    for year in (2023, 2024):
        rng = random.Random(year)
        cases = _cases(rng, year)
        complaints = [case for case in cases if case["feedback_type"] == "complaint"]
        tables = {
            "cases": (CASES, cases),
            "stages": (STAGES, _stages(rng, year, complaints)),
            "remedies": (REMEDIES, _remedies(rng, complaints)),
            "actions": (ACTIONS, _actions(year)),
        }
        for name, (columns, rows) in tables.items():
            _write(folder / f"{year}-{(year + 1) % 100}" / f"{name}.csv", columns, rows)
    _write(folder / "history.csv", HISTORY, [])
    _write(folder / "reference" / "benchmark.csv", BENCHMARK, [])
    people = {"area_code": "E06999901", "area": "Thornmere", "year": "2023", "population": "148200"}
    _write(folder / "reference" / "population.csv", POPULATION, [people | {"source": "Invented"}])


def _cases(rng: random.Random, year: int) -> list[Row]:
    """Make a year's cases, in the order in which they came."""
    first, days = dt.date(year, 4, 1), (dt.date(year + 1, 4, 1) - dt.date(year, 4, 1)).days
    drawn = []
    for service in SERVICES:
        for kind, count in zip(("complaint", "compliment", "comment"), service.counts[year], strict=True):
            # The first of a service's cases are spread over the months, so that the year is held from end to end.
            dates = [first + dt.timedelta(days=(30 * n) % 360 if n < 12 else rng.randrange(days)) for n in range(count)]
            drawn += [(date, service, kind) for date in dates]
    drawn.sort(key=lambda case: case[0])
    return [_case(rng, f"T{year}-{number:03d}", *case) for number, case in enumerate(drawn, start=1)]


def _case(rng: random.Random, case_id: str, received: dt.date, service: Service, kind: str) -> Row:
    acknowledged = received + dt.timedelta(days=rng.randint(0, 8))
    closed = acknowledged + dt.timedelta(days=rng.choice((3, 8, 12, 16, 25, 40)))
    weights = range(len(service.teams), 0, -1)
    case = dict.fromkeys(CASES, "") | {
        "case_id": case_id,
        "received": received.isoformat(),
        "feedback_type": kind,
        "directorate": service.directorate,
        "service": service.name,
        "team": rng.choices(service.teams, weights)[0],
        "contact_method": rng.choices(METHODS, (8, 6, 4, 1, 1))[0],
        "customer_ref": f"R{rng.randint(1, 9999):04d}",
        "status": "closed",
        "closed": received.isoformat(),
    }
    if kind != "complaint":
        return case
    outcome = rng.choice(OUTCOMES)
    status = rng.choices(("closed", "open", "paused", "refused"), (88, 6, 2, 4))[0]
    status = "withdrawn" if status == "closed" and outcome == "withdrawn" else status
    ended = status in ("closed", "withdrawn")
    return case | {
        "subject": rng.choices(SUBJECTS, (6, 4, 2, 2, 1))[0],
        "procedure": "corporate",
        "acknowledged": acknowledged.isoformat(),
        "extension_agreed": rng.choice(("yes", "no")),
        "closed": closed.isoformat() if ended else "",
        "outcome": outcome if ended else "",
        "status": status,
    }


def _stages(rng: random.Random, year: int, complaints: list[Row]) -> list[Row]:
    """Make a second stage for some of the year's closed complaints."""
    rows = []
    for case in rng.sample([case for case in complaints if case["status"] == "closed"], 9):
        requested = dt.date.fromisoformat(case["closed"]) + dt.timedelta(days=rng.randint(2, 20))
        if requested > dt.date(year + 1, 3, 31):
            continue
        started = requested + dt.timedelta(days=rng.randint(0, 5))
        status = rng.choices(("completed", "refused", "open"), (6, 2, 1))[0]
        ends = started + dt.timedelta(days=rng.randint(15, 70))
        rows.append(
            {
                "case_id": case["case_id"],
                "stage": "2",
                "requested": requested.isoformat(),
                "started": "" if status == "refused" else started.isoformat(),
                "closed": ends.isoformat() if status == "completed" else "",
                "status": status,
                "outcome": rng.choice(("upheld", "not upheld")) if status == "completed" else "",
            }
        )
    return rows


def _remedies(rng: random.Random, complaints: list[Row]) -> list[Row]:
    rows = []
    for case in complaints:
        if case["status"] == "closed" and case["outcome"] in ("upheld", "partly upheld"):
            names = rng.sample(REMEDY_NAMES, rng.choice((0, 1, 1, 2)))
            rows += [{"case_id": case["case_id"], "stage": "1", "remedy": name} for name in names]
    return rows


def _actions(year: int) -> list[Row]:
    made = {
        "lesson": "Tenants were not told when a visit was moved.",
        "action": "Send a message on the day before each visit.",
        "owner": "Repairs Manager",
        "service": "Housing & Repairs",
    }
    planned = {"action_id": "1", "kind": "planned", "due": "2024-09-30", "status": "under way", "carried_from": ""}
    carried = {"action_id": "1", "kind": "planned", "due": "2025-06-30", "status": "under way"}
    return [made | planned] if year == 2023 else [made | carried | {"carried_from": "2023/24"}]


def _write(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
