import pandas as pd
from tiny_tables import a_break, a_council, cases, complaint, only_row, tables

from feedback_report.measures.counting import rows_where
from feedback_report.measures.teams import complaints_by_team, teams_over_years, top_teams


def of_team(case_id, team, received="2024-05-01", **values):
    return complaint(case_id, received, team=team, **values)


def test_teams_are_counted_within_their_service():
    held = cases(
        of_team("1", "North"), of_team("2", "North"), of_team("3", "South"), of_team("4", "North", service="Parks")
    )

    found = complaints_by_team(held, a_council(), 2024)

    rows = list(zip(found["service"], found["team"], found["count"], found["base"], strict=True))
    assert rows == [("Roads", "North", 2, 3), ("Roads", "South", 1, 3), ("Parks", "North", 1, 1)]


def test_the_top_teams_keep_every_tie_and_never_what_is_not_recorded():
    held = cases(*(of_team(str(n), team) for n, team in enumerate([None, None, "D", "A", "B", "C", "D"])))

    found = top_teams(complaints_by_team(held, a_council(), 2024))

    # D has two; A, B and C share the second place although only two more were asked for.
    assert list(found["team"]) == ["D", "A", "B", "C"]


def test_teams_of_either_year_are_compared():
    held = tables(cases=[of_team("1", "Old", "2023-05-01"), of_team("2", "New"), of_team("3", "New")])

    found = rows_where(teams_over_years(held, a_council(), 2024), service_key="roads")

    assert list(zip(found["team"], found["count"], found["count_before"], strict=True)) == [
        ("New", 2, 0),
        ("Old", 0, 1),
    ]
    assert found["relative_change"].isna().tolist() == [True, False]  # from nothing to 2: no percentage


def test_across_a_restructure_only_this_years_teams_are_given_without_a_comparison():
    held = tables(
        cases=[
            *(of_team("1", "Old", "2023-05-01"), of_team("2", "Same", "2023-05-01"), of_team("3", "Same")),
            *(of_team("4", "Lawns", "2023-05-01", service="Parks"), of_team("5", "Lawns", service="Parks")),
        ]
    )

    found = teams_over_years(held, a_council(), 2024, breaks=[a_break("teams", "2024/25", "roads")])

    assert list(rows_where(found, service_key="roads")["team"]) == ["Same"]
    assert pd.isna(only_row(found, team="Same")["change"])
    assert only_row(found, team="Lawns")["change"] == 0


def test_a_year_without_a_case_folder_is_not_compared():
    found = teams_over_years(tables(cases=[of_team("1", "North")]), a_council(), 2024)

    assert list(found["team"]) == ["North"]
    assert found["count_before"].isna().all() and not found["comparable"].any()
