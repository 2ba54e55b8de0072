"""Each service's complaints by team, compared with earlier years where the teams' names allow it."""

from collections.abc import Iterable, Sequence

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.measures.counting import complaints_by_name, known
from feedback_report.measures.over_years import beside_earlier, break_between
from feedback_report.settings import BreakInSeries, Council

TOP = 3  # teams that the paper names


def complaints_by_team(
    cases: pd.DataFrame, council: Council, year: int, names_from: Iterable[int] = ()
) -> pd.DataFrame:
    """Count each service's complaints by team.

    One row per service and team that had a complaint in the year (or in the years ``names_from``),
    in alphabetical order, then "not recorded". Columns: ``year``, ``service_key``, ``service``,
    ``team``, ``count`` (complaints), ``base`` (all complaints of the service received in the year),
    ``share``, ``rank`` (1 = most complaints, equal counts share one; missing for zeros and for
    "not recorded"). A service without complaints has no rows.
    """
    return complaints_by_name(cases, council, year, "team", names_from=names_from)


def top_teams(by_team: pd.DataFrame) -> pd.DataFrame:
    """Get the three teams with the most complaints per service, highest first, ties at the boundary included."""
    order = {key: place for place, key in enumerate(dict.fromkeys(by_team["service_key"]))}
    kept = by_team[(known(by_team["rank"]) <= TOP).fillna(False).astype(bool)]
    places = kept.assign(_place=[order[key] for key in kept["service_key"]])
    return places.sort_values(["_place", "rank"], kind="stable").drop(columns="_place").reset_index(drop=True)


def teams_over_years(
    tables: Tables,
    council: Council,
    year: int,
    years_back: int = 1,
    breaks: Sequence[BreakInSeries] = (),
) -> pd.DataFrame:
    """Compare each team's count and share with an earlier year, where its name still means the same team.

    The columns of ``complaints_by_team`` and of ``over_years.beside_earlier``. Teams of either year
    where they can be compared; of this year alone, with the earlier values missing, where no case
    folder holds the earlier year or a break in the series "teams" (a restructure) stands in between.
    """
    before_year = year - years_back
    both = (year, before_year)
    now = complaints_by_team(tables.cases, council, year, both)
    held = before_year in tables.case_years
    earlier = complaints_by_team(tables.cases, council, before_year, both) if held else None
    whole = [break_between(breaks, "teams", key, before_year, year) is None for key in now["service_key"]]
    frame = beside_earlier(now, earlier, ["service_key", "team"], before_year, whole)
    return frame[frame["comparable"] | (frame["count"] > 0)].reset_index(drop=True)
