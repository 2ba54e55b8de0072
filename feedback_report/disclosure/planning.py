"""Make the plan of a paper from its tables and settings."""

from collections.abc import Collection, Mapping

from feedback_report.data.tables import Tables
from feedback_report.disclosure.gathering import gather, published_counts
from feedback_report.disclosure.layouts import bare_name
from feedback_report.disclosure.plan import BETWEEN, CELLS, Plan
from feedback_report.disclosure.ranges import feasible_ranges
from feedback_report.disclosure.withholding import choose
from feedback_report.facts import Fact
from feedback_report.settings import Council, YearSettings
from feedback_report.wording import Withheld


def make_plan(
    tables: Tables,
    council: Council,
    settings: YearSettings,
    whole_years: Tables,
    published: Mapping[str, Fact] | None = None,
) -> Plan:
    """Choose what a paper withholds; nothing where the council's settings name no threshold.

    ``published`` are the facts of last year's paper, where they were kept: what that paper withheld stays
    withheld, and what it showed of the years before this one is known.
    """
    threshold = council.disclosure_threshold
    if threshold is None:
        return Plan()
    system = gather(published_counts(tables, council, settings, whole_years), council)
    earlier = _earlier(system.names, published or {}, settings.year.start)
    chosen = choose(system, threshold, *earlier)
    ranges = feasible_ranges(system, chosen)
    return Plan({name: Withheld(ranges[name].low, ranges[name].high) for name in sorted(chosen)})


def _earlier(names: Collection[str], published: Mapping[str, Fact], year: int) -> tuple[frozenset[str], frozenset[str]]:
    """Get the cells of earlier years that last year's paper withheld, and those that it showed."""
    told = published.get(CELLS)
    if told is None:
        return frozenset(), frozenset()
    withheld = set(told.text.split(BETWEEN))
    before = {name for name in names if "/" in name and int(name.split("/")[1]) < year}
    kept = {name for name in before if bare_name(name) in withheld}
    return frozenset(kept), frozenset(before - kept)
