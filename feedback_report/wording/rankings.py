"""Which came first, with ties, and what place something holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.settings import Style
from feedback_report.wording.lists import list_of, ordinal
from feedback_report.wording.numbers import SUPPRESSED, can_be, exact, is_missing, is_suppressed, number, percent
from feedback_report.wording.sentences import begins_with_numeral, start_sentence
from feedback_report.wording.shares import share_percent

UNTOLD = "the order is not told, because small numbers are withheld"
MOST_NAMED = 4  # more than this many in a tie are counted, not named


@dataclass(frozen=True)
class Place:
    """All that share one place in a ranking, by name, with the count that each of them has."""

    names: tuple[str, ...]
    count: Any

    @property
    def written(self) -> str:
        """The names as a list; a long tie is ``a tie of 12``."""
        return list_of(self.names) if len(self.names) <= MOST_NAMED else f"a tie of {len(self.names)}"


def ranked(items: Any, top: int | None = None, *, as_given: bool = False) -> list[Place]:
    """Put names in order of their counts, the largest first, ties in one place and in the order of the alphabet.

    ``as_given`` keeps the names of a tie, such as months, in the order in which they come. ``items``
    is a Series or mapping of name to count, or pairs of both. Counts of none and missing ones are left
    out, and so is every count that a withheld one can reach: its place is not sure. ``top`` is how many
    names to keep at least: a tie is never cut.
    """
    pairs = list(items.items() if hasattr(items, "items") else items)
    reach = max((can_be(count)[1] for _, count in pairs if is_suppressed(count)), default=0)
    held = [(str(name), count) for name, count in pairs if not is_missing(count) and exact(count) != 0]
    below = [name for name, count in held if exact(count) < 0]
    if below:
        raise ReportError(f"{list_of(below)}: a count below none cannot be ranked; expected counts.")
    held = [(name, count) for name, count in held if count > reach]
    held.sort(key=lambda pair: (-exact(pair[1]), "" if as_given else pair[0]))
    places: list[Place] = []
    for _, group in groupby(held, key=lambda pair: exact(pair[1])):
        if top is not None and sum(len(place.names) for place in places) >= top:
            break
        tied = list(group)
        places.append(Place(tuple(name for name, _ in tied), tied[0][1]))
    return places


def ranking_phrase(
    items: Any,
    style: Style,
    *,
    top: int = 3,
    base: Any = None,
    lower_case: bool = False,
    decimals: int | None = None,
    as_given: bool = False,
) -> str:
    """Write a ranking: ``delay (50), followed by staff attitude (30)``.

    Ties share a bracket: ``... followed by A and B (18 each)``, and at the head ``A and B (joint
    highest, 50 each)``. With a ``base`` the percentage stands beside the count: ``(50, 25%)``.
    ``lower_case`` is for common nouns; abbreviations keep their capitals. ``as_given`` is that of ``ranked``.
    Where withheld counts leave no place sure, it says so.
    """
    pairs = list(items.items() if hasattr(items, "items") else items)
    places = [
        Place(tuple(map(lower, place.names)), place.count) if lower_case else place
        for place in ranked(pairs, top, as_given=as_given)
    ]
    if not places:
        return UNTOLD if any(is_suppressed(count) for _, count in pairs) else "none"
    shown = style.share_decimals if decimals is None else decimals
    first, *others = (_place(place, style, base, shown, is_first=place is places[0]) for place in places)
    return first + (f", followed by {', then '.join(others)}" if others else "")


def ranking_opening(items: Any, style: Style, **options: Any) -> str:
    """Begin a sentence with a ranking; a name that begins with a numeral goes after ``The highest was``."""
    phrase = ranking_phrase(items, style, **options)
    return f"The highest was {phrase}" if begins_with_numeral(phrase) else start_sentence(phrase)


def position_phrase(value: Any, others: Iterable[Any], *, lowest: bool = False) -> str:
    """Write the place of one value among others: ``the third highest of 12``, ``the joint second highest of 12``.

    ``others`` are the other values, without this one; missing ones are left out.
    """
    others = list(others)
    if is_missing(value) or any(is_suppressed(other) for other in others):
        return SUPPRESSED if any(map(is_suppressed, [value, *others])) else number(value)
    held = [exact(other) for other in others if not is_missing(other)]
    own, end = exact(value), "lowest" if lowest else "highest"
    if not held:
        return "the only one held"
    place = 1 + sum(other < own if lowest else other > own for other in held)
    joint = "joint " if own in held else ""
    step = "" if place == 1 else f"{ordinal(place)} "
    return f"the {joint}{step}{end} of {number(len(held) + 1)}"


def lower(name: str) -> str:
    """Write a common noun within a sentence: ``Delay`` becomes ``delay``, ``ICT`` stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _place(place: Place, style: Style, base: Any, decimals: int, *, is_first: bool) -> str:
    value = None if base is None else share_percent(place.count, base, style)
    counts = number(place.count) + ("" if value is None else f", {percent(value, decimals)}")
    if len(place.names) == 1:
        return f"{place.written} ({counts})"
    if is_first:
        return f"{place.written} (joint highest, {counts} each)"
    return f"{place.written if len(place.names) <= MOST_NAMED else f'{len(place.names)} others'} ({counts} each)"
