from tiny_tables import a_council, cases, complaint

from feedback_report.measures.counting import rows_where
from feedback_report.measures.people import complaints_by_characteristic, reasons_by_item

HELD = cases(
    complaint("1", raised_by="advocate"),
    complaint("2", raised_by="parent or carer", service="Parks"),
    complaint("3", raised_by="parent or carer", age_band="16 to 24"),
    complaint("4"),
    complaint("5", raised_by="advocate", service="Housing"),
    complaint("6", raised_by="advocate", feedback_type="comment"),
)


def test_complaints_are_counted_over_all_services_in_scope_among_those_known():
    found = complaints_by_characteristic(HELD, a_council(), 2024)

    raised = rows_where(found, characteristic="raised_by")
    assert list(raised["value"]) == ["child or young person", "parent or carer", "advocate", "other"]
    assert list(raised["count"]) == [0, 2, 1, 0]
    assert set(raised["base"]) == {3}
    assert list(rows_where(found, characteristic="age_band")["value"]) == ["16 to 24"]
    assert set(found["characteristic"]) == {"raised_by", "age_band"}  # the others are not collected


def test_where_nothing_is_collected_there_are_no_rows_to_publish():
    held = cases(complaint("1"))

    found = complaints_by_characteristic(held, a_council(), 2024)
    assert found.empty and "share" in found.columns


def test_items_that_are_not_collected_for_one_reason_stand_together():
    reasons = {"age_band": "No field.", "gender": "Not asked.", "disability": "No\n  field."}
    assert reasons_by_item(reasons, []) == [(["age band", "disability"], "No field."), (["gender"], "Not asked.")]


def test_what_is_recorded_is_not_said_to_be_not_collected():
    assert reasons_by_item({"age_band": "No field.", "gender": "Not asked."}, ["raised_by", "gender"]) == [
        (["age band"], "No field.")
    ]
