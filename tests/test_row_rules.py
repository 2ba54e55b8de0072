"""What must hold between cells, rows and years: each rule with the words that name its breach."""

from pathlib import Path

import pytest
from small_data import (
    a_benchmark,
    a_case,
    a_council,
    a_count,
    a_population,
    a_remedy,
    a_stage,
    an_action,
    an_earlier_case,
    load,
    problems_of,
)

CASES = "data/2024-25/cases.csv"
STAGES = "data/2024-25/stages.csv"
REMEDIES = "data/2024-25/remedies.csv"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (
            {"received": "2025-04-01", "acknowledged": "", "closed": "2025-04-02"},
            'column "received" has 1 date outside 2024/25 (row 3): '
            "move the row to the folder of its year, or correct the date.",
        ),
        (
            {"received": "2024-03-31"},
            'column "received" has 1 date outside 2024/25 (row 3): '
            "move the row to the folder of its year, or correct the date.",
        ),
        (
            {"acknowledged": "2024-04-30"},
            '1 row has "acknowledged" before "received" (row 3): correct one of the dates.',
        ),
        ({"closed": "2024-04-30"}, '1 row has "closed" before "received" (row 3): correct one of the dates.'),
        (
            {"closed": ""},
            '1 row has "status" closed and no "closed" (row 3): fill in "closed", or correct "status".',
        ),
        (
            {"status": "paused", "outcome": ""},
            '1 row has "status" open or paused and a "closed" too (row 3): leave "closed" empty, or correct "status".',
        ),
        (
            {"status": "open", "closed": ""},
            '1 row has "status" open, paused or refused and an "outcome" too (row 3): '
            'leave "outcome" empty, or correct "status".',
        ),
        (
            {"subject": ""},
            '1 row has "feedback_type" complaint and no "subject" (row 3): '
            'fill in "subject", or correct "feedback_type".',
        ),
        (
            {"procedure": ""},
            '1 row has "feedback_type" complaint and no "procedure" (row 3): '
            'fill in "procedure", or correct "feedback_type".',
        ),
        (
            {"merged_into": "C2"},
            '1 case is merged into itself (row 3): leave "merged_into" empty for the case that remains.',
        ),
        (
            {"merged_into": "C9"},
            'column "merged_into" has 1 case_id that no file holds (row 3): '
            "correct it, or add the file of the year that holds the case.",
        ),
    ],
)
def test_a_case_that_breaks_a_rule_is_named(tmp_path: Path, cells: dict[str, str], problem: str) -> None:
    cases = [a_case(), a_case(case_id="C2", **cells)]
    assert problems_of(tmp_path, cases=cases) == [f"{CASES}: {problem}"]


def test_the_first_and_last_day_of_the_year_belong_to_it(tmp_path: Path) -> None:
    first = a_case(received="2024-04-01")
    last = a_case(case_id="C2", received="2025-03-31", acknowledged="", closed="2025-04-20")
    assert len(load(tmp_path, cases=[first, last]).cases) == 3


def test_cases_closed_on_the_day_they_came_are_right(tmp_path: Path) -> None:
    load(tmp_path, cases=[a_case(acknowledged="2024-05-01", closed="2024-05-01")])


def test_compliments_need_neither_subject_nor_procedure(tmp_path: Path) -> None:
    thanks = a_case(case_id="C2", feedback_type="compliment", subject="", procedure="", outcome="")
    load(tmp_path, cases=[a_case(), thanks])


def test_withdrawn_and_refused_cases_may_have_a_closing_date_or_none(tmp_path: Path) -> None:
    cases = [
        a_case(),
        a_case(case_id="C2", status="withdrawn", outcome="withdrawn"),
        a_case(case_id="C3", status="withdrawn", closed="", outcome=""),
        a_case(case_id="C4", status="refused", closed="", outcome=""),
        a_case(case_id="C5", status="refused", outcome=""),
    ]
    load(tmp_path, cases=cases)


def test_case_ids_are_unique_within_a_file(tmp_path: Path) -> None:
    cases = [a_case(), a_case(case_id="C2"), a_case()]
    assert problems_of(tmp_path, cases=cases) == [
        f"{CASES}: 2 rows have the same case_id as another row (rows 2, 4): keep one row of each."
    ]


def test_case_ids_are_unique_over_all_years(tmp_path: Path) -> None:
    cases = [a_case(), a_case(case_id="P1")]
    assert problems_of(tmp_path, cases=cases) == [
        f"{CASES}: 1 row has the same case_id as a row of data/2023-24/cases.csv (row 3): keep it in one year alone."
    ]


def test_a_case_may_be_merged_into_one_of_an_earlier_year(tmp_path: Path) -> None:
    load(tmp_path, cases=[a_case(merged_into="P1")])


def test_a_case_is_not_merged_into_a_merged_case(tmp_path: Path) -> None:
    cases = [a_case(), a_case(case_id="C2", merged_into="C1"), a_case(case_id="C3", merged_into="C2")]
    assert problems_of(tmp_path, cases=cases) == [
        f"{CASES}: 1 case is merged into a case that is itself merged into another (row 4): "
        'give every case of a group the same "merged_into": the one case that remains.'
    ]


def test_contact_method_is_empty_before_it_was_recorded(tmp_path: Path) -> None:
    system = {"since": "2024-01-01", "contact_method_since": "2024-05-01", "note": "A new system."}
    council = a_council(recording_system=system)
    early = {"received": "2024-04-30", "acknowledged": ""}
    cases = [a_case(), a_case(case_id="C2", **early), a_case(case_id="C3", contact_method="", **early)]
    assert problems_of(tmp_path, council, cases=cases, earlier_cases=[an_earlier_case(contact_method="")]) == [
        f'{CASES}: column "contact_method" has 1 value for a case received before 2024-05-01, when it was not recorded '
        "(row 3): leave it empty, or correct contact_method_since in council.yml."
    ]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (
            {"requested": "2025-04-01", "started": "", "closed": "2025-04-20"},
            'column "requested" has 1 date outside 2024/25 (row 2): '
            "move the row to the folder of its year, or correct the date.",
        ),
        ({"started": "2024-06-02"}, '1 row has "started" before "requested" (row 2): correct one of the dates.'),
        (
            {"closed": "2024-06-02", "started": ""},
            '1 row has "closed" before "requested" (row 2): correct one of the dates.',
        ),
        ({"closed": "2024-06-04"}, '1 row has "closed" before "started" (row 2): correct one of the dates.'),
        (
            {"closed": ""},
            '1 row has "status" completed and no "closed" (row 2): fill in "closed", or correct "status".',
        ),
        (
            {"status": "open", "outcome": ""},
            '1 row has "status" open or paused and a "closed" too (row 2): leave "closed" empty, or correct "status".',
        ),
        (
            {"status": "refused"},
            '1 row has "status" open, paused or refused and an "outcome" too (row 2): '
            'leave "outcome" empty, or correct "status".',
        ),
        (
            {"case_id": "C9"},
            'column "case_id" has 1 value that is not in the cases of 2024/25 or an earlier year (row 2): '
            "correct it, or add the case.",
        ),
        (
            {"requested": "2024-04-29"},
            '1 stage was "requested" before the case was "received" (row 2): correct one of the dates.',
        ),
        (
            {"stage": "3"},
            "1 stage is not one of its procedure's in council.yml (row 2): "
            'correct "stage" here, "procedure" in cases, or the procedures in council.yml.',
        ),
    ],
)
def test_a_stage_that_breaks_a_rule_is_named(tmp_path: Path, cells: dict[str, str], problem: str) -> None:
    assert problems_of(tmp_path, stages=[a_stage(**cells)]) == [f"{STAGES}: {problem}"]


def test_a_statutory_complaint_may_have_a_third_stage(tmp_path: Path) -> None:
    stages = [a_stage(), a_stage(stage="3", requested="2024-08-01", started="", closed="2024-09-02")]
    load(tmp_path, cases=[a_case(procedure="statutory")], stages=stages)


def test_a_stage_of_last_years_case_may_stand_in_this_years_file(tmp_path: Path) -> None:
    tables = load(tmp_path, stages=[a_stage(case_id="P1")])
    assert tables.stages[["case_id", "year"]].to_numpy().tolist() == [["P1", 2024]]


def test_a_stage_of_next_years_case_cannot_stand_in_last_years_file(tmp_path: Path) -> None:
    early = a_stage(requested="2024-03-01", started="", closed="2024-03-20")
    assert problems_of(tmp_path, earlier_stages=[early], stages=[])[0] == (
        'data/2023-24/stages.csv: column "case_id" has 1 value that is not in the cases of 2023/24 or an earlier year '
        "(row 2): correct it, or add the case."
    )


def test_a_case_has_each_stage_once(tmp_path: Path) -> None:
    assert problems_of(tmp_path, stages=[a_stage(), a_stage()]) == [
        f"{STAGES}: 2 rows have the same case_id and stage as another row (rows 2, 3): keep one row of each."
    ]


def test_a_case_has_each_stage_in_one_year_only(tmp_path: Path) -> None:
    early = a_stage(case_id="P1", requested="2024-03-01", started="", closed="2024-03-20")
    assert problems_of(tmp_path, earlier_stages=[early], stages=[a_stage(case_id="P1")]) == [
        f"{STAGES}: 1 row has the same case_id and stage as a row of data/2023-24/stages.csv (row 2): "
        "keep it in one year alone."
    ]


def test_compliments_have_no_later_stages(tmp_path: Path) -> None:
    thanks = a_case(feedback_type="compliment", subject="", procedure="", outcome="")
    assert problems_of(tmp_path, cases=[thanks]) == [
        f"{STAGES}: 1 stage belongs to a case that is not a complaint (row 2): "
        'correct "case_id" here or "feedback_type" in cases.'
    ]


def test_a_remedy_belongs_to_a_known_case(tmp_path: Path) -> None:
    assert problems_of(tmp_path, remedies=[a_remedy(case_id="C9")]) == [
        f'{REMEDIES}: column "case_id" has 1 value that is not in the cases of 2024/25 or an earlier year (row 2): '
        "correct it, or add the case."
    ]


def test_a_remedy_belongs_to_a_known_stage(tmp_path: Path) -> None:
    assert problems_of(tmp_path, remedies=[a_remedy(), a_remedy(stage="2"), a_remedy(stage="3")]) == [
        f"{REMEDIES}: 1 remedy is for a stage that no file of stages holds (row 4): "
        'correct "stage", or add the stage to stages.'
    ]


def test_a_wrong_stage_elsewhere_does_not_hide_the_stages_that_are_there(tmp_path: Path) -> None:
    stages = [a_stage(), a_stage(case_id="P1", stage="second")]
    problems = problems_of(tmp_path, stages=stages, remedies=[a_remedy(stage="2"), a_remedy(case_id="P1", stage="2")])
    assert [problem.split(" (")[0] for problem in problems] == [
        f'{STAGES}: column "stage" has 1 value that is not allowed',
        f"{REMEDIES}: 1 remedy is for a stage that no file of stages holds",
    ]


def test_a_remedy_is_counted_once(tmp_path: Path) -> None:
    remedies = [a_remedy(), a_remedy(remedy="refund"), a_remedy()]
    assert problems_of(tmp_path, remedies=remedies) == [
        f"{REMEDIES}: 2 rows have the same case_id, stage and remedy as another row (rows 2, 4): keep one row of each."
    ]


def test_actions_have_ids_of_their_own(tmp_path: Path) -> None:
    assert problems_of(tmp_path, actions=[an_action(), an_action()]) == [
        "data/2024-25/actions.csv: 2 rows have the same action_id as another row (rows 2, 3): keep one row of each."
    ]


def test_an_action_keeps_its_id_when_it_is_carried_into_the_next_year(tmp_path: Path) -> None:
    tables = load(tmp_path, earlier_actions=[an_action(carried_from="")])
    assert tables.actions["action_id"].tolist() == ["A1", "A1"]


def test_actions_are_carried_from_an_earlier_year(tmp_path: Path) -> None:
    assert problems_of(tmp_path, actions=[an_action(carried_from="2024/25")]) == [
        'data/2024-25/actions.csv: column "carried_from" has 1 year that is not before 2024/25 (row 2): '
        "write the year that the action was first planned in, or leave it empty."
    ]


def test_an_action_is_not_both_done_and_planned(tmp_path: Path) -> None:
    actions = [
        an_action(status="done"),
        an_action(action_id="A2", kind="done"),
        an_action(action_id="A3", kind="done", status="done"),
    ]
    assert problems_of(tmp_path, actions=actions) == [
        'data/2024-25/actions.csv: 1 action is done by "status" and still planned by "kind" (row 2): '
        'write done under "kind" too, or correct "status".',
        'data/2024-25/actions.csv: 1 action is done by "kind" and not by "status" (row 3): '
        'write planned under "kind" for what is not finished, or correct "status".',
    ]


def test_history_holds_each_count_once(tmp_path: Path) -> None:
    history = [a_count(), a_count(count="13"), a_count(month="4"), a_count(category="comment")]
    assert problems_of(tmp_path, history=history) == [
        "data/history.csv: 2 rows have the same series, year, month, service and category as another row (rows 2, 3): "
        "keep one row of each."
    ]


def test_the_series_of_cases_is_by_feedback_type(tmp_path: Path) -> None:
    history = [a_count(category="complaints"), a_count(series="stages", category="stage 2")]
    assert problems_of(tmp_path, history=history) == [
        'data/history.csv: the series "cases" has 1 row with a "category" that is not a feedback type (row 2): '
        "write complaint, compliment or comment."
    ]


def test_history_may_overlap_with_years_of_cases(tmp_path: Path) -> None:
    assert len(load(tmp_path, history=[a_count(year="2024/25")]).history) == 1


def test_population_and_benchmark_hold_each_area_and_year_once(tmp_path: Path) -> None:
    twice = {"population": [a_population(), a_population()], "benchmark": [a_benchmark(), a_benchmark()]}
    assert problems_of(tmp_path, **twice) == [
        "data/reference/population.csv: 2 rows have the same area_code and year as another row (rows 2, 3): "
        "keep one row of each.",
        "data/reference/benchmark.csv: 2 rows have the same area_code and year as another row (rows 2, 3): "
        "keep one row of each.",
    ]


def test_a_row_with_a_wrong_cell_is_not_held_to_the_rules_as_well(tmp_path: Path) -> None:
    # "soon" is no date: that the case has no closing date is not a second problem
    assert problems_of(tmp_path, cases=[a_case(closed="soon")]) == [
        f'{CASES}: column "closed" has 1 value that is not a date (row 2): write it as YYYY-MM-DD, or leave it empty.'
    ]


def test_a_case_in_a_wrong_row_still_counts_as_there(tmp_path: Path) -> None:
    # The stage and remedy of C1 find their case although its row has a wrong cell
    problems = problems_of(tmp_path, cases=[a_case(extension_agreed="maybe")])
    assert len(problems) == 1
    assert "extension_agreed" in problems[0]
