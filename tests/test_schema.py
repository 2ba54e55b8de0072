"""Each column of the data contract: what it refuses, in which words, and what it becomes."""

from pathlib import Path

import pandas as pd
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
    load,
    problems_of,
)

CASES = "data/2024-25/cases.csv"


def case_problems(folder: Path, **cells: str) -> list[str]:
    """Get the problems of a file whose second case (row 3) has some cells changed."""
    return problems_of(folder, cases=[a_case(), a_case(**({"case_id": "C2"} | cells))], stages=[], remedies=[])


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("case_id", "", 'column "case_id" has 1 empty cell (row 3): fill it in.'),
        ("received", "", 'column "received" has 1 empty cell (row 3): fill it in.'),
        (
            "received",
            "03/05/2024",
            'column "received" has 1 value that is not a date (row 3): write it as YYYY-MM-DD.',
        ),
        (
            "acknowledged",
            "2024-02-30",
            'column "acknowledged" has 1 value that is not a date (row 3): write it as YYYY-MM-DD, or leave it empty.',
        ),
        (
            "closed",
            "2024-05-10 14:20:00",
            'column "closed" has 1 value that is not a date (row 3): write it as YYYY-MM-DD, or leave it empty.',
        ),
        ("closed", "2204-05-10", 'column "closed" has 1 date before 2000 or after 2099 (row 3): correct it.'),
        (
            "feedback_type",
            "Complaint",
            'column "feedback_type" has 1 value that is not allowed (row 3): '
            'write complaint, compliment or comment (for "Complaint" write "complaint").',
        ),
        (
            "contact_method",
            "e-mail",
            'column "contact_method" has 1 value that is not allowed (row 3): write email, portal, telephone, post '
            'or in person, or leave it empty (for "e-mail" write "email").',
        ),
        (
            "status",
            "zzz",
            'column "status" has 1 value that is not allowed (row 3): '
            "write open, paused, closed, withdrawn or refused.",
        ),
        (
            "procedure",
            "statutry",
            'column "procedure" has 1 value that is not allowed (row 3): write corporate or statutory, '
            'or leave it empty (for "statutry" write "statutory").',
        ),
        (
            "contact_method",
            "in person Sam",
            'column "contact_method" has 1 value that is not allowed (row 3): write email, portal, telephone, post '
            "or in person, or leave it empty.",
        ),
        (
            "extension_agreed",
            "Y",
            'column "extension_agreed" has 1 value that is not allowed (row 3): write yes or no, or leave it empty.',
        ),
        (
            "service",
            "Parks and Play",
            'column "service" has 1 value that is almost, but not quite, a name in council.yml (row 3): '
            'write the name as council.yml does (for "Parks and Play" write "Parks & Play").',
        ),
        (
            "outcome",
            "Partially-Upheld",
            'column "outcome" has 1 value that is almost, but not quite, a name in council.yml (row 3): '
            'write the name as council.yml does (for "Partially-Upheld" write "partially upheld").',
        ),
        (
            "team",
            "Team A\u00a0",
            'column "team" has 1 value with spaces before or after (row 3): '
            "remove the spaces, because the value is counted apart from the same one without them.",
        ),
        (
            "team",
            "#REF!",
            'column "team" has 1 value that is a spreadsheet\'s error, such as #N/A (row 3): '
            "put the right value there, or leave it empty.",
        ),
        (
            "team",
            "Team\nA",
            'column "team" has 1 value with a line break or a character that cannot be printed (row 3): remove it.',
        ),
        (
            "team",
            "Team \u202e21",
            'column "team" has 1 value with a line break or a character that cannot be printed (row 3): remove it.',
        ),
    ],
)
def test_a_wrong_cell_of_a_case_is_named(tmp_path: Path, column: str, value: str, problem: str) -> None:
    assert case_problems(tmp_path, **{column: value}) == [f"{CASES}: {problem}"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"stages": [a_stage(stage="4")]},
            'data/2024-25/stages.csv: column "stage" has 1 value that is not allowed (row 2): write 2 or 3.',
        ),
        (
            {"stages": [a_stage(status="closed")]},
            'data/2024-25/stages.csv: column "status" has 1 value that is not allowed (row 2): '
            "write open, paused, completed, withdrawn or refused.",
        ),
        (
            {"stages": [a_stage(requested="soon")]},
            'data/2024-25/stages.csv: column "requested" has 1 value that is not a date (row 2): '
            "write it as YYYY-MM-DD.",
        ),
        (
            {"remedies": [a_remedy(stage="0")]},
            'data/2024-25/remedies.csv: column "stage" has 1 value that is not allowed (row 2): write 1, 2 or 3.',
        ),
        (
            {"remedies": [a_remedy(remedy="")]},
            'data/2024-25/remedies.csv: column "remedy" has 1 empty cell (row 2): fill it in.',
        ),
        (
            {"actions": [an_action(kind="")]},
            'data/2024-25/actions.csv: column "kind" has 1 empty cell (row 2): fill it in.',
        ),
        (
            {"actions": [an_action(status="underway")]},
            'data/2024-25/actions.csv: column "status" has 1 value that is not allowed (row 2): '
            'write done, under way or not done (for "underway" write "under way").',
        ),
        (
            {"actions": [an_action(due="summer")]},
            'data/2024-25/actions.csv: column "due" has 1 value that is not a date (row 2): '
            "write it as YYYY-MM-DD, or leave it empty.",
        ),
        (
            {"actions": [an_action(carried_from="2023")]},
            'data/2024-25/actions.csv: column "carried_from" has 1 value that is not a financial year (row 2): '
            "write it like 2024/25, or leave it empty.",
        ),
        (
            {"actions": [an_action(lesson="bell\x07")]},
            'data/2024-25/actions.csv: column "lesson" has 1 value with a character that cannot be printed (row 2): '
            "remove it.",
        ),
        (
            {"history": [a_count(year="2020/22")]},
            'data/history.csv: column "year" has 1 value that is not a financial year (row 2): write it like 2024/25.',
        ),
        (
            {"history": [a_count(month="13")]},
            'data/history.csv: column "month" has 1 value that is not a whole number from 1 to 12 (row 2): '
            "write it in digits alone, or leave it empty.",
        ),
        (
            {"history": [a_count(count="-1"), a_count(count="1,200", month="4"), a_count(count="2.5", month="5")]},
            'data/history.csv: column "count" has 3 values that are not whole numbers from 0 upwards (rows 2, 3, 4): '
            "write them in digits alone.",
        ),
        (
            {"population": [a_population(population="0")]},
            'data/reference/population.csv: column "population" has 1 value that is not a whole number from 1 upwards '
            "(row 2): write it in digits alone.",
        ),
        (
            {"population": [a_population(), a_population(year="2023/24")]},
            'data/reference/population.csv: column "year" has 1 value that is not a calendar year from 1990 to 2100 '
            "(row 3): write it in digits alone.",
        ),
        (
            {"benchmark": [a_benchmark(complaints="")]},
            'data/reference/benchmark.csv: column "complaints" has 1 empty cell (row 2): fill it in.',
        ),
    ],
)
def test_a_wrong_cell_of_another_table_is_named(tmp_path: Path, changes: dict, problem: str) -> None:
    assert problems_of(tmp_path, **changes) == [problem]


def test_subjects_must_be_the_councils_when_it_lists_them(tmp_path: Path) -> None:
    council = a_council(subjects=["Delay", "Staff conduct"])
    problems = problems_of(tmp_path, council, cases=[a_case(subject="Delays")])
    assert problems == [
        f'{CASES}: column "subject" has 1 value that is not allowed (row 2): '
        'write Delay or Staff conduct, or leave it empty (for "Delays" write "Delay").'
    ]


def test_any_subject_is_allowed_when_the_council_lists_none(tmp_path: Path) -> None:
    assert load(tmp_path, cases=[a_case(subject="Noise")]).cases["subject"].tolist() == ["Delay", "Noise"]


def test_an_outcome_of_the_councils_own_is_allowed(tmp_path: Path) -> None:
    assert load(tmp_path, cases=[a_case(outcome="resolved by phone")]).cases["outcome"].iloc[1] == "resolved by phone"


def test_the_first_ten_rows_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    cases = [a_case(case_id=f"C{number}", closed="soon") for number in range(1, 13)]
    assert problems_of(tmp_path, cases=cases) == [
        f'{CASES}: column "closed" has 12 values that are not dates (rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more): '
        "write them as YYYY-MM-DD, or leave them empty."
    ]


def test_a_value_that_is_not_a_misspelling_is_never_quoted(tmp_path: Path) -> None:
    (problem,) = case_problems(tmp_path, status="Jane Doe rang")
    assert "Jane" not in problem


def test_a_missing_and_a_misspelt_column_are_one_problem(tmp_path: Path) -> None:
    case = a_case()
    case["recieved"] = case.pop("received")
    assert problems_of(tmp_path, cases=[case]) == [
        f'{CASES}: column "recieved" is not known and "received" is missing: rename it.'
    ]


def test_an_unknown_column_is_a_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, cases=[a_case(notes="x", genders="y")]) == [
        f'{CASES}: column "notes" is not known: remove it, or rename it.',
        f'{CASES}: column "genders" is not known: remove it, or rename it. The nearest that is known is "gender".',
    ]


def test_a_missing_column_is_a_problem(tmp_path: Path) -> None:
    case = a_case()
    del case["team"]
    assert problems_of(tmp_path, cases=[case]) == [
        f'{CASES}: column "team" is missing: add it (empty cells mean not known; see data/README.md).'
    ]


def test_a_file_without_column_names_is_not_quoted(tmp_path: Path) -> None:
    cells = [value or "x" for value in a_case().values()]
    headless = [dict(zip([f"{cell}{number}" for number, cell in enumerate(cells)], cells, strict=True))]
    (problem,) = problems_of(tmp_path, cases=headless)
    assert problem.startswith(f"{CASES}: row 1 does not hold the names of the columns. Expected case_id, received,")
    assert "SECRET" not in problem


def test_the_optional_columns_may_be_absent(tmp_path: Path) -> None:
    cases = load(tmp_path).cases
    assert cases[["raised_by", "age_band", "gender", "ethnicity", "disability"]].isna().all(axis=None)


def test_the_optional_columns_may_be_there_in_some_years(tmp_path: Path) -> None:
    cases = load(tmp_path, cases=[a_case(raised_by="advocate", age_band="11 to 15")]).cases
    assert cases["raised_by"].fillna("-").tolist() == ["-", "advocate"]
    assert cases["age_band"].fillna("-").tolist() == ["-", "11 to 15"]


def test_a_wrong_value_of_an_optional_column_is_named(tmp_path: Path) -> None:
    assert problems_of(tmp_path, cases=[a_case(raised_by="carer")]) == [
        f'{CASES}: column "raised_by" has 1 value that is not allowed (row 2): write child or young person, '
        "parent or carer, advocate or other, or leave it empty."
    ]


def test_cells_become_the_contracts_types(tmp_path: Path) -> None:
    tables = load(tmp_path)
    types = {column: str(dtype) for column, dtype in tables.cases.dtypes.items()}
    assert [column for column, dtype in types.items() if dtype == "datetime64[us]"] == [
        "received",
        "acknowledged",
        "closed",
    ]
    assert types["year"] == "int64"
    assert set(types.values()) == {"str", "datetime64[us]", "int64"}
    assert tables.stages["stage"].dtype == "int64"
    assert tables.actions["carried_from"].dtype == "Int64"
    assert tables.actions["carried_from"].tolist() == [2023]
    assert tables.history["month"].dtype == "Int64"
    assert tables.history["year"].tolist() == [2020]
    assert tables.benchmark["year"].tolist() == [2023]
    assert tables.population["population"].tolist() == [50_000]


def test_text_stays_what_it_is(tmp_path: Path) -> None:
    hostile = ["<script>alert(1)</script>", "{{< include x >}}", "=1+1", "NA", "null", "1e5"]
    cases = [a_case(case_id=f"00{number}", team=text) for number, text in enumerate(hostile)]
    loaded = load(tmp_path, cases=cases, stages=[], remedies=[]).cases
    assert loaded["team"].tolist()[1:] == hostile
    assert loaded["case_id"].tolist()[1:] == ["000", "001", "002", "003", "004", "005"]


def test_empty_cells_are_missing(tmp_path: Path) -> None:
    case = a_case(team="", acknowledged="", customer_ref="")
    row = load(tmp_path, cases=[case]).cases.iloc[1]
    assert row[["team", "acknowledged", "customer_ref"]].isna().all()


def test_empty_tables_have_the_columns_and_types_too(tmp_path: Path) -> None:
    tables = load(tmp_path, stages=[], remedies=[], actions=[], history=[], benchmark=[])
    full = load(tmp_path)
    for name in ("stages", "remedies", "actions", "history", "benchmark"):
        empty = getattr(tables, name)
        assert empty.empty
        pd.testing.assert_series_equal(empty.dtypes, getattr(full, name).dtypes)
