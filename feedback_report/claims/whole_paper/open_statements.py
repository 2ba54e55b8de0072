"""What a paper states in words alone: that a number rose, is the highest, or is the same as another.

Each is judged by the two numbers nearby that tell of the same thing, or listed as one that cannot be told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from feedback_report.claims.changes.changes import sizes_of
from feedback_report.claims.changes.direction_verdicts import is_of_quality
from feedback_report.claims.changes.sameness import ALIKE
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.nouns import NOUNS
from feedback_report.claims.paper import CAPTION, HEADING, ITEM, TABLE
from feedback_report.claims.sentences.directions import NOUN, direction_of
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.whole_paper.parts_in_words import parts_in_words
from feedback_report.claims.whole_paper.surroundings import WholePaper
from feedback_report.claims.whole_paper.table_support import tables_near
from feedback_report.claims.whole_paper.two_things import two_things_claims
from feedback_report.claims.whole_paper.word_verdicts import (
    NOT_SAID,
    Nearby,
    Told,
    of_average,
    of_extreme,
    of_number_after,
    of_one_number,
    of_rank,
    of_told,
)

Found = tuple[int, Claim]
_COUNTED = rf"(?!authorit|council|team|service|school|area){NOUNS}"
_OF = r"(?:numbers?|volumes?|totals?|figures?|rates?|proportion|percentage|share|average|times|satisfaction|score|"
_OF += rf"{_COUNTED})"
_BESIDES = r"(?: (?:has|have|had|also|again|since|further|then|both|all|been|only|is|are|was|were|still|now|[a-z]+ly))*"
_WENT = (
    r"increased|rose|risen|grew|grown|climbed|jumped|gone up|went up|crept up|decreased|declined|fell|fallen|dropped|"
    r"reduced|gone down|went down|came down|come down|"
    r"(?:(?<=continue to )|(?<=continues to ))(?:rise|grow|increase|fall|decrease)|"
    r"(?<=(?:is|re|as) )(?:up|down)|improved|worsened|deteriorated"
)
_MORE = r"more|higher|fewer|less|lower|greater|larger|smaller|above|below"
_ITS_OWN = r"[^<>¦.;:]|<[XYLH]\d+>"
_DIRECTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        # "The number of complaints has increased", "This was higher than the average"
        rf"\b{_OF}s?\b(?:{_ITS_OWN}){{0,90}}?{_BESIDES} (?P<word>{_WENT})\b(?!-| (?:to (?:the|an?|our|this|stage)|"
        r"and down|under|within|into|outside|as)\b)",
        rf"\b(?:{_OF}s?|this|it|that|which|we|and)\b(?:{_ITS_OWN}|<[P]\d+>){{0,60}}?(?<! no) "
        rf"(?P<word>{_MORE})(?! [a-z]+ly\b)"
        r"(?= (?:[a-z'-]+ ){0,5}?(?:than|compared|average|median)\b(?! (?:one|once|<D|usual|full|plan|an?\b)))",
        rf"\b(?P<word>more|higher|fewer|lower|less)(?= (?:numbers? of )?(?:[a-z'-]+ )?(?:{NOUNS})s? "
        rf"(?:{_ITS_OWN}){{0,40}}?than (?:in|the (?:previous|last|year)|last|<[YLX]))",
        r"\b(?P<word>low|high)(?= in comparison\b)",
        # "There was a slight increase in enquiries", "This is a fall on last year"
        r"\b(?:there (?:was|were|is|has been|have been|had been)|(?:this|which|it|that|and|but|still|also)(?: (?:is|"
        r"was|represents|represented|marks))?|saw|seen|shows?|showed|recorded|ending|continuing|reversing) (?:also )?"
        rf"(?:an?|the)(?: previous| recent)? (?:[a-z-]+ ){{0,3}}?(?P<word>{NOUN})\b(?= ?(?:(?:in|on|from|compared|of"
        rf" the "
        r"(?:last|previous|past)|since|over)\b|[.,;)]|$))",
    )
)
_END = r"(?:(?:second|third|fourth|next)[ -])?(?:highest|lowest|largest|smallest|biggest|greatest|fewest"
_GROUP = (
    "group|category|cause|reason|theme|source|contributor|channel|praise|increase|decrease|fall|rise|reduction|change"
)
_EXTREME = re.compile(
    rf"\b(?P<word>{_END}|the most)) (?:[a-z-]+ ){{0,2}}?(?:{_OF}|{_GROUP})s?\b"
    rf"|\b(?:had|has|have|having|with|received|recorded|saw|drew|attracted|being|was|is|were|are) the"
    rf" (?P<had>{_END}|most))\b"
    r"(?= (?!quartile|standard|quality|priority|[a-z]+(?:ed|ing|al|ive|ous|ant|ent|able)\b)(?:[a-z]+\b)| ?[,.;(]|$)"
    r"|\b(?P<alone>(?:second[ -])?busiest|quietest|commonest|(?:the )?most (?:common|frequent)"
    r"(?= (?:[a-z]+ )?(?:cause|reason|theme|"
    r"category|subject|issue|outcome|remedy|channel|area)s?\b)(?!.{0,20} (?:were|are)\b))"
    r"|\bthe (?P<done>most [a-z-]+ed)\b(?=[^<>]*<[CBPM])|\bthe (?P<good>best|worst)(?= (?:of the|performing|rate|"
    r"result|since)\b)"
)
_COUNTS = re.compile(rf" (?:(?!for\b)[a-z-]+ ){{0,2}}?{_OF}s?\b")
_ONE_OF = re.compile(
    r"\b(?:one of|among|amongst|some of|at)(?: the)? $|\b(?:at|those with) $|<\w\d+>(?: [a-z]+)? with (?:the )?$"
)
_NOT_ALIKE = re.compile(
    r" at <|"  # "remained the same at 118 in both years": no other number is meant
    r" (?:our |the |its |current |statutory )*(?:polic|time|target|procedure|guid|law|legis|standard|national)"
)
_OF_SO_MANY = re.compile(r" of (?:the |our |all )*<C\d+>")  # "second highest of 12 councils", whom it does not name
_RANKED, _COMPARED = "what it is ranked among is not given", "the two numbers are not given"
_BLOCKS, _SENTENCES = 2, 3


def open_statements(whole: WholePaper, found: Sequence[Found]) -> Iterator[Found]:
    """Find what words state of numbers that no claim of ``found`` is of."""
    of_sentence: dict[tuple[int, str], list[Claim]] = {}
    for index, claim in found:
        of_sentence.setdefault((index, claim.sentence), []).append(claim)
    told = {index: list(_told(index, readings, of_sentence)) for index, readings in whole.readings.items()}
    for index, readings in whole.readings.items():
        if whole.paper.blocks[index].kind in (HEADING, TABLE, CAPTION):
            continue
        for place, reading in enumerate(readings):
            if reading.sentence.text.endswith("?"):
                continue
            claims = of_sentence.get((index, reading.sentence.text), [])
            span = (reading.sentence.start, reading.sentence.end)
            near = _near(whole, index, place, told)
            for claim in parts_in_words(reading, claims, near.before, _listed(whole, index)):
                yield index, claim.at(span=span)
            beside = list(two_things_claims(reading, claims, near.before, near.after))
            yield from ((index, claim.at(span=span)) for claim in beside)
            for kind, match in _statements(reading, [*claims, *beside]):
                numbers = near.grids or re.search(r"<[CBPMD]", reading.code)
                if match.lastgroup == "had" and not numbers and not _COUNTS.match(reading.code, match.end()):
                    continue  # "had the greatest respect"
                word = next((text for text in match.groupdict().values() if text), match[0])
                claim = _judged(reading, kind, match, word, near)
                if claim.verdict is not Verdict.CANNOT_TELL or not _OF_SO_MANY.match(reading.code, match.end()):
                    yield index, claim.at(span=span)


def _statements(reading: Reading, claims: Sequence[Claim]) -> Iterator[tuple[str, re.Match[str]]]:
    said: set[int] = set()
    for pattern in _DIRECTIONS:
        for match in pattern.finditer(reading.code):
            at = match.start("word")
            if at not in said and not NOT_SAID.search(match[0]) and not _is_told(reading, match["word"], at, claims):
                said.add(at)
                yield "direction", match
    for match in _EXTREME.finditer(reading.code):
        word = next(text for text in match.groupdict().values() if text)
        told = any(
            claim.kind in ("order", "trend") or (claim.kind == "extreme" and word.split()[-1] in claim.stated.lower())
            for claim in claims
        )
        if not told and not _ONE_OF.search(reading.code, 0, match.start(str(match.lastgroup))):
            yield "extreme", match
    for match in ALIKE.finditer(reading.code):
        told = any(claim.kind in ("sameness", "direction", "change") for claim in claims)
        if not told and re.search(r"<[CBPMDR]\d", reading.code) and not _NOT_ALIKE.match(reading.code, match.end()):
            yield "sameness", match


def _is_told(reading: Reading, word: str, at: int, claims: Sequence[Claim]) -> bool:
    """Whether a word of direction is that of a claim: its own, or that of the size of a change in its clause."""
    clause, way = reading.clause(at), direction_of(word)
    sizes = [size for size in sizes_of(reading) if reading.clause(reading.position(size.number)) == clause]
    return (
        (not way and not is_of_quality(word))
        or any(size.direction in (way, "") for size in sizes)
        or any(word in claim.stated.lower() or claim.kind in ("trend", "target") for claim in claims)
    )


def _told(
    index: int, readings: Sequence[Reading], of_sentence: Mapping[tuple[int, str], list[Claim]]
) -> Iterator[Told]:
    """Get the numbers that are compared in a block: the pairs of its sentences, and what its claims were judged by."""
    for place, reading in enumerate(readings):
        text = reading.sentence.text
        for pair in reading.pairs:
            before, now = reading.item(pair.before), reading.item(pair.now)
            numbers = (f"from {reading.sentence.printed(pair.before)}", f"to {reading.sentence.printed(pair.now)}")
            things = frozenset({before.noun, now.noun} - {""})
            yield Told(index, place, text, numbers, now.value - before.value, things)
        for claim in of_sentence.get((index, text), []):
            ends = [re.search(r"\d[\d,]*(?:\.\d+)?", number) for number in claim.numbers]
            if len(ends) == 2 and claim.numbers[0].startswith("from ") and ends[0] and ends[1]:
                first, second = (Fraction(end[0].replace(",", "")) for end in ends if end)
                yield Told(index, place, text, claim.numbers, second - first)


def _near(whole: WholePaper, index: int, place: int, told: Mapping[int, list[Told]]) -> Nearby:
    """Get what stands near a sentence: in it, after it and before it in its block, then in the blocks beside it."""
    section = whole.paper.section(index)
    blocks = [n for n in range(index - _BLOCKS, index + _BLOCKS + 1) if n in section and n in told]
    both = [one for n in blocks for one in told[n]]
    nearest = sorted(both, key=lambda one: (abs(one.block - index), one.block < index, abs(one.sentence - place)))
    readings = whole.readings[index]
    before = [*reversed(readings[:place])] or [*reversed(whole.readings.get(index - 1, []))]
    after = readings[place + 1 : place + 1 + _SENTENCES]
    return Nearby(nearest, before[:_SENTENCES], after, tables_near(whole, index), index, place)


def _listed(whole: WholePaper, index: int) -> list[Reading]:
    """Get the sentences of the items of the list that stands right before a block."""
    start = index
    while start > 0 and whole.paper.blocks[start - 1].kind == ITEM:
        start -= 1
    return [reading for n in range(start, index) for reading in whole.readings.get(n, [])]


def _judged(reading: Reading, kind: str, match: re.Match[str], word: str, near: Nearby) -> Claim:
    claim = Claim(
        kind, reading.sentence.text, (), word, "", Verdict.CANNOT_TELL, _RANKED if kind == "extreme" else _COMPARED
    )
    if kind == "extreme":
        return of_extreme(reading, match, claim, near) or of_rank(reading, match, claim, near) or claim
    if kind == "direction":
        return (
            of_number_after(reading, match, claim)
            or of_one_number(reading, claim, near)
            or of_average(reading, match, claim, near)
            or of_told(reading, match, claim, near)
            or claim
        )
    return claim
