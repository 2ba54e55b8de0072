"""A sentence read for its claims: the changes it states, the bases, the pairs it compares."""

import re
from dataclasses import dataclass
from typing import Self

from feedback_report.claims.numbers.item import PERCENT, Item
from feedback_report.claims.sentences.bases import mark_bases
from feedback_report.claims.sentences.change_sizes import Change, find_changes, mark_changes
from feedback_report.claims.sentences.pairs import Pair, find_pairs
from feedback_report.claims.sentences.sentences import Sentence, split_sentences


@dataclass(frozen=True)
class Reading:
    """A sentence, its pattern with changes (Q, N) and bases (B) marked, the changes and the pairs."""

    sentence: Sentence
    code: str
    changes: tuple[Change, ...]
    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, sentence: Sentence) -> Self:
        """Read one sentence."""
        signs = {at: item.unit for at, item in enumerate(sentence.items) if item.kind == PERCENT and item.unit}
        changes = find_changes(sentence.code, signs)
        code = mark_bases(mark_changes(sentence.code, changes))
        return cls(sentence, code, tuple(changes), tuple(find_pairs(sentence, code)))

    def of_money(self) -> "Reading | None":
        """Read the amounts of money as counts are read, and no counts; None without an amount."""
        if "<M" not in self.code:
            return None
        as_counts = re.sub(r"<([CBM])(\d+)>", lambda found: f"<{'C' if found[1] == 'M' else 'X'}{found[2]}>", self.code)
        return Reading(self.sentence, mark_bases(as_counts), self.changes, self.pairs)

    def item(self, number: int) -> Item:
        """Get a number of the sentence."""
        return self.sentence.items[number]

    def clause(self, position: int) -> int:
        """Say in which clause of the sentence a position of the pattern is."""
        return self.code.count("¦", 0, position)

    def position(self, number: int) -> int:
        """Get where a number stands in the pattern."""
        for letter in (self.item(number).kind, "Q", "N", "B"):
            at = self.code.find(f"<{letter}{number}>")
            if at >= 0:
                return at
        return 0


def read_paragraph(text: str) -> list[Reading]:
    """Read the sentences of a paragraph."""
    return [Reading.of(sentence) for sentence in split_sentences(text)]
