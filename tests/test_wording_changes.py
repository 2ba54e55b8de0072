"""What is said of a change between two years, and of one that cannot be compared."""

from datetime import date

import pandas as pd
import pytest

from feedback_report import wording
from feedback_report.errors import ReportError
from feedback_report.settings import Style

STYLE = Style()
LONG = Style(year="2024 to 2025")


# Changes


@pytest.mark.parametrize(
    ("now", "before", "phrase", "short"),
    [
        # (750 - 1250) / 1250 = -40%
        (750, 1250, "decreased by 40%, from 1,250 in 2023/24 to 750 in 2024/25", "decreased by 40%"),
        # (70 - 20) / 20 = exactly 250%, so neither "over" nor "nearly"
        (70, 20, "increased by 250%, from 20 in 2023/24 to 70 in 2024/25", "increased by 250%"),
        (12, 12, "remained unchanged at 12 in 2024/25, as in 2023/24", "remained unchanged"),
        (0, 0, "remained at zero in 2024/25, as in 2023/24", "remained unchanged"),
        (8, 0, "increased from none in 2023/24 to 8 in 2024/25", "increased by 8"),
        (0, 40, "decreased from 40 in 2023/24 to none in 2024/25", "decreased by 100%"),
        (8, 1, "increased from 1 in 2023/24 to 8 in 2024/25", "increased by 7"),
        (3, 9, "decreased from 9 in 2023/24 to 3 in 2024/25", "decreased by 6"),
        # 5 of 2,000 is 0.25%
        (
            1995,
            2000,
            "decreased by less than 1%, from 2,000 in 2023/24 to 1,995 in 2024/25",
            "decreased by less than 1%",
        ),
        # 997 of 1,000 is 99.7%
        (3, 1000, "decreased by more than 99%, from 1,000 in 2023/24 to 3 in 2024/25", "decreased by more than 99%"),
        (750, None, "stood at 750 in 2024/25; no figure is held for 2023/24", "cannot be compared"),
        (None, 750, "stood at 750 in 2023/24; no figure is held for 2024/25", "cannot be compared"),
        (None, pd.NA, "cannot be compared: no figure is held for 2024/25 or for 2023/24", "cannot be compared"),
    ],
)
def test_a_change_says_no_more_than_its_two_numbers(now, before, phrase, short):
    assert wording.change_phrase(now, before, 2024, 2023, STYLE) == phrase
    assert wording.Change(now, before, 2024, 2023, STYLE).short == short


def test_a_withheld_number_is_not_compared():
    assert wording.change_phrase("[c]", 12, 2024, 2023, STYLE) == (
        "stood at [c] in 2024/25 and 12 in 2023/24; no comparison is given, as [c] stands for a number that is withheld"
    )


def test_the_smallest_base_is_a_setting():
    # (9 - 6) / 6 = 50%
    assert wording.change_phrase(9, 6, 2024, 2023, Style(smallest_base=5)).startswith("increased by 50%, from 6")
    assert wording.Change(9, 6, 2024, 2023, Style(smallest_base=6)).percent == 50
    assert wording.Change(9, 6, 2024, 2023, Style(smallest_base=7)).percent is None


def test_a_change_over_several_years_names_the_earlier_one():
    assert wording.change_phrase(90, 100, 2024, 2021, STYLE) == "decreased by 10%, from 100 in 2021/22 to 90 in 2024/25"


def test_long_years_are_kept_apart_in_a_change():
    assert wording.change_phrase(90, 100, 2024, 2023, LONG) == (
        "decreased by 10%, from 100 in the year 2023 to 2024, to 90 in the year 2024 to 2025"
    )


@pytest.mark.parametrize(
    ("until", "written", "span"),
    [
        (date(2024, 4, 30), "April 2024", "April of 2022, 2023 and 2024"),
        (date(2024, 9, 30), "April to September 2024", "April to September of 2022, 2023 and 2024"),
        (date(2024, 12, 31), "April to December 2024", "April to December of 2022, 2023 and 2024"),
        (
            date(2025, 1, 31),
            "April 2024 to January 2025",
            "April to January of each financial year that began in 2022, 2023 and 2024",
        ),
        (date(2025, 3, 31), "2024/25", "2022/23 to 2024/25"),
        (None, "2024/25", "2022/23 to 2024/25"),
    ],
)
def test_a_year_held_in_part_is_written_as_its_months(until, written, span):
    style = wording.style_until(STYLE, until)
    assert wording.written_year(2024, style) == written
    assert wording.in_year(2024, style) == f"in {written}"
    assert wording.written_years(2022, 2024, style) == span
    assert style.smallest_base == STYLE.smallest_base


def test_the_months_of_many_years_are_written_as_a_span():
    style = wording.style_until(STYLE, date(2024, 9, 30))
    assert wording.written_years(2020, 2024, style) == "April to September of each year from 2020 to 2024"
    style = wording.style_until(STYLE, date(2025, 2, 28))
    assert wording.written_years(2020, 2024, style) == (
        "April to February of each financial year that began from 2020 to 2024"
    )
    assert wording.written_years(2024, 2024, style) == "April 2024 to February 2025"


def test_months_of_several_years_are_ranked_as_such():
    style = wording.style_until(STYLE, date(2024, 9, 30))
    assert wording.extreme_phrase({2022: 1, 2023: 2, 2024: 3}, 2024, style) == (
        "the highest for these months in the last three years"
    )
    assert wording.extreme_phrase({2020: 1, 2023: 2, 2024: 2}, 2024, style) == (
        "the joint highest for these months in the three years held"
    )
    assert wording.extreme_phrase({2023: 2, 2024: 2}, 2024, style) == (
        "the same for these months in each of the last two years"
    )


@pytest.mark.parametrize(
    ("text", "phrase", "sentence"),
    [
        ("annual letter.", "annual letter", "Annual letter."),
        ("Annual letter", "Annual letter", "Annual letter."),
        ("is it so? ", "is it so?", "Is it so?"),
        ("", "", ""),
    ],
)
def test_a_text_of_the_settings_has_one_full_stop_where_a_sentence_ends(text, phrase, sentence):
    assert wording.as_phrase(text) == phrase
    assert wording.as_sentence(text) == sentence


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ({"since": date(2024, 1, 1)}, "2023/24 was recorded only from 1 January 2024"),
        ({"break_note": "Teams were merged."}, "there is a break in the series (Teams were merged)"),
        ({"break_note": ""}, "there is a break in the series"),
    ],
)
def test_years_that_cannot_be_compared_say_why_and_give_no_percentage(reasons, words):
    why_not = wording.obstacle(2023, STYLE, **reasons)
    change = wording.Change(90, 100, 2024, 2023, STYLE, why_not=why_not)
    assert change.phrase == f"stood at 90 in 2024/25 and 100 in 2023/24; the two are not compared because {words}"
    assert change.percent is None
    assert change.direction == "not compared"
    assert change.short == "cannot be compared"


def test_nothing_stands_in_the_way_of_two_whole_years():
    assert wording.obstacle(2023, STYLE) == ""


def test_rates_and_averages_have_no_smallest_base():
    # (6 - 8) / 8 = -25%
    phrase = wording.change_phrase(6, 8, 2024, 2023, STYLE, unit="per 100,000 residents")
    assert phrase == "decreased by 25%, from 8 per 100,000 residents in 2023/24 to 6 per 100,000 residents in 2024/25"
    phrase = wording.change_phrase(6.0, 8.0, 2024, 2023, STYLE, unit="working day", decimals=1)
    assert phrase == "decreased by 25%, from 8.0 working days in 2023/24 to 6.0 working days in 2024/25"


def test_numbers_that_print_the_same_are_about_the_same():
    change = wording.Change(8.54, 8.52, 2024, 2023, STYLE, unit="working day", decimals=1)
    assert change.phrase == "remained about the same, at 8.5 working days in 2024/25, as in 2023/24"
    assert (change.direction, change.short, change.percent) == ("remained about the same",) * 2 + (None,)


def test_a_reservation_comes_last():
    phrase = wording.change_phrase(90, 100, 2024, 2023, STYLE, note="recorded in another system")
    assert phrase.endswith("to 90 in 2024/25 (recorded in another system)")


def test_negative_counts_are_refused():
    with pytest.raises(ReportError, match="minus 1 in 2023/24 cannot be compared: expected none or more"):
        wording.change_phrase(5, -1, 2024, 2023, STYLE)


def test_a_withheld_number_beside_one_that_is_not_held_stands_alone():
    text = wording.change_phrase("[c]", None, 2024, 2023, STYLE)
    assert text == "stood at [c] in 2024/25; no figure is held for 2023/24"


def test_a_change_from_or_to_a_withheld_number_is_not_told():
    change = wording.Change("[c]", 12, 2024, 2023, STYLE)
    assert change.withheld and not change.compared
    assert change.short == "changed by a number that is withheld"
    assert not wording.Change("[c]", None, 2024, 2023, STYLE).withheld


# Percentage points


@pytest.mark.parametrize(
    ("now", "before", "phrase"),
    [
        ((60, 120), 44, "increased by 6 percentage points, from 44% in 2023/24 to 50% in 2024/25"),
        ((60, 120), (44, 100), "increased by 6 percentage points, from 44% in 2023/24 to 50% in 2024/25"),
        (49, 50, "decreased by 1 percentage point, from 50% in 2023/24 to 49% in 2024/25"),
        (50, (10, 20), "remained unchanged at 50% in 2024/25, as in 2023/24"),
        (50.2, 50, "remained about the same, at 50% in 2024/25, as in 2023/24"),
        # 53.5 - 45.4 = 8.1, though 54 - 45 = 9
        (
            53.5,
            45.4,
            "increased by 8 percentage points, from 45% in 2023/24 to 54% in 2024/25"
            " (the difference is taken before rounding)",
        ),
        ((3, 8), (50, 100), "stood at 3 of 8 in 2024/25 and 50% in 2023/24"),
        ((0, 0), (50, 100), "stood at 0 of 0 in 2024/25 and 50% in 2023/24"),
        (50, None, "stood at 50% in 2024/25; no figure is held for 2023/24"),
        ((None, 100), 50, "stood at 50% in 2023/24; no figure is held for 2024/25"),
    ],
)
def test_a_move_of_a_percentage_is_in_points(now, before, phrase):
    assert wording.PointsChange(now, before, 2024, 2023, STYLE).phrase == phrase


def test_points_are_not_given_across_a_break():
    change = wording.PointsChange(50, 44, 2024, 2023, STYLE, why_not="there is a break in the series")
    assert change.points is None
    assert "not compared because there is a break in the series" in change.phrase


@pytest.mark.parametrize("share", [101, -1])
def test_what_cannot_be_a_percentage_is_refused(share):
    with pytest.raises(ReportError, match="expected 0 to 100"):
        wording.PointsChange(share, 50, 2024, 2023, STYLE)
