"""What is left of a number of which some are taken away: "91 complaints, of which 15 were withdrawn"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from feedback_report.claims.numbers.item import Item
from feedback_report.claims.sentences.readings import Reading

_TAKEN_AWAY = re.compile(
    r"<[CB](\d+)>[^<>¦]*(?:<X\d+>[^<>¦]*)?,? (?:of which |of whom |but |and )?<[CB](\d+)> (?:of (?:these|them) "
    r")?(?:were|was|have been) (?:not (?:investigated|accepted|pursued|valid)|withdrawn|excluded|rejected|invalid)"
)


def left_of(near: Sequence[Reading]) -> tuple[Item, str] | None:
    """Get what is left of the last number: "91 complaints, of which 15 were not investigated" leaves 76."""
    match = _TAKEN_AWAY.search(near[-1].code) if near else None
    if match is None:
        return None
    all_of_them, gone = (near[-1].item(int(number)) for number in match.groups())
    left = replace(all_of_them, value=all_of_them.value - gone.value)
    return left, f"{near[-1].sentence.printed(int(match[1]))} less {near[-1].sentence.printed(int(match[2]))}"
