"""The committed sample: it can be made again, meets its published totals, and names nobody."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from feedback_report.data.load import load_tables
from feedback_report.measures.working_days import working_days_between
from feedback_report.settings import load_council, load_year_settings
from feedback_report.years import Year
from tools.sample_data.years import PLANS

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
YEARS = [Year(2022), Year(2023), Year(2024)]
LAST = YEARS[-1]
TABLES = ("cases", "stages", "remedies", "actions")
MADE = ["history.csv", "reference/benchmark.csv", *(f"{year.folder}/{name}.csv" for year in YEARS for name in TABLES)]
TEXTS = [path for path in DATA.rglob("*") if path.suffix in (".csv", ".yml", ".md")]
CHILDREN, EDUCATION = "Children and Families", "Education"


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / name, dtype=str, keep_default_na=False, encoding="utf-8")


def complaints(year: Year, service: str) -> pd.DataFrame:
    cases = read(f"{year.folder}/cases.csv")
    return cases[(cases["feedback_type"] == "complaint") & (cases["service"] == service)]


def with_outcome(year: Year, service: str) -> pd.DataFrame:
    """The base of outcomes, remedies and timescales."""
    own = complaints(year, service)
    return own[(own["status"] == "closed") & ~own["outcome"].isin(["", "withdrawn", "question answered"])]


def published(*measures: str) -> list[dict[str, str]]:
    """The published counts of some measures that need no arithmetic, with the right value for a misprint."""
    with (ROOT / "tests" / "published-figures-2024-25.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["measure"] in measures and row["unit"] == "cases"]
    return [row | {"value": row["correct_value"] or row["value"]} for row in rows]


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    command = [sys.executable, str(ROOT / "tools" / "make_sample_data.py"), "--data", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def test_the_script_makes_every_table_and_nothing_else(remade: Path) -> None:
    assert sorted(path.relative_to(remade).as_posix() for path in remade.rglob("*.*")) == sorted(MADE)


@pytest.mark.parametrize("name", MADE)
def test_a_remade_table_has_the_bytes_of_the_committed_one(remade: Path, name: str) -> None:
    assert (remade / name).read_bytes() == (DATA / name).read_bytes()


@pytest.mark.parametrize("year", YEARS, ids=str)
def test_every_year_loads_without_a_problem(year: Year) -> None:
    tables = load_tables(DATA, year, load_council(DATA))
    assert tables.case_years[-1] == year.start


@pytest.mark.parametrize(
    "row",
    published("feedback cases", "complaints", "compliments", "comments"),
    ids=lambda row: f"{row['service']} {row['category']} {row['year']}",
)
def test_cases_by_type_are_the_published_ones(row: dict[str, str]) -> None:
    cases = read(f"{Year.parse(row['year']).folder}/cases.csv")
    if row["category"] != "all types":
        cases = cases[cases["feedback_type"] == row["category"]]
    if row["service"] != "All council services":
        cases = cases[cases["service"] == row["service"]]
    assert len(cases) == int(row["value"])


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        ("complaints by subject", "subject"),
        ("complaints by team", "team"),
        ("closed complaints by outcome", "outcome"),
    ],
)
def test_parts_of_the_complaints_are_the_published_ones(measure: str, column: str) -> None:
    rows = published(measure)
    assert rows
    for row in rows:
        own = complaints(Year.parse(row["year"]), row["service"])
        if column == "outcome":
            own = with_outcome(Year.parse(row["year"]), row["service"])
        assert (own[column] == row["category"]).sum() == int(row["value"]), row["id"]


@pytest.mark.parametrize(("service", "base", "in_target"), [(CHILDREN, 139, 74), (EDUCATION, 106, 46)])
def test_closed_complaints_within_ten_working_days_give_the_published_shares(
    service: str, base: int, in_target: int
) -> None:
    # 74 of 139 = 53%; 46 of 106 = 43%
    closed = with_outcome(LAST, service)
    days = working_days_between(
        pd.to_datetime(closed["received"]), pd.to_datetime(closed["closed"]), load_council(DATA).closure_days
    )
    assert (len(closed), int((days <= 10).sum())) == (base, in_target)


def test_sixty_complaints_come_from_one_person_and_were_merged_into_two() -> None:
    own = complaints(LAST, CHILDREN)
    merged = own[own["merged_into"] != ""]
    survivors = own[own["case_id"].isin(merged["merged_into"])]
    group = pd.concat([merged, survivors])
    assert (len(merged), len(survivors), group["customer_ref"].nunique()) == (58, 2, 1)
    assert (own["customer_ref"] == group["customer_ref"].iloc[0]).sum() == 60
    assert (survivors["merged_into"] == "").all()
    assert survivors["case_id"].isin(with_outcome(LAST, CHILDREN)["case_id"]).all()


def test_a_surviving_case_is_closed_with_the_last_of_its_group() -> None:
    own = complaints(LAST, CHILDREN).set_index("case_id")
    last_closed = own[own["merged_into"] != ""].groupby("merged_into")["closed"].max()
    assert len(last_closed) == 2
    assert (own.loc[last_closed.index, "closed"] == last_closed).all()


def test_every_later_stage_follows_the_answer_to_the_stage_before() -> None:
    cases = pd.concat([read(f"{year.folder}/cases.csv") for year in YEARS]).set_index("case_id")
    stages = pd.concat([read(f"{year.folder}/stages.csv") for year in YEARS])
    second, third = stages[stages["stage"] == "2"], stages[stages["stage"] == "3"]
    answers = {"2": cases["closed"], "3": second.set_index("case_id")["closed"]}
    for stage, rows in (("2", second), ("3", third)):
        before = rows["case_id"].map(answers[stage])
        assert len(rows) and (before != "").all() and (before < rows["requested"]).all()


def test_the_last_year_has_the_fewest_cases_of_five() -> None:
    history = read("history.csv")
    totals = {year.label: len(read(f"{year.folder}/cases.csv")) for year in YEARS}
    for label in ("2020/21", "2021/22"):
        own = history[(history["year"] == label) & (history["category"] != "")]
        assert set(own["category"]) == {"complaint", "compliment", "comment"}
        totals[label] = own["count"].astype(int).sum()
    assert min(totals, key=lambda label: totals[label]) == LAST.label


def test_other_councils_numbers_say_that_they_are_invented() -> None:
    assert read("reference/benchmark.csv")["source"].str.startswith("Invented").all()


def test_all_neighbours_have_last_years_number_and_only_some_this_years() -> None:
    benchmark = read("reference/benchmark.csv")
    neighbours = {neighbour.area_code for neighbour in load_council(DATA).neighbours}
    by_year = {year: set(rows["area_code"]) for year, rows in benchmark.groupby("year")}
    assert by_year[LAST.previous.label] == neighbours
    assert by_year[LAST.label] < neighbours


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(DATA).as_posix())
def test_no_file_holds_an_address_outside_example_domains_or_a_title_before_a_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [
        found for found in re.findall(r"[\w.+-]+@[\w.-]+", text) if not re.search(r"@example\.[a-z.]+$", found)
    ] == []
    assert re.findall(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.? [A-Z]", text) == []
    assert re.findall(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b", text) == []


def test_cases_hold_ids_dates_and_listed_words_only() -> None:
    council = load_council(DATA)
    for year in YEARS:
        cases = read(f"{year.folder}/cases.csv")
        assert cases["case_id"].str.fullmatch(r"F\d{7}").all()
        assert cases["customer_ref"].str.fullmatch(r"P\d{7}").all()
        assert set(cases["subject"]) <= {*council.subjects, ""}
        planned = {team for plan in PLANS if plan.year == year.start for team in plan.teams}
        assert set(zip(cases["service"], cases["team"], strict=True)) <= planned


def test_every_owner_and_author_is_a_role() -> None:
    owners = pd.concat([read(f"{year.folder}/actions.csv") for year in YEARS])["owner"]
    authors = [author.role for year in YEARS for author in load_year_settings(DATA, year).authors]
    for role in [*owners, *authors]:
        for each in role.split("; "):
            assert re.match(
                r"(Service Manager|Head of|Complaints Manager|Admissions Manager|Director of|Portfolio Holder)", each
            )


@pytest.mark.parametrize("year", YEARS, ids=str)
def test_commentary_leaves_the_figures_to_the_facts(year: Year) -> None:
    commentary = load_year_settings(DATA, year).commentary
    assert commentary
    typed = {key: re.sub(r"\{\{<.*?>\}\}", "", text) for key, text in commentary.items()}
    assert [key for key, text in typed.items() if re.search(r"\d", text)] == []


@pytest.mark.parametrize("year", YEARS, ids=str)
def test_financial_and_environmental_implications_differ(year: Year) -> None:
    implications = load_year_settings(DATA, year).implications
    assert not set(implications.financial.split(". ")) & set(implications.environmental.split(". "))


def test_a_carried_action_was_planned_in_the_year_that_it_names() -> None:
    for year in YEARS[1:]:
        actions = read(f"{year.folder}/actions.csv")
        for row in actions[actions["carried_from"] != ""].to_dict("records"):
            planned = read(f"{Year.parse(row['carried_from']).folder}/actions.csv").set_index("action_id")
            assert planned.loc[row["action_id"], "kind"] == "planned"
            assert planned.loc[row["action_id"], "lesson"] == row["lesson"]


def test_every_plan_of_a_year_is_answered_for_in_the_next() -> None:
    for year in YEARS[:-1]:
        actions, later = read(f"{year.folder}/actions.csv"), read(f"{year.next.folder}/actions.csv")
        planned = actions[(actions["kind"] == "planned") & (actions["carried_from"] == "")]
        assert len(planned) and set(planned["action_id"]) <= set(later["action_id"])


def test_the_readme_begins_by_saying_that_the_sample_is_invented() -> None:
    lines = (DATA / "README.md").read_text(encoding="utf-8").splitlines()
    assert "most of it is invented" in " ".join(lines[1:4])


def test_the_readme_names_every_column_and_shows_rows_that_exist() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    shown = {
        block.split("\n")[0]: block.split("\n")[1] for block in re.findall(r"```\n(\w+,.+?)\n```", readme, re.DOTALL)
    }
    names = [f"{LAST.folder}/{name}.csv" for name in TABLES]
    names += ["history.csv", "reference/population.csv", "reference/benchmark.csv"]
    for name in names:
        lines = (DATA / name).read_text(encoding="utf-8").split("\n")
        assert shown[lines[0]] in lines[1:], name
        for column in lines[0].split(","):
            assert f"`{column}`" in readme
