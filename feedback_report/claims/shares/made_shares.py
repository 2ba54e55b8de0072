"""Shares without counts beside them that counts nearby make: "Of 92 appeals, 23 were allowed. This is 25%."."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import fits, judge, written
from feedback_report.claims.sentences.parts import POINTING
from feedback_report.claims.sentences.readings import Reading

Counted = tuple[Item, str]
Way = tuple[Fraction, tuple[str, ...]]
_RATE = r"(?:rate|proportion|share|percentage|figure|level|ratio)"
_IS = (
    r"(?:is|was|are|were|represents?|represented|equates? to|equated to|means?|meant|gives|gave|amounts? to|equals|"
    r"makes|constitutes?)"
)
_THIS = re.compile(
    rf"^(?:<X\d+> )?(?:(?P<this>this|that|it|which|these|together these) |the (?:[a-z-]+ ){{0,3}}{_RATE} )"
    rf"(?:therefore |thus |then )?{_IS} (?P<so>therefore |thus |then |that )?"
    rf"(?:an? (?:[a-z-]+ ){{0,3}}{_RATE} (?:of|at) )?(?:just |only )?$"
)
_SO = re.compile(
    r"\b(?:meaning|(?:which|this|that) means|so|therefore|thus|giving|hence)\b(?: that)? ?(?:[a-z'-]+ ){0,4}(?:just |"
    r"only )?$"
)
_REST = re.compile(
    r"\b(?:the|all) (?:others?|rest|remaining|remainder)[ ,(]+(?:of them |[a-z]+ ){0,2}\(?(?:just |or )?$"
)
_TOGETHER = re.compile(r"\b(?:together|combined|between them|jointly|these <[CX]\d+>|those <[CX]\d+>)\b|^these\b")
_IN_TIME, _LATE = (
    re.compile(rf"\b(?:{words})\b")
    for words in (
        r"(?:in|on) time|within|met|answered|upheld|resolved|satisfied",
        r"late|overdue|outside|not|missed|after|dissatisfied|unresolved|remain\w*",
    )
)
_REACH, _TWO, _FEW, _MOST = 3, 2, 3, 5


def made_share(reading: Reading, number: int, earlier: Sequence[Reading]) -> Claim | None:
    """Judge a percentage, or "1 in 4", that words tie to the counts before it, in its sentence or in those before.

    It is right where two of them make it, or one less another, or several together; it is wrong
    where the words say that it follows from them, they are few, and no way to take them makes it.
    """
    at = reading.position(number)
    code = reading.code[:at]
    this, so, rest = _THIS.match(code), _SO.search(code), _REST.search(code)
    together = _TOGETHER.search(reading.code)
    own = _counts(reading, at)
    if not (this or so or rest or together) or (this and re.search(r"<[CB]\d+>", POINTING.sub("", reading.code))):
        return None
    sources = _sources(
        reading, own, earlier, alone=len(own) > (2 if together else 1) and not rest, together=bool(together)
    )
    counts = [counted for _, some in sources for counted in some]
    if not 1 < len(counts) <= _MOST + 2 or any(item.hedge for item, _ in counts):
        return None
    stated = reading.item(number)
    said = " ".join(source.code for source, _ in sources)
    bases = [printed for _, printed in counts if printed in _bases(sources)]
    ways = list(
        _ways(
            sources,
            rest=bool(rest),
            together=bool(together),
            other=_other(said, reading.code[at:]),
            added_up=bool(so) and not bases,
        )
    )
    right = next((way for way in ways if fits(stated.stated, way[0])), None)
    if right is not None:
        return _claim(reading, number, right, Verdict.RIGHT)
    last_said = bool(bases and this and this["this"]) or bool(this and this["so"]) or bool(so and not this)
    tied = (last_said and len(counts) <= _FEW) or (bool(rest or together) and len(sources) == 2 == len(set(ways)) + 1)
    only = bool(so) is False or not re.search(r"<[PFQNK]\d+>", reading.code.replace(f"<{stated.kind}{number}>", ""))
    if (
        not ways
        or not tied
        or not only
        or any(re.search(r"<[PQFN]\d+>", s.code) for s, _ in sources if s is not reading)
    ):
        return None
    if any(judge(stated.stated, way[0])[0] is not Verdict.WRONG for way in ways):
        return None
    several = _several_together(stated, [*earlier[-_REACH:], reading])
    nearest = several or min(ways, key=lambda way: abs(way[0] - stated.value))
    return _claim(reading, number, nearest, Verdict.RIGHT if several else Verdict.WRONG)


def _several_together(stated: Item, near: Sequence[Reading]) -> Way | None:
    """Find several counts that stand beside each other, and what they are a share of, where few could be meant."""
    counts = [counted for source in near for counted in _counts(source, len(source.code))]
    for whole, of in counts if len(counts) <= _MOST + 2 else ():
        for start, end in combinations(range(len(counts) + 1), _TWO):
            added = sum((item.value for item, _ in counts[start:end]), Fraction(0))
            if end - start >= _TWO and 0 < added < whole.value and fits(stated.stated, 100 * added / whole.value):
                return 100 * added / whole.value, (*(printed for _, printed in counts[start:end]), f"of {of}")
    return None


def _counts(reading: Reading, end: int) -> list[Counted]:
    return [
        (reading.item(n), reading.sentence.printed(n))
        for n in (int(n) for n in re.findall(r"<[CB](\d+)>", POINTING.sub("", reading.code[:end])))
        if reading.item(n).decimals <= 0
    ]


def _sources(
    reading: Reading, own: list[Counted], earlier: Sequence[Reading], *, alone: bool, together: bool
) -> list[tuple[Reading, list[Counted]]]:
    """Get the sentences whose counts a share can be of, the nearest first: its own, and those before it."""
    found = [(reading, own)] if own else []
    for source in reversed(() if alone else earlier[-_REACH:]):
        counts = _counts(source, len(source.code))
        if counts:
            found.append((source, counts))
        if len(found) > 1 or (len(counts) > 1 and not together):
            break
    return found


def _bases(sources: Sequence[tuple[Reading, list[Counted]]]) -> set[str]:
    return {s.sentence.printed(int(n)) for s, _ in sources for n in re.findall(r"<B(\d+)>", s.code)}


def _other(said: str, after: str) -> bool:
    """Whether a share is of those in time and the count of those late, or the other way round."""
    before, here = bool(_LATE.search(said)), bool(_LATE.search(after))
    return before != here and bool(_IN_TIME.search(after if before else said))


def _ways(
    sources: Sequence[tuple[Reading, list[Counted]]], *, rest: bool, together: bool, other: bool, added_up: bool
) -> Iterator[Way]:
    """Get the shares that counts make: of two, the nearer first; of what is left; of several together."""
    near = sources[0][1]
    further = [counted for _, some in sources[1:] for counted in some]
    everything = [*near, *further]
    if together:
        added = sum((item.value for item, _ in near), Fraction(0))
        names = tuple(printed for _, printed in near)
        yield from ((100 * added / w.value, (*names, f"of {p}")) for w, p in further if w.value > added > 0)
        return
    pairs = [(part, whole) for part, whole in permutations(everything, 2) if 0 < part[0].value < whole[0].value]
    pairs = [pair for pair in pairs if pair[0] in near or pair[1] in near]
    for (part, printed), (whole, of) in pairs:
        share = 100 * part.value / whole.value
        if not rest:
            yield share, (printed, f"of {of}")
        if rest or other:
            yield 100 - share, (f"{of} less {printed}", f"of {of}")
    if len(near) >= _TWO and not further and added_up:
        whole_sum = sum((item.value for item, _ in near), Fraction(0))
        for some in range(1, len(near)):
            for held in (near[:some], near[some:]) if len(near) == _TWO else (near[:some],):
                part_sum = sum((item.value for item, _ in held), Fraction(0))
                yield 100 * part_sum / whole_sum, tuple(printed for _, printed in near)


def _claim(reading: Reading, number: int, way: Way, verdict: Verdict) -> Claim:
    stated = reading.item(number)
    reason = judge(stated.stated, way[0])[1] if verdict is Verdict.WRONG else ""
    shown = f"{written(way[0], max(stated.decimals, 0) + 1)}%"
    return Claim("share", reading.sentence.text, way[1], reading.sentence.printed(number), shown, verdict, reason)
