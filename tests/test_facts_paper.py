"""Facts of all sections, gathered and written for the renderers."""

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_report.errors import NotebookError, ReportError
from feedback_report.facts import (
    Fact,
    Facts,
    collect,
    condition_names,
    from_json,
    nearest_names,
    to_conditions,
    to_json,
    to_variables,
    variable_names,
    yaml_text,
)
from feedback_report.settings import Style
from feedback_report.years import Year


def section(name: str) -> Facts:
    return Facts(name, Year(2024), Style())


@pytest.fixture
def facts() -> dict[str, Fact]:
    held = section("03-analysis")
    held.count("parks.count", 1250)
    held.number("parks.days", 12.5, decimals=2)
    held.text("parks.team", "*North* {{< var x >}}")
    held.url("links.law", "https://example.org/a_b")
    held.condition("parks.complaints.any-merged", True)
    held.condition("roads.any-merged", False)
    return collect([("03-analysis", held)])


def test_sections_are_collected_by_name_as_recorded_or_as_read():
    first, second = section("01"), section("02")
    first.count("b.count", 2)
    second.count("a.count", 1)
    facts = collect([("01-summary", first.as_list()), ("02-process", second)])
    assert list(facts) == ["a.count", "b.count"]
    assert [fact.section for fact in facts.values()] == ["02-process", "01-summary"]


def test_a_section_keeps_its_own_name_when_none_is_given():
    held = section("01-summary")
    held.count("a.count", 1)
    assert collect([("", held)])["a.count"].section == "01-summary"


def test_two_sections_may_record_the_same_thing():
    first, second = section("01"), section("02")
    first.count("a.count", 1)
    second.count("a.count", 1)
    assert collect([("01", first), ("02", second)])["a.count"].section == "01"


def test_sections_that_disagree_are_named_all_at_once():
    first, second, third = section("01"), section("02"), section("03")
    first.count("a.count", 1)
    first.count("b.count", 5)
    second.count("a.count", 2)
    third.count("b.count", 6)
    third.count("a.count.total", 7)
    with pytest.raises(NotebookError) as caught:
        collect([("01-x", first), ("02-y", second), ("03-z", third)])
    expected = "Expected one meaning for one name: give one of them another name."
    assert caught.value.problems == [
        f'Fact "a.count" is "1" in section 01-x and "2" in section 02-y. {expected}',
        f'Fact "b.count" is "5" in section 01-x and "6" in section 03-z. {expected}',
        'Fact "a.count.total" of section 03-z lies under fact "a.count" of section 01-x. '
        "Give one of them another name.",
    ]


def test_what_is_not_a_fact_is_refused():
    with pytest.raises(ReportError, match="holds title: expected name, value, text"):
        collect([("01", [{"title": "x"}])])


def test_variables_are_texts_that_print_as_they_are(facts):
    assert to_variables(facts) == {
        "links": {"law": "https://example.org/a_b"},
        "parks": {
            "count": "1,250",
            "days": "12.50",
            "days-number": "12.50",
            "team": "&#42;North&#42; &#123;&#123;&#60; var x &#62;&#125;&#125;",
        },
    }


def test_conditions_are_booleans_under_facts(facts):
    assert to_conditions(facts) == {
        "facts": {"parks": {"complaints": {"any-merged": True}}, "roads": {"any-merged": False}}
    }


def test_names_are_listed_for_what_they_are_good_for(facts):
    assert variable_names(facts) == ["links.law", "parks.count", "parks.days", "parks.days-number", "parks.team"]
    assert condition_names(facts) == ["facts.parks.complaints.any-merged", "facts.roads.any-merged"]


def test_every_text_is_quoted_in_yaml_so_that_no_reader_makes_a_number_of_it(facts):
    written = yaml_text(to_variables(facts))
    assert '"days": "12.50"' in written
    assert yaml_text({"a": {"no": "1e3", "b": True}}) == '"a":\n  "b": true\n  "no": "1e3"\n'


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "no", "null", "b-c"]), st.one_of(st.text(), st.booleans())))
def test_yaml_gives_back_what_was_written(nested):
    assert yaml.safe_load(yaml_text({"facts": nested})) == {"facts": nested}
    # the base loader resolves nothing: it shows which values stand in quotation marks
    tokens = yaml.scan(yaml_text(nested))
    plain = [token.value for token in tokens if isinstance(token, yaml.ScalarToken) and token.plain]
    assert set(plain) <= {"true", "false"}


def test_a_fact_is_read_back_from_json_as_it_was(facts):
    written = to_json(facts)
    assert from_json(written) == facts
    assert to_json(reversed(list(facts.values()))) == written
    assert written.endswith("]\n")
    entry = next(entry for entry in json.loads(written) if entry["name"] == "parks.days")
    assert (entry["value"], entry["text"], entry["section"]) == (12.5, "12.50", "03-analysis")


def test_json_keeps_letters_beyond_ascii():
    held = section("01")
    held.text("parks.team", "Ynys Môn")
    assert "Ynys Môn" in to_json(held)


@pytest.mark.parametrize(
    ("text", "message"), [("{", "not valid JSON"), ("{}", "expected a list"), ("[{}]", "expected name")]
)
def test_a_broken_file_of_facts_says_what_to_do(text, message):
    with pytest.raises(ReportError, match=f"{message}.*Run the build again"):
        from_json(text)


def test_the_nearest_names_put_the_likeliest_first():
    names = ["parks.complaints.change", "parks.complaints.count", "roads.complaints.change", "committee.name"]
    assert nearest_names("parks.complaint.change", names)[0] == "parks.complaints.change"
    assert nearest_names("zzz.name", names) == ["committee.name"]
    assert nearest_names("zzz", names) == []
