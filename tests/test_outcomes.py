from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_tables import a_council, cases, complaint, only_row

from feedback_report.data.contract import CASE_STATUSES
from feedback_report.measures.counting import rows_where
from feedback_report.measures.outcomes import (
    complaints_by_standing,
    in_words,
    outcomes_by_service,
)


def test_other_outcomes_stay_in_the_base_so_the_three_need_not_add_up():
    held = cases(
        *(complaint("1", outcome="upheld"), complaint("2", outcome="not upheld")),
        *(complaint("3", outcome="passed to a partner"), complaint("4", outcome="not upheld")),
    )

    found = rows_where(outcomes_by_service(held, a_council(), 2024), service_key="roads")

    assert list(found["outcome"]) == ["upheld", "partially upheld", "not upheld", "other"]
    assert list(found["count"]) == [1, 0, 2, 1]
    assert list(found["share"]) == [0.25, 0, 0.5, 0.25]


def test_withdrawn_answered_and_unfinished_complaints_leave_the_base_and_are_counted():
    held = cases(
        *(complaint("1"), complaint("2", outcome="withdrawn"), complaint("3", outcome="question answered")),
        *(complaint("4", status="open", outcome=None), complaint("5", status="refused", outcome=None)),
    )

    assert only_row(outcomes_by_service(held, a_council(), 2024), service_key="roads", outcome="upheld")["base"] == 1
    found = rows_where(complaints_by_standing(held, a_council(), 2024), service_key="roads")
    counts = dict(zip(found["standing"], found["count"], strict=True))
    assert counts == {
        "closed with a reported outcome": 1,
        "question answered": 1,
        "withdrawn": 1,
        "refused": 1,
        "open": 1,
        "paused": 0,
        "closed, no outcome recorded": 0,
    }
    assert list(found["is_base"]) == [True] + [False] * 6


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(CASE_STATUSES),
            st.sampled_from([None, "upheld", "not upheld", "something else", "withdrawn", "question answered"]),
            st.sampled_from(["Roads", "Parks", "Housing", None]),
            st.booleans(),
        )
    )
)
def test_complaints_received_are_the_base_and_every_exclusion_whatever_the_data(rows):
    held = cases(
        *(
            complaint(
                str(n), status=status, outcome=outcome, service=service, merged_into="0" if merged and n else None
            )
            for n, (status, outcome, service, merged) in enumerate(rows)
        )
    )
    standing = complaints_by_standing(held, a_council(), 2024)
    outcomes = outcomes_by_service(held, a_council(), 2024)

    for service in ("Roads", "Parks"):
        received = sum(row[2] == service for row in rows)
        own = rows_where(standing, service=service)
        assert own["count"].sum() == received == own["base"][0]
        assert rows_where(outcomes, service=service)["count"].sum() == only_row(own, is_base=True)["count"]


def test_outcomes_are_named_in_words_and_other_ones_only_where_there_are_any():
    held = cases(complaint("1"), complaint("2", outcome="settled"), complaint("3", "2024-06-01", service="Parks"))
    by_outcome = outcomes_by_service(held, a_council(), 2024)

    roads, parks = (in_words(by_outcome[by_outcome["service_key"] == key]) for key in ("roads", "parks"))
    assert roads == [("upheld", 1), ("partially upheld", 0), ("not upheld", 0), ("closed in another way", 1)]
    assert parks == [("upheld", 1), ("partially upheld", 0), ("not upheld", 0)]
