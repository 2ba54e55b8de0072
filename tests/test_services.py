import pandas as pd
from tiny_tables import a_council, complaint, complaints, only_row, tables

from feedback_report.measures.counting import rows_where
from feedback_report.measures.services import cases_by_service, change_by_service, without_merged


def row_of(held, year=2024, service_key="roads", feedback_type="complaint"):
    found = cases_by_service(held, a_council(), 2024)
    return only_row(found, year=year, service_key=service_key, feedback_type=feedback_type)


def test_each_service_has_a_row_for_each_year_and_type_zeros_included():
    found = cases_by_service(tables(cases=[complaint("1")]), a_council(), 2024, years=1)

    assert list(zip(found["service"], found["feedback_type"], found["count"], strict=True)) == [
        *(("Roads", "complaint", 1), ("Roads", "compliment", 0), ("Roads", "comment", 0)),
        *(("Parks", "complaint", 0), ("Parks", "compliment", 0), ("Parks", "comment", 0)),
    ]


def test_merged_complaints_are_counted_with_and_without_merging():
    held = tables(
        cases=[
            complaint("1", customer_ref="x"),
            complaint("2", customer_ref="x", merged_into="1"),
            complaint("3", customer_ref="x", merged_into="1"),
            complaint("4", customer_ref="y"),
        ]
    )

    row = row_of(held)

    # Cases 1, 2 and 3 are one group, which counts once beside case 4.
    assert (row["count"], row["count_merged_once"]) == (4, 2)
    assert (row["in_merged_groups"], row["merged_groups"], row["merged_customers"]) == (3, 1, 1)


def test_who_raised_merged_complaints_is_unknown_where_one_has_no_pseudonym():
    held = tables(cases=[complaint("1", customer_ref="x"), complaint("2", merged_into="1")])

    assert pd.isna(row_of(held)["merged_customers"])


def test_a_case_merged_into_one_of_another_service_counts_where_it_lies():
    held = tables(cases=[complaint("1", service="Parks"), complaint("2", merged_into="1")])

    roads, parks = row_of(held), row_of(held, service_key="parks")

    assert (roads["count"], roads["count_merged_once"], roads["in_merged_groups"], roads["merged_groups"]) == (
        1,
        0,
        1,
        0,
    )
    assert (parks["count"], parks["count_merged_once"], parks["in_merged_groups"], parks["merged_groups"]) == (
        1,
        1,
        1,
        1,
    )


def test_a_year_from_history_does_not_tell_of_merging():
    row = {
        "series": "cases",
        "year": 2023,
        "service": "Roads",
        "category": "complaint",
        "count": 8,
        "source": "a paper",
    }

    found = row_of(tables(cases=[complaint("1")], history=[row]), year=2023)

    assert (found["count"], found["source"]) == (8, "a paper")
    assert pd.isna(found["count_merged_once"])


def test_changes_are_given_on_last_year_and_on_an_earlier_one_with_and_without_merging():
    held = tables(
        cases=[
            *complaints(2, "a", received="2022-05-01"),
            *complaints(4, "b", received="2023-05-01"),
            *complaints(3, "c"),
            complaint("d", merged_into="c0"),
        ]
    )
    by_service = cases_by_service(held, a_council(), 2024)

    last = only_row(change_by_service(by_service, 2024), service_key="roads", feedback_type="complaint")
    over = only_row(change_by_service(by_service, 2024, 2), service_key="roads", feedback_type="complaint")

    # 2, 4 and then 4 complaints, of which one is merged: 3 with the group counted once.
    assert (last["before_year"], last["change"], last["change_merged_once"]) == (2023, 0, -1)
    assert last["relative_change_merged_once"] == -0.25
    assert (over["before_year"], over["relative_change"], over["relative_change_merged_once"]) == (2022, 1.0, 0.5)


def test_a_chain_of_merged_cases_is_one_group_counted_once():
    held = tables(
        cases=[
            complaint("1", customer_ref="x"),
            complaint("2", customer_ref="x", merged_into="1"),
            complaint("3", customer_ref="x", merged_into="2"),
        ]
    )

    row = row_of(held)

    assert (row["count_merged_once"], row["in_merged_groups"], row["merged_groups"]) == (1, 3, 1)


def test_services_out_of_scope_are_left_out():
    found = cases_by_service(tables(cases=[complaint("1", service="Housing")]), a_council(), 2024)

    assert rows_where(found, year=2024)["count"].sum() == 0


def test_without_merged_leaves_out_merged_cases_and_the_one_they_went_into():
    # B and C were merged into A; D stands alone.
    cases = pd.DataFrame({"case_id": ["A", "B", "C", "D"], "merged_into": [None, "A", "A", None]})
    assert without_merged(cases)["case_id"].tolist() == ["D"]
