"""Claims of a share: a percentage recomputed from its count and the whole, wherever the whole is given."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from feedback_report.claims import hedges
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.items import Item
from feedback_report.claims.judging import fits, judge, written
from feedback_report.claims.parts import Part, find_parts, find_shares_of
from feedback_report.claims.readings import Reading

NO_BASE = "what it is a percentage of is not given"
NO_COUNTS = "its counts are not given"


def share_claims(reading: Reading, earlier: Sequence[Reading], wholes: Sequence[tuple[Fraction, str]]) -> list[Claim]:
    """Find and judge the shares that a sentence states.

    ``earlier`` are the sentences before it; ``wholes`` are further totals of the section with
    how they are printed, which can show a share to be right and never to be wrong.
    """
    worded = {int(match["f"]) for match in WORDED.finditer(reading.code)}
    parts = [part for part in find_parts(reading.code) if part.percent not in worded]
    claims = []
    for part in parts:
        claims.append(_judged(reading, part, parts, earlier, wholes))
    claims = _by_the_others(reading, parts, claims, earlier, wholes)
    for part in find_shares_of(reading.code, parts):
        claims.append(_possible(reading, part))
    return claims


def _judged(
    reading: Reading,
    part: Part,
    parts: list[Part],
    earlier: Sequence[Reading],
    wholes: Sequence[tuple[Fraction, str]],
) -> Claim:
    assert part.count is not None
    if part.base is not None:
        found = _against(reading, part, reading.item(part.base).value)
        if found[0] is Verdict.WRONG and reading.code[part.start : part.end].count("(") != 1:
            found = _if_other_fits(reading, part, parts, found)
        return _claim(reading, part, f"of {reading.sentence.printed(part.base)}", found)
    sure = _said_base(reading, part, parts)
    count = reading.item(part.count)
    if sure is not None:
        found = _against(reading, part, reading.item(sure).value)
        if found[0] is Verdict.RIGHT:
            return _claim(reading, part, f"of {reading.sentence.printed(sure)}", found)
        base = _fitting(reading, part, _own_wholes(reading, parts, part))
        if base:
            return _claim(reading, part, f"of {base[1]}", _against(reading, part, base[0]))
        if not _sums_fit(reading, part, parts):
            return _claim(reading, part, f"of {reading.sentence.printed(sure)}", found)
    base = _fitting(reading, part, _own_wholes(reading, parts, part))
    pointed = _pointed_at(reading, count, earlier)
    if base is None and pointed is not None:
        found = _against(reading, part, pointed[0])
        if found[0] is Verdict.RIGHT or not _sums_fit(reading, part, parts, earlier):
            return _claim(reading, part, f"of {pointed[1]}", found)
    base = base or _fitting(reading, part, _wholes_of(earlier))
    base = base or _fitting_all(reading, [other for other in parts if other.base is None], wholes)
    if base:
        return _claim(reading, part, f"of {base[1]}", _against(reading, part, base[0]))
    return _claim(reading, part, "", (Verdict.CANNOT_TELL, NO_BASE, ""))


def _by_the_others(
    reading: Reading,
    parts: list[Part],
    claims: list[Claim],
    earlier: Sequence[Reading],
    wholes: Sequence[tuple[Fraction, str]],
) -> list[Claim]:
    """Judge the parts of a list by the whole that most of them are of: the others are wrong."""
    listed = [part for part in parts if part.base is None]
    if len(listed) < 3:
        return claims
    counts = [reading.item(part.count or 0) for part in listed]
    added = sum((count.value for count in counts), Fraction(0))
    held = [*_own_wholes(reading, parts, None), (added, f"{written(added)} in all"), *_wholes_of(earlier), *wholes]
    for whole in held:
        fitting = [part for part in listed if _fitting(reading, part, [whole])]
        if len(fitting) >= max(2, 0.6 * len(listed)) and (len(fitting) > 2 or whole in held[:2]):
            return [
                _claim(reading, part, f"of {whole[1]}", _against(reading, part, whole[0]))
                if claim.verdict is Verdict.CANNOT_TELL and part in listed
                else claim
                for part, claim in zip(parts, claims, strict=True)
            ]
    return claims


def _against(reading: Reading, part: Part, base: Fraction) -> tuple[Verdict, str, str]:
    """Judge a part against a whole; an impossible whole decides nothing."""
    count, stated = reading.item(part.count or 0), reading.item(part.percent)
    if base == 0:
        return Verdict.CANNOT_TELL, "there is nothing to take a percentage of", ""
    if count.value > base and not count.hedge:
        return Verdict.WRONG, "the part is larger than the whole", f"{written(100 * count.value / base)}%"
    true = 100 * count.value / base
    slack = 100 * count.slack / base
    verdict, reason = judge(stated.stated, true, slack)
    return verdict, reason, f"{written(true, max(stated.decimals, 0) + 1)}%"


def _if_other_fits(
    reading: Reading, part: Part, parts: list[Part], found: tuple[Verdict, str, str]
) -> tuple[Verdict, str, str]:
    """Doubt a mistake where the percentage follows from other numbers of a long sentence."""
    own = reading.code[part.start : part.end]
    if len(re.findall(r"[a-z']+", own)) < 8:
        return found
    base = _fitting(reading, part, _own_wholes(reading, parts, part))
    if base:
        return Verdict.CANNOT_TELL, f"it would be right of {base[1]}", found[2]
    return found


_OF_WHICH = re.compile(
    r"\b(?:of|out of|from|among) (?:(?:which|whom|them)\b|(?:these|those|this number)\b(?! (?:[a-z]+ ){0,2}<B))"
)


def _said_base(reading: Reading, part: Part, parts: list[Part]) -> int | None:
    """Get the whole that the sentence says the part is of: after "of which", or "Of the 212 complaints"."""
    before = reading.code[: part.start]
    counted = {other.count for other in parts}
    clause = reading.clause(part.start)
    marked = [match for match in re.finditer(r"<[BC](\d+)>", before)]
    which = list(_OF_WHICH.finditer(reading.code, 0, part.end))
    if which:
        held = [match for match in marked if match.end() <= which[-1].start() and int(match[1]) != part.count]
        return int(held[-1][1]) if held else None
    opening = [match for match in marked if match[0].startswith("<B") and int(match[1]) not in counted]
    if opening and reading.clause(opening[-1].start()) == clause:
        return int(opening[-1][1])
    closing = re.search(
        r"(?:,|–|-)? ?(?:out of|from) (?:a total of |the |all )*<[BC](\d+)>[^<>]*$", reading.code[part.end :]
    )
    if closing and int(closing[1]) not in counted and "¦" not in reading.code[part.end :][: closing.start()]:
        return int(closing[1])
    with_parts = re.match(
        r"[^<>]*<C(\d+)>[^<>¦]{0,60}?(?:<[XYLHD]\d+>[^<>¦]{0,30}?)*?,? (?:with|including) ", reading.code
    )
    if with_parts and int(with_parts[1]) not in counted and with_parts.end() <= part.start + 1:
        return int(with_parts[1])
    return None


def _own_wholes(reading: Reading, parts: list[Part], part: Part | None) -> list[tuple[Fraction, str]]:
    """Get the other counts of the sentence; without a part, those that are no parts themselves."""
    left_out = {part.count} if part else {other.count for other in parts}
    numbers = [int(match[1]) for match in re.finditer(r"<[CB](\d+)>", reading.code)]
    return [(reading.item(n).value, reading.sentence.printed(n)) for n in numbers if n not in left_out]


def _wholes_of(earlier: Sequence[Reading]) -> list[tuple[Fraction, str]]:
    held = []
    for reading in reversed(earlier):
        held += [
            (reading.item(int(n)).value, reading.sentence.printed(int(n)))
            for letter in "BC"
            for n in re.findall(rf"<{letter}(\d+)>", reading.code)
        ]
    return held


def _fitting(reading: Reading, part: Part, held: Sequence[tuple[Fraction, str]]) -> tuple[Fraction, str] | None:
    count, stated = reading.item(part.count or 0), reading.item(part.percent)
    if count.value == 0 or count.hedge:
        return None
    return next(
        (whole for whole in held if whole[0] >= count.value > 0 and fits(stated.stated, 100 * count.value / whole[0])),
        None,
    )


def _fitting_all(
    reading: Reading, parts: list[Part], held: Sequence[tuple[Fraction, str]]
) -> tuple[Fraction, str] | None:
    """Find a whole that all parts of a sentence fit: one alone fits too many numbers by chance."""
    return next((whole for whole in held if all(_fitting(reading, part, [whole]) for part in parts)), None)


def _sums_fit(reading: Reading, part: Part, parts: list[Part], earlier: Sequence[Reading] = ()) -> bool:
    """Whether a sum or a difference of two counts is a whole that fits: "110 received, 8 withdrawn".

    Counts that are parts with percentages of their own are not taken away from anything.
    """
    counted = {other.count for other in parts}
    count, stated = reading.item(part.count or 0), reading.item(part.percent)
    numbers = [
        held.item(int(n)).value
        for held in (*earlier[-1:], reading)
        for n in re.findall(r"<[CB](\d+)>", held.code)
        if held is not reading or int(n) not in counted
    ]
    return any(
        whole >= count.value > 0 and fits(stated.stated, 100 * count.value / whole)
        for a, b in combinations(numbers, 2)
        for whole in (a + b, abs(a - b))
    )


_POINTS_AT = re.compile(
    r"^(?:<X\d+> )?(?:of|out of|from|among) (?:these|those|them|which|this|that|this total|the total)\b"
)


_LEADS_ON = re.compile(r"^(?:<X\d+> )?(?:of|out of|from) [^<>]*<B\d+>[^<>]*:$")


def _pointed_at(reading: Reading, count: Item, earlier: Sequence[Reading]) -> tuple[Fraction, str] | None:
    """Get the one number of the sentence before that "Of these" can mean."""
    if not earlier or not (_POINTS_AT.match(reading.code) or _LEADS_ON.search(earlier[-1].code)):
        return None
    last = earlier[-1]
    held = [(last.item(int(n)).value, last.sentence.printed(int(n))) for n in re.findall(r"<[CBN](\d+)>", last.code)]
    possible = [whole for whole in held if whole[0] >= count.value]
    return possible[0] if len(possible) == 1 and len(held) <= 2 else None


def _possible(reading: Reading, part: Part) -> Claim:
    """Judge a percentage of a given whole without its count: some count must give it."""
    base, stated = reading.item(part.base or 0), reading.item(part.percent)
    of = f"of {reading.sentence.printed(part.base or 0)}"
    whole = base.value
    found: tuple[Verdict, str, str] = (Verdict.CANNOT_TELL, "the count is not given", "")
    plain = not stated.hedge and not stated.word and stated.high is None and not base.hedge and base.decimals == 0
    if plain and 0 < whole <= 200:
        near = int(stated.value * whole / 100)
        if not any(fits(stated.stated, 100 * Fraction(n) / whole) for n in range(max(near - 1, 0), near + 3)):
            found = (Verdict.CANNOT_TELL, f"no whole number {of} gives it", "")
    return _claim(reading, part, of, found)


def _claim(reading: Reading, part: Part, of: str, found: tuple[Verdict, str, str]) -> Claim:
    verdict, reason, true = found
    counts = () if part.count is None else (reading.sentence.printed(part.count),)
    numbers = (*counts, *((of,) if of else ()))
    stated = reading.sentence.printed(part.percent)
    return Claim("share", reading.sentence.text, numbers, stated, true, verdict, reason)


def word_claims(reading: Reading) -> list[Claim]:
    """Judge words that stand beside their percentage: "just over half (51%)", "almost 12% (11.9%)"."""
    claims = []
    for match in WORDED.finditer(reading.code):
        word, percent = int(match["f"]), int(match["p"])
        claims.append(_worded(reading, word, percent))
    for match in ALL.finditer(reading.code):
        item, printed = reading.item(int(match["p"])), reading.sentence.printed(int(match["p"]))
        verdict = Verdict.RIGHT if item.value == 100 else Verdict.WRONG
        reason = "" if verdict is Verdict.RIGHT else "all of them are 100%"
        claims.append(Claim("share", reading.sentence.text, ("all",), printed, "100%", verdict, reason))
    for match in ROUNDED.finditer(reading.code):
        item, exact = reading.item(int(match["f"])), reading.item(int(match["p"]))
        if exact.decimals > item.decimals and not exact.hedge:
            claims.append(_worded(reading, int(match["f"]), int(match["p"])))
    for match in MAJORITY.finditer(reading.code):
        item = reading.item(int(match["p"]))
        verdict = Verdict.RIGHT if item.value > 50 else Verdict.WRONG
        reason = "" if verdict is Verdict.RIGHT else "not more than half"
        stated = match["word"]
        printed = reading.sentence.printed(int(match["p"]))
        claims.append(Claim("share", reading.sentence.text, (printed,), stated, printed, verdict, reason))
    return claims


WORDED = re.compile(
    r"<F(?P<f>\d+)>(?: (?:of|in) (?:[a-z'&/-]+ ?){1,8}?|(?: [a-z'-]+){0,3}?)? ?(?:\(|, | – | - |: )?(?:<C\d+>[,;]? ?(?:or )?)?<P(?P<p>\d+)>"
)
ROUNDED = re.compile(r"<[PQ](?P<f>\d+)> \(<[PQ](?P<p>\d+)>\)")
ALL = re.compile(r"\ball(?: [a-z]+)? \(<P(?P<p>\d+)>\)")
MAJORITY = re.compile(
    r"\b(?P<word>(?:vast |overwhelming |large |clear |great |significant |slight |small )?majority)(?: of (?:[a-z'&/-]+ ?){1,7}?)?"
    r" ?(?:\((?:<C\d+>(?: [a-z]+){0,3}[,;:]? ?(?:or )?)?|, |, at |, with )<P(?P<p>\d+)>(?= ?(?:of [^()<>]*)?[),])"
)


def _worded(reading: Reading, word: int, percent: int) -> Claim:
    item, shown = reading.item(word), reading.item(percent)
    verdict, reason = judge(item.stated, shown.value, shown.slack if not _one_sided(item) else Fraction(0))
    stated, printed = reading.sentence.printed(word), reading.sentence.printed(percent)
    return Claim("share", reading.sentence.text, (printed,), stated, printed, verdict, reason)


def _one_sided(item: Item) -> bool:
    return item.hedge in (hedges.OVER, hedges.JUST_OVER, hedges.UNDER, hedges.JUST_UNDER)
