"""Settings of a council and of a year."""

import re

import pytest

from feedback_report.errors import SettingsError
from feedback_report.settings import load_council, load_year_settings
from feedback_report.years import Year

COUNCIL = """
name: Test Council
short_name: the Council
area: the town
area_code: X1
services:
  - {key: homes, name: Homes, short_name: Homes}
procedures:
  corporate:
    name: corporate procedure
    stages:
      1: {target: 10, extended: 20, starts: received, source: policy}
"""

YEAR = """
year: 2031/32
committee: {name: A Committee, meeting_date: 2032-09-01, recommendation: Consider the report.}
authors: [{responsibility: Author, role: Complaints Manager, contact: feedback@example.org}]
members_consulted: None.
implications: {financial: None., environmental: None.}
"""


def write(tmp_path, council=COUNCIL, year=YEAR):
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "council.yml").write_text(council, encoding="utf-8")
    (tmp_path / "2031-32").mkdir(exist_ok=True)
    (tmp_path / "2031-32" / "year.yml").write_text(year, encoding="utf-8")
    return tmp_path


def test_settings_are_read(tmp_path):
    folder = write(tmp_path)
    assert load_council(folder).service("homes").name == "Homes"
    assert load_year_settings(folder, Year(2031)).year == Year(2031)


def test_every_problem_of_a_file_is_reported_at_once(tmp_path):
    folder = write(
        tmp_path, council=COUNCIL.replace("target: 10", "target: -1").replace("area: the town", "aera: the town")
    )
    with pytest.raises(SettingsError) as caught:
        load_council(folder)
    text = "\n".join(caught.value.problems)
    assert "council.yml: area: missing: add it." in text
    assert "council.yml: aera (line 4): unknown entry. Perhaps area is meant." in text
    assert 'procedures.corporate.stages.1.target (line 12): expected a number above 0, found "-1".' in text


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "short_name: Homes}",
            "shortname: Homes}",
            "services, entry 1, shortname: unknown entry. Perhaps short_name is meant.",
        ),
        ("target: 10", "targt: 10", "stages.1.targt: unknown entry. Perhaps target is meant."),
        (
            "name: Homes,",
            "name: 7,",
            "services, entry 1, name: expected text: put a number or a date in quotation marks.",
        ),
        (
            "key: homes",
            "key: Home-s",
            'services, entry 1, key: expected small letters and digits only, a letter first, found "Home-s".',
        ),
        ("target: 10", "target: ten", 'stages.1.target: expected a whole number, found "ten".'),
        (
            "starts: received",
            "starts: once",
            "starts: expected 'received', 'acknowledged', 'requested' or 'started', found \"once\".",
        ),
        (
            "area: the town",
            "area: the town\nstyle: {zzz: 1}",
            "style.zzz: unknown entry: expected year, share_",
        ),
        ("area: the town", "area: the town\nclosure_days: [soon]", "closure_days, entry 1: expected a date such as"),
        (
            "area: the town",
            "area: the town\nclosure_days: [2031-13-27]",
            'closure_days, entry 1: expected a date such as 2025-09-30, found "2031-13-27".',
        ),
        ("area: the town", 'area: "the\\0town"', "area: holds a character that cannot be printed: remove it."),
        ("area: the town", 'area: "\\u202Enwot"', "area: holds a character that cannot be printed: remove it."),
        ("area: the town", 'area: "\\uD83D town"', "area: holds a character that cannot be printed: remove it."),
        ("area: the town", 'area: x\noutcomes: ["a\\0"]', "outcomes: holds a character that cannot be printed"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_in_plain_words(tmp_path, before, after, said):
    folder = write(tmp_path, council=COUNCIL.replace(before, after))
    with pytest.raises(SettingsError) as caught:
        load_council(folder)
    assert said in re.sub(r" \(line \d+\)", "", "\n".join(caught.value.problems))


def test_what_is_no_year_is_named_with_its_file_and_place(tmp_path):
    folder = write(tmp_path, year=YEAR.replace("2031/32", "2031/33"))
    with pytest.raises(
        SettingsError, match=r"^2031-32/year\.yml: year \(line 2\): expected a financial year such as 2024/25\.$"
    ):
        load_year_settings(folder, Year(2031))


def test_a_year_without_a_folder_is_told_with_the_years_there_are(tmp_path):
    folder = write(tmp_path / "data")
    (folder / "2030-31").mkdir()
    with pytest.raises(
        SettingsError, match=r"^data/2032-33/: not found\. data/ holds 2030/31, 2031/32\. Correct the year"
    ):
        load_year_settings(folder, Year(2032))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"council\.yml: not found"):
        load_council(tmp_path)


def test_broken_yaml_is_reported_with_its_line(tmp_path):
    folder = write(tmp_path, council="name: x\n  bad: [\n")
    with pytest.raises(SettingsError, match=r"council\.yml, line 2: not valid YAML"):
        load_council(folder)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Costs rose: by how much is known", "line 4: not valid YAML: a text holds a colon: put the whole text in"),
        ("{{< var year.label >}} was dear", "line 4: not valid YAML: a text begins with a brace"),
        ("@home", "line 4: not valid YAML: a text begins with a sign that has a meaning in YAML: put"),
        ("\n\tfirst", "line 5: not valid YAML: it is indented with a tab: use spaces."),
        ("'never closed", "a quotation mark or bracket here or above is never closed"),
    ],
)
def test_yaml_that_a_text_breaks_is_told_with_its_line_and_what_to_do(tmp_path, written, told):
    folder = write(tmp_path, council=f"name: A\nshort_name: B\narea: C\npaper_title: {written}\n")
    with pytest.raises(SettingsError) as caught:
        load_council(folder)
    assert told in str(caught.value)


def test_an_entry_of_a_list_is_named_by_its_number_from_one_and_its_line(tmp_path):
    context = """context:
  - {key: a, service: homes, label: Lettings, value: 3, source: the system}
  - key: b
    service: homes
    label: Repairs
    value: many
    source: the system
"""
    folder = write(tmp_path, year=YEAR + context)
    line = (YEAR + context).splitlines().index("    value: many") + 1
    with pytest.raises(SettingsError) as caught:
        load_year_settings(folder, Year(2031))
    assert caught.value.problems == [
        f'2031-32/year.yml: context, entry 2, value (line {line}): expected a whole number, found "many".'
    ]


def test_a_day_that_is_left_empty_is_no_draft(tmp_path):
    folder = write(tmp_path, year=YEAR.replace("2032-09-01", ""))
    with pytest.raises(SettingsError, match=r"committee\.meeting_date \(line \d+\): expected a date such as"):
        load_year_settings(folder, Year(2031))


def test_a_year_file_in_the_wrong_folder_is_reported(tmp_path):
    folder = write(tmp_path, year=YEAR.replace("2031/32", "2030/31"))
    with pytest.raises(SettingsError, match=r"2031-32/year\.yml: year is 2030/31, expected 2031/32"):
        load_year_settings(folder, Year(2031))


def test_a_file_that_is_not_utf8_is_reported(tmp_path):
    folder = write(tmp_path)
    (folder / "council.yml").write_bytes(b"name: Caf\xe9\n")
    with pytest.raises(SettingsError, match="not UTF-8 text"):
        load_council(folder)


def test_more_upheld_than_decided_is_told_with_both_numbers(tmp_path):
    ombudsman = "ombudsman: {enquiries: 9, decisions: 3, upheld: 5, source: the letter}\n"
    folder = write(tmp_path, year=YEAR + ombudsman)
    with pytest.raises(
        SettingsError, match=r"ombudsman \(line \d+\): .*upheld is 5, more than the 3 of decisions: correct one"
    ):
        load_year_settings(folder, Year(2031))


def test_two_services_of_one_key_or_name_are_refused(tmp_path):
    twice = "  - {key: homes, name: Homes, short_name: Homes}\n  - {key: homes, name: Shelter, short_name: Homes}\n"
    folder = write(tmp_path, council=COUNCIL.replace("  - {key: homes, name: Homes, short_name: Homes}\n", twice))
    with pytest.raises(SettingsError) as caught:
        load_council(folder)
    told = 'the key "homes" stands 2 times, the short_name "Homes" stands 2 times: give each entry its own'
    assert told in str(caught.value)


def test_a_subject_that_is_listed_twice_is_refused(tmp_path):
    folder = write(tmp_path, council=COUNCIL + "subjects: [Damp, Noise, Damp]\n")
    with pytest.raises(SettingsError) as caught:
        load_council(folder)
    assert 'the text "Damp" stands 2 times: give each entry its own' in str(caught.value)
