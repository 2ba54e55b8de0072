"""From an executed notebook to a section that can be embedded."""

import nbformat
import pytest
from notebook_specimens import code, markdown, shown, write

from feedback_report.errors import NotebookError
from feedback_report.running.each_service import for_service
from feedback_report.running.names_in_prose import unknown_names
from feedback_report.running.sections import prepare_section
from feedback_report.settings import Service

PARKS = Service(key="parks", name="Parks & Paths", short_name="Parks")
ROADS = Service(key="roads", name="Roads", short_name="Roads")
FACT = {"name": "parks.total", "value": 7, "text": "7"}


def sources(section):
    return [cell.source for cell in section.notebook.cells]


def test_service_in_names_and_labels_stands_for_each_service_in_turn():
    text = (
        "{{< var service.total >}} {{< var commentary.service >}} @fig-teams-service [](#par-x-service) "
        "{{< var a.service-b >}} {{< var a.the-service >}}"
    )
    assert for_service(text, PARKS) == (
        "{{< var parks.total >}} {{< var commentary.parks >}} @fig-teams-parks [](#par-x-parks) "
        "{{< var a.parks-b >}} {{< var a.the-service >}}"
    )


def test_service_in_a_condition_stands_for_each_service():
    assert (
        for_service('::: {.content-visible when-meta="facts.service.any"}', ROADS)
        == '::: {.content-visible when-meta="facts.roads.any"}'
    )


def test_the_word_service_in_prose_stays():
    assert for_service("The service and its fig-leaf.", PARKS) == "The service and its fig-leaf."


def test_adjacent_tagged_cells_are_repeated_as_a_group(tmp_path):
    path = write(
        tmp_path / "s.ipynb",
        markdown("# A"),
        markdown("one service.", "each-service"),
        markdown("two", "each-service"),
        markdown("end"),
    )
    assert sources(prepare_section(path, [PARKS, ROADS])) == [
        "# A",
        "one service.",
        "two",
        "one service.",
        "two",
        "end",
    ]


def test_each_service_gets_its_own_output_of_a_tagged_code_cell(tmp_path):
    cell = code(
        "#| label: fig-teams-service\nshow()",
        "each-service",
        outputs=[shown(markdown="P", data={"csv": "p\n"}), shown(markdown="R", data={"csv": "r\n"})],
    )
    section = prepare_section(write(tmp_path / "s.ipynb", cell), [PARKS, ROADS])
    assert [(figure.label, figure.csv) for figure in section.figures] == [
        ("fig-teams-parks", "p\n"),
        ("fig-teams-roads", "r\n"),
    ]
    assert len({cell.id for cell in section.notebook.cells}) == 2


def test_a_tagged_code_cell_must_show_one_output_for_each_service(tmp_path):
    path = write(tmp_path / "s.ipynb", code("show()", "each-service", outputs=[shown(markdown="only one")]))
    with pytest.raises(NotebookError, match=r"notebooks/s\.ipynb, cell 2: shows 1 outputs, expected 2"):
        prepare_section(path, [PARKS, ROADS])


def test_facts_are_collected_and_their_cell_shows_nothing(tmp_path):
    path = write(
        tmp_path / "s.ipynb", code("#| include: false\npaper.facts", outputs=[shown(plain="table", facts=[FACT])])
    )
    section = prepare_section(path, [PARKS])
    assert section.facts == [FACT]
    assert section.notebook.cells[0].outputs == []


def test_a_chart_keeps_its_png_and_its_svg_is_set_aside(tmp_path):
    path = write(
        tmp_path / "s.ipynb",
        code(
            "#| label: fig-a\nshow()",
            outputs=[shown(png="aGk=", svg="<svg/>", data={"csv": "a\n1\n"}, html="<b>x</b>")],
        ),
    )
    section = prepare_section(path, [PARKS])
    assert section.figures[0].svg == "<svg/>"
    assert list(section.notebook.cells[0].outputs[0].data) == ["image/png"]


def test_nothing_of_the_machine_stays_in_a_section(tmp_path):
    path = write(tmp_path / "s.ipynb", code('data_dir = "/home/someone/data"', "injected-parameters"), code("x"))
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["papermill"] = {"input_path": "/home/someone/n.ipynb", "start_time": "now"}
    notebook.cells[-1].metadata["execution"] = {"iopub.execute_input": "now"}
    nbformat.write(notebook, path)
    assert "someone" not in nbformat.writes(prepare_section(path, [PARKS]).notebook)
    assert "now" not in nbformat.writes(prepare_section(path, [PARKS]).notebook)


def test_options_that_are_no_yaml_are_reported(tmp_path):
    path = write(tmp_path / "s.ipynb", code('#| fig-cap: "open\nshow()'))
    with pytest.raises(NotebookError, match=r"notebooks/s\.ipynb, cell 2: the options .* are not valid YAML"):
        prepare_section(path, [PARKS])


@pytest.mark.parametrize("option", ["echo", "- echo", "7"])
def test_an_option_without_a_value_is_reported_with_its_cell(tmp_path, option):
    path = write(tmp_path / "s.ipynb", markdown("# A"), code(f"#| {option}\nshow()"))
    with pytest.raises(NotebookError) as caught:
        prepare_section(path, [PARKS])
    assert caught.value.problems == [
        f"notebooks/s.ipynb, cell 3: the option `#| {option}` has no value: "
        "write a name, a colon, a space and a value, such as `#| echo: false`."
    ]


def test_what_is_wrong_with_the_options_of_a_repeated_cell_is_reported_once(tmp_path):
    cell = code("#| fig-teams-service\nshow()", "each-service", outputs=[shown(plain="P"), shown(plain="R")])
    with pytest.raises(NotebookError, match=r"cell 2: the option `#\| fig-teams-service` has") as caught:
        prepare_section(write(tmp_path / "s.ipynb", cell), [PARKS, ROADS])
    assert len(caught.value.problems) == 1


def test_an_unknown_name_is_reported_with_notebook_cell_and_nearest_names(tmp_path):
    path = write(
        tmp_path / "s.ipynb",
        markdown("{{< var parks.totl >}}"),
        markdown('::: {.content-visible when-meta="facts.parks.anny"}\n:::'),
    )
    section = prepare_section(path, [PARKS])
    problems = unknown_names([section], ["parks.total", "roads.total"], ["facts.parks.any"])
    assert len(problems) == 2
    # The notebook's own parameters cell is its first; papermill's is none of the author's.
    assert 'notebooks/s.ipynb, cell 2: unknown fact "parks.totl"' in problems[0]
    assert "parks.total" in problems[0]
    assert 'cell 3: unknown condition "facts.parks.anny"' in problems[1]


def test_a_cell_is_counted_as_its_author_sees_it(tmp_path):
    path = write(
        tmp_path / "s.ipynb",
        code("year = 1", "injected-parameters"),
        markdown("a", "each-service"),
        markdown("b", "each-service"),
        markdown("{{< var gone >}}"),
    )
    (problem,) = unknown_names([prepare_section(path, [PARKS, ROADS])], [], [])
    assert problem.startswith('notebooks/s.ipynb, cell 4: unknown fact "gone".')  # parameters, a, b, this


def test_an_unknown_name_in_a_repeated_cell_is_reported_once_as_it_is_written(tmp_path):
    path = write(
        tmp_path / "s.ipynb", markdown("{{< var service.totl >}} of {{< var service.total >}}", "each-service")
    )
    section = prepare_section(path, [PARKS, ROADS])
    assert unknown_names([section], ["parks.total", "roads.total"], []) == [
        'notebooks/s.ipynb, cell 2: unknown fact "service.totl" for parks and roads. '
        "The nearest names are service.total."
    ]
    (problem,) = unknown_names([section], ["parks.total", "parks.totl", "roads.total"], [])
    assert 'unknown fact "service.totl" for roads.' in problem
