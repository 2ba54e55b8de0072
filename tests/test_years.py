"""Financial years."""

from datetime import date

import pytest

from feedback_report.errors import ReportError
from feedback_report.years import Year


@pytest.mark.parametrize("text", ["2031/32", "2031-32", "2031/2032", " 2031 to 2032 ", "2031 to 32"])
def test_a_year_is_read_in_every_way_people_write_it(text):
    assert Year.parse(text) == Year(2031)


def test_the_turn_of_a_century_is_read():
    assert Year.parse("2099/00") == Year(2099)
    assert Year.parse("2099/2100").label == "2099/00"


@pytest.mark.parametrize("text", ["2031", "2031/33", "31/32", "2031/1932", "", None, "2031/32/33"])
def test_what_is_no_financial_year_is_refused_with_the_way_to_write_it(text):
    with pytest.raises(ReportError, match="is not a financial year: write it as 2024/25"):
        Year.parse(text)


def test_a_year_begins_in_april():
    assert Year.of(date(2032, 3, 31)) == Year(2031)
    assert Year.of(date(2032, 4, 1)) == Year(2032)


def test_a_year_has_twelve_months_from_april_to_march():
    assert Year(2031).months[0] == (2031, 4)
    assert Year(2031).months[-1] == (2032, 3)
    assert len(set(Year(2031).months)) == 12


def test_a_year_is_written_in_the_councils_style():
    assert Year(2031).written("2024/25") == "2031/32"
    assert Year(2031).written("2024 to 2025") == "2031 to 2032"
