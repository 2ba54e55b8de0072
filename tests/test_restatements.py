"""What last year's paper printed and the data now says otherwise."""

import io
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
import yaml
from notebook_specimens import code, markdown, shown, write
from rich.console import Console
from small_data import YEAR, an_earlier_case, write_data
from small_project import YEAR_SETTINGS, small_draft, small_project

from feedback_report.building.assemble import Draft, assemble, gather
from feedback_report.building.build import Build
from feedback_report.building.render import Engine, Rendering
from feedback_report.building.restatement_notes import note_section, note_series, series_text, shows_series_of
from feedback_report.building.summary import summary
from feedback_report.checks import YearPaper
from feedback_report.errors import DataError
from feedback_report.facts import Fact, Facts, to_json
from feedback_report.facts.restatements import (
    Restatement,
    keep_published,
    load_published,
    other_restatements,
    restatements,
)
from feedback_report.progress import BuildProgress
from feedback_report.running.section import Figure, Section
from feedback_report.settings import Style
from feedback_report.year_checks.revised import restatement_findings
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


def outcomes(upheld: int, base: int = 40) -> dict[str, Fact]:
    held = Facts("2-outcomes", LAST, STYLE)
    held.share("roads.outcomes.upheld", upheld, base)
    return {fact.name: fact for fact in held}


def others(now: dict[str, Fact], published: dict[str, Fact], this_year: dict[str, Fact] | None = None) -> list[str]:
    """List what is revised beside the figures that this year's paper prints itself."""
    this_year = this_year or {}
    listed = restatements(this_year, published, YEAR)
    return [each.line for each in other_restatements(this_year, now, published, YEAR, listed)]


def test_a_figure_that_this_years_paper_does_not_print_is_listed_once_under_last_years_name() -> None:
    assert others(outcomes(14), outcomes(10)) == [
        "roads.outcomes.upheld: 10 of 40 (25%) in the paper for 2023/24, now 14 of 40 (35%)"
    ]


def test_a_figure_listed_under_this_years_name_is_not_listed_again_under_last_years() -> None:
    published = PUBLISHED | outcomes(10)
    total = Facts("1-counts", LAST, STYLE)
    total.count("roads.cases.total", 40)
    published |= {fact.name: fact for fact in total}
    now = (
        facts(LAST, 44, 30)
        | outcomes(14)
        | {"roads.cases.total": replace(total["roads.cases.total"], value=44, text="44")}
    )
    names = [line.partition(":")[0] for line in others(now, published, NOW)]
    assert names == ["roads.cases.change", "roads.outcomes.upheld"]  # the change is a figure of its own


def test_a_total_that_is_a_part_of_its_change_too_is_listed_once() -> None:
    def counted(number: int) -> dict[str, Fact]:
        held = Facts("1-counts", LAST, STYLE)
        held.count("roads.cases.total", number)
        held.change("roads.cases.change", number, 30)
        return {fact.name: fact for fact in held}

    names = [line.partition(":")[0] for line in others(counted(44), counted(40))]
    assert names == ["roads.cases.change", "roads.cases.total"]


def test_a_figure_of_a_year_before_last_years_is_listed_with_its_year() -> None:
    assert "roads.cases.change-before (2022/23): 30 in the paper for 2023/24, now 33" in others(
        facts(LAST, 40, 33), PUBLISHED
    )


def test_figures_as_they_were_withheld_or_of_another_year_are_not_listed_as_revised() -> None:
    withheld = {name: replace(fact, value=None, text="[c]") for name, fact in outcomes(10).items()}
    later = {name: replace(fact, year="2022/23") for name, fact in outcomes(14).items()}
    for now in (outcomes(10), withheld, later, {}):
        assert not others(now, outcomes(10))


@pytest.mark.parametrize("which", [0, 1, 2])
def test_nothing_is_compared_where_a_paper_is_of_a_part_of_a_year(which: int) -> None:
    papers = [outcomes(14), outcomes(10), {}]
    papers[which] = papers[which] | {"year.part": Fact("year.part", True, "yes")}
    assert not others(*papers)


def section(name: str, heading: str, *, figures: int = 0, tables: tuple[str, ...] = ()) -> Section:
    notebook = nbformat.v4.new_notebook(cells=[markdown(heading)])
    numbered = [Figure(f"fig-{number}", name, "a\n1\n", None) for number in range(figures)]
    return Section(name, notebook, [], numbered, tables=[Figure("", name, csv, None, title="T") for csv in tables])


def test_the_sections_with_revised_figures_are_named_with_links_to_them() -> None:
    sections = [
        section("1-counts", "## Cases {#sec-cases}", figures=1),
        section("2-outcomes", "# How cases ended {#sec-ended .unnumbered}", figures=1),
        section("3-lessons", "# Lessons"),
    ]
    found = [restated(), restated("2-outcomes"), restated("3-lessons")]
    assert series_text(sections, found, STYLE) == (
        "Since the report for 2023/24 was published, figures for 2023/24 in the sections [Cases](#sec-cases) and "
        "[How cases ended](#sec-ended) have been revised. The tables show them as they are now."
    )


def test_sections_without_a_numbered_figure_have_no_series_to_speak_of() -> None:
    assert series_text([section("3-lessons", "# Lessons")], [restated("3-lessons")], STYLE) == ""
    assert series_text([section("1-counts", "# Cases", figures=1)], [], STYLE) == ""


@pytest.mark.parametrize(
    ("tables", "shows"),
    [((), False), (("row,y2024\nA,1\n",), False), (("row,y2024\nA,1\n", "row,y2023,y2024\nA,1,2\n"), True)],
)
def test_only_a_section_with_a_column_for_last_year_shows_its_series(tables: tuple[str, ...], shows: bool) -> None:
    assert shows_series_of(section("4-appendix", "# Data", tables=tables), LAST) == shows


def test_the_paragraph_on_series_stands_under_the_heading() -> None:
    notebook = nbformat.v4.new_notebook(cells=[markdown("# Data"), code("x = 1")])
    note_series(notebook, "Revised.")
    assert [cell.source for cell in notebook.cells] == ["# Data", "Revised.", "x = 1"]


def restated(section: str = "1-counts", name: str = "roads.cases.change-before") -> Restatement:
    published = Fact("roads.cases.change-now", 40, "40", year="2023/24", section=section)
    return Restatement(published, Fact(name, 44, "44", year="2023/24", section=section), LAST)


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


NOTHING_RUN = "Last year's paper could not be compared with the data. "
OUTCOMES = (
    markdown("# How cases ended {#sec-ended}"),
    code(
        "#| include: false\n"
        "from feedback_report.notebook import open_paper\n"
        'paper = open_paper("1-analysis", year, data_dir)\n'
        'own = paper.tables.cases.query("year == @paper.start")\n'
        'paper.facts.count("parks.upheld", int((own["outcome"] == "upheld").sum()), "complaint")\n'
        "paper.facts"
    ),
    code(
        '#| label: fig-cases\n#| fig-cap: "Cases by year"\n'
        'counted = paper.tables.cases.groupby("year").size().reset_index(name="count")\n'
        'paper.show_table(counted, {"year": "Year", "count": "Cases"})'
    ),
)
APPENDIX = (
    markdown("# Data {#sec-data}"),
    code(
        "import pandas as pd\n"
        "from feedback_report.notebook import open_paper\n"
        'paper = open_paper("2-data", year, data_dir)\n'
        'numbers = {f"y{year}": len(held) for year, held in paper.tables.cases.groupby("year")}\n'
        'columns = {"row": "Row"} | dict.fromkeys(numbers, "Cases")\n'
        'paper.show_table(pd.DataFrame([{"row": "All"} | numbers]), columns, heading="Cases")'
    ),
)


@pytest.fixture
def published_project(tmp_path: Path) -> Path:
    """Write a project whose last year's paper was published when one complaint was upheld, which none is by now."""
    project = small_project(tmp_path / "project")
    write(project / "notebooks" / "1-analysis.ipynb", *OUTCOMES)
    write(project / "notebooks" / "2-data.ipynb", *APPENDIX)
    embeds = "\n\n".join(f"{{{{< embed build/sections/{name}.ipynb >}}}}" for name in ("1-analysis", "2-data"))
    (project / "report.qmd").write_text(f"---\ntitle: A short paper\n---\n\n{embeds}\n", encoding="utf-8")
    write_data(project, earlier_cases=[an_earlier_case(outcome="not upheld")])
    settings = YEAR_SETTINGS | {"year": "2023/24", "data_until": "2024-03-31"}
    (project / "data" / "2023-24" / "year.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    held = Facts("1-analysis", LAST, STYLE)
    held.count("parks.upheld", 1, "complaint")
    context = [Fact("parks.name", "Parks & Play", "Parks & Play")]
    kept = project / "data" / "2023-24" / "published-facts.json"
    kept.write_text(to_json([*held, *context]), encoding="utf-8")
    return project


def built(project: Path) -> tuple[Draft, list[str], str]:
    """Assemble a project, and get the draft, the lines of progress and what the appendix says in words."""
    said = io.StringIO()
    workspace = project.parent / "workspace"
    workspace.mkdir(exist_ok=True)
    draft = assemble(project, workspace, YEAR, project / "data", BuildProgress(Console(file=said, width=200)))
    section = nbformat.read(workspace / "build" / "sections" / "2-data.ipynb", as_version=4)
    words = "\n".join(cell.source for cell in section.cells if cell.cell_type == "markdown")
    return draft, said.getvalue().splitlines(), words


def told(draft: Draft, project: Path) -> str:
    rendering = Rendering(Engine.pandoc, "", {})
    return "\n".join(summary(Build(project, [], rendering, draft), project, project / "data"))


def test_last_years_paper_is_made_again_and_what_differs_is_listed_and_told_in_the_appendix(
    published_project: Path,
) -> None:
    draft, progress, appendix = built(published_project)
    assert not draft.restated
    line = "parks.upheld: 1 in the paper for 2023/24, now 0"
    assert [each.line for each in draft.restated_elsewhere] == [line]
    assert f"Revised since it was published: {line}." in told(draft, published_project)
    assert "figures for 2023/24 in the section [How cases ended](#sec-ended) have been revised." in appendix
    assert any(each.startswith("Compare with last year's paper") for each in progress)


def test_nothing_of_last_year_is_run_where_no_facts_were_kept(published_project: Path) -> None:
    (published_project / "data" / "2023-24" / "published-facts.json").unlink()
    draft, progress, appendix = built(published_project)
    assert not draft.restated_elsewhere
    assert "revised" not in appendix
    assert not any(each.startswith("Compare with last year's paper") for each in progress)


def test_a_check_finds_the_figures_that_only_last_years_paper_prints(published_project: Path) -> None:
    draft, _, _ = built(published_project)
    paper = YearPaper(published_project, published_project / "data", YEAR, draft.council, draft.settings, draft.facts)
    assert [found.message for found in restatement_findings(paper)] == [
        "parks.upheld: 1 in the paper for 2023/24, now 0."
    ]


def test_a_paper_is_built_though_last_years_cannot_be_made_again_and_the_reason_is_told(
    published_project: Path,
) -> None:
    (published_project / "data" / "2023-24" / "year.yml").unlink()
    draft, _, appendix = built(published_project)
    assert draft.not_compared.startswith(f"{NOTHING_RUN}2023-24/year.yml: not found.")
    assert draft.not_compared in told(draft, published_project)
    assert not draft.restated_elsewhere
    assert "revised" not in appendix
