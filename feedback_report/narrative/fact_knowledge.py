"""What the facts of a year know of one that is printed: which way it went, what place it holds, how large it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from feedback_report.facts import Fact
from feedback_report.narrative.comparison_words import ORDINALS, Says
from feedback_report.narrative.finding_directions import DirectionWord
from feedback_report.wording.changes import DECREASED, INCREASED

_DIRECTIONS = {INCREASED: Says.up, DECREASED: Says.down}
# By what a number was multiplied. "Doubled" is said of 1.9 to 2.3 times, "halved" of 0.43 to 0.57.
_TIMES = {"doubl": 2.0, "twice": 2.0, "trebl": 3.0, "tripl": 3.0, "quadrupl": 4.0, "halv": 0.5}
_POSITION = re.compile(r"the (?:joint )?(?:(?P<place>\w+) )?(?P<end>highest|lowest) of \d+")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:/\d\d)?\b")
_PLACES = {1: "first", **{place: word for word, place in ORDINALS.items()}}


@dataclass(frozen=True)
class Known:
    """What may and what may not be said of a printed fact; ``name`` is the fact that says so, ``text`` its words."""

    name: str
    text: str
    true: frozenset[Says]
    false: frozenset[Says]

    @classmethod
    def of(cls, name: str, text: str, true: set[Says], asked: set[Says]) -> "Known":
        """Know of what is asked that ``true`` holds and the rest does not."""
        return cls(name, text, frozenset(true), frozenset(asked - true))


def known_of(name: str, facts: Mapping[str, Fact], word: DirectionWord) -> Known | None:
    """Get what the facts know of one that is printed, as far as a word asks; None where they know nothing of it."""
    fact = facts.get(name)
    if fact is None:
        return None
    if word.says in (Says.up, Says.down, Says.same, Says.multiple):
        return _change(fact, facts, word)
    if word.says in (Says.top, Says.bottom):
        return _extreme(fact, facts) or _position(fact, word) or _ranking(fact, facts, word)
    if word.says in (Says.majority, Says.minority):
        return _share(fact, facts)
    return _hedged(fact)


def says_numbers(fact: Fact, word: DirectionWord) -> bool:
    """Whether a fact can support a comparison: a number, or words with numbers in them, not of the settings.

    The name of a month or year can be what was the highest; it is no number that rose.
    """
    if fact.section == "settings":
        return False
    words = fact.text if word.says in (Says.top, Says.bottom) else _YEAR.sub("", fact.text)
    return isinstance(fact.value, (int, float)) or bool(re.search(r"\d|\bno \w", words))


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
    return Known.of(root, main.text, true, every)


def _is_multiple(word: str, percent: float | None, true: set[Says]) -> bool:
    """Whether a change is as large as "doubled" says; of a small base only the direction is known."""
    times = next(size for stem, size in _TIMES.items() if stem in word)
    if percent is None:
        return (Says.up if times > 1 else Says.down) in true
    now = 1 + percent / 100
    least, most = (0.95 * times, 1.15 * times) if times > 1 else (0.86 * times, 1.14 * times)
    if re.match(r"(?:more than|over)\b", word):
        return now > times if times > 1 else now < times
    if re.match(r"(?:nearly|almost)\b", word):
        return 0.85 * times <= now < times if times > 1 else times < now <= most
    return least <= now <= most


def _comparison(root: str, facts: Mapping[str, Fact]) -> Known:
    higher, lower = facts[f"{root}-higher"].value, facts[f"{root}-lower"].value
    true = {Says.up} if higher else {Says.down} if lower else {Says.same}
    return Known.of(root, facts[root].text, true, {Says.up, Says.down, Says.same})


def _extreme(fact: Fact, facts: Mapping[str, Fact]) -> Known | None:
    root = _root(fact.name, "lowest", facts)
    if root is None or f"{root}-highest" not in facts:
        return None
    true = {says for says, word in ((Says.top, "highest"), (Says.bottom, "lowest")) if facts[f"{root}-{word}"].value}
    return Known.of(root, facts[root].text, true, {Says.top, Says.bottom})


def _position(fact: Fact, word: DirectionWord) -> Known | None:
    match = _POSITION.fullmatch(fact.text)
    if match is None:
        return None
    held = (match["place"] or "first") == _PLACES[word.place]
    true = {Says.top if match["end"] == "highest" else Says.bottom} if held else set()
    return Known.of(fact.name, fact.text, true, {Says.top, Says.bottom})


def _ranking(fact: Fact, facts: Mapping[str, Fact], word: DirectionWord) -> Known | None:
    root = _root(fact.name, "tied", facts)
    if root is None:
        return None
    named = re.match(r"-(\w+)", fact.name.removeprefix(root))
    place = named[1] if named and named[1] in _PLACES.values() else "first"
    true = {Says.top} if place == _PLACES[word.place] else set()
    return Known.of(fact.name, fact.text, true, {Says.top, Says.bottom})


def _share(fact: Fact, facts: Mapping[str, Fact]) -> Known | None:
    root = _root(fact.name, "base", facts)
    if root is None or fact.unit != "%" or not isinstance(fact.value, (int, float)):
        return None
    true = {Says.majority} if fact.value > 50 else {Says.minority} if fact.value < 50 else set()
    return Known.of(fact.name, fact.text, true, {Says.majority, Says.minority})


def _hedged(fact: Fact) -> Known | None:
    """Hold the unrounded value against the printed one: exactly 250% is not "over 250%"."""
    printed = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)(?:%| percentage points?| per 100,000.*)?", fact.text)
    if printed is None or isinstance(fact.value, (bool, str)) or fact.value is None or "day" in fact.unit:
        return None
    value, shown = abs(float(fact.value)), float(printed[1].replace(",", ""))
    true = {Says.over} if value > shown else {Says.under} if value < shown else set()
    return Known.of(fact.name, f"{fact.text} ({value:g} unrounded)", true, {Says.over, Says.under})


def _root(name: str, companion: str, facts: Mapping[str, Fact]) -> str | None:
    """Get the fact that a companion belongs to: of ``a.change-percent``, with ``direction``, it is ``a.change``."""
    while name:
        if name in facts and f"{name}-{companion}" in facts:
            return name
        above, hyphen, last = name.rpartition("-")
        name = above if hyphen and "." not in last else ""
    return None


def _sibling(fact: Fact, facts: Mapping[str, Fact]) -> str | None:
    """Get the change of a count or rate: of ``a.total`` ``a.change``, of ``a.requested`` ``a.requested-change``."""
    if isinstance(fact.value, (bool, str)) or fact.value is None:
        return None
    parent, _, last = fact.name.rpartition(".")
    stem = last.removesuffix("-counted").removesuffix("-opening").removesuffix("-number")
    names = [f"{parent}.{stem}-change"]
    names += [f"{parent}.change"] if stem in ("total", "now", "before") else []
    return next((name for name in names if f"{name}-direction" in facts), None)
