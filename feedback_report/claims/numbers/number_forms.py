"""How numbers are printed: with commas, decimals, signs, in words; and their values."""

import re
from fractions import Fraction

from feedback_report.wording.spelt_numbers import NUMBER_IN_WORDS, from_words

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
NUMBER = rf"(?:(?P<digits>{DIGITS})|(?P<words>(?i:{NUMBER_IN_WORDS})))"
ONLY_DIGITS = rf"(?P<digits>{DIGITS})(?P<words>(?!))?"
SIGN = r"(?:(?P<sign>[+\-−]|[↑↓▲▼±]\s?|minus |plus ))?"
MAGNITUDE = r"(?:\s?(?P<magnitude>k|m|bn|million|thousand)\b)?"
NOT_IN_WORD = r"(?<![\w.,£/-])"
_POWERS = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9}
_MINUS_BEFORE = re.compile(r"(?:^|[(|:;,=]|\b(?:of|by|at|change|is|was|and|to))\s*$", re.IGNORECASE)


def value_of(match: re.Match[str]) -> tuple[Fraction, int]:
    """Get the value of a number and how many decimals it is printed with."""
    if match["digits"] is None:
        return Fraction(from_words(match["words"])), 0
    plain = match["digits"].replace(",", "")
    return Fraction(plain), len(plain.partition(".")[2])


def scaled_value_of(match: re.Match[str]) -> tuple[Fraction, int]:
    """Get the value of a number that may be in thousands or millions."""
    value, decimals = value_of(match)
    power = _POWERS.get((match["magnitude"] or "").lower(), 0)
    return value * 10**power, decimals - power


def direction_of_sign(match: re.Match[str]) -> str:
    """Get "up" for a plus or an arrow up, "down" for a minus; a dash before a number, as in a list, is none."""
    sign = (match["sign"] or "").strip().lower()
    if sign == "-" and not _MINUS_BEFORE.search(match.string, 0, match.start()):
        return ""
    return "down" if sign and sign in "-−↓▼minus" else "up" if sign and sign in "+↑▲plus" else ""
