import pandas as pd
import pytest
from tiny_tables import a_council, clock, complaint, only_row, tables

from feedback_report.measures.stages import change_in_stages, every_stage, stages_by_area, stages_in_total


def stage(case_id, requested="2024-06-03", number=2, status="completed", **values):
    return {"case_id": case_id, "stage": number, "requested": requested, "status": status} | values


def area_row(held, area="Roads", number=2, procedure="corporate", year=2024):
    return only_row(stages_by_area(held, a_council(), year), procedure=procedure, stage=number, area=area)


def test_requests_of_the_year_are_split_by_how_they_stand():
    statuses = ["completed", "completed", "withdrawn", "refused", "open", "paused"]
    held = tables(
        cases=[complaint(str(place)) for place in range(6)],
        stages=[stage(str(place), status=status) for place, status in enumerate(statuses)],
    )

    row = area_row(held)

    assert row["requested"] == 6
    assert list(row[["completed", "withdrawn", "refused", "open", "paused"]]) == [2, 1, 1, 1, 1]


def test_a_stage_counts_as_closed_in_the_year_it_closed_whenever_it_was_asked_for():
    held = tables(
        cases=[complaint("1", "2024-01-08"), complaint("2"), complaint("3")],
        stages=[
            stage("1", "2024-02-05", closed="2024-04-01"),  # asked for last year, closed on this year's first day
            stage("2", "2024-06-03", closed="2025-03-31"),  # this year's last day
            stage("3", "2025-03-03", closed="2025-04-01"),  # closes next year
        ],
    )

    assert area_row(held)["requested"] == 2
    assert area_row(held)["closed_in_year"] == 2
    assert area_row(held, year=2023)["requested"] == 1
    assert area_row(held, year=2023)["closed_in_year"] == 0


def test_a_refused_request_is_not_closed_and_a_withdrawn_one_is_not_completed():
    held = tables(
        cases=[complaint("1"), complaint("2")],
        stages=[
            stage("1", status="refused", closed="2024-06-10"),
            stage("2", status="withdrawn", closed="2024-06-10"),
        ],
    )

    row = area_row(held)

    assert (row["refused"], row["closed_in_year"], row["completed_in_year"]) == (1, 1, 0)


def test_other_directorates_follow_the_services_in_scope():
    held = tables(
        cases=[
            complaint("1"),
            complaint("2", service="Housing", directorate="Homes"),
            complaint("3", service="Bins", directorate="Parks"),
        ],
        stages=[stage("1"), stage("2"), stage("3")],
    )

    found = stages_by_area(held, a_council(), 2024)

    # Parks is in scope as a service: what else its directorate of that name does is told apart.
    second = found[(found["procedure"] == "corporate") & (found["stage"] == 2)]
    assert list(second["area"]) == ["Roads", "Homes", "Parks: other services"]
    assert list(second["service_key"].fillna("-")) == ["roads", "-", "-"]


def test_a_service_with_complaints_under_a_procedure_has_a_row_of_zeros():
    held = tables(cases=[complaint("1"), complaint("2", procedure="statutory")])

    found = stages_by_area(held, a_council(), 2024)

    rows = list(zip(found["procedure"], found["stage"], found["area"], found["requested"], strict=True))
    assert rows == [("corporate", 2, "Roads", 0), ("statutory", 2, "Roads", 0), ("statutory", 3, "Roads", 0)]


def test_a_stage_whose_case_no_folder_holds_still_counts():
    held = tables(cases=[complaint("1")], stages=[stage("lost")])

    row = area_row(held, area="not recorded", procedure="not recorded")
    assert row["requested"] == 1
    total = only_row(stages_in_total(stages_by_area(held, a_council(), 2024)), procedure="all procedures", stage=2)
    assert total["requested"] == 1


def test_totals_are_given_per_procedure_and_for_all():
    held = tables(
        cases=[complaint("1"), complaint("2", service="Parks"), complaint("3", procedure="statutory")],
        stages=[stage("1"), stage("2", status="open"), stage("3"), stage("3", number=3, status="refused")],
    )

    total = stages_in_total(stages_by_area(held, a_council(), 2024))

    assert only_row(total, procedure="corporate", stage=2)["requested"] == 2
    assert only_row(total, procedure="statutory", stage=3)["refused"] == 1
    assert only_row(total, procedure="all procedures", stage=2)["requested"] == 3


@pytest.mark.parametrize(("counted", "now"), [("requested", 2), ("completed", 1)])
def test_a_change_compares_the_same_count_a_year_apart(counted, now):
    held = tables(
        cases=[complaint("1", "2023-05-01"), complaint("2"), complaint("3")],
        stages=[stage("1", "2023-06-05"), stage("2"), stage("3", status="open")],
    )

    found = change_in_stages(held, a_council(), 2024, counted=counted)

    row = only_row(found, procedure="corporate", stage=2, area="Roads")
    assert (row["count"], row["count_before"], row["relative_change"]) == (now, 1, now - 1)
    row = only_row(found, procedure="all procedures", stage=2)
    assert (row["area"], row["count"]) == ("all areas", now)


def test_an_area_with_stages_last_year_alone_is_compared_too():
    held = tables(
        cases=[complaint("1", "2023-05-01", service="Housing", directorate="Homes"), complaint("2")],
        stages=[stage("1", "2023-06-05")],
    )

    row = only_row(change_in_stages(held, a_council(), 2024), area="Homes")

    assert (row["count"], row["count_before"], row["change"]) == (0, 1, -1)


def test_there_is_no_change_on_a_year_without_a_case_folder():
    held = tables(cases=[complaint("1")], stages=[stage("1")])

    found = change_in_stages(held, a_council(), 2024)

    assert pd.isna(found["change"]).all()


def test_stages_that_a_council_does_not_have_are_zeros_for_prose_to_speak_of():
    council = a_council(
        procedures={"corporate": {"name": "Corporate", "stages": {1: clock(), 2: clock(starts="requested")}}}
    )
    held = tables(council, cases=[complaint("1")], stages=[stage("1")])

    totals = every_stage(stages_in_total(stages_by_area(held, council, 2024)))
    pairs = {(row.procedure, row.stage): row.requested for row in totals.itertuples()}
    assert pairs == {("corporate", 2): 1, ("all procedures", 2): 1, ("statutory", 2): 0, ("statutory", 3): 0}

    changes = change_in_stages(held, council, 2024)
    found = every_stage(changes[changes["area"] == "all areas"])
    assert only_row(found, procedure="statutory", stage=3)["count"] == 0
    assert pd.isna(only_row(found, procedure="statutory", stage=3)["count_before"])
