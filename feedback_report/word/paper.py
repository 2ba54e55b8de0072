"""A finished Word file as the gate looks at it, and what the gate finds."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedback_report.word.markup import Element, local, text, w
from feedback_report.word.package import WordPackage
from feedback_report.word.styles import Styles


@dataclass(frozen=True)
class Problem:
    """Something wrong with a Word file or a workbook: the rule it breaks, where, and what to do."""

    rule: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} [{self.rule}]"


@dataclass(frozen=True)
class Paper:
    """A Word file opened for checking."""

    package: WordPackage
    styles: Styles
    language: str

    @property
    def body(self) -> Element:
        return self.package.body

    def paragraphs(self) -> Iterator[tuple[str, Element]]:
        """Go through the paragraphs of the document, each with words for where it is."""
        for number, paragraph in enumerate(self.body.iter(w("p")), start=1):
            yield place("paragraph", number, text(paragraph)), paragraph

    def tables(self) -> Iterator[tuple[str, Element]]:
        """Go through the tables of the document, each with words for where it is."""
        for number, table in enumerate(self.body.iter(w("tbl")), start=1):
            yield place("table", number, " ".join(text(p) for p in table.iter(w("p")))), table


def place(kind: str, number: int, words: str) -> str:
    """Say where something is: its kind, its number in the document and how it begins."""
    words = " ".join(words.split())
    beginning = f"{words[:50]}..." if len(words) > 50 else words
    return f'{kind} {number} "{beginning}"' if words else f"{kind} {number}"


def in_table(element: Element) -> bool:
    """Whether an element stands in a table."""
    return any(local(ancestor) == "tc" for ancestor in element.iterancestors())
