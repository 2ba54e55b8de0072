"""What an annual report must hold: the section of each item, the reason for its absence, or that it is missing."""

from pathlib import Path

from notebook_specimens import code, markdown, write
from small_project import YEAR_SETTINGS
from tiny_tables import a_council, clock

from feedback_report.checks import Severity
from feedback_report.facts import Fact
from feedback_report.settings import YearSettings
from feedback_report.year_checks.required_check import Covered, Section, coverage, coverage_findings, read_sections
from feedback_report.year_checks.required_content import REQUIRED, Required

COUNTED = Required("counted", "What is counted", "The Act", "corporate", "Count.", facts=r"\w+\.total")
GIVEN = Required("advice", "Advice", "The Act", "corporate", "Ask.", facts=r"advice\.number", given=("advice.given",))
WRITTEN = Required("view", "A view", "The Act", "corporate", "Write.", prints=r"commentary\.view")
AGES = Required("age_band", "Ages", "The Act", "corporate", "Fill in.", prints="appendix", column="age_band")


def covered(item: Required, *facts: Fact, source: str = "", recorded: tuple[str, ...] = (), **reasons: str) -> Covered:
    settings = YearSettings.model_validate(YEAR_SETTINGS | {"not_collected": reasons})
    sections = [Section("1-counts", "The counts", source)]
    (found,) = coverage(a_council(), settings, {fact.name: fact for fact in facts}, sections, recorded, [item])
    return found


def a_fact(name: str, value: bool | int = 1) -> Fact:
    return Fact(name, value, str(value), section="1-counts")


def test_an_item_is_covered_by_the_section_that_records_its_facts() -> None:
    found = covered(COUNTED, a_fact("roads.total"))
    assert (found.standing.value, found.text) == ("covered", "The counts")


def test_an_item_without_its_facts_is_missing() -> None:
    assert covered(COUNTED, a_fact("roads.change")).standing.value == "missing"


def test_an_item_whose_numbers_are_not_given_is_missing_although_a_section_is_there() -> None:
    assert covered(GIVEN, a_fact("advice.number"), a_fact("advice.given", False)).standing.value == "missing"
    assert covered(GIVEN, a_fact("advice.number"), a_fact("advice.given", True)).standing.value == "covered"


def test_a_reason_of_the_council_stands_for_what_is_missing() -> None:
    found = covered(COUNTED, counted="Nobody counts.")
    assert (found.standing.value, found.text) == ("reason given", "Nobody counts.")


def test_a_reason_is_not_told_for_what_is_covered() -> None:
    assert covered(COUNTED, a_fact("roads.total"), counted="Nobody counts.").standing.value == "covered"


def test_a_text_of_the_council_covers_an_item_where_a_section_prints_it() -> None:
    assert covered(WRITTEN, source="{{< var commentary.view >}}").standing.value == "covered"
    assert covered(WRITTEN, source="{{< var commentary.viewpoint >}}").standing.value == "missing"


def test_a_characteristic_is_covered_only_when_complaints_record_it() -> None:
    assert covered(AGES, source="appendix", recorded=("age_band",)).standing.value == "covered"
    assert covered(AGES, source="appendix").standing.value == "missing"


def test_what_is_missing_is_to_be_looked_at_and_names_who_asks_for_it() -> None:
    (found,) = coverage_findings([covered(COUNTED), covered(COUNTED, counted="Nobody counts.")])
    assert (found.message, found.advice) == ("What is counted: missing. Asked for by The Act.", "Count.")
    assert found.severity is Severity.look


def test_a_council_without_the_statutory_procedure_owes_only_what_the_code_asks_for() -> None:
    corporate = {"corporate": {"name": "Corporate", "stages": {1: clock()}}}
    settings = YearSettings.model_validate(YEAR_SETTINGS)
    found = coverage(a_council(procedures=corporate), settings, {}, [], ())
    assert {each.item.procedure for each in found} == {"corporate"}
    assert len(coverage(a_council(), settings, {}, [], ())) == len(REQUIRED)


def test_headings_are_read_as_they_are_printed(tmp_path: Path) -> None:
    path = write(tmp_path / "1-counts.ipynb", markdown("## Counts of {{< var a.b >}} {#sec-x}\n\nText."), code("x = 1"))
    (section,) = read_sections([path], {"a.b": Fact("a.b", "Roads", "Roads")})
    assert (section.name, section.heading) == ("1-counts", "Counts of Roads")
    assert "x = 1" in section.source
