"""Read numbers that are written in words: ``twelve``, ``twenty-five``, ``one hundred and twenty``, ``two thousand``."""

from feedback_report.wording.numbers import spelt

_VALUES = {spelt(number): number for number in (*range(20), *range(20, 100, 10))} | {"a": 1}

_tens = "|".join(spelt(number) for number in range(20, 100, 10))
_ones = "|".join(spelt(number) for number in range(1, 10))
_teens = "|".join(sorted((spelt(number) for number in range(10, 20)), key=len, reverse=True))
_below_100 = rf"(?:(?:{_tens})(?:[- ](?:{_ones}))?|{_teens}|{_ones})"
_below_1000 = rf"(?:(?:a|{_ones})\s+hundred(?:\s+and\s+{_below_100})?|{_below_100})"
NUMBER_IN_WORDS = rf"(?:(?:(?:{_below_1000}|a)\s+thousand(?:,?\s+(?:and\s+)?{_below_1000})?|{_below_1000})|zero)"


def from_words(text: str) -> int:
    """Get the value of a number that ``NUMBER_IN_WORDS`` matches: ``one hundred and twenty`` is 120."""
    total = current = 0
    for word in text.lower().replace("-", " ").replace(",", " ").split():
        if word == "hundred":
            current *= 100
        elif word == "thousand":
            total, current = total + current * 1000, 0
        elif word != "and":
            current += _VALUES[word]
    return total + current
