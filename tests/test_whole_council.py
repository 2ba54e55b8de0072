import pandas as pd
from tiny_tables import complaint, complaints, only_row, tables

from feedback_report.measures.whole_council import (
    cases_by_type,
    change_by_type,
    completeness_by_year,
)


def of_type(case_id, feedback_type, received="2024-05-01", **values):
    return {"case_id": case_id, "received": received, "feedback_type": feedback_type, "status": "closed"} | values


def history(year, feedback_type, count):
    return {"series": "cases", "year": year, "category": feedback_type, "count": count, "source": "a paper"}


def test_every_row_counts_merged_and_refused_ones_too():
    held = tables(cases=[complaint("1"), complaint("2", merged_into="1"), complaint("3", status="refused")])

    found = cases_by_type(held, 2024, 1)

    assert list(found["feedback_type"]) == ["complaint", "compliment", "comment", "all types"]
    assert list(found["count"]) == [3, 0, 0, 3]


def test_the_total_of_a_year_is_missing_where_one_type_is():
    held = tables(cases=[complaint("1")], history=[history(2023, "complaint", 5), history(2023, "comment", 1)])

    found = cases_by_type(held, 2024, 2)

    assert only_row(found, year=2023, feedback_type="complaint")["count"] == 5
    assert pd.isna(only_row(found, year=2023, feedback_type="all types")["count"])
    assert only_row(found, year=2024, feedback_type="all types")["count"] == 1


def test_a_change_is_the_difference_and_its_fraction_of_the_earlier_count():
    held = tables(cases=[*complaints(4, "a", received="2023-05-01"), *complaints(3, "b"), of_type("9", "comment")])

    found = change_by_type(cases_by_type(held, 2024), 2024)

    # Complaints from 4 to 3: -1, a quarter of 4. Comments from none to 1: no fraction of nothing.
    row = only_row(found, feedback_type="complaint")
    assert (row["before_year"], row["count_before"], row["change"], row["relative_change"]) == (2023, 4, -1, -0.25)
    row = only_row(found, feedback_type="comment")
    assert (row["count_before"], row["change"]) == (0, 1)
    assert pd.isna(row["relative_change"])
    assert only_row(found, feedback_type="all types")["change"] == 0


def test_a_year_that_nobody_holds_gives_no_change():
    found = change_by_type(cases_by_type(tables(cases=[complaint("1")]), 2024), 2024)

    assert found["change"].isna().all()
    assert found["relative_change"].isna().all()


def test_a_year_that_stops_in_december_looks_incomplete():
    held = tables(cases=[complaint("1", "2024-04-02"), complaint("2", "2024-12-30"), complaint("3", "2023-04-01")])

    row = only_row(completeness_by_year(held), year=2024)

    assert (row["empty_months_at_start"], row["empty_months_at_end"]) == (0, 3)  # January to March


def test_a_year_from_april_to_march_looks_complete_whatever_months_are_empty_between():
    held = tables(cases=[complaint("1", "2024-04-02"), complaint("2", "2025-03-30")])

    row = only_row(completeness_by_year(held), year=2024)
    assert (row["empty_months_at_start"], row["empty_months_at_end"]) == (0, 0)


def test_a_folder_without_cases_looks_incomplete():
    row = only_row(completeness_by_year(tables(case_years=[2024])), year=2024)

    assert (row["empty_months_at_start"], row["empty_months_at_end"]) == (12, 12)
    assert row["count"] == 0 and pd.isna(row["first_received"])
