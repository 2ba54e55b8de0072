"""Telling columns and values that may hold people or free text."""

import pandas as pd
import pytest

from feedback_report.importing.personal import holds_text_or_people, name_speaks_of_people, reads_as_text


@pytest.mark.parametrize(
    "name",
    [
        "Customer Name", "Name", "Forename", "SurName", "customer_name", "CustomerName", "Service User", "Title",
        "Service User Name", "Team Manager Name", "Home Address", "Post Code", "Postcode", "Email", "E-mail Address",
        "Contact Number", "Telephone", "Date of Birth", "DOB", "Case Officer", "Assigned To", "Owner", "Created By",
        "Description", "Complaint Details", "Notes", "Summary", "Comments", "Resolution", "Closure Reason",
        "Case Title", "closure_reason", "Lessons Learnt",
        "Action Taken", "Latitude", "NHS Number", "On Behalf Of", "Complainant",
    ],
)  # fmt: skip
def test_names_that_speak_of_people_or_texts_are_known(name: str) -> None:
    assert name_speaks_of_people(name)


@pytest.mark.parametrize(
    "name",
    [
        "Case Ref", "Date Received", "Service Area", "Service Name", "Team Name", "Directorate", "Contact Method",
        "Contact Channel", "Outcome", "Status", "Customer Type", "Complainant Category", "Comment Type", "Category",
        "Customer Group", "Relationship to Child", "Stage", "Procedure", "Parent Case", "Response Date",
    ],
)  # fmt: skip
def test_names_of_categories_and_dates_are_not_taken_for_people(name: str) -> None:
    assert not name_speaks_of_people(name)


@pytest.mark.parametrize(
    "value",
    [
        "someone@example.org", "Mrs Example", "Dr. Example", "call 07700 900123", "AB1 2CD", "ref 123456",
        "Cllr Example", "https://example.org/x", "x" * 81,
        "a value of more words than any category in the world would ever be given by me",
    ],
)  # fmt: skip
def test_values_about_people_or_of_many_words_read_as_text(value: str) -> None:
    assert reads_as_text(value)


@pytest.mark.parametrize(
    "value",
    ["Upheld", "Partly upheld - no injustice", "Team 12 (North)", "SEND & Inclusion", "Q3 2025", "Councillor Enquiry"],
)
def test_categories_do_not_read_as_text(value: str) -> None:
    assert not reads_as_text(value)


def test_a_column_of_few_values_is_a_list_of_categories() -> None:
    assert not holds_text_or_people(pd.Series(["North", "South"] * 50, dtype="str"))
    assert not holds_text_or_people(pd.Series([f"Team {n}" for n in range(10)], dtype="str"))  # too few to tell
    assert not holds_text_or_people(pd.Series([], dtype="str"))


@pytest.mark.parametrize(
    "values",
    [
        [f"Person {n}" for n in range(30)],  # nearly all different
        [f"Place {n}" for n in range(401)] * 3,  # more than any list of categories
        ["North"] * 80 + ["Mr Example"] * 20,  # a fifth of them about a person
    ],
)
def test_a_column_of_many_or_personal_values_is_not(values: list[str]) -> None:
    assert holds_text_or_people(pd.Series(values, dtype="str"))
