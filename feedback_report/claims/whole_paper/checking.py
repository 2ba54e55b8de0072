"""Checking a paper: every sentence and every table, each with what stands round it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from feedback_report.claims.changes.comparing import change_claims
from feedback_report.claims.changes.direction_claims import direction_claims
from feedback_report.claims.changes.sameness import sameness_claims
from feedback_report.claims.changes.series_directions import series_direction_claims
from feedback_report.claims.changes.trends import trend_claims
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.orders.extremes import extreme_claims
from feedback_report.claims.orders.rankings import ranking_claims
from feedback_report.claims.orders.year_extremes import year_extreme_claims
from feedback_report.claims.paper import HEADING, ITEM, PARAGRAPH, TABLE, Block, Paper
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.sentences.respectively import one_by_one
from feedback_report.claims.shares.added_percentages import added_percentage_claims
from feedback_report.claims.shares.bare_shares import bare_claims
from feedback_report.claims.shares.rates import rate_claims
from feedback_report.claims.shares.ratios import ratio_claims
from feedback_report.claims.shares.shares import share_claims
from feedback_report.claims.shares.targets import target_claims
from feedback_report.claims.shares.worded_shares import word_claims
from feedback_report.claims.tables.period_series import Series, series_of_sentence
from feedback_report.claims.totals.averages import average_claims
from feedback_report.claims.totals.closing_totals import closing_total_claims
from feedback_report.claims.totals.remainders import balance_claims, left_claims, remainder_claims
from feedback_report.claims.totals.stated_totals import list_total_claims
from feedback_report.claims.totals.sums import sum_claims
from feedback_report.claims.whole_paper.list_claims import by_list, items_after
from feedback_report.claims.whole_paper.nearby_sums import nearby_sum_claims
from feedback_report.claims.whole_paper.open_statements import open_statements
from feedback_report.claims.whole_paper.repeated import TableTotal, Total, repeated_claims, totals_of, totals_of_table
from feedback_report.claims.whole_paper.settling import settled
from feedback_report.claims.whole_paper.sibling_shares import with_siblings
from feedback_report.claims.whole_paper.supported import with_support
from feedback_report.claims.whole_paper.surroundings import Surroundings, WholePaper, leading, read_whole, surroundings
from feedback_report.claims.whole_paper.table_claims import table_claims
from feedback_report.claims.whole_paper.table_figures import table_figure_claims
from feedback_report.claims.whole_paper.table_support import with_tables

Found = tuple[int, Claim]


def check_text(text: str) -> list[Claim]:
    """Check a paragraph by itself, in the order in which its claims stand."""
    return check_paper(Paper("", (Block(PARAGRAPH, text),)))


def check_paper(paper: Paper) -> list[Claim]:
    """Check a paper: its claims in the order in which they stand, each with its place."""
    whole = read_whole(paper)
    found = settled([*_in_sentences(whole), *table_claims(whole), *_repeated(whole)])
    found = with_siblings(found, [index for index, block in enumerate(paper.blocks) if block.kind == ITEM])
    found = with_support(found, whole.readings)
    found = with_tables(found, whole)
    added = {(index, number) for index, claim in found if "total" in claim.kind for number in _told_by(claim)}
    found += nearby_sum_claims(whole, added)
    told = {(index, claim.stated) for index, claim in found}
    found += table_figure_claims(whole, told)
    found += list(open_statements(whole, found))
    found.sort(key=lambda pair: (pair[0], pair[1].span))
    return [claim.at(file=paper.name, block=index, place=paper.place(index)) for index, claim in found]


def _told_by(claim: Claim) -> tuple[str, ...]:
    return (claim.stated.removeprefix("remaining "), *claim.numbers)


def _in_sentences(whole: WholePaper) -> Iterator[Found]:
    for index, readings in whole.readings.items():
        is_heading = whole.paper.blocks[index].kind == HEADING
        if is_heading and not any(reading.pairs or reading.changes for reading in readings):
            continue
        earlier, near = leading(whole, index), surroundings(whole, index)
        for reading, following in zip_longest(readings, readings[1:]):
            span = (reading.sentence.start, reading.sentence.end)
            for claim in _of_sentence(reading, earlier, near, following):
                yield index, by_list(whole, index, claim).at(span=span)
            earlier.append(reading)
        if whole.paper.blocks[index].text.rstrip().endswith(":"):
            for reading, claim in list_total_claims(readings, items_after(whole, index)):
                yield index, claim.at(span=(reading.sentence.start, reading.sentence.end))


def _of_sentence(
    reading: Reading, earlier: Sequence[Reading], near: Surroundings, following: Reading | None
) -> list[Claim]:
    read = one_by_one(reading, earlier)
    claims = [claim for one, before in read for claim in _of_reading(one, before, near, following)]
    return claims if len(read) == 1 else list(dict.fromkeys(claims))


def _of_reading(
    reading: Reading, earlier: Sequence[Reading], near: Surroundings, following: Reading | None
) -> list[Claim]:
    extremes = [] if near.is_title else extreme_claims(reading, near.grids, near.others)
    held = [*near.series, *_series_beside(earlier, following)]
    extremes += [*year_extreme_claims(reading, near.grids, near.others, earlier)]
    trends = trend_claims(reading)
    by_series = [] if near.is_title or trends else series_direction_claims(reading, held)
    if not reading.sentence.has_numbers:
        return [*extremes, *by_series]
    closing = closing_total_claims(reading)
    decided = [
        *average_claims(reading, earlier),
        *added_percentage_claims(reading, earlier),
        *target_claims(reading, earlier),
        *ratio_claims(reading, earlier),
        *sameness_claims(reading),
        *trends,
        *closing,
        *remainder_claims(reading, earlier),
        *_once([*balance_claims(reading, earlier)], left_claims(reading, earlier)),
        *_of_money(reading, earlier),
    ]
    directions = direction_claims(reading, earlier)
    return [
        *change_claims(reading, earlier, near.elsewhere, following, near.before),
        *directions,
        *_not_told(share_claims(reading, earlier, near.wholes, near.before), decided),
        *word_claims(reading),
        *bare_claims(reading, earlier, [*directions, *decided]),
        *rate_claims(reading, earlier, near.people, near.wholes),
        *(() if closing else sum_claims(reading, earlier)),
        *decided,
        *ranking_claims(reading),
        *extremes,
        *by_series,
    ]


def _series_beside(earlier: Sequence[Reading], following: Reading | None) -> list[Series]:
    """Get the numbers by year that the sentence before, or the one after, gives."""
    last = [] if earlier and _COMPARES.match(earlier[-1].code) else earlier[-1:]
    beside = [*last, *([following] if following else [])]
    return [series for reading in beside if (series := series_of_sentence(reading))]


_COMPARES = re.compile(r"(?:this|that|it|which|these) compares? ")  # of what stands before: the latest is missing


def _once(claims: list[Claim], others: Iterable[Claim]) -> list[Claim]:
    """Add claims of what has not been stated yet, each number once."""
    return claims or list({claim.stated: claim for claim in others}.values())


def _not_told(claims: list[Claim], decided: Sequence[Claim]) -> list[Claim]:
    """Leave out shares that cannot be told from counts and were decided otherwise."""
    told = {claim.stated for claim in decided if claim.kind == "share"}
    return [claim for claim in claims if claim.verdict is not Verdict.CANNOT_TELL or claim.stated not in told]


def _of_money(reading: Reading, earlier: Sequence[Reading]) -> list[Claim]:
    """Judge the shares of an amount: "£1.2m of the £4.8m budget (25%)"."""
    money = reading.of_money()
    before = [held for last in earlier[-2:] if (held := last.of_money())]
    found = share_claims(money, before, (), before) if money else []
    return [claim for claim in found if claim.verdict is not Verdict.CANNOT_TELL]


def _repeated(whole: WholePaper) -> Iterator[Found]:
    totals: list[Total] = []
    tables: list[TableTotal] = []
    headings: dict[int, str] = {}
    for index, block in enumerate(whole.paper.blocks):
        if block.kind == HEADING:
            headings = {level: text for level, text in headings.items() if level < block.level}
            if block.level > 1 or index:
                headings[block.level] = block.text
        elif block.kind == TABLE and index in whole.grids:
            before = whole.paper.blocks[index - 1].text if index else ""
            tables += totals_of_table(whole.grids[index], before, tuple(headings.values()))
        elif block.kind != TABLE:
            for reading in whole.readings.get(index, []):
                totals += totals_of(reading, tuple(headings.values()), index)
    for index, claim in repeated_claims(totals, tables):
        sentence = next(r.sentence for r in whole.readings[index] if r.sentence.text == claim.sentence)
        yield index, claim.at(span=(sentence.start, sentence.end))
