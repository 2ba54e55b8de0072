from tiny_tables import a_council, clock, complaint, tables

from feedback_report.measures.appendix import appendix_series, years_held
from feedback_report.measures.counting import rows_where


def history(year):
    return {"series": "cases", "year": year, "category": "complaint", "count": 5, "source": "a paper"}


HELD = tables(
    cases=[complaint("1", "2023-05-01"), complaint("2", team="North", subject="Delay")], history=[history(2021)]
)


def series(held=HELD, council=None):
    return {each.key: each.frame for each in appendix_series(held, council or a_council(), 2024)}


def test_years_run_from_the_first_that_any_source_holds():
    assert years_held(HELD, 2024) == [2021, 2022, 2023, 2024]
    assert years_held(tables(), 2024) == [2024]


def test_years_after_the_papers_are_not_counted_back_from():
    assert years_held(tables(history=[history(2026)]), 2024) == [2024]


def test_every_figure_has_its_series_and_each_has_a_title_of_its_own():
    found = appendix_series(HELD, a_council(), 2024)

    assert [each.key for each in found] == [
        *("cases-by-type", "complaint-rates", "cases-by-service", "cases-merged-once"),
        *("complaints-by-month", "contact-methods"),
        *("contact-method-known", "later-stages", "complaints-by-subject", "complaints-by-team", "remedies"),
        *("outcomes", "complaints-by-standing", "timescales", "timescale-standing", "working-days"),
        *("later-stage-timescales", "acknowledgements", "people", "complaint-rates-by-area"),
    ]
    assert len({each.title for each in found}) == len(found)


def test_a_series_holds_every_year_and_only_years_with_a_source():
    found = series()

    complaints = rows_where(found["cases-by-type"], feedback_type="complaint")
    assert list(zip(complaints["year"], complaints["count"], strict=True)) == [(2021, 5), (2023, 1), (2024, 1)]
    assert sorted(set(found["complaints-by-subject"]["year"])) == [2023, 2024]
    assert sorted(set(found["cases-by-service"]["year"])) == [2023, 2024]


def test_the_appendix_is_the_same_set_of_tables_for_a_council_without_data():
    assert list(series(tables())) == list(series())


def test_a_council_without_later_stages_has_their_table_without_rows():
    one_stage = a_council(procedures={"corporate": {"name": "Corporate", "stages": {1: clock()}}})
    found = series(council=one_stage)["later-stage-timescales"]
    assert found.empty
    assert list(found.columns) == list(series()["later-stage-timescales"].columns)
