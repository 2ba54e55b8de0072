"""Counts beyond what is usual, months without cases, and history that disagrees with the cases."""

from tiny_tables import Row, complaints
from year_data import messages, weights, year_data

from feedback_report.checks import Severity
from feedback_report.year_checks.volumes import (
    empty_month_findings,
    empty_table_findings,
    history_findings,
    volume_findings,
)

LAST = "2023-05-01"


def counted(now: int, before: int, **rows: list[Row]) -> list[str]:
    cases = [*complaints(before, "p", received=LAST), *complaints(now)]
    return messages(volume_findings(year_data(cases=cases, **rows)))


def test_a_count_beyond_three_standard_deviations_is_named_for_the_council_and_the_service() -> None:
    # 45 - 17 = 28; three times the square root of 62 is 23.6.
    assert counted(45, 17) == [
        "Whole council: 45 complaints in 2024/25, 17 in 2023/24.",
        "Roads: 45 complaints in 2024/25, 17 in 2023/24.",
    ]


def test_a_count_within_three_standard_deviations_is_no_finding() -> None:
    # 40 - 17 = 23; three times the square root of 57 is 22.65, so 39 is within: 22 against 22.45.
    assert counted(40, 17)
    assert not counted(39, 17)


def test_from_one_to_eight_is_chance() -> None:
    # 8 - 1 = 7; three times the square root of 9 is 9.
    assert not counted(8, 1)


def test_the_range_of_earlier_years_is_told() -> None:
    history = {"series": "cases", "year": 2022, "category": "complaint", "count": 50, "source": "a paper"}
    assert counted(45, 17, history=[history])[0] == (
        "Whole council: 45 complaints in 2024/25, 17 in 2023/24; within the 17 to 50 of the 2 earlier years held."
    )


def test_without_last_year_no_count_is_unusual() -> None:
    assert not list(volume_findings(year_data(cases=complaints(90))))


def test_a_month_without_any_case_is_named_where_others_have_many() -> None:
    months = [f"{2024 if month >= 4 else 2025}-{month:02d}-10" for month in (4, 5, 6, 7, 9, 10, 11, 12, 1, 2, 3)]
    rows = [row for number, day in enumerate(months) for row in complaints(11, f"m{number}-", received=day)]
    found = list(empty_month_findings(year_data(cases=rows)))
    assert messages(found) == ["No case was received in August 2024."]
    assert weights(found) == [Severity.look]


def test_a_small_council_may_have_a_month_without_cases() -> None:
    assert not list(empty_month_findings(year_data(cases=complaints(100))))


def published(count: int, **values: object) -> list[Row]:
    row = {"series": "cases", "year": 2023, "category": "complaint", "count": count, "source": "a paper"}
    return [row | values]


def test_a_published_count_that_the_cases_do_not_add_up_to_is_named_with_the_difference() -> None:
    cases = [*complaints(3, "p", received=LAST), *complaints(1)]
    found = list(history_findings(year_data(cases=cases, history=published(5))))
    assert messages(found) == ["Whole council, complaints in 2023/24: 5 published, 3 cases held (-2)."]
    assert weights(found) == [Severity.look]


def test_published_counts_of_a_service_and_month_are_held_against_its_cases() -> None:
    cases = [*complaints(3, "p", received=LAST), *complaints(1, "q", received="2023-06-01"), *complaints(1)]
    history = published(2, service="Roads", month=5)
    assert messages(history_findings(year_data(cases=cases, history=history))) == [
        "Roads, complaints in May of 2023/24: 2 published, 3 cases held (+1)."
    ]


def test_published_counts_that_agree_or_of_years_without_cases_are_no_finding() -> None:
    cases = [*complaints(3, "p", received=LAST), *complaints(1)]
    history = [*published(3), *published(99, year=2021)]
    assert not list(history_findings(year_data(cases=cases, history=history)))


def later_stages(number: int, year: int) -> list[Row]:
    return [
        {"case_id": f"c{n}", "stage": 2, "requested": f"{year}-05-01", "status": "open", "year": year}
        for n in range(number)
    ]


def test_a_table_written_by_hand_that_is_still_empty_is_named_where_last_years_was_not() -> None:
    cases = [*complaints(6, "c", received=LAST), *complaints(1)]
    found = list(empty_table_findings(year_data(cases=cases, stages=later_stages(6, 2023))))
    assert messages(found) == ["No row in the months counted of 2024/25, and 6 in those of 2023/24."]
    assert (found[0].where, found[0].severity) == ("data/2024-25/stages.csv", Severity.look)
    assert "nobody asked for a later stage" in found[0].advice


def test_a_table_with_a_row_or_with_few_rows_last_year_is_not_asked_about() -> None:
    cases = [*complaints(6, "c", received=LAST), *complaints(1)]
    assert not list(empty_table_findings(year_data(cases=cases, stages=later_stages(4, 2023))))
    both = [*later_stages(5, 2023), *later_stages(6, 2024)[5:]]
    assert not list(empty_table_findings(year_data(cases=cases, stages=both)))
