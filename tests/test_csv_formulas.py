"""CSV files hold no formulas: a text that begins like one stays text, and numbers stay numbers."""

import pytest

from feedback_report.tables.csv_formulas import is_formula, without_formulas

FORMULAS = [
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@cmd",
    "\t=1",
    "\r=1",
    " =1",
    '=HYPERLINK("http://example.org")',
    "+44 1926 000",
]
NUMBERS = ["-3", "+4", "-0.25", "-1.5e-07", ".5", "12"]
WORDS = ["Parks", "2024/25", "[c]", "[x]", "", "a-b", "1+1", "−2"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_text_that_begins_like_a_formula_is_one(cell):
    assert is_formula(cell)


@pytest.mark.parametrize("cell", [*NUMBERS, *WORDS])
def test_numbers_marks_and_other_words_are_none(cell):
    assert not is_formula(cell)


def test_an_apostrophe_stands_before_formulas_alone():
    text = 'team,count\n"=A1,B2",-3\nParks,[c]\n"@a ""b""",-0.5\n'
    assert without_formulas(text) == 'team,count\n"\'=A1,B2",-3\nParks,[c]\n"\'@a ""b""",-0.5\n'


def test_a_name_of_a_column_can_be_a_formula_too():
    assert without_formulas("=x,y\n1,2\n") == "'=x,y\n1,2\n"


@pytest.mark.parametrize("text", ["", "\n", "team,count\nParks,-1\n", 'team\n"two\nlines"\n', 'team,count\n"007",1\n'])
def test_a_text_without_formulas_stays_as_it_is(text):
    assert without_formulas(text) == text
