"""Numbers written as words: ``twelve``, ``twenty-five``, ``one hundred and twenty``, ``two thousand``."""

from fractions import Fraction

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_SMALL)} | {word: 10 * (n + 2) for n, word in enumerate(_TENS)}
_VALUES["a"] = 1

_unit = "|".join(sorted(_SMALL[1:], key=len, reverse=True))
_tens = "|".join(_TENS)
_below_100 = rf"(?:(?:{_tens})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{_unit})"
_below_1000 = rf"(?:(?:a|{'|'.join(_SMALL[1:10])}) hundred(?: and {_below_100})?|{_below_100})"
NUMBER_IN_WORDS = rf"(?:(?:(?:{_below_1000}|a) thousand(?:,? (?:and )?{_below_1000})?|{_below_1000})|zero)"

FRACTIONS = {
    "half": Fraction(1, 2),
    "halves": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "sixth": Fraction(1, 6),
    "seventh": Fraction(1, 7),
    "eighth": Fraction(1, 8),
    "ninth": Fraction(1, 9),
    "tenth": Fraction(1, 10),
}


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
