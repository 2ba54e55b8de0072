"""Rounding, truncation and approximating words, told apart."""

from fractions import Fraction

import pytest

from feedback_report.claims.claim import Verdict
from feedback_report.claims.numbers import hedges
from feedback_report.claims.numbers.judging import Stated, judge, written

RIGHT, WRONG, CANNOT_TELL = Verdict.RIGHT, Verdict.WRONG, Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("stated", "decimals", "true", "verdict", "reason"),
    [
        ("25", 0, "24.5", RIGHT, ""),  # a half may go either way
        ("24", 0, "24.5", RIGHT, ""),
        ("24", 0, "24.6", WRONG, "cut off, not rounded: 24.6 rounds to 25"),
        ("25", 0, "24.3", WRONG, "rounded up: 24.3 rounds to 24"),
        ("24", 0, "27", WRONG, ""),
        ("24.5", 1, "24.54", RIGHT, ""),
        ("24.5", 1, "24.56", WRONG, "cut off, not rounded: 24.56 rounds to 24.6"),
        ("0", 0, "0.3", RIGHT, ""),
        ("0", 0, "0.56", WRONG, "cut off, not rounded: 0.56 rounds to 1"),
    ],
)
def test_a_plain_number_is_right_when_the_truth_rounds_to_it(stated, decimals, true, verdict, reason):
    assert judge(Stated(Fraction(stated), decimals), Fraction(true)) == (verdict, reason)


@pytest.mark.parametrize(
    ("hedge", "stated", "true", "verdict"),
    [
        (hedges.OVER, 380, "380", WRONG),
        (hedges.OVER, 380, "380.1", RIGHT),
        (hedges.OVER, 380, "379.9", WRONG),
        (hedges.UNDER, 20, "20", WRONG),
        (hedges.UNDER, 20, "19.9", RIGHT),
        (hedges.JUST_OVER, 50, "51", RIGHT),
        (hedges.JUST_OVER, 50, "90", WRONG),
        (hedges.JUST_OVER, 50, "49", WRONG),
        (hedges.JUST_UNDER, 50, "48", RIGHT),
        (hedges.JUST_UNDER, 50, "30", WRONG),
        (hedges.JUST_UNDER, 25, "25.2", CANNOT_TELL),  # it rounds to 25, and is over it
        (hedges.ABOUT, 40, "41.5", RIGHT),
        (hedges.ABOUT, 40, "44", CANNOT_TELL),
        (hedges.ABOUT, 40, "55", WRONG),
        (hedges.AT_LEAST, 60, "60", RIGHT),
        (hedges.AT_LEAST, 60, "58", WRONG),
        (hedges.AT_MOST, 60, "60", RIGHT),
        (hedges.AT_MOST, 60, "70", WRONG),
        (hedges.EXACTLY, 60, "60", RIGHT),
    ],
)
def test_an_approximating_word_has_its_own_measure(hedge, stated, true, verdict):
    assert judge(Stated(Fraction(stated), hedge=hedge), Fraction(true))[0] is verdict


def test_over_a_number_that_is_exactly_that_says_so():
    assert judge(Stated(Fraction(380), hedge=hedges.OVER), Fraction(380))[1] == "it is exactly that, not over"


@pytest.mark.parametrize(("true", "verdict"), [("33", RIGHT), ("35", RIGHT), ("37", CANNOT_TELL), ("45", WRONG)])
def test_a_fraction_in_words_is_not_exact(true, verdict):
    assert judge(Stated(Fraction(100, 3), word="share"), Fraction(true))[0] is verdict


def test_a_range_holds_what_lies_within_it():
    stated = Stated(Fraction(20), high=Fraction(30))
    assert [judge(stated, Fraction(true))[0] for true in (19, 25, 31)] == [WRONG, RIGHT, WRONG]


def test_numbers_that_are_rounded_themselves_leave_a_doubt():
    # 53% less 45% is 8 points; unrounded it can be nearly 9.
    assert judge(Stated(Fraction(9)), Fraction(8), slack=Fraction(1))[0] is CANNOT_TELL
    assert judge(Stated(Fraction(12)), Fraction(8), slack=Fraction(1))[0] is WRONG


@pytest.mark.parametrize(
    ("value", "decimals", "text"), [("51.85", 1, "51.9"), ("24", 1, "24"), ("1300", 1, "1,300"), ("-12.5", 0, "-13")]
)
def test_numbers_are_written_without_needless_zeros(value, decimals, text):
    assert written(Fraction(value), decimals) == text
