"""Sentences that list numbers "respectively", read once for each place in the lists."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from feedback_report.claims.numbers.item import ASIDE
from feedback_report.claims.sentences.readings import Reading

Read = tuple[Reading, Sequence[Reading]]
_TOKEN = r"<{kind}\d+>(?: (?!(?:from|to|of|and|compared|against)\b)[a-z'-]+){{0,2}}"
_FIRST, _NEXT = _TOKEN.format(kind="(?P<kind>[CPMDRF])"), _TOKEN.format(kind="(?P=kind)")
_LIST = re.compile(rf"{_FIRST}(?:,? and {_NEXT}|(?:, {_NEXT})+,? and {_NEXT})")
_COUNTS = re.compile(r"<[CB](\d+)>")


def one_by_one(reading: Reading, earlier: Sequence[Reading]) -> list[Read]:
    """Read "rose from 10 and 20 to 15 and 30 respectively" as "from 10 to 15" and "from 20 to 30".

    A single list goes with as many pairs of the sentence, or with as many parts and wholes of
    the sentence before. Without lists that go together the sentence is read as it is.
    """
    code = reading.sentence.code
    lists = list(_LIST.finditer(code)) if "respectively" in code else []
    sizes = {len(_numbers(found)) for found in lists}
    if len(sizes) != 1:
        return [(reading, earlier)]
    many = sizes.pop()
    if len(lists) > 1:
        listed = {number for found in lists for number in _numbers(found)}
        changes = [change.size for change in reading.changes if change.size not in listed]
        others = [{*changes} - {change} for change in changes] if len(changes) == many else [set[int]()] * many
        return [(_only(reading, lists, place, others[place]), earlier) for place in range(many)]
    pairs = [pair for pair in reading.pairs if pair.how == "from to"]
    if len(pairs) == many:
        numbers = [{pair.before, pair.now} for pair in pairs]
        others = [set[int]().union(*numbers) - own for own in numbers]
        return [(_only(reading, lists, place, others[place]), earlier) for place in range(many)]
    counts = [int(number) for number in _COUNTS.findall(earlier[-1].code)] if earlier else []
    if len(counts) != 2 * many or _COUNTS.search(reading.code):
        return [(reading, earlier)]
    held = [set(counts) - set(counts[2 * place : 2 * place + 2]) for place in range(many)]
    return [
        (_only(reading, lists, place), [*earlier[:-1], _only(earlier[-1], (), 0, left_out)])
        for place, left_out in enumerate(held)
    ]


def _numbers(found: re.Match[str]) -> list[int]:
    return [int(number) for number in re.findall(r"<\w(\d+)>", found[0])]


def _only(
    reading: Reading, lists: Sequence[re.Match[str]], place: int, others: Collection[int] = frozenset()
) -> Reading:
    """Read a sentence again with one number of each list, and without some others."""
    code = reading.sentence.code
    left_out = set(others)
    for found in reversed(lists):
        numbers = _numbers(found)
        token = re.search(_TOKEN.format(kind=rf"\w(?={numbers[place]}>)"), found[0])
        code = code[: found.start()] + (token[0] if token else "") + code[found.end() :]
        left_out |= {*numbers} - {numbers[place]}
    for number in others:
        code = re.sub(rf"<\w{number}>", "", code)
    items = tuple(
        replace(item, kind=ASIDE) if number in left_out else item for number, item in enumerate(reading.sentence.items)
    )
    return Reading.of(replace(reading.sentence, items=items, code=re.sub(r"\s+", " ", code)))
