"""Find the words of a text that compare numbers: rose, fewer, highest, majority, doubled.

Only words that make a claim about numbers are found: a word of change needs something counted
beside it ("complaints rose", "the rise in requests", "fell to" a fact), so that "most important",
"more time was agreed" and "falls under the policy" are left alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from feedback_report.narrative import comparison_words as words
from feedback_report.narrative.comparison_words import (
    COUNTED,
    ORDINALS,
    SIZES,
    VALUE_AFTER,
    VALUE_BEFORE,
    Patterns,
    Says,
)
from feedback_report.narrative.prose import FACT, Prose, Sentence

_PRONOUN = re.compile(
    r"\b(?:it|they|this|that|these|those|both|all)(?:\s+(?:has|have|had|is|are|was|were|also|then|again|all|both|\w+ly))*\s+$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"\b(?:a|an|the|this|that|these|its|their|such|further|another|steady|sharp|slight|small|large|big|clear|overall|recent)"
    r"\s+(?:[a-z-]+\s+)?$",
    re.IGNORECASE,
)
_OF_COUNTED = re.compile(
    rf"\s+(?:in|of|to|on|from)\b(?:\s+[\w'’-]+){{0,4}}?\s+{COUNTED}\b|\s+(?:of|by|to|from)\s+{VALUE_AFTER}",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\s+(?:of\s+all|ever|on\s+record|yet|so\s+far|since)\b|\W*$", re.IGNORECASE)
_TIME = re.compile(r"\s+(?:months?|weeks?|quarters?|years?|season|time)\b", re.IGNORECASE)


@dataclass(frozen=True)
class DirectionWord:
    """A word that compares numbers and where it stands. ``place`` is 2 for "second highest".

    ``is_number``: it is a typed number as well ("more than half") or hedges a fact, and needs no
    fact to support it.
    """

    word: str
    start: int
    end: int
    says: Says
    place: int = 1
    is_number: bool = False


@dataclass(frozen=True)
class _Place:
    """A match in its sentence: the words of its clause before it and after it."""

    prose: Prose
    sentence: Sentence
    match: re.Match[str]

    @property
    def clause(self) -> tuple[int, int]:
        return self.prose.clause_at(self.match.start())

    @property
    def before(self) -> str:
        return self.prose.words[self.clause[0] : self.match.start()]

    @property
    def after(self) -> str:
        return self.prose.words[self.match.end() : self.clause[1]]


def direction_words(prose: Prose) -> list[DirectionWord]:
    """Find the words of a text that compare numbers, in order. Questions claim nothing."""
    found: dict[int, DirectionWord] = {}
    for sentence in prose.sentences:
        for word in () if sentence.is_question else _in_sentence(prose, sentence):
            if not any(held.start < word.end and word.start < held.end for held in found.values()):
                found[word.start] = word
    return [found[start] for start in sorted(found)]


def _in_sentence(prose: Prose, sentence: Sentence) -> Iterator[DirectionWord]:
    for patterns, is_claim in _FINDERS:
        for says, pattern in patterns:
            for match in pattern.finditer(prose.words, sentence.start, sentence.end):
                if is_claim(_Place(prose, sentence, match)):
                    text = " ".join(match[0].split())
                    place = ORDINALS.get((match.groupdict().get("place") or "").lower(), 1)
                    number = patterns in (words.HALVES, words.HEDGES)
                    yield DirectionWord(text, match.start(), match.end(), says, place, number)


def _is_always(_: _Place) -> bool:
    return True


def _is_no_limit(at: _Place) -> bool:
    before = at.prose.words[at.sentence.start : at.match.start()]
    return not re.search(r"\b(?:no|not|never|than)\s+(?:\w+\s+)?$", before, re.IGNORECASE)


def _is_extreme(at: _Place) -> bool:
    """Whether "highest" and its like are of something counted, or of a time; "the highest of all" of its sentence's."""
    if words.NOT_THE_TOP.match(at.prose.words, at.match.end()):
        return False
    of_all = _OF_ALL.match(at.after)
    said = at.prose.words[at.sentence.start : at.sentence.end] if of_all else at.prose.words[slice(*at.clause)]
    return bool(re.search(rf"\b{COUNTED}\b", said, re.IGNORECASE) or _TIME.match(at.after) or FACT in said)


def _is_change(at: _Place) -> bool:
    """Whether a verb of change says what something counted did."""
    if _is_denied(at):
        return False
    if re.search(rf"\b{COUNTED}\b|{VALUE_BEFORE}\s*$", at.before, re.IGNORECASE) or _PRONOUN.search(at.before):
        return True
    to_a_fact = rf"\s+(?:by|to|from|of)?\s*(?:[a-z]+\s+)?{VALUE_AFTER}"
    of_counted = rf"\s+(?:the\s+|its\s+|their\s+)?(?:{SIZES}|{COUNTED})\b"
    return bool(re.match(f"{to_a_fact}|{of_counted}", at.after, re.IGNORECASE))


def _is_noun_of_change(at: _Place) -> bool:
    """Whether "rise", "fall" and their like stand for a change of something counted."""
    if _is_denied(at):
        return False
    # The rise in complaints; complaints rise, the complaint increase, the 40% fall.
    if _OF_COUNTED.match(at.after) or re.search(
        rf"\b{COUNTED}\s+(?:\w+ly\s+|also\s+)?$|{VALUE_BEFORE}\s+$", at.before, re.IGNORECASE
    ):
        return True
    of_other = re.match(r"\s+(?:in|of|to|for)\b", at.after, re.IGNORECASE)
    return bool(_DETERMINER.search(at.before)) and at.match[0].lower() != "growth" and not of_other


def _is_denied(at: _Place) -> bool:
    """Whether a word of change is a turn of phrase, or denied, wished for or only possible."""
    start, end = at.match.span()
    phrase = words.NOT_A_CHANGE.search(at.prose.words, max(at.sentence.start, start - 12), at.sentence.end)
    if phrase and phrase.start() < end and start < phrase.end():
        return True
    asked = re.search(r"\b(?:whether|if)\b", at.before, re.IGNORECASE)
    return bool(asked or words.NOT_SO.search(at.prose.words[at.sentence.start : start]))


_FINDERS: tuple[tuple[Patterns, Callable[[_Place], bool]], ...] = (
    (words.MULTIPLES, _is_always),
    (words.HALVES, _is_no_limit),
    (words.HEDGES, _is_no_limit),
    (words.EXTREMES, _is_extreme),
    (words.CLAIMS, _is_always),
    (words.CHANGES, _is_change),
    (words.CHANGE_NOUNS, _is_noun_of_change),
)
