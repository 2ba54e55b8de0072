"""Widths of columns, and which columns hold numbers."""

import pytest

from feedback_report.word.column_widths import (
    CHARACTER,
    MARGINS,
    column_widths,
    fits,
    is_number,
    lines,
    numeric_columns,
)

NUMBERS = [
    "7",
    "1,204",
    "43%",
    "+20%",
    "-5%",
    "−5%",
    "£1,200",
    "12.5",
    "<5",
    "3 days",
    "141 per 100,000",
    "(12)",
    "17*",
]
WORDS = ["", "n/a", "2024/25", "Site 3", "Stage 2", "12 of 14", "3rd", "July 2024"]


@pytest.mark.parametrize("cell", NUMBERS)
def test_a_number_may_have_a_sign_a_unit_and_a_mark(cell):
    assert is_number(cell)


@pytest.mark.parametrize("cell", WORDS)
def test_years_names_and_missing_values_are_no_numbers(cell):
    assert not is_number(cell)


def test_a_column_with_missing_values_still_holds_numbers_but_one_of_missing_values_alone_does_not():
    rows = [["Site A", "7", "n/a", "7"], ["Site B", "not collected", "–", "few"]]
    assert numeric_columns(rows) == [False, True, False, False]


def test_a_column_in_which_every_number_is_marked_as_missing_stands_like_the_numbers_beside_it():
    assert numeric_columns([["Site A", "[x]", "7"], ["Site B", "[x]", "12"]]) == [False, True, True]
    assert numeric_columns([["Site A", "[x]"], ["Site B", "[x]"]]) == [False, False]


def test_columns_of_numbers_are_alike_and_narrow_and_words_take_the_rest():
    # The longest cell over numbers is 5 characters; both headings are shorter than their cells.
    widths = column_widths([["Site", "Now", "Last"]], [["A", "1,204", "7"]], [False, True, True], 9000)
    assert widths[1] == widths[2] == 5 * CHARACTER + MARGINS
    assert sum(widths) == 9000


def test_a_heading_over_numbers_takes_two_lines_rather_than_one_wide_column():
    # "Change on last year" has 19 characters: half of them and 2 more to break at a word make 11.
    widths = column_widths([["Site", "Change on last year"]], [["A", "7"]], [False, True], 9000)
    assert widths[1] == 11 * CHARACTER + MARGINS


def test_no_column_is_narrower_than_its_longest_word_where_that_fits():
    header = [["Lesson", "Responsibilities", "Status"]]
    body = [["word " * 30, "a b c d " * 20, "under way"]]
    widths = column_widths(header, body, [False] * 3, 9000)
    assert widths[1] >= 16 * CHARACTER + MARGINS
    assert sum(widths) == 9000


def test_too_many_wide_columns_are_narrowed_alike():
    # Ten columns whose longest word needs 20 characters each do not fit into 9,000 twips.
    widths = column_widths([["x" * 20] * 10], [["y"] * 10], [False] * 10, 9000)
    assert widths == [900] * 10


def test_a_table_of_numbers_alone_fills_the_width_too():
    widths = column_widths([["a", "b"]], [["1", "2"]], [True, True], 9000)
    assert sum(widths) == 9000


def test_a_year_is_one_word():
    # 2024/25 is not broken: 7 characters.
    widths = column_widths([["Month", *["2024/25"] * 5]], [["May", *["7"] * 5]], [False, *[True] * 5], 9000)
    assert widths[1] == 7 * CHARACTER + MARGINS


def test_a_table_fits_if_no_word_has_to_be_broken():
    # 14 columns of 4 characters: 14 * (4 * 122 + 230) = 10,052 twips.
    header, body, numeric = [["2024"] * 14], [["1"] * 14], [False, *[True] * 13]
    assert fits(header, body, numeric, 10_052)
    assert not fits(header, body, numeric, 10_051)


def test_the_height_of_a_row_is_that_of_its_highest_cell():
    # 20 characters of 100 twips in 1,000 twips beside the margins are two lines.
    assert lines(["x" * 20, "y"], [1000 + MARGINS, 1000 + MARGINS], 100) == 2.0
    assert lines(["", ""], [1000, 1000], 100) == 1.0


def test_where_there_is_no_room_for_single_lines_the_longest_text_gets_most():
    header = [["Lesson", "Action", "Owner"]]
    body = [["a few words " * 20, "some more words " * 4, "one owner"]] * 5
    widths = column_widths(header, body, [False] * 3, 9000)
    assert sum(widths) == 9000
    assert widths[0] > widths[1] > widths[2]
    # The same width for all would make every row higher: 240 characters in a third of the width.
    assert lines(body[0], widths, CHARACTER) < lines(body[0], [3000] * 3, CHARACTER)


def test_long_headings_over_numbers_do_not_squeeze_the_names_of_the_rows():
    header = [["Subject", "Children and Families: complaints", "Children and Families: %", "Education: complaints"]]
    body = [["Commissioned service provision", "1,204", "27.7%", "17"], ["Outside complaints process", "3", "1%", "3"]]
    widths = column_widths(header, body, [False, True, True, True], 8000)
    assert widths[1] == widths[2] == widths[3]
    assert widths[0] > 20 * CHARACTER
