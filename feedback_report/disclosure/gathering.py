"""Gather every count that a paper prints, of all its years, with the sums that a reader can check."""

from collections.abc import Iterable

import pandas as pd

from feedback_report.data.tables import Tables
from feedback_report.disclosure.gathered import Gathered, Named
from feedback_report.disclosure.layouts import cell_names, rows_of
from feedback_report.disclosure.system import System
from feedback_report.disclosure.ties import tie_frames, tie_procedures, tie_row, tie_stages
from feedback_report.measures.appendix import appendix_series
from feedback_report.measures.ombudsman import counts_given
from feedback_report.measures.outcomes import outcomes_by_service
from feedback_report.measures.remedies import remedies_per_complaint
from feedback_report.measures.services import without_merged
from feedback_report.measures.stages import stages_in_total, with_unfinished
from feedback_report.settings import Council, YearSettings

# Measures whose counts add up to their base.
ADD_UP = {
    *("complaints-by-month", "contact-methods", "complaints-by-subject", "complaints-by-team", "outcomes", "people"),
    *("unmerged-outcomes", "complaints-by-standing", "timescales", "timescale-standing", "later-stage-timescales"),
}
# Measures that count each procedure and all of them together.
BY_PROCEDURE = {"timescales", "timescale-standing", "later-stage-timescales"}


def published_counts(
    tables: Tables, council: Council, settings: YearSettings, whole_years: Tables
) -> list[tuple[str, pd.DataFrame]]:
    """Get every frame of counts that the paper prints, in its sections or in its appendix, by its kind."""
    year = settings.year.start
    series = appendix_series(tables, council, year, whole_years)
    frames = [(each.key, each.frame) for each in series]
    stages = next(frame for kind, frame in frames if kind == "later-stages")
    frames.append(("later-stages", stages_in_total(stages)))
    for each in sorted({*tables.case_years, year}):
        unmerged = outcomes_by_service(without_merged(tables.cases), council, each)
        closed = outcomes_by_service(tables.cases, council, each)
        frames.append(("unmerged-outcomes", unmerged))
        frames.append(("merged-outcomes", closed.assign(count=closed["base"] - unmerged["base"])))
        frames.append(("remedies-per-complaint", remedies_per_complaint(tables, council, each)))
    frames = [(kind, with_unfinished(frame) if kind == "later-stages" else frame) for kind, frame in frames]
    return [*frames, ("settings", counts_given(settings))]


def gather(frames: Iterable[tuple[str, pd.DataFrame]], council: Council) -> System:
    """Put the cells of all frames into one system."""
    gathered = Gathered()
    stages: list[Named] = []
    for kind, frame in frames:
        rows = [(row, cell_names(kind, row)) for row in rows_of(frame)]
        gathered.count(names for _, names in rows)
        if kind in ADD_UP:
            gathered.add_up(rows)
        for row, names in rows:
            tie_row(gathered, kind, row, names)
        if kind in BY_PROCEDURE:
            tie_procedures(gathered, rows)
        if kind == "later-stages":
            stages += rows
    tie_stages(gathered, stages)
    tie_frames(gathered, council)
    return gathered.system
