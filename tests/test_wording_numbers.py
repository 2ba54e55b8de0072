"""How numbers, days, lists and counts are written."""

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
