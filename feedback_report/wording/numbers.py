"""Numbers as the Office for National Statistics writes them, rounded half up."""

import math
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.wording.marks import SUPPRESSED

NOT_AVAILABLE = "not available"

_OF_PANDAS = ("NAType", "NaTType")  # told by name: who only prints numbers need not load pandas

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


class Withheld(str):
    """The mark ``[c]`` of a withheld number, with the least and the most that a reader can take it for."""

    at_least: float
    at_most: float

    def __new__(cls, at_least: float = 1, at_most: float = math.inf) -> "Withheld":
        mark = super().__new__(cls, SUPPRESSED)
        mark.at_least, mark.at_most = at_least, at_most
        return mark

    def __reduce__(self) -> tuple[type["Withheld"], tuple[float, float]]:
        return Withheld, (self.at_least, self.at_most)


def can_be(value: Any) -> tuple[float, float]:
    """Get the least and the most that a number can be, as far as a reader knows: itself unless it is withheld."""
    if is_suppressed(value):
        return getattr(value, "at_least", 0), getattr(value, "at_most", math.inf)
    return float(value), float(value)


def is_suppressed(value: Any) -> bool:
    """Whether a value is the mark ``[c]`` of a number that is withheld."""
    return isinstance(value, str) and value == SUPPRESSED


def is_missing(value: Any) -> bool:
    """Whether there is no number to print: None, NaN, NA, NaT, infinity, or one that is withheld."""
    if is_suppressed(value) or value is None or type(value).__name__ in _OF_PANDAS:
        return True
    if isinstance(value, Decimal):
        return not value.is_finite()
    try:
        return not math.isfinite(value)
    except TypeError:
        return False
    except OverflowError:  # an integer or fraction too large for a float is finite all the same
        return False


def exact(value: Any) -> Fraction:
    """Get a number as a fraction: a float counts as the decimal it is printed as, so 0.285 is 285/1000.

    Raises ReportError for what is not a number; ask ``is_missing`` first.
    """
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, (Rational, Decimal)) and not isinstance(value, bool) and not is_missing(value):
        return Fraction(value)
    if isinstance(value, float) and math.isfinite(value):
        return Fraction(repr(value))
    raise ReportError(f"{type(value).__name__} found where a number is expected: pass a count, a share or an average.")


def half_up(value: Any, decimals: int = 0) -> Decimal:
    """Round to a number of decimals, a half away from zero: 12.5 becomes 13, and -12.5 becomes -13."""
    fraction = exact(value)
    units = math.floor(abs(fraction) * 10**decimals + Fraction(1, 2))
    digits = tuple(int(digit) for digit in str(units))
    return Decimal((int(fraction < 0 and units > 0), digits, -decimals))


def number(value: Any, decimals: int = 0) -> str:
    """Write a number with commas between thousands: ``1,250``, ``12.4``, ``minus 30``.

    One that is not zero is never printed as 0: it is ``less than 1`` (``less than 0.1`` with one decimal).
    """
    if is_suppressed(value):
        return SUPPRESSED
    if is_missing(value):
        return NOT_AVAILABLE
    if exact(value) < 0:
        return f"minus {number(-exact(value), decimals)}"
    rounded = half_up(value, decimals)
    if rounded == 0 and exact(value) != 0:
        return f"less than {_step(decimals)}"
    return f"{rounded:,f}"


def percent(value: Any, decimals: int = 0) -> str:
    """Write a percentage (40 is 40%): ``40%``, ``7.5%``, ``minus 3%``.

    Below a half it is ``less than 1%``, and ``0%`` only for none; just under a hundred it is
    ``more than 99%``, and ``100%`` only for all.
    """
    if is_missing(value):
        return number(value)
    if half_up(value, decimals) == 100 and exact(value) < 100:
        return f"more than {100 - _step(decimals)}%"
    return f"{number(value, decimals)}%"


def percentage_points(value: Any, decimals: int = 0) -> str:
    """Write the size of a difference between two percentages: ``6 percentage points``, ``1 percentage point``."""
    if is_missing(value):
        return number(value)
    size = abs(exact(value))
    written = number(size, decimals)
    one = half_up(size, decimals) == 1 or written.startswith("less than")
    return f"{written} percentage {'point' if one and decimals == 0 else 'points'}"


def per_100000(count: Any, population: Any) -> Fraction | None:
    """Get the rate per 100,000 people, unrounded; None when either number is missing or nobody lives there."""
    if is_missing(count) or is_missing(population) or exact(population) <= 0:
        return None
    return 100_000 * exact(count) / exact(population)


def rate(value: Any, people: str = "", decimals: int = 0) -> str:
    """Write a rate, already per 100,000: ``125 per 100,000 residents``."""
    return number(value) if is_missing(value) else f"{number(value, decimals)} per 100,000 {people}".rstrip()


def in_words(value: Any) -> str:
    """Write an incidental number: words from zero to nine, numerals from 10."""
    if not is_missing(value) and exact(value) in range(10):
        return _ONES[int(exact(value))]
    return number(value)


def spelt(value: int) -> str:
    """Spell a whole number below a million: ``forty-two``, ``one thousand, two hundred and fifty``.

    Raises ReportError for other numbers.
    """
    if not isinstance(value, int) or not 0 <= value < 1_000_000:
        raise ReportError(f"{value} cannot be spelt: expected a whole number from 0 to 999,999.")
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    size, name = (1000, "thousand") if value >= 1000 else (100, "hundred")
    rest = value % size
    joint = " and " if rest < 100 else ", "
    return f"{spelt(value // size)} {name}" + (joint + spelt(rest) if rest else "")


def _step(decimals: int) -> Decimal:
    """Get the smallest number that shows at this many decimals."""
    return Decimal(1).scaleb(-decimals)
