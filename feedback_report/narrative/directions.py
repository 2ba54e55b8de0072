"""Whether the facts beside a word of comparison say what the word says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from feedback_report.facts import Fact
from feedback_report.narrative.direction_words import DirectionWord, Says, direction_words
from feedback_report.narrative.fixed_text import FixedText
from feedback_report.narrative.passages import Passage
from feedback_report.narrative.prose import PrintedFact
from feedback_report.sections import for_service
from feedback_report.settings import Service
from feedback_report.wording.changes import DECREASED, INCREASED

_DIRECTIONS = {INCREASED: Says.up, DECREASED: Says.down}
_MULTIPLES = {
    "doubl": (90, 130),
    "trebl": (180, 240),
    "tripl": (180, 240),
    "quadrupl": (270, 350),
    "halv": (-57, -43),
    "twice": (90, 130),
}
_BY_CONDITION = {
    **dict.fromkeys(("rose", "higher", "rising"), Says.up),
    **dict.fromkeys(("fell", "lower", "falling"), Says.down),
    "highest": Says.top,
    "lowest": Says.bottom,
}
_POSITION = re.compile(r"the (?P<joint>joint )?(?:(?P<place>\w+) )?(?P<end>highest|lowest) of \d+")


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


@dataclass(frozen=True)
class Known:
    """What the facts know of one printed fact: what may be said of it, and the fact that says so."""

    name: str
    text: str
    true: frozenset[Says]
    false: frozenset[Says]


def typed_directions(
    passage: Passage, facts: Mapping[str, Fact], services: Iterable[Service], fixed: Iterable[FixedText] = ()
) -> Iterator[TypedDirection]:
    """Find the words of comparison of a passage that a fact contradicts, or that none supports.

    A text that stands in the paper once for each service is held against the facts of each.
    """
    allowed = [span for entry in fixed for span in entry.found_in(passage.block.text)]
    repeated = list(services) if passage.each_service else [None]
    for word in direction_words(passage.prose):
        if any(start < word.end and word.start < end for start, end in allowed):
            continue
        judged = [_judged(word, passage, facts, service) for service in repeated]
        problem = next((found for found in judged if found is not None and found.fact), None)
        problem = problem or next(filter(None, judged), None)
        if problem is not None:
            yield problem


def _judged(
    word: DirectionWord, passage: Passage, facts: Mapping[str, Fact], service: Service | None
) -> TypedDirection | None:
    """Hold a word against its conditions, then against the facts nearest to it."""
    asked = (*passage.block.conditions, *passage.prose.conditions_at(word.start))
    conditions = [(_for(service, condition.name), condition.when) for condition in asked]
    shown = all((name in facts and facts[name].value is True) == when for name, when in conditions)
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
    near = [(at, known) for at in _facts_near(word, passage) if (known := _known(_for(service, at.name), facts, word))]
    printed = [facts.get(_for(service, at.name)) for at in _in_sentence(word, passage)]
    if shown:
        contradicting = _contradicting(word, near, passage)
        if contradicting is not None:
            return TypedDirection(passage, word, contradicting.name, contradicting.text)
    supported = bool(near) or any(fact is not None and _says_numbers(fact) for fact in printed)
    return None if supported or word.is_number or any(claims) else TypedDirection(passage, word)


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
    """Get the fact that says otherwise: the nearest of the clause, or all of the sentence's where the clause has none."""
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


def _known(name: str, facts: Mapping[str, Fact], word: DirectionWord) -> Known | None:
    """Get what the facts know of one that is printed, as far as the word asks."""
    fact = facts.get(name)
    if fact is None:
        return None
    if word.says in (Says.up, Says.down, Says.same, Says.multiple):
        return _change(fact, facts, word)
    if word.says in (Says.top, Says.bottom):
        return _extreme(fact, facts) or _position(fact) or _ranking(fact, facts, word)
    if word.says in (Says.majority, Says.minority):
        return _share(fact, facts)
    return _hedged(fact)


def _change(fact: Fact, facts: Mapping[str, Fact], word: DirectionWord) -> Known | None:
    root = _root(fact.name, "direction", facts) or _sibling(fact, facts)
    if root is None:
        higher = _root(fact.name, "higher", facts)
        return _comparison(higher, facts) if higher else None
    direction, main = facts[f"{root}-direction"].text, facts[root]
    true = {_DIRECTIONS.get(direction, Says.same)}
    percent = main.value if isinstance(main.value, (int, float)) and main.unit == "%" else None
    if word.says is Says.multiple and _is_multiple(word.word.lower(), percent, true):
        true.add(Says.multiple)
    every = {Says.up, Says.down, Says.same, Says.multiple}
    return Known(root, main.text, frozenset(true), frozenset(every - true))


def _is_multiple(word: str, percent: float | None, true: set[Says]) -> bool:
    """Whether a change is as large as "doubled" says; of a small base only the direction is known."""
    low, high = next(bounds for stem, bounds in _MULTIPLES.items() if stem in word)
    if percent is None:
        return (Says.down if "halv" in word else Says.up) in true
    exactly = {"doubl": 100, "trebl": 200, "tripl": 200, "quadrupl": 300, "halv": -50, "twice": 100}
    target = next(size for stem, size in exactly.items() if stem in word)
    if re.match(r"(?:more than|over)\b", word):
        return percent > target if target > 0 else percent < target
    if re.match(r"(?:nearly|almost)\b", word):
        return low - 10 <= percent < target if target > 0 else target < percent <= high + 10
    return low <= percent <= high


def _comparison(root: str, facts: Mapping[str, Fact]) -> Known:
    higher, lower = facts[f"{root}-higher"].value, facts[f"{root}-lower"].value
    true = {Says.up} if higher else {Says.down} if lower else {Says.same}
    return Known(root, facts[root].text, frozenset(true), frozenset({Says.up, Says.down, Says.same} - true))


def _extreme(fact: Fact, facts: Mapping[str, Fact]) -> Known | None:
    root = _root(fact.name, "lowest", facts)
    if root is None or f"{root}-highest" not in facts:
        return None
    true = {says for says, word in ((Says.top, "highest"), (Says.bottom, "lowest")) if facts[f"{root}-{word}"].value}
    return Known(root, facts[root].text, frozenset(true), frozenset({Says.top, Says.bottom} - true))


def _position(fact: Fact) -> Known | None:
    match = _POSITION.fullmatch(fact.text)
    if match is None:
        return None
    first = match["place"] is None
    true = {Says.top if match["end"] == "highest" else Says.bottom} if first else set()
    return Known(fact.name, fact.text, frozenset(true), frozenset({Says.top, Says.bottom} - true))


def _ranking(fact: Fact, facts: Mapping[str, Fact], word: DirectionWord) -> Known | None:
    root = _root(fact.name, "tied", facts)
    if root is None:
        return None
    named = re.match(r"(first|second|third|fourth|fifth)\b", fact.name.removeprefix(root).removeprefix("-"))
    place = 1 if named is None else ("first", "second", "third", "fourth", "fifth").index(named[1]) + 1
    true = {Says.top} if place == word.place else set()
    return Known(fact.name, fact.text, frozenset(true), frozenset({Says.top, Says.bottom} - true))


def _share(fact: Fact, facts: Mapping[str, Fact]) -> Known | None:
    root = _root(fact.name, "base", facts)
    if root is None or fact.unit != "%" or not isinstance(fact.value, (int, float)):
        return None
    true = {Says.majority} if fact.value > 50 else {Says.minority} if fact.value < 50 else set()
    return Known(fact.name, fact.text, frozenset(true), frozenset({Says.majority, Says.minority} - true))


def _hedged(fact: Fact) -> Known | None:
    """Hold the unrounded value against the printed one: exactly 250% is not "over 250%"."""
    printed = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)(?:%| percentage points?| per 100,000.*)?", fact.text)
    if printed is None or isinstance(fact.value, (bool, str)) or fact.value is None or "day" in fact.unit:
        return None
    value, shown = abs(float(fact.value)), float(printed[1].replace(",", ""))
    true = {Says.over} if value > shown else {Says.under} if value < shown else set()
    return Known(
        fact.name, f"{fact.text} ({value:g} unrounded)", frozenset(true), frozenset({Says.over, Says.under} - true)
    )


def _root(name: str, companion: str, facts: Mapping[str, Fact]) -> str | None:
    """Get the fact that a companion belongs to: of ``a.change-percent``, with ``direction``, it is ``a.change``."""
    while name:
        if name in facts and f"{name}-{companion}" in facts:
            return name
        above, hyphen, last = name.rpartition("-")
        name = above if hyphen and "." not in last else ""
    return None


def _sibling(fact: Fact, facts: Mapping[str, Fact]) -> str | None:
    """Get the change of a count or rate: of ``a.total`` it is ``a.change``, of ``a.requested`` ``a.requested-change``."""
    if isinstance(fact.value, (bool, str)) or fact.value is None:
        return None
    parent, _, last = fact.name.rpartition(".")
    stem = last.removesuffix("-counted").removesuffix("-opening").removesuffix("-number")
    names = [f"{parent}.{stem}-change"]
    names += [f"{parent}.change"] if stem in ("total", "now", "before") else []
    return next((name for name in names if f"{name}-direction" in facts), None)


def _says_numbers(fact: Fact) -> bool:
    """Whether a fact can support a comparison: a number, or words with numbers in them, of cases."""
    if fact.section == "settings":
        return False
    return isinstance(fact.value, (int, float)) or bool(re.search(r"\d", fact.text))
