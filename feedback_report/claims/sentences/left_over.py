"""What is left of a number of which some are taken away: "91 complaints, of which 15 were withdrawn"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedback_report.claims.numbers.item import Item
from feedback_report.claims.sentences.readings import Reading

GONE = (
    r"(?:not (?:investigated|accepted|pursued|valid|looked into)|withdrawn|excluded|rejected|invalid|rescinded|"
    r"cancelled|discontinued|overturned|quashed|removed)"
)
_TAKEN_AWAY = re.compile(
    r"<[CB](\d+)>[^<>¦]*(?:<X\d+>[^<>¦]*)?[ ,;¦]*\(?(?:(?:of which|of whom|but|and|less|although) )?"
    r"<[CB](\d+)> (?:of (?:these|those|them|which|whom) )?(?:[a-z]+ ){0,2}(?:(?:were|was|(?:have|had) (?:[a-z]+"
    r" )?been|being) "
    r"(?:(?:later|then|subsequently) )?)?" + GONE
)
# "11 pupils had been excluded (14 exclusions had been made and 3 withdrawn)"
_IN_BRACKETS = re.compile(rf"<[CB](?P<left>\d+)>[^<>()¦;]*\((?P<held>[^()<>]*{_TAKEN_AWAY.pattern}[^()<>]*)\)")


def left_of(near: Sequence[Reading]) -> tuple[Item, str] | None:
    """Get what is left of the last number: "91 complaints, of which 15 were not investigated" leaves 76."""
    found = taken_away(near[-1]) if near else None
    if found is None:
        return None
    all_of_them, gone = (near[-1].item(number) for number in found)
    left = replace(all_of_them, value=all_of_them.value - gone.value)
    return left, " less ".join(near[-1].sentence.printed(number) for number in found)


def left_in_brackets(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """Get each number that the brackets after it explain, with the number it is left of and the one taken away."""
    for match in _IN_BRACKETS.finditer(reading.code):
        whole, gone, *_ = re.findall(r"<[CB](\d+)>", match["held"])
        yield int(match["left"]), int(whole), int(gone)


def taken_away(reading: Reading) -> tuple[int, int] | None:
    """Get the number that a sentence takes another away from, and the other."""
    match = _TAKEN_AWAY.search(reading.code)
    return (int(match[1]), int(match[2])) if match else None
