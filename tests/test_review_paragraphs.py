"""A text as blocks, and the paper's paragraphs as readers see them."""

import pytest
from narrative_specimens import SERVICES, YEAR, specimen_facts
from notebook_specimens import code, markdown, write
from small_data import a_council
from small_project import YEAR_SETTINGS

from feedback_report.errors import NotebookError
from feedback_report.facts import Facts, collect
from feedback_report.narrative.blocks import Condition, Kind, blocks
from feedback_report.narrative.paragraphs import paper_paragraphs
from feedback_report.narrative.plain import as_template
from feedback_report.settings import Style, YearSettings

COUNCIL = a_council(services=[service.model_dump() for service in SERVICES])


def kinds(text):
    return [(block.kind.value, block.text) for block in blocks(text)]


def test_blank_lines_and_headings_end_a_paragraph():
    assert kinds("# Head\nOne\ntwo.\n\n\nThree.") == [
        ("heading", "# Head"),
        ("paragraph", "One\ntwo."),
        ("paragraph", "Three."),
    ]
    assert kinds("Head\n====\n\nOne.") == [("heading", "Head\n===="), ("paragraph", "One.")]


def test_a_list_is_one_block_with_the_paragraphs_that_belong_to_its_items():
    text = "- one\n- two\n\n  more of two\n\n- three\n\nA paragraph."
    assert [kind for kind, _ in kinds(text)] == ["list", "paragraph"]
    assert kinds("1. one\n2. two") == [("list", "1. one\n2. two")]


def test_a_table_is_one_block_and_code_another():
    assert [kind for kind, _ in kinds("| A | B |\n|---|---|\n| 1 | 2 |\n\n```\n# no heading\n\nx\n```\n\nEnd.")] == [
        "table",
        "code",
        "paragraph",
    ]


def test_blocks_know_the_conditions_and_classes_round_them():
    text = (
        '::: {.content-visible when-meta="facts.a.b"}\nOne.\n\n'
        '::: {.content-hidden when-meta="facts.c"}\nTwo.\n:::\n\n:::: callout-note\nThree.\n::::\n:::\n\nFour.'
    )
    found = {b.text: (b.conditions, b.classes) for b in blocks(text) if b.kind is Kind.paragraph}
    assert found["One."][0] == (Condition("a.b"),)
    assert found["Two."][0] == (Condition("a.b"), Condition("c", when=False))
    assert found["Three."][1] == {"content-visible", "callout-note"}
    assert found["Four."] == ((), frozenset())


def test_a_condition_holds_by_its_fact_and_not_where_nobody_recorded_it():
    assert Condition("a").holds({"a": True}) and not Condition("a").holds({"a": False})
    assert Condition("a", when=False).holds({"a": False}) and not Condition("a").holds({})


def settings(**commentary):
    return YearSettings.model_validate(
        YEAR_SETTINGS | {"year": YEAR.label, "data_until": None, "commentary": commentary}
    )


def facts_with(*texts, **conditions):
    own = Facts("settings", YEAR, Style())
    for name, text in texts:
        own.markdown(name, text)
    for name, value in conditions.items():
        own.condition(name.replace("_", "."), value)
    return specimen_facts() | collect([("", own)])


def paragraphs(tmp_path, *cells, report="", texts=(), commentary=None, **conditions):
    path = write(tmp_path / "notebooks" / "06-months.ipynb", *cells)
    facts = facts_with(*texts, **conditions)
    return paper_paragraphs(report, [path], COUNCIL, settings(**(commentary or {})), facts)


def cell(source, *tags, name="months-01"):
    made = markdown(source, *tags)
    made.id = name
    return made


def test_paragraphs_come_as_readers_see_them(tmp_path):
    (paragraph,) = paragraphs(
        tmp_path,
        cell(
            "# Months {#sec-months}\n\n[]{#par-a}**Complaints** {{< var council.complaints.change >}}; see @fig-b, "
            "[](#par-x) and\n[the *law*](https://example.org/2006)."
        ),
        code("#| label: fig-a\nshow()"),
        code('#| label: "fig-b"\nshow()'),
    )
    assert paragraph.text == (
        "Complaints decreased by 40%, from 1,250 in 2030/31 to 750 in 2031/32; see Figure 2, "
        "paragraph (par-x) and the law."
    )
    assert (paragraph.section, paragraph.key) == ("06-months", "months-01.2")
    assert paragraph.words.startswith("**Complaints** {council.complaints.change}; see @fig-b")
    assert paragraph.prints == {
        "council.complaints.change": "decreased by 40%, from 1,250 in 2030/31 to 750 in 2031/32"
    }


def test_headings_pictures_front_lines_and_shortcodes_are_no_paragraphs(tmp_path):
    report = (
        "---\ntitle: A 2020 paper\n---\n\n::: {.front-block}\nMeeting of today\n:::\n\n# Recommendation\n\n"
        "{{< var committee.recommendation >}}\n\n{{< embed build/sections/06-months.ipynb >}}\n\n{{< pagebreak >}}\n"
    )
    found = paragraphs(
        tmp_path, cell("# Months"), report=report, texts=[("committee.recommendation", "That it be noted.")]
    )
    assert [(p.section, p.text) for p in found] == [("report", "That it be noted.")]


def test_what_a_condition_hides_is_no_paragraph(tmp_path):
    text = (
        '::: {.content-visible when-meta="facts.is.so"}\nShown.\n:::\n\n'
        '::: {.content-visible unless-meta="facts.is.so"}\nHidden.\n:::\n\n'
        'It is[ so]{.content-visible when-meta="facts.is.so"}[ not]{.content-visible unless-meta="facts.is.so"}.'
    )
    assert [p.text for p in paragraphs(tmp_path, cell(text), is_so=True)] == ["Shown.", "It is so."]
    assert [p.words for p in paragraphs(tmp_path, cell(text), is_so=True)] == ["Shown.", "It is so."]


def test_a_cell_for_each_service_gives_a_paragraph_for_each(tmp_path):
    found = paragraphs(
        tmp_path, cell("In {{< var service.name >}} it {{< var service.complaints.change-short >}}.", "each-service")
    )
    assert [(p.key, p.text) for p in found] == [
        ("months-01-parks.1", "In Parks and Paths it increased by 50%."),
        ("months-01-roads.1", "In Roads it decreased by 50%."),
    ]


def test_the_years_own_text_stands_with_its_own_words_and_facts(tmp_path):
    written = "It *fell*, by {{< var council.complaints.change-percent >}}."
    (paragraph,) = paragraphs(
        tmp_path,
        cell("{{< var commentary.months >}}"),
        commentary={"months": written},
        texts=[("commentary.months", "It *fell*, by 40%.")],
    )
    assert paragraph.words == "It *fell*, by {council.complaints.change-percent}."
    assert paragraph.text == "It fell, by 40%."
    assert paragraph.prints == {"council.complaints.change-percent": "40%"}
    assert paragraph.is_commentary


def test_a_commentary_stands_beside_the_results_of_its_section(tmp_path):
    prose = "In {{< var year.label >}} {{< var council.short-name >}} had {{< var council.complaints.total >}}."
    found = paragraphs(
        tmp_path,
        cell(prose),
        cell("{{< var commentary.months >}}", name="months-02"),
        commentary={"months": "A wet summer."},
        texts=[("commentary.months", "A wet summer.")],
    )
    assert [p.beside for p in found] == [{}, {"council.complaints.total": "750"}]


def test_a_services_commentary_stands_beside_its_own_results(tmp_path):
    found = paragraphs(
        tmp_path,
        cell("{{< var service.complaints.total >}} of {{< var council.complaints.total >}}.", "each-service"),
        cell("{{< var commentary.service >}}", "each-service", name="months-02"),
        commentary={"parks": "Mud.", "roads": "Holes."},
        texts=[("commentary.parks", "Mud."), ("commentary.roads", "Holes.")],
    )
    beside = {p.text: list(p.beside) for p in found if p.is_commentary}
    assert beside == {
        "Mud.": ["parks.complaints.total", "council.complaints.total"],
        "Holes.": ["council.complaints.total", "roads.complaints.total"],
    }


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("A complaint is a complaint, under the Children Act 1989.", True),
        ("See the [Act](https://example.org/2002/38).", True),
        ("{{< var council.short-name >}} reports.", True),
        ("The last year for which all have figures is used.", True),
        ("There were {{< var council.complaints.total >}}.", False),
        ("It is so in {{< var year.label >}}.", False),
        ("Much was done this year.", False),
        ("Since 2019 the team has had another name.", False),
        ("A change came in 2023/24.", False),
    ],
)
def test_a_paragraph_is_fixed_when_nothing_in_it_is_of_one_year(tmp_path, text, fixed):
    (paragraph,) = paragraphs(tmp_path, cell(text))
    assert paragraph.is_fixed is fixed


def test_the_sample_notice_is_no_narrative(tmp_path):
    text = "::: {.callout-important}\n{{< var paper.sample-notice >}}\n:::"
    assert paragraphs(tmp_path, cell(text), texts=[("paper.sample-notice", "Invented.")]) == []


def test_a_template_names_its_facts_in_braces():
    assert (
        as_template("[]{#par-a}It  {{< var a.b >}}\nis {{< var c >}}.", {"c": "{{< var d >}} long"})
        == "It {a.b} is {d} long."
    )


def test_a_notebook_that_is_none_is_refused_by_its_name(tmp_path):
    path = tmp_path / "notebooks" / "06-months.ipynb"
    path.parent.mkdir()
    path.write_text("no json", encoding="utf-8")
    with pytest.raises(NotebookError, match=r"notebooks/06-months\.ipynb: not a notebook that can be read"):
        paper_paragraphs("", [path], COUNCIL, settings(), specimen_facts())
