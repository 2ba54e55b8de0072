"""Does a stated figure follow from the true one: rounding, truncation and approximating words told apart."""

import math
from dataclasses import dataclass
from fractions import Fraction

from feedback_report.claims.claim import Verdict
from feedback_report.claims.numbers import hedges

RIGHT, WRONG, CANNOT_TELL = Verdict.RIGHT, Verdict.WRONG, Verdict.CANNOT_TELL
# How far a word may be from the truth: up to the first it is fair, up to the second a matter of
# opinion, beyond it wrong. Each is a share of the figure and a least amount in its own unit.
_ABOUT = ((Fraction(6, 100), Fraction(3, 2)), (Fraction(1, 10), Fraction(4)))
_NEAR = ((Fraction(6, 100), Fraction(3)), (Fraction(12, 100), Fraction(6)))
_NEAR_HALF = ((Fraction(0), Fraction(5)), (Fraction(0), Fraction(7)))
_NEAR_TIMES = ((Fraction(12, 100), Fraction(0)), (Fraction(25, 100), Fraction(0)))
_WORD_OF_SHARE = ((Fraction(0), Fraction(2)), (Fraction(0), Fraction(5)))
# The fractions that have a common name: a word for one is no word for what lies nearer to another.
_NAMED = tuple(sorted({Fraction(100 * part, whole) for whole in (2, 3, 4, 5, 10) for part in range(1, whole)}))
_WORD_OF_TIMES = ((Fraction(5, 100), Fraction(0)), (Fraction(1, 10), Fraction(0)))


_HALF = 50


@dataclass(frozen=True)
class Stated:
    """A figure as a paper states it: 12.5 with one decimal, ``over`` 380, a range, or a word such as "a third".

    ``high`` is the upper end of a range; ``word`` is "share" for a fraction in words, "times"
    for doubled, halved and the like, empty for numerals.
    """

    value: Fraction
    decimals: int = 0
    hedge: str = ""
    high: Fraction | None = None
    word: str = ""


def fits(stated: Stated, true: Fraction) -> bool:
    """Whether a stated figure is right for a true one."""
    return judge(stated, true)[0] is RIGHT


def judge(stated: Stated, true: Fraction, slack: Fraction = Fraction(0)) -> tuple[Verdict, str]:
    """Judge a stated figure against the true one; returns the verdict and, unless right, the reason.

    ``slack`` is how far the truth may lie from ``true`` because the numbers it was computed
    from are themselves rounded: what would be right somewhere in between cannot be told.
    """
    verdict, reason = _judge(stated, true)
    if verdict is WRONG and slack:
        possible = [true + part * slack / 8 for part in range(-8, 9)]
        possible += [stated.value] if abs(stated.value - true) <= slack else []
        if any(_judge(stated, value)[0] is not WRONG for value in possible):
            return CANNOT_TELL, "the numbers it is computed from are rounded"
    return verdict, reason


def _judge(stated: Stated, true: Fraction) -> tuple[Verdict, str]:
    if stated.high is not None:
        unit = _half_unit(stated)
        inside = stated.value - unit <= true <= stated.high + unit
        return (RIGHT, "") if inside else (WRONG, f"{written(true)} is outside the range")
    if stated.hedge and stated.hedge != hedges.EXACTLY:
        return _approximate(stated, true)
    if stated.word:
        return _in_words(stated, true)
    return _rounded(stated, true)


def _rounded(stated: Stated, true: Fraction) -> tuple[Verdict, str]:
    """Judge a plain number: right when the truth rounds to it, a half either way."""
    unit = 2 * _half_unit(stated)
    if abs(true - stated.value) <= unit / 2:
        return RIGHT, ""
    if math.floor(true / unit) * unit == stated.value:
        return WRONG, f"cut off, not rounded: {written(true, stated.decimals + 2)} rounds to {_to(true, stated)}"
    if math.ceil(true / unit) * unit == stated.value:
        return WRONG, f"rounded up: {written(true, stated.decimals + 2)} rounds to {_to(true, stated)}"
    return WRONG, ""


def _in_words(stated: Stated, true: Fraction) -> tuple[Verdict, str]:
    bounds = _WORD_OF_TIMES if stated.word == "times" else _WORD_OF_SHARE
    verdict, reason = _by_distance(stated.value, true, bounds, f"it is {written(true)}")
    if verdict is CANNOT_TELL and stated.word == "share" and _nearer_to_another(stated.value, true):
        return WRONG, reason
    return verdict, reason


def _nearer_to_another(value: Fraction, true: Fraction) -> bool:
    """Whether the truth is another fraction with a name of its own: 25% is no "one in five"."""
    return any(named != value and abs(true - named) <= 1 for named in _NAMED)


def _approximate(stated: Stated, true: Fraction) -> tuple[Verdict, str]:
    value, hedge, half = stated.value, stated.hedge, _half_unit(stated)
    if hedge == hedges.ABOUT:
        return _by_distance(value, true, _widened(_ABOUT, half, stated), "not about that")
    above = hedge in (hedges.OVER, hedges.JUST_OVER, hedges.AT_LEAST)
    beyond = true - value if above else value - true
    if hedge in (hedges.AT_LEAST, hedges.AT_MOST):
        verdict = RIGHT if beyond >= 0 else CANNOT_TELL if beyond >= -half else WRONG
        return verdict, "" if verdict is RIGHT else f"it is {written(true)}"
    if beyond <= 0:
        # "nearly 25%" for 25.2% is a matter of taste; "over 25%" for 24.8% is not.
        fair = _WORD_OF_TIMES[0][0] * value if stated.word == "times" else half
        tolerable = hedge == hedges.JUST_UNDER and 0 < -beyond <= fair
        reason = f"it is {'less' if above else 'more'} than that" if beyond else f"it is exactly that, not {hedge}"
        return (CANNOT_TELL if tolerable else WRONG), reason
    if hedge in (hedges.JUST_OVER, hedges.JUST_UNDER):
        half_of_it = stated.word == "share" and hedge == hedges.JUST_UNDER and value == _HALF
        bounds = _NEAR_TIMES if stated.word == "times" else _NEAR_HALF if half_of_it else _widened(_NEAR, half, stated)
        return _by_distance(value, true, bounds, "far from it")
    return RIGHT, ""


def _by_distance(
    value: Fraction, true: Fraction, bounds: tuple[tuple[Fraction, Fraction], ...], reason: str
) -> tuple[Verdict, str]:
    fair, arguable = (max(part * abs(value), least) for part, least in bounds)
    distance = abs(true - value)
    if distance <= fair:
        return RIGHT, ""
    return (CANNOT_TELL if distance <= arguable else WRONG), reason


def _widened(
    bounds: tuple[tuple[Fraction, Fraction], ...], half: Fraction, stated: Stated
) -> tuple[tuple[Fraction, Fraction], ...]:
    """Get the bounds for a unit: the least amounts are in percentage points, too wide for "about twice"."""
    if stated.word == "times":
        return tuple((part, Fraction(0)) for part, _ in bounds)
    if bounds is _NEAR:  # 3 points are near to 40%, and not to 5%
        bounds = tuple((part, min(least, abs(stated.value) * 2 * part)) for part, least in bounds)
    return tuple((part, max(least, half)) for part, least in bounds)


def _half_unit(stated: Stated) -> Fraction:
    return Fraction(10) ** -stated.decimals / 2


def _to(true: Fraction, stated: Stated) -> str:
    return written(true, stated.decimals)


def written(value: Fraction, decimals: int = 1) -> str:
    """Write a number, rounded half up, without needless zeros: ``51.9``, ``24``, ``1,300``."""
    sign = "-" if value < 0 else ""
    units = math.floor(abs(value) * 10**decimals + Fraction(1, 2))
    whole, part = divmod(units, 10**decimals)
    tail = f"{part:0{decimals}d}".rstrip("0") if decimals else ""
    return (sign if units else "") + f"{whole:,}" + (f".{tail}" if tail else "")


_LARGE, _HUNDRED = 1000, 100


def look_rounded(*counts: Fraction) -> bool:
    """Whether counts are large and whole hundreds, as statistics are published: what is computed is of others."""
    return all(count >= _LARGE and count % _HUNDRED == 0 for count in counts)
