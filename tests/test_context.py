"""The facts of the settings: names, days, links and the year's own texts."""

import re

import pytest
from small_data import YEAR, a_council
from small_project import YEAR_SETTINGS, write_settings

from feedback_report.errors import NotebookError, SettingsError
from feedback_report.facts import Facts, collect, condition_names, to_conditions, to_variables, variable_names
from feedback_report.running.context import context_facts, texts
from feedback_report.settings import YearSettings, load_council, load_year_settings
from feedback_report.settings.to_fill import TO_FILL

HOSTILE = "*Fish* & <b>Chips</b> {{< var secret >}} | $x$ [a](b) @fig-x"
SYSTEM = {"since": "2024-01-08", "contact_method_since": "2024-01-08", "note": "a new system began"}


def settings(**changes) -> YearSettings:
    return YearSettings.model_validate(YEAR_SETTINGS | changes)


def context(council: dict | None = None, asked: set[str] = frozenset(), recorded=None, **changes) -> Facts:
    """The facts of a small council's settings, some keys changed, for prose that asks for the names given."""
    return context_facts(a_council(**(council or {})), settings(**changes), asked, recorded or {})


def values(facts: Facts, *names: str) -> list:
    return [facts[name].value for name in names]


def texts_of(facts: Facts, *names: str) -> list[str]:
    return [facts[name].text for name in names]


def committee(**changes) -> dict:
    return {"committee": YEAR_SETTINGS["committee"] | changes}


def test_years_are_printed_in_the_councils_style():
    names = ("year.label", "year.previous", "year.next", "year.earlier")
    assert texts_of(context(), *names) == ["2024/25", "2023/24", "2025/26", "2022/23"]
    long = context({"style": {"year": "2024 to 2025"}})
    assert texts_of(long, *names) == ["2024 to 2025", "2023 to 2024", "2025 to 2026", "2022 to 2023"]


def test_days_are_printed_in_words():
    facts = context()
    assert texts_of(facts, "year.first-day", "year.last-day") == ["1 April 2024", "31 March 2025"]
    assert facts["committee.meeting-date"].text == "30 September 2025"


def test_a_draft_lists_what_is_still_to_be_filled_and_shows_the_mark_where_a_day_is_missing(tmp_path):
    data = write_settings(tmp_path, year=committee(meeting_date=TO_FILL) | {"members_consulted": TO_FILL})
    held = context_facts(load_council(data), load_year_settings(data, YEAR), (), {})
    facts = {fact.name: fact for fact in held}
    assert texts_of(facts, "committee.meeting-date", "committee.members-consulted") == [TO_FILL, TO_FILL]
    assert values(facts, "paper.unfilled") == [True]
    assert re.fullmatch(
        r"committee\.meeting_date \(line \d+\); members_consulted \(line \d+\)", facts["paper.to-fill"].text
    )
    assert values(context(), "paper.unfilled") == [False]


def test_a_year_that_is_not_over_ends_on_its_last_day_held():
    facts = context(data_until="2024-12-31")
    assert facts["year.last-day"].text == "31 December 2024"
    assert values(facts, "year.part") == [True]
    assert values(context(data_until=None), "year.part") == [False]


def test_the_subtitle_names_the_services_in_scope_and_the_year():
    services = [{"key": key, "name": key.title(), "short_name": key} for key in ("parks", "roads", "bins")]
    facts = context({"services": services})
    assert facts["paper.subtitle"].text == "Parks, Roads and Bins, 2024/25"
    assert facts["services.names"].text == "Parks, Roads and Bins"
    assert texts_of(facts, "roads.name", "roads.short-name") == ["Roads", "roads"]


def test_the_author_is_the_role_of_the_first_one_named():
    authors = [{"responsibility": "Author", "role": role, "contact": "a@example.org"} for role in ("Clerk", "Chief")]
    assert context(authors=authors)["paper.author"].text == "Clerk"


def test_a_councils_short_name_can_begin_a_sentence():
    assert texts_of(context(), "council.short-name", "council.short-name-opening") == ["the Council", "The Council"]


def test_only_a_sample_says_that_it_is_one():
    assert values(context(), "paper.sample") == [False]
    sample = context({"sample_notice": "All of this is invented."})
    assert values(sample, "paper.sample") == [True]
    assert sample["paper.sample-notice"].text == "All of this is invented."


@pytest.mark.parametrize(
    ("since", "changed", "contact_changed", "contact_later"),
    [
        # The paper's year is 2024/25; what began on the first day of the year before covers both whole.
        ("2023-04-01", False, False, False),
        ("2023-04-02", True, True, False),
        ("2025-03-31", True, True, False),
        ("2025-04-01", False, False, True),
    ],
)
def test_a_new_recording_system_is_told_of_while_it_lies_in_the_two_years_compared(
    since, changed, contact_changed, contact_later
):
    facts = context({"recording_system": SYSTEM | {"since": since, "contact_method_since": since}})
    assert values(facts, "recording.changed", "recording.contact-changed", "recording.contact-later") == [
        changed,
        contact_changed,
        contact_later,
    ]
    assert facts["recording.note"].text == "A new system began."


def test_a_council_without_a_new_recording_system_has_no_change_to_tell():
    facts = context()
    assert values(facts, "recording.changed", "recording.contact-changed", "recording.contact-later") == [False] * 3
    assert facts["recording.note"].text == ""


def test_a_link_of_the_settings_is_given_with_its_words_and_address():
    facts = context()
    assert values(facts, "links.law.given") == [True]
    assert texts_of(facts, "links.law.text", "links.law.url") == ["The Act", "https://example.org/act"]


@pytest.mark.parametrize("asked", ["links.map.url", "links.map.text", "facts.links.map.given"])
def test_a_link_that_prose_asks_for_and_the_year_lacks_is_absent_however_it_is_asked_for(asked):
    facts = context(asked={asked})
    assert values(facts, "links.map.given") == [False]
    assert texts_of(facts, "links.map.text", "links.map.url") == ["", "#"]


@pytest.mark.parametrize("asked", ["commentary.roads", "facts.commentary.roads-given"])
def test_a_commentary_that_prose_asks_for_and_the_year_lacks_is_absent_however_it_is_asked_for(asked):
    facts = context(asked={asked, "parks.complaints", "facts.year.part"})
    assert values(facts, "commentary.roads-given", "commentary.parks-given") == [False, True]
    assert texts_of(facts, "commentary.roads", "commentary.parks") == ["", "A quiet year."]


def test_every_name_that_prose_asks_for_can_be_printed_or_asked_of_the_absent_too():
    facts = collect([("settings", context(asked={"commentary.roads", "links.map.url"}))])
    assert {"commentary.roads", "links.map.url", "links.map.text"} <= set(variable_names(facts))
    assert {"facts.commentary.roads-given", "facts.links.map.given"} <= set(condition_names(facts))
    assert to_conditions(facts)["facts"]["links"]["map"]["given"] is False


def test_what_prose_does_not_ask_for_and_the_year_lacks_has_no_name():
    facts = context()
    assert "commentary.roads" not in facts
    assert "links.map.url" not in facts


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("council.name", {"council": {"name": HOSTILE}}),
        ("council.short-name", {"council": {"short_name": HOSTILE}}),
        ("council.area", {"council": {"area": HOSTILE}}),
        ("paper.title", {"council": {"paper_title": HOSTILE}}),
        ("paper.sample-notice", {"council": {"sample_notice": HOSTILE}}),
        ("parks.name", {"council": {"services": [{"key": "parks", "name": HOSTILE, "short_name": "Parks"}]}}),
        ("committee.name", committee(name=HOSTILE)),
        ("links.law.text", {"links": {"law": {"text": HOSTILE, "url": "https://example.org"}}}),
        ("paper.author", {"authors": [{"responsibility": "Author", "role": HOSTILE, "contact": "a@example.org"}]}),
    ],
)
def test_a_name_of_the_settings_prints_as_it_is_typed_whatever_it_holds(name, changes):
    facts = context(**changes)
    assert facts[name].text == HOSTILE
    written = to_variables(facts)
    for part in name.split("."):
        written = written[part]
    assert not set("*<>|$[]@{}") & set(written)
    assert written.startswith("&#42;Fish&#42; ")


def test_the_years_own_texts_may_hold_marks_of_markdown():
    facts = context(commentary={"parks": "A *quiet* year."})
    assert to_variables(facts)["commentary"]["parks"] == "A *quiet* year."


def test_an_address_that_is_none_is_refused_with_the_name_of_its_link():
    with pytest.raises(NotebookError, match=r'fact "links\.law\.url": The address "javascript:x\(\)" cannot be linked'):
        context(links={"law": {"text": "The Act", "url": "javascript:x()"}})


def test_the_years_own_texts_print_facts_of_the_sections_and_of_the_settings():
    recorded = Facts("03", settings().year, a_council().style)
    recorded.text("parks.team", "The *A* Team")
    facts = context(
        recorded={fact.name: fact for fact in recorded},
        commentary={"parks": "**{{< var parks.team >}}** did well in {{< var year.label >}}."},
        members_consulted="{{< var committee.name >}}",
    )
    assert to_variables(facts)["commentary"]["parks"] == "**The &#42;A&#42; Team** did well in 2024/25."
    assert facts["committee.members-consulted"].text == "Committee for Parks"


def test_every_unknown_fact_in_the_years_own_texts_is_told_with_its_place_and_the_nearest_names():
    with pytest.raises(SettingsError) as caught:
        context(
            asked={"commentary.parks", "committee.members-consulted"},
            commentary={"parks": "In {{< var year.labl >}}."},
            members_consulted="{{< var qqq >}} and {{< var year.part >}}",
        )
    one, two, three = sorted(caught.value.problems)
    assert one.startswith(
        '2024-25/year.yml, commentary.parks: unknown fact "year.labl". The nearest names are year.label'
    )
    assert two == '2024-25/year.yml, committee.members-consulted: unknown fact "qqq".'
    # A condition has no words to print.
    assert three.startswith('2024-25/year.yml, committee.members-consulted: unknown fact "year.part".')


def test_a_text_that_no_section_of_the_paper_prints_may_name_facts_of_a_section_that_is_left_out():
    asked = {"facts.commentary.roads-given"}
    left_out = "{{< var parks.left-out >}}"
    facts = context(asked=asked, commentary={"parks": left_out, "roads": "Dry."}, members_consulted=left_out)
    assert "commentary.parks" not in facts and "committee.members-consulted" not in facts
    assert facts["commentary.roads"].text == "Dry."
    with pytest.raises(SettingsError, match=r"commentary\.roads: unknown fact"):
        context(asked=asked, commentary={"roads": left_out})


def test_another_shortcode_in_the_years_own_texts_is_refused():
    with pytest.raises(NotebookError, match=r'fact "commentary\.parks": the text holds a shortcode'):
        context(commentary={"parks": "{{< meta title >}}"})


def test_the_years_own_texts_are_known_by_the_facts_that_print_them():
    assert texts(settings(implications={"financial": "Costs.", "environmental": "Trees."})) == {
        "committee.recommendation": "That the Committee notes the paper.",
        "committee.members-consulted": "None.",
        "implications.financial": "Costs.",
        "implications.environmental": "Trees.",
        "commentary.parks": "A quiet year.",
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("A <b>bold</b> word.", 'holds HTML or another code ("<b>")'),
        ("<script>alert(1)</script>", 'holds HTML or another code ("<script>alert(1)</script>")'),
        ("`<b>`{=html} word", 'holds HTML or another code ("<b>")'),
        ("`<w:br/>`{=openxml} word", 'holds HTML or another code ("<w:br/>")'),
        ("<!-- hidden -->", 'holds HTML or another code ("<!-- hidden -->")'),
        (r"\input{/etc/passwd}", r'holds HTML or another code ("\input{/etc/passwd}")'),
        ("![x](https://example.org/x.png)", 'holds a picture ("https://example.org/x.png")'),
        ("![x](../../x.png)", 'holds a picture ("../../x.png")'),
        ("[x](javascript:alert(1))", 'holds a link to "javascript:alert(1)"'),
        ("<javascript:alert(1)>", 'holds a link to "javascript:alert(1)"'),
        ("[x](../other.md)", 'holds a link to "../other.md"'),
        ("[x](file:///etc/passwd)", 'holds a link to "file:///etc/passwd"'),
        ('[x](https://example.org){onclick="alert(1)"}', 'holds the attribute "onclick"'),
        ('[x]{style="background: url(https://example.org)"}', 'holds the attribute "style"'),
        ("[x]{.panel} and [y]{#sec-summary}", 'holds the attribute "panel"'),
        ("`x`{.python}", 'holds the attribute "python"'),
        ("A sum of $x$.", 'holds a formula ("x")'),
        ("Text^[with ![x](y.png) in a note].", 'holds a picture ("y.png")'),
    ],
)
def test_what_runs_loads_or_reads_is_refused_in_the_years_own_texts(text, fault):
    with pytest.raises(SettingsError) as raised:
        context(commentary={"parks": text, "roads": "[Quiet](https://example.org)."})
    assert any(problem.startswith(f"2024-25/year.yml, commentary.parks: {fault}") for problem in raised.value.problems)
    assert not any("roads" in problem for problem in raised.value.problems)
    with pytest.raises(SettingsError, match=r"members-consulted: holds"):
        context(members_consulted=text)


@pytest.mark.parametrize(
    "text",
    [
        "*Some* **words**, `code`, H~2~O, a note^[a *note*] and a cost of £5 or $5.",
        "See [the Act](https://example.org/act 'the Act'), <https://example.org> and [us](mailto:us@example.org).",
        "As @fig-cases shows, and [below](#sec-analysis).",
        '[Shown]{.content-visible when-meta="facts.year.part"} or not.',
        "1 < 2 > 0 {so} [it] is",
        "- no list, # no heading, | no table |",
    ],
)
def test_words_emphasis_links_and_references_are_what_the_years_own_texts_may_hold(text):
    assert context(commentary={"parks": text})["commentary.parks"].text == text


def test_a_fact_that_looks_like_html_may_be_printed_in_the_years_own_texts():
    recorded = Facts("1-parks", settings().year, a_council().style)
    recorded.text("parks.team", "<script> ![x](https://example.org) `x`{=html}")
    facts = context(recorded={fact.name: fact for fact in recorded}, commentary={"parks": "{{< var parks.team >}}."})
    assert "<script>" not in facts["commentary.parks"].as_markdown
