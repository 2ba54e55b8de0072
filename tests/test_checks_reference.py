"""Reference figures that are older than the year, and the notice of a sample in a council's own settings."""

from tiny_tables import a_council, complaint
from year_data import messages, weights, year_data

from feedback_report.checks import Severity
from feedback_report.year_checks.reference import old_reference_findings, sample_findings

COUNCIL = a_council(neighbours=[{"area_code": "E2", "name": "Nextshire"}, {"area_code": "E3", "name": "Farshire"}])


def estimate(code: str, year: int) -> dict:
    return {"area_code": code, "area": code, "year": year, "population": 1000, "source": "the census"}


def figures(code: str, year: int) -> dict:
    return {"area_code": code, "area": code, "year": year, "complaints": 9, "source": "a paper"}


def test_areas_whose_newest_estimate_or_figures_are_older_than_the_year_are_named() -> None:
    population = [*(estimate(code, 2023) for code in ("E1", "E2")), estimate("E3", 2022), estimate("E2", 2024)]
    benchmark = [figures("E2", 2024), figures("E3", 2022), figures("E9", 2021)]
    data = year_data(council=COUNCIL, cases=[complaint("1")], population=population, benchmark=benchmark)
    found = list(old_reference_findings(data))
    assert messages(found) == [
        "The newest estimate of Farshire is of 2022.",
        "The newest estimate of the district is of 2023.",
        "The newest figures of Farshire are of 2022/23.",
    ]
    assert set(weights(found)) == {Severity.look}


def test_figures_of_the_year_itself_and_later_ones_are_no_finding() -> None:
    population = [estimate(code, 2024) for code in ("E1", "E2")] + [estimate("E3", 2025)]
    benchmark = [figures("E2", 2024), figures("E3", 2024)]
    data = year_data(council=COUNCIL, cases=[complaint("1")], population=population, benchmark=benchmark)
    assert not list(old_reference_findings(data))
    assert not list(old_reference_findings(year_data(cases=[complaint("1")])))


def test_the_notice_of_a_sample_is_something_to_look_at() -> None:
    sample = year_data(council=a_council(sample_notice="All invented."), cases=[complaint("1")])
    assert messages(sample_findings(sample)) == ["The paper says on its front that it is a sample."]
    assert not list(sample_findings(year_data(cases=[complaint("1")])))
