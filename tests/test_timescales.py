import pandas as pd
import pytest
from tiny_tables import a_council, cases, clock, complaint, only_row, tables

from feedback_report.errors import SettingsError
from feedback_report.measures.counting import rows_where
from feedback_report.measures.timescales import (
    bands,
    bands_over_years,
    complaints_with_days,
    days_taken,
    in_use,
    in_words,
    stages_with_days,
    standings_of,
    told_apart,
)

# 1 July 2024 is a Monday, and England has no bank holiday until 26 August.
MONDAY = "2024-07-01"
AFTER = {0: "2024-07-01", 1: "2024-07-02", 10: "2024-07-15", 11: "2024-07-16", 20: "2024-07-29", 21: "2024-07-30"}


def took(case_id, days, **values):
    """Make a complaint that took so many working days."""
    return complaint(case_id, MONDAY, closed=AFTER[days], **values)


def counts(measured, council, **where):
    found = rows_where(bands(measured, council, 2024), **{"procedure": "corporate", "service_key": "roads"} | where)
    return list(found["count"])


def test_the_last_day_of_a_limit_is_within_it():
    held = cases(took("1", 0), took("2", 10), took("3", 11), took("4", 20), took("5", 21))

    measured = complaints_with_days(held, a_council(), 2024)

    assert list(measured["days"]) == [0, 10, 11, 20, 21]
    assert counts(measured, a_council()) == [2, 2, 1]  # within 10, within 20, over


def test_a_share_is_of_those_whose_days_are_known_and_limits_stand_beside_it():
    measured = complaints_with_days(cases(took("1", 1), took("2", 11), took("3", 11)), a_council(), 2024)

    row = only_row(bands(measured, a_council(), 2024), service_key="roads", procedure="corporate", band="within target")

    assert (row["count"], row["base"], row["share"]) == (1, 3, 1 / 3)
    assert (row["target"], row["extended"]) == (10, 20)


def test_the_councils_closure_days_do_not_count():
    council = a_council(closure_days=["2024-07-02"])

    assert list(complaints_with_days(cases(took("1", 1), took("2", 11)), council, 2024)["days"]) == [0, 10]


def test_each_procedure_has_its_own_clock_and_start():
    procedures = {
        "corporate": {"name": "Corporate", "stages": {1: clock(5, 10, "acknowledged")}},
        "statutory": {"name": "Statutory", "stages": {1: clock(10, 20)}},
    }
    council = a_council(procedures=procedures)
    held = cases(
        took("1", 10, acknowledged="2024-07-04"),  # three working days later: 7 are left of the 10
        took("2", 10, acknowledged="2024-07-04", procedure="statutory"),
    )

    measured = complaints_with_days(held, council, 2024)

    assert list(measured["days"]) == [7, 10]
    assert list(measured["band"]) == ["within the extended limit", "within target"]


def test_a_complaint_closed_before_its_clock_began_took_no_days():
    procedures = {"corporate": {"name": "Corporate", "stages": {1: clock(starts="acknowledged")}}}
    held = cases(took("1", 1, acknowledged="2024-07-04"))

    measured = complaints_with_days(held, a_council(procedures=procedures), 2024)

    assert list(measured["days"]) == [0]


def test_open_paused_and_unmeasurable_complaints_are_counted_apart_and_never_lost():
    held = cases(
        *(took("1", 1), complaint("2", MONDAY), complaint("3", MONDAY, status="open", outcome=None)),
        complaint("4", MONDAY, status="paused", outcome=None),
        complaint("5", MONDAY, outcome="withdrawn"),
        took("6", 1, procedure=None),
    )
    measured = complaints_with_days(held, a_council(), 2024)

    found = standings_of(measured, a_council(), 2024)

    own = rows_where(found, service_key="roads", procedure="all procedures")
    counted = {row["standing"]: row["count"] for row in own.to_dict("records") if row["count"]}
    # Case 2 has no closing date and case 6 no procedure, and so no clock.
    assert counted == {"closed, days known": 1, "closed, days not known": 2, "open": 1, "paused": 1, "withdrawn": 1}
    assert set(own["base"]) == {6}
    assert (
        only_row(found, service_key="roads", procedure="not recorded", standing="closed, days not known")["count"] == 1
    )
    assert only_row(own, is_base=True)["count"] == sum(counts(measured, a_council(), procedure="all procedures"))


def test_extensions_that_were_agreed_are_counted_in_every_band():
    held = cases(took("1", 11, extension_agreed="yes"), took("2", 11, extension_agreed="no"), took("3", 21))

    found = rows_where(
        bands(complaints_with_days(held, a_council(), 2024), a_council(), 2024),
        service_key="roads",
        procedure="corporate",
    )

    assert list(found["extension_agreed"]) == [0, 1, 0]


def test_average_and_median_are_of_the_working_days():
    held = cases(took("1", 0), took("2", 1), took("3", 20))

    row = only_row(
        days_taken(complaints_with_days(held, a_council(), 2024), a_council(), 2024),
        service_key="roads",
        procedure="all procedures",
    )

    # (0 + 1 + 20) / 3 = 7, and the middle one of the three took 1.
    assert (row["base"], row["mean_days"], row["median_days"]) == (3, 7, 1)
    assert (row["shortest_days"], row["longest_days"]) == (0, 20)


def test_without_closed_complaints_there_are_zeros_and_no_averages():
    measured = complaints_with_days(cases(), a_council(), 2024)

    assert list(bands(measured, a_council(), 2024)["count"].unique()) == [0]
    assert bands(measured, a_council(), 2024)["share"].isna().all()
    assert days_taken(measured, a_council(), 2024)["mean_days"].isna().all()


def test_last_years_share_stands_beside_this_years():
    held = tables(
        cases=[
            *(complaint("1", "2023-07-03", closed="2023-07-04"), complaint("2", "2023-07-03", closed="2023-12-01")),
            *(took("3", 1), took("4", 1)),
        ]
    )

    row = only_row(
        bands_over_years(held, a_council(), 2024), service_key="roads", procedure="corporate", band="within target"
    )

    assert (row["share"], row["share_before"], row["share_change"]) == (1, 0.5, 0.5)


def stage(case_id, closed=None, status="completed", requested=MONDAY, number=2, **values):
    return {"case_id": case_id, "stage": number, "requested": requested, "status": status, "closed": closed} | values


def test_a_later_stage_runs_from_the_event_its_clock_starts_at():
    held = tables(
        cases=[complaint("1"), complaint("2", procedure="statutory")],
        stages=[
            stage("1", "2024-07-15", started="2024-07-04"),  # corporate: from the request, 10 working days
            stage("2", "2024-07-15", started="2024-07-04"),  # statutory: from the start, 7
        ],
    )

    assert list(stages_with_days(held, a_council(), 2024, 2)["days"]) == [10, 7]


def test_later_stages_count_in_the_year_they_ended_and_running_ones_apart():
    held = tables(
        cases=[complaint(str(n), "2024-01-08") for n in range(6)],
        stages=[
            stage("0", "2024-04-02", requested="2024-03-26"),  # asked for last year: 3 working days over Easter
            stage("1", "2024-03-28", requested="2024-03-26"),  # ended last year
            stage("2", status="open", requested="2024-03-26"),
            stage("3", status="refused"),
            stage("4", "2024-07-02", status="withdrawn"),
            stage("5", status="completed"),  # no closing date
        ],
    )
    measured = stages_with_days(held, a_council(), 2024, 2)

    assert list(measured["case_id"]) == ["0", "2", "3", "4", "5"]
    assert list(measured["standing"]) == [
        *("closed, days known", "open", "refused", "withdrawn", "closed, days not known")
    ]
    # 26 March is a Tuesday; 27 and 28 count, 29 March and 1 April are bank holidays, 2 April counts.
    assert list(measured["days"].dropna()) == [3]
    assert bands(measured, a_council(), 2024, 2)["extension_agreed"].isna().all()


def test_a_stage_asked_for_in_the_year_and_still_open_is_counted():
    held = tables(
        cases=[complaint("1"), complaint("2", "2025-04-02")],
        stages=[stage("1", status="open"), stage("2", status="open", requested="2025-04-07")],
    )

    assert list(stages_with_days(held, a_council(), 2024, 2)["case_id"]) == ["1"]  # the other is next year's


def test_stages_of_services_out_of_scope_are_left_out():
    held = tables(cases=[complaint("1", service="Housing")], stages=[stage("1", "2024-07-15")])

    assert stages_with_days(held, a_council(), 2024, 2).empty


def test_a_clock_cannot_start_at_an_event_that_no_table_holds():
    procedures = {"corporate": {"name": "Corporate", "stages": {1: clock(), 2: clock(starts="acknowledged")}}}
    council = a_council(procedures=procedures)

    with pytest.raises(SettingsError, match=r'stages\.2\.starts is "acknowledged".*write requested or started\.'):
        stages_with_days(tables(), council, 2024, 2)


def test_procedures_that_a_service_does_not_use_can_be_left_out():
    measured = complaints_with_days(cases(took("1", 1)), a_council(), 2024)

    found = in_use(bands(measured, a_council(), 2024))

    pairs = list(dict.fromkeys(zip(found["service_key"], found["procedure"], strict=True)))
    assert pairs == [("roads", "corporate"), ("roads", "all procedures"), ("parks", "all procedures")]


def test_a_procedure_used_last_year_alone_stays_in_a_comparison():
    held = tables(cases=[complaint("1", "2023-07-03", closed="2023-07-04", procedure="statutory"), took("2", 1)])

    found = in_use(bands_over_years(held, a_council(), 2024))

    row = only_row(found, service_key="roads", procedure="statutory", band="within target")
    assert (row["count"], row["base_before"]) == (0, 1)
    assert pd.isna(row["share"])


def test_bands_are_named_in_words_in_their_order():
    measured = complaints_with_days(cases(took("1", 1), took("2", 21), took("3", 21)), a_council(), 2024)
    together = rows_where(bands(measured, a_council(), 2024), service_key="roads", procedure="all procedures")

    assert in_words(together) == [("within the target", 1), ("within the extended limit", 0), ("later", 2)]


def test_a_service_with_one_procedure_is_told_once_and_one_without_complaints_not_at_all():
    held = [took("1", 1), took("2", 1, service="Parks"), took("3", 1, service="Parks", procedure="statutory")]
    council = a_council({"roads": "Roads", "parks": "Parks", "bins": "Bins"})
    found = told_apart(bands(complaints_with_days(cases(*held), council, 2024), council, 2024))

    pairs = dict.fromkeys(zip(found["service_key"], found["procedure"], strict=True))
    assert list(pairs) == [
        *(("roads", "corporate"), ("parks", "corporate"), ("parks", "statutory"), ("parks", "all procedures")),
    ]
