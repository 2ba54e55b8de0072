"""Recording facts in a section's notebook."""

import ast
import dataclasses
import json
import operator
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_report.errors import NotebookError
from feedback_report.facts import FACTS_MIME, Fact, Facts, as_name
from feedback_report.settings import Style
from feedback_report.years import Year


@pytest.fixture
def facts() -> Facts:
    return Facts("05-outcomes", Year(2024), Style())


def texts(facts: Facts) -> dict[str, str]:
    return {fact.name: fact.text for fact in facts}


def work_out(formula: str) -> float:
    """Do the sum that a formula writes down."""
    does = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}

    def value(node: ast.expr) -> float:
        if isinstance(node, ast.BinOp):
            return does[type(node.op)](value(node.left), value(node.right))
        return ast.literal_eval(node)

    return value(ast.parse(formula, mode="eval").body)


# Numbers


def test_a_count_comes_with_its_noun_and_an_opening(facts):
    main = facts.count("parks.complaints.count", 1250, "complaint")
    assert main == Fact("parks.complaints.count", 1250, "1,250", "complaint", None, "2024/25", "1250", "05-outcomes")
    assert texts(facts) == {
        "parks.complaints.count": "1,250",
        "parks.complaints.count-counted": "1,250 complaints",
        "parks.complaints.count-opening": "A total of 1,250 complaints",
    }


def test_a_count_without_a_noun_stands_alone(facts):
    facts.count("parks.cases.count", 0)
    assert texts(facts) == {"parks.cases.count": "0"}


def test_a_share_comes_with_percentage_count_base_and_opening(facts):
    # 9 of 150 is 6%
    facts.share("parks.outcomes.upheld", 9, 150, "closed complaint")
    assert texts(facts) == {
        "parks.outcomes.upheld": "9 of 150 (6%)",
        "parks.outcomes.upheld-percent": "6%",
        "parks.outcomes.upheld-opening": "Of 150 closed complaints, 9 (6%)",
        "parks.outcomes.upheld-count": "9",
        "parks.outcomes.upheld-base": "150",
    }
    main = facts["parks.outcomes.upheld"]
    assert (main.value, main.unit, main.base, main.formula) == (6, "%", 150, "100 * 9 / 150")


def test_a_share_on_a_small_base_has_no_percentage(facts):
    main = facts.share("parks.outcomes.upheld", 3, 8)
    assert (main.text, main.value, main.formula) == ("3 of 8", None, "")
    assert facts["parks.outcomes.upheld-percent"].text == "not available"


def test_a_change_on_last_year_comes_with_all_that_prose_may_say_of_it(facts):
    # (750 - 1250) / 1250 = -40%
    facts.change("parks.complaints.change", 750, 1250)
    assert texts(facts) == {
        "parks.complaints.change": "decreased by 40%, from 1,250 in 2023/24 to 750 in 2024/25",
        "parks.complaints.change-short": "decreased by 40%",
        "parks.complaints.change-percent": "40%",
        "parks.complaints.change-difference": "500",
        "parks.complaints.change-direction": "decreased",
        "parks.complaints.change-now": "750",
        "parks.complaints.change-before": "1,250",
        "parks.complaints.change-rose": "no",
        "parks.complaints.change-fell": "yes",
        "parks.complaints.change-compared": "yes",
    }
    assert facts["parks.complaints.change"].value == -40
    assert facts["parks.complaints.change-difference"].value == -500
    assert facts["parks.complaints.change-before"].year == "2023/24"
    assert facts["parks.complaints.change-fell"].value is True


def test_a_change_can_be_on_any_other_year(facts):
    facts.change("parks.complaints.change", 90, 100, before_year=2021)
    assert facts["parks.complaints.change"].text == "decreased by 10%, from 100 in 2021/22 to 90 in 2024/25"
    facts.change("parks.complaints.change-before-that", 90, 100, year="2022/23")
    assert facts["parks.complaints.change-before-that"].text.endswith("from 100 in 2021/22 to 90 in 2022/23")


def test_a_change_without_a_known_earlier_year_is_on_the_year_before(facts):
    facts.change("parks.complaints.change", 90, pd.NA, before_year=pd.NA)
    assert facts["parks.complaints.change"].text == "stood at 90 in 2024/25; no figure is held for 2023/24"


def test_a_change_that_cannot_be_compared_is_neither_up_nor_down(facts):
    facts.change("parks.teams.change", 90, 100, break_note="teams were merged")
    assert "not compared because there is a break in the series (teams were merged)" in facts["parks.teams.change"].text
    assert facts["parks.teams.change"].value is None
    assert [facts[f"parks.teams.change-{word}"].value for word in ("rose", "fell", "compared")] == [False] * 3


def test_a_part_of_a_year_is_never_written_as_a_year():
    facts = Facts("03-analysis", Year(2024), Style(), until=date(2024, 12, 31))
    facts.change("parks.complaints.change", 90, 100)
    facts.extreme("parks.complaints.extreme", {2022: 110, 2023: 100, 2024: 90})
    facts.points("parks.timescales.change", (60, 120), (45, 90))
    facts.financial_year("year.label", Year(2024))
    assert facts["parks.complaints.change"].text == (
        "decreased by 10%, from 100 in April to December 2023, to 90 in April to December 2024"
    )
    assert facts["parks.complaints.extreme"].text == "the lowest for these months in the last three years"
    assert facts["parks.timescales.change"].text == (
        "remained unchanged at 50% in April to December 2024, as in April to December 2023"
    )
    assert facts["year.label"].text == "April to December 2024"
    assert facts["year.label"].value == "2024/25"


def test_points_take_counts_or_a_published_percentage(facts):
    facts.points("parks.timescales.change", (60, 120), 44)
    assert texts(facts) == {
        "parks.timescales.change": "increased by 6 percentage points, from 44% in 2023/24 to 50% in 2024/25",
        "parks.timescales.change-points": "6 percentage points",
        "parks.timescales.change-direction": "increased",
        "parks.timescales.change-now": "50%",
        "parks.timescales.change-before": "44%",
        "parks.timescales.change-rose": "yes",
        "parks.timescales.change-fell": "no",
        "parks.timescales.change-compared": "yes",
    }
    assert facts["parks.timescales.change"].formula == "100 * 60 / 120 - 44"


def test_a_rate_keeps_its_count_and_people(facts):
    # 100,000 x 500 / 400,000 = 125
    facts.rate("council.rate", 500, 400_000)
    assert texts(facts) == {
        "council.rate": "125 per 100,000 residents",
        "council.rate-number": "125",
        "council.rate-count": "500",
        "council.rate-base": "400,000",
    }


def test_other_numbers_carry_their_unit(facts):
    facts.number("parks.days", 11.84, "working day", decimals=1)
    assert texts(facts) == {"parks.days": "11.8 working days", "parks.days-number": "11.8"}
    assert facts["parks.days"].value == 11.84
    assert facts.percent("parks.published", 44).text == "44%"
    assert facts.between("parks.months", 4, 7).text == "4 to 7"
    assert facts["parks.months-low"].text == "4"


def test_the_note_on_percentages_is_empty_when_they_add_up(facts):
    assert facts.parts("parks.note", [50, 50], 100).text == ""
    assert facts["parks.note-needed"].value is False
    facts.parts("parks.other-note", [10, 10, 10], 30)
    assert facts["parks.other-note"].text == "Percentages do not add to 100% because of rounding."
    assert facts["parks.other-note-needed"].value is True


# Orders


def test_a_ranking_names_every_place_it_was_asked_for(facts):
    facts.ranking("parks.subjects.top", {"Delay": 50, "Cost": 30}, base=200, lower_case=True)
    assert texts(facts) == {
        "parks.subjects.top": "delay (50, 25%), followed by cost (30, 15%)",
        "parks.subjects.top-opening": "Delay (50, 25%), followed by cost (30, 15%)",
        "parks.subjects.top-first": "delay",
        "parks.subjects.top-first-count": "50",
        "parks.subjects.top-first-percent": "25%",
        "parks.subjects.top-second": "cost",
        "parks.subjects.top-second-count": "30",
        "parks.subjects.top-second-percent": "15%",
        "parks.subjects.top-third": "none",
        "parks.subjects.top-third-count": "not available",
        "parks.subjects.top-third-percent": "not available",
        "parks.subjects.top-tied": "no",
        "parks.subjects.top-withheld": "no",
    }
    assert facts["parks.subjects.top"].value == "Delay"


def test_a_tie_at_the_head_of_a_ranking_names_them_all(facts):
    facts.ranking("parks.teams.top", pd.Series({"North": 5, "South": 5, "West": 1}), top=1)
    assert facts["parks.teams.top-first"].text == "North and South"
    assert facts["parks.teams.top-tied"].value is True


def test_extremes_and_runs_come_with_conditions(facts):
    series = pd.Series({2020: 9, 2021: 8, 2022: 7, 2023: 6, 2024: 5})
    assert facts.extreme("parks.cases.extreme", series).text == "the lowest of the last five years"
    assert facts["parks.cases.extreme-lowest"].value is True
    assert facts["parks.cases.extreme-highest"].value is False
    assert facts["parks.cases.extreme-ranked"].value is True
    assert facts.run("parks.cases.run", series).text == "the fourth year of decreases in a row"
    assert facts["parks.cases.run"].value == 4
    assert facts["parks.cases.run-falling"].value is True
    assert facts["parks.cases.run-several"].value is True


def test_a_place_among_two_years_is_no_rank(facts):
    facts.extreme("parks.cases.extreme", {2023: 9, 2024: 5})
    assert facts["parks.cases.extreme"].text == "the lower of the last two years"
    assert facts["parks.cases.extreme-ranked"].value is False
    facts.extreme("parks.gone.extreme", {2021: 9, 2022: 9, 2023: 5})
    assert facts["parks.gone.extreme-ranked"].value is False


def test_a_split_gives_each_part_with_its_percentage(facts):
    # 9 / 150 = 6%, 54 / 150 = 36%
    split = facts.split("parks.outcomes", {"upheld": 9, "partly upheld": 54, "not upheld": 87, "other": 0}, 150)
    assert split.text == "9 (6%) upheld, 54 (36%) partly upheld, 87 (58%) not upheld and none other"
    assert split.base == 150
    assert facts.split("parks.few", [("upheld", 1), ("not upheld", 2)], 3).text == "1 upheld and 2 not upheld"


def test_a_span_of_years_is_written_in_the_councils_style(facts):
    assert facts.years("parks.years", 2020, 2024).text == "2020/21 to 2024/25"
    assert facts["parks.years-count"].value == 5
    part = Facts("03-analysis", Year(2024), Style(year="2024 to 2025"), until=date(2024, 9, 30))
    assert part.years("parks.years", 2022, 2024).text == "April to September of 2022, 2023 and 2024"


@pytest.mark.parametrize(
    ("text", "name"),
    [("Partly upheld", "partly-upheld"), ("2nd stage: José", "named-2nd-stage-jose"), ("*", "named")],
)
def test_any_name_can_become_part_of_a_facts_name(facts, text, name):
    assert as_name(text) == name
    facts.count(f"parks.{as_name(text)}", 1)


def test_a_run_speaks_of_the_papers_year_and_no_other(facts):
    assert facts.run("parks.run", {2022: 1, 2023: 2, 2024: 1, 2025: 9}).text == "a decrease on the year before"
    assert facts["parks.run-several"].value is False
    assert facts.run("parks.gone", {2022: 1, 2023: 2}).text == "not available"
    assert facts.run("parks.same", {2022: 4, 2023: 4, 2024: 4}).text == "the second year in a row without a change"
    assert facts["parks.same-several"].value is False


def test_a_run_ends_at_a_year_that_is_withheld(facts):
    facts.run("parks.run", {2021: 9, 2022: "[c]", 2023: 6, 2024: 5})
    assert facts["parks.run"].text == "a decrease on the year before"


def test_a_place_among_others_is_said_in_words(facts):
    assert facts.position("benchmark.place", 5, [1, 9]).text == "the second highest of 3"


# Words


def test_text_from_data_is_kept_plain_until_it_is_printed(facts):
    fact = facts.text("parks.team", " *North*\nTeam ")
    assert (fact.text, fact.as_markdown) == ("*North* Team", "&#42;North&#42; Team")


def test_markdown_of_settings_is_printed_as_markdown(facts):
    fact = facts.markdown("parks.comment", "as *planned*")
    assert fact.as_markdown == "as *planned*"
    with pytest.raises(NotebookError, match=r'05-outcomes: fact "parks\.other": the text holds a shortcode'):
        facts.markdown("parks.other", "see {{< var x >}}")


def test_addresses_days_months_years_and_lists(facts):
    assert facts.url("links.law", "https://example.org/a_b").as_markdown == "https://example.org/a_b"
    assert facts.date("committee.day", pd.Timestamp("2023-03-01")).text == "1 March 2023"
    assert facts["committee.day"].value == "2023-03-01"
    assert facts.month("parks.peak", 2022, 5).text == "May 2022"
    assert facts["parks.peak-name"].text == "May"
    assert facts.financial_year("year.label", 2024).text == "2024/25"
    assert facts.listed("parks.names", ["a", "b", "c"]).text == "a, b and c"
    assert facts["parks.names-count"].text == "3"


def test_a_condition_is_true_or_false_and_nothing_else(facts):
    assert facts.condition("parks.merged", np.bool_(True)).value is True
    for value in (1, "yes", None, pd.NA):
        with pytest.raises(NotebookError, match=r'fact "parks.other": .* where true or false is expected'):
            facts.condition("parks.other", value)


# What is missing or withheld


@pytest.mark.parametrize("missing", [None, float("nan"), np.nan, pd.NA, pd.NaT, float("inf")])
def test_a_missing_number_has_no_value_and_says_so(facts, missing):
    facts.count("a.count", missing)
    facts.share("a.share", missing, 150)
    facts.change("a.change", 12, missing)
    facts.points("a.points", (missing, 20), 44)
    facts.rate("a.rate", missing, 400_000)
    facts.number("a.number", missing, "working day", decimals=1)
    facts.percent("a.percent", missing)
    facts.between("a.range", missing, 4)
    for name in ("a.count", "a.share", "a.rate", "a.number", "a.percent", "a.range"):
        assert (facts[name].value, facts[name].text) == (None, "not available")
    assert facts["a.change"].text == "stood at 12 in 2024/25; no figure is held for 2023/24"
    assert facts["a.points"].text == "stood at 44% in 2023/24; no figure is held for 2024/25"
    json.dumps(facts.as_list(), allow_nan=False)


def test_missing_words_say_so(facts):
    facts.text("a.text", None)
    facts.markdown("a.markdown", pd.NA)
    facts.date("a.date", pd.NaT)
    facts.month("a.month", 2022, None)
    assert set(texts(facts).values()) == {"not available"}
    assert {fact.value for fact in facts} == {None}


def test_a_withheld_number_prints_its_mark_wherever_it_would_show(facts):
    facts.count("a.count", "[c]", "complaint")
    facts.share("a.share", "[c]", 150)
    facts.change("a.change", "[c]", 40)
    assert facts["a.count"].text == facts["a.share-percent"].text == facts["a.change-percent"].text == "[c]"
    assert facts["a.share"].text == "[c] of 150"
    assert facts["a.change-difference"].text == "[c]"
    assert facts["a.count"].value is None


# Names


@pytest.mark.parametrize(
    "name", ["", "Parks.count", "parks count", "parks.", ".parks", "parks..a", "parks.2024", "a_b", "a--b"]
)
def test_a_name_that_cannot_be_used_says_what_is_expected(facts, name):
    with pytest.raises(NotebookError, match=r"Section 05-outcomes: .*Expected lower-case words joined by hyphens"):
        facts.count(name, 1)
    assert not list(facts)


def test_the_part_service_is_kept_for_each_service_in_turn(facts):
    with pytest.raises(NotebookError, match="stands for each service in turn"):
        facts.count("service.complaints.count", 1)


def test_the_same_fact_can_be_recorded_again_but_not_another_under_its_name(facts):
    facts.count("parks.count", 12)
    facts.count("parks.count", np.int64(12))
    assert len(facts) == 1
    with pytest.raises(NotebookError, match=r'"parks.count" is "12" already and would now be "13".*restart the kernel'):
        facts.count("parks.count", 13)


@pytest.mark.parametrize(("first", "second"), [("a.b", "a.b.c"), ("a.b.c", "a.b"), ("a", "a.b.c")])
def test_a_name_does_not_lie_under_another(facts, first, second):
    longer, shorter = sorted((first, second), key=len, reverse=True)
    facts.count(first, 1)
    with pytest.raises(NotebookError, match=f'fact "{longer}" lies under fact "{shorter}"'):
        facts.count(second, 1)


def test_names_that_only_begin_alike_do_not_clash(facts):
    facts.count("a.b", 1)
    facts.count("a.bc.d", 1)
    assert len(facts) == 2


def test_a_fact_that_clashes_leaves_none_of_its_companions(facts):
    facts.text("parks.share-base", "something else")
    with pytest.raises(NotebookError, match=r"parks\.share-base"):
        facts.share("parks.share", 9, 150)
    assert list(texts(facts)) == ["parks.share-base"]


def test_what_goes_wrong_in_the_wording_names_section_and_fact(facts):
    with pytest.raises(NotebookError, match=r'Section 05-outcomes: fact "parks\.share": 12 of 9 is not a share'):
        facts.share("parks.share", 12, 9)
    with pytest.raises(NotebookError, match=r'fact "parks\.count": str found where a number is expected'):
        facts.count("parks.count", "many")


# What is shown


def test_jupyterlab_shows_a_table_without_html_and_the_build_gets_the_facts(facts):
    facts.text("parks.team", "A | <b>B</b>")
    facts.markdown("parks.link", "x | [y](https://example.org)")
    facts.condition("parks.merged", False)
    bundle = facts._repr_mimebundle_()
    assert bundle["text/markdown"].splitlines() == [
        "| name | text |",
        "|:--|:--|",
        "| `parks.team` | A &#124; &#60;b&#62;B&#60;/b&#62; |",
        "| `parks.link` | x &#124; [y](https://example.org) |",
        "| `parks.merged` | no |",
    ]
    assert "text/html" not in bundle
    assert "parks.team: A | <b>B</b>" in bundle["text/plain"]
    assert [entry["name"] for entry in bundle[FACTS_MIME]] == ["parks.team", "parks.link", "parks.merged"]


def test_values_are_what_json_can_hold(facts):
    facts.count("a.int", np.int64(5))
    facts.number("a.float", np.float32(0.5), decimals=1)
    facts.number("a.decimal", Decimal("1.5"), decimals=1)
    facts.number("a.series", pd.Series([7], dtype="Int64")[0])
    facts.change("a.change", np.int32(40), pd.Series([50], dtype="Int64")[0])
    read = json.loads(json.dumps(facts.as_list(), allow_nan=False))
    assert [Fact.from_dict(entry) for entry in read] == list(facts)
    assert {type(fact.value) for fact in facts} <= {int, float, str, bool}


def test_a_fact_cannot_be_changed_and_prints_its_text(facts):
    fact = facts.count("a.count", 1250)
    assert f"{fact}" == "1,250"
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact.text = "1"


@settings(deadline=None)
@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(1, 30))
def test_every_value_follows_from_its_formula(part, base, smallest):
    facts = Facts("05-outcomes", Year(2024), Style(smallest_base=smallest))
    facts.share("a.share", min(part, base), base)
    facts.change("a.change", part, base)
    facts.points("a.points", (min(part, base), base), 44)
    facts.rate("a.rate", part, base)
    for fact in facts:
        if isinstance(fact.value, (int, float)) and not fact.is_condition:
            assert work_out(fact.formula) == pytest.approx(fact.value)
        elif fact.value is None:
            assert fact.formula == ""


@settings(deadline=None)
@given(st.one_of(st.integers(0, 99), st.none(), st.just("[c]")), st.one_of(st.integers(100, 999), st.none()))
def test_which_names_there_are_does_not_depend_on_the_data(value, other):
    def names(now, before):
        facts = Facts("05-outcomes", Year(2024), Style())
        facts.count("a.count", now, "complaint")
        facts.share("a.share", now, before)
        facts.change("a.change", now, before)
        facts.points("a.points", (now, before), 44)
        facts.rate("a.rate", now, before)
        facts.ranking("a.ranking", {"x": now, "y": before})
        facts.extreme("a.extreme", {2023: before, 2024: now})
        facts.run("a.run", {2023: before, 2024: now})
        return [fact.name for fact in facts]

    assert names(value, other) == names(50, 100)


def test_two_numbers_of_which_one_is_withheld_stand_beside_each_other(facts):
    facts.change("parks.complaints.change", "[c]", 40)
    assert facts["parks.complaints.change-compared"].value is True
    assert facts["parks.complaints.change-rose"].value is facts["parks.complaints.change-fell"].value is False
    assert facts["parks.complaints.change"].text.startswith("stood at [c] in 2024/25 and 40 in 2023/24; no comparison")


def test_a_ranking_that_withheld_counts_could_change_says_so(facts):
    facts.ranking("parks.subjects.top", {"Delay": 9, "Cost": "[c]"}, base=20)
    assert facts["parks.subjects.top-withheld"].value is True
    assert facts["parks.subjects.top"].text == "the order is not told, because small numbers are withheld"
    assert facts["parks.subjects.top"].formula == ""
