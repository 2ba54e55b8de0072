"""Sentences of a paragraph, each with its numbers and a pattern that the rules are matched against."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from feedback_report.claims.numbers.item import Item
from feedback_report.claims.numbers.items import find_items

# One sign for another, so that positions hold: no-break and thin spaces, curly quotation marks.
_PLAIN = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r", " ") | {"’": "'", "‘": "'", "‑": "-"})
_SQUARE = re.compile(r"(?<= )\[([^\[\]]*)\]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|c|ca|cf|vs|no|nos|fig|figs|para|paras|reg|regs|sec|st|mr|mrs|ms|dr|cllr|cllrs|inc|ltd|dept|"
    r"ref|pp|p|vol|ed|viz|incl|excl|govt|hon|prof|rev|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|v)|(?<![a-z])[a-z])$",
    re.IGNORECASE,
)
_LISTED = r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s+[A-Z\d]"  # "... in the year. b. At the end"
_END = re.compile(rf"[.!?]+[)\]\"”']*(?=\s+(?:[\"“'(\[]*[A-Z0-9£•]|{_LISTED}))|[.!?]+[)\]\"”']*(?=[A-Z][a-z])")
_MOST_NUMBERS = 120
_SO_CALLED = re.compile(r"[\"“]([a-z][a-z -]{2,40})[\"”]")  # a "significant reduction" is one
# Where one thing is set against another: no comparison reaches across. A semicolon within
# brackets, or before words that speak of what comes before it, sets nothing against anything.
_SAYS_OF_IT = (
    r"(?:(?:this|that|which|it) (?:is|was|represents?|represented|equates?|equated|amounts?|gives|means)|<L\d+>(?:'s)? "
    r"(?:figure|total|number)|an? (?:[a-z-]+ ){0,2}?(?:increase|rise|decrease|reduction|fall|drop|change|difference)) "
)
_BREAK = re.compile(
    rf";(?![^()]*\))(?! {_SAYS_OF_IT})|(?<=[a-z]{{4}})\.(?= [a-z<])|"
    r"\b(?:while|whilst|whereas|(?<!all )but|although|though|however|alongside|despite)\b"
)
# "the table below" is a place, not less than something
_POINTS_ELSEWHERE = re.compile(
    r"\b(tables?|graphs?|charts?|figures?|diagrams?|sections?|paragraphs?|lists?|shown|see|set out|detailed|outlined|"
    r"described|given|as|and|or) (?:below|above)\b(?! (?:the|our|last|that|<)\b)"
)
# "As activity rose by 3%, the rate went from 1.24 to 1.31"
_BECAUSE = re.compile(r"^(?:<X\d+> )?(?:as|because) [^,¦]*<[PFT]\d+>[^,¦]*,(?= )")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph: its text, where it begins there, and its numbers.

    ``code`` is the sentence in lower case with each number as a token such as ``<C0>``: the
    letter is its kind, the figure its place in ``items``. A ``¦`` stands where a clause ends.
    """

    text: str
    start: int
    items: tuple[Item, ...]
    code: str

    @classmethod
    def of(cls, text: str, start: int = 0) -> Self:
        """Read the numbers of a sentence."""
        plain = _SQUARE.sub(r"(\1)", text.translate(_PLAIN))
        items = find_items(plain)
        if len(items) > _MOST_NUMBERS:
            items = ()  # a table or an index that has been run together, no sentence
        parts, at = [], 0
        for number, item in enumerate(items):
            parts += [plain[at : item.start].lower(), f"<{item.kind}{number}>"]
            at = item.end
        parts.append(plain[at:].lower())
        code = _POINTS_ELSEWHERE.sub(r"\1 there", re.sub(r"\s+", " ", "".join(parts)))
        code = _SO_CALLED.sub(r"\1", code)
        code = _BREAK.sub(lambda match: f"¦{match[0]}", code)
        code = _BECAUSE.sub(lambda match: f"{match[0]}¦", code)
        return cls(text, start, items, code)

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def printed(self, number: int) -> str:
        """Get a number as the sentence prints it."""
        item = self.items[number]
        return " ".join(self.text[item.start : item.end].split())

    @cached_property
    def has_numbers(self) -> bool:
        return any(item.kind not in "XYLH" for item in self.items)


def split_sentences(text: str) -> list[Sentence]:
    """Split a paragraph into its sentences; abbreviations and decimals end none."""
    plain = text.translate(_PLAIN)
    found, at = [], 0
    for match in _END.finditer(plain):
        before = plain[at : match.start()]
        if match[0].startswith(".") and _ABBREVIATION.search(before):
            continue
        if re.fullmatch(r"\s*\(?[\dA-Za-z]{1,3}(?:\.\d+)*", before):
            continue  # the number of a paragraph
        found.append((at, match.end()))
        at = match.end()
    found.append((at, len(plain)))
    sentences = []
    for start, end in found:
        words = text[start:end]
        stripped = words.strip()
        if stripped:
            sentences.append(Sentence.of(stripped, start + len(words) - len(words.lstrip())))
    return sentences
