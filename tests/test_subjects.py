import pandas as pd
from tiny_tables import a_break, a_council, cases, complaint, only_row, tables

from feedback_report.measures.counting import rows_where
from feedback_report.measures.subjects import complaints_by_subject, most_moved, subjects_over_years


def about(case_id, subject, received="2024-05-01", **values):
    return complaint(case_id, received, subject=subject, **values)


def test_every_subject_of_the_council_is_listed_in_its_order_zeros_included():
    found = complaints_by_subject(cases(about("1", "Quality")), a_council(), 2024)

    assert list(found["subject"]) == ["Delay", "Quality", "Conduct"] * 2
    assert list(found["count"]) == [0, 1, 0, 0, 0, 0]


def test_shares_are_of_all_complaints_received_and_add_up_with_what_is_not_recorded():
    held = cases(about("1", "Delay"), about("2", "Delay"), about("3", None), about("4", "Quality", status="withdrawn"))

    found = rows_where(complaints_by_subject(held, a_council(), 2024), service_key="roads")

    assert list(found["subject"]) == ["Delay", "Quality", "Conduct", "not recorded"]
    assert list(found["share"]) == [0.5, 0.25, 0, 0.25]


def test_compliments_have_no_part_in_subjects():
    found = complaints_by_subject(cases(about("1", "Delay", feedback_type="compliment")), a_council(), 2024)

    assert found["count"].sum() == 0
    assert found["share"].isna().all()


def test_last_years_share_and_rank_stand_beside_this_years():
    held = tables(
        cases=[
            *(about("1", "Delay", "2023-05-01"), about("2", "Conduct", "2023-05-01")),
            *(about("3", "Delay", "2023-05-02"), about("4", "Conduct")),
        ]
    )

    row = only_row(subjects_over_years(held, a_council(), 2024), service_key="roads", subject="Conduct")

    # 1 of 3 last year, second to Delay; 1 of 1 this year.
    assert (row["share"], row["rank"], row["rank_before"]) == (1, 1, 2)
    assert row["share_before"] == 1 / 3
    assert row["share_change"] == 1 - 1 / 3


def test_a_subject_that_the_council_no_longer_lists_stays_in_the_comparison():
    held = tables(cases=[about("1", "Delay", "2023-05-01"), about("2", "Delay")])

    found = subjects_over_years(held, a_council(subjects=["Quality"]), 2024)
    earlier = complaints_by_subject(held.cases, a_council(subjects=["Quality"]), 2022, names_from=[2023])

    assert only_row(found, service_key="roads", subject="Delay")["share_before"] == 1
    assert list(rows_where(earlier, service_key="roads")["subject"]) == ["Quality", "Delay"]


def test_the_subject_whose_share_moved_most_is_given_per_service():
    held = tables(
        cases=[
            *(
                about("1", "Delay", "2023-05-01"),
                about("2", "Delay", "2023-05-01"),
                about("3", "Conduct", "2023-05-01"),
            ),
            *(about("4", "Conduct"), about("5", "Conduct"), about("6", "Quality")),
        ]
    )

    found = most_moved(subjects_over_years(held, a_council(), 2024), a_council())

    # Delay fell from 2 of 3 to none; Conduct rose from 1 of 3 to 2 of 3; Quality from none to 1 of 3.
    assert list(found["service_key"]) == ["roads", "parks"]
    assert found["subject"][0] == "Delay"
    assert found["share_change"][0] == -2 / 3
    assert pd.isna(found["subject"][1])  # parks has no complaints to compare


def test_subjects_are_not_compared_across_a_break_nor_with_a_year_not_held():
    held = tables(cases=[about("1", "Delay", "2023-05-01"), about("2", "Delay")])
    council = a_council()

    broken = subjects_over_years(held, council, 2024, breaks=[a_break("subjects", "2024/25", "roads")])
    not_held = subjects_over_years(held, council, 2023)

    assert list(rows_where(broken, comparable=True)["service_key"].unique()) == ["parks"]
    assert rows_where(broken, service_key="roads")[["share_before", "rank_before"]].isna().all(axis=None)
    assert pd.isna(not_held["count_before"]).all() and not not_held["comparable"].any()


def test_what_is_not_recorded_is_never_the_subject_that_moved_most():
    before = [complaint("p1", "2023-05-01", subject="Delay"), complaint("p2", "2023-05-01", subject="Quality")]
    now = [complaint(str(number), subject=None) for number in range(8)]
    now += [complaint("8", subject="Delay"), complaint("9", subject="Quality")]
    moved = most_moved(subjects_over_years(tables(cases=[*before, *now]), a_council(), 2024), a_council())

    assert only_row(moved, service_key="roads")["subject"] in ("Delay", "Quality")
    assert pd.isna(only_row(moved, service_key="parks")["subject"])
