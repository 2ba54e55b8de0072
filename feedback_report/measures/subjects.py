"""What each service's complaints were about, and whether that is consistent with last year."""

from collections.abc import Iterable, Sequence

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.measures.counting import NOT_RECORDED, complaints_by_name, service_keys
from feedback_report.measures.over_years import beside_earlier, break_between
from feedback_report.settings import BreakInSeries, Council
from feedback_report.wording import is_suppressed


def complaints_by_subject(
    cases: pd.DataFrame, council: Council, year: int, names_from: Iterable[int] = ()
) -> pd.DataFrame:
    """Count each service's complaints by subject, subjects without complaints included.

    One row per service and subject: the council's subjects in their order, then any other that the
    service's complaints of the year (or of the years ``names_from``) hold, then "not recorded".
    Columns: ``year``, ``service_key``, ``service``, ``subject``, ``count`` (complaints), ``base``
    (all complaints of the service received in the year, so that the shares add up to 1),
    ``share``, ``rank`` (1 = most complaints, equal counts share one; missing for zeros and for
    "not recorded").
    """
    return complaints_by_name(cases, council, year, "subject", listed=council.subjects, names_from=names_from)


def subjects_over_years(
    tables: Tables,
    council: Council,
    year: int,
    breaks: Sequence[BreakInSeries] = (),
) -> pd.DataFrame:
    """Compare each subject's count and share with the year before.

    The rows and columns of ``complaints_by_subject`` (subjects of either year), and those of
    ``over_years.beside_earlier``: the earlier values are missing where no case folder holds the
    earlier year or a break in the series "subjects" stands in between. ``rank_before`` is the
    earlier year's rank.
    """
    before_year = year - 1
    both = (year, before_year)
    now = complaints_by_subject(tables.cases, council, year, both)
    held = before_year in tables.case_years
    earlier = complaints_by_subject(tables.cases, council, before_year, both) if held else None
    comparable = [break_between(breaks, "subjects", key, before_year, year) is None for key in now["service_key"]]
    frame = beside_earlier(now, earlier, ["service_key", "subject"], before_year, comparable)
    return _with_rank_before(frame, earlier)


def _with_rank_before(frame: pd.DataFrame, earlier: pd.DataFrame | None) -> pd.DataFrame:
    known = {} if earlier is None else {(r["service_key"], r["subject"]): r["rank"] for r in earlier.to_dict("records")}
    keys = zip(frame["service_key"], frame["subject"], frame["comparable"], strict=True)
    before = [known.get((key, subject), pd.NA) if comparable else pd.NA for key, subject, comparable in keys]
    return frame.assign(rank_before=pd.array(before, dtype="Int64"))


def most_moved(over_years: pd.DataFrame, council: Council) -> pd.DataFrame:
    """Get the subject whose share of a service's complaints changed most since the earlier year.

    ``over_years`` comes from ``subjects_over_years``. One row per service in scope, with all its
    columns; everything but ``service_key`` is missing where no subject can be compared, or the change of
    one is withheld. What is "not recorded" is no subject.
    """
    named = over_years[~over_years["subject"].isin([NOT_RECORDED])]
    unsure = set(named["service_key"][named["share_change"].map(is_suppressed)])
    compared = named[~named["service_key"].isin(list(unsure))].dropna(subset=["share_change"])
    compared = compared.assign(_moved=compared["share_change"].astype("float64").abs())
    largest = compared.sort_values("_moved", ascending=False, kind="stable")
    first = largest.drop_duplicates("service_key").set_index("service_key")
    return first.reindex(service_keys(council)).reset_index()[list(over_years.columns)]
