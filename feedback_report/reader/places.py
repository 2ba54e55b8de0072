"""Where something stands in the source, and the list of problems found on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from feedback_report.errors import RenderError


@dataclass(frozen=True)
class Place:
    """A file, and in it a notebook's cell (counted from 1) and a line (counted from 1)."""

    file: str
    line: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.cell is not None:
            parts.append(f"cell {self.cell}")
        if self.line is not None:
            parts.append(f"line {self.line}")
        return ", ".join(parts)


NAMED = 5  # so many places of one problem are named
REPORT = Place("the report")  # where nothing more exact is known


@dataclass(frozen=True)
class Line:
    """One line of the Markdown that is handed to pandoc, and where the author wrote it."""

    text: str
    place: Place


class Problems:
    """What is wrong with the source; everything is collected before anything is raised."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def add(self, place: Place | Iterable[Place] | None, message: str) -> None:
        """Record a problem at one place, or at several."""
        places = [place] if isinstance(place, Place) else list(dict.fromkeys(place or ())) or [REPORT]
        more = f" and {len(places) - NAMED} other places" if len(places) > NAMED + 1 else ""
        named = places if not more else places[:NAMED]
        text = f"{'; '.join(map(str, named))}{more}: {message}"
        if text not in self.messages:
            self.messages.append(text)

    def check(self) -> None:
        """Raise RenderError with every problem found so far, if there is any."""
        if self.messages:
            raise RenderError(self.messages)


def nearest(name: str, names: Iterable[str], likeness: float = 0.6) -> str:
    """Get a sentence that offers the names most like ``name``, or an empty text."""
    close = get_close_matches(name, {str(known) for known in names} - {name}, n=3, cutoff=likeness)
    return f" Nearest: {', '.join(close)}." if close else ""
