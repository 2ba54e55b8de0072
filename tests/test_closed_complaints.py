import pytest
from tiny_tables import a_council, cases, complaint

from feedback_report.measures.closed_complaints import closed_with_outcome, left_out, standings, with_standing
from feedback_report.measures.counting import rows_where
from feedback_report.measures.outcomes import complaints_by_standing


@pytest.mark.parametrize(
    ("status", "outcome", "standing"),
    [
        ("closed", "upheld", "closed with a reported outcome"),
        ("closed", "passed to a partner", "closed with a reported outcome"),  # another outcome stays in the base
        ("closed", "withdrawn", "withdrawn"),
        ("closed", "question answered", "question answered"),
        ("closed", None, "closed, no outcome recorded"),
        ("withdrawn", "upheld", "withdrawn"),  # the status decides
        ("refused", None, "refused"),
        ("open", None, "open"),
        ("paused", None, "paused"),
    ],
)
def test_each_complaint_stands_in_one_place(status, outcome, standing):
    held = with_standing(cases(complaint("1", status=status, outcome=outcome)), a_council())

    assert list(held["standing"]) == [standing]
    assert standing in standings(a_council())


def test_the_settings_say_which_outcomes_are_no_finding():
    council = a_council(outcomes_without_finding=["passed to a partner"])
    held = cases(complaint("1", outcome="passed to a partner"), complaint("2", outcome="question answered"))

    assert list(with_standing(held, council)["standing"]) == ["passed to a partner", "closed with a reported outcome"]


def test_the_base_is_the_years_closed_complaints_merged_ones_included():
    held = cases(
        *(complaint("1"), complaint("2", merged_into="1"), complaint("3", status="open", outcome=None)),
        complaint("4", "2024-03-31"),  # the day before the year begins
        complaint("5", feedback_type="comment"),
        complaint("6", service="Housing"),
    )

    assert list(closed_with_outcome(held, a_council(), 2024)["case_id"]) == ["1", "2"]


def test_what_is_left_out_of_the_base_is_told_in_words():
    held = cases(
        complaint("1"),
        complaint("2", status="withdrawn"),
        complaint("3", outcome="question answered"),
        complaint("4", outcome=None),
        complaint("5", status="open", outcome=None),
        complaint("6", status="open", outcome=None),
    )
    standing = complaints_by_standing(held, a_council(), 2024)

    assert left_out(rows_where(standing, service_key="roads"), a_council()) == [
        *("1 closed as “question answered”", "1 withdrawn", "2 open", "1 closed without a recorded outcome"),
    ]
    assert left_out(rows_where(standing, service_key="parks"), a_council()) == []
