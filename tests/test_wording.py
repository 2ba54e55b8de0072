"""The phrases, one by one: what is printed for which numbers."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from feedback_report import wording
from feedback_report.errors import ReportError
from feedback_report.settings import Style
from feedback_report.years import Year

STYLE = Style()
LONG = Style(year="2024 to 2025")


# Numbers


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (12.5, 0, "13"),  # Python's own round gives 12
        (-12.5, 0, "-13"),
        (2.675, 2, "2.68"),  # as a binary fraction this lies below 2.675
        (Fraction(1, 8) * 100, 0, "13"),
        (Decimal("0.05"), 1, "0.1"),
        (np.float64(0.5), 0, "1"),
        (7, 1, "7.0"),
        (0.4, 0, "0"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value, decimals, rounded):
    assert str(wording.half_up(value, decimals)) == rounded


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1250, 0, "1,250"),
        (12345678, 0, "12,345,678"),
        (np.int64(40), 0, "40"),
        (40.0, 0, "40"),
        (12.35, 1, "12.4"),
        (0.2, 0, "less than 1"),
        (0.02, 1, "less than 0.1"),
        (-30, 0, "minus 30"),
        (None, 0, "not available"),
        (float("nan"), 0, "not available"),
        (float("inf"), 0, "not available"),
        (pd.NA, 0, "not available"),
        (pd.NaT, 0, "not available"),
        ("[c]", 0, "[c]"),
    ],
)
def test_a_number_is_written_with_commas_and_never_as_zero_when_it_is_not(value, decimals, written):
    assert wording.number(value, decimals) == written


@pytest.mark.parametrize("value", ["12", True, [1], "nan"])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(ReportError, match="where a number is expected"):
        wording.number(value)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0%"),
        (0.49, 0, "less than 1%"),
        (0.5, 0, "1%"),
        (Fraction(100, 180), 0, "1%"),  # 0.56
        (40, 0, "40%"),
        (7.56, 1, "7.6%"),
        (40, 1, "40.0%"),
        (0.04, 1, "less than 0.1%"),
        (99.4, 0, "99%"),
        (99.5, 0, "more than 99%"),
        (99.96, 1, "more than 99.9%"),
        (100, 0, "100%"),
        (100.4, 0, "100%"),
        (1250, 0, "1,250%"),
        (-3, 0, "minus 3%"),
        (None, 0, "not available"),
        ("[c]", 0, "[c]"),
    ],
)
def test_a_percentage_is_none_or_all_only_when_it_is(value, decimals, written):
    assert wording.percent(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (6, 0, "6 percentage points"),
        (-6, 0, "6 percentage points"),
        (1.2, 0, "1 percentage point"),
        (0.3, 0, "less than 1 percentage point"),
        (1, 1, "1.0 percentage points"),
        (None, 0, "not available"),
    ],
)
def test_a_difference_of_percentages_is_in_percentage_points(value, decimals, written):
    assert wording.percentage_points(value, decimals) == written


def test_a_rate_is_per_100000_of_those_counted():
    # 100,000 x 500 / 400,000 = 125
    assert wording.per_100000(500, 400_000) == 125
    assert wording.rate(125, "residents") == "125 per 100,000 residents"
    assert wording.rate(125) == "125 per 100,000"


@pytest.mark.parametrize(("count", "population"), [(None, 5), (5, None), (5, 0), ("[c]", 5)])
def test_there_is_no_rate_without_a_count_or_people(count, population):
    assert wording.per_100000(count, population) is None
    assert wording.rate(wording.per_100000(count, population)) == "not available"


@pytest.mark.parametrize(
    ("value", "written"), [(0, "zero"), (9, "nine"), (10, "10"), (1250, "1,250"), (2.5, "3"), (None, "not available")]
)
def test_incidental_numbers_are_words_to_nine(value, written):
    assert wording.in_words(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "zero"),
        (15, "fifteen"),
        (42, "forty-two"),
        (100, "one hundred"),
        (105, "one hundred and five"),
        (1005, "one thousand and five"),
        (1250, "one thousand, two hundred and fifty"),
        (20_000, "twenty thousand"),
    ],
)
def test_whole_numbers_can_be_spelt(value, written):
    assert wording.spelt(value) == written


@pytest.mark.parametrize("value", [-1, 1_000_000, 1.5])
def test_numbers_that_cannot_be_spelt_are_refused(value):
    with pytest.raises(ReportError, match="whole number from 0 to 999,999"):
        wording.spelt(value)


# Days, months and years


def test_years_are_written_in_the_councils_style():
    assert wording.written_year(2024, STYLE) == wording.written_year("2024-25", STYLE) == "2024/25"
    assert wording.written_year(Year(2024), LONG) == "2024 to 2025"
    assert wording.in_year(2024, STYLE) == "in 2024/25"
    assert wording.in_year(2024, LONG) == "in the year 2024 to 2025"


def test_a_missing_year_is_refused():
    with pytest.raises(ReportError, match="A year is missing"):
        wording.written_year(pd.NA, STYLE)


def test_a_span_of_years_does_not_say_to_three_times():
    assert wording.written_years(2020, 2024, STYLE) == "2020/21 to 2024/25"
    assert wording.written_years(2020, 2024, LONG) == "April 2020 to March 2025"
    assert wording.written_years(2024, 2024, LONG) == "2024 to 2025"


@pytest.mark.parametrize("day", [date(2023, 3, 1), pd.Timestamp("2023-03-01 15:30")])
def test_days_have_no_leading_zero(day):
    assert wording.written_date(day) == "1 March 2023"


def test_missing_days_and_months_say_so():
    assert wording.written_date(None) == wording.written_date(pd.NaT) == "not available"
    assert wording.written_month(2022, pd.NA) == "not available"


def test_months_are_written_with_their_calendar_year():
    assert wording.written_month(2022, 5) == "May 2022"
    assert wording.month_name(12) == "December"
    with pytest.raises(ReportError, match=r"month 13 does not exist: expected 1 \(January\) to 12"):
        wording.written_month(2022, 13)


# Lists, ranges and places


@pytest.mark.parametrize(
    ("items", "written"),
    [
        ([], "none"),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["Roads and Parks", "Planning"], "Roads and Parks, and Planning"),
        (["a, b", "c", "d"], "a, b; c; and d"),
    ],
)
def test_lists_are_joined_so_that_the_items_stay_apart(items, written):
    assert wording.list_of(items) == written


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (1, "first"),
        (9, "ninth"),
        (10, "10th"),
        (11, "11th"),
        (21, "21st"),
        (22, "22nd"),
        (103, "103rd"),
        (112, "112th"),
    ],
)
def test_places_are_words_to_ninth(place, written):
    assert wording.ordinal(place) == written


def test_ranges_are_written_without_a_dash():
    assert wording.written_range(4, 7) == wording.written_range(7, 4) == "4 to 7"
    assert wording.written_range(4, 4) == "4"
    assert wording.written_range(4, None) == "not available"


# Counts and beginnings of sentences


@pytest.mark.parametrize(
    ("count", "noun", "written"),
    [
        (0, "complaint", "no complaints"),
        (1, "complaint", "1 complaint"),
        (1250, "complaint", "1,250 complaints"),
        (2, "enquiry", "2 enquiries"),
        (2, "process", "2 processes"),
        (2, "young person", "2 young people"),
        (2, "day", "2 days"),
        (None, "complaint", "complaints (not available)"),
        ("[c]", "complaint", "[c] complaints"),
    ],
)
def test_counts_agree_with_their_noun(count, noun, written):
    assert wording.counted(count, noun) == written


def test_a_plural_can_be_given():
    assert wording.counted(3, "request for a review", "requests for a review") == "3 requests for a review"


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "No complaints"),
        (1, "One complaint"),
        (9, "Nine complaints"),
        (10, "A total of 10 complaints"),
        (1250, "A total of 1,250 complaints"),
        (None, "Complaints (not available)"),
        ("[c]", "A number of complaints ([c])"),
    ],
)
def test_a_sentence_can_begin_with_a_count(count, written):
    assert wording.sentence_start(count, "complaint") == written


@pytest.mark.parametrize(
    ("phrase", "written"),
    [
        ("the lowest", "The lowest"),
        ("less than 1%", "Less than 1%"),
        ("9 of 150 (6%)", "Nine of 150 (6%)"),
        ("150", "A total of 150"),
        ("1,250 cases", "A total of 1,250 cases"),
        ("12.5 days", "An average of 12.5 days"),
        ("40% of them", "Forty per cent of them"),
        ("7.5% of them", "A share of 7.5% of them"),
        ("250%", "A share of 250%"),
        ("2024/25 was", "The year 2024/25 was"),
        ("2024 to 2025 was", "The year 2024 to 2025 was"),
        ("1 March 2023", "The date 1 March 2023"),
        ("16Plus Team", "The name “16Plus Team”"),
        ("", ""),
    ],
)
def test_a_phrase_can_be_made_fit_to_begin_a_sentence(phrase, written):
    assert wording.start_sentence(phrase) == written


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


def test_a_withheld_number_beside_one_that_is_not_held_stands_alone():
    text = wording.change_phrase("[c]", None, 2024, 2023, STYLE)
    assert text == "stood at [c] in 2024/25; no figure is held for 2023/24"


def test_a_change_from_or_to_a_withheld_number_is_not_told():
    change = wording.Change("[c]", 12, 2024, 2023, STYLE)
    assert change.withheld and not change.compared
    assert change.short == "changed by a number that is withheld"
    assert not wording.Change("[c]", None, 2024, 2023, STYLE).withheld


def test_no_place_is_told_among_withheld_numbers():
    assert wording.position_phrase(3, [5, "[c]"]) == wording.position_phrase("[c]", [5]) == "[c]"


@pytest.mark.parametrize(
    ("part", "base", "phrase"), [(67, "[c]", "67 of [c]"), ("[c]", 70, "[c] of 70"), ("[c]", None, "[c]")]
)
def test_a_share_of_which_one_number_is_withheld_prints_the_other(part, base, phrase):
    assert wording.share_phrase(part, base, STYLE) == phrase
