"""A year that is not over, and earlier years cut to the same months."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from small_data import write_data
from tiny_tables import a_council, complaint, only_row, tables

from feedback_report.data.tables import Tables
from feedback_report.errors import DataError, SettingsError
from feedback_report.measures import closed_complaints, months, outcomes, services, stages, timescales, whole_council
from feedback_report.measures.counting import rows_where
from feedback_report.measures.period import check_period, comparable, period_problems, stated_ends
from feedback_report.settings import YearSettings, load_year_settings
from feedback_report.years import Year

# Complaints of April, May, September and December 2023, and of April and May 2024.
EARLIER = [complaint(f"p{month}", f"2023-{month:02d}-10", closed="2023-12-20") for month in (4, 5, 9, 12)]
EARLIER += [complaint("p3", "2024-03-10", closed="2024-03-12")]
NOW = [complaint("n4", "2024-04-10", closed="2024-04-20"), complaint("n5", "2024-05-10", closed="2024-06-20")]


def settings(until: str | None = "2024-05-31") -> YearSettings:
    return YearSettings.model_validate(
        {
            "year": "2024/25",
            "data_until": until,
            "committee": {"name": "Committee", "meeting_date": "2024-07-01", "recommendation": "Note."},
            "authors": [{"responsibility": "Author", "role": "Officer", "contact": "a@example.org"}],
            "members_consulted": "None.",
            "implications": {"financial": "None.", "environmental": "None."},
        }
    )


def cut(until: str | None = "2024-05-31", stated: dict[int, date] | None = None, **rows: Any) -> Tables:
    held = tables(**({"cases": [*EARLIER, *NOW]} | rows))
    return comparable(held, settings(until), stated or {}).tables


def complaints_of(held: Tables, year: int) -> Any:
    return only_row(whole_council.cases_by_type(held, 2024), year=year, feedback_type="complaint")["count"]


def test_a_whole_year_leaves_every_table_as_it_is():
    held = tables(cases=[*EARLIER, *NOW])
    for until in (None, "2025-03-31"):
        found = comparable(held, settings(until), {})
        assert found.tables is held
        assert found.whole_years is held
        assert found.left_out == ()


def test_a_part_of_a_year_is_compared_with_the_same_months_of_earlier_years():
    # April and May: p4 and p5 of the earlier year, n4 and n5 of this one
    assert [complaints_of(cut(), year) for year in (2023, 2024)] == [2, 2]
    assert [complaints_of(cut("2024-12-31"), year) for year in (2023, 2024)] == [4, 2]


def test_months_that_are_not_held_are_no_zeros():
    by_month = months.complaints_by_month(cut(), a_council(), 2024)
    assert sorted(set(by_month["month"])) == [4, 5]
    roads = rows_where(by_month, service_key="roads", year=2024)
    assert list(roads["count"]) == [1, 1]
    assert list(roads["base"]) == [2, 2]


def test_complaints_stand_as_they_stood_at_the_end_of_the_months():
    # p4 and p5 were closed in December and n5 in June, after the end of May; n4 in April, before it
    held = cut()
    base = {
        year: len(closed_complaints.closed_with_outcome(held.cases, a_council(), year)) for year in (2022, 2023, 2024)
    }
    assert base == {2022: 0, 2023: 0, 2024: 1}
    standing = outcomes.complaints_by_standing(held.cases, a_council(), 2023)
    assert only_row(standing, service_key="roads", standing="open")["count"] == 2
    assert only_row(timescales.bands_over_years(held, a_council(), 2024), service_key="roads", **WITHIN)["base"] == 1


WITHIN = {"procedure": "all procedures", "band": "within target"}


def test_a_later_stage_counts_in_the_months_in_which_it_was_asked_for_and_closed():
    def stage(case: str, requested: str, closed: str | None = None) -> dict[str, Any]:
        status = "completed" if closed else "open"
        return {"case_id": case, "stage": 2, "requested": requested, "status": status, "closed": closed}

    later = [
        stage("p4", "2023-05-02", "2023-12-02"),  # asked for in the months, closed after them
        stage("p5", "2023-12-02", "2024-04-02"),  # asked for after them, closed in this year's months
        stage("p9", "2023-12-05"),  # asked for after them, still open: this year's to be answered
        stage("n4", "2024-05-02", "2024-05-20"),
        stage("n5", "2024-06-10"),  # asked for after this year's months
    ]
    held = cut(stages=later)
    corporate = {"procedure": "corporate", "stage": 2, "area": "Roads"}
    now = only_row(stages.stages_by_area(held, a_council(), 2024), **corporate)
    before = only_row(stages.stages_by_area(held, a_council(), 2023), **corporate)
    assert (now["requested"], now["closed_in_year"]) == (1, 2)
    assert (before["requested"], before["closed_in_year"]) == (1, 0)
    running = timescales.stages_with_days(held, a_council(), 2024, 2)
    assert sorted(running["case_id"]) == ["n4", "p5", "p9"]
    assert list(timescales.stages_with_days(held, a_council(), 2023, 2)["case_id"]) == []


def test_history_without_months_is_no_measure_of_some_months():
    def row(year: int, count: int, month: int | None = None) -> dict[str, Any]:
        held = {"series": "cases", "year": year, "month": month, "category": "complaint", "count": count}
        return held | {"source": "an earlier paper"}

    history = [row(2020, 120), *(row(2021, month, month) for month in range(1, 13)), row(2022, 5, 4)]
    held = cut(history=history)
    # 2020: the year alone. 2021: April 4 and May 5. 2022: April without May.
    assert [complaints_of(held, year) for year in (2021, 2023)] == [9, 2]
    assert pd.isna(complaints_of(held, 2020)) and pd.isna(complaints_of(held, 2022))


def test_an_earlier_year_that_does_not_hold_the_months_is_left_out():
    late = [complaint("p9", "2023-09-10"), complaint("p3", "2024-03-10")]
    found = comparable(tables(cases=[*late, *NOW]), settings(), {})
    assert found.left_out == (2023,)
    assert found.tables.case_years == (2024,)
    assert pd.isna(complaints_of(found.tables, 2023))


def test_an_earlier_year_that_ends_early_is_left_out_of_a_whole_year_too():
    early = [complaint("p4", "2023-04-10"), complaint("p5", "2023-05-10")]
    whole = [complaint("n4", "2024-04-10"), complaint("n3", "2025-03-10")]
    held = tables(cases=[*early, *whole])
    assert comparable(held, settings(None), {}).left_out == (2023,)
    # its settings say that nothing came in after May
    assert comparable(held, settings(None), {2023: date(2024, 3, 31)}).left_out == ()
    # April and May are all that this paper needs
    assert comparable(held, settings(), {}).left_out == ()


def test_an_earlier_years_settings_say_how_far_it_goes():
    held = tables(cases=[*EARLIER, *NOW])
    assert comparable(held, settings(), {2023: date(2023, 12, 31)}).left_out == ()
    assert comparable(held, settings("2025-03-31"), {2023: date(2023, 12, 31)}).left_out == (2023,)


def test_figures_of_whole_years_never_hold_a_part_of_one():
    whole_years = comparable(tables(cases=[*EARLIER, *NOW]), settings(), {}).whole_years
    assert complaints_of(whole_years, 2023) == 5
    assert pd.isna(complaints_of(whole_years, 2024))


def test_merged_complaints_find_each_other_across_the_end_of_the_months():
    first = complaint("n6", "2024-06-10", customer_ref="a")
    merged = complaint("n7", "2024-05-11", merged_into="n6", customer_ref="a")
    held = cut(cases=[*EARLIER, *NOW, first, merged])
    row = only_row(
        services.cases_by_service(held, a_council(), 2024), service_key="roads", year=2024, feedback_type="complaint"
    )
    assert (row["count"], row["in_merged_groups"]) == (3, 1)


@pytest.mark.parametrize(
    ("until", "received", "said"),
    [
        (
            None,
            "2024-09-12",
            r"last case of 2024/25 was received on 12 September 2024.*data_until: 2024-08-31;.*2025-03-31",
        ),
        (
            None,
            "2024-09-30",
            r"last case of 2024/25 was received on 30 September 2024.*data_until: 2024-09-30;.*2025-03-31",
        ),
        ("2024-09-30", "2024-11-01", r"data_until is 30 September 2024, but 1 case was received after the month"),
    ],
)
def test_a_part_of_a_year_is_never_taken_for_a_whole_one(until, received, said):
    held = tables(cases=[complaint("1", received)])
    with pytest.raises(DataError, match=said):
        check_period(held, settings(until), Path("data"))


@pytest.mark.parametrize(
    ("until", "received"),
    [(None, "2025-03-01"), ("2024-09-30", "2024-10-07"), ("2024-09-30", "2024-06-01"), ("2025-03-31", "2024-06-01")],
)
def test_settings_and_cases_that_agree_are_taken(until, received):
    assert list(period_problems(tables(cases=[complaint("1", received)]), settings(until), "data")) == []


def test_a_year_without_cases_is_left_to_say_so():
    assert list(period_problems(tables(case_years=[2024]), settings(None), "data")) == []


@pytest.mark.parametrize("day", ["2024-09-29", "2025-09-30", "2024-03-31"])
def test_the_last_day_held_is_the_last_of_a_month_of_the_year(day):
    with pytest.raises(ValueError, match="expected the last day of a month of 2024/25, such as 2024-09-30"):
        settings(day)


def test_the_last_days_of_earlier_years_are_read_from_their_settings(tmp_path):
    data = write_data(tmp_path)
    text = settings().model_dump_json(exclude={"year", "data_until"})
    for name, until in (("2022-23", ""), ("2023-24", ', "data_until": "2023-12-31"'), ("2024-25", "")):
        (data / name).mkdir(exist_ok=True)
        (data / name / "year.yml").write_text(text[:-1] + f', "year": "{name}"{until}}}', encoding="utf-8")
    assert stated_ends(data, Year(2024), [2021, 2022, 2023, 2024]) == {2023: date(2023, 12, 31)}
    (data / "2022-23" / "year.yml").write_text("year: 2022/23", encoding="utf-8")
    with pytest.raises(SettingsError, match="committee"):
        stated_ends(data, Year(2024), [2022, 2024])
    assert load_year_settings(data, Year(2023)).data_until == date(2023, 12, 31)
