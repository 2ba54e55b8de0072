"""Parts that words give: "over half of all complaints, 141, were ...", "delay made up a third of them"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.judging import fits, judge, written
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.shares.shares import NO_COUNTS
from feedback_report.claims.tables.named_cells import segment, stems
from feedback_report.claims.whole_paper.word_verdicts import NOT_SAID, numbers_in

Number = tuple[Reading, int]
_NO_PART = re.compile(r"<F(\d+)>(?! (?:year|term|day|hour|past|board|page|century|yearly))")
_SHARED, _MOST_NAMED = 2, 3


def parts_in_words(
    reading: Reading, claims: Sequence[Claim], before: Sequence[Reading], listed: Sequence[Reading]
) -> Iterator[Claim]:
    """Judge a fraction in words by its own count, or one named near, and a whole of the sentences before; or list it.

    ``claims`` are those of its sentence, ``before`` the sentences before, the nearest first, and
    ``listed`` those of the list before its block.
    """
    told = [claim.stated for claim in claims]
    counted_before = any(re.search(r"<[CB]\d+>", held.code) for held in before)
    for match in _NO_PART.finditer(reading.code):
        item, printed = reading.item(int(match[1])), reading.sentence.printed(int(match[1]))
        counted = re.search(r"<[CBP]", reading.code) or not match.start() or counted_before
        of_few = printed.lower() != "most" or not re.match(r" of them", reading.code[match.end() :])
        told_it = any(printed in stated for stated in told)
        if told_it or NOT_SAID.search(reading.code) or not counted or not of_few:
            continue
        claim = Claim("share", reading.sentence.text, (), printed, "", Verdict.CANNOT_TELL, NO_COUNTS)
        made = next((found for parts in _parts(reading, before) if (found := _of(claim, item, parts, before))), None)
        shown = () if made else _as_percentage(reading, item, [*before, *listed])
        yield made or (
            replace(claim, numbers=shown, true=shown[0], verdict=Verdict.RIGHT, reason="") if shown else claim
        )


def _parts(reading: Reading, before: Sequence[Reading]) -> list[list[Number]]:
    """Get the counts that a fraction can be of: those of its sentence, those upheld and in part, one that is named."""
    own = [(reading, n) for n in numbers_in(reading, "CB")]
    if own:
        return [own] if len(own) == 1 or _IN_A_LIST.search(reading.code) else []
    for source in before if _IN_PART.search(reading.code) else ():
        found = [(source, int(match[1])) for match in _UPHELD.finditer(source.code)]
        if len(found) == _SHARED:
            return [found]
    said = {*stems(re.sub(r"<\w\d+>", " ", reading.code))}
    named = [(source, n) for source in before for n in numbers_in(source, "C") if said & {*_words_of(source, n)}]
    return [[one] for one in named] if len(named) <= _MOST_NAMED else []


def _words_of(source: Reading, number: int) -> Iterator[str]:
    """Get the words that a count may be of: those before it and those after it, up to the next."""
    yield from stems(segment(source, number, "CB"))
    yield from stems(re.split(r"[<>¦]", source.code[source.position(number) + len(f"<C{number}>") :])[0])


_IN_A_LIST = re.compile(
    r"<F\d+>[^<>]*(?:<X\d+>[^<>]*)*\(?<C\d+>\)?(?:(?:,|,? and) [^<>]*(?:<X\d+>[^<>]*)*\(?<C\d+>\)?)+[^<>]*$"
)
_IN_PART = re.compile(
    r"\b(?:some|any|a) fault\b|\bat fault\b|"
    r"\bupheld (?:fully|in full|wholly|in whole|to some extent|at least|in part|partly|or part)"
)
_UPHELD = re.compile(r"<C(\d+)>(?: [a-z]+){0,3}?(?<!not) (?:(?:fully|part(?:ly|ially)?) )?upheld\b(?! in full or)")
_OF_THEM = re.compile(r"<F\d+> of (?:these|those|them)[ ,(–-]+<C")


def _of(claim: Claim, item: Item, parts: Sequence[Number], before: Sequence[Reading]) -> Claim | None:
    """Judge a fraction by its parts and the nearest number before that can hold them; wrong where both are tied."""
    own = parts[0][0] not in before
    items = [source.item(n) for source, n in parts]
    part = replace(items[0], value=sum((held.value for held in items), Fraction(0)))
    for source in before:
        earlier = {pair.before for pair in source.pairs}
        wholes = [n for n in numbers_in(source, "CB") if n not in earlier and _can_hold(source.item(n), part)]
        judged = [(judge(item.stated, 100 * part.value / source.item(n).value), n) for n in wholes]
        right = [found for found in judged if found[0][0] is Verdict.RIGHT]
        tied = len(wholes) == 1 and (
            (len(parts) > 1 and not own and f"<B{wholes[0]}>" in source.code)
            or (own and len(parts) == 1 and _OF_THEM.search(parts[0][0].code))
        )
        if (right and (len(right) == len(judged) or not own)) or (judged and tied):
            (verdict, reason), whole = (right or judged)[0]
            read = (*(held.sentence.printed(n) for held, n in parts), f"of {source.sentence.printed(whole)}")
            true = f"{written(100 * part.value / source.item(whole).value)}%"
            return replace(claim, numbers=read, true=true, verdict=verdict, reason=reason)
        if judged and own:
            break
    return None


def _can_hold(whole: Item, part: Item) -> bool:
    alike = len({whole.noun, part.noun} - {"", "case", "complaint"}) < _SHARED
    return alike and whole.value > part.value and not whole.hedge and not part.hedge


def _as_percentage(reading: Reading, item: Item, near: Sequence[Reading]) -> tuple[str, ...]:
    """Find the percentage near that words give again: of a sentence that tells of the same things."""
    said = set(stems(re.sub(r"<\w\d+>", " ", reading.code)))
    for source in near:
        shares = numbers_in(source, "P")
        same = said & set(stems(re.sub(r"<\w\d+>", " ", source.code)))
        if len(shares) == 1 and len(same) >= _SHARED and fits(item.stated, source.item(shares[0]).value):
            return (source.sentence.printed(shares[0]),)
    return ()
