"""What last year's paper printed and the data now says otherwise."""

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from notebook_specimens import code, markdown, shown, write
from small_data import YEAR
from small_project import small_draft, small_project

from feedback_report.assemble import gather
from feedback_report.errors import DataError
from feedback_report.facts import Fact, Facts, to_json
from feedback_report.restatements import (
    Restatement,
    keep_published,
    load_published,
    note_section,
    restatements,
)
from feedback_report.settings import Style
from feedback_report.years import Year

LAST = YEAR.previous
STYLE = Style()


def facts(year: Year, now: int, before: int) -> dict[str, Fact]:
    held = Facts("1-counts", year, STYLE)
    held.change("roads.cases.change", now, before)
    return {fact.name: fact for fact in held}


# Last year's paper gave 40 for its own year; this year's data gives 44 for it.
PUBLISHED, NOW = facts(LAST, 40, 30), facts(YEAR, 50, 44)


def lines(now: dict[str, Fact], published: dict[str, Fact]) -> list[str]:
    return [each.line for each in restatements(now, published, YEAR)]


def test_a_figure_of_last_year_is_held_against_what_last_years_paper_gave_as_its_own() -> None:
    assert lines(NOW, PUBLISHED) == ["roads.cases.change-before: 40 in the paper for 2023/24, now 44"]


def test_a_figure_that_is_as_it_was_published_is_not_listed() -> None:
    assert not lines(facts(YEAR, 50, 40), PUBLISHED)


def test_without_published_facts_nothing_is_listed() -> None:
    assert not lines(NOW, {})


def test_a_paper_that_gave_only_the_total_is_held_against_it() -> None:
    total = Facts("1-counts", LAST, STYLE)
    total.count("roads.cases.total", 40)
    assert len(lines(NOW, {fact.name: fact for fact in total})) == 1


def test_facts_published_for_another_year_are_not_compared() -> None:
    assert not lines(NOW, facts(YEAR.plus(-2), 40, 30))


def test_a_difference_that_is_not_printed_is_no_revision() -> None:
    published = {name: replace(fact, value=40.2, text="44") for name, fact in PUBLISHED.items()}
    assert not lines(NOW, published)


def test_another_style_of_the_same_value_is_no_revision() -> None:
    published = {name: replace(fact, value=44, text="44.0") for name, fact in PUBLISHED.items()}
    assert not lines(NOW, published)


def test_a_figure_withheld_in_either_paper_is_not_compared() -> None:
    withheld = {name: replace(fact, value=None, text="[c]") for name, fact in PUBLISHED.items()}
    assert not lines(NOW, withheld)
    assert not lines({name: replace(fact, value=None, text="[c]") for name, fact in NOW.items()}, PUBLISHED)


def test_a_group_of_facts_about_another_thing_than_last_year_is_not_compared() -> None:
    def named(held: dict[str, Fact], name: str) -> dict[str, Fact]:
        return held | {"roads.cases.name": Fact("roads.cases.name", name, name)}

    assert not lines(named(NOW, "Delay"), named(PUBLISHED, "Conduct"))
    assert lines(named(NOW, "Delay"), named(PUBLISHED, "Delay"))


@pytest.mark.parametrize("which", [0, 1])
def test_a_paper_of_a_part_of_a_year_is_not_compared(which: int) -> None:
    papers = [dict(NOW), dict(PUBLISHED)]
    papers[which]["year.part"] = Fact("year.part", True, "yes")
    assert not lines(*papers)


def test_rates_of_the_year_before_are_compared_too() -> None:
    held, published = Facts("1", YEAR, STYLE), Facts("1", LAST, STYLE)
    held.rate("people.before", 50, 100_000, year=LAST)
    published.rate("people.now", 40, 100_000)
    found = restatements({f.name: f for f in held}, {f.name: f for f in published}, YEAR)
    assert "people.before" in [each.now.name for each in found]


def test_a_figure_is_listed_once_however_many_facts_print_it() -> None:
    def counted(number: int) -> dict[str, Fact]:
        held = Facts("1", LAST, STYLE)
        for name in ("people.before-complaints", "people.now-complaints"):
            held.count(name, number, "complaint")
        return {fact.name: fact for fact in held}

    assert lines(counted(44), counted(40)) == ["people.before-complaints: 40 in the paper for 2023/24, now 44"]


def restated(section: str = "1-counts", name: str = "roads.cases.change-before") -> Restatement:
    published = Fact("roads.cases.change-now", 40, "40", year="2023/24", section=section)
    return Restatement(published, Fact(name, 44, "44", year="2023/24", section=section))


def noted(*sources: str, section: str = "1-counts") -> list[str]:
    notebook = nbformat.v4.new_notebook(cells=[markdown(source) for source in sources] + [code("x = 1")])
    note_section(notebook, section, [restated()], STYLE)
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def test_a_footnote_stands_where_the_figure_is_printed() -> None:
    assert noted("Cases {{< var roads.cases.change >}}.") == [
        "Cases {{< var roads.cases.change >}}[^revised-1-counts-1].\n\n"
        "[^revised-1-counts-1]: The report for 2023/24 gave 40. The figure has since been revised to 44."
    ]


def test_a_note_is_written_once_in_a_section_that_prints_the_figure_twice() -> None:
    text = "\n".join(noted("{{< var roads.cases.change >}}", "{{< var roads.cases.change-before >}}"))
    assert (text.count("[^revised-1-counts-1]: "), text.count("[^revised-1-counts-1]")) == (1, 3)


def test_other_facts_headings_and_tables_get_no_footnote() -> None:
    sources = (
        "# {{< var roads.cases.change >}}",
        "| {{< var roads.cases.change >}} |",
        "{{< var roads.cases.change-now >}}",
    )
    assert noted(*sources, section="2-other") == list(sources)


def test_the_same_figure_in_other_words_gets_the_footnote_too() -> None:
    assert noted("{{< var roads.cases.change-before-counted >}} came.")[0].startswith(
        "{{< var roads.cases.change-before-counted >}}[^revised-1-counts-1] came."
    )


def test_a_figure_noted_in_its_section_is_not_told_again_at_its_end() -> None:
    notebook = nbformat.v4.new_notebook(cells=[markdown("Cases {{< var roads.cases.change >}}.")])
    found = [restated(), restated(name="roads.merged.change-before")]
    note_section(notebook, "1-counts", found, STYLE)
    assert len(notebook.cells) == 1


def test_a_figure_that_its_section_shows_without_words_is_told_at_its_end() -> None:
    assert noted("Text.") == [
        "Text.",
        "Figures for 2023/24 in this section have been revised since the report for that year: 40 is now 44.",
    ]


def test_a_section_that_neither_computes_nor_prints_the_figure_stays_as_it_is() -> None:
    assert noted("Text.", section="2-other") == ["Text."]


def test_facts_that_were_published_are_kept_and_read_again(tmp_path: Path) -> None:
    output, data = tmp_path / "output", tmp_path / "data"
    (output / "2023-24").mkdir(parents=True)
    (output / "2023-24" / "facts.json").write_text(to_json(PUBLISHED), encoding="utf-8")
    assert keep_published(output, data, LAST) == data / "2023-24" / "published-facts.json"
    assert load_published(data, LAST) == PUBLISHED


def test_facts_kept_as_published_are_not_replaced_unasked(tmp_path: Path) -> None:
    output, data = tmp_path / "output", tmp_path / "data"
    (output / "2023-24").mkdir(parents=True)
    (output / "2023-24" / "facts.json").write_text(to_json(PUBLISHED), encoding="utf-8")
    keep_published(output, data, LAST)
    with pytest.raises(DataError, match=r"data/2023-24/published-facts\.json: is there already\. Add --replace"):
        keep_published(output, data, LAST)
    keep_published(output, data, LAST, replace=True)


def test_a_paper_that_was_not_built_cannot_be_kept(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"output/2023-24/facts\.json: not found\. Build the paper of 2023/24 first"):
        keep_published(tmp_path / "output", tmp_path / "data", LAST)


def test_published_facts_that_are_not_facts_are_refused(tmp_path: Path) -> None:
    (tmp_path / "2023-24").mkdir()
    (tmp_path / "2023-24" / "published-facts.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"2023-24/published-facts\.json: holds no facts"):
        load_published(tmp_path, LAST)


def test_a_year_without_kept_facts_has_none(tmp_path: Path) -> None:
    assert load_published(tmp_path, LAST) == {}


def test_a_paper_without_published_facts_says_nothing_of_revisions(tmp_path: Path) -> None:
    assert small_draft(small_project(tmp_path)).restated == []


def test_a_paper_that_is_assembled_carries_the_footnotes_and_lists_the_revisions(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    held = Facts("1-analysis", YEAR, STYLE)
    held.change("parks.cases.change", 50, 44)
    setup, prose = code("paper.facts"), markdown("Cases {{< var parks.cases.change >}}.")
    setup.outputs = [shown(plain="facts", facts=held.as_list())]
    write(project / "build" / "executed" / "1-analysis.ipynb", markdown("# Analysis"), setup, prose)
    published = Facts("1-analysis", LAST, STYLE)
    published.count("parks.cases.total", 40)
    (project / "data" / "2023-24" / "published-facts.json").write_text(to_json(published), encoding="utf-8")
    draft = gather(project, project, YEAR, project / "data")
    assert [each.line for each in draft.restated] == ["parks.cases.change-before: 40 in the paper for 2023/24, now 44"]
    section = nbformat.read(project / "build" / "sections" / "1-analysis.ipynb", as_version=4)
    text = "\n".join(cell.source for cell in section.cells)
    assert "[^revised-1-analysis-1]: The report for 2023/24 gave 40. The figure has since been revised to 44." in text
