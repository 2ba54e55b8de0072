from tiny_tables import a_council, cases, complaint, only_row

from feedback_report.measures.contact import contact_method_known, contact_methods
from feedback_report.measures.counting import rows_where

SINCE_JANUARY = {"since": "2024-01-01", "contact_method_since": "2024-01-01", "note": "new system"}


def test_shares_are_among_the_cases_of_all_types_whose_method_is_known():
    held = cases(
        complaint("1", contact_method="email"),
        complaint("2", contact_method="email", feedback_type="comment"),
        complaint("3", contact_method="post", feedback_type="compliment"),
        complaint("4"),
        complaint("5", contact_method="email", service="Parks"),
    )

    found = rows_where(contact_methods(held, a_council(), 2024), service_key="roads")

    assert list(found["contact_method"]) == ["email", "portal", "telephone", "post", "in person"]
    assert list(found["count"]) == [2, 0, 0, 1, 0]
    assert set(found["base"]) == {3}
    assert found["share"][0] == 2 / 3


def test_what_is_unknown_is_counted_and_everything_adds_up():
    held = cases(complaint("1", contact_method="email"), complaint("2"), complaint("3"))

    row = only_row(contact_method_known(held, a_council(), 2024), service_key="roads")

    assert (row["received"], row["known"], row["unknown"], row["before_collection"]) == (3, 1, 2, 0)
    assert row["is_collected"] and row["whole_year"]


def test_cases_from_before_collection_began_are_neither_known_nor_unknown():
    held = cases(
        complaint("1", "2023-12-31"),
        complaint("2", "2024-01-01", contact_method="portal"),
        complaint("3", "2024-02-01"),
    )
    council = a_council(recording_system=SINCE_JANUARY)

    row = only_row(contact_method_known(held, council, 2023), service_key="roads")

    assert (row["received"], row["known"], row["unknown"], row["before_collection"]) == (3, 1, 1, 1)
    assert not row["whole_year"]
    assert only_row(contact_methods(held, council, 2023), service_key="roads", contact_method="portal")["base"] == 1


def test_a_service_that_records_no_method_has_no_shares():
    held = cases(complaint("1"))

    assert contact_methods(held, a_council(), 2024)["share"].isna().all()
    assert not contact_method_known(held, a_council(), 2024)["is_collected"].any()
