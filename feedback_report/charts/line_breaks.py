"""Lines of words that fit a chart."""

import textwrap
from collections.abc import Sequence

MONTHS = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
LONGEST = 4  # lines; a longer label ends in "…", and is whole in the data beside the figure


def wrapped(text: str, width: int) -> str:
    """Break a text into lines of at most ``width`` characters, long words included."""
    return "\n".join(textwrap.wrap(text, width, max_lines=LONGEST, placeholder="…")) or text


def lines_of(texts: Sequence[str]) -> int:
    """Count the lines of the tallest text."""
    return max((text.count("\n") + 1 for text in texts), default=1)
