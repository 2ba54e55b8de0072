import pandas as pd
import pytest
from matplotlib.axes import Axes

from feedback_report.charts import ranked_bars
from feedback_report.errors import ReportError
from feedback_report.wording.labels import NothingToShow
from tests.chart_specimens import rates, texts, texts_of

AREAS = rates(("Northshire", 90), ("Eastshire", 300.5), ("Ourshire", 141), ("Westshire", None))


def names(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_yticklabels()]


def test_areas_stand_from_the_highest_down_and_those_without_a_rate_last() -> None:
    figure = ranked_bars(AREAS, own="Ourshire", unit="Rate")
    assert names(figure.axes[0]) == ["Eastshire", "Ourshire", "Northshire", "Westshire"]
    assert [bar.get_width() for bar in figure.axes[0].containers[0]] == [300.5, 141, 90]
    assert texts_of(figure, "value") == ["301", "141  ◀ this council", "90", "[x]"]


def test_our_own_bar_differs_in_hatching_weight_and_words_not_in_colour_alone() -> None:
    figure = ranked_bars(AREAS, own="Ourshire", unit="Rate")
    bars = figure.axes[0].containers[0]
    assert [bool(bar.get_hatch()) for bar in bars] == [False, True, False]
    assert [label.get_fontweight() for label in figure.axes[0].get_yticklabels()].count("bold") == 1
    bold = {text.get_text() for text in texts(figure) if text.get_fontweight() == "bold"}
    assert bold == {"141  ◀ this council", "Ourshire"}


def test_another_value_of_ours_stands_under_our_bar_without_a_place_in_the_order() -> None:
    areas = pd.concat([AREAS, rates(("Ourshire, 2024/25", 250))])
    figure = ranked_bars(areas, own="Ourshire", beside="Ourshire, 2024/25", unit="Rate")
    assert names(figure.axes[0])[:3] == ["Eastshire", "Ourshire", "Ourshire, 2024/25"]
    assert [bar.get_width() for bar in figure.axes[0].containers[0]] == [300.5, 141, 250, 90]
    hatches = [bar.get_hatch() for bar in figure.axes[0].containers[0]]
    faces = [bar.get_facecolor() for bar in figure.axes[0].containers[0]]
    assert hatches[1] and hatches[2]
    assert faces[1] != faces[2]


def test_the_axis_ends_where_the_texts_after_the_bars_end():
    figure = ranked_bars(rates(("Eastshire", 269), ("Ourshire", 246), ("Northshire", 90)), own="Ourshire", unit="Rate")
    figure.canvas.draw()
    axes = figure.axes[0]
    ends = [text.get_window_extent().x1 for text in axes.texts if text.get_gid() == "value"]
    box = axes.get_window_extent()
    assert box.x1 - 0.06 * box.width < max(ends) <= box.x1 + 1


def test_equal_rates_keep_the_order_of_the_frame() -> None:
    figure = ranked_bars(rates(("B", 5), ("A", 5), ("C", 9)), own="A", unit="Rate")
    assert names(figure.axes[0]) == ["C", "B", "A"]


def test_a_frame_without_our_council_is_refused() -> None:
    with pytest.raises(ReportError, match='marks "Elsewhere", which the column "area" does not hold'):
        ranked_bars(AREAS, own="Elsewhere", unit="Rate")
    with pytest.raises(ReportError, match='marks "Ourshire, 2024/25"'):
        ranked_bars(AREAS, own="Ourshire", beside="Ourshire, 2024/25", unit="Rate")


def test_an_area_that_stands_twice_is_refused() -> None:
    with pytest.raises(ReportError, match="several for: Northshire"):
        ranked_bars(rates(("Northshire", 1), ("Northshire", 2)), own="Northshire", unit="Rate")


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(NothingToShow, match="no value"):
        ranked_bars(rates(("Ourshire", None)), own="Ourshire", unit="Rate")
