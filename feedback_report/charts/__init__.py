"""Charts in one accessible style: a tidy frame in, a matplotlib figure out, saved as PNG or SVG.

A function for each kind of figure. None has a title or a source inside: both stand with the
caption. All begin bars at zero, write text horizontally, name the unit, mark what is missing
("[x]") or withheld ("[c]"), and tell things apart by more than colour.
"""

from feedback_report.charts.bars import grouped_bars, horizontal_bars
from feedback_report.charts.months import months_over_years
from feedback_report.charts.one_line import line
from feedback_report.charts.panels import small_multiples
from feedback_report.charts.ranking import ranked_bars
from feedback_report.charts.saving import to_png, to_svg
from feedback_report.charts.stacks import stacked_bars
from feedback_report.wording.labels import NothingToShow

__all__ = [
    "NothingToShow",
    "grouped_bars",
    "horizontal_bars",
    "line",
    "months_over_years",
    "ranked_bars",
    "small_multiples",
    "stacked_bars",
    "to_png",
    "to_svg",
]
