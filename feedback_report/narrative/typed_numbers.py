"""Numbers that are typed into the narrative where a fact could print them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from feedback_report.facts import Fact
from feedback_report.narrative.blocks import Kind
from feedback_report.narrative.exempt import exempt_stretches
from feedback_report.narrative.fixed_text import FixedText
from feedback_report.narrative.number_words import FEW, TypedNumber, numbers_in
from feedback_report.narrative.passages import Passage
from feedback_report.settings import Service
from feedback_report.wording.numbers import half_up

MOST_NAMED = 3
INCIDENTAL = 12  # so small a number equals many facts by chance: one is named only if it fits the sentence
_FITS = 20


@dataclass(frozen=True)
class TypedNumberFound:
    """A typed number and where it stands."""

    passage: Passage
    number: TypedNumber

    @property
    def excerpt(self) -> str:
        return self.passage.prose.excerpt(self.number.start, self.number.end)


def typed_numbers(passage: Passage, fixed: Iterable[FixedText] = ()) -> Iterator[TypedNumberFound]:
    """Find the numbers of a passage that are neither facts, dates, references nor fixed text.

    "None were" and "both complaints" are left alone where a condition decides whether they are shown.
    """
    prose = passage.prose
    allowed = list(exempt_stretches(prose.words))
    allowed += [span for entry in fixed for span in entry.found_in(prose.source)]
    for number in numbers_in(prose.words):
        if number.typed.lower() in FEW and (passage.block.conditions or prose.conditions_at(number.start)):
            continue
        if not any(start < number.end and number.start < end for start, end in allowed):
            yield TypedNumberFound(passage, number)


def facts_of_value(found: TypedNumberFound, facts: Mapping[str, Fact], services: Iterable[Service]) -> list[str]:
    """Name the facts that could print a typed number, those first that fit the sentence round it."""
    number = found.number
    context = _Context(number, found.passage, list(services))
    fitting = [(context.score(fact), fact.name) for fact in facts.values() if prints(fact, number)]
    by_chance = number.worth is not None and number.worth <= INCIDENTAL and not number.decimals
    ranked = sorted((-score, len(name), name) for score, name in fitting if score >= _FITS or not by_chance)
    names = [context.as_written(name) for _, _, name in ranked]
    return list(dict.fromkeys(names))[:MOST_NAMED]


def prints(fact: Fact, number: TypedNumber) -> bool:
    """Whether a fact's text could stand in the place of a typed number."""
    text = fact.text.lower().replace("per cent", "%").replace(" %", "%")
    typed = re.sub(r"\s?(?:%|per\s?cent)$", "%", number.typed.lower())
    if text == typed:
        return True
    value = fact.value
    if number.worth is None or isinstance(value, (bool, str)) or value is None:
        return False
    if number.is_percent != (fact.unit == "%") or re.search(r"[A-Za-z]", text):
        return False
    return half_up(abs(Decimal(str(value))), number.decimals) == number.worth


class _Context:
    """What stands round a number, to tell which of several equal facts is meant."""

    def __init__(self, number: TypedNumber, passage: Passage, services: list[Service]) -> None:
        prose, self._passage = passage.prose, passage
        sentence = prose.sentence_at(number.start)
        words = prose.source[sentence.start : sentence.end].lower()
        self._stems = {
            _stem(word) for word in re.findall(r"[a-z]+", prose.words[sentence.start : sentence.end].lower())
        }
        self._years = set(re.findall(r"\d{4}/\d\d", words))
        self._printed = {fact.name for fact in prose.facts}
        self._keys = {service.key for service in services}
        self._named = {s.key for s in services if s.name.lower() in words or s.short_name.lower() in words}
        if passage.each_service:
            self._named = set(self._keys)

    def score(self, fact: Fact) -> float:
        """Say how well a fact fits: words in common, the section, the service and the facts printed beside it."""
        parts = fact.name.split(".")
        service = parts[0] if parts[0] in self._keys else ""
        stems = {_stem(word) for word in re.split(r"[.-]", fact.name)} - {service}
        score = 6.0 * len(stems & self._stems)
        score += 10 if fact.section == self._passage.section else 0
        score += 8 if fact.year in self._years else 0
        if service:
            score += 10 if service in self._named else -8
        elif parts[0] == "council" and not self._named:
            score += 4
        beside = (name.replace("service.", f"{service}.", 1) if service else name for name in self._printed)
        return score + max((8.0 * _common(parts, name.split(".")) for name in beside), default=0.0)

    def as_written(self, name: str) -> str:
        """Write a service's fact as a cell that is repeated for each service names it."""
        first, _, rest = name.partition(".")
        return f"service.{rest}" if self._passage.each_service and first in self._keys and rest else name


def _common(first: list[str], second: list[str]) -> int:
    """Count the parts with which two names begin alike."""
    return next(
        (n for n, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]),
        min(len(first), len(second)),
    )


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|y)$", "y", word) if word.endswith("ies") else word.removesuffix("s")


def unused(entries: Iterable[FixedText], passages: Iterable[Passage]) -> list[FixedText]:
    """Get the fixed texts that none of the passages holds any more."""
    sources = [passage.block.text for passage in passages if passage.block.kind is not Kind.code]
    return [entry for entry in entries if not any(True for source in sources for _ in entry.found_in(source))]
