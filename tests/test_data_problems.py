"""The words of messages: numbers, rows and nearest names."""

import pytest

from feedback_report.data.problems import is_misspelling, listed, nearest, rows_text, sentence


def test_sentences_follow_the_number() -> None:
    words = "{n} {value is|values are} wrong: correct {it|them}."
    assert sentence(words, 1) == "1 value is wrong: correct it."
    assert sentence(words, 1200) == "1,200 values are wrong: correct them."


def test_rows_are_listed_up_to_ten() -> None:
    assert rows_text([18]) == "(row 18)"
    assert rows_text([18, 240, 611]) == "(rows 18, 240, 611)"
    assert rows_text(range(2, 12)) == "(rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)"
    assert rows_text(range(2, 1500)) == "(rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 1,488 more)"


@pytest.mark.parametrize(
    ("word", "found"),
    [("Closd", "closed"), ("in-person", "in person"), ("CLOSED", "closed"), ("resolved by letter", None), ("", None)],
)
def test_the_nearest_word_is_found_when_one_is_near(word: str, found: str | None) -> None:
    assert nearest(word, ["open", "closed", "in person"]) == found


@pytest.mark.parametrize(
    ("value", "word", "quoted"),
    [
        ("e-mail", "email", True),
        ("underway", "under way", True),
        ("Comunication", "Communication", True),
        ("parents or carers", "parent or carer", True),
        ("parent", "parent or carer", True),
        ("parent or carer Sam", "parent or carer", False),
        ("Communication: Mo", "Communication", False),
        ("parent or Sam", "parent or carer", False),
    ],
)
def test_a_value_is_a_misspelling_only_when_it_holds_no_further_word(value: str, word: str, quoted: bool) -> None:
    assert is_misspelling(value, word) is quoted


def test_words_are_listed_with_or() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a or b", "a, b or c"]
