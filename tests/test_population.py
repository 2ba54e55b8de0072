import pandas as pd
import pytest
from tiny_tables import a_council, complaints, only_row, tables

from feedback_report.measures.population import complaint_rates, population_used


def estimate(year, people, area_code="E1"):
    return {"area_code": area_code, "area": "the district", "year": year, "population": people, "source": f"mid-{year}"}


@pytest.mark.parametrize(
    ("held", "used"),
    [
        ([2022, 2023, 2024, 2025], 2024),  # the estimate for the year itself
        ([2021, 2022, 2025], 2022),  # not held: the nearest earlier one, though a later one is nearer
        ([2026, 2027], 2026),  # none earlier: the nearest later one
    ],
)
def test_a_year_uses_its_own_estimate_then_the_nearest_earlier_then_the_nearest_later(held, used):
    population = tables(population=[estimate(year, 1000 + year) for year in held]).population

    found = population_used(population, "E1", 2024)

    assert found == {"population": 1000 + used, "population_year": used, "population_source": f"mid-{used}"}


def test_another_areas_estimate_is_never_used():
    population = tables(population=[estimate(2024, 5, area_code="E2")]).population

    assert pd.isna(population_used(population, "E1", 2024)["population"])


def test_the_rate_is_complaints_per_100_000_residents():
    held = tables(cases=complaints(3), population=[estimate(2023, 60_000)])

    row = only_row(complaint_rates(held, a_council(), 2024, 3), year=2024)

    # 3 / 60,000 = 0.00005, which is 5 per 100,000; the estimate is for 2023.
    assert row["per_100_000"] == pytest.approx(5)
    assert (row["count"], row["base"], row["population_year"]) == (3, 60_000, 2023)
    assert not row["is_own_estimate"]


def test_compliments_are_no_part_of_the_rate():
    held = tables(cases=complaints(2, feedback_type="compliment"), population=[estimate(2024, 100)])

    assert only_row(complaint_rates(held, a_council(), 2024, 1), year=2024)["per_100_000"] == 0


def test_without_population_or_complaints_a_rate_is_missing():
    rates = complaint_rates(tables(cases=complaints(3)), a_council(), 2024, 7)

    assert list(rates["year"]) == [2018, 2019, 2020, 2021, 2022, 2023, 2024]
    assert rates["per_100_000"].isna().all()
    assert list(rates["count"].dropna()) == [3]
    assert not rates["is_own_estimate"].any()
