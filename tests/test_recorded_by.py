"""The line that recorded a fact, found by the names that the code of a section can make."""

import pytest

from feedback_report.publishing.recorded_by import recording_line

TOTALS = """#| include: false
for row in rows.itertuples():
    name = f"{row.service_key}.{PLURALS[row.feedback_type]}"
    paper.facts.count(f"{name}.total", row.count)
    paper.facts.change(f"{name}.change", row.count, row.count_before)
for row in longer.itertuples():
    name = f"{row.service_key}.{PLURALS[row.feedback_type]}.since-earlier"
    paper.facts.change(name, row.count, row.count_before)"""
MERGED = """for row in rows.itertuples():
    name = f"{row.service_key}.merged"
    paper.facts.change(f"{name}.change", row.once, row.once_before)"""
WHOLE = 'paper.facts.change(\n    "council.change",\n    now,\n    before,\n)\npaper.facts'
SOURCES = ["%matplotlib inline", TOTALS, MERGED, WHOLE]
TOTAL_LINE = 'paper.facts.change(f"{name}.change", row.count, row.count_before)'


@pytest.mark.parametrize(
    ("name", "cell", "line"),
    [
        ("parks.complaints.change", 1, TOTAL_LINE),  # not the merged ones, whose name ends like it
        ("parks.complaints.change-before", 1, TOTAL_LINE),
        ("parks.complaints.since-earlier-short", 1, "paper.facts.change(name, row.count, row.count_before)"),
        ("parks.merged.change", 2, 'paper.facts.change(f"{name}.change", row.once, row.once_before)'),
        ("council.change-short", 3, "paper.facts.change("),
    ],
)
def test_a_fact_is_found_where_its_whole_name_is_made(name, cell, line):
    assert recording_line(name, SOURCES) == (cell, line)


def test_a_name_that_no_call_makes_is_not_found():
    assert recording_line("committee.name", SOURCES) is None
    assert recording_line("parks.change", ["paper.facts.record(made_elsewhere)"]) is None
