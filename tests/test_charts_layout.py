"""What holds for every kind of chart, with ordinary and with awkward data."""

from itertools import combinations

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

from tests.chart_specimens import AWKWARD_KINDS, KINDS, texts

ALL = KINDS | AWKWARD_KINDS


@pytest.fixture(scope="module")
def drawn() -> dict[str, Figure]:
    return {kind: draw() for kind, draw in ALL.items()}


@pytest.mark.parametrize("kind", ALL)
def test_no_text_lies_on_another(drawn: dict[str, Figure], kind: str) -> None:
    boxes = [(text.get_text(), text.get_window_extent().padded(-1)) for text in texts(drawn[kind])]
    assert [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b)] == []


@pytest.mark.parametrize("kind", ALL)
def test_no_text_is_cut_off(drawn: dict[str, Figure], kind: str) -> None:
    sheet = drawn[kind].bbox
    outside = [
        text.get_text()
        for text in texts(drawn[kind])
        if not (
            sheet.x0 <= text.get_window_extent().x0 + 1
            and text.get_window_extent().x1 - 1 <= sheet.x1
            and sheet.y0 <= text.get_window_extent().y0 + 1
            and text.get_window_extent().y1 - 1 <= sheet.y1
        )
    ]
    assert outside == []


@pytest.mark.parametrize("kind", ALL)
def test_text_is_horizontal_and_large_enough_to_print_and_to_read_on_a_telephone(
    drawn: dict[str, Figure], kind: str
) -> None:
    assert {text.get_rotation() for text in texts(drawn[kind])} == {0}
    assert min(text.get_fontsize() for text in texts(drawn[kind])) >= 10


@pytest.mark.parametrize("kind", ALL)
def test_a_chart_is_as_wide_as_the_text_of_an_a4_page(drawn: dict[str, Figure], kind: str) -> None:
    width, height = drawn[kind].get_size_inches()
    assert width * 2.54 == pytest.approx(16)
    assert height * 2.54 < 25


@pytest.mark.parametrize("kind", ALL)
def test_axes_begin_at_zero_and_none_has_a_second_scale(drawn: dict[str, Figure], kind: str) -> None:
    panels = drawn[kind].axes
    for axes in panels:
        along_x = axes.get_ylim()[0] > axes.get_ylim()[1]  # lying bars are listed from the top
        assert (axes.get_xlim() if along_x else axes.get_ylim())[0] == 0
    places = [tuple(axes.get_position().bounds) for axes in panels]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("kind", ALL)
def test_the_unit_is_printed(drawn: dict[str, Figure], kind: str) -> None:
    units = ("Cases", "Rate", "Complaints", "% of")
    assert any(text.get_text().startswith(units) for text in texts(drawn[kind]))


def test_drawing_leaves_no_trace_in_matplotlib() -> None:
    matplotlib.rcParams["font.size"] = 7.5
    before = dict(matplotlib.rcParams)
    for draw in KINDS.values():
        draw()
    assert dict(matplotlib.rcParams) == before
    assert plt.get_fignums() == []
    matplotlib.rcdefaults()
