import pickle

import pandas as pd
import pytest
from tiny_tables import a_council, complaint, complaints, tables

from feedback_report.disclosure.layouts import LAYOUTS, bare_name, cell_names
from feedback_report.disclosure.masking import holds_marks, withhold
from feedback_report.disclosure.plan import CELLS, Plan, read_plan, save_plan
from feedback_report.disclosure.planning import make_plan
from feedback_report.facts import Fact
from feedback_report.measures.appendix import appendix_series
from feedback_report.measures.counting import known, some
from feedback_report.measures.months import complaints_by_month, low_months, peak_months, top_months
from feedback_report.measures.remedies import remedies_by_service
from feedback_report.measures.services import cases_by_service, change_by_service
from feedback_report.measures.subjects import complaints_by_subject, most_moved, subjects_over_years
from feedback_report.measures.teams import complaints_by_team, top_teams
from feedback_report.settings import YearSettings
from feedback_report.wording import Withheld, is_suppressed
from feedback_report.years import Year

COUNCIL = a_council(disclosure_threshold=5)
SETTINGS = YearSettings.model_validate(
    {
        "year": "2024/25",
        "committee": {"name": "Committee", "meeting_date": "2025-09-01", "recommendation": "That it notes."},
        "authors": [{"responsibility": "Author", "role": "Manager", "contact": "feedback@example.org"}],
        "members_consulted": "None.",
        "implications": {"financial": "None.", "environmental": "None."},
    }
)
# Roads 2024/25: 12 about Delay, 6 about Quality, 3 about Conduct; parks: none.
HELD = tables(
    COUNCIL,
    cases=[
        *complaints(12, "d", subject="Delay", team="North"),
        *complaints(6, "q", subject="Quality", team="South", received="2024-06-03"),
        *complaints(3, "k", subject="Conduct", team="South", received="2024-07-01"),
    ],
)


def plan(held=HELD, published=None, **changes):
    council = a_council(**{"disclosure_threshold": 5} | changes)
    return make_plan(held, council, SETTINGS, held, published)


def by_subject(held=HELD):
    return complaints_by_subject(held.cases, COUNCIL, 2024)


def test_a_small_count_and_one_that_guards_it_are_marked_with_all_that_follows():
    frame = plan().withhold(by_subject(), "complaints-by-subject")
    roads = frame[frame["service_key"] == "roads"]
    assert list(roads["count"]) == [12, "[c]", "[c]"]
    assert list(roads["share"]) == [12 / 21, "[c]", "[c]"]
    assert list(roads["base"]) == [21, 21, 21]
    assert list(frame[frame["service_key"] == "parks"]["count"]) == [0, 0, 0]


def test_a_rank_stands_only_above_what_withheld_counts_can_be():
    # Quality and Conduct are 9 together: each is from 1 to 8, fewer than the 12 of Delay.
    roads = plan().withhold(by_subject(), "complaints-by-subject").head(3)
    assert list(roads["rank"]) == [1, "[c]", "[c]"]
    marks = {name: Withheld(1, 12) for name in plan().withheld}
    assert list(withhold(by_subject(), "complaints-by-subject", marks).head(3)["rank"]) == ["[c]", "[c]", "[c]"]


def test_without_a_threshold_every_frame_comes_back_as_it_is():
    nothing = plan(disclosure_threshold=None)
    assert nothing == Plan()
    for series in appendix_series(HELD, COUNCIL, 2024):
        assert nothing.withhold(series.frame, series.key) is series.frame


def test_every_table_of_the_appendix_has_its_cells():
    assert {series.key for series in appendix_series(HELD, COUNCIL, 2024)} <= LAYOUTS.keys()


def test_a_number_has_one_name_wherever_it_stands():
    series = {each.key: each.frame for each in appendix_series(HELD, COUNCIL, 2024)}

    def name(kind, column, **equals):
        rows = series[kind].to_dict("records")
        row = next(row for row in rows if all(row[key] == value for key, value in equals.items()))
        return cell_names(kind, row)[column]

    roads = {"year": 2024, "service_key": "roads"}
    received = name("cases-by-service", "count", feedback_type="complaint", **roads)
    assert received == "cases/2024/roads/complaint=21"
    assert bare_name(received) == "cases/2024/roads/complaint"
    for kind in ("complaints-by-month", "complaints-by-subject", "complaints-by-team", "complaints-by-standing"):
        assert name(kind, "base", **roads) == received
    closed = name("complaints-by-standing", "count", standing="closed with a reported outcome", **roads)
    assert closed == name("outcomes", "base", **roads) == "closed/2024/roads=21"


def test_a_change_is_withheld_with_either_of_its_numbers():
    earlier = complaints(3, "e", received="2023-05-02")
    held = tables(COUNCIL, cases=[*earlier, *complaints(21, "l")])
    frame = plan(held).withhold(cases_by_service(held, COUNCIL, 2024), "cases-by-service")
    row = change_by_service(frame, 2024).iloc[0]
    assert (row["count"], row["count_before"], row["change"], row["relative_change"]) == (21, "[c]", "[c]", "[c]")


def test_a_subject_over_two_years_is_marked_in_the_year_that_withholds_it():
    held = tables(COUNCIL, cases=[*complaints(12, "a", subject="Delay", received="2023-05-02"), *_small_and_large()])
    frame = plan(held).withhold(subjects_over_years(held, COUNCIL, 2024), "complaints-by-subject")
    assert list(frame["count"])[:3] == [30, "[c]", "[c]"]
    assert list(frame["count_before"])[:3] == [12, 0, 0]
    assert list(frame["share_change"].map(is_suppressed))[:3] == [False, True, True]
    assert pd.isna(most_moved(frame, COUNCIL).iloc[0]["subject"])


def _small_and_large():
    return [
        *complaints(30, "d", subject="Delay"),
        *complaints(2, "q", subject="Quality"),
        *complaints(7, "k", subject="Conduct"),
    ]


def test_months_are_called_the_busiest_or_quietest_only_where_that_is_sure():
    months = [*complaints(20, "a", received="2024-04-02"), *complaints(9, "b", received="2024-05-01")]
    months += [*complaints(3, "c", received="2024-06-03"), *complaints(4, "d", received="2024-07-01")]
    months += [complaint(f"m{month}", f"{2024 + (month < 4)}-{month:02d}-10") for month in (8, 9, 10, 11, 12, 1, 2, 3)]
    held = tables(COUNCIL, cases=months)
    frame = plan(held).withhold(complaints_by_month(held, COUNCIL, 2024), "complaints-by-month")
    own = frame[(frame["year"] == 2024) & (frame["service_key"] == "roads")]
    # 15 complaints in ten months of which none is told: a month may have up to 6 of them.
    assert [value for value in own["count"] if not is_suppressed(value)] == [20, 9]
    assert list(top_months(frame, 2024)["count"]) == [20, 9]
    assert list(peak_months(frame, 2024)["month"]) == [4]
    assert low_months(frame, 2024).empty  # the fewest of those shown are 9, which says nothing


def test_a_month_of_none_is_the_quietest_whatever_the_withheld_ones_are():
    held = tables(COUNCIL, cases=[*complaints(20, "a"), *complaints(3, "b", received="2024-06-03")])
    frame = plan(held).withhold(complaints_by_month(held, COUNCIL, 2024), "complaints-by-month")
    assert set(low_months(frame, 2024)["count"]) == {0}


def test_teams_that_a_withheld_one_can_reach_are_not_among_the_top():
    held = tables(COUNCIL, cases=[*complaints(30, "n", team="North"), *complaints(6, "s", team="South"), *_east_west()])
    frame = plan(held).withhold(complaints_by_team(held.cases, COUNCIL, 2024), "complaints-by-team")
    assert list(top_teams(frame)["team"]) == ["North"]


def _east_west():
    return [*complaints(5, "e", team="East"), *complaints(4, "w", team="West")]


def test_rows_that_stand_by_their_counts_stand_by_name_where_one_is_withheld():
    remedies = [{"case_id": f"d{n}", "stage": 1, "remedy": "explanation", "year": 2024} for n in range(8)]
    remedies += [{"case_id": f"q{n}", "stage": 1, "remedy": "apology", "year": 2024} for n in range(2)]
    held = tables(COUNCIL, cases=complaints(12, "d") + complaints(6, "q"), remedies=remedies)
    frame = remedies_by_service(held, COUNCIL, 2024)
    assert list(frame["remedy"].head(2)) == ["explanation", "apology"]
    assert list(plan(held).withhold(frame, "remedies")["remedy"].head(2)) == ["apology", "explanation"]


def test_what_the_last_paper_withheld_stays_withheld_and_what_it_showed_guards_nothing():
    year_before = [*complaints(12, "d", subject="Delay"), *complaints(6, "q", subject="Quality")]
    year_before += [*complaints(5, "k", subject="Conduct")]  # 3 when the paper was published
    moved = [case | {"received": "2023-05-02"} for case in year_before]
    held = tables(COUNCIL, cases=[*moved, *complaints(21, "n", subject="Delay")])
    told = "subject/2023/roads/Quality; subject/2023/roads/Conduct"
    published = {CELLS: Fact(CELLS, told, told, year="2023/24")}
    cells = plan(held, published).cells
    assert "subject/2023/roads/Conduct" in cells and "subject/2023/roads/Quality" in cells
    assert "Delay" not in cells
    assert "2023" not in plan(held).cells


def test_a_plan_is_kept_whole(tmp_path):
    made = plan()
    save_plan(made, tmp_path)
    kept = read_plan(tmp_path)
    assert kept == made
    name = next(iter(made.withheld))
    assert kept.withheld[name].at_most == made.withheld[name].at_most


def test_a_plan_that_is_not_there_is_not_taken_for_one_that_withholds_nothing(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_plan(tmp_path)


def test_a_mark_keeps_what_it_can_be_when_it_is_copied():
    mark = pickle.loads(pickle.dumps(Withheld(2, 7)))
    assert (mark, mark.at_least, mark.at_most) == ("[c]", 2, 7)


def test_counts_can_be_asked_whether_they_are_any_and_which_are_known():
    assert [some(value) for value in (0, 3, "[c]", None, pd.NA)] == [False, True, True, False, False]
    assert list(known(pd.Series([3, "[c]"], dtype="object"))[:1]) == [3]
    assert holds_marks(pd.DataFrame({"count": [1, "[c]"]})) and not holds_marks(pd.DataFrame({"count": [1, 2]}))


def test_the_names_of_withheld_cells_do_not_hold_their_values():
    assert "=" not in plan().cells and "subject/2024/roads/Conduct" in plan().cells
    assert Year(2024).label not in plan().cells
