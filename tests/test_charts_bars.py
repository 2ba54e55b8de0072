import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from feedback_report.charts import grouped_bars, horizontal_bars, small_multiples
from feedback_report.charts.palette import fills
from feedback_report.wording.labels import NothingToShow
from tests.chart_specimens import TWO, cases_by_service, cases_by_type, shares_by, texts, texts_of


def heights(axes: Axes) -> list[list[float]]:
    return [[bar.get_height() for bar in bars] for bars in axes.containers]


def names_below(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_xticklabels() if label.get_visible()]


def names_beside(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_yticklabels()]


def test_grouped_bars_show_every_value_in_the_order_of_years_and_types() -> None:
    frame = cases_by_type(range(2022, 2025)).sort_values("year", ascending=False, kind="stable")
    axes = grouped_bars(frame, unit="Cases").axes[0]
    # 100, 200 or 300 by type, and the year's last two figures
    assert heights(axes) == [[122, 123, 124], [222, 223, 224], [322, 323, 324]]
    assert names_below(axes) == ["2022/23", "2023/24", "2024/25"]
    assert all(bar.get_y() == 0 for bars in axes.containers for bar in bars)


def test_each_bar_stands_in_the_group_of_its_year() -> None:
    axes = grouped_bars(cases_by_type(range(2023, 2025)), unit="Cases").axes[0]
    for bars in axes.containers:
        assert [round(bar.get_x() + bar.get_width() / 2) for bar in bars] == [0, 1]


def test_grouped_bars_print_their_values_and_their_unit() -> None:
    figure = grouped_bars(cases_by_type(range(2024, 2025), row0=1234), unit="Cases")
    assert texts_of(figure, "value") == ["1,234", "224", "324"]
    assert texts_of(figure, "unit") == ["Cases"]


def test_the_key_names_the_fills_that_the_bars_have() -> None:
    figure = grouped_bars(cases_by_type(), unit="Cases")
    key = figure.legends[0]
    assert [text.get_text() for text in key.get_texts()] == ["Complaints", "Compliments", "Comments"]
    for sample, bars in zip(key.get_patches(), figure.axes[0].containers, strict=True):
        assert sample.get_facecolor() == bars[0].get_facecolor()
        assert sample.get_hatch() == bars[0].get_hatch()


def test_bars_have_the_fill_of_their_type() -> None:
    axes = grouped_bars(cases_by_type(), unit="Cases").axes[0]
    looks = fills("feedback_type", ["complaint", "compliment", "comment"])
    drawn = [(to_hex(bars[0].get_facecolor()), bars[0].get_hatch() or "") for bars in axes.containers]
    assert drawn == [(look.colour, look.hatch) for look in looks.values()]
    assert len({hatch for _, hatch in drawn}) > 1


def test_a_missing_value_is_a_gap_with_a_mark_and_no_bar() -> None:
    figure = grouped_bars(cases_by_type(range(2023, 2025), row0=None), unit="Cases")
    assert heights(figure.axes[0])[0] == [124]
    assert "[x]" in texts_of(figure, "value")
    mark = next(text for text in figure.axes[0].texts if text.get_text() == "[x]")
    assert mark.xy[0] < 0.0  # left of the middle of the first group, where its first bar would be
    assert mark.xy[1] == 0


def test_values_that_would_overlap_are_left_to_the_axis() -> None:
    frame = cases_by_type(range(2005, 2025)).assign(count=1234)
    figure = grouped_bars(frame, unit="Cases")
    assert texts_of(figure, "value") == []
    assert sum(len(bars) for bars in figure.axes[0].containers) == 60


def test_a_break_in_the_series_is_a_dashed_line_before_its_year_with_its_reason() -> None:
    figure = grouped_bars(cases_by_type(), unit="Cases", break_before=2023, break_label="New system")
    lines = [line for line in figure.axes[0].lines if line.get_gid() == "break"]
    assert [line.get_xdata()[0] for line in lines] == [2.5]  # between 2022/23 and 2023/24, the groups 2 and 3
    assert lines[0].get_linestyle() == "--"
    assert texts_of(figure, "break") == ["New system"]


@pytest.mark.parametrize("year", [2020, 1999, 2030])
def test_a_break_outside_the_years_shown_is_not_drawn(year: int) -> None:
    figure = grouped_bars(cases_by_type(), unit="Cases", break_before=year, break_label="New system")
    assert len(figure.axes[0].lines) == 0
    assert texts_of(figure, "break") == []


def test_rows_such_as_a_total_can_be_left_out() -> None:
    frame = cases_by_type(range(2024, 2025)).replace({"feedback_type": {"comment": "all types"}})
    figure = grouped_bars(frame, unit="Cases", leave_out=["all types"])
    assert heights(figure.axes[0]) == [[124], [224]]


def test_years_are_written_in_the_councils_style() -> None:
    axes = grouped_bars(cases_by_type(range(2024, 2025)), unit="Cases", year_style="2024 to 2025").axes[0]
    assert [name.replace("\n", " ") for name in names_below(axes)] == ["2024 to 2025"]


def test_lying_bars_are_listed_from_the_top_with_the_services_in_their_order() -> None:
    frame = shares_by("contact_method", ["email", "post"], TWO)
    axes = horizontal_bars(frame, y="contact_method", unit="% of cases").axes[0]
    assert names_beside(axes) == ["Email", "Post"]
    assert axes.get_ylim() == (1.5, -0.5)
    # 600 // 4 = 150 of 200 is 75%, 600 // 5 = 120 of 200 is 60%
    assert [[bar.get_width() for bar in bars] for bars in axes.containers] == [[75, 60], [75, 60]]
    first, second = axes.containers
    assert first[0].get_y() < second[0].get_y()


def test_lying_bars_all_print_their_value() -> None:
    frame = shares_by("contact_method", ["email", "post"], TWO)
    figure = horizontal_bars(frame, y="contact_method", unit="% of cases")
    assert texts_of(figure, "value") == ["75%", "75%", "60%", "60%"]
    assert figure.axes[0].get_xlabel() == "% of cases"


def test_a_base_below_the_smallest_is_told_in_words() -> None:
    frame = shares_by("remedy", ["apology"], ["Highways"]).assign(base=8, count=6)
    figure = horizontal_bars(frame, y="remedy", unit="%", smallest_base=10)
    assert texts_of(figure, "value") == ["6 of 8"]
    assert [bar for bars in figure.axes[0].containers for bar in bars] == []


def test_names_are_literal_whatever_they_hold() -> None:
    frame = shares_by("remedy", ["$x^2$ or $5", "_hidden", "a\nb"], ["_Team", "$y$"])
    figure = horizontal_bars(frame, y="remedy", unit="%")
    assert names_beside(figure.axes[0]) == ["$x^2$ or $5", "_hidden", "A b"]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["_Team", "$y$"]
    assert not any(text.get_parse_math() for text in texts(figure))


def test_long_names_are_broken_into_lines() -> None:
    frame = shares_by("remedy", ["a rather long description of what was done to put it right"], ["Highways"])
    (name,) = names_beside(horizontal_bars(frame, y="remedy", unit="%").axes[0])
    assert max(map(len, name.split("\n"))) <= 24
    assert name.replace("\n", " ") == "A rather long description of what was done to put it right"


def test_small_multiples_have_a_panel_for_each_service_and_type_on_one_scale() -> None:
    figure = small_multiples(cases_by_service(TWO, range(2023, 2025)), unit="Cases")
    assert [heights(axes) for axes in figure.axes] == 2 * [[[123, 124]], [[223, 224]], [[323, 324]]]
    assert len({axes.get_ylim() for axes in figure.axes}) == 1
    assert texts_of(figure, "row") == TWO
    assert texts_of(figure, "panel") == 2 * ["Complaints", "Compliments", "Comments"]


def test_a_panel_without_a_row_for_a_year_has_a_gap_there() -> None:
    frame = cases_by_service(TWO, range(2022, 2025))
    without = frame[~((frame["service"] == "Highways") & (frame["year"] == 2023))]
    axes = small_multiples(without, unit="Cases").axes[0]
    assert heights(axes) == [[122, 124]]
    assert [text.get_text() for text in axes.texts if text.get_gid() == "value"] == ["122", "[x]", "124"]


def test_a_panel_without_any_value_says_why() -> None:
    frame = cases_by_service(TWO, range(2023, 2025)).astype({"count": "object"})
    frame.loc[(frame["service"] == "Highways") & (frame["feedback_type"] == "comment"), "count"] = "[c]"
    axes = small_multiples(frame, unit="Cases").axes[2]
    assert heights(axes) == [[]]
    assert [text.get_text() for text in axes.texts if text.get_gid() == "value"] == ["[c]", "[c]"]


def test_panels_give_the_reason_for_a_break_once_above_them() -> None:
    figure = small_multiples(
        cases_by_service(TWO, range(2022, 2025)), unit="Cases", break_before=2023, break_label="new system"
    )
    assert texts_of(figure, "unit") == ["Cases. Dashed line: new system"]
    assert all([line.get_xdata()[0] for line in axes.lines] == [0.5] for axes in figure.axes)


@pytest.mark.parametrize("draw", [grouped_bars, small_multiples])
def test_nothing_to_draw_is_refused(draw) -> None:
    with pytest.raises(NothingToShow, match="has no rows"):
        draw(cases_by_service(TWO, range(2024, 2025))[:0], unit="Cases")
