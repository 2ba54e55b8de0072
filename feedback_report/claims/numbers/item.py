"""One number of a sentence: its kind, its value and how exactly it is given."""

from dataclasses import dataclass
from fractions import Fraction

from feedback_report.claims.numbers.judging import Stated

COUNT, PERCENT, POINTS, FRACTION, TIMES = "C", "P", "T", "F", "K"
MONEY, DURATION, RATE, YEAR, LAST, THIS, ASIDE = "M", "D", "R", "Y", "L", "H", "X"


@dataclass(frozen=True)
class Item:
    """A number of a sentence.

    ``kind`` is one letter: C count, P percentage, T percentage points, F fraction in words, K
    multiple (doubled, three times), M money, D duration, R rate per so many, Y year, L last
    year, H this year, X set aside (dates, references, ages). ``start`` and ``end`` hold the
    approximating word too. ``unit`` is "day" or "month" for durations, the base of a rate,
    "up" or "down" for a signed percentage and for a multiple; ``noun`` what a count counts, in
    the singular; ``high`` the upper end of a range; ``word`` as in ``Stated``.
    """

    kind: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    decimals: int = 0
    hedge: str = ""
    high: Fraction | None = None
    unit: str = ""
    noun: str = ""
    word: str = ""

    @property
    def stated(self) -> Stated:
        return Stated(self.value, self.decimals, self.hedge, self.high, self.word)

    @property
    def slack(self) -> Fraction:
        """How far the number meant may lie from the one printed; nothing for a whole count."""
        if self.kind == COUNT and self.decimals == 0 and not self.hedge:
            return Fraction(0)
        half = Fraction(10) ** -self.decimals / 2
        return max(half, abs(self.value) / 10) if self.hedge else half
