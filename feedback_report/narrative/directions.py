"""Whether the facts beside a word of comparison say what the word says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from feedback_report.facts import Fact
from feedback_report.narrative.comparison_words import Says
from feedback_report.narrative.fact_knowledge import Known, known_of, says_numbers
from feedback_report.narrative.finding_directions import DirectionWord, direction_words
from feedback_report.narrative.fixed_text import FixedText
from feedback_report.narrative.passages import Passage
from feedback_report.narrative.prose import PrintedFact
from feedback_report.running.each_service import for_service
from feedback_report.settings import Service

_BY_CONDITION = {
    **dict.fromkeys(("rose", "higher", "rising"), Says.up),
    **dict.fromkeys(("fell", "lower", "falling"), Says.down),
    "highest": Says.top,
    "lowest": Says.bottom,
}


@dataclass(frozen=True)
class TypedDirection:
    """A word of comparison that no fact supports: ``fact`` is the one that says otherwise, empty if none is near."""

    passage: Passage
    word: DirectionWord
    fact: str = ""
    otherwise: str = ""

    @property
    def excerpt(self) -> str:
        return self.passage.prose.excerpt(self.word.start, self.word.end)


def typed_directions(
    passage: Passage, facts: Mapping[str, Fact], services: Iterable[Service], fixed: Iterable[FixedText] = ()
) -> Iterator[TypedDirection]:
    """Find the words of comparison of a passage that a fact contradicts, or that none supports.

    A text that stands in the paper once for each service is held against the facts of each. Where it is not shown for
    a service, as one without complaints, that service's facts need not support it as long as another's do. Where
    it is shown for none, as where small numbers are withheld, its facts say nothing to hold it against.
    """
    allowed = [span for entry in fixed for span in entry.found_in(passage.block.text)]
    repeated = list(services) if passage.each_service else [None]
    for word in direction_words(passage.prose):
        if any(start < word.end and word.start < end for start, end in allowed):
            continue
        judged = [_judged(word, passage, facts, service) for service in repeated]
        shown = [_is_shown(_conditions(word, passage, service), facts) for service in repeated]
        problems = [found for found, is_shown in zip(judged, shown, strict=True) if found and (found.fact or is_shown)]
        printed = [_for(service, fact.name) for service in repeated for fact in _in_sentence(word, passage)]
        if not problems and all(judged) and (any(shown) or not any(name in facts for name in printed)):
            problems = [found for found in judged if found]
        yield from sorted(problems, key=lambda found: not found.fact)[:1]


def _judged(
    word: DirectionWord, passage: Passage, facts: Mapping[str, Fact], service: Service | None
) -> TypedDirection | None:
    """Hold a word against its conditions, then against the facts nearest to it."""
    conditions = _conditions(word, passage, service)
    claims = [_BY_CONDITION.get(name.rpartition("-")[2]) for name, _ in conditions]
    given = [name for (name, when), claim in zip(conditions, claims, strict=True) if when and claim is word.says]
    if given:
        return None
    opposite = [
        name
        for (name, when), claim in zip(conditions, claims, strict=True)
        if when and {claim, word.says} in _OPPOSITES
    ]
    if opposite:
        return TypedDirection(passage, word, opposite[0], "the text stands under that condition")
    near = [
        (at, known) for at in _facts_near(word, passage) if (known := known_of(_for(service, at.name), facts, word))
    ]
    printed = [facts.get(_for(service, at.name)) for at in _in_sentence(word, passage)]
    if _is_shown(conditions, facts):
        contradicting = _contradicting(word, near, passage)
        if contradicting is not None:
            return TypedDirection(passage, word, contradicting.name, contradicting.text)
    supported = bool(near) or any(fact is not None and says_numbers(fact, word) for fact in printed)
    return None if supported or word.is_number or any(claims) else TypedDirection(passage, word)


def _conditions(word: DirectionWord, passage: Passage, service: Service | None) -> list[tuple[str, bool]]:
    asked = (*passage.block.conditions, *passage.prose.conditions_at(word.start))
    return [(_for(service, condition.name), condition.when) for condition in asked]


def _is_shown(conditions: Iterable[tuple[str, bool]], facts: Mapping[str, Fact]) -> bool:
    return all((name in facts and facts[name].value is True) == when for name, when in conditions)


_OPPOSITES = ({Says.up, Says.down}, {Says.top, Says.bottom})


def _for(service: Service | None, name: str) -> str:
    return name if service is None else for_service(f"{{{{< var {name} >}}}}", service)[8:-4].strip()


def _in_sentence(word: DirectionWord, passage: Passage) -> list[PrintedFact]:
    sentence = passage.prose.sentence_at(word.start)
    return [fact for fact in passage.prose.facts if sentence.start <= fact.start < sentence.end]


def _facts_near(word: DirectionWord, passage: Passage) -> list[PrintedFact]:
    """Get the facts of the word's sentence: those of its clause first, the nearest first."""
    start, end = passage.prose.clause_at(word.start)

    def distance(fact: PrintedFact) -> tuple[bool, int]:
        apart = fact.start - word.end if fact.start >= word.end else word.start - fact.end
        return not start <= fact.start < end, apart

    return sorted(_in_sentence(word, passage), key=distance)


def _contradicting(word: DirectionWord, near: list[tuple[PrintedFact, Known]], passage: Passage) -> Known | None:
    """Get the fact that says otherwise: the nearest of the clause; where it has none, all of the sentence's must."""
    deciding = [(at, known) for at, known in near if word.says in known.true | known.false]
    if not deciding:
        return None
    start, end = passage.prose.clause_at(word.start)
    own = [known for at, known in deciding if start <= at.start < end]
    if word.says in (Says.over, Says.under):
        own = [known for at, known in deciding if at.start - word.end in (1, 2)]
        return own[0] if own and word.says in own[0].false else None
    if own:
        return own[0] if word.says in own[0].false else None
    others = [known for _, known in deciding]
    return others[0] if all(word.says in known.false for known in others) else None
