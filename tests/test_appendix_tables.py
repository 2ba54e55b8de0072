"""The appendix as it is printed: every series with its years side by side."""

import pandas as pd
import pytest
from tiny_tables import a_council, clock, complaint, complaints, tables

from feedback_report.measures.appendix import Series, appendix_series
from feedback_report.settings import BreakInSeries, Style
from feedback_report.tables.appendix import AppendixTable, appendix_tables
from feedback_report.tables.appendix_series import ROWS_AND_VALUE
from feedback_report.tables.printed import to_markdown

TEAMS = ["year", "service", "team", "count"]
METHODS = ["year", "service", "contact_method", "count", "base"]


def table(key: str, columns: list[str], *rows: tuple, style: str = "2024/25") -> AppendixTable:
    """Set out one series of the rows given."""
    (found,) = appendix_tables(
        [Series(key, "A title", pd.DataFrame(rows, columns=columns))], Style.model_validate({"year": style})
    )
    return found


def printed(found: AppendixTable) -> list[list[object]]:
    """The rows as lists; a missing value is None."""
    return [
        [None if pd.isna(cell) else cell for cell in row]
        for row in found.frame[list(found.columns)].to_numpy(dtype="object").tolist()
    ]


def test_years_stand_across_and_each_value_under_its_own():
    found = table(
        "complaints-by-team",
        TEAMS,
        (2023, "Roads", "North", 4),
        (2024, "Roads", "North", 7),
        (2023, "Roads", "South", 2),
        (2024, "Roads", "South", 1),
    )
    assert list(found.columns) == ["row", "y2023", "y2024"]
    assert list(found.frame.columns) == ["row", "service", "team", "y2023", "y2024"]  # the parts of a row's name too
    assert printed(found) == [["Roads: North", 4, 7], ["Roads: South", 2, 1]]


def test_years_run_from_the_earliest_whatever_the_order_of_the_rows():
    found = table("complaints-by-team", TEAMS, (2024, "Roads", "North", 7), (2022, "Roads", "North", 4))
    assert list(found.columns.values()) == ["Service, team", "2022/23", "2024/25"]
    assert printed(found) == [["Roads: North", 4, 7]]


def test_years_are_written_in_the_councils_style():
    found = table("complaints-by-team", TEAMS, (2024, "Roads", "North", 7), style="2024 to 2025")
    assert found.columns["y2024"] == "2024 to 2025"


def test_teams_of_the_same_name_in_two_services_keep_rows_of_their_own():
    found = table("complaints-by-team", TEAMS, (2024, "Roads", "North", 3), (2024, "Parks", "North", 5))
    assert printed(found) == [["Roads: North", 3], ["Parks: North", 5]]


def test_the_rows_of_a_service_stand_together_though_a_team_is_new():
    found = table(
        "complaints-by-team",
        TEAMS,
        (2023, "Roads", "North", 3),
        (2023, "Parks", "Trees", 5),
        (2024, "Roads", "South", 2),
        (2024, "Parks", "Trees", 4),
    )
    assert [row[0] for row in printed(found)] == ["Roads: North", "Roads: South", "Parks: Trees"]


def test_a_team_without_complaints_in_a_year_that_is_held_had_none():
    found = table("complaints-by-team", TEAMS, (2023, "Roads", "North", 3), (2024, "Roads", "South", 2))
    assert printed(found) == [["Roads: North", 3, 0], ["Roads: South", 0, 2]]


def test_a_row_that_is_zero_or_missing_in_every_year_is_left_out():
    found = table(
        "complaints-by-team",
        TEAMS,
        (2023, "Roads", "North", 0),
        (2024, "Roads", "North", None),
        (2023, "Roads", "South", 0),
        (2024, "Roads", "South", 1),
    )
    assert printed(found) == [["Roads: South", 0, 1]]


def test_a_published_series_that_lacks_a_year_is_missing_there_and_not_zero():
    columns = ["year", "feedback_type", "count"]
    found = table("cases-by-type", columns, (2020, "complaint", 9), (2021, "complaint", 8), (2021, "comment", 3))
    assert printed(found) == [["Complaint", 9, 8], ["Comment", None, 3]]


def test_a_method_is_zero_only_in_a_year_that_recorded_methods():
    # 2022: no method was recorded at all. 2023: ten were, one of them by post. 2024: five, all by email.
    found = table(
        "contact-methods",
        METHODS,
        *((2022, "Roads", method, 0, 0) for method in ("email", "post")),
        *((2023, "Roads", "email", 9, 10), (2023, "Roads", "post", 1, 10)),
        (2024, "Roads", "email", 5, 5),
    )
    assert printed(found) == [["Roads: email", None, 9, 5], ["Roads: post", None, 1, 0]]


def test_a_method_that_one_service_records_is_not_known_for_another():
    found = table(
        "contact-methods",
        METHODS,
        *((2023, "Roads", "email", 2, 2), (2023, "Parks", "email", 0, 0), (2024, "Parks", "email", 3, 3)),
    )
    assert printed(found) == [["Roads: email", 2, None], ["Parks: email", None, 3]]


def test_a_characteristic_that_a_year_did_not_collect_is_missing_there():
    columns = ["year", "characteristic", "value", "count", "base"]
    found = table(
        "people",
        columns,
        *((2023, "raised_by", "advocate", 4, 4), (2024, "raised_by", "parent_x", 6, 6)),
        (2024, "age_band", "16 to 17", 2, 2),
    )
    assert printed(found) == [
        ["Raised by: advocate", 4, 0],
        ["Raised by: parent_x", 0, 6],
        ["Age band: 16 to 17", None, 2],
    ]


def test_months_are_named_from_april():
    columns = ["year", "service", "month_number", "count"]
    found = table("complaints-by-month", columns, *((2024, "Roads", number, number) for number in (1, 9, 10, 12)))
    # Number 1 is April, so 9 is December, 10 January and 12 March.
    assert printed(found) == [
        ["Roads: April", 1],
        ["Roads: December", 9],
        ["Roads: January", 10],
        ["Roads: March", 12],
    ]


def test_the_two_numbers_of_a_rate_stand_above_it():
    columns = ["year", "count", "base", "share", "per_100_000"]
    found = table("complaint-rates", columns, (2023, 30, 20000, 0.0015, 150.0), (2024, 25, 20000, 0.00125, 125.0))
    assert printed(found) == [
        ["Complaints", 30, 25],
        ["Residents", 20000, 20000],
        ["Complaints per 100,000 residents", 150, 125],
    ]


def test_later_stages_are_named_by_procedure_stage_and_area():
    columns = ["year", "procedure", "stage", "area", "requested"]
    found = table("later-stages", columns, (2024, "statutory", 2, "Roads", 3), (2024, "statutory", 3, "Roads", 1))
    assert printed(found) == [["Statutory: stage 2: Roads", 3], ["Statutory: stage 3: Roads", 1]]
    assert found.columns["row"] == "Procedure, stage, service or area"


def test_average_days_are_printed_with_a_decimal_and_counts_without():
    days = table("working-days", ["year", "service", "procedure", "mean_days"], (2024, "Roads", "corporate", 12.84))
    teams = table("complaints-by-team", TEAMS, (2024, "Roads", "North", 12))
    texts = [to_markdown(it.frame, it.columns, formats=it.formats, decimals=it.decimals) for it in (days, teams)]
    assert "| 12.8 |" in texts[0]
    assert "| 12 |" in texts[1]


def test_the_councils_own_names_stay_as_they_are():
    found = table("complaints-by-team", TEAMS, (2024, "Roads", "north_2", 1))
    assert printed(found) == [["Roads: north_2", 1]]


def test_a_series_without_rows_is_a_table_without_rows():
    found = table("complaints-by-team", TEAMS)
    assert found.frame.empty
    assert found.columns == {"row": "Service, team"}


@pytest.mark.parametrize(
    "procedures",
    [
        {"corporate": {"name": "Corporate", "stages": {1: clock()}}},
        {"corporate": {"name": "Corporate", "stages": {1: clock(), 2: clock(20, 40, "requested")}}},
    ],
    ids=["first stage only", "two stages"],
)
def test_every_series_of_a_council_has_its_table(procedures):
    council = a_council(procedures=procedures)
    held = tables(council, cases=[*complaints(2, team="North"), complaint("d", "2023-05-01", team="South")])
    series = appendix_series(held, council, 2024)
    found = appendix_tables(series, council.style)
    assert [each.key for each in series] == list(ROWS_AND_VALUE)
    assert [each.title for each in found] == [each.title for each in series]
    teams = dict(zip(ROWS_AND_VALUE, found, strict=True))["complaints-by-team"]
    assert printed(teams) == [["Roads: South", 1, 0], ["Roads: North", 0, 2]]
    assert all(each.frame["row"].is_unique for each in found)


def test_a_table_across_a_break_says_so_in_the_words_of_the_settings():
    frame = pd.DataFrame([(2023, "Roads", "North", 4), (2024, "Roads", "South", 7)], columns=TEAMS)
    broken = BreakInSeries(series="teams", year="2024/25", note="Teams were *formed* anew")
    series = [Series("complaints-by-team", "A title", frame), Series("remedies", "Another", frame.head(0))]
    teams, remedies = appendix_tables(series, Style(), None, [broken])
    assert teams.note.startswith("Teams were &#42;formed&#42; anew&#46; A team has 0 in a year")
    assert remedies.note == ""


def test_a_year_that_a_table_has_no_column_for_is_named_with_the_reason():
    frame = pd.DataFrame([(2022, "Roads", "North", 4), (2024, "Roads", "South", 7)], columns=TEAMS)
    remedies = pd.DataFrame([(2024, "Roads", "apology", 2)], columns=["year", "service", "remedy", "count"])
    subjects = pd.DataFrame([(2023, "Roads", "Delay", 2)], columns=["year", "service", "subject", "count"])
    series = [
        Series(key, key, held)
        for key, held in {"complaints-by-team": frame, "remedies": remedies, "complaints-by-subject": subjects}.items()
    ]
    notes = [
        each.note.replace("&#47;", "/").replace("&#46;", ".").replace("&#58;", ":")
        for each in appendix_tables(series, Style())
    ]
    assert notes[0].endswith("There is no column for 2023/24: no complaint named a team.")
    assert notes[1:] == ["There is no column for 2022/23 and 2023/24: no remedy was recorded.", ""]


def test_complaints_acknowledged_in_time_stand_above_those_with_a_record():
    columns = ["year", "service", "procedure", "count", "base"]
    found = table("acknowledgements", columns, (2023, "Roads", "corporate", 0, 0), (2024, "Roads", "corporate", 3, 5))
    assert printed(found) == [
        ["Roads: corporate: acknowledged in time", None, 3],
        ["Roads: corporate: with an acknowledgement recorded", None, 5],
    ]
