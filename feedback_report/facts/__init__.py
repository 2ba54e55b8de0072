"""Facts: everything the paper's prose can print, each with a name, a value and how it came about.

A notebook records the facts of its section with the methods of ``Facts``; the build collects
those of all sections and writes them for the renderers.
"""

from feedback_report.facts.amounts import AmountFacts
from feedback_report.facts.comparisons import ComparisonFacts
from feedback_report.facts.fact import Fact, as_name
from feedback_report.facts.orders import OrderFacts
from feedback_report.facts.paper import (
    collect,
    condition_names,
    from_json,
    nearest_names,
    to_conditions,
    to_json,
    to_variables,
    variable_names,
    yaml_text,
)
from feedback_report.facts.recording import FACTS_MIME
from feedback_report.facts.words import WordFacts

__all__ = [
    "FACTS_MIME",
    "Fact",
    "Facts",
    "as_name",
    "collect",
    "condition_names",
    "from_json",
    "nearest_names",
    "to_conditions",
    "to_json",
    "to_variables",
    "variable_names",
    "yaml_text",
]


class Facts(WordFacts, AmountFacts, ComparisonFacts, OrderFacts):
    """The facts of one section of one year's paper: ``Facts(section, year, style)``.

    Each method words a finding and records it with its companions, whose names are the fact's,
    a hyphen and a word: ``council.complaints.change`` comes with
    ``council.complaints.change-percent``. Which ones there are does not depend on the data, so
    that prose written for one year finds every name in the next.

    ``until`` is the last day held, the end of a month, when the year is not over: then every
    year is written as those months of it, and the numbers must be of those months. Numbers may
    come from pandas or numpy; a missing one prints ``not available``, one withheld (``[c]``)
    prints so. Raises NotebookError naming section and fact.
    """
