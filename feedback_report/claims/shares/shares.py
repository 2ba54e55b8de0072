"""Claims of a share: a percentage recomputed from its count and the whole, wherever the whole is given."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import fits, judge, look_rounded, written
from feedback_report.claims.sentences.likely_wholes import no_chance, one_whole
from feedback_report.claims.sentences.parts import Part, find_parts, find_shares_of
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.sentences.subjects import is_count_of, turns_to_another
from feedback_report.claims.sentences.wholes import (
    Whole,
    base_of_the_rest,
    compared_whole,
    fitting,
    fitting_all,
    is_compared,
    of_those_dealt_with,
    own_wholes,
    pointed_at,
    said_base,
    sums_fit,
    whole_of_list,
    wholes_of,
)
from feedback_report.claims.shares.worded_shares import WORDED

NO_BASE = "what it is a percentage of is not given"
_LEAST_WHOLE, _FAR = 5, 3
_HALF_HUNDRED = 50
_TOGETHER = re.compile(r"\b(?:together|combined|between them|both|jointly)\b")
_ALL_BUT = re.compile(r"\ball (?:but|except) $")  # "all but nine of the 300 (97%)"
NO_COUNTS = "its counts are not given"


def share_claims(
    reading: Reading, earlier: Sequence[Reading], wholes: Sequence[Whole], before: Sequence[Reading] = ()
) -> list[Claim]:
    """Find and judge the shares that a sentence states.

    ``earlier`` are the sentences before it; ``wholes`` are further totals of the section with
    how they are printed, which can show a share to be right and never to be wrong; ``before`` the
    sentences of the paragraphs before, of which the nearest number may be the whole.
    """
    worded = {int(match["f"]) for match in WORDED.finditer(reading.code)}
    parts = [part for part in find_parts(reading.code) if part.percent not in worded]
    claims = []
    for part in parts:
        claims.append(_judged(reading, part, parts, earlier, wholes, before))
    claims = _by_the_others(reading, parts, claims, earlier, wholes)
    for part in find_shares_of(reading.code, parts):
        claims.append(_possible(reading, part, earlier))
    return claims


def _judged(
    reading: Reading,
    part: Part,
    parts: list[Part],
    earlier: Sequence[Reading],
    wholes: Sequence[Whole],
    before: Sequence[Reading],
) -> Claim:
    """Judge a part by the whole that the wording names, else by one that makes it right."""
    if part.base is not None and _misread(reading, part):
        part = replace(part, base=None)  # "30 (12%) from one person"
    if part.base is not None:
        found = _against(reading, part, reading.item(part.base).value)
        if found[0] is Verdict.WRONG and (together := _listed_together(reading, part)):
            counts = tuple(reading.sentence.printed(n) for n in together)
            added = sum((reading.item(n).value for n in together), Fraction(0))
            verdict, reason = judge(reading.item(part.percent).stated, 100 * added / reading.item(part.base).value)
            shown = f"{written(100 * added / reading.item(part.base).value)}%"
            claim = _claim(reading, part, f"of {reading.sentence.printed(part.base)}", (verdict, reason, shown))
            return replace(claim, numbers=(*counts, claim.numbers[-1]))
        if found[0] is Verdict.WRONG and _TOGETHER.search(reading.code[part.start : part.end]):
            found = (Verdict.CANNOT_TELL, "it may be of several numbers together", found[2])
        if found[0] is Verdict.WRONG and reading.code[part.start : part.end].count("(") != 1:
            found = _if_other_fits(reading, part, parts, found)
        return _claim(reading, part, f"of {reading.sentence.printed(part.base)}", found)
    dealt = of_those_dealt_with(reading, part.start, part.end, [*before, *earlier])
    dealt = [whole for whole in dealt if whole[0] > reading.item(part.count or 0).value]
    of_dealt = dealt[0] if len(dealt) == 1 else None
    own = fitting(reading, part, own_wholes(reading, parts, part))
    # "Repairs had 54, of which 18 (33%) ...; lettings had 18 (20%)"
    own = own or (fitting(reading, part, wholes_of(earlier[-1:])) if reading.clause(part.start) else None)
    other_parts = {reading.sentence.printed(other.count) for other in parts if other.count not in (None, part.count)}
    compared = is_compared(reading, part)
    here = None if compared else _named_here(reading, part, parts)
    before_it = _compared_whole(reading, part, parts, earlier) if compared else _named_before(reading, part, earlier)
    for named, sources in ((of_dealt, ()), (here, ()), (before_it, earlier)):
        if named is None:
            continue
        found = _against(reading, part, named[0])
        if found[0] is Verdict.RIGHT or named is of_dealt or not (own or sums_fit(reading, part, parts, sources)):
            return _claim(reading, part, f"of {named[1]}", found)
        if own and own[1] in other_parts:
            # "of the 74, 61 (82%) were upheld and 10 (16%) not": of which of the two is not said
            return _claim(
                reading, part, f"of {named[1]}", (Verdict.CANNOT_TELL, f"it would be right of {own[1]}", found[2])
            )
    base = whole_of_list(reading, parts, earlier) or own or fitting(reading, part, wholes_of(earlier))
    base = base or fitting_all(reading, [other for other in parts if other.base is None], wholes)
    base = base or no_chance(reading, part, [*wholes_of(earlier), *wholes])
    if base is None and not compared and not sums_fit(reading, part, parts, earlier):
        base = one_whole(reading, part, parts, [*before, *earlier])
    if base:
        return _claim(reading, part, f"of {base[1]}", _against(reading, part, base[0]))
    return _claim(reading, part, "", (Verdict.CANNOT_TELL, NO_BASE, ""))


_LIST = re.compile(
    r"<C\d+>\)?(?:,? [^<>(),¦]{2,40}\(?<C\d+>\)?)*,? and [^<>(),¦]{2,40}\(?<C\d+>\)?,? (?:(?:together|between them|"
    r"jointly) )?(?:made up|make up|making up|account(?:ed|s|ing)? for|represent(?:ed|s|ing)?|"
    r"compris(?:ed|es|ing)|were|are)\b"
)


def _listed_together(reading: Reading, part: Part) -> list[int]:
    """Get the counts of a list that a share is of together: "Waste (210), roads (90) and parks (40) made up 68%"."""
    found = next((match for match in _LIST.finditer(reading.code) if match.start() <= part.start < match.end()), None)
    numbers = [int(n) for n in re.findall(r"<C(\d+)>", found[0])] if found else []
    return numbers if numbers and numbers[-1] == part.count else []


def _misread(reading: Reading, part: Part) -> bool:
    """Whether what reads like the whole is smaller than the part and so small that it is none."""
    count, base = reading.item(part.count or 0), reading.item(part.base or 0)
    far = base.value < _LEAST_WHOLE or count.value > _FAR * base.value
    return part.count is not None and far and count.value > base.value


def _named_here(reading: Reading, part: Part, parts: list[Part]) -> Whole | None:
    number = said_base(reading, part, parts)
    if number is None:
        number = base_of_the_rest(reading, part, parts)
    if number is None or _misread(reading, replace(part, base=number)):
        return None
    count, whole = reading.item(part.count or 0), reading.item(number)
    if count.start > whole.end and turns_to_another(reading, whole, [reading], count, goes_on=True):
        return None
    return reading.item(number).value, reading.sentence.printed(number)


def _named_before(reading: Reading, part: Part, earlier: Sequence[Reading]) -> Whole | None:
    """Get the number that "Of these" means, unless the text has turned to another thing since."""
    count = reading.item(part.count or 0)
    whole = pointed_at(reading, count, earlier)
    items = (item for item in earlier[-1].sentence.items if item.value == whole[0]) if whole else iter(())
    item = next(items, None)
    return whole if item is None or not turns_to_another(earlier[-1], item, [earlier[-1], reading], count) else None


def _compared_whole(reading: Reading, part: Part, parts: list[Part], earlier: Sequence[Reading]) -> Whole | None:
    """Get the whole of last year's part: what the whole of this year's is compared with."""
    nows = [pair.now for pair in reading.pairs if pair.before in (part.count, part.percent)]
    this = next((one for one in parts if one.count in nows or one.percent in nows), part)
    named = _named_here(reading, this, parts) or _named_before(reading, this, earlier)
    return compared_whole(reading, named or fitting(reading, this, wholes_of(earlier[-1:])), earlier)


def _by_the_others(
    reading: Reading, parts: list[Part], claims: list[Claim], earlier: Sequence[Reading], wholes: Sequence[Whole]
) -> list[Claim]:
    """Judge the parts of a list by the whole that most of them are of: the others are wrong."""
    listed = [part for part in parts if part.base is None and not is_compared(reading, part)]
    if len(listed) < 3:
        return claims
    counts = [reading.item(part.count or 0) for part in listed]
    added = sum((count.value for count in counts), Fraction(0))
    held = [*own_wholes(reading, parts, None), (added, f"{written(added)} in all"), *wholes_of(earlier), *wholes]
    for whole in held:
        of_it = [part for part in listed if fitting(reading, part, [whole])]
        if len(of_it) >= max(2, 0.6 * len(listed)) and (len(of_it) > 2 or whole in held[:2]):
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
    if _ALL_BUT.search(reading.code, 0, part.start) and count.value < base:
        count = replace(count, value=base - count.value)
    if base == 0:
        return Verdict.CANNOT_TELL, "there is nothing to take a percentage of", ""
    if count.value > base and not count.hedge and fits(stated.stated, 100 * base / count.value):
        return (
            Verdict.RIGHT,
            "",
            f"{written(100 * base / count.value, max(stated.decimals, 0) + 1)}%",
        )  # said the other way round
    if count.value > base and not count.hedge and stated.value <= 100:
        return Verdict.WRONG, "the part is larger than the whole", f"{written(100 * count.value / base)}%"
    true = 100 * count.value / base
    slack = 100 * count.slack / base
    if count.value != base and look_rounded(count.value, base):
        slack += min(100 * (count.value + _HALF_HUNDRED) / (base - _HALF_HUNDRED) - true, Fraction(1))
    verdict, reason = judge(stated.stated, true, slack)
    return verdict, reason, f"{written(true, max(stated.decimals, 0) + 1)}%"


def _if_other_fits(
    reading: Reading, part: Part, parts: list[Part], found: tuple[Verdict, str, str]
) -> tuple[Verdict, str, str]:
    """Doubt a mistake where the percentage follows from other numbers of a long sentence."""
    own = reading.code[part.start : part.end]
    if len(re.findall(r"[a-z']+", own)) < 8:
        return found
    base = fitting(reading, part, own_wholes(reading, parts, part))
    if base:
        return Verdict.CANNOT_TELL, f"it would be right of {base[1]}", found[2]
    return found


def _possible(reading: Reading, part: Part, earlier: Sequence[Reading]) -> Claim:
    """Judge a percentage of a given whole without its count: some count must give it."""
    base, stated = reading.item(part.base or 0), reading.item(part.percent)
    of = f"of {reading.sentence.printed(part.base or 0)}"
    whole = base.value
    parts = [reading.item(int(n)).value for n in re.findall(r"<C(\d+)>", reading.code[: part.start])]
    if len(parts) > 1 and _TOGETHER.search(reading.code, 0, part.start) and whole > sum(parts):
        verdict, reason = judge(stated.stated, 100 * sum(parts, Fraction(0)) / whole)
        return _claim(reading, part, of, (verdict, reason, f"{written(100 * sum(parts, Fraction(0)) / whole, 1)}%"))
    same = [
        (item, source.sentence.printed(n))
        for source in earlier[-1:]
        for n, item in enumerate(source.sentence.items)
        if item.kind == "C"
        and base.noun
        and is_count_of(source, n, base.noun)
        and not item.hedge
        and item.value < whole
    ]
    if len(same) == 1 and _THAT_IS.match(reading.code):
        true = 100 * same[0][0].value / whole
        claim = _claim(reading, part, of, (*judge(stated.stated, true), f"{written(true, 1)}%"))
        return replace(claim, numbers=(same[0][1], of))
    found: tuple[Verdict, str, str] = (Verdict.CANNOT_TELL, "the count is not given", "")
    return _claim(reading, part, of, found)


_THAT_IS = re.compile(
    r"(?:this|that|these|which|it) (?:is|was|are|were|represents?|represented|equates? to|makes? up) "
)


def _claim(reading: Reading, part: Part, of: str, found: tuple[Verdict, str, str]) -> Claim:
    verdict, reason, true = found
    counts = () if part.count is None else (reading.sentence.printed(part.count),)
    numbers = (*counts, *((of,) if of else ()))
    stated = reading.sentence.printed(part.percent)
    return Claim("share", reading.sentence.text, numbers, stated, true, verdict, reason)
