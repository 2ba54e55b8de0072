from tiny_tables import a_council, complaint, only_row, tables

from feedback_report.measures.counting import rows_where
from feedback_report.measures.remedies import remedies_by_service, remedies_per_complaint


def remedy(case_id, name, stage=1, year=2024):
    return {"case_id": case_id, "stage": stage, "remedy": name, "year": year}


def test_shares_are_of_closed_complaints_and_a_case_may_have_several_remedies():
    held = tables(
        cases=[complaint("1"), complaint("2"), complaint("3"), complaint("4", service="Parks")],
        remedies=[remedy("1", "apology"), remedy("1", "repair"), remedy("2", "apology"), remedy("4", "refund")],
    )

    found = remedies_by_service(held, a_council(), 2024)

    # Roads: apology in 2 of 3, repair in 1 of 3; a remedy of one service is listed for both.
    roads = rows_where(found, service_key="roads")
    assert list(roads["remedy"]) == ["apology", "refund", "repair"]
    assert list(roads["count"]) == [2, 0, 1]
    assert list(roads["share"]) == [2 / 3, 0, 1 / 3]
    assert only_row(found, service_key="parks", remedy="refund")["share"] == 1


def test_the_same_remedy_twice_in_one_case_counts_once():
    held = tables(cases=[complaint("1")], remedies=[remedy("1", "apology"), remedy("1", "apology")])

    assert only_row(remedies_by_service(held, a_council(), 2024), service_key="roads")["count"] == 1


def test_remedies_outside_the_base_or_of_another_stage_are_left_out():
    held = tables(
        cases=[complaint("1"), complaint("2", outcome="withdrawn"), complaint("3", "2023-05-01")],
        remedies=[remedy("1", "apology", stage=2), remedy("2", "repair"), remedy("3", "refund"), remedy("9", "lost")],
    )

    assert remedies_by_service(held, a_council(), 2024).empty


def test_a_remedy_noted_in_a_later_years_file_belongs_to_its_complaints_year():
    held = tables(cases=[complaint("1", "2024-03-20")], remedies=[remedy("1", "apology", year=2024)])

    assert only_row(remedies_by_service(held, a_council(), 2023), service_key="roads")["count"] == 1


def test_complaints_with_any_and_with_several_remedies_are_counted():
    held = tables(
        cases=[complaint("1"), complaint("2"), complaint("3")],
        remedies=[remedy("1", "apology"), remedy("1", "repair"), remedy("2", "apology")],
    )

    row = only_row(remedies_per_complaint(held, a_council(), 2024), service_key="roads")

    assert (row["count"], row["base"], row["several"], row["remedies"]) == (2, 3, 1, 3)


def test_a_service_without_closed_complaints_has_no_shares():
    held = tables(cases=[complaint("1")], remedies=[remedy("1", "apology")])

    assert only_row(remedies_by_service(held, a_council(), 2024), service_key="parks")[["share"]].isna().all()
    assert only_row(remedies_per_complaint(held, a_council(), 2024), service_key="parks")["base"] == 0
