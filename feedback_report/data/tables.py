"""What a year's paper counts: its checked tables."""

from dataclasses import dataclass

import pandas as pd

from feedback_report.years import Year


@dataclass(frozen=True)
class Tables:
    """Everything that a year's paper counts.

    Text is ``str``, dates are datetime64[us], counts and years int64; missing is NA. ``year`` is
    always the first year of a financial year (2024 for 2024/25).

    - ``cases``, ``stages``, ``remedies``, ``actions``: the columns of data/README.md and ``year``, that of
      the folder each row came from; all years up to the paper's. ``carried_from`` is a first year too.
    - ``history``: series, year, month (Int64, NA for a whole year), service (NA for the whole council),
      category, count, source.
    - ``population``: area_code, area, year (calendar), population, source.
    - ``benchmark``: year, area_code, area, complaints, source.
    - ``case_years``: the years that have a folder of cases, oldest first.
    - ``months``: how many months of each year are counted, from April; ``feedback_report.measures.period`` cuts them.
    """

    cases: pd.DataFrame
    stages: pd.DataFrame
    remedies: pd.DataFrame
    actions: pd.DataFrame
    history: pd.DataFrame
    population: pd.DataFrame
    benchmark: pd.DataFrame
    case_years: tuple[int, ...]
    months: int = 12

    def last_day(self, year: int) -> pd.Timestamp:
        """Get the last day of a year that is counted."""
        return pd.Timestamp(Year(year).last_day_of(self.months))
