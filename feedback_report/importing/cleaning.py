"""Read a cell's text the way a person would: without stray spaces, and with a dash or N/A as nothing."""

import re
import unicodedata
from collections.abc import Callable

import numpy as np
import pandas as pd

NOTHING = frozenset({"", "-", "--", "n/a", "#n/a", "na", "null", "(null)", "nan", "(blank)", "(empty)"})
LONGEST_NOTHING = max(map(len, NOTHING))
_SPACES = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\x00-\x1f\x7f]+")
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


def tidy(text: str) -> str:
    """Give a text one space where it has several, or a line break or a space that cannot be seen, and none around."""
    return text if text.isalnum() else _SPACES.sub(" ", text).strip()


def plain(text: str) -> str:
    """Give the form in which two spellings of one word are the same: small letters, straight quotation marks."""
    return tidy(unicodedata.normalize("NFKC", text).translate(_PLAIN)).casefold()


def over_values(column: pd.Series, function: Callable[[str], str | None]) -> pd.Series:
    """Work a text out once for each different text of a column; missing stays missing."""
    codes, values = pd.factorize(column, use_na_sentinel=True)
    results = np.array([*(function(value) for value in values), None], dtype="object")
    return pd.Series(results[codes], index=column.index, dtype="str")


def is_nothing(text: str) -> bool:
    """Say whether a cell's text says that there is nothing in it."""
    return len(text) <= LONGEST_NOTHING and plain(text) in NOTHING


def tidy_column(column: pd.Series) -> pd.Series:
    """Tidy every cell of a column; what stands for nothing becomes missing."""
    return over_values(column, lambda text: None if is_nothing(tidied := tidy(text)) else tidied)


def stands_for_nothing(column: pd.Series) -> dict[str, int]:
    """Count the cells that say that there is nothing in them, by what they say."""
    short = column[(column.str.len() <= LONGEST_NOTHING + 4).fillna(False).astype("bool")]
    said = over_values(short, lambda text: tidied if is_nothing(tidied := tidy(text)) else None)
    return {str(text): int(count) for text, count in said[said != ""].value_counts().items()}
