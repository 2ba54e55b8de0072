"""Tell dates whose day and month were turned round before they were exported, as spreadsheet programs do."""

import pandas as pd

LEAST_ROWS = 3
LEAST_SHARE = 0.75


def turned_dates(cases: pd.DataFrame) -> tuple[int, int]:
    """Count the rows closed before they were received, and how many of them turning one date round puts right.

    Dates are ISO text.
    """
    first, second = cases["received"], cases["closed"]
    wrong = (second < first).fillna(False).astype("bool")
    first, second = first[wrong], second[wrong]
    right = (_turned(first) <= second) | (first <= _turned(second))
    return int(wrong.sum()), int(right.fillna(False).sum())


def suspicion(cases: pd.DataFrame) -> str | None:
    """Say so when most dates out of order would be in order with day and month the other way round."""
    wrong, right = turned_dates(cases)
    if right < LEAST_ROWS or right < wrong * LEAST_SHARE:
        return None
    return (
        f"{wrong:,} rows were closed before they were received, and {right:,} of them would be in order with day and "
        "month the other way round: dates up to the 12th of a month were probably turned round when the export was "
        "opened and saved on the way, and others may be wrong without being noticed. Export again and import that file "
        "as it is."
    )


def _turned(days: pd.Series) -> pd.Series:
    """Turn day and month round where that gives a date."""
    possible = days.str.slice(8, 10) <= "12"
    return (days.str.slice(0, 5) + days.str.slice(8, 10) + "-" + days.str.slice(5, 7)).where(possible)
