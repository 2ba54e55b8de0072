"""Whether a text goes on about one thing or turns to another: "Roads had 354. Parks came next. Half of these"."""

import re
from collections.abc import Sequence

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
_OF_ITS_OWN = re.compile(r"\b(?:In|For|At|Within) (?:the )?[A-Z][a-z]+|\b[A-Z][a-z]+'s\b")  # "In Parks, 12 (40%) ..."
_ITS_NOUN = re.compile(r"[^,.;:(]*")


def turns_to_another(source: Reading, whole: Item, told: Sequence[Reading], part: Item) -> bool:
    """Whether the text from a number of ``source`` to a part in the last sentence names what was not named before."""
    text = source.sentence.text
    noun = _ITS_NOUN.match(text, whole.end)
    end = noun.end() if noun else whole.end
    first = next(n for n in range(len(told) - 1, -1, -1) if told[n] is source)
    own = "" if told[-1] is source else " ".join(_OF_ITS_OWN.findall(told[-1].sentence.text[: part.start]))
    rest = text[end : part.start] if told[-1] is source else text[end:]
    between = " ".join([rest, *(reading.sentence.text for reading in told[first + 1 : -1]), own])
    return bool(_TURNS.search(between)) or any(word not in text[:end] for word in _NAME.findall(between))
