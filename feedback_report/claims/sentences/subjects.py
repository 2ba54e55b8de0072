"""Whether a text goes on about one thing or turns to another: "Roads had 354. Parks came next. Half of these"."""

import re
from collections.abc import Iterable, Sequence

from feedback_report.claims.numbers.item import Item
from feedback_report.claims.sentences.readings import Reading

_TURNS = re.compile(
    r"\b(?:second|third|next|largest|highest|the most|followed|behind|another|turning|contrast)\b", re.IGNORECASE
)
_NAME = re.compile(
    r"\b(?!(?:Of|The|This|These|Those|There|That|They|Them|It|In|On|At|For|From|By|About|Over|Under|Around|Some|Most|"
    r"All|Both|Nearly|Almost|Just|Only|Roughly|Half|More|Less|Fewer|Out|An?|We|Our|Its|And|But|As|Stage|Council|"
    r"Ombudsman|Overall|However|Furthermore|Also|Similarly)\b)[A-Z][A-Za-z]+"
)
# "In Parks, 12 (40%) ...", "Parks' 12", "at stage 2", "in 2021/22"
_GIVEN = re.compile(
    r"\b(?:in|for|at|within|of) (?:the )?((?-i:[A-Z])[a-z]+)|\b((?-i:[A-Z])[a-z]+)(?:'s|s')|"
    r"\b(?:(?:in|at|during|for) )?(?:the )?(stage \d|(?:19|20)\d\d|(?:last|previous) year|year before)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";|,? (?:while|whereas) |, (?:and|but|with) ")
_ITS_NOUN = re.compile(r"[^,.;:(]*")


def is_count_of(reading: Reading, number: int, thing: str) -> bool:
    """Whether a number counts a thing, which is said after it or before it: "compliments came to 265"."""
    said = (
        rf"\b{thing[:-1]}[a-z]*(?: \(|[^<>¦,;]{{0,60}}? (?:totalled|numbered|came to|reached|stood at|to) )<C{number}>"
    )
    return reading.item(number).noun == thing or bool(re.search(said, reading.code))


def turns_to_another(
    source: Reading, whole: Item, told: Sequence[Reading], part: Item, *, goes_on: bool = False
) -> bool:
    """Whether the text from a number of ``source`` to a part in the last sentence names what was not named before.

    Where it ``goes_on`` about that number, only a name that is given to the part itself can be another.
    """
    text, said = source.sentence.text, told[-1].sentence.text[: part.start]
    noun = _ITS_NOUN.match(text, whole.end)
    named = text[: noun.end() if noun else whole.end]
    first = next(n for n in range(len(told) - 1, -1, -1) if told[n] is source)
    if told[-1] is source:
        since = said[len(named) :]
        clause = _CLAUSE.split(since)
        given = _GIVEN.match(clause[-1].strip()) if len(clause) > 1 else None
        words = _said_in([given] if given else [])
    else:
        since = " ".join([text[len(named) :], *(reading.sentence.text for reading in told[first + 1 : -1])])
        opening = _NAME.match(said) if _NAME.match(text) else None
        words = [*_said_in(_GIVEN.finditer(said)), *([opening[0]] if opening else [])]
    if not goes_on:
        words += _NAME.findall(since)
    is_other = any(word not in (text if word[0].isdigit() and told[-1] is not source else named) for word in words)
    return is_other or (not goes_on and bool(_TURNS.search(since)))


def _said_in(found: Iterable[re.Match[str]]) -> list[str]:
    return [word for match in found for word in match.groups() if word]
