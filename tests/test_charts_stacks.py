import pandas as pd
import pytest
from matplotlib.colors import to_hex

from feedback_report.charts import stacked_bars
from feedback_report.charts.palette import fills
from feedback_report.errors import ReportError
from feedback_report.wording.labels import NothingToShow
from tests.chart_specimens import BANDS, TWO, bands, texts_of


def test_parts_follow_each_other_and_fill_the_bar() -> None:
    axes = stacked_bars(bands(["Highways"]), y=["service", "procedure"], unit="%").axes[0]
    # 60%, 38% and 2%: each begins where the one before it ends
    starts = [[round(bar.get_x(), 9) for bar in part] for part in axes.containers]
    widths = [[round(bar.get_width(), 9) for bar in part] for part in axes.containers]
    assert starts == [[0, 0], [60, 60], [98, 98]]
    assert widths == [[60, 60], [38, 38], [2, 2]]
    assert axes.get_xlim()[0] == 0


def test_bars_are_named_by_service_and_procedure_from_the_top() -> None:
    axes = stacked_bars(bands(TWO), y=["service", "procedure"], unit="% of complaints").axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "Highways\nCorporate",
        "Highways\nStatutory",
        "Libraries\nCorporate",
        "Libraries\nStatutory",
    ]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]
    assert axes.get_xlabel() == "% of complaints"


def test_parts_print_their_share_where_it_fits_and_bars_their_base() -> None:
    figure = stacked_bars(bands(["Highways"]), y="procedure", unit="%")
    assert texts_of(figure, "value") == ["60%", "60%", "38%", "38%"]  # 2% is too narrow
    assert texts_of(figure, "base") == ["of 50", "of 50"]


def test_a_frame_without_rows_has_nothing_to_show() -> None:
    with pytest.raises(NothingToShow):
        stacked_bars(bands(["Highways"]).iloc[:0], y=["service", "procedure"], unit="%")


def test_bands_have_their_fills_best_first() -> None:
    figure = stacked_bars(bands(["Highways"]), y="procedure", unit="%")
    looks = fills("band", BANDS)
    for band, part in zip(BANDS, figure.axes[0].containers, strict=True):
        assert to_hex(part[0].get_facecolor()) == looks[band].colour
        assert (part[0].get_hatch() or "") == looks[band].hatch
    names = [text.get_text() for text in figure.legends[0].get_texts()]
    assert names == ["Within target", "Within the extended limit", "Over"]


def test_an_empty_part_has_neither_bar_nor_value() -> None:
    frame = pd.DataFrame({"service": "Highways", "band": BANDS, "share": [0.0, 1.0, 0.0], "base": 12})
    figure = stacked_bars(frame, y="service", unit="%")
    assert texts_of(figure, "value") == ["100%"]
    assert [part[0].get_visible() for part in figure.axes[0].containers] == [False, True, False]


def test_a_bar_without_a_value_is_a_gap_with_a_mark() -> None:
    frame = bands(["Highways"])
    frame.loc[frame["procedure"] == "statutory", "share"] = None
    figure = stacked_bars(frame, y="procedure", unit="%")
    assert texts_of(figure, "value") == ["60%", "38%", "[x]"]
    assert [part[1].get_visible() for part in figure.axes[0].containers] == [False, False, False]


def test_a_bar_of_none_is_left_out() -> None:
    frame = bands(["Highways"])
    frame.loc[frame["procedure"] == "statutory", ["base", "count", "share"]] = [0, 0, None]
    axes = stacked_bars(frame, y="procedure", unit="%").axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Corporate"]
    with pytest.raises(NothingToShow):
        stacked_bars(frame[frame["base"] == 0], y="procedure", unit="%")


def test_no_percentages_are_drawn_of_a_base_below_the_smallest() -> None:
    frame = bands(["Highways"])
    frame.loc[frame["procedure"] == "statutory", "base"] = 5
    figure = stacked_bars(frame, y="procedure", unit="%", smallest_base=10)
    assert texts_of(figure, "value") == ["60%", "38%", "too few for percentages"]
    assert texts_of(figure, "base") == ["of 50", "of 5"]


def test_a_bar_with_two_bases_is_refused() -> None:
    frame = bands(["Highways"])
    frame.loc[0, "base"] = 49
    with pytest.raises(ReportError, match="one base for each bar; Highways, Corporate has several"):
        stacked_bars(frame, y=["service", "procedure"], unit="%")


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(ReportError, match='needs the column "directorate"'):
        stacked_bars(bands(TWO), y=["directorate"], unit="%")


def test_withheld_parts_are_one_marked_gap_at_the_end_of_their_bar() -> None:
    frame = bands(["Highways"]).astype({"count": "object", "share": "object"})
    hidden = (frame["procedure"] == "statutory") & (frame["band"] != "within target")
    frame.loc[hidden, ["count", "share"]] = "[c]"
    figure = stacked_bars(frame, y="procedure", unit="%")
    marks = [text for text in figure.axes[0].texts if text.get_text() == "[c]"]
    assert [mark.xy for mark in marks] == [(80.0, 1)]  # 60% are shown, and the mark stands amid the rest
    assert [part[1].get_visible() for part in figure.axes[0].containers] == [True, False, False]


def test_a_withheld_base_is_marked_at_the_end_of_its_bar() -> None:
    frame = bands(["Highways"]).astype({"base": "object", "count": "object", "share": "object"})
    frame.loc[frame["procedure"] == "statutory", ["base", "count", "share"]] = "[c]"
    figure = stacked_bars(frame, y="procedure", unit="%")
    assert texts_of(figure, "base") == ["of 50", "of [c]"]
    assert texts_of(figure, "value") == ["60%", "38%", "[c]"]
