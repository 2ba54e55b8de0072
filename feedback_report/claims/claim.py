"""What a check of one claim says: the sentence, what was read, what is true, and the verdict."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """Whether a claim follows from the numbers that stand beside it."""

    RIGHT = "right"
    WRONG = "wrong"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Claim:
    """One arithmetic claim of a paper.

    ``kind`` is what is claimed (change, share, total ...), ``numbers`` the numbers it was
    recomputed from as the paper prints them, ``stated`` what the paper says and ``true`` what
    follows from the numbers (empty when nothing does). ``reason`` says why a claim is wrong or
    cannot be decided. ``place`` is where in the file the sentence stands, ``block`` the number
    of the paragraph or table there, and ``span`` the sentence within that paragraph.
    """

    kind: str
    sentence: str
    numbers: tuple[str, ...]
    stated: str
    true: str
    verdict: Verdict
    reason: str = ""
    file: str = ""
    place: str = ""
    block: int = -1
    span: tuple[int, int] = (0, 0)

    def at(self, **where: Any) -> "Claim":
        """Get the same claim with its file, place, block or span filled in."""
        return replace(self, **where)

    def as_dict(self) -> dict[str, Any]:
        """Get what a reader of JSON needs: everything but the position within the paragraph."""
        held = asdict(self)
        held["verdict"] = self.verdict.value
        held["numbers"] = list(self.numbers)
        for inner in ("span", "block"):
            del held[inner]
        return held
