"""Tables and settings that do not belong together."""

from pathlib import Path

from small_data import a_benchmark, a_case, a_council, a_population, an_earlier_case, load, problems_of


def test_services_that_no_case_belongs_to_are_named(tmp_path: Path) -> None:
    cases = {"cases": [a_case(service="Roads")], "earlier_cases": [an_earlier_case(service="Roads")]}
    assert problems_of(tmp_path, **cases) == [
        'data/council.yml: no case belongs to Parks & Play. Expected the names as the column "service" of cases has '
        "them: correct the services in council.yml, or the column."
    ]


def test_one_service_without_cases_is_no_problem(tmp_path: Path) -> None:
    services = [
        {"key": "parks", "name": "Parks & Play", "short_name": "Parks"},
        {"key": "roads", "name": "Roads", "short_name": "Roads"},
    ]
    load(tmp_path, a_council(services=services))


def test_a_population_table_without_the_council_is_named(tmp_path: Path) -> None:
    assert problems_of(tmp_path, population=[a_population(area_code="E7")]) == [
        "data/reference/population.csv: has no row with the council's own area code E1: "
        "add its population, or correct area_code in council.yml."
    ]


def test_a_neighbour_without_a_benchmark_is_named(tmp_path: Path) -> None:
    neighbours = [{"area_code": "E2", "name": "Nearshire"}, {"area_code": "E3", "name": "Farshire"}]
    assert problems_of(tmp_path, a_council(neighbours=neighbours), benchmark=[a_benchmark()]) == [
        "data/reference/benchmark.csv: has no row with the area code E3 of the neighbour Farshire: "
        "add it, or correct or remove the neighbour in council.yml."
    ]


def test_empty_reference_tables_are_no_problem(tmp_path: Path) -> None:
    neighbours = [{"area_code": "E3", "name": "Farshire"}]
    tables = load(tmp_path, a_council(neighbours=neighbours), population=[], benchmark=[])
    assert tables.population.empty
    assert tables.benchmark.empty
