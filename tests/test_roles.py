"""Who signs is a role and never a person."""

import pytest

from feedback_report.errors import ReportError
from feedback_report.narrative.roles import role_of

ROLES = ("Complaints Manager", "Whisperer")


@pytest.mark.parametrize(
    "role",
    ["Complaints Manager", "Head of  Service, Education", "Deputy Director", "Co-ordinator", "Data Protection Officer"],
)
def test_a_role_is_taken_with_one_space_between_its_words(role):
    assert role_of(role) == " ".join(role.split())


def test_a_role_that_year_yml_names_is_taken_whatever_it_is_called():
    assert role_of("Whisperer", ROLES) == "Whisperer"


@pytest.mark.parametrize(
    "name",
    [
        "Robin Tanglewood",
        "robin",
        "Mrs Tanglewood, Manager",
        "a.person@example.org",
        "Officer 07700900123",
        " ",
        "R. T.",
    ],
)
def test_a_persons_name_or_address_is_refused_and_not_repeated(name):
    with pytest.raises(ReportError) as caught:
        role_of(name, ROLES)
    told = str(caught.value)
    assert "expected a role, such as Complaints Manager, and never a person's name" in told
    assert "Those of year.yml are Complaints Manager, Whisperer." in told
    assert not name.strip() or name not in told


def test_a_role_that_is_still_to_be_filled_signs_nothing():
    with pytest.raises(ReportError, match="fill in authors, or name one with --by"):
        role_of("TO FILL", ["TO FILL"])
