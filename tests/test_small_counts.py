"""Counts below the threshold are found in every published file that holds data, and other numbers are let be."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from small_data import YEAR, a_council
from small_project import small_draft, small_project

from feedback_report.building.assemble import Draft
from feedback_report.facts import Facts, to_json
from feedback_report.publishing.small_counts import small_counts
from feedback_report.running.section import Figure
from feedback_report.tables.appendix_series import ROWS_AND_VALUE, are_counts
from feedback_report.workbook import write_workbook

# 2 and 4 complaints are below 5; years, ranks, shares, days and a stage are no counts, nor is a withheld one.
CHART = "year,stage,rank,count,base,share,target,mean_days\n2023/24,2,1,2,8,0.25,3,4\n2024/25,2,3,4,[c],,3,1.5\n"
KINDS = dict.fromkeys(("stage", "rank", "count", "base", "target", "mean_days"), "number") | {"share": "share"}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    return small_draft(small_project(tmp_path_factory.mktemp("project")))


def table(title: str, text: str) -> Figure:
    years = {name: name[1:] for name in text.partition("\n")[0].split(",") if name[0] == "y"}
    return Figure("", "appendix", text, None, title, dict.fromkeys(years, "number"), years)


def found(draft: Draft, files: Mapping[str, Path], threshold: int = 5) -> list[str]:
    return list(small_counts(files, draft, threshold))


def test_they_are_found_in_the_sheets_of_the_workbook(draft, tmp_path):
    drawn = replace(
        draft,
        figures=[Figure("fig-empty", "1", "year,count\n", None, "None"), Figure("fig-a", "1", CHART, None, "A", KINDS)],
        tables=[
            table("Complaints by team", "service,team,y2023,y2024\nParks,North,12,1\nParks,South,3,[c]\n"),
            table("Rates by year", 'measure,y2024\nComplaints,4\n"Complaints per 100,000 residents",3\n'),
            table("Working days", "service,procedure,y2024\nParks,Corporate,3\n"),
            table("Rates by area", "area,y2024\nNearshire,4\n"),
        ],
    )
    write_workbook(drawn, tmp_path / "appendix.xlsx")
    assert found(drawn, {"appendix.xlsx": tmp_path / "appendix.xlsx"}) == [
        "appendix.xlsx, Figure 2 a, Number: holds 2 counts below 5.",
        "appendix.xlsx, A1 Complaints by team, 2023: holds 1 count below 5.",
        "appendix.xlsx, A1 Complaints by team, 2024: holds 1 count below 5.",
        "appendix.xlsx, A2 Rates by year, 2024: holds 1 count below 5.",
    ]
    assert found(drawn, {"appendix.xlsx": tmp_path / "appendix.xlsx"}, threshold=2) == [
        "appendix.xlsx, A1 Complaints by team, 2024: holds 1 count below 2."
    ]


def test_they_are_found_in_the_data_of_figures_and_in_those_that_the_page_holds(draft, tmp_path):
    data, page = tmp_path / "figure-01.csv", tmp_path / "report.html"
    data.write_text(CHART, encoding="utf-8")
    address = f"data:text/csv;base64,{base64.b64encode(CHART.encode()).decode()}"
    page.write_text(f'<html><body><p>2 of 3</p><a href="{address}">Data</a></body></html>', encoding="utf-8")
    assert found(draft, {"figures/figure-01.csv": data, "report.html": page, "report.docx": page}) == [
        "figures/figure-01.csv, column count: holds 2 counts below 5.",
        "report.html, embedded file 1.csv, column count: holds 2 counts below 5.",
    ]


def test_what_other_councils_publish_is_theirs(draft, tmp_path):
    rates = "area,is_council,count\nTest Council,True,3\nNearshire,False,4\n"
    figure = Figure("fig-rates", "1", rates, None, "Rates", {"count": "number"})
    drawn, data = replace(draft, figures=[figure]), tmp_path / "figure-01.csv"
    write_workbook(drawn, tmp_path / "appendix.xlsx")
    data.write_text(rates, encoding="utf-8")
    assert found(drawn, {"figures/figure-01.csv": data, "appendix.xlsx": tmp_path / "appendix.xlsx"}) == [
        "figures/figure-01.csv, column count: holds 1 count below 5.",
        "appendix.xlsx, Figure 1 rates, Number: holds 1 count below 5.",
    ]


def test_they_are_found_in_the_facts_that_count_cases(draft, tmp_path):
    held = Facts("1-counts", YEAR, a_council().style)
    held.count("roads.complaints", 3, "complaint")
    held.count("roads.closed", 4, "closed complaint")
    held.count("lessons", 2, "action")
    held.count("years", 3)
    held.count("parks.complaints", 5, "complaint")
    (tmp_path / "facts.json").write_text(to_json({fact.name: fact for fact in held}), encoding="utf-8")
    assert found(draft, {"facts.json": tmp_path / "facts.json"}) == [
        "facts.json, roads.closed: holds 1 count below 5.",
        "facts.json, roads.complaints: holds 1 count below 5.",
    ]


@pytest.mark.parametrize("series", ROWS_AND_VALUE)
def test_the_appendix_knows_which_of_its_series_count(series):
    named_by, value = ROWS_AND_VALUE[series]
    counts = value not in ("mean_days", "per_100_000")
    assert are_counts([*named_by, "y2023", "y2024"], [*named_by, 1, 2]) == counts
