"""Lists that tell all parts of a whole, each once: "Of 16 decisions three found fault, eight none, six were open"."""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import inf

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.sentences.bound_years import years_of
from feedback_report.claims.sentences.readings import Reading

_FAR = Fraction(1, 10)
_LEAST_AWAY, _LEAST_PARTS = 3, 3
_NEAR = 12  # signs between a colon and the first part
_TELLS_ALL = re.compile(
    r"\b(?:compris\w+|consist\w*|made up of|split (?:between|into|as)|broken down|break(?:s)? down|divided|as follows|"
    r"namely|by (?:area|stage|service|directorate|type|category|outcome|channel|team|quarter|region|trust|ward)|"
    r"the (?:numbers|figures|outcomes|results) (?:are|were))\b|: ?$|:(?= )"
)
_AND_OTHERS = re.compile(r"\b(?:the|an?) (?:others?|remaining|rest)\b[^<>]*<C\d+>[^<>]*$|\bothers? <C\d+>[^<>]*$")
_LAST = re.compile(r"(?:\band|&|\bplus|[,;])[^<>]*<C\d+>(?:[^<>]|<X\d+>|\(<P\d+>\))*$")
_IN_ALL = re.compile(r"\b(?:total|in all|altogether|as a whole|in total|overall)\b")
# What may be counted twice, is compared or is only some: no parts of one whole.
_NO_PARTS = re.compile(
    r"\b(?:both|also|each|every|more than one|some|several|multiple|further|compared|against|than|increase\w*|"
    r"decrease\w*|"
    r"average|up|down|target|about half|concern\w*|themes?|reasons?|issues?|ahead|followed|then|next|includ\w+|"
    r"such as|for example|e\.g|main\w*|mostly|most|largest|highest|top|majority|key|common|of these|of those|of whom|"
    r"of which|of them|excluding|from|last)\b"
)
_PARTS_BETWEEN = re.compile(r"<[YLHPQNTRDMFK]\d+>")


def closed_list_claims(reading: Reading, earlier: Sequence[Reading]) -> list[Claim]:
    """Call a total wrong that a list of all its parts misses by little, in its sentence or in the one after or before.

    Parts that make more than their whole are wrong where the list is closed by "and"; those
    that make less only where the words say that the list is all of it.
    """
    numbers = _counts(reading)
    if reading.pairs or reading.changes or _hedged(reading, numbers):
        return []
    tried: list[tuple[Reading, int, Reading, Sequence[int]]] = []
    last = earlier[-1] if earlier else None
    totals = _of_now(last) if last is not None else []
    if last is not None and len(numbers) > 1 and len(totals) == 1:
        tried.append((last, totals[0], reading, numbers))
    if len(numbers) > 2 and (reading.item(numbers[0]).noun or f"<B{numbers[0]}>" in reading.code):
        tried.append((reading, numbers[0], reading, numbers[1:]))
    if last is not None and len(numbers) == 1 and len(totals) > 1 and _IN_ALL.search(reading.code) and not last.pairs:
        tried.append((reading, numbers[0], last, totals))
    return [claim for found in tried if (claim := _judged(*found))][:1]


def _of_now(reading: Reading) -> list[int]:
    """Get the counts of a sentence without those of earlier years."""
    earlier = {pair.before for pair in reading.pairs}
    of_last_year = {n for n, year in years_of(reading.sentence, reading.code).items() if year == -inf}
    numbers = [number for number in _counts(reading) if number not in earlier | of_last_year]
    return [] if reading.changes or _hedged(reading, numbers) else numbers


def _counts(reading: Reading) -> list[int]:
    return [int(number) for number in re.findall(r"<[CB](\d+)>", reading.code)]


def _hedged(reading: Reading, numbers: Sequence[int]) -> bool:
    return any(reading.item(number).hedge or reading.item(number).decimals > 0 for number in numbers)


def _judged(source: Reading, total: int, told: Reading, parts: Sequence[int]) -> Claim | None:
    whole, items = source.item(total), [told.item(number) for number in parts]
    start = told.position(parts[0])
    told_parts = told.code[start:]
    lead = told.code[:start]
    added = sum((item.value for item in items), Fraction(0))
    away = abs(added - whole.value)
    larger = source is told and ":" in lead[-_NEAR:] and any(item.value > whole.value for item in items)
    near = away <= max(Fraction(_LEAST_AWAY), whole.value * _FAR) and all(item.value < whole.value for item in items)
    if not away or not (near or larger):
        return None
    plain = re.sub(r"\(<P\d+>\)|<B\d+>", "", told_parts)
    if _PARTS_BETWEEN.search(plain) or not _LAST.search(told_parts) or _NO_PARTS.search(f"{lead} {plain}"):
        return None
    nouns = {item.noun for item in items} - {""}
    if not nouns <= {whole.noun} and whole.noun and len(nouns) < len(items):
        return None
    and_others, summed = _AND_OTHERS.search(told.code), source is not told and _IN_ALL.search(source.code)
    if re.search(r"¦(?!;)", told_parts) or (and_others and len(parts) < _LEAST_PARTS):
        return None  # what remains of a number less one other is judged as such
    tells_all = _TELLS_ALL.search(lead) or and_others or summed
    beyond = added > whole.value and re.search(r"\band\b|;", told_parts)
    if not (tells_all or beyond):
        return None
    printed = tuple(told.sentence.printed(number) for number in parts)
    reason = "the parts that are listed do not add up to it"
    stated = source.sentence.printed(total)
    return Claim("total", told.sentence.text, printed, stated, written(added, 2), Verdict.WRONG, reason)
