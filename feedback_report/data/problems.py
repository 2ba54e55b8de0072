"""Say what is wrong with a table: where, what was found, what was expected, what to do.

Messages never hold what could be about a person. They give row numbers; a value is quoted only when
it is so close to an allowed one that it can be nothing but a misspelling of it.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

ROWS_LISTED = 10


def sentence(template: str, number: int) -> str:
    """Fill ``{n}`` with a number and choose the singular or plural of each ``{one|many}``.

    >>> sentence("{n} {value is|values are} missing: write {it|them}.", 1)
    '1 value is missing: write it.'
    """
    chosen = re.sub(r"\{([^{}|]*)\|([^{}|]*)\}", r"\1" if number == 1 else r"\2", template)
    return chosen.replace("{n}", f"{number:,}")


def rows_text(rows: Iterable[int]) -> str:
    """List row numbers in brackets, the first ten of them: ``(rows 18, 240, 611)``."""
    numbers = list(rows)
    listed = ", ".join(str(number) for number in numbers[:ROWS_LISTED])
    more = f" and {len(numbers) - ROWS_LISTED:,} more" if len(numbers) > ROWS_LISTED else ""
    return f"({'row' if len(numbers) == 1 else 'rows'} {listed}{more})"


def nearest(word: str, allowed: Sequence[str], closeness: float = 0.7) -> str | None:
    """Find the allowed word that a misspelt one most likely stands for, if any is close."""
    by_plain = {_plain(known): known for known in allowed}
    close = get_close_matches(_plain(word), list(by_plain), n=1, cutoff=closeness)
    return by_plain[close[0]] if close else None


def is_misspelling(value: str, word: str) -> bool:
    """Whether a value near an allowed word holds no further word, which could be a name: only then may it be quoted.

    >>> is_misspelling("In-person", "in person"), is_misspelling("parent or carer Jo", "parent or carer")
    (True, False)
    """
    written, known = _plain(value), _plain(word)
    if written.replace(" ", "") == known.replace(" ", ""):
        return True
    words = written.split()
    return len(words) <= len(known.split()) and all(get_close_matches(part, known.split(), 1, 0.6) for part in words)


def listed(words: Sequence[str]) -> str:
    """Write words as a list: ``yes or no``, ``email, portal or post``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _plain(word: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9.]+", " ", word.casefold().replace("&", " and ")).split())
