"""The sample's cases, written as two recording systems might export them, come back whole."""

import csv
import random
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from export_specimens import cases_of, run_import, write_workbook

from feedback_report.data.load import load_tables
from feedback_report.settings import load_council
from feedback_report.years import Year

SAMPLE = Path(__file__).resolve().parent.parent / "data"
YEAR = Year(2023)  # the new system began in it
CHANGE = "2024-01-01"

# Column of cases.csv: what both systems call it.
COLUMNS = {
    "case_id": "Number", "received": "Logged on", "feedback_type": "Kind", "directorate": "Directorate",
    "service": "Service", "team": "Team", "subject": "Topic", "procedure": "Process", "customer_ref": "Person no.",
    "merged_into": "Joined to", "acknowledged": "Acknowledged", "extension_agreed": "Longer", "closed": "Answered",
    "outcome": "Decision", "status": "State", "raised_by": "On whose side",
}  # fmt: skip
OLD_WORDS = {"upheld": "Justified", "partially upheld": "Justified in part", "not upheld": "Unjustified"}


def as_exported(case: dict[str, str], old: bool, chance: random.Random) -> list[object]:
    """Write a case as its system would: dates in one form or another, other words, people and free text."""

    def when(text: str) -> object:
        day = date.fromisoformat(text)
        forms = [datetime(day.year, day.month, day.day, 9, 30), day.strftime("%d/%m/%Y"), day.strftime("%d %b %Y")]
        return chance.choice(forms)

    cells: list[object] = []
    for column in COLUMNS:
        text = case[column]
        if column in ("received", "acknowledged", "closed") and text:
            cells.append(when(text))
        elif column == "outcome":
            cells.append(OLD_WORDS.get(text, text) if old else text.upper())
        elif column in ("feedback_type", "status", "procedure"):
            cells.append(f"{text.title()} ")
        else:
            cells.append(text)
    return [*cells, "Zaphira Quillfeather", "Nobody rang back."] + ([] if old else [case["contact_method"].upper()])


def sheet(cases: list[dict[str, str]], old: bool, chance: random.Random) -> list[list[object]]:
    header = [*COLUMNS.values(), "Name", "What was said", *([] if old else ["Channel"])]
    rows = [as_exported(case, old, chance) for case in cases]
    chance.shuffle(rows)
    return [["List of cases"], [], header, *rows, rows[0], [], ["Total", len(rows)]]


def mapping(outcomes: set[str]) -> str:
    council = load_council(SAMPLE)
    kept = {word: word for word in outcomes}
    common = {
        "feedback_type": {word: word for word in ("complaint", "compliment", "comment")},
        "procedure": {word: word for word in council.procedures},
        "extension_agreed": {"yes": "yes", "no": "no"},
        "status": {word: word for word in ("open", "paused", "closed", "withdrawn", "refused")},
        "subject": {word: word for word in council.subjects},
        "raised_by": {word: word for word in ("child or young person", "parent or carer", "advocate", "other")},
    }
    methods = {word: word for word in ("email", "portal", "telephone", "post", "in person")}
    old = {"name": "Old", "received": {"until": "2023-12-31"}, "columns": COLUMNS}
    old |= {"values": common | {"outcome": kept | {theirs: ours for ours, theirs in OLD_WORDS.items()}}}
    new = {"name": "New", "received": {"from": CHANGE}, "columns": COLUMNS | {"contact_method": "Channel"}}
    new |= {"values": common | {"outcome": kept, "contact_method": methods}}
    return yaml.safe_dump({"checked": "yes", "systems": [old, new]}, allow_unicode=True)


def test_cases_of_two_systems_come_back_as_they_were_and_the_year_still_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDBACK_REPORT_CUSTOMER_KEY", "a key for tests, long enough to be used")
    data = tmp_path / "data"
    shutil.copytree(SAMPLE, data)
    cases = cases_of(data, YEAR)
    (data / "mapping.yml").write_text(mapping({case["outcome"] for case in cases} - {""}), encoding="utf-8")
    chance = random.Random(2023)
    parts = [[case for case in cases if (case["received"] < CHANGE) == old] for old in (True, False)]
    sheets = {"Old": sheet(parts[0], True, chance), "New": sheet(parts[1], False, chance)}
    receipt = run_import(write_workbook(tmp_path, **sheets), data, YEAR, overwrite=True).receipt

    assert receipt.rows == {
        "read": len(cases) + 4, "imported": len(cases), "duplicates": 2, "excluded": 2, "refused": 0,
    }  # fmt: skip
    imported = {case["case_id"]: case for case in cases_of(data, YEAR)}
    people = {(case.pop("customer_ref"), imported[case["case_id"]].pop("customer_ref")) for case in cases}
    assert imported == {case["case_id"]: case for case in cases}
    assert len(people) == len({ours for ours, _ in people}) == len({theirs for _, theirs in people})
    with (data / YEAR.folder / "cases.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file))[0] == "case_id"
    load_tables(data, Year(2024), load_council(data))
