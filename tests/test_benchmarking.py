import pandas as pd
import pytest
from tiny_tables import a_council, complaints, only_row, tables

from feedback_report.measures.benchmarking import (
    benchmark_rates,
    benchmark_year,
    missing_areas,
    own_and_others,
    own_this_year,
    rates_by_area,
)
from feedback_report.measures.counting import rows_where

COUNCIL = a_council(neighbours=[{"area_code": "E2", "name": "Hills"}, {"area_code": "E3", "name": "Dales"}])
PEOPLE = [
    {"area_code": code, "area": code, "year": 2023, "population": 100_000, "source": "mid-2023"}
    for code in ("E1", "E2", "E3")
]


def published(code, year, number):
    return {"area_code": code, "area": code, "year": year, "complaints": number, "source": "its report"}


def rates(*benchmark, population=PEOPLE, **rows):
    cases = [*complaints(3, "a", received="2023-05-01"), *complaints(2, "b")]
    return rates_by_area(tables(cases=cases, benchmark=list(benchmark), population=population, **rows), COUNCIL, 2024)


BOTH_IN_2023 = (published("E2", 2023, 5), published("E3", 2023, 1))


def test_rates_are_complaints_per_100_000_residents_of_each_area():
    found = rows_where(rates(*BOTH_IN_2023), year=2023)

    # Populations are 100,000 each, so a rate is the count itself.
    assert list(found["area"]) == ["Test Council", "Hills", "Dales"]
    assert list(found["per_100_000"]) == pytest.approx([3, 5, 1])
    assert list(found["rank"]) == [2, 1, 3]
    assert list(found["is_council"]) == [True, False, False]


def test_the_year_is_the_last_that_all_areas_have():
    found = rates(*BOTH_IN_2023, published("E2", 2024, 9))

    assert benchmark_year(found, 2024) == 2023
    assert list(benchmark_rates(found, 2024)["area"]) == ["Hills", "Test Council", "Dales"]
    assert benchmark_year(rates(*BOTH_IN_2023, published("E2", 2024, 9), published("E3", 2024, 9)), 2024) == 2024


def test_a_year_after_the_papers_is_not_used():
    found = rates(*BOTH_IN_2023, published("E2", 2025, 9), published("E3", 2025, 9))

    assert benchmark_year(found, 2024) == 2023
    assert found["year"].max() == 2024
    both = rates(*BOTH_IN_2023, published("E2", 2024, 9), published("E3", 2024, 9))
    assert benchmark_year(both, 2023) == 2023


def test_where_no_year_is_complete_the_last_with_most_areas_is_used_and_the_missing_are_named():
    found = rates(published("E2", 2023, 5), published("E3", 2024, 4))

    assert benchmark_year(found, 2024) == 2024
    assert list(benchmark_rates(found, 2024)["area"]) == ["Dales", "Test Council"]
    missing = only_row(missing_areas(found, 2024))
    assert (missing["area"], missing["has_count"], missing["has_population"]) == ("Hills", False, True)


def test_an_area_without_a_population_is_missing_for_that_reason():
    found = rates(*BOTH_IN_2023, population=PEOPLE[:2])

    missing = only_row(missing_areas(found, 2023))
    assert (missing["area"], missing["has_count"], missing["has_population"]) == ("Dales", True, False)


def test_the_councils_own_count_comes_from_its_cases_before_the_benchmark():
    found = rates(*BOTH_IN_2023, published("E1", 2023, 99), published("E1", 2022, 7))

    own = rows_where(found, is_council=True)
    assert dict(zip(own["year"], own["count"], strict=True)) == {2022: 7, 2023: 3, 2024: 2}
    assert list(own["source"]) == ["its report", "cases", "cases"]


def test_the_councils_own_rate_of_this_year_names_its_year_and_has_no_place_among_the_others():
    row = only_row(own_this_year(rates(*BOTH_IN_2023), 2024, COUNCIL))

    assert (row["year"], row["area"], row["per_100_000"]) == (2024, "Test Council, 2024/25", pytest.approx(2))
    assert pd.isna(row["rank"])
    this_year = rates(*BOTH_IN_2023, published("E2", 2024, 9), published("E3", 2024, 9))
    assert own_this_year(this_year, 2024, COUNCIL).empty  # the comparison shows it already
    assert own_this_year(rates(), 2024, COUNCIL).empty


def test_the_councils_rate_and_the_others_can_be_had_apart():
    own, others = own_and_others(benchmark_rates(rates(*BOTH_IN_2023), 2024))
    assert own == pytest.approx(3)
    assert list(others) == pytest.approx([5, 1])

    own, others = own_and_others(benchmark_rates(rates(), 2024))
    assert own is None and others.empty


def test_without_a_benchmark_nothing_is_compared_and_all_neighbours_are_missing():
    found = rates()

    assert benchmark_year(found, 2024) is None
    assert benchmark_rates(found, 2024).empty
    assert list(missing_areas(found, 2024)["area"]) == ["Hills", "Dales"]


def test_equal_rates_share_a_rank():
    found = rows_where(rates(published("E2", 2023, 3), published("E3", 2023, 1)), year=2023)

    assert list(found["rank"]) == [1, 1, 3]
    assert not pd.isna(found["rank"]).any()
