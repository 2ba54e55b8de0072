"""Percentages of a list that follow from two of its numbers: "Received: 134; answered: 124; in time: 92.5%"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.item import PERCENT
from feedback_report.claims.numbers.judging import fits, written
from feedback_report.claims.sentences.readings import Reading

_LONGEST = 12
_LEAST_WORD = 4


def share_in_list(claim: Claim, own: Sequence[Reading], items: Sequence[Sequence[Reading]]) -> Claim | None:
    """Show a percentage to be right by two counts of the other items of its list; None when none give it.

    A percentage without decimals is of many pairs by chance: it must share a word with its part.
    """
    if len(items) > _LONGEST:
        return None
    shown = [(reading, item) for reading in own for item in reading.sentence.items if item.kind == PERCENT]
    for reading, item in shown:
        if " ".join(reading.sentence.text[item.start : item.end].split()) != claim.stated:
            continue
        counts = list(_counts(items))
        for part, printed, words in counts:
            for whole, printed_whole, _ in counts:
                named = item.decimals or words & _words(reading.sentence.text)
                if whole > part > 0 and named and fits(item.stated, 100 * part / whole):
                    true = f"{written(100 * part / whole, item.decimals + 1)}%"
                    return replace(
                        claim, numbers=(printed, f"of {printed_whole}"), true=true, verdict=Verdict.RIGHT, reason=""
                    )
    return None


def _counts(items: Sequence[Sequence[Reading]]) -> Iterator[tuple[Fraction, str, frozenset[str]]]:
    """Get the count of each item that holds just one."""
    for readings in items:
        held = [(reading, number) for reading in readings for number in re.findall(r"<[CB](\d+)>", reading.code)]
        if len(held) == 1 and "<P" not in held[0][0].code:
            reading, number = held[0][0], int(held[0][1])
            yield reading.item(number).value, reading.sentence.printed(number), _words(reading.sentence.text)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]+", text.lower()) if len(word) >= _LEAST_WORD)
