import pandas as pd
from tiny_tables import a_council, cases, clock, complaint, only_row

from feedback_report.measures.acknowledgements import acknowledgements

PROCEDURES = {
    "corporate": {"name": "Corporate", "acknowledge_within": 5, "stages": {1: clock()}},
    "statutory": {"name": "Statutory", "stages": {1: clock()}},
}


def test_the_fifth_working_day_is_in_time_and_the_sixth_is_late():
    held = cases(
        complaint("1", "2024-07-01", acknowledged="2024-07-08"),  # Monday to Monday: 5 working days
        complaint("2", "2024-07-01", acknowledged="2024-07-09"),
        complaint("3", "2024-07-01"),
        complaint("4", "2024-07-01", acknowledged="2024-07-01", procedure="statutory"),
    )

    found = acknowledgements(held, a_council(procedures=PROCEDURES), 2024)

    row = only_row(found, service_key="roads")  # the statutory procedure sets no limit, so it has no row
    assert (row["procedure"], row["target"], row["count"], row["late"], row["not_recorded"]) == (
        "corporate",
        5,
        1,
        1,
        1,
    )
    assert (row["base"], row["share"], row["received"]) == (2, 0.5, 3)


def test_a_service_without_complaints_has_no_share():
    row = only_row(acknowledgements(cases(), a_council(procedures=PROCEDURES), 2024), service_key="parks")

    assert row["base"] == 0 and pd.isna(row["share"])
