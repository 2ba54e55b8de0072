"""A stretch of narrative with everything but its words blanked out, sign for sign."""

import re
from dataclasses import dataclass
from functools import cached_property

from feedback_report.narrative.blocks import Condition, conditional_spans

EXCERPT = 110  # signs
FACT = "\ue000"  # stands for every sign of a printed fact
_SHORTCODE = re.compile(r"\{\{<\s*(?P<kind>[\w-]+)\s*(?P<argument>[^>]*?)\s*>\}\}")
# What is no narrative, in the order in which it is blanked out.
_NOT_WORDS = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"<!--.*?-->", re.DOTALL),
        (r"\]\((?:[^()\s]|\([^()]*\))*", 0),  # the address of a link or picture; its title is read
        (r"<(?:https?|mailto):[^>\s]*>|\bhttps?://[^\s)>\]]+|\bwww\.[^\s)>\]]+", re.IGNORECASE),
        (r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b", 0),
        (r"</?[A-Za-z][^<>]*>", 0),
        (r"\[\^[^\]\s]+\]:?", 0),  # a footnote's mark
        (r"\[?@[A-Za-z][\w:-]*\]?", 0),  # a reference, such as @fig-types
        (r"^\s*:{3,}", re.MULTILINE),
        (r"^[ \t>]*\(?(?:\d{1,3}|[A-Za-z]|[ivx]+)[.)](?=[ \t]+\S)", re.MULTILINE),  # the number of a list's item
        (r"&#?\w+;", 0),
    )
)
_ATTRIBUTES = re.compile(r"\{(?=[^{}\n]*[#.=])[^{}\n]*\}")
_PRINTED_VALUE = re.compile(r"\b(?:title|fig-alt|alt|fig-cap)=(?:\"([^\"]*)\"|'([^']*)')")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|cf|vs|no|nos|fig|figs|para|paras|reg|regs|st|mr|mrs|ms|dr|cllr|approx|p|pp)$", re.I
)
_END = re.compile(r"[.!?]+[)\]\"'”’*_]*(?=\s|$)|\n\s*\n|\n(?=\s*(?:[-*+]|\(?\d{1,3}[.)])\s)|\|")
_BREAK = re.compile(
    r"[;:,–—()]|\s-\s|\b(?:while|whilst|whereas|but|although|though|however|as|because|since|so|where|which|when|if)\b"
)


@dataclass(frozen=True)
class PrintedFact:
    """A place where prose prints a fact: ``{{< var name >}}``."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text: where it begins and ends there."""

    start: int
    end: int
    is_question: bool


@dataclass(frozen=True)
class Prose:
    """One text of the narrative, as its author wrote it."""

    source: str

    @cached_property
    def words(self) -> str:
        """The text, as long as the source: printed facts are ``FACT`` signs, all else that is no word is blank."""
        text = _SHORTCODE.sub(
            lambda match: (FACT if match["kind"] in ("var", "meta") else " ") * len(match[0]), self.source
        )
        for pattern in _NOT_WORDS:
            text = pattern.sub(_blank, text)
        return _ATTRIBUTES.sub(_blank_but_for_values, text)

    @cached_property
    def facts(self) -> list[PrintedFact]:
        """The facts that the text prints, in order; those inside the address of a link are not printed."""
        return [
            PrintedFact(match["argument"], match.start(), match.end())
            for match in _SHORTCODE.finditer(self.source)
            if match["kind"] == "var" and self.words[match.start()] == FACT
        ]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences; items of a list and cells of a table end one too."""
        found, start = [], 0
        for match in _END.finditer(self.words):
            if match[0] == "." and _ABBREVIATION.search(self.words[start : match.start()]):
                continue
            found.append(Sentence(start, match.end(), "?" in match[0]))
            start = match.end()
        found.append(Sentence(start, len(self.words), False))
        return [sentence for sentence in found if self.words[sentence.start : sentence.end].strip()]

    def sentence_at(self, place: int) -> Sentence:
        """Get the sentence that a place of the text lies in."""
        return next(s for s in self.sentences if s.start <= place < s.end)

    def clause_at(self, place: int) -> tuple[int, int]:
        """Get where the clause round a place begins and ends."""
        sentence = self.sentence_at(place)
        breaks = [match.start() for match in _BREAK.finditer(self.words, sentence.start, sentence.end)]
        start = max((at for at in breaks if at <= place), default=sentence.start)
        return start, min((at for at in breaks if at > place), default=sentence.end)

    def conditions_at(self, place: int) -> tuple[Condition, ...]:
        """Get the conditions that a stretch of the text round a place stands under."""
        return tuple(
            condition
            for match, conditions in conditional_spans(self.source)
            if match.start() <= place < match.end()
            for condition in conditions
        )

    def excerpt(self, start: int, end: int) -> str:
        """Get the words round a place on one line, shortcodes and all, cut at spaces."""
        sentence = self.sentence_at(start)
        margin = max(0, (EXCERPT - (end - start)) // 2)
        first, last = max(sentence.start, start - margin), min(sentence.end, end + margin)
        while first > sentence.start and not self.source[first - 1].isspace():
            first -= 1
        while last < sentence.end and not self.source[last].isspace():
            last += 1
        text = " ".join(self.source[first:last].split())
        return ("… " if first > sentence.start else "") + text + (" …" if last < sentence.end else "")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _blank_but_for_values(match: re.Match[str]) -> str:
    """Blank out attributes, but keep the words of those that are printed, such as a callout's title."""
    result = list(_blank(match))
    for found in _PRINTED_VALUE.finditer(match[0]):
        start, end = found.span(1) if found[1] is not None else found.span(2)
        result[start:end] = found[0][start - found.start() : end - found.start()]
    return "".join(result)
