"""What a paper states in words alone: that a number rose, is the highest, or is the same as another.

Each is judged by the two numbers nearby that tell of the same thing, or listed as one that cannot be told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.changes.changes import sizes_of
from feedback_report.claims.changes.sameness import ALIKE
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import judge, written
from feedback_report.claims.numbers.nouns import NOUNS
from feedback_report.claims.paper import CAPTION, HEADING, TABLE
from feedback_report.claims.sentences.directions import NOUN, direction_of
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.shares.shares import NO_COUNTS
from feedback_report.claims.whole_paper.surroundings import WholePaper
from feedback_report.claims.whole_paper.word_verdicts import (
    Nearby,
    Told,
    numbers_in,
    of_extreme,
    of_one_number,
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
    r"(?<=(?:is|re|as) )(?:up|down)"
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
        r"\b(?:there (?:was|were|is|has been|have been|had been)|this (?:is|was|represents|marks)|saw|seen|shows?|"
        rf"showed|recorded) (?:also )?an? (?:[a-z-]+ ){{0,3}}?(?P<word>{NOUN})\b(?= (?:in|on|from|compared)\b)",
    )
)
_EXTREME = re.compile(
    r"\b(?P<word>(?:(?:second|third|fourth|next)[ -])?(?:highest|lowest|largest|smallest|biggest|greatest|fewest|"
    rf"the most)) (?:[a-z-]+ ){{0,2}}?(?:{_OF}|praise|increase|decrease|fall|rise|reduction|change)s?\b"
    r"|\b(?P<alone>(?:second[ -])?busiest|quietest|commonest|(?:the )?most (?:common|frequent)"
    r"(?= (?:[a-z]+ )?(?:cause|reason|theme|"
    r"category|subject|issue|outcome|remedy|channel|area)s?\b)(?!.{0,20} (?:were|are)\b))"
)
_ONE_OF = re.compile(
    r"\b(?:one of|among|amongst|some of|at)(?: the)? $|\b(?:at|those with) $|<\w\d+>(?: [a-z]+)? with $"
)
_NOT_SAID = re.compile(
    r"\b(?:will|would|could|may|might|should|can|expect\w*|likely|aim\w*|if|whether|target\w*|hope\w*|plan\w*|risk\w*|"
    r"intend\w*|in order|to (?:help|ensure|reduce|prevent)|need\w*)\b"
)
_NOT_ALIKE = re.compile(
    r" (?:our |the |its |current |statutory )*(?:polic|time|target|procedure|guid|law|legis|standard|national)"
)
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
            for claim in _parts_in_words(reading, claims, near.before):
                yield index, claim.at(span=span)
            for kind, match in _statements(reading, claims):
                word = next((text for text in match.groupdict().values() if text), match[0])
                yield index, _judged(reading, kind, match, word, near).at(span=span)


def _statements(reading: Reading, claims: Sequence[Claim]) -> Iterator[tuple[str, re.Match[str]]]:
    said: set[int] = set()
    for pattern in _DIRECTIONS:
        for match in pattern.finditer(reading.code):
            at = match.start("word")
            if at not in said and not _NOT_SAID.search(match[0]) and not _is_told(reading, match["word"], at, claims):
                said.add(at)
                yield "direction", match
    for match in _EXTREME.finditer(reading.code):
        told = any(claim.kind in ("extreme", "order", "trend") for claim in claims)
        if not told and not _ONE_OF.search(reading.code, 0, match.start()):
            yield "extreme", match
    for match in ALIKE.finditer(reading.code):
        told = any(claim.kind in ("sameness", "direction", "change") for claim in claims)
        if not told and re.search(r"<[CBPMDR]\d", reading.code) and not _NOT_ALIKE.match(reading.code, match.end()):
            yield "sameness", match


def _parts_in_words(reading: Reading, claims: Sequence[Claim], before: Sequence[Reading]) -> Iterator[Claim]:
    """Judge "over half of all complaints, 141, were ..." by the counts of the sentence before, or list it."""
    told = [claim.stated for claim in claims]
    for match in re.finditer(
        r"<F(\d+)>(?=,? \(?(?:of|were|was|had|came|related|<C|complaints|cases|requests))", reading.code
    ):
        number = int(match[1])
        item, printed = reading.item(number), reading.sentence.printed(number)
        source = next((held for held in before if re.search(r"<[CB]\d+>", held.code)), None)
        counted = "<C" in reading.code or not match.start() or (source is not None and " of th" not in reading.code)
        if any(printed in stated for stated in told) or _NOT_SAID.search(reading.code) or not counted:
            continue
        claim = Claim("share", reading.sentence.text, (), printed, "", Verdict.CANNOT_TELL, NO_COUNTS)
        own = numbers_in(reading, "CB")
        if len(own) == 1 and source is not None and not reading.changes:
            count, earlier = reading.item(own[0]), {pair.before for pair in source.pairs}
            wholes = [n for n in numbers_in(source, "CB") if n not in earlier and _can_hold(source.item(n), count)]
            shares = [100 * count.value / source.item(n).value for n in wholes]
            found = dict(judge(item.stated, share) for share in shares)
            tied = len(wholes) == 1 and re.search(r"<F\d+> of (?:these|those|them)[ ,(–-]+<C", reading.code)
            if [*found] == [Verdict.RIGHT] or (tied and Verdict.WRONG in found):
                read = (reading.sentence.printed(own[0]), f"of {source.sentence.printed(wholes[0])}")
                verdict, reason = next(iter(found.items()))
                claim = replace(claim, numbers=read, true=f"{written(shares[0])}%", verdict=verdict, reason=reason)
        yield claim


def _can_hold(whole: Item, part: Item) -> bool:
    alike = len({whole.noun, part.noun} - {"", "case", "complaint"}) < 2
    return alike and whole.value > part.value and not whole.hedge and not part.hedge


def _is_told(reading: Reading, word: str, at: int, claims: Sequence[Claim]) -> bool:
    """Whether a word of direction is that of a claim: its own, or that of the size of a change in its clause."""
    clause, way = reading.clause(at), direction_of(word)
    sizes = [size for size in sizes_of(reading) if reading.clause(reading.position(size.number)) == clause]
    return (
        not way
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
            yield Told(index, place, text, numbers, now.value - before.value)
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
    return Nearby(nearest, before[:_SENTENCES], readings[place + 1 : place + 1 + _SENTENCES])


def _judged(reading: Reading, kind: str, match: re.Match[str], word: str, near: Nearby) -> Claim:
    claim = Claim(
        kind, reading.sentence.text, (), word, "", Verdict.CANNOT_TELL, _RANKED if kind == "extreme" else _COMPARED
    )
    if kind == "extreme":
        return of_extreme(reading, match, claim, near) or claim
    if kind == "direction":
        return of_one_number(reading, claim, near) or of_told(reading, match, claim, near) or claim
    return claim
