"""Numbers in words: pure functions that write numbers as English sentences print them.

Each file holds what one kind of phrase needs; the council's style is always an argument.
"""

from feedback_report.wording.changes import Change, amount, change_phrase, obstacle
from feedback_report.wording.dates import (
    as_year,
    in_year,
    month_name,
    written_date,
    written_month,
    written_year,
    written_years,
)
from feedback_report.wording.lists import list_of, ordinal, written_range
from feedback_report.wording.markdown import escape_markdown, plain_text, web_address
from feedback_report.wording.numbers import (
    NOT_AVAILABLE,
    SUPPRESSED,
    exact,
    half_up,
    in_words,
    is_missing,
    is_suppressed,
    number,
    per_100000,
    percent,
    percentage_points,
    rate,
    spelt,
)
from feedback_report.wording.points import PointsChange, points_phrase
from feedback_report.wording.rankings import Place, position_phrase, ranked, ranking_opening, ranking_phrase
from feedback_report.wording.sentences import counted, plural, sentence_start, start_sentence
from feedback_report.wording.shares import parts_note, rounded_total, share_opening, share_percent, share_phrase
from feedback_report.wording.trends import (
    against_round_figure,
    comparison_phrase,
    extreme,
    extreme_phrase,
    run,
    run_phrase,
    series_of_years,
)

__all__ = [
    "NOT_AVAILABLE",
    "SUPPRESSED",
    "Change",
    "Place",
    "PointsChange",
    "against_round_figure",
    "amount",
    "as_year",
    "change_phrase",
    "comparison_phrase",
    "counted",
    "escape_markdown",
    "exact",
    "extreme",
    "extreme_phrase",
    "half_up",
    "in_words",
    "in_year",
    "is_missing",
    "is_suppressed",
    "list_of",
    "month_name",
    "number",
    "obstacle",
    "ordinal",
    "parts_note",
    "per_100000",
    "percent",
    "percentage_points",
    "plain_text",
    "plural",
    "points_phrase",
    "position_phrase",
    "ranked",
    "ranking_opening",
    "ranking_phrase",
    "rate",
    "rounded_total",
    "run",
    "run_phrase",
    "sentence_start",
    "series_of_years",
    "share_opening",
    "share_percent",
    "share_phrase",
    "spelt",
    "start_sentence",
    "web_address",
    "written_date",
    "written_month",
    "written_range",
    "written_year",
    "written_years",
]
