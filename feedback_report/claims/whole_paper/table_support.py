"""Numbers of the text that a table nearby shows to be right: its shares, changes, averages and differences."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from feedback_report.claims.changes.change_findings import Size
from feedback_report.claims.changes.changes import change_claim, fits_size, judge_size, sizes_of
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import FRACTION, TIMES, Item
from feedback_report.claims.numbers.judging import fits, judge, written
from feedback_report.claims.paper import HEADING, TABLE
from feedback_report.claims.sentences.directions import NOUN, VERB
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.facts import Fact, TableRead
from feedback_report.claims.tables.grids import Grid
from feedback_report.claims.tables.lists import prose_list
from feedback_report.claims.tables.named_cells import segment, stems
from feedback_report.claims.tables.period_series import series_of_table
from feedback_report.claims.whole_paper.surroundings import WholePaper

Found = tuple[int, Claim]
_REACH = 6  # blocks between a sentence and a table
_AVERAGE = re.compile(r"\b(?:averag\w*|mean)\b")
_KINDS = {"P": "PF", "F": "PF", "K": "K", "T": "PFT"}


def tables_near(whole: WholePaper, index: int) -> list[Grid]:
    """Get the tables and lists of the section of a block that stand near to it, the nearest first."""
    section = whole.paper.section(index)
    near = [n for n in range(index - _REACH, index + _REACH + 1) if n in section and n in whole.grids]
    return [whole.grids[n] for n in sorted(near, key=lambda n: abs(n - index))]


def with_tables(found: Sequence[Found], whole: WholePaper) -> list[Found]:
    """Judge what cannot be told, or was not seen, by the tables near whose names its sentence says."""
    told: dict[tuple[int, str], list[Claim]] = {}
    for index, claim in found:
        told.setdefault((index, claim.sentence), []).append(claim)
    shown: dict[Claim, Claim] = {}
    more: list[Found] = []
    for index, readings in whole.readings.items():
        grids = [] if whole.paper.blocks[index].kind in (TABLE, HEADING) else tables_near(whole, index)
        listed = prose_list(whole.paper.blocks[index].text)
        grids += [listed] if listed else []
        for reading in readings if grids else ():
            claims = told.get((index, reading.sentence.text), [])
            for number, item in enumerate(reading.sentence.items):
                own = [claim for claim in claims if _ends_with(claim.stated, reading.sentence.printed(number))]
                left = [claim for claim in own if claim.verdict is Verdict.CANNOT_TELL and not claim.numbers]
                made = _shown(reading, number, grids) if left or not own else None
                if made is not None:
                    shown |= {
                        claim: replace(made, kind=claim.kind, stated=claim.stated, span=claim.span) for claim in left
                    }
                    if not own and (made.verdict is Verdict.RIGHT or item.kind == FRACTION):
                        more.append((index, made.at(span=(reading.sentence.start, reading.sentence.end))))
    return [*((index, shown.get(claim, claim)) for index, claim in found), *more]


def _ends_with(stated: str, printed: str) -> bool:
    return bool(re.search(rf"(?<![\w.,]){re.escape(printed)}$", stated))


def _shown(reading: Reading, number: int, grids: Sequence[Grid]) -> Claim | None:
    sizes = {size.number: size for size in sizes_of(reading)}
    kind = reading.item(number).kind
    if number not in sizes and kind not in "PF" and not (kind in "CDM" and _AVERAGE.search(reading.code)):
        return None
    kinds = _KINDS.get(kind, kind)
    words, when = segment(reading, number, kinds), _when(reading, number, kinds)
    reads = (TableRead(grid, words, reading.sentence.text, when) for grid in grids)
    made = (_of_change(reading, sizes[number], r) if number in sizes else _of_level(reading, number, r) for r in reads)
    return next((claim for claim in made if claim is not None), None)


def _when(reading: Reading, number: int, kinds: str) -> str:
    """Get the words after a number that say when, up to the next number of its kind."""
    end = reading.item(number).end
    following = [item.start for item in reading.sentence.items if item.kind in kinds and item.start >= end]
    after = _GOES_ON.split(reading.sentence.text[end : min(following, default=len(reading.sentence.text))])[0]
    return after if _WHEN.match(after) else ""


_GOES_ON = re.compile(rf",? (?:and|but|then|before) (?:[a-z]+ )?(?:{VERB})\b")
_WHEN = re.compile(r"\W*(?:between|from|in|since|on|than|compared|over|during)\b", re.IGNORECASE)


def _of_change(reading: Reading, size: Size, read: TableRead) -> Claim | None:
    """Judge a change by the pairs that the table has of it; wrong where the names and the periods leave just one."""
    each = _each_step(reading, size, read)
    if each is not None:
        return each
    pairs = [(before, now) for before, now in read.pairs() if not _is_far(reading.item(size.number), before, now)]
    judged = [(judge_size(reading, size, before.item, now.item), before, now) for before, now in pairs]
    right = [found for found in judged if found[0].verdict is Verdict.RIGHT]
    named = [found for found in judged if found[1].is_named] or judged
    if not right and (
        len(named) != 1
        or not _says_no_more(reading, size, named[0][1], only=named[0][1].is_named and _two_years(read.grid))
    ):
        return None
    finding, before, now = (right or named)[0]
    return change_claim(reading, size, finding, (f"from {written(before.value, 2)}", f"to {written(now.value, 2)}"))


def _each_step(reading: Reading, size: Size, read: TableRead) -> Claim | None:
    """Show "doubled in each of the last two years" by the last steps of the only thing that the table has by period."""
    said = _IN_EACH.match(reading.sentence.text, reading.item(size.number).end)
    held = [one for one in series_of_table(read.grid) if not one.is_total] if said else []
    if said is None or len(held) != 1:
        return None
    steps = len(held[0].items) - 1
    many = min({"both": 2, "two": 2, "three": 3, "four": 4}.get(said[1].lower(), steps), steps)
    items, printed = held[0].items[-many - 1 :], held[0].printed[-many - 1 :]
    if many < _TWO or not all(fits_size(reading, size, before, now) for before, now in pairwise(items)):
        return None
    finding = judge_size(reading, size, *items[-2:])
    return change_claim(reading, size, finding, tuple(printed)) if finding.verdict is Verdict.RIGHT else None


_IN_EACH = re.compile(
    r" (?:in|over|during) (?:each|every one)? ?(?:of )?(?:the )?(?:last |past )?"
    r"(both|two|three|four|years?|quarters?|months?)\b",
    re.IGNORECASE,
)


def _is_far(item: Item, before: Fact, now: Fact) -> bool:
    """Whether two numbers make so much more than is stated that "more than" it cannot be said of them."""
    less, more = sorted((before.value, now.value))
    made = more / less if item.kind == TIMES and less else 100 * (more - less) / before.value if before.value else 0
    return bool(item.hedge) and item.kind in (TIMES, "P", FRACTION) and made > item.value * (1 + _FAR)


_SAYS_WHEN = re.compile(r"\b(?:19|20)\d\d\b|\b(?:the|this|last|previous) year\b", re.IGNORECASE)
_SAYS_LITTLE = re.compile(
    rf"\b(?:{VERB}|{NOUN}|the|has|have|had|been|was|were|also|again|then|this|that|year|years|each|every|gone|up|down|and|"
    r"complaints?|cases|requests?|enquiries|compliments?|received|closed|recorded|made|logged|handled|number|total|overall|by|in|of|an?|there|last|previous|further|between|for|about|with|reduction|fall|rise|increase|decrease|drop|compared|than|slight|overall|these|those)\b"
)


def _two_years(grid: Grid) -> bool:
    return len({year for name in (*grid.columns, *grid.rows) for year in _YEAR.findall(name)}) == _TWO


_YEAR, _TWO = re.compile(r"\b(?:19|20)\d\d(?=\b|[/-])"), 2


def _says_no_more(reading: Reading, size: Size, fact: Fact, *, only: bool) -> bool:
    """Whether a sentence says when, or there is no other time, and names what the table does and nothing else."""
    item, text = reading.item(size.number), reading.sentence.text
    said = _SAYS_WHEN.search(text)
    if not (said or (only and len(reading.changes) == 1)) or re.search(r"<[CBMDPR]\d+>", reading.code):
        return False
    subject = f"{text[: item.start]} {'' if said else text[item.end :]}".lower()
    left = _SAYS_LITTLE.sub(" ", re.sub(r"(?:19|20)\d\d(?:[/-]\d+)?|\d+(?:\.\d+)? ?%", " ", subject))
    return bool(set(stems(subject))) and set(stems(left)) <= set(stems(" ".join(fact.of)))


def _of_level(reading: Reading, number: int, read: TableRead) -> Claim | None:
    item, printed = reading.item(number), reading.sentence.printed(number)
    if item.kind in "PF":
        facts, kind = read.shares(), "share"
    else:
        facts, kind = read.averages(), "average"
    held = [fact for fact in facts if fact.is_named and fact.value > 0]
    right = next((fact for fact in held if fits(item.stated, fact.value)), None)
    sure = {fact.of: fact for fact in held if fact.sure > (0 if _is_majority(item) else 1)}
    one = len(re.findall(r"<[PFQ]\d+>", reading.code)) == 1 or re.search(r"[;¦]", reading.code)
    alone = (
        one and len(sure) == 1 and not re.search(r"<[CB]\d+>", reading.code) and not _NOT_COUNTED.search(reading.code)
    )
    made = right or (next(iter(sure.values())) if alone else None)
    if made is None or (not right and abs(made.value - item.value) > item.value * _FAR):
        return None
    verdict, reason = (Verdict.RIGHT, "") if right else judge(item.stated, made.value)
    true = f"{written(made.value, max(item.decimals, 0) + 1)}{'%' if item.kind in 'PF' else ''}"
    return Claim(kind, reading.sentence.text, made.of, printed, true, verdict, reason)


_FAR = Fraction(1, 3)
_NOT_COUNTED = re.compile(r"\b(?:target|aim|goal|standard|average|national|similar authorities)\b")


def _is_majority(item: Item) -> bool:
    """Whether more than half is said, which more of the whole than the table has would only make less."""
    return item.kind == "F" and item.value == 50 and bool(item.hedge)
