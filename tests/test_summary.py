import pandas as pd
from tiny_tables import a_council, cases, complaint, only_row

from feedback_report.measures.summary import context_volumes
from feedback_report.settings import YearSettings


def year_settings(**volumes):
    return YearSettings.model_validate(
        {
            "year": "2024/25",
            "committee": {"name": "Committee", "meeting_date": "2025-09-01", "recommendation": "Consider it."},
            "authors": [{"responsibility": "Author", "role": "Manager", "contact": "mailbox@example.org"}],
            "members_consulted": "None",
            "implications": {"financial": "None.", "environmental": "None either."},
            "context": [
                {"key": key, "service": "roads", "label": f"{key} made", "value": value, "source": "the service"}
                for key, value in volumes.items()
            ],
        }
    )


def test_each_volume_has_the_complaints_of_its_service_beside_it():
    held = cases(complaint("1"), complaint("2"), complaint("3", service="Parks"), complaint("4", "2024-03-31"))

    row = only_row(context_volumes(held, a_council(), year_settings(repairs=400)))

    assert (row["service"], row["label"], row["value"], row["year"]) == ("Roads", "repairs made", 400, 2024)
    assert (row["count"], row["base"], row["share"]) == (2, 400, 0.005)


def test_a_volume_of_nothing_has_no_share_and_a_year_without_volumes_no_rows():
    assert pd.isna(only_row(context_volumes(cases(), a_council(), year_settings(repairs=0)))["share"])

    found = context_volumes(cases(), a_council(), year_settings())
    assert found.empty and "value" in found.columns
