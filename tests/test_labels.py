import pandas as pd
import pytest

from feedback_report.wording.labels import name_of, short_number
from feedback_report.wording.marks import marks_note


@pytest.mark.parametrize(
    ("value", "column", "written"),
    [
        ("complaint", "feedback_type", "Complaints"),
        ("complaint", "remedy", "Complaint"),
        ("in person", "contact_method", "In person"),
        ("iCan Team", "team", "iCan Team"),
        ("feedback@example.org", "contact", "feedback@example.org"),
        (2024, "year", "2024/25"),
        (2024, "population_year", "2024"),
        (None, "team", "Not recorded"),
        (pd.NA, "team", "Not recorded"),
        ("two\nlines", "team", "Two lines"),
    ],
)
def test_a_value_is_written_as_the_paper_calls_it(value: object, column: str, written: str) -> None:
    assert name_of(value, column) == written


def test_a_value_can_have_words_of_its_own() -> None:
    assert name_of("over", "band", {"over": "Later than the limit"}) == "Later than the limit"


@pytest.mark.parametrize(
    ("value", "share", "written"),
    [
        (1520, False, "1,520"),
        (0.125, True, "13%"),
        (0.001, True, "<1%"),
        (0.999, True, ">99%"),
        (1.0, True, "100%"),
        (None, False, "[x]"),
        ("[c]", True, "[c]"),
    ],
)
def test_numbers_are_short_and_never_claim_none_or_all_that_is_not(value: object, share: bool, written: str) -> None:
    assert short_number(value, share=share) == written


def test_only_the_marks_that_are_shown_are_explained() -> None:
    assert marks_note("| a | 5 |") == ""
    assert marks_note("| a | &#91;c&#93; |") == (
        "The mark &#91;c&#93; stands for a number that is withheld so that nobody can be identified."
    )
    assert "its base is below 10" in marks_note("[z]", smallest_base=10)
