"""A part of a whole, with its base; and whether rounded parts add to 100%."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.settings import Style
from feedback_report.wording.lists import list_of
from feedback_report.wording.numbers import exact, half_up, is_missing, is_suppressed, number, percent
from feedback_report.wording.sentences import counted, start_sentence


def share_percent(part: Any, base: Any, style: Style) -> Fraction | None:
    """Get what percentage a part is of its base, unrounded.

    None when a number is missing or the base is below ``style.smallest_base``, where no
    percentage is given. Raises ReportError when the part is negative or larger than the base.
    """
    if is_missing(part) or is_missing(base):
        return None
    part, base = exact(part), exact(base)
    if not 0 <= part <= base:
        raise ReportError(
            f"{number(part)} of {number(base)} is not a share: the part must lie between none and the base."
        )
    return None if is_too_small(base, style.smallest_base) else 100 * part / base


def is_too_small(base: Any, smallest: int) -> bool:
    """Tell whether a base is known and below the smallest on which a percentage is printed."""
    return not is_missing(base) and exact(base) < smallest


def share_phrase(
    part: Any, base: Any, style: Style, *, noun: str = "", when_none: str = "", decimals: int | None = None
) -> str:
    """Write a share with its base: ``9 of 150 (6%)``, ``3 of 8``, ``none of 150 (0%)``, ``all 180 (100%)``.

    With nothing to share it is ``when_none``, such as "none were closed", or ``there were no``
    and the plural of ``noun``, which is what one case of the base is called.
    """
    value = share_percent(part, base, style)
    if is_missing(part) or is_missing(base):
        if is_suppressed(part) != is_suppressed(base) and not (is_missing(part) and is_missing(base)):
            return f"{number(part)} of {number(base)}"
        return number(base if is_suppressed(base) else part if is_missing(part) else base)
    if exact(base) == 0:
        return when_none or (f"there were {counted(0, noun)}" if noun else "there were none")
    if exact(part) == 0:
        words = f"none of {_count(base)}"
    elif exact(part) == exact(base) > 2:
        words = f"all {_count(base)}"
    else:
        words = f"{_count(part)} of {_count(base)}"
    return words if value is None else f"{words} ({percent(value, _decimals(decimals, style))})"


def share_opening(
    part: Any, base: Any, style: Style, *, noun: str = "", when_none: str = "", decimals: int | None = None
) -> str:
    """Begin a sentence with the base: ``Of 150 closed complaints, 9 (6%)``, to go on "were upheld".

    A missing number, or a base of none, has no such beginning: then it is the phrase of ``share_phrase``.
    """
    if is_missing(part) or is_missing(base) or exact(base) == 0:
        return start_sentence(share_phrase(part, base, style, noun=noun, when_none=when_none))
    value = share_percent(part, base, style)
    whole = counted(base, noun) if noun else _count(base)
    words = "none" if exact(part) == 0 else "all" if exact(part) == exact(base) > 2 else _count(part)
    return f"Of {whole}, {words}" + (f" ({percent(value, _decimals(decimals, style))})" if value is not None else "")


def split_phrase(parts: Any, base: Any, style: Style, *, decimals: int | None = None) -> str:
    """Write how a whole divides: ``9 (6%) upheld, 54 (36%) partially upheld and none not upheld``.

    ``parts`` are pairs of a name and a count, or a mapping; the counts stand alone on a small base.
    """
    words = []
    for name, part in parts.items() if hasattr(parts, "items") else parts:
        value = share_percent(part, base, style)
        count = "none" if not is_missing(part) and exact(part) == 0 else _count(part)
        shown = "" if not value else f" ({percent(value, _decimals(decimals, style))})"
        words.append(f"{count}{shown} {name}")
    return list_of(words)


def rounded_total(parts: Iterable[Any], base: Any, decimals: int = 0) -> Decimal:
    """Add up the percentages of the parts as a reader would: each one rounded first."""
    return sum((half_up(100 * exact(part) / exact(base), decimals) for part in parts), Decimal(0))


def parts_note(
    parts: Iterable[Any], base: Any, style: Style, *, rest: str = "", several: str = "", decimals: int | None = None
) -> str:
    """Write the sentence that says why printed percentages do not add to 100%; empty when they do.

    ``rest`` names what is in the base and not among the parts ("other outcomes"); ``several``
    says why a case can be in more than one part ("a complaint can have several remedies").
    Empty as well where no percentages are given. Missing parts count as not shown.
    """
    parts = list(parts)
    held = [part for part in parts if not is_missing(part)]
    if is_missing(base) or is_too_small(base, max(style.smallest_base, 1)):
        return ""
    if several:
        return f"Percentages need not add to 100% because {several}."
    if len(held) < len(parts):
        return "Percentages need not add to 100% because some figures are not shown."
    together = sum((exact(part) for part in held), Fraction(0))
    if together > exact(base):
        raise ReportError(
            f"The parts add to {number(together)}, more than their base of {number(base)}: "
            "count each case once, or say with `several` why it is counted more than once."
        )
    if rounded_total(held, base, _decimals(decimals, style)) == 100:
        return ""
    if together < exact(base):
        return f"Percentages do not add to 100% because {rest or 'other cases'} are in the base but not shown."
    return "Percentages do not add to 100% because of rounding."


def _count(value: Any) -> str:
    """Write a count; one that is not whole, such as an average, with a decimal."""
    return number(value, 0 if is_missing(value) or exact(value).denominator == 1 else 1)


def _decimals(decimals: int | None, style: Style) -> int:
    return style.share_decimals if decimals is None else decimals
