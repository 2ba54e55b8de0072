"""Whatever a council's data: sections agree with each other, shares are shares, and prose is English."""

import datetime as dt
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from any_council import YEAR, World, worlds
from any_paper import read_paper
from hypothesis import HealthCheck, Phase, given, settings
from plain_english import awkward
from tiny_tables import only_row

from feedback_report.data.tables import Tables
from feedback_report.facts import to_json
from feedback_report.measures import (
    closed_complaints,
    contact,
    months,
    outcomes,
    people,
    remedies,
    services,
    stages,
    subjects,
    teams,
    timescales,
    whole_council,
)
from feedback_report.measures.appendix import appendix_series
from feedback_report.measures.counting import rows_where

START = YEAR.start
MARKS = ("nan", "NaN", "NaT", "None", "<NA>", "inf")
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
pytestmark = pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning")


@settings(slow, max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking takes minutes
@given(worlds())
def test_whatever_the_data_every_section_runs_and_its_sentences_read_as_english(world: World):
    read = read_paper(world)

    found = {problem: text for text in read.paragraphs for problem in awkward(text)}
    assert found == {}
    for fact in read.facts.values():
        assert not (set(MARKS) - {"None"}) & set(fact.text.split()), fact.name  # "None" can begin a sentence
        assert fact.unit != "%" or fact.value is None or fact.base is None or fact.value >= -100, fact.name
    assert "NaN" not in to_json(read.facts)
    for text, frame in read.shown:
        assert text.strip()
        cells = {cell.strip(" *") for line in text.splitlines() if line.startswith("|") for cell in line.split("|")}
        assert not set(MARKS) & cells, text
        check_shares(frame)


@settings(slow, max_examples=25)
@given(worlds())
def test_whatever_the_data_the_sections_count_the_same_complaints(world: World):
    held, council = world.cut.tables, world.council
    by_service = services.cases_by_service(held, council, START)
    counted = {
        row["service_key"]: row
        for row in rows_where(by_service, feedback_type="complaint", year=START).to_dict("records")
    }
    tables_of = {
        "month": months.complaints_by_month(held, council, START),
        "subject": subjects.complaints_by_subject(held.cases, council, START),
        "team": teams.complaints_by_team(held.cases, council, START),
        "standing": outcomes.complaints_by_standing(held.cases, council, START),
    }
    closed = outcomes.outcomes_by_service(held.cases, council, START)
    measured = timescales.complaints_with_days(held.cases, council, START)
    timed = rows_where(timescales.standings_of(measured, council, START), procedure="all procedures")
    bands = rows_where(timescales.bands(measured, council, START), procedure="all procedures")
    for service in council.services:
        total = counted[service.key]["count"]
        assert total == received(world, START, service=service.name, feedback_type="complaint")
        for frame in tables_of.values():
            own = rows_where(frame, service_key=service.key, year=START)
            assert own["count"].sum() == total
            assert own["share"].sum() == pytest.approx(1) if total else own["share"].isna().all()

        # Every complaint stands in one place: in the base of outcomes and remedies, or named as left out of it.
        base = rows_where(closed, service_key=service.key)["count"].sum()
        standing = rows_where(tables_of["standing"], service_key=service.key)
        assert only_row(standing, standing=closed_complaints.REPORTED)["count"] == base
        assert set(rows_where(remedies.remedies_by_service(held, council, START), service_key=service.key)["base"]) <= {
            base
        }
        told = closed_complaints.left_out(standing, council)
        assert sum(int(words.split()[0].replace(",", "")) for words in told) == total - base

        # Timescales rest on the same base: what has no days is named, not dropped.
        own = rows_where(timed, service_key=service.key)
        assert own["count"].sum() == total
        assert rows_where(own, is_base=True)["count"].sum() == rows_where(bands, service_key=service.key)["count"].sum()
        assert own[own["standing"].str.startswith("closed, days")]["count"].sum() == base

        merged = counted[service.key]
        assert merged["count_merged_once"] <= total and merged["in_merged_groups"] <= total


@settings(slow, max_examples=25)
@given(worlds())
def test_whatever_the_data_parts_add_up_to_their_wholes(world: World):
    held, council = world.cut.tables, world.council
    by_type = whole_council.cases_by_type(held, START)
    for year in set(by_type["year"]) & set(held.case_years):
        own = rows_where(by_type, year=year).set_index("feedback_type")["count"]
        assert own["all types"] == own.drop("all types").sum() == received(world, year)

    known = contact.contact_method_known(held.cases, council, START)
    methods = contact.contact_methods(held.cases, council, START)
    for row in known.itertuples():
        name = council.service(row.service_key).name
        assert row.received == row.known + row.unknown + row.before_collection == received(world, START, service=name)
        assert rows_where(methods, service_key=row.service_key)["count"].sum() == row.known

    areas = stages.stages_by_area(held, council, START)
    assert (areas["requested"] == areas[["completed", "withdrawn", "refused", "open", "paused"]].sum(axis=1)).all()
    assert areas["requested"].sum() == (held.stages["year"] == START).sum()
    by_value = people.complaints_by_characteristic(held.cases, council, START)
    in_scope = sum(received(world, START, service=each.name, feedback_type="complaint") for each in council.services)
    assert rows_where(by_value, characteristic="raised_by")["count"].sum() <= in_scope
    for series in appendix_series(held, council, START, world.cut.whole_years):
        check_shares(series.frame)


@settings(slow, max_examples=25)
@given(worlds())
def test_whatever_the_data_no_year_is_counted_in_part(world: World):
    whole, cut = world.held, world.cut
    for tables, last in ((cut.tables, len_months(cut.tables)), (cut.whole_years, 12)):
        for year in tables.case_years:
            own = tables.cases[tables.cases["year"] == year]
            end = pd.Timestamp(dt.date(year, 4, 1)) + pd.DateOffset(months=last)
            assert (own["received"] < end).all()
            assert tables is whole or len(own) == (whole.cases["received"] < end)[whole.cases["year"] == year].sum()
    assert len(cut.tables.cases) == len(cut.whole_years.cases) == len(whole.cases)
    assert START in cut.tables.case_years
    if world.settings.data_until:
        assert START not in cut.whole_years.case_years


def len_months(tables: Tables) -> int:
    return tables.months


def received(world: World, year: int, **equals: str) -> int:
    """Count a year's cases in the rows themselves, up to the end of the last month that the paper holds."""
    month = 3 if (until := world.settings.data_until) is None else until.month
    end = f"{year + (month < 4)}-{month:02d}-31"  # as a text, no day of a shorter month comes after it
    held = Counter(
        f"{year}-04-01" <= row["received"] <= end and all(row[name] == value for name, value in equals.items())
        for row in world.rows["cases"]
    )
    return held[True]


def check_shares(frame: pd.DataFrame) -> None:
    """Shares lie between 0 and 1, counts below their bases, and nothing is infinite."""
    assert not np.isinf(frame.select_dtypes("number").to_numpy(dtype="float64", na_value=np.nan)).any()
    for name in frame.columns:
        if name == "share" or name.endswith("_share"):
            assert frame[name].dropna().between(0, 1).all(), name
    if {"count", "base", "share"} <= set(frame.columns) and "per_100_000" not in frame.columns:
        known = frame.dropna(subset=["count", "base"])
        assert (known["count"] <= known["base"]).all()
