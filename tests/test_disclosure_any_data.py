"""Whatever a council's data: with a threshold every section runs, and tells nothing that it withholds."""

import re
from unittest.mock import patch

import pytest
from any_council import World, worlds
from any_paper import Read, read_paper
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from plain_english import awkward

from feedback_report.disclosure.gathering import gather, published_counts
from feedback_report.disclosure.plan import Plan
from feedback_report.disclosure.planning import make_plan
from feedback_report.disclosure.ranges import feasible_ranges
from feedback_report.notebook import Paper
from feedback_report.wording import is_missing

COUNTS = ["count", "requested", "completed", "withdrawn", "refused", "open", "paused", "unfinished", "closed_in_year"]
COUNTS += ["completed_in_year", "count_merged_once", "in_merged_groups", "merged_groups", "extension_agreed"]
OF_OTHERS = {"area", "owner"}  # columns of tables about other councils, and about actions
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
pytestmark = pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning")


def planned(world: World) -> Plan:
    return make_plan(world.cut.tables, world.council, world.settings, world.cut.whole_years)


def read_withheld(world: World) -> Read:
    plan = planned(world)
    with patch.object(Paper, "withheld", lambda self, kind, frame: plan.withhold(frame, kind)):
        return read_paper(world)


def with_threshold(world: World, threshold: int) -> World:
    changed = world.council.model_copy(update={"disclosure_threshold": threshold})
    return World(**{**world.__dict__, "council": changed})


@settings(slow, max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking takes minutes
@given(worlds(), st.sampled_from([3, 5, 10]))
def test_whatever_the_data_every_section_runs_and_prints_no_small_count(world, threshold):
    read = read_withheld(with_threshold(world, threshold))

    assert {problem: text for text in read.paragraphs for problem in awkward(text)} == {}
    told = [re.sub(r"A number of [a-z ]+ \(\[c\]\)", "", text) for text in read.paragraphs]
    assert not [text for text in told if "[c]%" in text or "([c]" in text]
    for _, frame in read.shown:
        for column in set(COUNTS) & set(frame) if not OF_OTHERS & set(frame) or "requested" in frame else ():
            small = [value for value in frame[column] if not is_missing(value) and 0 < value < threshold]
            assert not small, (column, list(frame))


@settings(slow, max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(worlds(), st.sampled_from([3, 5, 10]))
def test_whatever_the_data_no_withheld_cell_is_known_too_well(world, threshold):
    world = with_threshold(world, threshold)
    frames = published_counts(world.cut.tables, world.council, world.settings, world.cut.whole_years)
    system = gather(frames, world.council)
    withheld = planned(world).withheld
    small = {name for name, cell in system.cells.items() if cell.printed and 0 < cell.value < threshold}
    assert small <= withheld.keys()
    ranges = feasible_ranges(system, withheld.keys())
    assert {name: each for name, each in ranges.items() if each.width < threshold} == {}
