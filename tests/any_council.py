"""Whole years of invented cases for any council: as thin, as odd and as full as the data contract allows."""

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from tiny_tables import tables

from feedback_report.data.tables import Tables
from feedback_report.measures.period import Comparable, comparable
from feedback_report.settings import Council, YearSettings
from feedback_report.years import Year

YEAR = Year(2024)
SERVICES = {"homes": "Homes & Hostels", "bins": "Bins, Skips and Streets", "arts": "Arts"}
TEAMS = ("Tenants' *Own* Team & Co", "North", "South_East", "2nd Shift", "[Late] Team", None)
SUBJECTS = ("Delay", "Staff attitude", "ICT", "3rd parties")
OUTCOMES = ("upheld", "partly upheld", "not upheld", "withdrawn", "settled | closed", None)
METHODS = ("email", "portal", "telephone", "post", "in person", None)
REMEDIES = ("Apology", "payment", "2 free bins")
STATUSES = ("closed", "closed", "closed", "closed", "open", "paused", "withdrawn", "refused")

Row = dict[str, Any]


@dataclass(frozen=True)
class World:
    """A council, the settings of its year, and all that it holds."""

    council: Council
    settings: YearSettings
    rows: dict[str, list[Row]]
    case_years: tuple[int, ...]

    @property
    def held(self) -> Tables:
        return tables(self.council, self.case_years, **self.rows)

    @property
    def cut(self) -> Comparable:
        return comparable(self.held, self.settings, {})


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a world: its shape piece by piece, its rows from a seed."""
    rng = random.Random(draw(st.integers(0, 2**16), label="seed"))
    council = draw(councils())
    years = sorted({*draw(st.lists(st.integers(2021, 2023), max_size=3, unique=True)), YEAR.start})
    months = draw(st.sampled_from([None, None, None, 1, 6, 11]), label="months")
    sizes = {year: draw(st.sampled_from([0, 1, 5, 40]), label=f"cases of {year}") for year in years}
    cases = [case for year in years for case in _cases(rng, council, year, sizes[year])]
    stages = _stages(rng, council, cases, years)
    rows = {
        "cases": cases,
        "stages": stages,
        "remedies": _remedies(rng, cases, stages),
        "actions": _actions(rng, council, years) if draw(st.booleans(), label="actions") else [],
        "history": _history(rng, council, years) if draw(st.booleans(), label="history") else [],
        "population": _population(rng) if draw(st.booleans(), label="population") else [],
        "benchmark": _benchmark(rng, council) if draw(st.booleans(), label="benchmark") else [],
    }
    return World(council, _settings(rng, council, months, full=draw(st.booleans(), label="texts")), rows, tuple(years))


@st.composite
def councils(draw: st.DrawFn) -> Council:
    number = draw(st.integers(1, 3), label="services")
    corporate = {"name": "Corporate", "acknowledge_within": draw(st.sampled_from([None, 5])), "stages": {1: _clock()}}
    if draw(st.booleans(), label="second stage"):
        corporate["stages"][2] = _clock(20, 40, "started")
    procedures: Row = {"corporate": corporate}
    if draw(st.booleans(), label="statutory"):
        stages = {1: _clock(1, 1), 2: _clock(25, 65, "started"), 3: _clock(30, 30, "requested")}
        procedures["statutory"] = {"name": "Statutory", "stages": stages}
    system = {"since": "2024-01-01", "contact_method_since": "2024-01-01", "note": "There is a new system."}
    return Council.model_validate(
        {
            "name": "Any Council",
            "short_name": draw(st.sampled_from(["the Council", "Anyton"])),
            "area": "the town",
            "area_code": "E1",
            "services": [{"key": key, "name": name, "short_name": name} for key, name in [*SERVICES.items()][:number]],
            "procedures": procedures,
            "recording_system": draw(st.sampled_from([None, system])),
            "style": {
                "year": draw(st.sampled_from(["2024/25", "2024 to 2025"])),
                "share_decimals": draw(st.integers(0, 1)),
                "smallest_base": draw(st.sampled_from([1, 10])),
            },
            "subjects": draw(st.sampled_from([SUBJECTS, ()])),
            "outcomes": ["upheld", "partly upheld", "not upheld"],
            "outcomes_without_finding": ["withdrawn"],
            "neighbours": draw(st.sampled_from([[], [{"area_code": "E2", "name": "Hills"}]])),
        }
    )


def _clock(target: int = 10, extended: int = 20, starts: str = "received") -> Row:
    return {"target": target, "extended": extended, "starts": starts, "source": "the test"}


def _cases(rng: random.Random, council: Council, year: int, size: int) -> list[Row]:
    services = [*(service.name for service in council.services), "Elsewhere", None]
    weights = [rng.choice((0, 1, 6)) for _ in services]  # a service without any case is common
    made = [_case(rng, council, year, number, services, weights or None) for number in range(size)]
    for case in made:
        targets = [other for other in made if other is not case and not other.get("merged_into")]
        if case["feedback_type"] == "complaint" and rng.random() < 0.15 and targets:
            target = rng.choice(targets)
            taken = any(other.get("merged_into") == case["case_id"] for other in made)
            if not taken and target["feedback_type"] == "complaint":
                case["merged_into"] = target["case_id"]
    return made


def _case(rng: random.Random, council: Council, year: int, number: int, services: list, weights: list | None) -> Row:
    received = dt.date(year, 4, 1) + dt.timedelta(days=rng.randrange(365))
    kind = rng.choice(("complaint", "complaint", "complaint", "compliment", "comment"))
    status = rng.choice(STATUSES)
    system = council.recording_system
    known = system is None or received >= system.contact_method_since
    case: Row = {
        "case_id": f"{year}-{number}",
        "received": received.isoformat(),
        "feedback_type": kind,
        "directorate": rng.choice(("Places", "Homes & Hostels", None)),
        "service": rng.choices(services, weights if weights and any(weights) else None)[0],
        "team": rng.choice(TEAMS),
        "contact_method": rng.choice(METHODS) if known else None,
        "customer_ref": rng.choice(("a", "b", None)),
        "acknowledged": rng.choice((received.isoformat(), None)),
        "status": status,
        "closed": (received + dt.timedelta(days=rng.choice((0, 5, 40, 300)))).isoformat()
        if status == "closed"
        else None,
        "outcome": rng.choice(OUTCOMES) if status == "closed" else None,
        "raised_by": rng.choice(("parent or carer", "other", None)),
    }
    if kind == "complaint":
        case |= {"subject": rng.choice(SUBJECTS), "procedure": rng.choice([*council.procedures])}
    return case


def _stages(rng: random.Random, council: Council, cases: list[Row], years: list[int]) -> list[Row]:
    made = []
    for case in cases:
        for number in (2, 3):
            offered = case["feedback_type"] == "complaint" and number in council.procedures[case["procedure"]].stages
            requested = dt.date.fromisoformat(case["received"]) + dt.timedelta(days=rng.choice((20, 120)))
            if not offered or rng.random() < 0.6 or Year.of(requested).start not in years:
                continue
            status = rng.choice(("completed", "withdrawn", "refused", "open", "paused"))
            closed = (requested + dt.timedelta(days=rng.choice((10, 90)))).isoformat()
            made.append(
                {
                    "case_id": case["case_id"],
                    "stage": number,
                    "requested": requested.isoformat(),
                    "started": rng.choice((requested.isoformat(), None)),
                    "closed": closed if status == "completed" else None,
                    "status": status,
                }
            )
    return made


def _remedies(rng: random.Random, cases: list[Row], stages: list[Row]) -> list[Row]:
    held = [(case["case_id"], 1, Year.of(dt.date.fromisoformat(case["received"])).start) for case in cases]
    held += [(row["case_id"], row["stage"], Year.of(dt.date.fromisoformat(row["requested"])).start) for row in stages]
    return [
        {"case_id": case, "stage": stage, "remedy": remedy, "year": year}
        for case, stage, year in held
        for remedy in rng.sample(REMEDIES, rng.choice((0, 0, 1, 2)))
    ]


def _actions(rng: random.Random, council: Council, years: list[int]) -> list[Row]:
    made = []
    for year in years:
        for number in range(rng.choice((0, 1, 4))):
            kind, status = rng.choice((("done", "done"), ("planned", "under way"), ("planned", "not done")))
            made.append(
                {
                    "action_id": f"{year}-{number}",
                    "service": rng.choice([council.services[0].name, "Elsewhere", None]),
                    "lesson": rng.choice(("People | waited.", None)),
                    "action": "Answer sooner.",
                    "owner": rng.choice(("Manager", None)),
                    "kind": kind,
                    "due": rng.choice(("2025-06-30", None)),
                    "status": status,
                    "carried_from": rng.choice((year - 1, None)),
                    "year": year,
                }
            )
    return made


def _history(rng: random.Random, council: Council, years: list[int]) -> list[Row]:
    services = [None, *(service.name for service in council.services)]
    made = []
    for year in (set(range(2018, 2024)) - set(years)) & set(rng.sample(range(2018, 2024), 3)):
        for service in services:
            for kind in ("complaint", "compliment", "comment"):
                months = rng.choice(([], [None], [None], range(1, 13)))
                row = {"series": "cases", "year": year, "service": service, "category": kind, "source": "a paper"}
                made += [row | {"month": month, "count": rng.choice((0, 7, 300))} for month in months]
    return made


def _population(rng: random.Random) -> list[Row]:
    years = rng.sample(range(2019, 2026), rng.choice((1, 3)))
    areas = [code for code in ("E1", "E2") if rng.random() < 0.8]
    held = {"area": "Town", "source": rng.choice(("Estimates.", None))}
    return [held | {"area_code": area, "year": year, "population": 1000 + year} for area in areas for year in years]


def _benchmark(rng: random.Random, council: Council) -> list[Row]:
    held = {"source": "a paper", "area": "Hills"}
    return [
        held | {"area_code": each.area_code, "year": year, "complaints": rng.choice((1, 40))}
        for each in council.neighbours
        for year in rng.sample(range(2021, 2025), 2)
    ]


def _settings(rng: random.Random, council: Council, months: int | None, *, full: bool) -> YearSettings:
    held: Row = {
        "year": YEAR,
        "data_until": None if months is None else YEAR.last_day_of(months),
        "committee": {"name": "Committee", "meeting_date": "2025-07-01", "recommendation": "Note the report."},
        "authors": [{"responsibility": "Author", "role": "Officer", "contact": "a@example.org"}],
        "members_consulted": "Nobody was.",
        "implications": {"financial": "There are few.", "environmental": "There are few."},
    }
    if full:
        first = council.services[0].key
        series = rng.choice(("teams", "subjects", "outcomes"))
        decisions = rng.choice((0, 1, 12))
        held |= {
            "context": [{"key": "homes", "service": first, "label": "homes let", "value": 1234, "source": "Lettings"}],
            "ombudsman": {"enquiries": 1, "decisions": decisions, "upheld": decisions // 2, "source": "A letter."},
            "advocacy": {"children_supported": rng.choice((0, 1, 9)), "source": "A report."},
            "commentary": {"summary": "All was well.", first: "Much was done."},
            "breaks": [
                {"series": series, "service": rng.choice((first, None)), "year": "2024/25", "note": "All is new"}
            ],
            "not_collected": {"age_band": "nobody asks"},
        }
    return YearSettings.model_validate(held)
