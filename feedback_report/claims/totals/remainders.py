"""Claims of what is left: "Of five complaints two were closed; the remaining three are open".

Also of what numbers lead to: "88 were open; 60 were received and 50 closed, so 98 are open".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.left_over import GONE, left_in_brackets, taken_away
from feedback_report.claims.sentences.pairs import comparable
from feedback_report.claims.sentences.readings import Reading

Number = tuple[Reading, int]
_REMAINING = re.compile(
    r"\b(?:(?:the|leaving|with the|at the) (?:other|remaining)|(?<!of )the (?:rest|remainder|others),?) "
    r"\(?<[CB](?P<left>\d+)>"
)
_REACH = 3
_MOST_PARTS = 6
_MORE = re.compile(r"\b(?:of which|including|of whom|also|some|many|both)\b")


def remainder_claims(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Claim]:
    """Judge what is said to remain by a number before it, less all that stand between.

    It is wrong only with a single number between the two, and nothing else that is counted.
    """
    match = _REMAINING.search(reading.code)
    if match is None:
        return
    left = int(match["left"])
    before = [(reading, number) for number in _counts(reading, match.start())]
    for source in reversed(earlier[-_REACH:]):
        if before and _judged(reading, left, before):
            break
        before = [*((source, number) for number in _counts(source, len(source.code))), *before]
    found = _judged(reading, left, before) or _of_base(reading, left, match.start())
    own = [(reading, number) for number in _counts(reading, match.start())]
    if found is None and len(own) == 2 and _OPENS_WITH_WHOLE.match(reading.code):
        before = own
    if found is not None:
        yield found
    elif len(before) == 2 and _is_told_at_once(reading, earlier, before) and _plain(reading, left, before):
        yield _claim(reading, left, before, Verdict.WRONG)
    elif reading.item(left).value >= _LEAST and match[0].startswith("the remaining"):
        reason = "what it is left of is not given"
        printed = f"remaining {reading.sentence.printed(left)}"
        yield Claim("total", reading.sentence.text, (), printed, "", Verdict.CANNOT_TELL, reason)


def _of_base(reading: Reading, left: int, end: int) -> Claim | None:
    """Judge "(531 of 590) were closed and the remaining 59 ..." by the part and the whole that stand so."""
    said = re.findall(r"<C(\d+)> (?:out )?of (?:the |these )?<B(\d+)>", reading.code[:end])
    if len(said) != 1 or len(_counts(reading, end)) != len(said[0]):
        return None
    part, whole = (int(number) for number in said[0])
    right = reading.item(whole).value - reading.item(part).value == reading.item(left).value
    return _claim(reading, left, [(reading, whole), (reading, part)], Verdict.RIGHT if right else Verdict.WRONG)


_LEAST = 5
_OPENS_WITH_WHOLE = re.compile(r"^(?:<X\d+> )?(?:of|out of|from) (?:the |these |all )*<B\d+>")
_LEADS_TO = re.compile(
    r"\b(?:meaning|leaving|leaves|left|so|therefore|thus|hence|resulting in|bringing|making|reducing|reduces|reduced)\b"
    r"(?P<words>[^<>¦]{0,90}?)<C(?P<left>\d+)>"
)
_REDUCING, _BRINGING = (re.compile(rf"^(?:{verbs}) .*\bto $") for verbs in ("reducing|reduces", "bringing|leaving"))
_SOME_GONE = re.compile(rf"<[CB]\d+> of (?:these|those|them) [^<>¦]*\b{GONE}\b")


def balance_claims(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Claim]:
    """Judge the number that others lead to, by adding and taking away those before it.

    Only what is said to reduce one number to another can be wrong.
    """
    match = _LEADS_TO.search(reading.code)
    if match is None:
        return
    left = int(match["left"])
    before = [(reading, number) for number in _counts(reading, match.start())]
    making = match[0].startswith("making")
    if len(before) < 2 or making:
        before = [*((source, n) for source in earlier[-1:] for n in _counts(source, len(source.code))), *before]
    if any(source.item(number).hedge for source, number in (*before, (reading, left))):
        return
    stated = reading.item(left).value
    for held in (before[-2:], before[-3:], [number for number in before if not _is_earlier(*number)][-2:]):
        for signs in product((1, -1), repeat=len(held) - 1) if len(held) > 1 else ():
            added = _value(held[0]) + sum((s * _value(n) for s, n in zip(signs, held[1:], strict=True)), Fraction(0))
            if abs(added) == stated > 0 and not (making and all(source is reading for source, _ in held)):
                yield _claim(reading, left, held, Verdict.RIGHT, stated)
                return
    before = [number for number in before if not _is_earlier(*number)]
    said = reading.code[match.start() : match.end() - len(f"<C{left}>")]
    reduced = _REDUCING.match(said) or (_BRINGING.match(said) and _SOME_GONE.search(reading.code, 0, match.start()))
    if reduced and len(before) == 2 and _value(before[0]) > _value(before[1]):
        yield _claim(reading, left, before, Verdict.WRONG)
    elif reduced and stated >= _LEAST:
        reason = "what it is left of is not given"
        printed = reading.sentence.printed(left)
        yield Claim("total", reading.sentence.text, (), printed, "", Verdict.CANNOT_TELL, reason)


def left_claims(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Claim]:
    """Judge numbers by what others take away: "11 were excluded (14 had been, and 3 of these were withdrawn)".

    Only by the brackets behind it a number can be wrong, where it misses by little.
    """
    told: set[int] = set()
    for left, whole, gone in left_in_brackets(reading):
        held = [(reading, whole), (reading, gone)]
        away = abs(_value(held[0]) - _value(held[1]) - reading.item(left).value)
        told |= {left, whole, gone}
        slips = away <= 1 or away <= _value(held[0]) * _SLIP
        if (
            slips
            and _value(held[0]) > reading.item(left).value
            and not any(reading.item(number).hedge for number in told)
        ):
            yield _claim(reading, left, held, Verdict.WRONG if away else Verdict.RIGHT, named="")
    near = [] if told else [*earlier[-_NEAR:], reading]
    for source in near:
        found = taken_away(source)
        held = [(source, number) for number in found or ()]
        for other in near if source is reading and found else [reading] if found else []:
            for number in _counts(other, len(other.code)):
                item = other.item(number)
                is_it = other is source and number in (found or ())
                if is_it or item.hedge or item.value < _LEAST or not comparable(item, _item(held[0])):
                    continue
                if _value(held[0]) - _value(held[1]) == item.value:
                    claim = _claim(other, number, held, Verdict.RIGHT, named="")
                    yield replace(claim, sentence=reading.sentence.text)


_NEAR, _SLIP = 2, Fraction(1, 20)


def _is_earlier(source: Reading, number: int) -> bool:
    """Whether a count is what another is compared with."""
    return any(number == pair.before for pair in source.pairs)


def _counts(reading: Reading, end: int) -> list[int]:
    return [int(number) for number in re.findall(r"<[CB](\d+)>", reading.code[:end])]


def _item(number: Number) -> Item:
    return number[0].item(number[1])


def _value(number: Number) -> Fraction:
    return _item(number).value


def _judged(reading: Reading, left: int, before: Sequence[Number]) -> Claim | None:
    """Find the number from which those after it leave what is said to remain."""
    for at in range(len(before) - 2, -1, -1):
        held = before[at : at + 1 + _MOST_PARTS] if len(before) - at <= 1 + _MOST_PARTS else []
        parts = sum(map(_value, held[1:]), Fraction(0))
        if held and _value(held[0]) - parts == reading.item(left).value > 0:
            return _claim(reading, left, held, Verdict.RIGHT)
    return None


_OF_THESE = re.compile(r"^<C\d+> of (?:these|those|them)\b")


def _is_told_at_once(reading: Reading, earlier: Sequence[Reading], before: Sequence[Number]) -> bool:
    """Whether the two numbers stand in this sentence and the one before, or two before that point at each other."""
    (first, _), (second, _) = before
    near = first in (reading, *earlier[-1:])
    return near or (first is earlier[-2] and second is earlier[-1] and bool(_OF_THESE.match(second.code)))


def _plain(reading: Reading, left: int, before: Sequence[Number]) -> bool:
    """Whether one number less another can be all that is meant: of one thing, and neither approximate."""
    (source, total), (other, part) = before
    items = [source.item(total), other.item(part), reading.item(left)]
    same = all(comparable(items[0], item) for item in items[1:])
    same = same and not any(part == pair.before for pair in other.pairs)  # "64, compared with 41 the year before"
    said = re.sub(r"\([^()]*\)", "", source.code + other.code + reading.code)
    return same and not any(item.hedge for item in items) and items[1].value < items[0].value and not _MORE.search(said)


def _claim(
    reading: Reading,
    left: int,
    held: Sequence[Number],
    verdict: Verdict,
    right: Fraction | None = None,
    named: str = "remaining ",
) -> Claim:
    printed = tuple(source.sentence.printed(number) for source, number in held)
    true = written(_value(held[0]) - sum(map(_value, held[1:]), Fraction(0)) if right is None else right, 2)
    stated = f"{'' if right is not None else named}{reading.sentence.printed(left)}"
    reason = "" if verdict is Verdict.RIGHT else "what is taken away does not leave that number"
    return Claim("total", reading.sentence.text, printed, stated, true, verdict, reason)
