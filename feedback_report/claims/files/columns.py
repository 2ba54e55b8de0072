"""Pages set in columns: the text of each column after the other, as it is read."""

import re
from collections import Counter
from collections.abc import Iterator

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)|^ {16,}(?=\S)")
_IS_ROW = re.compile(r" {2,}[£(+-]?\d[\d,.]*%?\)?\s*$")  # of a table: it ends with a number that stands apart
_FEWEST_LINES = 6
_NARROWEST = 16  # signs of a column
_WORDS = 3  # of a line that is prose


def in_reading_order(page: str) -> str:
    """Set the columns of a printed page below each other; what goes across them stays between.

    Only columns of prose are parted: of a table the lines belong together.
    """
    lines = page.splitlines()
    gutter = _gutter(lines)
    if gutter is None:
        return page
    pieces: list[str] = []
    for lefts, rights in _stretches(lines, gutter):
        pieces += [*lefts, in_reading_order("\n".join(rights))] if rights else lefts
    return "\n".join(_without_gaps(pieces))


_UNFINISHED = re.compile(r"[^.!?:;]\s*$")
_GOES_ON = re.compile(r"\s*[a-z(]")


def _without_gaps(lines: list[str]) -> Iterator[str]:
    """Drop empty lines within a sentence: the other column has them, or the column ends there."""
    held = [line for piece in lines for line in piece.split("\n")]
    last = ""
    for index, line in enumerate(held):
        following = next((other for other in held[index:] if other.strip()), "")
        if line.strip() or not (_UNFINISHED.search(last) and _GOES_ON.match(following)):
            yield line
        last = line if line.strip() else last


def _gutter(lines: list[str]) -> int | None:
    """Find where a second column of prose begins: many lines go on there after a gap."""
    starts = Counter(match.end() for line in lines for match in _GAP.finditer(line))
    longest = max(map(len, lines), default=0)
    for start, _ in starts.most_common(3):
        if not _NARROWEST <= start <= longest - _NARROWEST:
            continue
        both = [line for line in lines if _is_free(line, start) and line[:start].strip() and line[start:].strip()]
        prose = [
            line
            for line in both
            if _is_prose(_pieces(line[:start])[-1]) and _is_prose(_pieces(line[start:])[0]) and not _IS_ROW.search(line)
        ]
        across = [line for line in lines if not _is_free(line, start)]
        if len(prose) >= _FEWEST_LINES and len(prose) > 0.5 * len(both) and len(both) > len(across):
            return start
    return None


def _is_free(line: str, start: int) -> bool:
    """Whether nothing of a line reaches over the gap before a position."""
    return not line[start - 2 : start].strip()


def _pieces(text: str) -> list[str]:
    return re.split(r" {2,}", text.strip())


def _is_prose(text: str) -> bool:
    words = text.split()
    return len(words) >= _WORDS and sum(word[:1].isalpha() for word in words) > len(words) / 2


def _stretches(lines: list[str], start: int) -> Iterator[tuple[list[str], list[str]]]:
    """Part the lines between those that go across: the left halves and the right halves of each stretch."""
    lefts: list[str] = []
    rights: list[str] = []
    for line in lines:
        if _is_free(line, start):
            lefts.append(line[:start].rstrip())
            rights.append(line[start:].rstrip())
        else:
            yield lefts, rights
            yield [line], []
            lefts, rights = [], []
    yield lefts, rights
