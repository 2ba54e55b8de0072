"""Counted things, and beginnings of sentences: a sentence never begins with a numeral."""

import re
from typing import Any

from feedback_report.wording.numbers import (
    NOT_AVAILABLE,
    exact,
    in_words,
    is_missing,
    is_suppressed,
    number,
    spelt,
)

_IRREGULAR = {"child": "children", "person": "people"}
_NUMERAL = re.compile(r"(\d[\d,]*)(\.\d+)?(%?)(?![\w/])")
_YEAR = re.compile(r"\d{4}(/\d{2}| to \d{4})(?!\d)")
_DAY = re.compile(r"\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)\b")


def plural(noun: str) -> str:
    """Get the plural of a noun phrase that ends in its noun: complaint, enquiry, process, person.

    Give the plural yourself where the noun is not last ("requests for a review").
    """
    before, space, word = noun.rpartition(" ")
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    elif re.search(r"[^aeiou]y$", word):
        word = word[:-1] + "ies"
    elif re.search(r"(s|x|z|ch|sh)$", word):
        word += "es"
    else:
        word += "s"
    return before + space + word


def counted(count: Any, noun: str, nouns: str | None = None, decimals: int = 0) -> str:
    """Write a count with its noun: ``1 complaint``, ``750 complaints``, ``no complaints``."""
    nouns = nouns or plural(noun)
    if is_suppressed(count):
        return f"{number(count)} {nouns}"
    if is_missing(count):
        return f"{nouns} ({NOT_AVAILABLE})"
    if exact(count) == 0:
        return f"no {nouns}"
    written = number(count, decimals)
    return f"{written} {noun if written in ('1', 'less than 1') else nouns}"


def sentence_start(count: Any, noun: str, nouns: str | None = None) -> str:
    """Begin a sentence with a count: ``No complaints``, ``Nine complaints``, ``A total of 750 complaints``."""
    nouns = nouns or plural(noun)
    if is_suppressed(count):
        return f"A number of {nouns} ({number(count)})"
    if is_missing(count) or exact(count) == 0:
        return start_sentence(counted(count, noun, nouns))
    written = in_words(count)
    if written[0].isdigit():
        return f"A total of {written} {nouns}"
    return start_sentence(f"{written} {noun if exact(count) <= 1 else nouns}")


def as_phrase(text: str) -> str:
    """Make a text of the settings fit to stand within a sentence: without the full stop at its end."""
    return text.strip().rstrip(". ")


def as_sentence(text: str) -> str:
    """Make a text of the settings a sentence, with a capital letter and a full stop unless it has its own mark."""
    text = text.strip()
    return start_sentence(text if not text or text[-1] in ".!?" else f"{text}.") if text else ""


def start_sentence(phrase: str) -> str:
    """Make a phrase fit to begin a sentence: a capital letter, and never a numeral.

    A year becomes ``The year 2024/25``, a day ``The date 1 March 2023``, a whole
    percentage ``Forty per cent``, a number up to nine its word, and any other number
    ``A total of 150``. A name that begins with a numeral is put in quotation marks after ``The name``.
    """
    phrase = phrase.strip()
    if not begins_with_numeral(phrase):
        return phrase[:1].upper() + phrase[1:]
    for kind, pattern in (("year", _YEAR), ("date", _DAY)):
        if pattern.match(phrase):
            return f"The {kind} {phrase}"
    match = _NUMERAL.match(phrase)
    if not match:
        return f"The name {phrase}" if phrase[0] in "“‘\"'" else f"The name “{phrase}”"
    whole, is_whole, is_percent = int(match[1].replace(",", "")), not match[2], bool(match[3])
    if is_whole and (whole <= 100 if is_percent else in_words(whole).isalpha()):
        return spelt(whole).capitalize() + (" per cent" if is_percent else "") + phrase[match.end() :]
    return f"{'A share' if is_percent else 'A total' if is_whole else 'An average'} of {phrase}"


def begins_with_numeral(phrase: str) -> bool:
    """Whether the first letter or numeral of a phrase, past brackets and quotation marks, is a numeral."""
    return _first_sign(phrase).isnumeric()


def _first_sign(phrase: str) -> str:
    """Get the first letter or numeral of a phrase, past brackets and quotation marks."""
    return next((sign for sign in phrase if sign.isalnum()), " ")
