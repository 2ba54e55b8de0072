"""What is said of shares, rankings and years in a row."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from feedback_report import wording
from feedback_report.errors import ReportError
from feedback_report.settings import Style
from feedback_report.years import Year

STYLE = Style()


# Shares


@pytest.mark.parametrize(
    ("part", "base", "phrase", "opening"),
    [
        (9, 150, "9 of 150 (6%)", "Of 150 closed complaints, 9 (6%)"),
        (3, 8, "3 of 8", "Of 8 closed complaints, 3"),
        (0, 150, "none of 150 (0%)", "Of 150 closed complaints, none (0%)"),
        (0, 8, "none of 8", "Of 8 closed complaints, none"),
        (180, 180, "all 180 (100%)", "Of 180 closed complaints, all (100%)"),
        (2, 2, "2 of 2", "Of 2 closed complaints, 2"),
        (1, 1, "1 of 1", "Of 1 closed complaint, 1"),
        (1, 180, "1 of 180 (1%)", "Of 180 closed complaints, 1 (1%)"),
        (1, 250, "1 of 250 (less than 1%)", "Of 250 closed complaints, 1 (less than 1%)"),
        (249, 250, "249 of 250 (more than 99%)", "Of 250 closed complaints, 249 (more than 99%)"),
        (179.5, 180, "179.5 of 180 (more than 99%)", "Of 180 closed complaints, 179.5 (more than 99%)"),
        (0, 0, "there were no closed complaints", "There were no closed complaints"),
        (None, 8, "not available", "Not available"),
        ("[c]", 150, "[c] of 150", "[c] of 150"),
        ("[c]", "[c]", "[c]", "[c]"),
    ],
)
def test_a_share_stands_with_its_base(part, base, phrase, opening):
    assert wording.share_phrase(part, base, STYLE, noun="closed complaint") == phrase
    assert wording.share_opening(part, base, STYLE, noun="closed complaint") == opening


def test_a_share_of_nothing_has_words_of_its_own():
    assert wording.share_phrase(0, 0, STYLE, when_none="none were closed") == "none were closed"
    assert wording.share_opening(0, 0, STYLE, when_none="none were closed") == "None were closed"
    assert wording.share_phrase(0, 0, STYLE) == "there were none"


def test_decimals_of_shares_are_a_setting_that_one_share_can_override():
    assert wording.share_phrase(9, 120, Style(share_decimals=1)) == "9 of 120 (7.5%)"
    assert wording.share_phrase(9, 120, STYLE, decimals=1) == "9 of 120 (7.5%)"
    assert wording.share_phrase(9, 120, STYLE) == "9 of 120 (8%)"


@pytest.mark.parametrize(("part", "base"), [(12, 9), (-1, 9)])
def test_a_part_outside_its_base_is_refused(part, base):
    with pytest.raises(ReportError, match="is not a share: the part must lie between none and the base"):
        wording.share_phrase(part, base, STYLE)


@pytest.mark.parametrize(
    ("parts", "base", "options", "note"),
    [
        ([50, 50], 100, {}, ""),
        # three times 33.3 is printed as 33% each
        ([10, 10, 10], 30, {}, "Percentages do not add to 100% because of rounding."),
        # 10 + 50 + 20 leaves 20 of 100
        (
            [10, 50, 20],
            100,
            {"rest": "other outcomes"},
            "Percentages do not add to 100% because other outcomes are in the base but not shown.",
        ),
        (
            [80, 50],
            100,
            {"several": "a complaint can have several remedies"},
            "Percentages need not add to 100% because a complaint can have several remedies.",
        ),
        ([50, None], 100, {}, "Percentages need not add to 100% because some figures are not shown."),
        ([1, 2], 3, {}, ""),  # no percentages are given on a small base
        ([0], 0, {}, ""),
    ],
)
def test_percentages_that_do_not_add_up_say_why(parts, base, options, note):
    assert wording.parts_note(parts, base, STYLE, **options) == note


def test_parts_larger_than_their_base_are_refused():
    with pytest.raises(ReportError, match="The parts add to 130, more than their base of 100"):
        wording.parts_note([80, 50], 100, STYLE)


def test_the_rounded_total_is_what_a_reader_adds_up():
    assert wording.rounded_total([10, 10, 10], 30) == 99
    assert wording.rounded_total([10, 10, 10], 30, 1) == Decimal("99.9")


# Rankings


@pytest.mark.parametrize(
    ("items", "phrase"),
    [
        (
            {"Delay": 50, "Attitude": 30, "Cost": 20, "Noise": 10},
            "Delay (50), followed by Attitude (30), then Cost (20)",
        ),
        ({"B": 18, "A": 18, "C": 23}, "C (23), followed by A and B (18 each)"),
        ({"B": 18, "A": 18, "C": 2}, "A and B (joint highest, 18 each), followed by C (2)"),
        ({"A": 9, "B": 8, "C": 7, "D": 7}, "A (9), followed by B (8), then C and D (7 each)"),
        ({"A": 9, **dict.fromkeys("BCDEF", 1)}, "A (9), followed by 5 others (1 each)"),
        (dict.fromkeys("ABCDE", 1), "a tie of 5 (joint highest, 1 each)"),
        ({"A": 9, "B": 0, "C": None}, "A (9)"),
        ({"A": 9, "B": 7, "D": wording.Withheld(1, 7)}, "A (9)"),  # D may be as many as B
        ({"A": 9, "B": 7, "D": wording.Withheld(1, 9)}, "the order is not told, because small numbers are withheld"),
        ({"A": 9, "D": "[c]"}, "the order is not told, because small numbers are withheld"),
        ({"A": 0}, "none"),
        ({}, "none"),
    ],
)
def test_a_ranking_names_the_highest_first_and_shows_ties(items, phrase):
    assert wording.ranking_phrase(items, STYLE) == phrase
    assert wording.ranking_phrase(pd.Series(items, dtype=object), STYLE) == phrase
    assert wording.ranking_phrase(list(items.items()), STYLE) == phrase


def test_a_ranking_can_show_percentages_and_write_common_nouns():
    items = {"Staff attitude": 50, "ICT": 30}
    phrase = wording.ranking_phrase(items, STYLE, base=200, lower_case=True)
    assert phrase == "staff attitude (50, 25%), followed by ICT (30, 15%)"
    assert wording.ranking_opening(items, STYLE, lower_case=True) == "Staff attitude (50), followed by ICT (30)"
    assert wording.ranking_phrase({"A": 3}, STYLE, base=8) == "A (3)"


def test_a_ranking_that_begins_with_a_numeral_has_another_opening():
    assert wording.ranking_opening({"16 Plus Team": 5}, STYLE) == "The highest was 16 Plus Team (5)"


def test_the_names_of_a_tie_can_keep_their_own_order():
    months = [("May 2024", 5), ("July 2024", 5), ("April 2024", 1)]
    assert wording.ranking_phrase(months, STYLE).startswith("July 2024 and May 2024 (joint highest")
    assert wording.ranking_phrase(months, STYLE, as_given=True).startswith("May 2024 and July 2024 (joint highest")


def test_negative_counts_are_not_ranked():
    with pytest.raises(ReportError, match="B: a count below none cannot be ranked"):
        wording.ranked({"A": 1, "B": -1})


@pytest.mark.parametrize(
    ("value", "others", "phrase"),
    [
        (9, [1, 2, 3], "the highest of 4"),
        (2, [1, 9, 3], "the third highest of 4"),
        (3, [3, 9, 1], "the joint second highest of 4"),
        (3, [None, 1], "the highest of 2"),
        (3, [], "the only one held"),
        (None, [1], "not available"),
    ],
)
def test_a_place_among_others_counts_those_above(value, others, phrase):
    assert wording.position_phrase(value, others) == phrase


def test_a_place_can_be_counted_from_the_lowest():
    assert wording.position_phrase(2, [1, 9, 3], lowest=True) == "the second lowest of 4"


# Trends


@pytest.mark.parametrize(
    ("series", "phrase"),
    [
        ({2021: 9, 2022: 7, 2023: 5, 2024: 3}, "the third year of decreases in a row"),
        ({2022: 1, 2023: 5, 2024: 9}, "the second year of increases in a row"),
        ({2021: 1, 2022: 5, 2023: 9, 2024: 3}, "the first decrease after two years of increases"),
        ({2022: 1, 2023: 5, 2024: 3}, "a decrease on the year before"),
        ({2023: 1, 2024: 3}, "an increase on the year before"),
        ({2023: 3, 2024: 3}, "no change on the year before"),
        ({2022: 3, 2023: 3, 2024: 3}, "the second year in a row without a change"),
        # 2022 is not held, so only the step from 2023 to 2024 is known
        ({2021: 9, 2023: 5, 2024: 3}, "a decrease on the year before"),
        ({2021: 9, 2024: 3}, "the only year held"),
        ({2024: 3}, "the only year held"),
        ({}, "not available"),
    ],
)
def test_a_run_counts_years_in_one_direction(series, phrase):
    assert wording.run_phrase(series) == phrase


@pytest.mark.parametrize(
    ("series", "phrase"),
    [
        ({2020: 9, 2021: 8, 2022: 7, 2023: 6, 2024: 5}, "the lowest of the last five years"),
        ({2020: 9, 2021: 5, 2022: 7, 2023: 6, 2024: 5}, "the joint lowest of the last five years"),
        ({2020: 1, 2021: 5, 2022: 7, 2023: 6, 2024: 8}, "the highest of the last five years"),
        ({2020: 8, 2021: 5, 2022: 7, 2023: 6, 2024: 8}, "the joint highest of the last five years"),
        ({2020: 1, 2021: 5, 2022: 7, 2023: 6, 2024: 5}, "neither the highest nor the lowest of the last five years"),
        ({2019: 0, 2020: 9, 2021: 8, 2022: 7, 2023: 6, 2024: 5}, "the lowest of the last five years"),
        ({2022: 7, 2023: 6, 2024: 5}, "the lowest of the last three years"),
        ({2020: 9, 2022: 7, 2023: 6, 2024: 5}, "the lowest of the four years held from 2020/21 to 2024/25"),
        ({2023: 6, 2024: 5}, "the lower of the last two years"),
        ({2022: 5, 2023: 5, 2024: 5}, "the same in each of the last three years"),
        ({2024: 5}, "the only year held"),
        ({2023: 5}, "not available"),
    ],
)
def test_an_extreme_claims_only_the_years_held(series, phrase):
    assert wording.extreme_phrase(series, 2024, STYLE) == phrase


def test_a_series_takes_years_in_any_form_but_each_only_once():
    assert list(wording.series_of_years({"2024/25": 1, Year(2023): 2, np.int64(2022): None})) == [
        Year(2023),
        Year(2024),
    ]
    with pytest.raises(ReportError, match="holds 2024/25 more than once"):
        wording.series_of_years([(2024, 1), ("2024/25", 2)])


def test_no_year_is_called_the_lowest_where_one_of_them_is_withheld():
    series = {2020: 9, 2022: 8, 2023: wording.Withheld(1, 6), 2024: 7}
    assert wording.extreme(series, 2024) == ""
    assert wording.extreme_phrase(series, 2024, STYLE) == "[c]"
    assert wording.years_ranked(series, 2024) == 0
    assert wording.extreme(series | {2023: None}, 2024) == "lowest"
    assert wording.extreme({2018: "[c]", 2023: 8, 2024: 7}, 2024) == "lowest"  # too long ago to matter


def test_no_place_is_told_among_withheld_numbers():
    assert wording.position_phrase(3, [5, "[c]"]) == wording.position_phrase("[c]", [5]) == "[c]"


@pytest.mark.parametrize(
    ("part", "base", "phrase"), [(67, "[c]", "67 of [c]"), ("[c]", 70, "[c] of 70"), ("[c]", None, "[c]")]
)
def test_a_share_of_which_one_number_is_withheld_prints_the_other(part, base, phrase):
    assert wording.share_phrase(part, base, STYLE) == phrase
