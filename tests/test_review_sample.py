"""The sample's papers: nothing in their narrative is typed by hand, and every paragraph is signed."""

import csv
import shutil

import pytest
from sample_facts import NOTEBOOKS, PROJECT, sample_facts

from feedback_report.checks import YearPaper, run_checks
from feedback_report.narrative.checking import NARRATIVE_CHECKS
from feedback_report.narrative.sign_off import open_sign_off
from feedback_report.settings import load_council, load_year_settings
from feedback_report.years import Year

DATA = PROJECT / "data"
YEARS = [Year(2022), Year(2023), Year(2024)]


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    """Get the facts of a year's paper, each year worked out once."""
    held = {}

    def of(year, data=DATA):
        if (year, data) not in held:
            held[year, data] = sample_facts(year, data, tmp_path_factory.mktemp("work"))
        return held[year, data]

    return of


def waiting(year, facts, data=DATA):
    """List the paragraphs that nobody has signed, with what has changed in them."""
    settings = load_year_settings(data, year)
    sign_off = open_sign_off(PROJECT, NOTEBOOKS, data, load_council(data), settings, facts)
    return {
        review.paragraph.key: [(change.what.value, change.fact, change.before, change.now) for change in review.changes]
        for review in sign_off.reviews
        if review.waits
    }


@pytest.mark.parametrize("year", YEARS, ids=str)
def test_nothing_in_the_narrative_is_typed_by_hand(year, facts):
    paper = YearPaper(PROJECT, DATA, year, load_council(DATA), load_year_settings(DATA, year), facts(year))
    found = [(f.where, f.message) for checked in run_checks(NARRATIVE_CHECKS, paper) for f in checked.findings]
    assert found == []


@pytest.mark.parametrize("year", YEARS, ids=str)
def test_every_paragraph_is_signed(year, facts):
    # After a change of the narrative or the sample: python -m feedback_report review <year> --all
    assert waiting(year, facts(year)) == {}


def test_one_changed_case_brings_up_exactly_the_paragraphs_whose_facts_it_changes(tmp_path, facts):
    data = shutil.copytree(DATA, tmp_path / "data")
    cases = data / "2024-25" / "cases.csv"
    with cases.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # One compliment about Education came by post and no longer by email: nothing but first contact counts compliments
    # by how they came.
    changed = next(
        row
        for row in rows
        if (row["service"], row["feedback_type"], row["contact_method"]) == ("Education", "compliment", "email")
    )
    changed["contact_method"] = "post"
    with cases.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    found = waiting(Year(2024), facts(Year(2024), data), data)
    assert set(found) == {"first-contact-05-education.2", "first-contact-08.2"}
    ((what, fact, before, now),) = found["first-contact-05-education.2"]
    assert (what, fact) == ("prints", "education.contact.ranking")
    assert before != now
    ((what, fact, *_),) = found["first-contact-08.2"]  # the commentary prints no fact, and explains this one
    assert (what, fact) == ("beside", "education.contact.ranking")
