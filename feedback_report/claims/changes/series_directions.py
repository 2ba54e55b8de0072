"""Directions whose numbers stand elsewhere: "Comments fell this year", with the years in a table or beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from feedback_report.claims.changes.direction_verdicts import is_of_quality, way_of, way_said
from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.numbers.judging import written
from feedback_report.claims.numbers.nouns import things_named
from feedback_report.claims.sentences.directions import NOUN, THAN, VERB, direction_of
from feedback_report.claims.sentences.readings import Reading
from feedback_report.claims.tables.named_cells import stems
from feedback_report.claims.tables.period_series import Series, period_of

_SAME = r"(?:the same|unchanged)"
_WORD = re.compile(
    rf"\b(?:(?P<word>(?:more )?quickly|{VERB}|{NOUN}|{_SAME})|"
    rf"(?P<than>{THAN})(?= (?:[a-z]+ ){{0,3}}(?:than|compared|in <)))\b"
    r"(?!-| to (?:the|an?|our|this)\b)"
)
_ENDS = re.compile(r"[;:]|¦|\.(?= )")
_AND = re.compile(r",? (?:and|but|then|before) |, (?=(?:this|it|which|with|followed)\b)")
_THOUGH, _COMMA = re.compile(r"\W*(?:al)?though\b|\W*whil(?:e|st)\b"), re.compile(", ")
# What is not said of the numbers themselves, or not of the past.
_NOT_OF_THEM = re.compile(
    r"\b(?:will|would|could|may|might|should|expect\w*|likely|aim\w*|if|due to|because|despite|reflect\w*|result\w*|"
    r"following|attribut\w*|to (?:help|try)|target|demand|support\w*|in order|hope\w*|plann\w*|risk\w*|pressure\w*|"
    r"one of|some|many|most|each of(?! the (?:last|past|previous))|all (?:but|except))\b"
)
_OF_OTHERS = re.compile(r"\b(?:proportion|percentage|rates?|average|times?|per cent|quality|performance|level of)\b|%")
_STEADILY = re.compile(
    r"\b(?:continu\w+|year[- ]on[- ]year|(?:each|every) (?:year|quarter|month)|steadily|consistently)\b"
)
_PLACES = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "two": 2, "three": 3, "four": 4, "five": 5}
_IN_A_ROW = re.compile(
    rf"\b(?:(?:the|in) (?:past|last|previous) )?(?P<n>{'|'.join(_PLACES)}) (?:consecutive |successive )?"
    r"(?:years?|quarters?|months?)\b(?: (?:in a row|running|in succession))?"
)
_SINCE = re.compile(r"\bsince (?P<since>(?:in )?(?:19|20)\d\d)")
_ALL_OF_THEM = re.compile(
    r"\b(?:number|volume|total|overall)\b|"
    r"^\W*(?:the |our |all |total )*(?:complaints|cases|compliments|enquiries|comments)\b"
)
_NARROWED = re.compile(r"\b(?:complaints|cases|enquiries|compliments) (?:about|for|in|to|from|regarding|relating|by)\b")
_IT = re.compile(r"^\W*(?:although|though|but|and)? ?(?:it|this|the (?:number|figure|total|rate|volume)s?)\b(?! of\b)")
_PRONOUN = re.compile(r"\b(?:it|this|they|these|that|the (?:number|figure|total|rate|volume)s?)\b")


@dataclass(frozen=True)
class _Said:
    """A word of direction, what it is said of, and the words round it that may name periods."""

    word: str
    subject: str
    around: str


def series_direction_claims(reading: Reading, held: Sequence[Series]) -> list[Claim]:
    """Judge the directions of the clauses without numbers by the series that they name.

    They are of the periods that are named, else of the last two; a steady rise is of all.
    """
    claims: list[Claim] = []
    last: Series | None = None
    for said in _said(reading):
        series = last if last and _IT.search(said.subject) else _meant(said.subject, held)
        if series is None and _says_nothing(said.subject):
            series = last or _only(held)
        if said.word.endswith("quickly"):
            series = _only([one for one in held if _DAYS.search(one.label)])
        if series is None or _NOT_OF_THEM.search(said.subject + said.around):
            continue
        last = series
        claim = _judged(reading, said, series, held)
        if claim is not None and (claim.verdict is Verdict.RIGHT or not _in_part(said.subject, series)):
            claims.append(claim)
    return claims


def _in_part(subject: str, series: Series) -> bool:
    """Whether a subject says some words of a name and not all, so that it may mean another thing."""
    own, said = set(stems(series.label)), set(stems(subject))
    return series.stated is None and bool(own & said) and not own <= said


_AND_MORE = re.compile(r",? and (?:fewer|more|higher|lower|less)\b")


def _says_way(word: str) -> bool:
    return bool(direction_of(word) or is_of_quality(word) or re.fullmatch(rf"{_SAME}|.*quickly", word))


def _way_said(said: _Said, series: Series) -> str:
    """Get the direction that a word states of a series: nothing for "the same", down for days that are better."""
    days = _DAYS.search(series.label)
    if said.word.endswith("quickly"):
        return "down" if days else ""
    return way_said(said.word, "D" if days else series.items[-1].kind, f"{series.label} {said.around} average".lower())


_DAYS = re.compile(r"\b(?:days|weeks|hours|minutes|time (?:to|taken))\b", re.IGNORECASE)


def _said(reading: Reading) -> Iterator[_Said]:
    text = " ".join(reading.sentence.text.split())
    periods = r"<[XYLH](\d+)>|(?<=last )<D(\d+)>|<D(\d+)>(?= in a row| running| in succession)"
    code = re.sub(
        periods, lambda token: reading.sentence.printed(int(token[token.lastindex or 1])).lower(), reading.code
    )
    for start, end in _clauses(code):
        clause = code[start:end]
        words = [match for match in _WORD.finditer(clause) if _says_way(match["word"] or match["than"])]
        if re.search(r"<[A-Z]\d+>", clause) or len(words) != 1 or not text:
            continue
        word = words[0]["word"] or words[0]["than"]
        before, after = clause[: words[0].start()], _AND_MORE.split(clause[words[0].end() :])[0]
        yield _Said(word, before if _names(before) else after, f"{before} {after}")


_SMALL = re.compile(
    r"\b(?:although|though|however|overall|while|whilst|there|have|has|been|this|that|year|years|were|also|was|then|"
    r"than|with|both|further|slight(?:ly)?|small|large|significant(?:ly)?|followed|over|from|when|since|again|shows?|saw|seen|"
    r"q(?:uarter )?[1-4]|(?:19|20)\d\d(?:[/-]\d+)?)\b"
)


def _names(text: str) -> bool:
    """Whether a text names a thing, and not only a period or what it is compared with."""
    return bool(re.search(r"[a-z]{4}", _SMALL.sub(" ", text)))


def _clauses(code: str) -> Iterator[tuple[int, int]]:
    """Part a sentence at its ends of clauses, and at "and" between two words of direction."""
    ends = [match.end() for match in _ENDS.finditer(code)]
    for start, end in pairwise([0, *ends, len(code)]):
        words = list(_WORD.finditer(code, start, end))
        cuts = [start]
        for one, other in pairwise(words):
            # "although higher than Q1, what is bad and worse fell" is parted at its comma
            though = cuts == [start] and _THOUGH.match(code, start)
            joint = (_COMMA if though else _AND).search(code, one.end(), other.start())
            cuts += [joint.end()] if joint else []
        yield from pairwise([*cuts, end])


def _meant(subject: str, held: Sequence[Series]) -> Series | None:
    """Choose the series whose name a subject has in all its words, the fullest name; else that of all of them."""
    together = {series.label for series in held if series.label.lower().strip() in subject and not series.is_total}
    if len(together) > 1:  # "complaints and concerns": what they are together
        totals = [series for series in held if series.is_total]
        return totals[0] if len(totals) == 1 and len(held) == len(together) + 1 else None
    said = set(stems(subject))
    named = []
    for series in held:
        if series.stated is not None:
            things = things_named(subject)
            if things and things == things_named(series.label):
                named.append((1, series))
            continue
        own = set(stems(series.label))
        if own and (own <= said or len(own & said) >= _MOST_OF_IT):
            named.append((len(own & said), series))
        elif not own and series.label.lower().strip() in subject and not _NARROWED.search(subject):
            named.append((0, series))
    best = max((size for size, _ in named), default=-1)
    found = [series for size, series in named if size == best]
    if found:
        return found[0] if len({series.printed for series in found}) == 1 else None
    if not _ALL_OF_THEM.search(subject) or _NARROWED.search(subject) or _OF_OTHERS.search(subject):
        return None
    things = things_named(subject)
    return _only([series for series in held if series.stated is None or things_named(series.label) == things])


_MOST_OF_IT = 2  # words of a name: "the number of repairs completed" is of the row "Day-to-day repairs completed"


def _only(held: Sequence[Series]) -> Series | None:
    """Get the series of all of them, or the only one."""
    totals = [series for series in held if series.is_total] or list(held)
    return totals[0] if len(totals) == 1 else None


def _says_nothing(subject: str) -> bool:
    """Whether a subject is a pronoun, or no more than the period: "it then fell", "an increase in Q2"."""
    return bool(_PRONOUN.search(subject)) or not _names(subject)


def _judged(reading: Reading, said: _Said, series: Series, held: Sequence[Series]) -> Claim | None:
    places = _places(said.around, series)
    if places is None:
        return None
    items = [series.items[at] for at in places]
    ways = [way_of(before, now) for before, now in pairwise(items)]
    stated = _way_said(said, series)
    if not stated and not re.fullmatch(_SAME, said.word):
        return None
    right = set(ways) == {stated}
    named = _PERIOD.search(said.around) or _THIS_YEAR.search(said.around)
    sure = bool(named) or len(series.periods) == len(places)
    if not right and (not sure or _OF_OTHERS.search(said.subject) or ways[-1] == stated):
        return None
    if any(before.kind == now.kind == "P" and before.value == now.value for before, now in pairwise(items)):
        return None
    verdict, reason = (Verdict.RIGHT, "") if right else (Verdict.WRONG, "the number went the other way")
    true = " to ".join(written(item.value, 2) for item in items)
    numbers = tuple(series.printed[at] for at in places)
    return Claim("direction", reading.sentence.text, numbers, said.word, true, verdict, reason)


_PERIOD = re.compile(r"\b(?:(?:19|20)\d\d|q(?:uarter )?[1-4])\b")
_THIS_YEAR = re.compile(r"\b(?:this|the|last|previous) year\b|\bin a row\b|\brunning\b|\b(?:each|both) of the last\b")


def _places(around: str, series: Series) -> list[int] | None:
    """Get the places of the periods a direction is over: all that are steadily, those named, else the last two."""
    count = len(series.periods)
    periods = [period_of(found[0]) for found in _PERIOD.finditer(around)]
    named = sorted({at for period in periods if period is not None and (at := series.at(period)) is not None})
    if len(named) < len(set(periods)):
        return None
    in_a_row, steady = _IN_A_ROW.search(around), _STEADILY.search(around)
    if in_a_row:
        steps = _PLACES[in_a_row["n"]]
        return list(range(count - steps - 1, count)) if steps < count else None
    if steady and not named:
        return list(range(count - _RUN if steady[0].startswith("contin") and count > _RUN else 0, count))
    if _SINCE.search(around) and len(named) == 1 and named[0] < count - 1:
        return list(range(named[0], count)) if steady else [named[0], count - 1]
    return _named_places(around, named, count)


_RUN, _TWO = 3, 2
_EACH_OF_TWO = re.compile(r"\b(?:in|during|for) (?:both )?q[1-4] and q[1-4]")  # each on the quarter before
_THAN_PERIOD = re.compile(r"\b(?:than|compared (?:to|with)|on|from) (?:in |the |for )?(?:(?:19|20)\d\d|q[1-4])")


def _named_places(around: str, named: list[int], count: int) -> list[int] | None:
    if not named:
        return [count - 2, count - 1]
    if len(named) == 1:
        if _THAN_PERIOD.search(around) and named[0] < count - 1:
            return [named[0], count - 1]
        return [named[0] - 1, named[0]] if named[0] else None
    each = _EACH_OF_TWO.search(around) and named[0] and named[1] == named[0] + 1
    return [named[0] - 1, *named] if each else named if len(named) == _TWO else None
