"""Beginning a new year: what stays, what is to be filled, what became of plans, and what is never overwritten."""

import re
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook
from small_data import Row, a_council, an_action, write_data
from typer.testing import CliRunner

from feedback_report.__main__ import app
from feedback_report.data.contract import contracts
from feedback_report.data.csv_cells import csv_cells
from feedback_report.data.load import load_tables
from feedback_report.errors import DataError, SettingsError
from feedback_report.measures.lessons import by_status, last_years_plans
from feedback_report.new_year.folder import begin_year
from feedback_report.settings import load_year_settings
from feedback_report.settings.places import named_place
from feedback_report.settings.to_fill import TO_FILL, still_to_fill
from feedback_report.years import Year

COUNCIL = """
name: Test Council
short_name: the Council
area: the district
area_code: E1
services: [{key: parks, name: Parks & Play, short_name: Parks}]
procedures: {corporate: {name: Corporate, stages: {1: {target: 10, extended: 20, starts: received, source: the test}}}}
closure_days: [2025-12-29]
"""

LAST_YEAR = """
year: 2024/25
committee: {name: 'Parks: Scrutiny Committee', meeting_date: 2025-09-16, recommendation: Consider 2024/25.}
context:
  - {key: visits, service: parks, label: visits to parks, value: 1200, source: Gate counters}
ombudsman: {enquiries: 3, decisions: 2, upheld: 1, source: Annual letter}
links: {policy: {text: Policy, url: 'https://www.example.org/policy'}}
authors: [{responsibility: Author, role: Complaints Manager, contact: feedback@example.org}]
members_consulted: The chair received the paper of 2024/25.
implications: {financial: Costs rose., environmental: None.}
commentary: {parks: "Rangers: more of them."}
breaks: [{series: teams, service: parks, year: 2024/25, note: Teams were formed anew.}]
not_collected: {gender: Not asked.}
"""

PLANS = [
    an_action(action_id="A1", status="under way", carried_from="2023/24", lesson="Lesson 1", action="Action 1"),
    an_action(action_id="A2", status="not done", carried_from="2023/24", lesson="Given up", action="x"),
    an_action(action_id="A3", status="done", kind="done", carried_from="2023/24", lesson="Finished", action="x"),
    an_action(action_id="A4", status="not done", carried_from="", due="", owner="Ranger", lesson="New", action="Plan"),
    an_action(action_id="A5", status="done", kind="done", carried_from="", lesson="Done at once", action="x"),
]
NEW = Year(2025)


def data_with(folder: Path, actions: list[Row] = PLANS, settings: str = LAST_YEAR) -> Path:
    data = write_data(folder, actions=actions)
    (data / "council.yml").write_text(COUNCIL, encoding="utf-8")
    (data / "2024-25" / "year.yml").write_text(settings, encoding="utf-8")
    return data


def settings_of(data: Path, year: Year = NEW) -> dict:
    return yaml.safe_load((data / year.folder / "year.yml").read_text(encoding="utf-8"))


def actions_of(data: Path) -> list[dict[str, str]]:
    cells = csv_cells(data / NEW.folder / "actions.csv", "actions.csv").fillna("")
    return [dict(zip(cells.iloc[0], row, strict=True)) for row in cells.iloc[1:].to_numpy()]


def test_what_stays_is_carried_over(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    new, last = settings_of(data), yaml.safe_load(LAST_YEAR)
    assert new["year"] == "2025/26"
    assert new["committee"]["name"] == "Parks: Scrutiny Committee"
    for entry in ("links", "authors", "breaks", "not_collected"):
        assert new[entry] == last[entry]
    assert new["context"] == [last["context"][0] | {"value": TO_FILL}]
    assert new["ombudsman"]["source"] == "Annual letter"


def test_a_year_left_out_is_said(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    later = NEW.next
    assert f"There is no folder of {NEW}" in begin_year(later, data).next[0]
    assert not any("There is no folder" in step for step in begin_year(NEW, data).next)


def test_what_is_new_each_year_is_marked_and_never_last_years(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    assert [named_place(place, settings_of(data)) for place in still_to_fill(settings_of(data))] == [
        "committee.meeting_date",
        "committee.recommendation",
        "context, entry 1, value",
        "ombudsman.enquiries",
        "ombudsman.decisions",
        "ombudsman.upheld",
        "advocacy.children_supported",
        "advocacy.source",
        "members_consulted",
        "implications.financial",
        "implications.environmental",
    ]
    assert "commentary" not in settings_of(data)


def test_last_years_texts_stand_in_comments_beside_the_marks(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    text = (data / "2025-26" / "year.yml").read_text(encoding="utf-8")
    for words in (
        "  # Last year: Consider 2024/25.",
        f"    value: {TO_FILL}  # last year 1200",
        f"  upheld: {TO_FILL}  # last year 1",
        "# Last year: The chair received the paper of 2024/25.",
        "#   parks: >-\n#     Rangers: more of them.",
    ):
        assert words in text


def test_the_name_of_a_fact_in_last_years_texts_is_not_torn_apart(tmp_path: Path) -> None:
    name = "{{< var stages.statutory.stage2.requested-change-short >}}"
    long = f"{'word ' * 18}{name} {'word ' * 18}{name}"
    settings = LAST_YEAR.replace("Costs rose.", f"'{long}'").replace("Rangers: more of them.", long)
    data = data_with(tmp_path, settings=settings)
    begin_year(NEW, data)
    text = (data / "2025-26" / "year.yml").read_text(encoding="utf-8")
    assert text.count("stages.statutory.stage2.requested-change-short") == 4


def test_a_draft_names_what_is_still_to_be_filled_and_leaves_out_what_needs_a_number(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    settings = load_year_settings(data, NEW)
    assert len(settings.to_fill) == 11
    assert settings.to_fill[0] == "committee.meeting_date (line 9)"
    assert settings.to_fill[2].startswith("context, entry 1, value (line ")
    assert (settings.committee.meeting_date, settings.members_consulted) == (None, TO_FILL)
    assert (settings.context, settings.ombudsman, settings.advocacy) == ([], None, None)


def test_other_problems_are_told_beside_what_is_still_to_be_filled(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    path = data / "2025-26" / "year.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("ombudsman:", "ombudsmen:"), encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        load_year_settings(data, NEW)
    assert len(raised.value.problems) == 12
    assert any(problem.startswith("2025-26/year.yml: ombudsmen (line ") for problem in raised.value.problems)


def test_filled_in_it_is_a_years_settings(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    path = data / "2025-26" / "year.yml"
    text = path.read_text(encoding="utf-8").replace(f"meeting_date: {TO_FILL}", "meeting_date: 2026-09-15")
    text = text.replace("# commentary:", "commentary:").replace(
        "#   parks: >-\n#     Rangers", "  parks: >-\n    Rangers"
    )
    for name in ("value", "enquiries", "decisions", "upheld", "children_supported"):
        text = text.replace(f"{name}: {TO_FILL}", f"{name}: 7")
    path.write_text(text.replace(TO_FILL, "Words."), encoding="utf-8")
    settings = load_year_settings(data, NEW)
    assert settings.context[0].value == 7
    assert settings.commentary == {"parks": "Rangers: more of them."}
    assert settings.breaks[0].year == Year(2024)


def test_plans_become_rows_to_report_on_with_their_numbers_and_the_year_that_planned_them(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    rows = {row["action_id"]: row for row in actions_of(data)}
    # A1 is still under way, A4 is new; A2 was given up, A3 and A5 are done.
    assert sorted(rows) == ["A1", "A4"]
    assert rows["A4"] == an_action(
        action_id="A4", kind="planned", due="", owner="Ranger", lesson="New", action="Plan",
        status=TO_FILL, carried_from="2024/25",
    )  # fmt: skip
    assert (rows["A1"]["carried_from"], rows["A1"]["due"]) == ("2023/24", "2025-06-30")


def test_what_became_of_a_plan_is_not_made_up(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    names = ",".join(name for name, field in contracts(a_council())["cases"].items() if not field.optional)
    (data / NEW.folder / "cases.csv").write_text(names + "\n", encoding="utf-8")
    plans = last_years_plans(load_tables(data, NEW, a_council()).actions, a_council(), NEW.start)
    assert set(plans["status"]) == {TO_FILL}
    assert by_status(plans) == {TO_FILL: 2}


def test_once_filled_in_the_plans_are_reported_as_carried(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    path = data / NEW.folder / "actions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(TO_FILL, "under way"), encoding="utf-8")
    names = ",".join(name for name, field in contracts(a_council())["cases"].items() if not field.optional)
    (data / NEW.folder / "cases.csv").write_text(names + "\n", encoding="utf-8")
    actions = load_tables(data, NEW, a_council()).actions
    plans = last_years_plans(actions, a_council(), NEW.start)
    assert dict(zip(plans["action_id"], plans["status"], strict=True)) == {"A1": "under way", "A4": "under way"}


def test_a_plan_whose_row_is_removed_is_not_reported(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    path = data / NEW.folder / "actions.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    names = ",".join(name for name, field in contracts(a_council())["cases"].items() if not field.optional)
    (data / NEW.folder / "cases.csv").write_text(names + "\n", encoding="utf-8")
    plans = last_years_plans(load_tables(data, NEW, a_council()).actions, a_council(), NEW.start)
    assert set(plans["status"]) == {"not reported"}


def test_stages_and_remedies_have_their_names_of_columns_and_cases_are_left_to_the_import(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    assert (data / "2025-26" / "remedies.csv").read_text(encoding="utf-8") == "case_id,stage,remedy\n"
    assert (data / "2025-26" / "stages.csv").read_text(encoding="utf-8").startswith("case_id,stage,requested,started")
    assert sorted(path.name for path in (data / "2025-26").iterdir()) == [
        "actions.csv", "remedies.csv", "stages.csv", "year.yml",
    ]  # fmt: skip


def test_nothing_that_exists_is_overwritten_and_the_rest_is_made(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    (data / "2025-26").mkdir()
    for name in ("year.yml", "actions.csv", "cases.csv"):
        (data / "2025-26" / name).write_text("mine", encoding="utf-8")
    done = begin_year(NEW, data)
    assert [path.name for path in done.made] == ["stages.csv", "remedies.csv"]
    assert [path.name for path in done.kept] == ["year.yml", "actions.csv"]
    for name in ("year.yml", "actions.csv", "cases.csv"):
        assert (data / "2025-26" / name).read_text(encoding="utf-8") == "mine"


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    begin_year(NEW, data)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert begin_year(NEW, data).made == []
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_a_year_whose_tables_are_in_a_workbook_gets_its_settings_alone(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    (data / "2025-26").mkdir()
    Workbook().save(data / "2025-26" / "tables.xlsx")
    assert [path.name for path in begin_year(NEW, data).made] == ["year.yml"]


def test_plans_are_read_from_a_workbook_too(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    book = Workbook()
    book.active.title = "actions"
    for row in [list(PLANS[0]), *(list(row.values()) for row in PLANS)]:
        book.active.append(row)
    book.save(data / "2024-25" / "tables.xlsx")
    (data / "2024-25" / "actions.csv").unlink()
    begin_year(NEW, data)
    assert sorted(row["action_id"] for row in actions_of(data)) == ["A1", "A4"]


def test_a_council_without_an_earlier_year_gets_a_form_to_fill(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "council.yml").write_text(COUNCIL, encoding="utf-8")
    done = begin_year(NEW, data)
    assert (done.last, actions_of(data)) == (None, [])
    text = (data / "2025-26" / "year.yml").read_text(encoding="utf-8")
    for name in ("data_until", "context", "links", "breaks", "not_collected", "commentary"):
        assert f"\n# {name}:" in text
    optional = "\n".join(line[2:] for line in text.splitlines() if re.match(r"# (?:\w+:|  )", line))
    assert set(yaml.safe_load(optional)) >= {"context", "links", "breaks", "not_collected", "commentary"}
    assert max(map(len, text.splitlines())) <= 120
    assert load_year_settings(data, NEW).to_fill


def test_the_latest_earlier_year_is_taken_and_a_later_one_is_not(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    (data / "2027-28").mkdir()
    (data / "2027-28" / "year.yml").write_text("year: 2027/28", encoding="utf-8")
    assert begin_year(Year(2026), data).last == Year(2024)
    assert (data / "2026-27").is_dir()


def test_an_earlier_year_that_cannot_be_used_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    data = data_with(tmp_path, actions=[an_action(status="finished")])
    with pytest.raises(DataError, match=r'2024-25/actions\.csv: column "status" has 1 value that is not allowed'):
        begin_year(NEW, data)
    data = data_with(tmp_path, settings="year: 2024/25")
    with pytest.raises(SettingsError, match=r"2024-25/year\.yml: committee"):
        begin_year(NEW, data)
    assert not (data / "2025-26").exists()


def test_the_command_says_what_it_did_and_what_is_next(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    told = CliRunner().invoke(app, ["new-year", "2025/26", "--data", str(data)])
    assert told.exit_code == 0
    for words in (
        "2025/26, from 2024/25",
        f"made  {data / '2025-26' / 'year.yml'}",
        "Fill in year.yml: 11 places are marked TO FILL. Correct what has changed since 2024/25.",
        "Say in actions.csv what became of the 2 actions planned: replace TO FILL under status by done, under",
        'Remove a row on which nobody reported: the paper then says "not reported".',
        f'Import the cases: python -m feedback_report import EXPORT --year 2025/26 --data "{data}"',
    ):
        assert words in told.output
    assert "closure_days" not in told.output


def test_a_year_without_closure_days_is_told(tmp_path: Path) -> None:
    data = data_with(tmp_path)
    steps = begin_year(Year(2026), data).next
    assert any("council.yml has no closure_days in 2026/27" in step for step in steps)
