"""A made-up council whose every name and text looks like markup, a formula, a shortcode or worse."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from feedback_report.data.contract import CONTACT_METHODS

YEAR, EARLIER = "2024-25", "2023-24"
MADE_UP = "https://hostile.invalid/x"  # nothing on the network answers to this name
SECRET = "THE-SECRET-OF-ANOTHER-FILE"

# What no published file may hold: it stands in every column that is for the use within the tables alone.
PERSON, MAILBOX, PHONE = "Jo Bloggs", "jo.bloggs@example.net", "07700 900456"
REFERENCE = f"{PERSON} {MAILBOX} {PHONE}"

VALUES = (
    "<script>alert(1)</script>",
    f'<img src="{MADE_UP}.png" onerror="alert(1)">',
    "<!-- never closed",
    "</table></main>",
    "&amp; &lt; &#42; &copy",
    "{{< include ../secret.md >}}",
    "{{< var council.name >}}",
    "{{< embed secret.ipynb >}}",
    "{{< pagebreak >}}",
    "{{{< meta title >}}}",
    "{{% comment %}}",
    f"![a picture]({MADE_UP}.png)",
    "![a file](../secret.png)",
    "[a link](javascript:alert(1))",
    f"<{MADE_UP}> and {MADE_UP}",
    "`code` and `{python} 1+1`",
    "`<b>bold</b>`{=html}",
    "```{=openxml}",
    "a | b || c",
    "$math$ and $$more$$",
    r"\(x\) \alpha C:\new\table",
    "see @fig-types",
    "[@sec-summary]",
    "?@fig-nothing",
    "?var:council.nothing",
    "::: {.content-hidden}",
    ":::",
    "[^1]",
    "^[a note]",
    "{#sec-summary .unnumbered}",
    "[c]",
    "[x]",
    "# a heading",
    "- an item",
    "1. an item",
    "(a) an item",
    "> a quotation",
    "---",
    "***",
    "| a | row |",
    '=HYPERLINK("https://hostile.invalid","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "function Pandoc(doc) os.execute('true') end",
    "{0} %s ${HOME} {name!r}",
    "/home/nobody/x.csv",
    "Traceback (most recent call last)",
    "W" * 150,
    "שלום עולם مرحبا",
    "👩‍👩‍👧 🎉 ☃",
    "É trés “quoted” -- 'single' it's... 中文",
)


def of(place: int) -> str:
    """Get a name for a place that holds one: a few of the values, others for each place."""
    held = [value for value in VALUES if len(value) < 40]
    return f"Name {place} " + " ".join(held[(4 * place + number) % len(held)] for number in range(4))


SERVICES = {"parks": of(1), "roads": of(2)}
OUTCOMES = [of(3), of(4), of(5)]
SUBJECTS = [*VALUES]
COUNCIL: dict[str, Any] = {
    "name": of(6),
    "short_name": of(7),
    "area": of(8),
    "area_code": "E1",
    "paper_title": of(9),
    "sample_notice": of(10),
    "services": [
        {"key": "parks", "name": SERVICES["parks"], "short_name": of(11)},
        {"key": "roads", "name": SERVICES["roads"], "short_name": of(12)},
    ],
    "procedures": {
        "corporate": {
            "name": of(13),
            "acknowledge_within": 5,
            "stages": {
                1: {"target": 10, "extended": 20, "starts": "received", "source": of(14)},
                2: {"target": 20, "extended": 40, "starts": "requested", "source": of(15)},
            },
        }
    },
    "recording_system": {"since": "2024-01-01", "contact_method_since": "2024-01-01", "note": of(16)},
    "neighbours": [{"area_code": "E2", "name": of(17)}, {"area_code": "E3", "name": of(18)}],
    "subjects": SUBJECTS,
    "outcomes": OUTCOMES,
    "outcomes_without_finding": [of(19)],
}
YEAR_SETTINGS: dict[str, Any] = {
    "year": "2024/25",
    "committee": {"name": of(20), "meeting_date": "2025-09-30", "recommendation": "That it is noted."},
    "context": [{"key": "trees", "service": "parks", "label": of(21), "value": 1234, "source": of(22)}],
    "ombudsman": {"enquiries": 31, "decisions": 27, "upheld": 11, "source": of(23)},
    "advocacy": {"children_supported": 14, "source": of(24)},
    "links": {"policy": {"text": of(25), "url": "https://www.example.org/policy"}},
    "authors": [
        {"responsibility": f"Author {number}: {value}", "role": value, "contact": value}
        for number, value in enumerate(VALUES)
    ],
    "members_consulted": "None.",
    "implications": {"financial": "None.", "environmental": "None."},
    "breaks": [{"series": "subjects", "service": "roads", "year": "2024/25", "note": of(26)}],
    "not_collected": {"gender": of(27)},
}


def write_hostile_council(data: Path) -> Path:
    """Write the data folder of the council, and get it."""
    for year, first in ((EARLIER, 2023), (YEAR, 2024)):
        folder = data / year
        folder.mkdir(parents=True)
        cases = [*_cases(first)]
        write(folder / "cases.csv", cases)
        write(folder / "stages.csv", [*_stages(cases, first)])
        write(folder / "remedies.csv", [_remedy(case, place) for place, case in enumerate(cases)])
        write(folder / "actions.csv", [*_actions(first)])
    rates = [("E1", of(28)), ("E2", of(29)), ("E3", of(30))]
    (data / "reference").mkdir()
    population = [
        {"area_code": code, "area": area, "year": 2023, "population": 90000, "source": of(31)} for code, area in rates
    ]
    benchmark = [
        {"year": "2024/25", "area_code": code, "area": area, "complaints": 70, "source": of(32)}
        for code, area in rates[1:]
    ]
    history = {"series": "cases", "year": "2020/21", "month": "", "service": "", "category": "complaint", "count": 120}
    write(data / "reference" / "population.csv", population)
    write(data / "reference" / "benchmark.csv", benchmark)
    write(data / "history.csv", [history | {"source": of(33)}])
    write_yaml(data / "council.yml", COUNCIL)
    write_yaml(data / YEAR / "year.yml", YEAR_SETTINGS)
    return data


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    pd.DataFrame(rows, dtype="object").to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def write_yaml(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _cases(first: int) -> Iterator[dict[str, Any]]:
    """Get the cases of a year: for each value a complaint with that subject, about that team, and some of another."""
    parks, roads = SERVICES.values()
    for number, value in enumerate([*VALUES, *VALUES[:6]]):
        service = parks if number < len(VALUES) else roads
        received = date(first, 4, 8) + timedelta(days=30 * (number % 12))
        yield {
            "case_id": f"CASE-{first}-{number} {REFERENCE}",
            "received": received.isoformat(),
            "feedback_type": "complaint",
            "directorate": value,
            "service": service,
            "team": value,
            "contact_method": CONTACT_METHODS[number % 5] if received >= date(2024, 1, 1) else "",
            "subject": value,
            "procedure": "corporate",
            "customer_ref": f"CUSTOMER-{number} {REFERENCE}",
            "merged_into": f"CASE-{first}-1 {REFERENCE}" if number in (2, 3) else "",
            "acknowledged": received.isoformat(),
            "extension_agreed": "no",
            "closed": (received + timedelta(days=number % 40)).isoformat(),
            "outcome": OUTCOMES[number % 3] if number % 4 else value,
            "status": "closed",
            "raised_by": "other",
            "age_band": value,
        }


def _stages(cases: list[dict[str, Any]], first: int) -> Iterator[dict[str, Any]]:
    for case in cases:
        if case["received"] > f"{first}-12-02":
            continue
        yield {
            "case_id": case["case_id"],
            "stage": 2,
            "requested": f"{first}-12-02",
            "started": f"{first}-12-03",
            "closed": f"{first}-12-20",
            "status": "completed",
            "outcome": OUTCOMES[0],
        }


def _remedy(case: dict[str, Any], place: int) -> dict[str, Any]:
    return {"case_id": case["case_id"], "stage": 1, "remedy": VALUES[place % len(VALUES)]}


def _actions(first: int) -> Iterator[dict[str, Any]]:
    """Get lessons of every kind: for each value one whose texts it is."""
    kinds = [("done", "done", ""), ("planned", "not done", ""), ("planned", "under way", f"{first - 1}/{first % 100}")]
    for number, value in enumerate(VALUES):
        kind, status, carried = kinds[number % 3]
        yield {
            "action_id": f"ACTION-{number} {REFERENCE}",
            "service": value,
            "lesson": f"Lesson {number}: {value}",
            "action": value,
            "owner": value,
            "kind": kind,
            "due": f"{first + 1}-06-30",
            "status": status,
            "carried_from": carried,
        }
