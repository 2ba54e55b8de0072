"""Figures that have nothing to show: with a caption where a paragraph speaks of them, as a sentence elsewhere."""

from nbformat.v4 import new_notebook
from notebook_specimens import code, markdown, shown
from small_data import YEAR
from small_project import YEAR_SETTINGS

from feedback_report.building.empty_figures import without_empty_figures
from feedback_report.facts import Facts
from feedback_report.narrative.paragraphs import LEFT_OUT
from feedback_report.running.section import Figure, Section
from feedback_report.settings import Style, YearSettings

EMPTY, FULL = "year,count\n", "year,count\n2024,1\n"
FIGURE = '#| label: fig-teams\n#| fig-cap: "Teams"\n#| fig-alt: "A chart:\n#|   none."\npaper.show_chart(draw, teams)'


def made(prose: str, csv: str = EMPTY, any_team: bool = False, unsaid: bool = False, **year: object) -> Section:
    cells = [markdown(prose), code(FIGURE, outputs=[shown(markdown="There is no team to show.")])]
    figure = Figure("fig-teams", "1-teams", csv, None, "Teams", unsaid=unsaid)
    section = Section("1-teams", new_notebook(cells=cells), [], [figure])
    facts = Facts("1-teams", YEAR, Style())
    facts.condition("teams.any", any_team)
    settings = YearSettings.model_validate(YEAR_SETTINGS | year)
    by_name = {fact.name: fact for fact in facts}
    (found,) = without_empty_figures([section], by_name, settings)
    assert by_name[LEFT_OUT].text.split() == ["fig-teams"] * (not found.figures)
    return found


def labels(section: Section) -> list[str]:
    return [figure.label for figure in section.figures]


def test_an_empty_figure_that_nobody_speaks_of_is_its_sentence_alone():
    found = made("No complaint names a team.")
    assert labels(found) == []
    assert found.notebook.cells[1].source == "paper.show_chart(draw, teams)"


def test_nothing_is_left_of_one_without_a_sentence_of_its_own_unless_a_paragraph_names_it():
    for csv in (EMPTY, "year,count\n2024,\n"):
        found = made("No complaint names a team.", csv=csv, unsaid=True)
        assert (labels(found), found.notebook.cells[1].outputs) == ([], [])
    found = made("See @fig-teams.", unsaid=True)
    assert labels(found) == ["fig-teams"]
    assert found.notebook.cells[1].outputs[0].data["text/markdown"] == "There is no team to show."


def test_a_figure_with_data_keeps_its_caption():
    found = made("No complaint names a team.", csv=FULL)
    assert labels(found) == ["fig-teams"]
    assert found.notebook.cells[1].source == FIGURE


def test_an_empty_figure_that_a_visible_paragraph_names_keeps_its_caption():
    assert labels(made("See @fig-teams.")) == ["fig-teams"]
    words = '[See @fig-teams.]{.content-visible when-meta="facts.teams.any"} No more.'
    assert (labels(made(words)), labels(made(words, any_team=True))) == ([], ["fig-teams"])
    assert labels(made("None.", commentary={"teams": "As @fig-teams says."})) == ["fig-teams"]
