"""Numbers in words: pure functions that write numbers as English sentences print them.

Each file holds what one kind of phrase needs; the council's style is always an argument.
"""

from feedback_report.wording.changes import Change, amount, change_phrase
from feedback_report.wording.dates import (
    PartYearStyle,
    as_year,
    in_year,
    month_name,
    style_until,
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
    Withheld,
    can_be,
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
from feedback_report.wording.points import PointsChange
from feedback_report.wording.rankings import Place, lower, position_phrase, ranked, ranking_opening, ranking_phrase
from feedback_report.wording.sentences import (
    as_phrase,
    as_sentence,
    counted,
    plural,
    sentence_start,
    start_sentence,
)
from feedback_report.wording.shares import (
    parts_note,
    rounded_total,
    share_opening,
    share_percent,
    share_phrase,
    split_phrase,
)
from feedback_report.wording.trends import (
    extreme,
    extreme_phrase,
    series_of_years,
    years_ranked,
)

__all__ = [
    "NOT_AVAILABLE",
    "SUPPRESSED",
    "Change",
    "PartYearStyle",
    "Place",
    "PointsChange",
    "Withheld",
    "amount",
    "as_phrase",
    "as_sentence",
    "as_year",
    "can_be",
    "change_phrase",
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
    "lower",
    "month_name",
    "number",
    "ordinal",
    "parts_note",
    "per_100000",
    "percent",
    "percentage_points",
    "plain_text",
    "plural",
    "position_phrase",
    "ranked",
    "ranking_opening",
    "ranking_phrase",
    "rate",
    "rounded_total",
    "sentence_start",
    "series_of_years",
    "share_opening",
    "share_percent",
    "share_phrase",
    "spelt",
    "split_phrase",
    "start_sentence",
    "style_until",
    "web_address",
    "written_date",
    "written_month",
    "written_range",
    "written_year",
    "written_years",
    "years_ranked",
]
